"""Months, quarters and years: 10/2023, 5-7/2023, 9T/2026, 2021-2025, 2026-30."""

import re
from functools import cache

from giamngheo.speech.numbers import cardinal
from giamngheo.speech.scan import DASH, Said, Scan
from giamngheo.speech.tongue import Tongue, tongue

_MONTHS = re.compile(rf"(\d{{1,2}}){DASH}(\d{{1,2}})([/.])(\d{{4}})(?!\d)")
_MONTH = re.compile(r"(\d{1,2})[^\S\n]?([/.\-])[^\S\n]?(\d{4})(?![\d.]\d)(?!\d)")
_NEXT_MONTH = re.compile(rf"{DASH}(\d{{1,2}})/(\d{{4}})(?!\d)")
_NEXT_YEAR = re.compile(r"[-\u2013]((?:19|20)\d\d)(?!\d)")
# 12/26, behind the word for month
_SHORT_YEAR = re.compile(r"(\d{1,2})/([1-4]\d)(?![\d/]|[.,]\d)")
_SUM = re.compile(r"(\d{1,2})T[/.\-]?((?:19|20)\d\d)(?![^\W_])")
_YEARS = re.compile(rf"((?:19|20)\d\d)(?:{DASH}|([/.]))((?:19|20)\d\d)(?!\d)")
# 2026-30
_TERM = re.compile(r"((?:19|20)\d\d)([-\u2013/])(\d\d)(?![\d/%-]|[.,]\d)")
_SINCE = re.compile(rf"((?:19|20)\d\d){DASH}(?=[^\W\d_])")
_LAST_YEAR_OF_CENTURY = 49
# Behind the word for month a year may be one of long ago.
_FIRST_TOLD = 1000
# From one document's number and year to the next one's.
ROW = 6
# 8/2; 7/3
NEXT_RATIO = 2


def month_name(month: str, words: Tongue) -> str:
    """The fourth month has a name of its own."""
    return words["fourth"] if int(month) == 4 else cardinal(month)


def whole_year(year: str) -> str:
    if len(year) == 4:
        return year
    return ("20" if int(year) <= _LAST_YEAR_OF_CENTURY else "19") + year


def months(scan: Scan, start: int) -> Said | None:
    """5-7/2023, behind the word for month or quarter; from one to a later one nothing but months can stand there."""
    match = _MONTHS.match(scan.text, start)
    if not match or not 1 <= int(match[1]) <= 12 or not 1 <= int(match[2]) <= 12:
        return None
    words, left = tongue(), scan.left(start)
    is_bare = not left.endswith(words.before["month"] + words.before["quarter"])
    if is_bare and (match[3] == "." or int(match[1]) >= int(match[2])):
        return None
    name = words["month"] if is_bare or left.endswith(words.before["month"]) else left.rpartition(" ")[2]
    first, last = month_name(match[1], words), month_name(match[2], words)
    said = f"{first} {words['to']} {name} {last} {words['year']} {cardinal(match[4])}"
    return Said(start, match.end(), f"{name} {said}" if is_bare else said, "month")


def month(scan: Scan, start: int) -> Said | None:
    """10/2023 as a month, a quarter, or the number and year of a document."""
    match = _MONTH.match(scan.text, start)
    words, left = tongue(), scan.left(start)
    if not match or not (_FIRST_TOLD if left.endswith(words.before["month"]) else 1900) <= int(match[3]) <= 2100:
        return _month_of_short_year(scan, start)
    is_scale = left.endswith(words.before["scale"]) or scan.goes_on(start, NEXT_RATIO, "ratio")
    if is_scale and match[2] == "/" and match[1] == "1":
        # A map of 1/2000.
        return None
    year = f"{words['year']} {cardinal(match[3])}"
    if left.endswith(words.before["month"]) and 1 <= int(match[1]) <= 12:
        said = f"{month_name(match[1], words)} {year}"
        return until_another(scan, _NEXT_MONTH, Said(start, match.end(), said, "month"))
    is_month = _is_alone(scan, match) or (match[2] != "/" and row_of("month").search(left) is not None)
    is_quarter = match[2] == "-" and left.endswith(words.before["quarter"])
    if (
        not (is_month or is_quarter or match[2] == "/" or left.endswith(f" {words['quarter']}"))
        or left.endswith(words.before["document"])
        or scan.goes_on(start, ROW, "document")
    ):
        return None
    is_next_quarter = row_of("quarter").search(left) is not None and not left.endswith(words.before["quarter"])
    if is_next_quarter or left.endswith(words.before["quarter"] + words.before["ordinal"]):
        # Number five, of a year: five and year are the same word.
        joint = "," if left.endswith(words.before["number"]) else ""
        # The first half of a year of school has two years.
        until = _NEXT_YEAR.match(scan.text, match.end())
        behind = f" {words['to']} {cardinal(until[1])}" if until else ""
        end = until.end() if until else match.end()
        return Said(start, end, f"{cardinal(match[1])}{joint} {year}{behind}", "month")
    if not 1 <= int(match[1]) <= 12:
        return None
    said = f"{words['month']} {month_name(match[1], words)} {year}"
    return until_another(scan, _NEXT_MONTH, Said(start, match.end(), said, "month"))


def _is_alone(scan: Scan, match: re.Match[str]) -> bool:
    """(5-1941): in brackets, and nothing beside it."""
    around = scan.text[max(0, match.start() - 1) : match.start()] + scan.text[match.end() : match.end() + 1]
    return around == "()"


def until_another(scan: Scan, next_month: re.Pattern[str], said: Said) -> Said:
    """10/2023 - 3/2024: to a month of another year, if one follows."""
    words, other = tongue(), next_month.match(scan.text, said.end)
    if not other or not 1 <= int(other[1]) <= 12:
        return said
    last = f"{words['month']} {month_name(other[1], words)} {words['year']} {cardinal(other[2])}"
    return said._replace(end=other.end(), said=f"{said.said} {words['to']} {last}")


def _month_of_short_year(scan: Scan, start: int) -> Said | None:
    match, words = _SHORT_YEAR.match(scan.text, start), tongue()
    if not match or not 1 <= int(match[1]) <= 12 or not scan.left(start).endswith(words.before["month"]):
        return None
    said = f"{month_name(match[1], words)} {words['year']} {cardinal(whole_year(match[2]))}"
    return Said(start, match.end(), said, "month")


def counted_months(scan: Scan, start: int) -> Said | None:
    """9T/2026: nine months of that year."""
    match = _SUM.match(scan.text, start)
    if not match or not 1 <= int(match[1]) <= 12:
        return None
    words = tongue()
    said = f"{cardinal(match[1])} {words['month']} {words['year']} {cardinal(match[2])}"
    return Said(start, match.end(), said, "month")


def years(scan: Scan, start: int) -> Said | None:
    match = _YEARS.match(scan.text, start)
    words = tongue()
    if not match:
        return _term(scan, start, words)
    left = scan.left(start)
    is_season = int(match[3]) == int(match[1]) + 1 and not left.endswith(words.before["document"])
    if match[2] and not is_season and not left.endswith(words.before["school_year"]):
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


@cache
def row_of(word: str) -> re.Pattern[str]:
    """Days or months one after the other, the word for them said once."""
    words = tongue()
    return re.compile(rf" {words[word]}(?: \d{{1,2}})+(?: {words['and']})?$")
