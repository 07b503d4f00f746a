"""The benchmark at work on twenty entries, ours only: what it writes down, and what a measurement holds."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the benchmark reads /proc"),
]

STEPS = [("cold", None), ("edit", "body"), ("edit", "title"), ("edit", "new")]


@pytest.fixture(scope="module")
def bench(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("bench")


@pytest.fixture
def tools(bench: ModuleType) -> object:
    """This interpreter in place of `.venv`: it has what a build needs."""
    return bench.Tools(Path(sys.executable), Path(), {**os.environ, "SOURCE_DATE_EPOCH": "1795150800"})


def test_two_rounds_give_a_line_for_every_build(bench: ModuleType, tools: object, tmp_path: Path) -> None:
    given = bench.options(["build", "--sizes", "20", "--peers", "ours", "--rounds", "2"])
    found = list(bench.builds(given, 20, tmp_path / "20", tools))
    rows = [json.loads(bench.results.line(result)) for result in found]
    assert STEPS * 2 == [(row["mode"], row["edit"]) for row in rows]
    assert {("ours", 20)} == {(row["peer"], row["entries"]) for row in rows}
    assert all(row["cpu_s"] > 0 and row["wall_s"] > 0 and row["rss_mb"] > 0 for row in rows)


def test_a_cold_build_finds_nothing_of_an_earlier_one(bench: ModuleType, tools: object, tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    one = bench.Bench(bench.PEERS["ours"], folder, tools, 20).furnish()
    fresh = snapshot(folder)
    for step in one.steps():
        one.run(step)
    assert fresh != snapshot(folder)
    one.start_over()
    assert fresh == snapshot(folder)


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_build_that_leaves_something_out_is_not_measured(bench: ModuleType, tools: object, tmp_path: Path) -> None:
    one = bench.Bench(bench.PEERS["ours"], tmp_path / "ours", tools, 20).furnish()
    edit = one.steps()[1].edit
    with pytest.raises(bench.Failed):
        one.run(one.steps()[1]._replace(edit=edit._replace(sought="never written")))


# A parent that waits for one child, and leaves another behind: all three work for a fifth of a second.
FAMILY = """
import os, sys, time
def work():
    until = time.process_time() + 0.2
    held = bytearray(30_000_000)
    while time.process_time() < until:
        held[0] = 1
if os.fork() == 0:
    work(); os._exit(0)
os.wait()
if os.fork() == 0:
    work(); os._exit(0)
work()
"""

FAIL = "raise SystemExit('no more disk')"

TELL = """
import json, os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from bench.measure import measure
cost = measure([sys.executable, "-c", sys.argv[2]], Path(sys.argv[3]), dict(os.environ), Path(sys.argv[3]) / "log")
print(json.dumps([cost.cpu_s, cost.wall_s, cost.rss_mb]))
"""


def test_a_measurement_holds_all_that_a_command_starts(repository: Path, tmp_path: Path) -> None:
    # In a process of its own: it makes itself the heir of every orphan below it.
    line = [sys.executable, "-c", TELL, str(repository / "scripts"), FAMILY, str(tmp_path)]
    cpu, wall, memory = json.loads(subprocess.check_output(line, encoding="utf-8"))
    assert cpu >= 0.6  # three times 0.2, the orphan's too
    assert wall > 0.2
    assert memory > 30


def test_a_command_that_fails_is_told_with_its_last_words(repository: Path, tmp_path: Path) -> None:
    line = [
        sys.executable,
        "-c",
        TELL,
        str(repository / "scripts"),
        "raise SystemExit('no more disk')",
        str(tmp_path),
    ]
    done = subprocess.run(line, capture_output=True, encoding="utf-8", check=False)
    assert "no more disk" in done.stderr
