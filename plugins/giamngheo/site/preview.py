"""The preview: what open pages have to know of the site as it was, and of the one that comes (`server.py`)."""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import click
from mkdocs.exceptions import Abort

from giamngheo.check.report import of
from giamngheo.kinds.problem import Problem, Severity
from giamngheo.portal import Portal
from giamngheo.site.ahead import Ahead, Coming
from giamngheo.site.report import pages_among
from giamngheo.site.staging import Staging, is_same
from giamngheo.site.watcher import files_below
from giamngheo.words import say

# A browser asks again after this, before anything between gives up on the request.
ANSWER_S = 25.0
HOSTS = ("mkdocs", "properdocs")
# What MkDocs says at every step; our one line a build says it all.
CHATTY = ("livereload", "commands.serve", "commands.build")


class Stopped(Abort):
    """A build that ends because of what editors have to mend."""

    def __init__(self, portal: Portal) -> None:
        super().__init__(say("problem.stopped"))
        self.problems = of(Severity.ERROR, portal.problems) or portal.problems


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


class Preview:
    """What open pages have to know. A state is a number that grows with every build, good or broken."""

    def __init__(self) -> None:
        # Nothing is built before the server answers: what goes wrong in the first build can then be shown.
        self.is_starting = True
        self.has_site = False
        self.troubles: Sequence[Trouble] = ()
        # A page that an earlier run of the preview served knows a smaller number.
        self.state = self._whole = int(time.time() * 1000)
        # What the last build knew, the site that comes next, and the pages of it that were shown already.
        self.ahead: Ahead | None = None
        self._coming: Coming | None = None
        self._shown: dict[str, bytes] = {}
        self._changed: dict[str, int] = {}
        self._found: set[str] = set()
        self._confirmed: set[str] = set()
        self._said: frozenset[Problem] = frozenset()
        self._turn = threading.Condition()

    def fresh(self, problems: Sequence[Problem]) -> Iterator[Problem]:
        """Errors, and what the build before had not told: twenty old warnings hide the new one."""
        said, self._said = self._said, frozenset(problems)
        return (it for it in problems if it.severity is Severity.ERROR or it not in said)

    def find_changes(self, staging: Staging) -> None:
        """Before the site changes: which of its files will read differently."""
        staged = set(files_below(staging.folder))
        self._found |= {path for path in staged if not is_same(staging.folder / path, staging.site / path)}
        self._found |= staging.there.keys() - staged - staging.kept
        with self._turn:
            for path, page in self._shown.items():
                folder = staging.folder if path in staged else staging.site
                if _read(folder / path) == page:
                    self._confirmed.add(path)

    def go_ahead(self, files: Iterable[Path]) -> None:
        """Show what these files say before the build looks at all others, if their words are all that changed."""
        coming = self.ahead.coming(files) if self.ahead else None
        if coming:
            self.expect(coming)

    def expect(self, coming: Coming) -> None:
        """From now on pages are made from what comes, as they are asked for; never below a trouble that is told."""
        if not self.troubles:
            with self._turn:
                self.state += 1
                self._coming = coming
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
            if not self.has_site:
                # There was nothing but the page that stands in; it is another one now, or gives way to the site.
                self._whole, self.has_site = self.state, not troubles
            changed = set() if troubles else self._found
            # A page that was shown ahead is the same now, or goes back to what it was.
            stale = (changed | self._shown.keys()) - self._confirmed
            self._changed.update(dict.fromkeys(stale, self.state))
            self._found = self._found if troubles else set()
            self._coming, self._shown, self._confirmed = None, {}, set()
            self._turn.notify_all()
        return pages_among(changed)

    def news(self, since: int, is_patient: bool, uses: Callable[[], Iterable[str]]) -> News:
        """What there is to know after a state, as soon as there is any; `uses` are the files a page is made of."""
        with self._turn:
            if is_patient:
                self._turn.wait_for(lambda: self.state > since, ANSWER_S)
            stale = since < self._whole
            for path in uses() if self.state > since else ():
                self._page(path)
                stale = stale or self._changed.get(path, 0) > since
            return News(self.state, stale, self.troubles)


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
