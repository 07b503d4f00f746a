"""The slash: so much in each, one beside the other, one or the other; or nothing but the end of an item."""

import re
from functools import cache
from typing import NamedTuple

from giamngheo.speech.documents import spelled
from giamngheo.speech.figures import brief_at, meant_by
from giamngheo.speech.scan import Said, Scan
from giamngheo.speech.tongue import tongue
from giamngheo.speech.written import NUMBER, row_of_forms, said_number, said_unit, unit_pattern

# From one part of a rate to the next: a dong a person a month.
_CHAIN = 8
# How far what is counted may stand away.
_NEAR = 24
# The number of an item: 1/ and a/ at the beginning of a line.
_ITEM = re.compile(r"(?:^|\n)[^\S\n]*[\"'\u201c(]?(?:\d{1,2}|[a-z\u0111]|[A-Z\u0110]|[IVX]{1,4})\Z")
# The same within a line, if a capital follows.
_NEXT_ITEM = re.compile(r"[;.:] (?:\d{1,2}|[a-z\u0111]|[A-Z\u0110]|[IVX]{1,4})\Z")
# ./. at the end of a letter.
_END = re.compile(r"(?<=[.!?])/\.|(?<=[.!?] )/\.")
# What is counted stands behind the last of these.
_APART = re.compile(r"[\n;(]|, |\) v\u00e0 | [-\u2013] ")
# 01/HN: whose form it is.
_MARK = re.compile(r"[^\W\d_a-z\u0111]{2,6}(?![^\W_]|[-&])")
_LEFT = re.compile(r"[^\W_][\w\u00b2\u00b3%]*$")
_RIGHT = re.compile(r"[^\S\n]?([^\W\d_]+[23\u00b2\u00b3]?)")
_NUMBER = re.compile(rf"[^\S\n]?({NUMBER})")
_COUNTED = re.compile(r"\d ([^\W\d_]+)(?: [^\W\d_]+)?[^\S\n]?\Z")
_ALONE = re.compile(r"(?<![\d.,])0?1 \Z")
_THING = re.compile(r" ([^\W\d_]+)")
_YEAR = re.compile(r"(?:19|20)\d\d")
# What two of them are to one another.
_EQUAL = re.compile(r"[^\S\n]?=")
_ONE = ("1", "01")
# 5,2%/n
_YEARLY = "n"
# Behind these signs a slash stands in a form that nobody has filled in.
_BLANK = ":.\u2026_,;-\u2013("


class _Slash(NamedTuple):
    """A slash with what stands around it: the line before, a number right behind."""

    scan: Scan
    start: int
    line: str
    number: re.Match[str] | None

    def said(self, end: int, said: str, rule: str = "sign") -> Said:
        return Said(self.start, end, said, rule)

    def alone(self, said: str, rule: str = "sign") -> Said:
        return self.said(self.start + 1, said, rule)


def slash(scan: Scan, start: int) -> Said | None:
    """So much in each, or one or the other."""
    if (end := _END.match(scan.text, start)) is not None:
        return Said(start, end.end(), "", "sign")
    line = _APART.split(scan.text[max(0, start - _NEAR) : start])[-1].rstrip()
    at = _Slash(scan, start, line, _NUMBER.match(scan.text, start + 1))
    for rule in (_parted, _numbered, _worded):
        said = rule(at)
        if said:
            return said
    return at.alone("")


def _parted(slash: _Slash) -> Said | None:
    """Behind the number of an item, between brackets, in a form, between telephones: no rate."""
    scan, start, line, words = slash.scan, slash.start, slash.line, tongue()
    before, behind = scan.text[max(0, start - _CHAIN) : start], scan.text[start + 1 : start + 3]
    is_item = behind[:1] == " " or (behind[:1].isupper() and behind[1:].islower())
    if (is_item and _ITEM.search(before)) or (
        _NEXT_ITEM.search(before) and behind[:1] == " " and behind[1:].isupper()
    ):
        return slash.alone(".")
    if behind[:1] in "+-" and behind[1:].isdecimal():
        # 5 more, 3 less.
        sign = "+" if behind[0] == "+" else "\u2212"
        return slash.said(start + 2, f", {words.symbols[sign]}")
    if before[-1:].isspace() and scan.left(start).endswith(words.before["number"] + words.before["day"]):
        # Number and day of a draft are not known yet.
        return slash.alone("")
    if before[-1:] + behind[:1] == ")(":
        return slash.alone(words["divided"] if scan.last.rule != "sign" else words["or"])
    if _is_form(scan, start):
        mark = _MARK.match(scan.text, start + 1)
        if mark and not any(sense.fits("", "", "") for sense in scan.lexicon.senses(mark[0])):
            return slash.said(mark.end(), f", {spelled(mark[0])}", "code")
        return slash.alone(",")
    if not line or line[-1] in _BLANK:
        return slash.alone("," if line and line[-1].isalnum() else "")
    return None


def _numbered(slash: _Slash) -> Said | None:
    """Before a number: a year, one thing beside the other, or of how many."""
    scan, start, number, words = slash.scan, slash.start, slash.number, tongue()
    if number and _YEAR.fullmatch(number[1]) and scan.left(start).endswith(words.before["yearly"]):
        return slash.said(number.end(), f"{words['year']} {said_number(number[1])}", "month")
    if scan.goes_on(start, 1, "phone", "digits", "road"):
        return Said(scan.last.end, start + 1, ",", "sign")
    if not number:
        return None
    if scan.goes_on(start, 0, "code") and scan.text[number.end() : number.end() + 1].isalpha():
        return slash.alone(words["and"], "or")
    if _are_two_things(scan, start, number):
        return slash.alone(",")
    # So much for one kilogram is so much for a kilogram.
    is_one = number[1] in _ONE and not slash.line[-1].isdecimal()
    said = said_number(number[1]) if is_one else f"{words['over']} {said_number(number[1])}"
    found = unit_pattern().match(scan.text, number.end())
    if found and said_unit(found) == words["percent"] and scan.goes_on(start, 0, "unit"):
        # 80%/95%/100%
        return slash.alone(",")
    if found:
        return slash.said(found.end(), f"{said} {said_unit(found)}", "rate")
    brief, end = brief_at(scan, number.start(1))
    if brief:
        # 631.800d/12T
        return slash.said(end, f"{words['over']} {brief}", "rate")
    if not is_one and scan.text[number.end() : number.end() + 1].isalpha():
        # What the letter says belongs to the number.
        return slash.alone(words["over"], "or")
    return slash.said(number.end(), said, "rate")


def _worded(slash: _Slash) -> Said | None:
    """Before a word: a rate, a plan, a month of the moon, or one or the other."""
    scan, start, line, words = slash.scan, slash.start, slash.line, tongue()
    right = _RIGHT.match(scan.text, start + 1)
    if not right:
        return None
    has_number = any(sign.isdecimal() for sign in line)
    if scan.right(start).startswith(words.after["planned"]) and has_number:
        # What the plan says, whose name may be short.
        senses = scan.lexicon.senses(right[1])
        said, end = (f"{words['over']} {senses[0].said}", right.end(1)) if senses else (words["over"], right.start(1))
        return slash.said(end, said, "rate")
    if scan.right(start).startswith(words.after["peopled"]):
        return slash.said(right.start(1), words["per"], "rate")
    left = _LEFT.search(line)
    measured, unit, small = left[0].casefold() if left else "", _unit_of(right[1]), right[1].casefold()
    if small in words.lunar:
        return slash.said(right.start(1), words["month"], "date")
    if scan.left(start).removesuffix(f" {measured}").endswith(words.before["scale"]):
        return slash.said(right.start(1), words["over"], "or")
    if not has_number and (_EQUAL.match(scan.text, right.end()) or (unit and left and left[0] in words.units)):
        # Dollars to dongs.
        is_rate_of_money = left is not None and left[0].isupper() and right[1].isupper()
        if is_rate_of_money:
            return slash.said(right.start(1), words["over"], "or")
    is_counted = has_number and not ((measured in words.alike and small in words.alike) or right[1].istitle())
    # T/g is no weight of a T.
    unit = unit or (_letter_of(slash, right) if has_number else "")
    is_unit = unit and (has_number or len(measured) != 1 or measured in words.units)
    if is_unit or is_counted or (small in words.each and _is_rate(slash, measured, small)):
        return slash.said(right.end(1) if unit else right.start(1), f"{words['per']} {unit}".strip(), "rate")
    if (measured, small) in ((words["day"], words["month"]), (words["month"], words["year"])):
        return slash.said(right.start(1), ",", "or")
    return slash.said(right.start(1), "" if small == words["or"] else words["or"], "or")


def _is_rate(slash: _Slash, measured: str, small: str) -> bool:
    """Whether what stands before is so much of something, of which each may have its share."""
    scan, start, words = slash.scan, slash.start, tongue()
    return (
        scan.goes_on(start, _CHAIN, "rate", "unit", "range")
        or slash.line.endswith(("%", ")"))
        or measured in words.measures
        or (small in words.spans and measured not in words.spans and scan.left(start).endswith(_each()))
        or scan.left(start).endswith(tuple(f"{number} {measured}" for number in words.before["number"]))
    )


def _is_form(scan: Scan, start: int) -> bool:
    """Behind the number of a form its mark: 01/HN; behind another form 03/TD, 10A/TD."""
    if not scan.goes_on(start, 0, "number", "digits", "code"):
        return False
    left, before = scan.left(scan.last.start), tongue().before
    is_told = left.endswith(before["forms"] if scan.last.rule == "code" else before["coded"])
    return is_told or row_of_forms().search(left) is not None


@cache
def _each() -> tuple[str, ...]:
    """What may have its share: a person, a household, a hectare."""
    return tuple(f" {word}" for word in tongue().each - tongue().spans)


def _are_two_things(scan: Scan, start: int, number: re.Match[str]) -> bool:
    """1.234 households/5.678 people: not so many of so many, but one count beside the other."""
    one, other = _COUNTED.search(scan.text, max(0, start - _NEAR), start), _THING.match(scan.text, number.end())
    if not one or not other or scan.goes_on(start, _CHAIN, "rate", "unit", "range"):
        return False
    counted, thing, words = one[1].casefold(), other[1].casefold(), tongue()
    # Several animals and what they weigh.
    are_several = counted in words.alive and not _ALONE.search(scan.text, max(0, start - _NEAR), one.start(1))
    is_measured = unit_pattern().match(scan.text, number.end()) is not None and not are_several
    if number[1].strip("0.") == "1" or is_measured:
        # So many of one sex to a hundred of the other, so much for 16 litres.
        return False
    return counted != thing and counted not in words.measures and thing not in words.spans


def _letter_of(slash: _Slash, right: re.Match[str]) -> str:
    """5,2%/n, 1.250d/v: what a letter stands for of which each has its share."""
    if len(right[1]) > 1:
        return ""
    if right[1] == _YEARLY and slash.line.endswith("%"):
        return tongue()["year"]
    return meant_by(slash.scan, right[1], right.start(1), right.end(1))


def _unit_of(written: str) -> str:
    """A sign of a unit; a word that is one is said as it is written. A capital alone is none but for a litre."""
    if len(written) == 1 and written.isupper():
        return tongue().units[written.casefold()] if written == "L" else ""
    said = tongue().units.get(written, "")
    return said if said != written else ""
