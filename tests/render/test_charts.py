"""What a chart may and may not show; the numbers are those of the sources where a place is named."""

import gzip
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from giamngheo.derive.series import Series, series_of
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.indicator import Indicator, Observation, Target
from giamngheo.kinds.place import Merger, Place
from giamngheo.render.chart_scale import Box, Label, ticks
from giamngheo.render.charts import describe, line_chart, sparkline
from giamngheo.words import words

Facts = Mapping[str, object]
WORDS = words("vi")
BEFORE, HUE, CAM_XUYEN, COUNTRY = "tinh-thua-thien-hue", "tp-hue", "huyen-cam-xuyen", "viet-nam"
PLACES = {
    BEFORE: Place(name="Tỉnh Thừa Thiên Huế", level="province", merged_into=(Merger(id=HUE),)),
    HUE: Place(name="Thành phố Huế", level="province"),
    CAM_XUYEN: Place(name="Huyện Cẩm Xuyên", level="district"),
    COUNTRY: Place(name="Việt Nam", level="country"),
}


def value(period: int, number: str | None, kind: str = "final", **more: object) -> Facts:
    return {"period": period, "value": number, "kind": kind, **more}


def series(place: str, *values: Facts, targets: Sequence[Facts] = (), unit: str = "percent") -> Series:
    given: Facts = {"place": place, "standard": "2022-2026"}
    indicator = Indicator.model_validate(
        {
            "name": "Tỷ lệ hộ nghèo",
            "plain": "Trong 100 hộ có bao nhiêu hộ nghèo",
            "unit": unit,
            "decimals": 2 if unit == "percent" else 0,
            "observations": tuple(Observation.model_validate({**given, **one}) for one in values),
            "targets": tuple(Target.model_validate({**given, **one}) for one in targets),
        }
    )
    places = {id_: Item("place", id_, one, "") for id_, one in PLACES.items()}
    catalogue = Catalogue({"place": places, "indicator": {"ty-le": Item("indicator", "ty-le", indicator, "")}})
    return series_of(catalogue, indicator, place)


CASES = {
    "hue": series(
        HUE,
        value(2021, "4,93", place=BEFORE),
        value(2022, "3,56", place=BEFORE),
        value(2023, "2,27", place=BEFORE),
        value(2024, "1,4", place=BEFORE),
        value(2025, "1,2", "estimate", bound="under"),
        targets=[{"place": BEFORE, "period": 2023, "value": "3,17"}],
    ),
    "cam-xuyen": series(
        CAM_XUYEN,
        value(2020, "5,13", standard="unknown"),
        value(2023, "2,80"),
        targets=[{"period": 2025, "value": "2,18"}],
    ),
    "country": series(
        COUNTRY,
        value(2015, "9,88", standard="2016-2020"),
        value(2021, "4,4"),
        value(2022, "4,03"),
        value(2023, "2,93"),
        value(2024, "1,93"),
        value(2025, "1,3", "estimate"),
    ),
    "households": series(
        COUNTRY,
        value(2015, "2338569", standard="2016-2020"),
        value(2022, "1057374"),
        value(2023, "815101", "preliminary"),
        value(2024, "599608", "derived"),
        targets=[{"period": 2024, "value": "600000"}],
        unit="household",
    ),
    "two standards in one year": series(
        COUNTRY,
        value(2020, "5,1", standard="2016-2020"),
        value(2021, "4,2", standard="2016-2020"),
        value(2021, "7,5"),
        value(2022, "6,1"),
        value(2023, "5", "preliminary"),
        value(2024, "4", "estimate"),
        targets=[{"period": 2022, "value": "6"}, {"period": 2026, "value": "2"}],
    ),
    "a year missing": series(
        COUNTRY, value(2020, "5,1"), value(2021, None, missing="O"), value(2022, "6,1"), value(2025, "0")
    ),
    "no standard known": series(COUNTRY, *(value(2015 + i, f"{9 - i},5", standard="unknown") for i in range(8))),
    "one value": series(COUNTRY, value(2023, "2,80")),
    "all equal": series(COUNTRY, *(value(year, "3") for year in range(2015, 2021))),
    "twelve values": series(COUNTRY, *(value(2010 + i, f"{14 - i},25") for i in range(12))),
    "only zero": series(COUNTRY, value(2022, "0"), value(2023, "0")),
    "nothing yet": series(COUNTRY, value(2022, None, missing="L"), targets=[{"period": 2025, "value": "2,18"}]),
}


def drawn(one: Series, narrow: bool = False) -> Element:
    svg = line_chart(one, WORDS, id_="x", narrow=narrow).replace(' xmlns="http://www.w3.org/2000/svg"', "")
    return ElementTree.fromstring(svg)


def of_class(svg: Element, name: str, tag: str = "*") -> list[Element]:
    return [one for one in svg.iter(None if tag == "*" else tag) if name in one.get("class", "").split()]


def printed(svg: Element) -> list[str]:
    return [" ".join(text.itertext()) for text in svg.iter("text")]


def texts(svg: Element) -> list[Label]:
    """What is printed, with the room that it takes."""
    return [
        Label(
            "\n".join(text.itertext()),
            float(text.get("x", "")),
            float(text.get("y", "")) + 16 * len(text),
            text.get("text-anchor", "middle"),  # type: ignore[arg-type]
            text.get("class", "").removeprefix("chart__"),
        )
        for text in svg.iter("text")
    ]


def xs(path: Element) -> list[float]:
    return [float(x) for x in re.findall(r"[ML](-?[\d.]+)", path.get("d", ""))]


each_case = pytest.mark.parametrize("one", CASES.values(), ids=CASES.keys())
each_drawing = pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])


@each_drawing
@pytest.mark.parametrize(
    ("case", "why"),
    [
        ("country", "đổi chuẩn nghèo"),
        ("cam-xuyen", "chưa rõ chuẩn nghèo"),
        ("hue", "nay là Thành phố Huế"),
        ("a year missing", "thiếu số liệu"),
        ("two standards in one year", "đổi chuẩn nghèo"),
    ],
)
def test_no_line_crosses_a_break_and_the_chart_says_why(case: str, why: str, narrow: bool) -> None:
    svg = drawn(CASES[case], narrow)
    lines = [xs(line) for line in of_class(svg, "chart__line")]
    for rule in of_class(svg, "chart__break", "path"):
        at = xs(rule)[0]
        assert [] == [line for line in lines if min(line) < at < max(line)]
    assert why in printed(svg)


def test_a_preliminary_value_and_an_estimate_are_hollow_and_say_so() -> None:
    svg = drawn(CASES["two standards in one year"])
    assert 4 == len([dot for dot in of_class(svg, "chart__dot") if dot.get("class") == "chart__dot"])
    assert 1 == len(of_class(svg, "chart__dot--preliminary"))
    assert 1 == len(of_class(svg, "chart__dot--estimate"))
    assert {"sơ bộ 5\u00a0%", "ước 4\u00a0%"} <= set(printed(svg))


def test_hollow_means_filled_with_the_ground(repository: Path) -> None:
    css = (repository / "templates/components/chart.css").read_text(encoding="utf-8")
    rule = re.search(r"\.chart__dot--preliminary,\s*\.chart__dot--estimate \{([^}]*)\}", css)
    assert rule and "fill: var(--color-surface);" in rule[1]


def test_the_line_to_an_estimate_is_dashed_and_the_line_to_a_preliminary_value_is_not() -> None:
    lines = of_class(drawn(CASES["two standards in one year"]), "chart__line")
    assert [False, False, True] == ["chart__line--estimate" in line.get("class", "") for line in lines]


def test_a_derived_value_is_a_square() -> None:
    squares = of_class(drawn(CASES["households"]), "chart__dot", "path")
    assert ["h8v8h-8z"] == [square.get("d", "")[-8:] for square in squares]


def test_a_target_is_not_drawn_as_a_dot_and_no_line_leads_to_it() -> None:
    svg = drawn(CASES["cam-xuyen"])
    assert 2 == len(of_class(svg, "chart__dot"))
    assert 1 == len(of_class(svg, "chart__target", "path"))
    assert [] == of_class(svg, "chart__line")
    assert "chỉ tiêu 2,18\u00a0%" in printed(svg)


def test_a_target_that_is_only_a_drop_in_points_has_no_place_on_the_axis() -> None:
    one = series(COUNTRY, value(2022, "4,03"), targets=[{"period": 2023, "drop_points": "0,96"}])
    assert [] == of_class(drawn(one), "chart__target")


def test_zero_is_a_value_on_the_axis() -> None:
    svg = drawn(CASES["only zero"])
    axis = next(iter(of_class(svg, "chart__axis", "path"))).get("d", "")
    ground = re.fullmatch(r"M[\d.]+ ([\d.]+)H[\d.]+", axis)
    assert ground and {ground[1]} == {dot.get("cy") for dot in of_class(svg, "chart__dot")}
    assert printed(svg).count("0\u00a0%") == 3


def test_missing_is_not_zero() -> None:
    svg = drawn(CASES["nothing yet"])
    assert [] == of_class(svg, "chart__dot")
    assert 1 == len(of_class(svg, "chart__missing", "path"))
    assert "chưa có số liệu" in printed(svg)
    assert "năm 2022: chưa có số liệu" in describe(CASES["nothing yet"], WORDS)


@each_case
@each_drawing
def test_labels_stay_in_the_frame_and_off_each_other(one: Series, narrow: bool) -> None:
    svg = drawn(one, narrow)
    frame = Box(*(float(side) for side in svg.get("viewBox", "").split()))
    labels = texts(svg)
    assert [] == [label.text for label in labels if not frame.holds(label.box)]
    assert [] == [(a.text, b.text) for a, b in combinations(labels, 2) if a.box.meets(b.box)]


@each_case
@each_drawing
def test_the_first_and_the_last_value_are_always_printed(one: Series, narrow: bool) -> None:
    known = [str(p.value).replace(".", ",") for p in one.points if p.value is not None]
    said = " ".join(printed(drawn(one, narrow))).replace(".", "")
    assert [] == [number for number in (*known[:1], *known[-1:]) if number not in said]


def test_up_to_nine_values_are_all_printed_on_the_wide_drawing() -> None:
    said = " ".join(printed(drawn(CASES["country"])))
    assert [] == [n for n in ("9,88", "4,4", "4,03", "2,93", "1,93", "ước 1,3") if n not in said]


def test_of_many_values_only_the_first_the_last_and_the_extremes_are_printed() -> None:
    svg = drawn(CASES["twelve values"])
    assert ["3,25\u00a0%", "14,25\u00a0%"] == [text.text for text in texts(svg) if text.style in ("value", "result")]


def test_numbers_are_printed_as_published() -> None:
    assert "2,80\u00a0%" in printed(drawn(CASES["cam-xuyen"]))
    assert "ước dưới 1,2\u00a0%" in printed(drawn(CASES["hue"]))
    assert "2.338.569" in printed(drawn(CASES["households"]))


def test_the_description_is_a_sentence_with_every_value() -> None:
    expected = (
        "Huyện Cẩm Xuyên: năm 2020: 5,13 %; chưa rõ chuẩn nghèo, không so sánh với số trước; "
        "năm 2023: 2,80 %; năm 2025: chỉ tiêu 2,18 %."
    )
    assert expected == describe(CASES["cam-xuyen"], WORDS).replace("\u00a0", " ")


@each_drawing
def test_the_drawing_is_named_by_its_title_and_description(narrow: bool) -> None:
    svg = drawn(CASES["hue"], narrow)
    title, desc = svg[0], svg[1]
    assert ("title", "desc", "img") == (title.tag, desc.tag, svg.get("role"))
    assert [title.get("id"), desc.get("id")] == svg.get("aria-labelledby", "").split()


def test_both_drawings_may_stand_in_one_page() -> None:
    wide, narrow = (drawn(CASES["hue"], narrow) for narrow in (False, True))
    assert not {one.get("id") for one in wide.iter() if "id" in one.attrib} & {
        one.get("id") for one in narrow.iter() if "id" in one.attrib
    }


@each_case
def test_a_chart_names_no_style(one: Series) -> None:
    drawing = line_chart(one, WORDS, id_="x") + sparkline(one, WORDS)
    assert [] == re.findall(r'\b(?:style|fill|stroke|color|font-\w+)="', drawing)


@each_case
@each_drawing
def test_the_same_series_gives_the_same_bytes(one: Series, narrow: bool) -> None:
    assert line_chart(one, WORDS, id_="x", narrow=narrow) == line_chart(one, WORDS, id_="x", narrow=narrow)


@each_drawing
def test_a_chart_of_six_values_weighs_at_most_1200_bytes(narrow: bool) -> None:
    drawing = line_chart(CASES["country"], WORDS, id_="ty-le-ho-ngheo-viet-nam", narrow=narrow)
    assert len(gzip.compress(drawing.encode(), mtime=0)) <= 1200


def test_without_values_or_targets_there_is_no_chart() -> None:
    assert line_chart(series(COUNTRY), WORDS, id_="x") == sparkline(series(COUNTRY), WORDS) == ""


def test_a_sparkline_leaves_its_breaks_open_and_ends_in_a_dot() -> None:
    svg = ElementTree.fromstring(sparkline(CASES["two standards in one year"], WORDS))
    assert "true" == svg.get("aria-hidden")
    assert 1 == len(of_class(svg, "chart__dot--estimate"))
    old, new = xs(of_class(svg, "chart__line")[0]), xs(of_class(svg, "chart__line")[1])
    assert max(old) < min(new)


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        ("4.93", ["0", "2", "4", "6"]),
        ("9.88", ["0", "2.5", "5", "7.5", "10"]),
        ("1972767", ["0", "500000", "1000000", "1500000", "2000000"]),
        ("0", ["0", "1", "2", "3", "4"]),
    ],
)
def test_gridlines_stand_at_round_numbers(top: str, expected: list[str]) -> None:
    assert expected == [f"{tick:f}" for tick in ticks(Decimal(top), Decimal("0.01"))]


def test_a_count_has_no_gridline_at_half_a_household() -> None:
    assert ["0", "1", "2"] == [f"{tick:f}" for tick in ticks(Decimal(2), Decimal(1))]
