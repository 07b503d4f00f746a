"""The language as data (vi.yml): words said, words beside a number, units, letters, documents; read when needed."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

FOLDER = Path(__file__).parent
# From a border of words to a border of words: ` day`, `day `.
Ends = tuple[str, ...]


class Documents(Struct, frozen=True):
    """What a symbol of a document is made of: kinds (a decree), issuers (the Government), S for department of."""

    names: tuple[str, ...]
    sure: tuple[str, ...]
    joined: tuple[str, ...]
    types: Mapping[str, str]
    issuers: Mapping[str, str]
    offices: Mapping[str, str]


class Tongue(Struct, frozen=True):
    """`before` are words that end what stands before a number, `after` words that begin what stands behind it."""

    words: Mapping[str, str]
    before: Mapping[str, Ends]
    after: Mapping[str, Ends]
    units: Mapping[str, str]
    measures: frozenset[str]
    each: frozenset[str]
    spans: frozenset[str]
    alike: frozenset[str]
    alive: frozenset[str]
    lunar: frozenset[str]
    places: frozenset[str]
    bred: Ends
    deeds: Ends
    mixtures: Ends
    sides: Mapping[str, str]
    stormy: Ends
    hatched: Ends
    bodies: frozenset[str]
    seasonal: Ends
    formulas: frozenset[str]
    symbols: Mapping[str, str]
    silent: str
    letters: Mapping[str, str]
    coding: frozenset[str]
    holidays: frozenset[str]
    hotlines: frozenset[str]
    called: Ends
    weekly: Ends
    scored: Ends
    ratios: frozenset[str]
    ratings: tuple[frozenset[str], ...]
    amounts: Mapping[str, tuple[str, str]]
    brief: Mapping[str, tuple[Mapping[str, str], ...]]
    callers: Mapping[str, str]
    titles: Mapping[str, str]
    compass: Mapping[str, str]
    keys: Mapping[str, str]
    defining: frozenset[str]
    forms: Mapping[str, str]
    counting: frozenset[str]
    aged: Mapping[str, str]
    ages: frozenset[str]
    rated: Ends
    tested: Ends
    documents: Documents
    roads: Mapping[str, str]
    address_ends: frozenset[str]
    address_names: Mapping[str, str]
    address_words: Mapping[str, str]
    syllables: Mapping[str, Any]
    sounds: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.words[key]


@cache
def tongue() -> Tongue:
    data = read("vi")
    kinds, sure, joined = (tuple(parted(data.pop(name))) for name in ("kinds", "sure", "joined"))
    addresses = data.pop("addresses")
    data |= {
        "before": {name: tuple(f" {word}" for word in parted(line)) for name, line in data["before"].items()},
        "after": {name: tuple(f"{word} " for word in parted(line)) for name, line in data["after"].items()},
        "ratings": tuple(_words(kind) for kind in data["ratings"]),
        "amounts": {sign: (whole, part) for sign, (whole, part) in data["amounts"].items()},
        "brief": {letter: tuple(meanings) for letter, meanings in data["brief"].items()},
        "documents": Documents(kinds, sure, joined, **data["documents"]),
        "address_ends": addresses["ends"],
        "address_names": addresses["names"],
        "address_words": {_toneless(word): word for word in parted(addresses["words"])},
    }
    # What is to be a set or words between borders stands on one line.
    lines = {name: LINES[of](data[name]) for name, of in Tongue.__annotations__.items() if of in LINES}
    return Tongue(**(data | lines))


def _toneless(words: str) -> str:
    """Without marks, as addresses are written."""
    apart = unicodedata.normalize("NFD", words.casefold().replace("\u0111", "d"))
    return "".join(mark for mark in apart if not unicodedata.combining(mark))


def _words(line: str) -> frozenset[str]:
    return frozenset(parted(line))


def _between(line: str) -> Ends:
    """Words from border to border, as they are looked for in a text."""
    return tuple(f" {word} " for word in parted(line))


LINES: Mapping[Any, Callable[[str], Any]] = {frozenset[str]: _words, Ends: _between}


def read(name: str) -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"), loader)
    return data


def parted(line: str) -> list[str]:
    """A list that is written on one line."""
    return [word.strip() for word in line.split(",")]


def one_of(words: Iterable[str]) -> str:
    """A pattern of any of them, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
