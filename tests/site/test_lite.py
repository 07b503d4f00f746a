"""Every page of the sample has a twin that loads in one request and fits its budget, and each leads to the other."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver

from giamngheo.render.lite import BUDGET, ROOT, packed

pytestmark = pytest.mark.slow

LITE_LINK = re.compile(r'<a class="lite-link" rel="alternate" href="([^"]+)">')
# What a browser asks for while it shows a page.
_ASKS = r"link rel=\"(?!canonical|icon\" href=\"data:,\")|script|img|audio|video|iframe|object|embed|svg"
FETCHING = re.compile(rf"<(?:{_ASKS})|url\(|@import")


@pytest.fixture(scope="module")
def pages(built_site: Path) -> dict[str, str]:
    """Pages to be read, by address, twins among them: none that only stands in a frame or has files to be taken."""
    files = sorted(built_site.rglob("index.html"))
    found = {file.parent.relative_to(built_site).as_posix() + "/": file.read_text(encoding="utf-8") for file in files}
    found[""] = found.pop("./")
    return {
        at: html
        for at, html in found.items()
        if not any(mark in html for mark in ('http-equiv="refresh"', 'class="embed"', 'class="frame reuse'))
    }


def firsts(pages: dict[str, str]) -> Iterator[str]:
    """Addresses of twins, of each the first part."""
    return (at for at in pages if at.startswith(ROOT) and not re.search(r"/phan-\d+/$", at))


def test_a_group_and_its_number_of_policies_stand_apart(pages: dict[str, str]) -> None:
    said = re.compile(r">Hộ nghèo · \d+ chính sách</a>")
    assert {"lite/", "lite/chinh-sach/"} <= {address for address in firsts(pages) if said.search(pages[address])}


def test_every_page_has_a_twin_and_they_lead_to_each_other(pages: dict[str, str], site_url: str) -> None:
    full = {address for address in pages if not address.startswith(ROOT)}
    assert full == {address.removeprefix(ROOT) for address in firsts(pages)}
    for address in full:
        link = LITE_LINK.search(pages[address])
        assert link is not None, address
        steps = "../" * address.count("/") or "./"
        assert f"{steps}{ROOT}{address}" == link[1]
        assert f'<link rel="canonical" href="{site_url}{address}">' in pages[ROOT + address]


def test_every_twin_fits_its_budget(pages: dict[str, str]) -> None:
    sizes = {address: packed(html.encode()) for address, html in pages.items() if address.startswith(ROOT)}
    assert {} == {address: size for address, size in sizes.items() if size > BUDGET}


def test_a_twin_asks_for_nothing_and_runs_nothing(pages: dict[str, str]) -> None:
    found = {at: FETCHING.findall(html) for at, html in pages.items() if at.startswith(ROOT)}
    assert {} == {address: asked for address, asked in found.items() if asked}


def test_what_only_style_sets_apart_has_a_gap_in_its_twin(pages: dict[str, str]) -> None:
    assert [] == [at for at, html in pages.items() if at.startswith(ROOT) and "</a><a" in html]


def test_a_browser_makes_one_request(browser: webdriver.Chrome, served_site: str) -> None:
    browser.get(served_site + ROOT + "chi-so/ty-le-ho-ngheo/")
    asked = browser.execute_script("return performance.getEntriesByType('resource').map(it => it.name)")
    # A browser asks for a site's mark by itself.
    assert [] == [name for name in asked if not name.endswith("/favicon.ico")]
    assert "1,4" in browser.find_element("tag name", "table").text


def test_figures_keep_their_sources_and_breaks(pages: dict[str, str]) -> None:
    full, twin = pages["chi-so/ty-le-ho-ngheo/"], pages[ROOT + "chi-so/ty-le-ho-ngheo/"]
    assert full.count('href="#nguon_') == twin.count('href="#nguon_') >= 5
    assert re.findall(r'id="nguon_\d+"', full) == re.findall(r'id="nguon_\d+"', twin)
    breaks = re.findall(r'class="series-table__break">\n<td colspan="4">([^<]+)', full)
    assert breaks
    assert all(one in twin for one in breaks)


def test_a_browser_that_saves_data_is_offered_the_twin_first(browser: webdriver.Chrome, served_site: str) -> None:
    first = "const it = document.querySelector('.tools-first a'); return it && it.getAttribute('href')"
    browser.get(served_site + "hoi-dap/")
    assert browser.execute_script(first) is None
    browser.execute_cdp_cmd("Emulation.setDataSaverOverride", {"dataSaverEnabled": True})
    try:
        browser.get(served_site + "hoi-dap/")
        assert "../lite/hoi-dap/" == browser.execute_script(first)
    finally:
        browser.execute_cdp_cmd("Emulation.setDataSaverOverride", {})
