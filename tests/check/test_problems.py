"""One example of every problem: the files an editor might write and, to the letter, what the check says about them.

An example is a tree of files in plain text (problems/CODE.txt). `=== path` begins a file, `=== expected` what is
printed; a first line `today: 2026-11-21` sets the day. Beside a path, `(bytes)` turns `\\xE1` into that byte and
`(repeat 300000)` writes the text as often; `(link)` makes a link to the path below it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from giamngheo.check.report import told
from giamngheo.kinds.problem import SEVERITY
from giamngheo.portal import assemble
from giamngheo.words import words

EXAMPLES = sorted((Path(__file__).parent / "problems").glob("*.txt"))
TODAY = date(2026, 11, 21)
LINK = " (link)"


@dataclass(frozen=True)
class Example:
    """What is written, on which day it is checked, and what the editor reads."""

    files: Mapping[str, bytes]
    links: Mapping[str, str]
    today: date
    expected: str


def read_example(file: Path) -> Example:
    head, *parts = re.split(r"^=== ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    sections = dict(part.split("\n", 1) for part in parts)
    expected = sections.pop("expected").strip("\n")
    today = re.search(r"^today: (\S+)$", head, re.MULTILINE)
    links = {path: sections.pop(path).strip() for path in [*sections] if path.endswith(LINK)}
    files = dict(content_of(*section) for section in sections.items())
    links = {path.removesuffix(LINK): target for path, target in links.items()}
    return Example(files, links, date.fromisoformat(today[1]) if today else TODAY, expected)


def content_of(heading: str, text: str) -> tuple[str, bytes]:
    """The path that a heading names, and the bytes below it."""
    path, _, mark = heading.partition(" (")
    data = text.encode()
    if mark == "bytes)":
        data = re.sub(rb"\\x([0-9A-F]{2})", lambda found: bytes.fromhex(found[1].decode()), data)
    elif mark:
        data *= int(mark.removeprefix("repeat ").removesuffix(")"))
    return path, data


def printed(example: Example, folder: Path) -> str:
    """Everything that the check says, as an editor reads it."""
    (folder / "content").mkdir()
    for path, data in example.files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    for path, target in example.links.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).symlink_to(target)
    portal = assemble(folder / "content", "tp-hue", example.today)
    return "\n".join(told(problem) for problem in portal.problems)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_the_editor_reads_exactly_this(file: Path, tmp_path: Path) -> None:
    example = read_example(file)
    assert example.expected == printed(example, tmp_path)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_an_example_shows_the_problem_it_is_named_after(file: Path) -> None:
    code = file.stem.partition("-")[0]
    assert re.search(rf"^content/\S+:\d+:\d+  {code}  ", read_example(file).expected, re.MULTILINE)


def test_every_problem_has_its_example() -> None:
    assert set(SEVERITY) == {file.stem.partition("-")[0] for file in EXAMPLES}


@pytest.mark.parametrize("part", ["title", "fact", "remedy"])
def test_every_problem_is_told_in_words(part: str) -> None:
    assert [] == [code for code in SEVERITY if f"problem.{code}.{part}" not in words()]
