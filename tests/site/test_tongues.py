"""An entry or a page in another language: in its own words from head to foot, each version leads to the others."""

import re
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

ORIGINAL, TRANSLATED = "hoi-dap/the-nao-la-ho-ngheo/", "en/hoi-dap/who-counts-as-poor/"
SWITCH = re.compile(r'<a href="([^"]+)" lang="(\w+)" hreflang="\w+">([^<]+)</a>')


def page(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


def test_a_translated_page_speaks_its_language(built_site: Path) -> None:
    html = page(built_site, TRANSLATED)
    assert '<html lang="en"' in html
    for said in ("Skip to content", "In short", "What to do", "Whom to ask", "Poverty support costs nothing", "Home"):
        assert said in html, said
    for said in ("Trả lời ngắn", "Việc cần làm", "Đăng ngày", "Trang chủ<"):
        assert said not in html, said
    assert "In short" in page(built_site, "lite/" + TRANSLATED)


def test_names_from_our_registers_are_marked_as_ours_on_a_page_in_another_language(built_site: Path) -> None:
    html = page(built_site, TRANSLATED)
    named = {"co-quan/ubnd-xa/": "Ủy ban nhân dân xã, phường nơi bạn ở", "doi-tuong/moi-nguoi/": "Mọi người"}
    for address, name in named.items():
        assert f'href="../../../{address}" lang="vi">{name}</a>' in html
    assert '<span lang="vi">Trang thông tin giảm nghèo thành phố Huế</span>' in html
    assert 'href="../../../en/about/">About this site</a>' in html
    assert '<a href="../../../">Home</a>' in html
    lite = page(built_site, "lite/" + TRANSLATED)
    assert '<a lang="vi" href="../../../co-quan/ubnd-xa/">' in lite
    assert 'href="../../../hoi-dap/">Questions and answers</a>' in lite
    assert ' lang="vi">' not in page(built_site, "hoi-dap/the-bao-hiem-y-te").partition("<body")[2]


def test_versions_lead_to_each_other_by_the_names_that_languages_have_for_themselves(
    built_site: Path, site_url: str
) -> None:
    ways = ((ORIGINAL, "en", "English", TRANSLATED), (TRANSLATED, "vi", "Tiếng Việt", ORIGINAL))
    for address, language, name, to in ways:
        html = page(built_site, address)
        assert ("../" * address.count("/") + to, language, name) in SWITCH.findall(html)
        named = dict(re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)">', html))
        assert {"vi": site_url + ORIGINAL, "en": site_url + TRANSLATED} == named


def test_a_page_without_translation_offers_none(built_site: Path) -> None:
    assert "hreflang" not in page(built_site, "hoi-dap/the-bao-hiem-y-te/").partition("<footer")[0]


def test_what_there_is_in_a_language_stands_on_one_page_and_in_no_list_of_ours(built_site: Path) -> None:
    assert "Who counts as a poor" in page(built_site, "en")
    for address in ("", "hoi-dap", "bai-viet", "chu-de/ra-soat", "bai-viet/nam/2026"):
        assert "Who counts as a poor" not in page(built_site, address), address
        assert "Per cent and percentage" not in page(built_site, address), address
    assert 'hreflang="en">English</a>' in page(built_site, "").partition("<footer")[2]


def test_a_translation_that_comes_and_goes_shows_on_its_original(province: Any) -> None:
    assert 0 == province.quick().code
    without = province.contents
    english = province.article("Water", "language: en", "translation_of: nuoc", body="One sentence.")
    province.change(**{"content/en/bai-viet/2026/water.md": english})
    assert 0 == province.quick("--strict").code
    assert "../../../en/bai-viet/2026/water/" in page(province.site, "bai-viet/2026/nuoc")
    assert [] == province.differing(cold(province), province.contents)
    province.change(**{"content/en/bai-viet/2026/water.md": None})
    assert 0 == province.quick().code
    assert [] == province.differing(without, province.contents)


ABOUT, ABOUT_IN_ENGLISH = "gioi-thieu/", "en/about/"


def test_a_plain_page_in_another_language_speaks_it_and_both_lead_to_each_other(
    built_site: Path, site_url: str
) -> None:
    html = page(built_site, ABOUT_IN_ENGLISH)
    assert '<html lang="en"' in html
    for said in ("Skip to content", "In other languages", "Home</a>", "Contact and how to ask</a>"):
        assert said in html, said
    for said in ("Đọc bằng tiếng khác", "Trang chủ<", "Liên hệ và cách hỏi</a>"):
        assert said not in html, said
    assert "Trang trình diễn, không phải" not in page(built_site, "lite/" + ABOUT_IN_ENGLISH)
    for address, language, to in ((ABOUT, "en", ABOUT_IN_ENGLISH), (ABOUT_IN_ENGLISH, "vi", ABOUT)):
        html = page(built_site, address)
        assert ("../" * address.count("/") + to, language) in [found[:2] for found in SWITCH.findall(html)]
        named = dict(re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)">', html))
        assert {"vi": site_url + ABOUT, "en": site_url + ABOUT_IN_ENGLISH} == named


def test_the_foot_names_plain_pages_in_the_language_of_the_page(built_site: Path) -> None:
    foot = page(built_site, TRANSLATED).partition("<footer")[2]
    assert 'href="../../../en/about/">About this site</a>' in foot
    assert "Giới thiệu trang" not in foot
    assert "About this site" not in page(built_site, "")
    assert re.search(r"About this site.*Contact and how to ask.*Who counts as a poor", page(built_site, "en"), re.S)


def test_a_plain_page_in_another_language_comes_and_goes(province: Any) -> None:
    ours = "---\ntitle: Liên hệ\nmenu: 1\n---\nĐến xã.\n"
    other = "---\ntitle: Dùng lại\nmenu: 2\n---\nGhi nguồn.\n"
    english = "---\ntitle: Contact\nlanguage: en\ntranslation_of: lien-he\n---\nGo to the commune.\n"
    assert 0 == province.change(**{"content/lien-he.md": ours, "content/dung-lai.md": other}).quick("--strict").code
    without = province.contents
    assert 0 == province.change(**{"content/en/contact.md": english}).quick("--strict").code
    assert 'hreflang="en">English</a>' in page(province.site, "lien-he")
    assert ">Contact</a>" in page(province.site, "en")
    # Nobody has put this one into English.
    assert 'href="../dung-lai/" lang="vi">Dùng lại</a>' in page(province.site, "en")
    assert ">Contact</a>" not in page(province.site, "bai-viet")
    assert [] == province.differing(cold(province), province.contents)
    assert 0 == province.change(**{"content/en/contact.md": None}).quick().code
    assert [] == province.differing(without, province.contents)


STYLES = re.compile(r'<link rel="stylesheet" href="([^"]+)">')


def test_letters_that_many_phones_lack_come_with_the_pages_that_need_them_and_with_no_other(province: Any) -> None:
    khmer = province.article("ទឹកស្អាត", "language: km", "translation_of: nuoc", body="ភូមិមានទឹកស្អាត។")
    assert 0 == province.change(**{"content/km/bai-viet/2026/tuk.md": khmer}).quick("--strict").code
    folder = province.site / "km/bai-viet/2026/tuk"
    _, letters = [folder / style for style in STYLES.findall(page(province.site, "km/bai-viet/2026/tuk"))]
    rules = letters.read_text(encoding="utf-8")
    fonts = [letters.parent / name for name in re.findall(r"src:url\(([^)]+)\)", rules)]
    assert [b"wOF2", b"wOF2"] == [font.read_bytes()[:4] for font in fonts]
    assert "U+1780-17FF" in rules
    assert 30_000 > max(font.stat().st_size for font in fonts)
    for address in ("", "bai-viet/2026/nuoc"):
        assert 1 == len(STYLES.findall(page(province.site, address)))
    # A phone without these letters shows at least what others call the language.
    assert "ភាសាខ្មែរ (Khmer)" in page(province.site, "bai-viet/2026/nuoc")
    assert 0 == province.change(**{"content/km/bai-viet/2026/tuk.md": None}).quick().code
    assert [] == [file.name for file in (province.site / "assets").iterdir() if "khmer" in file.name]


def cold(province: Any) -> Any:
    """What a build from nothing makes of the same sources."""
    fresh = province.cold(province.folder.parent / "moi")
    assert 0 == fresh.quick().code
    return fresh.contents


def test_what_nobody_has_put_into_a_language_is_marked_as_vietnamese(province: Any) -> None:
    khmer = province.article("ទឹកស្អាត", "language: km", "translation_of: nuoc", body="ភូមិមានទឹកស្អាត។")
    assert 0 == province.change(**{"content/km/bai-viet/2026/tuk.md": khmer}).quick("--strict").code
    for address in ("km/bai-viet/2026/tuk", "lite/km/bai-viet/2026/tuk"):
        html = page(province.site, address)
        assert ['<html lang="km">', '<body lang="vi">'] == re.findall(r"<(?:html|body)[^>]*>", html)
        assert '<h1 lang="km">ទឹកស្អាត</h1>' in html
        assert re.search(r'<(?:p|div)[^>]* lang="km">(?:\s*<p>)?ភូមិមានទឹកស្អាត។', html), address
        # What the page itself says is Vietnamese, as is whatever stands in no language of its own.
        assert [] == re.findall(r'<(?:main|article|header|section|nav|dl|h2)[^>]* lang="km"', html), address
    passed_on = page(province.site, "km/bai-viet/2026/tuk/tai-su-dung")
    assert '<h1 lang="km">' in passed_on
    assert {True} == {' lang="km"' in box for box in re.findall(r"<textarea[^>]*", passed_on)}
    listed = page(province.site, "km")
    assert '<a class="box__link" href="../km/bai-viet/2026/tuk/" lang="km">ទឹកស្អាត</a>' in listed
    home = page(province.site, "bai-viet/2026/nuoc")
    assert "<body>" in home
    assert ' lang="km"' not in home.replace('lang="km" hreflang="km"', "")
