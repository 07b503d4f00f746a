"""An entry as it leaves the site: what may go out of it, the marks that go with it, a name that it keeps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, cast
from uuid import NAMESPACE_URL, uuid5

from giamngheo.derive.cards import Link, links_of
from giamngheo.derive.corrections import corrections_of
from giamngheo.derive.publish import seal_of
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.correction import Correction
from giamngheo.kinds.entry import Entry
from giamngheo.kinds.question import Question
from giamngheo.kinds.source import Source
from giamngheo.kinds.story import Scope, Story
from giamngheo.kinds.values import Picture
from giamngheo.markup.clean import clean
from giamngheo.render.spec import Identity
from giamngheo.store import Fingerprint, Key, key_of
from giamngheo.words import Words, words

# Who lets us show a picture has not let others do so.
_PASSED_ON = ("own", "cc-by", "cc-by-sa", "public-domain")


class Texts(Protocol):
    """The rendered bodies of entries, wherever they come from."""

    def sign(self, item: Item) -> Key:
        """Stands for all that an item says, where its links lead and what its calls print."""

    def html(self, item: Item) -> str:
        """The body as it stands on the page."""


def lasting(identity: Identity, seal: str) -> str:
    """The name of a thing that feeds and records know it by for ever: a URI that tells nothing of it."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{identity.url} {seal}')}"


@dataclass(frozen=True)
class Edition:
    """One entry. Its text is made when it is asked for."""

    item: Item
    identity: Identity
    catalogue: Catalogue
    texts: Texts
    speech: Words

    @property
    def entry(self) -> Entry:
        return cast(Entry, self.item.entry)

    @property
    def address(self) -> str:
        return self.item.address or ""

    @cached_property
    def url(self) -> str:
        return self.identity.absolute(self.address)

    @cached_property
    def id(self) -> str:
        return lasting(self.identity, seal_of(self.item))

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        """Newest first."""
        return tuple(sorted(corrections_of(self.catalogue, self.item), key=lambda it: it.date, reverse=True))

    @cached_property
    def topics(self) -> tuple[Link, ...]:
        return links_of(self.catalogue, "topic", self.entry.topics)

    @cached_property
    def places(self) -> tuple[Link, ...]:
        return links_of(self.catalogue, "place", self.entry.places)

    def named(self, kind: str, ids: Sequence[str]) -> tuple[Link, ...]:
        """What the entry refers to, by name and whole address."""
        found = links_of(self.catalogue, kind, ids)
        return tuple(Link(one.name, self.identity.absolute(one.address or "")) for one in found)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        return tuple(self.catalogue.source(id_) for id_ in self.entry.sources)

    @cached_property
    def may_be_reused(self) -> bool:
        """A family agrees to each use by itself; an article of the press is ours to show, not to pass on."""
        return self._allows("reuse") and self.entry.origin != "press"

    @cached_property
    def pictures(self) -> tuple[Picture, ...]:
        """Those that may go out: of people only with the family's word, of others' only under a free licence."""
        if not self._allows("photo") or not self.may_be_reused:
            return ()
        is_agreed = isinstance(self.entry, Story)
        passed_on = [one for one in self.entry.pictures if one.rights in _PASSED_ON]
        return tuple(one for one in passed_on if is_agreed or not one.shows_people)

    def _allows(self, scope: Scope) -> bool:
        story = self.entry
        if not isinstance(story, Story) or story.illustrative:
            return True
        return story.consent is not None and scope in story.consent.scope

    def marks(self) -> Iterator[str]:
        """What nobody may leave out: that no authority speaks, that a story is no family's, how long it holds."""
        if self.identity.is_demonstration:
            yield self.speech.say("ui.demo.banner")
        if isinstance(self.entry, Story) and self.entry.illustrative:
            yield f"{self.speech.say('ui.story.illustrative')}."
        if self.entry.checked_on is not None:
            yield self.speech.say("export.checked_on", day=self.speech.day(self.entry.checked_on))
        elif isinstance(self.entry, Question):
            yield f"{self.speech.say('ui.unchecked.title')}. {self.speech.say('ui.unchecked.text')}"
        if self.entry.valid_to is not None:
            yield self.speech.say("export.valid_to", day=self.speech.day(self.entry.valid_to))

    @cached_property
    def credit(self) -> str:
        """The line that names where it was taken from."""
        return self.speech.say("export.credit", site=self.identity.name, title=self.entry.title, url=self.url)

    @cached_property
    def licence(self) -> str:
        """What one may do with the text."""
        if not self.may_be_reused:
            return self.speech.say("export.not_reused")
        if isinstance(self.entry, Story) and not self.entry.illustrative:
            return self.speech.say("export.consented")
        return self.entry.licence or self.identity.licence

    @cached_property
    def body(self) -> str:
        """The clean HTML of its text, without the pictures that may not go out."""
        shown = {self.identity.absolute(one.file.lstrip("/")) for one in self.pictures}
        return clean(self.texts.html(self.item), self.url, shown.__contains__)


class Editions:
    """Every public entry, made once for all exports."""

    def __init__(self, identity: Identity, catalogue: Catalogue, texts: Texts) -> None:
        self.identity = identity
        self.catalogue = catalogue
        self.texts = texts
        self.speech = words(identity.language)
        self._made: dict[tuple[str, str], Edition] = {}
        self._signs: dict[tuple[str, str], Key] = {}
        self._print = Fingerprint()

    def all(self) -> Iterator[Edition]:
        """In the order of the catalogue."""
        return (self.of(item) for item, _ in self.catalogue.dated())

    def of(self, item: Item) -> Edition:
        made = self._made.get((item.kind, item.id))
        if made is None:
            made = Edition(item, self.identity, self.catalogue, self.texts, self.speech)
            self._made[item.kind, item.id] = made
        return made

    def sign(self, item: Item) -> Key:
        """Stands for all that an edition tells."""
        known = self._signs.get((item.kind, item.id))
        if known is None:
            edition = self.of(item)
            named = (edition.corrections, edition.topics, edition.places, edition.sources)
            known = key_of(self.texts.sign(item), *map(self._print.text, named))
            self._signs[item.kind, item.id] = known
        return known
