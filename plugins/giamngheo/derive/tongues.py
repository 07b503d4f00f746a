"""Entries in several languages: which of them say the same, and what there is in each language."""

from collections.abc import Mapping, Sequence
from typing import cast

from msgspec import Struct

from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.entry import Entry
from giamngheo.words import HOME, words


class Version(Struct, frozen=True):
    """The same entry in a language; `name` is what the language calls itself."""

    language: str
    name: str
    address: str


def native(language: str) -> str:
    """What a language calls itself, as far as we know; else its code."""
    return words().say(f"tongue.name.{language}") if f"tongue.name.{language}" in words() else language


class Tongues:
    """All public entries that were put into another language, looked through once a build."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._groups: dict[tuple[str, str], list[Item]] = {}
        self.others: dict[str, list[Item]] = {}
        for item, entry in catalogue.dated():
            if entry.language != HOME:
                self.others.setdefault(entry.language, []).append(item)
                original = catalogue.get(item.kind, entry.translation_of or "")
                if original is not None:
                    group = self._groups.setdefault((item.kind, original.id), [original])
                    group.append(item)

    def versions(self, item: Item) -> tuple[Version, ...]:
        """Every language that an entry can be read in, the original first; none where there is only one."""
        entry = cast(Entry, item.entry)
        group: Sequence[Item] = self._groups.get((item.kind, entry.translation_of or item.id), ())
        return tuple(_version(one) for one in group)

    def newest(self) -> Mapping[str, list[Item]]:
        """What there is in each other language, the newest first."""
        return {
            language: sorted(items, key=lambda item: (cast(Entry, item.entry).date, item.id), reverse=True)
            for language, items in sorted(self.others.items())
        }


def _version(item: Item) -> Version:
    language = cast(Entry, item.entry).language
    return Version(language, native(language), item.address or "")
