"""A machine reads what nobody has recorded: off by default, labelled wherever it is heard, gone with what it read."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import feedparser
import pytest

from giamngheo.export.sound import seconds_of

Province = Any  # tests/site/conftest.py
pytestmark = pytest.mark.slow

OURS = "bai-viet/2026/nuoc/tai-su-dung/nuoc-loa.mp3"
PODCAST = "phat-thanh/podcast.xml"
FRAME = b"\xff\xfb\x90\x00" + bytes(413)
RECORDED = "audio: [{file: tieng/nuoc.mp3, language: %s}]"
STORY = """---
title: Nuôi bò ở nhà bà Thửnghiệm
date: 2026-11-10
summary: Một câu.
household: {name: gia đình bà Thửnghiệm}
livelihood_model: Nuôi bò
consent: {given_on: 2026-01-05, scope: [%s], expires: 2026-12-05, record: HS-12%s}
---

Bà Thửnghiệm kể chuyện nuôi bò.
"""
OF_STORY = "content/guong-dien-hinh/ba-thunghiem.md"


@pytest.fixture
def voiced(province: Province, program: Callable[..., str]) -> Province:
    """A province whose machine reads; `python3 scripts/test.py` installs what it reads with."""
    for name in ("espeak-ng", "lame"):
        program(name)
    settings = province.tree["mkdocs.yml"].decode()
    return province.change(**{"mkdocs.yml": f"{settings}      voice: espeak-ng\n"})


def built(province: Province, **variables: Any) -> Path:
    code, said = province.quick(**variables)
    assert 0 == code, said
    return Path(province.site)


def sounds(site: Path) -> list[str]:
    return sorted(file.relative_to(site).as_posix() for file in site.rglob("*.mp3"))


def test_no_machine_reads_unless_it_is_asked_to(province: Province) -> None:
    site = built(province)
    assert [] == sounds(site)
    assert not (site / PODCAST).exists()


def test_what_a_machine_reads_is_heard_on_the_page_and_in_the_podcast_and_labelled(voiced: Province) -> None:
    site = built(voiced)
    assert ["bai-viet/2026/nuoc/tai-su-dung/nuoc-loa.mp3", "bai-viet/2026/the/tai-su-dung/the-loa.mp3"] == sounds(
        site
    )
    for page in ("bai-viet/2026/nuoc/index.html", "nghe/index.html"):
        text = (site / page).read_text(encoding="utf-8")
        assert "nuoc-loa.mp3" in text, page
        assert "giọng máy" in text, page
    one = next(it for it in feedparser.parse((site / PODCAST).read_bytes()).entries if "Nước" in it.title)
    assert "Nước về thôn (giọng máy)" == one.title
    data = (site / OURS).read_bytes()
    assert (f"https://mau.example/{OURS}", str(len(data))) == (one.enclosures[0].href, one.enclosures[0].length)
    seconds = seconds_of(data)
    assert seconds is not None
    # "A machine reads this", the title, one sentence as summary and as body, the name of the site: 27 syllables.
    assert 27 / 250 * 60 < seconds < 27 / 100 * 60


def test_the_same_text_sounds_the_same_and_is_read_once(voiced: Province, tmp_path: Path) -> None:
    site = built(voiced)
    before = voiced.contents
    cold = voiced.cold(tmp_path / "khac")
    built(cold)
    assert [] == voiced.differing(before, cold.contents)
    site_of_today = (site / OURS).stat().st_mtime_ns
    code, said = voiced.quick()
    assert (0, before, site_of_today) == (code, voiced.contents, (site / OURS).stat().st_mtime_ns)
    assert "Giọng máy đang đọc" not in said
    text = voiced.article("Thẻ bảo hiểm", "topics: [y-te]", body="Câu khác.")
    code, said = voiced.change(**{"content/bai-viet/2026/the.md": text}).quick()
    assert "Giọng máy đang đọc 1 bài" in said
    assert ["bai-viet/2026/the/tai-su-dung/the-loa.mp3"] == [
        path for path in voiced.differing(before, voiced.contents) if path.endswith(".mp3")
    ]
    for file in site.rglob("*.mp3"):
        file.unlink()
    code, said = voiced.quick()
    assert "Giọng máy đang đọc" not in said, "what was read is remembered"
    assert 2 == len(sounds(site))


def test_who_has_recorded_it_is_heard_and_no_machine(voiced: Province) -> None:
    files = {"content/tieng/nuoc.mp3": FRAME * 9}
    for language, is_read in (("vi", False), ("hre", True)):
        text = voiced.article("Nước về thôn", RECORDED % language)
        site = built(voiced.change(**files, **{"content/bai-viet/2026/nuoc.md": text}))
        assert is_read == (site / OURS).exists(), language
        assert (site / "tieng/nuoc.mp3").exists()


def test_what_nobody_can_read_yet_is_not_read(voiced: Province) -> None:
    text = voiced.article("Hạt giống", body="Tổ bán hạt cho Kraflo.")
    site = built(voiced.change(**{"content/bai-viet/2026/nuoc.md": text}))
    assert not (site / OURS).exists()
    taught = voiced.article("Hạt giống", "say: {Kraflo: cờ ra phờ lô}", body="Tổ bán hạt cho Kraflo.")
    assert (built(voiced.change(**{"content/bai-viet/2026/nuoc.md": taught})) / OURS).exists()


@pytest.mark.parametrize(
    ("scope", "is_read"), [("text, audio, reuse", True), ("text, reuse", False), ("text, audio", False)]
)
def test_a_machine_reads_a_story_as_far_as_the_family_agreed(voiced: Province, scope: str, is_read: bool) -> None:
    site = built(voiced.change(**{OF_STORY: STORY % (scope, "")}))
    assert is_read == any("ba-thunghiem" in path for path in sounds(site))


def test_a_withdrawn_story_leaves_no_sound_on_the_site_nor_in_the_store(voiced: Province) -> None:
    site = built(voiced.change(**{OF_STORY: STORY % ("text, audio, reuse", "")}))
    (sound,) = (site / path for path in sounds(site) if "ba-thunghiem" in path)
    told = sound.read_bytes()
    store = next(voiced.folder.glob(".cache/giamngheo/*.sqlite"))
    assert any(told in value for value in kept(store))
    site = built(voiced.change(**{OF_STORY: STORY % ("text, audio, reuse", ", withdrawn_on: 2026-11-15")}))
    assert not any("ba-thunghiem" in path for path in sounds(site))
    assert not any(told in value or "Thửnghiệm".encode() in value for value in kept(store))


def kept(store: Path) -> list[bytes]:
    with sqlite3.connect(store) as connection:
        return [value for (value,) in connection.execute("select value from made")]


def test_where_its_programs_are_missing_the_build_says_what_to_install(voiced: Province, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    bare.mkdir()
    code, said = voiced.quick(PATH=str(bare))
    assert 0 == code, said
    assert "apt install espeak-ng lame" in said
    assert [] == sounds(Path(voiced.site))
    assert 0 == voiced.quick("--strict", PATH=str(bare)).code, "a notice is no warning"


def test_what_a_voice_cannot_do_is_told_and_the_site_is_built(voiced: Province, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    for name in ("espeak-ng", "lame"):
        (broken / name).write_text('#!/bin/sh\n[ "$1" = --version ]\n')
        (broken / name).chmod(0o755)
    code, said = voiced.quick(PATH=f"{broken}:/usr/bin:/bin")
    assert (0, True) == (code, "không đọc được 2 bài" in said), said
    assert [] == sounds(Path(voiced.site))


def test_an_unknown_voice_is_named_with_those_that_are_known(province: Province) -> None:
    settings = province.tree["mkdocs.yml"].decode()
    code, said = province.change(**{"mkdocs.yml": f"{settings}      voice: giong-la\n"}).quick()
    assert 1 == code
    assert "giong-la" in said
    assert "espeak-ng" in said
