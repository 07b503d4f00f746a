"""The two layers, national facts and a province's content folder, read into one catalogue."""

import hashlib
import os
from functools import partial
from pathlib import Path
from typing import cast

from msgspec import Struct, field
from msgspec.structs import replace

from giamngheo.kinds import BY_NAME, KINDS
from giamngheo.kinds.body import Body
from giamngheo.kinds.catalogue import Catalogue, Item, Outline, kind_of_path
from giamngheo.kinds.entry import Entry
from giamngheo.kinds.frame import Frame
from giamngheo.kinds.problem import Position, Problem
from giamngheo.kinds.story import Story
from giamngheo.load.entry import read_entry
from giamngheo.load.maps import outlines
from giamngheo.load.picture import DRAWING, SUFFIXES, Broken, check_drawing, photo
from giamngheo.load.reading import File, Memory, Read, Reading
from giamngheo.load.register import read_plain, read_register, read_table
from giamngheo.load.review import read_tables, tables_without_head

NATIONAL = Path(__file__).parent.parent / "national"
# Registers that are no kind of their own: hosts of known publishers.
PLAIN_REGISTERS = ("ten-mien.yml",)
# More than any phone needs, and as much as a small server can hold in memory.
MAX_PIXELS = 60_000_000


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
            loaded.take(memory.reading(File(root, source, source, path, read_entry)))
    for item, table, problems in read_tables(_heads(loaded), loaded.items, loaded.broken, content, loaded.files):
        loaded.problems += problems
        if item.id in loaded.items["review"]:
            loaded.items["review"][item.id] = replace(item, table=table, digest=b"")
    loaded.problems += tables_without_head(content, loaded.files, BY_NAME["review"].home)
    _sign_pictures(loaded)
    _narrow_consents(loaded)
    loaded.problems.sort()
    return loaded


def _sign_pictures(loaded: Loaded) -> None:
    """A digest stands for the pictures of an entry as well: cards and pages show how large they are."""
    for kind in KINDS if loaded.frames else ():
        for item in loaded.items[kind.name].values() if kind.has("pictures") else ():
            pictures = cast(Entry, item.entry).pictures
            frames = [frame for one in pictures if (frame := loaded.frames.get(one.file.lstrip("/")))]
            if frames:
                loaded.items[kind.name][item.id] = replace(item, digest=_with(item.digest, frames))


def _narrow_consents(loaded: Loaded) -> None:
    """A story in another language may tell and show what the family agreed to for the first as well, and no more."""
    stories = loaded.items["story"]
    for id_, item in stories.items():
        story = cast(Story, item.entry)
        original = stories.get(story.translation_of or "")
        first = cast(Story, original.entry).consent if original else None
        if story.consent and first and (consent := story.consent.within(first)) != story.consent:
            narrowed = story.model_copy(update={"consent": consent})
            stories[id_] = replace(item, entry=narrowed, digest=_with(item.digest, consent))


def _with(digest: bytes, told: object) -> bytes:
    """The digest of an entry that stands for something beside its file too."""
    return hashlib.blake2b(digest + repr(told).encode(), digest_size=16).digest()


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


def _load_registers(loaded: Loaded, memory: Memory, folder: Path, shown: str, source: str | None) -> None:
    """The registers of a folder, each as YAML or as a table; the national layer has no sources."""

    def reading(name: str, read: Read) -> Reading:
        return memory.reading(File(folder.as_posix(), name, source and f"{source}/{name}", f"{shown}/{name}", read))

    for kind in KINDS:
        if kind.form != "register":
            continue
        name = kind.home.removeprefix("danh-muc/")
        if (folder / name).exists():
            loaded.take(reading(name, partial(read_register, kind)))
        table = name.replace(".yml", ".csv")
        if (folder / table).exists():
            loaded.take(reading(table, partial(read_table, kind)))
    for name in PLAIN_REGISTERS:
        if (folder / name).exists():
            found = reading(name, read_plain)
            loaded.take(found)
            loaded.registers.setdefault(name.removesuffix(".yml"), {}).update(found.plain or {})
