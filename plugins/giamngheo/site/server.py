"""The preview's server: open pages follow the files, and a broken edit is told on the page until it is mended.

MkDocs' own server answers no request after a build that failed, reloads every open page after one that did not, and
ends when the first build fails. Here the server answers before the first build, and always from the last good site.
Only a preview loads it: what it stands on takes a fortieth of an edit to load.
"""

import contextlib
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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urljoin, urlsplit
from wsgiref.simple_server import WSGIRequestHandler
from wsgiref.types import StartResponse

import click
from mkdocs.livereload import LiveReloadServer

from giamngheo.check.report import told
from giamngheo.kinds.problem import Problem
from giamngheo.kinds.values import half_up
from giamngheo.site import settings, staying
from giamngheo.site.journal import staging_of
from giamngheo.site.preview import HOSTS, News, Overtaken, Preview, Stopped, Trouble
from giamngheo.site.watcher import Watcher
from giamngheo.words import say, words

OVERLAY = Path(__file__).parent / "overlay"
# Requests below this are the preview's own; the site's addresses have no dot in front.
OWN = "/.giamngheo/"
NO_STORE = ("Cache-Control", "no-store")
TYPES = {".css": "text/css", ".js": "text/javascript", ".html": "text/html", ".json": "application/json"}
MOST_SHOWN = 20
# An editor rests who does not save within this time.
REST_S = 5.0
# Builds one upon the other after which their garbage is collected, if the editor never rests before.
TIDY_AFTER = 5


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


class PreviewServer(LiveReloadServer):
    """MkDocs' server with another loop: it builds when a file changes, and answers all the while."""

    def __init__(self, given: LiveReloadServer, preview: Preview, settings_file: Path) -> None:
        host, port = given.server_address[:2]
        super().__init__(given.builder, str(host), int(port), given.root, given.mount_path)
        given.server_close()
        self.RequestHandlerClass = _Handler
        self.error_handler = given.error_handler
        self.preview = preview
        preview.is_starting = False
        self.settings_file = settings_file
        settings.translate(settings_file)
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
        threading.Thread(target=self._listen, daemon=True).start()
        self.build()
        builds = 1
        while True:
            is_saved = self.preview.is_saved(REST_S)
            if is_saved:
                self.build()
                builds += 1
            if builds == TIDY_AFTER or (builds and not is_saved):
                builds = 0
                _tidy()

    def _listen(self) -> None:
        """Beside the builds: who saves while one is under way need not wait for its end."""
        while True:
            files = self.watcher.wait()
            if files:
                self.preview.saved(files)

    def build(self) -> None:
        """One build; whatever goes wrong in it is shown, and the server goes on with the site as it was."""
        started = time.monotonic()
        self.preview.take()
        with staying(), _heard() as heard:
            troubles = self._tried(heard)
        if troubles is None:
            return
        is_first = not self.preview.has_site
        pages = self.preview.turn(troubles)
        facts = {"time": time.strftime("%H:%M:%S"), "count": len(troubles) or pages, "url": self.url}
        seconds = words().decimal(half_up(Decimal(time.monotonic() - started), 1))
        if troubles:
            print(say("preview.line.broken_first" if is_first else "preview.line.broken", **facts), flush=True)
        else:
            key = "preview.line.first" if is_first else "preview.line.rebuilt"
            print(say(key, seconds=seconds, **facts), flush=True)

    def _tried(self, heard: Sequence[str]) -> Sequence[Trouble] | None:
        """What went wrong; None where the next build begins at once, because this one was overtaken."""
        try:
            self.builder()
        except Stopped as stopped:
            return [trouble_of(problem) for problem in stopped.problems]
        # An editor cannot look into a server that has ended: everything is shown, ours and other plugins' alike.
        except (Exception, SystemExit) as error:
            if isinstance(error, Overtaken) and self.preview.is_saved(REST_S):
                return None
            if not isinstance(error, click.ClickException):
                traceback.print_exc()
                return [crash_of(error, heard)]
            found = settings.problems(self.settings_file)
            print(*(map(told, found) if found else [error]), sep="\n", file=sys.stderr)
            return [*map(trouble_of, found)] or [crash_of(error, heard)]
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
    count = len(news.troubles or news.warnings)
    part = "warned" if news.warnings else "broken"
    texts = {
        "title": say(f"preview.{part}.title", count=count),
        "lead": say(f"preview.{part}.lead"),
        "more": say("preview.more", count=count - MOST_SHOWN) if count > MOST_SHOWN else "",
        "close": say("preview.close"),
        "reopen": say(f"preview.{part}.reopen", count=count),
        "healed": say("preview.healed"),
        "lost": say("preview.lost"),
    }
    shown = [*news.troubles[:MOST_SHOWN], *map(trouble_of, news.warnings[:MOST_SHOWN])]
    told = [trouble._asdict() for trouble in shown]
    return {"state": news.state, "stale": news.stale, "broken": bool(news.troubles), "texts": texts, "told": told}


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


def _tidy() -> None:
    """What builds have left (`staying`)."""
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
