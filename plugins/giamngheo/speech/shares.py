"""Two numbers with a stroke or a colon between them: a part, so many of so many, a scale."""

import re

from giamngheo.speech.dates import LARGEST_PART, is_house
from giamngheo.speech.lexicon import NEAR
from giamngheo.speech.months import ROW
from giamngheo.speech.numbers import cardinal
from giamngheo.speech.scan import Said, Scan
from giamngheo.speech.tongue import tongue
from giamngheo.speech.written import NOUN, NUMBER, ordinal, padded, said_number, said_unit, unit_pattern, value_of

_SHARE = re.compile(rf"({NUMBER})[^\S\n]?/[^\S\n]?({NUMBER})")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SCALE = re.compile(r"(\d+):(\d+)(?:\.\d{3}|[ \u00a0]000)*(?:,\d{1,2}(?![\d:]))?(?![\d:])")
# A part of at most so many is one wherever it stands, of more behind words that tell of a part.
_SURE_PART = 5


def share(scan: Scan, start: int) -> Said | None:
    """2/3: a part; 9/19: so many of so many; 07/2021 behind a document's name: its number and year."""
    match = _SHARE.match(scan.text, start)
    if not match:
        return None
    words, left = tongue(), scan.left(start)
    first, second = match[1], match[2]
    is_year = len(second) == 4 and second.isdecimal() and first.isdecimal()
    if is_year and (left.endswith(words.before["document"]) or scan.goes_on(start, ROW, "document")):
        said = f"{padded(first)}, {words['year']} {cardinal(second)}"
        return Said(start, match.end(), said, "document")
    if _is_part(scan, match):
        of = words["fourth"] if second == "4" else cardinal(second)
        return Said(start, match.end(), f"{cardinal(first)} {words['part']} {of}", "fraction")
    said = (ordinal(first, left, words) if first.isdecimal() else "") or said_number(first)
    said = f"{said} {words['over']} {said_number(second)}"
    unit = unit_pattern().match(scan.text, match.end())
    if unit:
        name = said_unit(unit)
        name = words["score"] if name == words.units["\u0111"] and is_scored(scan, first, start, unit.end()) else name
        return Said(start, unit.end(), f"{said} {name}", "unit")
    return Said(start, match.end(), said, "ratio")


def scale(scan: Scan, start: int) -> Said | None:
    """1:500; behind the number of a standard its year."""
    match = _SCALE.match(scan.text, start)
    if not match:
        return None
    words, (first, _, second) = tongue(), match[0].partition(":")
    joint = f", {words['year']}" if _YEAR.fullmatch(second) and len(first) > 1 else f" {words['over']}"
    return Said(start, match.end(), f"{said_number(first)}{joint} {said_number(second)}", "ratio")


def _is_part(scan: Scan, match: re.Match[str]) -> bool:
    if "0" in (match[1][0], match[2][0]):
        # 03/05: counted, and written so that each number has two digits.
        return False
    if not (match[1].isdecimal() and match[2].isdecimal() and 0 < int(match[1]) < int(match[2]) <= LARGEST_PART):
        return False
    words = tongue()
    right = scan.right(match.end())
    left = scan.left(match.start())
    if is_house(scan, match) or left.endswith(words.before["named"]):
        return False
    if right.startswith(words.after["part"]):
        return True
    if left.endswith(words.before["counted"]):
        return False
    # An eighth of a spoon, less than seven eighths; 3/8 alone may be three of eight.
    is_small = int(match[2]) <= _SURE_PART or left.endswith(words.before["parted"])
    is_alone = scan.is_begun(match.start()) and not right
    is_small = is_small or (match[1] == "1" and (is_alone or NOUN.match(scan.text, match.end()) is not None))
    return is_small and not right.startswith(words.after["whole"])


def is_scored(scan: Scan, amount: str, start: int, end: int) -> bool:
    """95d: points where points are spoken of; nobody has so few dongs."""
    around = scan.around(start, end, NEAR)
    return 0 < value_of(amount) < 1000 and any(word in around for word in tongue().scored)
