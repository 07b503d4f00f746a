"""The journal: what will change in a site, one deletion or one rename a step.

A run that is killed in between is completed by the next. Deletions come first: a name that changes only its case, or
a folder that becomes a file, is never in the way of what takes its place.
"""

import errno
import json
import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from mkdocs.exceptions import Abort

from giamngheo.words import say

JOURNAL = ".journal.json"
# Somebody else has the file open, or nobody may write it.
HELD = (errno.EACCES, errno.EPERM, errno.EBUSY)
PATIENCE_S, STEP_S = 3.0, 0.1


def have_folder(folder: str) -> None:
    """Mostly it is there."""
    if not os.path.isdir(folder):  # noqa: PTH112
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103


def staging_of(site: Path) -> Path:
    """The folder beside the site, on the same disk, so that files can be moved at once."""
    return site.parent / f".{site.name}.next"


def note(staging: Path, moves: list[str], gone: list[str]) -> None:
    """Write the journal of a staging folder.

    It must be whole before anything is done by it, even if the power fails.
    """
    journal = staging / f"{JOURNAL}.part"
    with journal.open("w", encoding="utf-8") as file:
        json.dump({"move": moves, "delete": gone}, file)
        file.flush()
        os.fsync(file.fileno())
    journal.replace(staging / JOURNAL)


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
            have_folder(f"{site}/{folder}")
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


def _remove_empty(site: Path, folder: Path) -> None:
    # On Windows a folder that somebody stands in cannot go; empty, it harms nobody.
    with suppress(PermissionError):
        while folder != site and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent
