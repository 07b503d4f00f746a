"""Calls for a figure in a text, `{{ so("ty-le-ho-ngheo", "tp-hue", 2025) }}`: found here, filled in before Markdown.

A syntax of our own and no template language: what editors write is never run.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Self

from giamngheo.kinds.problem import TOP, Position
from giamngheo.load.text import position_at
from giamngheo.markup.code import without_code

# One that is not closed is found too, to be told.
_CALL = re.compile(r"\{\{(?:([^{}]*)\}\})?")
_FORM = re.compile(r"\s*(\w+)\s*\(([^()]*)\)\s*")
_ARGUMENT = re.compile(r"[^,]+")
# Word processors set typographic quotes.
_QUOTES = " \n\t\"'\u2018\u2019\u201c\u201d"


class Call(NamedTuple):
    """A call as typed; without a name it is no call at all. `places` are those of the call and of its arguments."""

    typed: str
    name: str
    arguments: tuple[str, ...]
    places: tuple[Position, ...]

    @classmethod
    def again(cls, typed: str, name: str, arguments: Iterable[str], places: Iterable[Sequence[int]]) -> Self:
        """From the plain lists that notes are kept as."""
        return cls(typed, name, tuple(arguments), tuple(Position(*place) for place in places))


def calls(text: str, line: int = TOP.line) -> Iterator[Call]:
    """Every call of a text without code that begins on this line of its file."""
    for match in _CALL.finditer(text):
        form = _FORM.fullmatch(match[1] or "")
        inside = list(_ARGUMENT.finditer(form[2])) if form else []
        first = match.start(1) + form.start(2) if form else 0
        offsets = [match.start(), *(first + one.start() + _indent(one[0]) for one in inside)]
        yield Call(
            match[0],
            form[1] if form else "",
            tuple(one[0].strip(_QUOTES) for one in inside),
            tuple(position_at(text, offset, line) for offset in offsets),
        )


def _indent(argument: str) -> int:
    return len(argument) - len(argument.lstrip(_QUOTES))


def filled(text: str, quotes: Mapping[str, str]) -> str:
    """The text with what each call prints; a call without an answer stays as typed."""
    if not quotes:
        return text
    parts, end = [], 0
    for match in _CALL.finditer(without_code(text)):
        parts += [text[end : match.start()], quotes.get(match[0], match[0])]
        end = match.end()
    return "".join([*parts, text[end:]])
