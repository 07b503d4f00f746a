"""A review's table as spreadsheets save it: what is read, and what an editor is told by row and column."""

import codecs
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from giamngheo.check.report import told
from giamngheo.kinds.figure import Figure
from giamngheo.load.content import Loaded, load
from giamngheo.portal import assemble

Write = Callable[[str | Mapping[str, str | bytes]], Path]
HEAD = {
    "content/chi-so/tong-so-ho.yml": "name: Tổng số hộ\nplain: Có bao nhiêu hộ\nunit: household\nobservations: []\n",
    "content/chi-so/ho-ngheo.yml": "name: Hộ nghèo\nplain: Bao nhiêu hộ nghèo\nunit: household\n",
    "content/chi-so/ty-le.yml": (
        "name: Tỷ lệ\nplain: Trong 100 hộ\nunit: percent\ndecimals: 2\n"
        "computation: {numerator: ho-ngheo, denominator: tong-so-ho}\nobservations: []\n"
    ),
}
YEAR_2023 = (
    "period: 2023\nas_of: 2023-12-31\nstandard: 2022-2026\nsource: vietnamnet-yb-2023\n"
    "columns: {tong_so_ho: tong-so-ho, ho_ngheo: ho-ngheo, ty_le: ty-le}\n"
)
COLUMNS = "ma_dia_ban;ten_dia_ban;tong_so_ho;ho_ngheo;ty_le;trang_thai;ghi_chu"
TRAM_TAU = "huyen-tram-tau;Huyện Trạm Tấu;7.169;3.543;49,42;;"
NAME = "content/chi-so/so-lieu/ra-soat"


def tree(table: str | bytes, head: str = YEAR_2023) -> dict[str, str | bytes]:
    return {**HEAD, f"{NAME}.yml": head, f"{NAME}.csv": table}


@pytest.fixture
def read(write: Write) -> Callable[..., Loaded]:
    def loaded(*rows: str, head: str = YEAR_2023) -> Loaded:
        return load(write(tree("\n".join(rows) + "\n", head)) / "content")

    return loaded


def codes(loaded: Loaded) -> list[tuple[str, int, int]]:
    return [(problem.code, problem.line, problem.column) for problem in loaded.problems]


def figures(loaded: Loaded) -> Mapping[str, tuple[Figure, ...]]:
    table = loaded.items["review"]["ra-soat"].table
    assert table is not None
    return table.figures


def values(loaded: Loaded) -> dict[str, list[tuple[str, str]]]:
    return {id_: [(one.place, str(one.value)) for one in held] for id_, held in figures(loaded).items()}


# --- what a spreadsheet may save -------------------------------------------------------------------------

EXPECTED = {
    "tong-so-ho": [("huyen-tram-tau", "7169"), ("huyen-yen-binh", "30885")],
    "ho-ngheo": [("huyen-tram-tau", "3543"), ("huyen-yen-binh", "1396")],
    "ty-le": [("huyen-tram-tau", "49.42"), ("huyen-yen-binh", "4.52")],
}
ROWS = [
    ["ma_dia_ban", "ten_dia_ban", "tong_so_ho", "ho_ngheo", "ty_le", "trang_thai", "ghi_chu"],
    ["huyen-tram-tau", "Huyện Trạm Tấu", "7.169", "3.543", "49,42", "", ""],
    ["huyen-yen-binh", "Huyện Yên Bình", "30.885", "1.396", "4,52", "", ""],
]


def saved(delimiter: str, rows: list[list[str]] = ROWS) -> str:
    """As Excel saves it: cells with the delimiter in them in quotes, lines that end as on Windows."""
    cells = [[f'"{cell}"' if delimiter in cell else cell for cell in row] for row in rows]
    return "\r\n".join(delimiter.join(row) for row in cells) + "\r\n"


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + saved(";").encode(),
        saved("\t").encode("utf-16"),
        saved("\t").encode(),
        codecs.BOM_UTF8 + saved(",").encode(),
    ],
    ids=["Vietnamese Excel", "Unicode Text", "tabs", "English Excel"],
)
def test_every_dialect_of_excel_gives_the_same_numbers(write: Write, data: bytes) -> None:
    loaded = load(write(tree(data)) / "content")
    assert ([], EXPECTED) == (codes(loaded), values(loaded))


def test_titles_repeated_headers_headings_and_empty_rows_are_no_places(read: Callable[..., Loaded]) -> None:
    title = "BIỂU TỔNG HỢP KẾT QUẢ RÀ SOÁT NĂM 2023;;;;;;"
    loaded = read(title, ";;;;;;", COLUMNS, "I. Vùng cao;;;;;;", TRAM_TAU, COLUMNS, ";;;;;;", "", ";;;;;;")
    assert ([], {"tong-so-ho": [("huyen-tram-tau", "7169")]}) == (
        codes(loaded),
        {"tong-so-ho": values(loaded)["tong-so-ho"]},
    )


def test_columns_may_be_headed_as_the_annex_heads_them(read: Callable[..., Loaded]) -> None:
    head = YEAR_2023.replace("tong_so_ho:", '"Tổng số hộ":')
    loaded = read("Mã địa bàn;Tên địa bàn;TỔNG SỐ HỘ;Ho_ngheo;ty le;Trạng thái;Ghi chú", TRAM_TAU, head=head)
    assert ([], "7169") == (codes(loaded), values(loaded)["tong-so-ho"][0][1])


def test_letters_with_loose_marks_are_read_as_if_they_were_typed_whole(read: Callable[..., Loaded]) -> None:
    loaded = read(COLUMNS, unicodedata.normalize("NFD", TRAM_TAU))
    assert ([("T103", 2, 19)], EXPECTED["ty-le"][:1]) == (codes(loaded), values(loaded)["ty-le"])


@pytest.mark.parametrize("name", ["Trạm Tấu", "HUYỆN TRẠM TẤU", "H. Trạm Tấu", "", "Huyện  Trạm   Tấu"])
def test_a_name_may_be_written_in_several_ways(read: Callable[..., Loaded], name: str) -> None:
    loaded = read(COLUMNS, TRAM_TAU.replace("Huyện Trạm Tấu", name))
    assert ([], "huyen-tram-tau") == (codes(loaded), values(loaded)["ty-le"][0][0])


def test_a_town_may_be_written_short(read: Callable[..., Loaded]) -> None:
    rows = ("thanh-pho-yen-bai;TP Yên Bái;9;1;11,11;;", "tx-nghia-lo;TX. Nghĩa Lộ;9;1;11,11;;")
    assert [] == codes(read(COLUMNS, *rows))


def test_both_placements_of_a_tone_are_one_name(read: Callable[..., Loaded]) -> None:
    loaded = read(COLUMNS, "tinh-hoa-binh;Tỉnh Hoà Bình;200.000;10.000;5;;")
    assert [] == codes(loaded)


def test_a_note_and_the_head_go_to_every_figure_of_a_row(read: Callable[..., Loaded]) -> None:
    [figure] = figures(read(COLUMNS, TRAM_TAU + "Nguồn in như vậy."))["ho-ngheo"]
    expected = (2023, "2022-2026", "final", "Nguồn in như vậy.", "vietnamnet-yb-2023", "table", date(2023, 12, 31))
    assert expected == (
        figure.period, figure.standard, figure.kind, figure.note, figure.source, figure.origin, figure.day,
    )  # fmt: skip
    assert (f"{NAME}.csv", (2, 37)) == (figure.path, figure.at)


# --- numbers ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("0", "0"), ("7169", "7169"), ("7.169", "7169"), ("1.005.262", "1005262"), ("7 169", "7169")],
)
def test_a_count_is_read_with_or_without_its_groups(read: Callable[..., Loaded], cell: str, expected: str) -> None:
    loaded = read(COLUMNS, f"huyen-tram-tau;;{cell};0;0;;")
    assert ([], expected) == (codes(loaded), values(loaded)["tong-so-ho"][0][1])


@pytest.mark.parametrize(
    ("cell", "expected"), [("2,80", "2.80"), ("2.80", "2.80"), ("2,80 %", "2.80"), ("0", "0"), ("12.345", "12.345")]
)
def test_a_rate_keeps_the_digits_that_were_printed(read: Callable[..., Loaded], cell: str, expected: str) -> None:
    loaded = read(COLUMNS, f"huyen-tram-tau;;1000;28;{cell};;")
    assert ([], expected) == (codes(loaded), values(loaded)["ty-le"][0][1])


@pytest.mark.parametrize(
    ("cell", "code"), [("1,234", "F306"), ("12,5", "F313"), ("007", "F307"), ("12a", "G717"), ("1.23.456", "G717")]
)
def test_a_cell_that_is_no_count_is_told(read: Callable[..., Loaded], cell: str, code: str) -> None:
    loaded = read(COLUMNS, f"huyen-tram-tau;;{cell};0;0;;")
    assert [(code, 2, 17)] == codes(loaded)


# --- nothing is never zero -------------------------------------------------------------------------------


@pytest.mark.parametrize("letter", "LMOQ")
def test_each_reason_for_a_missing_number_stands_in_the_row_or_the_cell(
    read: Callable[..., Loaded], letter: str
) -> None:
    loaded = read(COLUMNS, f"huyen-tram-tau;;7169;;;{letter};", f"huyen-yen-binh;;{letter};1396;4,52;;")
    assert [] == codes(loaded)
    row, cell = figures(loaded)["ho-ngheo"][0], figures(loaded)["tong-so-ho"][1]
    assert [(None, letter), (None, letter)] == [(row.value, row.missing), (cell.value, cell.missing)]


def test_zero_is_a_number(read: Callable[..., Loaded]) -> None:
    [figure] = figures(read(COLUMNS, "huyen-tram-tau;;7169;0;0;;"))["ho-ngheo"]
    assert (Decimal(0), None) == (figure.value, figure.missing)


@pytest.mark.parametrize(
    ("sign", "letter"),
    [("-", "M"), ("–", "M"), ("…", "L"), ("...", "L"), ("..", "O"), ("x", "Q"), ("X", "Q"), ("không", "O")],
)
def test_a_sign_in_the_place_of_a_number_is_refused_with_its_letter(
    read: Callable[..., Loaded], sign: str, letter: str
) -> None:
    [problem] = read(COLUMNS, f"huyen-tram-tau;;{sign};3543;;;").problems
    assert ("G717", 2, letter) == (problem.code, problem.line, dict(problem.facts)["letter"])


def test_an_empty_cell_without_a_reason_is_refused(read: Callable[..., Loaded]) -> None:
    assert [("G717", 2, 22), ("G717", 2, 23)] == codes(read(COLUMNS, "huyen-tram-tau;;7169;;;;"))


def test_a_row_of_nothing_but_a_rate_is_whole_and_an_empty_rate_follows_from_its_counts(
    read: Callable[..., Loaded],
) -> None:
    loaded = read(COLUMNS, "huyen-tram-tau;;;;49,42;;", "huyen-yen-binh;;30885;1396;;;")
    assert [] == codes(loaded)
    assert {"tong-so-ho": 1, "ho-ngheo": 1, "ty-le": 1} == {id_: len(held) for id_, held in figures(loaded).items()}


def test_a_reason_beside_numbers_is_no_reason(read: Callable[..., Loaded]) -> None:
    assert [("G718", 2, 33)] == codes(read(COLUMNS, "huyen-tram-tau;;7169;3543;49,42;Q;"))


def test_a_letter_that_means_nothing_is_refused(read: Callable[..., Loaded]) -> None:
    [problem] = [one for one in read(COLUMNS, "huyen-tram-tau;;7169;;;Z;").problems if one.code != "G717"]
    assert ("F309", "L, M, O, Q") == (problem.code, dict(problem.facts)["known"])


# --- places ----------------------------------------------------------------------------------------------

YEAR_2025 = YEAR_2023.replace("2023-12-31", "2025-12-31").replace("period: 2023", "period: 2025")


def close(loaded: Loaded) -> list[tuple[str, str]]:
    return [(problem.code, dict(problem.facts).get("close", "")) for problem in loaded.problems]


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        (YEAR_2023, "15;Tỉnh Yên Bái;100;10;10;;", "tinh-yen-bai"),
        (YEAR_2025, "15;Tỉnh Lào Cai;100;10;10;;", "tinh-lao-cai"),
        (YEAR_2025, "20107;Xã Phú Lộc;100;10;10;;", "xa-phu-loc"),
    ],
)
def test_a_code_is_that_of_the_place_which_had_it_on_the_day(
    read: Callable[..., Loaded], head: str, row: str, expected: str
) -> None:
    loaded = read(COLUMNS, row, head=head)
    assert ([], expected) == (codes(loaded), values(loaded)["ty-le"][0][0])


@pytest.mark.parametrize(
    ("row", "expected"),
    [("1;Thành phố Hà Nội;9;1;11,11;;", "01"), ("4;Tỉnh Cao Bằng;9;1;11,11;;", "04"), ("2671;;9;1;11,11;;", "02671")],
)
def test_the_zero_that_excel_took_from_a_code_is_given_back(
    read: Callable[..., Loaded], row: str, expected: str
) -> None:
    assert [("F312", expected)] == close(read(COLUMNS, row, head=YEAR_2025))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("huyen-tram-tao;;9;1;11,11;;", ("R401", "huyen-tram-tau")),
        ("TRAMTAU;Huyện Trạm Tấu;9;1;11,11;;", ("R401", "huyen-tram-tau")),
        (";Trạm Tấu;9;1;11,11;;", ("G720", "huyen-tram-tau")),
        ("huyen-tram-tau;Huyện Yên Bình;9;1;11,11;;", ("G716", "huyen-yen-binh")),
        ("huyen-tram-tau;Xã Trạm Tấu;9;1;11,11;;", ("G716", "")),
    ],
)
def test_a_place_that_is_not_meant_is_told_with_the_one_that_may_be(
    read: Callable[..., Loaded], row: str, expected: tuple[str, str]
) -> None:
    assert [expected] == close(read(COLUMNS, row))


def test_the_same_place_twice_is_told_with_the_first_line(read: Callable[..., Loaded]) -> None:
    [problem] = read(COLUMNS, TRAM_TAU, TRAM_TAU).problems
    assert ("G710", 3, "2") == (problem.code, problem.line, dict(problem.facts)["first"])


def test_places_that_share_a_bare_name_are_told_apart_by_their_rank(write: Write) -> None:
    rows = "huyen-cam-xuyen;Huyện Cẩm Xuyên;9;1;11,11;;\n"
    assert [] == load(write(tree(f"{COLUMNS}\n{rows}")) / "content").problems
    [problem] = load(write(tree(f"{COLUMNS}\n{rows.replace('Huyện', 'Xã')}")) / "content").problems
    assert "G716" == problem.code


# --- the whole -------------------------------------------------------------------------------------------


def test_an_error_in_row_2431_names_file_row_column_and_both_numbers(write: Write) -> None:
    places = ["id,name,level", *(f"xa-{n},Xã Mẫu {n},commune" for n in range(2600))]
    rows = [COLUMNS, *(f"xa-{n};Xã Mẫu {n};1000;{n % 90 + 10};{(n % 90 + 10) / 10};;" for n in range(2600))]
    rows[2430] = "xa-2429;Xã Mẫu 2429;1000;99;90,9;;"
    files = tree("\n".join(rows)) | {"content/danh-muc/dia-ban.csv": "\n".join(places)}
    [problem] = assemble(write(files) / "content", "tp-hue", date(2026, 11, 21)).problems
    expected = (
        f"{NAME}.csv:2431:29  G703  Tỷ lệ không khớp với số hộ\n"
        "    Xã Mẫu 2429, năm 2023: 99 trên 1.000 là 9,90 %, nhưng tệp ghi 90,9 %.\n"
    )
    assert told(problem).replace("\u00a0", " ").startswith(expected)


def test_mistakes_of_head_and_table_are_told_at_once(read: Callable[..., Loaded]) -> None:
    loaded = read(COLUMNS, "huyen-tram-tao;;1;1;100;;", head=YEAR_2023.replace("source:", "nguon:"))
    assert {"F301", "F302", "R401"} == {code for code, _, _ in codes(loaded)}


def test_a_quote_that_is_never_closed_is_told_at_its_row(read: Callable[..., Loaded]) -> None:
    rows = [TRAM_TAU.replace("Huyện", '"Huyện'), *["huyen-yen-binh;;1;1;100;;"] * 20]
    assert [("Y204", 2, 1)] == [one for one in codes(read(COLUMNS, *rows)) if one[0] == "Y204"]
