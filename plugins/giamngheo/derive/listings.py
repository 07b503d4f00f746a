"""Lists of entries: by year, topic and place, paged from the oldest so that a new entry rewrites one page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from giamngheo.derive.cards import Card, Link, card_of, links_of, newest_first
from giamngheo.kinds import BY_NAME, DATED
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.entry import Entry

PAGE_SIZE = 20


@dataclass(frozen=True)
class Filter:
    """One choice of a list: its name, address and how many entries it holds."""

    name: str
    address: str
    count: int


@dataclass(frozen=True)
class Listing:
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


def listings(catalogue: Catalogue, today: date) -> Iterator[Listing]:
    """Every page of every list of the dated kinds."""
    for kind in DATED:
        items = newest_first(catalogue.of(kind).values())
        root = f"{BY_NAME[kind].address}/"
        groups = _groups(catalogue, items, root)
        yield from _pages(catalogue, kind, root, None, "", items, today, groups)
        for by, filters in groups.items():
            for filter_, held in filters:
                yield from _pages(catalogue, kind, filter_.address, by, filter_.name, held, today, {})


Groups = dict[str, list[tuple[Filter, list[Item]]]]


def _groups(catalogue: Catalogue, items: Sequence[Item], root: str) -> Groups:
    by_year: dict[str, list[Item]] = {}
    by_topic: dict[str, list[Item]] = {}
    by_place: dict[str, list[Item]] = {}
    for item in items:
        entry = item.entry
        assert isinstance(entry, Entry)
        by_year.setdefault(str(entry.date.year), []).append(item)
        for topic in entry.topics:
            by_topic.setdefault(topic, []).append(item)
        for place in entry.places:
            by_place.setdefault(place, []).append(item)
    years = [(Filter(year, f"{root}nam/{year}/", len(held)), held) for year, held in by_year.items()]
    return {
        "year": years,
        "topic": _named(catalogue, "topic", by_topic, f"{root}chu-de/"),
        "place": _named(catalogue, "place", by_place, f"{root}dia-ban/"),
    }


def _named(
    catalogue: Catalogue, kind: str, groups: dict[str, list[Item]], root: str
) -> list[tuple[Filter, list[Item]]]:
    named = []
    for id_, held in groups.items():
        links: tuple[Link, ...] = links_of(catalogue, kind, [id_])
        named.append((Filter(links[0].name, f"{root}{id_}/", len(held)), held))
    return sorted(named, key=lambda pair: (-pair[0].count, pair[0].name))


def _pages(
    catalogue: Catalogue,
    kind: str,
    address: str,
    by: str | None,
    value: str,
    items: Sequence[Item],
    today: date,
    groups: Groups,
) -> Iterator[Listing]:
    """The front holds the newest 20 to 39; full pages behind it are numbered from the oldest and stay as they are."""
    frozen = max(0, len(items) // PAGE_SIZE - 1)
    front = len(items) - frozen * PAGE_SIZE
    chunks = [(address, items[:front])]
    for number in range(frozen, 0, -1):
        start = front + (frozen - number) * PAGE_SIZE
        chunks.append((f"{address}trang/{number}/", items[start : start + PAGE_SIZE]))
    filters = {name: tuple(filter_ for filter_, _ in pairs) for name, pairs in groups.items()}
    for index, (page, held) in enumerate(chunks):
        yield Listing(
            kind=kind,
            address=page,
            by=by,
            value=value,
            total=len(items) if index == 0 else 0,
            cards=tuple(card_of(catalogue, item, today) for item in held),
            newer=chunks[index - 1][0] if index else None,
            older=chunks[index + 1][0] if index + 1 < len(chunks) else None,
            years=filters.get("year", ()) if index == 0 else (),
            topics=filters.get("topic", ()) if index == 0 else (),
            places=filters.get("place", ()) if index == 0 else (),
        )
