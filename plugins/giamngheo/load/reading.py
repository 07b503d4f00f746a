"""One file as it was read: its entry, its body, what is wrong with it; remembered while the file stays the same."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from giamngheo.kinds import Kind
from giamngheo.kinds.catalogue import FieldPath
from giamngheo.kinds.entry import Registered
from giamngheo.kinds.problem import Position, Problem


@dataclass(frozen=True)
class Body:
    """A Markdown body, whether or not its front matter could be read; `line` is where it begins in the file.

    `notes` holds what was found out about this very text (links, mistakes), by name, so that it is found out once.
    """

    path: str
    source: str
    text: str
    line: int
    notes: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def noted(self, name: str, find: Callable[[], Any]) -> Any:
        """What is known under a name; plain data only, because it is kept as JSON."""
        if name not in self.notes:
            self.notes[name] = find()
        return self.notes[name]


@dataclass(frozen=True)
class Reading:
    """What one file was read to; without an entry there is a problem that says why.

    `digest` stands for the bytes that were read, empty where nobody asked.
    """

    entry: Registered | None
    positions: Mapping[FieldPath, Position]
    problems: tuple[Problem, ...]
    body: Body | None = None
    rest: Registered | None = None
    dropped: frozenset[str] = frozenset()
    digest: bytes = b""


class Shelf(Protocol):
    """Where readings are kept between two builds: by the file's path, with the digest of its bytes."""

    def recall(self, path: str) -> tuple[bytes, bytes] | None: ...

    def keep_parsed(self, path: str, digest: bytes, value: bytes) -> None: ...

    def forget_others(self, folder: str, paths: Iterable[str]) -> None: ...


class Memory:
    """Readings of files that have not changed; without a shelf every file is read anew."""

    def __init__(self, shelf: Shelf | None = None) -> None:
        self._shelf = shelf
        self._held: list[tuple[str, bytes, Reading, int]] = []

    def reading(self, kind: Kind, file: Path, source: str, path: str, read: Callable[[], Reading]) -> Reading:
        """The reading of a file: recalled where its bytes are the same, else made by `read`."""
        if self._shelf is None:
            return read()
        digest = _digest(file)
        name = _name_of(file)
        kept = self._shelf.recall(name)
        if kept is not None and kept[0] == digest:
            reading = _thawed(kind, source, path, digest, kept[1])
            known = len(reading.body.notes) if reading.body else 0
        else:
            reading, known = read(), -1
            if _digest(file) != digest:
                # Saved again while it was being read: what was read belongs to neither digest for certain.
                return reading
            reading = replace(reading, digest=digest)
        if reading.entry is not None:
            self._held.append((name, digest, reading, known))
        return reading

    def save(self, content: Path) -> None:
        """Put back what is new, and what more was found out about a body; forget files that are gone."""
        if self._shelf is None:
            return
        self._shelf.forget_others(f"{_name_of(content)}/", (path for path, *_ in self._held))
        for path, digest, reading, known in self._held:
            if known != (len(reading.body.notes) if reading.body else 0):
                self._shelf.keep_parsed(path, digest, _frozen(reading))


def _digest(file: Path) -> bytes:
    return hashlib.blake2b(file.read_bytes(), digest_size=16).digest()


def _name_of(file: Path) -> str:
    """A path with slashes on every system; names that are no Unicode (old archives) are written out."""
    return file.as_posix().encode(errors="backslashreplace").decode()


def _frozen(reading: Reading) -> bytes:
    assert reading.entry is not None
    places = [[list(path), *where] for path, where in reading.positions.items()]
    problems = [[p.line, p.column, p.code, p.facts] for p in reading.problems]
    body = reading.body and [reading.body.line, reading.body.notes, reading.body.text]
    head = reading.entry.model_dump_json(exclude_unset=True)
    # Facts may hold a file's name, and a name need not be Unicode.
    return "\n".join([head, _json(places), json.dumps(problems), _json(body)]).encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _thawed(kind: Kind, source: str, path: str, digest: bytes, data: bytes) -> Reading:
    head, places, problems, body = data.split(b"\n", 3)
    found = json.loads(body)
    return Reading(
        entry=kind.model.model_validate_json(head),
        positions=Places(places),
        problems=tuple(
            Problem(path, line, column, code, tuple((key, value) for key, value in facts))
            for line, column, code, facts in json.loads(problems)
        ),
        body=None if found is None else Body(path, source, found[2], found[0], found[1]),
        digest=digest,
    )


class Places(Mapping[FieldPath, Position]):
    """Positions of fields, taken apart only when a message asks for one."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @cached_property
    def _places(self) -> dict[FieldPath, Position]:
        return {tuple(path): Position(line, column) for path, line, column in json.loads(self._data)}

    def __getitem__(self, path: FieldPath) -> Position:
        return self._places[path]

    def __iter__(self) -> Iterator[FieldPath]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
