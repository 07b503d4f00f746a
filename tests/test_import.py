"""A province's own table becomes a review: each trap of Excel is said or asked, the check accepts the files."""

import codecs
import contextlib
import csv
import datetime
import io
import os
import re
import shlex
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
import yaml
from openpyxl.worksheet.worksheet import Worksheet

from giamngheo.importing import command

ROOT = Path(__file__).resolve().parent.parent
# 2026-11-20, 12:00 in Vietnam.
EPOCH = "1795150800"
Cells = Sequence[Sequence[Any]]

CONTENT = """
=== content/chi-so/tong-so-ho.yml
name: Tổng số hộ
plain: Có bao nhiêu hộ
unit: household
aggregation: sum
observations: [{place: viet-nam, period: 2015, missing: O}]
=== content/chi-so/ho-ngheo.yml
name: Số hộ nghèo
plain: Có bao nhiêu hộ nghèo
unit: household
aggregation: sum
observations: [{place: viet-nam, period: 2015, missing: O}]
=== content/chi-so/ho-can-ngheo.yml
name: Số hộ cận nghèo
plain: Có bao nhiêu hộ cận nghèo
unit: household
aggregation: sum
observations: [{place: viet-nam, period: 2015, missing: O}]
=== content/chi-so/ty-le-ho-ngheo.yml
name: Tỷ lệ hộ nghèo
plain: Trong 100 hộ có bao nhiêu hộ nghèo
unit: percent
computation: {numerator: ho-ngheo, denominator: tong-so-ho}
decimals: 2
observations: [{place: viet-nam, period: 2015, missing: O}]
=== content/danh-muc/nguon.yml
qd-12:
  title: Quyết định phê duyệt kết quả rà soát năm 2023
  publisher: Ủy ban nhân dân tỉnh Yên Bái
  document_no: 12/QĐ-UBND
=== content/danh-muc/dia-ban.csv
id,name,level,parent,code,valid_from,valid_to
xa-lang-thip,Xã Lang Thíp,commune,huyen-van-yen,04381,,2025-06-30
xa-an-binh-van-yen,Xã An Bình,commune,huyen-van-yen,04402,,2025-06-30
thi-tran-mau-a,Thị trấn Mậu A,commune,huyen-van-yen,04375,,2025-06-30
xa-an-binh-luc-yen,Xã An Bình,commune,huyen-luc-yen,,,2025-06-30
xa-yen-bai,Xã Yên Bái,commune,huyen-luc-yen,,,2025-06-30
"""
TITLE = "KẾT QUẢ RÀ SOÁT NĂM 2023 TỈNH YÊN BÁI (kèm Quyết định 12/QĐ-UBND ngày 15/01/2024)"
# Name, all households, poor, near-poor: the nine districts of Yên Bái; the poor and near-poor as published.
DISTRICTS = (
    ("Thành phố Yên Bái", 28889, 104, 156),
    ("Thị xã Nghĩa Lộ", 17004, 1277, 749),
    ("Huyện Lục Yên", 28026, 2130, 1955),
    ("Huyện Văn Yên", 34502, 2391, 1167),
    ("Huyện Mù Cang Chải", 13503, 5192, 1136),
    ("Huyện Trấn Yên", 26000, 455, 566),
    ("Huyện Trạm Tấu", 7301, 3608, 436),
    ("Huyện Văn Chấn", 29024, 3271, 1573),
    ("Huyện Yên Bình", 39690, 1794, 920),
)
IDS = (
    "thanh-pho-yen-bai", "tx-nghia-lo", "huyen-luc-yen", "huyen-van-yen", "huyen-mu-cang-chai", "huyen-tran-yen",
    "huyen-tram-tau", "huyen-van-chan", "huyen-yen-binh",
)  # fmt: skip


class Done(NamedTuple):
    """What an import did: its exit code, all it said, the head and the rows that it wrote."""

    code: int
    said: str
    folder: Path

    @property
    def stems(self) -> list[str]:
        return sorted({file.stem for file in self.folder.glob("*.csv")})

    @property
    def head(self) -> dict[str, Any]:
        [file] = self.folder.glob("*.yml")
        head: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
        return head

    @property
    def rows(self) -> dict[str, dict[str, str]]:
        [file] = self.folder.glob("*.csv")
        with file.open(encoding="utf-8-sig", newline="") as table:
            return {row["ma_dia_ban"]: row for row in csv.DictReader(table, delimiter=";")}

    def column(self, name: str) -> list[str]:
        return [row[name] for row in self.rows.values()]


Import = Callable[..., Done]


@pytest.fixture
def content(write: Callable[[str], Path]) -> Path:
    return write(CONTENT) / "content"


@pytest.fixture
def run(content: Path, monkeypatch: pytest.MonkeyPatch) -> Import:
    """`run(book, "--yes", answers=["2023", ""])`: the command, with what a person types."""
    monkeypatch.chdir(content.parent)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    monkeypatch.setenv("COLUMNS", "160")

    def import_(file: Path | str, *options: str, answers: Sequence[str] = ()) -> Done:
        said = io.StringIO()
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{answer}\n" for answer in answers)))
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = command.main([str(file), *options])
        return Done(code, said.getvalue(), content / "chi-so" / "so-lieu")

    return import_


@pytest.fixture
def script(content: Path) -> Import:
    """The same as a process of its own."""

    def import_(*arguments: str | Path, answers: Sequence[str] = ()) -> Done:
        line = [sys.executable, str(ROOT / "scripts" / "import_figures.py"), *map(str, arguments)]
        environment = {**os.environ, "PYTHONUTF8": "0", "LC_ALL": "C", "SOURCE_DATE_EPOCH": EPOCH}
        typed = "".join(f"{answer}\n" for answer in answers).encode()
        done = subprocess.run(
            line, cwd=content.parent, env=environment, input=typed, capture_output=True, check=False
        )
        return Done(done.returncode, (done.stdout + done.stderr).decode(), content / "chi-so" / "so-lieu")

    return import_


def save(path: Path, *rows: Sequence[Any], change: Callable[[Worksheet], None] | None = None) -> Path:
    """A workbook with these rows on its one sheet, as openpyxl and Excel keep it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Biểu 1"
    for row in rows:
        sheet.append(row)
    if change:
        change(sheet)
    file = path / "bieu.xlsx"
    book.save(file)
    return file


HEADER = ("STT", "Huyện, thị xã, thành phố", "Tổng số hộ", "Số hộ nghèo")
# All that the smallest tables below do not say about themselves.
SURE = ("--kind", "final", "--yes")


def small(*rows: Sequence[Any], header: Sequence[Any] = HEADER) -> tuple[Sequence[Any], ...]:
    """A title, a header, rows."""
    return ((TITLE,), header, *rows)


def figures(*values: Any) -> list[tuple[Any, ...]]:
    """The first districts, one value each in the column of poor households."""
    return [(i, DISTRICTS[i - 1][0], DISTRICTS[i - 1][1], value) for i, value in enumerate(values, 1)]


# --- a whole annex ---------------------------------------------------------------------------------------


def annex(sheet: Worksheet) -> None:
    """As a decision's annex is made: merged titles and headers, percent formats, a total, notes below."""
    for area in ("A1:H1", "A2:H2", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:G3", "H3:H4"):
        sheet.merge_cells(area)
    for row in sheet.iter_rows(min_row=6, max_row=15):
        row[4].number_format = row[6].number_format = "0.00%"


def annex_rows() -> list[Sequence[Any]]:
    body = [
        (i, name, all_, poor, poor / all_, near, near / all_)
        for i, (name, all_, poor, near) in enumerate(DISTRICTS, 1)
    ]
    base, poor, near = (sum(row[k] for row in body) for k in (2, 3, 5))
    return [
        (TITLE,),
        ("(Tính đến ngày 31 tháng 12 năm 2023)",),
        ("STT", "Huyện, thị xã, thành phố", "Tổng số hộ dân cư", "Hộ nghèo", None, "Hộ cận nghèo", None, "Ghi chú"),
        (None, None, None, "Số hộ", "Tỷ lệ (%)", "Số hộ", "Tỷ lệ (%)", None),
        ("(1)", "(2)", "(3)", "(4)", "(5=4/3)", "(6)", "(7=6/3)", "(8)"),
        *body,
        (None, "Toàn tỉnh", base, poor, poor / base, near, near / base),
        ("Ghi chú: số liệu đã thẩm định.",),
        (None, None, None, None, "CHỦ TỊCH"),
    ]


def test_an_annex_becomes_a_review_without_a_question_where_nothing_is_in_doubt(run: Import, tmp_path: Path) -> None:
    done = run(save(tmp_path, *annex_rows(), change=annex), "--column", "G=-", *SURE)
    assert 0 == done.code, done.said
    assert ["ra-soat-2023-yen-bai"] == done.stems
    columns = {"tong_so_ho": "tong-so-ho", "ho_ngheo": "ho-ngheo", "ty_le_ho_ngheo": "ty-le-ho-ngheo"}
    columns["ho_can_ngheo"] = "ho-can-ngheo"
    head = {"period": 2023, "as_of": datetime.date(2023, 12, 31), "standard": "2022-2026", "kind": "final"}
    assert {**head, "source": "qd-12", "columns": columns} == done.head
    assert [*IDS, "tinh-yen-bai"] == list(done.rows)
    assert ["20222", "8658", "9,03"] == [
        done.rows["tinh-yen-bai"][c] for c in ("ho_ngheo", "ho_can_ngheo", "ty_le_ho_ngheo")
    ]
    assert "hai tệp mới không có lỗi" in done.said


def test_what_was_understood_is_shown_as_the_site_writes_it(run: Import, tmp_path: Path) -> None:
    said = run(save(tmp_path, *annex_rows(), change=annex), "--column", "G=-", *SURE).said
    assert "Hàng tiêu đề: 3–4" in said
    assert "Hộ nghèo | Tỷ lệ (%)" in said
    for row in ("20.222", "223.939", "9,03\u00a0%", "tinh-yen-bai"):
        assert row in said
    assert "Bỏ qua hàng 5, số thứ tự cột" in said
    assert "Bỏ qua hàng 16, không phải số liệu: Ghi chú: số liệu đã thẩm định." in said
    assert "Bỏ qua hàng 17, không phải số liệu: CHỦ TỊCH" in said


def test_a_person_is_shown_a_proposal_for_every_question_and_takes_it_with_enter(run: Import, tmp_path: Path) -> None:
    answers = ["", "", "ty-le-ho-can-ngheo", "-", "", "", "", "", ""]
    done = run(save(tmp_path, *annex_rows(), change=annex), answers=answers)
    assert 0 == done.code, done.said
    for question in (
        "năm nào? [Enter: 2023]",
        "ngày nào? [Enter: 2023-12-31]",
        "[Enter: 2022-2026]",
        "[Enter: final]",
    ):
        assert question in done.said
    assert "Không có chỉ số `ty-le-ho-can-ngheo`. Có phải: ty-le-ho-ngheo" in done.said
    assert "ho_ngheo" in done.head["columns"]


def test_the_answers_are_told_as_a_command_that_asks_nothing(run: Import, tmp_path: Path) -> None:
    book = save(tmp_path, *annex_rows(), change=annex)
    told = run(book, answers=["", "", "-", "", "", "", "", "so-lieu-2023"]).said
    [line] = [line for line in told.splitlines() if "scripts/import_figures.py /" in line]
    options = shlex.split(line.partition(str(book))[2])
    assert ["--column", "G=-"] == options[4:6]
    assert "đã có đúng số liệu này" in run(book, *options, answers=[""]).said


def test_yes_takes_nothing_that_is_in_doubt(run: Import, tmp_path: Path) -> None:
    done = run(save(tmp_path, *annex_rows(), change=annex), "--yes")
    assert (1, []) == (done.code, done.stems)
    assert "--column G=-" in done.said
    done = run(save(tmp_path, *small(*figures(104))), "--yes")
    assert (1, []) == (done.code, done.stems)
    assert "--kind final" in done.said


def test_an_answer_that_never_comes_names_its_option_and_writes_nothing(run: Import, tmp_path: Path) -> None:
    done = run(save(tmp_path, *small(*figures(104))), answers=["2023"])
    assert (1, []) == (done.code, done.stems)
    assert "--as-of ..." in done.said


def test_q_stops(run: Import, tmp_path: Path) -> None:
    done = run(save(tmp_path, *small(*figures(104))), answers=["", "q"])
    assert (1, []) == (done.code, done.stems)
    assert "Đã dừng. Chưa ghi gì." in done.said


def test_a_person_changes_what_was_understood(run: Import, tmp_path: Path) -> None:
    rows = small((1, "Huyện Văn Yên", 100, 7), (2, "Huyện Văn Chấn", 90, 5))
    edits = ["E", "D=ho-ngeo", "ho-ngheo", "99=huyen-van-yen", "C=- 4=huyen-tran-yen"]
    done = run(save(tmp_path, *rows), answers=["", "", *edits, "", "", "", "", ""])
    assert 0 == done.code, done.said
    for said in ("`E`: hãy gõ", "Không có chỉ số `ho-ngeo`. Có phải: ho-ngheo", "ứng với: --place 99."):
        assert said in done.said
    assert ["huyen-van-yen", "huyen-tran-yen"] == list(done.rows)
    assert {"ho_ngheo": "ho-ngheo"} == done.head["columns"]


# --- numbers ---------------------------------------------------------------------------------------------


def rates(tmp_path: Path, run: Import, *cells: tuple[Any, str], options: Sequence[str] = ()) -> Done:
    """Rates with their number formats, no counts beside them."""

    def change(sheet: Worksheet) -> None:
        for row, (_, code) in enumerate(cells, 3):
            sheet.cell(row, 3).number_format = code

    rows = [(i, DISTRICTS[i - 1][0], value) for i, (value, _) in enumerate(cells, 1)]
    book = save(tmp_path, *small(*rows, header=("TT", "Địa bàn", "Tỷ lệ hộ nghèo")), change=change)
    return run(book, *options, *SURE)


def test_a_percent_format_is_read_with_the_decimals_it_shows(run: Import, tmp_path: Path) -> None:
    cells = [
        (0.452, "0.0%"),
        (0.45249, "0.0%"),
        (0.028, "0.00%"),
        (0.0905, "0%"),
        (0.5, "0.0#%"),
        (0.4449, "0.0%;[Red]-0.0%"),
    ]
    done = rates(tmp_path, run, *cells)
    assert ["45,2", "45,2", "2,80", "9", "50,0", "44,5"] == done.column("ty_le_ho_ngheo"), done.said


def test_a_percent_sign_that_is_only_text_multiplies_nothing(run: Import, tmp_path: Path) -> None:
    done = rates(tmp_path, run, (45.2, '0.00"%"'), (2.8, "0.00\\%"), ("7,51%", "@"), ("6.93", "@"), ("9,3", "@"))
    assert ["45,20", "2,80", "7,51", "6,93", "9,3"] == done.column("ty_le_ho_ngheo"), done.said


def test_rates_from_0_to_1_without_a_format_are_asked_about(run: Import, tmp_path: Path) -> None:
    done = rates(tmp_path, run, (0.452, "General"), (0.09, "General"))
    assert (1, []) == (done.code, done.stems)
    assert "--scale C=..." in done.said
    assert ["45,2", "9"] == rates(
        tmp_path, run, (0.452, "0.000"), (0.09, "0.00"), options=["--scale", "C=100"]
    ).column("ty_le_ho_ngheo")


def test_rates_from_0_to_1_are_settled_by_the_counts_beside_them(run: Import, tmp_path: Path) -> None:
    header = ("TT", "Địa bàn", "Tổng số hộ", "Số hộ nghèo", "Tỷ lệ hộ nghèo")
    rows = [(1, "Huyện Văn Yên", 200, 50, 0.25), (2, "Huyện Văn Chấn", 1000, 31, 0.031)]
    assert ["25", "3,1"] == run(save(tmp_path, *small(*rows, header=header)), *SURE).column("ty_le_ho_ngheo")
    rows = [(1, "Huyện Văn Yên", 20000, 50, 0.25), (2, "Huyện Văn Chấn", 30000, 93, 0.31)]
    done = run(save(tmp_path, *small(*rows, header=header)), "--overwrite", *SURE)
    assert ["0,25", "0,31"] == done.column("ty_le_ho_ngheo")


def test_a_calculated_rate_without_a_format_asks_how_many_decimals_were_printed(run: Import, tmp_path: Path) -> None:
    done = rates(tmp_path, run, (100 / 3, "General"), (2.5, "General"))
    assert (1, []) == (done.code, done.stems)
    assert "--decimals C=2" in done.said
    done = rates(tmp_path, run, (100 / 3, "General"), (2.125, "General"), options=["--decimals", "C=2"])
    assert ["33,33", "2,13"] == done.column("ty_le_ho_ngheo"), done.said


def test_numbers_typed_as_text_are_read_by_what_their_column_can_hold(run: Import, tmp_path: Path) -> None:
    done = run(save(tmp_path, *small(*figures("1.277", "104", "12.345.678", "2 130", "348 hộ", "0"))), *SURE)
    assert ["1277", "104", "12345678", "2130", "348", "0"] == done.column("ho_ngheo"), done.said


def test_thousands_parted_by_commas_are_asked_about(run: Import, tmp_path: Path) -> None:
    book = save(tmp_path, *small(*figures("1,277", "104")))
    assert "`1,277`: đọc là 1.277" in run(book, *SURE).said
    assert ["1277", "104"] == run(book, "--english", "D=yes", *SURE).column("ho_ngheo")


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (12.5, "số đếm không thể lẻ"),
        ("12,5", "số đếm không thể lẻ"),
        (-3, "không thể âm"),
        ("012", "không phải số"),
        ("khoảng 300", "không phải số"),
        (True, "TRUE"),
        (datetime.datetime(2023, 12, 1), "Excel đã đổi thành ngày 01/12/2023"),
        ("#DIV/0!", "Excel báo lỗi `#DIV/0!`"),
        ("#N/A", "Excel báo lỗi `#N/A`"),
    ],
)
def test_a_cell_that_is_no_number_of_its_column_is_asked_about(
    run: Import, tmp_path: Path, cell: Any, why: str
) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["D3"].number_format = "General" if not isinstance(cell, datetime.datetime) else "dd/mm/yyyy"

    book = save(tmp_path, *small(*figures(cell, 7)), change=change)
    done = run(book, *SURE)
    assert (1, []) == (done.code, done.stems)
    assert "1 ô (D3)" in done.said
    assert why in done.said
    answered = run(book, answers=["", "", "12,5", "348", "", "", "", "", ""])
    assert ["348", "7"] == answered.column("ho_ngheo"), answered.said
    assert "`12,5`: hãy gõ một chữ" in answered.said


# --- no number -------------------------------------------------------------------------------------------


def test_a_sign_or_an_empty_cell_asks_for_its_reason_once_a_sort(run: Import, tmp_path: Path) -> None:
    book = save(tmp_path, *small(*figures(104, "-", "…", "x", None, "-")))
    done = run(book, answers=["", "", "", "", "Q", "z", "o", "", "", "", "", ""])
    assert 0 == done.code, done.said
    for asked in ("2 ô (D4, D8): ghi `-`", "[Enter: M]", "1 ô (D5): ghi `…`", "[Enter: L]", "1 ô (D7): ô trống"):
        assert asked in done.said
    assert "`z`: hãy gõ một chữ" in done.said
    assert "Câu này không có đề nghị sẵn" in run(book, answers=["", "", "", "", "", ""]).said
    assert ["104", "", "", "", "", ""] == done.column("ho_ngheo")
    assert ["", "M", "L", "Q", "O", "M"] == done.column("trang_thai")


def test_a_dash_can_be_a_zero(run: Import, tmp_path: Path) -> None:
    done = run(save(tmp_path, *small(*figures(104, "-"))), "--mark=-=0", *SURE)
    assert (["104", "0"], ["", ""]) == (done.column("ho_ngheo"), done.column("trang_thai")), done.said


def test_two_reasons_in_one_row_stand_in_their_cells(run: Import, tmp_path: Path) -> None:
    rows = [(1, "Huyện Văn Yên", "x", "…"), (2, "Huyện Văn Chấn", 90, 5)]
    done = run(save(tmp_path, *small(*rows)), "--mark", "x=Q", "--mark", "…=L", *SURE)
    assert 0 == done.code, done.said
    assert ("Q", "L", "") == tuple(done.rows["huyen-van-yen"][c] for c in ("tong_so_ho", "ho_ngheo", "trang_thai"))


def test_an_empty_rate_beside_its_counts_is_left_to_the_site(run: Import, tmp_path: Path) -> None:
    header = ("TT", "Địa bàn", "Tổng số hộ", "Số hộ nghèo", "Tỷ lệ hộ nghèo")
    rows = [(1, "Huyện Văn Yên", 200, 50, 25), (2, "Huyện Văn Chấn", 1000, 31, None)]
    done = run(save(tmp_path, *small(*rows, header=header)), *SURE)
    assert (0, ["25", ""], ["", ""]) == (done.code, done.column("ty_le_ho_ngheo"), done.column("trang_thai"))


def test_an_empty_rate_beside_a_count_alone_is_one_that_was_not_published(run: Import, tmp_path: Path) -> None:
    header = ("TT", "Địa bàn", "Ghi tên cán bộ", "Số hộ nghèo", "Tỷ lệ hộ nghèo")
    rows = [(1, "Huyện Văn Yên", None, 50, 25), (2, "Huyện Văn Chấn", None, 31, None)]
    book = save(tmp_path, *small(*rows, header=header))
    assert "1 ô (E4): ô trống" in run(book, *SURE).said
    done = run(book, *[option for option in SURE if option != "--yes"], answers=[""] * 12)
    assert "[Enter: O]" in done.said
    assert (0, ["25", ""], ["", "O"]) == (done.code, done.column("ty_le_ho_ngheo"), done.column("trang_thai")), (
        done.said
    )


def test_a_column_of_no_indicator_says_how_to_make_one(run: Import, tmp_path: Path) -> None:
    header = ("TT", "Địa bàn", "Số hộ có nhà tạm", "Số hộ nghèo")
    rows = [(1, "Huyện Văn Yên", 12, 50), (2, "Huyện Văn Chấn", 3, 31)]
    said = run(save(tmp_path, *small(*rows, header=header)), answers=[""] * 4).said
    assert 'python3 scripts/new.py indicator "Số hộ có nhà tạm"' in said


def test_a_zero_that_excel_shows_as_a_dash_is_a_zero(run: Import, tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["D3"].number_format = '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)'

    assert ["0", "7"] == run(save(tmp_path, *small(*figures(0, 7)), change=change), *SURE).column("ho_ngheo")


def test_a_place_with_nothing_beside_it_is_missing_not_a_heading(run: Import, tmp_path: Path) -> None:
    rows = [(1, "Huyện Văn Yên", 100, 7), (2, "Huyện Lục Yên", None, None), (3, "Huyện Văn Chấn", 90, 5)]
    done = run(save(tmp_path, *small(*rows)), "--mark", "_=L", *SURE)
    assert ["", "L", ""] == done.column("trang_thai"), done.said


# --- formulas, hidden parts, sheets ----------------------------------------------------------------------


def test_a_formula_that_was_never_calculated_is_to_be_opened_in_excel(run: Import, tmp_path: Path) -> None:
    done = run(save(tmp_path, *small(*figures("=100+4", 7))), *SURE)
    assert (1, []) == (done.code, done.stems)
    assert "1 ô công thức chưa có kết quả (D3). Hãy mở tệp bằng Excel, bấm Lưu" in done.said


def test_a_formula_with_its_result_is_a_number(run: Import, tmp_path: Path) -> None:
    book = save(tmp_path, *small(*figures("=100+4", 7)))
    calculated(book, b"<f>100+4</f><v></v>", b"<f>100+4</f><v>104</v>")
    assert ["104", "7"] == run(book, *SURE).column("ho_ngheo")


def test_a_formula_that_gave_an_empty_text_is_an_empty_cell(run: Import, tmp_path: Path) -> None:
    book = save(tmp_path, *small(*figures('=""', 7)))
    calculated(book, b'<c r="D3"><f>""</f><v></v>', b'<c r="D3" t="str"><f>""</f><v></v>')
    assert "1 ô (D3): ô trống" in run(book, *SURE).said


def test_a_number_over_merged_rows_belongs_to_the_first(run: Import, tmp_path: Path) -> None:
    book = save(tmp_path, *small(*figures(7, None)), change=lambda sheet: sheet.merge_cells("D3:D4"))
    assert "1 ô (D4): ô trống" in run(book, *SURE).said


def calculated(book: Path, without: bytes, with_result: bytes) -> None:
    """Put a result beside a formula, as Excel does when it saves."""
    with zipfile.ZipFile(book) as parts:
        files = {name: parts.read(name) for name in parts.namelist()}
    sheet = files["xl/worksheets/sheet1.xml"]
    shorter = without.replace(b"<v></v>", b"<v />")
    assert without in sheet or shorter in sheet
    files["xl/worksheets/sheet1.xml"] = sheet.replace(without, with_result).replace(shorter, with_result)
    with zipfile.ZipFile(book, "w") as parts:
        for name, data in files.items():
            parts.writestr(name, data)


def test_hidden_rows_and_columns_are_said_and_asked_about(run: Import, tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.row_dimensions[4].hidden = True
        sheet.column_dimensions["C"].hidden = True

    book = save(tmp_path, *small(*figures(1, 2, 3)), change=change)
    done = run(book, *SURE)
    assert (1, []) == (done.code, done.stems)
    assert "Đang ẩn trong Excel: hàng 4; cột C" in done.said
    assert [IDS[0], IDS[2]] == list(run(book, "--hidden", "skip", *SURE).rows)
    kept = run(book, "--hidden", "keep", "--overwrite", *SURE)
    assert (list(IDS[:3]), "tong-so-ho") == (list(kept.rows), kept.head["columns"]["tong_so_ho"])


def test_of_several_sheets_a_person_chooses_and_hidden_ones_are_named(run: Import, tmp_path: Path) -> None:
    file = save(tmp_path, *small(*figures(1, 2)))
    book = openpyxl.load_workbook(file)
    for name, state in (("Biểu 2", "visible"), ("Nháp", "hidden")):
        sheet = book.copy_worksheet(book["Biểu 1"])
        sheet.title, sheet.sheet_state = name, state
        sheet["D3"] = 9
    book.create_sheet("Trống")
    book.save(file)
    done = run(file, *SURE)
    assert (1, []) == (done.code, done.stems)
    assert "Không đọc trang tính đang ẩn: Nháp" in done.said
    assert "2. Biểu 2" in done.said
    assert "Trống" not in done.said
    assert ["9", "2"] == run(file, "--sheet", "Biểu 2", *SURE).column("ho_ngheo")


def test_one_visible_sheet_is_no_question(run: Import, tmp_path: Path) -> None:
    file = save(tmp_path, *small(*figures(1)))
    book = openpyxl.load_workbook(file)
    book.create_sheet("Trống")
    book.save(file)
    assert 0 == run(file, *SURE).code


# --- where the table stands ------------------------------------------------------------------------------


def test_a_header_that_nothing_names_is_asked_about(run: Import, tmp_path: Path) -> None:
    book = save(tmp_path, (TITLE,), ("Nội dung", "Số hộ nghèo"), ("Huyện Văn Yên", 7), ("Huyện Văn Chấn", 5))
    done = run(book, *SURE)
    assert (1, []) == (done.code, done.stems)
    assert "--header 2-2" in done.said
    done = run(book, "--header", "2", *SURE)
    assert ["7", "5"] == done.column("ho_ngheo"), done.said


def test_a_letterhead_a_unit_and_years_as_numbers_are_no_header(run: Import, tmp_path: Path) -> None:
    rows = [
        ("UBND TỈNH YÊN BÁI", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (TITLE,),
        (None, None, "Đơn vị tính: hộ"),
        (None, None, "Số hộ nghèo", None),
        ("TT", "Tên huyện", 2022, 2023),
        (1, "Huyện Văn Yên", 9, 7),
        (2, "Huyện Văn Chấn", 8, 5),
    ]
    done = run(save(tmp_path, *rows, change=lambda sheet: sheet.merge_cells("C4:D4")), *SURE)
    assert ["7", "5"] == done.column("ho_ngheo"), done.said
    assert "số của năm khác" in done.said


def test_a_header_repeated_on_every_page_is_left_out(run: Import, tmp_path: Path) -> None:
    done = run(save(tmp_path, *small(*figures(1, 2), HEADER, *figures(1, 2, 3)[2:])), *SURE)
    assert ["1", "2", "3"] == done.column("ho_ngheo"), done.said
    assert "Bỏ qua hàng 5, tiêu đề lặp lại" in done.said


def test_a_group_heading_that_a_csv_file_holds_once_is_a_proposal(run: Import, tmp_path: Path) -> None:
    lines = "TT;Địa bàn;Tổng số hộ;Hộ nghèo;;Ghi chú", ";;;Số hộ;Tỷ lệ (%);", "1;Huyện Văn Yên;34.502;2.391;6,93;"
    (tmp_path / "bang.csv").write_text("\n".join(lines), encoding="utf-8")
    done = run(tmp_path / "bang.csv", *HEAD)
    assert (1, []) == (done.code, done.stems)
    assert "Còn 1 điều chưa chắc" in done.said
    assert "--column E=ty-le-ho-ngheo" in done.said


def test_columns_that_compare_or_look_back_are_left_out(run: Import, tmp_path: Path) -> None:
    header = ("TT", "Địa bàn", "Số hộ nghèo", "Hộ nghèo đầu năm", "So với năm trước tăng (+), giảm (-)")
    done = run(save(tmp_path, *small((1, "Huyện Văn Yên", 7, 9, -2), header=header)), *SURE)
    assert {"ho_ngheo": "ho-ngheo"} == done.head["columns"], done.said


def test_the_poor_of_one_group_are_not_the_poor(run: Import, tmp_path: Path) -> None:
    header = ("TT", "Địa bàn", "Số hộ nghèo", "Trong đó: hộ nghèo dân tộc thiểu số")
    book = save(tmp_path, *small((1, "Huyện Văn Yên", 7, 3), header=header))
    done = run(book, *SURE)
    assert (1, []) == (done.code, done.stems)
    assert "chỉ là một phần của ho-ngheo" in done.said
    assert "--column D=-" in done.said


def test_two_columns_of_one_name_are_asked_about(run: Import, tmp_path: Path) -> None:
    header = ("TT", "Địa bàn", "Số hộ nghèo", "Hộ nghèo")
    book = save(tmp_path, *small((1, "Huyện Văn Yên", 7, 3), header=header))
    assert "nhiều cột cùng giống ho-ngheo" in run(book, *SURE).said
    assert "`ho-ngheo` đã là cột C" in run(book, "--column", "C=ho-ngheo", "--column", "D=ho-ngheo", *SURE).said
    assert ["7"] == run(book, "--column", "C=ho-ngheo", "--column", "D=-", *SURE).column("ho_ngheo")


def test_a_table_without_places_is_refused(run: Import, tmp_path: Path) -> None:
    assert "không có bảng nào" in run(save(tmp_path, (1, 2), (3, 4)), *SURE).said


# --- places ----------------------------------------------------------------------------------------------


def places(run: Import, tmp_path: Path, *names: str, options: Sequence[str] = (), title: str = TITLE) -> Done:
    """One row a name."""
    rows = [(i, name, 100, i) for i, name in enumerate(names, 1)]
    return run(save(tmp_path, (title,), HEADER, *rows), *options, *SURE)


def test_ranks_are_written_in_many_ways(run: Import, tmp_path: Path) -> None:
    names = (
        "TP.Yên Bái",
        "TX Nghĩa Lộ",
        "H. Lục Yên",
        "huyện  văn yên",
        "Mù Căng Chải",
        "4. Trấn Yên",
        "- H.Trạm Tấu",
    )
    assert [*IDS[:7]] == list(places(run, tmp_path, *names).rows)
    communes = ("X. Lang Thíp", "T.T Mậu A", "III. Huyện Văn Chấn")
    found = places(run, tmp_path, *communes, options=["--overwrite"])
    assert ["xa-lang-thip", "thi-tran-mau-a", "huyen-van-chan"] == list(found.rows), found.said


def test_letters_from_a_mac_and_both_placements_of_a_tone_are_one_name(run: Import, tmp_path: Path) -> None:
    names = (unicodedata.normalize("NFD", "Huyện Lục Yên"), "Tỉnh Hoà Bình", "Tỉnh Khánh Hòa")
    done = places(run, tmp_path, *names, title="Năm 2023, kèm Quyết định 12/QĐ-UBND")
    assert "Đã ghép lại dấu rời (Unicode tổ hợp) ở 1 chỗ." in done.said
    found = places(
        run, tmp_path, *names, title="Năm 2023, kèm Quyết định 12/QĐ-UBND", options=["--place", "3=huyen-luc-yen"]
    )
    assert ["huyen-luc-yen", "tinh-hoa-binh", "tinh-khanh-hoa-truoc-2025"] == list(found.rows), found.said


def test_a_name_that_places_share_is_asked_with_the_place_around_each(run: Import, tmp_path: Path) -> None:
    done = places(run, tmp_path, "Xã An Bình", "Huyện Văn Chấn")
    assert (1, []) == (done.code, done.stems)
    assert "1. xa-an-binh-luc-yen (Xã An Bình, Huyện Lục Yên)" in done.said
    assert "2. xa-an-binh-van-yen (Xã An Bình, Huyện Văn Yên)" in done.said
    book = save(tmp_path, *small((1, "Xã An Bình", 100, 1), (2, "Huyện Văn Chấn", 100, 2)))
    done = run(book, answers=["", "", "x", "2", "", "", "", "", ""])
    assert ["xa-an-binh-van-yen", "huyen-van-chan"] == list(done.rows), done.said


def test_a_bare_name_of_two_ranks_is_asked_and_the_rank_of_the_other_rows_proposed(
    run: Import, tmp_path: Path
) -> None:
    done = places(run, tmp_path, "Yên Bái", "Huyện Văn Yên", "Huyện Văn Chấn")
    assert (1, []) == (done.code, done.stems)
    assert "--place 3=thanh-pho-yen-bai" in done.said


def test_the_district_above_tells_which_commune_is_meant(run: Import, tmp_path: Path) -> None:
    rows = [
        ("I", "Huyện Lục Yên", 200, 3),
        (1, "Xã An Bình", 100, 1),
        ("II", "Huyện Văn Yên"),
        (1, "Xã An Bình", 90, 2),
    ]
    done = run(save(tmp_path, *small(*rows)), *SURE)
    assert ["huyen-luc-yen", "xa-an-binh-luc-yen", "xa-an-binh-van-yen"] == list(done.rows), done.said
    assert "Hàng 5 chỉ là tên nhóm: Huyện Văn Yên" in done.said


def test_the_district_in_merged_cells_beside_tells_which_commune_is_meant(run: Import, tmp_path: Path) -> None:
    header = ("TT", "Huyện", "Xã, thị trấn", "Số hộ nghèo")
    rows = [(1, "Huyện Văn Yên", "An Bình", 4), (2, None, "TT. Mậu A", 5), (3, None, "Lang Thíp", 6)]
    done = run(save(tmp_path, *small(*rows, header=header), change=lambda sheet: sheet.merge_cells("B3:B5")), *SURE)
    assert ["xa-an-binh-van-yen", "thi-tran-mau-a", "xa-lang-thip"] == list(done.rows), done.said


def test_codes_settle_a_shared_name_and_get_back_the_zero_that_excel_dropped(run: Import, tmp_path: Path) -> None:
    header = ("TT", "Mã xã", "Tên xã", "Số hộ nghèo")
    book = save(tmp_path, *small((1, 4402, "Xã An Bình", 4), (2, "04375", "Mậu A", 5), header=header))
    assert ["xa-an-binh-van-yen", "thi-tran-mau-a"] == list(run(book, *SURE).rows)
    book = save(tmp_path, *small((1, 4402, "Xã Lang Thíp", 4), header=header))
    assert "tên và mã chỉ hai nơi khác nhau" in run(book, *SURE).said


def test_a_name_that_the_register_lacks_is_answered_with_the_nearest(run: Import, tmp_path: Path) -> None:
    done = places(run, tmp_path, "Huyện Văn Yến", "Huyen Luc Yen", "Thị xã Trạm Tấu", "Huyện Văn Chấn")
    assert (1, []) == (done.code, done.stems)
    for row, id_ in ((3, "huyen-van-yen"), (4, "huyen-luc-yen"), (5, "huyen-tram-tau")):
        assert f"--place {row}={id_}" in done.said
    assert "--place 6=" not in done.said


def test_a_star_takes_all_proposals_that_are_left(run: Import, tmp_path: Path) -> None:
    rows = [
        (1, "Huyện Văn Yến", 100, 1),
        (2, "Huyen Luc Yen", 100, 2),
        (3, "Trân Yên", 100, 3),
        (4, "Văn Chấn", 90, 4),
    ]
    book = save(tmp_path, *small(*rows))
    done = run(book, answers=["", "", "*", "", "", "", "", ""])
    assert ["huyen-van-yen", "huyen-luc-yen", "huyen-tran-yen", "huyen-van-chan"] == list(done.rows), done.said


def test_of_two_columns_with_one_proposal_a_star_takes_the_first(run: Import, tmp_path: Path) -> None:
    header = ("TT", "Địa bàn", "Số hộ nghoè", "Số hộ nghéoo")
    book = save(tmp_path, *small((1, "Huyện Văn Yên", 7, 3), header=header))
    done = run(book, answers=["", "", "*", "-", "", "", "", "", ""])
    assert "`ho-ngheo` đã là cột C" in done.said
    assert ["7"] == done.column("ho_ngheo")


def test_a_place_nobody_knows_is_told_as_rows_for_the_register(run: Import, tmp_path: Path) -> None:
    rows = [("I", "Huyện Văn Yên"), (1, "Xã Không Có Tên Này", 100, 1), (2, "Xã An Bình", 100, 2)]
    book = save(tmp_path, *small(*rows))
    done = run(book, *SURE)
    assert (1, []) == (done.code, done.stems)
    assert "xa-khong-co-ten-nay,Xã Không Có Tên Này,commune,huyen-van-yen" in done.said
    done = run(book, "--place", "4=-", *SURE)
    assert ["xa-an-binh-van-yen"] == list(done.rows)
    assert "Bỏ qua hàng 4 theo ý bạn" in done.said


def test_a_district_nobody_knows_lies_in_the_province_and_not_in_the_district_above_it(
    run: Import, tmp_path: Path
) -> None:
    done = places(run, tmp_path, "Huyện Văn Yên", "Huyện Không Có Tên Này")
    assert "huyen-khong-co-ten-nay,Huyện Không Có Tên Này,district,tinh-yen-bai" in done.said


def test_a_place_has_to_exist_on_the_day_of_the_figures(run: Import, tmp_path: Path) -> None:
    title = "KẾT QUẢ NĂM 2025, Quyết định 12/QĐ-UBND"
    done = places(run, tmp_path, "Huyện Văn Yên", "Tỉnh Yên Bái", title=title)
    assert (1, []) == (done.code, done.stems)
    assert "nơi này không còn vào ngày 31/12/2025; nay là:" in done.said
    assert "1. tinh-lao-cai (Tỉnh Lào Cai, Việt Nam)" in done.said
    done = places(run, tmp_path, "Phường Thuận Hóa", options=["--place", "3=tp-hue"])
    assert "Thành phố Huế không tồn tại vào ngày 31/12/2023." in done.said


def test_two_rows_for_one_place_are_asked_about(run: Import, tmp_path: Path) -> None:
    done = places(run, tmp_path, "Huyện Văn Yên", "H. Văn Yên")
    assert (1, []) == (done.code, done.stems)
    assert "hai hàng cùng một nơi" in done.said
    kept = places(
        run, tmp_path, "Huyện Văn Yên", "H. Văn Yên", options=["--place", "3=-", "--place", "4=huyen-van-yen"]
    )
    assert ["2"] == kept.column("ho_ngheo"), kept.said


def test_a_place_of_another_province_is_asked_about(run: Import, tmp_path: Path) -> None:
    done = places(run, tmp_path, "Huyện Văn Yên", "A Lưới")
    assert (1, []) == (done.code, done.stems)
    assert "không thuộc nơi của bảng" in done.said


def test_the_place_where_a_table_was_signed_is_not_what_it_is_about(run: Import, tmp_path: Path) -> None:
    title = "KẾT QUẢ NĂM 2023, số 12/QĐ-UBND. Thành phố Yên Bái, ngày 15 tháng 01 năm 2024"
    assert ["huyen-van-yen", "huyen-van-chan"] == list(
        places(run, tmp_path, "H. Văn Yên", "H. Văn Chấn", title=title).rows
    )


def test_a_zone_is_no_place(run: Import, tmp_path: Path) -> None:
    rows = [(None, "Khu vực nông thôn", 300, 12), (1, "Huyện Văn Yên", 100, 7), (2, "Huyện Văn Chấn", 90, 5)]
    done = run(save(tmp_path, *small(*rows)), *SURE)
    assert ["huyen-van-yen", "huyen-van-chan"] == list(done.rows), done.said
    assert "khu vực không phải địa bàn: Khu vực nông thôn" in done.said


def test_a_row_of_figures_without_a_name_is_never_passed_over(run: Import, tmp_path: Path) -> None:
    rows = [(1, "Huyện Văn Yên", 100, 7), (None, None, 50, 3), (2, "Huyện Văn Chấn", 90, 5)]
    done = run(save(tmp_path, *small(*rows)), *SURE)
    assert (1, []) == (done.code, done.stems)
    assert "Hàng 4 “(không có tên)”" in done.said


# --- totals and what a table says twice ------------------------------------------------------------------


def district_rows() -> list[tuple[Any, ...]]:
    return [(i, name, all_, poor) for i, (name, all_, poor, _) in enumerate(DISTRICTS, 1)]


@pytest.mark.parametrize(
    "label", ["Tổng cộng", "TOÀN TỈNH", "Tổng số", "Cộng toàn tỉnh", "Tổng cộng tỉnh Yên Bái", "Tỉnh Yên Bái"]
)
def test_a_total_is_the_place_around_all_rows(run: Import, tmp_path: Path, label: str) -> None:
    done = run(save(tmp_path, *small((None, label, 223939, 20222), *district_rows())), *SURE)
    assert (0, "20222") == (done.code, done.rows["tinh-yen-bai"]["ho_ngheo"]), done.said


def test_a_total_of_some_places_is_not_the_figure_of_the_whole(run: Import, tmp_path: Path) -> None:
    rows = [*district_rows()[:7], (None, "Tổng cộng", 155225, 15157)]
    done = run(save(tmp_path, *small(*rows)), *SURE)
    assert (1, []) == (done.code, done.stems)
    assert "bảng thiếu 2 nơi (Huyện Văn Chấn, Huyện Yên Bình)" in done.said
    assert [*IDS[:7]] == list(run(save(tmp_path, *small(*rows)), "--place", "10=-", *SURE).rows)


def test_the_sum_of_a_district_stands_under_its_communes(run: Import, tmp_path: Path) -> None:
    rows = [
        ("I", "Huyện Văn Yên"),
        (1, "Lang Thíp", 10, 1),
        (2, "An Bình", 20, 2),
        (3, "TT Mậu A", 30, 3),
        (None, "Cộng", 60, 6),
    ]
    rows += [("II", "Huyện Lục Yên"), (1, "Xã An Bình", 5, 1), (2, "Xã Yên Bái", 6, 2), (None, "Cộng", 11, 3)]
    done = run(save(tmp_path, *small(*rows)), "--place", "11=huyen-luc-yen", *SURE)
    assert "6" == done.rows["huyen-van-yen"]["ho_ngheo"], done.said
    assert "3" == done.rows["huyen-luc-yen"]["ho_ngheo"]


def test_a_total_that_its_parts_contradict_needs_a_note(run: Import, tmp_path: Path) -> None:
    book = save(tmp_path, *small((None, "Toàn tỉnh", 223939, 20224), *district_rows()))
    said = "Số hộ nghèo: 9 nơi cộng lại được 20.222, nguồn in 20.224."
    done = run(book, *SURE)
    assert (1, []) == (done.code, done.stems)
    assert said in done.said
    done = run(book, answers=["", "", "", "", "", "", "", "", ""])
    assert (0, said) == (done.code, done.rows["tinh-yen-bai"]["ghi_chu"]), done.said


def test_a_rate_that_its_counts_contradict_needs_a_note(run: Import, tmp_path: Path) -> None:
    header = ("TT", "Địa bàn", "Tổng số hộ", "Số hộ nghèo", "Tỷ lệ hộ nghèo", "Ghi chú")
    book = save(tmp_path, *small((1, "Huyện Văn Yên", 1428, 348, 27.1, "Theo báo cáo của huyện."), header=header))
    assert "348 trên 1.428 là 24,37\u00a0%, nguồn in 27,1\u00a0%" in run(book, *SURE).said
    done = run(book, "--note-row", "3=Văn bản in như vậy.", *SURE)
    assert (0, "Theo báo cáo của huyện. Văn bản in như vậy.") == (done.code, done.rows["huyen-van-yen"]["ghi_chu"])


# --- year, day, standard, kind, source -------------------------------------------------------------------


def head_of(run: Import, tmp_path: Path, title: str, *options: str) -> Done:
    book = save(tmp_path, (title,), HEADER, (1, "Tỉnh Yên Bái", 100, 7))
    return run(book, *options, "--yes")


def test_preliminary_and_final_are_read_from_the_title(run: Import, tmp_path: Path) -> None:
    done = head_of(run, tmp_path, "KẾT QUẢ SƠ BỘ NĂM 2023, số 12/QĐ-UBND")
    assert ("preliminary", ["ra-soat-2023-yen-bai-preliminary"]) == (done.head["kind"], done.stems), done.said


def test_the_date_of_a_decision_is_not_the_day_of_the_figures(run: Import, tmp_path: Path) -> None:
    done = head_of(run, tmp_path, "Phê duyệt kết quả năm 2023 (Quyết định 12/QĐ-UBND ngày 15/01/2024)")
    assert (2023, datetime.date(2023, 12, 31)) == (done.head["period"], done.head["as_of"]), done.said
    done = head_of(
        run, tmp_path, "Phê duyệt (Quyết định 12/QĐ-UBND ngày 15/01/2024), tính đến 30/9/2024", "--overwrite"
    )
    assert "2024-09-30" in done.said


def test_at_the_end_of_2021_two_standards_count(run: Import, tmp_path: Path) -> None:
    done = head_of(run, tmp_path, "Phê duyệt kết quả năm 2021, số 12/QĐ-UBND")
    assert (1, []) == (done.code, done.stems)
    assert "--standard 2022-2026" in done.said
    done = head_of(run, tmp_path, "Phê duyệt kết quả năm 2021, số 12/QĐ-UBND", "--standard", "2022-2026")
    assert "2022-2026" == done.head["standard"], done.said
    done = head_of(run, tmp_path, "Phê duyệt kết quả năm 2014, số 12/QĐ-UBND", "--standard", "unknown")
    assert "ra-soat-2014-yen-bai" in done.stems, done.said


def test_a_figure_has_a_source_of_the_register(run: Import, tmp_path: Path) -> None:
    assert "--source ..." in head_of(run, tmp_path, "Phê duyệt kết quả năm 2023").said
    done = head_of(run, tmp_path, "Phê duyệt kết quả năm 2023", "--source", "qd-21")
    assert "Danh mục nguồn không có `qd-21`. Có phải: qd-12?" in done.said


def test_the_year_of_a_file_name_is_only_a_proposal(run: Import, tmp_path: Path) -> None:
    book = save(tmp_path, HEADER, (1, "Tỉnh Yên Bái", 100, 7))
    named = book.rename(tmp_path / "ra soat 2023.xlsx")
    done = run(named, *SURE)
    assert (1, []) == (done.code, done.stems)
    assert "--period 2023" in done.said


@pytest.mark.parametrize(
    ("option", "answer", "reason"),
    [
        ("--period", "23", "không phải một năm"),
        ("--as-of", "2023-02-30", "không phải một ngày có thật"),
        ("--kind", "finale", "Có phải: final?"),
        ("--standard", "2022", "Chỉ chọn một trong: 2016-2020"),
        ("--name", "Rà soát", "chữ thường không dấu"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_with_the_reason(
    run: Import, tmp_path: Path, option: str, answer: str, reason: str
) -> None:
    done = head_of(run, tmp_path, f"{TITLE} phê duyệt", option, answer)
    assert (1, []) == (done.code, done.stems)
    assert reason in done.said


# --- files that are no workbook --------------------------------------------------------------------------

CSV = """TT;Địa bàn;Tổng số hộ;Số hộ nghèo;Tỷ lệ hộ nghèo
1;Huyện Văn Yên;34.502;2.391;6,93
2;Huyện Lục Yên;28.026;2.130;7,60%
"""
HEAD = ("--period", "2023", "--source", "qd-12", "--name", "a", *SURE)


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + CSV.encode(),
        CSV.encode(),
        codecs.BOM_UTF16_LE + CSV.replace(";", "\t").encode("utf-16-le"),
        codecs.BOM_UTF16_BE + CSV.replace(";", "\t").encode("utf-16-be"),
        unicodedata.normalize("NFD", CSV).encode(),
        ("sep=;\n" + CSV).encode(),
        CSV.replace(",", "#").replace(";", ",").replace("6#93", '"6,93"').replace("7#60%", '"7,60%"').encode(),
        CSV.replace("\n", "\r\n").encode(),
    ],
)
def test_a_csv_file_is_read_however_excel_saved_it(run: Import, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "bang.csv").write_bytes(data)
    done = run(tmp_path / "bang.csv", *HEAD)
    assert ["huyen-van-yen", "huyen-luc-yen"] == list(done.rows), done.said
    assert (["2391", "2130"], ["6,93", "7,60"]) == (done.column("ho_ngheo"), done.column("ty_le_ho_ngheo"))


def test_the_code_page_of_vietnamese_windows_is_said(run: Import, tmp_path: Path) -> None:
    (tmp_path / "bang.csv").write_bytes(cp1258(CSV))
    done = run(tmp_path / "bang.csv", *HEAD)
    assert ["huyen-van-yen", "huyen-luc-yen"] == list(done.rows), done.said
    assert "Đọc theo bảng mã Windows-1258" in done.said


def cp1258(text: str) -> bytes:
    """Vietnamese as old Windows programs write it: tones as letters of their own."""
    tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    letters = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in parts if mark in tones)
        letters.append(unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tones)) + tone)
    return "".join(letters).encode("cp1258")


def test_letters_that_a_code_page_lost_are_not_guessed(run: Import, tmp_path: Path) -> None:
    (tmp_path / "bang.csv").write_bytes(CSV.encode("cp1252", "replace"))
    done = run(tmp_path / "bang.csv", *HEAD)
    assert (1, []) == (done.code, done.stems)
    assert "đã mất chữ có dấu" in done.said


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("TCVN3", ("HuyÖn V¨n Yªn", "X· Phó Léc", "Thµnh phè HuÕ")),
        ("VNI", ("Huyeän Vaên Yeân", "Thaønh phoá Hueá", "Tyû leä hoä ngheøo")),
    ],
)
def test_text_of_an_older_encoding_is_refused_with_what_to_do(
    run: Import, tmp_path: Path, encoding: str, names: tuple[str, ...]
) -> None:
    done = run(save(tmp_path, HEADER, *((1, name, 100, 7) for name in names)), *SURE)
    assert (1, []) == (done.code, done.stems)
    assert f"bảng mã cũ {encoding}" in done.said
    assert "UniKey" in done.said


def package(files: dict[str, str]) -> bytes:
    """A zip file, as all of Office's are."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as parts:
        for name, text in files.items():
            parts.writestr(name, text)
    return data.getvalue()


def locked(data: bytes) -> bytes:
    """The same zip file, its parts marked as encrypted."""
    return re.sub(rb"(PK\x01\x02.{4})\x00", rb"\1" + b"\x01", data, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xlsx", locked(package({"[Content_Types].xml": "<Types/>"})), "Không đọc được"),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "Excel đời cũ (.xls) hoặc có mật khẩu"),
        ("a.xlsx", b"PK\x03\x04 cut short", "Không đọc được"),
        ("a.docx", package({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}), "Không đọc được"),
        ("a.xlsx", package({"[Content_Types].xml": "<Types", "xl/workbook.xml": "<w"}), "Không đọc được"),
        ("a.csv", b'"' + b"x" * 200_000, "Không nhận ra bảng mã"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "thật ra là một trang web"),
        ("a.csv", b"\n\n", "không có ô nào"),
        ("a.csv", b"\xff\x81\x90\x00", "Không nhận ra bảng mã"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(
    run: Import, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(data)
    done = run(tmp_path / name, *SURE)
    assert (1, []) == (done.code, done.stems)
    assert said in done.said


def test_a_file_that_is_not_there_is_named(run: Import) -> None:
    assert "Không có tệp khong-co.xlsx." in run("khong-co.xlsx").said


# --- writing ---------------------------------------------------------------------------------------------


def test_what_was_written_is_read_again_without_a_question(run: Import, tmp_path: Path) -> None:
    book = save(tmp_path, *small(*figures(104, "x", 2130)))
    run(book, "--mark", "x=Q", *SURE)
    [table] = (tmp_path / "content/chi-so/so-lieu").glob("*.csv")
    before = table.read_bytes()
    done = run(table, "--period", "2023", "--source", "qd-12", "--overwrite", *SURE)
    assert (0, before) == (done.code, table.read_bytes()), done.said


def test_nothing_is_written_over_without_showing_the_difference_and_asking(run: Import, tmp_path: Path) -> None:
    run(save(tmp_path, *small(*figures(104, 7))), *SURE)
    book = save(tmp_path, *small(*figures(105, 7)))
    done = run(book, *SURE)
    assert (1, ["104", "7"]) == (done.code, done.column("ho_ngheo"))
    assert "thêm --overwrite" in done.said
    done = run(book, answers=["", "", "", "", "", "", "", "no"])
    assert (1, ["104", "7"]) == (done.code, done.column("ho_ngheo"))
    assert "-thanh-pho-yen-bai;Thành phố Yên Bái;28889;104;;" in done.said
    assert "+thanh-pho-yen-bai;Thành phố Yên Bái;28889;105;;" in done.said
    assert ["105", "7"] == run(book, answers=["", "", "", "", "", "", "", "yes"]).column("ho_ngheo")


def test_what_somebody_wrote_into_the_head_stays(run: Import, tmp_path: Path) -> None:
    run(save(tmp_path, *small(*figures(104))), "--note", "Theo biểu 7.", "--released", "2024-01-20", *SURE)
    done = run(save(tmp_path, *small(*figures(105))), "--released", "2024-01-21", "--overwrite", *SURE)
    assert ("Theo biểu 7.", datetime.date(2024, 1, 21)) == (done.head["note"], done.head["released"]), done.said


def test_an_import_is_taken_back(run: Import, tmp_path: Path, content: Path) -> None:
    run(save(tmp_path, *small(*figures(104, 7))), *SURE)
    done = run(save(tmp_path, *small(*figures(105, 7))), "--overwrite", *SURE)
    assert "--undo ra-soat-2023-yen-bai" in done.said
    assert (["105", "7"], 0) == (done.column("ho_ngheo"), run("--undo", "ra-soat-2023-yen-bai").code)
    assert ["104", "7"] == done.column("ho_ngheo")
    assert ["ra-soat-2023-yen-bai.csv", "ra-soat-2023-yen-bai.yml"] == sorted(
        file.name for file in done.folder.iterdir()
    )
    assert "Không có bản cũ nào" in run("--undo", "ra-soat-2023-yen-bai").said


def test_a_file_that_cannot_be_replaced_leaves_both_as_they_were(run: Import, tmp_path: Path, content: Path) -> None:
    run(save(tmp_path, *small(*figures(104, 7))), *SURE)
    folder = content / "chi-so/so-lieu"
    # As Windows refuses to replace a file that Excel holds open.
    (folder / ".ra-soat-2023-yen-bai.yml.new").mkdir()
    done = run(save(tmp_path, *small(*figures(105, 7))), "--overwrite", *SURE)
    assert 1 == done.code
    assert "Hai tệp vẫn như cũ" in done.said
    assert "Thành phố Yên Bái;28889;104" in (folder / "ra-soat-2023-yen-bai.csv").read_text(encoding="utf-8-sig")
    assert not (folder / ".ra-soat-2023-yen-bai.csv.new").exists()


def test_problems_of_the_new_files_are_told_as_the_check_tells_them(run: Import, tmp_path: Path) -> None:
    done = run(save(tmp_path, *small(*figures(104))), "--released", "2024-02-30", *SURE)
    assert 1 == done.code
    assert "ra-soat-2023-yen-bai.yml:7:11  F303" in done.said
    assert "Hai tệp mới còn 1 điều phải xem" in done.said


def test_notes_are_shown_before_they_are_published(run: Import, tmp_path: Path) -> None:
    header = (*HEADER, "Ghi chú")
    done = run(save(tmp_path, *small((1, "Huyện Văn Yên", 100, 7, "Gồm cả thôn mới."), header=header)), *SURE)
    [shown] = [line for line in done.said.splitlines() if line.startswith("3 ")]
    assert "Gồm cả thôn mới." in shown
    assert "Gồm cả thôn mới." == done.rows["huyen-van-yen"]["ghi_chu"]


def test_head_fields_that_no_table_has_are_options(run: Import, tmp_path: Path) -> None:
    options = ("--released", "2024-01-20", "--note", "Theo biểu 7: số cuối năm.", "--method", "review")
    done = run(save(tmp_path, *small(*figures(104))), *options, *SURE)
    assert (datetime.date(2024, 1, 20), "Theo biểu 7: số cuối năm.") == (done.head["released"], done.head["note"])
    assert 0 == done.code, done.said


# --- as a process ----------------------------------------------------------------------------------------


def test_the_script_asks_and_writes_on_any_console(script: Import, tmp_path: Path) -> None:
    done = script(save(tmp_path, *annex_rows(), change=annex), answers=["", "", "-", "", "", "", "", ""])
    assert (0, "20222") == (done.code, done.rows["tinh-yen-bai"]["ho_ngheo"]), done.said
    assert "Đã kiểm tra: hai tệp mới không có lỗi." in done.said


def test_the_script_tells_how_to_use_it(script: Import) -> None:
    assert "Nhập một bảng Excel hoặc CSV" in script("--help").said
    assert "usage:" not in script("--help").said
    done = script("--nothing")
    assert (2, True, True) == (done.code, "--nothing" in done.said, "Cách dùng" in done.said)
    for slip in (["--column"], ["--column", "E"]):
        assert "--column E=ho-ngheo" in script(*slip).said


def test_an_import_without_a_file_or_a_content_folder_says_so(
    run: Import, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Không có thư mục" in run("a.xlsx", "--content", "khong-co").said
    assert 1 == command.main([])
    assert "Hãy cho biết tệp" in capsys.readouterr().err
