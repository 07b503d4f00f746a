"""A family that takes back its word: nothing of it stays in any file, packed ones opened, nor in what builds keep."""

import io
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

Province = Any  # tests/site/conftest.py
pytestmark = pytest.mark.slow

STORY = """---
title: Nuôi bò ở nhà bà Thửnghiệm
date: 2026-11-10
summary: Bà Thửnghiệm nuôi bò.
household: {name: gia đình bà Thửnghiệm}
livelihood_model: Nuôi bò
topics: [nuoc-sach]
places: [xa-quang-dien]
priority: uu-tien
pictures: [{file: anh/nha-thunghiem.png, alt: Nhà bà Thửnghiệm, credit: Chúng tôi, shows_people: true}]
audio: [{file: tieng/thunghiem.mp3}]
consent: {given_on: 2026-01-05, scope: [text, photo, audio, reuse], expires: %s, record: HS-12%s}
---

Bà Thửnghiệm kể chuyện nuôi bò.
"""
SCHEDULE = """
sang:
  name: Bản tin sáng
  places: [xa-quang-dien]
  minutes: 5
  days: 30
  approved_by: Bà Duyệt
"""
BY_HAND = """
title: Bản tin đặc biệt
date: 2026-11-20
minutes: 5
approved_by: Bà Duyệt
items: [story:ba-thunghiem, article:nuoc]
"""
TRACES = ("thửnghiệm", "thunghiem", "hs-12")
FRAME = b"\xff\xfb\x90\x00" + bytes(413)


def files_of(story: str, picture: bytes) -> dict[str, str | bytes]:
    return {
        "content/guong-dien-hinh/ba-thunghiem.md": story,
        "content/anh/nha-thunghiem.png": picture,
        "content/tieng/thunghiem.mp3": FRAME * 100,
        "content/danh-muc/lich-phat-thanh.yml": SCHEDULE,
        "content/ban-tin/dac-biet.yml": BY_HAND,
    }


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (11, 92, 86)).save(out, "PNG")
    return out.getvalue()


def opened(path: str, data: bytes) -> Iterator[tuple[str, str]]:
    """A file and, of an archive or a document of Word or Excel, all that is packed in it."""
    yield path, f"{path} {data.decode('utf-8', 'replace')}".lower()
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield from opened(f"{path}/{name}", archive.read(name))


def traces(site: Path) -> set[str]:
    """Files that tell of the family."""
    files = (file for file in site.rglob("*") if file.is_file())
    parts = (part for f in files for part in opened(f.relative_to(site).as_posix(), f.read_bytes()))
    return {name for name, text in parts if any(trace in text for trace in TRACES)}


@pytest.mark.parametrize(
    ("expires", "more", "day"), [("2027-12-05", ", withdrawn_on: 2026-11-20", 0), ("2026-11-20", "", 1)]
)
def test_no_file_tells_of_a_family_that_no_longer_agrees(
    province: Province, expires: str, more: str, day: int
) -> None:
    before = STORY % (expires, "")
    province.change(**files_of(before, picture()))
    code, said = province.quick()
    assert 0 == code, said
    told = traces(province.site)
    # While it agrees it is told in every form there is, or this test would prove nothing.
    for form in (
        "phat-thanh/podcast.xml",
        "phat-thanh/xa-quang-dien/hom-nay.txt",
        "phat-thanh/xa-quang-dien/hom-nay.zip/hom-nay.docx/word/document.xml",
        "phat-thanh/xa-quang-dien/hom-nay.m3u8",
        "phat-thanh/hom-nay.zip/xa-quang-dien.txt",
        "ban-tin/dac-biet/dac-biet.txt",
        "guong-dien-hinh/ba-thunghiem/tai-su-dung/ba-thunghiem.docx/word/document.xml",
        "feed.json",
        "lite/guong-dien-hinh/ba-thunghiem/index.html",
        "sitemap.xml",
    ):
        assert form in told, form
    province.change(**{"content/guong-dien-hinh/ba-thunghiem.md": STORY % (expires, more)})
    code, said = province.quick(day=day)
    assert 0 == code, said
    assert set() == traces(province.site)
    with sqlite3.connect(province.folder / ".cache/giamngheo/store.sqlite") as connection:
        kept = [row[0] for row in connection.execute("select value from made")]
    assert kept
    assert not [value for value in kept if "thửnghiệm" in value.decode("utf-8", "replace").lower()]


def test_the_search_of_a_site_that_never_had_the_story_is_the_same(province: Province, tmp_path: Path) -> None:
    files = files_of(STORY % ("2027-12-05", ", withdrawn_on: 2026-11-20"), picture())
    province.change(**files_of(STORY % ("2027-12-05", ""), picture()))
    code, said = province.quick()
    assert 0 == code, said
    province.change(**files)
    code, said = province.quick()
    assert 0 == code, said
    cold = province.cold(tmp_path / "khac")
    code, said = cold.quick()
    assert 0 == code, said
    assert [] == province.differing(province.contents, cold.contents)
