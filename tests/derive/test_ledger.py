"""The answer ledger: every figure says what it measures, and measures that."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giamngheo.derive.ledger import Ledger, LedgerView, Row, tally
from giamngheo.derive.publish import next_change
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.inquiry import Inquiry
from giamngheo.load.content import load

Read = Callable[[str], Catalogue]
TODAY = date(2026, 11, 20)
PROVINCE = """
=== content/danh-muc/co-quan.yml
mot: {name: Cơ quan Một, level: provincial, task: Trả lời.}
hai: {name: Cơ quan Hai, level: provincial, task: Trả lời.}
=== content/danh-muc/nguon-tiep-nhan.yml
nong:
  name: Đường dây nóng
  channels: [phone]
  since: 2026-01-01
  due_days: 5
=== content/hoi-dap/tra-loi.md
---
title: "Nhà tôi được gì?"
date: 2026-11-02
summary: "Một câu."
short_answer: "Hãy hỏi xã."
no_basis_reason: "Mẫu."
---
Hỏi xã.
=== content/danh-muc/so-cau-hoi.csv
id,received,channel,state,routed,agency,answered,published,answer,merged_into,asked_as,waiting,reason
"""


def row(id_: str, received: str, state: str, **cells: str) -> str:
    names = ["routed", "agency", "answered", "published", "answer", "merged_into", "asked_as", "waiting", "reason"]
    return ",".join([id_, received, "phone", state, *(cells.get(name, "") for name in names)]) + "\n"


def done(id_: str, received: str, published: str, **cells: str) -> str:
    given = {"routed": received, "agency": "mot", "answered": published, "published": published, "answer": "tra-loi"}
    return row(id_, received, "published", **{**given, **cells})


def view(read: Read, *rows: str, today: date = TODAY) -> LedgerView:
    return Ledger(read(PROVINCE + "".join(rows)), today).view()


def test_the_promise_is_published_of_all_received_and_nothing_is_left_out(read: Read) -> None:
    found = view(
        read,
        done("a", "2026-11-02", "2026-11-04"),
        row("b", "2026-11-03", "merged", merged_into="a"),
        row("c", "2026-11-04", "routed", routed="2026-11-05", agency="mot"),
        row("d", "2026-11-05", "refused", reason="Chuyện riêng."),
        row("e", "2026-11-05", "transferred", reason="Khiếu nại."),
        row("f", "2026-11-06", "answered", routed="2026-11-06", agency="hai", answered="2026-11-09"),
        done("g", "2026-11-06", "2026-11-09", asked_as="feedback"),
    )
    asked = found.questions
    assert (6, 2, Decimal("33.3")) == (asked.received, asked.published, asked.percent)
    assert (2, 1, 1, 1, 1) == (asked.waiting, asked.answered, asked.merged, asked.refused, asked.transferred)
    assert (1, 1, Decimal("100.0")) == (found.feedback.received, found.feedback.published, found.feedback.percent)
    assert asked.received == asked.published + asked.waiting + asked.refused + asked.transferred


def test_a_question_that_waits_is_shown_the_longest_first_and_overdue_beyond_its_days(read: Read) -> None:
    found = view(
        read,
        row("moi", "2026-11-19", "received"),
        row("cu", "2026-11-02", "routed", routed="2026-11-02", agency="mot"),
        row("vua-het", "2026-11-13", "received"),
    )
    assert [("cu", 14, True), ("vua-het", 5, False), ("moi", 1, False)] == [
        (one.id, one.days, one.is_overdue) for one in found.waiting
    ]
    assert 1 == found.questions.overdue


def test_the_clock_stands_still_while_the_asker_is_waited_for(read: Read) -> None:
    routed = {"routed": "2026-11-02", "agency": "mot"}
    found = view(
        read,
        row("mo", "2026-11-02", "routed", **routed, waiting="2026-11-04/"),
        row("dong", "2026-11-02", "routed", **routed, waiting="2026-11-04/2026-11-11; 2026-11-10/2026-11-13"),
    )
    assert {"mo": ("asked_back", 2), "dong": ("routed", 7)} == {
        one.id: (one.standing, one.days) for one in found.rows
    }


def test_what_was_merged_is_answered_with_the_other_one(read: Read) -> None:
    found = view(
        read,
        done("a", "2026-11-02", "2026-11-11"),
        row("b", "2026-11-09", "merged", merged_into="a"),
        row("c", "2026-11-12", "merged", merged_into="b"),
        row("x", "2026-11-02", "refused", reason="Chuyện riêng."),
        row("y", "2026-11-02", "merged", merged_into="x"),
    )
    assert {"a": 7, "b": 2, "c": 0, "x": None, "y": None} == {one.id: one.days for one in found.rows}
    assert ({"refused"}, 0) == ({one.standing for one in found.rows if one.id in "xy"}, found.questions.waiting)


def test_shares_within_days_ask_only_questions_old_enough(read: Read) -> None:
    found = view(
        read,
        done("nhanh", "2026-11-02", "2026-11-04"),
        done("cham", "2026-11-02", "2026-11-12"),
        row("cho", "2026-11-02", "received"),
        row("hom-qua", "2026-11-19", "received"),
        row("tu-choi", "2026-11-02", "refused", reason="Chuyện riêng."),
    )
    told = [(one.days, one.published, one.received) for one in found.questions.within]
    assert [(2, 1, 3), (5, 1, 3), (10, 2, 3), (15, 0, 0), (20, 0, 0), (30, 0, 0)] == told
    assert None is found.questions.within[-1].percent


def test_the_middle_and_nine_tenths_are_days_that_occurred(read: Read) -> None:
    ends = ["2026-11-03", "2026-11-04", "2026-11-05", "2026-11-06", "2026-11-09"]
    found = view(read, *(done(f"c{n}", "2026-11-02", end) for n, end in enumerate(ends)))
    assert (3, 5) == (found.questions.median, found.questions.ninetieth)
    assert (None, None) == (view(read).questions.median, view(read).questions.percent)


def test_an_agency_with_fewer_than_ten_has_no_share_and_no_rank(read: Read) -> None:
    many = [done(f"m{n}", "2026-11-02", "2026-11-04") for n in range(9)]
    late = [done(f"h{n}", "2026-11-02", "2026-11-04", agency="hai") for n in range(9)]
    rows = [*many, row("m9", "2026-11-02", "routed", routed="2026-11-02", agency="mot"), *late]
    found = view(read, *rows)
    assert ([("Cơ quan Một", Decimal("90.0"))], ["Cơ quan Hai"]) == (
        [(one.agency.name, one.tally.percent) for one in found.agencies],
        [one.agency.name for one in found.few],
    )


def test_a_page_that_the_editors_wrote_is_no_question_received(sample: Catalogue) -> None:
    asked = {item.id for item in sample.of("inquiry").values()}
    assert len(asked) == len(Ledger(sample, TODAY).view().rows)
    assert asked.isdisjoint(sample.of("question"))


def test_the_demonstration_says_that_it_is_made_up_and_names_no_real_agency(sample: Catalogue) -> None:
    found = Ledger(sample, TODAY).view()
    assert found.is_fictional
    named = {one.inquiry.agency for one in found.rows if one.inquiry.agency}
    assert named
    assert all(sample.agency(id_).is_fictional for id_ in named)


def test_a_ledger_says_on_which_day_it_was_counted_and_is_another_one_tomorrow(read: Read) -> None:
    saturday = date(2026, 11, 21)
    for asked in (row("a", "2026-11-02", "received"), done("a", "2026-11-02", "2026-11-04")):
        catalogue = read(PROVINCE + asked)
        assert Ledger(catalogue, saturday).view() != Ledger(catalogue, date(2026, 11, 22)).view()
        assert date(2026, 11, 22) == next_change(catalogue, saturday)
    assert date(2026, 12, 15) == next_change(read(PROVINCE), saturday)


days = st.integers(0, 40)


@given(st.lists(st.tuples(st.booleans(), days, days), max_size=30))
def test_counts_add_up_and_shares_only_rise_with_the_same_questions(cases: list[tuple[bool, int, int]]) -> None:
    rows = [made(n, is_published, used, used + more) for n, (is_published, used, more) in enumerate(cases)]
    found = tally(rows)
    assert found.received == found.published + found.waiting
    for one in found.within:
        assert 0 <= one.published <= one.received <= found.received
    old = [each for each in rows if each.age >= 30]
    reached = [sum(e.published is not None and (e.days or 0) <= within for e in old) for within in (2, 5, 10, 30)]
    assert sorted(reached) == reached
    if found.median is not None and found.ninetieth is not None:
        assert found.median <= found.ninetieth


def made(n: int, is_published: bool, used: int, age: int) -> Row:
    inquiry = Inquiry(received=TODAY - timedelta(days=60), channel="phone", state="received")
    standing = "published" if is_published else "received"
    published = TODAY if is_published else None
    return Row(str(n), inquiry, standing, None, None, None, published, used, 5, age)  # type: ignore[arg-type]


@pytest.mark.parametrize("waiting", ["2026-11-04", "hôm qua/", "2026-11-04/2026-13-01", "/2026-11-04"])
def test_a_pause_that_cannot_be_read_is_told(write: Callable[[str], Path], waiting: str) -> None:
    folder = write(PROVINCE + row("a", "2026-11-02", "received", waiting=waiting))
    [problem] = load(folder / "content").problems
    assert problem.code in ("F303", "F304")


def test_a_question_that_was_merged_is_asked_once_more(read: Read) -> None:
    rows = [done("a", "2026-09-01", "2026-09-04"), row("b", "2026-09-02", "merged", merged_into="a")]
    rows += [row("c", "2026-09-03", "merged", merged_into="b"), row("d", "2026-09-04", "routed", agency="mot")]
    assert {"tra-loi": 3} == Ledger(read(PROVINCE + "".join(rows)), TODAY).times_asked()
