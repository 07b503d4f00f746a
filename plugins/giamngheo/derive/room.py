"""The broadcasters' room (phòng phát thanh): what is new to be read aloud or printed, day by day."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import cast

from msgspec import Struct

from giamngheo.derive.bulletins import ROOT, STEM, Plan, plans
from giamngheo.derive.cards import Link, links_of
from giamngheo.derive.corrections import corrections_of
from giamngheo.derive.dated import is_at_home
from giamngheo.derive.feeds import FeedsView, One, feeds, feeds_view, told_days, told_on
from giamngheo.derive.publish import REUSE, mark_of, may_be_reused
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.correction import Withdrawal
from giamngheo.kinds.entry import Entry
from giamngheo.words import Words
from giamngheo.words.slug import slugify


class Offer(Struct, frozen=True):
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


class OfDay(Struct, frozen=True):
    """What was new on a day: entries, and whether stories were taken down."""

    day: date
    offers: tuple[Offer, ...]
    withdrawals: int


class NextBulletin(Struct, frozen=True):
    """A bulletin: whose it is or what it is called, when it is read, its page; `stem` is where its files lie."""

    name: str
    day: date
    address: str
    stem: str


class RoomView(Struct, frozen=True):
    """The page of the room: bulletins and the archive of those of places, what is new by day and by month, feeds."""

    bulletins: tuple[NextBulletin, ...]
    archive: str | None
    days: tuple[OfDay, ...]
    months: tuple[Link, ...]
    feeds: FeedsView


def room_view(catalogue: Catalogue, home: str, today: date, words: Words) -> RoomView:
    """`home` is the language of most entries."""
    bulletins = list(plans(catalogue, today))
    archive = f"{ROOT}{STEM}.zip" if any(plan.place for plan in bulletins) else None
    newest = next(iter(feeds(catalogue, home))).newest
    days = _days(catalogue, newest, today)
    links = tuple(Link(words.when((*_numbers(month), None)), address_of(month)) for month in months(catalogue))
    return RoomView(tuple(_bulletins(bulletins)), archive, days, links, feeds_view(catalogue, home, words))


def months(catalogue: Catalogue) -> dict[str, list[One]]:
    """What was new in each month, by its name (2026-11), the newest first; stories taken down among it."""
    made = catalogue.made.setdefault(months, {})
    if not made:
        made[None] = _by_month(catalogue)
    return cast(dict[str, list[One]], made[None])


def _by_month(catalogue: Catalogue) -> dict[str, list[One]]:
    told: list[tuple[date, str, One]] = [
        (day, item.id, item) for item, day in told_days(catalogue) if is_at_home(item)
    ]
    told += [(one.day, one.seal, one) for one in catalogue.withdrawn]
    found: dict[str, list[One]] = {}
    for day, _, one in sorted(told, key=lambda row: row[:2], reverse=True):
        found.setdefault(f"{day.year}-{day.month:02}", []).append(one)
    return found


def address_of(month: str) -> str:
    """Where the list of a month lies; the days in it have their date as anchor."""
    return f"{ROOT}thang/{month}/"


def month_view(catalogue: Catalogue, news: Iterable[One], today: date) -> tuple[OfDay, ...]:
    """The days of a month, of what was new in it."""
    return _days(catalogue, news, today)


def title_of(month: str, words: Words) -> str:
    """A list of a month as it is called."""
    return words.say("ui.room.month", month=words.when((*_numbers(month), None)))


def _numbers(month: str) -> tuple[int, int]:
    year, _, number = month.partition("-")
    return int(year), int(number)


def _days(catalogue: Catalogue, newest: Iterable[One], today: date) -> tuple[OfDay, ...]:
    """Days with something to take or to take down; `newest` is in the order of its days."""
    days = []
    for day, held in groupby(newest, lambda it: it.day if isinstance(it, Withdrawal) else told_on(catalogue, it)):
        told = list(held)
        items = [one for one in told if not isinstance(one, Withdrawal)]
        offers = tuple(_offers(catalogue, items, today))
        gone = len(told) - len(items)
        if offers or gone:
            days.append(OfDay(day, offers, gone))
    return tuple(days)


def _bulletins(found: Iterable[Plan]) -> Iterator[NextBulletin]:
    """Those of places by the name of the place, then those made by hand that are not over, the newest first."""
    of_places = sorted((plan for plan in found if plan.place), key=lambda plan: slugify(plan.shown))
    to_come = (plan for plan in found if not plan.place and not plan.is_over)
    by_hand = sorted(to_come, key=lambda plan: (plan.day, plan.stem), reverse=True)
    for plan in (*of_places, *by_hand):
        yield NextBulletin(plan.shown, plan.day, plan.address, f"{plan.address}{plan.stem}")


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
