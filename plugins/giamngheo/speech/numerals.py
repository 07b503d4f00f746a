"""Roman numerals, large and small."""

import re
from functools import cache

from giamngheo.speech.lexicon import NEAR
from giamngheo.speech.numbers import cardinal, roman
from giamngheo.speech.scan import WORD, Said, Scan
from giamngheo.speech.tongue import one_of, tongue

_ROMAN = r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_NUMERAL = re.compile(rf"({_ROMAN})(?:[^\S\n]?[/-][^\S\n]?((?:19|20)\d\d))?(?![^\W_])")
# I-ta-li-a, L-22
_GOES_ON = re.compile(r"-[^\W_A-Z]")
_SMALL_NUMERAL = re.compile(r"(?:\((?=i\))|\(?(?!i\))|(?=i\)[^\n]*\bii\)))(i{1,3}|iv|vi{1,3}|ix)\)")
_NEXT_NUMERAL = re.compile(rf"[^\S\n]?[-\u2013][^\S\n]?({_ROMAN})(?:[^\S\n]?/[^\S\n]?((?:19|20)\d\d))?(?![^\W_])")
# From one numeral of a row to the next: I, II and III.
_ROW = 7
# Behind the numeral of an item, and before the second of a row.
_IS_LETTER = re.compile(r"=|:[^\S\n]?\d{5}")
# III.2, III.a
_POINT = re.compile(r"\.(?:\d|[a-z\u0111](?!\w))")
_ITEM = re.compile(r"[.)/:]|[^\S\n]?[-\u2013][^\S\n]")
_SECOND = re.compile(r"(?:[,+\s]|(?<!\S)([^\W\d_]+)\s){1,4}II(?![^\W_])")


def numeral(scan: Scan, start: int) -> Said | None:
    match = _NUMERAL.match(scan.text, start)
    if not match or not match[1] or _IS_LETTER.match(scan.text, match.end()):
        # X=1823456, X: 1823456 are no ten.
        return None
    if len(match[0]) == 1 and _GOES_ON.match(scan.text, match.end()):
        return None
    words, left = tongue(), scan.left(start)
    begins = scan.is_begun(start) and _ITEM.match(scan.text, match.end()) is not None
    is_announced = left.endswith(words.before["roman"]) or begins or _is_in_row(scan, start, match.end())
    if match[1] == "I" and not is_announced:
        is_announced = _of_place().search(scan.text, max(0, start - NEAR), start) is not None
    if not is_announced and (len(match[1]) == 1 or not set(match[1]) <= set("IVX")):
        return None
    value = roman(match[1])
    said, end = _numeral_said(left, value), match.end()
    year = f" {words['year']} {cardinal(match[2])}" if match[2] else ""
    if _POINT.match(scan.text, end):
        return Said(start, end + 1, f"{said} {words['dot']}", "roman")
    other = _NEXT_NUMERAL.match(scan.text, end)
    if other and other[1] and roman(other[1]) > value:
        said = f"{said}{year} {words['to']} {cardinal(str(roman(other[1])))}"
        year, end = f" {words['year']} {cardinal(other[2])}" if other[2] else "", other.end()
    return Said(start, end, said + year, "roman")


@cache
def _of_place() -> re.Pattern[str]:
    """A place with its name, whose number follows."""
    return re.compile(rf"(?i:\b(?:{one_of(tongue().places)}))(?: [^\W\d_a-z\u0111][^\W\d_]*){{1,3}} \Z")


def _is_in_row(scan: Scan, start: int, end: int) -> bool:
    """I, II and III: behind another one, or before the second."""
    if scan.goes_on(start, _ROW, "roman"):
        between = WORD.findall(scan.text[scan.last.end : start])
        return ";" not in scan.text[scan.last.end : start] and set(between) <= {tongue()["and"], tongue()["to"]}
    second = _SECOND.match(scan.text, end)
    return second is not None and (not second[1] or second[1] == tongue()["and"])


def small_numeral(scan: Scan, start: int) -> Said | None:
    """(ii) and iii): the number of an item."""
    match = _SMALL_NUMERAL.match(scan.text, start) if scan.text[start] in "(iv" else None
    if not match:
        return None
    return Said(match.start(1), match.end(1), cardinal(str(roman(match[1].upper()))), "roman")


def _numeral_said(left: str, value: int) -> str:
    words = tongue()
    if left.endswith(words.before["ordinal"]) and value in (1, 4):
        return words["first"] if value == 1 else words["fourth"]
    return cardinal(str(value))
