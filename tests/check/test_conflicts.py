"""Published figures that really contradict one another: each is found, or told apart by what it is.

The numbers are those that were printed; where the sample has a note, the same figures are quiet.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from giamngheo.derive.figures import figures_of
from giamngheo.derive.series import series_of
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.load.content import load
from giamngheo.portal import assemble

Write = Callable[[str], Path]
TODAY = date(2026, 11, 21)
STANDARD = "standard: 2022-2026, source: lawnet-217"
UNITS = {"poor": "household", "near": "household", "both": "household", "rate": "percent", "near-rate": "percent"}
# What an indicator says of the others.
RULES = {
    "poor": "aggregation: sum\n",
    "near": "aggregation: sum\n",
    "both": "aggregation: sum\nparts: [poor, near]\n",
    "rate": "decimals: 2\ncomputation: {numerator: poor}\n",
    "near-rate": "decimals: 2\ncomputation: {numerator: near}\n",
    "both-rate": "decimals: 2\ncomputation: {numerator: both}\n",
}
REGIONS = (
    "vung-trung-du-mien-nui-phia-bac",
    "vung-dong-bang-song-hong",
    "vung-bac-trung-bo-duyen-hai-mien-trung",
    "vung-tay-nguyen",
    "vung-dong-nam-bo",
    "vung-dong-bang-song-cuu-long",
)
NORTH = REGIONS[0]


def row(place: str, period: int, value: str, note: str = "", **more: str) -> str:
    extra = "".join(f", {key}: {given}" for key, given in more.items())
    told = f', note: "{note}"' if note else ""
    standard = "" if "standard" in more else "standard: 2022-2026, "
    return f'{{place: {place}, period: {period}, value: "{value}", {standard}source: lawnet-217{told}{extra}}}'


def indicator(id_: str, *rows: str, targets: tuple[str, ...] = ()) -> str:
    unit = UNITS.get(id_, "percent")
    lines = [f"name: {id_}", f"plain: {id_}", f"unit: {unit}", RULES[id_].rstrip()]
    lines += ["observations:" if rows else "observations: []", *(f"  - {one}" for one in rows)]
    lines += ["targets:", *(f"  - {one}" for one in targets)] if targets else []
    return f"=== content/chi-so/{id_}.yml\n" + "\n".join(lines) + "\n"


def regions(period: int, *values: str) -> list[str]:
    return [row(place, period, value) for place, value in zip(REGIONS, values, strict=True)]


@pytest.fixture
def found(write: Write) -> Callable[..., list[tuple[str, dict[str, str]]]]:
    """The codes and facts of what is said about these indicators."""

    def problems(*files: str) -> list[tuple[str, dict[str, str]]]:
        portal = assemble(write("".join(files)) / "content", "tp-hue", TODAY)
        return [
            (one.code, {key: value.replace("\u00a0", " ") for key, value in one.facts}) for one in portal.problems
        ]

    return problems


@pytest.fixture
def read(write: Write) -> Callable[..., Catalogue]:
    return lambda *files: load(write("".join(files)) / "content").catalogue


Found = Callable[..., list[tuple[str, dict[str, str]]]]
Read = Callable[..., Catalogue]


# --- found by arithmetic ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("note", "expected"), [("", ["G723"]), ("Giữ số đã công bố.", [])])
def test_national_2024_base(found: Found, note: str, expected: list[str]) -> None:
    """1.258.997 = 4,06 % needs 31,0 million households; the regions of the same table need 27,6."""
    problems = found(
        indicator("poor"),
        indicator("near"),
        indicator(
            "both",
            row("viet-nam", 2024, "1258997"),
            *regions(2024, "486623", "97755", "360614", "152970", "7585", "153450"),
        ),
        indicator(
            "both-rate",
            row("viet-nam", 2024, "4,06", note),
            *regions(2024, "14,98", "1,4", "6,24", "9,45", "0,15", "3,14"),
        ),
    )
    assert expected == [code for code, _ in problems]
    assert all(("31.009.778", "27.572.395") == (facts["base"], facts["parts"]) for _, facts in problems)


def test_national_2022_sum(found: Found) -> None:
    """Poor 1.057.374 and near-poor 915.274 are 119 fewer than published, the regions' poor 90 fewer: warnings."""
    problems = found(
        indicator(
            "poor",
            row("viet-nam", 2022, "1057374"),
            *regions(2022, "455271", "69239", "284137", "129160", "9710", "109767"),
        ),
        indicator("near", row("viet-nam", 2022, "915274")),
        indicator("both", row("viet-nam", 2022, "1972767")),
    )
    assert [("G721", "1.972.648", "119"), ("G721", "1.057.284", "90")] == [
        (code, facts["total"], facts["difference"]) for code, facts in problems
    ]


def test_misprint_delta_2024(found: Found) -> None:
    """97.555 for 97.755: the six regions are 200 short of the country."""
    problems = found(
        indicator("poor"),
        indicator("near"),
        indicator(
            "both",
            row("viet-nam", 2024, "1258997"),
            *regions(2024, "486623", "97555", "360614", "152970", "7585", "153450"),
        ),
    )
    assert [("G721", "200")] == [(code, facts["difference"]) for code, facts in problems]


def test_the_same_misprint_in_a_table_of_ours_is_an_error(found: Found) -> None:
    counts = ("1258997", "486623", "97555", "360614", "152970", "7585", "153450")
    rows = "\n".join(f"{place};{count}" for place, count in zip(("viet-nam", *REGIONS), counts, strict=True))
    head = "period: 2024\nstandard: 2022-2026\nsource: lawnet-217\ncolumns: {so_ho: poor}\n"
    review = f"=== content/chi-so/so-lieu/a.yml\n{head}=== content/chi-so/so-lieu/a.csv\nma_dia_ban;so_ho\n{rows}\n"
    assert [("G704", "200")] == [(code, facts["difference"]) for code, facts in found(indicator("poor"), review)]


@pytest.mark.parametrize(("value", "expected"), [("1,87", ["G725"]), ("18,20", [])])
def test_misprint_north_2023(found: Found, value: str, expected: list[str]) -> None:
    """1,87 % between 21,92 % and 14,98 %: the line of another region."""
    rows = (row(NORTH, 2022, "21,92"), row(NORTH, 2023, value), row(NORTH, 2024, "14,98"))
    problems = found(indicator("poor"), indicator("near"), indicator("both"), indicator("both-rate", *rows))
    assert expected == [code for code, _ in problems]
    assert all("2022: 21,92 %; 2024: 14,98 %" == facts["beside"] for _, facts in problems)


def test_hatinh_2023(found: Found) -> None:
    """11.572 = 3,04 % needs 380.658 households, 12.947 = 3,37 % needs 384.184."""
    place = "tinh-ha-tinh"
    problems = found(
        indicator("poor", row(place, 2023, "11572")),
        indicator("rate", row(place, 2023, "3,04")),
        indicator("near", row(place, 2023, "12947")),
        indicator("near-rate", row(place, 2023, "3,37")),
    )
    assert [("G722", {"380.658", "384.184"})] == [
        (code, {facts["base"], facts["other_base"]}) for code, facts in problems
    ]


def test_pairs_that_agree_are_left_alone(found: Found) -> None:
    """Thừa Thiên Huế 2023: 7.540 = 2,27 % and 9.002 = 2,71 %."""
    place = "tinh-thua-thien-hue"
    assert [] == found(
        indicator("poor", row(place, 2023, "7540")),
        indicator("rate", row(place, 2023, "2,27")),
        indicator("near", row(place, 2023, "9002")),
        indicator("near-rate", row(place, 2023, "2,71")),
    )


PLAN_440 = (
    '{place: tinh-thua-thien-hue, period: 2023, value: "3,17", drop_points: "0,96", standard: 2022-2026, '
    "source: lawnet-217%s}"
)


@pytest.mark.parametrize(("note", "expected"), [("", ["G726"]), (', note: "Chưa rõ mức gốc."', [])])
def test_hue_plan_base(found: Found, note: str, expected: list[str]) -> None:
    """Plan 440 begins at 4,13 %; the published result of 2022 is 3,56 %."""
    result = row("tinh-thua-thien-hue", 2022, "3,56")
    problems = found(indicator("poor"), indicator("rate", result, targets=(PLAN_440 % note,)))
    assert expected == [code for code, _ in problems]
    assert all(("4,13 %", "3,56 %") == (facts["base"], facts["result"]) for _, facts in problems)


# --- told apart by what they are -------------------------------------------------------------------------


def test_aluoi_2023(read: Read) -> None:
    """3.485 poor households by one source and 3.885 by another: one is chosen, the other stays beside it."""
    others = '[{value: "3885", source: quochoitv-aluoi}]'
    catalogue = read(indicator("poor", row("huyen-a-luoi", 2023, "3485", others=others)))
    [figure] = figures_of(catalogue, "poor").all
    assert (Decimal(3485), [(Decimal(3885), "quochoitv-aluoi")]) == (figure.value, [tuple(o) for o in figure.others])


def test_cam_xuyen_standards(read: Read) -> None:
    """5,13 % by a standard that the source does not name, and 2,80 %: no line, no difference."""
    place = "huyen-cam-xuyen"
    rows = (row(place, 2020, "5,13", standard="unknown"), row(place, 2023, "2,80"))
    catalogue = read(indicator("rate", *rows))
    series = series_of(catalogue, catalogue.indicator("rate"), place)
    assert ([["5.13"], ["2.80"]], None) == (
        [[str(point.value) for point in segment] for segment in series.segments],
        series.change,
    )


def test_hue_target(read: Read) -> None:
    """Target 3,17 %, result 2,27 %: nobody reads the one as the other."""
    place = "tinh-thua-thien-hue"
    note = ', note: "Chưa rõ mức gốc."'
    catalogue = read(indicator("rate", row(place, 2023, "2,27"), targets=(PLAN_440 % note,)))
    series = series_of(catalogue, catalogue.indicator("rate"), place)
    assert [Decimal("2.27")] == [point.value for point in series.points]
    assert [Decimal("3.17")] == [goal.value for goal in series.goals]


def test_hue_commune_name(found: Found) -> None:
    """A plan of April 2025 says Lộc Sơn; the list in force says Hưng Lộc."""
    head = "period: 2025\nstandard: 2022-2026\nsource: lawnet-217\ncolumns: {so_ho: poor}\n"
    table = "ma_dia_ban;ten_dia_ban;so_ho\nxa-hung-loc;Xã Lộc Sơn;120\n"
    review = f"=== content/chi-so/so-lieu/a.yml\n{head}=== content/chi-so/so-lieu/a.csv\n{table}"
    assert [("G716", "Xã Hưng Lộc")] == [(code, facts["place"]) for code, facts in found(indicator("poor"), review)]


def test_gso_vs_review(read: Read) -> None:
    """The survey's 4,5 % of 2020 and the administrative review are never joined."""
    survey = {"method": "survey", "standard": "2016-2020"}
    rows = (row("viet-nam", 2016, "9,9", **survey), row("viet-nam", 2020, "4,5", **survey))
    review = row("viet-nam", 2021, "2,23", standard="2016-2020")
    catalogue = read(indicator("rate", *rows, review))
    series = series_of(catalogue, catalogue.indicator("rate"), "viet-nam")
    assert ["gap", "method"] == [one.reason for one in series.breaks]
    assert series.change is None


def test_goal_2025(read: Read) -> None:
    """Goal 0,9 %, estimate 1,3 %: an estimate is no result, a goal no estimate."""
    goal = '{place: viet-nam, period: 2025, value: "0,9", standard: 2022-2026, source: lawnet-217}'
    catalogue = read(indicator("rate", row("viet-nam", 2025, "1,3", kind="estimate"), targets=(goal,)))
    series = series_of(catalogue, catalogue.indicator("rate"), "viet-nam")
    assert [("1.3", "estimate", "E")] == [(str(p.value), p.kind, p.status) for p in series.points]
    assert ([Decimal("0.9")], None) == ([one.value for one in series.goals], series.latest_result)
