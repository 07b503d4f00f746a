"""Abbreviations, Roman numerals, roads, codes and foreign words: whatever begins with a letter and is no syllable."""

import re
from functools import cache

from giamngheo.speech.documents import bare, short, spelled
from giamngheo.speech.lexicon import NEAR, Match, Sense, Senses, is_word
from giamngheo.speech.lexicon import bare as bare_letters
from giamngheo.speech.numbers import cardinal, one_by_one, roman
from giamngheo.speech.scan import AROUND, Said, Scan
from giamngheo.speech.syllables import is_syllable, run_together
from giamngheo.speech.tongue import one_of, tongue
from giamngheo.speech.weeks import weeks
from giamngheo.speech.written import NUMBER, said_number, unit_pattern

_WORD = re.compile(r"[^\W\d_]+")
# chi M., whose whole name is not told: what follows goes on with the sentence.
_INITIAL = re.compile(r"([A-Z\u0110])\.(?=[^\S\n]*(?:[,;:)(]|[^\W_A-Z]))")
_NAME_BEFORE = re.compile(r"(?:^|[^\w.])([^\W\d_]+[^\S\n]+)?([^\W\d_]+)[^\S\n]+$")
_TOKEN = re.compile(r"[^\W_]+(?:[-&.'\u2019\u2013][^\W_]+|/[^\W_a-z\u0111][^\W_]*)*")
_CAPITALS = re.compile(r"[^\W\d_a-z\u0111]+(?:[-&.\u2013/][^\W\d_a-z\u0111]+)*(?![^\W_])")
_INITIALS = re.compile(r"[^\W\d_a-z\u0111](?:\.(?:[^\S\n][A-Z\u0110]|[^\W\d_a-z\u0111]))+\.?(?![^\W_])")
_CODE = re.compile(r"([^\W\d_]{1,5})[-.]?(\d{1,4})([^\W\d_]?)(\d{0,3})(?![^\W_]|[.,]\d|[^\S\n]?%)")
_ROMAN = r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_NUMERAL = re.compile(rf"({_ROMAN})(?:[^\S\n]?[/-][^\S\n]?((?:19|20)\d\d))?(?![^\W_])")
_SMALL_NUMERAL = re.compile(r"(?:\((?=i\))|\(?(?!i\))|(?=i\)[^\n]*\bii\)))(i{1,3}|iv|vi{1,3}|ix)\)")
_NEXT_NUMERAL = re.compile(rf"[^\S\n]?[-\u2013][^\S\n]?({_ROMAN})(?:[^\S\n]?/[^\S\n]?((?:19|20)\d\d))?(?![^\W_])")
_FIRST_POINT = re.compile(r"(?<= )[a-z\u0111][-\u2013]")
_JOINTS = frozenset("-&\u2013")
_NAME_BEHIND = re.compile(r" [^\W\d_a-z\u0111][^\W\d_A-Z]+")
_NAMED = re.compile(r"[^\S\n]?[^\W_a-z\u0111]")
_MILESTONE = r"[Kk](?:[Mm]|(?=\d+\+\d{3}))[^\S\n]?(\d+)(?:\+(\d+))?"
_MILESTONES = re.compile(rf"{_MILESTONE}(?:[^\S\n]?[-\u2013\u00f7][^\S\n]?{_MILESTONE})?(?!\d)")
# USD 1,5 million: told behind its number, unless what follows is counted.
_PAYING = re.compile(rf"(US\$|USD|VN[D\u0110]|EUR)[^\S\n]?({NUMBER})")
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_TOUCHING = re.compile(r"-?\d{1,4}(?!\d|[.,]\d)")
_WHOLE_DAY = re.compile(r":?[^\S\n]?\d{1,2}([./-])\d{1,2}\1\d{4}(?!\d)")
# PCT.UBND: a point between two abbreviations ends no sentence.
_POINT = re.compile(r"\.(?=[^\W\d_a-z\u0111]{2})")
# The head of a column: so much a kilogram.
_A_RATE = re.compile(
    r"[\u0111\u0110]/(?=[^\W_A-Z])|[mglWV]/(?=(?:[shl]|ha|kg|k?m[23\u00b2\u00b3]?|gi\w+|ph\w+)(?!\w))"
)
# Behind the numeral of an item, and before the second of a row.
_ITEM = re.compile(r"[.)/:]|[^\S\n]?[-\u2013][^\S\n]")
_SECOND = re.compile(r"(?:[,+\s]|(?<!\S)([^\W\d_]+)\s){1,4}II(?![^\W_])")
# P.302: a ward has a number of two digits at most.
_ROOM = re.compile(r"P\.?[^\S\n]?(\d{3})(?![^\W_]|[.,]\d)")
# (H.3a): a picture.
_PICTURE = re.compile(r"(?<=\()H\.?[^\S\n]?(\d{1,3})([^\W\d_]?)(?![^\W_])")
# (H.15b): who wrote it, and how many copies are kept.
_COPIES = re.compile(r"(?<=\()([^\W\d_a-z\u0111]{1,4})[.\-, ]{0,2}(\d{1,3})b(?![^\W_])")
# K12/5 of a street.
_ALLEY = re.compile(r"K(\d{1,3})/(\d{1,3})(?=[^\W\d_]?[^\S\n][^\W\d_a-z\u0111])")
# tr 20: a page, where nothing is counted before it.
_PAGE = re.compile(r"tr[^\S\n](\d{1,4})(?![\d.,]*\d)")
_BESIDE = re.compile(r"[^\S\n]+([^\W\d_]+)")
_DEFINED = re.compile(r"\([^\S\n]*([^\W_]+(?:[-&,\u2013] ?[^\W_]+)*)[^\S\n]*\)")
_SYLLABLE = re.compile(r"[^\W\d_aeiouy]*[aeiouy]+(?:ng|nh|ch|[cmnpt])?(?![aeiouy])|[^\W\d_aeiouy]+|\d+")
# H'Hen, K'Ho: a consonant that is half a syllable.
_HALF = re.compile(r"['\u2019](?=[^\W\d_])(?<=[^\W\d_aeiouAEIOU]['\u2019])")
# From one numeral of a row to the next ("I, II and III"), from a rate to what it is multiplied by.
_ROW = 7
# An abbreviation of fewer letters may be two of them.
_FEWEST = 4
# In small letters a shorter one may be any slip of the hand.
_SHORTEST = 3
_TIMES = re.compile(r"(?<= )x \d")
# A boar of one breed with a sow of another.
_CROSSED = re.compile(r"(?<=[\w)]) x (?=[^\W\d_])")
_ELEMENT = r"(?:Ca|Mg|Na|Cl|Fe|Mn|Zn|Cu|Al|Si|[BCHKNOPS])\d?"
_CHEMICAL = re.compile(rf"{_ELEMENT}({_ELEMENT})+(?![^\W_])")
_MARK = re.compile(r"[A-Z\u0110]{2}\d?(?![\w&]|[-/][^\W_])")
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
    for rule in (_unit, _chemical, _code, _joined, _letter, _miscased, _hard, _clustered, _split):
        said = rule(scan, start)
        if said:
            return said
    return None if is_syllable(word.casefold()) and len(word) == 1 else _unread(scan, start)


# --- what the text itself tells


def _defined(scan: Scan, start: int) -> Said | None:
    """(ABC) behind the words whose first letters it is: not said, and known from here on."""
    opened = start - 1
    match = _DEFINED.match(scan.text, opened) if opened >= scan.at and scan.text[opened] == "(" else None
    if not match or not match[1].isupper() or len(match[1]) < 2:
        return None
    piece = scan.text[max(0, opened - 120) : opened].rpartition("\n")[2]
    before = [*_WORD.finditer(piece)][-len(match[1]) :]
    if not before or piece[before[-1].end() :].strip():
        return None
    known = [sense.said.casefold() for sense in scan.lexicon.senses(match[1])]
    said = " ".join(one[0] for one in _WORD.finditer(piece))
    gap = opened - len(piece) + len(piece.rstrip())
    if any(said.casefold().endswith(" ".join(_WORD.findall(one))) for one in known):
        return Said(gap, match.end(), "", "defined")
    if len(before) == len(match[1]) and all(
        one[0][0].casefold() == letter.casefold() for one, letter in zip(before, match[1], strict=True)
    ):
        scan.defined[match[1]] = piece[before[0].start() : before[-1].end()].strip()
        return Said(gap, match.end(), "", "defined")
    return None


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
    match = _WORD.match(scan.text, start)
    said = scan.defined.get(match[0]) if match and scan.defined else None
    return Said(start, match.end(), said, "abbreviation") if match and said else None


# --- what the lexicon teaches


def _compound(scan: Scan, start: int) -> Said | None:
    """A-B that is taught as a whole: before its parts are taken for a document's."""
    match = scan.lexicon.match(scan.text, start)
    if match is not None and any(sign in _JOINTS for sign in scan.text[start : match.end]):
        return _taught(scan, start)
    parted = _parted().match(scan.text, start)
    if match is not None and parted and match.end > parted.end():
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
    if written.isupper() and _is_headline(scan, start, written):
        return None
    said = scan.sense(match.senses, start, match.end, NEAR)
    if written.isupper() and len(written) <= _OF_VARIETY and _is_bred(scan, start, match.end):
        return None
    if written in tongue().coding and _TOUCHING.match(scan.text, match.end):
        return None
    if not said and written.isupper() and scan.text[match.end : match.end + 1].isdecimal():
        # BT7 is a variety of rice, whatever BT may mean elsewhere.
        return None
    if said:
        rule = "abbreviation" if any(sign.isupper() for sign in written[1:]) else "reading"
        end = match.end + (1 if written.isupper() and _POINT.match(scan.text, match.end) else 0)
        # Ha is also a name, and said as it is written.
        is_other = said != written and not (said == written.casefold() and is_word(written))
        if _WHOLE_DAY.match(scan.text, end):
            # Born on a day, not in a year.
            said = said.removesuffix(f" {tongue()['year']}")
        return Said(start, end, _unrepeated(scan, start, said), rule) if is_other else None
    return _signed(scan, start, written) or Said(start, match.end, written, "", match.senses[0].said)


def _unrepeated(scan: Scan, start: int, said: str) -> str:
    """Words that the text has just said are not said again; one alone only if it begins a name."""
    parts, left = said.split(" "), scan.left(start)
    if not scan.text[:start][-2:].strip().isalnum():
        # Behind a colon something new begins.
        return said
    for count in range(len(parts) - 1, 0 if said[:1].isupper() else 1, -1):
        if left.endswith(f" {' '.join(parts[:count]).casefold()}"):
            return " ".join(parts[count:])
    return said


@cache
def _parted() -> re.Pattern[str]:
    """Capitals with signs, spaces or the word for `and` between them."""
    capitals = r"[^\W\d_a-z\u0111]+"
    return re.compile(rf"{capitals}(?:(?: ?[-&,\u2013] ?| {tongue()['and']} ){capitals})+(?![^\W_])")


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


# --- numerals, roads, codes


def _numeral(scan: Scan, start: int) -> Said | None:
    match = _NUMERAL.match(scan.text, start)
    if not match or not match[1]:
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
    if scan.text[end : end + 1] == "." and scan.text[end + 1 : end + 2].isdecimal():
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
        between = _WORD.findall(scan.text[scan.last.end : start])
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


def _paid(scan: Scan, start: int) -> Said | None:
    """US$ 1,5 million"""
    match = _PAYING.match(scan.text, start) if scan.text[start] in "UVE" else None
    if not match:
        return None
    words, end = tongue(), match.end()
    scale = _BESIDE.match(scan.text, end)
    if scale and f" {scale[1]}" in words.before["amount"]:
        end = scale.end()
    elif scale or match[2] in ("0", "1") or _A_YEAR.fullmatch(match[2]):
        return None
    said = f"{said_number(match[2])}{scan.text[match.end() : end]} {words.units.get(match[1]) or words.units['$']}"
    return Said(start, end, said, "unit")


def _room(scan: Scan, start: int) -> Said | None:
    match = _ROOM.match(scan.text, start) if scan.text[start] == "P" else None
    return Said(start, match.end(), f"{tongue()['room']} {cardinal(match[1])}", "reading") if match else None


def _in_brackets(scan: Scan, start: int) -> Said | None:
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


def _alley(scan: Scan, start: int) -> Said | None:
    match = _ALLEY.match(scan.text, start) if scan.text[start] == "K" else None
    if not match:
        return None
    words = tongue()
    said = f"{words['alley']} {cardinal(match[1])} {words['over']} {cardinal(match[2])}"
    return Said(start, match.end(), said, "road")


def _page(scan: Scan, start: int) -> Said | None:
    match = _PAGE.match(scan.text, start) if scan.text[start] == "t" else None
    return Said(start, match.end(), f"{tongue()['page']} {cardinal(match[1])}", "reading") if match else None


@cache
def _units() -> re.Pattern[str]:
    # Capitals alone are rather an abbreviation: TB, CV.
    signs = [sign for sign in tongue().units if sign[0].isalpha() and len(sign) > 1 and not sign.isupper()]
    return re.compile(rf"({one_of(signs)})(?![^\W\d_])")


def _unit(scan: Scan, start: int) -> Said | None:
    """A unit without a number before it: per m2, km 12."""
    match = _units().match(scan.text, start)
    return Said(start, match.end(), tongue().units[match[1]], "unit") if match else None


@cache
def _roads() -> re.Pattern[str]:
    return re.compile(
        rf"({one_of(tongue().roads)})(?:\.[^\S\n]?|[^\S\n]|-)?(\d{{1,3}})([^\W\d_]{{0,2}})(?![^\W_]|[., ]\d)"
    )


def _road(scan: Scan, start: int) -> Said | None:
    """QL1A, \u0110T.741: the number of a road of three digits is told digit by digit."""
    match = _roads().match(scan.text, start)
    if not match or _is_bred(scan, start, match.end(1)) or scan.left(start).endswith(tongue().before["digits"]):
        return None
    if unit_pattern().match(scan.text, match.end()):
        # So many square metres.
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


def _is_bred(scan: Scan, start: int, end: int) -> bool:
    """HT1, DT45: a variety, whatever its letters mean elsewhere."""
    if not scan.text[end : end + 1].isdecimal():
        return False
    around = scan.around(start, end, NEAR)
    return any(word in around for word in tongue().bred)


def _milestone(scan: Scan, start: int) -> Said | None:
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


def _chemical(scan: Scan, start: int) -> Said | None:
    """CaCO3, KCl: what a salt is made of, by its letters."""
    match = _CHEMICAL.match(scan.text, start) if scan.text[start].isupper() else None
    if not match or match[0].isupper() or match[0].isdecimal() or not match[1]:
        return None
    return Said(start, match.end(), spelled(match[0]), "code")


def _code(scan: Scan, start: int) -> Said | None:
    """A1, F0, H5N1: one or two letters with their number."""
    match = _CODE.match(scan.text, start)
    if not match or not match[1].isupper() or len(match[1]) > 2:
        return None
    if len(match[1]) == 1 and scan.text[match.end(1) : match.end(1) + 1] == " ":
        return None
    said = spelled(f"{match[1]}{match[2]}{match[3]}{match[4]}")
    return Said(start, match.end(), said, "code")


def _initial(scan: Scan, start: int) -> Said | None:
    """M., who is called by one letter: its point ends no sentence."""
    match = _INITIAL.match(scan.text, start)
    if not match or scan.text[match.end() : match.end() + 2].strip()[:1].isupper():
        return None
    name = _NAME_BEFORE.search(scan.text, max(0, start - AROUND), start)
    if not name or not (_is_of_name(name, match[1]) or scan.left(start).endswith(tongue().before["person"])):
        return None
    return Said(start, match.end(), spelled(match[1]) if match[1] not in "AEOUY" else match[1], "letters")


def _is_of_name(name: re.Match[str], letter: str) -> bool:
    """Behind what begins with a capital; a numeral does that too (quarter I), so there two have to."""
    return name[2].istitle() and (letter not in "IVXLC" or (name[1] or "").strip().istitle())


def _initials(scan: Scan, start: int) -> Said | None:
    """T.Q, who took the picture."""
    match = _INITIALS.match(scan.text, start)
    if not match or not match[0].isupper():
        return None
    taught = scan.lexicon.match(scan.text, start)
    is_place = taught and _NAME_BEHIND.match(scan.text, match.end())
    if is_place or (taught and taught.end == match.end()):
        return None
    letters = _WORD.findall(match[0])
    end = match.end() - (1 if match[0].endswith(".") else 0)
    return Said(start, end, " ".join(spelled(letter) for letter in letters), "letters")


def _letter(scan: Scan, start: int) -> Said | None:
    """A letter alone is said by its name."""
    match = _WORD.match(scan.text, start)
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
    if match[0] in "xX" and scan.text[start - 1 : start + 2] in ("[x]", "[X]"):
        return Said(start, match.end(), "", "sign")
    if match[0] == "x" and (
        _TIMES.match(scan.text, start)
        or scan.text[start + 1 : start + 2].isdecimal()
        or scan.goes_on(start, _ROW, "unit", "rate", "range")
    ):
        return Said(start, match.end(), words["times"], "sign")
    if match[0] == "x" and _CROSSED.match(scan.text, start - 1) and _is_product(scan, start):
        return Said(start, match.end(), words["times"], "sign")
    is_money = match[0] in words.units and scan.left(start).endswith(words.before["amount"])
    is_money = is_money or _A_RATE.match(scan.text, start) is not None
    name = words.units[match[0]] if is_money else words.letters.get(match[0].upper())
    is_vowel = name == match[0].casefold()
    return Said(start, match.end(), name, "unit" if is_money else "letters") if name and not is_vowel else None


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
    return scan.text[start + 2].isupper() or "=" in line


def _miscased(scan: Scan, start: int) -> Said | None:
    """An abbreviation in small letters, or with only the first one large."""
    match = _WORD.match(scan.text, start)
    if not match or len(match[0]) < _SHORTEST or match[0].isupper() or is_syllable(match[0].casefold()):
        return None
    said = scan.sense(scan.lexicon.senses(match[0].upper()), start, match.end(), NEAR)
    return Said(start, match.end(), _unrepeated(scan, start, said), "abbreviation") if said else None


def _hard(scan: Scan, start: int) -> Said | None:
    """K before a vowel that Vietnamese writes with C: a name from another people's language."""
    match = _WORD.match(scan.text, start)
    if not match or match[0][0] != "K" or not match[0][1:].islower():
        return None
    said = f"{tongue()['hard'].upper()}{match[0][1:]}"
    return Said(start, match.end(), said, "reading") if is_syllable(said.casefold()) else None


def _clustered(scan: Scan, start: int) -> Said | None:
    """Hr\u00ea, Ml\u00f4: a consonant before a syllable that only Vietnamese letters can write is half a one."""
    match = _WORD.match(scan.text, start)
    first, rest = (match[0][0], match[0][1:]) if match else ("", "")
    if not match or not first.isupper() or rest.isascii() or not is_syllable(rest) or first.casefold() in _ONSETLESS:
        return None
    words = tongue()
    if first == "W" and is_syllable(f"{words['glide']}{rest}"):
        return Said(start, match.end(), f"{words['glide']}{rest}".capitalize(), "reading")
    onset = words["hard"].upper() if first == "K" else first
    return Said(start, match.end(), f"{onset}{words['half']} {rest}", "reading")


def _joined(scan: Scan, start: int) -> Said | None:
    """A-B&C, if each part is known by itself."""
    match = _CAPITALS.match(scan.text, start)
    if not match or match[0].isalpha():
        return None
    senses = [scan.lexicon.senses(part) for part in _WORD.findall(match[0])]
    said = [scan.sense(one, start, match.end(), NEAR) if one else "" for one in senses]
    if not all(said):
        return None
    parts = [said[0]]
    for sign, one in zip(_SIGN.findall(match[0]), said[1:], strict=True):
        parts.append(f" {tongue()['and']} {one}" if sign == "&" else f", {one}")
    return Said(start, match.end(), "".join(parts), "abbreviation")


# --- foreign and unknown


def _split(scan: Scan, start: int) -> Said | None:
    """A space that somebody forgot."""
    match = _WORD.match(scan.text, start)
    if not match or match[0].isupper():
        return None
    parts, at = [], 0
    for part in run_together(match[0].casefold()):
        parts.append(match[0][at : at + len(part)])
        at += len(part)
    return Said(start, match.end(), " ".join(parts), "split") if parts else None


def _signed(scan: Scan, start: int, token: str) -> Said | None:
    """Two or three letters alone on their line: who wrote the text."""
    line = scan.text[scan.text.rfind("\n", 0, start) + 1 :].partition("\n")[0]
    if line.strip() != token or len(token) > 3 or not token.isupper():
        return None
    return Said(start, start + len(token), spelled(token), "letters")


def _unread(scan: Scan, start: int) -> Said:
    match = _TOKEN.match(scan.text, start)
    token = match[0] if match else scan.text[start]
    signature = _signed(scan, start, token)
    if signature:
        return signature
    return Said(start, start + len(token), token, "", proposal(token, scan))


def proposal(token: str, scan: Scan) -> str:
    """A guess: known parts of an abbreviation, else letter by letter; a foreign word by its syllables."""
    if not token.isupper() or not token.isalpha():
        return spelled(token) if token.isupper() else sounded(token)
    parts = _known_parts(token, scan)
    return " ".join(parts) if parts else spelled(token)


def _known_parts(token: str, scan: Scan) -> list[str]:
    """An abbreviation cut into known ones, the longest first."""
    if not token:
        return []
    for end in range(len(token), 1, -1):
        senses: tuple[Sense, ...] = scan.lexicon.senses(token[:end])
        rest = _known_parts(token[end:], scan) if senses else []
        if senses and (rest or end == len(token)):
            return [senses[0].said, *rest]
    return []


def sounded(word: str) -> str:
    """How a foreign word may sound, roughly: cut behind its vowels, spelled as Vietnamese does."""
    parts = [part for part in _SYLLABLE.findall(word.casefold()) if part]
    for foreign, ours in tongue().sounds.items():
        parts = [part.replace(foreign, ours) for part in parts]
    return "-".join(parts) or word


_ABBREVIATED = (
    _defined,
    weeks,
    _initial,
    _initials,
    _compound,
    bare,
    short,
    _marked,
    _road,
    _paid,
    _milestone,
    _room,
    _in_brackets,
    _alley,
    _taught,
    _told,
    _numeral,
)
_SMALL = (small_numeral, _milestone, _page, _taught)
