"""Months, quarters and days of the week by their letters: T3/2026, T2-T3, Q3/2026, T2-T6, CN."""

import re

from giamngheo.speech.lexicon import NEAR
from giamngheo.speech.months import month_name, until_another, whole_year
from giamngheo.speech.numbers import cardinal, roman
from giamngheo.speech.scan import DASH, Said, Scan
from giamngheo.speech.tongue import tongue

_WEEKDAYS = re.compile(r"(T[2-7]|CN)(?:[^\S\n]?[-\u2013][^\S\n]?(T[2-7]|CN|(?<=[-\u2013])[2-7]))?(?![^\W_]|[/.,]\d)")
# T2-T3, where one sows and harvests
_SEASON = re.compile(r"T(\d{1,2})(?:[^\S\n]?(?:[-=]>|[-\u2013\u2192])[^\S\n]?T?(\d{1,2}))?(?![^\W_]|[/.,]\d)")
# T2-T3 of an insect
_AGES = re.compile(r"T([1-6])(?:[-,]T?([1-6]))?(?![^\W_]|[/.,-]\d)")
# Monday, Saturday
_FIRST_DAY, _LAST_DAY = 2, 7
# T2-4-6
_LISTED_DAYS = re.compile(r"T[2-7](?:[-,/][^\S\n]?T?[2-7]){2,5}(?![^\W_]|/\d)")
_MONTH = re.compile(r"T\.?(\d{1,2})(?:[^\S\n]?[-\u2013][^\S\n]?T?(\d{1,2}))?/((?:19|20)\d\d|2\d)(?![^\W_])")
_WHOLE_YEAR = 4
# T3 to T5/2026: the first is no day of the week.
_FIRST_MONTH = re.compile(r"T(\d{1,2})(?=(?: [^\W\d_]+ | ?[&,] ?)T\d{1,2}/(?:19|20)\d\d(?![^\W_]))")
_NEXT_MONTH = re.compile(rf"{DASH}T(\d{{1,2}})/((?:19|20)\d\d)(?![^\W_])")
_QUARTER = re.compile(r"Q\.?[^\S\n]?([1-4]|I{1,3}|IV)[/-]((?:19|20)\d\d)(?![^\W_])")
# Q.II, without its year: districts have no such numbers.
_QUARTER_ALONE = re.compile(r"Q\.?[^\S\n]?(I{2,3}|IV)(?![\w/])")
# K.XVI
_SESSION = re.compile(r"K\.[^\S\n]?((?=[IVX])X{0,3}(?:IX|IV|V?I{0,3}))(?![\w.])")
# T.10, without its year
_ALONE = re.compile(r"T\.(\d{1,2})(?![^\W_]|[.,/]\d)")
# T7 (28/11)
_DATED = re.compile(r"[,\s(]{1,2}(?:[^\W\d_]+\s)?\d{1,2}[/-]\d")
# Pay for a thirteenth month is given before the new year.
_LAST_PAID = 13
# From one month to the next of a row.
_BETWEEN = 4


def weeks(scan: Scan, start: int) -> Said | None:
    """Whatever of them begins there."""
    for rule in _RULES.get(scan.text[start], ()):
        said = rule(scan, start)
        if said:
            return said
    return None


def _month(scan: Scan, start: int) -> Said | None:
    """T3/2026, T10-T12/2026, T9/2026 - T5/2027"""
    first = _FIRST_MONTH.match(scan.text, start)
    if first and 1 <= int(first[1]) <= 12:
        return Said(start, first.end(), f"{tongue()['month']} {month_name(first[1], tongue())}", "month")
    match = _ALONE.match(scan.text, start)
    if match and 1 <= int(match[1]) <= 12:
        return Said(start, match.end(), f"{tongue()['month']} {month_name(match[1], tongue())}", "month")
    match = _MONTH.match(scan.text, start)
    if not match or not all(1 <= int(month) <= 12 for month in match.groups()[:2] if month):
        return None
    if len(match[3]) < _WHOLE_YEAR and not scan.left(start).endswith(tongue().before["season"]):
        return None
    words = tongue()
    months = [f"{words['month']} {month_name(month, words)}" for month in match.groups()[:2] if month]
    said = f" {words['to']} ".join(months) + f" {words['year']} {cardinal(whole_year(match[3]))}"
    return until_another(scan, _NEXT_MONTH, Said(start, match.end(), said, "month"))


def _season(scan: Scan, start: int) -> Said | None:
    """T2-T3, where months of work on the land are told."""
    match = _SEASON.match(scan.text, start)
    if not match or not all(1 <= int(month) <= _LAST_PAID for month in match.groups() if month):
        return None
    words, around = tongue(), scan.around(start, match.end(), NEAR)
    if any(f" {week}" in f" {scan.right(match.end())}" for week in words.after["weekly"]):
        return None
    # A week has no day with such a number.
    is_sure = bool(match[2]) and not _FIRST_DAY <= int(match[1]) <= int(match[2]) <= _LAST_DAY
    is_sure = is_sure or scan.left(start).endswith(words.before["season"]) or scan.goes_on(start, _BETWEEN, "month")
    if _DATED.match(scan.text, match.end()) or scan.left(start).endswith(words.before["lettered"]):
        return None
    if not is_sure and not any(word in around for word in words.seasonal):
        return None
    said = f" {words['to']} ".join(
        f"{words['month']} {month_name(month, words)}" for month in match.groups() if month
    )
    return Said(start, match.end(), said, "month")


def _quarter(scan: Scan, start: int) -> Said | None:
    """Q3/2026, Q.III/2026"""
    match = _QUARTER.match(scan.text, start)
    if not match:
        alone = _QUARTER_ALONE.match(scan.text, start)
        said = f"{tongue()['quarter']} {cardinal(str(roman(alone[1])))}" if alone else ""
        return Said(start, alone.end(), said, "month") if alone else None
    words = tongue()
    number = match[1] if match[1].isdecimal() else str(roman(match[1]))
    said = f"{words['quarter']} {cardinal(number)} {words['year']} {cardinal(match[2])}"
    return Said(start, match.end(), said, "month")


def _session(scan: Scan, start: int) -> Said | None:
    """K.XVI of an assembly"""
    match = _SESSION.match(scan.text, start)
    number = roman(match[1]) if match and match[1] else 0
    said = f"{tongue()['session']} {cardinal(str(number))}"
    return Said(start, match.end(), said, "roman") if match and number else None


def _ages(scan: Scan, start: int) -> Said | None:
    """T2-T3 of an insect: how far it has grown."""
    match, words = _AGES.match(scan.text, start), tongue()
    if not match or not any(word in f"{scan.left(start)} " for word in words.hatched):
        return None
    ages = f" {words['to']} ".join(cardinal(age) for age in match.groups() if age)
    return Said(start, match.end(), f"{words['age']} {ages}", "code")


def _weekdays(scan: Scan, start: int) -> Said | None:
    """T2-T6, where a week is spoken of; T2-4-6 are three days."""
    listed = _LISTED_DAYS.match(scan.text, start)
    if listed and _is_of_week(scan, listed):
        return Said(start, listed.end(), ", ".join(map(_weekday, re.findall(r"\d", listed[0]))), "date")
    match = _WEEKDAYS.match(scan.text, start)
    words = tongue()
    if not match or (match[0] != "CN" and not _is_of_week(scan, match)):
        return None
    if match[0] == "CN" and not _DATED.match(scan.text, match.end()):
        return None
    days = [words["sunday"] if day == "CN" else _weekday(day[-1]) for day in match.groups() if day]
    return Said(start, match.end(), f" {words['to']} ".join(days), "date")


def _is_of_week(scan: Scan, match: re.Match[str]) -> bool:
    if scan.left(match.start()).endswith(tongue().before["lettered"]):
        return False
    if match.re is _WEEKDAYS and match[2]:
        return True
    around = scan.around(match.start(), match.end(), NEAR)
    return _DATED.match(scan.text, match.end()) is not None or any(word in around for word in tongue().weekly)


def _weekday(day: str) -> str:
    words = tongue()
    return f"{words['weekday']} {words['fourth'] if day == '4' else cardinal(day)}"


_RULES = {"T": (_month, _ages, _season, _weekdays), "Q": (_quarter,), "C": (_weekdays,), "K": (_session,)}
