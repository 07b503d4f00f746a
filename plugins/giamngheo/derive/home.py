"""The home page: headline figures, what is asked most, the newest of each kind, the ways to find help."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from itertools import islice
from typing import cast

from msgspec import Struct

from giamngheo.derive.cards import Card, card_of
from giamngheo.derive.dated import dated, is_at_home
from giamngheo.derive.ledger import Ledger
from giamngheo.derive.places import Atlas, PlaceFigure, place_figures
from giamngheo.derive.publish import is_expired
from giamngheo.derive.registers import Mentions, StandardView, standard_view
from giamngheo.kinds.activity import Activity
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.entry import Entry

# Experience of other provinces has its own shelf on the home page, by this topic.
EXPERIENCE = "kinh-nghiem-tinh-ban"


class Group(Struct, frozen=True):
    """An audience on the home page with the number of policies that name it."""

    name: str
    summary: str | None
    icon: str | None
    address: str
    count: int


class HomeView(Struct, frozen=True):
    """What the home page shows below its own text."""

    figures: tuple[PlaceFigure, ...]
    standards: tuple[StandardView, ...]
    groups: tuple[Group, ...]
    urgent: tuple[Card, ...]
    articles: tuple[Card, ...]
    stories: tuple[Card, ...]
    questions: tuple[Card, ...]
    activities: tuple[Card, ...]
    experience: tuple[Card, ...]
    topics: tuple[Group, ...]


def home_view(catalogue: Catalogue, home: str, atlas: Atlas, mentions: Mentions, today: date) -> HomeView:
    figures = islice(place_figures(atlas, home), 4) if catalogue.get("place", home) else ()
    standards = [standard_view(catalogue, id_, today) for id_ in catalogue.of("standard")]
    near = [view for view in standards if view.validity != "expired"]
    experience = {(item.kind, item.id) for item in mentions.of("topic", EXPERIENCE)[:1000]}
    urgent = [card for item, entry in catalogue.dated() if entry.priority != "thuong" and is_at_home(item)
              for card in [card_of(catalogue, item, today)]]  # fmt: skip
    urgent = sorted(urgent, key=lambda card: (not card.is_urgent, -card.date.toordinal(), card.id))[:3]
    all_, first = dated(catalogue), partial(_first, catalogue, today, urgent)
    articles = [card for card in first(all_.of("article"), 40) if (card.kind, card.id) not in experience]
    stories, activities = first(all_.of("story"), 3), first(_coming_first(catalogue, today), 3)
    # Nothing stands on the page twice.
    told = [*urgent, *stories, *activities]
    elsewhere = [card for card in mentions.cards("topic", EXPERIENCE, limit=4 + len(told)) if card not in told]
    return HomeView(
        figures=tuple(figures),
        standards=tuple(sorted(near, key=lambda view: view.standard.applies.start)),
        groups=_groups(catalogue),
        urgent=tuple(urgent),
        articles=tuple(articles[:5]),
        stories=tuple(stories),
        questions=tuple(first(_most_asked(catalogue, today), 6)),
        activities=tuple(activities),
        experience=tuple(elsewhere[:4]),
        topics=_topics(catalogue, mentions),
    )


def _first(catalogue: Catalogue, today: date, told: Sequence[Card], ranks: Iterable[int], limit: int) -> list[Card]:
    """The first of these entries that stand nowhere above."""
    items = dated(catalogue).items
    cards = (card_of(catalogue, items[rank], today) for rank in ranks)
    return list(islice((card for card in cards if card not in told), limit))


def _coming_first(catalogue: Catalogue, today: date) -> list[int]:
    """Activities to which one can still go, the next first; then the newest."""
    all_ = dated(catalogue)

    def days(rank: int) -> int:
        held = cast(Activity, all_.items[rank].entry).held
        last = held.last_day_ahead if held.is_ahead_on(today) else None
        return (last or date.max).toordinal()

    return sorted(all_.of("activity"), key=days)


def _most_asked(catalogue: Catalogue, today: date) -> list[int]:
    """The questions that most people asked, as the register tells; of those asked as often the newest first, and what
    no longer holds last.
    """
    all_, times = dated(catalogue), Ledger(catalogue, today).times_asked()

    def order(rank: int) -> tuple[bool, int]:
        item = all_.items[rank]
        return is_expired(cast(Entry, item.entry), today), -times[item.id]

    return sorted(all_.of("question"), key=order)


def _groups(catalogue: Catalogue) -> tuple[Group, ...]:
    """Audiences that policies name, in the register's order."""
    named = [who for policy in catalogue.of("policy") for who in catalogue.policy(policy).who]
    found = []
    for id_ in catalogue.of("audience"):
        audience = catalogue.audience(id_)
        if id_ in named:
            address = f"doi-tuong/{id_}/"
            found.append(Group(audience.name, audience.summary, audience.icon, address, named.count(id_)))
    return tuple(found)


def _topics(catalogue: Catalogue, mentions: Mentions) -> tuple[Group, ...]:
    found = []
    for id_ in catalogue.of("topic"):
        topic, count = catalogue.topic(id_), mentions.count("topic", id_)
        if count:
            found.append(Group(topic.name, topic.summary, topic.icon, f"chu-de/{id_}/", count))
    return tuple(found)
