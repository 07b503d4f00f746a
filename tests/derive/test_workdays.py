"""Working days, held to what counting them one by one gives."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giamngheo.derive.workdays import Calendar, calendar_of
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.inquiry import Pause

START = date(2026, 1, 1)
days = st.integers(0, 500).map(lambda n: START + timedelta(days=n))
calendars = st.lists(days, max_size=30).map(Calendar)
pauses = st.lists(
    st.tuples(days, st.one_of(st.none(), st.integers(0, 60))).map(
        lambda span: Pause(start=span[0], end=None if span[1] is None else span[0] + timedelta(days=span[1]))
    ),
    max_size=4,
)


def worked_between(calendar: Calendar, start: date, end: date) -> list[date]:
    """Day by day, without any formula."""
    after = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return [day for day in after if day.weekday() < 5 and day.toordinal() not in calendar._off]


@given(calendars, days, days)
def test_the_count_is_what_counting_day_by_day_gives(calendar: Calendar, start: date, end: date) -> None:
    assert len(worked_between(calendar, start, end)) == calendar.count(start, end)


@given(calendars, days, days, days)
def test_two_times_that_follow_one_another_add_up(calendar: Calendar, a: date, b: date, c: date) -> None:
    first, middle, last = sorted((a, b, c))
    assert calendar.count(first, middle) + calendar.count(middle, last) == calendar.count(first, last)


@settings(max_examples=300)
@given(calendars, days, days, pauses)
def test_the_clock_stands_still_on_each_day_of_any_pause_and_on_no_other(
    calendar: Calendar, start: date, end: date, waits: list[Pause]
) -> None:
    def is_waited(day: date) -> bool:
        return any(pause.start < day <= (pause.end or end) for pause in waits)

    ticked = [day for day in worked_between(calendar, start, end) if not is_waited(day)]
    assert len(ticked) == calendar.clock(start, end, waits)


@given(calendars, days, days, pauses, days)
def test_more_days_off_or_pauses_never_make_the_wait_longer(
    calendar: Calendar, start: date, end: date, waits: list[Pause], off: date
) -> None:
    longer = calendar.clock(start, end, waits)
    fewer = Calendar([*map(date.fromordinal, calendar._off), off])
    assert fewer.clock(start, end, waits) <= longer <= calendar.count(start, end)
    assert calendar.clock(start, end, [*waits, Pause(start=off)]) <= longer


@pytest.mark.parametrize(
    ("expected", "start", "end"),
    [
        (0, date(2026, 11, 20), date(2026, 11, 20)),
        (0, date(2026, 11, 20), date(2026, 11, 22)),
        (1, date(2026, 11, 20), date(2026, 11, 23)),
        (1, date(2026, 11, 21), date(2026, 11, 23)),
        (0, date(2026, 11, 23), date(2026, 11, 20)),
        # The lunar new year of 2026: from Friday the 13th to Monday the 23rd one day is worked.
        (1, date(2026, 2, 13), date(2026, 2, 23)),
        # 30 April and 1 May 2026 are a Thursday and a Friday.
        (1, date(2026, 4, 29), date(2026, 5, 4)),
    ],
)
def test_the_countrys_days_off_are_not_worked(sample: Catalogue, expected: int, start: date, end: date) -> None:
    assert expected == calendar_of(sample, [2026]).count(start, end)


def test_a_rule_of_every_year_holds_while_it_is_valid_and_a_province_adds_its_own(
    read: Callable[[str], Catalogue],
) -> None:
    catalogue = read(
        """
        === content/danh-muc/ngay-nghi.yml
        cu: {name: Ngày cũ, day: 03-03, valid_to: 2025-12-31}
        moi: {name: Ngày mới, day: 03-04, valid_from: 2026-01-01}
        nam-nhuan: {name: Ngày cuối tháng hai, day: 02-29}
        le-hoi: {name: Lễ hội của tỉnh, day: 2026-03-05, end: 2026-03-06}
        """
    )

    def worked(year: int, month: int, days: range) -> list[int]:
        calendar = calendar_of(catalogue, [year])
        return [day for day in days if calendar.count(date(year, month, day - 1), date(year, month, day))]

    assert [2, 3] == worked(2026, 3, range(2, 7))
    assert [4, 5] == worked(2025, 3, range(3, 6))
    assert [27] == worked(2025, 2, range(27, 29))
