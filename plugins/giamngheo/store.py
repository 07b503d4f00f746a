"""A content-addressed store of what was made before: an output's key is all that it was made of.

It only saves time. Whatever is wrong with it (damaged, locked, of another version, disk full) it is left out or begun
anew, and the build makes everything again.
"""

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel

# Rows beyond this are dropped, those first that the last build did not use.
LIMIT_BYTES = 2_000_000_000
_BUSY_SECONDS = 30.0
_TABLES = """
create table if not exists meta (version text not null);
create table if not exists made (key blob primary key, value blob not null);
create table if not exists parsed (path text primary key, digest blob not null, value blob not null);
create table if not exists written (
    site text, path text, key blob not null, size integer not null, mtime integer not null,
    primary key (site, path)
) without rowid;
"""

Key = bytes


class Written(NamedTuple):
    """A file of the site as a build left it: by which key, and how to see that nobody touched it since."""

    key: Key
    size: int
    mtime: int


def key_of(*parts: bytes | str) -> Key:
    """One key of several parts; a part's length is counted in, so that no two lists share a key."""
    made = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        made.update(len(data).to_bytes(8, "big"))
        made.update(data)
    return made.digest()


class Fingerprint:
    """The text of a view by which two equal views are equal: every field, nothing of identity or order of making.

    Models, and the classes given as shared, stand in many views: each object is told once a build.
    """

    def __init__(self, shared: tuple[type, ...] = ()) -> None:
        self._shared = (BaseModel, *shared)
        self._told: dict[int, tuple[object, str]] = {}

    def of(self, value: object) -> Key:
        return key_of(self.text(value))

    def text(self, value: Any) -> str:
        kind = type(value)
        if kind is str:
            return repr(value)
        if kind is tuple or kind is list:
            return "(" + ",".join([self.text(part) for part in value]) + ")"
        if isinstance(value, self._shared):
            return self._once(value)
        if is_dataclass(value):
            return self._fields(value)
        if isinstance(value, Mapping):
            return "{" + ",".join(f"{self.text(k)}:{self.text(v)}" for k, v in value.items()) + "}"
        return repr(value)

    def _fields(self, value: Any) -> str:
        inner = ",".join([self.text(getattr(value, field.name)) for field in fields(value)])
        return f"{type(value).__name__}({inner})"

    def _once(self, value: object) -> str:
        # The object is kept beside its text: an id is given again once its object is gone.
        known = self._told.get(id(value))
        if known is None:
            if isinstance(value, BaseModel):
                text = f"{type(value).__name__}{value.model_dump_json()}"
            else:
                text = self._fields(value)
            known = self._told[id(value)] = (value, text)
        return known[1]


class Store:
    """Keys and what they lead to, in one SQLite file; nothing is written before `close`."""

    def __init__(self, file: Path | None, version: str) -> None:
        self.file = file
        self.version = version
        self._new: dict[Key, bytes] = {}
        self._parsed: dict[str, tuple[bytes, bytes]] = {}
        self._used: set[Key] = set()
        self._forgotten: list[str] = []
        self._connection = self._open() if file else None

    def _open(self) -> sqlite3.Connection | None:
        assert self.file is not None
        for _ in range(2):
            try:
                return self._connect(self.file)
            except (sqlite3.DatabaseError, OSError):
                # Damaged, or of another version: begin anew. A second failure (read-only disk): go without.
                self._discard(self.file)
        return None

    def _connect(self, file: Path) -> sqlite3.Connection:
        file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(file, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            connection.execute("pragma journal_mode=wal")
            connection.execute("pragma synchronous=normal")
            connection.executescript(_TABLES)
            found = connection.execute("select version from meta").fetchone()
            if found is None:
                connection.execute("insert into meta values (?)", (self.version,))
            elif found[0] != self.version:
                raise sqlite3.DatabaseError("of another version")
        except BaseException:
            connection.close()
            raise
        return connection

    @staticmethod
    def _discard(file: Path) -> None:
        for name in (file.name, f"{file.name}-wal", f"{file.name}-shm"):
            with suppress(OSError):
                (file.parent / name).unlink(missing_ok=True)

    def _rows(self, query: str, values: Iterable[object] = ()) -> list[Any]:
        if self._connection is None:
            return []
        try:
            return self._connection.execute(query, tuple(values)).fetchall()
        except sqlite3.DatabaseError:
            self._give_up()
            return []

    def _give_up(self) -> None:
        """The file cannot be read any more: make everything again and leave a clean slate."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self.file is not None:
            self._discard(self.file)

    def get(self, key: Key) -> bytes | None:
        """What was made under a key."""
        self._used.add(key)
        if key in self._new:
            return zlib.decompress(self._new[key])
        rows = self._rows("select value from made where key = ?", (key,))
        try:
            return zlib.decompress(rows[0][0]) if rows else None
        except zlib.error:
            self._give_up()
            return None

    def use(self, key: Key) -> None:
        """The key stands for something that is on the site: it is not to be dropped."""
        self._used.add(key)

    def put(self, key: Key, value: bytes) -> None:
        self._used.add(key)
        self._new[key] = zlib.compress(value, 1)

    def recall(self, path: str) -> tuple[bytes, bytes] | None:
        """What a file was read to: the digest of the file then, and the record."""
        rows = self._rows("select digest, value from parsed where path = ?", (path,))
        return (rows[0][0], rows[0][1]) if rows else None

    def keep_parsed(self, path: str, digest: bytes, value: bytes) -> None:
        self._parsed[path] = (digest, value)

    def written(self, site: Path) -> dict[str, Written]:
        """The files of a site folder as the last build left them."""
        rows = self._rows("select path, key, size, mtime from written where site = ?", (str(site),))
        return {path: Written(key, size, mtime) for path, key, size, mtime in rows}

    def forget_others(self, folder: str, paths: Iterable[str]) -> None:
        """Readings of files below a folder that are no longer there."""
        known = {row[0] for row in self._rows("select path from parsed where path glob ? || '*'", (folder,))}
        self._forgotten = sorted(known - set(paths))

    def close(
        self,
        site: Path,
        written: Mapping[str, Written] | None = None,
        gone: Iterable[str] = (),
        only_used: bool = False,
    ) -> None:
        """Write what is new in one transaction; `only_used` drops what this build did not use.

        A store that cannot be written is none the worse for the site.
        """
        connection = self._connection
        if connection is None:
            return
        try:
            connection.execute("begin immediate")
            connection.executemany("insert or replace into made values (?, ?)", self._new.items())
            parsed = [(path, digest, value) for path, (digest, value) in self._parsed.items()]
            connection.executemany("insert or replace into parsed values (?, ?, ?)", parsed)
            rows = [(str(site), path, *row) for path, row in (written or {}).items()]
            connection.executemany("insert or replace into written values (?, ?, ?, ?, ?)", rows)
            connection.executemany("delete from written where site = ? and path = ?", [(str(site), p) for p in gone])
            connection.executemany("delete from parsed where path = ?", [(path,) for path in self._forgotten])
            connection.execute("commit")
            if only_used or self._size(connection) > LIMIT_BYTES:
                self._shrink(connection)
        except sqlite3.DatabaseError:
            with suppress(sqlite3.DatabaseError):
                connection.execute("rollback")
        finally:
            connection.close()
            self._connection = None

    def _shrink(self, connection: sqlite3.Connection) -> None:
        """What this build did not use goes, and is overwritten on the disk."""
        connection.execute("pragma secure_delete=on")
        connection.execute("create temp table used (key blob primary key)")
        connection.execute("begin immediate")
        connection.executemany("insert into used values (?)", [(key,) for key in self._used])
        connection.execute("delete from made where key not in (select key from used)")
        connection.execute("commit")
        if self._size(connection) > LIMIT_BYTES:
            connection.execute("vacuum")
        connection.execute("pragma wal_checkpoint(truncate)")

    @staticmethod
    def _size(connection: sqlite3.Connection) -> int:
        pages, size = (connection.execute(f"pragma {name}").fetchone()[0] for name in ("page_count", "page_size"))
        return int(pages) * int(size)
