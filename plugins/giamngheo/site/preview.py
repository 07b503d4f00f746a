"""The preview: what open pages have to know of the site as it was, and of the one that comes (`server.py`)."""

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import click
from mkdocs.exceptions import Abort

from giamngheo.check.report import of
from giamngheo.kinds.problem import Problem, Severity
from giamngheo.portal import Portal
from giamngheo.site.ahead import Ahead, Coming
from giamngheo.site.found import files_below, is_same
from giamngheo.site.report import pages_among
from giamngheo.site.staging import Staging
from giamngheo.words import say

# A browser asks again after this, before anything between gives up on the request.
ANSWER_S = 25.0
STEP_S = 0.5
HOSTS = ("mkdocs", "properdocs")
# What MkDocs says at every step; our one line a build says it all.
CHATTY = ("livereload", "commands.serve", "commands.build")


class Stopped(Abort):
    """A build that ends because of what editors have to mend."""

    def __init__(self, portal: Portal) -> None:
        super().__init__(say("problem.stopped"))
        self.problems = of(Severity.ERROR, portal.problems) or portal.problems


class Overtaken(Abort):
    """A build that ends because a file was saved again after it had been read."""


class Trouble(NamedTuple):
    """One thing wrong, as the overlay shows it: the parts of `told`."""

    where: str
    code: str
    title: str
    fact: str
    remedy: str

    @property
    def text(self) -> str:
        return f"{self.where}  {self.code}  {self.title}\n    {self.fact}\n    {self.remedy}"


class News(NamedTuple):
    """What an open page is answered."""

    state: int
    stale: bool
    troubles: Sequence[Trouble]
    warnings: Sequence[Problem]


class Preview:
    """What open pages have to know. A state is a number that grows with every build, good or broken."""

    def __init__(self) -> None:
        # Nothing is built before the server answers: what goes wrong in the first build can then be shown.
        self.is_starting = True
        self.has_site = False
        self.troubles: Sequence[Trouble] = ()
        # What the site as it is was built in spite of, the newest first; and the same of the build under way.
        self.warnings: Sequence[Problem] = ()
        self._warned: Sequence[Problem] = ()
        # A page that an earlier run of the preview served knows a smaller number.
        self.state = self._whole = int(time.time() * 1000)
        # What a build knew last, the files it did not know: those of the build under way, and those saved since.
        self.ahead: Ahead | None = None
        self._taken: set[Path] = set()
        self._saved: set[Path] = set()
        # The site that comes next, whether the build under way will not bring all of it, its pages shown already.
        self._coming: Coming | None = None
        self._is_further = False
        self._shown: dict[str, bytes] = {}
        self._changed: dict[str, int] = {}
        self._found: set[str] = set()
        self._confirmed: set[str] = set()
        self._said: frozenset[Problem] = frozenset()
        self._turn = threading.Condition()
        # Held while it is found out what comes: a build that has read everything and somebody who saves take turns.
        self._going = threading.Lock()

    def fresh(self, problems: Sequence[Problem]) -> Iterator[Problem]:
        """Errors, and what the build before had not told: twenty old warnings hide the new one."""
        said, self._said = self._said, frozenset(problems)
        self._warned = sorted(of(Severity.WARNING, problems), key=said.__contains__)
        return (it for it in problems if it.severity is Severity.ERROR or it not in said)

    def find_changes(self, staging: Staging) -> None:
        """Before the site changes: which of its files will read differently."""
        staged = set(files_below(staging.folder))
        self._found |= {path for path in staged if not is_same(staging.folder / path, staging.site / path)}
        self._found |= staging.there - staged - staging.kept
        with self._turn:
            for path, page in self._shown.items():
                folder = staging.folder if path in staged else staging.site
                if _read(folder / path) == page:
                    self._confirmed.add(path)

    def saved(self, files: Collection[Path]) -> None:
        """Files were saved, whether or not a build is under way: show what they say, if their words are all that
        changed, and have them built.
        """
        with self._going:
            self._go_ahead(files)
            with self._turn:
                self._saved |= {*files}
                self._turn.notify_all()

    def is_saved(self, patience: float) -> bool:
        """True when there are files that no build took, or will be within this time."""
        until = time.monotonic() + patience
        with self._turn:
            # In steps: on Windows nobody hears of Ctrl-C while waiting.
            while not self._saved and time.monotonic() < until:
                self._turn.wait(STEP_S)
            return bool(self._saved)

    def take(self) -> None:
        """A build begins: it will know what was saved until now."""
        with self._turn:
            self._taken, self._saved = self._taken | self._saved, set()

    def rest_on(self, ahead: Ahead, coming: Coming) -> None:
        """The build under way has read everything: what comes is what it makes, and what was saved since it began."""
        with self._going:
            self.ahead, self._taken = ahead, set()
            further = ahead.coming(self._saved)
            self._expect(further or coming, is_further=further is not None)

    def _go_ahead(self, new: Collection[Path] = ()) -> None:
        with self._turn:
            files = {*self._taken, *self._saved, *new}
        coming = self.ahead.coming(files) if self.ahead else None
        if coming:
            self._expect(coming, is_further=True)

    def _expect(self, coming: Coming, is_further: bool) -> None:
        """From now on pages are made from what comes, as they are asked for; never below a trouble that is told."""
        with self._turn:
            if not self.troubles:
                self.state += 1
                self._coming, self._is_further = coming, is_further
                self._turn.notify_all()

    def page(self, path: str) -> bytes | None:
        """A page of the site that comes, None where it is the same as before."""
        with self._turn:
            return self._page(path)

    def _page(self, path: str) -> bytes | None:
        made = self._coming.page(path) if self._coming and path.endswith(".html") else None
        if self._coming and made is not None:
            before = self._shown.get(path)
            if made != (_read(self._coming.site / path) if before is None else before):
                self._shown[path] = made
                self._changed[path] = self.state
        return self._shown.get(path)

    def turn(self, troubles: Sequence[Trouble]) -> int:
        """A build has ended: every page that waits is answered. The number of pages that changed."""
        with self._turn:
            self.state += 1
            self.troubles = troubles
            self.warnings = self.warnings if troubles else self._warned
            if not self.has_site:
                # There was nothing but the page that stands in; it is another one now, or gives way to the site.
                self._whole, self.has_site = self.state, not troubles
            changed = set() if troubles else self._found
            if troubles or not self._is_further:
                self._coming, self._is_further = None, False
            still = self._still_ahead()
            # A page that was shown ahead is the same now, is still ahead, or goes back to what it was.
            stale = (changed | self._shown.keys()) - self._confirmed - still.keys()
            self._changed.update(dict.fromkeys(stale, self.state))
            self._found = self._found if troubles else set()
            self._shown, self._confirmed = still, set()
            self._turn.notify_all()
        if not troubles and not self._coming:
            # What could not be shown while a trouble was told.
            with self._going:
                self._go_ahead()
        return pages_among(changed)

    def _still_ahead(self) -> dict[str, bytes]:
        """Of the pages that were shown those that show what was saved since the build began."""
        coming = self._coming
        if coming is None:
            return {}
        further = {path: page for path, page in self._shown.items() if path not in self._confirmed}
        return {path: page for path, page in further.items() if coming.page(path) == page}

    def news(self, since: int, is_patient: bool, uses: Callable[[], Iterable[str]]) -> News:
        """What there is to know after a state, as soon as there is any; `uses` are the files a page is made of."""
        with self._turn:
            if is_patient:
                self._turn.wait_for(lambda: self.state > since, ANSWER_S)
            stale = since < self._whole
            for path in uses() if self.state > since else ():
                self._page(path)
                stale = stale or self._changed.get(path, 0) > since
            return News(self.state, stale, self.troubles, () if self.troubles else self.warnings)


def _read(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def begin(command: str) -> Preview | None:
    """A preview, where the command is one and open pages are to follow it."""
    context = click.get_current_context(silent=True)
    asked = context.params if context else {}
    # ProperDocs and MkDocs name the option by its two ends.
    if command != "serve" or asked.get("no_livereload", not asked.get("livereload", True)):
        return None
    for host in HOSTS:
        for part in CHATTY:
            logger = logging.getLogger(f"{host}.{part}")
            if logger.getEffectiveLevel() == logging.INFO:
                logger.setLevel(logging.WARNING)
    return Preview()
