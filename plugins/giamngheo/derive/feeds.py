"""Feeds (nguồn tin): which lists have one, and what stands in each, told or corrected last comes first."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple, cast

from msgspec import Struct

from giamngheo.derive.cards import name_of
from giamngheo.derive.corrections import ROOT as CORRECTIONS
from giamngheo.derive.corrections import corrections_of
from giamngheo.derive.dated import Dated, dated, is_at_home
from giamngheo.derive.heard import passed_on
from giamngheo.derive.tongues import native
from giamngheo.kinds import BY_NAME, DATED
from giamngheo.kinds.activity import Activity
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.correction import Withdrawal
from giamngheo.kinds.entry import Entry
from giamngheo.words import Words
from giamngheo.words.slug import slugify

PAGE = "nguon-tin/"
SHOWN = 25

By = Literal["all", "kind", "language", "topic", "place"]
One = Item | Withdrawal
_NAMED: tuple[By, ...] = ("topic", "place")


class Feed(NamedTuple):
    """Where a feed lies, what chooses its entries (`value` is a kind, a language, an id), and the newest of them."""

    address: str
    by: By
    value: str
    newest: tuple[One, ...]

    def name(self, catalogue: Catalogue, words: Words) -> str:
        if self.by == "all":
            return words.say("feed.all")
        if self.by == "kind":
            return words.say(f"kind.{self.value}.many")
        if self.by == "language":
            return words.say("feed.language", language=native(self.value))
        item = catalogue.get(self.by, self.value)
        return name_of(item) if item else self.value


class FeedRow(Struct, frozen=True):
    """A feed in the list of all."""

    name: str
    address: str


class FeedsView(Struct, frozen=True):
    """The page on which people find the feed they want."""

    general: tuple[FeedRow, ...]
    topics: tuple[FeedRow, ...]
    places: tuple[FeedRow, ...]
    has_calendar: bool
    has_podcast: bool


def feeds(catalogue: Catalogue, home: str) -> Iterator[Feed]:
    """All feeds of entries in a fixed order; `home` is the language of most."""
    all_ = dated(catalogue)
    order = _Order(catalogue, all_)
    at_home = [rank for rank, item in enumerate(all_.items) if is_at_home(item)]
    yield Feed("", "all", "", order.newest(at_home, catalogue.withdrawn))
    for kind in DATED:
        withdrawn = catalogue.withdrawn if kind == "story" else ()
        yield Feed(f"{BY_NAME[kind].address}/", "kind", kind, order.newest(all_.of(kind), withdrawn))
    for language, ranks in _languages(all_, home).items():
        yield Feed(f"{language}/", "language", language, order.newest(ranks))
    for by in _NAMED:
        for id_ in sorted(all_.named(by)):
            if has_feed(catalogue, by, id_):
                yield Feed(f"{BY_NAME[by].address}/{id_}/", by, id_, order.newest(all_.naming(by, id_)))


def has_feed(catalogue: Catalogue, by: str, id_: str) -> bool:
    """Topics and places that an entry names."""
    return by in _NAMED and catalogue.get(by, id_) is not None and bool(dated(catalogue).naming(by, id_))


def feeds_view(catalogue: Catalogue, home: str, words: Words) -> FeedsView:
    """The list of all feeds; topics and places by name."""
    all_ = dated(catalogue)
    general = [("", "feed.all"), *((f"{BY_NAME[kind].address}/", f"kind.{kind}.many") for kind in DATED)]
    rows = [FeedRow(words.say(key), address) for address, key in general]
    rows += [FeedRow(words.say("feed.language", language=native(it)), f"{it}/") for it in _languages(all_, home)]
    rows.append(FeedRow(words.say("kind.correction.many"), CORRECTIONS))
    return FeedsView(
        tuple(rows), _rows(catalogue, "topic"), _rows(catalogue, "place"), bool(events(catalogue)),
        bool(passed_on(catalogue)),
    )  # fmt: skip


def _rows(catalogue: Catalogue, by: str) -> tuple[FeedRow, ...]:
    items = [catalogue.of(by)[id_] for id_ in dated(catalogue).named(by) if has_feed(catalogue, by, id_)]
    return tuple(sorted((FeedRow(name_of(it), it.address or "") for it in items), key=lambda row: slugify(row.name)))


def events(catalogue: Catalogue) -> tuple[Item, ...]:
    """Activities of which the day, or at least the month, is known: a calendar has no place for a mere year."""
    items = catalogue.of("activity").values()
    known = [item for item in items if cast(Activity, item.entry).held.month is not None]
    return tuple(sorted(known, key=lambda item: (cast(Activity, item.entry).held.year, item.id)))


def told_on(catalogue: Catalogue, item: Item) -> date:
    """The day on which there was last something new to tell of an entry: it came out, or it was corrected."""
    entry = cast(Entry, item.entry)
    days = (entry.date, entry.publish_at or entry.date, *[one.date for one in corrections_of(catalogue, item)])
    return max(days)


def told_days(catalogue: Catalogue) -> Sequence[tuple[Item, date]]:
    """Every entry, newest first, with that day; many ask for it."""
    made = catalogue.made.setdefault(told_days, {})
    if not made:
        made[None] = [(item, told_on(catalogue, item)) for item in dated(catalogue).items]
    return cast(Sequence[tuple[Item, date]], made[None])


def _languages(all_: Dated, home: str) -> dict[str, list[int]]:
    """Entries of other languages."""
    found: dict[str, list[int]] = {}
    for rank, item in enumerate(all_.items):
        language = cast(Entry, item.entry).language
        if language != home:
            found.setdefault(language, []).append(rank)
    return dict(sorted(found.items()))


class _Order:
    """Entries stand by their date already; those that were told of again later are few."""

    def __init__(self, catalogue: Catalogue, all_: Dated) -> None:
        self._items = all_.items
        self._days = [day for _, day in told_days(catalogue)]
        self._late = {n for n, item in enumerate(all_.items) if self._days[n] > cast(Entry, item.entry).date}

    def newest(self, ranks: Sequence[int], withdrawn: Sequence[Withdrawal] = ()) -> tuple[One, ...]:
        chosen = {*ranks[:SHOWN], *(self._late.intersection(ranks) if self._late else ())}
        told: list[tuple[date, str, One]] = [(self._days[n], self._items[n].id, self._items[n]) for n in chosen]
        told += [(one.day, one.seal, one) for one in withdrawn]
        told.sort(key=lambda row: row[:2], reverse=True)
        return tuple(one for _, _, one in told[:SHOWN])
