"""Support policies on a day: how far each can be trusted, for whom it is, what the own province adds."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from giamngheo.derive.policies import Help, Standing
from giamngheo.derive.publish import next_change
from giamngheo.derive.registers import Mentions, document_view, standard_views
from giamngheo.kinds.catalogue import Catalogue

Read = Callable[[str], Catalogue]
TODAY = date(2026, 11, 20)
HOUSE = """
=== content/danh-muc/nguon.yml
mau:
  title: Nguồn mẫu
  publisher: Cổng thông tin tỉnh
  url: https://hue.gov.vn/mau
  official: true
=== content/danh-muc/chinh-sach.yml
nha:
  name: Sửa nhà
  what: Hỗ trợ sửa nhà.
  who: ho-ngheo
  topics: [nha-o, chinh-sach]
  ask: ubnd-xa
"""


def given(read: Read, *lines: str) -> Catalogue:
    return read(HOUSE + "\n".join(f"  {line}" for line in lines) + "\n")


def said(catalogue: Catalogue, today: date = TODAY) -> list[tuple[str, date | None]]:
    return [(one.state, one.day) for one in Help(catalogue, "tp-hue", today).card("nha").standings]


CHECK = ("confirmed: true", "laws: nd-07-2021", "sources: mau")


@pytest.mark.parametrize(
    ("expected", "lines"),
    [
        ([("unchecked", None)], ()),
        ([("unchecked", None)], ("checked_on: 2026-11-01",)),
        ([("checked", date(2026, 11, 1))], (*CHECK, "checked_on: 2026-11-01")),
        ([("checked", date(2026, 5, 21))], (*CHECK, "checked_on: 2026-05-21")),
        ([("aged", date(2026, 5, 20))], (*CHECK, "checked_on: 2026-05-20")),
        ([("ended", date(2026, 11, 19))], ("valid_to: 2026-11-19",)),
        ([("ending", date(2026, 11, 20)), ("unchecked", None)], ("valid_to: 2026-11-20",)),
        ([("ending", date(2027, 2, 18)), ("unchecked", None)], ("valid_to: 2027-02-18",)),
        ([("unchecked", None)], ("valid_to: 2027-02-19",)),
        ([("ahead", date(2027, 1, 1)), ("unchecked", None)], ("valid_from: 2027-01-01",)),
    ],
)
def test_a_policy_says_how_far_to_trust_it_and_since_when(
    read: Read, expected: list[tuple[str, date | None]], lines: tuple[str, ...]
) -> None:
    assert expected == said(given(read, *lines))


@pytest.mark.parametrize(
    "lines",
    [
        ("valid_to: 2027-02-19",),
        ("valid_from: 2027-01-01",),
        (*CHECK, "checked_on: 2026-11-01"),
        ("valid_to: 2026-12-24", "valid_from: 2026-11-25"),
    ],
)
def test_the_build_tells_the_day_on_which_a_policy_says_something_else(read: Read, lines: tuple[str, ...]) -> None:
    catalogue = given(read, *lines)
    day = TODAY + timedelta(days=1)
    while said(catalogue, day) == said(catalogue):
        day += timedelta(days=1)
    assert day == min(turn for turn in catalogue.policy("nha").turning_days() if turn > TODAY)
    assert TODAY < (next_change(catalogue, TODAY) or date.max) <= day


def test_what_is_over_stands_behind_what_may_still_be_had(sample: Catalogue) -> None:
    for need in Help(sample, "tp-hue", TODAY).view().needs:
        assert sorted(card.is_ended for card in need.policies) == [card.is_ended for card in need.policies]


def test_a_group_sees_what_is_over_for_everyone_behind_what_is_not(read: Read) -> None:
    # "luat-su" stands in the register behind "bao", which is over.
    laws = read(
        """
=== content/danh-muc/chinh-sach.yml
bao:
  name: Phát báo
  what: Phát báo không mất tiền.
  who: moi-nguoi
  ask: ubnd-xa
  valid_to: 2026-11-19
luat-su:
  name: Hỏi luật sư
  what: Hỏi luật sư không mất tiền.
  who: moi-nguoi
  ask: ubnd-xa
"""
    )
    view = Help(laws, "tp-hue", TODAY).audience(Mentions(laws, TODAY), "ho-can-ngheo")
    assert [card.is_ended for card in view.everyone][-1]
    assert sum(card.is_ended for card in view.everyone) == 1


def test_a_standard_that_is_over_stands_behind_those_that_are_not(sample: Catalogue) -> None:
    assert ["in_force", "not_yet", "expired"] == [view.validity for view in standard_views(sample, TODAY)]
    later = standard_views(sample, date(2027, 2, 15))
    assert ["2027-2030", "2022-2026", "2016-2020"] == [view.id for view in later]


def test_a_group_sees_its_own_policies_by_need_and_those_for_everyone(sample: Catalogue) -> None:
    view = Help(sample, "tp-hue", TODAY).audience(Mentions(sample, TODAY), "ho-can-ngheo")
    health = next(need for need in view.needs if need.id == "y-te")
    assert "chinh-sach/bhyt-can-ngheo/" in [card.address for card in health.policies]
    assert "chinh-sach/bhyt-ngheo/" not in [card.address for need in view.needs for card in need.policies]
    assert ["chinh-sach/hoc-phi-cong-lap/"] == [card.address for card in view.everyone]


def test_a_policy_is_told_of_where_a_field_or_a_text_names_it(sample: Catalogue) -> None:
    shelves = Help(sample, "tp-hue", TODAY).policy(Mentions(sample, TODAY), "vay-can-ngheo").shelves
    found = {card.id for shelf in shelves for card in shelf.cards}
    assert {"vay-ngan-hang-chinh-sach", "vay-von-chinh-sach-hoi-o-dau", "ong-mat-nam-dong"} <= found


@pytest.mark.parametrize(
    ("document", "name"),
    [
        ("kh-440", "Kế hoạch 440 của Huế: câu hỏi nào cũng có trả lời"),
        ("nd-07-2021", "12 chỉ số thiếu hụt là những gì?"),
        ("nd-07-2021", "Chuẩn nghèo đa chiều giai đoạn 2022 - 2026"),
        ("nd-78-2002", "Vay vốn làm ăn cho hộ nghèo"),
    ],
)
def test_a_document_is_cited_by_fields_texts_policies_and_standards(
    sample: Catalogue, document: str, name: str
) -> None:
    assert name in [link.name for link in document_view(Mentions(sample, TODAY), document).cited_by]


VARIANTS = (
    "variants:",
    "  - {place: tinh-ca-mau, what: Thêm một nửa., source: mau}",
    "  - {place: tp-hue, what: Thêm tất cả., source: mau, valid_to: 2026-12-31}",
    "  - {place: tp-hue, what: Thêm một phần ba., source: mau, valid_to: 2025-12-31}",
)


@pytest.mark.parametrize(
    ("expected", "home"), [(["Thêm tất cả."], "tp-hue"), (["Thêm một nửa."], "tinh-ca-mau"), ([], "tinh-ha-tinh")]
)
def test_what_the_own_province_adds_stands_on_the_card_while_it_holds(
    read: Read, expected: list[str], home: str
) -> None:
    help_ = Help(given(read, *VARIANTS), home, TODAY)
    card = help_.card("nha")
    assert expected == [one.variant.what for one in card.here]
    elsewhere = help_.policy(Mentions(help_.catalogue, TODAY), "nha").elsewhere
    assert 3 == len(elsewhere) + len(card.here)


def test_a_province_writes_a_policy_of_its_own_over_the_national_one(read: Read) -> None:
    tree = """
    === content/danh-muc/chinh-sach.yml
    bhyt-can-ngheo:
      name: Thẻ bảo hiểm y tế cho hộ cận nghèo ở Huế
      what: Thành phố đóng phần còn lại.
      place: tp-hue
      who: ho-can-ngheo
      ask: ubnd-xa
    """
    card = Help(read(tree), "tp-hue", TODAY).card("bhyt-can-ngheo")
    assert ("Thành phố đóng phần còn lại.", ["Thành phố Huế"]) == (card.policy.what, [one.name for one in card.place])
    assert (Standing("unchecked"),) == card.standings


def test_an_amount_that_is_over_is_told_apart(read: Read) -> None:
    amounts = (
        "amounts:",
        "  - {id: cu, label: mức cũ, value: 20000000, unit: dong, per: house, valid_to: 2025-12-31, source: mau}",
        "  - {id: moi, label: mức mới, value: 30000000, unit: dong, per: house, source: mau}",
    )
    help_ = Help(given(read, *amounts), "tp-hue", TODAY)
    view = help_.policy(Mentions(help_.catalogue, TODAY), "nha")
    assert (["moi"], ["cu"]) == ([one.id for one in view.card.amounts], [one.id for one in view.former])
