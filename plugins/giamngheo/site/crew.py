"""Who makes the pages: this process, worker processes, or a cluster; the executor is the one seam."""

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice

from giamngheo.render.kitchen import Made, Setup, Task, make

# Starting workers costs what making so many pages costs.
FEW = 150
CHUNK = 40
# Chunks given out before the first must be back: bounds the memory of very large sites.
AHEAD = 8


def make_all(setup: Setup, tasks: Sequence[Task], may_fork: bool) -> Iterator[Made]:
    """Every page in the order of its task, whoever makes it."""
    if len(tasks) < FEW and not os.environ.get("GIAMNGHEO_SCHEDULER"):
        for task in tasks:
            yield from make(setup, [task])
        return
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
        # The extra `cluster`; imported only where it is asked for.
        from distributed import Client

        with Client(scheduler) as client:
            yield client.get_executor()
    elif workers() > 1 and may_fork:
        with ProcessPoolExecutor(workers(), mp_context=multiprocessing.get_context()) as pool:
            yield pool
    else:
        yield None
