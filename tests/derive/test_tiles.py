"""Spread and tile map: which places stand side by side, where, and in which class; a province's own outline."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from giamngheo.derive.outlines import WIDE, simple
from giamngheo.derive.panels import panels_of
from giamngheo.derive.series import comparisons, series_of
from giamngheo.derive.spread import Spread, spread_of
from giamngheo.derive.tiles import TileMap, tile_map_of
from giamngheo.kinds.catalogue import Catalogue, Outline

Read = Callable[[str], Catalogue]
THREE = ("tinh-ha-tinh", "tinh-nghe-an", "tinh-thanh-hoa")


def spread(catalogue: Catalogue, indicator: str = "ty-le", parent: str | None = None) -> Spread:
    found = catalogue.indicator(indicator)
    [first, *_] = [one for one in comparisons(catalogue, found) if one.parent == parent]
    return spread_of(catalogue, found, first)


def rates(read: Read, *rows: str, before: str = "") -> Catalogue:
    head = "=== content/chi-so/ty-le.yml\nname: Tỷ lệ\nplain: Tỷ lệ\nunit: percent\ndecimals: 2\nobservations:\n"
    lines = (row if "standard:" in row else f"{row}, standard: 2022-2026" for row in rows)
    return read(before + head + "".join(f"  - {{{line}, source: baohatinh-2023}}\n" for line in lines))


def of_year(year: int, values: dict[str, str]) -> list[str]:
    return [f"place: {place}, period: {year}, {value}" for place, value in values.items()]


def provinces(catalogue: Catalogue, year: int) -> list[str]:
    day = date(year, 12, 31)
    ids = catalogue.of("place")
    return [i for i in ids if catalogue.place(i).level == "province" and catalogue.place(i).exists_on(day)]


def tile_map(catalogue: Catalogue, parent: str | None = None) -> TileMap:
    found = tile_map_of(catalogue, spread(catalogue, parent=parent))
    assert found is not None
    return found


# --- spread ----------------------------------------------------------------------------------------------


def test_the_highest_stands_first_and_the_missing_last_with_their_reason(read: Read) -> None:
    values = {**dict(zip(THREE, ("value: 2", "value: 0", "value: 9"), strict=True)), "tinh-son-la": "missing: L"}
    values["tinh-lai-chau"] = "missing: O"
    found = spread(rates(read, *of_year(2023, values))).rows
    expected = ["tinh-thanh-hoa", "tinh-ha-tinh", "tinh-nghe-an", "tinh-lai-chau", "tinh-son-la"]
    assert expected == [row.place for row in found]
    assert [None, None, None, "O", "L"] == [row.missing for row in found]
    assert Decimal(0) == found[2].value


@pytest.mark.parametrize(
    "odd",
    [
        "place: tinh-son-la, period: 2022, missing: L",
        "place: tinh-son-la, period: 2023, missing: L, standard: 2016-2020",
        "place: tinh-son-la, period: 2023, value: 5, kind: preliminary",
        "place: huyen-cam-xuyen, period: 2023, missing: L",
    ],
)
def test_what_was_counted_otherwise_is_not_in_the_spread(read: Read, odd: str) -> None:
    rows = of_year(2023, dict.fromkeys(THREE, "value: 3"))
    assert set(THREE) == {row.place for row in spread(rates(read, *rows, odd)).rows}


def test_a_small_base_is_shown_as_suppressed(read: Read) -> None:
    counts = "=== content/chi-so/so-ho.yml\nname: Số hộ\nplain: Số hộ\nunit: household\naggregation: sum\n"
    counts += "suppress_below: 20\nobservations:\n"
    values = dict(zip((*THREE, "tinh-son-la"), (300, 200, 100, 12), strict=True))
    rows = of_year(2023, {place: f"value: {value}" for place, value in values.items()})
    catalogue = read(counts + "".join(f"  - {{{r}, standard: 2022-2026, source: baohatinh-2023}}\n" for r in rows))
    last = spread(catalogue, "so-ho").rows[-1]
    assert ("tinh-son-la", None, "Q") == (last.place, last.value, last.missing)


# --- where squares stand ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("year", "count", "hue"), [(2023, 63, "tinh-thua-thien-hue"), (2025, 34, "tp-hue")])
def test_the_country_is_drawn_by_the_boundaries_of_the_year(read: Read, year: int, count: int, hue: str) -> None:
    found = tile_map(rates(read, *of_year(year, dict.fromkeys(THREE, "value: 3"))))
    assert (True, count) == (found.is_laid_out, len(found.tiles))
    assert hue in {tile.place for tile in found.tiles}
    assert count == len({(tile.column, tile.line) for tile in found.tiles})
    assert list(range(1, count + 1)) == [tile.number for tile in found.tiles]


def test_numbers_run_as_one_reads(read: Read) -> None:
    tiles = tile_map(rates(read, *of_year(2025, dict.fromkeys(THREE, "value: 3")))).tiles
    assert [] == [(a.name, b.name) for a, b in pairwise(tiles) if (a.line, a.column) >= (b.line, b.column)]


def test_the_names_of_the_coast_stand_at_the_end_of_their_row(read: Read) -> None:
    tiles = tile_map(rates(read, *of_year(2025, dict.fromkeys(THREE, "value: 3")))).tiles
    named = {tile.beside for tile in tiles if tile.beside}
    assert {"Quảng Ninh", "Hải Phòng", "Huế", "Đà Nẵng", "Hồ Chí Minh", "Cà Mau"} <= named
    assert not {"Hà Nội", "Điện Biên", "An Giang"} & named


def test_places_without_a_plan_stand_in_rows_by_their_id(sample: Catalogue) -> None:
    spread_ = spread(sample, "ty-le-ho-ngheo", "tinh-yen-bai")
    found = tile_map_of(sample, spread_)
    assert found is not None and not found.is_laid_out
    ids = [tile.place for tile in found.tiles]
    assert (9, sorted(ids)) == (len(ids), ids)
    assert [(1, 1), (2, 1), (3, 1), (1, 2)] == [(tile.column, tile.line) for tile in found.tiles[:4]]


def test_forty_communes_fit_a_phone(read: Read) -> None:
    catalogue = read("")
    communes = [i for i in catalogue.of("place") if catalogue.place(i).parent == "tp-hue"]
    found = tile_map(rates(read, *of_year(2025, dict.fromkeys(communes, "value: 3"))), "tp-hue")
    assert (40, 7, 6) == (len(found.tiles), max(t.column for t in found.tiles), max(t.line for t in found.tiles))


def test_regions_are_no_map(sample: Catalogue) -> None:
    found = sample.indicator("ty-le-ho-ngheo")
    regions = next(one for one in comparisons(sample, found) if one.level == "region")
    assert None is tile_map_of(sample, spread_of(sample, found, regions))


def test_a_province_that_no_plan_knows_is_not_left_out(read: Read) -> None:
    register = "=== content/danh-muc/dia-ban.yml\ntinh-moi: {name: Tỉnh Mới, level: province, parent: viet-nam}\n"
    rows = of_year(2025, dict.fromkeys((*THREE, "tinh-moi"), "value: 3"))
    found = tile_map(rates(read, *rows, before=register))
    assert (False, 35) == (found.is_laid_out, len(found.tiles))


# --- classes ---------------------------------------------------------------------------------------------


def steps(read: Read, *values: str) -> list[tuple[str, str, int]]:
    catalogue = read("")
    places = provinces(catalogue, 2025)[: len(values)]
    found = tile_map(rates(read, *of_year(2025, {p: f'value: "{v}"' for p, v in zip(places, values, strict=True)})))
    assert [step.number for step in found.steps] == list(range(1, len(found.steps) + 1))
    assert len(found.tiles) - found.blank == sum(step.count for step in found.steps)
    return [(str(step.low), str(step.high), step.count) for step in found.steps]


def test_classes_hold_about_as_many_places_each(read: Read) -> None:
    found = steps(read, "0", "1", "2", "3", "4", "5", "6", "70")
    assert [("0", "1", 2), ("2", "3", 2), ("4", "5", 2), ("6", "70", 2)] == found


def test_equal_values_are_of_one_class(read: Read) -> None:
    assert [("3", "3", 4)] == steps(read, "3", "3", "3", "3")
    assert [("0", "0", 5), ("9", "9", 1)] == steps(read, "0", "0", "0", "0", "0", "9")


def test_a_place_without_a_value_is_of_no_class(read: Read) -> None:
    rows = of_year(2025, {**dict.fromkeys(THREE, "value: 0"), "tinh-son-la": "missing: L"})
    found = tile_map(rates(read, *rows))
    of_place = {tile.place: tile.step for tile in found.tiles}
    assert (1, 0, 0) == (of_place["tinh-ha-tinh"], of_place["tinh-son-la"], of_place["tinh-lai-chau"])
    assert (31, 4) == (found.blank, len(found.told))


# --- outlines --------------------------------------------------------------------------------------------


def with_outlines(catalogue: Catalogue, outlines: dict[str, Outline]) -> Catalogue:
    items = {kind: catalogue.of(kind) for kind in ("place", "indicator", "source", "standard")}
    return Catalogue(items, outlines)


def box(west: float, south: float) -> tuple[tuple[tuple[float, float], ...], ...]:
    return (((west, south), (west + 1, south), (west + 1, south + 1), (west, south + 1), (west, south)),)


def test_an_outline_is_used_where_it_has_every_place_with_a_figure(read: Read) -> None:
    catalogue = rates(read, *of_year(2025, dict.fromkeys(THREE, "value: 3")))
    whole = {place: box(104 + i, 18) for i, place in enumerate(THREE)}
    part: Outline = {THREE[0]: box(104, 18)}
    drawn = tile_map(with_outlines(catalogue, {"a": part, "b": whole})).outline
    assert drawn is not None and set(THREE) == {area.place for area in drawn.areas}
    assert None is tile_map(with_outlines(catalogue, {"a": part})).outline


def test_an_outline_fills_the_drawing_north_above_and_west_to_the_left(read: Read) -> None:
    catalogue = rates(read, *of_year(2025, dict.fromkeys(THREE, "value: 3")))
    spots = ((104, 18), (105, 18), (104, 19))
    outline = {place: box(*spot) for place, spot in zip(THREE, spots, strict=True)}
    drawn = tile_map(with_outlines(catalogue, {"a": outline})).outline
    assert drawn is not None
    first, east, north = (next(area for area in drawn.areas if area.place == place) for place in THREE)
    assert WIDE == drawn.width
    assert min(east.rings[0]) > min(first.rings[0])
    assert min(y for _, y in north.rings[0]) < min(y for _, y in first.rings[0])
    assert None not in [area.label for area in drawn.areas]


def test_a_line_is_simplified_alike_from_both_of_its_sides() -> None:
    border = [(x, (x * 7) % 5 if x % 3 else 0) for x in range(0, 60, 2)]
    here = set(simple([*border, (58, 80), (0, 80)]))
    there = set(simple([*reversed(border), (0, -80), (58, -80)]))
    assert len(border) > len(here & set(border))
    assert here & set(border) == there & set(border)


def test_a_line_that_goes_to_and_fro_is_told_once() -> None:
    corners = [(0, 0), (60, 0), (60, 60), (0, 60)]
    assert set(corners) == set(simple([*corners[:1], *[(30, 0), (31, 1)] * 9, (30, 0), *corners[1:]]))
    assert () == simple([(3, 3)] * 5)


def test_an_island_smaller_than_a_pixel_does_not_stop_the_map(read: Read) -> None:
    catalogue = rates(read, *of_year(2025, dict.fromkeys(THREE, "value: 3")))
    speck = (((112.0, 16.0), (112.0001, 16.0), (112.0, 16.0001), (112.0, 16.0)),)
    outline = {THREE[0]: box(104, 18), THREE[1]: box(105, 18), THREE[2]: speck}
    drawn = tile_map(with_outlines(catalogue, {"a": outline})).outline
    assert drawn is not None
    assert [(THREE[2], None)] == [(area.place, area.label) for area in drawn.areas if not area.rings]


# --- panels ----------------------------------------------------------------------------------------------


def test_panels_share_one_scale_of_all_that_is_shown(read: Read) -> None:
    rows = ["place: tinh-ha-tinh, period: 2021, value: 9", "place: tinh-nghe-an, period: 2024, value: 30"]
    catalogue = rates(read, *rows, "place: tinh-son-la, period: 2019, missing: L")
    indicator = catalogue.indicator("ty-le")
    found = panels_of(series_of(catalogue, indicator, p) for p in ("tinh-ha-tinh", "tinh-nghe-an", "tinh-son-la"))
    assert found is not None
    assert (2021, 2024, Decimal(30), 2) == (found.first, found.last, found.top, len(found.series))


def test_without_values_there_are_no_panels(read: Read) -> None:
    catalogue = rates(read, "place: tinh-son-la, period: 2019, missing: L")
    assert None is panels_of([series_of(catalogue, catalogue.indicator("ty-le"), "tinh-son-la")])
