"""Bulletins (bản tin) for loudspeakers: a schedule that makes them by itself, and one put together by hand."""

from datetime import date as date_
from datetime import timedelta
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field

from giamngheo.kinds.entry import Registered, Status
from giamngheo.kinds.values import Count, Day, Ids, Languages, Text, Texts

Weekday = Literal["thu-2", "thu-3", "thu-4", "thu-5", "thu-6", "thu-7", "chu-nhat"]
# In the order in which Python counts them.
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)


def _weekdays(value: object) -> object:
    return [value] if isinstance(value, str) else value


Weekdays = Annotated[tuple[Weekday, ...], BeforeValidator(_weekdays), Field(min_length=1)]
Minutes = Annotated[Count, Field(ge=1, le=120)]
# So many days after its day a bulletin may still be read.
KEEPS = timedelta(days=6)
# So many days back something is still news.
Days = Annotated[Count, Field(ge=1, le=366)]


class Broadcast(Registered):
    """Lịch phát thanh: each of its places has a bulletin of its own for the next of these days of the week."""

    name: Annotated[Text, Field(examples=["Bản tin buổi sáng"])]
    places: Annotated[Ids, Field(min_length=1, json_schema_extra={"refers": "place"}, examples=[["xa-quang-dien"]])]
    minutes: Annotated[Minutes, Field(examples=["10"])]
    approved_by: Annotated[Text, Field(examples=["Ban biên tập"])]
    weekdays: Weekdays = WEEKDAYS
    days: Days = 7
    topics: Annotated[Ids, Field(json_schema_extra={"refers": "topic"})] = ()
    languages: Languages = ("vi",)
    note: Text | None = None

    def next_on(self, day: date_) -> date_:
        """The first of its days, this one or a later one."""
        later = (day + timedelta(days=n) for n in range(len(WEEKDAYS)))
        return next(one for one in later if WEEKDAYS[one.weekday()] in self.weekdays)


class Bulletin(Registered):
    """Bản tin đặc biệt. `items` are links such as `article:ten-bai`; without them it takes what is new by its day."""

    title: Annotated[Text, Field(examples=["Bản tin tháng hành động vì người nghèo"])]
    date: Annotated[Day, Field(examples=["2026-11-02"])]
    minutes: Annotated[Minutes, Field(examples=["15"])]
    approved_by: Annotated[Text, Field(examples=["Ban biên tập"])]
    days: Days = 7
    items: Texts = ()
    places: Annotated[Ids, Field(json_schema_extra={"refers": "place"})] = ()
    topics: Annotated[Ids, Field(json_schema_extra={"refers": "topic"})] = ()
    languages: Languages = ("vi",)
    status: Status = "published"

    @property
    def last_day(self) -> date_:
        """Whatever it holds, nobody reads it later."""
        return self.date + KEEPS
