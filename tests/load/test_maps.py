"""Maps: the squares of the country by the boundaries of a day, and a province's own outline."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from giamngheo.kinds.catalogue import Catalogue
from giamngheo.load.content import load
from giamngheo.load.maps import Square, outlines, plans

BEFORE, SINCE = date.min, date(2025, 7, 1)
SQUARE = [[104.0, 22.0], [104.5, 22.0], [104.5, 22.5], [104.0, 22.5], [104.0, 22.0]]


@pytest.fixture(scope="module")
def country(repository: Path) -> Catalogue:
    return load(repository / "content").catalogue


def provinces(country: Catalogue, day: date) -> set[str]:
    ids = country.of("place")
    return {i for i in ids if country.place(i).level == "province" and country.place(i).exists_on(day)}


@pytest.mark.parametrize(
    ("vintage", "day", "count"),
    [
        (BEFORE, date(2024, 12, 31), 63),
        (BEFORE, date(2025, 6, 30), 63),
        (SINCE, date(2025, 7, 1), 34),
        (SINCE, date(2026, 12, 31), 34),
    ],
)
def test_every_province_of_the_day_has_one_square(country: Catalogue, vintage: date, day: date, count: int) -> None:
    wanted = provinces(country, day)
    held = [square for square in plans()[vintage] if square.place in wanted]
    assert (count, wanted) == (len(held), {square.place for square in held})
    assert count == len({(square.column, square.row) for square in held})


def test_a_plan_names_only_places_of_the_register(country: Catalogue) -> None:
    assert [] == [s.place for plan in plans().values() for s in plan if country.get("place", s.place) is None]


@pytest.mark.parametrize("vintage", [BEFORE, SINCE])
def test_no_square_lies_apart_from_the_country(vintage: date) -> None:
    spots = {(square.column, square.row) for square in plans()[vintage]}
    steps = [(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
    reached, pending = set[tuple[int, int]](), [min(spots)]
    while pending:
        spot = pending.pop()
        if spot in spots and spot not in reached:
            reached.add(spot)
            pending += [(spot[0] + x, spot[1] + y) for x, y in steps]
    assert spots == reached


def at(vintage: date, place: str) -> Square:
    return next(square for square in plans()[vintage] if square.place == place)


@pytest.mark.parametrize("vintage", [BEFORE, SINCE])
def test_north_is_above_and_the_coast_to_the_right(vintage: date) -> None:
    old = "-truoc-2025" if vintage == BEFORE else ""
    cao_bang, ha_noi, hue = at(vintage, "tinh-cao-bang"), at(vintage, "tp-ha-noi"), at(vintage, "tp-hue")
    saigon, ca_mau = at(vintage, f"tp-ho-chi-minh{old}"), at(vintage, f"tinh-ca-mau{old}")
    assert cao_bang.row < ha_noi.row < hue.row < saigon.row < ca_mau.row
    assert at(vintage, "tinh-dien-bien").column < ha_noi.column < at(vintage, "tinh-quang-ninh").column
    assert at(vintage, f"tinh-lam-dong{old}").column < at(vintage, f"tinh-khanh-hoa{old}").column


# --- outlines --------------------------------------------------------------------------------------------


def features(*ones: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": ones})


def feature(id_: str, kind: str = "Polygon", coordinates: object = (SQUARE,)) -> dict[str, object]:
    return {"type": "Feature", "id": id_, "geometry": {"type": kind, "coordinates": coordinates}}


def read(write: Callable[[dict[str, str]], Path], text: str) -> dict[str, set[str]]:
    content = write({"content/ban-do/lao-cai.geojson": text}) / "content"
    found = outlines(content, ["ban-do/lao-cai.geojson", "ban-do/ghi-chu.txt", "anh/a.geojson"])
    return {name: set(outline) for name, outline in found.items()}


def test_a_feature_says_its_place_by_its_id_or_among_its_properties(write: Callable[[dict[str, str]], Path]) -> None:
    second = {**feature("", "MultiPolygon", [[SQUARE], [SQUARE]]), "id": None, "properties": {"id": "xa-b"}}
    assert {"lao-cai": {"xa-a", "xa-b"}} == read(write, features(feature("xa-a"), second))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        "null",
        features(),
        features(1),
        features({"id": "xa-a"}),
        features({"id": "xa-a", "geometry": None}),
        features(feature("xa-a", "Point", [104.0, 22.0])),
        features(feature("xa-a", coordinates=[[[104.0]] * 4])),
        features(feature("xa-a", coordinates=[[["a", "b"]] * 4])),
        features(feature("xa-a", coordinates=[SQUARE[:2]])),
        features(feature("xa-a", coordinates=[[[500000.0, 2300000.0]] * 4])),
        features(feature("xa-a", coordinates=[[[float("nan"), 22.0]] * 4])),
    ],
)
def test_what_is_no_map_is_left_out_without_a_word(write: Callable[[dict[str, str]], Path], text: str) -> None:
    assert {} == read(write, text)


def test_a_catalogue_has_the_outlines_of_its_province(write: Callable[[dict[str, str]], Path]) -> None:
    loaded = load(write({"content/ban-do/lao-cai.geojson": features(feature("xa-a"))}) / "content")
    assert (["lao-cai"], []) == (list(loaded.catalogue.outlines), loaded.problems)
