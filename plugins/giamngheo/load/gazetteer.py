"""Which place a row of a table means: by its id, or by the official code that was in force on a day."""

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import cast

from msgspec import Struct

from giamngheo.kinds.catalogue import Item
from giamngheo.kinds.place import Place
from giamngheo.words import say

# The digits of a code tell its level: province 2, district 3, commune 5.
LEVELS = {2: "province", 3: "district", 5: "commune"}


class Name(Struct, frozen=True):
    """A place name as a reader hears it: its rank, and its syllables whatever the placement of their tones."""

    rank: str
    syllables: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Name":
        text = " ".join(text.split()).casefold()
        short = re.match(say("pattern.rank_short"), text)
        rank = None if short else re.match(say("pattern.rank"), text, re.IGNORECASE)
        found = short or rank
        bare = text[found.end() :] if found else text
        # The marks of a syllable, sorted: both placements of a tone are one name.
        syllables = ("".join(sorted(unicodedata.normalize("NFD", one))) for one in re.findall(r"\w+", bare))
        return cls(rank[0] if rank else "", tuple(syllables))

    def fits(self, known: "Name", rank: str) -> bool:
        """Whether this is a known name of a place of that rank; a name without a rank is of any."""
        return self.syllables == known.syllables and self.rank in ("", known.rank or rank)


class Gazetteer:
    """The register of places, looked up by what tables print."""

    def __init__(self, places: Mapping[str, Item]) -> None:
        self._places = places
        self._heard: dict[str, Name] = {}

    def place(self, id_: str) -> Place:
        return cast(Place, self._places[id_].entry)

    @cached_property
    def _by_code(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for id_ in self._places:
            place = self.place(id_)
            if place.code:
                found.setdefault((place.level, place.code), []).append(id_)
        return found

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for id_ in self._places:
            found.setdefault(self.place(id_).name, []).append(id_)
        return found

    def find(self, text: str, day: date) -> str | None:
        """The place of an id or code; of those that had the code, the one of that day, else one of another day."""
        if text in self._places:
            return text
        known = self._by_code.get((LEVELS.get(len(text), ""), text), ())
        return next((id_ for id_ in known if self.place(id_).exists_on(day)), next(iter(known), None))

    def fits(self, id_: str, name: str) -> bool:
        """Whether a row's name is one of the place's names; an empty one says nothing."""
        place = self.place(id_)
        if not name or name == place.name:
            return True
        own = self._name(place.name).rank
        return any(self._name(name).fits(self._name(known), own) for known in (place.name, *place.aliases))

    def _name(self, text: str) -> Name:
        if text not in self._heard:
            self._heard[text] = Name.of(text)
        return self._heard[text]

    def with_zeros(self, text: str, name: str, day: date) -> str:
        """The code that lost its leading zeros in a spreadsheet, '' where none fits the name."""
        if not text.isdigit():
            return ""
        codes = [text.zfill(length) for length in LEVELS if length > len(text)]
        return next((code for code in codes if self._is_named(code, name, day)), "")

    def _is_named(self, code: str, name: str, day: date) -> bool:
        found = self.find(code, day)
        return found is not None and self.fits(found, name)

    def named(self, name: str, day: date) -> str:
        """The id of the place of that name on that day, else of the nearest name; '' for none."""
        fitting = [id_ for id_ in self._of_day(day) if name and self.fits(id_, name)]
        if fitting:
            return fitting[0]
        near = difflib.get_close_matches(name, self._by_name, n=3, cutoff=0.75)
        ids = [id_ for one in near for id_ in self._by_name[one] if self.place(id_).exists_on(day)]
        return next(iter(ids), "")

    def near(self, text: str) -> str:
        """The id nearest to what was typed."""
        return next(iter(difflib.get_close_matches(text, list(self._places), n=1, cutoff=0.6)), "")

    def _of_day(self, day: date) -> Iterator[str]:
        return (id_ for id_ in self._places if self.place(id_).exists_on(day))
