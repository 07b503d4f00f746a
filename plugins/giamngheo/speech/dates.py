"""Days: 20/10/2021, 15-20/11, 2026-11-23, 3/2; what is one, and what is a part or a ratio instead."""

import re
from datetime import date
from functools import cache

from giamngheo.speech.months import NEXT_RATIO, month_name, row_of, whole_year
from giamngheo.speech.numbers import cardinal
from giamngheo.speech.scan import AROUND, DASH, Said, Scan
from giamngheo.speech.tongue import tongue

_DAY = r"(\d{1,2})[^\S\n]?([/.\-])[^\S\n]?(\d{1,2})[^\S\n]?\2[^\S\n]?(\d{4}|\d{2})(?!\d)"
_FULL = re.compile(_DAY)
_NEXT_FULL = re.compile(rf"(?:{DASH}|[^\S\n]/[^\S\n]){_DAY}")
_ISO = re.compile(r"((?:19|2[01])\d\d)([-/])(\d\d)\2(\d\d)(?!/?\d)")
# 15-20/11/2023, 25/10 - 5/11
_SPAN = re.compile(rf"(\d{{1,2}})(?:/(\d{{1,2}}))?{DASH}(\d{{1,2}})[/.](\d{{1,2}})(?:[/.](\d{{4}}))?(?![\d/%])")
# 9,10,11/2026; 24,25/12
_ROW_OF_NUMBERS = re.compile(r"\d{1,2}(?:,\d{1,2})+(?!\d|[.,]\d)")
_SHORT = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})(?!/|\d|[,.\-]\d|[^\S\n]?%|[A-Z](?![^\W_]))")
# 5 / 12, behind the word for day
_SPACED = re.compile(r"(\d{1,2})[^\S\n]?(/)[^\S\n]?(\d{1,2})(?![^\S\n]?[/\d])")
# 1/3 to 1/2
_TO_PART = re.compile(r"[^\S\n]([^\W\d_]+)[^\S\n](\d)/(\d{1,2})(?![\d/])")
_NOUN = re.compile(r" [^\W\d_]+")
_THESE_YEARS = frozenset(map(str, range(20, 36)))
# 31.10.26, each part with two digits
_SHORT_DAY = 8
_NAME = re.compile(r"[^\S\n][^\W\d_a-z\u0111][^\W\d_A-Z]")
_OF_STREET = re.compile(r"[^\W\d_]|[^\S\n][^\W\d_a-z\u0111]")
# Names of two words around what two sides scored.
_NAME_BEFORE = re.compile(r"[^\W\d_a-z\u0111][^\W\d_]* [^\W\d_a-z\u0111][^\W\d_]* \Z")
_NAMED = re.compile(r" [^\W\d_a-z\u0111][^\W\d_]* [^\W\d_a-z\u0111]")
_VERSUS = re.compile(r"[^\W\d_] [-\u2013] [^\W\d_a-z\u0111][^\W\d_]*(?: [^\W\d_]+){0,2}: \Z")
# A part of at most so many is one.
LARGEST_PART = 10
# From one feast to the next one's day and month.
BESIDE = 5


def is_day(day: str, month: str, year: str = "2024") -> bool:
    """2024 has a day more than others."""
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def day_said(scan: Scan, start: int, day: str, month: str = "", year: str = "") -> str:
    """A day as it is said there: the word for day is not said twice."""
    words = tongue()
    left = scan.left(start)
    is_told = left.endswith(words.before["day"]) or (not year and left.endswith(words.before["named_day"]))
    is_told = is_told and not is_parted(scan, start)
    return " ".join([*([] if is_told else [words["day"]]), *day_parts(day, month, year)])


def day_parts(day: str, month: str, year: str) -> list[str]:
    words, parts = tongue(), [cardinal(day)]
    if month:
        parts += [words["month"], month_name(month, words)]
    if year:
        parts += [words["year"], cardinal(whole_year(year))]
    return parts


def full(scan: Scan, start: int) -> Said | None:
    match = _FULL.match(scan.text, start)
    if not match:
        return None
    if not is_day(match[1], match[3], whole_year(match[4])):
        return _no_day(scan, match)
    if len(match[4]) == 2 and not _is_short(scan, match):
        return None
    said, end = day_said(scan, start, match[1], match[3], match[4]), match.end()
    other = _NEXT_FULL.match(scan.text, end)
    if other and is_day(other[1], other[3], whole_year(other[4])):
        words = tongue()
        closing = " ".join(day_parts(other[1], other[3], other[4]))
        said, end = f"{said} {words['to']} {words['day']} {closing}", other.end()
    return Said(start, end, said, "date")


def _no_day(scan: Scan, match: re.Match[str]) -> Said | None:
    """31/2/2026 behind the word for day: there is none such, so it is left to the editor."""
    if match[2] != "/" or len(match[4]) == 2 or not scan.left(match.start()).endswith(tongue().before["day"]):
        return None
    proposal = " ".join(day_parts(match[1], match[3], match[4]))
    return Said(match.start(), match.end(), match[0], "", proposal, "no_day")


def _is_short(scan: Scan, match: re.Match[str]) -> bool:
    """5/3/26 where a day is spoken of; elsewhere a year of these, and no house of a street."""
    start, before = match.start(), tongue().before
    if match[2] == ".":
        return len(match[0]) == _SHORT_DAY and match[4] in _THESE_YEARS and _is_dated(scan, start, match.end())
    if _is_dated(scan, start, match.end()):
        return True
    is_house = scan.left(start).endswith(before["house"] + before["alley"])
    is_house = is_house or _OF_STREET.match(scan.text, match.end()) is not None
    return match[2] == "/" and match[4] in _THESE_YEARS and not is_house


def iso(scan: Scan, start: int) -> Said | None:
    match = _ISO.match(scan.text, start)
    if not match or not is_day(match[4], match[3], match[1]):
        return None
    return Said(start, match.end(), day_said(scan, start, match[4], match[3], match[1]), "date")


def span(scan: Scan, start: int) -> Said | None:
    """Two days; without a year and a first month only where a day is spoken of."""
    match = _SPAN.match(scan.text, start)
    if not match:
        return None
    first, first_month, last, month, year = match.groups()
    if not is_day(first, first_month or month) or not is_day(last, month, year or "2024"):
        return None
    words, left = tongue(), scan.left(start)
    # The third day of the week, the 24th of a month.
    if left.endswith(words.before["month"] + words.before["ordinal"]):
        return None
    if first_month and not year and _are_parts(scan, match):
        return None
    is_sure = first_month or year or (int(last) > 12 and not is_counted(scan, match.end()))
    if not is_sure and not _are_days(scan, match):
        return None
    is_pair = bool(first_month) and not year and are_feasts_together((first, first_month), (last, month))
    joint = words["and"] if is_pair else words["to"]
    opening = day_said(scan, start, first, first_month or "")
    if not is_pair and left.endswith(words.before["named_day"]) and not left.endswith(words.before["day"]):
        # No street and no market is named by two days.
        opening = f"{words['day']} {opening}"
    closing = " ".join(day_parts(last, month, year or ""))
    said = f"{opening} {joint} {words['day']} {closing}" if joint == words["to"] else f"{opening} {joint} {closing}"
    return Said(start, match.end(), said, "date")


def _are_parts(scan: Scan, match: re.Match[str]) -> bool:
    """From 1/3 to 1/2 of the households."""
    first, of_first, last, of_last = map(int, match.groups()[:4])
    return first < of_first and last < of_last and scan.right(match.end()).startswith(tongue().after["part"])


def _are_days(scan: Scan, match: re.Match[str]) -> bool:
    """5-10/12 behind a day, or where nothing is counted of which it could be so many."""
    words, left = tongue(), scan.left(match.start())
    if left.endswith(words.before["day"] + words.before["dated"]) or weekday().search(left):
        return True
    if is_counted(scan, match.end()) or left.endswith(words.before["share"] + words.before["level"]):
        return False
    return int(match[1]) < int(match[3])


@cache
def weekday() -> re.Pattern[str]:
    """A day of the week by its number."""
    return re.compile(rf" {tongue()['weekday']} [2-7]$")


def are_feasts_together(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """30/4 - 1/5: two feasts, one behind the other."""
    days = [date(2024, int(month), int(day)) for day, month in (one, other)]
    are_feasts = all(f"{day.day}/{day.month}" in tongue().holidays for day in days)
    return are_feasts and (days[1] - days[0]).days == 1


def row(scan: Scan, start: int) -> Said | None:
    """9,10,11/2026: one after the other; the last one is read by itself, with what stands behind it."""
    match = _ROW_OF_NUMBERS.match(scan.text, start)
    if not match:
        return None
    first, _, last = match[0].rpartition(",")
    if "," not in first:
        # Two of them may as well be one with a decimal.
        before, left = tongue().before, scan.left(start)
        is_dated = scan.text[match.end() : match.end() + 1] == "/" and left.endswith(
            before["month"] + before["day"] + before["quarter"]
        )
        is_listed = left.endswith(before["listed"]) and int(first) < int(last)
        if not is_dated and not is_listed:
            return None
    return Said(start, start + len(first) + 1, f"{', '.join(map(cardinal, first.split(',')))},", "row")


def is_parted(scan: Scan, start: int) -> bool:
    """Whether what stands before is told apart: a bracket, the end of a part."""
    return scan.text[max(0, start - 2) : start].rstrip()[-1:] in ("(", ";")


def _is_dated(scan: Scan, start: int, end: int) -> bool:
    words = tongue()
    if is_parted(scan, start) and scan.text[start - 1] != "(":
        return False
    left = scan.left(start)
    return (
        scan.goes_on(start, 1, "time")
        or left.endswith(words.before["day"] + words.before["dated"] + words.before["named_day"])
        or weekday().search(left) is not None
    )


def short(scan: Scan, start: int) -> Said | None:
    """3/2: a day where a day is spoken of or everybody knows it; else it is a fraction or a ratio."""
    match = _SHORT.match(scan.text, start)
    if not match and "/" in scan.text[start : start + 4] and scan.left(start).endswith(tongue().before["day"]):
        match = _SPACED.match(scan.text, start)
    if not match or not is_day(match[1], match[3]):
        return _missing(scan, match) if match else None
    words, is_dated = tongue(), _is_dated(scan, start, match.end())
    if int(match[1]) < int(match[3]) and _is_no_day(scan, match):
        return None
    if match[0] in words.ratios and scan.left(start).endswith(words.before["all_day"]):
        return None
    if scan.text[:start].rstrip().endswith("="):
        return None
    if match[2] != "/":
        is_sure = scan.left(start).endswith(words.before["day"])
        if not (is_sure or (match[2] == "-" and _is_dashed_day(scan, match, is_dated))):
            return None
    elif not is_dated and (is_house(scan, match) or not _is_known_day(scan, match)):
        return None
    return Said(start, match.end(), day_said(scan, start, match[1], match[3]), "date")


def _missing(scan: Scan, match: re.Match[str]) -> Said | None:
    """To 31/6: one day more than that month has."""
    if match[2] != "/" or not (is_day(match[1], "1") and 1 <= int(match[3]) <= 12):
        return None
    if not _is_dated(scan, match.start(), match.end()):
        return None
    return Said(match.start(), match.end(), match[0], "", " ".join(day_parts(match[1], match[3], "")), "no_day")


def _is_no_day(scan: Scan, match: re.Match[str]) -> bool:
    """1/2 day; from 3/9 to 7/9; from 1/3 to 1/2 of it; the 5th to the 10th of each month; a day 2-3 times."""
    after, right = tongue().after, scan.right(match.end())
    until = _TO_PART.match(scan.text, match.end())
    if (until and int(until[2]) < int(until[3]) and scan.right(until.end()).startswith(after["part"])) or (
        scan.goes_on(match.start(), BESIDE, "fraction") and right.startswith(after["part"])
    ):
        return match[2] == "/"
    if not _NOUN.match(scan.text, match.end()):
        return False
    return right.startswith(after["halved"] + after["changed"]) or (
        match[2] == "-" and right.startswith(after["of_month"] + after["often"])
    )


def is_house(scan: Scan, match: re.Match[str]) -> bool:
    """Number 12/5 of a street, which may be told by its name alone."""
    words = tongue()
    left = scan.left(match.start())
    if left.endswith(words.before["alley"]):
        return True
    is_of_street = scan.right(match.end()).startswith(words.after["road"]) or _NAME.match(scan.text, match.end())
    return left.endswith(words.before["house"]) and bool(is_of_street)


def _is_dashed_day(scan: Scan, match: re.Match[str], is_dated: bool) -> bool:
    """31-12: a feast, or what can be no range, where a day is spoken of; without that, a feast that can be none."""
    left, words = scan.left(match.start()), tongue()
    start, end = match.span()
    if left.endswith(words.before["score"]) or is_between_names(scan.text, start, end):
        return False
    is_sure = left.endswith(words.before["part_of_day"]) or scan.goes_on(match.start(), 1, "time")
    if (is_sure or row_of("day").search(left)) and not is_counted(scan, match.end()):
        return True
    is_feast = f"{int(match[1])}/{int(match[3])}" in words.holidays
    if is_feast and (left.endswith(words.before["occasion"]) or _is_alone(scan, match)):
        return True
    is_dated = is_dated or scan.goes_on(match.start(), BESIDE, "date")
    is_feast = is_feast and not is_counted(scan, match.end())
    is_no_range = int(match[1]) > int(match[3])
    return (is_feast or is_no_range) if is_dated else (is_feast and is_no_range)


def is_between_names(text: str, start: int, end: int) -> bool:
    """Hai Ba 3-2 Bon Nam; Hai Ba - Bon Nam: 3-2"""
    if _VERSUS.search(text, max(0, start - AROUND), start):
        return True
    before = _NAME_BEFORE.search(text, max(0, start - AROUND), start)
    return before is not None and _NAMED.match(text, end) is not None


def _is_alone(scan: Scan, match: re.Match[str]) -> bool:
    """Whether nothing else stands on the line."""
    return scan.is_begun(match.start()) and not scan.right(match.end())


def is_counted(scan: Scan, end: int) -> bool:
    """Whether a noun stands behind: 5-11 people."""
    is_followed = _NOUN.match(scan.text, end) is not None and scan.text[end + 1].islower()
    return is_followed and not scan.right(end).startswith(tongue().after["dated"])


def _is_known_day(scan: Scan, match: re.Match[str]) -> bool:
    """Without a word before it: a feast, or what can be no share of anything."""
    words = tongue()
    first, second = int(match[1]), int(match[3])
    # What stands behind the bracket is told apart.
    right = "" if scan.text[match.end() : match.end() + 1] == ")" else scan.right(match.end())
    if scan.left(match.start()).endswith(words.before["share"] + words.before["ordinal"] + words.before["scale"]):
        return False
    if f"{first}/{second}" in words.ratios or right.startswith(words.after["part"] + words.after["whole"]):
        return False
    if first < second and right.startswith(words.after["counted"]):
        return False
    if scan.goes_on(match.start(), NEXT_RATIO, "ratio"):
        return False
    if f"{first}/{second}" in words.holidays or first > second:
        return True
    if first == 1 and second <= LARGEST_PART and _is_alone(scan, match):
        # One of so many, where nothing tells of a day.
        return False
    is_followed = _NOUN.match(scan.text, match.end()) is not None and not right.startswith(words.after["dated"])
    return second > 5 and first != second and not is_followed
