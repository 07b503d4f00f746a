"""Front matter and body keep their places in the file, however the file was saved."""

from pathlib import Path

import pytest

from giamngheo.kinds.problem import Position
from giamngheo.load.front_matter import FrontMatter, read_front_matter
from giamngheo.load.text import TextFile, read_text

TEXT = '---\ntitle: "Nước sạch"\ndate: 2026-11-02\n---\n\nThôn đã có nước.\n\n---\n\nHết.\n'


def read(text: str) -> FrontMatter:
    return read_front_matter(TextFile("content/a.md", text))


def test_title_and_body_know_their_lines() -> None:
    parts = read(TEXT)
    assert Position(2, 8) == parts.located.positions[("title",)]
    assert (6, "Thôn đã có nước.\n\n---\n\nHết.") == (parts.body_line, parts.body)


def test_a_rule_in_the_body_ends_no_front_matter() -> None:
    assert {"title": "Nước sạch", "date": "2026-11-02"} == read(TEXT).located.data


@pytest.mark.parametrize("before", ["", "\n", "\n\n  \n"])
@pytest.mark.parametrize("between", ["", "\n", "\n\n"])
def test_empty_lines_before_and_inside_shift_nothing(before: str, between: str) -> None:
    parts = read(before + TEXT.replace("---\n", "---\n" + between, 1))
    shift = before.count("\n") + between.count("\n")
    assert 2 + shift == parts.located.positions[("title",)].line
    assert 6 + shift == parts.body_line


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_windows_line_ends_and_byte_order_mark_change_no_position(tmp_path: Path, end: str, mark: bytes) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(mark + TEXT.replace("\n", end).encode())
    text, problems = read_text(file, "content/a.md")
    assert text is not None
    assert (TEXT, []) == (text.text, problems)
    assert Position(3, 7) == read_front_matter(text).located.positions[("date",)]


@pytest.mark.parametrize("text", ["", "Thôn đã có nước.\n", "---\ntitle: a\n\nThôn.\n", "title: a\n---\nThôn.\n"])
def test_a_file_without_front_matter_is_told_once(text: str) -> None:
    assert [("Y206", 1, 1)] == [(p.code, p.line, p.column) for p in read(text).located.problems]


def test_empty_front_matter_holds_nothing_and_says_nothing() -> None:
    parts = read("---\n---\nThôn đã có nước.\n")
    assert (None, []) == (parts.located.data, parts.located.problems)
    assert (3, "Thôn đã có nước.") == (parts.body_line, parts.body)


def test_a_body_that_repeats_a_word_of_the_front_matter_is_found_in_its_own_place() -> None:
    assert 5 == read("---\ntitle: Nước\nsummary: Nước\n---\nNước").body_line
