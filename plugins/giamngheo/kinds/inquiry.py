"""What citizens asked and what became of it (sổ theo dõi): one row a question received, nothing about who asked."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from giamngheo.kinds.entry import Registered
from giamngheo.kinds.values import Count, Day, Flag, Id, Ids, Part, Text, YearlyDay

Channel = Literal["phone", "sms", "email", "zalo", "commune", "dialogue", "form", "post"]
State = Literal["received", "routed", "answered", "published", "merged", "refused", "transferred"]


class Pause(Part):
    """The clock stands still after `start`, until the asker has added what was missing on `end`."""

    start: Day
    end: Day | None = None


def _pauses(value: object) -> object:
    """A cell of a table: 2026-03-02/2026-03-09; 2026-04-01/ (the second goes on)."""
    if not isinstance(value, str):
        return value
    found = []
    for span in value.split(";"):
        start, mark, end = (part.strip() for part in span.partition("/"))
        if not mark or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", start):
            example = "2026-03-02/2026-03-09; 2026-04-01/"
            raise PydanticCustomError("F304", "pause not day/day", {"value": value, "example": example})
        found.append({"start": start, "end": end or None})
    return found


Pauses = Annotated[tuple[Pause, ...], BeforeValidator(_pauses)]


class Inquiry(Registered):
    """Lượt hỏi: một câu hỏi hoặc phản ánh đã nhận."""

    received: Annotated[Day, Field(examples=["2026-11-02"])]
    channel: Annotated[Channel, Field(examples=["phone"])]
    state: Annotated[State, Field(examples=["received"])]
    asked_as: Literal["question", "feedback"] = "question"
    routed: Day | None = None
    agency: Annotated[Id | None, Field(json_schema_extra={"refers": "agency"})] = None
    answered: Day | None = None
    published: Day | None = None
    answer: Annotated[Id | None, Field(json_schema_extra={"refers": "question"})] = None
    merged_into: Annotated[Id | None, Field(json_schema_extra={"refers": "inquiry"})] = None
    reason: Text | None = None
    waiting: Pauses = ()

    @property
    def is_open(self) -> bool:
        """Somebody still waits for its answer to be there for all; what was merged waits with the other one."""
        return self.state in ("received", "routed", "answered")


class Intake(Registered):
    """Nguồn tiếp nhận: what the register covers, since when, and by how many working days an answer is due."""

    name: Annotated[Text, Field(examples=["Đường dây nóng"])]
    channels: Annotated[tuple[Channel, ...], Field(examples=[["phone"]])]
    since: Annotated[Day, Field(examples=["2026-01-05"])]
    until: Day | None = None
    due_days: Annotated[Count, Field(examples=["10"])]
    note: Text | None = None
    # Made up for a demonstration: the page says so, and no real agency may stand in it.
    is_fictional: Flag = False

    def covers(self, channel: Channel, day: date) -> bool:
        return channel in self.channels and self.since <= day and (self.until is None or day <= self.until)


class DayOff(Registered):
    """Ngày nghỉ: a day of every year, or of one year up to `end`; Saturdays and Sundays need no entry."""

    name: Annotated[Text, Field(examples=["Nghỉ bù"])]
    day: Annotated[YearlyDay, Field(examples=["2026-11-23"])]
    end: Day | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None
    laws: Annotated[Ids, Field(json_schema_extra={"refers": "document"})] = ()
    sources: Annotated[Ids, Field(json_schema_extra={"refers": "source"})] = ()
    note: Text | None = None
