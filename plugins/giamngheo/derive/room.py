"""The broadcasters' room (phòng phát thanh): what is new to be read aloud or printed, day by day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import cast

from giamngheo.derive.cards import Link, links_of
from giamngheo.derive.corrections import corrections_of
from giamngheo.derive.feeds import FeedsView, feeds, feeds_view, told_on
from giamngheo.derive.publish import REUSE, mark_of, may_be_reused
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.correction import Withdrawal
from giamngheo.kinds.entry import Entry
from giamngheo.words import Words

ROOT = "phat-thanh/"


@dataclass(frozen=True)
class Offer:
    """An entry that may be taken, and where; corrected ones come again on the day of their correction."""

    kind: str
    title: str
    entry: str
    address: str
    places: tuple[Link, ...]
    topics: tuple[Link, ...]
    is_corrected: bool
    is_urgent: bool
    valid_to: date | None


@dataclass(frozen=True)
class OfDay:
    """What was new on a day: entries, and whether stories were taken down."""

    day: date
    offers: tuple[Offer, ...]
    withdrawals: int


@dataclass(frozen=True)
class RoomView:
    """The page of the room: the newest day first, and the feeds that tell it by themselves."""

    days: tuple[OfDay, ...]
    feeds: FeedsView


def room_view(catalogue: Catalogue, home: str, today: date, words: Words) -> RoomView:
    """`home` is the language of most entries."""
    newest = next(iter(feeds(catalogue, home))).newest
    days = []
    for day, held in groupby(newest, lambda it: it.day if isinstance(it, Withdrawal) else told_on(catalogue, it)):
        told = list(held)
        items = [one for one in told if not isinstance(one, Withdrawal)]
        offers = tuple(_offers(catalogue, items, today))
        gone = len(told) - len(items)
        if offers or gone:
            days.append(OfDay(day, offers, gone))
    return RoomView(tuple(days), feeds_view(catalogue, home, words))


def _offers(catalogue: Catalogue, items: Iterable[Item], today: date) -> Iterable[Offer]:
    for item in items:
        entry = cast(Entry, item.entry)
        is_over = entry.valid_to is not None and entry.valid_to < today
        if is_over or not may_be_reused(entry) or mark_of(item, today) is not None:
            continue
        yield Offer(
            kind=item.kind,
            title=entry.title,
            entry=item.address or "",
            address=f"{item.address}{REUSE}",
            places=links_of(catalogue, "place", entry.places),
            topics=links_of(catalogue, "topic", entry.topics),
            is_corrected=bool(corrections_of(catalogue, item)),
            is_urgent=entry.priority != "thuong",
            valid_to=entry.valid_to,
        )
