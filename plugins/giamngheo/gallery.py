"""A page of all components for developers and designers, cut out of a built site: every example is a real one.

Nobody keeps it: what a component looks like, in each state that the site has of it, light and dark, is what pages
show. It stands beside the site, never in it.
"""

import os
import posixpath
import re
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path

from msgspec import Struct

from giamngheo.render.environment import templates_folder
from giamngheo.words import say

# So many states of a component are shown.
STATES = 6
# An example longer than this is a page of its own.
LONG = 30_000
# Drawn over the whole page, or nothing without its script: not to be cut out.
_NOT_CUT = frozenset({"page"})
_TAG = re.compile(r'<([a-z][a-z0-9]*)\b[^>]*? class="([^"]+)"[^>]*>')
_WAY = re.compile(r'( (?:href|src|srcset|data-[a-z]+)=")([^"]*)"')
_PART = re.compile(r"(^|, )(?![a-z][a-z0-9+.-]*:|//|#|/)([^\s,\"]+)")
_STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
_IN_THE_DARK = re.compile(r"\(prefers-color-scheme: ?dark\)")
# What is always so, and what never is.
_SCHEMES = {"light": "(max-width:0)", "dark": "(min-width:0)"}


class Example(Struct, frozen=True):
    """A piece of a page that shows a component in a state; `state` are the classes by which its parts differ."""

    component: str
    is_whole: bool
    state: str
    address: str
    html: str


def components() -> tuple[str, ...]:
    """Those that have a style of their own, by name."""
    names = (file.stem for file in (templates_folder() / "components").glob("*.css"))
    return tuple(sorted(name for name in names if name not in _NOT_CUT))


def write(site: Path, folder: Path) -> dict[str, int]:
    """Write the gallery into a folder: how many states of each component it shows."""
    found = _examples(site)
    folder.mkdir(parents=True, exist_ok=True)
    to_site = Path(os.path.relpath(site, folder)).as_posix()
    css = (site / _style_of(site)).read_text(encoding="utf-8")
    for scheme, is_so in _SCHEMES.items():
        styles = _IN_THE_DARK.sub(is_so, css)
        (folder / f"{scheme}.css").write_text(f"{styles}:root{{color-scheme:{scheme}}}", encoding="utf-8")
        (folder / f"{scheme}.html").write_text(_page(found, scheme, to_site), encoding="utf-8")
    (folder / "index.html").write_text(_frames(), encoding="utf-8")
    return {name: len(states) for name, states in found.items()}


def _style_of(site: Path) -> str:
    found = _STYLE.search((site / "index.html").read_text(encoding="utf-8"))
    assert found is not None, "every page of ours has a style"
    return found[1]


def _examples(site: Path) -> dict[str, list[Example]]:
    """By component, each state once, from the page where it is first met; pages with few folders come first.

    Parts of a component stand for it only where the site shows it nowhere as a whole.
    """
    whole: dict[str, dict[str, Example]] = {name: {} for name in components()}
    parts: dict[str, dict[str, Example]] = {name: {} for name in components()}
    pages = sorted(site.rglob("index.html"), key=lambda file: (len(file.parts), file))
    for file in pages:
        address = file.relative_to(site).as_posix().removesuffix("index.html")
        if not address.startswith(("lite/", "assets/")):
            for one in _cut(file.read_text(encoding="utf-8"), address):
                states = (whole if one.is_whole else parts)[one.component]
                if len(states) < STATES:
                    states.setdefault(one.state, one)
    return {name: list((whole[name] or parts[name]).values()) for name in whole}


def _cut(html: str, address: str) -> Iterator[Example]:
    """The outermost elements of each component on a page, and of its parts."""
    ends: dict[tuple[str, bool], int] = {}
    for tag in _TAG.finditer(html):
        classes = tag[2].split()
        for name in sorted({name for one in classes if (name := _component_of(one))}):
            is_whole = name in classes or f"{name}s" in classes
            if tag.start() < ends.get((name, is_whole), 0):
                continue
            end = ends[name, is_whole] = _end_of(html, tag)
            piece = html[tag.start() : end]
            if len(piece) <= LONG:
                yield Example(name, is_whole, _state(name, piece), address, piece)


@cache
def _component_of(class_: str) -> str | None:
    """card__title, card--wide and card are of card."""
    stem = re.split(r"__|--", class_)[0]
    known = components()
    return next((name for name in (stem, f"{stem}s", stem.removesuffix("s")) if name in known), None)


def _state(name: str, piece: str) -> str:
    """What sets an example apart: the modifiers of the component in it, and which of its parts are there."""
    own = {one for classes in re.findall(r' class="([^"]+)"', piece) for one in classes.split()}
    return " ".join(sorted(one for one in own if "--" in one and _component_of(one) == name))


def _end_of(html: str, tag: re.Match[str]) -> int:
    """Where an element ends."""
    if tag[1] in ("img", "input", "br", "hr"):
        return tag.end()
    depth = 1
    for found in re.compile(rf"<(/?){tag[1]}\b[^>]*>").finditer(html, tag.end()):
        depth += -1 if found[1] else 1
        if depth == 0:
            return found.end()
    return len(html)


def _page(found: dict[str, list[Example]], scheme: str, to_site: str) -> str:
    sections = "\n".join(_section(name, states, to_site) for name, states in found.items() if states)
    return (
        '<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(say('gallery.title'))}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<link rel="stylesheet" href="{scheme}.css">\n</head>\n<body>\n'
        f'<main class="frame">\n<h1>{escape(say("gallery.title"))}</h1>\n{sections}\n</main>\n</body>\n</html>\n'
    )


def _section(name: str, states: list[Example], to_site: str) -> str:
    parts = [f'<section class="section">\n<h2 class="section__title">{name}</h2>']
    for one in states:
        link = f'<a href="{to_site}/{one.address}index.html">/{escape(one.address)}</a>'
        parts.append(f'<p class="quiet">{escape(one.state or name)} · {link}</p>')
        parts.append(_from_here(one, to_site))
    return "\n".join((*parts, "</section>"))


def _from_here(one: Example, to_site: str) -> str:
    """Its links as they lead from the gallery."""

    def led(way: re.Match[str]) -> str:
        return f'{way[1]}{_PART.sub(lambda part: part[1] + _joined(part[2]), way[2])}"'

    def _joined(way: str) -> str:
        path = posixpath.normpath(posixpath.join(one.address, way))
        return f"{to_site}/{path}{'/index.html' if way.endswith('/') else ''}"

    return _WAY.sub(led, one.html)


def _frames() -> str:
    title = escape(say("gallery.title"))
    frames = "".join(
        f'<iframe src="{scheme}.html" title="{escape(say(f"gallery.{scheme}"))}"></iframe>' for scheme in _SCHEMES
    )
    style = "body{display:flex;margin:0;height:100vh}iframe{flex:1;border:0}"
    return (
        f'<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<style>{style}</style>\n</head>\n<body>{frames}</body>\n</html>\n"
    )
