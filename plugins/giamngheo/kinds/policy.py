"""Support policy (chính sách hỗ trợ): who x condition x law x dates, with typed amounts."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field

from giamngheo.kinds.entry import Registered
from giamngheo.kinds.values import Day, Flag, Id, Ids, Number, Part, Text, Texts

Unit = Literal["dong", "percent", "percent_a_year", "kwh"]
Per = Literal["month", "year", "once", "day", "course", "household", "person", "premium", "treatment", "house", "fee"]

# A right or an amount counts as checked for half a year; after that the page says so and names whom to ask.
CHECK_HOLDS = timedelta(days=183)
# A policy that ends within three months is shown as about to end: there is still time to apply.
ENDS_SOON = timedelta(days=90)


class Amount(Part):
    """One amount: value, unit, per what, and since when (mức hỗ trợ)."""

    id: Id
    label: Text
    value: Number
    unit: Unit
    per: Per | None = None
    up_to: Flag = False
    at_least: Flag = False
    law: Annotated[Id | None, Field(json_schema_extra={"refers": "document"})] = None
    source: Annotated[Id | None, Field(json_schema_extra={"refers": "source"})] = None
    valid_from: Day | None = None
    valid_to: Day | None = None
    note: Text | None = None


class Variant(Part):
    """What a province adds to a national policy, or gives in its place (mức riêng của tỉnh)."""

    place: Annotated[Id, Field(json_schema_extra={"refers": "place"})]
    what: Text
    source: Annotated[Id, Field(json_schema_extra={"refers": "source"})]
    law: Annotated[Id | None, Field(json_schema_extra={"refers": "document"})] = None
    valid_from: Day | None = None
    valid_to: Day | None = None


class Policy(Registered):
    """Chính sách hỗ trợ; one with a place holds there only."""

    name: Annotated[Text, Field(examples=["Hỗ trợ mẫu"])]
    what: Annotated[Text, Field(examples=["Hỗ trợ một lần cho mỗi hộ."])]
    who: Annotated[Ids, Field(json_schema_extra={"refers": "audience"}, examples=[["ho-ngheo"]])]
    conditions: Text | None = None
    aliases: Texts = ()
    place: Annotated[Id | None, Field(json_schema_extra={"refers": "place"})] = None
    topics: Annotated[Ids, Field(json_schema_extra={"refers": "topic"})] = ()
    amounts: tuple[Amount, ...] = ()
    laws: Annotated[Ids, Field(json_schema_extra={"refers": "document"})] = ()
    law_note: Text | None = None
    sources: Annotated[Ids, Field(json_schema_extra={"refers": "source"})] = ()
    valid_from: Day | None = None
    valid_to: Day | None = None
    checked_on: Day | None = None
    # The editor compared it with the law's own text: a claim that the check V801 holds against the facts.
    confirmed: Flag = False
    ask: Annotated[Ids, Field(json_schema_extra={"refers": "agency"}, examples=[["ubnd-xa"]])]
    variants: tuple[Variant, ...] = ()
    note: Text | None = None

    def is_expired_on(self, day: date) -> bool:
        return self.valid_to is not None and self.valid_to < day

    def is_checked_on(self, day: date) -> bool:
        """Confirmed against the law's own text within the last six months."""
        return self.confirmed and self.checked_on is not None and timedelta(0) <= day - self.checked_on <= CHECK_HOLDS

    def turning_days(self) -> Iterator[date]:
        """The days from which its pages say something else by themselves."""
        parts: tuple[Policy | Amount | Variant, ...] = (self, *self.amounts, *self.variants)
        for part in parts:
            yield from [part.valid_from] if part.valid_from else []
            yield from [part.valid_to + timedelta(days=1)] if part.valid_to else []
        yield from [self.valid_to - ENDS_SOON] if self.valid_to else []
        yield from [self.checked_on + CHECK_HOLDS + timedelta(days=1)] if self.confirmed and self.checked_on else []
