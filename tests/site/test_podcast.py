"""Recordings reach podcast programs: how long they are, who speaks, what is said; and only those that may go out."""

import subprocess
from calendar import timegm
from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import feedparser
import podcastparser
import pytest
from PIL import Image

Province = Any  # tests/site/conftest.py
pytestmark = pytest.mark.slow

FRAME = b"\xff\xfb\x90\x00" + bytes(413)
FIRST_NAME = b"https://github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"
NAMES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}
# The categories of Apple without those below them.
CATEGORIES = frozenset(
    (
        "Arts", "Business", "Comedy", "Education", "Fiction", "Government", "Health & Fitness", "History",
        "Kids & Family", "Leisure", "Music", "News", "Religion & Spirituality", "Science", "Society & Culture",
        "Sports", "TV & Film", "Technology", "True Crime",
    )
)  # fmt: skip
FEED = "phat-thanh/podcast.xml"
STORY = """---
title: Nuôi bò ở nhà bà Thử
date: 2026-10-02
summary: Một câu.
household: {name: gia đình bà Thử}
livelihood_model: Nuôi bò
audio: [{file: tieng/ba-thu.mp3}]
consent: {given_on: 2026-01-05, scope: [%s], expires: 2026-12-05, record: HS-12%s}
---

Bà Thử kể chuyện nuôi bò.
"""
RECORDED = "audio: [{file: tieng/nuoc.mp3}, {file: tieng/nuoc-hre.mp3, language: hre, synthetic: true}]"


@pytest.fixture
def recorded(province: Province) -> Province:
    return province.change(
        **{
            "content/bai-viet/2026/thu.md": province.article("Nước sạch & vệ sinh", RECORDED),
            "content/tieng/nuoc.mp3": FRAME * 2000,
            "content/tieng/nuoc-hre.mp3": FRAME * 100,
        }
    )


def built(province: Province) -> Path:
    code, said = province.quick()
    assert 0 == code, said
    return Path(province.site)


def test_a_podcast_program_finds_every_recording_with_its_length_and_its_text(recorded: Province) -> None:
    site = built(recorded)
    # This reader knows the namespace by its first name; its own page gives the one that we use.
    feed = (site / FEED).read_bytes().replace(b"https://podcastindex.org/namespace/1.0", FIRST_NAME)
    told = podcastparser.parse("https://mau.example/phat-thanh/podcast.xml", BytesIO(feed))
    assert "Bài đã thu tiếng \u2013 Trang thử" == told["title"]
    assert False is told["explicit"]
    names = ["Nước sạch & vệ sinh (hre, giọng máy)", "Nước sạch & vệ sinh"]
    assert sorted(names) == sorted(one["title"] for one in told["episodes"])
    one = {episode["title"]: episode for episode in told["episodes"]}["Nước sạch & vệ sinh"]
    (file,) = one["enclosures"]
    assert ("https://mau.example/tieng/nuoc.mp3", 417 * 2000, "audio/mpeg") == (
        file["url"],
        file["file_size"],
        file["mime_type"],
    )
    # 2,000 frames of 1,152 samples at 44,100 Hz, rounded up.
    assert 53 == one["total_time"]
    assert "2026-11-02" == f"{datetime.fromtimestamp(one['published'], ZoneInfo('Asia/Ho_Chi_Minh')):%Y-%m-%d}"
    assert (site / one["transcript_url"].removeprefix("https://mau.example/")).is_file()
    assert len({episode["guid"] for episode in told["episodes"]}) == 2


def test_a_text_in_another_language_is_no_transcript(recorded: Province) -> None:
    text = (built(recorded) / FEED).read_text(encoding="utf-8")
    assert 2 == text.count("<enclosure ")
    assert 1 == text.count("<podcast:transcript ")


def test_readers_of_feeds_read_it_too(recorded: Province, program: Callable[..., str]) -> None:
    file = built(recorded) / FEED
    read = feedparser.parse(file.read_bytes())
    assert not read.bozo
    assert 2 == len(read.entries)
    for one in read.entries:
        assert datetime.fromtimestamp(timegm(one.published_parsed), ZoneInfo("Asia/Ho_Chi_Minh")).day == 2
        assert one.enclosures[0].href.startswith("https://mau.example/tieng/")
        assert "Một câu." in one.content[0].value
    done = subprocess.run([program("xmllint"), "--noout", file], capture_output=True, text=True, check=False)
    assert (0, "") == (done.returncode, done.stderr)


def test_newsboat_offers_every_recording_to_be_played(recorded: Province, newsboat: Callable[..., list[Any]]) -> None:
    file = built(recorded) / FEED
    rows = newsboat(file, "title", "enclosure_url", "enclosure_type", "pubDate", "content")
    assert {
        ("Nước sạch & vệ sinh", "https://mau.example/tieng/nuoc.mp3", "audio/mpeg"),
        ("Nước sạch & vệ sinh (hre, giọng máy)", "https://mau.example/tieng/nuoc-hre.mp3", "audio/mpeg"),
    } == {row[:3] for row in rows}
    assert 2 == len(rows)
    for _, url, _, moment, content in rows:
        assert "2026-11-02" == f"{datetime.fromtimestamp(moment, ZoneInfo('Asia/Ho_Chi_Minh')):%Y-%m-%d}"
        assert "Một câu." in content
        (one,) = (it for it in feedparser.parse(file.read_bytes()).entries if it.enclosures[0].href == url)
        recording = recorded.site / url.removeprefix("https://mau.example/")
        assert recording.stat().st_size == int(one.enclosures[0].length)


def test_the_feed_keeps_the_rules_of_those_who_list_podcasts(recorded: Province) -> None:
    """Apple Podcasts Connect (requirements, artwork), podcastindex.org/namespace/1.0 (guid, transcript)."""
    site = built(recorded)
    channel = ElementTree.fromstring((site / FEED).read_bytes()).find("channel")
    assert channel is not None

    def said(element: ElementTree.Element, tag: str) -> str:
        (found,) = element.findall(tag, NAMES)
        return found.text or ""

    for tag in ("title", "link", "description", "itunes:author"):
        assert said(channel, tag).strip(), tag
    assert 4000 >= len(said(channel, "description").encode())
    assert "vi" == said(channel, "language")
    assert "false" == said(channel, "itunes:explicit")
    (category,) = channel.findall("itunes:category", NAMES)
    assert category.get("text") in CATEGORIES
    # A name-based UUID of the feed's address without its scheme, in the namespace that the standard gives.
    name = uuid5(UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6"), "mau.example/phat-thanh/podcast.xml")
    assert str(name) == said(channel, "podcast:guid")

    (image,) = channel.findall("itunes:image", NAMES)
    address = image.get("href", "")
    assert address.startswith("https://")
    assert address.endswith(".png")
    with Image.open(site / address.removeprefix("https://mau.example/")) as cover:
        assert ("PNG", "RGB") == (cover.format, cover.mode)
        assert cover.width == cover.height
        assert 1400 <= cover.width <= 3000

    names = set()
    for item in channel.findall("item"):
        assert said(item, "title").strip()
        names.add(said(item, "guid"))
        assert parsedate_to_datetime(said(item, "pubDate")).tzinfo
        (file,) = item.findall("enclosure")
        recording = site / file.get("url", "").removeprefix("https://mau.example/")
        assert str(recording.stat().st_size) == file.get("length")
        assert file.get("type") in ("audio/mpeg", "audio/x-m4a", "audio/ogg")
        assert int(said(item, "itunes:duration")) > 0
        for transcript in item.findall("podcast:transcript", NAMES):
            assert "text/html" == transcript.get("type")
            assert (site / transcript.get("url", "").removeprefix("https://mau.example/")).is_file()
    assert len(names) == len(channel.findall("item"))


def test_the_cover_is_drawn_only_where_there_is_a_podcast(province: Province) -> None:
    assert not list(built(province).glob("assets/chia-se/bai-da-thu-tieng.*"))


def test_pages_lead_to_it_where_there_is_one(province: Province, recorded: Province) -> None:
    site = built(recorded)
    for page in ("phat-thanh/index.html", "nguon-tin/index.html"):
        assert "podcast.xml" in (site / page).read_text(encoding="utf-8")
    site = built(province.change(**{"content/bai-viet/2026/thu.md": None}))
    assert not (site / FEED).exists()
    for page in ("phat-thanh/index.html", "nguon-tin/index.html"):
        assert "podcast.xml" not in (site / page).read_text(encoding="utf-8")


def test_one_page_of_a_language_has_its_fifty_latest_recordings_and_says_how_many_there_are_more(
    province: Province,
) -> None:
    files: dict[str, str | bytes] = {"content/tieng/nuoc.mp3": FRAME * 9}
    for number in range(52):
        text = province.article(f"Bài {number}", "audio: [{file: tieng/nuoc.mp3}]")
        files[f"content/bai-viet/2026/b{number:02}.md"] = text
    text = (built(province.change(**files)) / "nghe/index.html").read_text(encoding="utf-8")
    assert 50 == text.count("<audio")
    assert "Còn 2 bài trước đó" in text


@pytest.mark.parametrize(
    ("scope", "is_heard"), [("text, audio, reuse", True), ("text, reuse", None), ("text, audio", False)]
)
def test_a_voice_goes_only_as_far_as_the_family_agreed(province: Province, scope: str, is_heard: bool | None) -> None:
    province.change(
        **{"content/guong-dien-hinh/ba-thu.md": STORY % (scope, ""), "content/tieng/ba-thu.mp3": FRAME * 9}
    )
    code, said = province.quick()
    if is_heard is None:
        # The page itself may not let the voice be heard.
        assert (1, True) == (code, "P605" in said)
        return
    assert 0 == code, said
    assert is_heard == (Path(province.site) / FEED).exists()


def test_a_withdrawn_voice_is_gone(province: Province) -> None:
    file, voice = "content/guong-dien-hinh/ba-thu.md", "content/tieng/ba-thu.mp3"
    site = built(province.change(**{file: STORY % ("text, audio, reuse", ""), voice: FRAME * 9}))
    assert "ba-thu.mp3" in (site / FEED).read_text(encoding="utf-8")
    site = built(province.change(**{file: STORY % ("text, audio, reuse", ", withdrawn_on: 2026-11-10")}))
    assert not (site / FEED).exists()
    assert not (site / "tieng/ba-thu.mp3").exists()
