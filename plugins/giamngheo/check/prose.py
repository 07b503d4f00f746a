"""Rules about sentences: points called percent, and where in a file sentences stand."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from giamngheo.check.context import Context
from giamngheo.kinds.body import Body
from giamngheo.kinds.problem import Position, Problem
from giamngheo.load.text import position_at
from giamngheo.markup.code import without_code
from giamngheo.words import say

# What readers see of an entry before its body.
FIELDS = ("title", "summary", "short_answer")
# Of a text: where something stands in it, and what.
Find = Callable[[str], Iterable[tuple[Any, ...]]]


def found_in_texts(context: Context, name: str, find: Find) -> Iterator[tuple[str, Position, list[str]]]:
    """What is found in every body and in the fields above it; a text is looked through once, until it changes."""
    in_body, in_head, head = partial(_in_body, find), partial(_in_head, context, find), f"{name}_in_head"
    for body in context.bodies:
        for line, column, *facts in body.noted(name, in_body):
            yield body.path, Position(line, column), facts
        for field, *facts in body.noted(head, in_head) if body.source in context.links.by_source else ():
            yield body.path, context.links.by_source[body.source].where(field), facts


def _in_body(find: Find, body: Body) -> list[tuple[Any, ...]]:
    text = without_code(body.text)
    return [(*position_at(text, offset, body.line), *facts) for offset, *facts in find(text)]


def _in_head(context: Context, find: Find, body: Body) -> list[tuple[Any, ...]]:
    entry = context.links.by_source[body.source].entry
    texts = ((field, getattr(entry, field, None)) for field in FIELDS)
    return [(field, *facts) for field, text in texts if text for _, *facts in find(text)]


def points_called_percent(context: Context) -> Iterator[Problem]:
    """A drop in percent beside a rate: the press means percentage points."""
    for path, where, (found, value) in found_in_texts(context, "drop_in_percent", _drops_in_percent):
        yield Problem.at("G708", path, where, found=found, value=value)


def _drops_in_percent(text: str) -> list[tuple[int, str, str]]:
    if "%" not in text:
        return []
    found = re.finditer(say("pattern.drop_in_percent"), text, re.IGNORECASE)
    return [(match.start(), match[0], match["value"]) for match in found if _means_points(text, match)]


def _means_points(text: str, match: re.Match[str]) -> bool:
    """Beside a rate, in the writer's own words, and not already explained as points."""
    is_beside_rate = re.search(say("pattern.rate"), _sentence_around(text, match.start()), re.IGNORECASE)
    is_quoted = text.rfind("\u201c", 0, match.start()) > text.rfind("\u201d", 0, match.start())
    is_explained = re.match(say("pattern.points_after"), text[match.end() :], re.IGNORECASE)
    return bool(is_beside_rate) and not is_quoted and not is_explained


def _sentence_around(text: str, offset: int) -> str:
    start = max(text.rfind(mark, 0, offset) for mark in (". ", "\n\n", "! ", "? "))
    ends = [text.find(mark, offset) for mark in (". ", "\n\n", "! ", "? ")]
    end = min((e for e in ends if e >= 0), default=len(text))
    return text[start + 1 : end]
