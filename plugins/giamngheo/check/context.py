"""What a rule may look at: everything that was read, and the day for which it is checked."""

import difflib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from giamngheo.derive.figures import share_figures
from giamngheo.derive.filled import with_quotes
from giamngheo.derive.publish import published, withdrawn
from giamngheo.derive.quotes import quote
from giamngheo.kinds.body import Body
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.figure import Figure
from giamngheo.kinds.problem import Position
from giamngheo.kinds.story import Story
from giamngheo.load.content import Loaded
from giamngheo.markup.address import Links
from giamngheo.markup.scan import Scans
from giamngheo.words import words


class Context(Struct, frozen=True, dict=True):
    """Read once, handed to every rule."""

    loaded: Loaded
    content: Path
    home: str
    today: date
    is_preview: bool = False

    @property
    def files(self) -> frozenset[str]:
        """Every file of the content folder, as paths below it."""
        return self.loaded.files

    @cached_property
    def catalogue(self) -> Catalogue:
        return self.loaded.catalogue

    @cached_property
    def public(self) -> Catalogue:
        """What readers may see: a link to anything else leads nowhere."""
        public = published(self.catalogue, self.today, self.is_preview)
        share_figures(self.catalogue, public)
        printing = with_quotes(public, lambda call: quote(public, call, words(), self.today).text)
        share_figures(public, printing)
        return printing

    @cached_property
    def withdrawn(self) -> frozenset[str | None]:
        """Stories whose consent has ended, by their files: their pictures may be deleted with them."""
        held = (self.catalogue.of("story")[id_] for id_ in withdrawn(self.catalogue, self.today))
        return frozenset(item.source for item in held if cast(Story, item.entry).consent is not None)

    @cached_property
    def scans(self) -> Scans:
        return Scans(self.loaded.bodies)

    @cached_property
    def links(self) -> Links:
        return Links(self.catalogue, self.files)

    @cached_property
    def public_links(self) -> Links:
        return Links(self.public, self.files)

    @property
    def bodies(self) -> list[Body]:
        return self.loaded.bodies

    def with_salvaged(self) -> "Context":
        """The same with entries that have mistakes, as far as they could be read."""
        items = {kind: dict(held) for kind, held in self.loaded.items.items()}
        for item, _ in self.loaded.salvaged:
            items[item.kind].setdefault(item.id, item)
        return replace(self, loaded=replace(self.loaded, items=items))

    def where(self, figure: Figure) -> Position:
        """Where a figure was written."""
        if figure.index is None:
            return figure.at
        return self._indicators[figure.path].where("observations", figure.index, "value")

    @cached_property
    def _indicators(self) -> Mapping[str, Item]:
        return {item.path: item for item in self.catalogue.of("indicator").values()}

    def register(self, name: str) -> Mapping[str, Mapping[str, str]]:
        return self.loaded.registers.get(name, {})

    def is_known(self, kind: str, id_: str) -> bool:
        """True also for entries that exist but could not be read."""
        return self.catalogue.get(kind, id_) is not None or (kind, id_) in self.loaded.broken


def close(word: str, known: Iterable[str]) -> str:
    """The known word nearest to what was typed, or nothing (did you mean ...)."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), "")
