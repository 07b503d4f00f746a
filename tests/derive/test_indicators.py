"""The page of an indicator: a headline to read aloud, years that may be compared, places that fit the page."""

from collections.abc import Callable

from giamngheo.derive.cards import Link
from giamngheo.derive.comparable import stretches_of, year_rows
from giamngheo.derive.indicators import below_provinces, headline, indicator_view, is_long, part_view
from giamngheo.derive.series import series_of
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.speech.sentences import spoken
from giamngheo.words import words


def test_the_headline_is_read_aloud_without_a_figure(sample: Catalogue) -> None:
    view = indicator_view(sample, "ty-le-ho-ngheo", "tp-hue")
    assert view.home is not None
    said = headline(view.indicator, view.home, spoken())
    assert "một phẩy bốn phần trăm, giảm không phẩy tám mươi bảy điểm phần trăm" in said
    assert not any(sign.isdigit() for sign in said)


def test_an_indicator_about_a_place_that_became_another_one_to_one_is_told_by_its_heir(sample: Catalogue) -> None:
    assert "tinh-thua-thien-hue" == sample.indicator("ty-le-ho-can-ngheo").home
    view = indicator_view(sample, "ty-le-ho-can-ngheo", "tp-hue")
    assert view.home is not None
    assert view.home == view.first == series_of(sample, sample.indicator("ty-le-ho-can-ngheo"), "tp-hue")
    assert "của tỉnh Thừa Thiên Huế là 2,71\u00a0%" in headline(view.indicator, view.home, words())


def test_years_by_another_standard_stand_in_a_stretch_of_their_own(sample: Catalogue) -> None:
    series = series_of(sample, sample.indicator("ty-le-ho-ngheo"), "huyen-cam-xuyen")
    assert [(2020, 2020, None), (2023, 2023, "unknown_standard")] == [
        (one.first, one.last, one.since and one.since.reason) for one in stretches_of(series)
    ]


def test_a_gap_in_the_years_parts_no_stretch(sample: Catalogue) -> None:
    series = series_of(sample, sample.indicator("ty-le-ho-ngheo"), "huyen-a-luoi")
    assert [(2021, 2023)] == [(one.first, one.last) for one in stretches_of(series)]


def test_the_row_where_a_series_begins_anew_tells_the_break(sample: Catalogue) -> None:
    series = series_of(sample, sample.indicator("ty-le-ho-ngheo"), "tp-hue")
    told = [(row.point.period, row.since and row.since.reason, row.then) for row in year_rows(series)]
    assert [(2025, "place", ""), (2024, None, "Tỉnh Thừa Thiên Huế"), (2023, None, "")] == told[:3]


def test_the_sources_of_the_own_table_come_first(sample: Catalogue) -> None:
    view = indicator_view(sample, "ty-le-ho-ngheo", "tp-hue")
    assert view.home is not None
    assert 1 == view.number_of(view.home.points[-1].source)
    assert len(view.sources) == len({one.id for one in view.sources})


def many(count: int) -> str:
    """An indicator of so many communes of one province."""
    places = "".join(
        f"xa-{n}: {{name: Xã {n}, level: commune, parent: tinh-mau, valid_from: 2025-07-01}}\n" for n in range(count)
    )
    values = "".join(
        f"  - {{place: xa-{n}, period: 2025, value: {n}, standard: 2022-2026, source: bao}}\n" for n in range(count)
    )
    return (
        f"=== content/danh-muc/dia-ban.yml\ntinh-mau: {{name: Tỉnh Mẫu, level: province}}\n{places}"
        "=== content/danh-muc/nguon.yml\nbao: {title: Báo, publisher: Báo, url: https://bao.example/}\n"
        f"=== content/chi-so/ho-mau.yml\nname: Hộ mẫu\nplain: Bao nhiêu hộ\nunit: household\nobservations:\n{values}"
    )


def test_communes_of_a_short_indicator_stand_on_its_page(read: Callable[[str], Catalogue]) -> None:
    catalogue = read(many(40))
    view = indicator_view(catalogue, "ho-mau", "tp-hue")
    assert (False, 40, ()) == (view.is_long, len(view.places.series), view.places.parts)


def test_communes_of_a_long_indicator_have_pages_by_province(read: Callable[[str], Catalogue]) -> None:
    catalogue = read(many(41))
    view = indicator_view(catalogue, "ho-mau", "tp-hue")
    assert is_long(catalogue, "ho-mau", "tp-hue")
    assert () == view.places.series
    assert [("chi-so/ho-mau/tinh/tinh-mau/", 41)] == [(part.address, part.count) for part in view.places.parts]
    assert ["tinh-mau"] == list(below_provinces(catalogue, "ho-mau", "tp-hue"))
    assert 41 == len(part_view(catalogue, "ho-mau", "tinh-mau").series)


def test_an_indicator_names_what_links_to_it_and_what_calls_for_its_figures(read: Callable[[str], Catalogue]) -> None:
    texts = ["Xem [chỉ số](indicator:ngheo).", 'Năm 2025: {{ so("ngheo", "tp-hue", 2025) }}.', "Không nói tới."]
    files = [ENTRY.format(number=number, text=text) for number, text in enumerate(texts)]
    [*found] = indicator_view(read(NGHEO + "".join(files)), "ngheo", "tp-hue").entries
    assert [Link("Bài 1", "bai-viet/2026/bai-1/"), Link("Bài 0", "bai-viet/2026/bai-0/")] == found


NGHEO = """
=== content/chi-so/ngheo.yml
name: Tỷ lệ
plain: Có bao nhiêu
unit: percent
observations: [{place: tp-hue, period: 2025, value: '9,20', source: nld-hue-1207, note: Mẫu.}]
"""
ENTRY = """
=== content/bai-viet/2026/bai-{number}.md
---
title: Bài {number}
date: 2026-11-1{number}
summary: Một câu.
---
{text}
"""
