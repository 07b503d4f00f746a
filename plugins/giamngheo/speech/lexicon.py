"""What is said for a word or phrase: readings of the whole country, a province's, an entry's; the last holds."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, Self

from giamngheo.speech.syllables import is_syllable
from giamngheo.speech.tongue import parted, read

_FIRST = re.compile(r"[^\W\d_]+")
# A neighbour this near tells the sense of a word.
NEAR = 60


class Sense(NamedTuple):
    """What is said, and beside which words: `after` stand before it, `before` behind it, `near` close by."""

    said: str
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    near: tuple[str, ...] = ()

    def fits(self, left: str, right: str, around: str) -> bool:
        """Whether it is meant between these words; one without conditions always is."""
        if not (self.after or self.before or self.near):
            return True
        return left.endswith(self.after) or right.startswith(self.before) or any(word in around for word in self.near)

    @classmethod
    def of(cls, said: str, after: Iterable[str] = (), before: Iterable[str] = (), near: Iterable[str] = ()) -> Self:
        """From plain words: they are compared in small letters, whole."""
        return cls(
            said,
            tuple(f" {word.casefold()}" for word in after),
            tuple(f"{word.casefold()} " for word in before),
            tuple(f" {word.casefold()} " for word in near),
        )


Senses = tuple[Sense, ...]


class Match(NamedTuple):
    """A phrase found in a text."""

    end: int
    senses: Senses


class Lexicon:
    """Readings by what is written; a phrase in small letters is found however it is written, others exactly so.

    It also remembers which words it has nothing to say about and are Vietnamese: most words of every text.
    """

    def __init__(self, readings: Mapping[str, Senses]) -> None:
        self._readings = readings
        self._phrases: dict[str, list[tuple[str, bool, Senses]]] = {}
        for written, senses in readings.items():
            first = _FIRST.search(written)
            if first:
                is_small = written == written.casefold()
                self._phrases.setdefault(first[0], []).append((written, is_small, senses))
        for held in self._phrases.values():
            held.sort(key=lambda phrase: -len(phrase[0]))
        # Abbreviations by their letters alone: however somebody has parted them, they are the same.
        self._letters: dict[str, Senses] = {}
        for written, senses in readings.items():
            if written.isupper():
                self._letters.setdefault(bare(written), senses)
        self.plain: set[str] = set()
        # What was found between two spaces and is made of nothing else. Not the same: "(" alone is silent, before a
        # number it is not.
        self.pieces: set[str] = {""}
        # Vietnamese words that are said otherwise only where a phrase begins with them, and the letters with which
        # those phrases go on behind a space.
        self.openings: dict[str, str] = {}

    def with_readings(self, readings: Mapping[str, Senses]) -> "Lexicon":
        return Lexicon({**self._readings, **readings}) if readings else self

    def is_plain(self, word: str) -> bool:
        """Whether a word of letters is read as it is written; remembered in `plain`, or in `openings`."""
        if not is_word(word):
            return False
        phrases = [phrase for form in {word, word.casefold()} for phrase, _, _ in self._phrases.get(form, ())]
        if not phrases:
            self.plain.add(word)
        elif len(word) > 1 and not word.isupper() and all(len(phrase) > len(word) for phrase in phrases):
            self.openings[word] = "".join(phrase[len(word) + 1] for phrase in phrases if phrase[len(word)] == " ")
        return not phrases

    def match(self, text: str, start: int) -> Match | None:
        """The longest phrase that begins there and ends with a word."""
        first = _FIRST.match(text, start)
        if first is None:
            return None
        best: Match | None = None
        for form in dict.fromkeys((first[0], first[0].casefold())):
            for written, is_small, senses in self._phrases.get(form, ()):
                end = start + len(written)
                found = text[start:end]
                if (found.casefold() if is_small else found) == written and _is_end(text, end):
                    best = Match(end, senses) if best is None or end > best.end else best
                    break
        return best

    def senses(self, written: str) -> Senses:
        """What a whole phrase may mean."""
        return self._readings.get(written, ())

    def parted(self, written: str) -> Senses:
        """What an abbreviation may mean that is parted by other signs than the one that was taught."""
        return self._letters.get(bare(written), ())


def bare(written: str) -> str:
    """The letters of an abbreviation: without signs, spaces and the small word between them."""
    return "".join(sign for sign in written if sign.isupper())


@lru_cache(4096)
def is_word(word: str) -> bool:
    """Whether letters are a Vietnamese word; capitals without a mark may be an abbreviation (TU)."""
    is_well_cased = word[1:].islower() or (word.isupper() and not word.isascii()) or (len(word) == 1 and word != "I")
    return is_well_cased and is_syllable(word.casefold())


def _is_end(text: str, end: int) -> bool:
    behind = text[end : end + 1]
    return (
        not behind.isalnum() or text[end - 1] == "." or (behind.isdecimal() and text[max(0, end - 2) : end].isupper())
    )


@cache
def national() -> Lexicon:
    """The readings of the whole country."""
    return Lexicon({written: senses_of(said) for written, said in read("tu-doc").items()})


def senses_of(said: str | Sequence[Mapping[str, str]]) -> Senses:
    """As they are written in the data: one reading, or a row of them with their conditions."""
    if isinstance(said, str):
        return (Sense.of(said),)
    return tuple(
        Sense.of(one["said"], *(parted(one[side]) if side in one else () for side in ("after", "before", "near")))
        for one in said
    )
