"""The index as small files: which key stands in which of them, and how postings are written.

A shard is a text of lines: a key, a tab, its postings; where the best alone stand there, another tab and how many
there are in all. The rest then lies in the overflow of the shard, in lines of the same form. A posting is the number
of a document in digits of base 64 and the step as one digit more: all have the same length, in the order of numbers.
"""

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from giamngheo.search.fold import folded, toneless
from giamngheo.search.postings import STEPS

DIGITS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
# Of a key that more documents have, the best stand in the shard.
BEST = 300
# Documents whose postings are held as single objects at one time.
AT_ONCE = 2000

Postings = Mapping[str, int]
Shard = dict[str, str]


@dataclass(frozen=True)
class Plan:
    """How an index of so many documents is laid out."""

    documents: int

    @property
    def shards(self) -> int:
        """A power of two: shards of 6 to 8 kB, packed."""
        return 1 << max(4, (self.documents // 2).bit_length() - 1)

    @property
    def numbers(self) -> int:
        """A power of two: numbers to be given, at least four times as many as there are documents."""
        return 1 << max(8, (4 * self.documents - 1).bit_length())

    @property
    def width(self) -> int:
        """Digits of a number."""
        return -(-(self.numbers.bit_length() - 1) // 6)

    def number_of(self, addresses: Iterable[str]) -> dict[str, int]:
        """A number for each address, which the other addresses hardly ever change."""
        given: dict[str, int] = {}
        taken: set[int] = set()
        for start, address in sorted((self._start(address), address) for address in addresses):
            number = start
            while number in taken:
                number = (number + 1) % self.numbers
            taken.add(number)
            given[address] = number
        return given

    def _start(self, address: str) -> int:
        return int.from_bytes(hashlib.blake2b(address.encode(), digest_size=4).digest(), "big") % self.numbers

    def tokens(self, number: int) -> list[str]:
        """The postings of a document by step."""
        name = self.name(number)
        return [name + DIGITS[step] for step in range(STEPS + 1)]

    def name(self, number: int) -> str:
        digits = []
        for _ in range(self.width):
            number, digit = divmod(number, 64)
            digits.append(DIGITS[digit])
        return "".join(reversed(digits))

    def place_of(self) -> "_Places":
        """Shards by key; most keys share the part that decides with others."""
        return _Places(self.shards)


class _Places(dict[str, int]):
    """A syllable stands where its folded form says, a pair where its first syllable and the letter behind it say."""

    def __init__(self, shards: int) -> None:
        self._shift = 32 - (shards.bit_length() - 1)

    def __missing__(self, part: str) -> int:
        first, _, letter = part.partition(" ")
        said = part if part.startswith("#") else " ".join(filter(None, [folded(first), folded(letter)]))
        place = self[part] = zlib.crc32(said.encode("latin-1", "replace")) >> self._shift
        return place

    def of(self, key: str) -> int:
        space = key.find(" ")
        return self[key[: space + 2] if space > 0 else key]


def built(documents: Iterable[tuple[int, Postings]], plan: Plan) -> Iterator[Shard]:
    """All shards of documents that come in the order of their numbers; what is held at a time is bounded."""
    texts: list[list[str]] = [[] for _ in range(plan.shards)]
    of = plan.place_of().of
    left = iter(documents)
    while chunk := list(islice(left, AT_ONCE)):
        lines: list[list[str]] = [[] for _ in range(plan.shards)]
        for key, tokens in _held(chunk, plan).items():
            lines[of(key)].append(f"{key}\t{''.join(tokens) if len(tokens) > 1 else tokens[0]}")
        for text, new in zip(texts, lines, strict=True):
            text.append("\n".join(new))
    for number, text in enumerate(texts):
        texts[number] = []
        yield _joined(text)


def _held(chunk: Iterable[tuple[int, Postings]], plan: Plan) -> Mapping[str, list[str]]:
    held: defaultdict[str, list[str]] = defaultdict(list)
    for number, found in chunk:
        tokens = plan.tokens(number)
        for key, step in found.items():
            held[key].append(tokens[step])
    return held


def _joined(texts: list[str]) -> Shard:
    """One shard of the texts of all chunks, of which each names a key once."""
    shard: Shard = {}
    for text in filter(None, texts):
        new = dict([line.split("\t") for line in text.split("\n")])
        if shard:
            new = {key: shard.get(key, "") + tokens for key, tokens in new.items()}
        shard |= new
    return shard


def patched(shard: Shard, key: str, number: str, step: int | None) -> None:
    """Put a document's posting of a key in the place of the one it had; None takes it out."""
    size = len(number) + 1
    tokens = shard.get(key, "")
    at = _first_from(tokens, number, size)
    end = at + size if tokens[at : at + size - 1] == number else at
    new = number + DIGITS[step] if step else ""
    shard[key] = tokens[:at] + new + tokens[end:]
    if not shard[key]:
        del shard[key]


def _first_from(tokens: str, number: str, size: int) -> int:
    """Where the postings of this number, or of the next greater one, begin."""
    low, high = 0, len(tokens) // size
    while low < high:
        middle = (low + high) // 2
        if tokens[middle * size : middle * size + size - 1] < number:
            low = middle + 1
        else:
            high = middle
    return low * size


def written(shard: Shard, width: int) -> tuple[str, str]:
    """A shard and its overflow as text."""
    size = width + 1
    most = BEST * size
    best, rest = [], []
    for key, tokens in sorted(shard.items()):
        if len(tokens) <= most:
            best.append(f"{key}\t{tokens}\n")
        else:
            first, others = _cut(tokens, size)
            best.append(f"{key}\t{first}\t{len(tokens) // size}\n")
            rest.append(f"{key}\t{others}\n")
    return "".join(best), "".join(rest)


def _cut(tokens: str, size: int) -> tuple[str, str]:
    """The best postings and the others, both in the order of numbers."""
    all_ = [tokens[at : at + size] for at in range(0, len(tokens), size)]
    ranked = sorted(all_, key=lambda token: (-DIGITS.index(token[-1]), token))
    chosen = frozenset(ranked[:BEST])
    return "".join([t for t in all_ if t in chosen]), "".join([t for t in all_ if t not in chosen])


def read(text: str, overflow: str, width: int) -> Shard:
    """A shard from its text and its overflow."""
    size = width + 1
    rest = dict(line.split("\t") for line in overflow.splitlines())
    shard: Shard = {}
    for line in text.splitlines():
        key, tokens, *cut = line.split("\t")
        if cut:
            both = tokens + rest[key]
            tokens = "".join(sorted(both[at : at + size] for at in range(0, len(both), size)))
        shard[key] = tokens
    return shard


def vocabulary(shards: Iterable[Shard], width: int) -> str:
    """Folded syllables, each with the magnitude of how often it is found: what slips may have meant."""
    counts: defaultdict[str, int] = defaultdict(int)
    for shard in shards:
        for key in [key for key in shard if toneless(key).isalpha()]:
            counts[folded(key)] += len(shard[key]) // (width + 1)
    return " ".join(f"{key}{DIGITS[count.bit_length()]}" for key, count in sorted(counts.items()))
