"""Recordings reach podcast programs: how long they are, who speaks, what is said; and only those that may go out."""

import subprocess
from calendar import timegm
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
import podcastparser
import pytest

Province = Any  # tests/site/conftest.py
pytestmark = pytest.mark.slow

FRAME = b"\xff\xfb\x90\x00" + bytes(413)
FIRST_NAME = b"https://github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"
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
