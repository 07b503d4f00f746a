"""A server that counts what goes over the wire, packed as web servers pack it, and can be as slow as a far link."""

from __future__ import annotations

import contextlib
import gzip
import http.server
import re
import threading
import time
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKED = {".html", ".js", ".json", ".txt", ".css", ".wasm", ".svg", ".xml"}
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".css": "text/css",
    ".wasm": "application/wasm",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".png": "image/png",
}
PIECE = 1400


@lru_cache(maxsize=4096)
def _content(file: Path) -> bytes:
    content = file.read_bytes()
    return gzip.compress(content, 6) if file.suffix in PACKED else content


class Link:
    """One site on a port of its own; `wait_s` a request, `bytes_s` for all together, None where it is free.

    Bytes of paths that `counted` finds are counted.
    """

    def __init__(self, site: Path, counted: str) -> None:
        self.sent = 0
        self.counted = re.compile(counted)
        self.wait_s = 0.0
        self.bytes_s: float | None = None
        self._wire = threading.Lock()
        link = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                link.answer(self, site)

            def log_message(self, format: str, *args: object) -> None:
                """Nothing."""

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}/"

    def answer(self, to: http.server.BaseHTTPRequestHandler, site: Path) -> None:
        file = site / to.path.partition("?")[0].lstrip("/")
        file = file / "index.html" if file.is_dir() else file
        is_there = file.is_file()
        content = _content(file) if is_there else b""
        time.sleep(self.wait_s)
        to.send_response(200 if is_there else 404)
        to.send_header("Content-Type", TYPES.get(file.suffix, "application/octet-stream"))
        to.send_header("Content-Length", str(len(content)))
        to.send_header("Cache-Control", "max-age=3600")
        if file.suffix in PACKED:
            to.send_header("Content-Encoding", "gzip")
        to.end_headers()
        with contextlib.suppress(ConnectionError):
            for at in range(0, len(content), PIECE):
                self._send(to, content[at : at + PIECE])
            if self.counted.search(to.path):
                self.sent += len(content)

    def _send(self, to: http.server.BaseHTTPRequestHandler, piece: bytes) -> None:
        with self._wire:
            if self.bytes_s:
                time.sleep(len(piece) / self.bytes_s)
        to.wfile.write(piece)

    @contextlib.contextmanager
    def open(self) -> Iterator[Link]:
        thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        thread.start()
        yield self
        self._server.shutdown()
        self._server.server_close()
