"""What newspapers and stations take: every form says the same, whole, with its source and its marks."""

import hashlib
import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import docx as python_docx
import jsonschema
import pytest

from giamngheo.export.reuse import text_of
from giamngheo.markup.clean import KEPT
from giamngheo.markup.lines import lines

pytestmark = pytest.mark.slow

NINJS = json.loads((Path(__file__).parent / "ninjs-3.1.schema.json").read_text(encoding="utf-8"))
KINDS = ("bai-viet", "guong-dien-hinh", "hoi-dap", "hoat-dong", "en/bai-viet", "en/hoi-dap")
# The mark and the credit of what is Vietnamese and of what is English.
AROUND = (
    ("Trang trình diễn, không phải trang chính thức.", "Theo Trang thông tin giảm nghèo thành phố Huế, bài “"),
    ("A demonstration, not an official page.", "From Trang thông tin giảm nghèo thành phố Huế, “"),
)


def taken(site: Path) -> list[Path]:
    """Every file of an entry without its ending."""
    found = sorted(file.with_suffix("") for file in site.rglob("tai-su-dung/*.docx"))
    assert found
    return found


def box(stem: Path, number: int) -> str:
    """What stands to be copied on the page, behind the scripts: -2 plain text, -1 HTML."""
    page = (stem.parent / "index.html").read_text(encoding="utf-8")
    return unescape(re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)[number])


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_every_entry_that_may_be_reused_leads_to_its_page_and_has_every_form(built_site: Path) -> None:
    entries = {file.parent for kind in KINDS for file in (built_site / kind).rglob("index.html")}
    leading = {
        folder for folder in entries if 'href="tai-su-dung/"' in (page := (folder / "index.html").read_text("utf-8"))
        or f'{folder.relative_to(built_site).as_posix()}/tai-su-dung/"' in page
    }  # fmt: skip
    stems = taken(built_site)
    assert leading == {stem.parent.parent for stem in stems}
    assert 60 <= len(stems)
    for stem in stems:
        assert stem.name == stem.parent.parent.name
        forms = {file.name for file in stem.parent.iterdir()}
        assert {"index.html", *(f"{stem.name}.{form}" for form in ("txt", "html", "docx", "json"))} <= forms


def test_every_form_says_the_same_with_the_marks_and_the_source(built_site: Path, site_url: str) -> None:
    for stem in taken(built_site):
        text = stem.with_suffix(".txt").read_bytes().decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n")
        told = json.loads(stem.with_suffix(".json").read_bytes())
        html = box(stem, -1)
        assert text == box(stem, -2) == told["bodies"][1]["value"]
        assert html == told["bodies"][0]["value"]
        assert html in stem.with_suffix(".html").read_text(encoding="utf-8")
        document = python_docx.Document(str(stem.with_suffix(".docx")))
        words = "\n".join(one.text for one in document.paragraphs)
        address = f"{site_url}{stem.parent.parent.relative_to(built_site).as_posix()}/"
        is_story = "guong-dien-hinh" in stem.parts
        mark, credit = AROUND["en" in stem.parts]
        for form in (text, unescape(html), words, f"{told['edNote']} {told['altIds'][0]['value']}"):
            assert mark in form, stem
            assert ("Câu chuyện minh họa, không phải một gia đình có thật." in form) == is_story, stem
            assert address in form, stem
            assert credit in form
        paragraphs = [text for kind, text, _ in lines(fromstring(f"<body>{html}</body>")) if kind == "paragraph"]
        assert [] == [one for one in paragraphs if one not in words and one not in text]


def test_a_translation_is_passed_on_in_its_own_language(built_site: Path) -> None:
    stem = built_site / "en/hoi-dap/who-counts-as-poor/tai-su-dung/who-counts-as-poor"
    page = (stem.parent / "index.html").read_text(encoding="utf-8")
    assert '<html lang="en"' in page
    assert "LEGAL BASIS" in stem.with_suffix(".txt").read_text(encoding="utf-8-sig")
    links = dict(re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', page.partition("</main>")[0]))
    assert "English" == links["../../../../en/"]
    assert not {"Dùng lại bài này", "Tải về", "Hỏi đáp"} & set(links.values())


def test_the_html_has_common_tags_only_and_nothing_that_lays_out_or_runs(built_site: Path) -> None:
    seen = [Tags(box(stem, -1)) for stem in taken(built_site)]
    assert set().union(*(one.tags for one in seen)) <= KEPT | {"h1"}
    assert set().union(*(one.attributes for one in seen)) <= {"href", "src", "alt", "start", "colspan", "rowspan"}


def test_every_news_item_is_valid_ninjs(built_site: Path) -> None:
    validator = jsonschema.Draft202012Validator(NINJS, format_checker=jsonschema.FormatChecker())
    found: list[Any] = []
    for stem in taken(built_site):
        told = json.loads(stem.with_suffix(".json").read_bytes())
        found += [(stem.name, error.message) for error in validator.iter_errors(told)]
        assert "slug" not in told
        for one in told.get("associations", ()):
            address = one["renditions"][0]["href"].partition(".example/")[2]
            assert (built_site / address).is_file()
            assert one["usageTerms"]
    assert [] == found
    broken = {**told, "bodies": [{"text": "sai"}]}
    assert [*validator.iter_errors(broken)]


def test_every_picture_that_goes_out_lies_in_the_document_for_word(built_site: Path) -> None:
    count = 0
    for stem in taken(built_site):
        associations = json.loads(stem.with_suffix(".json").read_bytes()).get("associations", ())
        shapes = python_docx.Document(str(stem.with_suffix(".docx"))).inline_shapes
        leading = [one["descriptions"][0]["value"] for one in associations[:1]]
        assert leading == [shape._inline.docPr.get("descr") for shape in shapes], stem
        count += len(shapes)
    assert 40 <= count


def test_the_sum_on_the_page_is_that_of_the_file(built_site: Path) -> None:
    for stem in taken(built_site):
        page = (stem.parent / "index.html").read_text(encoding="utf-8")
        assert hashlib.sha256(stem.with_suffix(".txt").read_bytes()).hexdigest() in page
        version = json.loads(stem.with_suffix(".json").read_bytes())["version"]
        assert f"<dd>{version}</dd>" in page


def test_a_text_file_opens_right_in_the_notepad_of_an_office(built_site: Path) -> None:
    data = taken(built_site)[0].with_suffix(".txt").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")


def test_plain_text_keeps_lists_tables_and_what_a_picture_shows() -> None:
    html = (
        "<h2>Việc</h2><p>Một<br />hai.</p><ol><li>Đi</li><li><p>Về</p><ul><li>nhà</li></ul></li></ol>"
        "<table><tr><th>Nơi</th><th>Số</th></tr><tr><td>Xã</td><td>1</td></tr><tr><td>Bản</td><td>2</td></tr></table>"
        '<figure><img src="a" alt="Nhà sàn." /><figcaption>Ảnh: ta</figcaption></figure><p>Hết.</p>'
    )
    expected = [
        "VIỆC", "", "Một hai.", "", "1. Đi", "2. Về", "  - nhà", "", "Nơi | Số", "Xã | 1", "Bản | 2", "",
        "[Nhà sàn. Ảnh: ta]", "", "Hết.",
    ]  # fmt: skip
    assert expected == text_of(lines(fromstring(f"<body>{html}</body>"))).split("\n")
