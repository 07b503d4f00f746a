"""The page of an article, story, question or activity: what it shows besides its body."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest

from giamngheo.derive.cards import Card, Link, card_of, links_of, newest_first
from giamngheo.derive.publish import Mark, mark_of
from giamngheo.kinds import BY_NAME, DATED
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.correction import Correction
from giamngheo.kinds.entry import Entry
from giamngheo.kinds.policy import CHECK_HOLDS
from giamngheo.kinds.source import Source

RELATED = 4
# A topic with thousands of entries is looked at from its newest end.
LOOKED_AT = 40


@dataclass(frozen=True)
class EntryView:
    """`entry` is the model itself; the rest is what it refers to, resolved on a day."""

    kind: str
    id: str
    address: str
    section: str
    entry: Entry
    mark: Mark | None
    is_expired: bool
    is_checked: bool
    topics: tuple[Link, ...]
    places: tuple[Link, ...]
    audience: tuple[Link, ...]
    sources: tuple[Source, ...]
    corrections: tuple[Correction, ...]
    policies: tuple[Link, ...]
    documents: tuple[Link, ...]
    agencies: tuple[Link, ...]
    ask: tuple[Link, ...]
    is_about_money: bool
    related: tuple[Card, ...]


class Neighbours:
    """Entries by topic and place, newest first: made once a build, asked by every page."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.items = newest_first(item for item, _ in catalogue.dated())
        self.ranks = {(item.kind, item.id): rank for rank, item in enumerate(self.items)}
        # Ranks, not entries: they are counted and compared a hundred times for every page.
        self.by_topic: dict[str, list[int]] = {}
        self.by_place: dict[str, list[int]] = {}
        for rank, item in enumerate(self.items):
            assert isinstance(item.entry, Entry)
            for groups, ids in ((self.by_topic, item.entry.topics), (self.by_place, item.entry.places)):
                for id_ in ids:
                    group = groups.setdefault(id_, [])
                    if len(group) < LOOKED_AT:
                        group.append(rank)

    def of(self, item: Item) -> list[Item]:
        """The entries that share most with this one: a topic counts twice as much as a place; the newer first."""
        assert isinstance(item.entry, Entry)
        scores: dict[int, int] = {}
        for weight, groups, ids in ((2, self.by_topic, item.entry.topics), (1, self.by_place, item.entry.places)):
            for id_ in ids:
                for rank in groups.get(id_, ()):
                    scores[rank] = scores.get(rank, 0) + weight
        scores.pop(self.ranks[(item.kind, item.id)], None)
        best = nsmallest(RELATED, [(-score, rank) for rank, score in scores.items()])
        return [self.items[rank] for _, rank in best]


def entry_view(catalogue: Catalogue, item: Item, neighbours: Neighbours, today: date) -> EntryView:
    entry = item.entry
    assert isinstance(entry, Entry)
    policies = [*getattr(entry, "policies", ()), *getattr(entry, "support_received", ())]
    known = [id_ for id_ in policies if catalogue.get("policy", id_)]
    return EntryView(
        kind=item.kind,
        id=item.id,
        address=item.address or "",
        section=f"{BY_NAME[item.kind].address}/",
        entry=entry,
        mark=mark_of(item, today),
        is_expired=entry.valid_to is not None and entry.valid_to < today,
        is_checked=entry.checked_on is not None and today - entry.checked_on <= CHECK_HOLDS,
        topics=links_of(catalogue, "topic", entry.topics),
        places=links_of(catalogue, "place", entry.places),
        audience=links_of(catalogue, "audience", entry.audience),
        sources=tuple(catalogue.source(id_) for id_ in entry.sources),
        corrections=tuple(catalogue.correction(id_) for id_ in entry.corrections),
        policies=links_of(catalogue, "policy", known),
        documents=links_of(catalogue, "document", getattr(entry, "legal_basis", ())),
        agencies=links_of(catalogue, "agency", getattr(entry, "where_to_go", ())),
        ask=links_of(catalogue, "agency", _unique(id_ for p in known for id_ in catalogue.policy(p).ask)),
        is_about_money=any(catalogue.policy(id_).amounts for id_ in known),
        related=tuple(card_of(catalogue, other, today) for other in neighbours.of(item)),
    )


def _unique(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))


def entry_views(catalogue: Catalogue, today: date) -> list[tuple[Item, EntryView]]:
    neighbours = Neighbours(catalogue)
    return [
        (item, entry_view(catalogue, item, neighbours, today))
        for kind in DATED
        for item in catalogue.of(kind).values()
    ]
