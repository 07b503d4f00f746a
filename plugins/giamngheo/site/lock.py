"""One build at a time for one site: the second waits."""

import errno
import sys
import time
from pathlib import Path
from typing import IO

from giamngheo.site.journal import complete
from giamngheo.words import say


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
