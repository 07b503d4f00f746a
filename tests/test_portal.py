"""The whole flow: what is published, which files go with it, and for which day."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from giamngheo.derive.dated import sign_of
from giamngheo.derive.listings import stretches
from giamngheo.portal import NoDay, Portal, assemble, today_of

Write = Callable[[str], Path]
ENDS_TWICE = "2026-11-25, record: 2/2026, withdrawn_on: 2026-11-29"
TREE = """
=== content/bai-viet/2026/nuoc-sach.md
---
title: Nước sạch về thôn
date: 2026-11-02
summary: Thôn có nước.
pictures:
  - {file: anh/voi-nuoc.svg, alt: Vòi nước, credit: Nhóm giamngheo}
audio:
  - {file: am-thanh/nuoc-sach.mp3}
---
![Đường ống](../../anh/duong-ong.svg) và [mẫu đơn](../../tai-lieu/mau-don.pdf).

[![Bể nước](../../anh/be-nuoc.svg)](article:nuoc-sach)
=== content/bai-viet/2026/nhap.md
---
title: Bài nháp
date: 2026-11-02
summary: Nháp.
status: draft
pictures:
  - {file: anh/nhap.svg, alt: Nháp, credit: Nhóm giamngheo}
---
![Nháp](../../anh/nhap-trong-bai.svg)
=== content/bai-viet/2026/hen.md
---
title: Bài hẹn ngày
date: 2026-12-01
publish_at: 2026-12-01
summary: Hẹn.
pictures:
  - {file: anh/hen.svg, alt: Hẹn, credit: Nhóm giamngheo}
---
Hẹn.
=== content/guong-dien-hinh/chi-m.md
---
title: Đàn bò của chị M.
date: 2026-10-02
summary: Nuôi bò.
household: {name: chị Lê Thị M.}
livelihood_model: Nuôi bò
places: tp-hue
topics: sinh-ke
consent: {given_on: 2026-01-10, scope: [text, photo], expires: 2027-12-31, record: 2/2026, withdrawn_on: 2026-11-20}
pictures:
  - {file: anh/chi-m.svg, alt: Chị M., credit: Xã Mẫu, shows_people: true}
---
![Đàn bò](../anh/dan-bo.svg)
=== content/gioi-thieu.md
---
title: Giới thiệu
---
![Trụ sở](anh/tru-so.svg)
=== content/anh/voi-nuoc.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"/>
=== content/anh/duong-ong.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"/>
=== content/anh/be-nuoc.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"/>
=== content/anh/nhap.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"/>
=== content/anh/nhap-trong-bai.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"/>
=== content/anh/hen.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"/>
=== content/anh/chi-m.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"/>
=== content/anh/dan-bo.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"/>
=== content/anh/tru-so.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"/>
=== content/anh/khong-dung.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"/>
=== content/am-thanh/nuoc-sach.mp3
=== content/tai-lieu/mau-don.pdf
"""
USED = {
    "anh/voi-nuoc.svg",
    "anh/duong-ong.svg",
    "anh/be-nuoc.svg",
    "anh/tru-so.svg",
    "am-thanh/nuoc-sach.mp3",
    "tai-lieu/mau-don.pdf",
}
WITHDRAWN = date(2026, 11, 20)
DAY_BEFORE = date(2026, 11, 19)


def portal_of(folder: Path, today: date, is_preview: bool = False) -> Portal:
    portal = assemble(folder / "content", "tp-hue", today, is_preview)
    assert [] == portal.errors
    return portal


def test_only_files_that_public_entries_use_go_with_them(write: Write) -> None:
    assert USED == portal_of(write(TREE), WITHDRAWN).media


def test_an_embargoed_picture_comes_with_its_day(write: Write) -> None:
    assert USED | {"anh/hen.svg"} == portal_of(write(TREE), date(2026, 12, 1)).media


def test_a_preview_shows_the_pictures_of_drafts_and_none_of_a_withdrawn_family(write: Write) -> None:
    drafts = {"anh/nhap.svg", "anh/nhap-trong-bai.svg", "anh/hen.svg"}
    assert USED | drafts == portal_of(write(TREE), WITHDRAWN, is_preview=True).media


def test_a_story_is_there_until_its_family_withdraws(write: Write) -> None:
    portal = portal_of(write(TREE), DAY_BEFORE)
    assert "chi-m" in portal.public.of("story")
    assert {"anh/chi-m.svg", "anh/dan-bo.svg"} <= portal.media


def test_a_withdrawn_story_is_gone_from_pages_files_and_lists_in_one_build(write: Write) -> None:
    portal = portal_of(write(TREE), WITHDRAWN)
    assert {} == portal.public.of("story")
    assert set() == {file for file in portal.media if "chi-m" in file or "dan-bo" in file}
    views = [stretch.view(portal.public, WITHDRAWN) for stretch in stretches(portal.public)]
    assert [] == [card for view in views for card in view.cards if card.kind == "story"]
    assert ["P602"] == [problem.code for problem in portal.problems]


def test_no_address_leads_to_a_withdrawn_story(write: Write) -> None:
    assert portal_of(write(TREE), WITHDRAWN).links.resolve("story:chi-m", "index.md").address is None


def test_the_next_change_is_the_embargo_that_ends(write: Write) -> None:
    assert date(2026, 12, 1) == portal_of(write(TREE), WITHDRAWN).next_change


def test_a_consent_that_expires_before_it_is_withdrawn_ends_when_it_expires(write: Write) -> None:
    folder = write(TREE.replace("2027-12-31, record: 2/2026, withdrawn_on: 2026-11-20", ENDS_TWICE))
    days = [WITHDRAWN]
    while days[-1] < date(2026, 11, 29):
        days.append(portal_of(folder, days[-1]).next_change or date.max)
    assert [date(2026, 11, 26), date(2026, 11, 29)] == days[1:]


def test_assembling_twice_gives_the_same(write: Write) -> None:
    folder = write(TREE)
    first, second = portal_of(folder, WITHDRAWN), portal_of(folder, WITHDRAWN)
    assert (first.problems, first.files, list(first.public)) == (second.problems, second.files, list(second.public))


def test_the_sample_is_without_a_problem_on_the_days_that_matter(repository: Path) -> None:
    for day in (date(2026, 11, 20), date(2026, 12, 31)):
        assert () == assemble(repository / "content", "tp-hue", day).problems, day


def test_the_sample_stays_without_an_error_when_the_new_standard_begins(repository: Path) -> None:
    assert [] == assemble(repository / "content", "tp-hue", date(2027, 1, 2)).errors


# --- the day ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("epoch", "expected"),
    [
        ("1795193999", date(2026, 11, 20)),  # 23:59:59 in Vietnam
        ("1795194000", date(2026, 11, 21)),  # midnight in Vietnam, 17:00 the day before in Greenwich
        ("1795219200", date(2026, 11, 21)),  # midnight in Greenwich
        ("0", date(1970, 1, 1)),
    ],
)
def test_a_day_begins_at_midnight_in_vietnam(epoch: str, expected: date) -> None:
    assert expected == today_of({"SOURCE_DATE_EPOCH": epoch})


@pytest.mark.parametrize("epoch", ["abc", "-1", "2026-11-20", "1e9", "99999999999999", "9" * 30])
def test_what_tells_no_day_is_said_with_the_remedy(epoch: str) -> None:
    with pytest.raises(NoDay, match=re.escape(epoch)):
        today_of({"SOURCE_DATE_EPOCH": epoch})


def test_without_a_given_day_it_is_today() -> None:
    assert 1 >= abs(today_of({}).toordinal() - date.today().toordinal())


PHOTOGRAPHS = """
=== content/bai-viet/2026/nuoc.md
---
title: Nước
date: 2026-10-02
summary: Nước.
pictures:
  - {file: anh/cua-ta.jpg, alt: Vòi, credit: Xã Mẫu}
  - {file: anh/duoc-phep.jpg, alt: Vòi, credit: Báo Mẫu, rights: permission}
  - {file: anh/ve.svg, alt: Vòi, credit: Báo Mẫu, rights: permission}
---
![Bể](../../anh/be.jpg)
=== content/anh/ve.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"/>
"""


def test_a_picture_that_only_we_may_show_is_shown_small_and_its_original_given_to_nobody(write: Write) -> None:
    folder = write(PHOTOGRAPHS)
    for name in ("cua-ta", "duoc-phep", "be", "thua"):
        Image.new("RGB", (640, 480)).save(folder / f"content/anh/{name}.jpg")
    portal = portal_of(folder, WITHDRAWN)
    assert {"anh/cua-ta.jpg", "anh/be.jpg", "anh/ve.svg"} == portal.originals
    assert ["anh/be.jpg", "anh/cua-ta.jpg", "anh/duoc-phep.jpg"] == [frame.file for frame in portal.frames]
    assert ["anh/be.jpg"] == [frame.file for frame in portal.frames_at(["anh/be.jpg", "anh/ve.svg", "a/", None])]


def test_another_picture_of_the_same_name_is_another_entry(write: Write) -> None:
    folder = write(PHOTOGRAPHS)
    signs = []
    for size in ((640, 480), (480, 640)):
        for name in ("cua-ta", "duoc-phep", "be"):
            Image.new("RGB", size).save(folder / f"content/anh/{name}.jpg")
        signs.append(sign_of(portal_of(folder, WITHDRAWN).public.of("article")["nuoc"]))
    assert signs[0] != signs[1]
