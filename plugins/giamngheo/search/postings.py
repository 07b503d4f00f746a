"""Under which keys a document is found, and how much each key says about it: pure, so that it can be repeated.

A key is a syllable, two neighbours within a sentence, or the number of a legal document. What a key weighs depends
on the document alone (a fixed length stands for the average one): an edit changes nothing in the other documents.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from giamngheo.search.fold import document_keys, sentences, words

# How often a word of this field counts.
WEIGHTS: Mapping[str, int] = {"body": 1, "title": 8, "alias": 8, "summary": 2}
# Okapi BM25 with the usual constants; a document of this many words counts as average.
K1, B, USUAL_LENGTH, LONGEST = 1.6, 0.6, 400, 1200
# What a key weighs is kept in so many steps; what it adds to a score, relative to the greatest, is step / STEPS.
STEPS = 15


@dataclass(frozen=True)
class Texts:
    """What is searched of a document, by field."""

    title: str
    alias: str = ""
    summary: str = ""
    body: str = ""


class Synonyms:
    """Groups of phrases that say the same; where one stands, the others are found as well."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self._others: dict[str, list[list[str]]] = {}
        for group in groups:
            phrases = [words(phrase) for phrase in group]
            for phrase in phrases:
                others = [other for other in phrases if other != phrase]
                self._others.setdefault(f" {' '.join(phrase)} ", []).extend(others)

    def beside(self, said: Iterable[list[str]]) -> Iterator[list[str]]:
        """For each phrase in these sentences what else says it, with the words around it."""
        text = "\n".join(f" {' '.join(sentence)} " for sentence in said)
        for phrase, others in self._others.items():
            at = text.find(phrase)
            while at >= 0:
                before = text[:at].rpartition("\n")[2].rpartition(" ")[2]
                after = text[at + len(phrase) :].partition("\n")[0].partition(" ")[0]
                for other in others:
                    yield [*filter(None, [before]), *other, *filter(None, [after])]
                at = text.find(phrase, at + len(phrase) - 1)


def postings(texts: Texts, synonyms: Synonyms) -> dict[str, int]:
    """The step, 1 to STEPS, of every key of a document."""
    counts: dict[str, int] = {}
    length = 0
    # The body first: most of what is counted, and counted once.
    for field, weight in WEIGHTS.items():
        text = getattr(texts, field)
        if text:
            said = list(sentences(text))
            length += sum(map(len, said))
            found = _counted([*said, *synonyms.beside(said)])
            found.update(document_keys(text))
            if counts:
                for key, count in found.items():
                    counts[key] = counts.get(key, 0) + count * weight
            else:
                counts = {key: count * weight for key, count in found.items()} if weight > 1 else found
    norm = K1 * (1 - B + B * _magnitude(length) / USUAL_LENGTH)
    steps = {count: max(1, round(STEPS * count / (count + norm))) for count in set(counts.values())}
    return {key: steps[count] for key, count in counts.items()}


def _magnitude(length: int) -> int:
    """A length to the next half of a power of two: a sentence more hardly ever changes what all else weighs."""
    power = 1 << max(4, min(length, LONGEST).bit_length())
    return power * 3 // 4 if length < power * 3 // 4 else power


def _counted(said: Iterable[list[str]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for sentence in said:
        found.update(sentence)
        found.update(map(" ".join, pairwise(sentence)))
    return found
