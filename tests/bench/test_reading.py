"""The benchmark of reading aloud: what is measured, and what becomes of it in the document."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the benchmark reads /proc")


@pytest.fixture(scope="module")
def bench(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("bench")


def found(bench: ModuleType, **changes: Any) -> Any:
    told = {"text": "sample", "texts": 50, "bytes": 200_000, "changes": 1000, "once_s": 0.1, "again_s": 0.05}
    return bench.speaking.read(json.dumps({**told, **changes}))


def test_a_row_tells_megabytes_a_second_and_milliseconds_an_entry(bench: ModuleType) -> None:
    assert ["the sample's entries", "50", "0.20", "5.0", "100", "2.00", "4.00", "2.00"] == bench.speaking.row(
        found(bench)
    )


def test_prose_is_held_against_the_goal_and_forms_are_shown_beside(bench: ModuleType, repository: Path) -> None:
    all_ = [found(bench), found(bench, text="generated", again_s=0.1), found(bench, text="forms", texts=1)]
    assert [
        ["the sample's entries: MB/s, again", ">= 3", "4.00", "yes"],
        ["1,000 generated entries: MB/s, again", ">= 3", "2.00", "no"],
    ] == list(bench.speaking.goals(all_))
    part = bench.speaking.part("Today.", all_)
    document = (repository / "docs" / "PERFORMANCE.md").read_text(encoding="utf-8")
    assert part in bench.report.replaced(document, "speech", part)


@pytest.mark.slow
def test_the_forms_of_the_tests_are_read_and_counted(bench: ModuleType, repository: Path) -> None:
    path = os.pathsep.join([str(repository / "scripts"), str(repository / "plugins")])
    line = subprocess.check_output(
        [sys.executable, "-m", "bench.speech", "forms"], env={**os.environ, "PYTHONPATH": path}, encoding="utf-8"
    )
    one = bench.speaking.read(line)
    assert "forms" == one.text
    # More than four hundred cases, most with something to change.
    assert one.changes > 400
    assert one.once_s > 0
