"""The preview: drafts are shown with a mark, an edit is seen, a broken edit does not end it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

SITE = {
    "mkdocs.yml": """
        site_name: Trang thử
        docs_dir: content
        theme:
          name: material
        plugins:
          - giamngheo:
              home_place: tp-hue
        """,
    "content/index.md": """
        ---
        title: Trang chủ
        ---
        Chào bà con.
        """,
    "content/bai-viet/2026/nhap.md": """
        ---
        title: Bài nháp
        date: 2026-11-02
        summary: Một câu.
        status: draft
        ---
        Câu đầu tiên.
        """,
    "content/bai-viet/2026/hen.md": """
        ---
        title: Bài hẹn ngày
        date: 2026-11-02
        summary: Một câu.
        publish_at: 2027-03-01
        ---
        Chưa đến ngày.
        """,
}


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def fetch(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return str(answer.read().decode())
    except (urllib.error.URLError, TimeoutError):
        return ""


def wait_for(address: str, text: str, seconds: float = 40) -> str:
    """The page once it holds the text; the last thing seen otherwise."""
    until, page = time.monotonic() + seconds, ""
    while time.monotonic() < until:
        page = fetch(address)
        if text in page:
            return page
        time.sleep(0.2)
    return page


@pytest.fixture
def preview(write: Callable[[Mapping[str, str | bytes]], Path]) -> Iterator[tuple[Path, str]]:
    """A small site in `mkdocs serve`: its folder and its address."""
    folder, port = write(SITE), free_port()
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1795150800", "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    command = [sys.executable, "-P", "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
    with (folder / "serve.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log)
        yield folder, f"http://127.0.0.1:{port}/"
        server.terminate()
        server.wait(timeout=20)


def test_a_draft_is_seen_in_the_preview_with_a_mark_and_an_edit_follows(preview: tuple[Path, str]) -> None:
    folder, address = preview
    draft = wait_for(f"{address}bai-viet/2026/nhap/", "Câu đầu tiên.")
    assert "Câu đầu tiên." in draft
    assert "Bản nháp" in draft
    assert "Bài hẹn ngày" in fetch(f"{address}bai-viet/")
    file = folder / "content/bai-viet/2026/nhap.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("đầu tiên", "thứ hai"), encoding="utf-8")
    assert "Câu thứ hai." in wait_for(f"{address}bai-viet/2026/nhap/", "Câu thứ hai.")


def test_a_broken_edit_is_told_and_healed_by_the_next(preview: tuple[Path, str]) -> None:
    folder, address = preview
    assert "Câu đầu tiên." in wait_for(f"{address}bai-viet/2026/nhap/", "Câu đầu tiên.")
    file = folder / "content/bai-viet/2026/nhap.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("date: 2026-11-02", "date: 2026-13-02"), encoding="utf-8")
    until = time.monotonic() + 30
    while "F303" not in (folder / "serve.log").read_text(encoding="utf-8") and time.monotonic() < until:
        time.sleep(0.2)
    assert "F303" in (folder / "serve.log").read_text(encoding="utf-8")
    file.write_text(text.replace("đầu tiên", "đã sửa"), encoding="utf-8")
    assert "Câu đã sửa." in wait_for(f"{address}bai-viet/2026/nhap/", "Câu đã sửa.")
