"""How long an editor waits in the preview from saving a file until the page shows the change."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

from bench import corpus
from bench.measure import Failed, ended_with_us, tail

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from bench.peers import Bench

# Where a change is looked for: a sentence on its own page, a title in a list.
TEXT, LIST = "body", "newest"
ASK_EVERY_S = 0.02
FIRST_PAGE_MAY_TAKE_S = 1800
CHANGE_MAY_TAKE_S = 300
# An editor reads before the next change; a server that tidies up afterwards is done by then.
REST_S = 1.5


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def served(command: Sequence[str], cwd: Path, env: Mapping[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A server that runs as long as it is asked; only this process and its own group are ended."""
    with log.open("wb") as output:
        child = subprocess.Popen(
            list(command),
            cwd=cwd,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        with ended_with_us(child):
            yield child


def edits(bench: Bench, times: int) -> list[corpus.Edit]:
    """First of each kind one that is there when the server starts, then as many as are asked for."""
    given = (bench.seed, bench.entries, bench.peer.dialect)
    titles = [corpus.newest_title(*given, nth) for nth in range(times + 1)]
    return [*titles, *(corpus.body_edit(*given, nth) for nth in range(times + 1))]


def waits(
    bench: Bench, command: Sequence[str], port: int, changes: Sequence[corpus.Edit]
) -> Iterator[tuple[str, float]]:
    """The kind of every change but the first of each kind, and the seconds from saved to visible."""
    log = bench.folder.with_suffix(".log")
    first = {edit.kind: edit for edit in reversed(changes)}
    for edit in first.values():
        bench.change(edit)
    with served(command, bench.folder, bench.tools.env, log) as child:
        for edit in first.values():
            until(child, page(port, edit), edit.sought, FIRST_PAGE_MAY_TAKE_S, log)
        for edit in changes:
            if edit not in first.values():
                time.sleep(REST_S)
                bench.change(edit)
                saved = time.perf_counter()
                until(child, page(port, edit), edit.sought, CHANGE_MAY_TAKE_S, log)
                yield edit.kind, time.perf_counter() - saved


def page(port: int, edit: corpus.Edit) -> str:
    return f"http://127.0.0.1:{port}/{edit.address}"


def until(child: subprocess.Popen[bytes], address: str, sought: str, seconds: float, log: Path) -> None:
    """Ask for a page again and again until it holds a text."""
    over = time.monotonic() + seconds
    while sought not in fetched(address):
        if child.poll() is not None or time.monotonic() > over:
            raise Failed(address, tail(log))
        time.sleep(ASK_EVERY_S)


def fetched(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return str(answer.read().decode("utf-8"))
    except (urllib.error.URLError, OSError):
        return ""
