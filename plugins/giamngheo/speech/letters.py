"""Letters alone: of people who are called by them, of points, of sums, half a syllable."""

import re
from functools import cache

from giamngheo.speech.documents import spelled
from giamngheo.speech.lexicon import NEAR
from giamngheo.speech.scan import AROUND, WORD, Said, Scan
from giamngheo.speech.tongue import one_of, tongue

# chi M., whose whole name is not told: what follows goes on with the sentence.
_INITIAL = re.compile(r"([A-Z\u0110])\.(?=[^\S\n]*(?:[,;:)(]|[^\W_A-Z]))")
_NAME_BEFORE = re.compile(r"(?:^|[^\w.])([^\W\d_]+[^\S\n]+)?([^\W\d_]+)[^\S\n]+$")
_INITIALS = re.compile(r"[^\W\d_a-z\u0111](?:\.(?:[^\S\n][A-Z\u0110]|[^\W\d_a-z\u0111])){1,9}\.?(?![^\W_])")
_SHORT_NAME = re.compile(r"([A-Z\u0110])\.(?=[^\W\d_a-z\u0111][^\W\d_A-Z])")
# Behind the point of a name the sentence goes on.
_GOES_ON = re.compile(r"[^\S\n]?[,;:(]|[^\S\n](?=[^\W\d_])[^A-Z\u0110]")
_FIRST_POINT = re.compile(r"(?<= )[a-z\u0111][-\u2013]")
_NAME_BEHIND = re.compile(r" [^\W\d_a-z\u0111][^\W\d_A-Z]+")
# The head of a column: so much a kilogram.
_A_RATE = re.compile(
    r"[\u0111\u0110]/(?=[^\W_A-Z])|[mglWV]/(?=(?:[shl]|ha|kg|k?m[23\u00b2\u00b3]?|gi\w+|ph\w+)(?!\w))"
)
# H'Hen, K'Ho: a consonant that is half a syllable.
_HALF = re.compile(r"['\u2019](?=[^\W\d_])(?<=[^\W\d_aeiouAEIOU]['\u2019])")
# From a rate to what it is multiplied by.
_MULTIPLIED = 7
_TIMES = re.compile(r"(?<= )x \d")
# BxH: one side and the other.
_SIDES = re.compile(r"([A-Z\u0110])[x\u00d7]([A-Z\u0110])(?:[x\u00d7]([A-Z\u0110]))?(?![^\W_])")
# A boar of one breed with a sow of another.
_CROSSED = re.compile(r"(?<=[\w)]) x (?=[^\W\d_])")
_OF_COLUMNS = re.compile(r"(?<=\))x(?=\()")


def initial(scan: Scan, start: int) -> Said | None:
    """M., who is called by one letter: its point ends no sentence."""
    match = _INITIAL.match(scan.text, start)
    if not match or scan.text[match.end() : match.end() + 2].strip()[:1].isupper():
        return None
    name = _NAME_BEFORE.search(scan.text, max(0, start - AROUND), start)
    people, left = tongue().before["person"], scan.left(start)
    # chi M., and chi Y L. of two names.
    is_person = name and (left.endswith(people) or left.removesuffix(f" {name[2].casefold()}").endswith(people))
    if not name or not (is_person or _is_of_name(name, match[1])):
        return None
    return Said(start, match.end(), spelled(match[1]) if match[1] not in "AEOUY" else match[1], "letters")


def _is_of_name(name: re.Match[str], letter: str) -> bool:
    """Behind what begins with a capital; a numeral does that too (quarter I), so there two have to."""
    return name[2].istitle() and (letter not in "IVXLC" or (name[1] or "").strip().istitle())


def initials(scan: Scan, start: int) -> Said | None:
    """T.Q, who took the picture."""
    match = _INITIALS.match(scan.text, start)
    if not match or not match[0].isupper():
        return None
    taught = scan.lexicon.match(scan.text, start)
    is_place = taught and match[0].count(".") == 1 and _NAME_BEHIND.match(scan.text, match.end())
    if is_place or (taught and taught.end == match.end()):
        return None
    letters = WORD.findall(match[0])
    is_last = match[0].endswith(".") and not _GOES_ON.match(scan.text, match.end())
    end = match.end() - is_last
    return Said(start, end, " ".join(spelled(letter) for letter in letters), "letters")


@cache
def _signers() -> re.Pattern[str]:
    """Who signed, one after the other, each by a letter and a name."""
    return re.compile(rf"(?:{one_of(tongue().before['byline'])})(?: [a-z\u0111] [^\W\d_]+)*(?: {tongue()['and']})?\Z")


def named(scan: Scan, start: int) -> Said | None:
    """N.Hanh, who wrote or took it: a letter and a name without a space are none of a place."""
    match = _SHORT_NAME.match(scan.text, start)
    if not match or not scan.text[match.end() + 1].islower():
        return None
    taught = scan.lexicon.match(scan.text, start)
    if taught and taught.end == match.end() and not _signers().search(scan.left(start)):
        return None
    return Said(start, match.end(), spelled(match[1]), "letters")


def letter(scan: Scan, start: int) -> Said | None:
    """A letter alone is said by its name."""
    match = WORD.match(scan.text, start)
    if not match or len(match[0]) > 1:
        return None
    if _HALF.match(scan.text, match.end()):
        return Said(start, match.end() + 1, _half(match[0]), "reading")
    if _is_onset(scan, match):
        return Said(start, match.end(), _half(match[0]), "reading")
    if _is_last_point(scan, match):
        # Points a-c of a clause.
        return Said(start - 1, match.end(), f"{tongue()['to']} {spelled(match[0])}", "letters")
    words = tongue()
    if match[0] == "k" and scan.right(match.end()).startswith(words.after["negated"]):
        # As one types a no in haste.
        return Said(start, match.end(), words["none"], "reading")
    if match[0] in words.sides and _is_side(scan, match):
        return Said(start, match.end(), words.sides[match[0]], "reading")
    if match[0] in "xX" and scan.text[start - 1 : start + 2] in ("[x]", "[X]"):
        return Said(start, match.end(), "", "sign")
    if match[0] == "x" and (
        _TIMES.match(scan.text, start)
        or scan.text[start + 1 : start + 2].isdecimal()
        or _OF_COLUMNS.match(scan.text, start)
        or scan.goes_on(start, _MULTIPLIED, "unit", "rate", "range")
    ):
        return Said(start, match.end(), words["times"], "sign")
    if match[0] == "x" and _CROSSED.match(scan.text, start - 1) and _is_product(scan, start):
        return Said(start, match.end(), words["times"], "sign")
    is_money = match[0] in words.units and scan.left(start).endswith(words.before["amount"])
    is_unit = scan.text[start - 1 : start] == ")" and scan.goes_on(start, 1, "times", "unit", "range")
    is_money = (is_unit and match[0] in words.units) or is_money or _A_RATE.match(scan.text, start) is not None
    name = words.units[match[0]] if is_money else words.letters.get(match[0].upper())
    is_vowel = name == match[0].casefold()
    return Said(start, match.end(), name, "unit" if is_money else "letters") if name and not is_vowel else None


def sides(scan: Scan, start: int) -> Said | None:
    """BxH, of what is measured."""
    match = _SIDES.match(scan.text, start)
    if not match:
        return None
    said = f" {tongue()['times']} ".join(spelled(side) for side in match.groups() if side)
    return Said(start, match.end(), said, "times")


def _is_side(scan: Scan, match: re.Match[str]) -> bool:
    """To the N, where a storm is told of; a party to a contract is one, too."""
    words = tongue()
    if not scan.left(match.start()).endswith(words.before["side"]):
        return False
    around = scan.around(match.start(), match.end(), NEAR)
    return any(word in around for word in words.stormy)


def _half(onset: str) -> str:
    """A consonant that is half a syllable."""
    said = f"{tongue()['hard'] if onset in 'Kk' else onset}{tongue()['half']}"
    return said.capitalize() if onset.isupper() else said


def _is_onset(scan: Scan, match: re.Match[str]) -> bool:
    """H Wen, a woman's name."""
    is_named = match[0] == "H" and _NAME_BEHIND.match(scan.text, match.end()) is not None
    return is_named and (scan.is_begun(match.start()) or scan.left(match.start()).endswith(tongue().before["person"]))


def _is_last_point(scan: Scan, match: re.Match[str]) -> bool:
    start = match.start()
    is_point = match[0].islower() and _FIRST_POINT.match(scan.text, max(0, start - 2)) is not None
    return is_point and scan.left(start - 2).endswith(f" {tongue()['clause']}")


def _is_product(scan: Scan, start: int) -> bool:
    """One thing with another: two names, or what stands in a sum."""
    line = scan.text[max(0, start - AROUND) : start].rpartition("\n")[2]
    line += scan.text[start : start + AROUND].partition("\n")[0]
    return scan.text[start + 2].isupper() or "=" in line
