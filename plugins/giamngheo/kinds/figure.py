"""Figure (số liệu): one value of one indicator, whether typed, from the table of a review, or computed."""

from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from msgspec import Struct

from giamngheo.kinds.indicator import Missing, ValueKind
from giamngheo.kinds.problem import TOP, Position

Origin = Literal["typed", "table", "computed", "backcast"]
Bound = Literal["under", "over", "about"]


class Other(NamedTuple):
    """What another source prints for the same: shown beside the chosen value, never averaged with it."""

    value: Decimal
    source: str


class Figure(Struct, frozen=True):
    """One value of one place and year, as published or as computed; missing (None) says why by an SDMX letter.

    `path` and `at` are where it was written: for a computed one, where the first of its parts was. Of a typed one
    `index` is its number among the observations of its file: where they stand is found out when somebody asks.
    """

    place: str
    period: int
    value: Decimal | None
    missing: Missing | None = None
    standard: str | None = None
    kind: ValueKind = "final"
    as_of: date | None = None
    bound: Bound | None = None
    note: str | None = None
    source: str | None = None
    others: tuple[Other, ...] = ()
    method: str = "review"
    origin: Origin = "typed"
    path: str = ""
    at: Position = TOP
    index: int | None = None

    @property
    def day(self) -> date:
        """The day that the value describes: the end of its year unless the source tells another."""
        return self.as_of or date(self.period, 12, 31)
