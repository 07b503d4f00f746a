"""The words by which a table shows what its columns and rows are (`signs.yml`)."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from giamngheo.words.slug import slugify

SIGNS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "signs.yml").read_text(encoding="utf-8"))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    signs = SIGNS
    *path, last = name.split(".")
    for step in path:
        signs = signs[step]
    return re.compile(signs[last])


def says(name: str, text: str) -> re.Match[str] | None:
    """Whether text, looked at without marks, is one of those words."""
    return _pattern(name).fullmatch(slugify(text))


def tells(name: str, text: str) -> re.Match[str] | None:
    """Whether such words stand in a text, with their marks."""
    return re.compile(SIGNS[name], re.IGNORECASE).search(text)
