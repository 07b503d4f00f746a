"""Regular expressions mean the same on every Python that the package runs on."""

import re
from pathlib import Path

import pytest

# `(...)++`: Python 3.11.0 to 3.11.4 may find nothing where such a group holds a choice.
HELD_GROUP = re.compile(r"(?<!\\)\)[+*?]\+")


def held_groups(text: str) -> list[int]:
    """The lines in which a group may give nothing back."""
    return [number for number, line in enumerate(text.splitlines(), 1) if HELD_GROUP.search(line)]


def test_no_group_of_a_pattern_is_held(repository: Path) -> None:
    files = [file for suffix in ("py", "yml") for file in (repository / "plugins").rglob(f"*.{suffix}")]
    found = {file.name: lines for file in files if (lines := held_groups(file.read_text(encoding="utf-8")))}
    assert (True, {}) == (len(files) > 200, found)


@pytest.mark.parametrize(
    ("pattern", "lines"), [("(?:a|b)++c", [1]), ("a\n(b)?+", [2]), (r"[ab]++\)++", []), ("(a|b)+c++", [])]
)
def test_a_held_group_is_seen(pattern: str, lines: list[int]) -> None:
    assert lines == held_groups(pattern)
