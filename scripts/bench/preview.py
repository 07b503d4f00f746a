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


def waits(bench: Bench, command: Sequence[str], port: int, times: int) -> Iterator[float]:
    """Seconds from saved to visible, once for each of `times` edits of one sentence of one body."""
    log = bench.folder.with_suffix(".log")
    with served(command, bench.folder, bench.tools.env, log) as child:
        for nth in range(times + 1):
            edit = corpus.body_edit(bench.seed, bench.entries, bench.peer.dialect, nth)
            address = f"http://127.0.0.1:{port}/{edit.address}"
            if nth == 0:
                # Any text of the page tells that the server is up.
                until(child, address, "</html>", FIRST_PAGE_MAY_TAKE_S, log)
                continue
            time.sleep(REST_S)
            bench.change(edit)
            saved = time.perf_counter()
            until(child, address, edit.sought, CHANGE_MAY_TAKE_S, log)
            yield time.perf_counter() - saved


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
