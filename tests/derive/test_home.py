"""The home page: what a reader meets first."""

from collections import Counter
from datetime import date

from giamngheo.derive.home import home_view
from giamngheo.derive.places import Atlas
from giamngheo.derive.publish import published
from giamngheo.derive.registers import Mentions
from giamngheo.kinds.catalogue import Catalogue


def test_nothing_stands_on_the_home_page_twice(sample: Catalogue, today: date) -> None:
    public = published(sample, today)
    view = home_view(public, "tp-hue", Atlas(public, today, "tp-hue"), Mentions(public, today), today)
    shelves = (view.urgent, view.articles, view.stories, view.questions, view.activities, view.experience)
    assert all(shelves)
    told = Counter((card.kind, card.id) for shelf in shelves for card in shelf)
    assert {} == {card: count for card, count in told.items() if count > 1}
