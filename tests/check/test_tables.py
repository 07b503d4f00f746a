"""What the rules say of the tables of reviews: of the head once, of a row at its row, of two files with both."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from giamngheo.kinds.problem import Problem
from giamngheo.portal import assemble

Write = Callable[[str], Path]
COUNT = """
=== content/chi-so/ho-ngheo.yml
name: Số hộ nghèo
plain: Có bao nhiêu hộ nghèo
unit: household
observations: {observations}
=== content/chi-so/ty-le.yml
name: Tỷ lệ
plain: Trong 100 hộ
unit: percent
decimals: 2
observations: []
"""
FOLDER = "content/chi-so/so-lieu"


def review(name: str, *rows: str, period: int = 2023, standard: str = "2022-2026", column: str = "ho-ngheo") -> str:
    head = f"period: {period}\nstandard: {standard}\nsource: lawnet-217\ncolumns: {{so: {column}}}\n"
    table = "ma_dia_ban;so;ghi_chu\n" + "\n".join(rows)
    return f"=== {FOLDER}/{name}.yml\n{head}=== {FOLDER}/{name}.csv\n{table}\n"


@pytest.fixture
def found(write: Write) -> Callable[..., list[Problem]]:
    def problems(*files: str, observations: str = "[]") -> list[Problem]:
        text = COUNT.replace("{observations}", observations) + "".join(files)
        return list(assemble(write(text) / "content", "tp-hue", date(2026, 11, 21)).problems)

    return problems


def places(problems: list[Problem]) -> list[tuple[str, str, int, int]]:
    return [(one.code, one.path.rpartition("/")[2], one.line, one.column) for one in problems]


Found = Callable[..., list[Problem]]


def test_a_place_that_had_ceased_is_told_at_its_row_with_its_heirs(found: Found) -> None:
    problems = found(review("a", "tp-hue;3;", "huyen-a-luoi;5;", period=2025))
    assert [("G706", "a.csv", 3, 1)] == places(problems)
    assert "xa-a-luoi-2" in dict(problems[0].facts)["kin"]


def test_a_place_that_had_not_begun_is_told_with_its_forebears(found: Found) -> None:
    problems = found(review("a", "tp-hue;3;"))
    assert "tinh-thua-thien-hue" in dict(problems[0].facts)["kin"]


def test_a_standard_of_other_years_is_told_once_at_the_head(found: Found) -> None:
    rows = ("huyen-a-luoi;5;", "huyen-tram-tau;6;")
    assert [("G705", "a.yml", 2, 11)] == places(found(review("a", *rows, standard="2016-2020")))


def test_a_result_of_a_year_that_has_not_ended_is_told_once_at_the_head(found: Found) -> None:
    assert [("G709", "a.yml", 1, 9)] == places(found(review("a", "tp-hue;5;", period=2026)))


def test_a_rate_above_a_hundred_is_told_at_its_cell(found: Found) -> None:
    assert [("G711", "a.csv", 2, 14)] == places(found(review("a", "huyen-a-luoi;244;", column="ty-le")))


def test_two_tables_with_the_same_place_are_told_once_with_both_files(found: Found) -> None:
    rows = ("huyen-a-luoi;5;", "huyen-tram-tau;6;")
    problems = found(review("a", *rows), review("b", *rows))
    assert [("G710", "b.csv", 2, 14)] == places(problems)
    assert f"2 của {FOLDER}/a.csv" == dict(problems[0].facts)["first"]


def test_a_value_typed_beside_a_table_is_told(found: Found) -> None:
    typed = "\n  - {place: huyen-a-luoi, period: 2023, value: 5, standard: 2022-2026, source: lawnet-217}"
    problems = found(review("a", "huyen-a-luoi;5;"), observations=typed)
    assert [("G710", "a.csv", 2, 14)] == places(problems)
    assert "5 của content/chi-so/ho-ngheo.yml" == dict(problems[0].facts)["first"]


def test_a_preliminary_and_a_final_review_stand_side_by_side(found: Found) -> None:
    first = review("a", "huyen-a-luoi;6;").replace("source:", "kind: preliminary\nsource:")
    assert [] == found(first, review("b", "huyen-a-luoi;5;"))


def test_an_unknown_indicator_of_a_column_is_told_at_the_head(found: Found) -> None:
    assert [("R401", "a.yml", 4, 15)] == places(found(review("a", "huyen-a-luoi;5;", column="ho-ngeo")))


@pytest.mark.parametrize(("note", "expected"), [("", ["G725"]), ("Nguồn in như vậy.", [])])
def test_a_note_in_the_row_says_that_it_was_published_so(found: Found, note: str, expected: list[str]) -> None:
    files = (
        review("a", "huyen-a-luoi;5000;", period=2022),
        review("b", f"huyen-a-luoi;500;{note}", period=2023),
        review("c", "huyen-a-luoi;4000;", period=2024),
    )
    assert expected == [problem.code for problem in found(*files)]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((5000, 4000, 3000), []),
        ((5000, 500), [2023]),
        ((500, 5000, 4500), [2022]),
        ((5000, 4500, 450), [2024]),
        ((5000, 500, 4500), [2023]),
        ((50, 5), []),
        ((5000, 0), [2023]),
    ],
)
def test_the_year_that_is_unlike_the_others_is_asked_about(
    found: Found, values: tuple[int, ...], expected: list[int]
) -> None:
    files = [review(f"n-{n}", f"huyen-a-luoi;{v};", period=2022 + n) for n, v in enumerate(values)]
    problems = found(*files)
    assert expected == [int(dict(problem.facts)["period"]) for problem in problems]
