"""The site behind a real nginx with the headers of docs/nginx.conf: nothing is refused or asked of others."""

import base64
import hashlib
import re
import runpy
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from http.client import HTTPMessage
from pathlib import Path

import pytest
from selenium import webdriver

pytestmark = pytest.mark.slow

# One page of each kind, as the accessibility tests look at them.
KINDS = runpy.run_path(str(Path(__file__).with_name("test_accessibility.py")))

WATCH = """
window.refused = [];
addEventListener("securitypolicyviolation", it => refused.push(it.effectiveDirective + " " + it.blockedURI));
"""
MAIN = """
daemon off;
# Files of a test are readable to who runs it alone.
master_process off;
pid {folder}/pid;
error_log stderr;
events {{}}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
    uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
    {server}
}}
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def guarded_site(
    built_site: Path, repository: Path, program: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The sample behind nginx as the handbook's example sets it up, on this machine alone."""
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    server = (repository / "docs/nginx.conf").read_text(encoding="utf-8")
    server = server.replace("listen 8080;", f"listen 127.0.0.1:{port};").replace(
        "/srv/giamngheo/site", str(built_site)
    )
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, server=server), encoding="utf-8")
    running = subprocess.Popen([program("nginx"), "-c", str(folder / "nginx.conf"), "-e", "stderr"])
    base = f"http://127.0.0.1:{port}/"
    for _ in range(100):
        if running.poll() is not None:
            pytest.fail("nginx refuses docs/nginx.conf")
        try:
            urllib.request.urlopen(base).close()
            break
        except OSError:
            time.sleep(0.1)
    else:
        pytest.fail("nginx does not answer")
    yield base
    running.terminate()
    running.wait()


def headers_of(address: str) -> HTTPMessage:
    with urllib.request.urlopen(address) as answer:
        found: HTTPMessage = answer.headers
        return found


@pytest.fixture(scope="module")
def watched(browser: webdriver.Chrome) -> Iterator[webdriver.Chrome]:
    """The browser, which notes what the policy refuses from before a page begins."""
    added = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
    yield browser
    browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)


@pytest.mark.parametrize("kind", KINDS["ADDRESSES"])
def test_the_policy_refuses_nothing_of_a_page_and_the_page_asks_nothing_of_others(
    watched: webdriver.Chrome, guarded_site: str, built_site: Path, kind: str
) -> None:
    watched.get(guarded_site + KINDS["address_like"](KINDS["ADDRESSES"][kind], built_site))
    assert [] == watched.execute_script("return window.refused")
    asked = watched.execute_script("return performance.getEntriesByType('resource').map(it => it.name)")
    assert [] == [address for address in asked if not address.startswith(guarded_site)]


def test_the_policy_refuses_what_it_ought_to(watched: webdriver.Chrome, guarded_site: str) -> None:
    watched.get(guarded_site)
    watched.execute_script(
        "document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\"><img src=https://other.example/a.png>');"
        "const own = document.createElement('script'); own.textContent = 'window.ran = 1'; document.body.append(own);"
    )
    refused = {text.split()[0] for text in watched.execute_script("return window.refused")}
    assert {"style-src-attr", "img-src", "script-src-elem"} <= refused
    assert watched.execute_script("return window.ran") is None


def test_only_pages_made_for_it_stand_in_a_frame(guarded_site: str) -> None:
    page = headers_of(guarded_site + "chi-so/ty-le-ho-ngheo/")["Content-Security-Policy"]
    frame = headers_of(guarded_site + "chi-so/ty-le-ho-ngheo/nhung/")["Content-Security-Policy"]
    assert page.endswith("frame-ancestors 'none'")
    assert frame.endswith("frame-ancestors *")


def test_what_has_its_sum_in_its_name_is_kept_for_a_year_and_a_page_is_asked_for_again(
    guarded_site: str, built_site: Path
) -> None:
    [styles] = built_site.glob("assets/site.*.css")
    assert "immutable" in headers_of(f"{guarded_site}assets/{styles.name}")["Cache-Control"]
    assert "no-cache" == headers_of(guarded_site)["Cache-Control"]


def test_an_address_without_page_answers_with_the_page_that_helps_on(guarded_site: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as missing:
        headers_of(guarded_site + "khong-co/trang-nay/")
    assert 404 == missing.value.code
    assert missing.value.headers["Content-Security-Policy"]


def test_the_policy_names_the_style_of_the_light_pages(built_site: Path, repository: Path) -> None:
    pages = [file.read_text(encoding="utf-8") for file in (built_site / "lite").rglob("*.html")]
    styles = {style for page in pages for style in re.findall(r"<style>(.*?)</style>", page)}
    [style] = styles
    name = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{name}'" in (repository / "docs/nginx.conf").read_text(encoding="utf-8")


def test_no_page_carries_a_style_attribute_an_event_handler_or_a_script_of_its_own(built_site: Path) -> None:
    acting = re.compile(r"<[a-z][^>]*\s(?:style|on[a-z]+)=|<script(?![^>]*\ssrc=|\stype=\"application/ld\+json\")")
    pages = {file: file.read_text(encoding="utf-8") for file in built_site.rglob("*.html")}
    assert {} == {file.name: found[0] for file, page in pages.items() if (found := acting.search(page))}
