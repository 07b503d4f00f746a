"""How answers are read: what cannot be is refused with the reason, and asked again."""

import difflib
import re
from collections.abc import Callable, Sequence
from datetime import date

from giamngheo.importing.dialogue import Wrong
from giamngheo.kinds.values import ID_PATTERN
from giamngheo.words import say

# The answer that leaves a column or a row out.
LEFT_OUT = "-"


def one_of(choices: Sequence[str]) -> Callable[[str], str]:
    """An answer among a few, by its word or by its number in the list."""

    def read(answer: str) -> str:
        if answer in choices:
            return answer
        if answer.isdigit() and 1 <= int(answer) <= len(choices):
            return choices[int(answer) - 1]
        raise Wrong(say("import.wrong.choice", choices=", ".join(choices), close=close(answer, choices)))

    return read


def close(answer: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(answer, known, n=3, cutoff=0.5)
    return say("import.perhaps", close=", ".join(near)) if near else ""


def a_day(answer: str) -> date:
    """2023-12-31 or 31/12/2023."""
    parts = re.split(r"[-/.]", answer)
    try:
        year, month, day = map(int, parts if len(parts[0]) == 4 else reversed(parts))
        return date(year, month, day)
    except ValueError:
        raise Wrong(say("import.wrong.day", answer=answer)) from None


def a_year(answer: str) -> int:
    if not re.fullmatch(r"(19|20)\d\d", answer):
        raise Wrong(say("import.wrong.year", answer=answer))
    return int(answer)


def an_id(answer: str) -> str:
    if not re.fullmatch(ID_PATTERN, answer):
        raise Wrong(say("import.wrong.id", answer=answer))
    return answer


def a_row_span(answer: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d+)(?:\s*[-\u2013]\s*(\d+))?", answer)
    if not found or int(found[2] or found[1]) < int(found[1]):
        raise Wrong(say("import.wrong.rows", answer=answer))
    return int(found[1]), int(found[2] or found[1])
