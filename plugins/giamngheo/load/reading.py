"""What one file was read to, remembered while the file stays the same: in this process, and between two builds."""

import errno
import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from msgspec import Struct
from msgspec.structs import replace

from giamngheo.kinds.body import Body, names_of
from giamngheo.kinds.catalogue import FieldPath, Item
from giamngheo.kinds.problem import Position, Problem
from giamngheo.load.front_matter import read_front_matter
from giamngheo.load.located import Places
from giamngheo.load.text import TextFile, decoded
from giamngheo.load.thawed import share, thawed


class Reading(Struct, frozen=True):
    """What one file was read to: entries, and what is wrong with it.

    `broken` are entries that exist but could not be read, `salvaged` the same without their mistakes and the fields
    that went with them; `plain` is a register that is no kind of its own.
    """

    items: tuple[Item, ...] = ()
    problems: tuple[Problem, ...] = ()
    body: Body | None = None
    broken: tuple[tuple[str, str], ...] = ()
    salvaged: tuple[tuple[Item, frozenset[str]], ...] = ()
    plain: Mapping[str, Any] | None = None


# The path of a file below the content folder (None for the national layer) and the path that messages show, its bytes
# and their digest -> what they say.
Read = Callable[[str | None, str, bytes, bytes], Reading]


class Shelf(Protocol):
    """Where readings are kept between two builds: by the file's path, with the digest of its bytes."""

    def recall(self) -> Mapping[str, tuple[bytes, bytes]]: ...

    def keep_parsed(self, path: str, digest: bytes, value: bytes) -> None: ...

    def forget_others(self, folder: str, paths: Iterable[str]) -> None: ...


class File(NamedTuple):
    """A file and the way it is read: in a folder by its name, shown in messages as `path`.

    `source` is its path below the content folder; None for the national layer.
    """

    folder: str
    name: str
    source: str | None
    path: str
    how: Read

    @property
    def full(self) -> str:
        return f"{self.folder}/{self.name}"

    def read(self, data: bytes, digest: bytes) -> Reading:
        return self.how(self.source, self.path, data, digest)


SECOND = 1_000_000_000
# Longer than the steps in which any file system counts time.
REST = 3 * SECOND


class Stamp(NamedTuple):
    """What a file system says of a file: while it says the same, the bytes are the same."""

    size: int
    modified: int
    changed: int
    inode: int

    @classmethod
    def of(cls, file: str) -> "Stamp":
        # Of a text, not of a Path: making ten thousand of those costs as much as asking.
        state = os.stat(file)  # noqa: PTH116
        return cls(state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)

    def is_settled(self, now: int) -> bool:
        """True when whatever is written from `now` on must show in the stamp.

        Every write, rename or `git checkout` sets a time of the file to the clock, which counts in steps: a file
        saved twice within one step may keep its stamp. So a stamp is trusted only when it was taken long after the
        file had come to rest; a time in whole seconds tells that the steps may be coarse (FAT, old servers), and of
        such a file the bytes are looked at. `changed` can be set by nobody: a tool that puts back the time of
        modification (`cp -p`, `rsync -t`) does not deceive it. Where it is the time of creation (Windows), the time
        of modification alone has to tell.
        """
        return self.modified % SECOND != 0 and now - max(self.modified, self.changed) > REST


class Memory:
    """Readings of files that have not changed; it may outlive a build, a shelf outlives the process."""

    def __init__(self, shelf: Shelf | None = None) -> None:
        self.shelf = shelf
        self._kept: dict[str, _Kept] = {}
        self._is_recalled = False
        self._asked: set[str] = set()

    def begin(self) -> None:
        """Before the files of a build are asked for."""
        self._asked = set()
        if self.shelf is not None and not self._is_recalled:
            self._is_recalled = True
            self._kept = {name: _Kept(digest, value=value) for name, (digest, value) in self.shelf.recall().items()}

    def reading(self, file: File) -> Reading:
        """The reading of a file: remembered where the file is the same, else made."""
        name = _name_of(file.full)
        self._asked.add(name)
        kept, now, stamp = self._kept.get(name), time.time_ns(), Stamp.of(file.full)
        if kept is not None and kept.stamp == stamp:
            return kept.reading(file)
        data = Path(file.full).read_bytes()
        digest = _digest(data)
        is_settled = stamp.size == len(data) and stamp.is_settled(now)
        if kept is None or kept.digest != digest:
            kept = self._kept[name] = _Kept(digest, _lightened(file.read(data, digest), _Again(file, digest)))
        kept.settle(stamp if is_settled else None)
        return kept.reading(file)

    def save(self, content: Path) -> None:
        """Put back what is new, and what more was found out about a body; forget files that are gone."""
        folder = f"{_name_of(content.as_posix())}/"
        for name in [name for name in self._kept if name not in self._asked and name.startswith(folder)]:
            del self._kept[name]
        if self.shelf is None:
            return
        whole = {name: kept for name in self._asked if (kept := self._kept[name]).is_whole}
        self.shelf.forget_others(folder, whole)
        for name, kept in whole.items():
            if kept.is_news:
                self.shelf.keep_parsed(name, kept.digest, kept.frozen())


class _Kept:
    """A reading with what tells that its file is the same; it stays bytes until it is asked for."""

    def __init__(self, digest: bytes, reading: Reading | None = None, value: bytes = b"[null]") -> None:
        head, *self._entries = value.split(b"\n")
        stamp, *self._head = json.loads(head.decode())
        self.digest = digest
        self.stamp = Stamp(*stamp) if stamp else None
        self._reading = reading
        # What the shelf does not know yet: the reading or its stamp, or more notes of the body than it has.
        self._is_new = reading is not None
        self._known = 0

    def reading(self, file: File) -> Reading:
        if self._reading is None:
            self._reading = _thawed(self._head, self._entries, _Again(file, self.digest))
            self._known, self._head, self._entries = self._notes, [], []
        return self._reading

    def settle(self, stamp: Stamp | None) -> None:
        """The bytes were looked at, and this is their stamp; None while nobody can trust one."""
        self.stamp = stamp
        self._is_new = self._is_new or stamp is not None

    @property
    def is_whole(self) -> bool:
        """What could not be read is read again, until it is mended."""
        return self._reading is not None and not self._reading.broken

    @property
    def is_news(self) -> bool:
        return self._is_new or self._known != self._notes

    @property
    def _notes(self) -> int:
        body = self._reading.body if self._reading else None
        return len(body.notes) + len(body.nothing) if body else 0

    def frozen(self) -> bytes:
        """The reading as the shelf is to have it."""
        assert self._reading is not None
        self._is_new, self._known = False, self._notes
        return _frozen(self._reading, self.stamp)


class _Again:
    """A file read once more, for what is seldom asked of one that did not change: its text, the places of fields."""

    __slots__ = ("_reading", "digest", "file")

    def __init__(self, file: File, digest: bytes) -> None:
        self.digest = digest
        self.file = file
        self._reading: Reading | None = None

    def _bytes(self) -> bytes:
        data = Path(self.file.full).read_bytes()
        if _digest(data) != self.digest:
            # What was made of it until now belongs to other bytes than what would be made of it from here on.
            raise OSError(errno.ESTALE, "changed while the build went on", self.file.full)
        return data

    def positions(self, index: int) -> Mapping[FieldPath, Position]:
        if self._reading is None:
            self._reading = self.file.read(self._bytes(), self.digest)
        return self._reading.items[index].positions

    def __call__(self) -> str:
        """The text of its body."""
        return read_front_matter(TextFile(self.file.full, decoded(self._bytes()))).body


class _PlacesOf:
    """Where the fields of one entry of a file stand."""

    __slots__ = ("_again", "_number")

    def __init__(self, again: _Again, number: int) -> None:
        self._again = again
        self._number = number

    def __call__(self) -> Mapping[FieldPath, Position]:
        return self._again.positions(self._number)


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def _name_of(file: str) -> str:
    """Names that are no Unicode (old archives) are written out."""
    return file if file.isascii() else file.encode(errors="backslashreplace").decode()


def _frozen(reading: Reading, stamp: Stamp | None) -> bytes:
    names = [[item.kind, item.id, bool(item.digest)] for item in reading.items]
    problems = [[p.line, p.column, p.code, p.facts] for p in reading.problems]
    body = reading.body and [reading.body.line, reading.body.notes, " ".join(sorted(reading.body.nothing))]
    # In ASCII: facts may hold a file's name, and a name need not be Unicode.
    head = json.dumps([stamp, names, problems, body, reading.plain], separators=(",", ":"))
    return "\n".join([head, *(item.entry.model_dump_json(exclude_unset=True) for item in reading.items)]).encode()


def _lightened(reading: Reading, again: _Again) -> Reading:
    """Without what is seldom asked of a file that has no mistake: the places of its fields, in time its text."""
    if reading.broken:
        return reading
    if reading.body is not None:
        reading.body.read_again(again)
    for item in reading.items:
        share(item.entry)
    is_alone = len(reading.items) == 1
    places = Places(_PlacesOf(again, 0))
    return replace(reading, items=(replace(reading.items[0], positions=places),)) if is_alone else reading


def _thawed(head: list[Any], entries: list[bytes], again: _Again) -> Reading:
    names, problems, body, plain = head
    source, path = again.file.source, again.file.path
    prose = None
    if body is not None:
        line, notes, nothing = body
        prose = Body(path, source or "", again, line, notes, names_of(nothing))
    items = []
    for index, ((kind, id_, is_alone), entry) in enumerate(zip(names, entries, strict=True)):
        places, digest = Places(_PlacesOf(again, index)), again.digest if is_alone else b""
        items.append(Item(kind, id_, thawed(kind, entry), path, source, places, prose, digest))
    told = (Problem(path, line, column, code, tuple(map(tuple, facts))) for line, column, code, facts in problems)
    return Reading(tuple(items), tuple(told), prose, plain=plain)
