"""Excel workbooks and CSV files as sheets of cells; what cannot be read is refused with what to do about it."""

import codecs
import csv
import io
import re
import unicodedata
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

import openpyxl
from msgspec.structs import replace
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.cell.cell import MergedCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from giamngheo.importing.cells import Area, Cell, Sheet
from giamngheo.importing.numbers import exact, format_of, hundredfold
from giamngheo.kinds.values import plain
from giamngheo.load.text import legacy
from giamngheo.words import say, words

MAX_BYTES = 20_000_000
LOST_LETTERS = 3
# What openpyxl raises for a package that is none of Excel's, or is damaged.
BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    # XML that is none: lxml, where it is installed, has an error of its own below this one.
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    OSError,
    # A part that ends too early, is encrypted, or is packed in a way of its own.
    EOFError,
    RuntimeError,
)
OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # .xls, and .xlsx behind a password


class Refused(Exception):
    """The file cannot be taken as it is; the message is for the editor."""


def read(file: Path) -> list[Sheet]:
    """The sheets of a file that hold anything, with composed (NFC) text."""
    if not file.is_file():
        raise Refused(say("import.no_file", path=file))
    if file.stat().st_size > MAX_BYTES:
        raise Refused(say("import.too_large", path=file, limit=MAX_BYTES // 1_000_000))
    data = file.read_bytes()
    if data.startswith(OLE):
        raise Refused(say("import.old_excel", path=file))
    sheets = _workbook(file, data) if data.startswith(b"PK") else [_delimited(file, data)]
    sheets = [sheet for sheet in sheets if sheet.cells]
    if not sheets:
        raise Refused(say("import.empty", path=file))
    for sheet in sheets:
        _refuse_legacy(sheet)
    return sheets


def _refuse_legacy(sheet: Sheet) -> None:
    """Text in TCVN3 or VNI looks right only in its own font: everywhere else it is unreadable."""
    texts = [cell.shown for cell in sheet.cells.values() if cell.kind == "text"]
    for problem in legacy("\n".join(texts), sheet.name):
        facts = dict(problem.facts)
        raise Refused(say("import.legacy", sheet=sheet.name, encoding=facts["encoding"], sample=facts["sample"]))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\u00a0", " ")).strip()


# --- workbooks -------------------------------------------------------------------------------------------


def _workbook(file: Path, data: bytes) -> list[Sheet]:
    try:
        with warnings.catch_warnings():
            # Drawings and rules that openpyxl does not keep: nothing here needs them.
            warnings.simplefilter("ignore")
            values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
            formulas = openpyxl.load_workbook(io.BytesIO(data))
    except BROKEN as error:
        raise Refused(say("import.not_excel", path=file, reason=error)) from None
    return [_sheet(sheet, formulas[sheet.title]) for sheet in values.worksheets]


def _sheet(values: Worksheet, formulas: Worksheet) -> Sheet:
    # Only what the file holds: asking for rows would make millions of cells where a whole column was coloured.
    found = ((at, _excel_cell(cell, formulas._cells.get(at))) for at, cell in values._cells.items())
    cells = {at: cell for at, cell in found if cell is not None}
    sheet = Sheet(
        name=_composed(values.title),
        cells=cells,
        merged=tuple(Area((a.min_row, a.min_col, a.max_row, a.max_col)) for a in values.merged_cells.ranges),
        hidden_rows=frozenset(_hidden_rows(values)),
        hidden_columns=frozenset(_hidden_columns(values)),
        is_hidden=values.sheet_state != "visible",
    )
    count = sum(isinstance(cell.value, str) and _is_decomposed(cell.value) for cell in values._cells.values())
    return replace(sheet, remarks=(("import.composed", {"count": count}),)) if count else sheet


def _is_decomposed(text: str) -> bool:
    return unicodedata.normalize("NFC", text) != text


def _excel_cell(cell: ExcelCell | MergedCell, formula: ExcelCell | MergedCell | None) -> Cell | None:
    """What a cell shows; None for an empty one."""
    value = cell.value
    if value is None:
        # Excel marks a calculated empty text as a string; a program that does not calculate leaves nothing at all.
        is_open = formula is not None and formula.data_type == "f" and cell.data_type != "str"
        return Cell("formula", "") if is_open else None
    if cell.data_type == "e":
        return Cell("error", str(value))
    if isinstance(value, bool):
        return Cell("flag", str(value).upper())
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    if isinstance(value, str):
        text = _composed(value)
        return Cell("text", text) if text else None
    return Cell("date", _told_date(value), day=value.date() if isinstance(value, datetime) else None)


def _number(value: int | float, code: str) -> Cell:
    form = format_of(code)
    number = hundredfold(exact(value)) if form.is_percent else exact(value)
    value_shown = form.shown(number)
    # Thousands are parted only where the format parts them: a year is no 2.023.
    text = words().decimal(value_shown) if "," in code else plain(value_shown)
    return Cell(
        "number",
        f"{text}\u00a0%" if form.is_percent else text,
        number,
        value_shown,
        form.is_percent,
        form.most is not None,
    )


def _told_date(value: object) -> str:
    return words().day(value) if isinstance(value, date) else str(value)


def _hidden_rows(sheet: Worksheet) -> Iterator[int]:
    for number, row in sheet.row_dimensions.items():
        if row.hidden or row.height == 0:
            yield number


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    for column in sheet.column_dimensions.values():
        if column.hidden or column.width == 0:
            yield from range(column.min or 0, (column.max or 0) + 1)


# --- text files ------------------------------------------------------------------------------------------

_BOMS: Mapping[bytes, str] = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


def _delimited(file: Path, data: bytes) -> Sheet:
    if re.match(rb"\s*<(!doctype|html|\?xml|table)", data, re.IGNORECASE):
        raise Refused(say("import.html", path=file))
    text, encoding = _decoded(file, data)
    if len(re.findall(r"\w\?\w", text)) >= LOST_LETTERS:
        raise Refused(say("import.lost_letters", path=file, sample=_line_with(text, r"\w\?\w")))
    composed = unicodedata.normalize("NFC", text)
    remarks: list[tuple[str, Mapping[str, object]]] = []
    if encoding == "cp1258":
        remarks.append(("import.guessed_encoding", {"sample": _line_with(composed, r"[^\x00-\x7f]")}))
    elif composed != text:
        remarks.append(("import.composed", {"count": sum(map(_is_decomposed, text.split("\n")))}))
    try:
        rows = _table(composed)
    except csv.Error:
        raise Refused(say("import.encoding", path=file)) from None
    at = {(r, c): cell.strip() for r, row in enumerate(rows, 1) for c, cell in enumerate(row, 1)}
    cells = {place: Cell("text", _composed(text)) for place, text in at.items() if text}
    return Sheet(file.stem, cells, remarks=tuple(remarks))


def _decoded(file: Path, data: bytes) -> tuple[str, str]:
    """UTF-8, UTF-16 as Excel's "Unicode text", or the code page of Vietnamese Windows."""
    for bom, encoding in _BOMS.items():
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace"), encoding
    for encoding in ("utf-8", "cp1258"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise Refused(say("import.encoding", path=file))


def _line_with(text: str, pattern: str) -> str:
    return next((line.strip()[:70] for line in text.splitlines() if re.search(pattern, line)), "")


def _table(text: str) -> list[list[str]]:
    """The rows, parted by the sign that parts the most lines into the same number of cells."""
    lines = text.splitlines(keepends=True)
    if lines and (told := re.fullmatch(r"sep=(.)\s*", lines[0])):
        return [[], *csv.reader(lines[1:], delimiter=told[1])]
    tables = [list(csv.reader(lines, delimiter=sign)) for sign in "\t;,"]
    return max(tables, key=_evenness)


def _evenness(table: list[list[str]]) -> tuple[int, int]:
    widths = [len(row) for row in table if len(row) > 1]
    usual = max(set(widths), key=widths.count, default=0)
    return widths.count(usual), usual
