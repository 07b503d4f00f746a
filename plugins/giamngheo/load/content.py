"""The two layers, national facts and a province's content folder, read into one catalogue."""

import csv
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from giamngheo.kinds import BY_NAME, KINDS, Kind
from giamngheo.kinds.catalogue import Catalogue, FieldPath, Item, Outline, kind_of_path
from giamngheo.kinds.entry import Registered
from giamngheo.kinds.problem import Position, Problem
from giamngheo.kinds.values import ID_PATTERN
from giamngheo.load.front_matter import read_front_matter
from giamngheo.load.located import Located, read_yaml
from giamngheo.load.maps import outlines
from giamngheo.load.reading import Body, Memory, Reading
from giamngheo.load.registered import validate
from giamngheo.load.review import read_tables, tables_without_head
from giamngheo.load.salvage import salvage
from giamngheo.load.text import TextFile, read_text

NATIONAL = Path(__file__).parent.parent / "national"
# Registers that are no kind of their own: units, hosts of known publishers.
PLAIN_REGISTERS = ("don-vi.yml", "ten-mien.yml")


@dataclass
class Loaded:
    """What reading gave: items by kind and id, plain registers by name, and every problem."""

    items: dict[str, dict[str, Item]] = field(default_factory=lambda: {kind.name: {} for kind in KINDS})
    registers: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    outlines: dict[str, Outline] = field(default_factory=dict)
    bodies: list[Body] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    # Entries that exist but could not be read: what refers to them is not reported on top of it.
    broken: set[tuple[str, str]] = field(default_factory=set)
    # The same entries without their mistakes, and the fields that went with them: for the rules only.
    salvaged: list[tuple[Item, frozenset[str]]] = field(default_factory=list)

    @property
    def catalogue(self) -> Catalogue:
        units = {id_: unit["name"] for id_, unit in self.registers.get("don-vi", {}).items()}
        return Catalogue(self.items, units, self.outlines)

    def add(self, item: Item) -> None:
        """Keep an item; a province's entry stands over the national one of the same id."""
        known = self.items[item.kind].get(item.id)
        if known is not None and known.source is not None and item.source is not None:
            self.problems.append(Problem.at("R402", item.path, item.where(), other=known.path, id=item.id))
            return
        self.items[item.kind][item.id] = item

    def take(self, kind: Kind, id_: str, source: str, path: str, reading: Reading) -> None:
        """Take over what one file was read to."""
        self.problems += reading.problems
        if reading.body is not None:
            self.bodies.append(reading.body)
        if reading.entry is None:
            self.broken.add((kind.name, id_))
            if reading.rest is not None:
                item = Item(kind.name, id_, reading.rest, path, source, reading.positions)
                self.salvaged.append((item, reading.dropped))
            return
        text = reading.body.text if reading.body else ""
        self.add(Item(kind.name, id_, reading.entry, path, source, reading.positions, text, reading.digest))


def load(content: Path, memory: Memory | None = None) -> Loaded:
    """Read the national layer, then the province's folder over it; files that did not change are remembered."""
    loaded, memory = Loaded(), memory or Memory()
    _load_registers(loaded, NATIONAL, "national", None)
    _load_registers(loaded, content / "danh-muc", f"{content.name}/danh-muc", "danh-muc")
    found = sorted(files_in(content), key=lambda path: path.split("/"))
    loaded.files = frozenset(path for path in found if _is_text(path))
    loaded.outlines = outlines(content, loaded.files)
    for source in found:
        if source not in loaded.files:
            shown = source.encode("utf-8", "backslashreplace").decode()
            loaded.problems.append(Problem.at("F311", f"{content.name}/{shown}", value=shown.rpartition("/")[2]))
            continue
        if not source.endswith((".md", ".yml", ".yaml")) or _is_hidden(source):
            continue
        kind, path, is_text = kind_of_path(source), f"{content.name}/{source}", source.endswith(".md")
        if is_text or kind.form == "yaml":
            file = content / source
            read = partial(_read_markdown if is_text else _read_yaml_entry, kind, file, source, path)
            loaded.take(kind, entry_id(source, kind), source, path, memory.reading(kind, file, source, path, read))
    for item, table, problems in read_tables(_heads(loaded), loaded.items, loaded.broken, content, loaded.files):
        loaded.problems += problems
        if item.id in loaded.items["review"]:
            loaded.items["review"][item.id] = replace(item, table=table, digest=b"")
    loaded.problems += tables_without_head(content, loaded.files, BY_NAME["review"].home)
    loaded.problems.sort()
    return loaded


def _heads(loaded: Loaded) -> list[Item]:
    """Heads of reviews that tell how their tables are to be read, even where something else in them is wrong."""
    needed = {"period", "as_of", "columns"}
    broken = [item for item, dropped in loaded.salvaged if item.kind == "review" and not dropped & needed]
    return [*loaded.items["review"].values(), *broken]


def files_in(content: Path) -> Iterator[str]:
    """Every file below the content folder, as paths below it."""
    pending = [""] if content.is_dir() else []
    while pending:
        below = pending.pop()
        with os.scandir(content / below) as found:
            for entry in found:
                if entry.is_dir():
                    pending.append(f"{below}{entry.name}/")
                elif entry.is_file():
                    yield f"{below}{entry.name}"


def _is_text(path: str) -> bool:
    """False for a name in a legacy encoding, as old archives unpack it: no address can be made of it."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _is_hidden(source: str) -> bool:
    return any(part.startswith((".", "_")) for part in source.split("/"))


def entry_id(source: str, kind: Kind) -> str:
    """A file's stem; the page's whole path for plain pages, so that they need no unique name."""
    stem = source.rsplit(".", 1)[0]
    if kind.name == "page":
        return stem
    language = stem.split("/")[0]
    name = stem.rsplit("/", 1)[-1]
    return name if language == kind.home.partition("/")[0] else f"{language}/{name}"


def _read_markdown(kind: Kind, file: Path, source: str, path: str) -> Reading:
    text, problems = read_text(file, path)
    if text is None:
        return Reading(None, {}, tuple(problems))
    parts = read_front_matter(text)
    problems += parts.located.problems + _bad_id(entry_id(source, kind), path)
    body = Body(path, source, parts.body, parts.body_line)
    reading = _read_entry(kind, parts.located, path, problems, body)
    # A draft may still be empty; the home page says what it has to say by itself.
    is_draft = getattr(reading.entry, "status", "published") != "published"
    if parts.body or source == "index.md" or is_draft:
        return reading
    return replace(reading, problems=(*reading.problems, Problem.at("T106", path, Position(parts.body_line, 1))))


def _read_yaml_entry(kind: Kind, file: Path, source: str, path: str) -> Reading:
    text, problems = read_text(file, path)
    if text is None:
        return Reading(None, {}, tuple(problems))
    located = read_yaml(text.text, path)
    problems += located.problems + _bad_id(entry_id(source, kind), path)
    return _read_entry(kind, located, path, problems, None)


def _read_entry(kind: Kind, located: Located, path: str, problems: list[Problem], body: Body | None) -> Reading:
    entry, faults = _validate(kind, located, path)
    told = (*problems, *faults)
    if entry is not None:
        return Reading(entry, located.positions, told, body)
    rest, dropped = salvage(kind.model, located)
    return Reading(None, located.positions, told, body, rest, dropped)


def _validate(kind: Kind, located: Located, path: str) -> tuple[Registered | None, list[Problem]]:
    """The entry; front matter that could not be read at all was reported as a whole already."""
    if located.data is None and located.problems:
        return None, []
    if located.data is None:
        located.data = {}
    return validate(kind.model, located, path)


def _bad_id(id_: str, path: str) -> list[Problem]:
    name = id_.rsplit("/", 1)[-1]
    return [] if re.fullmatch(ID_PATTERN, name) else [Problem.at("F311", path, Position(1, 1), value=name)]


def _load_registers(loaded: Loaded, folder: Path, shown: str, source: str | None) -> None:
    for kind in KINDS:
        if kind.form != "register":
            continue
        name = kind.home.removeprefix("danh-muc/")
        if (folder / name).exists():
            _load_register(loaded, kind, folder / name, f"{shown}/{name}", source and f"{source}/{name}")
        table = folder / name.replace(".yml", ".csv")
        if table.exists():
            _load_table(loaded, kind, table, f"{shown}/{table.name}", source and f"{source}/{table.name}")
    for name in PLAIN_REGISTERS:
        if (folder / name).exists():
            text, problems = read_text(folder / name, f"{shown}/{name}")
            located = read_yaml(text.text if text else "", f"{shown}/{name}")
            loaded.problems += [*problems, *located.problems]
            if isinstance(located.data, dict):
                loaded.registers.setdefault(name.removesuffix(".yml"), {}).update(located.data)


def _load_register(loaded: Loaded, kind: Kind, file: Path, path: str, source: str | None) -> None:
    text, problems = read_text(file, path)
    loaded.problems += problems
    if text is None:
        return
    located = read_yaml(text.text, path)
    loaded.problems += located.problems
    if not isinstance(located.data, dict):
        if located.data is not None:
            loaded.problems.append(Problem.at("F310", path, Position(), field=kind.home, value=""))
        return
    for id_ in [str(path[0]) for path in located.keys if len(path) == 1]:
        # An id with nothing below it is an entry that lacks everything.
        located.data.setdefault(id_, {})
        if not re.fullmatch(ID_PATTERN, id_):
            loaded.problems.append(Problem.at("F311", path, located.keys[(id_,)], value=id_))
            continue
        entry, problems = validate(kind.model, located, path, (id_,))
        loaded.problems += problems
        if entry is None:
            loaded.broken.add((kind.name, id_))
        else:
            positions = {k[1:]: v for k, v in located.positions.items() if k[:1] == (id_,)} if source else {}
            positions[()] = located.keys[(id_,)]
            loaded.add(Item(kind.name, id_, entry, path, source, positions))


def _load_table(loaded: Loaded, kind: Kind, file: Path, path: str, source: str | None) -> None:
    """A register kept as a table: one row an entry, empty cells left out."""
    text, problems = read_text(file, path)
    loaded.problems += problems
    if text is None:
        return
    for row, positions in _rows(text):
        id_ = row.pop("id", "")
        where = positions[()]
        if not re.fullmatch(ID_PATTERN, id_):
            loaded.problems.append(Problem.at("F311", path, where, value=id_))
            continue
        data: dict[str, object] = {key: value for key, value in row.items() if value}
        if "aliases" in data:
            data["aliases"] = row["aliases"].split(";")
        if "merged_into" in data:
            pairs = [merger.partition(":") for merger in row["merged_into"].split(";")]
            data["merged_into"] = [{"id": to, "share": share or "whole"} for to, _, share in pairs]
        located = Located(data=data, positions=positions)
        entry, problems = validate(kind.model, located, path)
        loaded.problems += problems
        if entry is None:
            loaded.broken.add((kind.name, id_))
        else:
            loaded.add(Item(kind.name, id_, entry, path, source, positions if source else {(): where}))


def _rows(text: TextFile) -> Iterator[tuple[dict[str, str], dict[FieldPath, Position]]]:
    """Rows with the place of every cell; Excel in Vietnamese writes semicolons."""
    lines = text.text.split("\n")
    delimiter = max(",;\t", key=lines[0].count)
    reader = csv.reader(lines, delimiter=delimiter)
    header = next(reader, [])
    for cells in reader:
        if any(cells):
            row = dict(zip(header, cells, strict=False))
            yield row, _places_of(row, lines[reader.line_num - 1], reader.line_num)


def _places_of(row: dict[str, str], line: str, number: int) -> dict[FieldPath, Position]:
    positions: dict[FieldPath, Position] = {(): Position(number, 1)}
    offset = 0
    for name, cell in row.items():
        found = line.find(cell, offset) if cell else -1
        if found >= 0:
            positions[(name,)] = Position(number, found + 1)
            offset = found + len(cell)
    return positions
