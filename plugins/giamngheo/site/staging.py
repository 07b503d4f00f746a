"""The last good site stays until the next one is complete: build aside, then apply file by file.

A build writes into a folder beside the site. When it has succeeded, a journal lists what will change; each change is
one deletion or one rename, so a run that is killed in between is completed by the next. Deletions come first: a name
that changes only its case, or a folder that becomes a file, is never in the way of what takes its place.
"""

import errno
import filecmp
import json
import os
import shutil
import stat
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import suppress
from heapq import merge
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import IO

from mkdocs.exceptions import Abort
from msgspec.structs import replace

from giamngheo.keys import Key
from giamngheo.store import Rows, Written
from giamngheo.words import say

JOURNAL = ".journal.json"
# Longer than the steps in which any disk counts time.
REST = 3_000_000_000
# Somebody else has the file open, or nobody may write it.
HELD = (errno.EACCES, errno.EPERM, errno.EBUSY)
PATIENCE_S, STEP_S = 3.0, 0.1
State = tuple[int, int]
_PATH = itemgetter(0)
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
        strange = _strange(site, written, looked)
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
        self._staged.add(path, Written(key, *_state(os.stat(file)), body, basis))  # noqa: PTH116

    def copy(self, original: Path, path: str, key: Key) -> None:
        """A file of the content folder as it is."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(original, file)
        self._staged.add(path, Written(key, *_state(file.stat())))

    def file(self, path: str) -> Path:
        """Where a file of the next site lies now: written by this build, or kept."""
        return (self.folder if path in self._staged else self.site) / path

    def apply(self) -> list[str]:
        """Make the site equal to what was staged and kept; which files are gone."""
        gone = {*self._touched, *self._rows} - self.kept
        for path, state, row in _side_by_side(_files(self.folder), self._staged):
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
        journal = self.folder / f"{JOURNAL}.part"
        with journal.open("w", encoding="utf-8") as file:
            json.dump({"move": moves, "delete": sorted(gone)}, file)
            file.flush()
            # It must be whole before anything is done by it, even if the power fails.
            os.fsync(file.fileno())
        journal.replace(self.folder / JOURNAL)
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
        rebased = sorted(self._rebased.items(), key=_PATH)
        for path, row in merge(self._staged, rebased, sorted(foreign, key=_PATH), key=_PATH):
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
                _have_folder(f"{self.site}/{folder}")

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


def _have_folder(folder: str) -> None:
    """Mostly it is there."""
    if not os.path.isdir(folder):  # noqa: PTH112
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103


def staging_of(site: Path) -> Path:
    """The folder beside the site, on the same disk, so that files can be moved at once."""
    return site.parent / f".{site.name}.next"


def complete(site: Path) -> None:
    """Carry out the journal, if there is one; a run before may have done any number of its steps."""
    staging = staging_of(site)
    try:
        journal = json.loads((staging / JOURNAL).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        # Nothing was done by a journal that cannot be read.
        return
    moves: list[str] = journal["move"]
    # In the order of the list: while the first file has not been moved, deletions may be outstanding.
    if not moves or (staging / moves[0]).exists():
        for path in journal["delete"]:
            with suppress(FileNotFoundError):
                _patiently(os.unlink, f"{site}/{path}")
            _remove_empty(site, (site / path).parent)
    folders: set[str] = set()
    for path in moves:
        folder = path.rpartition("/")[0]
        if folder not in folders:
            _have_folder(f"{site}/{folder}")
            folders.add(folder)
        # What the run that was killed has moved is gone.
        with suppress(FileNotFoundError):
            _patiently(_move, f"{staging}/{path}", f"{site}/{path}")
    shutil.rmtree(staging)


def _patiently(step: Callable[..., None], *paths: str) -> None:
    """Do it as soon as nobody holds the file: on Windows what is open elsewhere can be neither replaced nor deleted,
    and whoever looks for viruses opens everything for a moment.
    """
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            return step(*paths)
        except OSError as error:
            if error.errno not in HELD:
                raise
            if time.monotonic() > until:
                raise Abort(say("report.held", path=paths[-1])) from error
        time.sleep(STEP_S)


def _move(file: str, to: str) -> None:
    """One rename; a site on a disk of its own (a mounted folder) gets a copy beside the old file first.

    Plain text instead of paths: a new entry moves a thousand files.
    """
    try:
        os.replace(file, to)  # noqa: PTH105
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = f"{to}.part"
        shutil.copy2(file, beside)
        os.replace(beside, to)  # noqa: PTH105
        os.unlink(file)  # noqa: PTH108


def _files(folder: Path) -> Iterator[tuple[str, State]]:
    """Every file below a folder with its size and the time of its last change, in the order of the paths."""
    # Plain text: a site has a folder for every page.
    root = str(folder)
    pending = [_entries(root, "")]
    while pending:
        for path, entry in pending[-1]:
            if path.endswith("/"):
                pending.append(_entries(root, path))
                break
            if not path.startswith(JOURNAL):
                yield path, _state(entry.stat(follow_symlinks=False))
        else:
            pending.pop()


def files_below(folder: Path) -> Iterator[str]:
    """Paths below a folder, as addresses write them."""
    for where, _, names in os.walk(folder):
        below = os.path.relpath(where, folder).replace(os.sep, "/")
        yield from (name if below == "." else f"{below}/{name}" for name in names)


def _strange(site: Path, written: Mapping[str, Written], looked: int) -> dict[str, State | None]:
    """The files of a site that are not as they were written, as they are now; None where one is gone.

    What is known to be there is asked for by its name; a folder is looked into where something came or went since a
    build looked, all of them where none did: that takes twice the time.
    """
    root, folders = str(site), _folders(written)
    restless = _restless(root, folders, looked) if looked else None
    seen = dict(_files(site) if restless is None else _seen(site, restless, folders))
    strange: dict[str, State | None] = {
        path: state
        for path, state in seen.items()
        if not ((row := written.get(path)) and (row.size, row.mtime) == state)
    }
    ask = os.lstat
    for path, row in written.items():
        if path in seen:
            continue
        if restless is None:
            strange[path] = None
            continue
        # No `suppress` and no call more than one: of large sites there are hundreds of thousands.
        try:
            state = ask(f"{root}/{path}")
        except FileNotFoundError:
            strange[path] = None
            continue
        if state.st_mtime_ns != row.mtime or state.st_size != row.size:
            strange[path] = _state(state)
    return strange


def _restless(root: str, folders: Iterable[str], looked: int) -> set[str] | None:
    """Folders in which something came or went since a build looked; None where one of them is no folder any more.

    When a folder itself was changed (ctime) can be set by nobody, so that copying with times does not deceive it.
    """
    restless = set()
    for folder in folders:
        try:
            # Without the slash at its end, behind which a link would be followed.
            state = os.lstat(f"{root}/{folder[:-1]}") if folder else os.stat(root)  # noqa: PTH116
        except OSError:
            return None
        if not stat.S_ISDIR(state.st_mode):
            return None
        if max(state.st_mtime_ns, state.st_ctime_ns) >= looked - REST:
            restless.add(folder)
    return restless


def _seen(site: Path, restless: Iterable[str], folders: Container[str]) -> Iterator[tuple[str, State]]:
    """The files of these folders, and all that lies in folders that nobody knew."""
    for folder in restless:
        for path, entry in _entries(str(site), folder):
            if not path.endswith("/"):
                yield path, _state(entry.stat(follow_symlinks=False))
            elif path not in folders:
                yield from ((f"{path}{name}", its) for name, its in _files(site / path))


def _folders(paths: Iterable[str]) -> set[str]:
    """The folders of these files and those around them; the root is ''."""
    found = {path[: path.rfind("/") + 1] for path in paths}
    around = {folder[: folder.rfind("/", 0, -1) + 1] for folder in found if folder}
    while not around <= found:
        found |= around
        around = {folder[: folder.rfind("/", 0, -1) + 1] for folder in around if folder}
    return found | {""}


def _entries(root: str, below: str) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    """What a folder holds; the path of a folder ends in a slash, by which it is sorted as what is in it."""
    try:
        found = os.scandir(f"{root}/{below}")
    except FileNotFoundError:
        return
    with found:
        held = [(f"{below}{it.name}{'/' * it.is_dir(follow_symlinks=False)}", it) for it in found]
    held.sort(key=_PATH, reverse=True)
    # An entry keeps what the system said of it: of a folder of many files, only those are held that were not asked.
    while held:
        yield held.pop()


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


def _state(state: os.stat_result) -> State:
    return state.st_size, state.st_mtime_ns


def is_same(new: Path, old: Path) -> bool:
    """Whether there is such a file, with the same bytes."""
    return old.is_file() and filecmp.cmp(new, old, shallow=False)


def _remove_empty(site: Path, folder: Path) -> None:
    # On Windows a folder that somebody stands in cannot go; empty, it harms nobody.
    with suppress(PermissionError):
        while folder != site and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


class SiteLock:
    """One build at a time for one site: the second waits until the first has ended, however it ended.

    Who gets the lock finds a whole site: what a run before left half applied is completed first.
    """

    def __init__(self, site: Path) -> None:
        self.site = site
        self.file = site.parent / f".{site.name}.lock"
        self._held: IO[bytes] | None = None

    def acquire(self) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self._held = self.file.open("ab")
        if not self._try():
            print(say("report.waiting"), file=sys.stderr)
            while not self._try():
                time.sleep(0.2)
        complete(self.site)

    def _try(self) -> bool:
        assert self._held is not None
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(self._held.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(self._held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            # A disk without locks (some network folders) has none to wait for.
            return error.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
        return True

    def release(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None
