"""Pages of the registers: topics, documents, agencies, standards."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, cast

from msgspec import Struct

from giamngheo.derive.cards import Card, Link, card_of, links_of, name_of
from giamngheo.derive.dated import dated
from giamngheo.derive.listings import NAMED, list_of
from giamngheo.keys import Key
from giamngheo.kinds import BY_NAME
from giamngheo.kinds.agency import Agency
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.document import Document
from giamngheo.kinds.policy import Policy
from giamngheo.kinds.source import Source
from giamngheo.kinds.standard import PovertyStandard
from giamngheo.kinds.topic import Topic
from giamngheo.words import say, words

SHOWN = 12
# In which order a page tells of them: whoever looks for help looks for an answer.
SHELVES = ("question", "article", "story", "activity")

Validity = Literal["in_force", "expired", "not_yet", "unknown"]


def validity_of(valid_from: date | None, valid_to: date | None, today: date) -> Validity:
    """What can be said of a period on a day; without a beginning nothing is claimed."""
    if valid_to is not None and valid_to < today:
        return "expired"
    if valid_from is None:
        return "unknown"
    return "not_yet" if valid_from > today else "in_force"


class DocumentView(Struct, frozen=True):
    """A document with its state on a day and what cites it."""

    id: str
    address: str
    document: Document
    validity: Validity
    amends: tuple[Link, ...]
    amended_by: tuple[Link, ...]
    replaced_by: tuple[Link, ...]
    cited_by: tuple[Link, ...]
    sources: tuple[Source, ...]


class DocumentRow(Struct, frozen=True):
    """A document in the list of all."""

    address: str
    document: Document
    validity: Validity
    replaced_by: tuple[Link, ...]


class Shelf(Struct, frozen=True):
    """The newest entries of one kind that name something; where there are more, the way to them."""

    kind: str
    cards: tuple[Card, ...]
    more: Link | None


class TopicView(Struct, frozen=True):
    """A topic with the newest entries of each kind, its policies and indicators."""

    id: str
    address: str
    topic: Topic
    shelves: tuple[Shelf, ...]
    policies: tuple[Link, ...]
    indicators: tuple[Link, ...]


class TopicRow(Struct, frozen=True):
    """A topic in the list of all."""

    address: str
    topic: Topic
    count: int


class AgencyView(Struct, frozen=True):
    """An agency: what to ask it."""

    id: str
    address: str
    agency: Agency
    policies: tuple[Link, ...]
    questions: tuple[Link, ...]


class AgencyRow(Struct, frozen=True):
    """An agency in the list of all."""

    address: str
    agency: Agency


class StandardView(Struct, frozen=True):
    """A poverty standard and where it stands in time."""

    id: str
    address: str
    standard: PovertyStandard
    validity: Validity
    documents: tuple[Link, ...]
    sources: tuple[Source, ...]


class Mentions:
    """Which entries name a topic, place, policy, document, audience or agency."""

    def __init__(self, catalogue: Catalogue, today: date) -> None:
        self.catalogue = catalogue
        self.today = today
        self._dated = dated(catalogue)

    def of(self, kind: str, id_: str, by: str | None = None) -> list[Item]:
        """The newest first; of any kind, or those of one."""
        return [self._dated.items[rank] for rank in self._dated.naming(kind, id_, by)]

    def count(self, kind: str, id_: str) -> int:
        return len(self._dated.naming(kind, id_))

    def cards(self, kind: str, id_: str, by: str | None = None, limit: int = SHOWN) -> tuple[Card, ...]:
        ranks = self._dated.naming(kind, id_, by)[:limit]
        return tuple(card_of(self.catalogue, self._dated.items[rank], self.today) for rank in ranks)

    def shelves(self, kind: str, id_: str) -> tuple[Shelf, ...]:
        """By kind: answers first."""
        counts = {by: len(self._dated.naming(kind, id_, by)) for by in SHELVES}
        return tuple(
            Shelf(by, self.cards(kind, id_, by), _all_of(kind, id_, by, count) if count > SHOWN else None)
            for by, count in counts.items()
            if count
        )

    def sign(self, kind: str, id_: str) -> Key:
        """Stands for all that these entries say."""
        return self._dated.sign(self._dated.naming(kind, id_))


def _all_of(kind: str, id_: str, by: str, count: int) -> Link:
    """The list of all that name a topic or a place; what else they name has none: there the list of the kind."""
    if kind in NAMED:
        counted = say(f"ui.count.{by}", count=words().decimal(count))
        return Link(say("ui.all.counted", counted=counted), list_of(by, kind, id_))
    return Link(say(f"ui.all.{by}"), f"{BY_NAME[by].address}/")


def document_links(catalogue: Catalogue, ids: list[str] | tuple[str, ...]) -> tuple[Link, ...]:
    """Documents are called by their number."""
    return tuple(Link(catalogue.document(id_).number, f"van-ban/{id_}/") for id_ in ids)


def titled_documents(catalogue: Catalogue, ids: Iterable[str]) -> tuple[Link, ...]:
    """Documents by number and title; a law that goes by its title says it once."""
    found = []
    for id_ in ids:
        document = catalogue.document(id_)
        is_said = document.title in document.number
        name = document.number if is_said else f"{document.number}: {document.title}"
        found.append(Link(name, f"van-ban/{id_}/"))
    return tuple(found)


def policy_links(catalogue: Catalogue, ids: Iterable[str], today: date) -> tuple[Link, ...]:
    """Policies by name; one that is over says so."""
    found = []
    for id_ in ids:
        for link in links_of(catalogue, "policy", (id_,)):
            is_over = catalogue.policy(id_).is_expired_on(today)
            found.append(Link(f"{link.name} ({say('state.ended')})", link.address) if is_over else link)
    return tuple(found)


def document_view(mentions: Mentions, id_: str) -> DocumentView:
    catalogue = mentions.catalogue
    document = catalogue.document(id_)
    amended_by = [other for other in catalogue.of("document") if id_ in catalogue.document(other).amends]
    citing = [Link(name_of(item), item.address) for item in mentions.of("document", id_)]
    citing += [
        Link(name_of(item), item.address)
        for item in catalogue.of("policy").values()
        if id_ in cast(Policy, item.entry).laws
    ]
    citing += [
        Link(name_of(item), item.address)
        for item in catalogue.of("standard").values()
        if id_ in cast(PovertyStandard, item.entry).documents
    ]
    row = document_row(catalogue, id_, mentions.today)
    return DocumentView(
        id=id_,
        address=row.address,
        document=document,
        validity=row.validity,
        amends=document_links(catalogue, document.amends),
        amended_by=document_links(catalogue, amended_by),
        replaced_by=document_links(catalogue, document.replaced_by),
        cited_by=tuple(citing),
        sources=tuple(catalogue.source(source) for source in document.sources),
    )


def document_row(catalogue: Catalogue, id_: str, today: date) -> DocumentRow:
    document = catalogue.document(id_)
    return DocumentRow(
        address=f"van-ban/{id_}/",
        document=document,
        validity=validity_of(document.valid_from, document.valid_to, today),
        replaced_by=document_links(catalogue, document.replaced_by),
    )


def topic_view(mentions: Mentions, id_: str) -> TopicView:
    catalogue = mentions.catalogue
    policies = [p for p in catalogue.of("policy") if id_ in catalogue.policy(p).topics]
    indicators = [i for i in catalogue.of("indicator") if id_ in catalogue.indicator(i).topics]
    return TopicView(
        id=id_,
        address=f"chu-de/{id_}/",
        topic=catalogue.topic(id_),
        shelves=mentions.shelves("topic", id_),
        policies=policy_links(catalogue, policies, mentions.today),
        indicators=links_of(catalogue, "indicator", indicators),
    )


def topic_row(mentions: Mentions, id_: str) -> TopicRow:
    return TopicRow(f"chu-de/{id_}/", mentions.catalogue.topic(id_), mentions.count("topic", id_))


def agency_view(mentions: Mentions, id_: str) -> AgencyView:
    catalogue = mentions.catalogue
    asked = [p for p in catalogue.of("policy") if id_ in catalogue.policy(p).ask]
    questions = [Link(name_of(item), item.address) for item in mentions.of("agency", id_, "question")]
    policies = policy_links(catalogue, asked, mentions.today)
    return AgencyView(id_, f"co-quan/{id_}/", catalogue.agency(id_), policies, tuple(questions))


def agency_row(catalogue: Catalogue, id_: str) -> AgencyRow:
    return AgencyRow(f"co-quan/{id_}/", catalogue.agency(id_))


def standard_views(catalogue: Catalogue, today: date) -> tuple[StandardView, ...]:
    """That in force, those to come, then those that are over, the last of them first."""
    views = [standard_view(catalogue, id_, today) for id_ in catalogue.of("standard")]
    views.sort(key=lambda view: view.standard.applies.start)
    near = [view for view in views if view.validity != "expired"]
    return (*near, *(view for view in reversed(views) if view.validity == "expired"))


def standard_view(catalogue: Catalogue, id_: str, today: date) -> StandardView:
    standard = catalogue.standard(id_)
    return StandardView(
        id=id_,
        address=f"chuan-ngheo/{id_}/",
        standard=standard,
        validity=validity_of(standard.applies.start, standard.applies.end, today),
        documents=document_links(catalogue, standard.documents),
        sources=tuple(catalogue.source(source) for source in standard.sources),
    )
