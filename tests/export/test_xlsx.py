"""A workbook opens in the programs of an office, and shows values as they were published."""

import io
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

import openpyxl
import pytest

from giamngheo.export.xlsx import Sheet, workbook

Rates = Callable[..., Any]
ROWS = [("Xã A", 2023, Decimal("2.80")), ("=1+1", 2024, Decimal("1005262")), ("Tên\u0007 <&>", 2025, None)]


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def sheet(data: bytes) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in opened(data).worksheets[0].iter_rows()]


def test_a_workbook_holds_what_was_put_in() -> None:
    data = workbook("Thử", [Sheet("Số liệu", [20, 8, 12], ["Nơi", "Năm", "Giá trị"], ROWS)])
    expected = [
        ["Nơi", "Năm", "Giá trị"], ["Xã A", 2023, 2.8], ["=1+1", 2024, 1005262], ["Tên <&>", 2025, None]
    ]  # fmt: skip
    assert expected == sheet(data)
    assert ["Số liệu"] == opened(data).sheetnames


@pytest.mark.parametrize(
    ("value", "shown"), [("2.80", "#,##0.00"), ("4.4", "#,##0.0"), ("1005262", "#,##0"), ("0.00", "#,##0.00")]
)
def test_a_number_shows_the_decimals_it_was_published_with(value: str, shown: str) -> None:
    cell = opened(workbook("Thử", [Sheet("A", [9], [], [(Decimal(value),)])])).worksheets[0]["A1"]
    assert (float(value), shown) == (cell.value, cell.number_format)


def test_no_text_becomes_a_formula() -> None:
    cell = opened(workbook("Thử", [Sheet("A", [9], [], [("=1+1",)])])).worksheets[0]["A1"]
    assert ("s", "=1+1") == (cell.data_type, cell.value)


def test_an_indicator_s_workbook_has_its_figures_and_its_notes(rates: Rates) -> None:
    files = rates(
        'place: tinh-ha-tinh, period: 2023, value: "2,80"',
        "place: tinh-ha-tinh, period: 2024, missing: Q",
        targets=["place: tinh-ha-tinh, period: 2025, value: 2"],
        is_demonstration=True,
    )
    book = opened(files.bytes("chi-so/ty-le.xlsx"))
    assert ["Số liệu", "Ghi chú và nguồn"] == book.sheetnames
    head, *rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    value, status, goal = (head.index(name) for name in ("Giá trị", "Tình trạng", "Mức chỉ tiêu"))
    assert [(2.8, "A", None), (None, "Q", None), (None, None, 2)] == [
        (row[value], row[status], row[goal]) for row in rows
    ]
    assert "#,##0.00" == book.worksheets[0].cell(2, value + 1).number_format
    notes = " ".join(str(cell.value) for row in book.worksheets[1].iter_rows() for cell in row)
    for said in ("Chỉ tiêu năm 2025: 2\u00a0%", "baohatinh-2023", "CC BY 4.0", "trình diễn", "Cuối năm 2023"):
        assert said in notes


def test_the_same_rows_make_the_same_workbook() -> None:
    sheets = [Sheet("Số liệu", [20, 8, 12], ["Nơi", "Năm", "Giá trị"], ROWS)]
    assert workbook("Thử", sheets) == workbook("Thử", sheets)


def test_libreoffice_reads_a_workbook(
    program: Callable[..., str], go_without: Callable[[str], NoReturn], tmp_path: Path
) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook("Thử", [Sheet("A", [20, 8, 12], ["Nơi", "Năm", "Giá trị"], ROWS)]))
    command = [
        program("soffice"),
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76",
    ]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "a.xlsx")], check=True, capture_output=True)
    if not (tmp_path / "a.csv").exists():
        go_without("LibreOffice is here without Calc (Debian: libreoffice-calc-nogui)")
    assert ["Nơi,Năm,Giá trị", "Xã A,2023,2.80", '=1+1,2024,"1,005,262"', "Tên <&>,2025,"] == (
        tmp_path / "a.csv"
    ).read_text(encoding="utf-8").splitlines()
