"""The last good site stays until the next one is complete: build aside, then apply file by file.

A build writes into a folder beside the site. When it has succeeded, a journal (`journal.py`) lists what will change.
"""

import errno
import os
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from heapq import merge
from itertools import chain
from pathlib import Path

from msgspec.structs import replace

from giamngheo.keys import Key
from giamngheo.site.found import PATH, State, files_in, is_same, not_as_left, state_of
from giamngheo.site.journal import JOURNAL, complete, have_folder, note, staging_of
from giamngheo.store import Rows, Written

_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
# As `open` makes files: who looks after them says by the umask who may read them.
_MODE = 0o666


class Staging:
    """What the next site will be: files written beside it, and files of the present one that stay as they are."""

    def __init__(self, site: Path, written: Mapping[str, Written], looked: int = 0) -> None:
        """Begin with an empty folder.

        `written` is what the last build left, `looked` when it looked what there was, 0 where that is not known.
        """
        self.site = site
        self.folder = staging_of(site)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        # By the clock of the disk itself: that of a network share may be another than ours.
        self.looked = self.folder.stat().st_mtime_ns
        self._rows = written.keys()
        strange = not_as_left(site, written, looked)
        # Files that are not as the last build left them. Hidden ones at the root (.git, .nojekyll) are no one's
        # output, as for MkDocs; unless they were ours.
        self._touched = {path: it for path, it in strange.items() if it and (path[0] != "." or path in written)}
        # Only what nobody touched since our last build may stay unread.
        self._known = {path: one for path, one in written.items() if path not in strange} if strange else written
        self._is_as_left = not strange
        self._resting: defaultdict[Key, list[str]] = defaultdict(list)
        self._made: defaultdict[Key, list[str]] = defaultdict(list)
        for path, one in written.items():
            self._made[one.key].append(path)
            if one.basis:
                self._resting[one.basis].append(path)
        self.kept: set[str] = set()
        self._rebased: dict[str, Written] = {}
        self._staged = Rows()
        # Files of the host and of other plugins, and files of ours that those wrote over or took away.
        self._foreign: dict[str, State] = {}
        self._lost: dict[str, Written] = {}

    def rests_on(self, basis: Key) -> bool:
        """True when the site has all files that come of this; they stay then."""
        paths = self._resting.get(basis)
        if not paths or not (self._is_as_left or all(map(self._known.__contains__, paths))):
            return False
        self.kept.update(paths)
        return True

    def holds(self, path: str, key: Key, basis: Key = b"") -> bool:
        """True when the site has this very file; it stays then, whatever it came of before."""
        known = self._known.get(path)
        if known is None or known.key != key:
            return False
        if known.basis != basis:
            self._rebased[path] = replace(known, basis=basis)
        self.kept.add(path)
        return True

    def holds_all(self, key: Key, basis: Key = b"") -> bool:
        """The same of everything that the last build made by one key."""
        paths = self._made.get(key, [])
        if not paths or not all(path in self._known for path in paths):
            return False
        return all([self.holds(path, key, basis) for path in paths])

    def known(self, below: str) -> dict[str, Key]:
        """Files of the site below a folder that are as our last build left them, with the keys they were made by."""
        return {path: one.key for path, one in self._known.items() if one.key and path.startswith(below)}

    def read(self, path: str) -> str:
        """What a file of the site says, as it is before this build is applied."""
        with open(f"{self.site}/{path}", "rb", buffering=0) as file:  # noqa: PTH123
            return file.read().decode()

    def write(self, path: str, content: bytes, key: Key, body: Key = b"", basis: Key = b"") -> None:
        # Plain text and numbers instead of paths and files, because there are ten thousands of them.
        file = f"{self.folder}/{path}"
        try:
            out = os.open(file, _NEW, _MODE)
        except FileNotFoundError:
            _make_folder(file.rpartition("/")[0])
            out = os.open(file, _NEW, _MODE)
        try:
            # A disk that is almost full takes a part, and says nothing.
            if os.write(out, content) != len(content):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), file)
        finally:
            os.close(out)
        self._staged.add(path, Written(key, *state_of(os.stat(file)), body, basis))  # noqa: PTH116

    def copy(self, original: Path, path: str, key: Key) -> None:
        """A file of the content folder as it is."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(original, file)
        self._staged.add(path, Written(key, *state_of(file.stat())))

    def file(self, path: str) -> Path:
        """Where a file of the next site lies now: written by this build, or kept."""
        return (self.folder if path in self._staged else self.site) / path

    def apply(self) -> list[str]:
        """Make the site equal to what was staged and kept; which files are gone."""
        gone = {*self._touched, *self._rows} - self.kept
        for path, state, row in _side_by_side(files_in(self.folder), self._staged):
            if row and state != (row.size, row.mtime):
                # A page that another plugin wrote over is not what its key says.
                self._lost[path], row = row, None
            if state:
                gone.discard(path)
            if state and not row:
                self._foreign[path] = state
        if not self._known and not self._touched and self._is_in_place_at_once():
            return sorted(gone)
        # What has no key was written by the host or another plugin: it is compared, so that the same stays untouched.
        differing = [p for p in self._foreign if not is_same(self.folder / p, self.site / p)]
        self._foreign |= {
            path: state for path in self._foreign.keys() - set(differing) if (state := self._before(path))
        }
        moves = sorted([*self._ours(), *differing])
        self._prepare(moves)
        note(self.folder, moves, sorted(gone))
        complete(self.site)
        return sorted(gone)

    @property
    def there(self) -> set[str]:
        """Every file that the site had when this build began."""
        return {*self._known, *self._touched}

    def _before(self, path: str) -> State | None:
        """What was seen of a file of the site when this build began."""
        known = self._known.get(path)
        return (known.size, known.mtime) if known else self._touched.get(path)

    def _ours(self) -> Iterator[str]:
        """What this build wrote, once it was found out that it is still so."""
        return (path for path in self._staged.paths() if path not in self._lost)

    def made(self) -> Iterator[tuple[str, Written]]:
        """The files that were written, or came of something else than before, once this was applied; in the order of
        their paths.
        """
        # Where a file was lost, nothing that came of the same may be taken for whole.
        broken = {row.basis for row in self._lost.values()}
        # Of those that are not ours it is known that they are there: they have no key.
        foreign = ((path, Written(b"", *state)) for path, state in self._foreign.items() if path[0] != ".")
        rebased = sorted(self._rebased.items(), key=PATH)
        for path, row in merge(self._staged, rebased, sorted(foreign, key=PATH), key=PATH):
            if path not in self._lost or not row.key:
                yield path, replace(row, basis=b"") if row.basis in broken else row

    def files(self) -> Iterator[str]:
        """Every file of the site, once this was applied."""
        return chain(self._ours(), self._foreign, self.kept)

    def _is_in_place_at_once(self) -> bool:
        """With nothing to keep the new site takes its place in one step; not where its folder is a link or mount."""
        try:
            if self.site.is_dir():
                self.site.rmdir()
            os.utime(self.folder)
            self.looked = self.folder.stat().st_mtime_ns
            self.folder.replace(self.site)
        except OSError:
            return False
        return True

    def _prepare(self, moves: Iterable[str]) -> None:
        """Make the folders that moves need while the site can still stay as it is: a full disk shows here."""
        for folder in sorted({path.rpartition("/")[0] for path in moves}):
            with suppress(FileExistsError, NotADirectoryError):
                have_folder(f"{self.site}/{folder}")

    def abandon(self) -> None:
        """The build has ended; where it failed, the site stays as it is."""
        self._staged.close()
        if not (self.folder / JOURNAL).exists():
            shutil.rmtree(self.folder, ignore_errors=True)


def _make_folder(folder: str) -> None:
    """Mostly it alone is missing."""
    try:
        os.mkdir(folder)  # noqa: PTH102
    except FileNotFoundError:
        os.makedirs(folder)  # noqa: PTH103


def _side_by_side(
    files: Iterator[tuple[str, State]], rows: Iterable[tuple[str, Written]]
) -> Iterator[tuple[str, State | None, Written | None]]:
    """Two lists in the order of the paths: what a path has in each."""
    file = next(files, None)
    for path, row in rows:
        while file and file[0] < path:
            yield *file, None
            file = next(files, None)
        if file and file[0] == path:
            yield *file, row
            file = next(files, None)
        else:
            yield path, None, row
    while file:
        yield *file, None
        file = next(files, None)
