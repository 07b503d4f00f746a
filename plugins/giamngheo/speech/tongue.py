"""The language as data (vi.yml): words said, words beside a number, units, letters, documents; read when needed."""

import re
from collections.abc import Iterable, Mapping
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
    lunar: frozenset[str]
    places: frozenset[str]
    bred: Ends
    stormy: Ends
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
    compass: Mapping[str, str]
    keys: Mapping[str, str]
    aged: Mapping[str, str]
    ages: frozenset[str]
    rated: Ends
    tested: Ends
    documents: Documents
    roads: Mapping[str, str]
    address_ends: frozenset[str]
    address_names: Mapping[str, str]
    syllables: Mapping[str, Any]
    sounds: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.words[key]


@cache
def tongue() -> Tongue:
    data = read("vi")
    return Tongue(
        words=data["words"],
        before={name: tuple(f" {word}" for word in parted(line)) for name, line in data["before"].items()},
        after={name: tuple(f"{word} " for word in parted(line)) for name, line in data["after"].items()},
        units=data["units"],
        measures=frozenset(parted(data["measures"])),
        each=frozenset(parted(data["each"])),
        spans=frozenset(parted(data["spans"])),
        alike=frozenset(parted(data["alike"])),
        places=frozenset(parted(data["places"])),
        stormy=tuple(f" {word} " for word in parted(data["stormy"])),
        bred=tuple(f" {word} " for word in parted(data["bred"])),
        seasonal=tuple(f" {word} " for word in parted(data["seasonal"])),
        formulas=frozenset(parted(data["formulas"])),
        lunar=frozenset(parted(data["lunar"])),
        symbols=data["symbols"],
        silent=data["silent"],
        letters=data["letters"],
        coding=frozenset(parted(data["coding"])),
        holidays=frozenset(parted(data["holidays"])),
        hotlines=frozenset(parted(data["hotlines"])),
        called=tuple(f" {word} " for word in parted(data["called"])),
        weekly=tuple(f" {word} " for word in parted(data["weekly"])),
        scored=tuple(f" {word} " for word in parted(data["scored"])),
        ratios=frozenset(parted(data["ratios"])),
        ratings=tuple(frozenset(parted(kind)) for kind in data["ratings"]),
        amounts={sign: (whole, part) for sign, (whole, part) in data["amounts"].items()},
        brief={letter: tuple(meanings) for letter, meanings in data["brief"].items()},
        compass=data["compass"],
        keys=data["keys"],
        aged=data["aged"],
        ages=frozenset(parted(data["ages"])),
        tested=tuple(f" {word} " for word in parted(data["tested"])),
        rated=tuple(f" {word} " for word in parted(data["rated"])),
        documents=Documents(
            names=tuple(parted(data["kinds"])),
            sure=tuple(parted(data["sure"])),
            joined=tuple(parted(data["joined"])),
            **data["documents"],
        ),
        roads=data["roads"],
        address_ends=frozenset(parted(data["addresses"]["ends"])),
        address_names=data["addresses"]["names"],
        syllables=data["syllables"],
        sounds=data["sounds"],
    )


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
