"""The last good site stays until the next one is complete: build aside, then apply file by file.

A build writes into a folder beside the site. When it has succeeded, a journal lists what will change; each change is
one `os.replace` or one deletion, so a run that is killed in between is completed by the next.
"""

import filecmp
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

JOURNAL = ".journal.json"


def staging_of(site: Path) -> Path:
    """The folder beside the site, on the same disk, so that files can be moved at once."""
    return site.parent / f".{site.name}.next"


def begin(site: Path) -> Path:
    """Complete what an earlier run left half applied, then give an empty staging folder."""
    staging = staging_of(site)
    if (staging / JOURNAL).exists():
        complete(site)
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    return staging


def apply(site: Path) -> int:
    """Make the site equal to the staging folder; the number of files that changed."""
    staging = staging_of(site)
    new = set(_files(staging))
    moves = sorted(path for path in new if not _is_same(staging / path, site / path))
    gone = sorted(set(_files(site)) - new)
    journal = staging / (JOURNAL + ".part")
    journal.write_text(json.dumps({"move": moves, "delete": gone}), encoding="utf-8")
    journal.replace(staging / JOURNAL)
    complete(site)
    return len(moves) + len(gone)


def complete(site: Path) -> None:
    """Carry out the journal; every step may have been done before."""
    staging = staging_of(site)
    journal = json.loads((staging / JOURNAL).read_text(encoding="utf-8"))
    for path in journal["move"]:
        if (staging / path).exists():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (staging / path).replace(site / path)
    for path in journal["delete"]:
        (site / path).unlink(missing_ok=True)
        _remove_empty(site, (site / path).parent)
    shutil.rmtree(staging)


def _files(folder: Path) -> Iterator[str]:
    for root, _, names in os.walk(folder):
        for name in names:
            yield (Path(root) / name).relative_to(folder).as_posix()


def _is_same(new: Path, old: Path) -> bool:
    return old.is_file() and filecmp.cmp(new, old, shallow=False)


def _remove_empty(site: Path, folder: Path) -> None:
    while folder != site and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
