"""Lists: the newest first, and a new entry changes as few pages as possible."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from giamngheo.derive.cards import Link, card_of
from giamngheo.derive.entries import RELATED, Neighbours
from giamngheo.derive.listings import PAGE_SIZE, Listing, stretches
from giamngheo.derive.places import Atlas, place_view
from giamngheo.derive.policies import Help
from giamngheo.derive.registers import Mentions, topic_view
from giamngheo.kinds import BY_NAME, DATED
from giamngheo.kinds.article import Article
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.question import Question

FIRST = date(2024, 1, 1)


def article(number: int, **more: object) -> Item:
    entry = Article.model_validate(
        {"title": f"Bài {number}", "date": FIRST + timedelta(days=number), "summary": "Tóm tắt."} | more
    )
    id_ = f"bai-{number:03}"
    return Item("article", id_, entry, f"content/bai-viet/{id_}.md", f"bai-viet/{id_}.md")


def lists(count: int) -> dict[str, Listing]:
    catalogue = Catalogue({"article": {item.id: item for item in map(article, range(count))}})
    found = [stretch.view(catalogue, FIRST) for stretch in stretches(catalogue)]
    return {page.address: page for page in found if page.kind == "article" and page.by is None}


def pages(count: int) -> dict[str, list[str]]:
    return {address: [card.id for card in page.cards] for address, page in lists(count).items()}


def test_a_short_list_is_one_page_the_newest_first() -> None:
    assert {"bai-viet/": ["bai-002", "bai-001", "bai-000"]} == pages(3)


def test_an_empty_list_has_its_page_too() -> None:
    assert {"bai-viet/": []} == pages(0)


@pytest.mark.parametrize("count", [1, PAGE_SIZE, 39, 40, 59, 60, 101])
def test_every_entry_stands_on_one_page(count: int) -> None:
    held = [id_ for page in pages(count).values() for id_ in page]
    assert [f"bai-{number:03}" for number in reversed(range(count))] == held


@pytest.mark.parametrize("count", range(38, 102, 7))
def test_the_front_is_never_nearly_empty_and_pages_behind_it_are_full(count: int) -> None:
    front, *behind = (len(page) for page in pages(count).values())
    assert PAGE_SIZE <= front < 2 * PAGE_SIZE
    assert {PAGE_SIZE} >= set(behind)


@pytest.mark.parametrize("count", [39, 40, 45, 59, 79, 100])
def test_a_new_entry_changes_the_front_and_no_page_behind_it(count: int) -> None:
    before, after = pages(count), pages(count + 1)
    behind = set(before) - {"bai-viet/"}
    assert {address: before[address] for address in behind} == {address: after[address] for address in behind}
    assert len(set(after) - set(before)) <= 1


def test_pages_lead_to_the_newer_and_the_older_one() -> None:
    found = lists(70)
    assert ["bai-viet/", "bai-viet/trang/2/", "bai-viet/trang/1/"] == list(found)
    assert [None, "bai-viet/", "bai-viet/trang/2/"] == [page.newer for page in found.values()]
    assert ["bai-viet/trang/2/", "bai-viet/trang/1/", None] == [page.older for page in found.values()]


NUMBERED = {
    "bai-viet/": "5 4 3 … 1",
    "bai-viet/trang/5/": "5 4 3 … 1",
    "bai-viet/trang/4/": "… 4 3 2 1",
    "bai-viet/trang/3/": "… 3 2 1",
    "bai-viet/trang/2/": "… 2 1",
    "bai-viet/trang/1/": "… 1",
}


def test_a_long_list_leads_to_the_pages_beside_and_the_oldest() -> None:
    found = lists(6 * PAGE_SIZE)
    assert NUMBERED == {
        address: " ".join(f"… {one.number}" if one.is_after_gap else str(one.number) for one in page.numbers)
        for address, page in found.items()
    }
    assert {"bai-viet/"} == {page.front for page in found.values()}
    assert set(found) - {"bai-viet/"} == {one.address for page in found.values() for one in page.numbers}


def test_a_list_of_two_pages_has_no_numbers() -> None:
    assert [(), ()] == [page.numbers for page in lists(2 * PAGE_SIZE).values()]


@pytest.mark.parametrize("count", [39, 45, 59, 79, 100, 119, 139])
def test_a_page_that_comes_into_a_list_changes_its_neighbour_alone(count: int) -> None:
    before, after = lists(count), lists(count + 1)
    changed = {address for address in before if before[address] != after[address]}
    beside = {page.older for address, page in after.items() if address not in before}
    assert {"bai-viet/"} <= changed <= {"bai-viet/"} | beside


def test_a_list_is_narrowed_by_year_topic_and_place(sample: Catalogue) -> None:
    addresses = {page.address for page in stretches(sample)}
    assert {"bai-viet/nam/2026/", "hoi-dap/chu-de/chinh-sach/", "guong-dien-hinh/dia-ban/tp-hue/"} <= addresses


def test_a_filter_tells_how_many_entries_it_holds(sample: Catalogue, today: date) -> None:
    found = {page.address: page.view(sample, today) for page in stretches(sample)}
    filters = [one for page in found.values() for one in (*page.years, *page.topics, *page.places)]
    assert filters
    assert {one.address: one.count for one in filters} == {one.address: found[one.address].total for one in filters}


@pytest.mark.parametrize(
    ("count", "more"), [(12, None), (13, Link("Xem cả 13 bài viết", "bai-viet/chu-de/so-lieu/"))]
)
def test_a_topic_that_shows_not_all_leads_to_all(sample: Catalogue, count: int, more: Link | None) -> None:
    catalogue = having(sample, [article(number, topics="so-lieu") for number in range(count)])
    [shelf] = topic_view(Mentions(catalogue, FIRST), "so-lieu").shelves
    assert (12, more) == (len(shelf.cards), shelf.more)
    assert more is None or more.address in {page.address for page in stretches(catalogue)}


def test_a_group_of_people_is_led_to_the_list_of_the_kind(sample: Catalogue) -> None:
    catalogue = having(sample, [article(number, audience="ho-ngheo") for number in range(13)])
    [shelf] = Help(catalogue, "tp-hue", FIRST).audience(Mentions(catalogue, FIRST), "ho-ngheo").shelves
    assert Link("Xem tất cả bài viết", "bai-viet/") == shelf.more


@pytest.mark.parametrize(("count", "lists"), [(12, ()), (13, (Link("Bài viết (13)", "bai-viet/dia-ban/tp-hue/"),))])
def test_a_place_that_shows_not_all_leads_to_all(sample: Catalogue, count: int, lists: tuple[Link, ...]) -> None:
    catalogue = having(sample, [article(number, places="tp-hue") for number in range(count)])
    view = place_view(Atlas(catalogue, FIRST, "tp-hue"), "tp-hue", frozenset({"tp-hue"}))
    assert (12, lists) == (len(view.entries), view.lists)


def having(sample: Catalogue, articles: Iterable[Item]) -> Catalogue:
    """The registers of the sample, with other entries."""
    registers = {kind: sample.of(kind) for kind in BY_NAME if kind not in DATED}
    return Catalogue({**registers, "article": {item.id: item for item in articles}})


def test_no_entry_is_related_to_itself(sample: Catalogue, today: date) -> None:
    neighbours = Neighbours(sample, today)
    for item, _ in sample.dated():
        related = [(other.kind, other.id) for other in neighbours.of(item)]
        assert (item.kind, item.id) not in related
        assert len(related) == len(set(related)) <= RELATED


def test_a_shared_topic_counts_more_than_a_shared_place() -> None:
    here = article(0, topics="nuoc", places="tp-hue")
    others = [
        article(1, topics="nuoc"),
        article(2, places="tp-hue"),
        article(3),
        article(4, topics="nuoc", places="tp-hue"),
    ]
    neighbours = Neighbours(Catalogue({"article": {item.id: item for item in [here, *others]}}), FIRST)
    assert ["bai-004", "bai-001", "bai-002"] == [item.id for item in neighbours.of(here)]


@pytest.mark.parametrize("shared", [{"policies": "vay-ngheo"}, {"legal_basis": "nd-07-2021"}])
def test_an_answer_on_the_same_policy_or_law_goes_before_a_newer_one(shared: dict[str, str]) -> None:
    asked, same, newer, both = (
        answer("asked", 0, places="tp-hue", topics="nuoc", **shared),
        answer("same", 1, places="tp-hue", **shared),
        answer("newer", 2, topics="nuoc"),
        answer("both", 1, topics="nuoc", **shared),
    )
    neighbours = Neighbours(Catalogue({"question": {item.id: item for item in (asked, same, newer, both)}}), FIRST)
    assert [both, same, newer] == neighbours.of(asked)


def answer(id_: str, day: int, **more: object) -> Item:
    entry = Question.model_validate(
        {"title": f"{id_}?", "date": FIRST + timedelta(days=day), "summary": "Tóm tắt.", "short_answer": "Có."} | more
    )
    return Item("question", id_, entry, f"content/hoi-dap/{id_}.md", f"hoi-dap/{id_}.md")


def test_a_story_leads_to_others_whose_family_got_the_same(sample: Catalogue, today: date) -> None:
    story = sample.of("story")["ong-mat-nam-dong"]
    nearest = Neighbours(sample, today).of(story)[0].entry
    assert {"vay-can-ngheo", "hoc-nghe"} == {*nearest.support_received}


def test_nobody_is_led_to_what_no_longer_holds(sample: Catalogue) -> None:
    asked = sample.of("question")["muoi-hai-chi-so-thieu-hut"]
    last = date(2026, 12, 31)
    found = [[item.id for item in Neighbours(sample, day).of(asked)] for day in (last, last + timedelta(days=1))]
    assert ["the-nao-la-ho-ngheo" in ids for ids in found] == [True, False]
    expired = sample.of("question")["the-nao-la-ho-ngheo"]
    assert card_of(sample, expired, last + timedelta(days=1)).is_expired
