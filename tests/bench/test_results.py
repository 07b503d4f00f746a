"""The benchmark's arithmetic: medians of rounds, ratios, lines of JSON, the table and the chart."""

import argparse
import ast
import json
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

import pytest

KEYS = ["peer", "entries", "mode", "edit", "cpu_s", "wall_s", "rss_mb"]


@pytest.fixture(scope="module")
def bench(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("bench")


@pytest.fixture
def found(bench: ModuleType) -> list[Any]:
    """Three rounds of ours, one of each of the others, at two sizes."""
    rows = [
        ("ours", 1000, "cold", None, 4.0, 3.0, 80.0),
        ("ours", 1000, "cold", None, 9.0, 2.0, 100.0),
        ("ours", 1000, "cold", None, 5.0, 4.0, 90.0),
        ("ours", 1000, "edit", "body", 1.0, 1.0, 60.0),
        ("ours", 1000, "edit", "new", 1.5, 1.0, 60.0),
        ("hugo", 1000, "cold", None, 2.5, 2.0, 180.0),
        ("hugo", 1000, "edit", "body", 2.0, 1.0, 180.0),
        ("material", 1000, "cold", None, 10.0, 10.0, 45.0),
        ("ours", 10000, "cold", None, 40.0, 30.0, 400.0),
    ]
    return [bench.results.Result(*row) for row in rows]


def cells(text: str) -> list[list[str]]:
    """A table's rows; columns stand at least two blanks apart."""
    return [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in text.splitlines()]


# --- arithmetic ------------------------------------------------------------------------------------------


def test_each_quantity_is_the_median_of_its_own_rounds(bench: ModuleType, found: list[Any]) -> None:
    medians = bench.results.medians(found)
    assert bench.results.Cost(5.0, 3.0, 90.0) == medians["ours", 1000, bench.results.Work("cold")]


def test_a_ratio_says_how_many_times_the_other(bench: ModuleType) -> None:
    cost = bench.results.Cost
    assert cost(2.0, 0.5, 0.25) == bench.results.ratio(cost(5.0, 2.0, 50.0), cost(2.5, 4.0, 200.0))
    assert bench.results.ratio(cost(1.0, 1.0, 1.0), None) is None


def test_a_line_holds_one_build_and_is_read_back(bench: ModuleType, found: list[Any], tmp_path: Path) -> None:
    lines = [bench.results.line(result) for result in found]
    assert [KEYS] * len(found) == [list(json.loads(line)) for line in lines]
    (tmp_path / "results.json").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert found == bench.results.read(tmp_path / "results.json")


# --- table -----------------------------------------------------------------------------------------------


def test_the_table_has_a_row_a_build_with_its_ratios(bench: ModuleType, found: list[Any]) -> None:
    header, *rows = cells(bench.table(found))
    expected = [
        ["1.000", "dựng từ đầu", "ours", "5,00", "3,00", "90", "5,00", "2,00", "1,50", "0,50", "0,50"],
        ["1.000", "dựng từ đầu", "hugo", "2,50", "2,00", "180", "2,50", "1,00", "1,00", "1,00", "0,25"],
        ["1.000", "dựng từ đầu", "material", "10,00", "10,00", "45", "10,00", "4,00", "5,00", "0,25", "1,00"],
        ["1.000", "sửa một câu", "ours", "1,00", "1,00", "60", "-", "0,50", "1,00", "0,33", "-"],
        ["1.000", "sửa một câu", "hugo", "2,00", "1,00", "180", "-", "1,00", "1,00", "1,00", "-"],
        ["1.000", "thêm một bài", "ours", "1,50", "1,00", "60", "-", "-", "-", "-", "-"],
        ["10.000", "dựng từ đầu", "ours", "40,00", "30,00", "400", "4,00", "-", "-", "-", "-"],
    ]
    assert 11 == len(header)
    assert expected == rows


def test_numbers_stand_under_one_another(bench: ModuleType) -> None:
    table = bench.results.aligned([["a", "1"], ["bcd", "200"]], words=1)
    assert "a      1\nbcd  200" == table


# --- chart -----------------------------------------------------------------------------------------------

SVG = "{http://www.w3.org/2000/svg}"


def test_the_chart_has_a_dot_for_every_measurement_and_a_name_for_every_line(
    bench: ModuleType, found: list[Any]
) -> None:
    tree = ElementTree.fromstring(bench.chart.chart(found))
    # Cold: ours twice, hugo, material. After an edit, the dearest: ours, hugo.
    assert 6 == len(list(tree.iter(f"{SVG}circle")))
    shown = [text.text for text in tree.iter(f"{SVG}text")]
    assert (2, 2, 1) == tuple(shown.count(name) for name in ("giamngheo", "Hugo", "Material"))
    assert {"1,000", "10,000", "From nothing"} <= set(shown)


def test_the_chart_is_a_picture_without_script_that_knows_the_dark(bench: ModuleType, found: list[Any]) -> None:
    svg = bench.chart.chart(found)
    assert "<script" not in svg
    assert "prefers-color-scheme: dark" in svg
    assert set(re.findall(r"var\((--\w+)\)", svg)) == set(re.findall(r"(--\w+): #", svg))


def test_the_chart_shows_the_dearest_edit(bench: ModuleType, found: list[Any]) -> None:
    _, edit = bench.chart.lines_of(found)
    assert [(1000, 1.5)] == edit["ours"]


def test_a_dearer_build_stands_higher(bench: ModuleType) -> None:
    scale = bench.chart.Scale(1, 100, 300, 100)
    assert (300, 200, 100) == tuple(round(scale(value)) for value in (1, 10, 100))


def test_marks_are_round_numbers_around_the_measurements(bench: ModuleType) -> None:
    assert [0.5, 1, 2, 5, 10] == bench.chart.ticks(0.7, 6)
    assert [1, 2] == bench.chart.ticks(1.2, 1.9)


def test_names_do_not_cover_each_other(bench: ModuleType) -> None:
    assert [10, 25, 40, 90] == bench.chart.spread([10, 12, 14, 90])


# --- the document ----------------------------------------------------------------------------------------

MARKED = "Before.\n<!-- bench builds -->\nold | text\n<!-- end of bench builds -->\nAfter.\n"


def test_a_part_of_the_document_is_replaced_and_nothing_else(bench: ModuleType) -> None:
    once = bench.report.replaced(MARKED, "builds", "\nnew \\1 text\n")
    assert "Before.\n<!-- bench builds -->\nnew \\1 text\n<!-- end of bench builds -->\nAfter.\n" == once
    assert once == bench.report.replaced(once, "builds", "new \\1 text")


def test_a_document_without_the_part_is_not_written(bench: ModuleType) -> None:
    with pytest.raises(ValueError, match="previews"):
        bench.report.replaced(MARKED, "previews", "text")


def test_the_document_has_every_part_once(bench: ModuleType) -> None:
    document = bench.DOCUMENT.read_text(encoding="utf-8")
    for part in ("builds", "large", "figures", "previews"):
        document = bench.report.replaced(document, part, "text")


@pytest.fixture
def made(bench: ModuleType) -> dict[tuple[str, int], Any]:
    pages = {("ours", 1000): 1600, ("hugo", 1000): 1590, ("ours", 10000): 12800}
    sites = {key: Counter(entry=key[1], list=count - key[1] - 1, other=1) for key, count in pages.items()}
    return {key: bench.report.Made(sorts, 20.0) for key, sorts in sites.items()}


def test_goals_are_computed_from_what_was_measured(
    bench: ModuleType, found: list[Any], made: dict[tuple[str, int], Any]
) -> None:
    goals = bench.report.build_goals(bench.results.medians(found), made)
    # 5.0 s of ours, 2.5 of Hugo; one edit 1.0 and 2.0; 40 s / 12,800 pages and 5 s / 1,600.
    assert [2.0, None, 0.5, None, 1.0, None] == [goal.measured for goal in goals]
    rows = [bench.report.goal_row(goal)[1:] for goal in goals]
    assert ["3.5", "2.00", "yes"] == rows[0]
    assert ["1.5", "not in this run", "-"] == rows[1]
    assert ["1.8", "2.00", "no"] == bench.report.goal_row(goals[0]._replace(most=1.8))[1:]


def test_the_dearest_edit_counts(bench: ModuleType, found: list[Any]) -> None:
    more = [bench.results.Result("hugo", 1000, "edit", "new", 1.0, 1.0, 1.0)]
    assert 1.5 == bench.report.dearest_edit(bench.results.medians([*found, *more]), 1000)


def test_the_part_of_builds_has_every_measurement_and_every_sort_of_page(
    bench: ModuleType, found: list[Any], made: dict[tuple[str, int], Any]
) -> None:
    text = bench.report.build_part("Today.", bench.results.medians(found), made, "chart.svg")
    lines = text.splitlines()
    assert "Today." == lines[0]
    assert "| cold | giamngheo | 5.00 | 3.00 | 90 | 2.00 | 0.50 |" in lines
    assert "| a new entry | giamngheo | 1.50 | 1.00 | 60 | - | - |" in lines
    assert "| all | 1,600 | 1,590 | 12,800 |" in lines
    assert "| articles, stories, questions, activities | 1,000 | 1,000 | 10,000 |" in lines
    assert "(chart.svg)" in text


def test_the_part_of_many_entries_says_memory_in_gigabytes(bench: ModuleType) -> None:
    costs = {("ours", 100000, bench.results.Work("cold")): bench.results.Cost(310.0, 200.0, 1234.0)}
    made = {("ours", 100000): bench.report.Made(Counter(entry=100000, list=24000), 2500.0)}
    text = bench.report.large_part("Today.", costs, made)
    assert "| 100,000 | 310 | 200 | 1,234 | 124,000 | 2.50 | 2,500 |" in text
    assert "| cold, 100,000: memory in GB | 1.5 | 1.23 | yes |" in text


def test_the_part_of_figures_says_how_near_pages_are_to_what_they_may_weigh(bench: ModuleType) -> None:
    weight = bench.weight.Weight
    found = [
        weight("chi-so/…/", "chi-so/a/", 14000, 15000),
        weight("chi-so/…/", "chi-so/b/", 12000, 15000),
        weight("chi-so/…/#", "chi-so/b/", 10200, 10000),
    ]
    heaviest = bench.weight.heaviest(found)
    assert [("chi-so/b/", 10200), ("chi-so/a/", 14000)] == [(one.address, one.size) for one in heaviest]
    cost, made = bench.results.Cost(50.0, 40.0, 380.0), bench.report.Made(Counter(other=4700), 480.0)
    text = bench.report.figures_part("Today.", 3300, cost, made, heaviest)
    assert "| 3,300 | 50 | 40 | 380 | 4,700 | 480 |" in text
    assert "| cold, 3,300 communes: s on the clock | 60 | 40.00 | yes |" in text
    assert "| the heaviest figures of an indicator, bytes gzip | 10000 | 10200.00 | no |" in text


def test_waits_in_previews_are_told_by_their_median(bench: ModuleType) -> None:
    wait = bench.report.Wait
    waits = [
        wait("scripts/serve.py", 1000, "body", (0.1, 0.9, 0.2)),
        wait("scripts/serve.py", 10000, "newest", (2, 2, 3)),
    ]
    text = bench.report.serve_part("Today.", waits)
    assert "| `scripts/serve.py` | 1,000 | the sentence, on its page | 0.20 | 0.90 |" in text
    assert "| `scripts/serve.py`, 1,000: the sentence, on its page, s | 0.5 | 0.20 | yes |" in text
    assert "| `scripts/serve.py`, 10,000: the title, in the list of all articles, s | 1 | 2.00 | no |" in text
    assert 6 == text.count("`, 1,000: ") + text.count("`, 10,000: ")


# --- the command -----------------------------------------------------------------------------------------


def test_sizes_and_generators_are_lists(bench: ModuleType) -> None:
    given = bench.options(["build", "--sizes", "20,300", "--peers", "ours,hugo", "--rounds", "2"])
    assert ([20, 300], ["ours", "hugo"], 2) == (given.sizes, given.peers, given.rounds)
    assert ["ours", "hugo", "material"] == bench.options(["build"]).peers


def test_many_entries_are_built_by_ours_alone_and_from_nothing(bench: ModuleType) -> None:
    given = bench.options(["large"])
    assert ([100000], ["ours"], True) == (given.sizes, given.peers, given.cold)


@pytest.mark.parametrize("wrong", ["--sizes=0", "--sizes=many", "--peers=jekyll"])
def test_what_cannot_be_measured_is_refused(bench: ModuleType, wrong: str) -> None:
    with pytest.raises(SystemExit):
        bench.options(["build", wrong])


def test_a_folder_with_files_is_not_worked_in(bench: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(bench.bootstrap.CannotGoOn, match="--keep"), bench.workshop(tmp_path):
        pass
    assert ["mine.txt"] == [file.name for file in tmp_path.iterdir()]


def test_hugo_that_cannot_be_installed_is_told_with_the_way_around(
    bench: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_network(command: list[str]) -> None:
        raise bench.bootstrap.CannotGoOn("no network")

    monkeypatch.setattr(bench, "HUGO", tmp_path / "hugo")
    monkeypatch.setattr(bench.bootstrap, "run_quietly", no_network)
    with pytest.raises(bench.bootstrap.CannotGoOn, match=r"(?s)no network.*--peers ours,material"):
        bench.provide_hugo(Path(sys.executable))


def test_an_engine_that_changes_while_it_is_measured_is_told(
    bench: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "ROOT", tmp_path)
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "engine.py").write_text("one", encoding="utf-8")
    before = bench.engine_seal()
    (tmp_path / "plugins" / "__pycache__").mkdir()
    (tmp_path / "plugins" / "__pycache__" / "page.jinja").write_text("compiled", encoding="utf-8")
    assert 0 == bench.still_the_same(before)
    (tmp_path / "plugins" / "engine.py").write_text("two", encoding="utf-8")
    assert 1 == bench.still_the_same(before)
    assert "plugins/" in capsys.readouterr().out


def test_only_linux_is_measured(bench: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "options", lambda: argparse.Namespace(command="build"))
    monkeypatch.setattr(bench.sys, "platform", "darwin")
    with pytest.raises(bench.bootstrap.CannotGoOn, match="Linux"):
        bench.main()


def test_the_command_starts_on_an_old_python_to_say_so(repository: Path) -> None:
    source = (repository / "scripts" / "bench.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 8))
    # What an old Python runs: the module's own statements, not what stands below the test of its version.
    plain = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    roots = {name.split(".")[0] for node in plain for name in names(node)}
    assert roots <= sys.stdlib_module_names | {"bootstrap"}


def names(node: ast.Import | ast.ImportFrom) -> list[str]:
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]


def test_the_lock_of_the_generators_has_hashes_and_no_addresses(repository: Path) -> None:
    text = (repository / "requirements" / "bench.txt").read_text(encoding="utf-8")
    requirements = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert requirements
    assert all("==" in line for line in requirements)
    assert text.count("--hash=sha256:") >= len(requirements)
    assert "http" not in text
