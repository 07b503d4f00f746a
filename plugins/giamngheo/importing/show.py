"""What was understood, as tables for a terminal."""

import shutil
import unicodedata
from collections.abc import Sequence

GAP = "  "
# Where nobody looks at a terminal: wide enough for ten columns of figures.
WIDTH = 160
NARROWEST = 12


def table(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: frozenset[int] = frozenset(),
    elastic: frozenset[int] = frozenset(),
) -> str:
    """Columns of even width, those of numbers to the right; only what is elastic is cut where the terminal ends."""
    every = [header, *rows]
    widths = [max(_width(row[i]) for row in every) for i in range(len(header))]
    room = shutil.get_terminal_size((WIDTH, 24)).columns - len(GAP) * len(widths)
    while sum(widths) > room and max((widths[i] for i in elastic), default=0) > NARROWEST:
        widths[max(elastic, key=lambda i: widths[i])] -= 1
    lines = [GAP.join(_cell(row[i], widths[i], i in right) for i in range(len(header))).rstrip() for row in every]
    rule = GAP.join("\u2500" * width for width in widths)
    return "\n".join([lines[0], rule, *lines[1:]])


def _width(text: str) -> int:
    return sum(not unicodedata.combining(char) for char in text)


def _cell(text: str, width: int, is_right: bool) -> str:
    if _width(text) > width:
        text = text[: width - 1] + "\u2026"
    space = " " * (width - _width(text))
    return space + text if is_right else text + space
