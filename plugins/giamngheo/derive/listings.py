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


class Numbered(Struct, frozen=True):
    """A page behind the front of a list, by its number: the oldest is 1."""

    number: int
    address: str
    is_after_gap: bool


class Listing(Struct, frozen=True):
    """One page of a list, newest first. `by` says what narrows it: None, 'year', 'topic' or 'place'.

    `number` is 0 on the front, whose address is `front`.
    """

    kind: str
    address: str
    front: str
    number: int
    numbers: tuple[Numbered, ...]
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
    """The entries, by their ranks, that stand on one page of a list, and all else that the page shows.

    `number` is 0 on the front, `last` the highest there is.
    """

    dated: Dated
    kind: str
    front: str
    number: int
    last: int
    by: str | None
    value: str
    total: int
    ranks: Sequence[int]
    newer: str | None
    older: str | None
    filters: Mapping[str, tuple[Filter, ...]]

    @property
    def address(self) -> str:
        return _address(self.front, self.number)

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
            front=self.front,
            number=self.number,
            numbers=_numbers(self.front, self.number or self.last, self.last),
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


def _address(front: str, number: int) -> str:
    return f"{front}trang/{number}/" if number else front


def _pages(
    all_: Dated,
    kind: str,
    front: str,
    by: str | None,
    value: str,
    ranks: Sequence[int],
    filters: Mapping[str, tuple[Filter, ...]],
) -> Iterator[Stretch]:
    """The front holds the newest 20 to 39; full pages behind it are numbered from the oldest and stay as they are."""
    last = max(0, len(ranks) // PAGE_SIZE - 1)
    begin = len(ranks) - last * PAGE_SIZE
    chunks = [(0, ranks[:begin])]
    for number in range(last, 0, -1):
        start = begin + (last - number) * PAGE_SIZE
        chunks.append((number, ranks[start : start + PAGE_SIZE]))
    addresses = [None, *(_address(front, number) for number, _ in chunks), None]
    for (number, held), newer, older in zip(chunks, addresses, addresses[2:], strict=False):
        total, narrowed = (0, {}) if number else (len(ranks), filters)
        yield Stretch(all_, kind, front, number, last, by, value, total, held, newer, older, narrowed)


def _numbers(front: str, here: int, last: int) -> tuple[Numbered, ...]:
    """One page with the two behind it, and the oldest: of those towards the front only that there are some, so that a
    new page changes its neighbour alone. None in a list without a page between the front and the oldest.
    """
    if last < 2:
        return ()
    near = [*range(here, max(here - 3, 0), -1)]
    far = [1] if 1 not in near else []
    gaps = {1: bool(far) and near[-1] > 2, here: here < last}
    return tuple(Numbered(number, _address(front, number), gaps.get(number, False)) for number in (*near, *far))
