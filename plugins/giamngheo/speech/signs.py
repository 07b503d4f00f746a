"""Signs: what is said for them between words, and which of them only guide the eye."""

import re
from functools import cache
from typing import NamedTuple

from giamngheo.speech.documents import spelled
from giamngheo.speech.lexicon import NEAR
from giamngheo.speech.numbers import one_by_one
from giamngheo.speech.scan import AROUND, Said, Scan
from giamngheo.speech.tongue import one_of, tongue
from giamngheo.speech.written import NUMBER, said_number, said_unit, unit_pattern

_BULLET = re.compile(r"\+[^\S\n]+")
# A line that quotes somebody; before a number the same sign compares.
_QUOTED = re.compile(r">[^\S\n]?(?=[^\W\d_]|[\u201c\"])")
# From one part of a rate to the next: a dong a person a month. And how far what is counted may stand away.
_CHAIN, _NEAR = 8, 24
# The number of an item: 1/ and a/ at the beginning of a line.
_ITEM = re.compile(r"(?:^|\n)[^\S\n]*[\"'\u201c(]?(?:\d{1,2}|[a-z\u0111]|[A-Z\u0110]|[IVX]{1,4})\Z")
# The same within a line, if a capital follows.
_NEXT_ITEM = re.compile(r"[;.:] (?:\d{1,2}|[a-z\u0111]|[A-Z\u0110]|[IVX]{1,4})\Z")
_ITEM_SIGN = re.compile(r"(?<=[;.:] )\+[^\S\n](?=[^\W\d_a-z])")
# 60+, 50kg+; before a number or a bracket it adds.
_ONWARD = re.compile(r"(?:(?<=\d)|(?<=\dkg)|(?<=\d%))\+(?![\w(+]|[^\S\n]*[\d(=])")
_TO_BELOW = re.compile(r"((?: [^\W\d_]+)?)[^\S\n]*[-\u2013][^\S\n]*")
_NUMBERED = frozenset(["number", "unit"])
_MULTIPLIED = re.compile(r"(?<=[\d)])[^\S\n]?\*[^\S\n]?(?=\d)")
_SPACE = re.compile(r"[ \t\u00a0]*")
# ./. at the end of a letter.
_END = re.compile(r"(?<=[.!?])/\.|(?<=[.!?] )/\.")
# What is counted stands behind the last of these.
_APART = re.compile(r"[\n;(]|, | [-\u2013] ")
# 01/HN: whose form it is.
_MARK = re.compile(r"[^\W\d_a-z\u0111]{2,6}(?![^\W_]|[-&])")
# Hearts and hands: from one to the other, or behind the last.
_KEYCAP, _RATING = "\u20e3", "\u2605\u2b50"
_DINGBATS = ("\u2600", "\u27bf", "\ufe00")
_LEFT = re.compile(r"[^\W_][\w\u00b2\u00b3%]*$")
_RIGHT = re.compile(r"[^\S\n]?([^\W\d_]+[23\u00b2\u00b3]?)")
_NUMBER = re.compile(rf"[^\S\n]?({NUMBER})")
_COUNTED = re.compile(r"\d ([^\W\d_]+)[^\S\n]?\Z")
_THING = re.compile(r" ([^\W\d_]+)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ONE = ("1", "01")
# Behind these signs a slash stands in a form that nobody has filled in.
_BLANK = ":.\u2026_,;-\u2013("
# *101#
_KEYS = re.compile(r"\*\d{2,4}(?:[*#]\d*)*#")
_STARS = re.compile(r"\D[1-5]\*(?!\d)")
_TO_FILL = re.compile(r"<[^\W\d_][^<>\n]{1,30}>")
_BETWEEN = re.compile(r"(?<=\d)~(?=\d)|(?<=\d )~(?= \d)")
# 12 -> 3: not twelve point three.
_FROM_TO = re.compile(r"(?<=[\d%])[\u2192\u21d2](?=\d)|(?<=\d )\u2192(?= \d)")
_PRESSED = re.compile(
    r"(?<=[^\W_][^\W\d_] )> (?=[\"\u201c]?[^\W\d_]{2})|(?<=[)\"\u201d] )> (?=[\"\u201c]?[^\W\d_]{2})"
)
_NOTE = re.compile(r"\(\*{1,3}\)[^\S\n]?")
# (+), (-): what a test has found.
_FINDING = re.compile(r"\(([+-])\)")
_PAIR = re.compile(r"->|=>|>=|<=|\+/-")
# A line drawn with signs, the mark of a heading.
_DRAWN = re.compile(r"([=~#^+*_<>\\|])\1{2,}|#{1,6}(?=[^\S\n])")


def signs(scan: Scan, start: int) -> Said | None:
    """What is said for one sign; None where it is punctuation that every reader knows."""
    text, sign, words = scan.text, scan.text[start], tongue()
    if sign == "/":
        return _slash(scan, start)
    if sign == "#" or text.startswith(sign, start + 1):
        drawn = _DRAWN.match(text, start)
        if drawn and (drawn[1] or scan.is_begun(start)):
            return Said(start, drawn.end(), "", "sign")
    if sign in _SPECIAL and (special := _SPECIAL[sign](scan, start)):
        return special
    if sign in _RATING and text[start - 1 : start].isdecimal():
        return Said(start, start + 1, words.keys["*"], "sign")
    is_silent = sign in words.silent or sign == _KEYCAP or _DINGBATS[0] <= sign <= _DINGBATS[1] or sign > _DINGBATS[2]
    if is_silent and scan.is_begun(start):
        space = _SPACE.match(text, start + 1)
        return Said(start, space.end() if space else start + 1, "", "bullet")
    if is_silent:
        return Said(start, start + 1, "", "sign")
    if sign == "+" and (bullet := _BULLET.match(text, start)) and scan.is_begun(start):
        return Said(start, bullet.end(), "", "bullet")
    if sign == ">" and scan.is_begun(start) and (quoted := _QUOTED.match(text, start)):
        return Said(start, quoted.end(), "", "bullet")
    if sign == "+" and text[start + 1 : start + 2].isdecimal() and scan.left(start).endswith(words.before["rise"]):
        return Said(start, start + 1, "", "sign")
    for begin in (start, start - 1) if start > scan.at else (start,):
        pair = _PAIR.match(text, begin)
        if pair:
            if scan.right(pair.end()).startswith(f"{words.symbols[pair[0]]} "):
                # An arrow before the word that it stands for.
                return Said(begin - (text[begin - 1] == " "), pair.end(), ",", "sign")
            return Said(begin, pair.end(), words.symbols[pair[0]], "sign")
    said = words.symbols.get(sign)
    if not said:
        return Said(start, start + 1, sign, "", "")
    if sign == "\u2212" and text[start + 1 : start + 2].isdecimal() and not text[start - 1 : start].isdecimal():
        said = words["minus"]
    return Said(start, start + 1, said, "sign")


def _money(scan: Scan, start: int) -> Said | None:
    """$50"""
    paid = _paid().match(scan.text, start + 1)
    if not paid:
        return None
    unit = tongue().units[scan.text[start]]
    return Said(start, paid.end(), f"{said_number(paid[1])}{paid[2] or ''} {unit}", "unit")


def _star(scan: Scan, start: int) -> Said | None:
    """(*), 3*4, *101#, a hotel of four."""
    text, words = scan.text, tongue()
    if start > scan.at and (note := _NOTE.match(text, start - 1)):
        return Said(start - 1, note.end(), "", "sign")
    if _MULTIPLIED.match(text, start):
        return Said(start, start + 1, words["times"], "sign")
    if keys := _KEYS.match(text, start):
        pressed = [words.keys.get(key) or one_by_one(key) for key in re.findall(r"\d+|\D", keys[0])]
        return Said(start, keys.end(), " ".join(pressed), "digits")
    if _STARS.match(text, start - 2) and _is_rated(scan, start):
        return Said(start, start + 1, words.keys["*"], "sign")
    return None


def _hash(scan: Scan, start: int) -> Said | None:
    """#5: number five."""
    is_number = scan.text[start + 1 : start + 2].isdecimal()
    return Said(start, start + 1, tongue().symbols["\u2116"], "sign") if is_number else None


def _below(scan: Scan, start: int) -> Said | None:
    """16-<60: until less than so much."""
    last = scan.last
    joint = _TO_BELOW.fullmatch(scan.text, last.end, start) if last.rule in _NUMBERED else None
    if not joint:
        return _aged(scan, start) or _to_fill(scan, start)
    words = tongue()
    return Said(joint.end(1), start + 1, f"{words['to']} {words['under']}", "sign")


@cache
def _age() -> re.Pattern[str]:
    return re.compile(rf"(>=|<=|[<>\u2265\u2264])[^\S\n]?(\d{{1,3}})[^\S\n]({one_of(tongue().ages)})(?!\w)")


def _aged(scan: Scan, start: int) -> Said | None:
    """>= 60 years of age: from sixty years on."""
    match = _age().match(scan.text, start)
    if not match:
        return None
    said = tongue().aged[match[1]].format(age=f"{said_number(match[2])} {match[3]}")
    return Said(start, match.end(), said, "sign")


def _plus(scan: Scan, start: int) -> Said | None:
    """+ More to do; 60+, behind which nothing stands that would be added."""
    if _ONWARD.match(scan.text, start):
        return Said(start, start + 1, tongue()["upwards"], "sign")
    item = _ITEM_SIGN.match(scan.text, start)
    return Said(start, item.end(), "", "bullet") if item else None


def _about(scan: Scan, start: int) -> Said | None:
    """25~30: from one to the other."""
    return Said(start, start + 1, tongue()["to"], "sign") if _BETWEEN.match(scan.text, start) else None


def _divided(scan: Scan, start: int) -> Said | None:
    """10 to 15, unless something comes of it."""
    is_sum = "=" in scan.text[start : start + _CHAIN * 2]
    return None if is_sum else Said(start, start + 1, tongue()["to"], "sign")


def _path(scan: Scan, start: int) -> Said | None:
    """Settings > Language: from one thing to press to the next."""
    if _PRESSED.match(scan.text, start):
        return Said(start - 1, start + 1, ",", "sign")
    return _to_fill(scan, start)


def _to_fill(scan: Scan, start: int) -> Said | None:
    """<what is to be written here>"""
    blanks = _TO_FILL.finditer(scan.text, max(0, start - AROUND), start + AROUND)
    is_blank = any(start in (blank.start(), blank.end() - 1) for blank in blanks)
    return Said(start, start + 1, "", "sign") if is_blank else None


def _arrow(scan: Scan, start: int) -> Said | None:
    """From one state to the next."""
    if _FROM_TO.match(scan.text, start):
        return Said(start, start + 1, tongue()["to"], "sign")
    if scan.is_begun(start):
        return None
    return Said(start - (start > scan.at and scan.text[start - 1] == " "), start + 1, ",", "sign")


# Signs that belong to what stands around them.
_SPECIAL = {
    "$": _money,
    "\u20ac": _money,
    "*": _star,
    "+": _plus,
    "\u00f7": _divided,
    "<": _below,
    ">": lambda scan, start: _aged(scan, start) or _path(scan, start),
    "\u2264": _aged,
    "\u2265": _aged,
    "\u2192": _arrow,
    "\u21d2": _arrow,
    "~": _about,
    "#": _hash,
}


def _is_rated(scan: Scan, start: int) -> bool:
    around = scan.around(start, start + 1, AROUND)
    return any(word in around for word in tongue().rated)


@cache
def _paid() -> re.Pattern[str]:
    """What stands behind a sign of money: the sign is said behind it."""
    return re.compile(
        rf"[^\S\n]?({NUMBER})([^\S\n](?:{one_of([*tongue().amounts, tongue()['thousand']])})(?![^\W_]))?"
    )


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


def finding(scan: Scan, start: int) -> Said | None:
    """(+) and (-) where something is tested."""
    match, words = _FINDING.match(scan.text, start), tongue()
    if not match or not any(word in scan.around(start, match.end(), NEAR) for word in words.tested):
        return None
    return Said(start, match.end(), words["found"] if match[1] == "+" else words["unfound"], "sign")


def _slash(scan: Scan, start: int) -> Said | None:
    """So much in each, or one or the other."""
    if (end := _END.match(scan.text, start)) is not None:
        return Said(start, end.end(), "", "sign")
    line = _APART.split(scan.text[max(0, start - _NEAR) : start])[-1].rstrip()
    slash = _Slash(scan, start, line, _NUMBER.match(scan.text, start + 1))
    for rule in (_parted, _numbered, _worded):
        said = rule(slash)
        if said:
            return said
    return slash.alone("")


def _parted(slash: _Slash) -> Said | None:
    """Behind the number of an item, between brackets, in a form, between telephones: no rate."""
    scan, start, line, words = slash.scan, slash.start, slash.line, tongue()
    before, behind = scan.text[max(0, start - _CHAIN) : start], scan.text[start + 1 : start + 3]
    if behind[:1] == " " and (_ITEM.search(before) or (_NEXT_ITEM.search(before) and behind[1:].isupper())):
        return slash.alone("")
    if behind[:1] in "+-" and behind[1:].isdecimal():
        # 5 more, 3 less.
        sign = "+" if behind[0] == "+" else "\u2212"
        return slash.said(start + 2, f", {words.symbols[sign]}")
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
    left = _LEFT.search(line)
    measured, unit, small = left[0].casefold() if left else "", _unit_of(right[1]), right[1].casefold()
    if small in words.lunar:
        return slash.said(right.start(1), words["month"], "date")
    is_counted = has_number and not ((measured in words.alike and small in words.alike) or right[1].istitle())
    # T/g is no weight of a T.
    is_unit = unit and (has_number or len(measured) != 1 or measured in words.units)
    if is_unit or is_counted or (small in words.each and _is_rate(slash, measured, small)):
        return slash.said(right.end(1) if unit else right.start(1), f"{words['per']} {unit}".strip(), "rate")
    if scan.left(start).removesuffix(f" {measured}").endswith(words.before["scale"]):
        return slash.said(right.start(1), words["over"], "or")
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
    """Behind the number of a form its mark: 01/HN."""
    is_number = scan.goes_on(start, 0, "number", "digits")
    return is_number and scan.left(scan.last.start).endswith(tongue().before["coded"])


@cache
def _each() -> tuple[str, ...]:
    """What may have its share: a person, a household, a hectare."""
    return tuple(f" {word}" for word in tongue().each - tongue().spans)


def _are_two_things(scan: Scan, start: int, number: re.Match[str]) -> bool:
    """1.234 households/5.678 people: not so many of so many, but one count beside the other."""
    one, other = _COUNTED.search(scan.text, max(0, start - _NEAR), start), _THING.match(scan.text, number.end())
    if not one or not other or scan.goes_on(start, _CHAIN, "rate", "unit", "range"):
        return False
    if number[1].strip("0.") == "1" or unit_pattern().match(scan.text, number.end()):
        # So many of one sex to a hundred of the other, so much for 16 litres.
        return False
    counted, thing, words = one[1].casefold(), other[1].casefold(), tongue()
    return counted != thing and counted not in words.measures and thing not in words.spans


def _unit_of(written: str) -> str:
    """A sign of a unit; a word that is one is said as it is written. A capital alone is none but for a litre."""
    if len(written) == 1 and written.isupper():
        return tongue().units[written.casefold()] if written == "L" else ""
    said = tongue().units.get(written, "")
    return said if said != written else ""


@cache
def _unit_in_brackets() -> re.Pattern[str]:
    return re.compile(rf"\([^\S\n]?({one_of(tongue().units)})[^\S\n]?\)")


def unit_alone(scan: Scan, start: int) -> Said | None:
    """(ha): the head of a column."""
    match = _unit_in_brackets().match(scan.text, start)
    return Said(start + 1, match.end() - 1, tongue().units[match[1]], "unit") if match else None
