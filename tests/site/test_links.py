"""Every link of the sample leads somewhere, and no page asks anything of another site."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

pytestmark = pytest.mark.slow

# What a browser fetches by itself while it shows a page, by element and attribute.
FETCHED = {
    ("script", "src"),
    ("img", "src"),
    ("img", "srcset"),
    ("source", "src"),
    ("source", "srcset"),
    ("video", "src"),
    ("video", "poster"),
    ("audio", "src"),
    ("track", "src"),
    ("iframe", "src"),
    ("embed", "src"),
    ("object", "data"),
    ("input", "src"),
    ("image", "href"),
    ("use", "href"),
}
FOLLOWED = {("a", "href"), ("area", "href"), ("form", "action"), ("blockquote", "cite"), ("q", "cite")}
FETCHING_RELATIONS = {
    "stylesheet", "icon", "apple-touch-icon", "manifest", "preload", "prefetch", "modulepreload",
    "preconnect", "dns-prefetch", "mask-icon",
}  # fmt: skip
NAMED_BY_META = {"og:image", "og:url", "og:audio", "twitter:image"}
CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']""")
# Schemes that open a program of the reader's, or carry their content with them.
NOT_PAGES = {"mailto", "tel", "sms", "data"}


@dataclass
class Page(HTMLParser):
    """What one HTML page offers to links (anchors), leads to (links) and loads (requests)."""

    anchors: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    in_style: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_style = tag == "style"
        values = {name.removeprefix("xlink:"): value or "" for name, value in attrs}
        anchoring = ("id", "name") if tag == "a" else ("id",)
        self.anchors.update(values[name] for name in anchoring if name in values)
        self.requests.extend(css_addresses(values.get("style", "")))
        for name, value in values.items():
            if (tag, name) in FETCHED:
                self.requests.extend(candidates(value) if name == "srcset" else [value])
            elif (tag, name) in FOLLOWED:
                self.links.append(value)
        if tag == "link":
            fetched = FETCHING_RELATIONS & set(values.get("rel", "").split())
            (self.requests if fetched else self.links).append(values.get("href", ""))
        if tag == "meta":
            self.links.extend(meta_addresses(values))

    def handle_endtag(self, tag: str) -> None:
        self.in_style = False

    def handle_data(self, data: str) -> None:
        if self.in_style:
            self.requests.extend(css_addresses(data))


def candidates(srcset: str) -> list[str]:
    """`a.webp 480w, b.webp 960w` -> a.webp, b.webp"""
    return [part.split()[0] for part in srcset.split(",") if part.strip()]


def meta_addresses(values: dict[str, str]) -> list[str]:
    """Where a page sends on to (redirects), and what it names to other sites (its picture, its address)."""
    content = values.get("content", "")
    if values.get("http-equiv", "").lower() == "refresh":
        return [re.sub(r"(?i)^\s*\d+\s*;\s*url\s*=\s*", "", content).strip("'\" ")]
    return [content] if values.get("property", values.get("name")) in NAMED_BY_META else []


def css_addresses(css: str) -> list[str]:
    return [first or second for first, second in CSS_ADDRESS.findall(css)]


def read_page(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    return page


@cache
def page_at(file: Path) -> Page:
    return read_page(file.read_text(encoding="utf-8"))


def address_of(file: Path, site: Path, site_url: str) -> str:
    """bai-viet/a/index.html -> https://.../bai-viet/a/"""
    path = file.relative_to(site).as_posix()
    return site_url + (path.removesuffix("index.html") if posixpath.basename(path) == "index.html" else path)


def is_elsewhere(address: str, site_url: str) -> bool:
    """Whether an absolute address is not of this site."""
    return not (address + "/").startswith(site_url)


def fault_of(address: str, site: Path, site_url: str) -> str | None:
    """Why an absolute address of this site answers nothing, if so."""
    parts = urlsplit(address)
    path = unquote(parts.path.removeprefix(urlsplit(site_url).path))
    file = site / path / "index.html" if path.endswith("/") or not path else site / path
    if not file.is_file():
        return "no such page"
    fragment = unquote(parts.fragment).split(":~:")[0]
    if fragment in ("", "top") or file.suffix != ".html":
        return None
    return None if fragment in page_at(file).anchors else "no such place on that page"


def broken(page: Page, base: str, site: Path, site_url: str) -> Iterator[str]:
    """The links of one page that lead nowhere."""
    for link in [*page.links, *page.requests]:
        address = urljoin(base, link.strip())
        scheme = urlsplit(address).scheme
        if scheme in NOT_PAGES or (scheme in ("http", "https") and is_elsewhere(address, site_url)):
            continue
        fault = fault_of(address, site, site_url) if scheme in ("http", "https") else "no address"
        if fault:
            yield f"{base} -> {link}: {fault}"


def third_party(requests: list[str], base: str, site_url: str) -> Iterator[str]:
    """What a page would fetch from another site."""
    for request in requests:
        address = urljoin(base, request.strip())
        if urlsplit(address).scheme != "data" and is_elsewhere(address, site_url):
            yield f"{base} -> {request}"


@pytest.fixture(scope="module")
def pages(built_site: Path, site_url: str) -> dict[str, Page]:
    """Every HTML page of the sample under its address."""
    files = sorted(built_site.rglob("*.html"))
    assert files
    return {address_of(file, built_site, site_url): page_at(file) for file in files}


@pytest.fixture(scope="module")
def style_sheets(built_site: Path, site_url: str) -> dict[str, Page]:
    """What every style sheet of the sample loads, under its address."""
    files = sorted(built_site.rglob("*.css"))
    assert files
    named = {file: css_addresses(file.read_text(encoding="utf-8")) for file in files}
    return {address_of(file, built_site, site_url): Page(requests=named[file]) for file in files}


def test_every_link_of_the_sample_leads_somewhere(pages: dict[str, Page], built_site: Path, site_url: str) -> None:
    found = [fault for base, page in pages.items() for fault in broken(page, base, built_site, site_url)]
    assert [] == found


def test_no_page_asks_anything_of_another_site(pages: dict[str, Page], site_url: str) -> None:
    assert [] == [it for base, page in pages.items() for it in third_party(page.requests, base, site_url)]


def test_no_style_sheet_asks_anything_of_another_site(style_sheets: dict[str, Page], site_url: str) -> None:
    found = [it for base, sheet in style_sheets.items() for it in third_party(sheet.requests, base, site_url)]
    assert [] == found


def test_everything_a_style_sheet_names_is_there(
    style_sheets: dict[str, Page], built_site: Path, site_url: str
) -> None:
    found = [it for base, sheet in style_sheets.items() for it in broken(sheet, base, built_site, site_url)]
    assert [] == found


HERE = "https://x.example/trang/"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="../b/">b</a>', []),
        ('<a href="/trang/b/#muc">b</a>', []),
        ('<a href="../c/">c</a>', ["no such page"]),
        ('<a href="../b/#khac">b</a>', ["no such place on that page"]),
        ('<a href="#khac">b</a>', ["no such place on that page"]),
        ('<a href="/b/">b</a>', []),  # another site on the same host: not ours to judge
        ('<img src="../b/x.png" srcset="y.png 2x">', ["no such page", "no such page"]),
        ('<a href="tel:111">111</a><a href="https://y.example/">y</a>', []),
        ('<a href="javascript:go()">b</a>', ["no address"]),
        ('<meta http-equiv="refresh" content="0; url=../c/">', ["no such page"]),
    ],
)
def test_a_broken_link_is_seen(tmp_path: Path, html: str, expected: list[str]) -> None:
    for name, text in (("a", html), ("b", '<h2 id="muc">m</h2>')):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(text, encoding="utf-8")
    found = broken(read_page(html), HERE + "a/", tmp_path, HERE)
    assert expected == [fault.rpartition(": ")[2] for fault in found]


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ('<script src="https://cdn.example/a.js"></script>', 1),
        ('<link rel="stylesheet" href="//fonts.example/a.css">', 1),
        ('<link rel="preconnect" href="https://fonts.example">', 1),
        ('<style>@import "https://fonts.example/a.css"; b { background: url(//c.example/x) }</style>', 2),
        ('<p style="background: url(https://c.example/x.png)">a</p>', 1),
        ('<img srcset="a.png 1x, https://c.example/b.png 2x">', 1),
        ('<a href="https://c.example/">c</a><link rel="license" href="https://c.example/by/">', 0),
        ('<img src="data:image/gif;base64,R0lGOD"><script src="/trang/a.js"></script>', 0),
    ],
)
def test_a_request_to_another_site_is_seen(html: str, count: int) -> None:
    assert count == len(list(third_party(read_page(html).requests, HERE, HERE)))
