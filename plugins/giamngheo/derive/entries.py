"""The page of an article, story, question or activity: what it shows besides its body."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from heapq import nsmallest
from typing import cast

from msgspec import Struct

from giamngheo.derive.cards import Card, Link, Shown, card_of, lead_of, links_of
from giamngheo.derive.contacts import Contact, contacts_of
from giamngheo.derive.corrections import corrections_of
from giamngheo.derive.dated import dated, is_at_home, named_by
from giamngheo.derive.filled import texts_of
from giamngheo.derive.ledger import Asked, asked
from giamngheo.derive.publish import REUSE, Mark, is_expired, mark_of, may_be_reused
from giamngheo.derive.registers import policy_links, titled_documents
from giamngheo.keys import Fingerprint, Key, key_of
from giamngheo.kinds import BY_NAME
from giamngheo.kinds.body import Body
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.correction import Correction
from giamngheo.kinds.entry import Entry
from giamngheo.kinds.policy import CHECK_HOLDS
from giamngheo.kinds.source import Source
from giamngheo.words import say

RELATED = 4
# A topic with thousands of entries is looked at from its newest end.
LOOKED_AT = 40
# What two entries share, and how much it counts: whom something is for, and where to go for it, most have in common.
COUNTS = {"topic": 2, "policy": 2, "document": 2, "place": 1}
# How many letters before a sum say what it is for.
NEAR = 120


class EntryView(Struct, frozen=True):
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
    contacts: tuple[Contact, ...]
    ask: tuple[Link, ...]
    is_about_money: bool
    asked: tuple[Asked, ...]
    related: tuple[Card, ...]
    reuse: str | None
    picture: Shown | None


class Neighbours:
    """Which entries are told of beside another one: made once a build, asked by every page."""

    def __init__(self, catalogue: Catalogue, today: date) -> None:
        self.catalogue = catalogue
        self.today = today
        self.dated = dated(catalogue)
        self._print = Fingerprint()
        self._signs: dict[tuple[str, str], Key] = {}
        all_ = enumerate(self.dated.items)
        self._expired = frozenset(rank for rank, item in all_ if is_expired(cast(Entry, item.entry), today))

    def of(self, item: Item) -> list[Item]:
        """The entries that share most with this one and still hold; of those that share as much the newer first."""
        if not is_at_home(item):
            return []
        scores: dict[int, int] = {}
        for weight, kind, id_ in self._shared(item):
            for rank in self._near(kind, id_):
                scores[rank] = scores.get(rank, 0) + weight
        scores.pop(self.dated.ranks[(item.kind, item.id)], None)
        # One number instead of a pair: a hundred of them are compared for every page.
        size = len(self.dated.items)
        held = [rank - score * size for rank, score in scores.items() if rank not in self._expired]
        best = nsmallest(RELATED, held)
        return [self.dated.items[number % size] for number in best]

    def signs(self, item: Item) -> list[Key]:
        """Stand for the entry, for all that `of` looks at, and for the cards of what it finds."""
        own = self.dated.signs[self.dated.ranks[(item.kind, item.id)]]
        return [own, *(self._sign(kind, id_) for _, kind, id_ in self._shared(item))]

    def _shared(self, item: Item) -> Iterator[tuple[int, str, str]]:
        """What an entry may have in common with another one, and how much that counts."""
        subjects = self.dated.subjects[self.dated.ranks[(item.kind, item.id)]]
        return ((COUNTS[kind], kind, id_) for kind, id_ in subjects if kind in COUNTS)

    def _sign(self, kind: str, id_: str) -> Key:
        known = self._signs.get((kind, id_))
        if known is None:
            near = [card_of(self.catalogue, self.dated.items[rank], self.today) for rank in self._near(kind, id_)]
            known = self._signs[(kind, id_)] = key_of(*map(self._print.text, near))
        return known

    def _near(self, kind: str, id_: str) -> Sequence[int]:
        return self.dated.naming(kind, id_)[:LOOKED_AT]


def entry_view(item: Item, neighbours: Neighbours) -> EntryView:
    catalogue, today = neighbours.catalogue, neighbours.today
    entry = cast(Entry, item.entry)
    named = named_by(item)
    known = [id_ for id_ in named["policy"] if catalogue.get("policy", id_)]
    return EntryView(
        kind=item.kind,
        id=item.id,
        address=item.address or "",
        section=f"{BY_NAME[item.kind].address}/",
        entry=entry,
        mark=mark_of(item, today),
        is_expired=is_expired(entry, today),
        is_checked=entry.checked_on is not None and today - entry.checked_on <= CHECK_HOLDS,
        topics=links_of(catalogue, "topic", entry.topics),
        places=links_of(catalogue, "place", entry.places),
        audience=links_of(catalogue, "audience", entry.audience),
        sources=tuple(catalogue.source(id_) for id_ in entry.sources),
        corrections=corrections_of(catalogue, item),
        policies=policy_links(catalogue, known, today),
        documents=titled_documents(catalogue, named["document"]),
        contacts=contacts_of(catalogue, named["agency"]),
        ask=links_of(catalogue, "agency", _unique(id_ for p in known for id_ in catalogue.policy(p).ask)),
        is_about_money=bool(known) or speaks_of_money(item),
        reuse=f"{item.address}{REUSE}" if may_be_reused(entry) else None,
        picture=lead_of(catalogue, entry),
        # What the editors wrote by themselves nobody asked them.
        asked=asked(catalogue, item.id) if item.kind == "question" and entry.origin != "editorial" else (),
        related=tuple(card_of(catalogue, other, today) for other in neighbours.of(item)),
    )


def speaks_of_money(item: Item) -> bool:
    """Money that people are given or lent, typed or called for: where it is told of, fraud is warned of."""
    return bool(item.prose and item.prose.noted("money", lambda body: _is_money_in(body, cast(Entry, item.entry))))


def _is_money_in(body: Body, entry: Entry) -> bool:
    texts = (body.text, *(text for _, text in texts_of(entry)))
    return any("{{ muc(" in text or _tells_of_support(text) for text in texts)


def _tells_of_support(text: str) -> bool:
    """A sum with a word of support not far before it; a search leaps from sum to sum."""
    sums = re.compile(say("pattern.money_sign")).finditer(text)
    near = (text[max(0, found.start() - NEAR) : found.end()] for found in sums)
    return any(re.search(say("pattern.support_money"), window, re.IGNORECASE) for window in near)


def _unique(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))
