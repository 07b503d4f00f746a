"""Figures that follow from figures: what may be added, divided and cast back, and what may not."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from giamngheo.derive.figures import Figures, figures_of, released_of
from giamngheo.derive.indicators import headline, indicator_view
from giamngheo.derive.mergers import Refusal, lineage
from giamngheo.derive.publish import next_change, published
from giamngheo.derive.series import series_of
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.figure import Figure
from giamngheo.load.content import load
from giamngheo.portal import assemble
from giamngheo.words import words

Read = Callable[[str], Catalogue]
BASE, POOR, RATE = "tong-so-ho", "ho-ngheo", "ty-le"
INDICATORS = """
=== content/chi-so/tong-so-ho.yml
name: Tổng số hộ
plain: Có bao nhiêu hộ
unit: household
aggregation: sum
observations: []
=== content/chi-so/ho-ngheo.yml
name: Số hộ nghèo
plain: Có bao nhiêu hộ nghèo
unit: household
aggregation: sum
observations: []
=== content/chi-so/ty-le.yml
name: Tỷ lệ hộ nghèo
plain: Trong 100 hộ có bao nhiêu hộ nghèo
unit: percent
decimals: 2
computation: {numerator: ho-ngheo, denominator: tong-so-ho}
aggregation: ratio_of_sums
observations: []
"""
PLACES = """
=== content/danh-muc/dia-ban.yml
huyen-mau: {name: Huyện Mẫu, level: district, valid_to: 2025-06-30}
xa-nho: {name: Xã Nhỏ, level: commune, parent: huyen-mau, valid_to: 2025-06-30, merged_into: [{id: xa-gop}]}
xa-lon: {name: Xã Lớn, level: commune, parent: huyen-mau, valid_to: 2025-06-30, merged_into: [{id: xa-gop}]}
xa-gop: {name: Xã Gộp, level: commune, valid_from: 2025-07-01}
"""
HEAD = "ma_dia_ban;ten_dia_ban;tong;ngheo;ty_le;trang_thai;ghi_chu"
SMALL, LARGE = "xa-nho;Xã Nhỏ;120;36;;;", "xa-lon;Xã Lớn;900;27;;;"


def review(period: int, *rows: str, name: str = "", **head: str) -> str:
    """A review and its table; `head` stands over what is usual."""
    usual = {
        "standard": "2022-2026",
        "source": "lawnet-217",
        "columns": "{tong: tong-so-ho, ngheo: ho-ngheo, ty_le: ty-le}",
    }
    fields = {"period": str(period), **usual, **head}
    lines = "\n".join(f"{key}: {value}" for key, value in fields.items())
    path = f"content/chi-so/so-lieu/ra-soat-{period}{name}"
    return f"=== {path}.yml\n{lines}\n=== {path}.csv\n" + "\n".join([HEAD, *rows]) + "\n"


def of(catalogue: Catalogue, indicator: str, place: str) -> list[tuple[int, str | None, str, str]]:
    """Year, digits, kind and origin of a place's figures."""
    found = figures_of(catalogue, indicator).of(place)
    return [(one.period, None if one.value is None else str(one.value), one.kind, one.origin) for one in found]


# --- rates -----------------------------------------------------------------------------------------------


def test_a_rate_is_computed_from_the_counts_of_a_row(read: Read) -> None:
    catalogue = read(INDICATORS + PLACES + review(2023, SMALL, LARGE))
    assert [(2023, "30.00", "final", "computed")] == of(catalogue, RATE, "xa-nho")


def test_a_printed_rate_wins_over_a_computed_one(read: Read) -> None:
    catalogue = read(INDICATORS + PLACES + review(2023, "xa-nho;;120;36;30,0;;"))
    assert [(2023, "30.0", "final", "table")] == of(catalogue, RATE, "xa-nho")


def test_the_rate_of_a_whole_is_the_ratio_of_sums_and_never_the_mean_of_rates(read: Read) -> None:
    catalogue = read(INDICATORS + PLACES + review(2023, SMALL, LARGE))
    assert [(2023, "1020", "final", "computed")] == of(catalogue, BASE, "huyen-mau")
    assert [(2023, "6.18", "final", "computed")] == of(catalogue, RATE, "huyen-mau")


@pytest.mark.parametrize(
    "files",
    [
        review(2023, SMALL),
        review(2023, SMALL, "xa-lon;;;;3,00;O;"),
        review(2023, SMALL) + review(2023, LARGE, name="-sau", kind="preliminary"),
        review(2023, SMALL) + review(2023, LARGE, name="-sau", source="baohatinh-2023"),
        review(2023, SMALL) + review(2023, LARGE, name="-sau", as_of="2023-11-30"),
        review(2021, SMALL) + review(2021, LARGE, name="-sau", standard="2016-2020"),
    ],
    ids=["one is not there", "one is missing", "one is preliminary", "two sources", "two days", "two standards"],
)
def test_a_whole_is_not_computed_from_parts_that_do_not_agree(read: Read, files: str) -> None:
    catalogue = read(INDICATORS + PLACES + files)
    assert ([], []) == (of(catalogue, POOR, "huyen-mau"), of(catalogue, RATE, "huyen-mau"))


def test_a_place_with_a_row_of_its_own_keeps_it(read: Read) -> None:
    catalogue = read(INDICATORS + PLACES + review(2023, SMALL, LARGE, "huyen-mau;;1020;63;6,2;;"))
    assert [(2023, "6.2", "final", "table")] == of(catalogue, RATE, "huyen-mau")


def test_zero_households_of_many_are_a_rate_of_zero_and_of_none_no_rate(read: Read) -> None:
    catalogue = read(INDICATORS + PLACES + review(2023, "xa-nho;;120;0;;;", "xa-lon;;0;0;;;"))
    assert [(2023, "0.00", "final", "computed")] == of(catalogue, RATE, "xa-nho")
    [nobody] = figures_of(catalogue, RATE).of("xa-lon")
    assert (None, "M") == (nobody.value, nobody.missing)


@pytest.mark.parametrize("letter", "LMOQ")
def test_a_reason_for_a_missing_value_reaches_the_series(read: Read, letter: str) -> None:
    catalogue = read(INDICATORS + PLACES + review(2023, f"xa-nho;;120;{letter};{letter};;"))
    [point] = series_of(catalogue, catalogue.indicator(POOR), "xa-nho").points
    assert (None, letter, letter) == (point.value, point.missing, point.status)


# --- mergers ---------------------------------------------------------------------------------------------


def test_years_before_a_whole_merger_are_cast_back_as_sums_of_counts(read: Read) -> None:
    catalogue = read(INDICATORS + PLACES + review(2023, SMALL, LARGE))
    assert [(2023, "63", "derived", "backcast")] == of(catalogue, POOR, "xa-gop")
    assert [(2023, "6.18", "derived", "backcast")] == of(catalogue, RATE, "xa-gop")
    [rate] = figures_of(catalogue, RATE).of("xa-gop")
    assert "Tính gộp theo địa giới mới, từ số của Xã Nhỏ, Xã Lớn." == rate.note


def test_a_cast_back_year_and_the_first_review_of_a_place_are_one_line(read: Read) -> None:
    after = "xa-gop;Xã Gộp;1030;61;;;"
    catalogue = read(INDICATORS + PLACES + review(2024, SMALL, LARGE) + review(2025, after))
    found = series_of(catalogue, catalogue.indicator(RATE), "xa-gop")
    assert [[("6.18", "A"), ("5.92", "A")]] == [[(str(p.value), p.status) for p in one] for one in found.segments]
    assert found.change is not None and Decimal("-0.26") == found.change.difference


def refusals(catalogue: Catalogue, indicator: str) -> list[tuple[int, str, str]]:
    return [(one.period, one.reason, one.because) for one in figures_of(catalogue, indicator).refused("xa-gop")]


PART = PLACES.replace("Xã Lớn, level: commune, parent: huyen-mau, valid_to: 2025-06-30, merged_into: [{id: xa-gop}]",
                      "Xã Lớn, level: commune, parent: huyen-mau, valid_to: 2025-06-30, "
                      "merged_into: [{id: xa-gop, share: part}]")  # fmt: skip


@pytest.mark.parametrize(
    ("places", "files", "reason"),
    [
        (PART, review(2023, SMALL, LARGE), "part"),
        (PLACES, review(2023, SMALL), "missing"),
        (PLACES, review(2023, SMALL, "xa-lon;;900;O;3,00;;"), "unlike"),
        (PLACES, review(2023, SMALL) + review(2023, LARGE, name="-sau", kind="preliminary"), "unlike"),
        (PLACES, review(2023, SMALL) + review(2023, LARGE, name="-sau", as_of="2023-11-30"), "unlike"),
        (PLACES, review(2021, SMALL) + review(2021, LARGE, name="-sau", standard="2016-2020"), "unlike"),
    ],
)
def test_a_year_that_cannot_be_cast_back_says_why(read: Read, places: str, files: str, reason: str) -> None:
    catalogue = read(INDICATORS + places + files)
    assert ([], []) == (of(catalogue, POOR, "xa-gop"), of(catalogue, RATE, "xa-gop"))
    found = refusals(catalogue, RATE)
    assert {reason} == {why for _, why, _ in found}
    assert {"xa-lon"} <= {because for _, _, because in found}


def test_rates_without_counts_are_never_averaged(read: Read) -> None:
    rows = ("xa-nho;;;;30,00;O;", "xa-lon;;;;3,00;O;")
    catalogue = read(INDICATORS + PLACES + review(2023, *rows))
    assert [] == of(catalogue, RATE, "xa-gop")
    assert [(2023, "rates", "xa-nho")] == refusals(catalogue, RATE)


def test_only_final_counts_are_cast_back(read: Read) -> None:
    catalogue = read(INDICATORS + PLACES + review(2023, SMALL, LARGE, kind="preliminary"))
    assert [] == of(catalogue, POOR, "xa-gop")


def test_a_merger_of_what_was_merged_before_is_cast_back_through_both(read: Read) -> None:
    places = PLACES.replace(
        "valid_from: 2025-07-01}", "valid_from: 2025-07-01, valid_to: 2026-04-30, merged_into: [{id: xa-moi}]}"
    ) + (
        "xa-ben: {name: Xã Bên, level: commune, valid_to: 2026-04-30, merged_into: [{id: xa-moi}]}\n"
        "xa-moi: {name: Xã Mới, level: commune, valid_from: 2026-05-01}\n"
    )
    catalogue = read(INDICATORS + places + review(2023, SMALL, LARGE, "xa-ben;;80;7;;;"))
    assert [(2023, "70", "derived", "backcast")] == of(catalogue, POOR, "xa-moi")


def test_a_place_that_is_said_to_have_become_itself_has_no_forebears(read: Read) -> None:
    catalogue = read(
        "=== content/danh-muc/dia-ban.yml\nxa-a: {name: Xã A, level: commune, merged_into: [{id: xa-a}]}\n"
    )
    assert ("xa-a",) == lineage(catalogue, "xa-a")


TAKEN_IN = """
=== content/danh-muc/dia-ban.yml
xa-nho: {name: Xã Nhỏ, level: commune, valid_to: 2024-12-31, merged_into: [{id: xa-lon}]}
xa-lon: {name: Xã Lớn, level: commune}
"""


def test_a_place_that_took_in_another_and_kept_its_name_breaks_there(read: Read) -> None:
    catalogue = read(INDICATORS + TAKEN_IN + review(2024, SMALL, LARGE) + review(2025, "xa-lon;;1030;61;;;"))
    assert ("xa-lon",) == lineage(catalogue, "xa-lon")
    found = series_of(catalogue, catalogue.indicator(RATE), "xa-lon")
    assert [("boundary", "Xã Nhỏ")] == [(one.reason, one.detail) for one in found.breaks]
    assert [["A"], ["B"]] == [[point.status for point in segment] for segment in found.segments]
    assert found.change is None


def test_its_years_before_and_behind_go_on(read: Read) -> None:
    before = [review(year, SMALL, LARGE) for year in (2023, 2024)]
    behind = [review(year, "xa-lon;;1030;61;;;") for year in (2025, 2026)]
    catalogue = read("".join([INDICATORS, TAKEN_IN, *before, *behind]))
    found = series_of(catalogue, catalogue.indicator(RATE), "xa-lon")
    assert [[2023, 2024], [2025, 2026]] == [[point.period for point in segment] for segment in found.segments]


# --- places ----------------------------------------------------------------------------------------------


def test_a_code_used_again_is_the_place_of_the_day(read: Read) -> None:
    catalogue = read(INDICATORS + review(2024, "15;;1000;50;;;") + review(2025, "15;;2000;60;;;"))
    assert ["5.00"] == [rate for _, rate, *_ in of(catalogue, RATE, "tinh-yen-bai")]
    assert [(2025, "3.00", "final", "computed")] == of(catalogue, RATE, "tinh-lao-cai")


def test_places_that_share_a_bare_name_keep_their_own_figures(read: Read) -> None:
    rows = (review(2023, "huyen-phu-loc;Phú Lộc;900;27;;;"), review(2025, "xa-phu-loc;Phú Lộc;120;36;;;"))
    catalogue = read(INDICATORS + "".join(rows))
    assert ["3.00"] == [rate for _, rate, *_ in of(catalogue, RATE, "huyen-phu-loc")]
    assert ["30.00"] == [rate for _, rate, *_ in of(catalogue, RATE, "xa-phu-loc")]
    assert [(2023, "part", "huyen-phu-loc")] == [
        (one.period, one.reason, one.because) for one in figures_of(catalogue, RATE).refused("xa-phu-loc")
    ]


# --- standards, methods, kinds ---------------------------------------------------------------------------


def points(catalogue: Catalogue, place: str, indicator: str = RATE) -> list[list[tuple[int, str, str]]]:
    segments = series_of(catalogue, catalogue.indicator(indicator), place).segments
    return [[(point.period, str(point.value), point.status) for point in one] for one in segments]


def test_data_of_2027_under_the_new_standard_begin_a_line(read: Read) -> None:
    files = review(2026, "tp-hue;;1000;20;;;") + review(2027, "tp-hue;;1000;40;;;", standard="2027-2030")
    catalogue = read(INDICATORS + files)
    assert [[(2026, "2.00", "A")], [(2027, "4.00", "B")]] == points(catalogue, "tp-hue")
    said = headline(catalogue.indicator(RATE), series_of(catalogue, catalogue.indicator(RATE), "tp-hue"), words())
    level = "Cuối năm 2027, tỷ lệ hộ nghèo của thành phố Huế là 4,00\u00a0%."
    assert f"{level} Không so với những năm trước, vì đã đổi chuẩn nghèo." == said


def test_the_end_of_2021_is_the_base_of_the_standard_of_2022(read: Read) -> None:
    place = "tinh-ha-tinh"
    files = (
        review(2021, f"{place};;1000;30;;;", name="-cu", standard="2016-2020")
        + review(2021, f"{place};;1000;50;;;")
        + review(2022, f"{place};;1000;40;;;")
    )
    expected = [[(2021, "3.00", "A")], [(2021, "5.00", "B"), (2022, "4.00", "A")]]
    assert expected == points(read(INDICATORS + files), place)


def test_a_final_review_takes_the_place_of_the_preliminary_one(read: Read) -> None:
    row, before = "tp-hue;;1000;19;;;", "tp-hue;;1000;20;;;"
    files = review(2025, before, name="-so-bo", kind="preliminary")
    assert [[(2025, "2.00", "P")]] == points(read(INDICATORS + files), "tp-hue")
    assert [[(2025, "1.90", "A")]] == points(read(INDICATORS + files + review(2025, row)), "tp-hue")


SURVEY = """
=== content/chi-so/ty-le-khac.yml
name: Tỷ lệ hộ nghèo
plain: Trong 100 hộ có bao nhiêu hộ nghèo
unit: percent
observations:
  - {place: viet-nam, period: 2018, value: "6,8", method: survey, standard: 2016-2020, source: lawnet-217}
  - {place: viet-nam, period: 2019, value: "5,7", method: survey, standard: 2016-2020, source: lawnet-217}
  - {place: viet-nam, period: 2019, value: "3,75", standard: 2016-2020, source: lawnet-217}
  - {place: viet-nam, period: 2020, value: "2,75", standard: 2016-2020, source: lawnet-217}
"""


def test_a_survey_and_the_review_are_two_lines(read: Read) -> None:
    catalogue = read(SURVEY)
    expected = [[(2018, "6.8", "A"), (2019, "5.7", "A")], [(2019, "3.75", "B"), (2020, "2.75", "A")]]
    assert expected == points(catalogue, "viet-nam", "ty-le-khac")
    [break_] = series_of(catalogue, catalogue.indicator("ty-le-khac"), "viet-nam").breaks
    assert "method" == break_.reason


@pytest.mark.parametrize(("break_on", "expected"), [("[place]", 1), ("[standard, place]", 2)])
def test_an_indicator_says_where_its_line_has_to_break(read: Read, break_on: str, expected: int) -> None:
    catalogue = read(
        f"""
=== content/chi-so/cam-nang.yml
name: Cẩm nang
plain: Có bao nhiêu cẩm nang
unit: booklet
break_on: {break_on}
observations:
  - {{place: tp-hue, period: 2026, value: 10, standard: 2022-2026, source: lawnet-217}}
  - {{place: tp-hue, period: 2027, value: 12, standard: 2027-2030, source: lawnet-217}}
"""
    )
    assert expected == len(points(catalogue, "tp-hue", "cam-nang"))


def test_a_gap_of_years_ends_a_line_and_begins_no_new_series(read: Read) -> None:
    files = review(2022, "tinh-ha-tinh;;1000;30;;;") + review(2024, "tinh-ha-tinh;;1000;20;;;")
    assert [[(2022, "3.00", "A")], [(2024, "2.00", "A")]] == points(read(INDICATORS + files), "tinh-ha-tinh")


def test_a_target_of_zero_is_a_target(read: Read) -> None:
    target = "targets:\n  - {place: tp-hue, period: 2030, value: 0, standard: 2027-2030, source: lawnet-217}\n"
    catalogue = read(INDICATORS + target + review(2025, "tp-hue;;1000;20;;;"))
    assert [(2030, Decimal(0))] == [
        (goal.period, goal.value) for goal in series_of(catalogue, catalogue.indicator(RATE), "tp-hue").goals
    ]


# --- what is kept back -----------------------------------------------------------------------------------


def test_a_rate_of_fewer_households_than_the_limit_is_kept_back_and_the_sums_are_not(read: Read) -> None:
    limited = INDICATORS.replace("unit: percent\n", "unit: percent\nsuppress_below: 20\n")
    catalogue = read(limited + PLACES + review(2023, "xa-nho;;19;6;;;", "xa-lon;;981;57;;;"))
    [small] = figures_of(catalogue, RATE).of("xa-nho")
    assert (None, "Q") == (small.value, small.missing)
    assert ["5.81"] == [value for _, value, *_ in of(catalogue, RATE, "xa-lon")]
    assert ["6.30"] == [value for _, value, *_ in of(catalogue, RATE, "huyen-mau")]


def test_a_rate_is_shown_from_the_limit_on_and_where_nobody_knows_of_how_many(read: Read) -> None:
    limited = INDICATORS.replace("unit: percent\n", "unit: percent\nsuppress_below: 20\n")
    rows = ("xa-nho;;20;6;;;", "xa-lon;;;;5,00;;", "tp-hue;;;6;7,00;;")
    catalogue = read(limited + PLACES + review(2023, *rows))
    shown = {
        place: [value for _, value, *_ in of(catalogue, RATE, place)] for place in ("xa-nho", "xa-lon", "tp-hue")
    }
    assert {"xa-nho": ["30.00"], "xa-lon": ["5.00"], "tp-hue": ["7.00"]} == shown


def test_a_count_is_shown_from_the_limit_on_and_says_why_it_is_missing(read: Read) -> None:
    limited = INDICATORS.replace("name: Số hộ nghèo\n", "name: Số hộ nghèo\nsuppress_below: 20\n")
    catalogue = read(limited + PLACES + review(2023, "xa-nho;;120;20;;;", "xa-lon;;900;L;L;;"))
    assert ["20"] == [value for _, value, *_ in of(catalogue, POOR, "xa-nho")]
    [missing] = figures_of(catalogue, POOR).of("xa-lon")
    assert (None, "L") == (missing.value, missing.missing)


def test_of_small_counts_only_zero_is_shown(read: Read) -> None:
    limited = INDICATORS.replace("name: Số hộ nghèo\n", "name: Số hộ nghèo\nsuppress_below: 20\n")
    catalogue = read(limited + PLACES + review(2023, "xa-nho;;120;0;;;", "xa-lon;;900;19;;;"))
    assert ["0"] == [value for _, value, *_ in of(catalogue, POOR, "xa-nho")]
    assert [None] == [value for _, value, *_ in of(catalogue, POOR, "xa-lon")]


# --- release ---------------------------------------------------------------------------------------------


def test_a_review_waits_for_its_day_of_release(write: Callable[[str], Path]) -> None:
    files = INDICATORS + review(2025, "tp-hue;;1000;20;;;", released="2026-01-15")
    catalogue = load(write(files) / "content").catalogue
    eve, day = date(2026, 1, 14), date(2026, 1, 15)
    assert day == next_change(catalogue, eve)
    assert [] == of(published(catalogue, eve), RATE, "tp-hue")
    assert [(2025, "2.00", "final", "computed")] == of(published(catalogue, day), RATE, "tp-hue")
    assert day == released_of(published(catalogue, day), POOR)


def test_figures_that_editors_know_already_are_told_to_nobody_before_their_day(write: Callable[[str], Path]) -> None:
    folder = write(INDICATORS + review(2025, "tp-hue;;1000;20;;;", released="2026-01-15")) / "content"
    for today, expected in ((date(2026, 1, 14), []), (date(2026, 1, 15), ["2.00"])):
        portal = assemble(folder, "tp-hue", today)
        assert ["2.00"] == [value for _, value, *_ in of(portal.catalogue, RATE, "tp-hue")]
        assert expected == [value for _, value, *_ in of(portal.public, RATE, "tp-hue")]


def test_an_indicator_is_released_with_the_reviews_that_hold_it(write: Callable[[str], Path]) -> None:
    other = INDICATORS.replace("tong-so-ho", "ho-can-ngheo").replace("ho-ngheo", "ho-thoat-ngheo")
    files = INDICATORS + review(2025, "tp-hue;;1000;20;;;", released="2026-01-15")
    catalogue = load(write(files + other.partition("=== content/chi-so/ty-le.yml")[0]) / "content").catalogue
    assert [date(2026, 1, 15), None] == [released_of(catalogue, one) for one in (POOR, "ho-can-ngheo")]


def test_a_draft_of_a_review_is_shown_to_nobody(read: Read) -> None:
    catalogue = published(read(INDICATORS + review(2025, "tp-hue;;1000;20;;;", status="draft")), date(2026, 11, 21))
    assert [] == of(catalogue, RATE, "tp-hue")


# --- the sample ------------------------------------------------------------------------------------------


def test_another_source_is_kept_beside_the_chosen_one(sample: Catalogue) -> None:
    [figure] = [one for one in figures_of(sample, POOR).of("huyen-a-luoi") if one.period == 2023]
    assert Decimal(3485) == figure.value
    assert [(Decimal(3885), "quochoitv-aluoi")] == [tuple(other) for other in figure.others]
    view = indicator_view(sample, POOR, "tp-hue")
    assert view.number_of("quochoitv-aluoi") is not None


def test_the_figures_of_a_catalogue_are_made_once(sample: Catalogue) -> None:
    assert figures_of(sample, POOR) is figures_of(sample, POOR)


def test_figures_are_found_by_their_place() -> None:
    one, other = (Figure(place, 2023, Decimal(1)) for place in ("a", "b"))
    found = Figures([one, other, replace(one, period=2024)], [Refusal("c", 2023, "part", "a")])
    assert ([2023, 2024], [], ["c"]) == (
        [figure.period for figure in found.of("a")],
        [*found.of("c")],
        [refusal.place for refusal in found.refused("c")],
    )


def test_a_district_around_its_communes_is_no_forebear_of_its_own(read: Read) -> None:
    """The register says of an old district where its parts lie today: the same ground as its communes."""
    district = "name: Huyện Mẫu, level: district, valid_to: 2025-06-30"
    places = PLACES.replace(district, f"{district}, merged_into: [{{id: xa-gop, share: part}}]")
    catalogue = read(INDICATORS + places + review(2023, SMALL, LARGE))
    assert [(2023, "6.18", "derived", "backcast")] == of(catalogue, RATE, "xa-gop")
