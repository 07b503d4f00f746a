"""Bulletins (bản tin): what each may hold on its day, the most urgent first, and until when it may be read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal, cast

from msgspec import Struct

from giamngheo.derive.cards import Link, name_of
from giamngheo.derive.corrections import corrections_of
from giamngheo.derive.feeds import told_days
from giamngheo.derive.publish import agrees, is_public, mark_of, may_be_reused
from giamngheo.kinds import DATED
from giamngheo.kinds.activity import Activity
from giamngheo.kinds.bulletin import KEEPS, Broadcast, Bulletin
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.correction import Correction
from giamngheo.kinds.entry import Entry
from giamngheo.kinds.story import Story
from giamngheo.words import HOME

# Below the broadcasters' room: a folder for each place, and in it the files of its next bulletin.
ROOT = "phat-thanh/"
STEM = "hom-nay"
_URGENCY = {"khan-cap": 0, "uu-tien": 1, "thuong": 4}
_INVITED, _CORRECTED = 2, 3
# So long before its day people are told of what they may go to, however long ago it was written.
_INVITES = timedelta(days=7)

# "language" is none that was asked for; "unspoken" one whose figures nobody puts into words, without a recording.
Why = Literal["hidden", "kept", "over", "language", "unspoken"]


class LeftOut(Struct, frozen=True):
    """Something that was asked for, by its name or its language, and cannot be read: why, and where it is written."""

    name: str
    why: Why
    address: str | None = None


class Plan(Struct, frozen=True):
    """A bulletin before anybody knows how long its parts take. `items` are entries and corrections of figures.

    `address` is its folder, `stem` the name of its files. Of one that `is_over` only the page stays.
    """

    address: str
    stem: str
    name: str
    place: Link | None
    day: date
    minutes: int
    languages: tuple[str, ...]
    approved_by: str
    note: str | None
    items: tuple[Item, ...]
    left_out: tuple[LeftOut, ...] = ()
    is_over: bool = False

    @property
    def shown(self) -> str:
        """Whose it is, or what it is called."""
        return self.place.name if self.place else self.name

    @property
    def last(self) -> date:
        """The last day on which all of it may be read."""
        lasts = (last for item in self.items for last in (last_of(item), invites_until(item, self.day)))
        return min([self.day + KEEPS, *(last for last in lasts if last is not None)])


def plans(catalogue: Catalogue, today: date) -> Iterator[Plan]:
    """The next bulletin of every place that has one, then those made by hand."""
    chosen: dict[str, tuple[date, Broadcast]] = {}
    for one in _broadcasts(catalogue):
        for id_ in one.places:
            day = one.next_on(today)
            if catalogue.get("place", id_) and (id_ not in chosen or day < chosen[id_][0]):
                chosen[id_] = day, one
    for id_, (day, one) in chosen.items():
        yield _scheduled(catalogue, id_, one, day, today)
    for item in catalogue.of("bulletin").values():
        if mark_of(item, today) is None:
            yield _by_hand(catalogue, item, today)


def _scheduled(catalogue: Catalogue, id_: str, one: Broadcast, day: date, today: date) -> Plan:
    place = Link(catalogue.place(id_).name, f"dia-ban/{id_}/")
    held = picked(catalogue, Wish(day, one.days, (id_,), one.topics, one.languages), today)
    address, facts = f"{ROOT}{id_}/", (one.languages, one.approved_by, one.note)
    return Plan(address, STEM, one.name, place, day, one.minutes, *facts, *held)


def _by_hand(catalogue: Catalogue, item: Item, today: date) -> Plan:
    """Of its own day for ever; what is over by now is not read, though the bulletin is older."""
    one = cast(Bulletin, item.entry)
    day, languages = max(one.date, today), one.languages
    facts = (item.address or "", item.id, one.title, None, one.date, one.minutes, languages, one.approved_by, None)
    if today > one.last_day:
        return Plan(*facts, (), is_over=True)
    if one.items:
        return Plan(*facts, *named(catalogue, one, day, today))
    wish = Wish(one.date, one.days, one.places, one.topics, one.languages, day)
    return Plan(*facts, *picked(catalogue, wish, today))


class Wish(Struct, frozen=True):
    """What a bulletin is about: news of `days` days up to its day, of places and topics; read on `day` or later."""

    upto: date
    days: int
    places: tuple[str, ...]
    topics: tuple[str, ...]
    languages: tuple[str, ...]
    read_on: date | None = None

    @property
    def day(self) -> date:
        return self.read_on or self.upto

    def holds(self, day: date) -> bool:
        return self.upto - timedelta(days=self.days) < day <= self.upto


# Why not: it may be read; it could be, but for its figures.
_READ = (None, "unspoken")
# What is read, and what is not though it was asked for.
Chosen = tuple[tuple[Item, ...], tuple[LeftOut, ...]]


def picked(catalogue: Catalogue, wish: Wish, today: date) -> Chosen:
    """The news that fit: urgent ones, what has priority, invitations, corrections, then what is near and new."""
    near, staff = _nearness(catalogue, wish.places), _staff(catalogue)
    found: list[tuple[tuple[int, int, int, str], Item]] = []
    for item, told in told_days(catalogue):
        entry = cast(Entry, item.entry)
        is_invited = told <= wish.upto and invites_until(item, wish.day) is not None
        if not (is_invited or wish.holds(told)) or why_not(item, wish.day, wish.languages, today) not in _READ:
            continue
        here = _distance(entry, near)
        if here is None or not _is_wished(entry, wish.topics) or _is_for_staff(entry, staff):
            continue
        rank = min(_URGENCY[entry.priority], _INVITED) if is_invited else _URGENCY[entry.priority]
        if any(wish.holds(one.date) for one in corrections_of(catalogue, item)):
            rank = min(rank, _CORRECTED)
        found.append(((rank, here, -told.toordinal(), item.id), item))
    for item in _of_figures(catalogue, wish):
        day = cast(Correction, item.entry).date
        found.append(((_CORRECTED, 1, -day.toordinal(), item.id), item))
    return _chosen((item for _, item in sorted(found, key=lambda row: row[0])), wish.day, wish.languages, today)


def named(catalogue: Catalogue, one: Bulletin, day: date, today: date) -> Chosen:
    """The items that a bulletin names, in its order; and why some are not read. Nothing is told of what is hidden."""
    found = (catalogue.get(*name.split(":", 1)) for name in one.items if ":" in name)
    return _chosen((item for item in found if item), day, one.languages, today)


def _chosen(items: Iterable[Item], day: date, languages: Sequence[str], today: date) -> Chosen:
    read: list[Item] = []
    left: list[LeftOut] = []
    for item in items:
        why = why_not(item, day, languages, today)
        if why is None:
            read.append(item)
        elif why not in ("hidden", "kept"):
            left.append(LeftOut(name_of(item), why, item.address if why == "unspoken" else None))
    return tuple(read), tuple(left)


def why_not(item: Item, day: date, languages: Sequence[str], today: date) -> Why | None:
    """Why a bulletin of a day may not hold something, None where it may."""
    entry = item.entry
    if isinstance(entry, Correction):
        return "kept" if entry.withdrawal else None
    assert isinstance(entry, Entry)
    if not is_public(item, today) or not is_public(item, day):
        return "hidden"
    if not may_be_reused(entry):
        return "kept"
    last = last_of(item)
    if last is not None and last < day:
        return "over"
    recorded = entry.audio if agrees(entry, "audio") else ()
    if (entry.language == HOME and HOME in languages) or any(one.language in languages for one in recorded):
        return None
    return "unspoken" if entry.language in languages else "language"


def last_of(item: Item) -> date | None:
    """The last day on which something may be read: it runs out, or a family's word does."""
    entry = item.entry
    days = [getattr(entry, "valid_to", None)]
    if isinstance(entry, Story) and not entry.illustrative and entry.consent is not None:
        consent = entry.consent
        days += [consent.expires, consent.withdrawn_on and consent.withdrawn_on - timedelta(days=1)]
    return min((day for day in days if day is not None), default=None)


def invites_until(item: Item, day: date) -> date | None:
    """The day of an activity that is soon to come, None of all else: after it nobody reads an invitation."""
    held = item.entry.held if isinstance(item.entry, Activity) and item.entry.held.day else None
    last = held.last_day_ahead if held else None
    return last if last is not None and day <= last <= day + _INVITES else None


def _broadcasts(catalogue: Catalogue) -> Iterator[Broadcast]:
    return (cast(Broadcast, item.entry) for item in catalogue.of("broadcast").values())


def _nearness(catalogue: Catalogue, places: Sequence[str]) -> dict[str, int]:
    """Places whose news concern these: 0 themselves and what they were before, 1 what they lie in; all where none."""
    near: dict[str, int] = {}
    for id_ in places:
        for rank, around in ((0, (id_,)), (1, tuple(catalogue.above(id_)))):
            for one in around:
                for it in (one, *catalogue.predecessors.get(one, ())):
                    near[it] = min(rank, near.get(it, rank))
    return near


def _distance(entry: Entry, near: Mapping[str, int]) -> int | None:
    """What names no place concerns everybody."""
    if not entry.places or not near:
        return 1
    return min((near[id_] for id_ in entry.places if id_ in near), default=None)


def _is_wished(entry: Entry, topics: Sequence[str]) -> bool:
    """What is urgent is told whatever it is about."""
    return not topics or entry.priority == "khan-cap" or not set(topics).isdisjoint(entry.topics)


def _staff(catalogue: Catalogue) -> set[str]:
    """Audiences of people who do the work; the loudspeaker does not read to them alone."""
    return {id_ for id_ in catalogue.of("audience") if catalogue.audience(id_).is_staff}


def _is_for_staff(entry: Entry, staff: set[str]) -> bool:
    """What names no audience is for everybody."""
    return bool(entry.audience) and staff.issuperset(entry.audience)


def _of_figures(catalogue: Catalogue, wish: Wish) -> Iterator[Item]:
    """Corrections that no entry tells by itself: of figures, of nothing in particular."""
    if HOME not in wish.languages:
        return
    for item in catalogue.of("correction").values():
        one = cast(Correction, item.entry)
        of_entry = (one.about or "").partition(":")[0] in DATED
        if wish.holds(one.date) and not one.withdrawal and not of_entry:
            yield item
