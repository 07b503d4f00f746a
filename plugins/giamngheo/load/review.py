"""The table beside a review's head: a CSV as spreadsheets save it becomes figures, or problems by row and column.

Rows that cannot be trusted give no figure at all; what is wrong with them is an error, so nothing of it is published.
"""

import csv
import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple, cast

from msgspec import Struct, field

from giamngheo.keys import key_of
from giamngheo.kinds.catalogue import Item
from giamngheo.kinds.figure import Figure
from giamngheo.kinds.indicator import Indicator, Missing
from giamngheo.kinds.problem import Position, Problem
from giamngheo.kinds.review import FIXED, NAME, NOTE, PLACE, STATUS, Review, Row, Table
from giamngheo.load.cell import LETTERS, Fault, letter_of, number_of, sign_of
from giamngheo.load.gazetteer import Gazetteer
from giamngheo.load.text import read_text
from giamngheo.words import say

# Above the header a spreadsheet may have a title; a table of ours begins within these lines.
TITLE_LINES = 40
# A cell may hold a few lines of text; more of them mean a quote that was never closed.
CELL_LINES = 10


class Registers(Struct, frozen=True):
    """What tables are read against: the registers of places and indicators, and ids that could not be read."""

    gazetteer: Gazetteer
    indicators: Mapping[str, Item]
    broken: set[tuple[str, str]]


def read_tables(
    heads: Iterable[Item],
    items: Mapping[str, Mapping[str, Item]],
    broken: set[tuple[str, str]],
    content: Path,
    files: frozenset[str],
) -> Iterator[tuple[Item, Table | None, list[Problem]]]:
    """Every review with its table, and what is wrong with it."""
    registers = Registers(Gazetteer(items["place"]), items["indicator"], broken)
    for item in heads:
        source = f"{str(item.source).rpartition('.')[0]}.csv"
        if source in files:
            yield item, *_read_table(item, content / source, f"{content.name}/{source}", registers)
        else:
            yield item, None, [Problem.at("G713", item.path, file=source.rpartition("/")[2])]


def tables_without_head(content: Path, files: frozenset[str], folder: str) -> Iterator[Problem]:
    """A table that nothing says the year and the source of."""
    for source in sorted(files):
        if source.startswith(f"{folder}/") and source.endswith(".csv"):
            stem = source.removesuffix(".csv")
            if not files & {f"{stem}.yml", f"{stem}.yaml"}:
                yield Problem.at("G713", f"{content.name}/{source}", file=f"{stem.rpartition('/')[2]}.yml")


def _read_table(item: Item, file: Path, path: str, registers: Registers) -> tuple[Table | None, list[Problem]]:
    text, problems = read_text(file, path, is_table=True)
    if text is None:
        return None, problems
    lines = text.text.split("\n")
    header = _header(lines, path)
    if header is None:
        columns = ", ".join([PLACE, NAME, *cast(Review, item.entry).columns, STATUS, NOTE])
        problems.append(Problem.at("G715", path, column=PLACE, known=columns))
        return None, problems
    reader = _Reader(cast(Review, item.entry), path, registers, header, problems)
    for line in _lines_below(lines, header, reader):
        reader.row(line)
    figures = {id_: tuple(held) for id_, held in reader.figures.items()}
    return Table(path, tuple(reader.rows), figures, key_of(text.text)), problems


class Line(NamedTuple):
    """One row of the file: the number of its first line, its cells, its text."""

    number: int
    cells: list[str]
    text: str

    def at(self, index: int) -> Position:
        return next((at for i, at in enumerate(self.places()) if i == index), Position(self.number, 1))

    def places(self) -> Iterator[Position]:
        """Where each cell begins."""
        offset = 0
        for cell in self.cells:
            yield Position(self.number, offset + 1)
            quotes = 2 + cell.count('"') if self.text[offset : offset + 1] == '"' else 0
            offset += len(cell) + quotes + 1


class Header(Struct, frozen=True):
    """The row that names the columns, and what separates them."""

    line: Line
    delimiter: str
    keys: tuple[str, ...]


def _key(text: str) -> str:
    """A column's name as it is compared: `Ma_dia_ban` is `ma dia ban`."""
    return " ".join(text.replace("_", " ").split()).casefold()


def _header(lines: Sequence[str], path: str) -> Header | None:
    """The first row that has a column of places; titles above it are left out."""
    wanted = {_key(PLACE), _key(say(f"table.{PLACE}"))}
    for number, text in enumerate(lines[:TITLE_LINES], 1):
        for delimiter in ";\t,":
            cells = next(csv.reader([text], delimiter=delimiter), [])
            keys = tuple(_key(cell) for cell in cells)
            if wanted & set(keys):
                return Header(Line(number, cells, text), delimiter, keys)
    return None


def _lines_below(lines: Sequence[str], header: Header, reader: "_Reader") -> Iterator[Line]:
    """The rows under the header, without empty ones and the header where a spreadsheet repeats it on each sheet."""
    first = header.line.number
    rows = csv.reader((f"{line}\n" for line in lines[first:]), delimiter=header.delimiter)
    before = 0
    try:
        for cells in rows:
            line = Line(first + before + 1, cells, lines[first + before])
            if rows.line_num - before > CELL_LINES:
                reader.unclosed(line)
            before = rows.line_num
            if any(cells) and any(cell.strip() for cell in cells) and tuple(map(_key, cells)) != header.keys:
                yield line
    except csv.Error:
        # A cell of more than a hundred thousand letters.
        reader.unclosed(Line(first + before + 1, [], lines[first + before]))


class Column(Struct):
    """One column of numbers: where it stands, whose values it holds, and the numbers read in it so far.

    `parts` are the columns that its rate is computed of, `rates` those of the rates that are computed of it.
    """

    index: int
    name: str
    id: str
    is_rate: bool
    decimals: int
    parts: tuple[int, ...] = ()
    rates: tuple[int, ...] = ()
    known: dict[str, "Decimal | Fault"] = field(default_factory=dict)

    def number(self, text: str) -> Decimal | Fault:
        found = self.known.get(text)
        if found is None:
            found = self.known[text] = number_of(text, is_rate=self.is_rate, decimals=self.decimals)
        return found


class _Reader:
    """Reads row after row; `figures` are those of each indicator."""

    def __init__(
        self, review: Review, path: str, registers: Registers, header: Header, problems: list[Problem]
    ) -> None:
        self.review = review
        self.path = path
        self.registers = registers
        self.header = header
        self.problems = problems
        self.rows: list[Row] = []
        self.first: dict[str, int] = {}
        self.fixed = {name: self._index(name) for name in FIXED}
        self.columns = tuple(self._columns())
        self.figures: dict[str, list[Figure]] = {column.id: [] for column in self.columns}
        named = {*self.fixed.values(), *(self._find(name) for name in review.columns)}
        self._unknown_columns(named)
        self.unnamed = [i for i, key in enumerate(header.keys) if not key]

    def problem(self, code: str, at: Position, **facts: object) -> None:
        self.problems.append(Problem.at(code, self.path, at, **facts))

    def unclosed(self, line: Line) -> None:
        text = line.text.strip()
        self.problem("Y204", Position(line.number, 1), line=text[:80], mended=text.replace('"', "")[:90])

    # --- the header

    def _find(self, name: str) -> int:
        key = _key(name)
        return self.header.keys.index(key) if key in self.header.keys else -1

    def _index(self, name: str) -> int:
        found = self._find(name)
        return found if found >= 0 else self._find(say(f"table.{name}"))

    def _columns(self) -> Iterator[Column]:
        found = {name: self._find(name) for name in self.review.columns}
        index_of = {self.review.columns[name]: index for name, index in found.items() if index >= 0}
        for name, index in found.items():
            id_ = self.review.columns[name]
            if index < 0:
                near = difflib.get_close_matches(name, self.header.line.cells, n=1)
                known = ", ".join(cell for cell in self.header.line.cells if cell)
                self.problem("G715", self.header.line.at(0), column=name, known=known, close="".join(near))
                continue
            indicator = self._indicator(id_)
            if indicator is not None:
                yield self._column(name, index, id_, indicator, index_of)

    def _column(self, name: str, index: int, id_: str, indicator: Indicator, index_of: Mapping[str, int]) -> Column:
        parts = [index_of.get(part, -1) for part in _parts(indicator)]
        rates = [at for other, at in index_of.items() if id_ in _parts(self._indicator(other))]
        return Column(
            index, name, id_, indicator.is_rate, indicator.decimals,
            parts=tuple(parts) if len(parts) == 2 and -1 not in parts else (), rates=tuple(rates),
        )  # fmt: skip

    def _indicator(self, id_: str) -> Indicator | None:
        item = self.registers.indicators.get(id_)
        return cast(Indicator, item.entry) if item else None

    def _unknown_columns(self, named: set[int]) -> None:
        seen: dict[str, int] = {}
        known = [*FIXED, *self.review.columns]
        for index, key in enumerate(self.header.keys):
            if key in seen and key:
                self.problem("Y203", self.header.line.at(index), key=key, first=self.header.line.number)
            elif key and index not in named:
                name = self.header.line.cells[index].strip()
                near = difflib.get_close_matches(name, known, n=1)
                facts = {"column": name, "known": ", ".join(known), "close": "".join(near)}
                self.problem("G714", self.header.line.at(index), **facts)
            seen[key] = index

    # --- rows

    def row(self, line: Line) -> None:
        cells = [cell.strip() for cell in line.cells]
        missing = len(self.header.keys) - len(cells)
        if missing > 0:
            cells += [""] * missing
        typed = cells[self.fixed[PLACE]]
        if sum(map(bool, cells)) == 1 and not self._is_place(typed):
            # A heading inside the table, its cells merged.
            return
        extra = next((i for i in (*self.unnamed, *range(len(self.header.keys), len(cells))) if cells[i]), -1)
        if extra >= 0:
            self.problem("G719", line.at(extra), columns=len(self.header.keys), value=cells[extra])
            return
        place = self._place(line, typed, self._cell(cells, NAME))
        if place is not None:
            self.rows.append(Row(place, line.at(self.fixed[PLACE])))
            self._values(line, cells, place)

    def _cell(self, cells: Sequence[str], name: str) -> str:
        index = self.fixed[name]
        return cells[index] if index >= 0 else ""

    def _is_place(self, text: str) -> bool:
        return bool(text) and self.registers.gazetteer.find(text, self.review.day) is not None

    def _place(self, line: Line, typed: str, name: str) -> str | None:
        """The place of a row; a problem where the row does not tell one, and one only."""
        gazetteer, day = self.registers.gazetteer, self.review.day
        at = line.at(self.fixed[PLACE])
        if not typed:
            self.problem("G720", at, name=name, close=gazetteer.named(name, day))
            return None
        found = gazetteer.find(typed, day)
        if found is None or not gazetteer.fits(found, name):
            self._not_found(line, at, typed, name, found)
            return None
        if found in self.first:
            facts = {"place": gazetteer.place(found).name, "period": self.review.period}
            self.problem("G710", at, **facts, first=self.first[found])
            return None
        self.first[found] = line.number
        return found

    def _not_found(self, line: Line, at: Position, typed: str, name: str, found: str | None) -> None:
        gazetteer, day = self.registers.gazetteer, self.review.day
        if ("place", typed) in self.registers.broken:
            return
        code = gazetteer.with_zeros(typed, name, day)
        if code or (typed.isdigit() and len(typed) in (1, 4)):
            self.problem("F312", at, value=typed, close=code)
        elif found is None:
            close = gazetteer.named(name, day) or gazetteer.near(typed)
            self.problem("R401", at, field=PLACE, kind="place", id=typed, close=close)
        else:
            where = line.at(self.fixed[NAME])
            facts = {"id": typed, "place": gazetteer.place(found).name, "name": name}
            self.problem("G716", where, **facts, close=gazetteer.named(name, day))

    def _values(self, line: Line, cells: list[str], place: str) -> None:
        status = self._status(line, cells)
        note = self._cell(cells, NOTE) or None
        places = tuple(line.places())
        uses_status = False
        for column in self.columns:
            text = cells[column.index]
            at = places[column.index] if column.index < len(places) else places[-1]
            value = missing = None
            if not text:
                if self._is_told_by_others(column, cells):
                    continue
                missing, uses_status = status, True
            else:
                missing = letter_of(text)
            if missing is None:
                value = self._number(line, at, column, text, place)
                if value is None:
                    continue
            self.figures[column.id].append(self._figure(place, value, missing, note, at))
        if status is not None and not uses_status:
            at = line.at(self.fixed[STATUS])
            self.problem("G718", at, letter=status, place=self.registers.gazetteer.place(place).name)

    def _is_told_by_others(self, column: Column, cells: Sequence[str]) -> bool:
        """An empty rate with its counts in the row is computed; counts may be left out where only a rate is known."""
        if column.parts and all(cells[part] for part in column.parts):
            return True
        return not self._cell(cells, STATUS) and any(cells[rate] for rate in column.rates)

    def _status(self, line: Line, cells: Sequence[str]) -> Missing | None:
        typed = self._cell(cells, STATUS)
        if not typed:
            return None
        letter = letter_of(typed)
        if letter is None:
            at = line.at(self.fixed[STATUS])
            self.problem("F309", at, field=STATUS, value=typed, close=sign_of(typed) or "", known=", ".join(LETTERS))
        return letter

    def _number(self, line: Line, at: Position, column: Column, text: str, place: str) -> Decimal | None:
        found = column.number(text) if text else Fault("G717")
        if isinstance(found, Decimal):
            return found
        if found.code == "G717":
            letter = sign_of(text) or "O"
            facts = {"column": column.name, "place": self.registers.gazetteer.place(place).name, "letter": letter}
            cell = say("check.cell", value=text) if text else say("check.empty_cell")
            self.problem("G717", at, cell=cell, **facts, meaning=say(f"reference.choice.missing.{letter}"))
        else:
            self.problem(found.code, at, field=column.name, value=text, whole=found.proposal)
        return None

    def _figure(
        self, place: str, value: Decimal | None, missing: Missing | None, note: str | None, at: Position
    ) -> Figure:
        head = self.review
        return Figure(
            place, head.period, value, missing, head.standard, head.kind, head.as_of, None, note, head.source, (),
            head.method, "table", self.path, at,
        )  # fmt: skip


def _parts(indicator: Indicator | None) -> tuple[str, ...]:
    """The counts that a rate is computed of."""
    rule = indicator.computation if indicator else None
    return (rule.numerator, rule.denominator) if rule and rule.denominator else ()
