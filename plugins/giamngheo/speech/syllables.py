"""What a Vietnamese syllable may look like: whatever looks otherwise is foreign, an abbreviation or a slip."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from giamngheo.speech.tongue import tongue

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_RISING_OR_HEAVY = {"\u0301", "\u0323"}
_VOWELS = frozenset("aeiouy")
# ngh, three vowels, ng: no syllable has more letters than that but one.
_LONGEST = 7
_MARKED = re.compile(r"[^\x00-\x7f]")


@cache
def _syllables() -> tuple[frozenset[str], frozenset[str]]:
    """Every syllable without tone, and those of them that end in a stop."""
    data = tongue().syllables
    never = {onset: tuple(letters.split()) for onset, letters in data["never"].items()}
    rhymes, onsets = data["rhymes"].split(), ["", *(onset.strip() for onset in data["onsets"].split(","))]
    made = {onset + rhyme for onset in onsets for rhyme in rhymes if not rhyme.startswith(never.get(onset, ("-",)))}
    stops = tuple(stop.strip() for stop in data["stops"].split(","))
    return frozenset(made), frozenset(one for one in made if one.endswith(stops))


def is_syllable(word: str) -> bool:
    """Whether a word in small letters is one: one tone at most, before a stop the rising or the heavy one."""
    every, stopped = _syllables()
    if word.isascii():
        return word in every and word not in stopped
    bare, tones = _split(word)
    if len(tones) > 1 or bare not in every:
        return False
    return bare not in stopped or (bool(tones) and tones[0] in _RISING_OR_HEAVY)


def _split(word: str) -> tuple[str, list[str]]:
    """A syllable without its tone, and the tones it has."""
    apart = unicodedata.normalize("NFD", word)
    tones = [mark for mark in apart if mark in _TONES]
    return unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in _TONES)), tones


def run_together(word: str) -> list[str]:
    """Vietnamese syllables that somebody wrote without a space, at least one of them with a mark; else nothing."""
    return _parts(word, is_syllable, 3) if _MARKED.search(word) else []


def humps(word: str) -> list[str]:
    """GiamNgheo with its marks: syllables each of which begins with a capital; else nothing."""
    begins = [at for at, sign in enumerate(word) if not at or sign.isupper()]
    parts = [word[at:end] for at, end in zip(begins, [*begins[1:], len(word)], strict=True)]
    return parts if len(parts) > 1 and all(is_syllable(part.casefold()) for part in parts) else []


def toneless_parts(name: str) -> list[str]:
    """The syllables of an address or a file's name, which has no marks: in as few parts as there may be."""
    return _parts(name, is_toneless, 8)


def is_toneless(part: str) -> bool:
    """Whether it is a syllable without its marks."""
    return part in _toneless()


@cache
def _toneless() -> frozenset[str]:
    every, _ = _syllables()
    return frozenset(_ascii(one) for one in every if len(one) > 1)


def _ascii(word: str) -> str:
    apart = unicodedata.normalize("NFD", word.replace("\u0111", "d"))
    return "".join(mark for mark in apart if not unicodedata.combining(mark))


def _parts(word: str, is_one: Callable[[str], bool], most: int) -> list[str]:
    """The fewest parts that a word falls into, at most so many; of two ways that whose later parts begin with
    fewer vowels (xa muong, not xam uong), then the one with the longer beginning.
    """
    if len(word) > most * _LONGEST:
        return []
    best: list[list[str] | None] = [None] * len(word) + [[]]
    for start in range(len(word) - 1, -1, -1):
        for end in range(min(start + _LONGEST, len(word)), start, -1):
            rest = best[end]
            if rest is not None and is_one(word[start:end]):
                made, known = [word[start:end], *rest], best[start]
                if known is None or _cost(made) < _cost(known):
                    best[start] = made
    found = best[0] or []
    return found if 1 < len(found) <= most else []


def _cost(parts: list[str]) -> tuple[int, int]:
    return len(parts), sum(_ascii(part)[0] in _VOWELS for part in parts[1:])
