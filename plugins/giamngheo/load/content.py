"""The two layers, national facts and a province's content folder, read into one catalogue."""

import csv
import hashlib
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple, cast

from msgspec import Struct, field
from msgspec.structs import replace

from giamngheo.kinds import BY_NAME, KINDS, Kind
from giamngheo.kinds.body import Body
from giamngheo.kinds.catalogue import Catalogue, FieldPath, Item, Outline, kind_of_path
from giamngheo.kinds.entry import Entry, Registered
from giamngheo.kinds.frame import Frame
from giamngheo.kinds.problem import Position, Problem
from giamngheo.kinds.values import ID_PATTERN
from giamngheo.load.front_matter import read_front_matter
from giamngheo.load.located import Found, Located, Places, read_yaml
from giamngheo.load.maps import outlines
from giamngheo.load.picture import DRAWING, SUFFIXES, Broken, check_drawing, photo
from giamngheo.load.reading import File, Memory, Read, Reading
from giamngheo.load.registered import validate
from giamngheo.load.review import read_tables, tables_without_head
from giamngheo.load.salvage import salvage
from giamngheo.load.text import TextFile, position_at, text_of
from giamngheo.words import say

NATIONAL = Path(__file__).parent.parent / "national"
# Registers that are no kind of their own: hosts of known publishers.
PLAIN_REGISTERS = ("ten-mien.yml",)
# More than any phone needs, and as much as a small server can hold in memory.
MAX_PIXELS = 60_000_000
# Fields that a skeleton fills with a sentence about what belongs there.
_PROMPTS = ("summary", "short_answer", "was", "now")


class Loaded(Struct):
    """What reading gave: items by kind and id, plain registers by name, and every problem."""

    items: dict[str, dict[str, Item]] = field(default_factory=lambda: {kind.name: {} for kind in KINDS})
    registers: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    outlines: dict[str, Outline] = field(default_factory=dict)
    frames: dict[str, Frame] = field(default_factory=dict)
    bodies: list[Body] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    # Entries that exist but could not be read: what refers to them is not reported on top of it.
    broken: set[tuple[str, str]] = field(default_factory=set)
    # The same entries without their mistakes, and the fields that went with them: for the rules only.
    salvaged: list[tuple[Item, frozenset[str]]] = field(default_factory=list)

    @property
    def catalogue(self) -> Catalogue:
        return Catalogue(self.items, self.outlines, frames=self.frames)

    def add(self, item: Item) -> None:
        """Keep an item; a province's entry stands over the national one of the same id."""
        known = self.items[item.kind].get(item.id)
        if known is not None and known.source is not None and item.source is not None:
            self.problems.append(Problem.at("R402", item.path, item.where(), other=known.path, id=item.id))
            return
        self.items[item.kind][item.id] = item

    def take(self, reading: Reading) -> None:
        """Take over what one file was read to."""
        self.problems += reading.problems
        if reading.body is not None:
            self.bodies.append(reading.body)
        for item in reading.items:
            self.add(item)
        self.broken.update(reading.broken)
        self.salvaged += reading.salvaged

    def take_picture(self, memory: Memory, root: str, source: str, path: str) -> None:
        """What a picture's file holds; a drawing, one that moves, or that nobody can read, has no frame."""
        found = memory.reading(File(root, source, source, path, _read_picture))
        self.problems += found.problems
        if found.plain:
            self.frames[source] = Frame(source, **found.plain)


def load(content: Path, memory: Memory | None = None) -> Loaded:
    """Read the national layer, then the province's folder over it; files that did not change are remembered."""
    loaded, memory = Loaded(), memory or Memory()
    memory.begin()
    _load_registers(loaded, memory, NATIONAL, "national", None)
    _load_registers(loaded, memory, content / "danh-muc", f"{content.name}/danh-muc", "danh-muc")
    # Folder by folder, as a sort by the parts of the paths: no letter comes before the sign between them.
    files, links = _files_and_links(content)
    found = sorted(files, key=lambda path: path.replace("/", "\0"))
    loaded.problems += [Problem.at("T109", f"{content.name}/{link}", file=link.rpartition("/")[2]) for link in links]
    loaded.files = frozenset(path for path in found if _is_text(path))
    loaded.outlines = outlines(content, loaded.files)
    root = content.as_posix()
    for source in found:
        if source.lower().endswith((*SUFFIXES, DRAWING)) and source in loaded.files and not _is_hidden(source):
            loaded.take_picture(memory, root, source, f"{content.name}/{source}")
        if source not in loaded.files:
            shown = source.encode("utf-8", "backslashreplace").decode()
            loaded.problems.append(Problem.at("F311", f"{content.name}/{shown}", value=shown.rpartition("/")[2]))
            continue
        if not source.endswith((".md", ".yml", ".yaml")) or _is_hidden(source):
            continue
        if source.endswith(".md") or kind_of_path(source).form == "yaml":
            path = f"{content.name}/{source}"
            loaded.take(memory.reading(File(root, source, source, path, _read_entry)))
    for item, table, problems in read_tables(_heads(loaded), loaded.items, loaded.broken, content, loaded.files):
        loaded.problems += problems
        if item.id in loaded.items["review"]:
            loaded.items["review"][item.id] = replace(item, table=table, digest=b"")
    loaded.problems += tables_without_head(content, loaded.files, BY_NAME["review"].home)
    _sign_pictures(loaded)
    loaded.problems.sort()
    return loaded


def _sign_pictures(loaded: Loaded) -> None:
    """A digest stands for the pictures of an entry as well: cards and pages show how large they are."""
    for kind in KINDS if loaded.frames else ():
        for item in loaded.items[kind.name].values() if kind.has("pictures") else ():
            pictures = cast(Entry, item.entry).pictures
            frames = [frame for one in pictures if (frame := loaded.frames.get(one.file.lstrip("/")))]
            if frames:
                digest = hashlib.blake2b(item.digest + repr(frames).encode(), digest_size=16).digest()
                loaded.items[kind.name][item.id] = replace(item, digest=digest)


def _read_picture(source: str | None, path: str, data: bytes, digest: bytes) -> Reading:
    del source
    try:
        if path.lower().endswith(DRAWING):
            runs, name = check_drawing(data), path.rpartition("/")[2]
            return Reading(problems=(Problem.at("I507", path, Position(), file=name, part=runs),) if runs else ())
        found = photo(data)
    except Broken:
        return Reading(problems=(Problem.at("I504", path, Position(), file=path.rpartition("/")[2]),))
    problems = []
    if found.tells_where:
        problems.append(Problem.at("I506", path, Position(), file=path.rpartition("/")[2]))
    if found.wide * found.high > MAX_PIXELS:
        facts = {"wide": found.wide, "high": found.high, "limit": MAX_PIXELS // 1_000_000}
        problems.append(Problem.at("I505", path, Position(), **facts))
    if found.moves:
        return Reading(problems=tuple(problems), plain={})
    return Reading(problems=tuple(problems), plain={"wide": found.wide, "high": found.high, "sum": digest[:4].hex()})


def load_registers(content: Path) -> Loaded:
    """The registers alone: those of the country, the province's over them."""
    loaded, memory = Loaded(), Memory()
    memory.begin()
    _load_registers(loaded, memory, NATIONAL, "national", None)
    _load_registers(loaded, memory, content / "danh-muc", f"{content.name}/danh-muc", "danh-muc")
    return loaded


def _heads(loaded: Loaded) -> list[Item]:
    """Heads of reviews that tell how their tables are to be read, even where something else in them is wrong."""
    needed = {"period", "as_of", "columns"}
    broken = [item for item, dropped in loaded.salvaged if item.kind == "review" and not dropped & needed]
    return [*loaded.items["review"].values(), *broken]


def _files_and_links(content: Path) -> tuple[list[str], list[str]]:
    """Every file below the content folder, as paths below it, and the links among them that lead to something.

    No link is followed: it may lead round in a circle, or publish what lies elsewhere on the machine that builds.
    """
    files, links = [], []
    pending = [""] if content.is_dir() else []
    while pending:
        below = pending.pop()
        with os.scandir(content / below) as found:
            for entry in found:
                path = f"{below}{entry.name}"
                if entry.is_symlink():
                    # One that leads nowhere is a lock file of some editors.
                    links += [path] if os.path.exists(entry.path) and _is_text(path) else []  # noqa: PTH110
                elif entry.is_dir():
                    pending.append(f"{path}/")
                elif entry.is_file():
                    files.append(path)
    return files, links


def _is_text(path: str) -> bool:
    """False for a name in a legacy encoding, as old archives unpack it: no address can be made of it."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _is_hidden(source: str) -> bool:
    return source.startswith((".", "_")) or "/." in source or "/_" in source


def entry_id(source: str, kind: Kind) -> str:
    """A file's stem; the page's whole path for plain pages, so that they need no unique name."""
    stem = source.rsplit(".", 1)[0]
    if kind.name == "page":
        return stem
    language = stem.split("/")[0]
    name = stem.rsplit("/", 1)[-1]
    return name if language == kind.home.partition("/")[0] else f"{language}/{name}"


def _read_entry(source: str | None, path: str, data: bytes, digest: bytes) -> Reading:
    """A file that one entry has for itself: front matter and body, or YAML from end to end."""
    assert source is not None
    kind = kind_of_path(source)
    id_ = entry_id(source, kind)
    text, problems = text_of(data, path)
    if text is None:
        return Reading(problems=tuple(problems), broken=((kind.name, id_),))
    body: Body | None = None
    if source.endswith(".md"):
        parts = read_front_matter(text)
        located, body = parts.located, Body(path, source, parts.body, parts.body_line)
    else:
        located = read_yaml(text.text, path)
    entry, faults = _validate(kind, located, path)
    problems += [*located.problems, *_bad_names(source, path), *faults]
    # A draft may still be empty; the home page says what it has to say by itself.
    is_draft = getattr(entry, "status", "published") != "published"
    if body and not body.text and source != "index.md" and not is_draft:
        problems.append(Problem.at("T106", path, Position(body.line, 1)))

    def item(entry: Registered) -> Item:
        return Item(kind.name, id_, entry, path, source, located.places(), body, digest)

    if entry is not None:
        one = item(entry)
        return Reading((one,), (*problems, *(() if is_draft else _of_skeleton(one, kind, body))), body)
    rest, dropped = salvage(kind.model, located)
    salvaged = ((item(rest), dropped),) if rest is not None else ()
    return Reading((), tuple(problems), body, ((kind.name, id_),), salvaged)


def _of_skeleton(item: Item, kind: Kind, body: Body | None) -> Iterator[Problem]:
    """What `new.py` writes for editors to put something else in its place."""
    for name in _PROMPTS:
        said = getattr(item.entry, name, None)
        if said is not None and said in (kind.model.model_fields[name].examples or ()):
            yield Problem.at("T108", item.path, item.where(name), text=said)
    if body and (prompt := say("new.body")) in body.text:
        yield Problem.at("T108", item.path, position_at(body.text, body.text.index(prompt), body.line), text=prompt)


def _validate(kind: Kind, located: Located, path: str) -> tuple[Registered | None, list[Problem]]:
    """The entry; front matter that could not be read at all was reported as a whole already."""
    if located.data is None and located.problems:
        return None, []
    if located.data is None:
        located.data = {}
    return validate(kind.model, located, path)


def _bad_names(source: str, path: str) -> Iterator[Problem]:
    """Of a Markdown file the names of its folders are part of the address too."""
    *folders, name = source.rsplit(".", 1)[0].split("/")
    for part in (*folders, name) if source.endswith(".md") else (name,):
        if not re.fullmatch(ID_PATTERN, part):
            yield Problem.at("F311", path, Position(1, 1), value=part)


def _load_registers(loaded: Loaded, memory: Memory, folder: Path, shown: str, source: str | None) -> None:
    """The registers of a folder, each as YAML or as a table; the national layer has no sources."""

    def reading(name: str, read: Read) -> Reading:
        return memory.reading(File(folder.as_posix(), name, source and f"{source}/{name}", f"{shown}/{name}", read))

    for kind in KINDS:
        if kind.form != "register":
            continue
        name = kind.home.removeprefix("danh-muc/")
        if (folder / name).exists():
            loaded.take(reading(name, partial(_read_register, kind)))
        table = name.replace(".yml", ".csv")
        if (folder / table).exists():
            loaded.take(reading(table, partial(_read_table, kind)))
    for name in PLAIN_REGISTERS:
        if (folder / name).exists():
            found = reading(name, _read_plain)
            loaded.take(found)
            loaded.registers.setdefault(name.removesuffix(".yml"), {}).update(found.plain or {})


def _read_plain(source: str | None, path: str, data: bytes, digest: bytes) -> Reading:
    del source, digest
    text, problems = text_of(data, path)
    located = read_yaml(text.text if text else "", path)
    plain = located.data if isinstance(located.data, dict) else None
    return Reading(problems=(*problems, *located.problems), plain=plain)


def _read_register(kind: Kind, source: str | None, path: str, data: bytes, digest: bytes) -> Reading:
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
    problems += [problem for item in items for problem in _of_skeleton(item, kind, None)] if source else []
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


def _read_table(kind: Kind, source: str | None, path: str, data: bytes, digest: bytes) -> Reading:
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
