"""What a command costs: processor time, waiting time and memory of the command and of all it starts.

Linux only: it reads /proc and has the kernel hand over orphans.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SAMPLE_EVERY_S = 0.02
# Looking must not become part of what is looked at: at most one twentieth of the time goes into it.
LOOKING_SHARE = 20
ORPHANS_MAY_LAST_S = 10.0
# prctl(2): orphans below us become our children instead of init's, so that their time is counted too.
PR_SET_CHILD_SUBREAPER = 36
MEGABYTE = 1_000_000


class Failed(Exception):
    """A command that ended badly or did not do what is measured; `output` is its last words or what is amiss."""

    def __init__(self, command: str, output: str) -> None:
        super().__init__(command, output)
        self.command = command
        self.output = output


@dataclass(frozen=True)
class Cost:
    """`cpu_s` is user and system time, `rss_mb` the highest memory seen, in millions of bytes."""

    cpu_s: float
    wall_s: float
    rss_mb: float


def measure(command: Sequence[str], cwd: Path, env: Mapping[str, str], log: Path) -> Cost:
    """Run a command to its end.

    Time comes from wait4(2): the kernel adds to a process the time of every descendant that was waited for, at
    its end, to the microsecond: the same number as the difference of getrusage(RUSAGE_CHILDREN), without what else
    this process may have started. Descendants nobody waited for come to us as orphans and are added.
    """
    # What earlier work left to be written would otherwise be written while this runs.
    os.sync()
    with log.open("wb") as output, orphans_adopted():
        started = time.perf_counter()
        child = subprocess.Popen(
            list(command),
            cwd=cwd,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            # Its own session and process group: by it, and by nothing else, orphans are known and ended.
            start_new_session=True,
        )
        with ended_with_us(child), Watch(child.pid) as watch:
            _, status, usage = os.wait4(child.pid, 0)
            wall = time.perf_counter() - started
            child.returncode = os.waitstatus_to_exitcode(status)
        cpu = usage.ru_utime + usage.ru_stime + cpu_of_orphans(child.pid)
    if child.returncode != 0:
        raise Failed(" ".join(command), tail(log))
    return Cost(cpu, wall, watch.peak / MEGABYTE)


@contextlib.contextmanager
def orphans_adopted() -> Iterator[None]:
    """While this lasts, what loses its parent below us becomes our child."""
    kernel = ctypes.CDLL(None, use_errno=True)
    kernel.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    try:
        yield
    finally:
        kernel.prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def cpu_of_orphans(group: int) -> float:
    """Wait for what the command left behind, and add its time."""
    seconds, until = 0.0, time.monotonic() + ORPHANS_MAY_LAST_S
    while True:
        try:
            pid, _, usage = os.wait4(-group, os.WNOHANG)
        except ChildProcessError:
            return seconds
        if pid:
            seconds += usage.ru_utime + usage.ru_stime
        elif time.monotonic() > until:
            end_group(group, signal.SIGKILL)
            raise Failed(str(group), "left a process running")
        else:
            time.sleep(0.01)


@contextlib.contextmanager
def ended_with_us(child: subprocess.Popen[bytes]) -> Iterator[None]:
    """A command that is still running when we stop, and all of its group, stops too."""
    try:
        yield
    finally:
        if child.poll() is None:
            end(child)


def end(child: subprocess.Popen[bytes], patience_s: float = 20) -> None:
    """Ask a command of ours and its group to end, then make them."""
    end_group(child.pid, signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(patience_s)
    end_group(child.pid, signal.SIGKILL)
    child.wait()


def end_group(group: int, how: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, how)


def tail(log: Path, lines: int = 30) -> str:
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


# --- memory ------------------------------------------------------------------------------------------------


class Watch:
    """Looks at a process and all below it again and again; `peak` is the most memory they held at once, in bytes."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.peak = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        pause = 0.0
        while not self._over.wait(pause):
            began = time.perf_counter()
            self.peak = max(self.peak, memory(self.pid))
            pause = max(SAMPLE_EVERY_S, (time.perf_counter() - began) * LOOKING_SHARE)


def memory(pid: int) -> int:
    """Bytes held now by a process and all below it.

    One process: its resident set. Several: the sum of their proportional sets, in which a page that a worker shares
    with its parent counts once and not once a process.
    """
    tree = [pid, *descendants(pid)]
    return resident(pid) if len(tree) == 1 else sum(map(proportional, tree))


def descendants(pid: int) -> list[int]:
    """Everything below a process, as the kernel lists the children of each of its threads."""
    found: list[int] = []
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in read(task / "children").split():
                found += [int(child), *descendants(int(child))]
    return found


def resident(pid: int) -> int:
    fields = read(Path(f"/proc/{pid}/statm")).split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") if fields else 0


def proportional(pid: int) -> int:
    """The kernel's PSS; the resident set where it may not be read."""
    lines = read(Path(f"/proc/{pid}/smaps_rollup")).splitlines()
    found = [int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")]
    return found[0] if found else resident(pid)


def read(file: Path) -> str:
    """A file of /proc; nothing where its process has ended or is not ours."""
    try:
        return file.read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return ""
