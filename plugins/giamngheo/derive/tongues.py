"""Entries and plain pages in several languages: which of them say the same, what there is in each language."""

from collections.abc import Sequence
from itertools import chain
from typing import cast

from msgspec import Struct

from giamngheo.derive.cards import Card, Link, name_of
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.entry import Entry
from giamngheo.kinds.page import Page
from giamngheo.words import HOME, words


class Version(Struct, frozen=True):
    """The same entry or page in a language; `name` is what the language calls itself."""

    language: str
    name: str
    address: str


class TongueView(Struct, frozen=True):
    """What can be read in a language: plain pages, and entries from the newest."""

    pages: tuple[Link, ...]
    cards: tuple[Card, ...]


def native(language: str) -> str:
    """What a language calls itself, as far as we know; else its code."""
    return words().say(f"tongue.name.{language}") if f"tongue.name.{language}" in words() else language


class Tongues:
    """All that is public and was put into another language, looked through once a build."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._groups: dict[tuple[str, str], list[Item]] = {}
        self._entries: dict[str, list[Item]] = {}
        self._pages: dict[str, list[Item]] = {}
        self._menu = menu_pages(catalogue)
        dated = (item for item, _ in catalogue.dated())
        for item in chain(dated, catalogue.of("page").values()):
            written = cast(Entry | Page, item.entry)
            if written.language != HOME:
                kept = self._pages if item.kind == "page" else self._entries
                kept.setdefault(written.language, []).append(item)
                original = catalogue.get(item.kind, written.translation_of or "")
                if original is not None:
                    self._groups.setdefault((item.kind, original.id), [original]).append(item)

    @property
    def languages(self) -> list[str]:
        """Every language but that of the site in which something can be read."""
        return sorted({*self._entries, *self._pages})

    def versions(self, item: Item) -> tuple[Version, ...]:
        """Every language that it can be read in, the original first; none where there is only one."""
        written = cast(Entry | Page, item.entry)
        group: Sequence[Item] = self._groups.get((item.kind, written.translation_of or item.id), ())
        return tuple(_version(one) for one in group)

    def newest(self, language: str) -> list[Item]:
        """The entries in another language, the newest first."""
        items = self._entries.get(language, [])
        return sorted(items, key=lambda item: (cast(Entry, item.entry).date, item.id), reverse=True)

    def pages(self, language: str) -> tuple[Link, ...]:
        """The plain pages in another language, in the order of the menu; those that are in no menu after them."""
        ranks = {item.id: rank for rank, item in enumerate(self._menu)}
        found = [(cast(Page, item.entry).translation_of or "", item) for item in self._pages.get(language, [])]
        found.sort(key=lambda one: (ranks.get(one[0], len(ranks)), one[1].id))
        return tuple(Link(name_of(item), item.address) for _, item in found)

    def menu(self, language: str) -> tuple[Link, ...]:
        """The plain pages of the footer, each in that language where somebody put it into it."""
        known = {cast(Page, item.entry).translation_of: item for item in self._pages.get(language, [])}
        chosen = [known.get(item.id, item) for item in self._menu]
        return tuple(Link(name_of(item), item.address) for item in chosen)


def menu_pages(catalogue: Catalogue) -> list[Item]:
    """Plain pages of the site's own language that the footer names, in the order of their `menu` number."""
    pages = [(cast(Page, item.entry), item) for item in catalogue.of("page").values()]
    chosen = [(page.menu, item.id, item) for page, item in pages if page.menu is not None and page.language == HOME]
    return [item for _, _, item in sorted(chosen)]


def _version(item: Item) -> Version:
    language = cast(Entry | Page, item.entry).language
    return Version(language, native(language), item.address or "")
