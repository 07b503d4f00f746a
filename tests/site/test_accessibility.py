"""One page of each kind has no axe-core violation: light and dark, on a phone and on a desk."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from selenium import webdriver

pytestmark = pytest.mark.slow

SLUG = "[^/]+"
# One page of each kind: an address, or a pattern of which the first page in the alphabet is taken.
ADDRESSES = {
    "home": "",
    "articles": "bai-viet/",
    "article": rf"bai-viet/\d{{4}}/{SLUG}/",
    "story": rf"guong-dien-hinh/{SLUG}/",
    "question": rf"hoi-dap/{SLUG}/",
    "indicators": "chi-so/",
    "indicator": "chi-so/ty-le-ho-ngheo/",
    "places of an indicator": "chi-so/ty-le-ho-ngheo/cac-noi/",
    "places of a province": rf"chi-so/ty-le-ho-ngheo/tinh/{SLUG}/",
    "frame for other sites": rf"chi-so/{SLUG}/nhung/",
    "places": "dia-ban/",
    "place": rf"dia-ban/{SLUG}/",
    "compare": "dia-ban/so-sanh/",
    "pair of places": rf"dia-ban/so-sanh/{SLUG}/",
    "what is published": "chi-so/bang-cong-bo/",
    "topic": rf"chu-de/{SLUG}/",
    "documents": "van-ban/",
    "document": rf"van-ban/{SLUG}/",
    "policies": "chinh-sach/",
    "policy": rf"chinh-sach/{SLUG}/",
    "audience": rf"doi-tuong/{SLUG}/",
    "agency": rf"co-quan/{SLUG}/",
    "activity": rf"hoat-dong/{SLUG}/",
    "corrections": "dinh-chinh/",
    "feeds": "nguon-tin/",
    "to pass on": rf"guong-dien-hinh/{SLUG}/tai-su-dung/",
    "broadcasters": "phat-thanh/",
    "a month of news": "phat-thanh/thang/2026-11/",
    "a bulletin": "phat-thanh/xa-quang-dien/",
    "how to ask": "dat-cau-hoi/",
    "answer ledger": "hoi-dap/so-theo-doi/",
    "search": "tim-kiem/",
    "not found": "404.html",
    "offline": "ngoai-tuyen/",
    "accessibility": "tro-nang/",
    "in English": "en/",
    "question in English": rf"en/hoi-dap/{SLUG}/",
    "light home": "lite/",
    "light article": rf"lite/bai-viet/\d{{4}}/{SLUG}/",
    "light question": rf"lite/hoi-dap/{SLUG}/",
    "light indicator": "lite/chi-so/ty-le-ho-ngheo/",
    "light place": "lite/dia-ban/tp-hue/",
    "light policies": "lite/chinh-sach/",
    "light search": "lite/tim-kiem/",
}
WIDTHS = {"phone": 360, "desk": 1280}
SIDEWAYS = "return document.documentElement.scrollWidth"
# WCAG 2.2 asks for targets of 24 px; axe-core leaves the rule off unless asked.
AXE = """
const done = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ["violations"], rules: {"target-size": {enabled: true}}})
  .then(found => done(found.violations.flatMap(it =>
     it.nodes.map(node => it.id + ": " + node.target.join(" ") + ": " + node.failureSummary))))
  .catch(error => done([String(error)]));
"""


def address_like(pattern: str, site: Path) -> str:
    """The first address of the site that is exactly like this."""
    files = (file.relative_to(site).as_posix() for file in site.rglob("*.html"))
    addresses = sorted(re.sub(r"(^|/)index\.html$", r"\1", path) for path in files)
    found = next((address for address in addresses if re.fullmatch(pattern, address)), None)
    assert found is not None, f"the sample has no page at {pattern!r}"
    return found


def show(browser: webdriver.Chrome, address: str, scheme: Literal["light", "dark"], width: int) -> None:
    """Open a page as on a screen of that width, for a reader who prefers that scheme."""
    screen = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    preference = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", preference)
    browser.get(address)


def violations(browser: webdriver.Chrome, axe_source: str) -> list[str]:
    browser.execute_script(axe_source)
    found: list[str] = browser.execute_async_script(AXE)
    return found


@pytest.mark.parametrize("device", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ADDRESSES)
def test_nothing_on_the_page_shuts_a_reader_out(
    browser: webdriver.Chrome,
    axe_source: str,
    served_site: str,
    built_site: Path,
    kind: str,
    scheme: Literal["light", "dark"],
    device: str,
) -> None:
    show(browser, served_site + address_like(ADDRESSES[kind], built_site), scheme, WIDTHS[device])
    assert [] == violations(browser, axe_source)


@pytest.mark.parametrize("width", [320, 360, 768])
@pytest.mark.parametrize("kind", ADDRESSES)
def test_no_page_has_to_be_moved_sideways(
    browser: webdriver.Chrome, served_site: str, built_site: Path, kind: str, width: int
) -> None:
    show(browser, served_site + address_like(ADDRESSES[kind], built_site), "light", width)
    assert width >= browser.execute_script(SIDEWAYS)
    # As large as the button at the foot of a page makes its text, where there is a script to make it so.
    browser.execute_script("if (document.scripts.length) document.documentElement.dataset.size = 3")
    assert width >= browser.execute_script(SIDEWAYS)


BROKEN = r"""
const found = [], range = document.createRange();
const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
while (texts.nextNode()) {
  const text = texts.currentNode;
  if (text.parentElement.closest("svg, code, textarea, thead")) continue;
  for (const number of text.data.matchAll(/\d[\d.,\/]*\d/g)) {
    range.setStart(text, number.index);
    range.setEnd(text, number.index + number[0].length);
    const lines = new Set([...range.getClientRects()].filter((one) => one.width).map((one) => Math.round(one.top)));
    if (lines.size > 1) found.push(number[0]);
  }
}
return found;
"""


@pytest.mark.parametrize("width", [320, 768])
@pytest.mark.parametrize("kind", ADDRESSES)
def test_no_number_is_broken_over_two_lines(
    browser: webdriver.Chrome, served_site: str, built_site: Path, kind: str, width: int
) -> None:
    """The first half of a date or an amount reads as another one."""
    show(browser, served_site + address_like(ADDRESSES[kind], built_site), "light", width)
    browser.execute_script("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    assert [] == browser.execute_script(BROKEN)


@pytest.fixture
def letters_twice_as_large(browser: webdriver.Chrome) -> Iterator[None]:
    """As a reader may ask of the browser itself (WCAG 1.4.4)."""
    browser.execute_cdp_cmd("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    yield
    browser.execute_cdp_cmd("Page.setFontSizes", {"fontSizes": {"standard": 16}})


@pytest.mark.usefixtures("letters_twice_as_large")
@pytest.mark.parametrize("kind", ADDRESSES)
def test_letters_twice_as_large_move_no_page_sideways(
    browser: webdriver.Chrome, served_site: str, built_site: Path, kind: str
) -> None:
    show(browser, served_site + address_like(ADDRESSES[kind], built_site), "light", 320)
    assert "32px" == browser.execute_script("return getComputedStyle(document.documentElement).fontSize")
    assert 320 >= browser.execute_script(SIDEWAYS)


MENU = """
const [name, button] = [".masthead__name span", ".masthead__menu > summary"].map(
  (selector) => document.querySelector(selector).getBoundingClientRect());
return [button.left >= name.right || button.top >= name.bottom, Math.round(button.left)];
"""


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("letters", [16, 24, 32])
def test_the_menu_opens_where_its_button_was_and_covers_no_name(
    browser: webdriver.Chrome, served_site: str, width: int, letters: int
) -> None:
    show(browser, served_site + "hoi-dap/", "light", width)
    browser.execute_script("document.documentElement.style.fontSize = `${arguments[0]}px`", letters)
    closed = browser.execute_script(MENU)
    browser.find_element("css selector", ".masthead__menu > summary").click()
    assert [True, closed[1]] == browser.execute_script(MENU)


def test_a_page_that_shuts_readers_out_is_seen(browser: webdriver.Chrome, axe_source: str) -> None:
    show(
        browser,
        "data:text/html,<title>a</title><img src='x'><p style='color:%23eee'>hard to read</p>",
        "light",
        360,
    )
    found = {fault.partition(":")[0] for fault in violations(browser, axe_source)}
    assert {"image-alt", "html-has-lang", "color-contrast"} <= found


def test_the_dark_scheme_is_really_shown(browser: webdriver.Chrome) -> None:
    show(browser, "data:text/html,<meta name=viewport content='width=device-width'>", "dark", 360)
    seen = "return [matchMedia('(prefers-color-scheme: dark)').matches, innerWidth]"
    assert [True, 360] == browser.execute_script(seen)
