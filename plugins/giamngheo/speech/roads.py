"""Where something is: roads and their milestones, alleys, rooms, pages, pictures."""

import re
from functools import cache

from giamngheo.speech.codes import is_bred
from giamngheo.speech.documents import spelled
from giamngheo.speech.numbers import cardinal, one_by_one
from giamngheo.speech.scan import Said, Scan
from giamngheo.speech.tongue import one_of, tongue
from giamngheo.speech.written import unit_pattern

_MILESTONE = r"[Kk](?:[Mm]|(?=\d+\+\d{3}))[^\S\n]?(\d+)(?:\+(\d+))?"
_MILESTONES = re.compile(rf"{_MILESTONE}(?:[^\S\n]{{0,3}}[-\u2013\u00f7][^\S\n]{{0,3}}{_MILESTONE})?(?!\d)")
# P.302: a ward has a number of two digits at most.
_ROOM = re.compile(r"P\.?[^\S\n]?(\d{3})(?![^\W_]|[.,]\d)")
# (H.3a): a picture.
_PICTURE = re.compile(r"(?<=\()H\.?[^\S\n]?(\d{1,3})([^\W\d_]?)(?![^\W_])")
# (H.15b): who wrote it, and how many copies are kept.
_COPIES = re.compile(r"(?<=\()([^\W\d_a-z\u0111]{1,4})[.\-, ]{0,2}(\d{1,3})b(?![^\W_])")
# K12/5 of a street.
_ALLEY = re.compile(r"K(\d{1,3})/(\d{1,3})(?=[^\W\d_]?[^\S\n][^\W\d_a-z\u0111])")
# 70-72%
_UNTIL = re.compile(r"[-\u2013]\d{1,3}(?:,\d{1,2})?(?=%)")
# tr 20: a page, where nothing is counted before it.
_PAGE = re.compile(r"tr[^\S\n](\d{1,4})(?![\d.,]*\d)")


def room(scan: Scan, start: int) -> Said | None:
    match = _ROOM.match(scan.text, start) if scan.text[start] == "P" else None
    return Said(start, match.end(), f"{tongue()['room']} {cardinal(match[1])}", "reading") if match else None


def in_brackets(scan: Scan, start: int) -> Said | None:
    """(H.15b), (H.3a)"""
    if scan.text[start - 1 : start] != "(":
        return None
    copies = _COPIES.match(scan.text, start)
    if copies:
        said = f"{spelled(copies[1])}, {cardinal(copies[2])} {tongue()['copy']}"
        return Said(start, copies.end(), said, "reading")
    picture = _PICTURE.match(scan.text, start)
    if not picture:
        return None
    said = f"{tongue()['picture']} {cardinal(picture[1])} {spelled(picture[2])}".strip()
    return Said(start, picture.end(), said, "reading")


def alley(scan: Scan, start: int) -> Said | None:
    match = _ALLEY.match(scan.text, start) if scan.text[start] == "K" else None
    if not match:
        return None
    words = tongue()
    said = f"{words['alley']} {cardinal(match[1])} {words['over']} {cardinal(match[2])}"
    return Said(start, match.end(), said, "road")


def page(scan: Scan, start: int) -> Said | None:
    match = _PAGE.match(scan.text, start) if scan.text[start] == "t" else None
    return Said(start, match.end(), f"{tongue()['page']} {cardinal(match[1])}", "reading") if match else None


@cache
def _roads() -> re.Pattern[str]:
    return re.compile(
        rf"({one_of(tongue().roads)})(?:\.[^\S\n]?|[^\S\n]|-)?(\d{{1,3}})([^\W\d_]{{0,2}})(?![^\W_]|[., :]\d)"
    )


def road(scan: Scan, start: int) -> Said | None:
    """QL1A, \u0110T.741: the number of a road of three digits is told digit by digit."""
    match = _roads().match(scan.text, start)
    if not match or is_bred(scan, start, match.end(1)) or scan.left(start).endswith(tongue().before["digits"]):
        return None
    if _is_measure(scan.text, match) or scan.left(start).endswith(tongue().before["planted"]):
        return None
    number = one_by_one(match[2]) if len(match[2]) > 2 else cardinal(match[2])
    if match[2][0] == "0":
        number = one_by_one(match[2])
    letters = f" {spelled(match[3])}" if match[3] else ""
    name = tongue().roads[match[1]]
    if scan.left(start).endswith(f" {name}"):
        name = ""
    first, _, rest = name.partition(" ")
    name = rest if scan.left(start).endswith(f" {first}") else name
    return Said(start, match.end(), f"{name} {number}{letters}".strip(), "road")


def _is_measure(text: str, match: re.Match[str]) -> bool:
    """So many square metres, so many kilograms: 65m\u00b2, but 1A and 1K."""
    until = _UNTIL.match(text, match.end(2))
    unit = unit_pattern().match(text, until.end() if until else match.end(2))
    return bool(unit and (not match[3] or unit[2].islower()))


def milestone(scan: Scan, start: int) -> Said | None:
    """Km25+300, alone or to another one; of a whole kilometre no metres are told."""
    match = _MILESTONES.match(scan.text, start) if scan.text[start] in "Kk" else None
    if not match or not (match[2] or match[3]):
        return None
    said = _at_milestone(match[1], match[2])
    if match[3]:
        said = f"{said} {tongue()['to']} {_at_milestone(match[3], match[4])}"
    return Said(start, match.end(), said, "road")


def _at_milestone(whole: str, metres: str | None) -> str:
    words = tongue()
    behind = [words["plus"], cardinal(metres)] if metres and int(metres) else []
    return " ".join([words["kilometre"], cardinal(whole), *behind])
