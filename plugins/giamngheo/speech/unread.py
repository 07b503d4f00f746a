"""What no rule reads: words that lost their space, signatures, and a guess for everything else."""

import re
from functools import lru_cache

from giamngheo.speech.documents import spelled
from giamngheo.speech.lexicon import Sense
from giamngheo.speech.scan import WORD, Said, Scan
from giamngheo.speech.syllables import humps, run_together
from giamngheo.speech.tongue import tongue

_PIECE = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_SHORTEST = 3
_TOKEN = re.compile(r"[^\W_]+(?:[-&.'\u2019\u2013][^\W_]+|/[^\W_a-z\u0111][^\W_]*)*")
_VOWELS = frozenset("aeiouy")
_SYLLABLE = re.compile(r"[^\W\d_aeiouy]*[aeiouy]+(?:ng|nh|ch|[cmnpt])?(?![aeiouy])|[^\W\d_aeiouy]+|\d+")


def split(scan: Scan, start: int) -> Said | None:
    """A space that somebody forgot."""
    match = WORD.match(scan.text, start)
    if not match or match[0].isupper():
        return None
    parts, at = [] if match[0].isascii() else humps(match[0]), 0
    for part in [] if parts else run_together(match[0].casefold()):
        parts.append(match[0][at : at + len(part)])
        at += len(part)
    return Said(start, match.end(), " ".join(parts), "split") if parts else None


def signed(scan: Scan, start: int, token: str) -> Said | None:
    """Two or three letters alone on their line: who wrote the text."""
    if len(token) > 3 or not token.isupper() or not scan.is_begun(start):
        return None
    line = scan.text[scan.text.rfind("\n", 0, start) + 1 :].partition("\n")[0]
    if line.strip() != token:
        return None
    return Said(start, start + len(token), spelled(token), "letters")


def unread(scan: Scan, start: int) -> Said:
    match = _TOKEN.match(scan.text, start)
    token = match[0] if match else scan.text[start]
    signature = signed(scan, start, token)
    if signature:
        return signature
    return Said(start, start + len(token), token, "", proposal(token, scan))


def proposal(token: str, scan: Scan) -> str:
    """A guess: known parts of an abbreviation, else letter by letter; a foreign word by its syllables."""
    if not token.isupper() or not token.isalpha():
        pieces = [_guess(piece, scan) for piece in _PIECE.findall(token)]
        return " ".join(filter(None, pieces))
    parts = _known_parts(token, scan)
    return " ".join(parts) if parts else spelled(token)


def _guess(piece: str, scan: Scan) -> str:
    """Of a part: signs by their names, capitals as an abbreviation."""
    words = tongue()
    if not piece.isalnum():
        return {".": words["dot"], "/": ",", "&": words["and"]}.get(piece, "")
    if not piece.isupper():
        return spelled(piece) if piece.isdecimal() or len(piece) < _SHORTEST else sounded(piece)
    return " ".join(_known_parts(piece, scan)) or spelled(piece)


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


@lru_cache(1024)
def sounded(word: str) -> str:
    """How a foreign word may sound, roughly: cut behind its vowels, spelled as Vietnamese does."""
    parts = [spelled(part) if part.isdecimal() else part for part in _SYLLABLE.findall(word.casefold())]
    for foreign, ours in tongue().sounds.items():
        parts = [part.replace(foreign, ours) for part in parts]
    # A consonant alone is the end of the syllable before it, or none.
    heard = [part for part in parts if len(part) > 1 or part in _VOWELS or part.isdecimal()]
    return "-".join(heard) or spelled(word)
