"""Sharing a page shows a picture of it: every page names one that is there, and none is there for nobody."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def test_every_page_names_a_picture_that_is_there(built_site: Path, site_url: str) -> None:
    pages = [page for page in built_site.rglob("index.html") if "og:title" in page.read_text(encoding="utf-8")]
    named = {
        page.relative_to(built_site).as_posix(): re.findall(
            r'<meta property="og:image" content="([^"]+)">', page.read_text(encoding="utf-8")
        )
        for page in pages
    }
    assert len(pages) > 300
    assert {} == {page: found for page, found in named.items() if len(found) != 1}
    files = {found.removeprefix(site_url) for (found,) in named.values()}
    assert set() == {file for file in files if not (built_site / file).is_file()}
    assert len(files) > 20


def test_they_are_small_enough_for_those_who_fetch_them(built_site: Path) -> None:
    sizes = [file.stat().st_size for file in (built_site / "assets/chia-se").iterdir()]
    assert max(sizes) < 60_000
