"""Pages kept on a device: read without a connection, gone once withdrawn, and the switch that empties devices."""

import functools
import http.server
import json
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait

pytestmark = pytest.mark.slow

TOPIC = "chu-de/y-te/"
ENTRY = "hoi-dap/the-bao-hiem-y-te/"
CACHED = """
const done = arguments[arguments.length - 1];
(async () => {
  const found = [];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
  return found;
})().then(done, error => done([String(error)]));
"""
WORKERS = """
const done = arguments[arguments.length - 1];
navigator.serviceWorker.getRegistrations().then(all => done(all.length));
"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a test's report is about pages."""


class Host:
    """A copy of the sample that can be changed, on a server that can be away."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0
        self.open()

    def open(self) -> None:
        handler = functools.partial(Quiet, directory=str(self.folder))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def at(self, address: str) -> str:
        return f"http://127.0.0.1:{self.port}/{address}"


@pytest.fixture
def host(built_site: Path, tmp_path: Path) -> Iterator[Host]:
    host = Host(shutil.copytree(built_site, tmp_path / "site"))
    yield host
    host.close()


def wait(browser: webdriver.Chrome, script: str) -> None:
    WebDriverWait(browser, 20).until(lambda it: it.execute_script(f"return {script}"))


def cached(browser: webdriver.Chrome) -> set[str]:
    return set(browser.execute_async_script(CACHED))


def keep(browser: webdriver.Chrome, host: Host) -> None:
    """As a reader keeps a topic; a phone would open nothing but its pages."""
    browser.get(host.at(TOPIC))
    button = browser.find_element("css selector", "[data-tool=keep]")
    done = button.get_attribute("data-done")
    button.click()
    wait(browser, f"document.querySelector('[data-tool=keep]').textContent === {json.dumps(done)}")


def forget(browser: webdriver.Chrome) -> None:
    """The worker is asleep, as it is after a while: what it remembered is gone."""
    browser.execute_cdp_cmd("ServiceWorker.enable", {})
    browser.execute_cdp_cmd("ServiceWorker.stopAllWorkers", {})


def test_a_reader_who_keeps_nothing_has_no_worker(browser: webdriver.Chrome, host: Host) -> None:
    browser.get(host.at(TOPIC))
    assert 0 == browser.execute_async_script(WORKERS)
    assert set() == cached(browser)


def test_a_kept_topic_and_its_entries_are_read_without_a_connection(browser: webdriver.Chrome, host: Host) -> None:
    keep(browser, host)
    title = re.search(r"<h1>(.*?)</h1>", (host.folder / ENTRY / "index.html").read_text(encoding="utf-8"))
    host.close()
    try:
        browser.get(host.at(ENTRY))
        assert host.at("lite/" + ENTRY) == browser.current_url
        assert title is not None
        assert title[1] == browser.find_element("tag name", "h1").text
        browser.get(host.at("van-ban/"))
        assert host.at("ngoai-tuyen/") == browser.current_url
        wait(browser, "document.querySelectorAll('[data-kept] li').length > 3")
        assert title[1] in browser.find_element("css selector", "[data-kept]").text
    finally:
        host.open()


def test_who_keeps_a_page_without_a_connection_reads_that_it_was_not_kept(
    browser: webdriver.Chrome, host: Host
) -> None:
    browser.get(host.at(TOPIC))
    host.close()
    try:
        button = browser.find_element("css selector", "[data-tool=keep]")
        button.click()
        said = "Chưa lưu được. Có mạng rồi bấm lại."
        wait(browser, f"document.querySelector('[data-tool=keep]').textContent === {json.dumps(said)}")
        assert "polite" == button.get_attribute("aria-live")
    finally:
        host.open()
    keep(browser, host)


def test_kept_pages_are_searched_without_a_connection(browser: webdriver.Chrome, host: Host) -> None:
    keep(browser, host)
    host.close()
    try:
        first = "document.querySelector('[data-kept] li')"
        for query in ("thẻ bảo hiểm miễn phí", "the bao hiem y te mien phi", "thẻ y tế miễn ph", "xem lại họ tên"):
            browser.get(host.at(f"tim-kiem/?q={query}"))
            assert browser.current_url.startswith(host.at("ngoai-tuyen/?q="))
            wait(browser, first)
            assert host.at("lite/" + ENTRY) == browser.execute_script(f"return {first}.querySelector('a').href"), (
                query
            )
        browser.get(host.at("tim-kiem/?q=BHYT"))
        wait(browser, first)
        assert "bảo hiểm y tế" == browser.execute_script(f"return {first}.querySelector('mark').textContent").lower()
        form = browser.find_element("css selector", "[data-kept] form")
        status = browser.find_element("css selector", "[data-kept] [role=status]")
        form.find_element("name", "q").clear()
        form.find_element("name", "q").send_keys("qwqwqw")
        assert [] == browser.find_elements("css selector", "[data-kept] li")
        assert "qwqwqw" in status.text
    finally:
        host.open()


def test_a_question_is_written_where_there_is_no_connection(browser: webdriver.Chrome, host: Host) -> None:
    keep(browser, host)
    asked = "Xã tôi họp ngày nào?"
    host.close()
    try:
        browser.get(host.at("van-ban/"))
        browser.find_element("css selector", "main a[href$='dat-cau-hoi/']").click()
        assert host.at("dat-cau-hoi/") == browser.current_url
        browser.find_element("id", "cau-hoi").send_keys(asked)
        browser.refresh()
        assert asked == browser.find_element("id", "cau-hoi").get_attribute("value")
        assert browser.find_element("class name", "ask__code").text.startswith("H-")
    finally:
        host.open()
        browser.execute_script("localStorage.clear()")


def test_what_is_withdrawn_leaves_the_device_at_the_next_contact(browser: webdriver.Chrome, host: Host) -> None:
    keep(browser, host)
    assert f"/lite/{ENTRY}" in cached(browser)
    shutil.rmtree(host.folder / ENTRY)
    shutil.rmtree(host.folder / "lite" / ENTRY)
    topic = host.folder / "lite" / TOPIC / "index.html"
    topic.write_text(topic.read_text(encoding="utf-8").replace(f'"../../{ENTRY}"', '"#"'), encoding="utf-8")
    forget(browser)
    browser.get(host.at(""))
    WebDriverWait(browser, 20).until(lambda it: f"/lite/{ENTRY}" not in cached(it))
    assert f"/lite/{TOPIC}" in cached(browser)


def test_a_topic_that_is_gone_leaves_with_all_its_entries(browser: webdriver.Chrome, host: Host) -> None:
    keep(browser, host)
    shutil.rmtree(host.folder / "lite" / TOPIC)
    forget(browser)
    browser.get(host.at(""))
    WebDriverWait(browser, 20).until(lambda it: not any(path.startswith("/lite/") for path in cached(it)))


def test_the_switch_empties_the_device_and_takes_the_worker_away(
    browser: webdriver.Chrome, host: Host, repository: Path
) -> None:
    keep(browser, host)
    off = (repository / "templates/assets/worker/off.js").read_text(encoding="utf-8")
    (host.folder / "sw.js").write_text(off, encoding="utf-8")
    browser.get(host.at(TOPIC))
    browser.execute_script("navigator.serviceWorker.getRegistration().then(it => it && it.update())")
    WebDriverWait(browser, 20).until(lambda it: it.execute_async_script(WORKERS) == 0)
    assert set() == cached(browser)


def test_an_installed_site_is_told_by_its_manifest(host: Host, browser: webdriver.Chrome) -> None:
    browser.get(host.at(TOPIC))
    answer = browser.execute_cdp_cmd("Page.getAppManifest", {})
    assert [] == answer["errors"]
    told = json.loads(answer["data"])
    assert (host.folder / told["icons"][0]["src"]).is_file()
