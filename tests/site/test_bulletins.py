"""Bulletins follow what a province writes: recordings, words let pass by name, the day, the schedule."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

Province = Any  # tests/site/conftest.py
pytestmark = pytest.mark.slow


def told(file: Path) -> tuple[str, str]:
    """What stands above the line, and what is read."""
    head, _, read = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").partition("=" * 40)
    return head, read.strip()


SCHEDULE = """
sang:
  name: Bản tin sáng
  places: [xa-quang-dien]
  minutes: 3
  days: 30
  languages: [vi, hre]
  approved_by: Bà Duyệt
"""
FRAME = b"\xff\xfb\x90\x00" + bytes(413)


def test_recordings_in_the_languages_of_the_place_are_a_playlist(province: Province) -> None:
    fields = ("audio: [{file: tieng/a.mp3, language: hre}, {file: tieng/b.mp3, language: km}]",)
    files = {
        "content/danh-muc/lich-phat-thanh.yml": SCHEDULE,
        "content/bai-viet/2026/thu.md": province.article("Bài thu tiếng", *fields),
        "content/tieng/a.mp3": FRAME * 100,
        "content/tieng/b.mp3": FRAME * 100,
    }
    province.change(**files)
    code, said = province.quick()
    assert 0 == code, said
    playlist = (province.site / "phat-thanh/xa-quang-dien/hom-nay.m3u8").read_text(encoding="utf-8")
    assert ["#EXTINF:3,Bài thu tiếng", "https://mau.example/tieng/a.mp3"] == playlist.splitlines()[2:]
    province.change(**{"content/tieng/a.mp3": FRAME * 200})
    code, said = province.quick()
    assert 0 == code, said
    assert "#EXTINF:6," in (province.site / "phat-thanh/xa-quang-dien/hom-nay.m3u8").read_text(encoding="utf-8")


def test_a_playlist_is_no_longer_than_its_minutes(province: Province) -> None:
    """A recording of 42 seconds, another that finds no room beside it, and a short one that does."""
    files: dict[str, str | bytes] = {
        "content/danh-muc/lich-phat-thanh.yml": SCHEDULE.replace("minutes: 3", "minutes: 1")
    }
    for name, frames in (("a", 1600), ("b", 1600), ("c", 400)):
        fields = ("language: hre", f"audio: [{{file: tieng/{name}.mp3, language: hre}}]")
        files[f"content/bai-viet/2026/{name}.md"] = province.article(f"Tin {name}", *fields)
        files[f"content/tieng/{name}.mp3"] = FRAME * frames
    code, said = province.change(**files).quick()
    assert 0 == code, said
    text = province.site / "phat-thanh/xa-quang-dien/hom-nay.txt"
    playlist = text.with_suffix(".m3u8").read_text(encoding="utf-8")
    assert ["#EXTINF:42,Tin a", "#EXTINF:11,Tin c"] == [line for line in playlist.splitlines() if "EXTINF" in line]
    assert "Tin b \u2013 không còn đủ thời gian" in told(text)[0]


def test_an_entry_in_another_language_is_left_out_with_the_reason_and_where_it_is_written(province: Province) -> None:
    file = "content/en/bai-viet/2026/rice.md"
    english = province.article("Rice prices rose by 12%", "language: en", "places: [xa-quang-dien]")
    schedule = SCHEDULE.replace("hre", "en")
    text = province.site / "phat-thanh/xa-quang-dien/hom-nay.txt"
    assert 0 == province.change(**{"content/danh-muc/lich-phat-thanh.yml": schedule, file: english}).quick().code
    head, read = told(text)
    [line] = [line for line in head.splitlines() if "Rice" in line]
    assert line.startswith("1. Rice prices rose by 12% \u2013 viết bằng tiếng khác, máy chưa đổi được con số")
    assert line.endswith("người biết tiếng thì đọc ở https://mau.example/en/bai-viet/2026/rice/")
    assert ("Rice" in read, "Nước về thôn." in read) == (False, True)
    page = (text.parent / "index.html").read_text(encoding="utf-8")
    assert '<a href="../../en/bai-viet/2026/rice/" lang="en">Rice prices rose by 12%</a>' in page
    # A bulletin that asks for Vietnamese alone has nothing to explain.
    alone = {"content/danh-muc/lich-phat-thanh.yml": schedule.replace("[vi, en]", "[vi]")}
    assert 0 == province.change(**alone).quick().code
    assert "Rice" not in told(text)[0]


def test_a_bulletin_in_a_language_without_a_voice_says_what_there_is_of_it(province: Province) -> None:
    schedule = SCHEDULE.replace("[vi, hre]", "[hre]")
    files = {"content/danh-muc/lich-phat-thanh.yml": schedule, "content/tieng/a.mp3": FRAME * 100}
    written = "content/bai-viet/2026/hre.md"
    assert 0 == province.change(**files, **{written: province.article("Bài Hrê", "language: hre")}).quick().code
    text = province.site / "phat-thanh/xa-quang-dien/hom-nay.txt"
    head, read = told(text)
    assert ("Không có bài nào đọc được" in head, "Bài Hrê \u2013 viết bằng tiếng khác" in head, "") == (
        True,
        True,
        read,
    )
    recorded = province.article("Bài Hrê", "language: hre", "audio: [{file: tieng/a.mp3, language: hre}]")
    assert 0 == province.change(**{written: recorded}).quick().code
    head, read = told(text)
    assert ("chỉ có bản thu để phát" in head, "viết bằng tiếng khác" in head, "") == (True, False, read)
    assert head.rstrip().endswith("1. Bài Hrê \u2013 hre \u00b7 3 giây")


def test_what_cannot_be_read_is_left_out_until_it_is_let_pass_by_name(province: Province) -> None:
    text = province.folder / "site/phat-thanh/xa-quang-dien/hom-nay.txt"
    schedule = {"content/danh-muc/lich-phat-thanh.yml": SCHEDULE}
    article = province.article("Hạt giống", body="Tổ bán hạt cho Kraflo.")
    assert 0 == province.change(**schedule, **{"content/bai-viet/2026/hat.md": article}).quick().code
    head, read = told(text)
    assert "Hạt giống \u2013 máy chưa biết đọc: Kraflo" in head
    assert "Kraflo" not in read
    passed = province.article("Hạt giống", "let_pass: [Kraflo]", body="Tổ bán hạt cho Kraflo.")
    assert 0 == province.change(**{"content/bai-viet/2026/hat.md": passed}).quick().code
    assert "Tổ bán hạt cho Kraflo." in told(text)[1]


def test_a_bulletin_follows_the_day_and_is_made_alike_wherever_it_is_made(province: Province, tmp_path: Path) -> None:
    schedule = {"content/danh-muc/lich-phat-thanh.yml": SCHEDULE}
    ends = province.article("Chỉ đến hôm nay", "valid_to: 2026-11-20")
    province.change(**schedule, **{"content/bai-viet/2026/het.md": ends})
    text = province.site / "phat-thanh/xa-quang-dien/hom-nay.txt"
    assert "21/11/2026" in province.quick().said
    assert "Chỉ đến hôm nay" in told(text)[0]
    assert 0 == province.quick(day=1).code
    assert "Chỉ đến hôm nay" not in told(text)[0]
    assert "Phát ngày 21/11/2026, thứ bảy." in told(text)[0]
    cold = province.cold(tmp_path / "khac")
    assert 0 == cold.quick(day=1).code
    assert [] == province.differing(province.contents, cold.contents)


def test_a_place_without_news_has_a_file_that_says_so(province: Province) -> None:
    schedule = {"content/danh-muc/lich-phat-thanh.yml": SCHEDULE.replace("30", "1")}
    assert 0 == province.change(**schedule).quick().code
    head, read = told(province.site / "phat-thanh/xa-quang-dien/hom-nay.txt")
    assert ("Không có tin mới nào để đọc." in head, "") == (True, read)
    data = (province.site / "phat-thanh/xa-quang-dien/hom-nay.zip").read_bytes()
    assert ["hom-nay.txt", "hom-nay.docx"] == zipfile.ZipFile(io.BytesIO(data)).namelist()


def test_a_bulletin_ends_once_however_an_entry_wants_the_name_of_the_site_to_be_read(province: Province) -> None:
    article = province.article("Hạt giống", "say: {Trang thử: trang nhà}")
    files = {"content/danh-muc/lich-phat-thanh.yml": SCHEDULE, "content/bai-viet/2026/hat.md": article}
    assert 0 == province.change(**files).quick().code
    script = (province.site / "bai-viet/2026/hat/tai-su-dung/hat-loa.txt").read_text(encoding="utf-8-sig")
    assert "Bà con vừa nghe bài của trang nhà" in script
    _, read = told(province.site / "phat-thanh/xa-quang-dien/hom-nay.txt")
    assert "Hạt giống." in read
    assert "vừa nghe bài" not in read
