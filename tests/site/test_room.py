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


def test_its_light_twin_leads_to_entries_that_have_one(built_site: Path) -> None:
    twin = (built_site / "lite/phat-thanh/index.html").read_text(encoding="utf-8")
    assert "tai-su-dung" not in twin
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
