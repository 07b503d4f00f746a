"""The home page: what a reader meets first."""

from collections import Counter
from datetime import date

import pytest

from giamngheo.derive.home import HomeView, home_view
from giamngheo.derive.ledger import Ledger
from giamngheo.derive.places import Atlas
from giamngheo.derive.publish import published
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
