"""An entry as it leaves the site: what may go out of it, the marks that go with it, a name that it keeps."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Protocol, cast
from uuid import NAMESPACE_URL, uuid5

from msgspec import Struct, field

from giamngheo.derive.cards import Link, links_of
from giamngheo.derive.corrections import corrections_of
from giamngheo.derive.publish import REUSE, may_be_reused, passed_on, seal_of
from giamngheo.keys import Fingerprint, Key, key_of
from giamngheo.kinds import BY_NAME
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.correction import Correction
from giamngheo.kinds.entry import Entry
from giamngheo.kinds.question import Question
from giamngheo.kinds.source import Source
from giamngheo.kinds.story import Story
from giamngheo.kinds.values import Picture
from giamngheo.load.picture import DRAWING
from giamngheo.load.reading import Stamp
from giamngheo.markup.clean import clean
from giamngheo.render.spec import Identity, PageSpec
from giamngheo.words import Words, languages, words


class Texts(Protocol):
    """The rendered bodies of entries, wherever they come from."""

    def sign(self, item: Item) -> Key:
        """Stands for all that an item says, where its links lead and what its calls print."""

    def html(self, item: Item) -> str:
        """The body as it stands on the page."""

    def picture(self, path: str) -> bytes:
        """A picture as it may stand in a document: upright, with nothing that a camera wrote; a drawing in pixels."""

    def file(self, path: str) -> Path:
        """A picture or a recording of the content folder, or what a machine reads."""

    def page(self, spec: PageSpec) -> bytes:
        """A page of ours, made at once."""


def lasting(identity: Identity, seal: str) -> str:
    """The name of a thing that feeds and records know it by for ever: a URI that tells nothing of it."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{identity.url} {seal}')}"


class Edition(Struct, frozen=True, dict=True):
    """One entry. Its text is made when it is asked for."""

    item: Item
    identity: Identity
    catalogue: Catalogue
    texts: Texts
    speech: Words
    # What several exports make of it, by name, each made once.
    made: dict[str, str] = field(default_factory=dict)

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

    @cached_property
    def referred(self) -> Mapping[str, tuple[Link, ...]]:
        """Whom a question leads to and what its answer rests on, by name and whole address."""
        entry = self.entry
        if not isinstance(entry, Question):
            return {}
        return {"where": self._named("agency", entry.where_to_go), "law": self._named("document", entry.legal_basis)}

    def _named(self, kind: str, ids: Sequence[str]) -> tuple[Link, ...]:
        found = links_of(self.catalogue, kind, ids)
        return tuple(Link(one.name, self.identity.absolute(one.address or "")) for one in found)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        return tuple(self.catalogue.source(id_) for id_ in self.entry.sources)

    @cached_property
    def may_be_reused(self) -> bool:
        return may_be_reused(self.entry)

    @cached_property
    def pictures(self) -> tuple[Picture, ...]:
        """Those that may go out."""
        return passed_on(self.entry)

    def source_of(self, picture: Picture) -> str:
        """Where a text that others show takes a picture from: light enough to be read with."""
        frame = self.catalogue.frame(picture.file)
        return self.identity.absolute(frame.best if frame else picture.file.lstrip("/"))

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

    @property
    def embedded(self) -> Mapping[str, str]:
        """Pictures that documents can hold in themselves, by each address at which a text names them."""
        found: dict[str, str] = {}
        for one in self.pictures:
            path = one.file.lstrip("/")
            if self.catalogue.frame(path) or path.lower().endswith(DRAWING):
                found |= {self.identity.absolute(path): path, self.source_of(one): path}
        return found

    @property
    def drawings(self) -> Iterator[str]:
        """Of these the drawings: they are no part of the entry's digest."""
        return (path for path in self.embedded.values() if path.lower().endswith(DRAWING))

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

    def picture_terms(self, one: Picture) -> str:
        """What one may do with a picture that goes out: its own rights, not those of the text."""
        if one.shows_people:
            return self.speech.say("export.consented")
        if one.rights == "own":
            return self.identity.licence
        return self.speech.say(f"export.rights.{one.rights}", credit=one.credit)

    @property
    def stem(self) -> str:
        """The last part of its address, by which its files are called."""
        return self.address.rstrip("/").rpartition("/")[2]

    @property
    def reuse_address(self) -> str:
        return f"{self.address}{REUSE}"

    @property
    def section(self) -> str:
        return BY_NAME[self.item.kind].address or ""

    @cached_property
    def changed(self) -> date:
        """The day of the last change that its text tells of."""
        days = (self.entry.date, self.entry.updated or self.entry.date, *(one.date for one in self.corrections))
        return max(days)

    @cached_property
    def dates(self) -> tuple[str, ...]:
        """When it was published and changed, and how long it may be used, in sentences."""
        words, entry = self.speech, self.entry
        told = [words.say("export.published", day=words.day(entry.date))]
        if self.changed != entry.date:
            told.append(words.say("export.updated", day=words.day(self.changed)))
        if entry.valid_from is not None:
            told.append(words.say("export.valid_from", day=words.day(entry.valid_from)))
        return tuple(told)

    @property
    def contacts(self) -> Iterator[str]:
        """Whom newspapers and stations may ask."""
        identity = self.identity
        return (one for one in (identity.publisher, identity.hotline, identity.email, identity.address) if one)

    @cached_property
    def body(self) -> str:
        """The clean HTML of its text, without the pictures that may not go out."""
        shown = {self.identity.absolute(one.file.lstrip("/")) for one in self.pictures}
        return clean(self.texts.html(self.item), self.url, shown.__contains__)


class Editions:
    """Every public entry, for all exports."""

    def __init__(self, identity: Identity, catalogue: Catalogue, texts: Texts) -> None:
        self.identity = identity
        self.catalogue = catalogue
        self.texts = texts
        self.speech = words(identity.language)
        self._made: dict[tuple[str, str], Edition] = {}
        self._signs: dict[str, Key] = {}
        self._told: dict[tuple[str, tuple[str, ...]], str] = {}
        self._print = Fingerprint()

    def all(self) -> Iterator[Edition]:
        """In the order of the catalogue."""
        return (self.of(item, keep=False) for item, _ in self.catalogue.dated())

    def of(self, item: Item, keep: bool = True) -> Edition:
        """What several exports ask of is made once; those that only one looks at are not kept: there may be many."""
        made = self._made.get((item.kind, item.id))
        if made is None:
            made = Edition(item, self.identity, self.catalogue, self.texts, self._speech_of(item))
            if keep:
                self._made[item.kind, item.id] = made
        return made

    def state(self, paths: Iterable[str]) -> str:
        """Stands for files of the content folder as they are, unread."""
        return repr([Stamp.of(str(self.texts.file(path))) for path in paths])

    def _speech_of(self, item: Item) -> Words:
        """What is said around an entry is in its language, where somebody wrote those words."""
        language = cast(Entry, item.entry).language
        return words(language) if language in languages() else self.speech

    def sign(self, item: Item) -> Key:
        """Stands for all that an edition tells."""
        known = self._signs.get(item.path)
        if known is None:
            corrections = corrections_of(self.catalogue, item)
            told = [self._print.text(corrections)] if corrections else []
            known = self._signs[item.path] = key_of(self.texts.sign(item), *self._named(item), *told)
        return known

    def _named(self, item: Item) -> Iterator[str]:
        """What the topics, places and sources of an entry say, and what a question refers to; most lists of them many
        entries have. No edition is made for it: an edit asks of all entries, and makes few.
        """
        for name in _NAMED_BY_QUESTIONS if item.kind == "question" else _NAMED:
            ids = getattr(item.entry, name)
            if (name, ids) not in self._told:
                self._told[name, ids] = self._print.text(_named(self.catalogue, name, ids))
            yield self._told[name, ids]


# What an edition tells of by name, and the fields that name it.
_NAMED = {"topics": "topic", "places": "place", "sources": "source"}
_NAMED_BY_QUESTIONS = {**_NAMED, "where_to_go": "agency", "legal_basis": "document"}


def _named(catalogue: Catalogue, field: str, ids: Sequence[str]) -> object:
    if field == "sources":
        return [catalogue.source(id_) for id_ in ids]
    return links_of(catalogue, _NAMED_BY_QUESTIONS[field], ids)
