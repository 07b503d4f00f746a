"""Addresses of the web and of e-mail, and names of files: run together, without marks, full of signs."""

import re

from giamngheo.speech.documents import spelled
from giamngheo.speech.numbers import one_by_one
from giamngheo.speech.scan import Said, Scan
from giamngheo.speech.syllables import humps, is_toneless, toneless_parts
from giamngheo.speech.tongue import tongue

_HOST = r"(?:[A-Za-z0-9_-]{1,63}\.){1,9}([A-Za-z]{2,5})"
_ADDRESS = re.compile(
    rf"(?:(https?://)|[A-Za-z0-9_.+-]{{1,64}}@)?{_HOST}(?![\w@])(?::\d+)?(/[^\s<>()\"\u201c\u201d]*)?"
)
_FILE = re.compile(r"[a-z]+\d+[a-z0-9]*(?![^\W_])")
_TAG = re.compile(r"[#@]([A-Za-z][A-Za-z0-9_]*)(?!\w)")
_MARKED_TAG = re.compile(r"[#@]([^\W\d_]+)(?!\w)")
_PIECE = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_HUMP = re.compile(r"[A-Z][a-z]+")
# A path that is longer than this is not taken down by any listener.
LONGEST_PATH = 24
_LAST = ".,;:!?"
# A name of so many letters is known before its syllables are looked at; a shorter one may begin another word.
_LONG, _SHORT = 7, 2


def address(scan: Scan, start: int) -> Said | None:
    """giamngheo.gov.vn, abc@hue.gov.vn; of a long path only that it is in the written text."""
    match = _ADDRESS.match(scan.text, start)
    if not match:
        return None
    words = tongue()
    if match[2].lower() not in words.address_ends and not match[1] and "@" not in match[0]:
        return None
    path = (match[3] or "").rstrip(_LAST)
    end = match.start(3) + len(path) if match[3] else match.end()
    host = scan.text[start : match.start(3)] if match[3] else match[0]
    if len(path) > LONGEST_PATH:
        said = f"{_pieces(host.removeprefix(match[1] or ''))}, {words['elsewhere']}"
    else:
        said = _pieces((host + path).removeprefix(match[1] or "").rstrip("/"))
    return Said(start, end, said, "address")


def file_name(scan: Scan, start: int) -> Said | None:
    """Small letters and digits run together, if the letters are syllables without their marks."""
    match = _FILE.match(scan.text, start)
    if not match:
        return None
    letters = [piece for piece in _PIECE.findall(match[0]) if piece.isalpha()]
    if len(match[0]) < 10 or not all(toneless_parts(one) or is_toneless(one) for one in letters):
        return None
    return Said(start, match.end(), _pieces(match[0]), "address")


def hashtag(scan: Scan, start: int) -> Said | None:
    """#giamngheo, @giamngheo, if its letters are syllables; with marks each begins with a capital."""
    match = _TAG.match(scan.text, start)
    marked = None if match else _MARKED_TAG.match(scan.text, start)
    if marked and (parts := humps(marked[1])):
        return Said(start, marked.end(), " ".join(parts), "address")
    if not match or not all(_named(one) for one in _PIECE.findall(match[1].lower()) if one.isalpha()):
        return None
    at = f"{tongue()['at']} " if match[0][0] == "@" else ""
    return Said(start, match.end(), f"{at}{_pieces(match[1])}", "address")


def _pieces(text: str) -> str:
    words = tongue()
    signs = {".": words["dot"], "@": words["at"], "/": words["slash"], "-": words["hyphen"], "_": words["underscore"]}
    said: list[str] = []
    for piece in (one for run in _PIECE.findall(text) for one in _humps(run)):
        said += [signs[piece]] if piece in signs else _piece(piece).split()
    for at, one in enumerate(said[:-1]):
        # Words have their marks, with a sign between their syllables and without: ho-tro is support.
        other = at + 1 + (said[at + 1] in (words["hyphen"], words["underscore"]))
        marked = words.address_words.get(f"{one} {' '.join(said[other : other + 1])}")
        if marked:
            said[at], said[other] = marked.split(" ")
    return " ".join(said)


def _humps(piece: str) -> list[str]:
    """ChungTay: syllables, each of which begins with a capital; else the piece as it is."""
    parts = _HUMP.findall(piece)
    return parts if "".join(parts) == piece and all(is_toneless(part.lower()) for part in parts) else [piece]


def _piece(piece: str) -> str:
    if piece.isdecimal():
        return one_by_one(piece)
    if not piece.isalpha():
        return tongue().symbols.get(piece, "")
    small = piece.lower()
    known = tongue().address_names.get(small) or _headed(small, _LONG) or _named(small)
    if known is not None:
        return known
    if headed := _headed(small, _SHORT):
        return headed
    for end in range(1, len(small) - 2):
        # thvhue: letters, and what is known behind them.
        if rest := tongue().address_names.get(small[end:]):
            return f"{spelled(small[:end])} {rest}"
    return spelled(small)


def _headed(small: str, least: int) -> str | None:
    """ubndxa, giamngheohue: what is known, and syllables behind it."""
    for end in range(len(small) - 1, least - 1, -1):
        head, rest = tongue().address_names.get(small[:end]), _named(small[end:])
        if head and rest:
            return f"{head} {rest}"
    return None


def _named(small: str) -> str | None:
    known = tongue().address_names.get(small)
    if known is not None:
        return known
    return " ".join(toneless_parts(small)) or (small if is_toneless(small) else None)
