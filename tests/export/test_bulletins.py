"""Bulletins as a station gets them: within the minutes, nothing unread, the same words in every file."""

import re
import zipfile
from html import unescape
from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from giamngheo.export.bulletins import fitted
from giamngheo.speech import national, speak
from giamngheo.speech.counting import syllables

CUTS = st.lists(st.integers(1, 400), min_size=1, max_size=3).map(sorted)


@given(sizes=st.lists(CUTS, max_size=30), room=st.integers(-10, 3_000))
def test_it_is_never_longer_than_its_minutes(sizes: list[list[int]], room: int) -> None:
    chosen = fitted(sizes, room)
    assert sum(sizes[n][at] for n, at in chosen.items()) <= max(room, 0)
    briefly = sum(sizes[n][0] for n in chosen)
    assert all(briefly + cuts[0] > room for n, cuts in enumerate(sizes) if n not in chosen)


def test_everything_is_told_briefly_before_the_first_is_told_at_length() -> None:
    assert {0: 2, 1: 0, 2: 0} == fitted([[10, 20, 40], [10, 20, 40], [10, 30]], 60)
    assert {0: 2, 1: 1, 2: 0} == fitted([[10, 20, 40], [10, 20, 40], [10, 30]], 75)


def grouped(count: int) -> str:
    """1.608, as numbers are written in Vietnam."""
    return f"{count:,}".replace(",", ".")


def texts(site: Path) -> list[Path]:
    found = sorted([*site.glob("phat-thanh/*/hom-nay.txt"), *site.glob("ban-tin/*/*.txt")])
    assert found
    return found


def told(file: Path) -> tuple[str, str]:
    """What stands above the line, and what is read."""
    head, _, read = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").partition("=" * 40)
    return head, read.strip()


@pytest.mark.slow
def test_each_place_of_the_sample_has_its_bulletin_at_its_address(built_site: Path) -> None:
    folders = [file.parent for file in texts(built_site)]
    assert ["ra-soat-va-phong-lua-dao", "xa-a-luoi-2", "xa-quang-dien"] == [folder.name for folder in folders]
    for folder in folders:
        assert {".docx", ".html", ".txt", ".zip"} == {file.suffix for file in folder.iterdir()}


@pytest.mark.slow
def test_the_head_says_when_how_long_until_when_and_who_approved(built_site: Path) -> None:
    for file, minutes in zip(texts(built_site), (5, 10, 10), strict=True):
        head, read = told(file)
        assert "Phát ngày 20/11/2026, thứ sáu." in head
        assert "Không phát sau ngày 26/11/2026." in head
        assert "Người duyệt: Nhóm giamngheo (trang trình diễn)." in head
        count = syllables(read)
        assert f"Bài có {grouped(count)} tiếng." in head
        assert minutes * 180 - 270 < count <= minutes * 180


@pytest.mark.slow
def test_a_bulletin_is_all_words_with_its_mark_first_and_once(built_site: Path) -> None:
    for file in texts(built_site):
        _, read = told(file)
        assert not re.search(r"[\d%/@#|=]|\b[A-Z]{2,}\b", read), file
        assert () == speak(read, national()).leftovers
        assert read.startswith(
            "Đây là nội dung trình diễn, không phải thông báo của cơ quan nhà nước.\n\nĐây là bản tin"
        )
        assert 1 == read.count("Đây là nội dung trình diễn")
        assert "Bà con vừa nghe bài của" not in read
        assert read.endswith("Cảm ơn bà con đã lắng nghe.")


@pytest.mark.slow
def test_the_sample_reads_a_warning_first_and_tells_a_correction(built_site: Path) -> None:
    for place in ("xa-a-luoi-2", "xa-quang-dien"):
        _, read = told(built_site / f"phat-thanh/{place}/hom-nay.txt")
        first = read.split("\n\n")[2]
        assert "Năm dấu hiệu lừa đảo mạo danh cán bộ giảm nghèo." == first
        wrong, right = read.split(
            "\n\nĐính chính về Số hộ nghèo, Huyện A Lưới, năm hai nghìn không trăm hai mươi ba.\n\n"
        )[1].split("\n\n")[:2]
        assert ("Trước đây ghi: ", "Nay sửa là: ") == (wrong[:15], right[:12]), "alone it corrects nothing"
        assert ("ba nghìn tám trăm tám mươi lăm" in wrong, "ba nghìn bốn trăm tám mươi lăm" in right) == (True, True)


@pytest.mark.slow
def test_page_word_file_and_archive_hold_the_same_words(built_site: Path) -> None:
    for file in texts(built_site):
        data = file.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.count(b"\n") == data.count(b"\r\n")
        _, read = told(file)
        page = (file.parent / "index.html").read_text(encoding="utf-8")
        (box,) = re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
        assert read == unescape(box)
        paragraphs = [one.text for one in python_docx.Document(str(file.with_suffix(".docx"))).paragraphs]
        said = [one for one in read.split("\n\n") if one != "Tin tiếp theo."]
        assert [] == [one for one in said if one not in paragraphs]
        with zipfile.ZipFile(file.with_suffix(".zip")) as archive:
            assert None is archive.testzip()
            names = [file.name, file.with_suffix(".docx").name]
            assert names == archive.namelist()
            assert [data, file.with_suffix(".docx").read_bytes()] == [archive.read(name) for name in names]


@pytest.mark.slow
def test_one_archive_holds_the_texts_of_all_places(built_site: Path) -> None:
    with zipfile.ZipFile(built_site / "phat-thanh/hom-nay.zip") as archive:
        assert ["xa-a-luoi-2.txt", "xa-quang-dien.txt"] == archive.namelist()
        for name in archive.namelist():
            file = built_site / "phat-thanh" / name.removesuffix(".txt") / "hom-nay.txt"
            assert file.read_bytes() == archive.read(name)


@pytest.mark.slow
def test_the_room_leads_to_every_bulletin(built_site: Path) -> None:
    page = (built_site / "phat-thanh/index.html").read_text(encoding="utf-8")
    for address in ("xa-a-luoi-2/", "xa-a-luoi-2/hom-nay.txt", "hom-nay.zip"):
        assert f'href="{address}"' in page or f'href="../phat-thanh/{address}"' in page
    twin = (built_site / "lite/phat-thanh/index.html").read_text(encoding="utf-8")
    (link,) = set(re.findall(r'href="([^"]*xa-a-luoi-2/hom-nay\.txt)"', twin))
    assert (built_site / "lite/phat-thanh" / link).is_file()
