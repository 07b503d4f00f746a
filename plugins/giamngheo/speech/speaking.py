"""Reads a text: looks for what is not plain Vietnamese, and asks the rules what is said for it."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import filterfalse

from msgspec import Struct

from giamngheo.speech.addresses import address, file_name, hashtag
from giamngheo.speech.codes import code, serial
from giamngheo.speech.documents import numbered, spelled
from giamngheo.speech.figures import counted, figures, less_than_one, part_of_item, plain_number
from giamngheo.speech.lexicon import Lexicon
from giamngheo.speech.moments import moments
from giamngheo.speech.naming import names
from giamngheo.speech.numbers import cardinal
from giamngheo.speech.numerals import small_numeral
from giamngheo.speech.once import COUNTED, once
from giamngheo.speech.pointed import pointed
from giamngheo.speech.ranges import onward
from giamngheo.speech.scan import Fault, Said, Scan
from giamngheo.speech.signs import finding, signs, unit_alone
from giamngheo.speech.syllables import is_syllable
from giamngheo.speech.tongue import tongue
from giamngheo.speech.unread import proposal
from giamngheo.speech.written import NUMBER, said_number

# Words, numbers and signs; punctuation and space are jumped over.
_TOKEN = re.compile(
    r"[^\W\d_\u00b2\u00b3\u00b9\u2074-\u2079]+|\d+|[\u2212%\u2030\u00b0&@+=<>~\u2248\u2260\u2264\u2265\u00b1\u00d7\u00f7*#$\u00a2\u00a3\u00a5\u0e3f\u20a0-\u20bf\u3380-\u33df\u00a7/|\\_^"
    r"\u00bc-\u00be\u00b2\u00b3\u00b9\u2074-\u2079\u00a9\u00ae\u2022\u2100-\u27bf\u2b50\ufe0f\u20e3\U0001f300-\U0001faff]"
    r"|\.(?=[a-z])|(?<=[\s(])\.(?=\d)|\((?=[a-z\u0111+0]|84[ )-]|-\))"
    r"|\n[^\S\n]*[-\u2013\u2014](?=\s)|(?<=[\w%)])\t+(?=[\w(])"
)
# One sign for another: dashes and strokes, a low quotation mark for a comma, letters of other languages, figures
# below the line, wide signs; and nothing for what nobody sees: where a word may break, what joins two.
_ALIKE = (
    str.maketrans(
        "\u2010\u2011\u2012\u2015\u2044\u2215\u2206\u223c\u2245\u201a\u2070\u00d0\u00f0\u01a2\u01a3\u03a6\u03c6\u03d5\u2205\u2300\u03bc"
        "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0430\u0435\u043e\u0440\u0441\u0443\u0445",
        "--\u2013\u2014//\u0394~\u2248,\u00b0\u0110\u0111\u01af\u01b0\u00d8\u00d8\u00d8\u00d8\u00d8\u00b5ABEKMHOPCTXaeopcyx",
        "\u00ad\u200b\u200c\u200d\u2060\ufeff",
    )
    | {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
    | {0x2080 + figure: 0x30 + figure for figure in range(10)}
)
_UNSEEN = frozenset(chr(sign) for sign, meant in _ALIKE.items() if meant is None)
_LOOKING_ALIKE = re.compile(f"[{''.join(map(chr, _ALIKE))}]")
# Engineers part two milestones so.
_UNTIL = "-:-"
# What a machine read for a zero or a one: 2O26, 100.OOO, l5.
_ZEROS = re.compile(r"O(?<=[\d.,]O)O*(?![^\W\d_\u0110\u0111])")
_DIGITS_BEFORE = re.compile(r"(?:^|[^\w.,:/-])\d[\dhHg.,:/]*\Z")
_ONE = re.compile(r"l(?=\d)(?<![^\W_]l)")
# 100con
_JOINED = re.compile(rf"({NUMBER})([^\W\d_A-Z]{{3,}}|[^\W\d_A-Z]*[^\W\d_A-Za-z])(?![^\W_])")
_NUMBER = re.compile(NUMBER)
_DECIMAL = re.compile(r"(?:\d+[.,](?=\d))*\d+")
# Before these signs a word or a number may be the beginning of an address.
_OF_ADDRESS = frozenset(".@:-_+")
# A day or an hour may go on behind one of these.
_OF_POINTED = frozenset(".:")
_LONGEST_NUMBER = 16
# An address that looked like words began at most so many letters before its first point.
_LONGEST_BEGINNING = 128
_BULLET = re.compile(r"[^\S\n]*[-\u2013\u2014][^\S\n]+")
# Behind these signs, too, a space is wanted.
_TOUCHED = frozenset(",;:%)]\u201d")
_BULLETS = "-\u2013\u2014+*\u2022"
_ENDS = ".!?\u2026"
_OPENINGS = " \u00a0\t\"'(\u201c\u2018["


class Change(Struct, frozen=True):
    """A part of the text as it is written and as it is said; the offsets are those of the NFC text."""

    start: int
    end: int
    written: str
    said: str
    rule: str


class Leftover(Struct, frozen=True):
    """What nobody can read aloud yet, and a reading to begin with."""

    start: int
    end: int
    token: str
    proposal: str
    fault: Fault = ""


class Spoken(Struct, frozen=True):
    """A text as it is read aloud. A leftover stands in it as it is written, part of a symbol letter by letter."""

    text: str
    changes: tuple[Change, ...]
    leftovers: tuple[Leftover, ...]


def speak(text: str, lexicon: Lexicon) -> Spoken:
    """What is said for a plain text; a line is a paragraph."""
    source = unicodedata.normalize("NFC", text)
    scan = Scan(_meant(source), lexicon)
    text, at = scan.text, 0
    places = _places(source, text)
    pieces: list[str] = []
    changes: list[Change] = []
    left: list[Leftover] = []
    for said in _read(scan):
        start, end = places[said.start], places[said.end]
        if said.proposal or not said.rule:
            left.append(Leftover(start, end, source[start:end], said.proposal, said.fault))
        if said.rule:
            pieces.append(text[at : said.start])
            piece = _fitted(text, said, at, (pieces[-1] or (pieces[-2] if at else ""))[-1:] or "\n")
            pieces.append(piece)
            changes.append(Change(start, end, source[start:end], piece.strip(), said.rule))
            at = said.end
    pieces.append(text[at:])
    return Spoken("".join(pieces), tuple(changes), tuple(left))


def leftovers(text: str, lexicon: Lexicon) -> list[Leftover]:
    """What `speak` leaves unread, without what is said."""
    source = unicodedata.normalize("NFC", text)
    scan = Scan(_meant(source), lexicon)
    places = _places(source, scan.text)
    unread = [said for said in _read(scan) if said.proposal or not said.rule]
    spans = [(places[said.start], places[said.end], said) for said in unread]
    return [Leftover(start, end, source[start:end], said.proposal, said.fault) for start, end, said in spans]


def _meant(text: str) -> str:
    """Each sign as it is meant: what looks like a hyphen, a digit or a Vietnamese letter is one."""
    if _LOOKING_ALIKE.search(text):
        text = text.translate(_ALIKE)
    if _UNTIL in text:
        text = text.replace(_UNTIL, " - ")
    return _ONE.sub("1", _ZEROS.sub(_zeros, text))


def _zeros(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - _LONGEST_NUMBER) : match.start()]
    return "0" * len(match[0]) if _DIGITS_BEFORE.search(before) else match[0]


def _places(source: str, text: str) -> Sequence[int]:
    """Where each sign of the text stands in what was written, if some of that is not seen."""
    if len(source) == len(text):
        return range(len(source) + 1)
    return [*(at for at, sign in enumerate(source) if sign not in _UNSEEN), len(source)]


def _read(scan: Scan) -> list[Said]:
    """Whatever is not read as it is written, in its order.

    What stands between two spaces is looked at once: most of it is Vietnamese, and so it is wherever it comes again.
    """
    text, pieces, openings = scan.text, scan.lexicon.pieces, scan.lexicon.openings
    found: list[Said] = []
    opening = _BULLET.match(text)
    if opening:
        found.append(Said(0, opening.end(), "", "bullet"))
        scan.at = opening.end()
    begin = 0
    for line in text.split("\n"):
        parts = line.split(" ")
        odd: list[int] = []
        for piece in [*filterfalse(pieces.__contains__, parts)]:
            odd.append(parts.index(piece, odd[-1] + 1 if odd else 0))
        # A bullet is known by the end of the line before it.
        before = 1 if begin and _BULLET.match(line) else 0
        if before and odd[:1] != [0]:
            odd.insert(0, 0)
        at = begin
        done = 0
        for n in odd:
            piece, behind = parts[n], parts[n + 1] if n + 1 < len(parts) else "\n"
            # Phrases may begin with this word, but none of them goes on so.
            if behind[:1].islower() and behind[0] not in openings.get(piece, behind[0]):
                continue
            at += sum(map(len, parts[done:n])) + n - done
            done = n
            digits = counted(scan, at, piece, behind) if n and at >= scan.at else ""
            if digits:
                _add(scan, Said(at, at + len(digits), cardinal(digits), "number"), found)
            else:
                _piece(scan, at if n else at - before, at + len(piece), found)
        begin += len(line) + 1
    return found


def _add(scan: Scan, said: Said, found: list[Said]) -> None:
    said = onward(scan, said)
    said = once(scan, said) if said.rule in COUNTED else said
    found.append(said)
    scan.at, scan.last = said.end, said


def _piece(scan: Scan, at: int, end: int, found: list[Said]) -> None:
    """Adds what is not read as it is written between two places; if nothing is, the piece is remembered as plain."""
    text, lexicon, is_plain = scan.text, scan.lexicon, True
    for match in _TOKEN.finditer(text, at, end + 1):
        start, word = match.start(), match[0]
        if start >= end:
            break
        if word in lexicon.plain:
            continue
        if start < scan.at:
            # A rule may have taken the first digits of a number: the others are looked at by themselves.
            start, word, is_plain = scan.at, text[scan.at : match.end()], False
        if not word or (word[0].isalpha() and lexicon.is_plain(word)):
            continue
        is_plain = False
        said = _said(scan, start, word)
        if said is not None:
            last = scan.last
            _add(scan, said, found)
            # From one decree to the next: the sign for `and` does not part them.
            scan.last = last if word == "&" else scan.last
    if is_plain:
        lexicon.pieces.add(text[at:end])


def _said(scan: Scan, start: int, word: str) -> Said | None:
    first, behind = word[0], scan.text[start + len(word) : start + len(word) + 1]
    if first.isdecimal():
        return (
            plain_number(scan, start, word)
            or (part_of_item(scan, start) if scan.text[start - 1 : start] == "." else None)
            or (_inside(scan, start) if behind in _OF_ADDRESS or behind.isalpha() else None)
            or code(scan, start)
            or numbered(scan, start)
            or (pointed(scan, start) if behind in _OF_POINTED else None)
            or moments(scan, start)
            or figures(scan, start)
            or _mixed(scan, start)
        )
    if first.isalpha():
        found = _inside(scan, start) if behind in _OF_ADDRESS or behind.isdecimal() else None
        found = found or (file_name(scan, start) if behind.isdecimal() else None)
        found = found or (serial(scan, start) if behind.isdecimal() or (behind == "-" and word.isupper()) else None)
        return found or names(scan, start, word)
    if first == "\n":
        bullet = _BULLET.match(scan.text, start + 1)
        return Said(start + 1, bullet.end(), "", "bullet") if bullet else None
    if first == ".":
        return less_than_one(scan, start) or _inside(scan, start)
    if first == "(":
        return (
            unit_alone(scan, start) or small_numeral(scan, start) or finding(scan, start) or _bracketed(scan, start)
        )
    if first == "+" or first == "@":
        return figures(scan, start) or _inside(scan, start) or hashtag(scan, start) or signs(scan, start)
    found = hashtag(scan, start) if first == "#" else _inside(scan, start) if first == "_" else None
    return found or signs(scan, start)


def _inside(scan: Scan, start: int) -> Said | None:
    """An address whose beginning looked like a word."""
    begin, first = start, max(scan.at, start - _LONGEST_BEGINNING)
    while begin > first and not scan.text[begin - 1].isspace() and scan.text[begin - 1] not in _OPENINGS:
        begin -= 1
    found = address(scan, begin)
    return found if found and found.end > start else address(scan, start) if begin < start else None


def _bracketed(scan: Scan, start: int) -> Said | None:
    """(0236) 3 123 456"""
    return figures(scan, start)


def _mixed(scan: Scan, start: int) -> Said:
    """Digits and letters run together: nobody knows what they are, unless they are a number and a word."""
    joined = _JOINED.match(scan.text, start)
    if joined and is_syllable(joined[2]):
        return Said(start, joined.end(1), said_number(joined[1]), "number")
    end = _DECIMAL.match(scan.text, start).end()  # type: ignore[union-attr]
    while end < len(scan.text) and scan.text[end].isalnum():
        end += 1
    token = scan.text[start:end]
    if scan.text[start - 1 : start] == ")" and token.isupper():
        # (NH4)2SO4: the rest of a salt.
        return Said(start, end, spelled(token), "code")
    number = _NUMBER.match(token)
    if number and number.end() < len(token) and token[number.end() :].isalpha():
        guess = f"{said_number(number[0])} {proposal(token[number.end() :], scan)}"
        return Said(start, end, token, "", guess)
    return Said(start, end, token, "", proposal(token, scan))


def _fitted(text: str, said: Said, read: int, before: str) -> str:
    """With a space where letters would touch, and a capital where a sentence begins; `before` stands before it."""
    piece, behind = said.said.strip(), text[said.end : said.end + 1]
    if not piece:
        return " " if before.isalnum() and behind.isalnum() else ""
    if _begins_sentence(text, said.start, read):
        piece = piece[0].upper() + piece[1:]
    if piece[0] not in ",." and (before.isalnum() or before in _TOUCHED):
        piece = " " + piece
    touches = behind.isalnum() and behind not in tongue().silent
    return piece + " " if touches or (behind == "(" and said.rule in ("number", "sign")) else piece


def _begins_sentence(text: str, start: int, read: int) -> bool:
    """A point that was read with what stands before it ends no sentence."""
    at = start - 1
    if at > 0 and text[at] == " " and text[at - 1].isalpha():
        # Behind a word, as nearly everywhere.
        return False
    while at >= 0 and text[at] in _OPENINGS:
        at -= 1
    if 0 <= at < read and text[at] in _BULLETS and not text[text.rfind("\n", 0, at) + 1 : at].strip():
        # A plus right before a number was said.
        return text[at] != "+" or at < start - 1
    return at < 0 or text[at] == "\n" or (text[at] in _ENDS and read <= at < start - 1)
