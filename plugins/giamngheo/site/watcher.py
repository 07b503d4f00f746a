"""Tells the preview that a file changed: at once where the system says so, within a moment where one has to look."""

import os
import threading
import time
from contextlib import suppress
from pathlib import Path

from watchdog.events import (
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

from giamngheo.site.found import files_below

# Not that a file was opened or read: a build reads them all.
TELLING: list[type[FileSystemEvent]] = [
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    DirDeletedEvent,
    DirMovedEvent,
]
# An editor's program writes a file in several steps; a build waits until they are over.
SETTLE_S = 0.03
# Disks that do not tell (network folders, containers) are looked through this often,
# and looking takes a fiftieth of the time at most.
LOOK_EVERY_S = 1.0
LOOKING_SHARE = 50
# What editors' programs keep beside the file they write; 4913 is Vim's way to try a folder.
SCRATCH = ("~", ".tmp", ".swp", "4913")

States = dict[str, tuple[int, int]]


class Watcher:
    """Files and folders that are watched, and whether something in them changed."""

    def __init__(self) -> None:
        self._changed = threading.Event()
        self._paths: set[Path] = set()
        self._watched: dict[Path, ObservedWatch | None] = {}
        self._states: States | None = None
        self._pause = LOOK_EVERY_S
        self._observer = Observer()

    def add(self, path: Path, is_recursive: bool = True) -> None:
        path = path.absolute()
        if path in self._watched:
            return
        is_file = path.is_file()
        handler = FileSystemEventHandler()
        handler.on_any_event = lambda event: self._take(event, path)  # type: ignore[method-assign]
        self._watched[path] = None
        # No more watches to be had from the system: looking is enough.
        with suppress(OSError):
            self._watched[path] = self._observer.schedule(
                handler,
                # A file that is saved by renaming another is no longer the one that was watched: its folder is.
                str(path.parent if is_file else path),
                recursive=is_recursive and not is_file,
                event_filter=TELLING,
            )

    def remove(self, path: Path) -> None:
        watch = self._watched.pop(path.absolute(), None)
        if watch is not None:
            self._observer.unschedule(watch)

    def start(self) -> None:
        self._states = self._look()
        with suppress(OSError):
            self._observer.start()

    def stop(self) -> None:
        if self._observer.is_alive():
            self._observer.stop()

    def wait(self) -> set[Path]:
        """The files that changed; waits a while for some, and then until it is over."""
        if not self._changed.wait(self._pause):
            return self._seen()
        while self._changed.is_set():
            self._changed.clear()
            time.sleep(SETTLE_S)
        # What there is now is looked at when there is time.
        self._states = None
        paths, self._paths = self._paths, set()
        return paths

    def _seen(self) -> set[Path]:
        started = time.monotonic()
        before, self._states = self._states, self._look()
        self._pause = max(LOOK_EVERY_S, LOOKING_SHARE * (time.monotonic() - started))
        return set() if before is None else {Path(path) for path, _ in before.items() ^ self._states.items()}

    def _take(self, event: FileSystemEvent, watched: Path) -> None:
        paths = [Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path]
        found = {path for path in paths if _is_news(path, watched)}
        if found:
            self._paths |= found
            self._changed.set()

    def _look(self) -> States:
        """Every file that is watched, with its size and the time of its last change."""
        found = {}
        # A plugin may ask for more while a build goes on.
        for watched in [*self._watched]:
            inside = (watched / path for path in files_below(watched) if not is_scratch(path))
            for file in [watched] if watched.is_file() else inside:
                with suppress(OSError):
                    state = file.stat()
                    found[str(file)] = (state.st_size, state.st_mtime_ns)
        return found


def _is_news(path: Path, watched: Path) -> bool:
    if path == watched:
        return True
    return path.is_relative_to(watched) and not is_scratch(path.relative_to(watched).as_posix())


def is_scratch(path: str) -> bool:
    """A file that an editor's program keeps beside the one it writes, or anything hidden."""
    return path.endswith(SCRATCH) or any(part.startswith(".") for part in path.split("/"))
