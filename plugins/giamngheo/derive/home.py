"""The home page: headline figures, the newest of each kind, the ways to ask and to find help."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import islice

from msgspec import Struct

from giamngheo.derive.cards import Card, card_of
from giamngheo.derive.dated import dated, is_at_home
from giamngheo.derive.places import Atlas, PlaceFigure, place_figures
from giamngheo.derive.registers import Mentions, StandardView, standard_view
from giamngheo.kinds.catalogue import Catalogue

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
    newest = partial(_newest, catalogue, today, urgent)
    articles = [card for card in newest("article", 40) if (card.kind, card.id) not in experience]
    stories, activities = newest("story", 3), newest("activity", 3)
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
        questions=tuple(newest("question", 6)),
        activities=tuple(activities),
        experience=tuple(elsewhere[:4]),
        topics=_topics(catalogue, mentions),
    )


def _newest(catalogue: Catalogue, today: date, told: Sequence[Card], kind: str, limit: int) -> list[Card]:
    """The newest of a kind that stand nowhere above."""
    all_ = dated(catalogue)
    cards = (card_of(catalogue, all_.items[rank], today) for rank in all_.of(kind))
    return list(islice((card for card in cards if card not in told), limit))


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
