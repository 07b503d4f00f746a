"""What bars, maps, panels, pictograms, paths and stacks may and may not show."""

import gzip
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from msgspec.structs import replace

from giamngheo.derive.cards import Link
from giamngheo.derive.composition import Composition, Hundred, composition_of, hundred_of
from giamngheo.derive.outlines import Area, Map
from giamngheo.derive.panels import Panels, panels_of
from giamngheo.derive.progress import Progress, progresses
from giamngheo.derive.series import Series, series_of
from giamngheo.derive.spread import Row, Spread
from giamngheo.derive.tiles import Step, Tile, TileMap
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.indicator import Indicator, Observation, Target
from giamngheo.kinds.place import Place
from giamngheo.kinds.unit import Unit
from giamngheo.render.bars import bar_chart
from giamngheo.render.chart_scale import Box, Label, wrapped
from giamngheo.render.composition import composition_chart
from giamngheo.render.environment import Desk, environment, furnish, templates_folder
from giamngheo.render.multiples import panel
from giamngheo.render.outline import place_map
from giamngheo.render.pictogram import hundred_text, hundred_values, pictogram
from giamngheo.render.progress import progress_chart, progress_facts
from giamngheo.render.spec import Identity
from giamngheo.render.tilemap import tile_map, tile_swatch, tile_text
from giamngheo.words import words

WORDS = words("vi")
PLACE = "tinh-ha-tinh"
NBSP = "\u00a0"


# --- reading a drawing -----------------------------------------------------------------------------------


def parsed(svg: str) -> Element:
    return ElementTree.fromstring(svg.replace(' xmlns="http://www.w3.org/2000/svg"', ""))


def of_class(svg: Element, name: str) -> list[Element]:
    return [one for one in svg.iter() if name in one.get("class", "").split()]


def subpaths(svg: Element, name: str) -> list[str]:
    """The shapes that one path of a class is made of."""
    paths = (path.get("d", "") for path in of_class(svg, name))
    return [shape for path in paths for shape in re.findall(r"M[^Mz]*z?|(?<=z)m[^z]*z", path)]


def printed(svg: Element) -> list[str]:
    return [" ".join(text.itertext()) for text in svg.iter("text")]


def texts(svg: Element) -> list[Label]:
    return [
        Label(
            "\n".join(text.itertext()),
            float(text.get("x", "")),
            float(text.get("y", "")) + 16 * len(list(text.iter("tspan"))),
            text.get("text-anchor", "middle"),  # type: ignore[arg-type]
            text.get("class", "").removeprefix("chart__"),
        )
        for text in svg.iter("text")
    ]


# --- views -----------------------------------------------------------------------------------------------


def series(
    *values: tuple[int, str | None] | tuple[int, str | None, dict[str, object]],
    targets: Sequence[dict[str, object]] = (),
    unit: str = "percent",
    name: str = "Tỉnh Hà Tĩnh",
) -> tuple[Catalogue, Indicator, Series]:
    given = {"place": PLACE, "standard": "2022-2026"}
    rows = [{**given, "period": year, "value": value, **(more[0] if more else {})} for year, value, *more in values]
    indicator = Indicator.model_validate(
        {
            "name": "Tỷ lệ hộ nghèo",
            "plain": "Trong 100 hộ có bao nhiêu hộ nghèo",
            "unit": unit,
            "decimals": 2 if unit == "percent" else 0,
            "direction": "down",
            "observations": tuple(Observation.model_validate(row) for row in rows),
            "targets": tuple(Target.model_validate({**given, **one}) for one in targets),
        }
    )
    place = Item("place", PLACE, Place(name=name, level="province"), "")
    units = {"percent": "%", "household": "hộ"}
    items = {
        "place": {PLACE: place},
        "indicator": {"ty-le": Item("indicator", "ty-le", indicator, "")},
        "unit": {id_: Item("unit", id_, Unit(name=name), "") for id_, name in units.items()},
    }
    catalogue = Catalogue(items)
    return catalogue, indicator, series_of(catalogue, indicator, PLACE)


def spread(*values: str | None, unit: str = "percent", names: Sequence[str] = ()) -> Spread:
    """Places in the order given; None is one that was not published."""
    named = [*names, *(f"Huyện số {i}" for i in range(len(names), len(values)))]
    rows = [
        Row(f"p{i}", name, f"dia-ban/p{i}/", Decimal(value) if value else None, None, None if value else "O")
        for i, (name, value) in enumerate(zip(named, values, strict=True))
    ]
    day = date(2023, 12, 31)
    unit_name = "%" if unit == "percent" else "hộ"
    return Spread("Tỷ lệ hộ nghèo", unit, unit_name, 2023, day, "2022-2026", "district", "t", "T", tuple(rows))


NINE = {
    "Huyện Trạm Tấu": "49.42",
    "Huyện Mù Căng Chải": "38.45",
    "Huyện Văn Chấn": "11.27",
    "Huyện Lục Yên": "7.6",
    "Thị xã Nghĩa Lộ": "7.51",
    "Huyện Văn Yên": "6.93",
    "Huyện Yên Bình": "4.52",
    "Huyện Trấn Yên": "1.75",
    "Thành phố Yên Bái": "0.36",
}
YEN_BAI = spread(*NINE.values(), names=tuple(NINE))
KEPT_BACK = Row("q", "Huyện kín", "dia-ban/q/", None, None, "Q")
LONG = "Thị xã có cái tên dài hơn bất cứ cái tên nào đã từng thấy trong một quyết định"
SPREADS = {
    "yen-bai": YEN_BAI,
    "forty communes": spread(*(str(40 - i) for i in range(40))),
    "one value": spread("3.04"),
    "all equal": spread("3", "3", "3"),
    "only zero": spread("0", "0"),
    "hundred": spread("100", "0"),
    "missing": replace(YEN_BAI, rows=(*spread("3.04", None).rows, KEPT_BACK)),
    "long names": spread("12.5", None, names=(LONG, LONG)),
    "counts": spread("1005262", "86", unit="household"),
    "a bound": replace(spread("3"), rows=(Row("a", "A", "", Decimal("1.2"), "under", None),)),
}


def tiles(count: int, columns: int, *, steps: int = 4, blank: Iterable[int] = (), beside: str = "") -> TileMap:
    """Squares in rows; each `blank` one has a reason instead of a value."""
    rows = [Row(f"p{i}", f"Nơi {i}", "", None if i in blank else Decimal(i), None, "L") for i in range(count)]
    held = []
    for i, row in enumerate(rows):
        step = 0 if i in blank else i % steps + 1
        held.append(Tile(i + 1, row.name, i % columns + 1, i // columns + 1, step, row.place, row, beside))
    classes = tuple(Step(n, Decimal(n), Decimal(n + 1), count // steps) for n in range(1, steps + 1))
    return TileMap(replace(YEN_BAI, rows=tuple(rows)), False, tuple(held), classes, None)


MAPS = {
    "nine districts": tiles(9, 3),
    "forty communes": tiles(40, 7, blank=(3, 9)),
    "sixty-three": tiles(63, 7, blank=(0,)),
    "named": replace(tiles(4, 1, beside="Bà Rịa - Vũng Tàu"), is_laid_out=True),
    "two digits only": tiles(130, 8),
    "one": tiles(1, 1, steps=1),
}

AREAS = (
    Area("p0", (((0, 0), (300, 0), (300, 400), (0, 400)),), (150, 200)),
    Area("p1", (((300, 0), (648, 0), (648, 200), (300, 200)), ((310, 300), (320, 300), (320, 310))), (470, 100)),
    Area("p2", (((300, 200), (648, 200), (648, 210)),), None),
)
OUTLINED = replace(tiles(3, 3, blank=(2,)), outline=Map(648, 400, AREAS))


def composed(poor: Series, near_poor: Series) -> Composition:
    return composition_of(poor, near_poor)


OLD: dict[str, object] = {"standard": "2016-2020"}
EARLY: dict[str, object] = {"kind": "preliminary"}
ABOUT: dict[str, object] = {"kind": "estimate", "bound": "under"}
COMPOSITIONS = {
    "hue": composed(
        series((2022, "3,56"), (2023, "2,27"))[2],
        series((2022, "3,30", {"kind": "derived"}), (2023, "2,71"))[2],
    ),
    "two standards": composed(
        series((2020, "4,2", OLD), (2021, "8,15"), (2022, "49,87"), (2024, "30,2", EARLY))[2],
        series((2020, "4,2", OLD), (2021, "6"), (2022, "15,65"))[2],
    ),
    "one value": composed(series((2023, "3,04"))[2], series()[2]),
    "only zero": composed(series((2022, "0"), (2023, "0"))[2], series((2022, "0"))[2]),
    "hundred": composed(series((2023, "60"))[2], series((2023, "40"))[2]),
    "counts": composed(
        series((2022, "1057374"), (2023, "815101"), unit="household")[2],
        series((2022, "1005262"), (2023, "900000"), unit="household")[2],
    ),
    "ten years": composed(
        series(*((2015 + i, f"{20 - i},25") for i in range(10)))[2],
        series(*((2015 + i, f"{10 - i},5") for i in range(10)))[2],
    ),
}


def progress(
    *values: tuple[int, str | None] | tuple[int, str | None, dict[str, object]],
    unit: str = "percent",
    **target: object,
) -> Progress:
    catalogue, indicator, found = series(*values, targets=[{"period": 2025, **target}], unit=unit)
    return progresses(catalogue, indicator, found)[0]


PATH = ((2021, "8,15"), (2022, "6,1"), (2023, "5,02"))
PROGRESSES = {
    "on the path": progress(*PATH, value="2,18"),
    "behind": progress((2021, "8,15"), (2022, "7,9"), (2023, "6,92"), value="2,18"),
    "met": progress(*PATH, (2024, "3", EARLY), (2025, "1,9"), value="2,18", bound="under"),
    "zero": progress((2021, "0,9"), (2023, "0"), value="0"),
    "all equal": progress((2021, "3"), (2022, "3"), (2023, "3"), value="3"),
    "open": progress((2021, "8,15"), value="2,18"),
    "only zero": progress((2021, "0"), (2022, "0"), value="0"),
    "counts": progress((2021, "1057374"), (2022, "1005262"), (2023, "900000"), unit="household", value="500000"),
    "ten years": progress(*((2014 + i, f"{14 - i},25") for i in range(10)), value="2"),
}
SERIES = {
    "yen-bai": series((2015, "32,21", OLD), (2019, "11,56", OLD), (2020, "7,04", OLD), (2023, "9,16"))[2],
    "hue": series((2021, "4,93"), (2022, "3,56"), (2023, "2,27"), (2025, "1,2", ABOUT))[2],
    "one value": series((2023, "2,80"))[2],
    "all equal": series(*((year, "3") for year in range(2015, 2021)))[2],
    "only zero": series((2022, "0"), (2023, "0"))[2],
    "hundred": series((2022, "100"), (2023, "99,5"))[2],
    "long name": series((2022, "3"), name=LONG)[2],
}
PANELS = panels_of(SERIES.values())
assert PANELS is not None

Draw = Callable[[], str]


def in_both_widths(name: str, draw: Callable[..., str], views: Mapping[str, object]) -> dict[str, Draw]:
    """Every view of a kind, wide and narrow."""
    return {
        f"{name}: {key}, {shape}": partial(draw, view, WORDS, id_="x", narrow=shape == "narrow")
        for key, view in views.items()
        for shape in ("wide", "narrow")
    }


DRAWINGS: dict[str, Draw] = {
    **in_both_widths("bars", bar_chart, SPREADS),
    **in_both_widths("composition", composition_chart, COMPOSITIONS),
    **in_both_widths("progress", progress_chart, PROGRESSES),
    **{f"map: {name}": partial(tile_map, one, WORDS, id_="x") for name, one in MAPS.items()},
    **{f"panel: {name}": partial(panel, one, PANELS, WORDS, id_="x") for name, one in SERIES.items()},
    "outline": lambda: place_map(OUTLINED, WORDS, id_="x"),
    "hundred": lambda: pictogram(hundred("49,87", "15,65"), WORDS, id_="x"),
}
each_drawing = pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS.keys())
each_width = pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])


def hundred(poor: str, near_poor: str | None = None, **more: object) -> Hundred:
    near = series((2023, near_poor)) if near_poor else series()
    found = hundred_of(composition_of(series((2023, poor, more))[2], near[2]))
    assert found is not None
    return found


# --- every drawing ---------------------------------------------------------------------------------------


@each_drawing
def test_a_drawing_is_well_formed_and_told_by_its_title_and_description(draw: Draw) -> None:
    svg = parsed(draw())
    title, desc = svg[0], svg[1]
    assert ("title", "desc", "img") == (title.tag, desc.tag, svg.get("role"))
    assert [title.get("id"), desc.get("id")] == svg.get("aria-labelledby", "").split()
    assert title.text and desc.text


@each_drawing
def test_a_drawing_names_no_style_and_no_script(draw: Draw) -> None:
    assert [] == re.findall(r'\b(?:style|fill|stroke|color|font-\w+|on\w+|href)="|<script|<style', draw())


@each_drawing
def test_words_stay_in_the_frame_and_off_each_other(draw: Draw) -> None:
    svg = parsed(draw())
    frame = Box(*(float(side) for side in svg.get("viewBox", "").split()))
    labels = texts(svg)
    assert [] == [label.text for label in labels if not frame.holds(label.box)]
    assert [] == [(a.text, b.text) for a, b in combinations(labels, 2) if a.box.meets(b.box)]


@each_drawing
def test_the_same_view_gives_the_same_bytes(draw: Draw) -> None:
    assert draw() == draw()


@each_drawing
def test_coordinates_have_one_decimal_at_most(draw: Draw) -> None:
    paths = re.findall(r' d="([^"]*)"', draw())
    assert [] == [number for path in paths for number in re.findall(r"\d+\.\d\d+|\.0\b|e-?\d", path)]


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("bars: yen-bai, wide", 1200),
        ("bars: yen-bai, narrow", 1200),
        ("map: forty communes", 1200),
        ("composition: two standards, narrow", 1200),
        ("progress: on the path, narrow", 1200),
        ("panel: yen-bai", 700),
        ("hundred", 1200),
    ],
)
def test_a_drawing_weighs_little(name: str, most: int) -> None:
    assert len(gzip.compress(DRAWINGS[name]().encode(), mtime=0)) <= most


@pytest.mark.parametrize(
    "draw",
    [
        lambda narrow: bar_chart(YEN_BAI, WORDS, id_="x", narrow=narrow),
        lambda narrow: composition_chart(COMPOSITIONS["hue"], WORDS, id_="x", narrow=narrow),
        lambda narrow: progress_chart(PROGRESSES["met"], WORDS, id_="x", narrow=narrow),
    ],
)
def test_both_drawings_of_a_view_may_stand_in_one_page(draw: Callable[[bool], str]) -> None:
    wide, narrow = (set(re.findall(r' id="([^"]+)"', draw(is_narrow))) for is_narrow in (False, True))
    assert wide and not wide & narrow


def test_names_are_escaped() -> None:
    svg = bar_chart(spread("3", names=("A & <b>",)), WORDS, id_="x")
    assert "A & <b>" in printed(parsed(svg))


# --- bars ------------------------------------------------------------------------------------------------


@each_width
def test_bars_are_as_long_as_their_values(narrow: bool) -> None:
    svg = parsed(bar_chart(YEN_BAI, WORDS, id_="x", narrow=narrow))
    lengths = [float(re.findall(r"h([\d.]+)", bar)[0]) for bar in subpaths(svg, "chart__bar")]
    assert sorted(lengths, reverse=True) == lengths
    assert lengths[1] / lengths[0] == pytest.approx(38.45 / 49.42, abs=0.01)


@each_width
def test_a_missing_value_has_a_reason_and_no_bar(narrow: bool) -> None:
    svg = parsed(bar_chart(SPREADS["missing"], WORDS, id_="x", narrow=narrow))
    assert (1, 1, 2) == tuple(len(subpaths(svg, f"chart__{name}")) for name in ("bar", "axis", "missing"))
    assert {"không được công bố", "giữ kín để bảo vệ người dân"} <= set(printed(svg))


@each_width
def test_zero_stands_on_the_line_of_zero_and_a_missing_value_does_not(narrow: bool) -> None:
    svg = parsed(bar_chart(SPREADS["only zero"], WORDS, id_="x", narrow=narrow))
    assert ([], 2) == (subpaths(svg, "chart__bar"), len(subpaths(svg, "chart__axis")))
    assert [f"0{NBSP}%"] * 2 == [text for text in printed(svg) if "%" in text]


def test_the_least_that_was_counted_can_still_be_seen() -> None:
    svg = parsed(bar_chart(spread("1005262", "1", unit="household"), WORDS, id_="x"))
    assert "h1.5" in subpaths(svg, "chart__bar")[1]


def test_values_are_printed_as_published_with_their_unit_and_bound() -> None:
    assert f"0,36{NBSP}%" in printed(parsed(bar_chart(YEN_BAI, WORDS, id_="x")))
    assert f"1.005.262{NBSP}hộ" in printed(parsed(bar_chart(SPREADS["counts"], WORDS, id_="x")))
    assert f"dưới 1,2{NBSP}%" in printed(parsed(bar_chart(SPREADS["a bound"], WORDS, id_="x")))


def test_without_any_value_there_are_no_bars() -> None:
    assert "" == bar_chart(spread(None, None), WORDS, id_="x") == bar_chart(spread(), WORDS, id_="x")


def test_a_long_name_is_folded_and_told_whole() -> None:
    assert LONG == wrapped(LONG, 236).replace("\n", " ")
    assert LONG in printed(parsed(bar_chart(SPREADS["long names"], WORDS, id_="x")))


def test_the_description_tells_every_place() -> None:
    [desc] = parsed(bar_chart(YEN_BAI, WORDS, id_="x")).iter("desc")
    assert desc.text and desc.text.startswith(f"Từ cao xuống thấp: Huyện Trạm Tấu: 49,42{NBSP}%; ")
    assert [] == [row.name for row in YEN_BAI.rows if row.name not in desc.text]


# --- maps ------------------------------------------------------------------------------------------------


def test_every_square_has_its_number() -> None:
    for view in MAPS.values():
        svg = parsed(tile_map(view, WORDS, id_="x"))
        numbers = [text for text in printed(svg) if text.isdigit()]
        assert {str(tile.number) for tile in view.tiles} == set(numbers) and len(view.tiles) == len(numbers)
        assert len(view.tiles) == len(subpaths(svg, "chart__tile"))


def test_a_class_is_told_by_as_many_marks_as_its_number() -> None:
    svg = parsed(tile_map(MAPS["forty communes"], WORDS, id_="x"))
    for step in range(1, 5):
        [group] = of_class(svg, f"chart__step--{step}")
        assert {str(step * 6 - 2)} == {mark.split("h")[1] for mark in subpaths(group, "chart__pips")}
    [blank] = of_class(svg, "chart__step--0")
    assert ([], 2) == (subpaths(blank, "chart__pips"), len(subpaths(blank, "chart__tile")))


def test_a_missing_value_is_crossed_and_its_reason_stands_in_the_list() -> None:
    view = MAPS["forty communes"]
    svg = parsed(tile_map(view, WORDS, id_="x"))
    assert 2 == len(subpaths(svg, "chart__missing"))
    assert "có tồn tại nhưng không thu thập" == tile_text(view.tiles[3], view, WORDS)
    assert f"4{NBSP}%" == tile_text(view.tiles[4], view, WORDS)
    assert "chưa có số liệu" == tile_text(replace(view.tiles[4], row=None), view, WORDS)


def test_no_map_is_wider_than_a_phone_shows_in_letters_of_thirteen_pixels() -> None:
    for view in (*MAPS.values(), OUTLINED):
        wide = float(parsed(place_map(view, WORDS, id_="x")).get("viewBox", "").split()[2])
        assert wide <= 328 * 14 / 13


def test_a_name_for_which_there_is_no_room_is_left_out() -> None:
    assert ["Bà Rịa - Vũng Tàu"] * 4 == printed(parsed(tile_map(MAPS["named"], WORDS, id_="x")))[-4:]
    last = [tile for tile in tiles(8, 8, beside="Bà Rịa - Vũng Tàu").tiles if tile.column == 8]
    svg = parsed(tile_map(replace(MAPS["one"], tiles=tuple(last)), WORDS, id_="x"))
    assert ["8"] == printed(svg)


def test_the_legend_shows_a_class_as_the_map_does() -> None:
    for step in range(5):
        [group] = of_class(parsed(tile_swatch(step)), f"chart__step--{step}")
        assert 1 == len(subpaths(group, "chart__tile"))
        assert [] == printed(group)


def test_an_outline_has_the_classes_and_numbers_of_the_squares() -> None:
    svg = parsed(place_map(OUTLINED, WORDS, id_="x"))
    assert {"1", "2"} == set(printed(svg))
    for step, count in ((1, 1), (2, 2), (0, 1)):
        [group] = of_class(svg, f"chart__step--{step}")
        assert count == len(subpaths(group, "chart__tile"))


def test_an_outline_is_drawn_in_short_steps_from_point_to_point() -> None:
    svg = parsed(place_map(OUTLINED, WORDS, id_="x"))
    [group] = of_class(svg, "chart__step--1")
    assert ["M2 2l150 0 0 200-150 0z"] == subpaths(group, "chart__tile")


def test_without_an_outline_the_squares_are_drawn() -> None:
    assert tile_map(MAPS["nine districts"], WORDS, id_="x") == place_map(MAPS["nine districts"], WORDS, id_="x")


# --- a hundred households --------------------------------------------------------------------------------


def houses(view: Hundred) -> dict[str, int]:
    svg = parsed(pictogram(view, WORDS, id_="x"))
    return {kind: len(subpaths(svg, f"chart__house--{kind}")) for kind in ("poor", "near_poor", "rest")}


@pytest.mark.parametrize(
    ("poor", "near_poor", "expected"),
    [
        ("2,80", "4,1", (3, 4, 93)),
        ("0", "0", (0, 0, 100)),
        ("0,3", None, (0, 0, 100)),
        ("100", "0", (100, 0, 0)),
        ("60,5", "39,5", (61, 39, 0)),
    ],
)
def test_there_are_always_a_hundred_houses(poor: str, near_poor: str | None, expected: tuple[int, ...]) -> None:
    assert dict(zip(("poor", "near_poor", "rest"), expected, strict=True)) == houses(hundred(poor, near_poor))


def test_each_kind_of_house_has_its_own_shape() -> None:
    svg = parsed(pictogram(hundred("50", "20"), WORDS, id_="x"))
    kinds = (subpaths(svg, f"chart__house--{kind}") for kind in ("poor", "near_poor", "rest"))
    shapes = [{house.partition("l")[2] for house in one} for one in kinds]
    assert [1, 1, 1] == [len(one) for one in shapes]
    assert 3 == len(set.union(*shapes))


@pytest.mark.parametrize(
    ("poor", "near_poor", "said"),
    [
        ("2,80", None, "có khoảng 3 hộ nghèo."),
        ("3", None, "có 3 hộ nghèo."),
        ("3,00", None, "có 3 hộ nghèo."),
        ("0,49", None, "có chưa đến một hộ nghèo."),
        ("0", None, "không có hộ nghèo nào."),
        ("49,87", "15,65", "có khoảng 50 hộ nghèo và có khoảng 16 hộ cận nghèo."),
        ("1,2", "0", "có khoảng 1 hộ nghèo và không có hộ cận nghèo nào."),
    ],
)
def test_a_hundred_households_are_told_in_a_sentence(poor: str, near_poor: str | None, said: str) -> None:
    assert f"Cuối năm 2023, cứ 100 hộ ở tỉnh Hà Tĩnh thì {said}" == hundred_text(hundred(poor, near_poor), WORDS)


def test_a_bound_and_an_estimate_are_said_beside_the_houses() -> None:
    view = hundred("1", kind="estimate", bound="under")
    assert f"Số đã công bố: nghèo ước dưới 1{NBSP}%." == hundred_values(view, WORDS)
    assert "có khoảng 1 hộ nghèo" in hundred_text(view, WORDS)


# --- the path to a target --------------------------------------------------------------------------------


@each_width
def test_the_path_is_one_straight_line_from_base_to_target(narrow: bool) -> None:
    svg = parsed(progress_chart(PROGRESSES["on the path"], WORDS, id_="x", narrow=narrow))
    [way] = of_class(svg, "chart__way")
    ends = re.fullmatch(r"M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)", way.get("d", ""))
    dots = [(dot.get("cx"), dot.get("cy")) for dot in of_class(svg, "chart__dot")]
    assert ends and (ends[1], ends[2]) == dots[0] and 3 == len(dots)
    [target] = of_class(svg, "chart__target")[:1]
    assert target.get("d", "").startswith(f"M{ends[3]} ")
    assert [] == of_class(svg, "chart__line")


@each_width
@pytest.mark.parametrize("name", PROGRESSES.keys())
def test_base_target_and_the_judged_result_are_always_printed(name: str, narrow: bool) -> None:
    view = PROGRESSES[name]
    said = " ".join(printed(parsed(progress_chart(view, WORDS, id_="x", narrow=narrow)))).replace(".", "")
    held = (view.base and view.base.value, view.level, view.latest and view.latest.value)
    wanted = [str(value).replace(".", ",") for value in held if value is not None]
    assert [] == [number for number in wanted if number not in said]


def test_zero_as_a_target_stands_on_the_axis() -> None:
    svg = parsed(progress_chart(PROGRESSES["zero"], WORDS, id_="x"))
    [axis] = of_class(svg, "chart__axis")[:1]
    ground = re.fullmatch(r"M[\d.]+ ([\d.]+)H[\d.]+", axis.get("d", ""))
    assert ground and of_class(svg, "chart__way")[0].get("d", "").endswith(f" {ground[1]}")
    assert f"chỉ tiêu 0{NBSP}%" in [text.replace("\n", " ") for text in printed(svg)]


def test_what_is_refused_is_not_drawn_and_says_why() -> None:
    view = progress(*PATH, value="2,18", drop_points="1,5")
    assert ("refused", "") == (view.state, progress_chart(view, WORDS, id_="x"))
    [said] = progress_facts(view, WORDS)
    assert f"tính từ mức 3,68{NBSP}%" in said and f"cuối năm 2023 lại là 5,02{NBSP}%" in said


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        (
            "on the path",
            "Cuối năm 2023 là 5,02 %. Chỉ tiêu cuối năm 2025 là 2,18 %.",
            "hơn mức đó 0,15 {points}.",
        ),
        ("behind", "Cuối năm 2023 là 6,92 %. Chỉ tiêu cuối năm 2025 là 2,18 %.", "còn cách mức đó 1,75 {points}."),
        ("met", "Kết quả cuối năm 2025 là 1,9 %. Chỉ tiêu là dưới 2,18 %.", ""),
        ("all equal", "Cuối năm 2023 là 3 %. Chỉ tiêu cuối năm 2025 là 3 %.", "kết quả đúng bằng mức đó."),
        ("open", "Chỉ tiêu cuối năm 2025 là 2,18 %. Mốc xuất phát là 8,15 %, cuối năm 2021;", "chưa có kết quả nào."),
        ("counts", "Cuối năm 2023 là 900.000 hộ. Chỉ tiêu cuối năm 2025 là 500.000 hộ.", "cách mức đó 121.313 hộ."),
    ],
)
def test_the_state_is_told_in_words(name: str, first: str, last: str) -> None:
    said = " ".join(progress_facts(PROGRESSES[name], WORDS)).replace(NBSP, " ")
    assert said.startswith(first) and said.endswith(last.format(points="điểm phần trăm"))


@pytest.mark.parametrize("reason", ["standard", "unknown_standard", "place", "no_base", "bound"])
def test_every_refusal_has_a_sentence_with_the_target(reason: str) -> None:
    view = replace(PROGRESSES["open"], state="refused", reason=reason)  # type: ignore[arg-type]
    [said] = progress_facts(view, WORDS)
    assert said.startswith(f"Chỉ tiêu cuối năm 2025 là 2,18{NBSP}%")
    drop = replace(view, level=None, goal=replace(view.goal, value=None, drop_points=Decimal("0.96")))
    [said] = progress_facts(drop, WORDS)
    assert "là giảm 0,96\u00a0điểm phần trăm" in said


# --- poor and near-poor ----------------------------------------------------------------------------------


@each_width
def test_the_parts_of_a_stack_lie_end_to_end(narrow: bool) -> None:
    svg = parsed(composition_chart(COMPOSITIONS["hue"], WORDS, id_="x", narrow=narrow))
    full, added = subpaths(svg, "chart__bar"), subpaths(svg, "chart__part")
    for poor, near_poor in zip(full, added, strict=True):
        start, length = (float(number) for number in re.findall(r"M([\d.]+) [\d.]+h([\d.]+)", poor)[0])
        # The line around a part is drawn half outside of it.
        assert float(re.findall(r"M([\d.]+)", near_poor)[0]) == pytest.approx(start + length + 1, abs=0.11)


@each_width
def test_a_break_is_a_rule_with_its_reason_between_two_years(narrow: bool) -> None:
    svg = parsed(composition_chart(COMPOSITIONS["two standards"], WORDS, id_="x", narrow=narrow))
    assert 2 == len(subpaths(svg, "chart__break"))
    assert {"đổi chuẩn nghèo", "thiếu số liệu"} <= set(printed(svg))
    rules = [float(rule.split(" ")[1].split("H")[0]) for rule in subpaths(svg, "chart__break")]
    tops = [float(bar.split(" ")[1].split("h")[0]) for bar in subpaths(svg, "chart__bar")]
    assert tops[0] < rules[0] < tops[1] < tops[2] < rules[1] < tops[3]


def test_a_part_that_is_missing_is_crossed_and_said() -> None:
    svg = parsed(composition_chart(COMPOSITIONS["one value"], WORDS, id_="x"))
    assert ([], 1) == (subpaths(svg, "chart__part"), len(subpaths(svg, "chart__missing")))
    assert f"nghèo 3,04{NBSP}%, thiếu số cận nghèo" in printed(svg)


def test_zero_of_both_is_no_bar_and_not_missing() -> None:
    svg = parsed(composition_chart(COMPOSITIONS["only zero"], WORDS, id_="x"))
    assert ([], []) == (subpaths(svg, "chart__bar"), subpaths(svg, "chart__part"))
    assert f"nghèo 0{NBSP}%, cận nghèo 0{NBSP}%" in printed(svg)


def test_the_description_tells_years_parts_and_breaks_in_order() -> None:
    [desc] = parsed(composition_chart(COMPOSITIONS["two standards"], WORDS, id_="x")).iter("desc")
    said = (desc.text or "").replace(NBSP, " ")
    parts = ("năm 2020: nghèo 4,2 %, cận", "đổi chuẩn nghèo", "năm 2021: nghèo 8,15 %", "nghèo sơ bộ 30,2 %")
    assert sorted(said.index(part) for part in parts) == [said.index(part) for part in parts]


def test_without_values_there_is_no_composition() -> None:
    assert "" == composition_chart(composed(series()[2], series()[2]), WORDS, id_="x")


# --- panels ----------------------------------------------------------------------------------------------


def heights(view: Panels, one: Series) -> list[float]:
    return [float(dot.get("cy", "")) for dot in of_class(parsed(panel(one, view, WORDS, id_="x")), "chart__dot")]


def test_all_panels_have_one_scale() -> None:
    few, many = SERIES["one value"], SERIES["hundred"]
    view = panels_of([few, many])
    assert view is not None
    [axis] = of_class(parsed(panel(few, view, WORDS, id_="x")), "chart__axis")[:1]
    ground = float(axis.get("d", "").split()[1].split("H")[0])
    low, high = ground - heights(view, few)[0], ground - heights(view, many)[0]
    assert low / high == pytest.approx(2.80 / 100, abs=0.003)


def test_a_panel_leaves_its_breaks_open() -> None:
    svg = parsed(panel(SERIES["yen-bai"], PANELS, WORDS, id_="x"))
    rules = [float(rule[1:].split(" ")[0]) for rule in subpaths(svg, "chart__break")]
    for line in of_class(svg, "chart__line"):
        xs = [float(x) for x in re.findall(r"[ML]([\d.]+)", line.get("d", ""))]
        assert [] == [at for at in rules if min(xs) < at < max(xs)]
    assert 2 == len({round(at) for at in rules})


@pytest.mark.parametrize("name", SERIES.keys())
def test_a_panel_prints_its_last_value_and_the_years_of_all(name: str) -> None:
    one = SERIES[name]
    said = " ".join(printed(parsed(panel(one, PANELS, WORDS, id_="x"))))
    last = one.segments[-1][-1].value
    assert str(last).replace(".", ",") in said
    assert "2015" in said and "2025" in said


# --- components ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shown() -> Callable[[str, object], Element]:
    """`shown("bars", view)`: what the component of that name makes of a view."""
    env = environment([templates_folder()])
    home = Link("Trang chủ", "")
    identity = Identity("A", "B", "C", "https://example.org/", "vi", home, False, (), (), None, None, None, "")
    furnish(env, Desk(), identity, {}, None)

    def made(name: str, view: object) -> Element:
        macro = f'{{% from "components/{name}.html" import {name} %}}{{{{ {name}(view, "x") }}}}'
        html = env.from_string(macro).render(view=view)
        return ElementTree.fromstring(f"<main>{html.replace(' xmlns=', ' data-xmlns=')}</main>")

    return made


COMPONENTS: dict[str, Sequence[object]] = {
    "bars": tuple(SPREADS.values()),
    "tilemap": (*MAPS.values(), OUTLINED),
    "composition": tuple(COMPOSITIONS.values()),
    "progress": tuple(PROGRESSES.values()),
    "multiples": (PANELS,),
    "pictogram": (hundred("49,87", "15,65"), hundred("0,3")),
}


@pytest.mark.parametrize("name", COMPONENTS.keys())
def test_ids_are_unique_in_a_component_and_every_reference_finds_its_own(
    shown: Callable[[str, object], Element], name: str
) -> None:
    for view in COMPONENTS[name]:
        made = shown(name, view)
        ids = [one.get("id", "") for one in made.iter() if one.get("id")]
        asked = [id_ for one in made.iter() for id_ in one.get("aria-labelledby", "").split()]
        # Panels are named by place, and the test gives all of its series to one.
        assert name == "multiples" or len(set(ids)) == len(ids)
        assert set(asked) <= set(ids)


def test_a_map_comes_with_a_list_of_all_its_places(shown: Callable[[str, object], Element]) -> None:
    view = replace(MAPS["forty communes"], tiles=(*MAPS["forty communes"].tiles[:39], BLANK))
    made = shown("tilemap", view)
    rows = {int(one.get("value", "")): "".join(one.itertext()) for one in made.iter("li") if one.get("value")}
    assert list(range(1, 41)) == sorted(rows)
    assert ("Nơi 3: có tồn tại nhưng không thu thập", f"Nơi 4: 4{NBSP}%", "Nơi không số") == (
        rows[4],
        rows[5],
        rows[40],
    )
    assert 5 == sum("chart--swatch" in one.get("class", "") for one in made.iter("svg"))


BLANK = Tile(40, "Nơi không số", 5, 6, 0, "p40", None)


def test_the_state_of_a_target_is_told_in_words_before_the_drawing(shown: Callable[[str, object], Element]) -> None:
    said = ["".join(one.itertext()).strip() for one in shown("progress", PROGRESSES["behind"]).iter("p")]
    assert "Chậm so với tiến độ" == said[0]
    assert said[1].startswith("Cuối năm 2023")


def test_a_year_without_figures_forbids_no_comparison(shown: Callable[[str, object], Element]) -> None:
    gap = composed(series((2021, "49,98"), (2023, "24,4"))[2], series((2021, "15,55"), (2023, "15,65"))[2])
    assert ["gap"] == [one.since.reason for one in gap.stacks if one.since]
    assert "hai bên đường chấm" not in "".join(shown("composition", gap).itertext())


def test_a_rule_about_breaks_is_told_only_where_there_is_one(shown: Callable[[str, object], Element]) -> None:
    told = {
        name: "hai bên đường chấm" in "".join(shown("composition", COMPOSITIONS[name]).itertext())
        for name in ("hue", "two standards")
    }
    assert {"hue": False, "two standards": True} == told


# --- tones -----------------------------------------------------------------------------------------------


def rules_of(css: str, mode: str) -> dict[str, str]:
    """The colours of a mode by token."""
    light, dark = css.split("prefers-color-scheme: dark", 1)
    found = dict(re.findall(r"--color-([\w-]+): (#\w+)", light))
    return {**found, **dict(re.findall(r"--color-([\w-]+): (#\w+)", dark))} if mode == "dark" else found


def channels(colour: str) -> list[float]:
    digits = colour.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(one * 2 for one in digits)
    return [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]


def luminance(rgb: Iterable[float]) -> float:
    parts = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in rgb]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(a: Iterable[float], b: Iterable[float]) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("ground", ["surface", "background"])
def test_numbers_can_be_read_on_every_tone_of_a_map(repository: Path, mode: str, ground: str) -> None:
    tokens = rules_of((repository / "templates/assets/css/tokens.css").read_text(encoding="utf-8"), mode)
    css = (repository / "templates/components/chart.css").read_text(encoding="utf-8")
    below, tone = channels(tokens[ground]), channels(tokens["primary"])
    opacities = re.findall(r"\.chart__step--(\d) \.chart__tile \{\s*fill-opacity: ([\d.]+)", css)
    assert ["1", "2", "3"] == [step for step, _ in opacities]
    for _, opacity in opacities:
        share = float(opacity)
        mixed = [share * over + (1 - share) * under for over, under in zip(tone, below, strict=True)]
        assert contrast(channels(tokens["text"]), mixed) >= 4.5
    assert contrast(channels(tokens["on-primary"]), tone) >= 4.5
    assert contrast(channels(tokens["muted"]), below) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("token", ["primary", "target", "edge", "muted"])
def test_lines_and_shapes_stand_out_from_the_ground(repository: Path, mode: str, token: str) -> None:
    tokens = rules_of((repository / "templates/assets/css/tokens.css").read_text(encoding="utf-8"), mode)
    assert contrast(channels(tokens[token]), channels(tokens["surface"])) >= 3


def test_every_class_of_a_drawing_has_a_rule(repository: Path) -> None:
    css = (repository / "templates/components/chart.css").read_text(encoding="utf-8")
    classes = (names for draw in DRAWINGS.values() for names in re.findall(r'class="([^"]+)"', draw()))
    used = {name for names in classes for name in names.split()}
    # Words that look as `.chart` itself says, and names that only lead to others.
    plain = {"chart__name", "chart__value", "chart--map", "chart--hundred", "chart__house"}
    assert set() == {name for name in used - plain if f".{name}" not in css}
