"""The whole flow on one page: a content folder becomes a portal.

content/** -> Source -> Record -> Entry | Problem -> Catalogue -> View -> PageSpec -> page
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta, timezone
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from giamngheo.check import OF_WORDS, check
from giamngheo.check.context import Context
from giamngheo.check.report import of
from giamngheo.derive.dated import sign_of
from giamngheo.derive.entries import speaks_of_money
from giamngheo.derive.publish import is_withdrawn, mark_of, next_change, passed_on
from giamngheo.derive.quotes import quote
from giamngheo.keys import Key, key_of
from giamngheo.kinds import BY_NAME, DATED
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.frame import Frame
from giamngheo.kinds.problem import Problem, Severity
from giamngheo.load.content import Loaded, load
from giamngheo.load.reading import Memory
from giamngheo.markup.address import Links
from giamngheo.markup.calls import Call
from giamngheo.markup.scan import Scans
from giamngheo.render.pages import Pages
from giamngheo.words import say, words

# Vietnam has one time zone and no summer time.
VIETNAM = timezone(timedelta(hours=7))


class Portal(Struct, frozen=True, dict=True):
    """All that was read of a province on a day, what is wrong with it, and the pages that can be made of it.

    `public` is what readers may see; pages exist only while there is no error.
    """

    content: Path
    home: str
    today: date
    is_preview: bool
    catalogue: Catalogue
    public: Catalogue
    files: frozenset[str]
    scans: Scans
    links: Links
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> list[Problem]:
        return of(Severity.ERROR, self.problems)

    @property
    def warnings(self) -> list[Problem]:
        return of(Severity.WARNING, self.problems)

    @cached_property
    def held_back(self) -> int:
        """Entries that wait: drafts, in review, or for their day."""
        return sum(mark_of(item, self.today) is not None for item in self.catalogue.having("status"))

    @property
    def has_withdrawn(self) -> bool:
        return any(is_withdrawn(item, self.today) for item in self.catalogue.having("consent"))

    @cached_property
    def pages(self) -> Pages:
        return Pages(self.public, self.home, words(), self.today)

    @cached_property
    def next_change(self) -> date | None:
        return next_change(self.catalogue, self.today)

    @cached_property
    def media(self) -> frozenset[str]:
        """Pictures, recordings and other files that published entries use, as paths below the content folder."""
        used: set[str] = set()
        for item, entry in self.public.dated():
            used.update(picture.file.lstrip("/") for picture in entry.pictures)
            used.update(audio.file.lstrip("/") for audio in entry.audio)
            used.update(self._files_in(item))
        for item in self.public.of("page").values():
            used.update(self._files_in(item))
        return frozenset(used)

    @cached_property
    def originals(self) -> frozenset[str]:
        """Of these what is put out as it is: not a picture that pages show but nobody else may take."""
        entries = [entry for _, entry in self.public.dated() if entry.pictures]
        held = {one.file.lstrip("/") for entry in entries for one in entry.pictures if one not in passed_on(entry)}
        return self.media - (held & self.public.frames.keys())

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        """The pictures among them that are there at several widths."""
        return tuple(self.public.frames[path] for path in sorted(self.media & self.public.frames.keys()))

    def frames_at(self, addresses: Iterable[str | None]) -> tuple[Frame, ...]:
        """The pictures of a body, by where its links lead."""
        known = self.public.frames
        return tuple(known[path] for path in sorted({it for it in addresses if it and it in known})) if known else ()

    def _files_in(self, item: Item) -> set[str]:
        # Nearly all links lead to an entry, by its id or its file.
        if all(key[0] == ":" or key.endswith(".md") for _, key in self.scans.links(item.source or "")):
            return set()
        return {address for address in self.addresses_in(item).values() if address in self.files}

    def addresses_in(self, item: Item) -> dict[str, str | None]:
        """Where each link of a body leads: an address below the root, None where the entry is not public."""
        source, links = item.source or "", self.links
        found = {}
        for target, key in self.scans.links(source):
            address = links.at(key)
            found[target] = links.resolve(target, source).address if address is None else address
        return found

    def quotes_in(self, item: Item) -> dict[str, str]:
        """What each call for a figure in a body prints."""
        calls = self.scans.calls(item.source or "")
        return self.quotes_of(calls) if calls else {}

    @cached_property
    def _signs(self) -> dict[str, Key]:
        return {}

    def sign_of(self, item: Item) -> Key:
        """Stands for an item with where its links lead, the pictures there and what its calls print."""
        known = self._signs.get(item.path)
        if known is None:
            addresses, quotes = self.addresses_in(item).values(), self.quotes_in(item).values()
            told = repr([*addresses, *quotes, *self.frames_at(addresses)])
            known = self._signs[item.path] = key_of(sign_of(item), told)
        return known

    def faults_in(self, items: Sequence[Item]) -> list[Problem]:
        """What is wrong with the words of these entries, as far as they alone show it; calls are asked for apart."""
        kinds = {name: {} if name in DATED else dict(self.catalogue.of(name)) for name in BY_NAME}
        for item in items:
            kinds[item.kind][item.id] = item
        bodies = [item.prose for item in items if item.prose]
        loaded = Loaded(kinds, files=self.files, bodies=bodies)
        context = _Reworded(loaded, self.content, self.home, self.today, self.is_preview, portal=self)
        return [problem for rule in OF_WORDS for problem in rule(context)]

    def quotes_of(self, calls: Iterable[Call]) -> dict[str, str]:
        """The same of any calls; without those that can print nothing."""
        found = {call.typed: quote(self.public, call, words(), self.today).text for call in calls}
        return {typed: text for typed, text in found.items() if text is not None}


class _Reworded(Context, frozen=True, dict=True, kw_only=True):
    """Nothing but some entries whose words are new, beside all that they may lead to."""

    portal: Portal

    @cached_property
    def scans(self) -> Scans:
        return self.portal.scans

    @cached_property
    def links(self) -> Links:
        return Links(self.portal.catalogue, self.portal.files)

    @cached_property
    def public_links(self) -> Links:
        return self.portal.links


def assemble(content: Path, home: str, today: date, is_preview: bool = False, memory: Memory | None = None) -> Portal:
    """Read, check, and keep what the public may see; with a memory, files that did not change are not read again."""
    memory = memory or Memory()
    loaded = load(content, memory)
    context = Context(loaded, content, home, today, is_preview)
    problems = tuple(sorted({*loaded.problems, *check(context)}))
    for item, _ in context.public.dated():
        # Noted with what was read: a neighbour of something new makes a view of every such entry, and reads no text.
        speaks_of_money(item)
    memory.save(content)
    files, links = loaded.files, context.public_links
    return Portal(
        content, home, today, is_preview, context.catalogue, context.public, files, context.scans, links, problems
    )


class NoDay(Exception):
    """SOURCE_DATE_EPOCH tells no day; the message says what it has to be."""


def today_of(environ: dict[str, str]) -> date:
    """The day a build is made for: SOURCE_DATE_EPOCH (which `--date` sets), else the day in Vietnam."""
    epoch = environ.get("SOURCE_DATE_EPOCH")
    try:
        moment = datetime.fromtimestamp(int(epoch), VIETNAM) if epoch else datetime.now(VIETNAM)
    except (ValueError, OverflowError, OSError):
        raise NoDay(say("cli.no_day", given=epoch)) from None
    if epoch and moment.timestamp() < 0:
        # Before 1970 no entry holds: hundreds of mistakes would be told in place of this one.
        raise NoDay(say("cli.no_day", given=epoch))
    return moment.date()
