"""The broadcasters' room shows what is new, day by day, and only what may be taken."""

import re
from pathlib import Path
from typing import Any

import pytest

Province = Any  # tests/site/conftest.py
pytestmark = pytest.mark.slow


def room(site: Path) -> str:
    return (site / "phat-thanh/index.html").read_text(encoding="utf-8")


def test_the_newest_day_comes_first_and_every_offer_can_be_taken(built_site: Path) -> None:
    page = room(built_site)
    days = re.findall(r'<time datetime="(\d{4}-\d\d-\d\d)">', page)
    assert sorted(days, reverse=True) == days
    offers = re.findall(r'href="\.\./([^"]+/tai-su-dung/)"', page)
    assert 25 == len(offers)
    assert [] == [offer for offer in offers if not list((built_site / offer).glob("*-loa.txt"))]
    assert "../dinh-chinh/feed.xml" in page


def twins(site: Path) -> list[Path]:
    return [site / "lite/phat-thanh/index.html", *(site / "lite/phat-thanh").glob("phan-*/index.html")]


def test_what_the_room_holds_is_said_at_its_top_and_leads_there(built_site: Path) -> None:
    for page in (room(built_site), twins(built_site)[0].read_text(encoding="utf-8")):
        (contents,) = re.findall(r'<nav[^>]* aria-label="Trong trang này">(.*?)</nav>', page, re.DOTALL)
        led = re.findall(r'<a href="(?:phan-\d/)?#([^"]+)">', contents)
        assert ["muc_ban-tin", "muc_moi", "muc_thang", "muc_quy-tac", "muc_nguon-tin"] == led
        assert page.index("</h1>") < page.index(contents) < page.index("<h2")
    assert {*led} <= {*re.findall(r'id="([^"]+)"', room(built_site))}


def test_files_and_pages_without_a_twin_are_reached_from_the_light_one(built_site: Path) -> None:
    for twin in twins(built_site):
        links = re.findall(r'href="([^"#:]+?)(?:#[^"]*)?"', twin.read_text(encoding="utf-8"))
        there = [(twin.parent / link).resolve() for link in links]
        assert [] == [path for path in there if not ((path / "index.html").is_file() or path.is_file())]
        full = built_site / "bai-viet"
        assert any(path.is_relative_to(full) and path.name == "tai-su-dung" for path in there), twin
    first = twins(built_site)[0].read_text(encoding="utf-8")
    for file in ("hom-nay.txt", "hom-nay.docx", ""):
        assert f'href="../../phat-thanh/xa-a-luoi-2/{file}"' in first


def test_its_light_twin_leads_to_entries_that_have_one(built_site: Path) -> None:
    twin = (built_site / "lite/phat-thanh/index.html").read_text(encoding="utf-8")
    links = re.findall(r'href="(\.\./bai-viet/2026/[^"#]+/)"', twin)
    assert links
    assert [] == [link for link in links if not (built_site / "lite/phat-thanh" / link / "index.html").is_file()]


def test_a_corrected_entry_comes_again_on_its_day_and_an_expired_one_goes(province: Province) -> None:
    old = province.article("Bài cũ").replace("2026-11-02", "2026-09-01")
    over = province.article("Bài hết hạn", "valid_to: 2026-11-19")
    correction = "dc-1: {date: 2026-11-12, about: 'article:cu', was: một, now: hai, reason: Đếm sai}\n"
    files = {"content/bai-viet/2026/cu.md": old, "content/bai-viet/2026/het.md": over}
    assert 0 == province.change(**files, **{"content/danh-muc/dinh-chinh.yml": correction}).quick().code
    page = room(province.site)
    first = page.split('class="room__day"')[1]
    assert ("Bài cũ" in first, "2026-11-12" in first, "Đính chính" in first) == (True, True, True)
    assert "Bài hết hạn" not in page


def test_a_story_that_is_not_to_be_passed_on_is_not_offered(province: Province) -> None:
    story = (
        "---\ntitle: Nhà bà Thử\ndate: 2026-11-03\nsummary: Một câu.\nhousehold: {name: bà Thử}\n"
        "livelihood_model: Nuôi bò\n"
        "consent: {given_on: 2026-01-05, scope: [%s], expires: 2027-12-05, record: HS-12%s}\n---\n\nMột câu.\n"
    )
    file = "content/guong-dien-hinh/ba-thu.md"
    assert 0 == province.change(**{file: story % ("text", "")}).quick().code
    assert "Nhà bà Thử" not in room(province.site)
    assert 0 == province.change(**{file: story % ("text, reuse", "")}).quick().code
    assert "Nhà bà Thử" in room(province.site)
    assert 0 == province.change(**{file: story % ("text, reuse", ", withdrawn_on: 2026-11-10")}).quick().code
    page = room(province.site)
    assert ("bà Thử" in page, "Gỡ nội dung" in page) == (False, True)
