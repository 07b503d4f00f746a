"""What a bulletin may hold: urgent things first, what concerns the place, nothing that is over or was taken back."""

from collections.abc import Callable
from datetime import date

import pytest

from giamngheo.derive.bulletins import Plan, plans
from giamngheo.derive.publish import next_change, published
from giamngheo.kinds.catalogue import Catalogue

Read = Callable[[str], Catalogue]
# A Friday.
TODAY = date(2026, 11, 20)
SCHEDULE = """
=== content/danh-muc/lich-phat-thanh.yml
sang:
  name: Bản tin sáng
  places: [xa-quang-dien]
  weekdays: [thu-6]
  minutes: 10
  approved_by: Bà Duyệt
"""


def article(name: str, *fields: str, day: str = "2026-11-18") -> str:
    lines = [f"=== content/bai-viet/2026/{name}.md", "---", f"title: Bài {name}", f"date: {day}", "summary: Một câu."]
    return "\n".join([*lines, *fields, "---", "Một câu.", ""])


def story(name: str, consent: str) -> str:
    lines = [f"=== content/guong-dien-hinh/{name}.md", "---", f"title: Chuyện {name}", "date: 2026-11-18"]
    lines += ["summary: Một câu.", "household: {name: nhà chị M.}", "livelihood_model: Nuôi bò"]
    return "\n".join([*lines, f"consent: {{given_on: 2026-01-10, record: 1/2026, {consent}}}", "---", "Một câu.", ""])


@pytest.fixture
def planned(read: Read) -> Callable[..., list[Plan]]:
    """`planned(files, today)`: the bulletins of that day as readers may see them."""

    def of(*files: str, today: date = TODAY) -> list[Plan]:
        return list(plans(published(read("\n".join(files)), today), today))

    return of


def names(plan: Plan) -> list[str]:
    return [item.id for item in plan.items]


def test_the_urgent_comes_first_then_corrections_then_the_near_then_the_new(
    planned: Callable[..., list[Plan]],
) -> None:
    correction = "=== content/danh-muc/dinh-chinh.yml\nsai: {date: 2026-11-17, was: 1, now: 2, reason: Đếm sai}\n"
    [plan] = planned(
        SCHEDULE,
        article("moi", day="2026-11-20"),
        article("gan", "places: [xa-quang-dien]", day="2026-11-15"),
        article("huyen-cu", "places: [huyen-quang-dien]", day="2026-11-14"),
        article("uu-tien", "priority: uu-tien"),
        article("khan-cap", "priority: khan-cap", day="2026-11-16"),
        correction,
    )
    assert ["khan-cap", "uu-tien", "sai", "gan", "huyen-cu", "moi"] == names(plan)


@pytest.mark.parametrize(
    ("day", "is_news"), [("2026-11-13", False), ("2026-11-14", True), ("2026-11-20", True)], ids=str
)
def test_news_are_as_old_as_the_schedule_says(planned: Callable[..., list[Plan]], day: str, is_news: bool) -> None:
    [plan] = planned(SCHEDULE, article("tin", day=day))
    assert (["tin"] if is_news else []) == names(plan)


def test_an_old_entry_comes_again_when_it_is_corrected(planned: Callable[..., list[Plan]]) -> None:
    register = "=== content/danh-muc/dinh-chinh.yml\n"
    right = "sai: {date: 2026-11-17, about: 'article:cu', was: 1, now: 2, reason: Đếm sai}\n"
    [plan] = planned(SCHEDULE, article("moi"), article("cu", day="2026-01-05"), register + right)
    assert ["cu", "moi"] == names(plan)


@pytest.mark.parametrize(
    "fields",
    [
        ["valid_to: 2026-11-19"],
        ["publish_at: 2026-11-21"],
        ["status: draft"],
        ["origin: press", "permission: GP-1"],
        ["language: en"],
        ["places: [tinh-ha-tinh]"],
    ],
    ids=lambda fields: fields[0].partition(":")[0],
)
def test_what_is_over_hidden_not_ours_or_elsewhere_is_left_out(
    planned: Callable[..., list[Plan]], fields: list[str]
) -> None:
    [plan] = planned(SCHEDULE, article("nay"), article("thoi", *fields))
    assert ["nay"] == names(plan)


@pytest.mark.parametrize(
    ("consent", "is_read"),
    [
        ("scope: [text, reuse], expires: 2027-01-01", True),
        ("scope: [text], expires: 2027-01-01", False),
        ("scope: [text, reuse], expires: 2026-11-19", False),
        ("scope: [text, reuse], expires: 2027-01-01, withdrawn_on: 2026-11-20", False),
    ],
)
def test_a_family_is_heard_only_while_it_agrees(
    planned: Callable[..., list[Plan]], consent: str, is_read: bool
) -> None:
    [plan] = planned(SCHEDULE, article("nay"), story("nha", consent))
    assert is_read == ("nha" in names(plan))


def test_topics_choose_and_what_is_urgent_is_heard_all_the_same(planned: Callable[..., list[Plan]]) -> None:
    schedule = SCHEDULE + "  topics: [y-te]\n"
    [plan] = planned(
        schedule, article("y-te", "topics: [y-te]"), article("khac"), article("gap", "priority: khan-cap")
    )
    assert ["gap", "y-te"] == names(plan)


ANNOUNCERS = "phat-thanh-vien"
# A group of the province itself.
TEAM = "=== content/danh-muc/doi-tuong.yml\nto-ra-soat: {name: Tổ rà soát, is_staff: true}\n"


@pytest.mark.parametrize(
    ("audience", "is_read"),
    [
        (ANNOUNCERS, False),
        (f"{ANNOUNCERS}, can-bo-giam-ngheo", False),
        (f"{ANNOUNCERS}, to-ra-soat", False),
        (f"{ANNOUNCERS}, ho-ngheo", True),
        ("moi-nguoi", True),
        ("", True),
    ],
)
def test_the_loudspeaker_reads_nothing_that_is_for_staff_alone(
    planned: Callable[..., list[Plan]], audience: str, is_read: bool
) -> None:
    told = article("tin", f"audience: [{audience}]", "priority: khan-cap")
    [plan] = planned(SCHEDULE, TEAM, told)
    assert (["tin"] if is_read else []) == names(plan)


def test_what_is_for_staff_is_read_where_an_editor_names_it(planned: Callable[..., list[Plan]]) -> None:
    by_hand = BY_HAND.replace("[article:hai, article:mot,", "[article:mot,")
    [plan] = planned(by_hand, article("mot", f"audience: {ANNOUNCERS}"))
    assert ["mot"] == names(plan)


@pytest.mark.parametrize(
    ("today", "day", "minutes"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), 10),
        (date(2026, 11, 21), date(2026, 11, 22), 5),
        (date(2026, 11, 23), date(2026, 11, 27), 10),
    ],
    ids=str,
)
def test_the_bulletin_is_that_of_the_next_day_of_broadcast(
    planned: Callable[..., list[Plan]], today: date, day: date, minutes: int
) -> None:
    sunday = "chu-nhat:\n  name: Chủ nhật\n  places: [xa-quang-dien]\n  weekdays: chu-nhat\n  minutes: 5\n"
    [plan] = planned(SCHEDULE + sunday + "  approved_by: Bà Duyệt\n", today=today)
    assert (day, minutes) == (plan.day, plan.minutes)


def test_what_runs_out_before_the_day_of_broadcast_is_not_read_on_it(planned: Callable[..., list[Plan]]) -> None:
    files = (SCHEDULE, article("nay"), article("het", "valid_to: 2026-11-19"))
    [plan] = planned(*files, today=date(2026, 11, 19))
    assert (date(2026, 11, 20), ["nay"]) == (plan.day, names(plan))


@pytest.mark.parametrize(
    ("file", "last"),
    [
        (article("tin"), date(2026, 11, 26)),
        (article("tin", "valid_to: 2026-11-23"), date(2026, 11, 23)),
        (story("nha", "scope: [text, reuse], expires: 2026-11-24"), date(2026, 11, 24)),
        (story("nha", "scope: [text, reuse], expires: 2027-01-01, withdrawn_on: 2026-11-22"), date(2026, 11, 21)),
    ],
)
def test_it_may_be_read_as_long_as_all_that_it_holds(
    planned: Callable[..., list[Plan]], file: str, last: date
) -> None:
    [plan] = planned(SCHEDULE, file)
    assert last == plan.last


def test_a_build_says_when_a_bulletin_makes_way_for_the_next(read: Read) -> None:
    catalogue = read(SCHEDULE)
    assert date(2026, 11, 21) == next_change(catalogue, TODAY)
    assert date(2026, 11, 28) == next_change(catalogue, date(2026, 11, 21))


BY_HAND = """
=== content/ban-tin/dac-biet.yml
title: Bản tin đặc biệt
date: 2026-11-18
minutes: 5
approved_by: Bà Duyệt
items: [article:hai, article:mot, "story:nha", article:het, article:chua]
"""


def test_a_bulletin_made_by_hand_keeps_its_order_and_tells_nothing_of_what_is_hidden(
    planned: Callable[..., list[Plan]],
) -> None:
    [plan] = planned(
        BY_HAND,
        article("mot"),
        article("hai", day="2026-01-05"),
        article("het", "valid_to: 2026-11-19"),
        article("chua", "publish_at: 2026-12-01"),
        story("nha", "scope: [text, reuse], expires: 2027-01-01, withdrawn_on: 2026-11-19"),
    )
    assert ["hai", "mot"] == names(plan)
    assert [("Bài het", "over")] == [(one.name, one.why) for one in plan.left_out]


RECORDED = "audio: [{file: tieng/a.mp3, language: en}]"


def family(scope: str) -> str:
    told = story("nha", f"scope: [{scope}], expires: 2027-01-01")
    return told.replace("summary:", f"language: en\n{RECORDED}\nsummary:")


@pytest.mark.parametrize(
    ("languages", "file", "is_held", "why"),
    [
        ("vi", article("tin", "language: en"), False, []),
        ("vi, km", article("tin", "language: en"), False, []),
        ("vi, en", article("tin", "language: en"), False, ["unspoken"]),
        ("vi, en", article("tin", "language: en", RECORDED), True, []),
        ("en", article("tin"), False, []),
        ("en", article("tin", RECORDED), True, []),
        ("en", family("text, reuse, audio"), True, []),
        ("en", family("text, reuse"), False, ["unspoken"]),
        ("en", family("text, audio"), False, []),
    ],
)
def test_what_is_written_in_a_language_that_was_asked_for_is_heard_or_it_is_said_why_not(
    planned: Callable[..., list[Plan]], languages: str, file: str, is_held: bool, why: list[str]
) -> None:
    [plan] = planned(f"{SCHEDULE}  languages: [{languages}]\n", file)
    assert (is_held, why) == (bool(plan.items), [one.why for one in plan.left_out])


def test_a_bulletin_made_by_hand_says_of_each_language_why_it_is_not_heard(
    planned: Callable[..., list[Plan]],
) -> None:
    by_hand = BY_HAND.replace("items:", "languages: [vi, en]\nitems:")
    [plan] = planned(by_hand, article("hai", "language: km"), article("mot", "language: en"))
    assert [("Bài hai", "language", None), ("Bài mot", "unspoken", "bai-viet/2026/mot/")] == [
        (one.name, one.why, one.address) for one in plan.left_out
    ]


def test_a_bulletin_without_items_takes_what_is_new_by_its_day(planned: Callable[..., list[Plan]]) -> None:
    without = "\n".join(line for line in BY_HAND.splitlines() if not line.startswith("items:"))
    files = (article("mot"), article("sau", day="2026-11-20"), article("cu", day="2026-11-11"))
    [plan] = planned(without, *files)
    assert ["mot"] == names(plan)


@pytest.mark.parametrize(
    ("today", "is_over", "held"),
    [
        (date(2026, 11, 10), False, ["hai", "mot"]),
        (date(2026, 11, 24), False, ["hai", "mot"]),
        (date(2026, 11, 25), True, []),
    ],
)
def test_a_bulletin_made_by_hand_is_of_its_own_day_and_ends(
    planned: Callable[..., list[Plan]], today: date, is_over: bool, held: list[str]
) -> None:
    files = (article("mot", day="2026-11-01"), article("hai", day="2026-01-05"))
    [plan] = planned(BY_HAND, *files, today=today)
    assert (date(2026, 11, 18), date(2026, 11, 24)) == (plan.day, plan.last)
    assert (is_over, held) == (plan.is_over, names(plan))


def test_a_build_says_when_a_bulletin_made_by_hand_ends(read: Read) -> None:
    assert date(2026, 11, 25) == next_change(read(BY_HAND), TODAY)


def activity(name: str, held: str, *fields: str, day: str = "2026-09-01") -> str:
    lines = [f"=== content/hoat-dong/{name}.md", "---", f"title: Mời {name}", f"date: {day}", "summary: Một câu."]
    return "\n".join([*lines, "form: dialogue", f"held: {held}", *fields, "---", "Một câu.", ""])


def test_an_invitation_is_read_in_the_week_before_its_day_however_old_it_is(
    planned: Callable[..., list[Plan]],
) -> None:
    [plan] = planned(
        SCHEDULE,
        article("moi", day="2026-11-20"),
        article("uu-tien", "priority: uu-tien"),
        activity("mai", "2026-11-21"),
        activity("tuan-sau", "2026-11-27", "places: [xa-quang-dien]"),
        activity("con-lau", "2026-11-28"),
        activity("da-qua", "2026-11-19"),
        activity("thang-sau", "2026-12"),
        activity("noi-khac", "2026-11-21", "places: [xa-a-luoi-2]"),
        activity("chua-dang", "2026-11-21", day="2026-11-21"),
    )
    assert ["uu-tien", "tuan-sau", "mai", "moi"] == names(plan)


@pytest.mark.parametrize(("held", "last"), [("2026-11-22", 22), ("2026-11-20", 20), ("2026-11-19", 26)])
def test_nobody_is_invited_to_what_is_over(planned: Callable[..., list[Plan]], held: str, last: int) -> None:
    [plan] = planned(SCHEDULE, article("moi"), activity("moi-hop", held, day="2026-11-18"))
    assert date(2026, 11, last) == plan.last
