"""Who makes the pages: this process, worker processes, or a cluster; the executor is the one seam."""

import gc
import multiprocessing
import multiprocessing.connection
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice
from multiprocessing.reduction import ForkingPickler
from pickle import PicklingError
from typing import Any, NamedTuple

from mkdocs.exceptions import Abort

from giamngheo.render.kitchen import Made, Setup, Task, make, prepare
from giamngheo.words import say

# Starting workers costs what making so many pages costs.
FEW = 150
# Sites of fewer pages than that are made by one process: at 1,600 pages as at 15,000 two workers take a twelfth of
# the time from a build, and cost a twelfth more CPU, for all but the pages is made by the build itself. Workers of
# larger ones start from nothing: a forked one keeps what its parent held then, and the parent copies whatever it
# changes of it, which is more memory.
SMALL = 20_000
# Pages made side by side, and how many bytes they may be on their way: one that is heavier (a place with hundreds of
# indicators) goes by itself.
CHUNK = 5
HEAVY = 500_000
# Chunks given out before the first must be back, for each worker, and the bytes that may wait there with them.
AHEAD = 8
WAITING = 8_000_000
CONNECT_SECONDS = 10


def make_all(setup: Setup, tasks: Iterable[Task], may_fork: bool, pages: int) -> Iterator[Made]:
    """Every page in the order of its task, whoever makes it; a task is asked for when it is its turn.

    `pages` is how many the site has.
    """
    tasks = iter(tasks)
    first = list(islice(tasks, FEW))
    all_ = chain(first, tasks)
    is_alone = len(first) < FEW or (pages < SMALL and not os.environ.get("GIAMNGHEO_WORKERS"))
    if is_alone and not os.environ.get("GIAMNGHEO_SCHEDULER"):
        yield from _made_here(setup, all_)
        return
    prepare(setup)
    with executor(setup, may_fork, pages) as crew:
        if crew is None:
            yield from _made_here(setup, all_)
            return
        yield from _made_by(crew, setup, all_)


def _made_by(crew: Executor, setup: Setup, tasks: Iterator[Task]) -> Iterator[Made]:
    waiting = deque[_Job]()
    for chunk in _packed(tasks):
        waiting.append(_given_out(crew, setup, chunk))
        while len(waiting) >= AHEAD * workers() or sum(job.size for job in waiting) >= WAITING:
            yield from waiting.popleft().fetched()
    for job in waiting:
        yield from job.fetched()


def _made_here(setup: Setup, tasks: Iterator[Task]) -> Iterator[Made]:
    for chunk in iter(lambda: list(islice(tasks, CHUNK)), []):
        yield from make(setup, chunk)


def _packed(tasks: Iterable[Task]) -> Iterator[list[bytes]]:
    """Tasks as they travel: their views are let go, and what waits is as much memory as it is bytes."""
    chunk: list[bytes] = []
    for task in tasks:
        packed = bytes(ForkingPickler.dumps(task))
        if chunk and sum(map(len, chunk)) + len(packed) > HEAVY:
            yield chunk
            chunk = []
        chunk.append(packed)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _unpacked(setup: Setup, chunk: Sequence[bytes]) -> list[Made]:
    return make(setup, list(map(ForkingPickler.loads, chunk)))


class _Job(NamedTuple):
    """A chunk on its way: its bytes, and how it is called for."""

    size: int
    fetched: Callable[[], list[Made]]


def _given_out(crew: Executor, setup: Setup, chunk: Sequence[bytes]) -> _Job:
    """It is made here where the system has ended a worker (no memory left)."""
    size = sum(map(len, chunk))
    try:
        job = crew.submit(_unpacked, setup, chunk)
    except BrokenExecutor:
        return _Job(size, partial(_unpacked, setup, chunk))

    def fetched() -> list[Made]:
        try:
            return job.result()
        except BrokenExecutor:
            return _unpacked(setup, chunk)

    return _Job(size, fetched)


def workers() -> int:
    """As many as cores, unless GIAMNGHEO_WORKERS says otherwise: that holds for small sites as well."""
    said = os.environ.get("GIAMNGHEO_WORKERS", "")
    return int(said) if said.isdecimal() else os.cpu_count() or 1


def _can_travel(setup: Setup) -> bool:
    """False where a province's own Markdown settings hold what no other process can be given (a lambda)."""
    try:
        ForkingPickler.dumps(setup)
    except (PicklingError, AttributeError, TypeError):
        return False
    return True


@contextmanager
def executor(setup: Setup, may_fork: bool, pages: int) -> Iterator[Executor | None]:
    """None: make the pages here. A preview has threads of its own, so it starts no worker."""
    scheduler = os.environ.get("GIAMNGHEO_SCHEDULER")
    if scheduler:
        with _client(scheduler) as client:
            yield client.get_executor()
    elif workers() > 1 and may_fork and _can_travel(setup):
        gc.freeze()
        context = multiprocessing.get_context("spawn" if pages >= SMALL else None)
        with ProcessPoolExecutor(workers(), context, _end_with_parent) as pool:
            yield pool
    else:
        yield None


def _client(scheduler: str) -> Any:
    """The extra `cluster`; imported only where it is asked for."""
    try:
        from distributed import Client
    except ImportError:
        raise Abort(say("cluster.no_extra", address=scheduler)) from None
    try:
        return Client(scheduler, timeout=CONNECT_SECONDS)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise Abort(say("cluster.no_answer", address=scheduler, reason=error)) from None


def _end_with_parent() -> None:
    """A worker whose build was killed ends too: it would wait for work for ever, and hold the site's lock."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    threading.Thread(target=_wait_for, args=[parent.sentinel], daemon=True).start()


def _wait_for(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)
