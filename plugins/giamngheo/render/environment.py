"""The template environment: filters and globals by which templates show views; templates do not think."""

import marshal
import os
import re
import sys
from collections.abc import Callable, Container, Mapping, MutableMapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jinja2
from jinja2.bccache import Bucket

from giamngheo.derive.amounts import support
from giamngheo.derive.indicators import headline, shown
from giamngheo.derive.series import Series
from giamngheo.derive.tongues import native
from giamngheo.keys import sealed, unsealed
from giamngheo.kinds.values import When, uri
from giamngheo.markup.address import dialled
from giamngheo.render import charts, drawings
from giamngheo.render.compiled import VERSION, Generator, Macro, escaped
from giamngheo.render.dataset import dataset
from giamngheo.render.poster import poster_of
from giamngheo.render.progress import amount
from giamngheo.render.qr import qr
from giamngheo.render.shown import framed
from giamngheo.render.spec import Identity, PageSpec
from giamngheo.render.styles import minified
from giamngheo.speech.sentences import spoken
from giamngheo.words import HOME, Words, words

PACKAGE = Path(__file__).parent.parent
PYCACHE = PACKAGE / "__pycache__"


def templates_folder() -> Path:
    """`templates/` of the clone, or the copy that the wheel carries."""
    inside = PACKAGE / "templates"
    return inside if inside.is_dir() else PACKAGE.parent.parent / "templates"


def environment(folders: Sequence[str | Path], bytecode: str | None = None) -> jinja2.Environment:
    """An environment over template folders, the first before the last; as MkDocs, without autoescape."""
    return Environment(
        loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
        auto_reload=False,
        # All templates stay: they are some seventy.
        cache_size=-1,
        bytecode_cache=bytecode_cache(bytecode),
        # A name that a template misspells is an error, not an empty place on the page.
        undefined=jinja2.StrictUndefined,
    )


class Environment(jinja2.Environment):
    """Jinja's, for pages of many small macros: calls and imports took half the time of a page."""

    code_generator_class = Generator

    def _generate(self, *values: Any, **named: Any) -> str:
        """Jinja's hook for the Python that a template becomes: our macros take the place of its own."""
        return f"{super()._generate(*values, **named)}\nfrom {Macro.__module__} import Macro\n"

    def make_globals(self, d: Mapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One plain mapping: Jinja's chain of two is compared in Python at every import of every page."""
        return {**self.globals, **(d or {})}


def bytecode_cache(folder: str | None) -> jinja2.BytecodeCache | None:
    """Compiled templates kept on the disk: compiling them takes longer than making a hundred pages."""
    return Compiled(Path(folder)) if folder else None


class Compiled(jinja2.BytecodeCache):
    """Compiled templates, each sealed: Python itself breaks on damaged code, and Jinja's own cache unpickles.

    The package's own lie where Python keeps its compiled modules, those of a province (and the package's, where its
    folder may not be written) in the folder given.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        key = super().get_cache_key(name, filename)
        is_own = filename is not None and Path(filename).is_relative_to(templates_folder())
        folder = PYCACHE if is_own and os.access(PYCACHE, os.W_OK) else self._folder
        return str(folder / f"{key}.{sys.implementation.cache_tag}.jinja")

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            code = unsealed(_name_of(bucket), Path(bucket.key).read_bytes())
        except OSError:
            return
        if code is not None:
            bucket.code = marshal.loads(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        part = Path(f"{bucket.key}.{os.getpid()}")
        with suppress(OSError):
            part.write_bytes(sealed(_name_of(bucket), marshal.dumps(bucket.code)))
            part.replace(bucket.key)


def _name_of(bucket: Bucket) -> bytes:
    """What compiled code is good for: this text, this Python, this Jinja with what we change in it."""
    return f"{Path(bucket.key).name} {bucket.checksum} {sys.version} {VERSION}".encode()


class Desk:
    """The page that is being made: links are relative to it. One page at a time lies on a desk."""

    def __init__(self, base: str = "/") -> None:
        self.base = base
        self.prefix = ""
        self.language = HOME
        self._codes: dict[str | None, str] = {}

    def lay(self, spec: PageSpec, code: str | None = None) -> None:
        """Take up a page, with the code of its address if that was made before: the way from it to the root is the
        beginning of all its links.

        Relative on a page, so that the site works below any path; absolute where a page answers anywhere.
        """
        depth = 0 if spec.address is None else spec.address.count("/")
        self.prefix = self.base if spec.address is None else "../" * depth or "./"
        self.language = spec.language
        self._codes = {spec.address: code} if code else {}

    def code_of(self, address: str) -> str | None:
        """The code of an address if it was made before: that of the page."""
        return self._codes.get(address)


def furnish(
    env: jinja2.Environment, desk: Desk, identity: Identity, assets: Mapping[str, str], icons: Path | None
) -> None:
    """Give an environment, ours or MkDocs', everything that the templates use."""
    # Control tags leave no blank lines behind: a fifth of a page's bytes.
    env.trim_blocks = env.lstrip_blocks = True
    speech = words(identity.language)
    others = frozenset(one.language for one in identity.languages)
    desk.base = (urlsplit(identity.url).path or "/").rstrip("/") + "/"
    env.globals.update(portal=identity, say=speech.say, icon=_icons(icons), once=_once(desk))
    env.globals.update(
        asset=lambda name: desk.prefix + assets[name],
        has_letters=lambda language: f"{language}.css" in assets,
        tongue=native,
        qr=lambda address: desk.code_of(address) or qr(identity.absolute(address)),
        lang_at=lambda address=None: _lang_at(address, identity.language, others),
        own_lang=lambda: _lang(desk.language, identity.language),
        poster=lambda spec: poster_of(spec, identity),
        framed=lambda frame, sizes, attributes: framed(frame, desk.prefix, sizes, attributes),
        lite_style=cache(lambda: minified(_source(env, "assets/css/lite.css"))),
        headline=lambda indicator, series: headline(indicator, series, speech),
        read_aloud=lambda indicator, series: headline(indicator, series, spoken()),
        figure=lambda series, point: shown(series, point, speech),
        support=lambda one: support(one, speech),
        line_chart=lambda series, narrow=False: _chart(series, speech, narrow),
        dataset=lambda extract: dataset(extract, identity, speech),
        sparkline=lambda series: charts.sparkline(series, speech),
        difference=lambda of, value: amount(abs(value), of, speech),
        **drawings.spoken(speech),
    )
    env.filters.update({name: _when_asked(filter_) for name, filter_ in _filters(desk, identity, speech).items()})
    env.filters.update(e=escaped, escape=escaped)
    env.filters.setdefault("tojson", jinja2.filters.do_tojson)


def _filters(desk: Desk, identity: Identity, speech: Words) -> dict[str, Callable[..., Any]]:
    return {
        "to": lambda address: desk.prefix + address,
        "uri": uri,
        "media": lambda file: desk.prefix + uri(file.lstrip("/")),
        "day": speech.day,
        "when": lambda value: _when(value, speech),
        "number": speech.decimal,
        "percent": speech.percent,
        "absolute": identity.absolute,
        "dial": dialled,
    }


def _lang(language: str, spoken: str) -> str:
    """The `lang` of words in a language that is not the one in which the page speaks: of some there are no words."""
    return f' lang="{language}"' if language != spoken else ""


def _lang_at(address: str | None, spoken: str, others: Container[str]) -> str:
    """The `lang` of what has its name from an address; the first page is named by the words of the page.

    Registers, and who publishes, are named in the site's own language only.
    """
    if address == "":
        return ""
    folder = address.partition("/")[0] if address else ""
    return _lang(folder if folder in others else HOME, spoken)


def _source(env: jinja2.Environment, name: str) -> str:
    assert env.loader is not None
    return env.loader.get_source(env, name)[0]


def _once(desk: Desk) -> Callable[..., str]:
    """`once(macro, ...)`: what the macro makes of these values, the same on all pages that lie as deep."""
    made: dict[tuple[object, ...], str] = {}

    def once(macro: Callable[..., str], *values: object) -> str:
        key = (desk.prefix, macro, *values)
        if key not in made:
            made[key] = macro(*values)
        return made[key]

    return once


def _when_asked(filter_: Callable[..., str]) -> Callable[..., str]:
    """A filter that Jinja does not work out when it compiles a template: `"hoi-dap/" | to` differs from page to page,
    `"a/" | absolute` from site to site, and compiled templates are kept for all of them.
    """

    @jinja2.pass_context
    def asked(_: object, *values: object, **named: object) -> str:
        return filter_(*values, **named)

    return asked


def _chart(series: Series, speech: Words, narrow: bool) -> str:
    """A page shows one chart a place, in two drawings: their ids must differ."""
    return charts.line_chart(series, speech, id_=series.place, narrow=narrow)


def _when(value: When | date, speech: Words) -> str:
    if isinstance(value, When):
        return speech.when((value.year, value.month, value.day))
    return speech.day(value)


def _icons(folder: Path | None) -> Callable[[str], str]:
    """Signs have a size of their own: over a bad line a page may come without its stylesheet."""

    @cache
    def icon(name: str) -> str:
        file = folder / f"{name}.svg" if folder else None
        if file is None or not file.exists():
            return ""
        svg = file.read_text(encoding="utf-8").strip().replace(' xmlns="http://www.w3.org/2000/svg"', "")
        return re.sub(r"<svg\b", '<svg class="icon" width="24" height="24" aria-hidden="true"', svg, count=1)

    return icon
