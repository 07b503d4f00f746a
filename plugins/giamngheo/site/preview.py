"""The preview: open pages follow the files, and a broken edit is told on the page until it is mended.

MkDocs' own server answers no request after a build that failed, reloads every open page after one that did not, and
ends when the first build fails. Here the server answers before the first build, and always from the last good site.
"""

import contextlib
import filecmp
import gc
import html
import json
import logging
import os
import posixpath
import shutil
import signal
import string
import sys
import threading
import time
import traceback
import webbrowser
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote, urljoin, urlsplit
from wsgiref.simple_server import WSGIRequestHandler
from wsgiref.types import StartResponse

import click
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from giamngheo.check.report import of, told
from giamngheo.kinds.problem import Problem, Severity
from giamngheo.kinds.values import half_up
from giamngheo.portal import Portal
from giamngheo.site.ahead import Ahead, Coming
from giamngheo.site.report import pages_among
from giamngheo.site.staging import Staging, staging_of
from giamngheo.site.watcher import Watcher, files_below
from giamngheo.words import say, words

OVERLAY = Path(__file__).parent / "overlay"
# Requests below this are the preview's own; the site's addresses have no dot in front.
OWN = "/.giamngheo/"
NO_STORE = ("Cache-Control", "no-store")
TYPES = {".css": "text/css", ".js": "text/javascript", ".html": "text/html", ".json": "application/json"}
# A browser asks again after this, before anything between gives up on the request.
ANSWER_S = 25.0
MOST_SHOWN = 20
# Builds one upon the other after which their garbage is collected, if the editor never rests before.
TIDY_AFTER = 5
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


def trouble_of(problem: Problem) -> Trouble:
    head, *fact, remedy = told(problem).split("\n    ")
    where, _, title = head.partition(f"  {problem.code}  ")
    return Trouble(where, problem.code, title, "\n    ".join(fact), remedy)


def crash_of(error: BaseException, heard: Sequence[str]) -> Trouble:
    """What is not a Problem: MkDocs' or another plugin's refusal, a template or code that fails."""
    if isinstance(error, click.ClickException):
        fact = "\n".join(heard) or str(error)
        return Trouble("mkdocs", "", say("preview.refused.title"), fact, say("preview.refused.remedy"))
    frames = traceback.extract_tb(error.__traceback__)
    # A template's own line says more than the line of Jinja that found it wrong.
    frame = ([it for it in frames if it.filename.endswith(".html")] or frames)[-1]
    where = f"{os.path.relpath(frame.filename)}:{frame.lineno}"
    fact = "\n".join(traceback.format_exception_only(error)).strip()
    return Trouble(where, "", say("preview.crash.title"), fact, say("preview.crash.remedy"))


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
        self._found |= {path for path in staged if not _is_same(staging.folder / path, staging.site / path)}
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


def _is_same(new: Path, old: Path) -> bool:
    return old.is_file() and filecmp.cmp(new, old, shallow=False)


def _read(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


# --- the server ------------------------------------------------------------------------------------------


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


class PreviewServer(LiveReloadServer):
    """MkDocs' server with another loop: it builds when a file changes, and answers all the while."""

    def __init__(self, given: LiveReloadServer, preview: Preview) -> None:
        host, port = given.server_address[:2]
        super().__init__(given.builder, str(host), int(port), given.root, given.mount_path)
        given.server_close()
        self.RequestHandlerClass = _Handler
        self.error_handler = given.error_handler
        self.preview = preview
        preview.is_starting = False
        self.watcher = Watcher()
        # What MkDocs and plugins before us asked for; there is no public list of it.
        for path in given._watched_paths:
            self.watch(path)

    def watch(self, path: str, func: object = None, *, recursive: bool = True) -> None:
        del func
        self.watcher.add(Path(path), recursive)

    def unwatch(self, path: str) -> None:
        self.watcher.remove(Path(path))

    def serve(self, *, open_in_browser: bool = False) -> None:
        # Ended from outside (the terminal is closed), the temporary site goes too.
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), signal.default_int_handler)
        self.server_bind()
        self.server_activate()
        self.serve_thread.start()
        if open_in_browser:
            webbrowser.open(self.url)
        self.watcher.start()
        self.build(())
        builds = 1
        while True:
            files = self.watcher.wait()
            if files:
                self.build(files)
                builds += 1
            if builds == TIDY_AFTER or (builds and not files):
                builds = 0
                _tidy()

    def build(self, files: Iterable[Path]) -> None:
        """One build; whatever goes wrong in it is shown, and the server goes on with the site as it was."""
        started = time.monotonic()
        with _undisturbed(), _heard() as heard:
            troubles = self._tried(files, heard)
        is_first = not self.preview.has_site
        pages = self.preview.turn(troubles)
        facts = {"time": time.strftime("%H:%M:%S"), "count": len(troubles) or pages, "url": self.url}
        seconds = words().decimal(half_up(Decimal(time.monotonic() - started), 1))
        if troubles:
            print(say("preview.line.broken_first" if is_first else "preview.line.broken", **facts), flush=True)
        else:
            key = "preview.line.first" if is_first else "preview.line.rebuilt"
            print(say(key, seconds=seconds, **facts), flush=True)

    def _tried(self, files: Iterable[Path], heard: Sequence[str]) -> Sequence[Trouble]:
        try:
            self.preview.go_ahead(files)
            self.builder()
        except Stopped as stopped:
            return [trouble_of(problem) for problem in stopped.problems]
        # An editor cannot look into a server that has ended: everything is shown, ours and other plugins' alike.
        except (Exception, SystemExit) as error:
            if isinstance(error, click.ClickException):
                print(error, file=sys.stderr)
            else:
                traceback.print_exc()
            return [crash_of(error, heard)]
        return ()

    def shutdown(self, wait: bool = False) -> None:
        self.watcher.stop()
        super().shutdown(wait)
        # A build that was cut off leaves these beside the temporary site.
        site = Path(self.root)
        shutil.rmtree(staging_of(site), ignore_errors=True)
        (site.parent / f".{site.name}.lock").unlink(missing_ok=True)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves before it is answered is no error."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)

    # --- answers ---

    def serve_request(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.startswith(OWN):
            return self._own(path.removeprefix(OWN), parse_qs(environ["QUERY_STRING"]), start_response)
        if not self.preview.has_site:
            return _answer(start_response, "503 Service Unavailable", ".html", self._waiting())
        # Before the page is read: one that is of a newer state is loaded once too often, never once too seldom.
        state = self.preview.state
        ahead = self.preview.page(self._file_at(path))
        if ahead is not None:
            return _answer(start_response, "200 OK", ".html", _with_script(ahead, state))
        begun: list[tuple[str, list[tuple[str, str]]]] = []
        parts = super().serve_request(environ, lambda *answer: begun.append(answer))
        status, headers = begun[-1]
        if ("Content-Type", "text/html") in headers:
            return _answer(start_response, status, ".html", _with_script(b"".join(parts), state))
        start_response(status, [*headers, NO_STORE])
        return parts

    def _own(self, name: str, asked: Mapping[str, list[str]], start_response: StartResponse) -> Iterable[bytes]:
        """The overlay's script and style, and the news that an open page waits for."""
        if name in ("overlay.js", "overlay.css"):
            return _answer(start_response, "200 OK", Path(name).suffix, (OVERLAY / name).read_bytes())
        page, since = asked.get("page", [""])[0], asked.get("since", [""])[0]
        if name != "state" or not since.isdecimal():
            return _answer(start_response, "404 Not Found", ".html", b"")
        news = self.preview.news(int(since), "now" not in asked, lambda: self.files_of(page))
        return _answer(start_response, "200 OK", ".json", json.dumps(_shown(news)).encode())

    def files_of(self, page: str) -> set[str]:
        """The file at an address, and those that a browser loads with it."""
        found = _Resources()
        with contextlib.suppress(OSError):
            found.feed((Path(self.root) / self._file_at(unquote(page))).read_text(encoding="utf-8"))
        return {self._file_at(unquote(urlsplit(urljoin(page, target)).path)) for target in ("", *found.targets)}

    def _file_at(self, path: str) -> str:
        """The file of the site that is asked for by a path on this server."""
        path = path.removeprefix(self.mount_path.rstrip("/"))
        return posixpath.normpath(f"/{path}index.html" if path.endswith("/") else f"/{path}").lstrip("/")

    def _waiting(self) -> bytes:
        """The page that stands in for all others until there is a site."""
        troubles, state = self.preview.troubles, self.preview.state
        facts = {
            "language": words().language,
            "title": say("preview.none.title" if troubles else "preview.waiting.title"),
            "lead": say("preview.none.lead" if troubles else "preview.waiting.lead"),
            "told": "\n\n".join(trouble.text for trouble in troubles[:MOST_SHOWN]),
        }
        page = string.Template((OVERLAY / "waiting.html").read_text(encoding="utf-8"))
        filled = page.substitute({key: html.escape(value) for key, value in facts.items()})
        return _with_script(filled.encode(), state)


def _answer(start_response: StartResponse, status: str, suffix: str, body: bytes) -> list[bytes]:
    kind = ("Content-Type", f"{TYPES[suffix]}; charset=utf-8")
    start_response(status, [kind, ("Content-Length", str(len(body))), NO_STORE])
    return [body]


def _with_script(page: bytes, state: int) -> bytes:
    """The page with our script at its end; a file of its own, because a strict policy forbids scripts in pages."""
    script = f'<script src="{OWN}overlay.js" data-state="{state}" data-lang="{words().language}" defer></script>\n'
    end = page.rfind(b"</body>")
    at = len(page) if end < 0 else end
    return page[:at] + script.encode() + page[at:]


def _shown(news: News) -> dict[str, Any]:
    """Everything the overlay says; the script knows no sentence."""
    count = len(news.troubles)
    texts = {
        "title": say("preview.title", count=count),
        "lead": say("preview.lead"),
        "more": say("preview.more", count=count - MOST_SHOWN) if count > MOST_SHOWN else "",
        "close": say("preview.close"),
        "reopen": say("preview.reopen", count=count),
        "healed": say("preview.healed"),
        "lost": say("preview.lost"),
    }
    shown = [trouble._asdict() for trouble in news.troubles[:MOST_SHOWN]]
    return {"state": news.state, "stale": news.stale, "texts": texts, "troubles": shown}


# A link that a reader may follow, to feeds or the page in another form: no browser loads it.
NOT_LOADED = frozenset({"alternate", "canonical", "prev", "next"})


class _Resources(HTMLParser):
    """What a browser loads for a page."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_loaded = tag == "link" and NOT_LOADED.isdisjoint((dict(attrs).get("rel") or "").split())
        for name, value in attrs:
            if name in ("src", "poster", "data") or (is_loaded and name == "href"):
                self.targets.append(value or "")
            elif name == "srcset":
                self.targets += [part.split()[0] for part in (value or "").split(",") if part.strip()]


class _Handler(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the terminal is for what editors have to know."""


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """A build in which no time goes into looking for garbage; nor into that of the build before, until `_tidy`."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _tidy() -> None:
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@contextlib.contextmanager
def _heard() -> Iterator[list[str]]:
    """Errors that MkDocs logs before it gives up: its exception often says no more than how many they are."""
    heard: list[str] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: heard.append(record.getMessage())  # type: ignore[method-assign]
    loggers = [logging.getLogger(host) for host in HOSTS]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield heard
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
