"""Indicator (chỉ số): its definition, its observations and its targets, each with a source."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from giamngheo.kinds.entry import Registered
from giamngheo.kinds.values import Count, Day, Id, Ids, Number, Part, Text, Texts, Year

ValueKind = Literal["final", "preliminary", "estimate", "derived"]
Method = Literal["review", "survey", "report"]
# SDMX OBS_STATUS letters for a value that is not there: why it is missing.
Missing = Literal["L", "M", "O", "Q"]
UNKNOWN_STANDARD = "unknown"


class OtherValue(Part):
    """What another source prints for the same place and time."""

    value: Number
    source: Annotated[Id, Field(json_schema_extra={"refers": "source"})]


class Observation(Part):
    """One value of one place at one review (số liệu); missing is None and says why."""

    place: Annotated[Id, Field(json_schema_extra={"refers": "place"})]
    period: Year
    value: Number | None = None
    missing: Missing | None = None
    # A poverty figure needs its standard; `unknown` where the source does not tell.
    standard: Annotated[Id | None, Field(json_schema_extra={"refers": "standard"})] = None
    kind: ValueKind | Literal["target"] = "final"
    as_of: Day | None = None
    bound: Literal["under", "over", "about"] | None = None
    # Where it was not counted as the rest of the indicator was.
    method: Method | None = None
    note: Text | None = None
    source: Annotated[Id | None, Field(json_schema_extra={"refers": "source"})] = None
    others: tuple[OtherValue, ...] = ()

    @model_validator(mode="after")
    def _has_a_value_or_says_why_not(self) -> Self:
        if self.value is None and self.missing is None:
            raise PydanticCustomError("F302", "missing", {"field": "value"})
        return self

    @property
    def day(self) -> date:
        """The day that the value describes: the end of its year unless the source tells another."""
        return self.as_of or date(self.period, 12, 31)


class Target(Part):
    """A level to reach (chỉ tiêu), or a drop in percentage points."""

    place: Annotated[Id, Field(json_schema_extra={"refers": "place"})]
    period: Year
    value: Number | None = None
    drop_points: Number | None = None
    standard: Annotated[Id | None, Field(json_schema_extra={"refers": "standard"})] = None
    bound: Literal["under", "over", "about"] | None = None
    note: Text | None = None
    source: Annotated[Id | None, Field(json_schema_extra={"refers": "source"})] = None

    @model_validator(mode="after")
    def _has_a_level_or_a_drop(self) -> Self:
        if self.value is None and self.drop_points is None:
            raise PydanticCustomError("F302", "missing", {"field": "value"})
        return self


class Computation(Part):
    """A rate as numerator over denominator, both ids of count indicators."""

    numerator: Annotated[Id, Field(json_schema_extra={"refers": "indicator"})]
    denominator: Annotated[Id | None, Field(json_schema_extra={"refers": "indicator"})] = None


class Indicator(Registered):
    """Chỉ số: one YAML file makes its page, charts and tables."""

    name: Annotated[Text, Field(examples=["Số hộ có nước sạch"])]
    plain: Annotated[Text, Field(examples=["Có bao nhiêu hộ dùng nước sạch"])]
    unit: Annotated[Text, Field(examples=["household"])]
    summary: Text | None = None
    definition: Text | None = None
    computation: Computation | None = None
    aggregation: Literal["sum", "ratio_of_sums"] | None = None
    decimals: Annotated[int, Field(ge=0, le=4)] = 0
    direction: Literal["down", "up", "none"] = "none"
    method: Method = "review"
    # Where no line may go on: another poverty standard, another boundary.
    break_on: tuple[Literal["standard", "place"], ...] = ("standard", "place")
    # Figures about fewer households than this are not shown (Q).
    suppress_below: Count | None = None
    # Counts that add up to this one (poor and near-poor households).
    parts: Annotated[Ids, Field(json_schema_extra={"refers": "indicator"})] = ()
    home: Annotated[Id | None, Field(json_schema_extra={"refers": "place"})] = None
    # Place among the headline figures of the home page; the others follow by name.
    featured: Count | None = None
    topics: Annotated[Ids, Field(json_schema_extra={"refers": "topic"})] = ()
    what_to_know: Texts = ()
    released: Day | None = None
    next_release: Day | None = None
    next_release_note: Text | None = None
    # Empty where all figures stand in the tables of reviews.
    observations: Annotated[
        tuple[Observation, ...],
        Field(
            examples=[
                [
                    {
                        "place": "viet-nam",
                        "period": "2024",
                        "value": "12",
                        "standard": "2022-2026",
                        "source": "lawnet-217",
                    }
                ]
            ]
        ),
    ] = ()
    targets: tuple[Target, ...] = ()
    corrections: Annotated[Ids, Field(json_schema_extra={"refers": "correction"})] = ()
    status: Literal["draft", "review", "published"] = "published"

    @property
    def values(self) -> tuple[Observation | Target, ...]:
        """Observations and targets: all that names a place and a source."""
        return (*self.observations, *self.targets)

    @property
    def is_rate(self) -> bool:
        return self.unit == "percent"

    @property
    def is_ratio(self) -> bool:
        """One number over another: its parts are never added up nor averaged."""
        return self.is_rate or (self.computation is not None and self.computation.denominator is not None)
