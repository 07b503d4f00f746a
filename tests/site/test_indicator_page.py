"""The page of an indicator as it is built: the order in which it is heard, its weight, no script that it needs."""

import base64
import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.print_page_options import PrintOptions

pytestmark = pytest.mark.slow

# Everything before the way of counting: headline, tables and drawings.
LIMIT = 10_000
# Of every letter of every drawing that is shown: its height in pixels of the screen.
LETTERS = """return [...document.querySelectorAll("svg text")]
    .filter(text => text.getClientRects().length && text.ownerSVGElement.getBoundingClientRect().width)
    .map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"""


def pages(site: Path) -> list[Path]:
    found = [file for file in sorted(site.glob("chi-so/*/index.html")) if "<article" in file.read_text("utf-8")]
    assert found
    return found


def figures_part(file: Path) -> str:
    article = re.search("<article.*</article>", file.read_text(encoding="utf-8"), re.DOTALL)
    assert article is not None
    return article.group().partition('aria-labelledby="muc_cach-tinh"')[0]


def test_the_figures_of_every_indicator_weigh_little(built_site: Path) -> None:
    heavy = {file.parent.name: len(gzip.compress(figures_part(file).encode(), 9)) for file in pages(built_site)}
    assert len(heavy) > 5
    assert {} == {name: size for name, size in heavy.items() if size > LIMIT}


def test_the_figures_of_an_indicator_need_no_script(built_site: Path) -> None:
    for file in pages(built_site):
        page = file.read_text(encoding="utf-8")
        assert "<script" not in figures_part(file)
        assert ["application/ld+json"] == re.findall(r'<script type="([^"]+)"', page)


def test_the_sentence_comes_first_then_the_table_then_the_drawings(built_site: Path) -> None:
    page = figures_part(built_site / "chi-so/ty-le-ho-ngheo/index.html")
    places = [page.index(sign) for sign in ("indicator__headline", "<table", '<svg class="chart chart--wide')]
    assert sorted(places) == places


def test_every_indicator_prints_on_one_sheet(browser: webdriver.Chrome, served_site: str, built_site: Path) -> None:
    options = PrintOptions()
    options.set_page_size(PrintOptions.A4)
    sheets = {}
    for file in pages(built_site):
        browser.get(f"{served_site}chi-so/{file.parent.name}/")
        pdf = base64.b64decode(browser.print_page(options))
        sheets[file.parent.name] = len(re.findall(rb"/Type */Page\b", pdf))
    assert set(sheets.values()) == {1}, sheets


PLACES = ("viet-nam", "tinh-yen-bai", "huyen-a-luoi", "tp-hue")


@pytest.mark.parametrize(("width", "least"), [(360, 13), (320, 12)])
def test_letters_in_drawings_can_be_read_on_a_phone(
    browser: webdriver.Chrome, served_site: str, built_site: Path, width: int, least: int
) -> None:
    names = [file.parent.name for file in pages(built_site)]
    addresses = [f"chi-so/{name}/{below}" for name in names for below in ("", "nhung/")]
    seen = {}
    with a_phone(browser, width):
        for address in (*addresses, *(f"dia-ban/{place}/" for place in PLACES)):
            browser.get(f"{served_site}{address}")
            seen[address] = min(browser.execute_script(LETTERS), default=least)
    assert {} == {address: size for address, size in seen.items() if size < least}
    assert max(seen.values()) > least


@pytest.mark.parametrize("place", PLACES)
def test_all_that_a_place_folds_away_fits_on_the_narrowest_phone(
    browser: webdriver.Chrome, served_site: str, place: str
) -> None:
    with a_phone(browser, 320):
        browser.get(f"{served_site}dia-ban/{place}/")
        browser.execute_script("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
        assert 320 == browser.execute_script("return document.documentElement.scrollWidth")


@contextmanager
def a_phone(browser: webdriver.Chrome, width: int) -> Iterator[None]:
    """The screen of a phone, until the test is over."""
    screen = {"width": width, "height": 740, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    try:
        yield
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
