"""Whatever an editor calls a picture and a province its host: every program can follow the addresses (RFC 3986)."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import feedparser
import podcastparser
import pytest

Province = Any  # tests/site/conftest.py
pytestmark = pytest.mark.slow

HOST, PUNY = "giảmnghèo.example", "xn--gimngho-7xa8069d.example"
ROOT = f"https://{PUNY}/trang%20tin/"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
FRAME = b"\xff\xfb\x90\x00" + bytes(413)
URI = re.compile(r"https?://[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
NAMED = """---
title: Nước sạch về thôn
date: 2026-11-02
summary: Một câu.
pictures: [{file: anh/trống rau.jpg, alt: Trống rau, credit: Nhóm}]
audio: [{file: tiếng/bản tin.mp3}]
sources: [bao-noi]
---

![Cánh đồng](../../anh/đồng%20lúa.svg) và ![Trống](<../../anh/trống rau.jpg>).

Tải [tờ rơi](../../tệp/t%E1%BB%9D%20r%C6%A1i.pdf), đọc [trang khác](https://vi.example/wiki/Nghèo).
"""

SOURCE = """bao-noi:
  title: Bài báo
  publisher: Báo
  url: https://báo.example/tin-tức/nghèo
  published: 2026-11-01
  accessed: 2026-11-02
"""
WRITTEN = (".html", ".xml", ".atom", ".json", ".ics", ".txt")


@pytest.fixture
def named(province: Province) -> Province:
    settings = (province.folder / "mkdocs.yml").read_text(encoding="utf-8")
    photo = Path(__file__).parents[2] / "content/anh/trong-rau.jpg"
    return province.change(
        **{
            "mkdocs.yml": settings.replace("https://mau.example/", f"https://{HOST}/trang tin/"),
            "content/bai-viet/2026/ten.md": NAMED,
            "content/danh-muc/nguon.yml": SOURCE,
            "content/danh-muc/ten-mien.yml": "báo.example: {kind: press, name: Báo}\n",
            "content/anh/đồng lúa.svg": DRAWING,
            "content/anh/trống rau.jpg": photo.read_bytes(),
            "content/tiếng/bản tin.mp3": FRAME * 2000,
            "content/tệp/tờ rơi.pdf": b"%PDF-1.4",
        }
    )


def addresses(site: Path) -> Iterator[tuple[str, str]]:
    """Every address that a file of the site writes out, with the base it is to be read from."""
    for file in sorted(
        it for it in site.rglob("*") if it.suffix in (".html", ".xml", ".atom", ".json", ".ics", ".txt")
    ):
        text, path = file.read_text(encoding="utf-8"), file.relative_to(site).as_posix()
        quoted = re.findall(r'(?:href|src|url)="([^"]*)"|"(https?://[^"]*)"', text)
        for address in (one or other for one, other in quoted):
            if "://" in address or (file.suffix == ".html" and "/" in address and not address.startswith("/")):
                yield path, address


def test_every_address_is_one_that_programs_can_follow(named: Province) -> None:
    done = named.quick()
    assert 0 == done.code, done.said
    site = named.folder / "site"
    found = {address for _, address in addresses(site)}
    assert [] == sorted(it for it in found if not it.isascii() or " " in it)
    assert not [it for it in found if HOST in it]
    for path, address in addresses(site):
        whole = urljoin(ROOT + path, address)
        if whole.startswith(ROOT) and re.search(r"\.(svg|jpg|pdf|mp3)$", whole):
            assert (site / unquote(urlsplit(whole).path).removeprefix("/trang tin/")).is_file(), (path, address)


def test_readers_of_feeds_find_recordings_and_pictures(named: Province) -> None:
    assert 0 == named.quick().code
    site = named.folder / "site"
    recording = f"{ROOT}ti%E1%BA%BFng/b%E1%BA%A3n%20tin.mp3"
    told = feedparser.parse((site / "phat-thanh/podcast.xml").read_bytes())
    assert [recording] == [link.href for entry in told.entries for link in entry.links if link.rel == "enclosure"]
    podcast = podcastparser.parse(f"{ROOT}phat-thanh/podcast.xml", (site / "phat-thanh/podcast.xml").open("rb"))
    assert [recording] == [one["url"] for episode in podcast["episodes"] for one in episode["enclosures"]]
    feed = json.loads((site / "feed.json").read_text(encoding="utf-8"))
    text = next(one["content_html"] for one in feed["items"] if "ten/" in one["url"])
    assert f'"{ROOT}anh/tr%E1%BB%91ng%20rau.jpg"' in text
    assert "https://vi.example/wiki/Ngh%C3%A8o" in text
    assert [URI.fullmatch(one["url"]) is not None for one in feed["items"]] == [True] * len(feed["items"])
