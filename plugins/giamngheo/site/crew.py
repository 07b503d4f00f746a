"""Who makes the pages: this process, worker processes, or a cluster; the executor is the one seam."""

import multiprocessing
import multiprocessing.connection
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import Any

from mkdocs.exceptions import Abort

from giamngheo.render.kitchen import Made, Setup, Task, make, prepare
from giamngheo.words import say

# Starting workers costs what making so many pages costs.
FEW = 150
CHUNK = 40
# Chunks given out before the first must be back: bounds the memory of very large sites.
AHEAD = 8
CONNECT_SECONDS = 10


def make_all(setup: Setup, tasks: Sequence[Task], may_fork: bool) -> Iterator[Made]:
    """Every page in the order of its task, whoever makes it."""
    if len(tasks) < FEW and not os.environ.get("GIAMNGHEO_SCHEDULER"):
        for task in tasks:
            yield from make(setup, [task])
        return
    prepare(setup, tasks)
    with executor(may_fork) as crew:
        if crew is None:
            for task in tasks:
                yield from make(setup, [task])
            return
        chunks = (tasks[at : at + CHUNK] for at in range(0, len(tasks), CHUNK))
        waiting = [crew.submit(make, setup, chunk) for chunk in islice(chunks, AHEAD * workers())]
        while waiting:
            yield from waiting.pop(0).result()
            waiting += [crew.submit(make, setup, chunk) for chunk in islice(chunks, 1)]


def workers() -> int:
    """As many as cores, unless GIAMNGHEO_WORKERS says otherwise."""
    return int(os.environ.get("GIAMNGHEO_WORKERS") or os.cpu_count() or 1)


@contextmanager
def executor(may_fork: bool) -> Iterator[Executor | None]:
    """None: make the pages here. A preview has threads of its own, so it starts no worker."""
    scheduler = os.environ.get("GIAMNGHEO_SCHEDULER")
    if scheduler:
        with _client(scheduler) as client:
            yield client.get_executor()
    elif workers() > 1 and may_fork:
        with ProcessPoolExecutor(workers(), multiprocessing.get_context(), _end_with_parent) as pool:
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
