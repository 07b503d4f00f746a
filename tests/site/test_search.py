"""Search as readers use it: in a real browser, by keyboard, under a strict policy, with what the index says."""

import functools
import gzip
import http.server
import random
import threading
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest
import yaml
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from giamngheo.kinds import BY_NAME
from giamngheo.portal import assemble
from giamngheo.search.documents import Document, documents
from giamngheo.search.query import search
from giamngheo.search.reader import Index

pytestmark = pytest.mark.slow

POLICY = "default-src 'self'; script-src 'self'"
MOST_BYTES = 8000
QUERIES = (
    "hộ nghèo", "ho ngheo", "hộ nghèo là gì", "bảo hiểm y tế", "BHYT", "bao hiem i te", "hooj ngheof", "ho65 nghe2o",
    "vay vốn ngân hàng", "thuỷ lợi", "nước sạch", "nuoc sach", "tỉ lệ hộ nghèo", "Trạm Tấu", "trợ dúp pháp",
    "lừa đảo qua ddieenj thoaij", "vay 100tr", "chuanngheo2027", "di en thoai", "ho nghoe", "hotline 0234", "500k",
    "07/2021/NĐ-CP", "7/2021/nd-cp", "miễn giảm học phí", "hộ ngèo", "xyzzy", "2023", "ở đâu", "",
)  # fmt: skip
FACETS = ("loai", "chu-de", "dia-ban", "nam")


class Strict(NamedTuple):
    """A site under a strict policy, and what was asked of it."""

    address: str
    asked: list[str]


@pytest.fixture(scope="module")
def strict(built_site: Path) -> Iterator[Strict]:
    asked: list[str] = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", POLICY)
            super().end_headers()

        def log_message(self, format: str, *args: object) -> None:
            asked.append(self.path)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(built_site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Strict(f"http://127.0.0.1:{server.server_port}/", asked)
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def index(built_site: Path) -> Index:
    return Index(lambda name: (built_site / "tim-kiem/chi-muc" / name).read_text(encoding="utf-8"))


def wait(browser: webdriver.Chrome, until: Callable[[webdriver.Chrome], Any]) -> Any:
    return WebDriverWait(browser, 20, 0.05).until(until)


def on_a_phone(browser: webdriver.Chrome) -> None:
    screen = {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)


def field(browser: webdriver.Chrome) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, "form[data-search] input")


def options(browser: webdriver.Chrome) -> list[WebElement]:
    return browser.find_elements(By.CSS_SELECTOR, "[role=option]")


def active(browser: webdriver.Chrome) -> str | None:
    return field(browser).get_attribute("aria-activedescendant")


def typed(browser: webdriver.Chrome, text: str) -> WebElement:
    place = field(browser)
    place.send_keys(text)
    wait(browser, lambda b: place.get_attribute("aria-expanded") == "true")
    return place


def found(browser: webdriver.Chrome) -> list[str]:
    """The addresses of results on their page, once they are there."""
    wait(browser, lambda b: b.find_element(By.CSS_SELECTOR, "[data-status]").text)
    return [str(one.get_attribute("data-url")) for one in browser.find_elements(By.CSS_SELECTOR, "li[data-url]")]


# --- what is loaded ---------------------------------------------------------------------------------------


def test_what_a_first_search_loads_is_small(built_site: Path) -> None:
    size = {file.name.split(".")[0]: len(gzip.compress(file.read_bytes())) for file in built_site.glob("assets/*.js")}
    assert size["search"] + size["results"] <= MOST_BYTES, size
    assert size["search"] + size["combobox"] <= MOST_BYTES, size


def test_nothing_is_loaded_before_the_field_has_focus(browser: webdriver.Chrome, strict: Strict) -> None:
    strict.asked.clear()
    browser.get(strict.address)
    assert [] == [path for path in strict.asked if "search." in path or "tim-kiem/chi-muc" in path]
    field(browser).send_keys(" ")
    wait(browser, lambda b: b.execute_script("return Boolean(window.giamngheo && window.giamngheo.search)"))
    assert [] == [path for path in strict.asked if "spell." in path]


def test_a_browser_that_unpacks_nothing_itself_searches(browser: webdriver.Chrome, strict: Strict) -> None:
    without = {"source": "delete window.DecompressionStream;"}
    script = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", without)
    try:
        browser.get(f"{strict.address}tim-kiem/?q=trợ dúp pháp lý")
        assert browser.execute_script("return !('DecompressionStream' in window)")
        assert found(browser)
    finally:
        browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)


def test_the_strict_policy_refuses_nothing_that_search_does(browser: webdriver.Chrome, strict: Strict) -> None:
    # What other pages were refused before is no matter of search.
    browser.get_log("browser")  # type: ignore[no-untyped-call]
    browser.get(f"{strict.address}tim-kiem/?q=trợ dúp pháp lý")
    assert found(browser)
    told = [entry["message"] for entry in browser.get_log("browser")]  # type: ignore[no-untyped-call]
    assert [] == [message for message in told if "Content Security Policy" in message]


# --- the field in the head --------------------------------------------------------------------------------


def test_the_field_is_a_combobox_that_keys_alone_drive(browser: webdriver.Chrome, strict: Strict) -> None:
    on_a_phone(browser)
    browser.get(strict.address)
    place = typed(browser, "hộ ngh")
    assert "combobox" == place.get_attribute("role")
    listed = options(browser)
    assert 1 < len(listed) <= 5
    assert listed[0].find_element(By.XPATH, "..").get_attribute("id") == place.get_attribute("aria-controls")
    assert active(browser) is None
    for keys, at in (
        (Keys.ARROW_DOWN, 0),
        (Keys.ARROW_DOWN, 1),
        (Keys.ARROW_UP, 0),
        (Keys.ARROW_UP, None),
        (Keys.ARROW_UP, len(listed) - 1),
        (Keys.ARROW_DOWN, None),
        (Keys.ARROW_DOWN, 0),
        (Keys.HOME, None),
        (Keys.ARROW_DOWN, 0),
        (Keys.END, None),
    ):
        place.send_keys(keys)
        assert active(browser) == (None if at is None else listed[at].get_attribute("id"))
        chosen = [one.get_attribute("aria-selected") for one in listed]
        assert chosen == ["true" if number == at else "false" for number in range(len(listed))]
    place.send_keys(Keys.ESCAPE)
    assert "false" == place.get_attribute("aria-expanded")
    assert "hộ ngh" == place.get_attribute("value")
    assert not listed[0].is_displayed()


def test_enter_opens_the_chosen_option_and_else_all_results(browser: webdriver.Chrome, strict: Strict) -> None:
    on_a_phone(browser)
    browser.get(strict.address)
    place = typed(browser, "bảo hiểm y tế")
    place.send_keys(Keys.ARROW_DOWN)
    there = str(options(browser)[0].get_attribute("data-url"))
    place.send_keys(Keys.ENTER)
    wait(browser, lambda b: b.current_url == there)
    typed(browser, "bảo hiểm y tế").send_keys(Keys.ENTER)
    wait(browser, lambda b: "/tim-kiem/?q=" in b.current_url)
    assert there in found(browser)


def test_the_list_lies_over_the_page_and_within_a_phone(browser: webdriver.Chrome, strict: Strict) -> None:
    on_a_phone(browser)
    browser.get(strict.address)
    before = browser.find_element(By.TAG_NAME, "h1").rect
    typed(browser, "hộ nghèo")
    assert before == browser.find_element(By.TAG_NAME, "h1").rect
    listed = browser.find_element(By.CSS_SELECTOR, "[role=listbox]").rect
    assert 0 <= listed["x"] and listed["x"] + listed["width"] <= 360
    assert 360 >= browser.execute_script("return document.documentElement.scrollWidth")


def test_nothing_found_is_said_where_the_list_would_be(browser: webdriver.Chrome, strict: Strict) -> None:
    browser.get(strict.address)
    field(browser).send_keys("qwqwqw")
    said = wait(browser, lambda b: b.find_elements(By.CSS_SELECTOR, ".search [role=status]:not(:empty)"))
    assert "qwqwqw" in said[0].text
    assert said[0].is_displayed() and said[0].size["height"] > 20


# --- the page of results ----------------------------------------------------------------------------------


def test_what_is_asked_stands_in_the_address_and_the_way_back_leads_to_it(
    browser: webdriver.Chrome, strict: Strict
) -> None:
    on_a_phone(browser)
    browser.get(f"{strict.address}tim-kiem/?q=hộ nghèo")
    every = found(browser)
    link = "a[data-facet=loai]"
    wait(browser, lambda b: b.find_elements(By.CSS_SELECTOR, link))
    browser.find_element(By.CSS_SELECTOR, "[data-choices=loai] summary").click()
    choice = browser.find_element(By.CSS_SELECTOR, link)
    value, count = choice.get_attribute("data-value"), int(str(choice.get_attribute("data-count")))
    choice.click()
    wait(browser, lambda b: f"loai={value}" in b.current_url)
    wait(browser, lambda b: b.find_elements(By.CSS_SELECTOR, f"{link}[aria-current]"))
    assert min(count, 10) == len(found(browser))
    assert value == browser.switch_to.active_element.get_attribute("data-value")
    browser.back()
    wait(browser, lambda b: found(b) == every)
    assert "hộ nghèo" == field(browser).get_attribute("value")


@pytest.mark.parametrize("width", [360, 1280])
def test_what_stands_below_the_field_stays_while_somebody_types(
    browser: webdriver.Chrome, strict: Strict, width: int
) -> None:
    screen = {"width": width, "height": 740, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    browser.get(f"{strict.address}tim-kiem/?q=h")
    found(browser)
    tops = set()
    for text in ("ộ ngh", "èo", " ở Huế", " dúp"):
        field(browser).send_keys(text)
        said = browser.current_url
        wait(browser, lambda b, before=said: b.current_url != before)
        wait(browser, lambda b: b.execute_script("return !document.querySelector('[data-columns]').hidden"))
        tops.add(browser.find_element(By.CSS_SELECTOR, "[data-items]").rect["y"])
    assert 1 == len(tops), tops


def test_what_matches_is_marked_by_whichever_name(browser: webdriver.Chrome, strict: Strict) -> None:
    for query, other in (("BHYT", "bảo hiểm y tế"), ("nuoc sach", "nước sạch")):
        browser.get(f"{strict.address}tim-kiem/?q={query}")
        found(browser)
        marked = [one.text.lower() for one in browser.find_elements(By.CSS_SELECTOR, "li[data-url] mark")]
        assert other in marked, (query, marked)


def test_results_are_sorted_by_date_on_demand(browser: webdriver.Chrome, strict: Strict) -> None:
    script = """
    const [query, done] = arguments;
    giamngheo.search(query, {}, {sort: "ngay", limit: 50}).then((it) => done(it.results.map((one) => one.date)));
    """
    browser.get(f"{strict.address}tim-kiem/?q=hộ nghèo&xep=ngay")
    assert found(browser)
    assert browser.find_element(By.CSS_SELECTOR, "[data-sort] [value=ngay]").get_attribute("aria-pressed") == "true"
    days = browser.execute_async_script(script, "hộ nghèo")
    assert days == sorted(days, reverse=True)
    assert 10 < len(set(days))


def test_a_slip_is_named_and_can_be_searched(browser: webdriver.Chrome, strict: Strict) -> None:
    browser.get(f"{strict.address}tim-kiem/?q=trợ dúp pháp lý")
    found(browser)
    meant = browser.find_element(By.CSS_SELECTOR, "[data-meant] a")
    assert "trợ giúp pháp lý" == meant.text
    # Told to who does not see it; and under what was found stands whom to ask.
    assert "polite" == browser.find_element(By.CSS_SELECTOR, "[data-meant]").get_attribute("aria-live")
    assert browser.find_element(By.CSS_SELECTOR, "[data-columns] a[href$='dat-cau-hoi/']").is_displayed()
    meant.click()
    wait(browser, lambda b: field(b).get_attribute("value") == "trợ giúp pháp lý")


def test_where_nothing_is_found_the_nearest_topics_and_whom_to_ask_are_shown(
    browser: webdriver.Chrome, strict: Strict
) -> None:
    browser.get(f"{strict.address}tim-kiem/?q=nuocsachzz")
    assert [] == found(browser)
    shown = [one.text for one in browser.find_elements(By.CSS_SELECTOR, "[data-near] li") if one.is_displayed()]
    assert "Nước sạch" in shown[0]
    assert 6 == len(shown)
    for address in ("dat-cau-hoi/", "hoi-dap/", "co-quan/"):
        assert browser.find_element(By.CSS_SELECTOR, f"[data-none] a[href$='{address}']").is_displayed()


AXE = """
const done = arguments[0];
axe.run(document).then((it) => done(it.violations.map((one) => one.id + ": " + one.nodes[0].target)), done);
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_results_and_the_open_list_shut_no_reader_out(
    browser: webdriver.Chrome, built_site: Path, served_site: str, axe_source: str, scheme: str
) -> None:
    on_a_phone(browser)
    preference = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", preference)
    browser.get(served_site)
    typed(browser, "hộ nghèo").send_keys(Keys.ARROW_DOWN)
    browser.execute_script(axe_source)
    assert [] == browser.execute_async_script(AXE)
    for query in ("trợ dúp pháp lý", "nuocsachzz"):
        browser.get(f"{served_site}tim-kiem/?q={query}")
        found(browser)
        browser.execute_script("document.querySelector('[data-choices=loai]').open = true")
        browser.execute_script(axe_source)
        assert [] == browser.execute_async_script(AXE), query


def test_without_script_the_form_leads_to_lists_of_all_there_is(built_site: Path, browser: webdriver.Chrome) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get((built_site / "index.html").as_uri())
        assert (built_site / "tim-kiem/").as_uri() in str(
            browser.find_element(By.CSS_SELECTOR, "form[role=search]").get_attribute("action")
        )
        browser.get((built_site / "tim-kiem/index.html").as_uri() + "?q=nuoc")
        for part in ("muc_chu-de", "muc_nam", "muc_dia-ban", "muc_a-z"):
            links = browser.find_elements(By.CSS_SELECTOR, f"[aria-labelledby={part}] a, #{part} ~ * a")
            assert links and links[0].is_displayed(), part
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_what_people_type_on_a_phone_finds_its_page_among_the_first_three(index: Index, repository: Path) -> None:
    missed = []
    cases = yaml.safe_load((repository / "tests/search/typed.yml").read_text(encoding="utf-8"))
    for case in cases:
        first = [index.document(number)["u"] for number in search(index, case["q"]).ranked[:3]]
        if not any(part in address for address in first for part in case["right"]):
            missed.append((case["q"], first))
    assert 250 < len(cases)
    assert len(missed) <= len(cases) * 0.03, missed


# --- the same as in Python --------------------------------------------------------------------------------

ASK = """
const [cases, done] = arguments;
(async () => {
  const told = [];
  for (const [query, filters, options] of cases) {
    const it = await giamngheo.search(query, filters, options);
    const pairs = (name) => it.facets[name].map((one) => [one.value, one.count]);
    const counts = it.facets && Object.keys(it.facets).map((name) => [name, pairs(name)]);
    told.push([it.total, it.results.map((one) => one.url), it.suggestion, counts]);
  }
  return told;
})().then(done, (error) => done(String(error)));
"""


def told(browser: webdriver.Chrome, strict: Strict, cases: list[Any]) -> list[Any]:
    browser.get(f"{strict.address}tim-kiem/?q=a")
    wait(browser, lambda b: b.execute_script("return Boolean(window.giamngheo && giamngheo.search)"))
    browser.set_script_timeout(120)
    answers: list[Any] = browser.execute_async_script(ASK, cases)
    assert isinstance(answers, list), answers
    return answers


def test_the_browser_answers_as_python_does(browser: webdriver.Chrome, strict: Strict, index: Index) -> None:
    queries = [form for text in QUERIES for form in (text, unicodedata.normalize("NFD", text)) if text]
    answers = told(browser, strict, [[text, {}, {"limit": 20}] for text in queries])
    for text, (total, urls, suggestion, _) in zip(queries, answers, strict=True):
        ours = search(index, text)
        assert [index.document(number)["u"] for number in ours.ranked[:20]] == urls, text
        assert (len(ours.scores), ours.suggestion) == (total, suggestion), text


def values_of(document: Document) -> dict[str, list[str]]:
    year = document.date.year if document.date else 0
    return {
        "loai": [BY_NAME[document.kind].address or "trang"],
        "chu-de": [*document.topics],
        "dia-ban": [*document.places],
        "nam": [str(year)] if year >= 2000 else [],
    }


def test_counts_are_those_of_counting_one_by_one(
    browser: webdriver.Chrome, strict: Strict, index: Index, repository: Path, built_site: Path
) -> None:
    portal = assemble(repository / "content", "tp-hue", date(2026, 11, 20), False)
    pages = (file.parent.relative_to(built_site).as_posix() + "/" for file in built_site.rglob("index.html"))
    all_ = {one.address: values_of(one) for one in documents(portal.public, pages, portal.quotes_in, portal.today)}
    rng = random.Random(5)
    cases, expected = [], []
    for _ in range(200):
        query = rng.choice(QUERIES)
        one = all_[rng.choice(sorted(all_))]
        filters = {facet: rng.choice(one[facet]) for facet in FACETS if one[facet] and rng.random() < 0.4}
        cases.append([query, filters, {"facets": True, "limit": 0}])
        expected.append(counted(query, filters, index, all_))
    for case, ours, (total, _, _, counts) in zip(cases, expected, told(browser, strict, cases), strict=True):
        assert ours == (total, {facet: dict(found) for facet, found in counts}), case


def counted(query: str, filters: dict[str, str], index: Index, all_: Any) -> tuple[int, dict[str, dict[str, int]]]:
    numbers = search(index, query, is_whole=True).scores
    held = [all_[index.document(number)["u"]] for number in numbers] if query else [*all_.values()]

    def under(others: dict[str, str]) -> list[dict[str, list[str]]]:
        return [one for one in held if all(value in one[facet] for facet, value in others.items())]

    counts = {}
    for facet in FACETS:
        left = under({name: value for name, value in filters.items() if name != facet})
        counts[facet] = dict(Counter(value for one in left for value in one[facet]))
    return (len(under(filters)) if query or filters else 0), counts


@pytest.fixture(autouse=True)
def a_desk_again(browser: webdriver.Chrome, script: Callable[[str], ModuleType]) -> Iterator[None]:
    yield
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
