"""Under which keys a document is found, and how much each key says about it: pure, so that it can be repeated.

A key is a syllable, two neighbours within a sentence, or the number of a legal document. What a key weighs depends
on the document alone (a fixed length stands for the average one): an edit changes nothing in the other documents.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple, TypeVar

from msgspec import Struct

from giamngheo.search.fold import END, document_keys, sentences, words

# How often a word of this field counts.
WEIGHTS: dict[str, int] = {"body": 1, "title": 8, "alias": 8, "summary": 2}
# Okapi BM25 with the usual constants; a document of this many words counts as average.
K1, B, USUAL_LENGTH, LONGEST = 1.6, 0.6, 400, 1200
# The key of the word that says that a number follows: many leave it out ("decree number 7", "decree 7").
NUMBER = "s\u00f41"
# A syllable and the one behind it.
Pair = tuple[str, str]
# Of a document: a syllable, the number of a document, or two neighbours.
Said = str | Pair
T = TypeVar("T", str, Pair)
# What a key weighs is kept in so many steps; what it adds to a score, relative to the greatest, is step / STEPS.
STEPS = 31
# A word in the title of a legal document, beside its number: what explains it answers a question sooner.
CITED = 2


class Texts(Struct, frozen=True):
    """What is searched of a document, by field."""

    title: str
    alias: str = ""
    summary: str = ""
    body: str = ""
    is_law: bool = False


class Synonyms:
    """Groups of phrases that say the same; where one stands, the others are found as well."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self._others: dict[str, list[list[str]]] = {}
        # Phrases by their only word, and by their first two.
        self._by_word: dict[str, list[str]] = {}
        self._by_pair: dict[Pair, list[str]] = {}
        for group in groups:
            phrases = [words(phrase) for phrase in group]
            for phrase in phrases:
                self._learn(phrase, [other for other in phrases if other != phrase])

    def _learn(self, phrase: list[str], others: list[list[str]]) -> None:
        text = f" {' '.join(phrase)} "
        if text not in self._others and phrase[1:]:
            self._by_pair.setdefault((phrase[0], phrase[1]), []).append(text)
        elif text not in self._others:
            self._by_word.setdefault(phrase[0], []).append(text)
        self._others.setdefault(text, []).extend(others)

    def beside(self, said: Sequence[str], alone: Mapping[str, int], pairs: Mapping[Pair, int]) -> Iterator[list[str]]:
        """For each phrase in these sentences, whose keys are known, what else says it, with the words around it."""
        phrases = [phrase for word in self._by_word.keys() & alone.keys() for phrase in self._by_word[word]]
        phrases += [phrase for pair in self._by_pair.keys() & pairs.keys() for phrase in self._by_pair[pair]]
        text = f" {' '.join(said)} " if phrases else ""
        for phrase in phrases:
            at = text.find(phrase)
            while at >= 0:
                before = text[:at].rpartition(" ")[2]
                after = text[at + len(phrase) :].partition(" ")[0]
                for other in self._others[phrase]:
                    yield [*filter(None, [before]), *other, *filter(None, [after]), END]
                at = text.find(phrase, at + len(phrase) - 1)


class Postings(NamedTuple):
    """Of a document: how often each of its keys counts, those of one word and of two, and the step, 1 to STEPS, of
    each count.
    """

    alone: Mapping[str, int]
    pairs: Mapping[Pair, int]
    steps: Mapping[int, int]

    @property
    def keys(self) -> set[Said]:
        return {*self.alone, *self.pairs}

    def step(self, key: Said) -> int | None:
        return self.steps.get(self.alone.get(key, 0) if isinstance(key, str) else self.pairs.get(key, 0))


NONE = Postings({}, {}, {})


def postings(texts: Texts, synonyms: Synonyms) -> Postings:
    alone: dict[str, int] = {}
    pairs: dict[Pair, int] = {}
    length = 0
    # The body first: most of what is counted, and counted once.
    for field, weight in (WEIGHTS | {"title": CITED} if texts.is_law else WEIGHTS).items():
        text = getattr(texts, field)
        if text:
            said = sentences(text)
            found, neighbours = _counted(said)
            length += found.total()
            beside = [*chain.from_iterable(synonyms.beside(said, found, neighbours))]
            if beside:
                more, more_neighbours = _counted(beside)
                found.update(more)
                neighbours.update(more_neighbours)
            found.update(document_keys(text))
            alone, pairs = _added(alone, found, weight), _added(pairs, neighbours, weight)
    norm = K1 * (1 - B + B * _magnitude(length) / USUAL_LENGTH)
    counts = {*alone.values(), *pairs.values()}
    return Postings(alone, pairs, {count: max(1, round(STEPS * count / (count + norm))) for count in counts})


def _added(counts: dict[T, int], found: dict[T, int], weight: int) -> dict[T, int]:
    if not counts and weight == 1:
        return found
    for key, count in found.items():
        counts[key] = counts.get(key, 0) + count * weight
    return counts


def _magnitude(length: int) -> int:
    """A length to the next half of a power of two: a sentence more hardly ever changes what all else weighs."""
    power = 1 << max(4, min(length, LONGEST).bit_length())
    return power * 3 // 4 if length < power * 3 // 4 else power


def _counted(said: Sequence[str]) -> tuple[Counter[str], Counter[Pair]]:
    alone = Counter(said)
    del alone[END]
    pairs = Counter([pair for pair in pairwise(said) if END not in pair])
    pairs.update(_over_number(said, alone[NUMBER]))
    return alone, pairs


def _over_number(said: Sequence[str], times: int) -> Iterator[Pair]:
    """What stands before and behind the word that says so often that a number follows."""
    at = -1
    for _ in range(times):
        at = said.index(NUMBER, at + 1)
        if 0 < at < len(said) - 1 and said[at - 1] != END and said[at + 1][0].isdigit():
            yield said[at - 1], said[at + 1]
