"""The files of an index as a query reads them: words and pairs, the forms a text has of them, their postings."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct

from giamngheo.search.fold import folded, toneless
from giamngheo.search.shards import DIGITS, Places, Plan

# A word typed with other marks than the text has: still found, far behind.
WRONG_MARKS = 0.12
# A pair guessed from its beginning, and of how many forms at most.
BEGUN = 0.8
FORMS = 24
_VALUE = {digit: value for value, digit in enumerate(DIGITS)}
Reader = Callable[[str], str]


class Word(Struct, frozen=True):
    """A word of a query; one without marks stands for all forms of it."""

    exact: str
    folded: str
    is_marked: bool
    # Of how many words the phrase is by which one asks with it: such words are not required.
    asking: int = 0
    is_begun: bool = False

    def fits(self, form: str) -> float:
        """How well a form of the same folded word fits: 1 or WRONG_MARKS."""
        if not self.is_marked or form == self.exact:
            return 1
        letters = toneless(self.exact)
        is_begun = self.is_begun and toneless(form).startswith(letters) and form.endswith(self.exact[len(letters) :])
        return 1 if is_begun else WRONG_MARKS


class Term(Struct, frozen=True):
    """One or two words looked up as one key."""

    words: tuple[Word, ...]
    weight: float
    is_core: bool


Found = list[tuple[float, str, int, str]]


class Index:
    """The files of an index, each read once."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self._shards: dict[int, Mapping[str, list[tuple[str, str, int]]]] = {}
        self._rest: dict[int, Mapping[str, str]] = {}

    @cached_property
    def head(self) -> dict[str, Any]:
        made: dict[str, Any] = json.loads(self._read("ke.json"))
        return made

    @cached_property
    def plan(self) -> Plan:
        return Plan(self.head["documents"])

    @cached_property
    def places(self) -> Places:
        return self.plan.places

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        return {word[:-1]: _VALUE[word[-1]] for word in self._read("tu.txt").split()}

    def document(self, number: int) -> dict[str, Any]:
        made: dict[str, Any] = json.loads(self._read(f"t/{number}.json"))
        return made

    def shard(self, place: int) -> Mapping[str, list[tuple[str, str, int]]]:
        """Forms with their postings and how many there are, by folded key."""
        known = self._shards.get(place)
        if known is None:
            made: dict[str, list[tuple[str, str, int]]] = {}
            for line in self._read(f"k/{place}.txt").splitlines():
                key, tokens, *cut = line.split("\t")
                count = int(cut[0]) if cut else len(tokens) // (self.plan.width + 1)
                made.setdefault(" ".join(map(folded, key.split(" "))), []).append((key, tokens, count))
            known = self._shards[place] = made
        return known

    def rest(self, place: int) -> Mapping[str, str]:
        known = self._rest.get(place)
        if known is None:
            known = self._rest[place] = dict(line.split("\t") for line in self._read(f"d/{place}.txt").splitlines())
        return known

    def forms(self, term: Term) -> Found:
        """The forms of a term: how well each fits, its postings, how many there are, its key."""
        place = self.places.of(" ".join(word.folded for word in term.words))
        shard, last = self.shard(place), term.words[-1]
        key = " ".join(word.folded for word in term.words)
        found = [self._fit(term, form) for form in shard.get(key, ())]
        if last.is_begun and len(term.words) > 1 and len(last.folded) > 1:
            longer = [known for known in shard if known.startswith(key) and known.count(" ") == key.count(" ")]
            begun = [self._fit(term, form, BEGUN) for known in longer if known != key for form in shard[known]]
            found += sorted(begun, key=lambda form: (-form[0], -form[2], form[3]))[:FORMS]
        return found

    def _fit(self, term: Term, form: tuple[str, str, int], weight: float = 1) -> tuple[float, str, int, str]:
        key, tokens, count = form
        pairs = zip(term.words, key.split(" "), strict=True)
        return weight * min(word.fits(part) for word, part in pairs), tokens, count, key

    def whole(self, term: Term, form: tuple[float, str, int, str]) -> str:
        """All postings of a form."""
        _, tokens, count, key = form
        if len(tokens) == count * (self.plan.width + 1):
            return tokens
        return tokens + self.rest(self.places.of(key))[key]

    def numbers(self, tokens: str) -> Iterator[tuple[int, int]]:
        """Documents and steps of postings."""
        width = self.plan.width
        for at in range(0, len(tokens), width + 1):
            number = 0
            for digit in tokens[at : at + width]:
                number = number * 64 + _VALUE[digit]
            yield number, _VALUE[tokens[at + width]]
