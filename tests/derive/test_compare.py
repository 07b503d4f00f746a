"""Two places side by side: only what was counted alike, never across a merger; a bounded number of pages."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from giamngheo.derive.compare import PARTNERS, compare_view, pair_view, pairs_of, pairs_with
from giamngheo.derive.matrix import matrix_view
from giamngheo.derive.places import Atlas
from giamngheo.kinds.catalogue import Catalogue


@pytest.fixture(scope="module")
def atlas(sample: Catalogue, today: date) -> Atlas:
    return Atlas(sample, today, "tp-hue")


def test_places_are_compared_in_years_of_one_standard(sample: Catalogue) -> None:
    view = pair_view(sample, ("tp-hue", "tinh-ha-tinh"))
    [rate] = [group for group in view.groups if group.indicator.name == "Tỷ lệ hộ nghèo"]
    assert [2024, 2023, 2022] == [row.period for row in rate.rows]
    assert Decimal("-0.77") == rate.rows[1].difference


def test_what_a_place_became_is_never_compared_with_it(sample: Catalogue) -> None:
    for pair in (("tp-hue", "tinh-thua-thien-hue"), ("tinh-yen-bai", "tinh-lao-cai")):
        view = pair_view(sample, pair)
        assert ("heir", ()) == (view.refusal, view.groups)


def test_every_pair_has_something_in_common_or_says_why_not(sample: Catalogue, atlas: Atlas) -> None:
    pairs = pairs_of(atlas)
    assert len(pairs) > 5
    for pair in pairs:
        view = pair_view(sample, pair)
        assert view.groups or view.refusal


def test_a_place_leads_to_its_pairs(atlas: Atlas) -> None:
    assert "dia-ban/so-sanh/tp-hue--tinh-ha-tinh/" in {link.address for link in pairs_with(atlas, "tinh-ha-tinh")}


def test_every_place_that_may_be_chosen_has_files(atlas: Atlas) -> None:
    view = compare_view(atlas, atlas.shown())
    chosen = {one.id: one for one in view.choices}
    assert "xa-a-luoi-1" not in chosen
    assert ("tinh-thua-thien-hue",) == chosen["tp-hue"].kin


def test_what_home_was_is_not_offered_among_what_it_may_be_compared_with(atlas: Atlas) -> None:
    offered = {link.name for link in compare_view(atlas, atlas.shown()).pairs}
    assert "Thành phố Huế – Tỉnh Hà Tĩnh" in offered
    assert "Thành phố Huế – Tỉnh Thừa Thiên Huế" not in offered


def test_each_commune_is_paired_with_few_of_its_siblings(read: Callable[[str], Catalogue], today: date) -> None:
    count = 30
    places = "".join(f"xa-{n}: {{name: Xã {n}, level: commune, parent: tinh-mau}}\n" for n in range(count))
    values = "".join(
        f"  - {{place: xa-{n}, period: 2024, value: {n}, standard: 2022-2026, source: bao}}\n" for n in range(count)
    )
    catalogue = read(
        f"=== content/danh-muc/dia-ban.yml\ntinh-mau: {{name: Tỉnh Mẫu, level: province}}\n{places}"
        "=== content/danh-muc/nguon.yml\nbao: {title: Báo, publisher: Báo, url: https://bao.example/}\n"
        f"=== content/chi-so/ho-mau.yml\nname: Hộ mẫu\nplain: Bao nhiêu hộ\nunit: household\nobservations:\n{values}"
    )
    pairs = pairs_of(Atlas(catalogue, today, "tinh-mau"))
    assert {f"xa-{n}" for n in range(count)} == {id_ for pair in pairs for id_ in pair}
    assert len(pairs) <= PARTNERS * count


def test_the_matrix_says_which_years_are_missing(atlas: Atlas) -> None:
    view = matrix_view(atlas)
    newest = view.groups[0].blocks[0]
    [rates] = [line for line in newest.lines if line.indicator.name == "Tỷ lệ hộ cận nghèo"]
    assert {2022: ("A",), 2023: ("A",), 2024: ()} == {
        cell.period: cell.letters for cell in rates.cells if cell.period in (2022, 2023, 2024)
    }


def test_the_matrix_counts_the_provinces_of_the_time(atlas: Atlas) -> None:
    [provinces] = [group for group in matrix_view(atlas).groups if not group.is_one and group.level == "province"]
    assert {2024: 63, 2025: 34} == {
        c.period: c.of for c in provinces.blocks[0].lines[0].cells if c.period in (2024, 2025)
    }


def test_what_begins_a_new_series_in_the_matrix_still_says_how_sure_it_is(atlas: Atlas) -> None:
    [rates, *_] = matrix_view(atlas).groups[0].blocks[0].lines
    assert ("E", "B") == rates.cells[-1].letters


@pytest.fixture
def few(read: Callable[[str], Catalogue], today: date) -> Atlas:
    """A count since 2012 and a rate since 2015, of one place."""
    head = "observations:\n  - {place: tinh-mau, standard: 2016-2020, source: bao, "
    return Atlas(
        read(
            "=== content/danh-muc/dia-ban.yml\ntinh-mau: {name: Tỉnh Mẫu, level: province}\n"
            "=== content/danh-muc/nguon.yml\nbao: {title: Báo, publisher: Báo}\n"
            "=== content/chi-so/ho.yml\nname: Số hộ\nplain: Bao nhiêu hộ\nunit: household\n"
            f"{head}period: 2012, value: 9}}\n{head.partition(chr(10))[2]}period: 2024, value: 8}}\n"
            "=== content/chi-so/ty-le.yml\nname: Tỷ lệ\nplain: Bao nhiêu\nunit: percent\n"
            f"computation: {{numerator: ho}}\n{head}period: 2015, value: 9}}\n"
            f"{head.partition(chr(10))[2]}period: 2024, value: 8}}\n"
        ),
        today,
        "tinh-mau",
    )


def test_every_year_stands_in_the_matrix_the_newest_first(few: Atlas) -> None:
    blocks = matrix_view(few).groups[0].blocks
    assert [(2017, 2024), (2012, 2016)] == [(block.years[0], block.years[-1]) for block in blocks]
    assert ["Số hộ", "Tỷ lệ"] == [line.indicator.name for line in blocks[1].lines]


def test_the_matrix_says_why_a_rate_or_a_count_stands_alone(few: Atlas) -> None:
    lacks = matrix_view(few).lacks
    assert [("no_rate", "Tỷ lệ", (2012,)), ("no_count", "Số hộ", (2015,))] == [
        (one.reason, one.indicator.name, one.years) for one in lacks
    ]
