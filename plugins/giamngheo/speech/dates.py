"""Days, months, years and hours: 20/10/2021, 15-20/11, 10/2023, 2021-2025, 7h30."""

import re
from datetime import date
from functools import cache

from giamngheo.speech.numbers import cardinal
from giamngheo.speech.scan import Said, Scan
from giamngheo.speech.tongue import Tongue, tongue

DASH = r"[^\S\n]*[-\u2013\u2014][^\S\n]*"
_DAY = r"(\d{1,2})[^\S\n]?([/.\-])[^\S\n]?(\d{1,2})[^\S\n]?\2[^\S\n]?(\d{4}|\d{2})(?!\d)"
_FULL = re.compile(_DAY)
_NEXT_FULL = re.compile(DASH + _DAY)
_ISO = re.compile(r"((?:19|2[01])\d\d)-(\d\d)-(\d\d)(?!\d)")
# 15-20/11/2023, 25/10 - 5/11
_SPAN = re.compile(rf"(\d{{1,2}})(?:/(\d{{1,2}}))?{DASH}(\d{{1,2}})[/.](\d{{1,2}})(?:[/.](\d{{4}}))?(?![\d/%])")
_MONTHS = re.compile(rf"(\d{{1,2}}){DASH}(\d{{1,2}})/(\d{{4}})(?!\d)")
_MONTH = re.compile(r"(\d{1,2})[^\S\n]?([/.\-])[^\S\n]?(\d{4})(?![\d.]\d)(?!\d)")
_NEXT_MONTH = re.compile(rf"{DASH}(\d{{1,2}})/(\d{{4}})(?!\d)")
_NEXT_YEAR = re.compile(r"[-\u2013]((?:19|20)\d\d)(?!\d)")
# 12/26, behind the word for month
_SHORT_YEAR = re.compile(r"(\d{1,2})/([1-4]\d)(?![\d/]|[.,]\d)")
# 18'45", 15p30s
_SECONDS = re.compile(
    r"(\d{1,3})(?:['\u2019\u2032]|ph?)[^\S\n]?([0-5]\d)(?:s|[\"\u201d\u2033]|''|\u2019\u2019)(?!\w)"
)
_QUOTING = re.compile(r"(?:^|[\s(])['\u2018]")
# 9,10,11/2026; 24,25/12
_ROW_OF_NUMBERS = re.compile(r"\d{1,2}(?:,\d{1,2})+(?!\d|[.,]\d)")
_SUM = re.compile(r"(\d{1,2})T[/.\-]?((?:19|20)\d\d)(?![^\W_])")
_SHORT = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})(?!/|\d|[,.\-]\d|[^\S\n]?%|[A-Z](?![^\W_]))")
# 5 / 12, behind the word for day
_SPACED = re.compile(r"(\d{1,2})[^\S\n]?(/)[^\S\n]?(\d{1,2})(?![^\S\n]?[/\d])")
_NOUN = re.compile(r" [^\W\d_]+")
# 8/2; 7/3
_NEXT_RATIO = 2
_YEARS = re.compile(rf"((?:19|20)\d\d)(?:{DASH}|([/.]))((?:19|20)\d\d)(?!\d)")
# 2026-30
_TERM = re.compile(r"((?:19|20)\d\d)([-\u2013/])(\d\d)(?![\d/%-]|[.,]\d)")
_SINCE = re.compile(rf"((?:19|20)\d\d){DASH}(?=[^\W\d_])")
_CLOCK = (
    r"(?:(\d{1,3})[^\S\n]?(?:[hH](?![^\W\d_])(?::(?=[0-5]\d))?|g(?=[0-5]\d%s))"
    # 10h 22-11: an hour and a day.
    r"(?:(?![^\S\n]\d\d[-/]\d\d?(?![\dhHg:]))[^\S\n]?([0-5]\d)(?!\d)(?:[^\S\n]?['\u2019\u2032]|[^\S\n]?(?:ph\u00fat|ph?)(?![^\W_]))?)?"
    r"|([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?['\u2019\u2032]?)"
)
# 1:10 000 is a scale.
_TIME = re.compile(_CLOCK % "" + r"(?![:.]?\d|[ \u00a0]000)")
# 5 - 6h30
_TO_TIME = re.compile(rf"(\d{{1,2}}){DASH}(?=\d{{1,2}}[hHg:][0-5]\d)")
# 13h/05/11, 30'
_OF_DAY = re.compile(
    r"(?<!24h)[^\S\n]?/[^\S\n]?(?:(\d{1,2})([/.\-])(\d{1,2})(?:\2(\d{4}))?|([0-3]\d))(?![\w/]|[.,]\d)"
)
_MINUTES = re.compile(
    rf"(?:(\d{{1,3}}){DASH})?(\d{{1,3}})[^\S\n]?(?:(['\u2019\u2032])|[\"\u201d\u2033])(?![\w'\u2019\"])"
)
# Behind an hour 17g is one, too.
_NEXT_TIME = re.compile(DASH + _CLOCK % r"|(?![^\W_])" + r"(?!:?\d)")
# 8h30-10
_NEXT_HOUR = re.compile(r"[-\u2013](\d{1,2})(?![\w/:%-]|[.,]\d)")
# 7g, as the south writes seven o'clock; elsewhere it is a weight.
_SOUTHERN = re.compile(r"([01]?\d|2[0-4])g(?![^\W_])")
_TO_HOUR = re.compile(r"(?:[01]?\d|2[0-4])g[0-5]\d ")
_LAST_YEAR_OF_CENTURY, _HOURS = 49, 24
_THESE_YEARS = frozenset(map(str, range(20, 36)))
_OF_STREET = re.compile(r"[^\W\d_]|[^\S\n][^\W\d_a-z\u0111]")
# A part of at most so many is one.
LARGEST_PART = 10
# From one feast to the next one's day and month.
BESIDE = 5
# From one document's number and year to the next one's.
ROW = 6


def moments(scan: Scan, start: int) -> Said | None:
    """A day, a span of days, months or years, or an hour; None where a number is something else."""
    for rule in (_time, _minutes, _southern, _full, _iso, _span, _months, _years, _month, _sum, _short, _row):
        said = rule(scan, start)
        if said:
            return said
    return None


def is_day(day: str, month: str, year: str = "2024") -> bool:
    """2024 has a day more than others."""
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def month_name(month: str, words: Tongue) -> str:
    """The fourth month has a name of its own."""
    return words["fourth"] if int(month) == 4 else cardinal(month)


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
        parts += [words["year"], cardinal(_whole_year(year))]
    return parts


def _whole_year(year: str) -> str:
    if len(year) == 4:
        return year
    return ("20" if int(year) <= _LAST_YEAR_OF_CENTURY else "19") + year


def _full(scan: Scan, start: int) -> Said | None:
    match = _FULL.match(scan.text, start)
    if not match or not is_day(match[1], match[3], _whole_year(match[4])):
        return None
    if len(match[4]) == 2 and not _is_short(scan, match):
        return None
    said, end = day_said(scan, start, match[1], match[3], match[4]), match.end()
    other = _NEXT_FULL.match(scan.text, end)
    if other and is_day(other[1], other[3], _whole_year(other[4])):
        words = tongue()
        closing = " ".join(day_parts(other[1], other[3], other[4]))
        said, end = f"{said} {words['to']} {words['day']} {closing}", other.end()
    return Said(start, end, said, "date")


def _is_short(scan: Scan, match: re.Match[str]) -> bool:
    """5/3/26 where a day is spoken of; elsewhere a year of these, and no house of a street."""
    start, before = match.start(), tongue().before
    if match[2] == "." or _is_dated(scan, start, match.end()):
        return match[2] != "."
    is_house = scan.left(start).endswith(before["house"] + before["alley"])
    is_house = is_house or _OF_STREET.match(scan.text, match.end()) is not None
    return match[2] == "/" and match[4] in _THESE_YEARS and not is_house


def _iso(scan: Scan, start: int) -> Said | None:
    match = _ISO.match(scan.text, start)
    if not match or not is_day(match[3], match[2], match[1]):
        return None
    return Said(start, match.end(), day_said(scan, start, match[3], match[2], match[1]), "date")


def _span(scan: Scan, start: int) -> Said | None:
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


def _months(scan: Scan, start: int) -> Said | None:
    """5-7/2023, behind the word for month or quarter; from one to a later one nothing but months can stand there."""
    match = _MONTHS.match(scan.text, start)
    if not match or not 1 <= int(match[1]) <= 12 or not 1 <= int(match[2]) <= 12:
        return None
    words, left = tongue(), scan.left(start)
    is_bare = not left.endswith(words.before["month"] + words.before["quarter"])
    if is_bare and int(match[1]) >= int(match[2]):
        return None
    name = words["month"] if is_bare or left.endswith(words.before["month"]) else left.rpartition(" ")[2]
    first, last = month_name(match[1], words), month_name(match[2], words)
    said = f"{first} {words['to']} {name} {last} {words['year']} {cardinal(match[3])}"
    return Said(start, match.end(), f"{name} {said}" if is_bare else said, "month")


def _month(scan: Scan, start: int) -> Said | None:
    """10/2023 as a month, a quarter, or the number and year of a document."""
    match = _MONTH.match(scan.text, start)
    if not match or not 1900 <= int(match[3]) <= 2100:
        return _month_of_short_year(scan, start)
    words, left = tongue(), scan.left(start)
    year = f"{words['year']} {cardinal(match[3])}"
    if left.endswith(words.before["month"]) and 1 <= int(match[1]) <= 12:
        said, end = f"{month_name(match[1], words)} {year}", match.end()
        other = _NEXT_MONTH.match(scan.text, end)
        if other and 1 <= int(other[1]) <= 12:
            last = f"{words['month']} {month_name(other[1], words)} {words['year']} {cardinal(other[2])}"
            said, end = f"{said} {words['to']} {last}", other.end()
        return Said(start, end, said, "month")
    is_quarter = match[2] == "-" and (
        left.endswith(words.before["quarter"]) or _row_of("month").search(left) is not None
    )
    if (
        not (is_quarter or match[2] == "/" or left.endswith(f" {words['quarter']}"))
        or left.endswith(words.before["document"])
        or scan.goes_on(start, ROW, "document")
    ):
        return None
    if left.endswith(words.before["quarter"] + words.before["ordinal"]):
        # Number five, of a year: five and year are the same word.
        joint = "," if left.endswith(words.before["number"]) else ""
        # The first half of a year of school has two years.
        until = _NEXT_YEAR.match(scan.text, match.end())
        behind = f" {words['to']} {cardinal(until[1])}" if until else ""
        end = until.end() if until else match.end()
        return Said(start, end, f"{cardinal(match[1])}{joint} {year}{behind}", "month")
    if not 1 <= int(match[1]) <= 12:
        return None
    said, end = f"{words['month']} {month_name(match[1], words)} {year}", match.end()
    other = _NEXT_MONTH.match(scan.text, end)
    if other and 1 <= int(other[1]) <= 12:
        last = f"{words['month']} {month_name(other[1], words)} {words['year']} {cardinal(other[2])}"
        said, end = f"{said} {words['to']} {last}", other.end()
    return Said(start, end, said, "month")


def _month_of_short_year(scan: Scan, start: int) -> Said | None:
    match, words = _SHORT_YEAR.match(scan.text, start), tongue()
    if not match or not 1 <= int(match[1]) <= 12 or not scan.left(start).endswith(words.before["month"]):
        return None
    said = f"{month_name(match[1], words)} {words['year']} {cardinal(_whole_year(match[2]))}"
    return Said(start, match.end(), said, "month")


def _row(scan: Scan, start: int) -> Said | None:
    """9,10,11/2026: one after the other; the last one is read by itself, with what stands behind it."""
    match = _ROW_OF_NUMBERS.match(scan.text, start)
    if not match:
        return None
    first, _, last = match[0].rpartition(",")
    if "," not in first:
        # Two of them may as well be one with a decimal.
        before, left = tongue().before, scan.left(start)
        is_dated = scan.text[match.end() : match.end() + 1] == "/" and left.endswith(before["month"] + before["day"])
        is_listed = left.endswith(before["listed"]) and int(first) < int(last)
        if not is_dated and not is_listed:
            return None
    return Said(start, start + len(first) + 1, f"{', '.join(map(cardinal, first.split(',')))},", "row")


def _sum(scan: Scan, start: int) -> Said | None:
    """9T/2026: nine months of that year."""
    match = _SUM.match(scan.text, start)
    if not match or not 1 <= int(match[1]) <= 12:
        return None
    words = tongue()
    said = f"{cardinal(match[1])} {words['month']} {words['year']} {cardinal(match[2])}"
    return Said(start, match.end(), said, "month")


def _years(scan: Scan, start: int) -> Said | None:
    match = _YEARS.match(scan.text, start)
    words = tongue()
    if not match:
        return _term(scan, start, words)
    if match[2] and not scan.left(start).endswith(words.before["school_year"]):
        return None
    # 2024/2023: not from one to the other, but the later one beside the earlier.
    joint = words["to"] if match[1] < match[3] else f"{words['against']} {words['year']}"
    return Said(start, match.end(), f"{cardinal(match[1])} {joint} {cardinal(match[3])}", "years")


def _term(scan: Scan, start: int, words: Tongue) -> Said | None:
    """2026-30, or from a year to this day."""
    since = _SINCE.match(scan.text, start)
    if since and scan.right(since.end()).startswith(words["now"]):
        return Said(start, since.end(), f"{cardinal(since[1])} {words['to']}", "years")
    match = _TERM.match(scan.text, start)
    if not match:
        return None
    if match[3] <= match[1][2:]:
        return _month_of_year(match, words)
    left = scan.left(start)
    if left.endswith(words.before["digits"] + words.before["number"]):
        return None
    if match[2] == "/" and not left.endswith(words.before["school_year"]):
        return None
    said = f"{cardinal(match[1])} {words['to']} {cardinal(match[1][:2] + match[3])}"
    return Said(start, match.end(), said, "years")


def _month_of_year(match: re.Match[str], words: Tongue) -> Said | None:
    """2025-06"""
    if match[2] == "/" or match[3][0] != "0" or match[3] == "00":
        return None
    said = f"{words['month']} {month_name(match[3], words)} {words['year']} {cardinal(match[1])}"
    return Said(match.start(), match.end(), said, "month")


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


def _short(scan: Scan, start: int) -> Said | None:
    """3/2: a day where a day is spoken of or everybody knows it; else it is a fraction or a ratio."""
    match = _SHORT.match(scan.text, start)
    if not match and "/" in scan.text[start : start + 4] and scan.left(start).endswith(tongue().before["day"]):
        match = _SPACED.match(scan.text, start)
    if not match or not is_day(match[1], match[3]):
        return None
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
    elif not is_dated and (_is_house(scan, match) or not _is_known_day(scan, match)):
        return None
    return Said(start, match.end(), day_said(scan, start, match[1], match[3]), "date")


def _is_no_day(scan: Scan, match: re.Match[str]) -> bool:
    """1/2 day; from 3/9 to 7/9; the 5th to the 10th of each month."""
    after, right = tongue().after, scan.right(match.end())
    if not _NOUN.match(scan.text, match.end()):
        return False
    return right.startswith(after["halved"] + after["changed"]) or (
        match[2] == "-" and right.startswith(after["of_month"])
    )


def _is_house(scan: Scan, match: re.Match[str]) -> bool:
    """Number 12/5 of a street."""
    words = tongue()
    left = scan.left(match.start())
    if left.endswith(words.before["alley"]):
        return True
    return left.endswith(words.before["house"]) and scan.right(match.end()).startswith(words.after["road"])


def _is_dashed_day(scan: Scan, match: re.Match[str], is_dated: bool) -> bool:
    """31-12: a feast, or what can be no range, where a day is spoken of; without that, a feast that can be none."""
    left, words = scan.left(match.start()), tongue()
    is_sure = left.endswith(words.before["part_of_day"]) or scan.goes_on(match.start(), 1, "time")
    if (is_sure or _row_of("day").search(left)) and not is_counted(scan, match.end()):
        return True
    is_feast = f"{int(match[1])}/{int(match[3])}" in words.holidays
    if is_feast and (left.endswith(words.before["occasion"]) or _is_alone(scan, match)):
        return True
    is_dated = is_dated or scan.goes_on(match.start(), BESIDE, "date")
    is_feast = is_feast and not is_counted(scan, match.end())
    is_no_range = int(match[1]) > int(match[3])
    return (is_feast or is_no_range) if is_dated else (is_feast and is_no_range)


def _is_alone(scan: Scan, match: re.Match[str]) -> bool:
    """Whether nothing else stands on the line."""
    return scan.is_begun(match.start()) and not scan.right(match.end())


@cache
def _row_of(word: str) -> re.Pattern[str]:
    """Days or months one after the other, the word for them said once."""
    words = tongue()
    return re.compile(rf" {words[word]}(?: \d{{1,2}})+(?: {words['and']})?$")


def is_counted(scan: Scan, end: int) -> bool:
    """Whether a noun stands behind: 5-11 people."""
    is_followed = _NOUN.match(scan.text, end) is not None and scan.text[end + 1].islower()
    return is_followed and not scan.right(end).startswith(tongue().after["dated"])


def _is_known_day(scan: Scan, match: re.Match[str]) -> bool:
    """Without a word before it: a feast, or what can be no share of anything."""
    words = tongue()
    first, second = int(match[1]), int(match[3])
    right = scan.right(match.end())
    if scan.left(match.start()).endswith(words.before["share"] + words.before["ordinal"] + words.before["scale"]):
        return False
    if f"{first}/{second}" in words.ratios or right.startswith(words.after["part"] + words.after["whole"]):
        return False
    if first < second and right.startswith(words.after["counted"]):
        return False
    if scan.goes_on(match.start(), _NEXT_RATIO, "ratio"):
        return False
    if f"{first}/{second}" in words.holidays or first > second:
        return True
    if first == 1 and second <= LARGEST_PART and _is_alone(scan, match):
        # One of so many, where nothing tells of a day.
        return False
    is_followed = _NOUN.match(scan.text, match.end()) is not None and not right.startswith(words.after["dated"])
    return second > 5 and first != second and not is_followed


def _time(scan: Scan, start: int) -> Said | None:
    match = _TIME.match(scan.text, start)
    words = tongue()
    if not match or scan.left(start).endswith(words.before["scale"]):
        return _to_time(scan, start)
    said, end = _clock_said(match), match.end()
    other = _NEXT_TIME.match(scan.text, end)
    if other:
        said, end = f"{said} {words['to']} {_clock_said(other)}", other.end()
    elif (bare := _NEXT_HOUR.match(scan.text, end)) and _is_later(scan, match, bare):
        said, end = f"{said} {words['to']} {_counted(bare[1], 'hour')}", bare.end()
    of = _OF_DAY.match(scan.text, end)
    if of and is_day(of[1] or of[5], of[3] or "1", of[4] or "2024"):
        day = day_parts(of[1] or of[5], of[3] or "", of[4] or "")
        said, end = f"{said} {words['day']} {' '.join(day)}", of.end()
    return Said(start, end, said, "time")


def _is_later(scan: Scan, match: re.Match[str], bare: re.Match[str]) -> bool:
    return int(match[1] or match[3]) < int(bare[1]) <= _HOURS and not is_counted(scan, bare.end())


def _to_time(scan: Scan, start: int) -> Said | None:
    """The 5 of 5 - 6h30: an hour."""
    match, words = _TO_TIME.match(scan.text, start), tongue()
    if not match or int(match[1]) > _HOURS:
        return None
    return Said(start, match.end(), f"{cardinal(match[1])} {words['hour']} {words['to']}", "time")


def _minutes(scan: Scan, start: int) -> Said | None:
    """7 hours 30', 30-45': the sign is none that closes a quotation."""
    match, words = _MINUTES.match(scan.text, start), tongue()
    if not match:
        run = _SECONDS.match(scan.text, start)
        said = f"{_counted(run[1], 'minute')} {_counted(run[2], 'second')}" if run else ""
        return Said(start, run.end(), said, "time") if run else None
    line = scan.text[scan.text.rfind("\n", 0, start) + 1 : start]
    if match[3]:
        least = f"{cardinal(match[1])} {words['to']} " if match[1] else ""
        said = f"{least}{_counted(match[2], 'minute')}"
        return None if _QUOTING.search(line) else Said(start, match.end(), said, "time")
    # Seconds are told only behind minutes: else the sign closes a quotation.
    if match[1] or not scan.left(start).endswith(f" {words['minute']}"):
        return None
    return Said(start, match.end(), _counted(match[2], "second"), "time")


def _counted(number: str, unit: str) -> str:
    return f"{cardinal(number)} {tongue()[unit]}"


def _southern(scan: Scan, start: int) -> Said | None:
    """7g, 18g-20g30: an hour where one is spoken of."""
    match = _SOUTHERN.match(scan.text, start)
    if not match:
        return None
    words, right = tongue(), scan.right(match.end())
    behind, _, rest = right.partition(" ")
    other = _NEXT_TIME.match(scan.text, match.end())
    is_hour = (
        (other is not None and other[2] is not None)
        or scan.goes_on(start, BESIDE, "date")
        or scan.left(start).endswith(words.before["clock"])
        or right.startswith(words.after["clock"])
        or (behind == words["to"] and _TO_HOUR.match(rest) is not None)
        or (behind == words["day"] and rest[:1].isdecimal())
    )
    until = f" {words['to']} {_clock_said(other)}" if other else ""
    end = other.end() if other else match.end()
    return Said(start, end, f"{cardinal(match[1])} {words['hour']}{until}", "time") if is_hour else None


def _clock_said(match: re.Match[str]) -> str:
    return clock_said(match[1] or match[3], match[2] or match[4], match[5])


def clock_said(hour: str, minute: str | None, second: str | None = None) -> str:
    """An hour in words, without minutes that are none."""
    words = tongue()
    parts = [cardinal(hour), words["hour"]]
    if minute and (int(minute) or second):
        parts += [cardinal(minute), words["minute"]]
    if second and int(second):
        parts += [cardinal(second), words["second"]]
    return " ".join(parts)
