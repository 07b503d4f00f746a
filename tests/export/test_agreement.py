"""Page, table, JSON and workbook of the sample say the same, to the digit."""

import csv
import json
import re
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest

pytestmark = pytest.mark.slow

ROW = re.compile(r"<tr>\s*<th scope=\"row\">(\d{4})</th>\s*<td[^>]*>(.*?)</td>", re.DOTALL)


class Value(NamedTuple):
    """What every form says of one value."""

    place: str
    year: int
    value: str
    standard: str
    status: str


def files(site: Path, pattern: str) -> list[Path]:
    """What there is of a form: where it moved, nothing would agree with everything."""
    found = sorted(site.glob(pattern))
    assert found, pattern
    return found


def in_csv(file: Path) -> list[Value]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        return [
            Value(r["REF_AREA"], int(r["TIME_PERIOD"]), r["OBS_VALUE"], r["STANDARD"], r["OBS_STATUS"])
            for r in csv.DictReader(text, strict=True)
            if r["KIND"] != "target"
        ]


class Goal(NamedTuple):
    """What every form says of one target."""

    place: str
    year: int
    level: str
    drop: str


def goals_in_csv(file: Path) -> list[Goal]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        rows = [row for row in csv.DictReader(text, strict=True) if row["KIND"] == "target"]
    assert [] == [row for row in rows if row["OBS_VALUE"] or row["OBS_STATUS"]]
    return [Goal(r["REF_AREA"], int(r["TIME_PERIOD"]), r["TARGET_VALUE"], r["TARGET_DROP"]) for r in rows]


def goals_in_json(goals: list[dict[str, Any]]) -> list[Goal]:
    return [
        Goal(g["REF_AREA"], g["TIME_PERIOD"], str(g.get("value", "")), str(g.get("drop_points", ""))) for g in goals
    ]


def in_json(rows: list[dict[str, Any]]) -> list[Value]:
    return [
        Value(r["REF_AREA"], r["TIME_PERIOD"], str(r.get("OBS_VALUE", "")), r.get("STANDARD", ""), r["OBS_STATUS"])
        for r in rows
    ]


def read_json(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)


def in_workbook(file: Path) -> list[Value]:
    """Values with the decimals that their format shows."""
    head, *rows = openpyxl.load_workbook(file).worksheets[0].iter_rows()
    at = {cell.value: n for n, cell in enumerate(head)}
    names = ("Mã nơi", "Năm", "Giá trị", "Chuẩn nghèo", "Tình trạng")
    return [
        Value(*(text_of(row[at[n]]) if n == "Giá trị" else row[at[n]].value or "" for n in names))
        for row in rows
        if row[at["Loại"]].value != "target"
    ]


def goals_in_workbook(file: Path) -> list[Goal]:
    head, *rows = openpyxl.load_workbook(file).worksheets[0].iter_rows()
    at = {cell.value: n for n, cell in enumerate(head)}
    level, drop = (n for name, n in at.items() if "chỉ tiêu" in str(name))
    goals = [row for row in rows if row[at["Loại"]].value == "target"]
    return [
        Goal(row[at["Mã nơi"]].value, row[at["Năm"]].value, text_of(row[level]), text_of(row[drop])) for row in goals
    ]


def text_of(cell: Any) -> str:
    places = len(cell.number_format.partition(".")[2])
    return "" if cell.value is None else f"{Decimal(str(cell.value)):.{places}f}"


def shown(value: str, unit: str) -> str:
    """As a reader meets it: 1005262 -> 1.005.262 ; 2.80 -> 2,80 %."""
    if not value:
        return "chưa có số liệu"
    text = f"{Decimal(value):,f}".translate(str.maketrans(",.", ".,"))
    return f"{text}\u00a0{unit}"


def on_page(file: Path) -> list[tuple[int, str]]:
    """Year and first cell of every row of the page's tables."""
    found = ROW.findall(file.read_text(encoding="utf-8"))
    return [(int(year), unescape(re.sub(r"<[^>]+>", "", cell)).strip()) for year, cell in found]


def tables(site: Path) -> list[Path]:
    found = [*sorted((site / "chi-so").glob("*.csv")), *sorted((site / "dia-ban").glob("*/*.csv"))]
    assert len(found) > 100
    return found


def test_table_and_json_say_the_same_of_every_indicator_and_place(built_site: Path) -> None:
    for file in tables(built_site):
        assert in_csv(file) == in_json(read_json(file.with_suffix(".json"))["rows"]), file


def test_targets_are_the_same_in_table_json_and_workbook(built_site: Path) -> None:
    seen = 0
    for file in tables(built_site):
        told = read_json(file.with_suffix(".json"))
        goals = [goal for one in told.get("indicators", [told]) for goal in one["targets"]]
        assert goals_in_csv(file) == goals_in_json(goals), file
        seen += len(goals)
        if file.with_suffix(".xlsx").exists():
            assert goals_in_csv(file) == goals_in_workbook(file.with_suffix(".xlsx")), file
    assert seen


def test_a_workbook_says_what_its_table_says(built_site: Path) -> None:
    for file in files(built_site, "chi-so/*.xlsx"):
        assert in_csv(file.with_suffix(".csv")) == in_workbook(file), file


def test_the_file_of_a_place_is_all_of_its_indicators(built_site: Path) -> None:
    for folder in [file.parent for file in files(built_site, "dia-ban/*/ty-le-ho-ngheo.csv")]:
        whole = folder.with_suffix(".json")
        each = [in_json(one["rows"]) for one in read_json(whole)["indicators"]]
        assert sorted(v for rows in each for v in rows) == sorted(in_csv(folder.with_suffix(".csv"))), folder
        assert sorted(in_csv(folder.with_suffix(".csv"))) == sorted(
            value for file in sorted(folder.glob("*.csv")) for value in in_csv(file)
        ), folder


def test_a_frame_shows_the_values_of_its_place(built_site: Path) -> None:
    for file in files(built_site, "chi-so/*.json"):
        told = read_json(file)
        rows = in_json(read_json(built_site / "dia-ban" / told["lead"] / file.name)["rows"])
        page = file.with_suffix("") / "nhung/index.html"
        values = [(row.year, shown(row.value, told["indicator"]["unit_name"])) for row in reversed(rows)]
        assert values
        cells = on_page(page)
        assert [year for year, _ in values] == [year for year, _ in cells], page
        assert [] == [text for (_, text), (_, cell) in zip(values, cells, strict=True) if text not in cell], page


def test_no_table_of_a_page_has_a_value_that_its_files_have_not(built_site: Path) -> None:
    pages = 0
    for file in files(built_site, "chi-so/*.json"):
        told, page = read_json(file), file.with_suffix("") / "index.html"
        unit = told["indicator"]["unit_name"]
        values = {(row.year, shown(row.value, unit)) for row in in_json(told["rows"])}
        targets = {(one["TIME_PERIOD"], shown(str(one.get("value", "")), unit)) for one in told["targets"]}
        cells = on_page(page)
        pages += bool(cells)
        known = values | targets
        assert [] == [c for c in cells if not any(c[0] == year and text in c[1] for year, text in known)], page
    assert pages


def test_the_sentence_of_a_page_is_the_sentence_of_its_files(built_site: Path) -> None:
    for file in files(built_site, "chi-so/*.json"):
        sentence = read_json(file)["headline"]
        page = unescape((file.with_suffix("") / "index.html").read_text(encoding="utf-8"))
        assert sentence in page
        assert sentence in file.with_suffix(".txt").read_text(encoding="utf-8")


def test_a_frame_runs_nothing_and_leads_back(built_site: Path) -> None:
    for file in files(built_site, "chi-so/*/nhung/index.html"):
        html = file.read_text(encoding="utf-8")
        assert "<script" not in html
        assert '<meta name="robots" content="noindex">' in html
        assert '<base target="_blank">' in html
    assert "nhung/" not in (built_site / "sitemap.xml").read_text(encoding="utf-8")
