"""Working days: what lies between two days without Saturdays, Sundays, days off and the time the asker took."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import cast

from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.inquiry import DayOff, Pause


class Calendar:
    """Which days are worked. Days are counted after a beginning, up to and with an end: the first day is none."""

    def __init__(self, off: Iterable[date]) -> None:
        self._off = sorted({day.toordinal() for day in off if day.weekday() < 5})

    def count(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`; none where the end is not later."""
        return max(0, self._until(end) - self._until(start))

    def _until(self, day: date) -> int:
        """From the first Monday of the calendar on."""
        weeks, rest = divmod(day.toordinal(), 7)
        return weeks * 5 + min(rest, 5) - bisect_right(self._off, day.toordinal())

    def clock(self, start: date, end: date, pauses: Sequence[Pause] = ()) -> int:
        """The same without the time in which the asker was waited for."""
        still = sum(self.count(*span) for span in _joined(start, end, pauses))
        return self.count(start, end) - still


def _joined(start: date, end: date, pauses: Sequence[Pause]) -> Iterator[tuple[date, date]]:
    """The pauses inside a time, those that meet as one."""
    upto = start
    for pause in sorted(pauses, key=lambda pause: pause.start):
        first, last = max(pause.start, upto), min(pause.end or end, end)
        if first < last:
            yield first, last
            upto = last


def days_off(catalogue: Catalogue) -> list[DayOff]:
    return [cast(DayOff, item.entry) for item in catalogue.of("day_off").values()]


def calendar_of(catalogue: Catalogue, years: Iterable[int]) -> Calendar:
    """The calendar of these years and those around them."""
    asked = [*years] or [date.min.year]
    span = range(min(asked), max(asked) + 2)
    return Calendar(day for one in days_off(catalogue) for day in _days_of(one, span))


def _days_of(off: DayOff, years: range) -> Iterator[date]:
    if isinstance(off.day, date):
        last = off.end or off.day
        yield from (off.day + timedelta(days=n) for n in range((last - off.day).days + 1))
        return
    for day in map(off.day.in_year, years):
        if (off.valid_from is None or off.valid_from <= day) and (off.valid_to is None or day <= off.valid_to):
            yield day
