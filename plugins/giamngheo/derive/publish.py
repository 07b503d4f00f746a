"""What the public may see on a day, and on which day that changes by itself."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Literal, cast

from giamngheo.keys import lasting_key_of
from giamngheo.kinds import KINDS
from giamngheo.kinds.activity import Activity
from giamngheo.kinds.bulletin import Broadcast, Bulletin
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.correction import Withdrawal
from giamngheo.kinds.entry import Entry
from giamngheo.kinds.policy import CHECK_HOLDS, Policy
from giamngheo.kinds.review import Review
from giamngheo.kinds.season import Season
from giamngheo.kinds.story import Scope, Story
from giamngheo.kinds.values import Picture

# The page of an entry for those who pass it on, below its own.
REUSE = "tai-su-dung/"

Mark = Literal["draft", "review", "embargo"]
# Who lets us show a picture has not let others do so.
_PASSED_ON = ("own", "cc-by", "cc-by-sa", "public-domain")


def is_withdrawn(item: Item, today: date) -> bool:
    """A story of a named family without a consent that holds: no preview shows it either."""
    if not isinstance(item.entry, Story) or item.entry.illustrative:
        return False
    consent = item.entry.consent
    return consent is None or not consent.holds_on(today)


def withdrawn(catalogue: Catalogue, today: date) -> frozenset[str]:
    """Such stories by their ids, and what they are called in other languages: the family gave its word once."""
    stories = catalogue.of("story")
    own = {id_ for id_, item in stories.items() if is_withdrawn(item, today)}
    told_anew = {id_ for id_, item in stories.items() if cast(Story, item.entry).translation_of in own} if own else ()
    return frozenset({*own, *told_anew})


def mark_of(item: Item, today: date) -> Mark | None:
    """Why an entry is not public yet, None for one that is."""
    status = getattr(item.entry, "status", "published")
    if status != "published":
        return cast(Mark, status)
    publish_at = _public_from(item)
    return "embargo" if publish_at is not None and publish_at > today else None


def _public_from(item: Item) -> date | None:
    """The day before which nobody but a preview sees an entry: a review's figures wait for their release."""
    if isinstance(item.entry, Review):
        return item.entry.released
    return cast(date | None, getattr(item.entry, "publish_at", None))


def is_public(item: Item, today: date, preview: bool = False) -> bool:
    return not is_withdrawn(item, today) and (preview or mark_of(item, today) is None)


def published(catalogue: Catalogue, today: date, preview: bool = False) -> Catalogue:
    """The catalogue that pages and exports are made of: drafts and embargoed entries only in preview."""
    kept: dict[str, Mapping[str, Item]] = {}
    hidden = withdrawn(catalogue, today)
    for kind in KINDS:
        items = catalogue.of(kind.name)
        # What has no status is public, as registers are.
        if kind.has("status"):
            items = {id_: item for id_, item in items.items() if is_public(item, today, preview)}
        if kind.name == "story":
            items = {id_: item for id_, item in items.items() if id_ not in hidden}
        kept[kind.name] = items
    gone = tuple(withdrawals(catalogue, today))
    return Catalogue(kept, catalogue.outlines, gone, catalogue.frames)


def withdrawals(catalogue: Catalogue, today: date) -> Iterator[Withdrawal]:
    """Stories whose consent held once: those who keep a copy have to hear that it ended, without the name."""
    for item in catalogue.of("story").values():
        story = cast(Story, item.entry)
        original = catalogue.get("story", story.translation_of or "")
        ended = _ended(item, today) or (original and _ended(original, today))
        if story.status == "published" and ended:
            yield Withdrawal(seal_of(item), *ended)


def _ended(item: Item, today: date) -> tuple[date, Literal["withdrawn", "expired"]] | None:
    """Since when a family no longer agrees, and why."""
    story = cast(Story, item.entry)
    consent = story.consent
    if consent is None or story.illustrative:
        return None
    if consent.is_withdrawn_on(today) and consent.withdrawn_on is not None:
        return consent.withdrawn_on, "withdrawn"
    return (consent.expires + timedelta(days=1), "expired") if consent.expires < today else None


def is_expired(entry: Entry, today: date) -> bool:
    """What an entry says was true until a day, and that day is over."""
    return entry.valid_to is not None and entry.valid_to < today


def agrees(entry: Entry, scope: Scope) -> bool:
    """Whether a use is covered: a story of a named family only as far as the family agreed to this very use."""
    if not isinstance(entry, Story) or entry.illustrative:
        return True
    return entry.consent is not None and scope in entry.consent.scope


def may_be_reused(entry: Entry) -> bool:
    """An article of the press is ours to show, not to pass on."""
    return agrees(entry, "reuse") and entry.origin != "press"


def passed_on(entry: Entry) -> tuple[Picture, ...]:
    """Pictures that others may take: of people only with the family's word, of others' only under a free licence."""
    if not agrees(entry, "photo") or not may_be_reused(entry):
        return ()
    # Nobody gave their word for a story that is made up.
    is_agreed = isinstance(entry, Story) and not entry.illustrative
    free = [one for one in entry.pictures if one.rights in _PASSED_ON]
    return tuple(one for one in free if is_agreed or not one.shows_people)


def seal_of(item: Item) -> str:
    """Stands for an entry as long as it lives, wherever its page moves, and does not tell where that is."""
    moved_from = cast(Entry, item.entry).redirect_from
    first = f"{moved_from[0].strip('/')}/" if moved_from else item.address or ""
    return lasting_key_of("entry", first).hex()


def next_change(catalogue: Catalogue, today: date) -> date | None:
    """The next day on which something changes by itself: embargo, expiry, an old check, a standard, a bulletin."""
    return min((day for day in _turning_days(catalogue, today) if day > today), default=None)


# Whose page says when it begins; an entry's page says only when it has run out.
_BEGINNING = ("document", "place")


def _turning_days(catalogue: Catalogue, today: date) -> Iterator[date]:
    for item in catalogue:
        if getattr(item.entry, "status", "published") == "published":
            yield from _days_of(item)
    if catalogue.of("inquiry"):
        # The ledger says on which day it was counted.
        yield today + timedelta(days=1)
    for item in catalogue.of("season").values():
        yield from _days_of_season(cast(Season, item.entry), today)
    for item in catalogue.of("broadcast").values():
        # A bulletin makes way for the next one.
        yield cast(Broadcast, item.entry).next_on(today) + timedelta(days=1)
    for item in catalogue.of("bulletin").values():
        yield cast(Bulletin, item.entry).last_day + timedelta(days=1)
    for item in catalogue.of("standard").values():
        applies = catalogue.standard(item.id).applies
        yield applies.start
        if applies.end is not None:
            yield applies.end + timedelta(days=1)


def _days_of_season(season: Season, today: date) -> Iterator[date]:
    """A review begins and ends every year."""
    for year in (today.year, today.year + 1):
        yield season.begins.in_year(year)
        yield season.ends.in_year(year) + timedelta(days=1)
    yield from [season.valid_from] if season.valid_from else []


def _days_of(item: Item) -> Iterator[date]:
    entry = item.entry
    if isinstance(entry, Policy):
        yield from entry.turning_days()
        return
    begins = getattr(entry, "valid_from", None) if item.kind in _BEGINNING else None
    yield from (day for day in (_public_from(item), begins) if day is not None)
    if isinstance(entry, Activity) and entry.held.last_day_ahead is not None:
        yield entry.held.last_day_ahead + timedelta(days=1)
    valid_to = getattr(entry, "valid_to", None)
    if valid_to is not None:
        yield valid_to + timedelta(days=1)
    checked_on = getattr(entry, "checked_on", None)
    if checked_on is not None and item.kind == "question":
        yield checked_on + CHECK_HOLDS + timedelta(days=1)
    if isinstance(entry, Story) and entry.consent is not None:
        ends, withdrawn_on = entry.consent.expires + timedelta(days=1), entry.consent.withdrawn_on
        yield from [ends] if withdrawn_on is None else [withdrawn_on, min(ends, withdrawn_on)]
