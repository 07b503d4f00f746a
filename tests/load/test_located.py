"""YAML read as text: nothing is converted behind the editor's back, and every value knows where it stands."""

import pytest

from giamngheo.kinds.problem import Position
from giamngheo.load.located import Located, read_yaml

TEXT = """\
name: Tỷ lệ hộ nghèo
home: {place: tp-hue, code: 04571}
observations:
  - {period: 2023, value: 2.80}
  - period: 2024
    value: "1,4"
topics: [ra-soat, so-lieu]
"""


@pytest.fixture(scope="module")
def located() -> Located:
    return read_yaml(TEXT, "content/chi-so/a.yml")


@pytest.mark.parametrize(
    "typed", ["NO", "no", "yes", "12:30", "04571", "1.234", "2.80", "0x1F", "2026-13-40", "1_000", ".5"]
)
def test_what_was_typed_stays_what_was_typed(typed: str) -> None:
    assert {"value": typed} == read_yaml(f"value: {typed}\n", "a.yml").data


@pytest.mark.parametrize("typed", ["", "~", "null", '""'])
def test_an_empty_field_is_a_field_that_is_not_there(typed: str) -> None:
    assert {"name": "a"} == read_yaml(f"name: a\nvalue: {typed}\n", "a.yml").data


@pytest.mark.parametrize("typed", ["\\0", "\\x01", "\\v", "\\f", "\\uFFFE"])
def test_an_escape_brings_no_sign_that_no_file_for_others_may_hold(typed: str) -> None:
    assert {"name": "hộ nghèo"} == read_yaml(f'name: "hộ{typed}nghèo"\n', "a.yml").data


def test_the_word_null_in_quotes_is_a_word() -> None:
    assert {"name": "null"} == read_yaml('name: "null"\n', "a.yml").data


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("name",), Position(1, 7)),
        (("home", "code"), Position(2, 29)),
        (("observations", 0, "value"), Position(4, 27)),
        (("observations", 1), Position(5, 5)),
        (("observations", 1, "value"), Position(6, 12)),
        (("topics", 1), Position(7, 19)),
    ],
)
def test_a_value_knows_its_line_and_column(located: Located, path: tuple[str | int, ...], expected: Position) -> None:
    assert expected == located.positions[path]


def test_a_key_knows_its_line_and_column(located: Located) -> None:
    assert Position(6, 5) == located.keys[("observations", 1, "value")]


def test_lines_are_counted_from_where_the_block_begins_in_its_file() -> None:
    assert Position(12, 7) == read_yaml(TEXT, "a.md", first_line=12).positions[("name",)]


def test_a_decimal_comma_inside_braces_is_told_and_read() -> None:
    located = read_yaml("{place: tp-hue, value: 12,5, period: 2023}\n", "a.yml")
    assert [("Y207", 1, 24)] == [(problem.code, problem.line, problem.column) for problem in located.problems]
    assert {"place": "tp-hue", "value": "12,5", "period": "2023"} == located.data


def test_a_decimal_comma_outside_braces_is_fine() -> None:
    located = read_yaml("value: 12,5\n", "a.yml")
    assert ({"value": "12,5"}, []) == (located.data, located.problems)


def test_the_second_of_two_equal_fields_is_told_and_the_first_kept() -> None:
    located = read_yaml("date: 2026-11-02\ndate: 2026-11-03\n", "a.yml")
    assert [("Y203", 2, 1)] == [(problem.code, problem.line, problem.column) for problem in located.problems]
    assert {"date": "2026-11-02"} == located.data


def test_the_same_field_in_two_parts_is_no_duplicate() -> None:
    assert [] == read_yaml("a: {id: x}\nb: {id: x}\nc:\n  - id: x\n  - id: x\n", "a.yml").problems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: Vay vốn: hỏi ở đâu\n", {"title": "Vay vốn: hỏi ở đâu"}),
        ("title: @ủy ban xã\n", {"title": "@ủy ban xã"}),
        ('title: "Hộ nghèo" là gì\n', {"title": "'Hộ nghèo' là gì"}),
        ("title: [Mới] Vay vốn\n", {"title": "[Mới] Vay vốn"}),
        ('title: "Vay vốn\nsummary: "Hỏi ở đâu"\n', {"title": "Vay vốn", "summary": "Hỏi ở đâu"}),
        ("home:\n\tplace: tp-hue\n", {"home": {"place": "tp-hue"}}),
    ],
)
def test_a_mistake_of_syntax_is_mended_in_memory_to_read_on(text: str, expected: dict[str, object]) -> None:
    located = read_yaml(text, "a.yml")
    assert expected == located.data
    assert 1 == len(located.problems)


def test_a_quote_that_is_closed_on_a_later_line_is_no_mistake() -> None:
    located = read_yaml('summary: "Hỏi xã,\n  hỏi thôn."\nvalue: 1\n', "a.yml")
    assert ({"summary": "Hỏi xã, hỏi thôn.", "value": "1"}, []) == (located.data, located.problems)


def test_a_value_that_holds_itself_ends_the_reading_with_a_message() -> None:
    located = read_yaml("a: &a\n  b: *a\n", "a.yml")
    assert [("Y209", 1), ("Y209", 2)] == [(problem.code, problem.line) for problem in located.problems]


def test_a_hard_space_of_word_is_a_space_where_yaml_wants_one_and_stays_in_a_text() -> None:
    hard = "\u00a0"
    located = read_yaml(
        f'title:{hard}"Hộ{hard}nghèo"\npictures:\n{hard} -{hard}file: a.jpg\n{hard}  {hard}alt: b\n', "a.md"
    )
    assert [] == located.problems
    assert {"title": f"Hộ{hard}nghèo", "pictures": [{"file": "a.jpg", "alt": "b"}]} == located.data


def test_a_value_in_its_quotes_is_not_blamed_for_a_line_that_stands_too_deep() -> None:
    located = read_yaml('household:\n  name: "a"\n    members: "4"\ntitle: "b"\n', "a.md")
    assert ["Y205"] == [problem.code for problem in located.problems]
