"""The index as small files: which key stands in which of them, and how postings are written.

A shard is a text of lines in the order of their keys: a key, a tab, its postings; where the best alone stand there,
another tab and how many there are in all. The rest then lies in the overflow of the shard, in lines of the same form.
A posting is the number of a document in digits of base 64 and the step as one digit more: all have the same length,
in the order of numbers.
"""

import gc
import hashlib
import re
import zlib
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from operator import itemgetter
from tempfile import TemporaryFile
from typing import IO

from msgspec import Struct

from giamngheo.search.fold import folded, toneless
from giamngheo.search.postings import Postings, Said

DIGITS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
# Of a key that more documents have, the best stand in the shard.
BEST = 300
# As many shards as documents: 1 to 5 kB of each, packed.
FEWEST = 16
# Documents whose postings are held at one time.
AT_ONCE = 6000

# "key, tab, its postings" in the order of keys, which is the order of the lines: nothing sorts before a tab.
Lines = list[str]


class Plan(Struct, frozen=True):
    """How an index of so many documents is laid out."""

    documents: int

    @property
    def shards(self) -> int:
        return max(FEWEST, self.documents)

    @property
    def width(self) -> int:
        """Digits of a number: three up to 131,072 documents, so that hardly any site numbers them all anew."""
        width = 3
        while 64**width < 2 * self.documents:
            width += 1
        return width

    @property
    def numbers(self) -> int:
        return int(64**self.width)

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

    def name(self, number: int) -> str:
        digits = []
        for _ in range(self.width):
            number, digit = divmod(number, 64)
            digits.append(DIGITS[digit])
        return "".join(reversed(digits))

    @property
    def places(self) -> "Places":
        return Places(self.shards)


class Places:
    """The shard of a key: a syllable stands where its folded form says, a pair where its first syllable and two
    letters of the second say, so that a pair is found while its end is being typed. Linear hashing: one shard more
    divides one shard and leaves the others as they are.
    """

    def __init__(self, shards: int) -> None:
        self.shards = shards
        self.mask = (1 << (shards - 1).bit_length()) - 1

    def of(self, key: str) -> int:
        first, _, second = key.partition(" ")
        return self.at(_sum(first if first.startswith("#") else part_of(folded(first), folded(second))))

    def at(self, sum_: int) -> int:
        """The shard of what has this sum."""
        place = sum_ & self.mask
        return place if place < self.shards else place & self.mask >> 1


def _sum(part: str) -> int:
    return zlib.crc32(_told(part))


def _told(part: str) -> bytes:
    return part.encode("latin-1", "replace")


def part_of(first: str, second: str) -> str:
    """What of a folded key decides where it stands."""
    return f"{first} {second[:2]}" if second else first


def divided(before: int, after: int) -> set[int]:
    """The shards between which lines move when there are so many more or fewer of them."""
    moved: set[int] = set()
    for place in range(min(before, after), max(before, after)):
        while place not in moved:
            moved.add(place)
            if place >= min(before, after):
                # Where its keys stand while there is no such shard.
                place ^= 1 << place.bit_length() - 1
    return moved


def key_of(said: Said) -> str:
    return said if isinstance(said, str) else " ".join(said)


# --- a shard as files --------------------------------------------------------------------------------------


class Shard(Struct):
    """What the file of a shard says, line by line, and by key what its overflow says."""

    lines: list[str]
    rest: dict[str, str]

    @classmethod
    def of(cls, lines: Lines, width: int) -> "Shard":
        """The best postings of each key in the shard, the others in the overflow; both in the order of numbers."""
        size, best, rest = width + 1, lines[:], {}
        most = BEST * size
        for at in [at for at, line in enumerate(lines) if len(line) > most]:
            key, _, tokens = lines[at].partition("\t")
            if len(tokens) > most:
                ranked = sorted(re.findall(f".{{{size}}}", tokens), key=itemgetter(-1), reverse=True)
                rest[key] = "".join(sorted(ranked[BEST:]))
                best[at] = f"{key}\t{''.join(sorted(ranked[:BEST]))}\t{len(ranked)}"
        return cls(best, rest)

    @classmethod
    def read(cls, best: str, rest: str) -> "Shard":
        return cls(best.splitlines(), dict(line.split("\t") for line in rest.splitlines()))

    def texts(self) -> tuple[str, str]:
        """What is written into the two files."""
        rest = "".join([f"{key}\t{tokens}\n" for key, tokens in sorted(self.rest.items())])
        return "\n".join([*self.lines, ""]), rest

    def patch(self, key: str, name: str, step: int | None) -> None:
        """Put a document's posting of a key in the place of the one it had; None takes it out."""
        at = bisect_left(self.lines, f"{key}\t")
        is_known = at < len(self.lines) and self.lines[at].startswith(f"{key}\t")
        size = len(name) + 1
        best = _without(self.lines[at].split("\t")[1] if is_known else "", name, size)
        rest = _without(self.rest.pop(key, ""), name, size)
        if rest and len(best) < BEST * size:
            # The first of those with the highest step comes up.
            steps = rest[size - 1 :: size]
            rest, token = _taken(rest, steps.index(max(steps)), size)
            best = _with(best, token, size)
        if step:
            best = _with(best, name + DIGITS[step], size)
        if len(best) > BEST * size:
            # The last of those with the lowest step goes down.
            steps = best[size - 1 :: size]
            best, token = _taken(best, steps.rindex(min(steps)), size)
            rest = _with(rest, token, size)
        if rest:
            self.rest[key] = rest
        count = f"\t{(len(best) + len(rest)) // size}" if rest else ""
        self.lines[at : at + is_known] = [f"{key}\t{best}{count}"] if best else []


def _without(tokens: str, name: str, size: int) -> str:
    at = _first_from(tokens, name, size)
    return tokens[:at] + tokens[at + size :] if tokens.startswith(name, at) else tokens


def _with(tokens: str, token: str, size: int) -> str:
    at = _first_from(tokens, token[:-1], size)
    return tokens[:at] + token + tokens[at:]


def _taken(tokens: str, number: int, size: int) -> tuple[str, str]:
    at = number * size
    return tokens[:at] + tokens[at + size :], tokens[at : at + size]


def _first_from(tokens: str, name: str, size: int) -> int:
    """Where the postings of this number, or of the next greater one, begin."""
    low, high = 0, len(tokens) // size
    while low < high:
        middle = (low + high) // 2
        if tokens[middle * size : middle * size + size - 1] < name:
            low = middle + 1
        else:
            high = middle
    return low * size


def vocabulary(shards: Iterable[Shard], width: int) -> str:
    """Folded syllables, each with the magnitude of how often it is found: what slips may have meant."""
    counts: defaultdict[str, int] = defaultdict(int)
    for shard in shards:
        for line in [line for line in shard.lines if " " not in line]:
            key, tokens, *count = line.split("\t")
            if toneless(key).isalpha():
                counts[folded(key)] += int(count[0]) if count else len(tokens) // (width + 1)
    return " ".join(f"{key}{DIGITS[count.bit_length()]}" for key, count in sorted(counts.items()))


# --- all anew ----------------------------------------------------------------------------------------------


def built(documents: Iterable[tuple[int, Postings]], plan: Plan, at_once: int = AT_ONCE) -> Iterator[Shard]:
    """All shards, of documents that come in the order of their numbers."""
    left = iter(documents)
    shards = _lines(islice(left, at_once), plan)
    second = next(left, None)
    if second is None:
        yield from (Shard.of(lines, plan.width) for lines in shards)
        return
    with TemporaryFile() as file:
        spool = _Spool(file)
        spool.add(shards)
        del shards
        for first in chain([second], left):
            spool.add(_lines(chain([first], islice(left, at_once - 1)), plan))
        yield from (Shard.of(spool.lines(place), plan.width) for place in range(plan.shards))


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Millions of small lists, and none that holds itself: to look for such among them takes a tenth of the time."""
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.enable()


@_no_garbage()
def _lines(documents: Iterable[tuple[int, Postings]], plan: Plan) -> list[Lines]:
    """The shards of some documents. First all that follows a syllable is gathered, then syllable by syllable is
    written: a table of all pairs at once would be looked up where no processor's cache reaches.
    """
    alone: defaultdict[str, list[str]] = defaultdict(list)
    rows: defaultdict[str, list[str]] = defaultdict(list)
    for number, found in documents:
        name = plan.name(number)
        tokens = {count: name + DIGITS[step] for count, step in found.steps.items()}
        for word, count in found.alone.items():
            alone[word].append(tokens[count])
        for (first, second), count in found.pairs.items():
            rows[first] += second, tokens[count]
    shards: list[Lines] = [[] for _ in range(plan.shards)]
    places = plan.places
    # By as much of a sum as decides.
    shard_of = [shards[places.at(sum_)] for sum_ in range(places.mask + 1)]
    starts, words = _Starts(), sorted(alone)
    # Numbers are put in order in half of the time that words take.
    rank = {word: number for number, word in enumerate(words)}.__getitem__
    for first in words:
        shards[places.of(first)].append(f"{first}\t{''.join(alone.pop(first))}")
        held: defaultdict[str, list[str]] = defaultdict(list)
        row_ = iter(rows.pop(first, ()))
        for second, token in zip(row_, row_, strict=True):
            held[second].append(token)
        # As `of` says it, one sum after the other.
        before = _sum(f"{folded(first)} ")
        for second in sorted(held, key=rank):
            shard = shard_of[zlib.crc32(starts[second], before) & places.mask]
            shard.append(f"{first} {second}\t{''.join(held[second])}")
    return shards


class _Starts(dict[str, bytes]):
    """By how a second syllable begins its pair stands."""

    def __missing__(self, second: str) -> bytes:
        start = self[second] = _told(folded(second)[:2])
        return start


class _Spool:
    """What some documents said of every shard, and then others, in a file: not all of it fits into memory."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._ends: list[array[int]] = []

    def add(self, shards: list[Lines]) -> None:
        ends = array("Q", [self._file.tell()])
        for lines in shards:
            self._file.write("\n".join(lines).encode())
            ends.append(self._file.tell())
        self._ends.append(ends)

    def lines(self, place: int) -> Lines:
        shard: dict[str, str] = {}
        for ends in self._ends:
            self._file.seek(ends[place])
            text = self._file.read(ends[place + 1] - ends[place]).decode()
            new = dict([line.split("\t") for line in text.splitlines()])
            for key in shard.keys() & new.keys():
                new[key] = shard[key] + new[key]
            shard |= new
        return [f"{key}\t{tokens}" for key, tokens in sorted(shard.items())]
