"""A sheet as its reader sees it: every cell with what it shows, whatever file it came from."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal

from msgspec import Struct, field

# `flag` is Excel's TRUE or FALSE; `formula` is one whose result was never calculated.
CellKind = Literal["number", "text", "date", "error", "flag", "formula"]


class Cell(Struct, frozen=True):
    """What one cell shows. A number has all its digits (`exact`) and, where a format says so, those it shows.

    A percentage is held as a reader sees it: 45.2 for what Excel keeps as 0.452.
    """

    kind: CellKind
    shown: str
    exact: Decimal | None = None
    value: Decimal | None = None
    is_percent: bool = False
    has_format: bool = False
    day: date | None = None


class Area(tuple[int, int, int, int]):
    """Merged cells: first row, first column, last row, last column."""

    def holds(self, row: int, column: int) -> bool:
        return self[0] <= row <= self[2] and self[1] <= column <= self[3]


class Sheet(Struct, frozen=True, dict=True):
    """One sheet; rows and columns are numbered from 1 as Excel does."""

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False
    # What had to be done to read it: keys of sentences.
    remarks: tuple[tuple[str, Mapping[str, object]], ...] = field(default=())

    def at(self, row: int, column: int) -> Cell | None:
        return self.cells.get((row, column))

    def text(self, row: int, column: int) -> str:
        cell = self.cells.get((row, column))
        return cell.shown if cell else ""

    def spread(self, row: int, column: int) -> str:
        """The text of a cell, or of the merged cells that it lies in."""
        area = self._areas.get((row, column))
        return self.text(area[0], area[1]) if area else self.text(row, column)

    def area(self, row: int, column: int) -> Area:
        """The merged cells around a cell; itself where it stands alone."""
        return self._areas.get((row, column)) or Area((row, column, row, column))

    @cached_property
    def _areas(self) -> dict[tuple[int, int], Area]:
        return {(r, c): a for a in self.merged for r in range(a[0], a[2] + 1) for c in range(a[1], a[3] + 1)}

    @cached_property
    def rows(self) -> tuple[int, ...]:
        return tuple(sorted({row for row, _ in self.cells}))

    @cached_property
    def columns(self) -> tuple[int, ...]:
        return tuple(sorted({column for _, column in self.cells}))

    def without(self, rows: frozenset[int], columns: frozenset[int]) -> "Sheet":
        """The sheet as if those rows and columns were not there."""
        kept = {at: cell for at, cell in self.cells.items() if at[0] not in rows and at[1] not in columns}
        return Sheet(self.name, kept, self.merged, frozenset(), frozenset(), self.is_hidden, self.remarks)


def letter(column: int) -> str:
    """1 -> A, 27 -> AA"""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def spans(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """1, 2, 3, 7 -> (1, 3), (7, 7)"""
    run: list[int] = []
    for number in sorted(numbers):
        if run and number != run[-1] + 1:
            yield run[0], run[-1]
            run = []
        run.append(number)
    if run:
        yield run[0], run[-1]


def told_spans(numbers: Iterable[int]) -> str:
    """1, 2, 3, 7 -> 1-3, 7"""
    return ", ".join(f"{a}" if a == b else f"{a}\u2013{b}" for a, b in spans(numbers))
