"""The home page: what a reader meets first."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from giamngheo.derive.home import HomeView, home_view
from giamngheo.derive.ledger import Ledger
from giamngheo.derive.places import Atlas
from giamngheo.derive.publish import next_change, published
from giamngheo.derive.registers import Mentions
from giamngheo.kinds import BY_NAME
from giamngheo.kinds.catalogue import Catalogue


@pytest.fixture(scope="module")
def view(sample: Catalogue, today: date) -> HomeView:
    return home(sample, today)


def home(catalogue: Catalogue, today: date) -> HomeView:
    public = published(catalogue, today)
    return home_view(public, "tp-hue", Atlas(public, today, "tp-hue"), Mentions(public, today), today)


def test_nothing_stands_on_the_home_page_twice(view: HomeView) -> None:
    shelves = (view.urgent, view.articles, view.stories, view.questions, view.activities, view.experience)
    assert all(shelves)
    told = Counter((card.kind, card.id) for shelf in shelves for card in shelf)
    assert {} == {card: count for card, count in told.items() if count > 1}


def test_what_most_people_asked_comes_first(sample: Catalogue, today: date, view: HomeView) -> None:
    times = Ledger(sample, today).times_asked()
    shown = [times[card.id] for card in view.questions]
    assert sorted(times.values(), reverse=True)[: len(shown)] == shown
    assert shown[0] > shown[-1]


def test_where_nobody_asked_the_newest_questions_come_first(sample: Catalogue, today: date) -> None:
    items = {name: {} if name == "inquiry" else sample.of(name) for name in BY_NAME}
    unasked = home(Catalogue(items, sample.outlines, sample.withdrawn, sample.frames), today)
    days = [card.date for card in unasked.questions]
    assert sorted(days, reverse=True) == days


ACTIVITY = """
=== content/hoat-dong/{id}.md
---
title: Hoạt động {id}
date: {date}
summary: Một câu.
form: dialogue
held: {held}
---
Mời bà con.
"""


def test_what_one_can_still_go_to_comes_first_the_next_before_others(read: Callable[[str], Catalogue]) -> None:
    held = {"qua": "2026-11-20", "sau": "2026-12-20", "nay": "2026-11-21", "thang": "2026-12", "nam": "2026"}
    days = enumerate(held.items(), 10)
    catalogue = read("".join(ACTIVITY.format(id=id_, held=when, date=f"2026-11-{day}") for day, (id_, when) in days))
    shown = home(catalogue, date(2026, 11, 21)).activities
    assert [("nay", True), ("thang", True), ("sau", True)] == [(card.id, card.is_ahead) for card in shown]
    shown = home(catalogue, date(2026, 12, 21)).activities
    assert [("nam", False), ("thang", False), ("nay", False)] == [(card.id, card.is_ahead) for card in shown]


@pytest.mark.parametrize(("held", "ends"), [("2026-12-20", date(2026, 12, 21)), ("2026-12", date(2026, 12, 1))])
def test_pages_change_by_themselves_when_an_activity_no_longer_lies_ahead(
    read: Callable[[str], Catalogue], held: str, ends: date
) -> None:
    before = ends - timedelta(days=1)
    assert ends == next_change(read(ACTIVITY.format(id="mot", held=held, date="2026-11-10")), before)
    assert ends != next_change(read(ACTIVITY.format(id="mot", held="2026", date="2026-11-10")), before)


def test_an_answer_that_no_longer_holds_makes_way_for_others(sample: Catalogue) -> None:
    """The answer on who counts as poor in 2026 is asked most, and ends with the year."""
    before, after = (home(sample, day).questions for day in (date(2026, 12, 31), date(2027, 1, 1)))
    assert "the-nao-la-ho-ngheo" in [card.id for card in before]
    assert "the-nao-la-ho-ngheo" not in [card.id for card in after]
