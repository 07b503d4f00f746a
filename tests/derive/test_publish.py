"""What readers may see on a day, and the next day on which that changes by itself."""

from collections.abc import Callable
from datetime import date
from typing import cast

import pytest

from giamngheo.derive import heard
from giamngheo.derive.bulletins import last_of
from giamngheo.derive.policies import Help
from giamngheo.derive.publish import next_change, passed_on, published
from giamngheo.derive.registers import Mentions, policy_links, standard_view, titled_documents, validity_of
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.story import Story

Read = Callable[[str], Catalogue]
ENTRIES = """
=== content/bai-viet/2026/dang.md
---
title: Bài đã đăng
date: 2026-11-02
summary: Đã đăng.
valid_to: 2026-12-24
---
Đã đăng.
=== content/bai-viet/2026/nhap.md
---
title: Bài nháp
date: 2026-11-02
summary: Nháp.
status: draft
---
Nháp.
=== content/bai-viet/2026/hen.md
---
title: Bài hẹn ngày
date: 2026-12-01
publish_at: 2026-12-01
summary: Hẹn.
---
Hẹn.
=== content/guong-dien-hinh/con-han.md
---
title: Gia đình đồng ý
date: 2026-11-02
summary: Còn hạn.
household: {name: nhà chị M.}
livelihood_model: Nuôi bò
consent: {given_on: 2026-01-10, scope: text, expires: 2026-12-31, record: 1/2026}
---
Còn hạn.
=== content/guong-dien-hinh/da-rut.md
---
title: Gia đình đã rút
date: 2026-11-02
summary: Đã rút.
household: {name: nhà anh N.}
livelihood_model: Nuôi gà
consent: {given_on: 2026-01-10, scope: text, expires: 2027-12-31, record: 2/2026, withdrawn_on: 2026-12-10}
---
Đã rút.
=== content/guong-dien-hinh/minh-hoa.md
---
title: Câu chuyện minh họa
date: 2026-11-02
summary: Minh họa.
household: {name: một gia đình}
livelihood_model: Nuôi cá
illustrative: true
---
Minh họa.
"""


@pytest.fixture
def catalogue(read: Read) -> Catalogue:
    return read(ENTRIES)


def seen(catalogue: Catalogue, day: date, preview: bool = False) -> set[str]:
    return {item.id for item, _ in published(catalogue, day, preview).dated()}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 30), {"dang", "con-han", "da-rut", "minh-hoa"}),
        (date(2026, 12, 1), {"dang", "hen", "con-han", "da-rut", "minh-hoa"}),
        (date(2026, 12, 9), {"dang", "hen", "con-han", "da-rut", "minh-hoa"}),
        (date(2026, 12, 10), {"dang", "hen", "con-han", "minh-hoa"}),
        (date(2027, 1, 1), {"dang", "hen", "minh-hoa"}),
    ],
)
def test_entries_come_with_their_embargo_and_go_with_their_consent(
    catalogue: Catalogue, day: date, expected: set[str]
) -> None:
    assert expected == seen(catalogue, day)


def test_a_preview_shows_drafts_and_never_a_withdrawn_family(catalogue: Catalogue) -> None:
    assert {"dang", "nhap", "hen", "con-han", "minh-hoa"} == seen(catalogue, date(2026, 12, 10), preview=True)


TOLD_ANEW = """
=== content/en/guong-dien-hinh/a-family.md
---
title: A family that agreed
date: 2026-11-02
summary: Told in English.
household: {name: Mr N.}
livelihood_model: Hens
language: en
translation_of: da-rut
consent: {given_on: 2026-01-10, scope: text, expires: 2027-12-31, record: 2/2026}
---
Told in English.
"""


def test_a_family_that_withdraws_is_told_of_in_no_language(read: Read) -> None:
    catalogue = read(ENTRIES + TOLD_ANEW)
    stories = {"da-rut", "en/a-family"}
    before = published(catalogue, date(2026, 12, 9))
    assert stories < set(before.of("story"))
    assert () == before.withdrawn
    after = published(catalogue, date(2026, 12, 10), preview=True)
    assert set() == stories & set(after.of("story"))
    assert [(date(2026, 12, 10), "withdrawn")] * 2 == [(one.day, one.reason) for one in after.withdrawn]


def test_what_tells_of_a_family_anew_as_if_it_were_made_up_goes_with_its_consent(read: Read) -> None:
    anew = "\n".join("illustrative: true" if "consent" in line else line for line in TOLD_ANEW.split("\n"))
    catalogue = read(ENTRIES + anew)
    assert "en/a-family" in published(catalogue, date(2026, 12, 9)).of("story")
    assert "en/a-family" not in published(catalogue, date(2026, 12, 10), preview=True).of("story")


UNASKED = """
=== content/guong-dien-hinh/chua-hoi.md
---
title: Gia đình chưa được hỏi
date: 2026-11-02
summary: Chưa hỏi.
status: draft
household: {name: nhà bà T.}
livelihood_model: Nuôi dê
---
Chưa hỏi.
"""


def test_a_family_that_was_never_asked_stands_in_no_preview_and_nothing_of_it_is_taken_back(read: Read) -> None:
    shown = published(read(UNASKED), date(2026, 12, 10), preview=True)
    assert (set(), ()) == (set(shown.of("story")), shown.withdrawn)


def test_a_made_up_story_is_never_taken_back(read: Read) -> None:
    consent = "consent: {given_on: 2025-01-10, scope: text, expires: 2025-12-31, record: 3/2025}\nillustrative: true"
    shown = published(read(ENTRIES.replace("illustrative: true", consent)), date(2026, 11, 23))
    assert "minh-hoa" in shown.of("story")
    assert () == shown.withdrawn


def test_a_family_gives_its_word_once_for_all_languages(read: Read) -> None:
    story = read(ENTRIES + TOLD_ANEW).of("story")["en/a-family"]
    assert date(2026, 12, 9) == last_of(story)
    narrow = TOLD_ANEW.replace("scope: text", "scope: [text, photo, reuse]").replace("expires: 2027", "expires: 2026")
    consent = cast(Story, read(ENTRIES + narrow).of("story")["en/a-family"].entry).consent
    assert consent is not None
    assert ({"text"}, date(2026, 12, 10)) == ({*consent.scope}, consent.withdrawn_on)
    assert date(2026, 12, 31) == consent.expires


def pictured(**front: str) -> str:
    """A file with a picture of people and one of a thing."""
    head = "".join(f"{name}: {value}\n" for name, value in front.items())
    pictures = "pictures:\n" + "".join(
        f"  - {{file: anh/{name}.jpg, alt: Ảnh, credit: Ban biên tập{more}}}\n"
        for name, more in {"nguoi": ", shows_people: true", "vat": "", "muon": ", rights: permission"}.items()
    )
    return f"---\ntitle: Có ảnh\ndate: 2026-11-02\nsummary: Có ảnh.\n{head}{pictures}---\nCó ảnh.\n"


def family(scope: str) -> dict[str, str]:
    consent = f"{{given_on: 2026-01-10, scope: [{scope}], expires: 2027-12-31, record: 1/2026}}"
    return {"household": "{name: nhà chị M.}", "livelihood_model": "Nuôi bò", "consent": consent}


@pytest.mark.parametrize(
    ("folder", "front", "expected"),
    [
        ("bai-viet/2026", {}, {"vat"}),
        ("bai-viet/2026", {"origin": "press", "permission": "12/2026"}, set()),
        ("guong-dien-hinh", family("text, photo, reuse"), {"nguoi", "vat"}),
        ("guong-dien-hinh", family("text, photo"), set()),
        ("guong-dien-hinh", family("text, reuse"), set()),
        ("guong-dien-hinh", {**family(""), "consent": "null", "illustrative": "true"}, {"vat"}),
    ],
)
def test_others_may_take_a_picture_only_where_those_whom_it_shows_and_who_made_it_agreed(
    read: Read, folder: str, front: dict[str, str], expected: set[str]
) -> None:
    [(_, entry)] = read(f"=== content/{folder}/co-anh.md\n{pictured(**front)}").dated()
    assert {f"anh/{name}.jpg" for name in expected} == {one.file for one in passed_on(entry)}


TAPED = "[{file: am-thanh/bai.mp3}]"
IN_BRU = "[{file: am-thanh/bai.mp3, language: bru}]"
PRESS = {"origin": "press", "permission": "12/2026"}


def told(**front: str) -> str:
    head = "".join(f"{name}: {value}\n" for name, value in front.items())
    return f"---\ntitle: Một bài\ndate: 2026-11-02\nsummary: Một câu.\n{head}---\nMột câu.\n"


@pytest.mark.parametrize(
    ("folder", "front", "by_machine", "by_others"),
    [
        ("bai-viet/2026", {}, True, 0),
        ("bai-viet/2026", {"audio": TAPED}, False, 1),
        ("bai-viet/2026", {"audio": IN_BRU}, True, 1),
        ("bai-viet/2026", {"language": "en"}, False, 0),
        ("bai-viet/2026", {**PRESS, "audio": IN_BRU}, False, 0),
        ("guong-dien-hinh", {**family("text, audio, reuse"), "audio": IN_BRU}, True, 1),
        ("guong-dien-hinh", {**family("text, audio"), "audio": IN_BRU}, False, 0),
        ("guong-dien-hinh", {**family("text, reuse"), "audio": IN_BRU}, False, 0),
    ],
)
def test_an_entry_is_heard_elsewhere_only_where_those_of_whom_it_tells_agreed_to_be(
    read: Read, folder: str, front: dict[str, str], by_machine: bool, by_others: int
) -> None:
    catalogue = read(f"=== content/{folder}/bai.md\n{told(**front)}")
    [(_, entry)] = catalogue.dated()
    assert (by_machine, by_others) == (heard.may_be_read(entry), len(heard.passed_on(catalogue)))


def test_the_days_of_change_follow_one_another_to_the_new_standard(catalogue: Catalogue) -> None:
    days, day = [], date(2026, 11, 21)
    while day < date(2027, 1, 1):
        day = next_change(catalogue, day) or date.max
        days.append(day)
    # On the 15th the yearly review is over.
    expected = [date(2026, 12, day) for day in (1, 10, 15, 25)]
    assert [*expected, date(2027, 1, 1)] == days


def test_nothing_changes_between_two_of_these_days(catalogue: Catalogue) -> None:
    assert seen(catalogue, date(2026, 12, 1)) == seen(catalogue, date(2026, 12, 9))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, None, "unknown"),
        (None, date(2026, 11, 20), "expired"),
        (date(2026, 1, 1), None, "in_force"),
        (date(2026, 1, 1), date(2026, 11, 21), "in_force"),
        (date(2026, 11, 21), None, "in_force"),
        (date(2026, 11, 22), None, "not_yet"),
        (None, date(2027, 1, 1), "unknown"),
    ],
)
def test_only_what_is_known_to_have_begun_is_in_force(
    start: date | None, end: date | None, expected: str, today: date
) -> None:
    assert expected == validity_of(start, end, today)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2021, 12, 31), ["in_force", "not_yet", "not_yet"]),
        (date(2026, 12, 31), ["expired", "in_force", "not_yet"]),
        (date(2027, 1, 1), ["expired", "expired", "in_force"]),
    ],
)
def test_one_poverty_standard_applies_on_every_day(sample: Catalogue, day: date, expected: list[str]) -> None:
    standards = ("2016-2020", "2022-2026", "2027-2030")
    assert expected == [standard_view(sample, id_, day).validity for id_ in standards]


def test_no_policy_of_the_sample_is_shown_as_in_force_without_a_check(sample: Catalogue, today: date) -> None:
    seen = {card.standings[-1].state for need in Help(sample, "tp-hue", today).view().needs for card in need.policies}
    assert {"unchecked"} == seen - {"ended"}


def test_a_law_that_has_run_out_stands_apart(read: Read, today: date) -> None:
    catalogue = read(
        """
        === content/danh-muc/chinh-sach.yml
        hoi-qua-mang:
          name: Hỏi qua mạng
          what: Gửi câu hỏi qua trang của tỉnh.
          who: moi-nguoi
          ask: ubnd-xa
          laws: [nd-42-2022, nd-07-2021]
        """
    )
    view = Help(catalogue, "tp-hue", today).policy(Mentions(catalogue, today), "hoi-qua-mang")
    assert (["07/2021/NĐ-CP"], ["42/2022/NĐ-CP"]) == (
        [a.name for a in view.laws],
        [b.name for b in view.expired_laws],
    )


def test_the_law_behind_an_answer_is_named_by_number_and_title(sample: Catalogue) -> None:
    decree, law = titled_documents(sample, ("nd-07-2021", "luat-tro-giup-phap-ly-2017"))
    assert "07/2021/NĐ-CP: Nghị định quy định chuẩn nghèo đa chiều" == decree.name
    assert "Luật Trợ giúp pháp lý năm 2017" == law.name


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 12, 31), ("Hỗ trợ điện thoại thông minh", "Hỗ trợ tiền điện")),
        (date(2026, 1, 1), ("Hỗ trợ điện thoại thông minh (hết hiệu lực)", "Hỗ trợ tiền điện")),
    ],
)
def test_a_policy_that_is_over_says_so_wherever_it_is_named(
    sample: Catalogue, day: date, expected: tuple[str, ...]
) -> None:
    assert expected == tuple(link.name for link in policy_links(sample, ("dien-thoai", "tien-dien"), day))
