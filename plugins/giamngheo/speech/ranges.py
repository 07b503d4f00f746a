"""A dash between two of a kind: from the second day of the week to the sixth, from 5 years to 10 years, 10 less 3."""

import re

from giamngheo.speech.scan import Said, Scan
from giamngheo.speech.tongue import tongue
from giamngheo.speech.written import NUMBER, value_of

_GAP = re.compile(r"((?: [^\W\d_]+){0,2})[^\S\n]*([-\u2013\u2014])[^\S\n]*((?:[^\W\d_]+[^\S\n])?)")
_COUNTED = frozenset(["number", "unit", "date", "month", "time", "roman", "years", "code"])
# BD1-BD2, N4-N5
_NAMES = re.compile(r"([^\W\d_]{1,3})(\d{1,3})[-\u2013]\1(\d{1,3})(?![^\W_]|[.,]\d)")
_LONGEST = 20
# 10 - 3 = 7
_EQUALS = re.compile(r"(?:[^\S\n]*|\)[^\n=]{1,24})=")
_MINUS = "\u2212"


def onward(scan: Scan, said: Said) -> Said:
    """Said from one to the other where the same word stands before both, or behind both and the second is more."""
    last = scan.last
    gap = said.start - last.end
    if gap == 1:
        return _touching(scan, said) if scan.text[last.end] in "-\u2013" else said
    if not 1 < gap < _LONGEST or said.rule not in _COUNTED or last.rule not in _COUNTED:
        return said
    match = _GAP.fullmatch(scan.text, last.end, said.start)
    if match and not match[1] + match[3] and _EQUALS.match(scan.text, said.end):
        return said._replace(start=match.start(2), said=f"{tongue().symbols[_MINUS]} {said.said}")
    if match and said.rule == last.rule == "time" and not match[3] and _parts_of_day(match[1]):
        return said._replace(start=match.start(2), said=f"{tongue()['to']} {said.said}")
    if match and _is_less(scan, match, said):
        return said._replace(start=match.start(2), said=f"{tongue()['to']} {match[3]}{said.said}")
    if not match or not (_are_named(scan, match, last) if match[3] else _are_counted(scan, match, said)):
        return said
    return said._replace(start=match.start(2), said=f"{tongue()['to']} {match[3]}{said.said}")


def _touching(scan: Scan, said: Said) -> Said:
    """N4-N5, 5-7/10, 7h/20/11-7h/21/11; of two telephones one and then the other."""
    if _are_alike(scan, said) or _is_out_of(scan, said):
        return said._replace(start=scan.last.end, said=f"{tongue()['to']} {said.said}")
    if said.rule == scan.last.rule == "time":
        return said._replace(start=scan.last.end, said=f" {tongue()['to']} {said.said}")
    if said.rule == scan.last.rule == "phone":
        return said._replace(start=scan.last.end, said=f", {said.said}")
    return said


def _are_alike(scan: Scan, said: Said) -> bool:
    """10A1-10A5: classes of one year; N4-N5, BD1-BD2."""
    begin = scan.last.start
    while begin and scan.text[begin - 1].isalpha():
        begin -= 1
    names = _NAMES.match(scan.text, begin)
    if names:
        return int(names[2]) < int(names[3])
    if not said.rule == scan.last.rule == "code":
        return False
    first, second = _both(scan, said)
    return first[0].isdecimal() and first[:-1] == second[: len(first) - 1]


def _is_out_of(scan: Scan, said: Said) -> bool:
    """5-7/10: from five to seven out of ten."""
    if scan.last.rule != "number" or said.rule not in ("ratio", "unit", "fraction"):
        return False
    first, second = _both(scan, said)
    return "/" in second and _value(first) < _value(second.partition("/")[0])


def _both(scan: Scan, said: Said) -> tuple[str, str]:
    """What was read last, and what is being read, as they are written."""
    return scan.text[scan.last.start : scan.last.end], scan.text[said.start : said.end]


def _parts_of_day(words: str) -> bool:
    """Seven in the morning - five in the afternoon."""
    return not words or words.casefold() in tongue().before["part_of_day"]


def _are_named(scan: Scan, match: re.Match[str], last: Said) -> bool:
    return not match[1] and scan.left(last.start).endswith(f" {match[3].strip().casefold()}")


def _is_less(scan: Scan, match: re.Match[str], said: Said) -> bool:
    """15 years - under 60 years"""
    if match[3].strip().casefold() != tongue()["under"]:
        return False
    if match[1] and not scan.right(said.end).startswith(f"{match[1].strip().casefold()} "):
        return False
    first, second = _both(scan, said)
    return _value(first) < _value(second)


def _are_counted(scan: Scan, match: re.Match[str], said: Said) -> bool:
    if not match[1] or not scan.right(said.end).startswith(f"{match[1].strip().casefold()} "):
        return False
    first, second = _both(scan, said)
    if match[1] == f" {tongue()['hour']}":
        # 17 - 17 30
        return _value(first) <= _value(second)
    return _value(first) < _value(second)


def _value(written: str) -> float:
    """Of two numbers; what is no number alone is before everything."""
    return value_of(written) if re.fullmatch(NUMBER, written) else -1.0
