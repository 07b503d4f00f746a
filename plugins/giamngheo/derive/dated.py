"""Entries by date, and by what they name: looked through once a build, asked by every list and page."""

from collections.abc import Iterable, Sequence
from copy import copy
from operator import attrgetter
from typing import cast

from giamngheo.derive.figures import MADE
from giamngheo.keys import Fingerprint, Key, key_of
from giamngheo.kinds import BY_NAME, DATED
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.entry import Entry
from giamngheo.markup.scan import named_in
from giamngheo.words import HOME

# What an entry names, and the field in which it does.
FIELDS = (
    ("topic", "topics"),
    ("place", "places"),
    ("audience", "audience"),
    ("policy", "policies"),
    ("policy", "support_received"),
    ("document", "legal_basis"),
    ("agency", "where_to_go"),
)
# What an entry is found by that it names in its text.
LINKED = (":policy:", ":document:", ":indicator:")
CALLED = {"so": "indicator", "chenh": "indicator", "muc": "policy"}
# Those fields that a kind has.
FIELDS_OF = {
    name: [(kind, field) for kind, field in FIELDS if field in BY_NAME[name].model.model_fields] for name in DATED
}


def sign_of(item: Item) -> Key:
    """Stands for all that an item says: equal signs, equal items."""
    # The figures of a table follow from its text, from the review beside it and from the registers.
    table = (item.table.digest,) if item.table else ()
    if item.sign:
        return key_of(item.sign, *table) if table else item.sign
    return key_of(item.kind, item.id, item.source or "", Fingerprint().text(item.entry), item.body, *table)


def named_by(item: Item) -> dict[str, list[str]]:
    """What an entry names, by kind, in the order of its fields."""
    named: dict[str, list[str]] = {kind: [] for kind, _ in FIELDS}
    for kind, field in FIELDS_OF[item.kind]:
        named[kind] += getattr(item.entry, field)
    return named


def subjects_of(item: Item) -> list[tuple[str, str]]:
    """Kind and id of all that an entry tells of, in its fields and, as `LINKED` and `CALLED` say, in its text."""
    entry = item.entry
    found = [(kind, id_) for kind, field in FIELDS_OF[item.kind] for id_ in getattr(entry, field)]
    if item.prose:
        keys, calls = named_in(item.prose)
        split = [key.partition("#")[0].split(":") for key in keys if key.startswith(LINKED)]
        found += [(kind, id_) for _, kind, id_ in split]
        found += [(CALLED[name], id_) for name, id_ in calls if name in CALLED]
    return found


def is_at_home(item: Item) -> bool:
    """True for what is written in the language of the site."""
    return cast(Entry, item.entry).language == HOME


class Dated:
    """Articles, stories, questions and activities, newest first. A rank is a place in that order."""

    def __init__(self, catalogue: Catalogue) -> None:
        # By date, then by id, so that the order never depends on the file system.
        self.items = sorted((item for item, _ in catalogue.dated()), key=attrgetter("entry.date", "id"), reverse=True)
        self.ranks = {(item.kind, item.id): rank for rank, item in enumerate(self.items)}
        self.signs = [sign_of(item) for item in self.items]
        # What is put into another language is told of on its original's page and in its own list alone.
        self._kinds = [item.kind if is_at_home(item) else "" for item in self.items]
        self._named: dict[tuple[str, str], list[int]] = {}
        # What each tells of; the same pairs are one.
        pairs: dict[tuple[str, str], tuple[str, str]] = {}
        self.subjects: list[tuple[tuple[str, str], ...]] = []
        for rank, item in enumerate(self.items):
            told = dict.fromkeys(subjects_of(item)) if is_at_home(item) else ()
            self.subjects.append(tuple([pairs.setdefault(pair, pair) for pair in told]))
            for pair in told:
                self._named.setdefault(pair, []).append(rank)

    def of(self, kind: str) -> list[int]:
        """Those of one kind."""
        return [rank for rank, its in enumerate(self._kinds) if its == kind]

    def naming(self, kind: str, id_: str, by: str | None = None) -> Sequence[int]:
        """Those that name an item; all, or those of one kind."""
        found: Sequence[int] = self._named.get((kind, id_), ())
        kinds = self._kinds
        return found if by is None else [rank for rank in found if kinds[rank] == by]

    def named(self, kind: str) -> list[str]:
        """What of a kind is named by any entry, as the newest names it first."""
        return [id_ for named, id_ in self._named if named == kind]

    def reworded(self, items: Iterable[Item]) -> "Dated":
        """The same with these entries in the place of themselves; their dates and what they name are the same."""
        made = copy(self)
        made.items, made.signs = [*self.items], [*self.signs]
        for item in items:
            rank = self.ranks[(item.kind, item.id)]
            made.items[rank], made.signs[rank] = item, sign_of(item)
        return made

    def sign(self, ranks: Iterable[int]) -> Key:
        """Stands for all that these entries say, and for their order."""
        signs = self.signs
        return key_of(b"".join([signs[rank] for rank in ranks]))


def dated(catalogue: Catalogue) -> Dated:
    """The entries of a catalogue, put in order once."""
    made = catalogue.made.setdefault("dated", {})
    if not made:
        made[0] = Dated(catalogue)
    return cast(Dated, made[0])


def reworded(catalogue: Catalogue, items: Sequence[Item]) -> Catalogue:
    """The catalogue with other words in these entries; their dates and what their fields name are the same."""
    new = catalogue.replaced({(item.kind, item.id): item for item in items})
    if all(subjects_of(item) == subjects_of(catalogue.of(item.kind)[item.id]) for item in items):
        new.made["dated"] = {0: dated(catalogue).reworded(items)}
    for name in MADE:
        new.made[name] = catalogue.made.setdefault(name, {})
    return new
