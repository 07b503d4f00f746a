"""Documents that word processors open: all of the text stands in them, and the same text makes the same bytes."""

import io
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn
from xml.etree.ElementTree import fromstring

import docx as python_docx
import pytest

from giamngheo.export.docx import Document, docx

HTML = """
<p><strong>Trước hết.</strong></p>
<figure><img src="https://mau.example/anh/nha.png" alt="Một ngôi nhà" />
<figcaption>Ảnh: Chúng tôi</figcaption></figure>
<h2>Mức &amp; cách</h2>
<p>Xem <a href="https://mau.example/a/?b=1&amp;c=2">nghị <em>định</em></a> ngày 1/1.</p>
<ol><li>Một</li><li>Hai <strong>đậm</strong><ul><li>Hai một</li></ul></li></ol>
<ol><li>Lại một</li></ol>
<table><thead><tr><th>Nơi</th><th>Số hộ</th></tr></thead><tbody><tr><td>Xã Một</td><td>12</td></tr></tbody></table>
<h3>Nhỏ hơn</h3>
<blockquote><p>Lời dẫn</p></blockquote>
<p><img src="https://mau.example/anh/ve.svg" alt="Tranh vẽ" /></p>
"""


def png(wide: int = 4, high: int = 3) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\x00" + b"\x20\x60\xa0" * wide for _ in range(high))
    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


PICTURES = {"https://mau.example/anh/nha.png": png()}


def made(html: str = HTML) -> bytes:
    root = fromstring(f"<body>{html}</body>")
    return docx(
        Document("Nhà & cửa", "Đăng ngày 2/11/2026.", "Nhóm thử", "vi", "2026-11-02T00:00:00Z", root, PICTURES)
    )


@pytest.fixture(scope="module")
def opened() -> Any:
    return python_docx.Document(io.BytesIO(made()))


def test_headings_lists_tables_and_quotes_have_the_styles_of_a_word_processor(opened: Any) -> None:
    told = [(one.style.name, one.text) for one in opened.paragraphs if one.text]
    assert ("Title", "Nhà & cửa") == told[0]
    assert ("Subtitle", "Đăng ngày 2/11/2026.") == told[1]
    for expected in [
        ("Caption", "Ảnh: Chúng tôi"),
        ("Heading 1", "Mức & cách"),
        ("Normal", "Xem nghị định ngày 1/1."),
        ("List Paragraph", "Hai đậm"),
        ("List Paragraph", "Hai một"),
        ("Heading 2", "Nhỏ hơn"),
        ("Quote", "Lời dẫn"),
    ]:
        assert expected in told
    (table,) = opened.tables
    assert [["Nơi", "Số hộ"], ["Xã Một", "12"]] == [[cell.text for cell in row.cells] for row in table.rows]
    rules = [[rule.tag.rpartition("}")[2] for rule in row._tr.trPr] for row in table.rows]
    assert [["cantSplit", "tblHeader"], ["cantSplit"]] == rules


def test_bold_and_slanted_words_and_links_stay_so(opened: Any) -> None:
    runs = {run.text: run for one in opened.paragraphs for run in one.runs}
    assert (True, True) == (runs["Trước hết."].bold, runs["đậm"].bold)
    (link,) = [link for one in opened.paragraphs for link in one.hyperlinks if "?b=1" in link.url]
    assert ("https://mau.example/a/?b=1&c=2", "nghị định") == (link.url, link.text)


def test_each_list_counts_from_one_and_an_inner_one_stands_deeper(opened: Any) -> None:
    numbered = {
        one.text: (one._p.pPr.numPr.numId.val, one._p.pPr.numPr.ilvl.val)
        for one in opened.paragraphs
        if one._p.pPr is not None and one._p.pPr.numPr is not None
    }
    assert numbered["Một"] == numbered["Hai đậm"]
    assert numbered["Một"][0] != numbered["Lại một"][0]
    assert (1, 1) == numbered["Hai một"]


def test_a_picture_lies_in_the_document_with_its_words_and_shape(opened: Any) -> None:
    (shape,) = opened.inline_shapes
    assert (4 / 3) == pytest.approx(shape.width / shape.height, rel=0.01)
    assert "Một ngôi nhà" == shape._inline.docPr.get("descr")
    with zipfile.ZipFile(io.BytesIO(made())) as archive:
        assert PICTURES["https://mau.example/anh/nha.png"] == archive.read("word/media/rIdP1.png")


def test_a_picture_that_is_shown_twice_is_held_once_and_each_showing_has_its_number() -> None:
    twice = made(HTML.replace("Lời dẫn", '<img src="https://mau.example/anh/nha.png" alt="Lại ngôi nhà" />'))
    shapes = python_docx.Document(io.BytesIO(twice)).inline_shapes
    assert [("1", "Một ngôi nhà"), ("2", "Lại ngôi nhà")] == [
        (shape._inline.docPr.get("id"), shape._inline.docPr.get("descr")) for shape in shapes
    ]
    with zipfile.ZipFile(io.BytesIO(twice)) as archive:
        assert ["word/media/rIdP1.png"] == [name for name in archive.namelist() if "media" in name]


def test_a_picture_stands_on_the_page_of_its_caption_and_a_heading_on_that_of_its_text(opened: Any) -> None:
    (shown,) = [one for one in opened.paragraphs if one._p.xpath(".//w:drawing")]
    assert ("Picture", True) == (shown.style.name, shown.style.paragraph_format.keep_with_next)
    assert opened.styles["Heading 1"].paragraph_format.keep_with_next


def test_a_drawing_that_word_does_not_read_is_told_with_its_address(opened: Any) -> None:
    assert "[Tranh vẽ] https://mau.example/anh/ve.svg" in [one.text for one in opened.paragraphs]


def test_the_same_text_makes_the_same_bytes_in_a_sound_archive() -> None:
    assert made() == made()
    with zipfile.ZipFile(io.BytesIO(made())) as archive:
        assert archive.testzip() is None
        assert {(1980, 1, 1, 0, 0, 0)} == {info.date_time for info in archive.infolist()}
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                fromstring(archive.read(name))


def test_the_author_and_the_language_are_in_the_properties(opened: Any) -> None:
    facts = opened.core_properties
    assert ("Nhà & cửa", "Nhóm thử", "vi") == (facts.title, facts.author, facts.language)


@pytest.mark.slow
def test_libreoffice_opens_it_and_finds_all_of_it(
    program: Callable[..., str], go_without: Callable[[str], NoReturn], tmp_path: Path
) -> None:
    (tmp_path / "a.docx").write_bytes(made())
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    for form in ("pdf", "txt:Text (encoded):UTF8"):
        command = [program("soffice"), "--headless", profile, "--convert-to", form, "--outdir", str(tmp_path)]
        done = subprocess.run([*command, str(tmp_path / "a.docx")], capture_output=True, text=True, check=False)
        assert 0 == done.returncode, done.stderr
    if not (tmp_path / "a.pdf").exists():
        go_without("LibreOffice is here without Writer (Debian: libreoffice-writer-nogui)")
    pdf = (tmp_path / "a.pdf").read_bytes()
    # The picture is drawn, and the link can be followed.
    assert (True, True, True) == (pdf.startswith(b"%PDF"), b"/Image" in pdf, b"mau.example/a/?b=1&c=2" in pdf)
    told = (tmp_path / "a.txt").read_text(encoding="utf-8-sig")
    for text in ("Nhà & cửa", "1. Một", "2. Hai đậm", "1. Lại một", "Xã Một", "Lời dẫn", "Ảnh: Chúng tôi"):
        assert text in told, told
