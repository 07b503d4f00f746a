"""The benchmark at work: what it writes down, what Hugo makes beside ours, and what a measurement holds."""

import json
import os
import posixpath
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

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
    benches = bench.furnished(given, 20, tmp_path / "20", tools)
    found = list(bench.builds(given, benches))
    assert 20 == bench.tell_pages(benches[0]).sorts["entry"] - 1  # the third edit adds one
    rows = [json.loads(bench.results.line(result)) for result in found]
    assert STEPS * 2 == [(row["mode"], row["edit"]) for row in rows]
    assert {("ours", 20)} == {(row["peer"], row["entries"]) for row in rows}
    assert all(row["cpu_s"] > 0 and row["wall_s"] > 0 and row["rss_mb"] > 0 for row in rows)


def test_what_is_to_be_kept_stays_and_cold_builds_may_be_all(
    bench: ModuleType, tools: object, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    given = bench.options(["build", "--sizes", "20", "--peers", "ours", "--cold", "--keep", str(kept)])
    with bench.workshop(given.keep) as folder:
        benches = bench.furnished(given, 20, folder / "20", tools)
        assert [("cold", None)] == [(result.mode, result.edit) for result in bench.builds(given, benches)]
    assert (kept / "20" / "ours" / "site" / "index.html").exists()
    with bench.workshop(None) as other:
        bench.furnished(given, 20, other / "20", tools)
    assert not other.exists()


def test_a_cold_build_finds_nothing_of_an_earlier_one(bench: ModuleType, tools: object, tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    one = bench.Bench(bench.PEERS["ours"], folder, tools, 20).furnish()
    fresh = snapshot(folder)
    for step in one.steps():
        one.run(step)
    assert fresh != snapshot(folder)
    one.start_over()
    assert fresh == snapshot(folder)
    # Deleting it would cost the build that follows.
    [away] = tmp_path.glob("ours-before-*")
    assert (away / "site" / "index.html").exists()


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_build_that_leaves_something_out_is_not_measured(bench: ModuleType, tools: object, tmp_path: Path) -> None:
    one = bench.Bench(bench.PEERS["ours"], tmp_path / "ours", tools, 20).furnish()
    edit = one.steps()[1].edit
    with pytest.raises(bench.Failed):
        one.run(one.steps()[1]._replace(edit=edit._replace(sought="never written")))


# --- the same work for ours and Hugo -----------------------------------------------------------------------

SHARED = 250


@pytest.fixture(scope="module")
def both(bench: ModuleType, hugo: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """One site of the same entries by ours, one by Hugo."""
    folder = tmp_path_factory.mktemp("both")
    today = str(int(bench.corpus.TODAY.timestamp()))
    tools = bench.Tools(Path(sys.executable), hugo, {**os.environ, "SOURCE_DATE_EPOCH": today})
    made = {name: bench.Bench(bench.PEERS[name], folder / name, tools, SHARED).furnish() for name in ("ours", "hugo")}
    for one in made.values():
        one.run(one.steps()[0])
    return made


def test_hugo_makes_as_many_pages_of_every_sort(both: dict[str, Any]) -> None:
    ours, hugo = both["ours"].made(), both["hugo"].made()
    assert SHARED == ours["entry"] == hugo["entry"]
    assert ours["list"] > SHARED / 2
    # An indicator with many places takes several pages of ours and one of Hugo's.
    assert {} == apart(ours, hugo, one_in=50, richer=frozenset({"chi-so"}))


# Pages on which ours says more than the theme: what is missing and why, the way to comparisons, how an office is
# reached, what a policy's state rests on, the search.
RICHER = frozenset({"chi-so", "dia-ban", "co-quan", "doi-tuong", "other"})


def apart(
    ours: Counter[str], hugo: Counter[str], one_in: int, richer: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """Where the two differ by more than one part in so many; where ours is richer, where Hugo has more to do.

    What ours has beside counts only if Hugo made it.
    """
    more = {sort: hugo[sort] - ours[sort] for sort in ours.keys() | hugo.keys()}
    less = {sort: -found for sort, found in more.items() if sort not in richer | {"beside"}}
    found = {sort for sort in more if max(more[sort], less.get(sort, 0)) * one_in > ours[sort]}
    return {sort: (ours[sort], hugo[sort]) for sort in found}


def test_a_reader_of_hugos_pages_reads_as_much(both: dict[str, Any]) -> None:
    ours, hugo = (letters_by_sort(both[name]) for name in ("ours", "hugo"))
    # Ours has the tools of a page beside its text: print, share, the way to its feeds and forms.
    assert {} == apart(ours, hugo, one_in=8, richer=RICHER)


def letters_by_sort(one: Any) -> Counter[str]:
    """How much text stands in the middle of all pages of each sort, without drawings."""
    found: Counter[str] = Counter()
    for page in one.pages():
        text = re.sub(r"(?s)<svg.*?</svg>|<[^>]*>|\s+", "", middle(page))
        found[one.sort_of(page)] += len(text)
    return found


def middle(page: Path) -> str:
    return page.read_text(encoding="utf-8").partition("<main")[2].partition("</main>")[0]


def test_hugo_names_the_neighbours_that_ours_names(bench: ModuleType, both: dict[str, Any]) -> None:
    addresses = [bench.corpus.head(bench.corpus.SEED, number).address for number in range(SHARED)]
    pairs = [(neighbours(both["ours"], address), neighbours(both["hugo"], address)) for address in addresses]
    assert {4} == {len(found) for pair in pairs for found in pair}
    shared = sum(len(ours & hugo) for ours, hugo in pairs)
    assert shared > 0.9 * 4 * SHARED


def neighbours(one: Any, address: str) -> set[str]:
    """The addresses of the entries that a page names at its end."""
    related = middle(one.page(address)).partition("muc_lien-quan")[2]
    links = re.findall(r'class="box__link" href="([^"]*)"', related)
    return {posixpath.normpath(posixpath.join("/", address, link)) for link in links}


# --- measuring ---------------------------------------------------------------------------------------------

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
