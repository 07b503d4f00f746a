"""A content-addressed store of what was made before: an output's key is all that it was made of.

It only saves time. Whatever is wrong with it (damaged, locked, of another version, disk full) it is left out or begun
anew, and the build makes everything again. What comes out is what went in under that name, or nothing: every value
is sealed.
"""

import errno
import shutil
import sqlite3
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from heapq import merge
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from msgspec import Struct, msgpack
from msgspec.structs import astuple

from giamngheo.keys import Key, sealed, unsealed

# Rows beyond this are dropped, those first that the last build did not use, then the largest.
LIMIT_BYTES = 2_000_000_000
# What is made waits in memory until there is so much of it: a site of a hundred thousand pages is larger than that.
BATCH_BYTES = 16_000_000
# Most values are as long as a page: they would be cut into chains of four.
_PAGE_BYTES = 16_384
_BUSY_SECONDS = 30.0
# No damage: another build holds the file, or the disk is full or may not be written. The file is left as it is.
_NO_FAULT = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY)
_TABLES = """
create table if not exists meta (version text not null);
create table if not exists made (key blob primary key, value blob not null);
create table if not exists parsed (path text primary key, digest blob not null, value blob not null);
create table if not exists written (
    site text, first text, files integer not null, value blob not null, primary key (site, first)
) without rowid;
create table if not exists counted (
    site text primary key, files integer not null, looked integer not null, seal integer not null
) without rowid;
"""
_ROWS = """
create table staged (
    path text primary key, key blob, size integer, mtime integer, body blob, basis blob
) without rowid;
"""
# Of the files of the site that is being built: how many wait for the next writing, 8 MB, and what of those that were
# laid aside may be in memory. A site of a thousand entries lays none aside.
_ROWS_AT_ONCE = 20_000
_CACHE_KILOBYTES = 16_000
# Rows of files that stand in one value, in the order of their paths, from half as many on: read together they cost a
# tenth of what each costs alone.
_ROWS_A_BLOCK = 256
_DROP_LARGEST = """
delete from made where key not in (
    select key from (select key, sum(length(value)) over (order by length(value), key) as total from made)
    where total <= ?
)
"""


class Written(Struct, frozen=True, array_like=True, gc=False):
    """A file of the site as a build left it: by which key, and how to see that nobody touched it since.

    Of a page also the key of its body, and the basis: while that stays the same, the key does.
    """

    key: Key
    size: int
    mtime: int
    body: Key = b""
    basis: Key = b""


# Some files of a site by their paths, in that order.
Block = dict[str, Written]
_blocks = msgpack.Decoder(Block)


class Rows:
    """Files of a site that is being built, in the order of their paths, each with what it was made of.

    SQLite lays them aside on the disk where they are many: a large site has a million of them.
    """

    def __init__(self) -> None:
        self._connection = sqlite3.connect("", isolation_level=None)
        self._connection.execute(f"pragma cache_size=-{_CACHE_KILOBYTES}")
        self._connection.execute(_ROWS)
        self._connection.execute("begin")
        self._new: dict[str, Written] = {}
        self._are_all_here = True

    def add(self, path: str, row: Written) -> None:
        """What was written last under a path counts."""
        self._new[path] = row
        if len(self._new) >= _ROWS_AT_ONCE:
            self._lay_aside()

    def _lay_aside(self) -> None:
        self._are_all_here = False
        rows = ((path, *astuple(row)) for path, row in self._new.items())
        try:
            self._connection.executemany("insert or replace into staged values (?, ?, ?, ?, ?, ?)", rows)
        except sqlite3.OperationalError as error:
            raise OSError(errno.ENOSPC, str(error)) from error
        self._new.clear()

    def __iter__(self) -> Iterator[tuple[str, Written]]:
        if self._are_all_here:
            yield from sorted(self._new.items(), key=itemgetter(0))
            return
        self._lay_aside()
        for path, *row in self._connection.execute("select * from staged order by path"):
            yield path, Written(*row)

    def __contains__(self, path: str) -> bool:
        if path in self._new or self._are_all_here:
            return path in self._new
        return self._connection.execute("select 1 from staged where path = ?", (path,)).fetchone() is not None

    def paths(self) -> Iterator[str]:
        if self._are_all_here:
            return iter(sorted(self._new))
        self._lay_aside()
        return (path for (path,) in self._connection.execute("select path from staged order by path"))

    def close(self) -> None:
        self._connection.close()


class Store:
    """Keys and what they lead to, in one SQLite file.

    What was made is written in batches: it is good under its key whatever becomes of this build. What the site and
    the content folder hold is written by `close`.
    """

    def __init__(self, file: Path | None, version: str) -> None:
        self.file = file
        self.version = version
        self._new: dict[Key, bytes] = {}
        self._waiting = 0
        self._parsed: dict[str, tuple[bytes, bytes]] = {}
        # Of what earlier builds made, what this one used.
        self._used: set[Key] = set()
        # Of the content folder nothing but what is of use is left when this build ends; of others these are.
        self._folder, self._recalled = "\0", set[str]()
        self._forgotten: list[str] = []
        self._connection = self._open() if file else None
        # Up to here earlier builds made it.
        self._last = (self._rows("select max(rowid) from made") or [(None,)])[0][0] or 0

    def _open(self) -> sqlite3.Connection | None:
        assert self.file is not None
        for _ in range(2):
            try:
                return self._connect(self.file)
            except (sqlite3.DatabaseError, OSError) as error:
                if _is_no_fault(error):
                    return None
                # Damaged, or of another version: begin anew. A second failure (no folder): go without.
                self._discard(self.file)
        return None

    def _connect(self, file: Path) -> sqlite3.Connection:
        file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(file, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            connection.execute(f"pragma page_size={_PAGE_BYTES}")
            # A journal of what is written over costs a fourth of one of what is new (WAL): almost all is new.
            connection.execute("pragma journal_mode=delete")
            connection.execute("pragma synchronous=normal")
            # What is deleted is overwritten on the disk: a withdrawn story must not live on in a free page.
            connection.execute("pragma secure_delete=on")
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
        for name in (f"{file.name}-journal", f"{file.name}-wal", f"{file.name}-shm", file.name):
            with suppress(OSError):
                if (file.parent / name).is_dir():
                    shutil.rmtree(file.parent / name)
                (file.parent / name).unlink(missing_ok=True)

    def _rows(self, query: str, values: Iterable[object] = ()) -> list[Any]:
        if self._connection is None:
            return []
        try:
            return self._connection.execute(query, tuple(values)).fetchall()
        except sqlite3.DatabaseError as error:
            self._give_up(is_damaged=not _is_no_fault(error))
            return []

    def _give_up(self, is_damaged: bool = True) -> None:
        """The file cannot be read any more: make everything again and leave a clean slate."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self.file is not None and is_damaged:
            self._discard(self.file)

    def earlier(self, key: Key) -> bytes | None:
        """What an earlier build made under a key: a first build asks for thousands, and there are none."""
        return self.get(key) if self._last else None

    def get(self, key: Key) -> bytes | None:
        """What was made under a key, by this build too."""
        if key in self._new:
            return self._new[key]
        rows = self._rows("select rowid, value from made where key = ?", (key,))
        if not rows:
            return None
        if rows[0][0] <= self._last:
            self._used.add(key)
        return self._intact(key, rows[0][1])

    def _intact(self, name: bytes, value: object) -> bytes | None:
        found = unsealed(name, value)
        if found is None:
            self._give_up()
        return found

    def put(self, key: Key, value: bytes) -> None:
        """Keep what was made. It stays uncompressed: packing a page costs half of what making it costs."""
        self._new[key] = value
        self._made_room(value)

    def recall(self) -> dict[str, tuple[bytes, bytes]]:
        """What files were read to, by path: the digest of the file then, and the record."""
        found: dict[str, tuple[bytes, bytes]] = {}
        for path, digest, sealed_value in self._rows("select path, digest, value from parsed"):
            value = self._intact(_name_of(path, digest), sealed_value)
            if value is None:
                return {}
            found[path] = (digest, value)
        return found

    def keep_parsed(self, path: str, digest: bytes, value: bytes) -> None:
        self._parsed[path] = (digest, value)
        self._made_room(value)

    def _made_room(self, value: bytes) -> None:
        """Write what waits, once it is much."""
        self._waiting += len(value)
        if self._waiting < BATCH_BYTES:
            return
        try:
            if self._connection is not None:
                with _in_one(self._connection):
                    self._write_values(self._connection)
        except sqlite3.DatabaseError as error:
            self._give_up(is_damaged=not _is_no_fault(error))
        self._waiting = 0
        self._new.clear()
        self._parsed.clear()

    def _write_values(self, connection: sqlite3.Connection) -> None:
        made = ((key, sealed(key, value)) for key, value in self._new.items())
        connection.executemany("insert or replace into made values (?, ?)", made)
        parsed = ((p, digest, sealed(_name_of(p, digest), value)) for p, (digest, value) in self._parsed.items())
        connection.executemany("insert or replace into parsed values (?, ?, ?)", parsed)

    def written(self, site: Path) -> dict[str, Written]:
        """The files of a site folder as the last build left them.

        All of them or none: where one is lost, those that were made with it would be taken for the whole.
        """
        found: dict[str, Written] = {}
        for block in self._blocks_of(site):
            found |= block
        if self._count_of(site)[0] != len(found):
            self._give_up()
            return {}
        return found

    def _blocks_of(self, site: Path) -> Iterator[Block]:
        """The files of a site in the order of their paths; where a block is damaged, it is the last."""
        rows = self._rows("select first, value from written where site = ? order by first", (str(site),))
        for first, sealed_value in rows:
            value = self._intact(_name_of_block(str(site), first), sealed_value)
            if value is None:
                return
            yield _blocks.decode(value)

    def looked(self, site: Path) -> int:
        """When a build last looked what there was in a site folder, by the clock of its disk; 0 where none did."""
        return self._count_of(site)[1]

    def _count_of(self, site: Path) -> tuple[int, int]:
        """How many files of a site are known, and when a build last looked; none where that cannot be read."""
        rows = self._rows("select files, looked, seal from counted where site = ?", (str(site),))
        files, looked, seal = rows[0] if rows else (0, 0, _count_seal(0, 0))
        return (files, looked) if seal == _count_seal(files, looked) else (-1, 0)

    def forget_others(self, folder: str, paths: Iterable[str]) -> None:
        """Of a folder only the readings of these files, and those of other folders among them, are of use."""
        used = set(paths)
        rows = self._rows("select path from parsed where substr(path, 1, ?) = ?", (len(folder), folder))
        self._forgotten = sorted({row[0] for row in rows} - used)
        self._folder, self._recalled = folder, {path for path in used if not path.startswith(folder)}

    def close(
        self,
        site: Path,
        written: Iterable[tuple[str, Written]] = (),
        gone: Iterable[str] = (),
        looked: int = 0,
        only_used: bool = False,
    ) -> None:
        """Write what is new in one transaction; `only_used` drops what this build did not use.

        `written` and `gone` are in the order of their paths; `looked` is when this build looked what there was in the
        site folder.

        A store that cannot be written is none the worse for the site.
        """
        connection = self._connection
        if connection is None:
            return
        try:
            with _in_one(connection):
                self._write_values(connection)
                self._write_site(connection, str(site), written, gone, looked)
            if only_used or self._size(connection) > LIMIT_BYTES:
                self._shrink(connection, site)
        except sqlite3.DatabaseError:
            # Left as it was.
            pass
        finally:
            connection.close()
            self._connection = None

    def _write_site(
        self,
        connection: sqlite3.Connection,
        site: str,
        written: Iterable[tuple[str, Written]],
        gone: Iterable[str],
        looked: int,
    ) -> None:
        news: Iterator[tuple[str, Written | None]] = merge(
            written, ((path, None) for path in gone), key=itemgetter(0)
        )
        firsts = [
            row[0] for row in connection.execute("select first from written where site = ? order by first", (site,))
        ]
        for at, of_block in groupby(news, key=lambda new: max(bisect_right(firsts, new[0]) - 1, 0)):
            self._write_block(connection, site, firsts[at] if firsts else None, of_block)
        connection.executemany("delete from parsed where path = ?", ((path,) for path in self._forgotten))
        lost = [(name,) for name in self._sites(connection) if name != site and not Path(name).is_dir()]
        connection.executemany("delete from written where site = ?", lost)
        connection.executemany("delete from counted where site = ?", lost)
        (files,) = connection.execute("select sum(files) from written where site = ?", (site,)).fetchone()
        files = files or 0
        before = connection.execute("select looked from counted where site = ?", (site,)).fetchone()
        looked = looked or (before[0] if before else 0)
        row = (site, files, looked, _count_seal(files, looked))
        connection.execute("insert or replace into counted values (?, ?, ?, ?)", row)

    @staticmethod
    def _write_block(
        connection: sqlite3.Connection, site: str, first: str | None, news: Iterable[tuple[str, Written | None]]
    ) -> None:
        """The rows of a block with what is new of them, None where a file is gone; what is many becomes several."""
        known: Block = {}
        if first is not None:
            found = connection.execute("select value from written where site = ? and first = ?", (site, first))
            value = unsealed(_name_of_block(site, first), found.fetchone()[0])
            if value is None:
                raise sqlite3.DatabaseError("a damaged block")
            known = _blocks.decode(value)
            connection.execute("delete from written where site = ? and first = ?", (site, first))
        rows = _changed(known, news)
        held = dict(islice(rows, _ROWS_A_BLOCK))
        while held:
            # Half a block stays for the next: none is left with a few.
            more = dict(islice(rows, _ROWS_A_BLOCK // 2))
            kept = dict(islice(held.items(), _ROWS_A_BLOCK // 2)) if more else held
            begin = next(iter(kept))
            value = sealed(_name_of_block(site, begin), msgpack.encode(kept))
            connection.execute("insert into written values (?, ?, ?, ?)", (site, begin, len(kept), value))
            held = dict(islice(held.items(), len(kept), None)) | more

    @staticmethod
    def _sites(connection: sqlite3.Connection) -> list[str]:
        """Every site that was written: a preview makes a new folder each time it starts."""
        found, query = [""], "select min(site) from written where site > ?"
        while (site := connection.execute(query, (found[-1],)).fetchone()[0]) is not None:
            found.append(site)
        return found[1:]

    def _shrink(self, connection: sqlite3.Connection, site: Path) -> None:
        """What this build did not use and the site does not hold goes."""
        connection.execute("create temp table recalled (path text primary key)")
        with _in_one(connection):
            if self._last:
                held = {
                    key for block in self._blocks_of(site) for row in block.values() for key in (row.key, row.body)
                }
                # With the sign of a sum SQLite looks through the keys alone, and not past all values.
                made = connection.execute("select key from made where +rowid <= ?", (self._last,))
                unused = [row for row in made if row[0] not in held and row[0] not in self._used]
                connection.executemany("delete from made where key = ?", unused)
            if self._size(connection) - self._size(connection, "freelist_count") > LIMIT_BYTES:
                connection.executemany("insert into recalled values (?)", ((path,) for path in self._recalled))
                elsewhere = (
                    "delete from parsed where substr(path, 1, ?) <> ? and path not in (select path from recalled)"
                )
                connection.execute(elsewhere, (len(self._folder), self._folder))
                # Half of the room for the smallest, bodies among them; pages are on the site anyway.
                connection.execute(_DROP_LARGEST, (LIMIT_BYTES // 2,))
        if self._size(connection) > LIMIT_BYTES:
            connection.execute("vacuum")

    @staticmethod
    def _size(connection: sqlite3.Connection, counter: str = "page_count") -> int:
        pages, size = (connection.execute(f"pragma {name}").fetchone()[0] for name in (counter, "page_size"))
        return int(pages) * int(size)


@contextmanager
def _in_one(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction: all of it or nothing."""
    connection.execute("begin immediate")
    try:
        yield
        connection.execute("commit")
    except BaseException:
        with suppress(sqlite3.DatabaseError):
            connection.execute("rollback")
        raise


def _name_of(path: object, digest: object) -> bytes:
    """What a reading is sealed under: its file and the digest of the file, as far as they are what they should be."""
    name = path.encode(errors="surrogateescape") if isinstance(path, str) else b""
    return name + (digest if isinstance(digest, bytes) else b"")


def _count_seal(files: object, looked: object) -> int:
    return zlib.crc32(f"{files} {looked}".encode())


def _name_of_block(site: str, first: object) -> bytes:
    return f"{site}\0{first}".encode(errors="surrogateescape")


def _changed(known: Block, news: Iterable[tuple[str, Written | None]]) -> Iterator[tuple[str, Written]]:
    """Rows with what is new of them, both in the order of their paths; what is told last of a path counts."""
    left = iter(known.items())
    old = next(left, None)
    for path, told in groupby(news, key=itemgetter(0)):
        while old and old[0] < path:
            yield old
            old = next(left, None)
        if old and old[0] == path:
            old = next(left, None)
        *_, (_, row) = told
        if row is not None:
            yield path, row
    if old:
        yield old
    yield from left


def _is_no_fault(error: Exception) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in _NO_FAULT
