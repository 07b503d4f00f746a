"""Series: what may stand on one line, what a difference may be made of, and what a headline may claim."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from giamngheo.derive.figures import figures_of
from giamngheo.derive.indicators import headline, indicator_view
from giamngheo.derive.mergers import lineage
from giamngheo.derive.series import Series, comparisons, series_of
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.speech.sentences import spoken
from giamngheo.words import words

Read = Callable[[str], Catalogue]
RATE = """
=== content/chi-so/ty-le.yml
name: Tỷ lệ hộ nghèo
plain: Trong 100 hộ có bao nhiêu hộ nghèo
unit: percent
decimals: 2
observations:
"""


def rate(read: Read, *rows: str) -> Catalogue:
    return read(RATE + "\n".join(f"  - {{{row}, source: baohatinh-2023}}" for row in rows) + "\n")


def series(catalogue: Catalogue, place: str, indicator: str = "ty-le") -> Series:
    return series_of(catalogue, catalogue.indicator(indicator), place)


def years(found: Series) -> list[list[int]]:
    return [[point.period for point in segment] for segment in found.segments]


HA_TINH = "place: tinh-ha-tinh, standard: 2022-2026"


# --- lines and breaks ------------------------------------------------------------------------------------


def test_results_of_one_standard_and_place_are_one_line(read: Read) -> None:
    found = series(
        rate(read, f'{HA_TINH}, period: 2023, value: "3,04"', f'{HA_TINH}, period: 2022, value: "3,79"'),
        "tinh-ha-tinh",
    )
    assert ([[2022, 2023]], ()) == (years(found), found.breaks)


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("place: tinh-ha-tinh, standard: 2016-2020, period: 2021", f"{HA_TINH}, period: 2022", "standard"),
        ("place: tinh-ha-tinh, standard: unknown, period: 2021", f"{HA_TINH}, period: 2022", "unknown_standard"),
        (
            "place: tinh-ha-tinh, standard: unknown, period: 2021",
            "place: tinh-ha-tinh, standard: unknown, period: 2022",
            "unknown_standard",
        ),
        (f"{HA_TINH}, period: 2021", f"{HA_TINH}, period: 2023", "gap"),
    ],
)
def test_no_line_joins_values_that_were_not_made_alike(read: Read, first: str, second: str, reason: str) -> None:
    found = series(rate(read, f"{first}, value: 4", f"{second}, value: 3"), "tinh-ha-tinh")
    assert (2, [reason]) == (len(found.segments), [one.reason for one in found.breaks])
    assert found.change is None


def test_no_line_joins_a_place_and_the_one_it_became(read: Read) -> None:
    rows = [
        'place: tinh-thua-thien-hue, period: 2024, value: "1,4", standard: 2022-2026',
        'place: tp-hue, period: 2025, value: "1,1", standard: 2022-2026',
    ]
    found = series(rate(read, *rows), "tp-hue")
    assert ([[2024], [2025]], ["place"]) == (years(found), [one.reason for one in found.breaks])
    assert "Thành phố Huế" == found.breaks[0].detail
    assert found.change is None


@pytest.mark.parametrize("turned", [False, True])
def test_a_year_that_was_counted_by_two_standards_ends_one_line_and_begins_the_next(read: Read, turned: bool) -> None:
    rows = [
        'place: tinh-ha-tinh, standard: 2016-2020, period: 2020, value: "3,5"',
        'place: tinh-ha-tinh, standard: 2016-2020, period: 2021, value: "3,1"',
        f'{HA_TINH}, period: 2021, value: "4,8"',
        f'{HA_TINH}, period: 2022, value: "3,79"',
    ]
    found = series(rate(read, *(reversed(rows) if turned else rows)), "tinh-ha-tinh")
    assert ([[2020, 2021], [2021, 2022]], ["standard"]) == (years(found), [one.reason for one in found.breaks])


# --- sureness --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("turned", [False, True])
def test_a_final_result_stands_in_the_place_of_the_preliminary_one(read: Read, turned: bool) -> None:
    rows = [f'{HA_TINH}, period: 2023, value: "3,1", kind: preliminary', f'{HA_TINH}, period: 2023, value: "3,04"']
    found = series(rate(read, *(reversed(rows) if turned else rows)), "tinh-ha-tinh")
    assert [("final", Decimal("3.04"))] == [(point.kind, point.value) for point in found.points]


def test_a_preliminary_review_is_never_shown_as_final(read: Read) -> None:
    rows = [f'{HA_TINH}, period: 2022, value: "3,79"', f'{HA_TINH}, period: 2023, value: "3,1", kind: preliminary']
    found = series(rate(read, *rows), "tinh-ha-tinh")
    assert found.latest is not None and "preliminary" == found.latest.kind
    assert found.latest_result is not None and 2022 == found.latest_result.period


@pytest.mark.parametrize("kind", ["preliminary", "estimate"])
def test_a_headline_speaks_of_no_result_where_there_is_none(read: Read, kind: str) -> None:
    catalogue = rate(read, f'{HA_TINH}, period: 2023, value: "3,1", kind: {kind}')
    said = headline(catalogue.indicator("ty-le"), series(catalogue, "tinh-ha-tinh"), words())
    assert "Tỉnh Hà Tĩnh: chưa có số liệu chính thức." == said


def test_a_target_among_results_is_no_point_of_the_line(read: Read) -> None:
    found = series(rate(read, f"{HA_TINH}, period: 2023, value: 3, kind: target"), "tinh-ha-tinh")
    assert () == found.points


# --- nothing and zero ------------------------------------------------------------------------------------


def test_a_headline_says_nothing_of_years_without_a_value(read: Read) -> None:
    rows = [f'{HA_TINH}, period: {year}, value: "3,0"' for year in (2022, 2024)]
    catalogue = rate(read, *rows)
    said = headline(catalogue.indicator("ty-le"), series(catalogue, "tinh-ha-tinh"), words())
    assert "Cuối năm 2024, tỷ lệ hộ nghèo của tỉnh Hà Tĩnh là 3,0\u00a0%." == said


def test_a_unit_is_read_aloud_as_its_register_says(read: Read) -> None:
    unit = "=== content/danh-muc/don-vi.yml\nkg: {name: kg, spoken: ki-lô-gam}\n"
    rice = "=== content/chi-so/gao.yml\nname: Số gạo cấp\nplain: Bao nhiêu gạo\nunit: kg\nobservations:\n"
    catalogue = read(f'{unit}{rice}  - {{{HA_TINH}, period: 2023, value: "1500", source: baohatinh-2023}}\n')
    found = series(catalogue, "tinh-ha-tinh", "gao")
    said = [headline(catalogue.indicator("gao"), found, way) for way in (words(), spoken())]
    assert ("1.500\u00a0kg." in said[0], "một nghìn năm trăm\u00a0ki-lô-gam." in said[1]) == (True, True), said


def test_missing_is_not_zero(read: Read) -> None:
    rows = [
        f"{HA_TINH}, period: 2022, value: 4",
        f"{HA_TINH}, period: 2023, missing: L",
        f"{HA_TINH}, period: 2024, value: 2",
    ]
    found = series(rate(read, *rows), "tinh-ha-tinh")
    assert [Decimal(4), None, Decimal(2)] == [point.value for point in found.points]
    assert ([[2022], [2024]], ["gap"]) == (years(found), [one.reason for one in found.breaks])


def test_zero_is_a_value(read: Read) -> None:
    catalogue = rate(read, f'{HA_TINH}, period: 2022, value: "0,5"', f"{HA_TINH}, period: 2023, value: 0")
    found = series(catalogue, "tinh-ha-tinh")
    assert found.latest_result is not None and Decimal(0) == found.latest_result.value
    assert [[2022, 2023]] == years(found)
    said = headline(catalogue.indicator("ty-le"), found, words())
    assert "là 0\u00a0%, giảm 0,5 điểm phần trăm so với cuối năm 2022." in said


# --- changes ---------------------------------------------------------------------------------------------


def test_the_change_of_a_rate_is_in_points(read: Read) -> None:
    rows = [f'{HA_TINH}, period: 2022, value: "3,79"', f'{HA_TINH}, period: 2023, value: "3,04"']
    change = series(rate(read, *rows), "tinh-ha-tinh").change
    assert change is not None
    assert (2022, 2023, Decimal("-0.75"), True) == (change.start, change.end, change.difference, change.is_points)


@pytest.mark.parametrize("kind", ["preliminary", "estimate"])
def test_a_result_is_compared_with_the_result_before_and_with_nothing_less(read: Read, kind: str) -> None:
    rows = [f"{HA_TINH}, period: 2022, value: 3, kind: {kind}", f"{HA_TINH}, period: 2023, value: 2"]
    assert series(rate(read, *rows), "tinh-ha-tinh").change is None
    change = series(rate(read, f"{HA_TINH}, period: 2021, value: 4", *rows), "tinh-ha-tinh").change
    assert change is not None and (2021, 2023) == (change.start, change.end)


@pytest.mark.parametrize("bound", ["under", "over", "about"])
def test_nothing_is_subtracted_from_a_value_that_is_only_a_bound(read: Read, bound: str) -> None:
    for before, now in (("", f", bound: {bound}"), (f", bound: {bound}", "")):
        rows = [f"{HA_TINH}, period: 2022, value: 3{before}", f"{HA_TINH}, period: 2023, value: 2{now}"]
        assert series(rate(read, *rows), "tinh-ha-tinh").change is None


def test_the_change_of_a_count_is_in_households(sample: Catalogue) -> None:
    change = series(sample, "tinh-thua-thien-hue", "ho-ngheo").change
    assert change is not None
    assert (2023, 2024, Decimal(4689 - 7540), False) == (
        change.start,
        change.end,
        change.difference,
        change.is_points,
    )


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("3,79", "3,04", "giảm 0,75 điểm phần trăm"),
        ("3,04", "3,79", "tăng 0,75 điểm phần trăm"),
        ("3", "3", "bằng cuối năm 2022"),
    ],
)
def test_a_headline_says_which_way_it_went(read: Read, before: str, now: str, expected: str) -> None:
    catalogue = rate(read, f'{HA_TINH}, period: 2022, value: "{before}"', f'{HA_TINH}, period: 2023, value: "{now}"')
    assert expected in headline(catalogue.indicator("ty-le"), series(catalogue, "tinh-ha-tinh"), words())


# --- comparisons -----------------------------------------------------------------------------------------

THREE = ("tinh-ha-tinh", "tinh-nghe-an", "tinh-quang-ninh")


def compared(catalogue: Catalogue) -> list[list[str]]:
    return [[row.place for row in one.rows] for one in comparisons(catalogue, catalogue.indicator("ty-le"))]


def test_places_of_one_year_standard_and_level_are_ranked(read: Read) -> None:
    rows = [f"place: {place}, standard: 2022-2026, period: 2023, value: {n}" for n, place in enumerate(THREE, 1)]
    assert [list(reversed(THREE))] == compared(rate(read, *rows))


def test_a_place_whose_value_is_missing_has_no_rank_and_zero_has_one(read: Read) -> None:
    values = {THREE[0]: "value: 2", THREE[1]: "value: 0", THREE[2]: "value: 3", "tinh-bac-ninh": "missing: L"}
    rows = [f"place: {place}, standard: 2022-2026, period: 2023, {value}" for place, value in values.items()]
    assert [[THREE[2], THREE[0], THREE[1]]] == compared(rate(read, *rows))


def test_places_that_all_have_none_are_equal(read: Read) -> None:
    catalogue = rate(read, *(f"place: {place}, standard: 2022-2026, period: 2023, value: 0" for place in THREE))
    [one] = comparisons(catalogue, catalogue.indicator("ty-le"))
    assert [(0, 0)] * 3 == [(row.value, row.share) for row in one.rows]


@pytest.mark.parametrize(
    "odd_one",
    [
        "standard: 2016-2020, period: 2020",
        "standard: 2022-2026, period: 2022",
        "standard: 2022-2026, period: 2023, kind: preliminary",
        "standard: 2022-2026, period: 2023, kind: estimate",
        "standard: unknown, period: 2023",
        "standard: 2022-2026, period: 2023, method: survey",
    ],
)
def test_a_place_counted_otherwise_is_not_ranked_with_the_rest(read: Read, odd_one: str) -> None:
    rows = [f"place: {place}, standard: 2022-2026, period: 2023, value: 3" for place in THREE[:2]]
    assert [] == compared(rate(read, *rows, f"place: {THREE[2]}, {odd_one}, value: 1"))


def test_groups_of_places_that_overlap_are_not_ranked(read: Read) -> None:
    groups = """
=== content/danh-muc/dia-ban.yml
xa-bien-gioi: {name: Các xã biên giới, level: group}
xa-bai-ngang: {name: Các xã bãi ngang, level: group}
xa-kho-khan: {name: Các xã đặc biệt khó khăn, level: group}
"""
    named = ("xa-bien-gioi", "xa-bai-ngang", "xa-kho-khan")
    rows = "".join(
        f"  - {{place: {place}, standard: 2022-2026, period: 2023, value: 3, source: baohatinh-2023}}\n"
        for place in named
    )
    assert [] == compared(read(groups + RATE + rows))


def test_places_of_unknown_standards_are_not_ranked_with_one_another(read: Read) -> None:
    assert [] == compared(
        rate(read, *(f"place: {place}, standard: unknown, period: 2023, value: 3" for place in THREE))
    )


def test_districts_are_ranked_within_their_province(sample: Catalogue) -> None:
    found = comparisons(sample, sample.indicator("ty-le-ho-ngheo"))
    yen_bai = next(one for one in found if one.parent == "tinh-yen-bai" and one.period == 2023)
    assert (9, "huyen-tram-tau", "thanh-pho-yen-bai") == (
        len(yen_bai.rows),
        yen_bai.rows[0].place,
        yen_bai.rows[-1].place,
    )


# --- the sample's figures --------------------------------------------------------------------------------


@pytest.mark.parametrize(("indicator", "expected"), [("ho-ngheo", 20222), ("ho-can-ngheo", 8658)])
def test_the_districts_of_yen_bai_add_up_in_2023(sample: Catalogue, indicator: str, expected: int) -> None:
    rows = [one for one in figures_of(sample, indicator).all if one.period == 2023]
    parts = [o.value for o in rows if sample.place(o.place).parent == "tinh-yen-bai"]
    [whole] = [o.value for o in rows if o.place == "tinh-yen-bai"]
    assert (9, expected, expected) == (len(parts), sum(part for part in parts if part is not None), whole)


def test_cam_xuyen_before_and_after_are_two_lines_and_a_zero_is_kept(sample: Catalogue) -> None:
    found = series(sample, "huyen-cam-xuyen", "ty-le-ho-ngheo")
    assert [["5.13"], ["2.80"]] == [[str(point.value) for point in segment] for segment in found.segments]
    said = headline(sample.indicator("ty-le-ho-ngheo"), found, words())
    level = "Cuối năm 2023, tỷ lệ hộ nghèo của huyện Cẩm Xuyên là 2,80\u00a0%."
    assert f"{level} Không so với những năm trước, vì có số không rõ theo chuẩn nghèo nào." == said


def test_a_lone_predecessor_is_told_with_its_heir(sample: Catalogue) -> None:
    assert ("tinh-thua-thien-hue", "tp-hue") == lineage(sample, "tp-hue")
    assert ("tinh-lao-cai",) == lineage(sample, "tinh-lao-cai")


def test_hue_is_one_series_of_two_names(sample: Catalogue) -> None:
    view = indicator_view(sample, "ty-le-ho-ngheo", "tp-hue")
    assert view.home is not None
    assert [[2021, 2022, 2023, 2024], [2025]] == years(view.home)
    assert not [one for one in view.places.series if one.place in ("tp-hue", "tinh-thua-thien-hue")]


def test_every_figure_of_an_indicator_page_has_a_numbered_source(sample: Catalogue) -> None:
    for id_ in sample.of("indicator"):
        view = indicator_view(sample, id_, "tp-hue")
        held = [view.home, *view.places.series]
        cited = [point.source for one in held if one for point in one.points if point.value is not None]
        assert None not in [view.number_of(source) for source in cited], id_
