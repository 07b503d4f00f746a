"""The benchmark of the search: one engine is asked in a real browser, and what it said becomes a table with goals."""

import gzip
import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the benchmark reads /proc"),
]


@pytest.fixture(scope="module")
def bench(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("bench")


def found(bench: ModuleType, **changes: Any) -> Any:
    facts = {"engine": "ours", "pages": 1000, "index_cpu_s": 1.2, "index_rss_mb": 80, "mrr": [0.96, 0.91]}
    facts |= {"recall": [1, 0.9], "pairs": 16, "pairs_right": 16, "first_kb": 30, "first_s": 2, "all_kb": 200}
    return bench.findings.read(json.dumps({**facts, "key_p95_ms": 9, **changes}))


def test_a_goal_that_is_missed_is_said(bench: ModuleType) -> None:
    told = {row[0]: row[-1] for row in bench.findings.goals(found(bench))}
    assert "yes" == told["MRR with marks, 1,000"]
    assert "no" == told["MRR without marks, 1,000"]
    assert "yes" == told["index, CPU s, 1,000"]
    assert "no" in {row[-1] for row in bench.findings.goals(found(bench, pairs_right=15))}


def test_the_document_holds_a_row_an_engine_and_goals_of_ours_alone(bench: ModuleType, repository: Path) -> None:
    part = bench.findings.part("Today.", [found(bench), found(bench, engine="pagefind", first_kb=1234.5)])
    assert "| 1,000 | Pagefind | 0.960 |" in part
    assert "| 1,234 |" in part or "| 1,235 |" in part
    assert 1 == part.count("minimal pairs, 1,000")
    document = (repository / "docs" / "SEARCH.md").read_text(encoding="utf-8")
    assert part in bench.report.replaced(document, "search", part)


def test_what_takes_too_long_is_a_dash_and_no_goal_reached(bench: ModuleType) -> None:
    slow = {"first_kb": None, "first_s": None, "all_kb": None}
    part = bench.findings.part("Today.", [found(bench), found(bench, engine="minisearch", **slow)])
    assert "| 16/16 | - | - | - | 9 |" in part
    assert bench.findings.NOT_ENDED in part
    assert bench.findings.NOT_ENDED not in bench.findings.part("Today.", [found(bench)])
    told = {row[0]: row[-1] for row in bench.findings.goals(found(bench, mrr=None, key_p95_ms=None))}
    assert ["no", "no"] == [told[f"{name}, 1,000"] for name in ("MRR with marks", "keystroke p95, ms")]


def test_the_link_counts_what_is_sent_packed(bench: ModuleType, tmp_path: Path) -> None:
    import bench.search.link as link  # type: ignore[import-not-found]  # by the fixture only

    (tmp_path / "a.txt").write_bytes(b"nuoc sach " * 500)
    (tmp_path / "page.html").write_bytes(b"<p>")
    with link.Link(tmp_path, r"\.txt").open() as server:
        with urllib.request.urlopen(server.address + "a.txt?v=1") as answer:
            content = answer.read()
        with urllib.request.urlopen(server.address + "page.html") as answer:
            assert answer.read()
        assert len(content) == server.sent
    assert b"nuoc sach " * 500 == gzip.decompress(content)


def test_ours_is_asked_in_a_browser(repository: Path, tmp_path: Path, bench: ModuleType) -> None:
    path = os.pathsep.join([str(repository / "scripts"), str(repository / "plugins")])
    command = [sys.executable, "-m", "bench.search", "--sizes", "20", "--engines", "ours", "--tools", "."]
    done = subprocess.run(
        [*command, str(tmp_path)], env={**os.environ, "PYTHONPATH": path}, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    one = bench.findings.read(done.stdout)
    assert one.mrr[0] >= 0.95 and one.mrr[1] >= 0.92
    assert one.pairs == one.pairs_right > 0
    assert 10 < one.first_kb < 60
    assert one.first_kb < one.all_kb
