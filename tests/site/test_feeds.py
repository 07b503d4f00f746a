"""Who has read an entry hears of what became of it: corrected, it comes again; taken down, nothing of it stays."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import docx as python_docx
import feedparser
import pytest
from PIL import Image

Province = Any  # tests/site/conftest.py
pytestmark = pytest.mark.slow

STORY = """---
title: Nuôi bò ở nhà bà Thử
date: 2026-10-02
summary: Một câu.
household: {name: gia đình bà Thử}
livelihood_model: Nuôi bò
topics: [nuoc-sach]
pictures: [{file: anh/nha.svg, alt: Nhà bà Thử, credit: Chúng tôi, shows_people: true}]
consent: {given_on: 2026-01-05, scope: [%s], expires: 2026-12-05, record: HS-12%s}
---

Bà Thử kể chuyện nuôi bò.
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
CORRECTION = "dc-1: {date: 2026-11-12, about: 'article:nuoc', was: một, now: hai vòi, reason: Đếm sai}\n"
OF_STORY = "content/guong-dien-hinh/ba-thu.md"


def read(site: Path, feed: str) -> Any:
    return feedparser.parse((site / feed).read_bytes())


def with_story(province: Province, scope: str = "text, photo, reuse", more: str = "") -> Province:
    return province.change(**{OF_STORY: STORY % (scope, more), "content/anh/nha.svg": PICTURE})


def test_a_corrected_entry_comes_first_again_under_its_old_id_with_the_correction_said_first(
    province: Province,
) -> None:
    for number in range(3, 30):
        province.change(
            **{f"content/bai-viet/2026/b{number}.md": province.article(f"Bài {number}", "topics: [y-te]")}
        )
    assert 0 == province.quick().code
    before = {one.title: one for one in read(province.site, "chu-de/nuoc-sach/feed.xml").entries}
    assert 0 == province.change(**{"content/danh-muc/dinh-chinh.yml": CORRECTION}).quick().code
    for feed in ("feed.xml", "feed.atom", "bai-viet/feed.xml", "chu-de/nuoc-sach/feed.atom"):
        first = read(province.site, feed).entries[0]
        assert "Nước về thôn" == first.title, feed
        assert before["Nước về thôn"].id == first.id
        assert "2026-11-12" == first.updated[:10]
        assert first.content[0].value.startswith("<p><strong>Đính chính ngày 12/11/2026.</strong>")
        assert "hai vòi" in first.content[0].value
    told = read(province.site, "dinh-chinh/feed.xml").entries
    assert ["Đính chính: Nước về thôn"] == [one.title for one in told]
    page = (province.site / "bai-viet/2026/nuoc/index.html").read_text(encoding="utf-8")
    assert "hai vòi" in page, "a correction that names a page stands on it"


def test_an_entry_keeps_its_id_when_its_page_moves(province: Province) -> None:
    assert 0 == province.quick().code
    before = {one.title: one.id for one in read(province.site, "feed.xml").entries}
    moved = province.article("Nước về thôn", "topics: [nuoc-sach]", "redirect_from: [bai-viet/2026/nuoc]")
    linking = province.article("Thẻ bảo hiểm", "topics: [y-te]", body="Xem [bài](moi.md).")
    province.change(
        **{
            "content/bai-viet/2026/nuoc.md": None,
            "content/bai-viet/2026/moi.md": moved,
            "content/bai-viet/2026/the.md": linking,
        }
    )
    assert 0 == province.quick().code
    after = {one.title: (one.id, one.link) for one in read(province.site, "feed.xml").entries}
    assert (before["Nước về thôn"], "https://mau.example/bai-viet/2026/moi/") == after["Nước về thôn"]


@pytest.mark.parametrize(("more", "day"), [(", withdrawn_on: 2026-11-10", 0), ("", 20)])
def test_a_story_that_is_taken_down_leaves_an_item_without_name_picture_or_address(
    province: Province, more: str, day: int
) -> None:
    assert 0 == with_story(province).quick().code
    (before,) = read(province.site, "guong-dien-hinh/feed.xml").entries
    assert "anh/nha.svg" in before.content[0].value
    assert 0 == with_story(province, more=more).quick(day=day).code
    for feed in ("feed.xml", "feed.atom", "guong-dien-hinh/feed.xml"):
        gone = read(province.site, feed).entries[0]
        assert (before.id, "Gỡ nội dung", "https://mau.example/dinh-chinh/") == (gone.id, gone.title, gone.link)
        assert ("2026-11-10" if more else "2026-12-06") == gone.updated[:10]
    assert "Gỡ nội dung" == read(province.site, "dinh-chinh/feed.atom").entries[0].title
    for file in province.site.rglob("*"):
        if file.is_file():
            told = f"{file.relative_to(province.site)} {file.read_bytes().decode('utf-8', 'replace')}"
            assert not [
                word for word in ("Thử", "ba-thu", "nha.svg", "HS-12") if word in told.replace("Trang thử", "")
            ], file
    page = (province.site / "dinh-chinh/index.html").read_text(encoding="utf-8")
    assert "Một câu chuyện đã được gỡ" in page


def test_a_story_goes_out_as_far_as_the_family_agreed(province: Province) -> None:
    def told(scope: str) -> str:
        assert 0 == with_story(province, scope).quick().code
        (one,) = read(province.site, "guong-dien-hinh/feed.xml").entries
        return str(one.content[0].value)

    whole = told("text, photo, reuse")
    assert ("Bà Thử kể" in whole, "nha.svg" in whole) == (True, True)
    only_here = told("text, photo")
    assert ("Bà Thử kể" in only_here, "nha.svg" in only_here) == (False, False)
    assert "không đăng lại ở nơi khác" in only_here


def test_a_picture_of_people_goes_out_only_with_a_story_that_covers_it(province: Province) -> None:
    fields = "pictures: [{file: anh/nha.svg, alt: Nhà, credit: Chúng tôi, shows_people: true}]"
    shown = province.article("Có ảnh", fields)
    lent = province.article("Ảnh mượn", fields.replace("shows_people: true", "rights: permission"))
    own = province.article("Ảnh mình", fields.replace(", shows_people: true", ""))
    files = {f"content/bai-viet/2026/a{n}.md": text for n, text in enumerate((shown, lent, own))}
    assert 0 == province.change(**files, **{"content/anh/nha.svg": PICTURE}).quick().code
    told = {one.title: "nha.svg" in one.content[0].value for one in read(province.site, "feed.xml").entries}
    assert (False, False, True) == (told["Có ảnh"], told["Ảnh mượn"], told["Ảnh mình"])


def test_an_edit_changes_the_feeds_it_stands_in_and_no_other(province: Province) -> None:
    for number in range(30):
        text = province.article(f"Bài {number}", "topics: [y-te]").replace("2026-11-02", f"2026-10-{number + 1:02}")
        province.change(**{f"content/bai-viet/2026/c{number:02}.md": text})
    assert 0 == province.quick().code
    before = province.contents
    province.change(**{"content/bai-viet/2026/nuoc.md": province.article("Nước về", "topics: [nuoc-sach]")})
    assert 0 == province.quick().code
    changed = {path for path in province.differing(before, province.contents) if "/feed." in f"/{path}"}
    folders = {path.rpartition("feed.")[0] for path in changed}
    # It named a place before, whose feed goes with it.
    assert {"", "bai-viet/", "chu-de/nuoc-sach/", "dia-ban/tp-hue/"} == folders
    before = province.contents
    old = province.tree["content/bai-viet/2026/c00.md"].decode()
    assert 0 == province.change(**{"content/bai-viet/2026/c00.md": old.replace("Một câu.", "Hai câu.")}).quick().code
    changed = {path for path in province.differing(before, province.contents) if "/feed." in f"/{path}"}
    assert set() == changed, "it is older than what the feeds show"


def test_a_site_that_does_not_say_where_it_is_has_no_feeds(province: Province) -> None:
    settings = province.tree["mkdocs.yml"].decode().replace("site_url: https://mau.example/\n", "")
    assert 0 == province.change(**{"mkdocs.yml": settings}).quick().code
    assert [] == [*province.site.rglob("feed.*"), *province.site.rglob("lich.ics")]
    assert "rss+xml" not in (province.site / "index.html").read_text(encoding="utf-8")


def test_entries_of_another_language_have_a_feed_of_their_own(province: Province) -> None:
    english = province.article("Water", "language: en")
    assert 0 == province.change(**{"content/en/bai-viet/2026/water.md": english}).quick().code
    assert ["Water"] == [one.title for one in read(province.site, "en/feed.xml").entries]
    assert 'xml:lang="en"' in (province.site / "en/feed.atom").read_text(encoding="utf-8")


# --- what may be passed on ---------------------------------------------------------------------------------------


def forms(site: Path) -> dict[str, str]:
    """Every file for reuse of the story, by what stands behind its name."""
    folder = site / "guong-dien-hinh/ba-thu/tai-su-dung"
    return {
        file.name.removeprefix("ba-thu"): file.read_bytes().decode("utf-8", "replace") for file in folder.glob("*")
    }


def test_no_file_for_reuse_says_more_than_the_family_agreed_to(province: Province) -> None:
    assert 0 == with_story(province, "text, photo").quick().code
    assert {} == forms(province.site)
    page = (province.site / "guong-dien-hinh/ba-thu/index.html").read_text(encoding="utf-8")
    assert "tai-su-dung" not in page
    # Of a drawing of a house nobody has to be asked; with a text alone it stays here all the same.
    without_people = STORY.replace(", shows_people: true", "") % ("text, reuse", "")
    assert 0 == province.change(**{OF_STORY: without_people}).quick().code
    told = forms(province.site)
    assert {"index.html", ".html", ".txt", "-loa.txt", ".json", ".docx"} == set(told)
    assert [] == [form for form, text in told.items() if "nha.svg" in text or "Nhà bà Thử" in text]
    assert "Không theo giấy phép mở".lower() in told[".txt"].lower()
    assert [] == pictures_in(document := province.site / "guong-dien-hinh/ba-thu/tai-su-dung/ba-thu.docx")
    assert 0 == with_story(province).quick().code
    assert "nha.svg" in forms(province.site)[".json"]
    assert [(1080, 1080)] == pictures_in(document)


def test_an_edit_makes_the_files_of_its_entry_and_no_other(province: Province) -> None:
    assert 0 == province.quick().code
    before = province.contents
    text = province.article("Nước về thôn", "topics: [nuoc-sach]", "places: [tp-hue]", body="Hai câu. Rồi ba.")
    assert 0 == province.change(**{"content/bai-viet/2026/nuoc.md": text}).quick().code
    changed = {path for path in province.differing(before, province.contents) if "tai-su-dung" in path}
    folder = "bai-viet/2026/nuoc/tai-su-dung"
    endings = (".txt", ".html", ".docx", ".json", "-loa.txt")
    assert {f"{folder}/index.html", *(f"{folder}/nuoc{ending}" for ending in endings)} == changed


def test_another_picture_makes_another_document(province: Province) -> None:
    fields = "pictures: [{file: anh/nha.png, alt: Nhà, credit: Chúng tôi}]"
    files = {"content/bai-viet/2026/anh.md": province.article("Có ảnh", fields)}
    document = province.site / "bai-viet/2026/anh/tai-su-dung/anh.docx"
    assert 0 == province.change(**files, **{"content/anh/nha.png": png(4)}).quick().code
    assert [(4, 3)] == pictures_in(document)
    assert 0 == province.change(**{"content/anh/nha.png": png(5)}).quick().code
    assert [(5, 3)] == pictures_in(document)


def test_a_drawing_is_in_the_document_as_pixels_and_follows_its_file(province: Province, tmp_path: Path) -> None:
    fields = "pictures: [{file: anh/nha.svg, alt: Nhà, credit: Chúng tôi}]"
    files = {"content/bai-viet/2026/anh.md": province.article("Có tranh", fields)}
    document = province.site / "bai-viet/2026/anh/tai-su-dung/anh.docx"
    assert 0 == province.change(**files, **{"content/anh/nha.svg": PICTURE}).quick().code
    assert [(1080, 1080)] == pictures_in(document)
    wide = PICTURE.replace("0 0 9 9", "0 0 18 9")
    assert 0 == province.change(**{"content/anh/nha.svg": wide}).quick().code
    assert [(1080, 540)] == pictures_in(document)
    cold = province.cold(tmp_path / "khac")
    assert 0 == cold.quick().code
    assert [] == province.differing(province.contents, cold.contents)


def test_a_picture_in_a_text_goes_out_with_what_it_shows_and_who_made_it(province: Province) -> None:
    second = "{file: anh/so-do.svg, alt: Sơ đồ, caption: Ai làm gì., credit: 'Vẽ: Chúng tôi'}"
    fields = f"pictures: [{{file: anh/nha.svg, alt: Nhà, credit: Chúng tôi}}, {second}]"
    body = "Trước.\n\n![Ba bước, từ trái sang phải](../../anh/so-do.svg)\n\nSau."
    files = {"content/bai-viet/2026/anh.md": province.article("Có tranh", fields, body=body)}
    pictures = {"content/anh/nha.svg": PICTURE, "content/anh/so-do.svg": PICTURE.replace("0 0 9 9", "0 0 27 9")}
    assert 0 == province.change(**files, **pictures).quick().code
    stem = province.site / "bai-viet/2026/anh/tai-su-dung/anh"
    assert [(1080, 1080), (1080, 360)] == pictures_in(stem.with_suffix(".docx"))
    document = python_docx.Document(str(stem.with_suffix(".docx")))
    assert ["Nhà", "Ba bước, từ trái sang phải"] == [
        shape._inline.docPr.get("descr") for shape in document.inline_shapes
    ]
    captions = [one.text for one in document.paragraphs if one.style.name == "Caption"]
    assert ["Chúng tôi", "Ai làm gì. Vẽ: Chúng tôi"] == captions
    text = stem.with_suffix(".txt").read_text(encoding="utf-8-sig")
    assert "[Ba bước, từ trái sang phải. Ai làm gì. Vẽ: Chúng tôi]" in text
    assert "Vẽ" not in (stem.parent / "anh-loa.txt").read_text(encoding="utf-8-sig")


def png(wide: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (wide, 3)).save(out, "PNG")
    return out.getvalue()


def pictures_in(document: Path) -> list[tuple[int, int]]:
    with zipfile.ZipFile(document) as archive:
        names = [name for name in archive.namelist() if name.startswith("word/media/")]
        return [Image.open(io.BytesIO(archive.read(name))).size for name in names]


# --- read aloud --------------------------------------------------------------------------------------------------


def spoken(province: Province, *fields: str, body: str) -> tuple[str | None, str]:
    """The script of an article and its page for reuse."""
    text = province.article("Bài đọc", *fields, body=body)
    assert 0 == province.change(**{"content/bai-viet/2026/doc.md": text}).quick().code
    file = province.site / "bai-viet/2026/doc/tai-su-dung/doc-loa.txt"
    page = (file.parent / "index.html").read_text(encoding="utf-8")
    return file.read_bytes().decode("utf-8-sig") if file.exists() else None, page


def test_what_nobody_can_read_blocks_the_script_unless_it_is_let_pass_by_name(province: Province) -> None:
    body = "Trạm XKQZT của xã có 12 hộ, đạt 5,13 %."
    script, page = spoken(province, body=body)
    assert script is None
    assert "máy chưa biết đọc: XKQZT" in page
    script, page = spoken(province, "let_pass: [XKQZT]", body=body)
    assert "Trạm XKQZT của xã có mười hai hộ, đạt năm phẩy mười ba phần trăm." in str(script)
    assert "XKQZT" not in province.quick("--strict").said
    script, _ = spoken(province, "say: {XKQZT: xã kinh}", body=body)
    assert "Trạm xã kinh của xã" in str(script)


def test_a_reading_taught_to_the_province_changes_the_scripts_that_need_it(province: Province) -> None:
    assert spoken(province, body="Trạm XKQZT mở cửa.")[0] is None
    before = province.contents
    taught = "xk: {written: [XKQZT], said: xã kinh}\n"
    assert 0 == province.change(**{"content/danh-muc/tu-doc.yml": taught}).quick().code
    changed = {path for path in province.differing(before, province.contents) if "tai-su-dung" in path}
    folder = "bai-viet/2026/doc/tai-su-dung"
    assert {f"{folder}/index.html", f"{folder}/doc-loa.txt"} == changed


def test_short_cuts_take_the_marked_sentences_and_a_correction_is_said_first(province: Province) -> None:
    body = (
        "Câu đầu không được đánh dấu.\n\n**Mang theo thẻ và giấy của nhà nhé.** Câu nữa.\n\n"
        "1. **Nộp ở đâu thì tiện.** Nộp ở xã. Không nộp ở huyện.\n\n**Đi trước ngày 5/12/2026.**"
    )
    script, _ = spoken(province, "valid_to: 2026-12-05", "approved_by: Ban biên tập", body=body)
    assert script is not None
    short = script.split("[Bản 30 giây]")[1].split("[Bản 60")[0]
    assert "Mang theo thẻ và giấy của nhà nhé. Đi trước ngày năm tháng mười hai" in short
    assert ("Câu đầu" in short, "Nộp ở đâu" in short) == (False, False), "the name of an item tells nothing"
    head = script.split("====")[0]
    assert ("Không phát sau ngày 05/12/2026." in head, "Người duyệt: Ban biên tập." in head) == (True, True)
    assert script.startswith("Bài đọc\r\n")
    correction = "dc-1: {date: 2026-11-12, about: 'article:doc', was: \"một\\nhộ\", now: có 15 hộ, reason: Đếm sai}\n"
    province.change(**{"content/danh-muc/dinh-chinh.yml": correction})
    script, _ = spoken(province, body=body)
    for cut in str(script).split("]\r\n\r\n")[1:]:
        assert cut.startswith("Đính chính. Trước đây ghi: một hộ. Nay sửa là: có mười lăm hộ.")


def test_a_short_cut_holds_a_list_or_a_quotation_whole_or_not_at_all(province: Province) -> None:
    steps = "Có hai bước.\n\n1. Ghi tên ở thôn nhé.\n2. Họp dân ở nhà văn hóa"
    script, _ = spoken(province, body=f"{steps}.")
    assert "Có hai bước. Một. Ghi tên ở thôn nhé. Hai. Họp dân ở nhà văn hóa." in cut_of(script, 30)
    script, _ = spoken(province, body=f"{steps}{' và mời mọi người cùng đến' * 40}.")
    assert ("Có hai bước." in cut_of(script, 60), "Ghi tên" in cut_of(script, 60)) == (True, False)
    script, _ = spoken(province, body=f"Chị dặn: “Trồng cỏ trước đã. Rồi mua bò{' nhé' * 160}.” Câu sau.")
    assert "Trồng cỏ" not in cut_of(script, 60)


def cut_of(script: str | None, seconds: int) -> str:
    return str(script).split(f"[Bản {seconds} giây]")[1].split("[Bản")[0]


def test_an_entry_in_another_language_has_no_script(province: Province) -> None:
    script, page = spoken(province, "language: en", body="Water for all.")
    assert (None, False) == (script, "máy chưa biết đọc" in page)


def test_programs_hear_of_a_story_that_was_taken_down_and_know_no_more_of_it(province: Province) -> None:
    assert 0 == with_story(province).quick().code
    lists = province.site / "api/v1"
    (told,) = [one for one in json.loads((lists / "entries/2026.json").read_bytes())["items"] if "bà Thử" in str(one)]
    assert [] == json.loads((lists / "index.json").read_bytes())["withdrawn"]
    assert 0 == with_story(province, more=", withdrawn_on: 2026-11-10").quick().code
    gone = json.loads((lists / "index.json").read_bytes())["withdrawn"]
    assert [{"id": told["id"], "date": "2026-11-10", "reason": "withdrawn"}] == gone
    assert "Thử" not in (lists / "entries/2026.json").read_text(encoding="utf-8").replace("Trang thử", "")
    assert 0 == with_story(province, "text, photo").quick().code
    assert "ba-thu" not in (lists / "entries/2026.json").read_text(encoding="utf-8")
