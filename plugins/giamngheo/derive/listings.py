"""Lists of entries: by year, topic and place, paged from the oldest so that a new entry rewrites one page."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, cast

from msgspec import Struct

from giamngheo.derive.cards import Card, Link, card_of, links_of
from giamngheo.derive.dated import Dated, dated
from giamngheo.keys import Key, key_of
from giamngheo.kinds import BY_NAME, DATED
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.entry import Entry

PAGE_SIZE = 20
# The folders of the lists by what entries name.
NAMED = {"topic": "chu-de/", "place": "dia-ban/"}


def list_of(kind: str, by: str, id_: str) -> str:
    """The address of the list of all entries of a kind that name a topic or a place."""
    return f"{BY_NAME[kind].address}/{NAMED[by]}{id_}/"


class Filter(Struct, frozen=True):
    """One choice of a list: its name, address and how many entries it holds."""

    name: str
    address: str
    count: int


class Listing(Struct, frozen=True):
    """One page of a list, newest first. `by` says what narrows it: None, 'year', 'topic' or 'place'."""

    kind: str
    address: str
    by: str | None
    value: str
    total: int
    cards: tuple[Card, ...]
    newer: str | None
    older: str | None
    years: tuple[Filter, ...] = ()
    topics: tuple[Filter, ...] = ()
    places: tuple[Filter, ...] = ()


class Stretch(NamedTuple):
    """The entries, by their ranks, that stand on one page of a list, and all else that the page shows."""

    dated: Dated
    kind: str
    address: str
    by: str | None
    value: str
    total: int
    ranks: Sequence[int]
    newer: str | None
    older: str | None
    filters: Mapping[str, tuple[Filter, ...]]

    @property
    def sign(self) -> Key:
        """Stands for all that the page shows but the names of places and topics."""
        filters = repr(self.filters) if self.filters else ""
        facts = (self.address, self.newer or "", self.older or "", str(self.total), filters)
        return key_of(*facts, self.dated.sign(self.ranks))

    def view(self, catalogue: Catalogue, today: date) -> Listing:
        return Listing(
            kind=self.kind,
            address=self.address,
            by=self.by,
            value=self.value,
            total=self.total,
            cards=tuple(card_of(catalogue, self.dated.items[rank], today) for rank in self.ranks),
            newer=self.newer,
            older=self.older,
            years=self.filters.get("year", ()),
            topics=self.filters.get("topic", ()),
            places=self.filters.get("place", ()),
        )


def stretches(catalogue: Catalogue) -> list[Stretch]:
    """Every page of every list of the dated kinds; told once a build."""
    made = catalogue.made.setdefault("stretches", {})
    if not made:
        made[0] = list(_stretches(catalogue))
    return cast(list[Stretch], made[0])


def _stretches(catalogue: Catalogue) -> Iterator[Stretch]:
    all_ = dated(catalogue)
    for kind in DATED:
        root = f"{BY_NAME[kind].address}/"
        ranks = all_.of(kind)
        groups = {
            "year": _by_year(all_, ranks, root),
            **{by: _naming(catalogue, all_, by, kind) for by in NAMED},
        }
        filters = {by: tuple(filter_ for filter_, _ in named) for by, named in groups.items()}
        yield from _pages(all_, kind, root, None, "", ranks, filters)
        for by, named in groups.items():
            for filter_, held in named:
                yield from _pages(all_, kind, filter_.address, by, filter_.name, held, {})


Group = list[tuple[Filter, Sequence[int]]]


def _by_year(all_: Dated, ranks: Sequence[int], root: str) -> Group:
    found: dict[int, list[int]] = {}
    for rank in ranks:
        found.setdefault(cast(Entry, all_.items[rank].entry).date.year, []).append(rank)
    return [(Filter(str(year), f"{root}nam/{year}/", len(held)), held) for year, held in found.items()]


def _naming(catalogue: Catalogue, all_: Dated, named: str, kind: str) -> Group:
    found = []
    for id_ in all_.named(named):
        held = all_.naming(named, id_, kind)
        if held:
            links: tuple[Link, ...] = links_of(catalogue, named, [id_])
            found.append((Filter(links[0].name, list_of(kind, named, id_), len(held)), held))
    return sorted(found, key=lambda pair: (-pair[0].count, pair[0].name, pair[0].address))


def _pages(
    all_: Dated,
    kind: str,
    address: str,
    by: str | None,
    value: str,
    ranks: Sequence[int],
    filters: Mapping[str, tuple[Filter, ...]],
) -> Iterator[Stretch]:
    """The front holds the newest 20 to 39; full pages behind it are numbered from the oldest and stay as they are."""
    frozen = max(0, len(ranks) // PAGE_SIZE - 1)
    front = len(ranks) - frozen * PAGE_SIZE
    chunks = [(address, ranks[:front])]
    for number in range(frozen, 0, -1):
        start = front + (frozen - number) * PAGE_SIZE
        chunks.append((f"{address}trang/{number}/", ranks[start : start + PAGE_SIZE]))
    for index, (page, held) in enumerate(chunks):
        is_front = index == 0
        newer = None if is_front else chunks[index - 1][0]
        older = chunks[index + 1][0] if index + 1 < len(chunks) else None
        total = len(ranks) if is_front else 0
        yield Stretch(all_, kind, page, by, value, total, held, newer, older, filters if is_front else {})
