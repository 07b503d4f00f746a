"""The engines: how each makes its index of the pages, and the site that a browser then asks."""

from __future__ import annotations

import html
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.measure import Cost, measure
from bench.search.pages import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

HERE = Path(__file__).resolve().parent
SCRIPTS, PLUGINS = HERE.parents[1], HERE.parents[2] / "plugins"
SHELL = '<!doctype html>\n<html lang="vi"><meta charset="utf-8"><title>{title}</title><body>{body}</body></html>\n'
FORM = (
    '<form data-search="/search.js /combobox.js" data-results="" data-failed="" action="/tim-kiem/">'
    '<input type="search" name="q"></form>'
)
# As somebody sets it who writes Vietnamese; pages are no part of the navigation, or it would take far longer.
MATERIAL = """\
site_name: Material
docs_dir: content
nav: [index.md]
theme: {name: material, language: vi, font: false}
plugins:
  - search: {lang: vi}
"""


class Made(NamedTuple):
    """The site with the index, what the index cost, how a browser asks it, and which paths belong to the search."""

    site: Path
    cost: Cost
    ask: str
    counted: str = "."


def ours(pages: Path, folder: Path, tools: Path) -> Made:
    site = folder / "site"
    _write(site / "index.html", SHELL.format(title="", body=FORM))
    cost = _measured([sys.executable, "-m", "bench.search.index", str(pages), str(site)], folder, tools)
    loader = (PLUGINS.parent / "templates" / "assets" / "search" / "load.js").read_text(encoding="utf-8")
    return Made(site, cost, loader + _asking("ours"))


def pagefind(pages: Path, folder: Path, tools: Path) -> Made:
    """Its official program over pages of plain HTML."""
    site = folder / "site"
    _write(site / "index.html", SHELL.format(title="", body=""))
    for page in read(pages):
        lines = "".join(f"<p>{html.escape(line)}</p>" for line in (page.alias, *page.text.split("\n")) if line)
        body = f"<main data-pagefind-body><h1>{html.escape(page.title)}</h1>{lines}</main>"
        _write(site / page.address / "index.html", SHELL.format(title=html.escape(page.title), body=body))
    program = next((tools / "node_modules" / "@pagefind").glob("*/bin/pagefind_extended"))
    return Made(site, _measured([str(program), "--site", str(site)], folder, tools), _asking("pagefind"))


def minisearch(pages: Path, folder: Path, tools: Path) -> Made:
    site = folder / "site"
    _write(site / "index.html", SHELL.format(title="", body=""))
    cost = _measured(["node", str(HERE / "minisearch.js"), str(pages), str(site)], folder, tools)
    return Made(site, cost, _asking("minisearch"))


def material(pages: Path, folder: Path, tools: Path) -> Made:
    """A whole build: its search is a plugin of it, and lunr's index is made anew in every reader's browser."""
    _write(folder / "mkdocs.yml", MATERIAL)
    _write(folder / "content" / "index.md", "# Material\n")
    for page in read(pages):
        body = "\n\n".join([f"# {page.title}", *filter(None, [page.alias]), *page.text.split("\n")])
        _write(folder / "content" / f"{page.address.rstrip('/')}.md", body + "\n")
    cost = _measured([sys.executable, "-P", "-m", "mkdocs", "build", "-q"], folder, tools)
    return Made(folder / "site", cost, _asking("material"), "search|lunr")


MAKERS: dict[str, Callable[[Path, Path, Path], Made]] = {
    "ours": ours,
    "pagefind": pagefind,
    "minisearch": minisearch,
    "material": material,
}


def _measured(command: Iterable[str], folder: Path, tools: Path) -> Cost:
    path = os.pathsep.join([str(SCRIPTS), str(PLUGINS)])
    env = {**os.environ, "PYTHONPATH": path, "NODE_PATH": str(tools / "node_modules")}
    return measure(list(command), folder, env, folder / "index.log")


def _asking(name: str) -> str:
    return (HERE / f"ask-{name}.js").read_text(encoding="utf-8")


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def id_of(address: str) -> str:
    """The page that an engine's address means."""
    return address.partition("trang/")[2].partition("/")[0]
