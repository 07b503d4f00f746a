"""Titles, answers and steps print amounts and figures as bodies do."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.correction import Withdrawal
from giamngheo.kinds.page import Page
from giamngheo.kinds.question import Question
from giamngheo.portal import Portal, assemble

ENTRY = """
=== content/hoi-dap/the.md
---
title: "Được giúp {{ muc(bhyt-can-ngheo, muc-dong) }} phải không?"
date: 2026-11-02
summary: "Được {{ muc(bhyt-can-ngheo, muc-dong) }}."
short_answer: "Được {{ muc(bhyt-can-ngheo, muc-dong) }}, hỏi xã."
steps: ["Hỏi xã.", "Đóng phần còn lại sau {{ muc(bhyt-can-ngheo, muc-dong) }}."]
papers: ["Không cần gì."]
legal_basis: [nd-07-2021]
policies: [bhyt-can-ngheo]
origin: editorial
---
Viết `{{ muc(bhyt-can-ngheo, muc-dong) }}` giữa hai dấu thì giữ nguyên.
"""
SAID = "ít nhất 70\u00a0% mức đóng bảo hiểm y tế"


@pytest.fixture
def portal(write: Callable[[str], Path]) -> Portal:
    return assemble(write(ENTRY) / "content", "tp-hue", date(2026, 11, 20))


def test_every_field_of_sentences_prints_the_amount(portal: Portal) -> None:
    entry = cast(Question, portal.public.of("question")["the"].entry)
    assert (f"Được giúp {SAID} phải không?", f"Được {SAID}.") == (entry.title, entry.summary)
    assert (f"Được {SAID}, hỏi xã.", f"Đóng phần còn lại sau {SAID}.") == (entry.short_answer, entry.steps[1])
    assert ("Hỏi xã.", ("Không cần gì.",)) == (entry.steps[0], entry.papers)


REGISTERS = """
=== content/danh-muc/chu-de.yml
the-bao-hiem: {name: Thẻ bảo hiểm, summary: "Được {{ muc(bhyt-can-ngheo, muc-dong) }}."}
=== content/danh-muc/chinh-sach.yml
giup-them:
  name: Giúp thêm
  what: "Giúp thêm ngoài {{ muc(bhyt-can-ngheo, muc-dong) }}."
  who: [ho-ngheo]
  ask: [ubnd-xa]
=== content/chi-so/the.yml
name: Số thẻ
plain: Bao nhiêu thẻ
unit: household
what_to_know: ["Mỗi thẻ được {{ muc(bhyt-can-ngheo, muc-dong) }}."]
"""


def test_indicators_policies_and_topics_print_amounts_too(write: Callable[[str], Path]) -> None:
    public = assemble(write(REGISTERS) / "content", "tp-hue", date(2026, 11, 20)).public
    assert f"Được {SAID}." == public.topic("the-bao-hiem").summary
    assert f"Giúp thêm ngoài {SAID}." == public.policy("giup-them").what
    assert (f"Mỗi thẻ được {SAID}.",) == public.indicator("the").what_to_know


def test_a_call_in_a_register_for_what_is_not_there_is_told(write: Callable[[str], Path]) -> None:
    topic = "=== content/danh-muc/chu-de.yml\nthe: {name: Thẻ, summary: 'Được {{ muc(khong-co) }}.'}\n"
    portal = assemble(write(topic) / "content", "tp-hue", date(2026, 11, 20))
    assert ["R401"] == [problem.code for problem in portal.problems if problem.path.endswith("chu-de.yml")]


def test_what_was_typed_stays_in_the_catalogue_of_editors(portal: Portal) -> None:
    entry = cast(Question, portal.catalogue.of("question")["the"].entry)
    assert "muc(" in entry.title


def test_a_title_without_a_call_costs_no_new_catalogue(write: Callable[[str], Path]) -> None:
    folder = write(ENTRY.replace("{{ muc(bhyt-can-ngheo, muc-dong) }}", "70 %"))
    portal = assemble(folder / "content", "tp-hue", date(2026, 11, 20))
    assert portal.public.of("question")["the"] is portal.catalogue.of("question")["the"]


def test_a_plain_page_prints_figures_in_its_title(write: Callable[[str], Path]) -> None:
    page = "=== content/quyen-loi.md\n---\ntitle: 'Được {{ muc(bhyt-can-ngheo, muc-dong) }}'\n---\nHỏi xã.\n"
    portal = assemble(write(page) / "content", "tp-hue", date(2026, 11, 20))
    [title] = [cast(Page, item.entry).title for item in portal.public.of("page").values()]
    assert f"Được {SAID}" == title


def test_a_call_in_a_page_s_title_for_what_is_not_there_is_told(write: Callable[[str], Path]) -> None:
    page = "=== content/quyen-loi.md\n---\ntitle: '{{ muc(khong-co) }}'\n---\nHỏi xã.\n"
    portal = assemble(write(page) / "content", "tp-hue", date(2026, 11, 20))
    assert ["R401"] == [problem.code for problem in portal.problems if problem.path.endswith("quyen-loi.md")]


def test_what_was_withdrawn_is_still_announced_beside_a_title_with_a_call() -> None:
    withdrawn = (Withdrawal("a", date(2026, 11, 1), "withdrawn"),)
    assert withdrawn == Catalogue({}, withdrawn=withdrawn).replaced({}).withdrawn
