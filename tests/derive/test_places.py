"""Places: what each belongs to, was and became; only places that somebody may look for have a page."""

from datetime import date

import pytest

from giamngheo.derive.cards import Link
from giamngheo.derive.dated import dated
from giamngheo.derive.places import BORROWED, Atlas, PlaceView, place_view
from giamngheo.kinds.catalogue import Catalogue


@pytest.fixture(scope="module")
def atlas(sample: Catalogue, today: date) -> Atlas:
    return Atlas(sample, today, "tp-hue")


@pytest.fixture(scope="module")
def shown(atlas: Atlas) -> frozenset[str]:
    return frozenset(atlas.shown())


def view(atlas: Atlas, shown: frozenset[str], id_: str) -> PlaceView:
    return place_view(atlas, id_, shown)


def test_the_home_province_is_shown_in_full(atlas: Atlas, shown: frozenset[str]) -> None:
    hue = view(atlas, shown, "tp-hue")
    assert 40 == len([link for link in hue.children if link.address])
    assert {"Tỉnh Thừa Thiên Huế"} == {link.name for link in hue.predecessors}


def test_districts_that_outlived_their_province_are_parts_of_its_heir(atlas: Atlas, shown: frozenset[str]) -> None:
    hue = {one.link.name for one in view(atlas, shown, "tp-hue").former_children}
    assert {"Huyện A Lưới", "Thị xã Hương Trà", "Quận Phú Xuân"} < hue
    # It ended with the province.
    assert "Huyện Nam Đông" not in hue


def test_every_province_past_and_present_is_shown(sample: Catalogue, shown: frozenset[str]) -> None:
    provinces = {id_ for id_ in sample.of("place") if sample.place(id_).level == "province"}
    assert set() == provinces - shown


def test_communes_that_nobody_speaks_of_have_no_page(sample: Catalogue, atlas: Atlas, shown: frozenset[str]) -> None:
    hidden = set(sample.of("place")) - shown
    assert hidden
    assert {"commune", "district"} >= {sample.place(id_).level for id_ in hidden}
    assert set() == hidden & (set(atlas.indicators) | set(dated(sample).named("place")))


def test_what_a_shown_place_belongs_to_and_became_is_shown_too(sample: Catalogue, shown: frozenset[str]) -> None:
    for id_ in shown:
        place = sample.place(id_)
        assert set() == {merger.id for merger in place.merged_into} - shown
        assert place.parent is None or place.parent in shown


@pytest.mark.parametrize(
    ("id_", "heirs", "is_whole"),
    [("tinh-yen-bai", {"Tỉnh Lào Cai"}, True), ("tinh-thua-thien-hue", {"Thành phố Huế"}, True)],
)
def test_a_place_that_ceased_names_its_heirs(
    atlas: Atlas, shown: frozenset[str], id_: str, heirs: set[str], is_whole: bool
) -> None:
    place = view(atlas, shown, id_)
    assert (True, heirs, is_whole) == (place.has_ceased, {link.name for link in place.heirs}, place.is_whole)


def test_a_district_went_to_its_communes_in_parts(atlas: Atlas, shown: frozenset[str]) -> None:
    district = view(atlas, shown, "huyen-a-luoi")
    assert (True, 5, False) == (district.has_ceased, len(district.heirs), district.is_whole)


@pytest.mark.parametrize(("day", "expected"), [(date(2025, 6, 30), False), (date(2025, 7, 1), True)])
def test_a_district_was_there_until_the_last_of_june(sample: Catalogue, day: date, expected: bool) -> None:
    assert expected == place_view(Atlas(sample, day, "tp-hue"), "huyen-a-luoi", frozenset()).has_ceased


def test_the_figures_of_a_lone_predecessor_are_on_the_page_of_its_heir(atlas: Atlas, shown: frozenset[str]) -> None:
    rate = next(figure for figure in view(atlas, shown, "tp-hue").figures if figure.id == "ty-le-ho-ngheo")
    assert [2021, 2022, 2023, 2024, 2025] == [point.period for point in rate.series.points]


def test_figures_of_one_of_several_predecessors_are_not(atlas: Atlas, shown: frozenset[str]) -> None:
    assert "ho-ngheo" not in {figure.id for figure in view(atlas, shown, "tinh-lao-cai").figures}
    assert "ho-ngheo" in {figure.id for figure in view(atlas, shown, "tinh-yen-bai").figures}


def test_a_place_warns_of_the_other_one_with_its_code(atlas: Atlas, shown: frozenset[str]) -> None:
    assert {"Tỉnh Bắc Giang"} == {link.name for link in view(atlas, shown, "tinh-bac-ninh").same_code}


def test_the_country_stands_at_the_top(atlas: Atlas, shown: frozenset[str]) -> None:
    assert ["Việt Nam", "Thành phố Huế"] == [link.name for link in view(atlas, shown, "xa-a-luoi-1").parents]
    assert () == view(atlas, shown, "viet-nam").parents


def test_an_old_district_says_where_its_communes_lie_today(
    sample: Catalogue, atlas: Atlas, shown: frozenset[str]
) -> None:
    yen_bai = view(atlas, shown, "tinh-yen-bai")
    districts = {one.link.name: one for one in yen_bai.former_children}
    assert "Huyện Trạm Tấu" in districts
    assert not districts["Huyện Trạm Tấu"].is_whole
    assert {"Xã Trạm Tấu", "Xã Hạnh Phúc"} <= {link.name for link in districts["Huyện Trạm Tấu"].heirs}


def test_a_place_made_of_parts_says_why_its_past_is_not_summed(atlas: Atlas, shown: frozenset[str]) -> None:
    refused = view(atlas, shown, "xa-a-luoi-1").refused
    assert [("part", "Huyện A Lưới", (2021, 2023))] == [(one.reason, one.because.name, one.years) for one in refused]


def test_a_figure_of_a_place_says_how_it_stands_to_its_target(atlas: Atlas, shown: frozenset[str]) -> None:
    figures = {one.id: one for one in view(atlas, shown, "tinh-yen-bai").figures}
    goal = figures["ty-le-ho-ngheo"].progress
    assert goal is not None
    assert ("open", 2024) == (goal.state, goal.goal.period)


def test_every_value_of_a_place_has_a_numbered_source_on_its_page(atlas: Atlas, shown: frozenset[str]) -> None:
    district = view(atlas, shown, "huyen-a-luoi")
    points = [point for figure in district.figures for point in figure.series.points]
    named = [point.source for point in points] + [other.source for point in points for other in point.others]
    assert "quochoitv-aluoi" in named
    assert None not in [district.number_of(source) for source in named]
    assert 1 == district.number_of(district.figures[0].rows[0].point.source)


def test_a_target_of_a_place_says_why_nothing_is_held_against_it(atlas: Atlas, shown: frozenset[str]) -> None:
    rate = next(one for one in view(atlas, shown, "huyen-a-luoi").figures if one.id == "ty-le-ho-ngheo")
    assert [("refused", "place", 2025)] == [(one.state, one.reason, one.goal.period) for one in rate.progresses]


def test_a_place_without_figures_names_the_nearest_that_have_some(atlas: Atlas, shown: frozenset[str]) -> None:
    commune = view(atlas, shown, "xa-a-luoi-1")
    assert () == commune.figures
    assert ["Huyện A Lưới", "Thành phố Huế"] == [link.name for link in commune.instead]
    # The district that it was made of has none: the city is all that there is.
    assert ["Thành phố Huế"] == [link.name for link in view(atlas, shown, "xa-khe-tre").instead]
    assert () == view(atlas, shown, "tp-hue").instead


def test_where_nothing_tells_of_a_place_its_page_tells_of_what_it_was(atlas: Atlas, shown: frozenset[str]) -> None:
    commune, district = view(atlas, shown, "xa-a-luoi-2"), view(atlas, shown, "huyen-a-luoi")
    assert Link("Huyện A Lưới", "dia-ban/huyen-a-luoi/") == commune.entries_of
    assert district.entries[:BORROWED] == commune.entries
    assert commune.entries
    assert district.entries_of is None


def test_where_nothing_tells_of_what_it_was_its_page_tells_of_where_it_lies(
    atlas: Atlas, shown: frozenset[str]
) -> None:
    ward = view(atlas, shown, "phuong-phu-bai")
    assert not dated(atlas.catalogue).naming("place", "tx-huong-thuy")
    assert Link("Thành phố Huế", "dia-ban/tp-hue/") == ward.entries_of
