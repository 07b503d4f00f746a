"""Support policies and the people they are for: what may be had, how far it can be trusted on a day, and where."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from giamngheo.derive.cards import Link, links_of
from giamngheo.derive.registers import Mentions, Shelf, document_links
from giamngheo.kinds.audience import Audience
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.policy import ENDS_SOON, Amount, Policy, Variant
from giamngheo.kinds.source import Source

State = Literal["checked", "aged", "unchecked", "ahead", "ending", "ended"]
EVERYONE = "moi-nguoi"
# A topic that every policy has tells no need apart.
GENERAL = "chinh-sach"


class Standing(Struct, frozen=True):
    """How far to trust a policy on a day, and the day that the state speaks of: never "in force" by silence.

    `checked` and `aged` name the day of the last check, `ending` and `ended` the last day, `ahead` the first.
    """

    state: State
    day: date | None = None


def standings(policy: Policy, today: date) -> tuple[Standing, ...]:
    """First where it stands in time, if that has to be told, then how it was checked; what is over needs no check."""
    if policy.valid_to is not None and policy.valid_to < today:
        return (Standing("ended", policy.valid_to),)
    found = []
    if policy.valid_from is not None and policy.valid_from > today:
        found.append(Standing("ahead", policy.valid_from))
    elif policy.valid_to is not None and policy.valid_to - today <= ENDS_SOON:
        found.append(Standing("ending", policy.valid_to))
    if policy.is_checked_on(today):
        return (*found, Standing("checked", policy.checked_on))
    is_aged = policy.confirmed and policy.checked_on is not None and policy.checked_on < today
    return (*found, Standing("aged", policy.checked_on) if is_aged else Standing("unchecked"))


class VariantView(Struct, frozen=True):
    """What one province gives; `is_here` where the page's own province is meant."""

    place: Link
    variant: Variant
    source: Source
    laws: tuple[Link, ...]
    is_here: bool
    is_ended: bool


class PolicyCard(Struct, frozen=True):
    """A policy in a list: what it gives, how far to trust it, whom to ask, what the own province adds."""

    address: str
    policy: Policy
    standings: tuple[Standing, ...]
    amounts: tuple[Amount, ...]
    ask: tuple[Link, ...]
    place: tuple[Link, ...]
    here: tuple[VariantView, ...]

    @property
    def is_ended(self) -> bool:
        return self.standings[0].state == "ended"


class PolicyView(Struct, frozen=True):
    """The page of a policy. `former` are amounts that no longer hold."""

    id: str
    card: PolicyCard
    who: tuple[Link, ...]
    laws: tuple[Link, ...]
    expired_laws: tuple[Link, ...]
    topics: tuple[Link, ...]
    sources: tuple[Source, ...]
    former: tuple[Amount, ...]
    elsewhere: tuple[VariantView, ...]
    shelves: tuple[Shelf, ...]


class Need(Struct, frozen=True):
    """Policies about one thing (health, schooling, a loan): those that are over stand last."""

    id: str
    name: str | None
    icon: str | None
    policies: tuple[PolicyCard, ...]


class AudienceRow(Struct, frozen=True):
    """A group of people in a list, and how many policies are for it."""

    id: str
    address: str
    audience: Audience
    count: int


class AudienceView(Struct, frozen=True):
    """A group of people: what they may be entitled to, by need, and what was written for them."""

    row: AudienceRow
    needs: tuple[Need, ...]
    everyone: tuple[PolicyCard, ...]
    shelves: tuple[Shelf, ...]


class HelpView(Struct, frozen=True):
    """All policies by need, and the groups that narrow them."""

    groups: tuple[AudienceRow, ...]
    needs: tuple[Need, ...]
    count: int


class Help:
    """The policies of a catalogue on a day, as readers of one province see them."""

    def __init__(self, catalogue: Catalogue, home: str, today: date) -> None:
        self.catalogue = catalogue
        self.home = home
        self.today = today

    def view(self) -> HelpView:
        groups = tuple(row for row in self.groups() if row.count)
        return HelpView(groups, self.needs(self.catalogue.of("policy")), len(self.catalogue.of("policy")))

    def groups(self) -> tuple[AudienceRow, ...]:
        return tuple(self.group(id_) for id_ in self.catalogue.of("audience"))

    def group(self, id_: str) -> AudienceRow:
        return AudienceRow(id_, f"doi-tuong/{id_}/", self.catalogue.audience(id_), len(self._for(id_)))

    def audience(self, mentions: Mentions, id_: str) -> AudienceView:
        own = self._for(id_)
        others = [] if id_ == EVERYONE else [policy for policy in self._for(EVERYONE) if policy not in own]
        return AudienceView(self.group(id_), self.needs(own), self._cards(others), mentions.shelves("audience", id_))

    def _for(self, audience: str) -> list[str]:
        return [id_ for id_ in self.catalogue.of("policy") if audience in self.catalogue.policy(id_).who]

    def needs(self, policies: Iterable[str]) -> tuple[Need, ...]:
        """By the first topic of each, in the order of the register of topics; those without one last."""
        held: dict[str, list[str]] = {}
        for id_ in policies:
            topics = [topic for topic in self.catalogue.policy(id_).topics if topic != GENERAL]
            held.setdefault(topics[0] if topics else "", []).append(id_)
        order = [*self.catalogue.of("topic"), ""]
        return tuple(self._need(topic, held[topic]) for topic in order if topic in held)

    def _need(self, id_: str, policies: Iterable[str]) -> Need:
        if not id_:
            return Need("khac", None, None, self._cards(policies))
        topic = self.catalogue.topic(id_)
        return Need(id_, topic.name, topic.icon, self._cards(policies))

    def _cards(self, policies: Iterable[str]) -> tuple[PolicyCard, ...]:
        return tuple(sorted((self.card(id_) for id_ in policies), key=lambda card: card.is_ended))

    def card(self, id_: str) -> PolicyCard:
        policy = self.catalogue.policy(id_)
        return PolicyCard(
            address=f"chinh-sach/{id_}/",
            policy=policy,
            standings=standings(policy, self.today),
            amounts=tuple(one for one in policy.amounts if not self._is_over(one)),
            ask=links_of(self.catalogue, "agency", policy.ask),
            place=links_of(self.catalogue, "place", [policy.place] if policy.place else []),
            here=tuple(one for one in self._variants(policy) if one.is_here and not one.is_ended),
        )

    def policy(self, mentions: Mentions, id_: str) -> PolicyView:
        catalogue, card = self.catalogue, self.card(id_)
        policy = card.policy
        expired = [law for law in policy.laws if catalogue.document(law).is_expired_on(self.today)]
        return PolicyView(
            id=id_,
            card=card,
            who=links_of(catalogue, "audience", policy.who),
            laws=document_links(catalogue, [law for law in policy.laws if law not in expired]),
            expired_laws=document_links(catalogue, expired),
            topics=links_of(catalogue, "topic", policy.topics),
            sources=tuple(catalogue.source(source) for source in policy.sources),
            former=tuple(one for one in policy.amounts if self._is_over(one)),
            elsewhere=tuple(one for one in self._variants(policy) if one not in card.here),
            shelves=mentions.shelves("policy", id_),
        )

    def _is_over(self, part: Amount | Variant) -> bool:
        return part.valid_to is not None and part.valid_to < self.today

    def _variants(self, policy: Policy) -> Iterator[VariantView]:
        for one in policy.variants:
            [place] = links_of(self.catalogue, "place", [one.place])
            laws = document_links(self.catalogue, (one.law,) if one.law else ())
            source = self.catalogue.source(one.source)
            yield VariantView(place, one, source, laws, self._is_here(one.place), self._is_over(one))

    def _is_here(self, place: str) -> bool:
        """The own province or a place in it."""
        return self.home in (place, *self.catalogue.above(place))
