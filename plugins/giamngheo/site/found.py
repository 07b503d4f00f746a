"""What lies in a folder, and which files of a site are not as the last build left them."""

import filecmp
import os
import stat
from collections.abc import Container, Iterable, Iterator, Mapping
from operator import itemgetter
from pathlib import Path

from giamngheo.site.journal import JOURNAL
from giamngheo.store import Written

# Longer than the steps in which any disk counts time.
REST = 3_000_000_000
State = tuple[int, int]
PATH = itemgetter(0)


def files_in(folder: Path) -> Iterator[tuple[str, State]]:
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
                yield path, state_of(entry.stat(follow_symlinks=False))
        else:
            pending.pop()


def files_below(folder: Path) -> Iterator[str]:
    """Paths below a folder, as addresses write them."""
    for where, _, names in os.walk(folder):
        below = os.path.relpath(where, folder).replace(os.sep, "/")
        yield from (name if below == "." else f"{below}/{name}" for name in names)


def not_as_left(site: Path, written: Mapping[str, Written], looked: int) -> dict[str, State | None]:
    """The files of a site that are not as they were written, as they are now; None where one is gone.

    What is known to be there is asked for by its name; a folder is looked into where something came or went since a
    build looked, all of them where none did: that takes twice the time.
    """
    root, folders = str(site), _folders(written)
    restless = _restless(root, folders, looked) if looked else None
    seen = dict(files_in(site) if restless is None else _seen(site, restless, folders))
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
            strange[path] = state_of(state)
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
                yield path, state_of(entry.stat(follow_symlinks=False))
            elif path not in folders:
                yield from ((f"{path}{name}", its) for name, its in files_in(site / path))


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
    held.sort(key=PATH, reverse=True)
    # An entry keeps what the system said of it: of a folder of many files, only those are held that were not asked.
    while held:
        yield held.pop()


def state_of(state: os.stat_result) -> State:
    return state.st_size, state.st_mtime_ns


def is_same(new: Path, old: Path) -> bool:
    """Whether there is such a file, with the same bytes."""
    return old.is_file() and filecmp.cmp(new, old, shallow=False)
