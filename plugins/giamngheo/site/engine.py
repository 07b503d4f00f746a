"""The build engine: an output is made only where its key is new; what the site holds already is left alone."""

import ctypes
import hashlib
import sys
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import islice, zip_longest
from pathlib import Path
from typing import NamedTuple

from mkdocs.exceptions import Abort
from msgspec.structs import replace

from giamngheo.derive.cards import Card
from giamngheo.derive.extracts import Subject
from giamngheo.derive.series import Point, Series
from giamngheo.export import EXPORTERS, OF_ENTRIES, OF_THE_DAY
from giamngheo.export.artifact import Artifact, Batch
from giamngheo.export.edition import Editions
from giamngheo.keys import Fingerprint, Key, key_of
from giamngheo.kinds import DATED, KINDS
from giamngheo.kinds.catalogue import Item
from giamngheo.kinds.frame import Frame
from giamngheo.kinds.values import Part
from giamngheo.load.picture import bare
from giamngheo.load.reading import Stamp
from giamngheo.markup.calls import filled
from giamngheo.portal import Portal
from giamngheo.render import pictures, pixels
from giamngheo.render.environment import templates_folder
from giamngheo.render.kitchen import Made, Setup, Task, make, rendered, thawed_html
from giamngheo.render.lite import paths_of as lite_paths
from giamngheo.render.spec import Leaf, PageSpec
from giamngheo.search import index
from giamngheo.search.documents import documents
from giamngheo.site import crew
from giamngheo.site.staging import Staging
from giamngheo.store import Store
from giamngheo.words import say, words

Progress = Callable[[int, int], None]
# Of these many views are made up; an entry stands in its own alone.
SHARED = (Card, Point, Series, Subject, Part, *(kind.model for kind in KINDS if kind.name not in DATED))
# No page of HTML holds it.
BETWEEN = b"\0"
# Bytes of bodies that stay in memory until exports ask for them: those of a thousand entries and more.
BODIES = 8_000_000
# Pictures that are in memory at one time.
AT_ONCE = 16
# The pixels of a drawing in a document: 170 an inch of the column.
DRAWN = (1080, 1080)


class Origin(NamedTuple):
    """A page that is being made: its file, and what it is made of."""

    path: str
    key: Key
    body: Key
    basis: Key


class Engine:
    """One build: what is to be on the site, what of it is there, what has to be made."""

    def __init__(
        self,
        portal: Portal,
        setup: Setup,
        store: Store,
        staging: Staging,
        may_fork: bool = True,
        progress: Progress = lambda done, all_: None,
    ) -> None:
        self.portal = portal
        self.setup = setup
        self.store = store
        self.staging = staging
        self.may_fork = may_fork
        self.progress = progress
        self.made = 0
        self.said: list[tuple[int, str]] = []
        self._print = Fingerprint(SHARED)
        self._looked_at = 0
        self._bodies: dict[Key, bytes] = {}
        self._room = BODIES
        self._basis_of_files = key_of("file of", setup.key)

    def pages(self, leaves: Collection[Leaf]) -> None:
        """Bring every page of ours to the staging folder, or leave it where it is."""
        pending: deque[Origin] = deque()
        for made in crew.make_all(self.setup, self._tasks(leaves, pending), self.may_fork, len(leaves)):
            self._keep(pending.popleft(), made)
            done = self._looked_at - len(pending)
            if done < len(leaves):
                self.progress(done, len(leaves))
        if self.made:
            self.progress(len(leaves), len(leaves))

    def _tasks(self, leaves: Iterable[Leaf], pending: deque[Origin]) -> Iterator[Task]:
        """What has to be made. A view is made when it is its page's turn and lives as long as its task: not all fit
        into memory at once.
        """
        for leaf in leaves:
            self._looked_at += 1
            task = self._task(leaf, self.portal.links.by_source.get(leaf.source or ""), pending)
            if task is not None:
                yield task

    def _task(self, leaf: Leaf, item: Item | None, pending: deque[Origin]) -> Task | None:
        basis = self._basis(leaf, item)
        if self.staging.rests_on(basis):
            return None
        links = self.portal.addresses_in(item) if item else {}
        quotes = self.portal.quotes_in(item) if item else {}
        frames = self.portal.frames_at(links.values())
        spec = replace(leaf.spec(), frames=frames) if frames else leaf.spec()
        body = self.body_key(item, links, quotes) if item else b""
        key = key_of(self.setup.key, self._print.text(spec), body)
        if self.staging.holds_all(key, basis):
            return None
        made = self.store.earlier(key)
        if made is not None:
            self._write(Origin(spec.path, key, body, basis), made.split(BETWEEN))
            return None
        rendered = self.store.earlier(body) if body else None
        pending.append(Origin(spec.path, key, body, basis))
        if item is None or rendered is not None:
            return Task(spec, rendered=rendered)
        return Task(spec, filled(item.body, quotes), links)

    def _basis(self, leaf: Leaf, item: Item | None) -> Key:
        if not leaf.ground:
            return b""
        return key_of(self.setup.key, leaf.path, leaf.ground, *leaf.signs, self.portal.sign_of(item) if item else b"")

    def body_key(self, item: Item, links: Mapping[str, str | None], quotes: Mapping[str, str]) -> Key:
        """Of the file's digest where it is known: no text is read where a neighbour alone is new."""
        said = (item.digest or item.body, repr(sorted(links.items(), key=str)), repr(sorted(quotes.items())))
        # The address of the site for the code that officers print with it.
        return key_of("body", self.setup.markdown_key, self.setup.identity.url, item.address or "", *said)

    def _write(self, origin: Origin, pages: Sequence[bytes]) -> None:
        """A page and the parts of its lite twin."""
        for path, page in zip((origin.path, *lite_paths(origin.path, len(pages) - 1)), pages, strict=True):
            self.staging.write(path, page, origin.key, origin.body, origin.basis)

    def _keep(self, origin: Origin, made: Made) -> None:
        pages = (made.page, *made.lite)
        self._write(origin, pages)
        self.store.put(origin.key, BETWEEN.join(pages))
        if made.body is not None:
            self.store.put(origin.body, made.body)
            self._room -= len(made.body)
            if self._room >= 0:
                self._bodies[origin.body] = made.body
        self.said += made.said
        self.made += 1

    def body(self, key: Key) -> bytes | None:
        """What was made under the key of a body; whoever asks for it keeps it himself."""
        return self._bodies.pop(key, None) or self.store.get(key)

    def exports(self, leaves: Sequence[Leaf]) -> None:
        """Every file of every exporter."""
        for exporter in EXPORTERS:
            seen = [leaf for leaf in leaves if leaf.kind in exporter.kinds]
            name = exporter.artifacts.__name__
            parts = [part for leaf in seen for part in (leaf.path, leaf.ground)]
            basis = key_of(self.setup.key, name, *parts) if seen else b""
            if not self.staging.rests_on(basis):
                self._export(name, exporter.artifacts(self.setup.identity, seen or leaves, self.portal.public), basis)
        editions = Editions(self.setup.identity, self.portal.public, Bodies(self))
        for batches, abreast in OF_ENTRIES:
            self._bring_all(batches.__name__, batches(editions), abreast)
        for of_the_day in OF_THE_DAY:
            self._bring_all(of_the_day.__name__, of_the_day(editions, self.portal.today))

    def _bring_all(self, name: str, batches: Iterable[Batch], abreast: int = 1) -> None:
        """What is new, so many batches side by side."""
        bases = ((batch, key_of(self.setup.key, name, batch.sign)) for batch in batches)
        new = ((batch, basis) for batch, basis in bases if not self.staging.rests_on(basis))
        while group := [*islice(new, abreast)]:
            for files in zip_longest(*(batch.files() for batch, _ in group)):
                for file, (_, basis) in zip(files, group, strict=True):
                    if file:
                        path, content = file
                        self._bring(path, content, basis)

    def _export(self, name: str, artifacts: Iterable[Artifact], basis: Key) -> None:
        view, told = None, ""
        for artifact in artifacts:
            if artifact.view is not view:
                # Several files of one view follow one another.
                view, told = artifact.view, self._print.text(artifact.view)
            # The code has a part in everything: where it is another, the store begins anew.
            key = key_of(b"" if artifact.is_apart else self.setup.key, name, artifact.path, told)
            if self.staging.holds(artifact.path, key, basis):
                continue
            made = self.store.earlier(key) if artifact.is_kept else None
            if made is None:
                made = artifact.make()
                if artifact.is_kept:
                    self.store.put(key, made)
            self.staging.write(artifact.path, made, key, basis=basis)

    def _bring(self, path: str, content: bytes, basis: Key) -> None:
        # Of long contents processors make this sum by themselves, in half of the time of `key_of`.
        sum_ = hashlib.sha256(self._basis_of_files)
        sum_.update(path.encode() + BETWEEN)
        sum_.update(content)
        key = sum_.digest()[:16]
        if not self.staging.holds(path, key, basis):
            self.staging.write(path, content, key, basis=basis)

    def search(self, addresses: Iterable[str | None]) -> index.Share:
        """The index of all that has one of these pages."""
        found = documents(self.portal.public, addresses, self.portal.quotes_in, self.portal.today)
        speech = words(self.setup.identity.language)
        share = index.bring(self.staging, found, self.portal.public, speech, self.setup.markdown_key)
        if share.written == share.all_:
            _give_back()
        return share

    def media(self) -> None:
        """Pictures and recordings of published entries, copied when their file changed; pictures at every width."""
        # What a machine reads is no file of the content folder, and in its place already.
        for path in sorted(self.portal.originals & self.portal.files):
            file = self.portal.content / path
            if frame := self.portal.public.frames.get(path):
                key = key_of("bare", self.setup.markdown_key, repr(frame))
                if not self.staging.holds(path, key):
                    self.staging.write(path, bare(file.read_bytes()), key)
                continue
            key = key_of("file", path, repr(Stamp.of(str(file))))
            if not self.staging.holds(path, key):
                self.staging.copy(file, path, key)
        new = [frame for frame in self.portal.frames if not self.staging.holds_all(pictures.recipe(frame))]
        for start in range(0, len(new), AT_ONCE):
            self._bring_pictures(new[start : start + AT_ONCE])

    def _bring_pictures(self, frames: Sequence[Frame]) -> None:
        """From the store, or made: as many side by side as there are cores."""
        found = {frame: files for frame in frames if (files := self._stored(frame))}
        missing = [frame for frame in frames if frame not in found]
        with ThreadPoolExecutor(crew.workers()) as pool:
            found |= zip(missing, pool.map(self._made, missing), strict=True)
        for frame, files in found.items():
            for address, content in files.items():
                self.staging.write(address, content, pictures.recipe(frame))
                self.store.put(key_of(pictures.recipe(frame), address), content)

    def _stored(self, frame: Frame) -> dict[str, bytes]:
        """Every file of a picture; none where one is lost."""
        files = {address: self.store.get(key_of(pictures.recipe(frame), address)) for address in frame.addresses}
        found = {address: content for address, content in files.items() if content is not None}
        return found if len(found) == len(files) else {}

    def _made(self, frame: Frame) -> dict[str, bytes]:
        try:
            return pictures.made((self.portal.content / frame.file).read_bytes(), frame)
        except (OSError, ValueError, SyntaxError) as error:
            # Its frame is whole, what is in it is not; Pillow has three ways to say so.
            raise Abort(say("report.picture", path=frame.file, reason=error)) from error

    def picture(self, path: str) -> bytes:
        """The widest JPEG of a picture; of a drawing its pixels."""
        frame = self.portal.public.frame(path)
        if frame is None:
            return self._drawn(path)
        return (self._stored(frame) or self._made(frame))[frame.best]

    def _drawn(self, path: str) -> bytes:
        drawing, folder = (self.portal.content / path).read_bytes(), templates_folder()
        key = key_of("drawn", repr(DRAWN), pixels.recipe(folder), drawing)
        made = self.store.get(key)
        if made is None:
            try:
                made = pixels.png(drawing.decode("utf-8-sig"), DRAWN, folder)
            except ValueError as error:
                raise Abort(say("report.picture", path=path, reason=error)) from error
            self.store.put(key, made)
        return made

    def assets(self, assets: Mapping[str, bytes], root: Mapping[str, bytes]) -> None:
        """Files named by their content, and those that are looked for at the root."""
        files = {named_by_content(name, content): content for name, content in assets.items()} | dict(root)
        for path, content in files.items():
            key = key_of("asset", path, content)
            if not self.staging.holds(path, key):
                self.staging.write(path, content, key)


class Bodies:
    """What exports ask of a build: the bodies of entries, taken from the store or rendered again; files; pages."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def sign(self, item: Item) -> Key:
        return self._engine.portal.sign_of(item)

    def html(self, item: Item) -> str:
        engine, portal = self._engine, self._engine.portal
        links, quotes = portal.addresses_in(item), portal.quotes_in(item)
        key = engine.body_key(item, links, quotes)
        made = engine.body(key)
        if made is None:
            made = rendered(engine.setup, filled(item.body, quotes), links, item.address or "")
            engine.store.put(key, made)
        return thawed_html(made)

    def picture(self, path: str) -> bytes:
        return self._engine.picture(path)

    def file(self, path: str) -> Path:
        portal = self._engine.portal
        return portal.content / path if path in portal.files else self._engine.staging.file(path)

    def page(self, spec: PageSpec) -> bytes:
        (made,) = make(self._engine.setup, [Task(spec)])
        return made.page


def _give_back() -> None:
    """What an index made anew held goes back to the system: glibc keeps it, and takes more for the threads by which
    pages come back from workers.
    """
    if sys.platform == "linux":
        # Other C libraries of Linux have no such function.
        with suppress(AttributeError):
            ctypes.CDLL(None).malloc_trim(0)


def named_by_content(name: str, content: bytes) -> str:
    """assets/site.1a2b3c4d.css: a name that changes with the content may be cached for ever."""
    stem, _, suffix = name.rpartition(".")
    return f"assets/{stem}.{hashlib.blake2b(content, digest_size=4).hexdigest()}.{suffix}"
