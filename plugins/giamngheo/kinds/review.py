"""Review (rà soát): one decision's annex table, as a YAML head and a CSV of the same name beside it."""

from datetime import date
from typing import Annotated, Literal, NamedTuple

from msgspec import Struct
from pydantic import Field

from giamngheo.kinds.entry import Registered
from giamngheo.kinds.figure import Figure
from giamngheo.kinds.indicator import Method, ValueKind
from giamngheo.kinds.problem import Position
from giamngheo.kinds.values import Day, Id, Text, Year

# Columns that a table has beside those of its indicators.
FIXED = ("ma_dia_ban", "ten_dia_ban", "trang_thai", "ghi_chu")
PLACE, NAME, STATUS, NOTE = FIXED


class Review(Registered):
    """Kết quả rà soát: what holds for every row of its table. Before its day of release only a preview shows it."""

    period: Annotated[Year, Field(examples=["2024"])]
    as_of: Day | None = None
    standard: Annotated[Id, Field(json_schema_extra={"refers": "standard"}, examples=["2022-2026"])]
    kind: ValueKind = "final"
    method: Method = "review"
    source: Annotated[Id, Field(json_schema_extra={"refers": "source"}, examples=["lawnet-217"])]
    released: Day | None = None
    note: Text | None = None
    columns: Annotated[
        dict[Text, Id],
        Field(
            min_length=1,
            json_schema_extra={"refers": "indicator"},
            examples=[{"ho_ngheo": "ho-ngheo", "ho_can_ngheo": "ho-can-ngheo"}],
        ),
    ]
    status: Literal["draft", "review", "published"] = "published"

    @property
    def day(self) -> date:
        """The day on which households were counted; every place of the table exists on it."""
        return self.as_of or date(self.period, 12, 31)


class Row(NamedTuple):
    """A place of the table and where it stands."""

    place: str
    at: Position


class Table(Struct, frozen=True):
    """The CSV of a review: its rows, and their figures by indicator; `path` is what messages show.

    `digest` stands for the text that was read.
    """

    path: str
    rows: tuple[Row, ...]
    figures: dict[str, tuple[Figure, ...]]
    digest: bytes
