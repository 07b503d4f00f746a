"""The last good site stays until the next one is complete: build aside, then apply file by file.

A build writes into a folder beside the site. When it has succeeded, a journal lists what will change; each change is
one rename or one deletion, so a run that is killed in between is completed by the next.
"""

import filecmp
import json
import os
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from giamngheo.store import Key, Written
from giamngheo.words import say

JOURNAL = ".journal.json"


class Staging:
    """What the next site will be: files written beside it, and files of the present one that stay as they are."""

    def __init__(self, site: Path, written: Mapping[str, Written]) -> None:
        """Complete what an earlier run left half applied, and begin with an empty folder."""
        self.site = site
        self.folder = staging_of(site)
        if (self.folder / JOURNAL).exists():
            complete(site)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.there = dict(_files(site))
        # Only what nobody touched since our last build may stay unread.
        self._known = {p: w.key for p, w in written.items() if self.there.get(p) == (w.size, w.mtime)}
        self.kept: set[str] = set()
        self.keys: dict[str, Key] = {}
        self._folders: set[Path] = set()

    def holds(self, path: str, key: Key) -> bool:
        """True when the site has this very file; it stays then."""
        if self._known.get(path) != key:
            return False
        self.kept.add(path)
        return True

    def write(self, path: str, content: bytes, key: Key | None = None) -> None:
        with self.open(path, key) as file:
            file.write_bytes(content)

    @contextmanager
    def open(self, path: str, key: Key | None = None) -> Iterator[Path]:
        """The file to write, below the staging folder."""
        file = self.folder / path
        if file.parent not in self._folders:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(file.parent)
        yield file
        if key is not None:
            self.keys[path] = key

    def apply(self) -> tuple[dict[str, Written], list[str]]:
        """Make the site equal to what was staged and kept; what was written by which key, and what is gone."""
        staged = dict(_files(self.folder))
        written = {p: Written(key, *staged[p]) for p, key in self.keys.items() if p in staged}
        # What has no key was written by the host or another plugin: it is compared, so that the same stays untouched.
        moves = sorted(p for p in staged if p in self.keys or not _is_same(self.folder / p, self.site / p))
        gone = sorted(path for path in self.there if path not in staged and path not in self.kept)
        journal = self.folder / f"{JOURNAL}.part"
        journal.write_text(json.dumps({"move": moves, "delete": gone}), encoding="utf-8")
        journal.replace(self.folder / JOURNAL)
        complete(self.site)
        return written, gone

    def abandon(self) -> None:
        """The build failed: the site stays as it is."""
        if not (self.folder / JOURNAL).exists():
            shutil.rmtree(self.folder, ignore_errors=True)


def staging_of(site: Path) -> Path:
    """The folder beside the site, on the same disk, so that files can be moved at once."""
    return site.parent / f".{site.name}.next"


def complete(site: Path) -> None:
    """Carry out the journal; every step may have been done before."""
    staging = staging_of(site)
    journal = json.loads((staging / JOURNAL).read_text(encoding="utf-8"))
    folders: set[Path] = set()
    for path in journal["move"]:
        parent = (site / path).parent
        if parent not in folders:
            parent.mkdir(parents=True, exist_ok=True)
            folders.add(parent)
        # Moved by the run that was killed, if it is no longer there.
        if (staging / path).exists():
            (staging / path).replace(site / path)
    for path in journal["delete"]:
        (site / path).unlink(missing_ok=True)
        _remove_empty(site, (site / path).parent)
    shutil.rmtree(staging)


def _files(folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Every file below a folder with its size and the time of its last change."""
    pending = [""]
    while pending:
        below = pending.pop()
        try:
            entries = list(os.scandir(folder / below))
        except FileNotFoundError:
            continue
        for entry in entries:
            path = f"{below}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                pending.append(f"{path}/")
            elif not entry.name.startswith(JOURNAL):
                state = entry.stat()
                yield path, (state.st_size, state.st_mtime_ns)


def _is_same(new: Path, old: Path) -> bool:
    return old.is_file() and filecmp.cmp(new, old, shallow=False)


def _remove_empty(site: Path, folder: Path) -> None:
    while folder != site and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


class SiteLock:
    """One build at a time for one site: the second waits until the first has ended, however it ended."""

    def __init__(self, site: Path) -> None:
        self.file = site.parent / f".{site.name}.lock"
        self._held: IO[bytes] | None = None

    def acquire(self) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self._held = self.file.open("ab")
        if not self._try():
            print(say("report.waiting"), file=sys.stderr)
            while not self._try():
                time.sleep(0.2)

    def _try(self) -> bool:
        assert self._held is not None
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(self._held.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(self._held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def release(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None
