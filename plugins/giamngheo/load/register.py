"""A file of many entries, one under each id: YAML, or a table with one row each."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import NamedTuple

from giamngheo.kinds import Kind
from giamngheo.kinds.catalogue import FieldPath, Item
from giamngheo.kinds.entry import Registered
from giamngheo.kinds.problem import Position, Problem
from giamngheo.kinds.values import ID_PATTERN
from giamngheo.load.entry import of_skeleton
from giamngheo.load.located import Found, Located, Places, read_yaml
from giamngheo.load.reading import Reading
from giamngheo.load.text import TextFile, text_of
from giamngheo.load.validation import validate


def read_plain(source: str | None, path: str, data: bytes, digest: bytes) -> Reading:
    """A register that is no kind of its own, as it stands."""
    del source, digest
    text, problems = text_of(data, path)
    located = read_yaml(text.text if text else "", path)
    plain = located.data if isinstance(located.data, dict) else None
    return Reading(problems=(*problems, *located.problems), plain=plain)


def read_register(kind: Kind, source: str | None, path: str, data: bytes, digest: bytes) -> Reading:
    """A register kept as YAML: below each id its fields."""
    del digest
    text, problems = text_of(data, path)
    if text is None:
        return Reading(problems=tuple(problems))
    located = read_yaml(text.text, path)
    problems += located.problems
    if not isinstance(located.data, dict):
        if located.data is not None:
            problems.append(Problem.at("F310", path, Position(), field=kind.home, value=""))
        return Reading(problems=tuple(problems))
    sections = _Sections(located.find, source is None)
    rows = []
    for id_ in located.names:
        # An id with nothing below it is an entry that lacks everything.
        located.data.setdefault(id_, {})
        if re.fullmatch(ID_PATTERN, id_):
            entry, faults = validate(kind.model, located, path, (id_,))
            rows.append(_Row(id_, entry, Places(partial(sections.of, id_))))
            problems += faults
        else:
            problems.append(Problem.at("F311", path, located.keys[(id_,)], value=id_))
    return _register(kind, path, source, rows, problems)


class _Row(NamedTuple):
    """An entry of a register, None where it could not be read."""

    id: str
    entry: Registered | None
    places: Places


def _register(kind: Kind, path: str, source: str | None, rows: Sequence[_Row], problems: list[Problem]) -> Reading:
    items = tuple(Item(kind.name, id_, entry, path, source, places) for id_, entry, places in rows if entry)
    problems += [problem for item in items for problem in of_skeleton(item, kind, None)] if source else []
    broken = tuple((kind.name, row.id) for row in rows if row.entry is None)
    return Reading(items, tuple(problems), broken=broken)


class _Sections:
    """Where the entries of a register stand, taken apart once; of the national layer only their ids are told."""

    def __init__(self, find: Callable[[], Found], is_national: bool) -> None:
        self._find = find
        self._is_national = is_national

    @cached_property
    def _by_id(self) -> dict[str | int, dict[FieldPath, Position]]:
        found = self._find()
        by_id: dict[str | int, dict[FieldPath, Position]] = {path[0]: {} for path in found.keys if len(path) == 1}
        for path, at in () if self._is_national else found.values.items():
            if path:
                by_id[path[0]][path[1:]] = at
        for id_, places in by_id.items():
            places[()] = found.keys[(id_,)]
        return by_id

    def of(self, id_: str) -> dict[FieldPath, Position]:
        return self._by_id[id_]


def read_table(kind: Kind, source: str | None, path: str, data: bytes, digest: bytes) -> Reading:
    """A register kept as a table: one row an entry, empty cells left out."""
    del digest
    text, problems = text_of(data, path)
    if text is None:
        return Reading(problems=tuple(problems))
    columns = _columns(text.text.split("\n", 1)[0])
    if "id" not in columns:
        return Reading(problems=(*problems, Problem.at("F316", path, columns=", ".join(columns))))
    rows = []
    for number, line, cells in _rows(text):
        id_ = cells.get("id", "")
        if not re.fullmatch(ID_PATTERN, id_):
            problems.append(Problem.at("F311", path, Position(number, 1), value=id_))
            continue
        located = Located(data=_fields_of(kind, cells), find=partial(_found_in, cells, line, number))
        entry, faults = validate(kind.model, located, path)
        rows.append(_Row(id_, entry, Places(partial(_places_of, cells if source else {}, line, number))))
        problems += faults
    return _register(kind, path, source, rows, problems)


def _fields_of(kind: Kind, cells: Mapping[str, str]) -> dict[str, object]:
    data: dict[str, object] = {key: value for key, value in cells.items() if value and key != "id"}
    if "aliases" in data:
        data["aliases"] = cells["aliases"].split(";")
    if "merged_into" in data and kind.name == "place":
        pairs = [merger.partition(":") for merger in cells["merged_into"].split(";")]
        data["merged_into"] = [{"id": to, "share": share or "whole"} for to, _, share in pairs]
    return data


def _columns(first: str) -> list[str]:
    """What the first line of a table calls its columns."""
    return next(csv.reader([first], delimiter=_delimiter(first)), [])


def _delimiter(first: str) -> str:
    """Excel in Vietnamese writes semicolons."""
    return max(",;\t", key=first.count)


def _rows(text: TextFile) -> Iterator[tuple[int, str, dict[str, str]]]:
    """The number of each row, its text and its cells."""
    lines = text.text.split("\n")
    reader = csv.reader(lines, delimiter=_delimiter(lines[0]))
    header = next(reader, [])
    for cells in reader:
        if any(cells):
            yield reader.line_num, lines[reader.line_num - 1], dict(zip(header, cells, strict=False))


def _found_in(row: Mapping[str, str], line: str, number: int) -> Found:
    return Found(_places_of(row, line, number), {})


def _places_of(row: Mapping[str, str], line: str, number: int) -> dict[FieldPath, Position]:
    positions: dict[FieldPath, Position] = {(): Position(number, 1)}
    offset = 0
    for name, cell in row.items():
        found = line.find(cell, offset) if cell else -1
        if found >= 0:
            positions[(name,)] = Position(number, found + 1)
            offset = found + len(cell)
    return positions
