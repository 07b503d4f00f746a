"""Where pages are made: a setup that every process can repeat, tasks that carry all they need, bytes that come out.

Nothing here knows whether it runs in the build itself, in a worker process or on another machine.
"""

import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
import msgspec
from msgspec import Struct
from msgspec.structs import replace

from giamngheo.keys import Key
from giamngheo.markup.render import Renderer
from giamngheo.markup.rendered import Html, Rendered
from giamngheo.render import lite
from giamngheo.render.environment import Desk, environment, furnish
from giamngheo.render.pages import sections
from giamngheo.render.qr import qr
from giamngheo.render.shown import in_frames
from giamngheo.render.spec import Identity, PageSpec
from giamngheo.words import languages, words

# What the listener below hears; a build tells it in the order of its pages.
log = logging.getLogger("MARKDOWN")
_THAWING = msgspec.json.Decoder(Rendered)
_HTML = msgspec.json.Decoder(Html)


class Setup(Struct, frozen=True):
    """What all pages of a build have in common; `key` stands for its whole content and the versions of everything."""

    key: Key
    markdown_key: Key
    folders: tuple[str, ...]
    identity: Identity
    assets: Mapping[str, str]
    icons: str
    extensions: Sequence[Any]
    configs: Mapping[str, Any]
    bytecode: str | None = None


class Task(Struct, frozen=True):
    """One page to be made: its spec, and of its body the HTML made before or the text with its links resolved."""

    spec: PageSpec
    text: str | None = None
    links: Mapping[str, str | None] | None = None
    rendered: bytes | None = None


class Made(Struct, frozen=True):
    """A page and the parts of its lite twin, its body where that was rendered anew, what was logged on the way."""

    page: bytes
    lite: tuple[bytes, ...]
    body: bytes | None
    said: tuple[tuple[int, str], ...] = ()


def make(setup: Setup, tasks: Sequence[Task]) -> list[Made]:
    """Make pages; the environment of a setup is made once a process."""
    # A worker of a cluster has several threads, a kitchen has one desk.
    with _ONE_COOK:
        return _kitchen(setup).make(tasks)


def rendered(setup: Setup, text: str, links: Mapping[str, str | None], address: str) -> bytes:
    """A body alone, frozen; what it makes a Markdown extension say was said with its page."""
    with _ONE_COOK:
        kitchen = _kitchen(setup)
        with kitchen.listener:
            body = kitchen.renderer.render(text, links, address)
            kitchen.listener.taken()
    return frozen(body)


def prepare(setup: Setup) -> None:
    """Compile the templates of pages here, before workers start: they inherit them or find them on the disk."""
    with _ONE_COOK:
        kitchen = _kitchen(setup)
        for name in kitchen.templates():
            kitchen.env.get_template(name)


def _kitchen(setup: Setup) -> "Kitchen":
    kitchen = _KITCHENS.get(setup.key)
    if kitchen is None:
        _KITCHENS.clear()
        kitchen = _KITCHENS[setup.key] = Kitchen(setup)
    return kitchen


_KITCHENS: dict[Key, "Kitchen"] = {}
_ONE_COOK = threading.Lock()


class Kitchen:
    """Templates and Markdown, ready."""

    def __init__(self, setup: Setup) -> None:
        self.desk = Desk()
        self.setup = setup
        self.env = furnished(setup, self.desk, setup.identity.language)
        self._envs = {setup.identity.language: self.env}
        self.renderer = Renderer(setup.extensions, setup.configs)
        self.listener = _Listener()

    def env_in(self, language: str) -> jinja2.Environment:
        """The environment whose words are of a language; of the site's own where nobody wrote any."""
        if language not in languages():
            return self.env
        if language not in self._envs:
            self._envs[language] = furnished(self.setup, self.desk, language)
        return self._envs[language]

    def templates(self) -> list[str]:
        """Those of pages, and what they import."""
        return self.env.list_templates(
            filter_func=lambda name: name.startswith(("pages/", "components/")) and name.endswith(".html")
        )

    def make(self, tasks: Sequence[Task]) -> list[Made]:
        """Pages side by side, step by step: what a step is done with stays in the processor's cache for the next.

        Each from beginning to end takes a tenth more.
        """
        with self.listener:
            steps = zip(*map(self._steps, tasks), strict=True)
            return [made for step in steps for made in step if made]

    def _steps(self, task: Task) -> Iterator[Made | None]:
        """The body, the page, its twin; the last step brings all."""
        body, new = self._body(task)
        if body and task.spec.frames:
            body = replace(body, html=in_frames(body.html, task.spec.frames, task.spec.address or ""))
        said = self.listener.taken()
        yield None
        env = self.env_in(task.spec.language)
        page = page_html(env, self.desk, task.spec, body)
        said += self.listener.taken()
        yield None
        twin = lite_pages(env, self.desk, task.spec, page)
        yield Made(page.encode(), twin, new, said + self.listener.taken())

    def _body(self, task: Task) -> tuple[Rendered | None, bytes | None]:
        if task.rendered is not None:
            return thawed(task.rendered), None
        if task.text is None:
            return None, None
        spec = task.spec
        body = self.renderer.render(task.text, task.links or {}, spec.address or "")
        if spec.is_for_paper:
            # A page changes more often than its body, and to make the code takes as long as the page.
            body = replace(body, code=qr(self.setup.identity.absolute(spec.address or "")))
        return body, frozen(body)


def furnished(setup: Setup, desk: Desk, language: str) -> jinja2.Environment:
    """A new environment whose words are of a language that has some."""
    identity = setup.identity
    if language != identity.language:
        identity = identity.in_language(language, sections(words(language)))
    env = environment(setup.folders, setup.bytecode)
    furnish(env, desk, identity, setup.assets, Path(setup.icons))
    return env


def page_html(env: jinja2.Environment, desk: Desk, spec: PageSpec, body: Rendered | None) -> str:
    """A page by its template."""
    desk.lay(spec, body.code if body else None)
    return env.get_template(spec.template).render(spec=spec, view=spec.view, body=body)


def lite_pages(env: jinja2.Environment, desk: Desk, spec: PageSpec, page: str) -> tuple[bytes, ...]:
    """The lite twin of a page in as many parts as its budget asks for; none of a page without address."""
    if not spec.has_lite:
        return ()
    say = words(spec.language).say
    parts = lite.parts(lite.lite(page, say("lite.picture")))
    template, headings = env.get_template("lite.html"), [part.headings for part in parts]
    made = []
    for number, part in enumerate(parts, 1):
        desk.lay(replace(spec, address=lite.address_of(spec.address or "", number).removeprefix(lite.ROOT)))
        html = template.render(spec=spec, content=part.html, part=number, parts=len(parts), headings=headings)
        made.append(html.encode())
        if not lite.fits(made[-1], lite.BUDGET):
            address, size = lite.address_of(spec.address or "", number), lite.packed(made[-1])
            log.warning(say("lite.over", address=address, size=size, limit=lite.BUDGET))
    return tuple(made)


def frozen(body: Rendered) -> bytes:
    """A rendered body for the store."""
    return msgspec.json.encode(body)


def thawed(data: bytes) -> Rendered:
    return _THAWING.decode(data)


def thawed_html(data: bytes) -> str:
    """Of a body its text alone."""
    return _HTML.decode(data).html


class _Listener(logging.Handler):
    """Warnings of Markdown extensions, to be told by the build itself in the order of its pages."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._heard: list[tuple[int, str]] = []
        self._logger = logging.getLogger("MARKDOWN")

    def emit(self, record: logging.LogRecord) -> None:
        self._heard.append((record.levelno, record.getMessage()))

    def __enter__(self) -> None:
        self._logger.addHandler(self)

    def __exit__(self, *_: object) -> None:
        self._logger.removeHandler(self)

    def taken(self) -> tuple[tuple[int, str], ...]:
        heard, self._heard = tuple(self._heard), []
        return heard
