"""Days and hours whose numbers a point parts: 7.8 - 9.8, 30.4 - 1.5, 15.30; decimals have a comma."""

import re
from functools import cache

from giamngheo.speech.dates import (
    BESIDE,
    are_feasts_together,
    day_parts,
    day_said,
    is_counted,
    is_day,
    is_parted,
    weekday,
)
from giamngheo.speech.hours import clock_said
from giamngheo.speech.scan import DASH, Said, Scan
from giamngheo.speech.tongue import one_of, tongue

_DAY = r"(\d{1,2})\.(\d{1,2})"
_HOUR = r"([01]?\d|2[0-4])[.:]([0-5]\d)"
_ONE_DAY = re.compile(rf"{_DAY}(?!/|\d|[,.\-]\d|[^\S\n]?%)")
_END_OF_MONTH, _MONTHS = 28, 12
# 5.5 and 6.5 are rather halves than days of May.
_HALF = 5
# Offices open at these minutes.
_USUAL = frozenset(["00", "15", "30", "45"])


def pointed(scan: Scan, start: int) -> Said | None:
    """Two days, an hour or two of them; None where the point is that of a decimal or of an item."""
    return _hours(scan, start) or _days(scan, start) or _day(scan, start)


@cache
def _to() -> str:
    """A dash, or a word that says the same."""
    words = tongue()
    return rf"(?:{DASH}|[^\S\n](?:{one_of([words['to'], words['until']])})[^\S\n])"


@cache
def _hour_pattern() -> re.Pattern[str]:
    return re.compile(rf"{_HOUR}(?:{_to()}{_HOUR})?(?![.,:]?\d)([^\S\n]?(?:{tongue()['hour']}|h)(?!\w))?")


def _hours(scan: Scan, start: int) -> Said | None:
    match = _hour_pattern().match(scan.text, start)
    if not match or not (match[5] or _are_of_an_office(scan, match)):
        return None
    said = clock_said(match[1], match[2])
    if match[3]:
        said = f"{said} {tongue()['to']} {clock_said(match[3], match[4])}"
    return Said(start, match.end(), said, "time")


def _are_of_an_office(scan: Scan, match: re.Match[str]) -> bool:
    """Mornings 7.30 - 11.30; open 7.30 - 11.30, 13.30 - 17.00"""
    if not match[3] or not {match[2], match[4]} <= _USUAL or int(match[1]) >= int(match[3]):
        return False
    before = tongue().before
    is_next = scan.goes_on(match.start(), BESIDE, "time")
    return is_next or _is_behind(scan, match.start(), before["part_of_day"] + before["open"])


@cache
def _day_pattern() -> re.Pattern[str]:
    return re.compile(rf"{_DAY}{_to()}{_DAY}(?:\.(\d{{4}}))?(?![\w%]|[.,]\d)")


def _days(scan: Scan, start: int) -> Said | None:
    match = _day_pattern().match(scan.text, start)
    if not match or not is_day(match[1], match[2]) or not is_day(match[3], match[4], match[5] or "2024"):
        return None
    words = tongue()
    opening, closing = day_said(scan, start, match[1], match[2]), " ".join(day_parts(*match.groups("")[2:]))
    if are_feasts_together((match[1], match[2]), (match[3], match[4])):
        return Said(start, match.end(), f"{opening} {words['and']} {closing}", "date")
    if not (match[5] or scan.left(start).endswith(words.before["day"]) or _are_near(scan, match)):
        return None
    return Said(start, match.end(), f"{opening} {words['to']} {words['day']} {closing}", "date")


def _are_near(scan: Scan, match: re.Match[str]) -> bool:
    """From the 7th to the 9th, from the end of a month to the next one, or the end of a later; nothing measured."""
    start, before = match.start(), tongue().before
    first, month, last, last_month = map(int, match.groups()[:4])
    # Of two decimals the second is more.
    is_near = first < last if month == last_month else first > last and month + 1 == last_month
    is_near = is_near or (month < last_month and last >= _END_OF_MONTH)
    if not is_near or is_counted(scan, match.end()) or (month == _HALF and first <= _MONTHS):
        return False
    if any(word in scan.left(start) for word in before["gauged"]):
        return False
    if is_parted(scan, start) or scan.is_begun(start):
        return True
    return _is_behind(scan, start, before["dated"]) and not _is_behind(scan, start, before["level"])


def _day(scan: Scan, start: int) -> Said | None:
    """30.11 behind the word for before, in the morning of; the word for day itself is told with other dates."""
    match = _ONE_DAY.match(scan.text, start)
    if not match or not is_day(match[1], match[2]) or is_counted(scan, match.end()):
        return None
    if scan.text[match.end() : match.end() + 1].isalpha():
        # A road of 3.5m.
        return None
    before, left = tongue().before, scan.left(start)
    is_sure = (
        left.endswith(before["part_of_day"] + before["occasion"] + before["deadline"])
        or weekday().search(left) is not None
        or scan.goes_on(start, 1, "time")
        or _goes_on_to(scan, start)
        or (int(match[1]) >= _END_OF_MONTH and _is_until(scan, start))
    )
    return Said(start, match.end(), day_said(scan, start, match[1], match[2]), "date") if is_sure else None


def _goes_on_to(scan: Scan, start: int) -> bool:
    """Behind a day the next one, or the one until which it lasts."""
    words = tongue()
    joints = (f" {words['to']}", f" {words['until']}", f" {words['and']}")
    return scan.goes_on(start, BESIDE, "date") and scan.left(start).endswith(joints)


def _is_until(scan: Scan, start: int) -> bool:
    """Until the end of a month, nothing being measured."""
    words = tongue()
    is_second = scan.goes_on(start, BESIDE, "number", "unit")
    joints = (f" {words['to']}", f" {words['until']}")
    left = scan.left(start)
    return left.endswith(joints) and not is_second and not left.rpartition(" ")[0].endswith(words.before["level"])


def _is_behind(scan: Scan, start: int, words: tuple[str, ...]) -> bool:
    """Whether one of these words stands before, or before the word for from."""
    left = scan.left(start)
    return left.endswith(words) or left.removesuffix(f" {tongue()['from']}").endswith(words)
