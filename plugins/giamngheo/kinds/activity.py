"""Activity (hoạt động): dialogue, training, press work, leaflet, broadcast, contest, campaign."""

from typing import Annotated, Literal

from pydantic import Field

from giamngheo.kinds.entry import Entry
from giamngheo.kinds.values import Count, Flag, Part, PartialDay, Text

Form = Literal["dialogue", "training", "press", "leaflet", "broadcast", "contest", "campaign", "team"]


class Outcome(Part):
    """What came of it, counted: 4.500 cuốn cẩm nang."""

    count: Count
    unit: Text
    at_least: Flag = False


class Activity(Entry):
    """Hoạt động; `held` is as exact as the source, `date` the day of publication here."""

    form: Annotated[Form, Field(examples=["training"])]
    held: Annotated[PartialDay, Field(examples=["2026-10"])]
    organiser: Text | None = None
    participants: Count | None = None
    outcomes: tuple[Outcome, ...] = ()
