"""Where in a sheet the table stands: its header, its columns, the role of every row."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Literal

from msgspec import Struct

from giamngheo.importing.cells import Cell, Sheet
from giamngheo.importing.numbers import typed
from giamngheo.importing.signs import says
from giamngheo.words.slug import slugify

# Whether a text names a place that the register knows, on whatever day.
Knows = Callable[[str], bool]
# A row with something among the figures; one with a name alone; what stands above, between and below them.
Role = Literal["figures", "group", "title", "header", "numbering", "repeated", "note"]
ColumnKind = Literal["place", "group", "number", "code", "note", "status", "value", "text", "empty"]
_NUMBERING = re.compile(r"\(?\s*([0-9]{1,2}|[A-Z])\s*\)?(\s*=.*)?")
_RUNNING = re.compile(r"\(?([0-9]+([.][0-9]+)*|[IVXLC]+|[A-Z])[.)]?")


class Unclear(Exception):
    """No column of names with figures beside it: there is no table in the sheet."""


class Row(Struct, frozen=True):
    """One row: its role, the text that names its place, and the district that a column beside it puts it under."""

    number: int
    role: Role
    name: str = ""
    around: str = ""


class Layout(Struct, frozen=True):
    """The table in a sheet; `is_sure` is False where a person has to say which rows are its header."""

    sheet: Sheet
    header: tuple[int, ...]
    columns: dict[int, ColumnKind]
    rows: tuple[Row, ...]
    is_sure: bool

    def column(self, kind: ColumnKind) -> int | None:
        return next((column for column, it in self.columns.items() if it == kind), None)

    @property
    def values(self) -> tuple[int, ...]:
        return tuple(column for column, kind in self.columns.items() if kind == "value")

    def heading(self, column: int) -> tuple[str, ...]:
        """The texts above a column, from the group's to its own, each once."""
        texts = (self.sheet.spread(row, column) or self._borrowed(row, column) for row in self.header)
        return tuple(dict.fromkeys(" ".join(text.split()) for text in texts if text))

    def borrows(self, column: int) -> bool:
        """Whether a group's heading only stands to the left: in a CSV file nothing is merged."""
        return any(self._borrowed(row, column) for row in self.header)

    def _borrowed(self, row: int, column: int) -> str:
        if not self._has_below(row, column) or self.sheet.spread(row, column):
            return ""
        left = next((c for c in reversed(self.values) if c < column and self.sheet.spread(row, c)), None)
        is_group = left is not None and self._has_below(row, left) and self.sheet.area(row, left)[3] == left
        return self.sheet.spread(row, left) if left is not None and is_group else ""

    def _has_below(self, row: int, column: int) -> bool:
        """Whether another heading stands under that of a row."""
        own = self.sheet.spread(row, column)
        return any(self.sheet.spread(r, column) not in ("", own) for r in self.header if r > row)

    def texts(self, *roles: Role) -> list[tuple[int, str]]:
        """The rows of some roles with all that stands in them."""
        return [(row.number, line_of(self.sheet, row.number)) for row in self.rows if row.role in roles]


def line_of(sheet: Sheet, row: int) -> str:
    return " ".join(sheet.text(row, column) for column in sheet.columns if sheet.at(row, column))


def lay_out(sheet: Sheet, knows: Knows, header: tuple[int, int] | None = None) -> Layout:
    """The layout of a sheet; with `header`, the first and last row of its header are known already."""
    return Finder(sheet, knows, header).layout()


class Finder(Struct, frozen=True, dict=True):
    """Finds a table by the places that it names: they are the one thing every such table has."""

    sheet: Sheet
    knows: Knows
    given: tuple[int, int] | None

    # --- names ---

    @cached_property
    def named(self) -> Counter[int]:
        """How many different places each column names."""
        seen = {(at[1], cell.shown) for at, cell in self.sheet.cells.items() if cell.kind == "text"}
        return Counter(column for column, text in seen if self.knows(text))

    @cached_property
    def name(self) -> int:
        """The column of places: of a district's and a commune's the right one, which has more of them."""
        counts = self.named or Counter(at[1] for at, cell in self.sheet.cells.items() if _is_wordy(cell))
        if not counts:
            raise Unclear
        return max(counts, key=lambda column: (counts[column], column))

    @cached_property
    def group(self) -> int | None:
        return min((column for column in self.named if column < self.name), default=None)

    def text_of(self, row: int) -> str:
        """What names a row: a district's own row has its name in the column of districts."""
        name = self.sheet.text(row, self.name)
        return name or (self.sheet.text(row, self.group) if self.group else "")

    def _around(self, row: int) -> str:
        """The district beside a row, in merged cells or written once above it."""
        if self.group is None or not self.sheet.text(row, self.name):
            return ""
        above = (self.sheet.text(r, self.group) for r in reversed(self.sheet.rows) if self.first <= r <= row)
        return next((text for text in above if text), "")

    # --- where the figures begin and end ---

    def _numbers(self, row: int) -> list[Cell]:
        others = (self.sheet.at(row, column) for column in self.sheet.columns if column != self.name)
        return [cell for cell in others if cell is not None and is_numeric(cell)]

    def _is_numbering(self, row: int) -> bool:
        """(1) (2) (3), or A B 1 2 3=2/1."""
        texts = [cell.shown for c in self.sheet.columns if (cell := self.sheet.at(row, c)) is not None]
        found = [match for text in texts if (match := _NUMBERING.fullmatch(text))]
        numbers = [int(match[1]) for match in found if match[1].isdigit()]
        runs = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
        return len(found) == len(texts) > 1 and runs

    def _opens(self, row: int) -> bool:
        text, numbers = self.text_of(row), self._numbers(row)
        if not numbers or self._is_numbering(row):
            return False
        is_header = says("column.place", text) or not _letters(text) or all(map(_is_year, numbers))
        return self.knows(text) or not is_header

    @cached_property
    def first(self) -> int:
        """The first row of figures, or the place or zone above it that opens a group."""
        if self.given is not None:
            below = (r for r in self.sheet.rows if r > self.given[1] and not self._is_numbering(r))
        else:
            below = (row for row in self.sheet.rows if self._opens(row))
        first = next(below, None)
        if first is None:
            raise Unclear
        above = [row for row in self.sheet.rows if (self.given or (0, 0))[1] < row < first]
        while above and (self.knows(self.text_of(above[-1])) or says("zone", self.text_of(above[-1]))):
            first = above.pop()
        return first

    @cached_property
    def last(self) -> int:
        below = [row for row in self.sheet.rows if row >= self.first]
        return max(row for row in below if self._numbers(row) or self.knows(self.text_of(row)) or row == self.first)

    # --- header ---

    def _header(self) -> tuple[tuple[int, ...], bool]:
        """The header's rows, and whether the table shows them beyond doubt."""
        if self.given is not None:
            return tuple(range(self.given[0], self.given[1] + 1)), True
        above = [row for row in self.sheet.rows if row < self.first and not self._is_numbering(row)]
        named = next((r for r in reversed(above) if says("column.place", self.sheet.text(r, self.name))), None)
        if named is None:
            return tuple(self._last_while(above, self._is_heading)), False
        higher = [row for row in above if row < named]
        groups = self._last_while(higher, self._is_group_heading)
        return (*groups, *(row for row in above if row >= named)), True

    @staticmethod
    def _last_while(rows: list[int], holds: Callable[[int], bool]) -> list[int]:
        """The last rows for which something holds."""
        start = len(rows)
        while start and holds(rows[start - 1]):
            start -= 1
        return rows[start:]

    def _texts(self, row: int) -> dict[int, str]:
        return {c: self.sheet.spread(row, c) for c in self.sheet.columns if self.sheet.spread(row, c)}

    def _is_group_heading(self, row: int) -> bool:
        """Texts over some of the figures and none over the names: no title, no unit, no letterhead."""
        texts = self._texts(row)
        is_right = min(texts, default=0) > self.name
        return is_right and not all(says("unit_note", text) for text in texts.values())

    def _is_heading(self, row: int) -> bool:
        texts = set(self._texts(row).values())
        return len(texts) > 1 and not any(says("unit_note", text) for text in texts)

    # --- columns and rows ---

    def layout(self) -> Layout:
        header, is_sure = self._header()
        kinds = {column: self._kind(column, header) for column in self.sheet.columns}
        columns = {column: kind for column, kind in kinds.items() if kind is not None}
        values = [column for column, kind in columns.items() if kind == "value"]
        rows = tuple(self._rows(header, values))
        return Layout(self.sheet, header, columns, rows, is_sure and bool(self.named))

    def _kind(self, column: int, header: tuple[int, ...]) -> ColumnKind | None:
        if column in (self.name, self.group):
            return "place" if column == self.name else "group"
        heading = " ".join(dict.fromkeys(self.sheet.spread(row, column) for row in header))
        kinds: tuple[ColumnKind, ...] = ("number", "code", "note", "status")
        told = next((kind for kind in kinds if says(f"column.{kind}", heading)), None)
        body = (self.sheet.at(row, column) for row in self.sheet.rows if self.first <= row <= self.last)
        cells = [cell for cell in body if cell is not None]
        if told or not cells:
            return told or ("empty" if heading else None)
        if column < self.name and all(_RUNNING.fullmatch(cell.shown) for cell in cells):
            return "number"
        return "text" if all(cell.kind == "text" for cell in cells) and any(map(_is_wordy, cells)) else "value"

    def _rows(self, header: tuple[int, ...], values: list[int]) -> Iterator[Row]:
        headings = {line_of(self.sheet, row) for row in header}
        for row in self.sheet.rows:
            yield self._row(row, header, headings, values)

    def _row(self, row: int, header: tuple[int, ...], headings: set[str], values: list[int]) -> Row:
        if row < self.first or self._is_numbering(row):
            role: Role = "header" if row in header else "numbering" if self._is_numbering(row) else "title"
            return Row(row, role)
        if line_of(self.sheet, row) in headings:
            return Row(row, "repeated")
        text = self.text_of(row)
        has_values = any(self.sheet.at(row, column) for column in values)
        if row > self.last or not (has_values or text):
            return Row(row, "note")
        return Row(row, "figures" if has_values else "group", text, self._around(row))


def is_numeric(cell: Cell) -> bool:
    """A number, or what stands for one: an error, a formula, digits typed as text."""
    return cell.kind in ("number", "error", "formula") or (
        cell.kind == "text" and typed(cell.shown, True) is not None
    )


def _letters(text: str) -> bool:
    return bool(re.search(r"[a-z]{2}", slugify(text)))


def _is_wordy(cell: Cell) -> bool:
    return cell.kind == "text" and _letters(cell.shown) and not is_numeric(cell)


def _is_year(cell: Cell) -> bool:
    return bool(re.fullmatch(r"(19|20)\d\d", cell.shown))
