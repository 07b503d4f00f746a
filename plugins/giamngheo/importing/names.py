"""Which place a row means: its name as people shorten it, its code, the district it stands under, and the day."""

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Literal

from msgspec import Struct

from giamngheo.importing.signs import SIGNS, says
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.words.slug import slugify

# How a place was recognised, or why not: `import.match.<how>`.
How = Literal[
    "name", "code", "under", "several", "elsewhere", "code_differs", "near", "ceased", "future", "nothing", "zone",
    "told", "total", "total_part", "total_open", "twice",
]  # fmt: skip
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ITEM = re.compile(r"^\s*(?:[-+*\u2022\u2013]|\(?\d{1,3}[.)]|\(?[IVXLC]{1,6}[.)]|\(?[a-z\u0111][.)])\s*(?=\S)")
Key = tuple[str, str]


class Match(Struct, frozen=True):
    """The place that a text means, beyond doubt or as a proposal, and those that it could also mean."""

    place: str | None
    how: How
    is_sure: bool = False
    others: tuple[str, ...] = ()


class Names:
    """All names and aliases of the register, looked up as tables write them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._by_key: dict[Key, set[str]] = defaultdict(set)
        self._by_code: dict[str | None, set[str]] = defaultdict(set)
        self._below: dict[str | None, set[str]] = defaultdict(set)
        for id_ in catalogue.of("place"):
            place = catalogue.place(id_)
            self._by_code[place.code].add(id_)
            self._below[place.parent].add(id_)
            for name in (place.name, *place.aliases):
                self._by_key[key_of(name)].add(id_)

    @cached_property
    def _by_bare(self) -> dict[str, set[str]]:
        return self._joined(str)

    @cached_property
    def _by_slug(self) -> dict[str, set[str]]:
        return self._joined(slugify)

    def _joined(self, form: Callable[[str], str]) -> dict[str, set[str]]:
        """The places by their own names, without ranks."""
        joined: dict[str, set[str]] = defaultdict(set)
        for (_, bare), ids in self._by_key.items():
            joined[form(bare)] |= ids
        return joined

    def knows(self, text: str) -> bool:
        """Whether a text names a place, of whatever day."""
        return bool(self._meant(text))

    def _meant(self, text: str) -> set[str]:
        """The places with exactly that name; a name without a rank may have any."""
        keys = (key_of(reading) for reading in readings(text))
        found = (self._by_key.get(key, set()) if key[0] else self._by_bare.get(key[1], set()) for key in keys)
        return next((ids for ids in found if ids), set())

    def on(self, ids: set[str], day: date) -> set[str]:
        return {id_ for id_ in ids if self.catalogue.place(id_).exists_on(day)}

    def children(self, id_: str, day: date) -> set[str]:
        return self.on(self._below.get(id_, set()), day)

    def by_code(self, code: str, day: date) -> set[str]:
        """The places of that code, or id, on that day; Excel drops the zeros that a code begins with."""
        if self.catalogue.get("place", code):
            return self.on({code}, day)
        padded = {code.zfill(length) for length in (2, 3, 5) if len(code) <= length} if code.isdigit() else set()
        return self.on({id_ for it in padded for id_ in self._by_code.get(it, ())}, day)

    def match(self, text: str, code: str, day: date, under: frozenset[str]) -> Match:
        """The place of a row, among those of its day; `under` holds the places that the table itself stands for."""
        meant = self._meant(text)
        today, coded = self.on(meant, day), self.by_code(code, day)
        levels = {self.catalogue.place(id_).level for id_ in today}
        # 46 may be a province or, without its zero, a district.
        if alike := {id_ for id_ in coded if self.catalogue.place(id_).level in levels}:
            both = today & alike
            if len(both) == 1:
                return Match(both.pop(), "code", True)
            return Match(None, "code_differs", False, self._told(today | alike))
        if today:
            return self._narrowed(today, under)
        if meant:
            return Match(None, self._when(meant, day), False, self._told(self._kin(meant, day)))
        return self._guess(text, coded, day, under)

    def _narrowed(self, meant: set[str], under: frozenset[str]) -> Match:
        inside = {id_ for id_ in meant if not under or id_ in under or under & set(self.catalogue.above(id_))}
        if len(meant) == 1:
            return (
                Match(min(meant), "name", True)
                if inside
                else Match(min(meant), "elsewhere", False, self._told(meant))
            )
        if len(inside) == 1 and under:
            return Match(inside.pop(), "under", True, self._told(meant))
        return Match(None, "several", False, self._told(inside or meant))

    def _when(self, meant: set[str], day: date) -> How:
        starts = [self.catalogue.place(id_).valid_from for id_ in meant]
        return "future" if all(start is not None and start > day for start in starts) else "ceased"

    def _kin(self, meant: set[str], day: date) -> set[str]:
        """What those places became, or what they were, on the day."""
        heirs = {merger.id for id_ in meant for merger in self.catalogue.place(id_).merged_into}
        forebears = {old for id_ in meant for old in self.catalogue.predecessors.get(id_, ())}
        known = {id_ for id_ in heirs | forebears if self.catalogue.get("place", id_)}
        return self.on(known, day)

    def _guess(self, text: str, coded: set[str], day: date, under: frozenset[str]) -> Match:
        """A proposal for a name that the register does not have: the same without marks or rank, or the nearest."""
        slugs = [_own_slug(reading) for reading in readings(text)]
        loose = set().union(*(self._by_slug.get(slug, set()) for slug in slugs))
        likely = self.on(loose, day) or coded
        if not likely:
            close = difflib.get_close_matches(slugs[-1], [slug for slug in self._by_slug if slug], n=4, cutoff=0.75)
            likely = self.on(set().union(*(self._by_slug[slug] for slug in close)), day)
        inside = {id_ for id_ in likely if under & {id_, *self.catalogue.above(id_)}} or likely
        if len(inside) == 1:
            return Match(min(inside), "near", False, self._told(inside))
        return Match(None, "near" if inside else "nothing", False, self._told(inside))

    def _told(self, ids: set[str]) -> tuple[str, ...]:
        return tuple(sorted(ids))[:6]

    def named_in(self, text: str, day: date) -> set[str]:
        """The places whose whole name, with its rank, stands in a title."""
        told = f" {canonical(text)} "
        ranked = [(key, ids) for key, ids in self._by_key.items() if key[0]]
        written = {f" {form} {key[1]} ": ids for key, ids in ranked for form in RANKS[key[0]]}
        return set().union(*(self.on(ids, day) for form, ids in written.items() if form in told))


def canonical(text: str) -> str:
    """Small letters, one way to place a tone (hoà, hòa), no signs between words, numbers without leading zeros."""
    words = re.split(r"[\s\-\u2013\u2014_.,;:/()'\"\u201c\u201d*]+", text.casefold())
    return " ".join(_syllable(word) for word in words if word)


def _syllable(word: str) -> str:
    if word.isdigit():
        return str(int(word))
    parts = unicodedata.normalize("NFD", word)
    tones = "".join(mark for mark in parts if mark in _TONES)
    return unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES)) + tones


def readings(text: str) -> list[str]:
    """A row's text as it stands, and without the number or dash that it begins with."""
    bare = _ITEM.sub("", text)
    return [text] if bare == text else [text, bare]


# Rank -> its canonical forms; the longest written form first, so that T.T is no T.
RANKS: dict[str, list[str]] = {rank: [canonical(form) for form in forms] for rank, forms in SIGNS["rank"].items()}
_FORMS = sorted(((form, rank) for rank, forms in RANKS.items() for form in forms), key=lambda it: -len(it[0]))


def key_of(text: str) -> Key:
    """Rank and own name: `TP. Huế`, `Thành phố Huế` -> the same; no rank is an empty one."""
    told = canonical(text)
    for form, rank in _FORMS:
        if told.startswith(form + " "):
            return rank, told.removeprefix(form + " ")
    return "", told


def _own_slug(text: str) -> str:
    """A name without marks and rank: also where the rank itself was typed without marks."""
    slug = slugify(text)
    forms = (f"{slugify(form)}-" for form, _ in _FORMS)
    return next((slug.removeprefix(form) for form in forms if slug.startswith(form)), slug)


def total_of(text: str) -> str | None:
    """What a row of totals adds up: '' for "all of it", a name where it says one; None for any other row."""
    found = says("total", text)
    if found is None:
        return None
    rest = found["rest"] or ""
    if not rest or rest in SIGNS["all_of"]:
        return ""
    # As many words from the end as the pattern left over, with their marks.
    words = canonical(text).split()
    name = " ".join(words[-(rest.count("-") + 1) :])
    return name if any(name.startswith(f"{form} ") for forms in RANKS.values() for form in forms) else None
