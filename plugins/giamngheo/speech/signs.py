"""Signs: what is said for them between words, and which of them only guide the eye."""

import re
from functools import cache

from giamngheo.speech.figures import meant_by
from giamngheo.speech.lexicon import NEAR
from giamngheo.speech.numbers import cardinal, one_by_one
from giamngheo.speech.scan import AROUND, DASH, Said, Scan
from giamngheo.speech.slash import slash
from giamngheo.speech.tongue import one_of, tongue
from giamngheo.speech.written import NUMBER, said_number, value_of

_BULLET = re.compile(r"\+[^\S\n]+")
# A line that quotes somebody; before a number the same sign compares.
_QUOTED = re.compile(r">[^\S\n]?(?=[^\W\d_]|[\u201c\"])")
# What comes of a division stands this near.
_RESULT = 16
_ITEM_SIGN = re.compile(r"(?<=[;.:] )\+[^\S\n](?=[^\W\d_a-z])")
# 60+, 50kg+; before a number or a bracket it adds.
_ONWARD = re.compile(r"(?:(?<=\d)|(?<=\dkg)|(?<=\d%))\+(?![\w(+]|[^\S\n]*[\d(=])")
_TO_BELOW = re.compile(r"((?: [^\W\d_]+)?)[^\S\n]*[-\u2013][^\S\n]*")
_NUMBERED = frozenset(["number", "unit"])
_MULTIPLIED = re.compile(r"(?<=[\d)])[^\S\n]?\*[^\S\n]?(?=\d)")
_TO_PAID = re.compile(rf"{DASH}([$\u20ac\u00a3\u00a5\u20a9\u0e3f])?")
_SPACE = re.compile(r"[ \t\u00a0]*")
# Hearts and hands: from one to the other, or behind the last.
_GAP = re.compile(r"[ \t|]+")
_ENDS_OF_CELL = frozenset(["%", ")", "\u201d"])
# Halves, quarters, eighths, behind a whole number.
_BROKEN = "\u00bc\u00bd\u00be\u2153\u2154\u215b\u215c\u215d\u215e"
_POWERS = "\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
_TEN = re.compile(r"(?<!\d)(?<!\d[.,])10(\u207b?)\Z")
_KEYCAP, _RATING = "\u20e3", "\u2605\u2b50"
_DINGBATS = ("\u2600", "\u27bf", "\ufe00")
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
_BEGUN = re.compile(r"(?:^|[\n;:,.])[^\S\n]?\Z")
# (+), (-): what a test has found.
_FINDING = re.compile(r"\(([+-])\)")
_PAIR = re.compile(r"->|=>|>=|<=|\+/-")
# A line drawn with signs, the mark of a heading.
_DRAWN = re.compile(r"([=~#^+*_<>\\|])\1{2,}|#{1,6}(?=[^\S\n])")


def signs(scan: Scan, start: int) -> Said | None:
    """What is said for one sign; None where it is punctuation that every reader knows."""
    text, sign, words = scan.text, scan.text[start], tongue()
    if sign == "/":
        return slash(scan, start)
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
    if sign in _BROKEN and text[start - 1 : start].isdecimal():
        said = f"{words['and']} {said}"
    return Said(start, start + 1, said, "sign")


def _money(scan: Scan, start: int) -> Said | None:
    """$50, $5-$10"""
    paid = _paid().match(scan.text, start + 1)
    if not paid:
        return None
    sign, words = scan.text[start], tongue()
    until = _TO_PAID.match(scan.text, paid.end())
    last = _paid().match(scan.text, until.end()) if until and (until[1] or sign) == sign else None
    if last and not paid[2] and value_of(paid[1]) < value_of(last[1]):
        said = f"{said_number(paid[1])} {words['to']} {said_number(last[1])}{last[2] or ''}"
        return Said(start, last.end(), f"{said} {words.units[sign]}", "unit")
    return Said(start, paid.end(), f"{said_number(paid[1])}{paid[2] or ''} {words.units[sign]}", "unit")


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
    if text[start + 1 : start + 2] == " " and scan.left(start).endswith(words.before["key"]):
        return Said(start, start + 1, words.keys["*"], "sign")
    if _STARS.match(text, start - 2) and _is_rated(scan, start):
        return Said(start, start + 1, words.keys["*"], "sign")
    return None


def _column(scan: Scan, start: int) -> Said | None:
    """Between two cells of a table that was pasted: a pause."""
    text, begin = scan.text, start
    while begin > scan.at and text[begin - 1] in " \t|":
        begin -= 1
    end = _GAP.match(text, start).end()  # type: ignore[union-attr]
    is_between = text[begin - 1 : begin].isalnum() or text[begin - 1 : begin] in _ENDS_OF_CELL
    if begin == 0 or not is_between or text[end : end + 1] in ("", "\n"):
        return None
    return Said(begin, end, ", ", "sign")


def _power(scan: Scan, start: int) -> Said | None:
    """Behind a ten; elsewhere the figure calls a footnote."""
    text, words = scan.text, tongue()
    ten = _TEN.search(text, max(0, start - 5), start)
    if not ten:
        return None
    minus = f" {words['minus']}" if ten[1] else ""
    power = cardinal(str(_POWERS.index(text[start]) + 1))
    return Said(start - len(ten[1]), start + 1, f"{words['power']}{minus} {power}", "sign")


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
    return re.compile(rf"(>=|<=|[<>\u2265\u2264])[^\S\n]?(\d{{1,3}})(?:[^\S\n]({one_of(tongue().ages)})|t)(?!\w)")


@cache
def _age_behind() -> re.Pattern[str]:
    """60+ years of age"""
    return re.compile(rf"[^\S\n]({one_of(tongue().ages)})(?!\w)")


def _aged(scan: Scan, start: int) -> Said | None:
    """>= 60 years of age: from sixty years on."""
    match, words = _age().match(scan.text, start), tongue()
    name = match[3] or meant_by(scan, "t", match.start(2), match.end()) if match else ""
    if not match or name not in words.ages:
        return None
    said = words.aged[match[1]].format(age=f"{said_number(match[2])} {name}")
    return Said(start, match.end(), said, "sign")


def _plus(scan: Scan, start: int) -> Said | None:
    """+ More to do; 60+, behind which nothing stands that would be added."""
    if _ONWARD.match(scan.text, start) and not scan.goes_on(start, 0, "code"):
        age = _age_behind().match(scan.text, start + 1)
        counted = f"{age[1]} " if age else ""
        return Said(start, age.end() if age else start + 1, f"{counted}{tongue()['upwards']}", "sign")
    item = _ITEM_SIGN.match(scan.text, start)
    return Said(start, item.end(), "", "bullet") if item else None


def _about(scan: Scan, start: int) -> Said | None:
    """25~30: from one to the other."""
    return Said(start, start + 1, tongue()["to"], "sign") if _BETWEEN.match(scan.text, start) else None


def _divided(scan: Scan, start: int) -> Said | None:
    """10 to 15, unless something comes of it."""
    is_sum = "=" in scan.text[start : start + _RESULT]
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
    **dict.fromkeys("\u20ac\u00a3\u00a5\u20a9\u0e3f", _money),
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
    "|": _column,
    "\t": _column,
    **dict.fromkeys(_POWERS, _power),
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


def finding(scan: Scan, start: int) -> Said | None:
    """(+) and (-) where something is tested."""
    match, words = _FINDING.match(scan.text, start), tongue()
    if not match or not any(word in scan.around(start, match.end(), NEAR) for word in words.tested):
        return None
    return Said(start, match.end(), words["found"] if match[1] == "+" else words["unfound"], "sign")


@cache
def _unit_in_brackets() -> re.Pattern[str]:
    return re.compile(rf"\([^\S\n]?({one_of(tongue().units)})[^\S\n]?\)")


def unit_alone(scan: Scan, start: int) -> Said | None:
    """(ha): the head of a column; a letter at the beginning of a part is that of an item or a note."""
    match = _unit_in_brackets().match(scan.text, start)
    if match and len(match[1]) == 1 and match[1].isalpha() and _BEGUN.search(scan.text, max(0, start - 2), start):
        return None
    return Said(start + 1, match.end() - 1, tongue().units[match[1]], "unit") if match else None
