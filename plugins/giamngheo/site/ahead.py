"""Pages of the next site while it is being built: an editor does not wait until ten thousand others were looked at.

Whatever page a browser asks for is made at once from what is known of the next site; the build has the last word.
Most edits change the words of entries, their text, title or summary: then the next site is known before it is built.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import cast

from msgspec.structs import replace

from giamngheo.check.report import of
from giamngheo.derive.dated import reworded
from giamngheo.derive.filled import calls_of
from giamngheo.keys import Key, key_of
from giamngheo.kinds import BY_NAME, DATED
from giamngheo.kinds.body import Body
from giamngheo.kinds.catalogue import Item
from giamngheo.kinds.entry import Entry
from giamngheo.kinds.problem import Severity
from giamngheo.load.front_matter import read_front_matter
from giamngheo.load.text import read_text
from giamngheo.load.validation import validate
from giamngheo.markup.calls import filled
from giamngheo.markup.rendered import Rendered
from giamngheo.portal import Portal
from giamngheo.render.kitchen import Setup, Task, frozen, make
from giamngheo.render.spec import Leaf

# What an entry's page shows as it is typed; every other field may lead to something, or decide who sees the page.
WORDS = frozenset({"title", "summary"})
# Bodies of plain pages, which the host renders, by their file; each with the sign of all that it came of.
Hosted = Mapping[str, tuple[Key, str]]


class Coming:
    """The next site, page by page."""

    def __init__(self, portal: Portal, setup: Setup, hosted: Hosted, site: Path, leaves: Iterable[Leaf] = ()) -> None:
        """These leaves are at hand; others are looked for when they are asked for."""
        self.portal = portal
        self.setup = setup
        self.hosted = hosted
        self.site = site
        self._leaves = {leaf.path: leaf for leaf in leaves}
        self._further = self._others()
        self._made: dict[str, bytes | None] = {}
        self._turn = threading.Lock()

    def page(self, path: str) -> bytes | None:
        """The page of a file of the site; None where nobody but the build can tell."""
        with self._turn:
            if path not in self._made:
                self._made[path] = self._page(path)
            return self._made[path]

    def _page(self, path: str) -> bytes | None:
        try:
            task = self._task(path)
            return make(self.setup, [task])[0].page if task else None
        # A template, code or file that fails here fails in the build as well, which tells of it.
        except Exception:
            return None

    def _task(self, path: str) -> Task | None:
        leaf = self._leaf(path)
        if leaf is None:
            return None
        spec, portal = leaf.spec(), self.portal
        item = portal.links.by_source.get(leaf.source or "")
        if item is None:
            return Task(spec)
        item = portal.public.of(item.kind)[item.id]
        if item.kind == "page":
            sign, html = self.hosted.get(leaf.source or "", (b"", ""))
            return Task(spec, rendered=frozen(Rendered(html))) if sign == portal.sign_of(item) else None
        links, quotes = portal.addresses_in(item), portal.quotes_in(item)
        spec = replace(spec, frames=portal.frames_at(links.values()))
        return Task(spec, filled(item.body, quotes), links)

    def _leaf(self, path: str) -> Leaf | None:
        if path not in self._leaves:
            links, public = self.portal.links, self.portal.public
            item = links.by_source.get(links.source_at.get(path.removesuffix("index.html"), ""))
            if item and item.kind in DATED:
                return self.portal.pages.entry(public.of(item.kind)[item.id])
        while path not in self._leaves and (more := next(self._further, None)):
            self._leaves |= {leaf.path: leaf for leaf in more()}
        return self._leaves.get(path)

    def _others(self) -> Iterator[Callable[[], Iterable[Leaf]]]:
        """Where all but entries are: plain pages, the first page of the site among them, are few; lists soon told."""
        pages = self.portal.pages
        yield from (pages.plains, pages.lists, pages.all)


class Ahead:
    """What the last build knew, as far as it still holds where nothing but words changed."""

    def __init__(self, portal: Portal, setup: Setup, hosted: Hosted, site: Path) -> None:
        self.portal = portal
        self.setup = setup
        self.hosted = hosted
        self.site = site

    def coming(self, files: Iterable[Path]) -> Coming | None:
        """The next site, if anything changed in these files, and nothing but words of entries."""
        try:
            return self._coming(files)
        # A file that is gone again, or a rule that fails here, fails in the build as well, which tells of it.
        except Exception:
            return None

    def _coming(self, files: Iterable[Path]) -> Coming | None:
        items = []
        for file in files:
            item = self._read(file)
            if item is None:
                return None
            items.append(item)
        if not items:
            return None
        old, bodies = self.portal, [item.prose for item in items if item.prose]
        portal = replace(old, public=reworded(old.public, items), scans=old.scans.with_bodies(bodies))
        if any(_has_wrong_call(portal, item) for item in items) or of(Severity.ERROR, portal.faults_in(items)):
            # The build says what is wrong with it.
            return None
        return Coming(portal, self.setup, self.hosted, self.site)

    def _read(self, file: Path) -> Item | None:
        """The entry of a file with its new words; None where anything else may have changed."""
        if not (file.suffix == ".md" and file.is_relative_to(self.portal.content) and file.is_file()):
            return None
        source = file.relative_to(self.portal.content).as_posix()
        item = self.portal.links.by_source.get(source)
        if item is None or item.kind not in DATED:
            return None
        text, problems = read_text(file, item.path)
        if text is None or of(Severity.ERROR, problems):
            return None
        parts = read_front_matter(text)
        if parts.located.problems or not isinstance(parts.located.data, dict) or not parts.body:
            return None
        entry, _ = validate(BY_NAME[item.kind].model, parts.located, item.path)
        if entry is None or not _is_in_words(cast(Entry, item.entry), cast(Entry, entry)):
            return None
        if any(calls_of(entry)):
            # What a title prints is known to the build alone.
            return None
        body = Body(item.path, source, parts.body, parts.body_line)
        return replace(item, entry=entry, prose=body, digest=key_of(text.text))


def _is_in_words(before: Entry, after: Entry) -> bool:
    return before.model_copy(update={name: getattr(after, name) for name in WORDS}) == after


def _has_wrong_call(portal: Portal, item: Item) -> bool:
    quotes = portal.quotes_in(item)
    return any(call.typed not in quotes for call in portal.scans.calls(item.source or ""))
