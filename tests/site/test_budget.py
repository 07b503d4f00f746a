"""What a page costs a reader on a slow link: bytes as they are packed, and requests, by kind of page."""

import re
import runpy
from pathlib import Path

import pytest

from giamngheo.render.lite import packed

pytestmark = pytest.mark.slow

KINDS = runpy.run_path(str(Path(__file__).with_name("test_accessibility.py")))
FIRST_VISIT, NEXT_PAGE = 60_000, 15_000
# Beside the page: its style, its script, the mark of the site, what it is when installed, a script of its own.
REQUESTS = 6
LOADED = re.compile(r'<link rel="(?:stylesheet|icon|manifest)" href="([^"]+)"|<script src="([^"]+)"')
ADDRESSES = [kind for kind in KINDS["ADDRESSES"] if not kind.startswith("light")]


def loaded(html: str, folder: Path) -> list[Path]:
    """The files that a page loads besides pictures, each once."""
    names = [style or script for style, script in LOADED.findall(html)]
    return sorted({(folder / name).resolve() for name in names})


def size(file: Path) -> int:
    return packed(file.read_bytes())


@pytest.mark.parametrize("kind", ADDRESSES)
def test_a_page_of_this_kind_is_light(built_site: Path, kind: str) -> None:
    address = KINDS["address_like"](KINDS["ADDRESSES"][kind], built_site)
    file = built_site / address if address.endswith(".html") else built_site / address / "index.html"
    html = file.read_text(encoding="utf-8")
    # A page that answers anywhere names its files from the root.
    below = html.replace('"/assets', '"assets') if file.name == "404.html" else html
    beside = loaded(below, file.parent)
    assert REQUESTS >= 1 + len(beside), beside
    assert NEXT_PAGE >= size(file)
    assert FIRST_VISIT >= size(file) + sum(map(size, beside))


def test_no_page_is_heavier_than_a_next_page_may_be(built_site: Path) -> None:
    pages = {file.relative_to(built_site).as_posix(): file for file in built_site.rglob("index.html")}
    assert pages
    sizes = {path.removesuffix("index.html"): size(file) for path, file in pages.items()}
    assert {} == {at: cost for at, cost in sizes.items() if cost > NEXT_PAGE}


def test_search_is_loaded_when_somebody_searches(built_site: Path) -> None:
    html = (built_site / "index.html").read_text(encoding="utf-8")
    assert [] == [file.name for file in loaded(html, built_site) if file.name.startswith("search")]


def test_pictures_wait_until_they_are_near_and_keep_their_room(built_site: Path) -> None:
    html = (built_site / "bai-viet/index.html").read_text(encoding="utf-8")
    pictures = re.findall(r"<main.*</main>", html, re.DOTALL)[0]
    found = re.findall(r"<img [^>]+>", pictures)
    assert found
    assert [] == [it for it in found if ' width="' not in it or ' height="' not in it or ' loading="lazy"' not in it]
