"""Abbreviations, codes and words that Vietnamese does not write: whatever begins with a letter and is no syllable."""

import re
from functools import cache

from giamngheo.speech.codes import is_bred, registered
from giamngheo.speech.documents import bare, cited, short, spelled
from giamngheo.speech.letters import initial, initials, letter, named, sides
from giamngheo.speech.lexicon import NEAR, Match, Senses, is_word
from giamngheo.speech.lexicon import bare as bare_letters
from giamngheo.speech.numerals import numeral, small_numeral
from giamngheo.speech.roads import alley, in_brackets, milestone, page, road, room
from giamngheo.speech.scan import WORD, Said, Scan
from giamngheo.speech.syllables import is_syllable
from giamngheo.speech.tongue import one_of, tongue
from giamngheo.speech.unread import split, unread
from giamngheo.speech.weeks import weeks
from giamngheo.speech.written import GROUPS, NUMBER, said_number

_CAPITALS = re.compile(r"[^\W\d_a-z\u0111]+(?:[-&.\u2013/][^\W\d_a-z\u0111]+){0,9}(?![^\W_])")
_CODE = re.compile(r"([^\W\d_]{1,5})[-.]?(\d{1,4})([^\W\d_]?)(\d{0,3})(?![^\W_]|[.,]\d|[^\S\n]?%)")
_JOINTS = frozenset("-&\u2013")
_NAMED = re.compile(r"[^\S\n]?[^\W_a-z\u0111]")
# USD 1,5 million: told behind its number, unless what follows is counted.
_PAYING = re.compile(rf"(US\$|USD|VN[D\u0110]|EUR)[^\S\n]?({NUMBER})")
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_TOUCHING = re.compile(r"-?\d{1,4}(?!\d|[.,]\d)")
_WHOLE_DAY = re.compile(r":?[^\S\n]?\d{1,2}([./-])\d{1,2}\1\d{4}(?!\d)")
# PCT.UBND: a point between two abbreviations ends no sentence.
_POINT = re.compile(r"\.(?=[^\W\d_a-z\u0111]{2})")
_BESIDE = re.compile(r"[^\S\n]+([^\W\d_]+)")
_DEFINED = re.compile(r"([^\W_]+(?:[-&,\u2013] ?[^\W_]+){0,9})[\"\u201d]?[^\S\n]*\)")
# (hereinafter called ABC)
_DEFINING = 48
# An abbreviation of fewer letters may be two of them.
_FEWEST = 4
# In small letters a shorter one may be any slip of the hand.
_SHORTEST = 3
_ELEMENT = r"(?:Ca|Mg|Na|Cl|Fe|Mn|Zn|Cu|Al|Si|[BCHKNOPS])\d?"
_CHEMICAL = re.compile(rf"{_ELEMENT}({_ELEMENT}|\((?:{_ELEMENT}){{1,4}}\)\d?){{1,9}}(?![^\W_])")
# NH4NO3: so many parts that nothing else is written so.
_PARTS_OF_SALT = 3
_MARK = re.compile(r"[A-Z\u0110]{2}\d?(?![\w&]|[-/][^\W_])")
_DIGITS = re.compile(r"\d")
_CALLER = re.compile(r"([acAC])\.(?=[^\S\n]?[^\W\d_a-z\u0111][^\W\d_A-Z])")
_OF_NAME = re.compile(r"\.?(?: [^\W\d_a-z\u0111][^\W\d_A-Z]+){2}")
# A. Tu\u1ea5n - 0912 345 678
_CALLED = re.compile(r"[^\S\n]?[^\W\d_a-z\u0111][^\W\d_A-Z]+[^\S\n]*[-\u2013:(,]?[^\S\n]*0\d{2}")
_TYPED = re.compile(r"[A-Z\d]{2,12}(?: [A-Z\d]{1,12}){0,3}(?![^\W_])")
# FAO behind a name that is not written in that language.
_FOREIGN = re.compile(r"[A-Z]{3,8}")
_ADDED = 3
_BETWEEN = 4
# Vowels, and what readings of our own begin with: Cr\u00f4ng, Gl\u00e2y.
_ONSETLESS = frozenset("aeiouycg")
_OF_VARIETY = 3
_SIGN = re.compile(r"[-&.\u2013/]")


def names(scan: Scan, start: int, word: str) -> Said | None:
    """What is said for a word that is not plain; None where it is plain after all."""
    for rule in _ABBREVIATED if word[0].isupper() else _SMALL:
        said = rule(scan, start)
        if said:
            return said
    if is_word(word) or _is_headline(scan, start, word):
        return None
    for rule in (_unit, _chemical, _code, sides, _joined, letter, _miscased, _hard, _clustered, split):
        said = rule(scan, start)
        if said:
            return said
    return None if is_syllable(word.casefold()) and len(word) == 1 else unread(scan, start)


# --- what the text itself tells


def _defined(scan: Scan, start: int) -> Said | None:
    """(ABC) behind the words whose first letters it is: not said, and known from here on."""
    opened = scan.text.rfind("(", max(scan.at, start - _DEFINING), start)
    match = _DEFINED.match(scan.text, start) if opened >= 0 else None
    if not match or len(match[1]) < 2:
        return None
    if " ".join(WORD.findall(scan.text[opened:start].casefold())) not in tongue().defining:
        return None
    piece = scan.text[max(0, opened - 120) : opened].rpartition("\n")[2]
    before = [*WORD.finditer(piece)][-len(match[1]) :]
    if not before or piece[before[-1].end() :].strip():
        return None
    known = [sense.said.casefold() for sense in scan.lexicon.senses(match[1])]
    said = " ".join(one[0] for one in WORD.finditer(piece))
    gap = opened - len(piece) + len(piece.rstrip())
    if any(_is_said(said.casefold(), WORD.findall(one)) for one in known):
        return Said(gap, match.end(), "", "defined")
    if not match[1].isupper():
        return None
    if not known and _FOREIGN.fullmatch(match[1]) and (body := _body(piece)):
        scan.defined[match[1]] = body
        return Said(gap, match.end(), "", "defined")
    phrase, first = piece[before[0].start() : before[-1].end()], "".join(one[0][0] for one in before)
    # Parts of a rate are no name: so much a person a month.
    if first.casefold() == match[1].casefold() and "/" not in phrase:
        scan.defined[match[1]] = phrase.strip()
        return Said(gap, match.end(), "", "defined")
    return None


def _is_said(said: str, known: list[str]) -> bool:
    """Whether a text ends with these words, perhaps with one more, or with all but the last three of many."""
    if said.rpartition(" ")[0].endswith(" ".join(known)):
        return True
    least = max(len(known) - _ADDED, min(len(known), _FEWEST))
    return any(said.endswith(" ".join(known[:count])) for count in range(len(known), least - 1, -1))


def _body(piece: str) -> str:
    """Whose name stands at the end, from the word that says what it is; nothing where it is no name of a body."""
    words = [*WORD.finditer(re.split(r"[,;:.()]", piece)[-1])]
    for at in range(len(words) - _SHORTEST, -1, -1):
        kind = " ".join(one[0] for one in words[at : at + 2])
        if kind[0].isupper() and {kind.casefold(), words[at][0].casefold()} & tongue().bodies:
            return words[at].string[words[at].start() : words[-1].end()]
    return ""


def _caller(scan: Scan, start: int) -> Said | None:
    """c. Lan, whom to call; A. Tuan, whose telephone follows."""
    match, words = _CALLER.match(scan.text, start) if scan.text[start] in "acAC" else None, tongue()
    if not match or not (scan.left(start).endswith(words.before["contact"]) or _CALLED.match(scan.text, match.end())):
        return None
    return Said(start, match.end(), words.callers[match[1]], "reading")


def _composed(scan: Scan, start: int) -> Said | None:
    """VNN HUE sent to 1409: what is to be typed, letter by letter."""
    match = _TYPED.match(scan.text, start)
    if not match or not scan.left(start).endswith(tongue().before["composed"]):
        return None
    if not scan.right(match.end()).startswith(f"{tongue().before['sent'][0].strip()} "):
        return None
    return Said(start, match.end(), ", ".join(map(spelled, match[0].split())), "letters")


def _marked(scan: Scan, start: int) -> Said | None:
    """CN, HN behind the word for a code: two letters, whatever they mean elsewhere."""
    match = _MARK.match(scan.text, start)
    if not match:
        return None
    left, marked = scan.left(start), tongue().before["marked"]
    is_next = scan.goes_on(start, _BETWEEN, "letters") and any(word in left for word in marked)
    if not (is_next or left.endswith(marked)) or _is_sure(scan.lexicon.senses(match[0])):
        return None
    return Said(start, match.end(), spelled(match[0]), "letters")


def _is_sure(senses: Senses) -> bool:
    """Whether one of them needs no neighbour."""
    return any(sense.fits("", "", "") for sense in senses)


def _told(scan: Scan, start: int) -> Said | None:
    """An abbreviation that the text has explained."""
    match = WORD.match(scan.text, start)
    said = scan.defined.get(match[0]) if match and scan.defined else None
    return Said(start, match.end(), said, "abbreviation") if match and said else None


# --- what the lexicon teaches


def _compound(scan: Scan, start: int) -> Said | None:
    """A-B that is taught as a whole: before its parts are taken for a document's."""
    match = scan.lexicon.match(scan.text, start)
    if match is not None and any(sign in _JOINTS for sign in scan.text[start : match.end]):
        return _taught(scan, start)
    parted = _parted().match(scan.text, start)
    if match is not None and parted and match.end >= parted.end():
        return None
    if not parted or parted[0].isalpha() or len(bare_letters(parted[0])) < _FEWEST:
        return None
    said = scan.sense(scan.lexicon.parted(parted[0]), start, parted.end(), NEAR)
    return Said(start, parted.end(), _unrepeated(scan, start, said), "abbreviation") if said else None


def _taught(scan: Scan, start: int) -> Said | None:
    match = scan.lexicon.match(scan.text, start)
    if match and _goes_on(scan, start, match.end) and scan.text[match.end - 1] == ".":
        # The end of a sentence, if the word is known without a point.
        senses = scan.lexicon.senses(scan.text[start : match.end - 1])
        match = Match(match.end - 1, senses) if senses and match.end - start > 2 else None
    if not match or _goes_on(scan, start, match.end):
        return None
    written = scan.text[start : match.end]
    if "/" in written and scan.text[start - 1 : start] == "/":
        # A/B/C are three letters, whatever B/C means elsewhere.
        return None
    if written.isupper() and _is_headline(scan, start, written):
        return None
    said = scan.sense(match.senses, start, match.end, NEAR)
    if written.isupper() and len(written) <= _OF_VARIETY and is_bred(scan, start, match.end):
        return None
    if written in tongue().coding and _TOUCHING.match(scan.text, match.end):
        return None
    if not said and written.isupper() and scan.text[match.end : match.end + 1].isdecimal():
        # BT7 is a variety of rice, whatever BT may mean elsewhere.
        return None
    said = said or _titled(scan, written, match.end)
    if said:
        rule = "abbreviation" if any(sign.isupper() for sign in written[1:]) else "reading"
        end = match.end + (1 if written.isupper() and _POINT.match(scan.text, match.end) else 0)
        # Ha is also a name, and said as it is written.
        is_other = said != written and not (said == written.casefold() and is_word(written))
        if _WHOLE_DAY.match(scan.text, end):
            # Born on a day, not in a year.
            said = said.removesuffix(f" {tongue()['year']}")
        said = _unrepeated(scan, start, _unforestalled(scan, end, said))
        return Said(start, end, said, rule) if is_other else None
    return Said(start, match.end, written, "", match.senses[0].said)


def _titled(scan: Scan, written: str, end: int) -> str:
    """TS Nguy\u1ec5n V\u0103n A: whoever has a name."""
    return tongue().titles.get(written, "") if _OF_NAME.match(scan.text, end) else ""


def _unrepeated(scan: Scan, start: int, said: str) -> str:
    """Words that the text has just said are not said again; one alone only if it begins a name or is counted (ho)."""
    parts, left = said.split(" "), scan.left(start)
    if not scan.text[:start][-2:].strip().isalnum():
        # Behind a colon something new begins.
        return said
    least = 0 if said[:1].isupper() or parts[0] in tongue().alive else 1
    for count in range(len(parts) - 1, least, -1):
        if left.endswith(f" {' '.join(parts[:count]).casefold()}"):
            return " ".join(parts[count:])
    return said


def _unforestalled(scan: Scan, end: int, said: str) -> str:
    """Words with which the text goes on are left to it: TTg Chinh phu is one prime minister of one government."""
    if scan.text[end : end + 1] != " " or not scan.text[end + 1 : end + 2].isupper():
        return said
    parts, right = said.split(" "), scan.right(end)
    for count in range(len(parts) - 1, 1, -1):
        if right.startswith(f"{' '.join(parts[-count:]).casefold()} "):
            return " ".join(parts[:-count])
    return said


@cache
def _parted() -> re.Pattern[str]:
    """Capitals with signs, spaces or the word for `and` between them."""
    capitals = r"[^\W\d_a-z\u0111]+"
    return re.compile(rf"{capitals}(?:(?: ?[-&,\u2013] ?| {tongue()['and']} ){capitals}){{1,9}}(?![^\W_])")


def _goes_on(scan: Scan, start: int, end: int) -> bool:
    """A-B-C is not A-B, and the first letter of a name (Ms H.) is no abbreviation of a place."""
    text = scan.text
    if text[end - 1] == ".":
        before = tongue().before
        is_name = end - start == 2 and scan.left(start).endswith(before["person"] + before["byline"])
        return is_name or (text[start].isupper() and not _NAMED.match(text, end))
    return text[end : end + 1] in _JOINTS and text[end + 1 : end + 2].isupper() and text[start:end].isupper()


def _is_headline(scan: Scan, start: int, word: str) -> bool:
    """A syllable among others in capital letters is a word of a headline."""
    if not (word.isupper() and len(word) > 1 and is_syllable(word.casefold())):
        return False
    before = scan.text[max(0, start - 12) : start].rpartition("\n")[2].split()
    behind = _BESIDE.match(scan.text, start + len(word))
    beside = [before[-1].strip(',;:"\u201c(') if before else "", behind[1] if behind else ""]
    return any(len(one) > 1 and one.isupper() and is_syllable(one.casefold()) for one in beside)


# --- units, codes, syllables of others


def _paid(scan: Scan, start: int) -> Said | None:
    """US$ 1,5 million"""
    match = _PAYING.match(scan.text, start) if scan.text[start] in "UVE" else None
    if not match or scan.text[start - 1 : start] == "/":
        return None
    words, end = tongue(), match.end()
    scale = _BESIDE.match(scan.text, end)
    if scale and f" {scale[1]}" in words.before["amount"]:
        end = scale.end()
    elif (scale and not GROUPS.fullmatch(match[2])) or match[2] in ("0", "1") or _A_YEAR.fullmatch(match[2]):
        return None
    said = f"{said_number(match[2])}{scan.text[match.end() : end]} {words.units.get(match[1]) or words.units['$']}"
    return Said(start, end, said, "unit")


@cache
def _units() -> re.Pattern[str]:
    # Capitals alone are rather an abbreviation: TB, CV.
    signs = [sign for sign in tongue().units if sign[0].isalpha() and len(sign) > 1 and not sign.isupper()]
    return re.compile(rf"({one_of(signs)})(?![^\W\d_])")


def _unit(scan: Scan, start: int) -> Said | None:
    """A unit without a number before it: per m2, km 12."""
    match = _units().match(scan.text, start)
    return Said(start, match.end(), tongue().units[match[1]], "unit") if match else None


def _chemical(scan: Scan, start: int) -> Said | None:
    """CaCO3, KCl: what a salt is made of, by its letters."""
    match = _CHEMICAL.match(scan.text, start) if scan.text[start].isupper() else None
    if not match or (match[0].isupper() and len(_DIGITS.findall(match[0])) < _PARTS_OF_SALT - 1):
        return None
    return Said(start, match.end(), " ".join(spelled(re.sub(r"[()]", " ", match[0])).split()), "code")


def _code(scan: Scan, start: int) -> Said | None:
    """A1, F0, H5N1: one or two letters with their number."""
    match = _CODE.match(scan.text, start)
    if not match or not match[1].isupper() or len(match[1]) > 2:
        return None
    if len(match[1]) == 1 and scan.text[match.end(1) : match.end(1) + 1] == " ":
        return None
    said = spelled(f"{match[1]}{match[2]}{match[3]}{match[4]}")
    return Said(start, match.end(), said, "code")


def _miscased(scan: Scan, start: int) -> Said | None:
    """An abbreviation in small letters, or with only the first one large."""
    match = WORD.match(scan.text, start)
    if not match or len(match[0]) < _SHORTEST or match[0].isupper() or is_syllable(match[0].casefold()):
        return None
    said = scan.sense(scan.lexicon.senses(match[0].upper()), start, match.end(), NEAR)
    return Said(start, match.end(), _unrepeated(scan, start, said), "abbreviation") if said else None


def _hard(scan: Scan, start: int) -> Said | None:
    """K before a vowel that Vietnamese writes with C: a name from another people's language."""
    match = WORD.match(scan.text, start)
    if not match or match[0][0] != "K" or not match[0][1:].islower():
        return None
    said = f"{tongue()['hard'].upper()}{match[0][1:]}"
    return Said(start, match.end(), said, "reading") if is_syllable(said.casefold()) else None


def _clustered(scan: Scan, start: int) -> Said | None:
    """Hr\u00ea, Ml\u00f4: a consonant before a syllable that only Vietnamese letters can write is half a one."""
    match = WORD.match(scan.text, start)
    first, rest = (match[0][0], match[0][1:]) if match else ("", "")
    if not match or not first.isupper() or rest.isascii() or not is_syllable(rest) or first.casefold() in _ONSETLESS:
        return None
    words = tongue()
    if first == "W" and is_syllable(f"{words['glide']}{rest}"):
        return Said(start, match.end(), f"{words['glide']}{rest}".capitalize(), "reading")
    if first == "Q":
        return Said(start, match.end(), f"{spelled(first)} {rest}", "letters")
    onset = words["hard"].upper() if first == "K" else first
    return Said(start, match.end(), f"{onset}{words['half']} {rest}", "reading")


def _joined(scan: Scan, start: int) -> Said | None:
    """A-B&C, if each part is known by itself."""
    match = _CAPITALS.match(scan.text, start)
    if not match or match[0].isalpha():
        return None
    senses = [scan.lexicon.senses(part) for part in WORD.findall(match[0])]
    said = [scan.sense(one, start, match.end(), NEAR) if one else "" for one in senses]
    if not all(said):
        return None
    parts = [said[0]]
    for sign, one in zip(_SIGN.findall(match[0]), said[1:], strict=True):
        parts.append(f" {tongue()['and']} {one}" if sign == "&" else f", {one}")
    return Said(start, match.end(), "".join(parts), "abbreviation")


_ABBREVIATED = (
    cited,
    _caller,
    _defined,
    weeks,
    initial,
    initials,
    named,
    _compound,
    bare,
    short,
    registered,
    _composed,
    _marked,
    road,
    _paid,
    milestone,
    room,
    in_brackets,
    alley,
    _taught,
    _told,
    numeral,
)
_SMALL = (cited, _caller, small_numeral, milestone, page, _taught)
