"""What a list shows of an entry, and the links by which pages name one another."""

from collections.abc import Iterable
from datetime import date
from typing import cast

from msgspec import Struct

from giamngheo.derive.publish import Mark, is_expired, mark_of
from giamngheo.kinds.activity import Activity
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.entry import Entry
from giamngheo.kinds.frame import Frame
from giamngheo.kinds.question import Question
from giamngheo.kinds.story import Story
from giamngheo.kinds.values import Picture, When


class Link(Struct, frozen=True):
    """A name and the address below the root that it leads to; no address: a name without a page."""

    name: str
    address: str | None


class Shown(Struct, frozen=True):
    """A picture with the widths it is there in; no frame: it is shown as it is."""

    picture: Picture
    frame: Frame | None


class Card(Struct, frozen=True):
    """An entry in a list."""

    kind: str
    id: str
    title: str
    address: str
    summary: str
    date: date
    picture: Shown | None
    places: tuple[Link, ...]
    mark: Mark | None
    is_expired: bool
    is_illustrative: bool
    is_urgent: bool
    form: str | None
    held: When | None
    is_ahead: bool


def card_of(catalogue: Catalogue, item: Item, today: date) -> Card:
    """The card of an entry; many lists show the same one."""
    cards = catalogue.made.setdefault(("card", today), {})
    known = cards.get((item.kind, item.id))
    if known is None:
        known = cards[(item.kind, item.id)] = _card(catalogue, item, today)
    return cast(Card, known)


def _card(catalogue: Catalogue, item: Item, today: date) -> Card:
    entry = item.entry
    assert isinstance(entry, Entry)
    return Card(
        kind=item.kind,
        id=item.id,
        title=entry.title,
        address=item.address or "",
        summary=entry.short_answer if isinstance(entry, Question) else entry.summary,
        date=entry.date,
        picture=lead_of(catalogue, entry),
        places=links_of(catalogue, "place", entry.places),
        mark=mark_of(item, today),
        is_expired=is_expired(entry, today),
        is_illustrative=isinstance(entry, Story) and entry.illustrative,
        is_urgent=entry.priority == "khan-cap",
        form=entry.form if isinstance(entry, Activity) else None,
        held=entry.held if isinstance(entry, Activity) else None,
        is_ahead=isinstance(entry, Activity) and entry.held.is_ahead_on(today),
    )


def lead_of(catalogue: Catalogue, entry: Entry) -> Shown | None:
    """The picture that opens an entry."""
    return shown(catalogue, entry.pictures[0]) if entry.pictures else None


def shown(catalogue: Catalogue, picture: Picture) -> Shown:
    return Shown(picture, catalogue.frame(picture.file))


def name_of(item: Item) -> str:
    """The name by which an entry of any kind is called in a link."""
    entry = item.entry
    return str(getattr(entry, "title", None) or getattr(entry, "name", item.id))


def links_of(catalogue: Catalogue, kind: str, ids: Iterable[str]) -> tuple[Link, ...]:
    """Links to the entries with these ids; one that is not public is left out."""
    links = catalogue.made.setdefault(("link", kind), {})
    found = []
    for id_ in ids:
        link = links.get(id_)
        item = catalogue.get(kind, id_) if link is None else None
        if item is not None:
            link = links[id_] = Link(name_of(item), item.address)
        if link is not None:
            found.append(cast(Link, link))
    return tuple(found)
