"""A workbook (Office Open XML, ECMA-376) of plain sheets: the same rows always make the same bytes.

No formula is ever written: what looks like one stays text.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from html import escape

from msgspec import Struct

from giamngheo.markup.clean import speakable

Cell = str | int | Decimal | None

# A zip holds the time of each file: this is the earliest that it can say.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# Numbers show the decimals they were published with: 2.80 is written so, and shown so.
_PLACES = range(7)
_PLAIN, _HEADING, _NUMBER = 0, 1, 2


class Sheet(Struct, frozen=True):
    """A sheet: its name, how many letters wide each column is, a row of headings (none: no headings), the rows."""

    name: str
    widths: Sequence[int]
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def workbook(title: str, sheets: Sequence[Sheet]) -> bytes:
    """The bytes of an .xlsx file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for path, text in _parts(title, sheets):
            file = zipfile.ZipInfo(path, _EPOCH)
            file.compress_type, file.create_system, file.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            packed.writestr(file, f"{_HEAD}{text}".encode())
    return out.getvalue()


def _parts(title: str, sheets: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    numbers = range(1, len(sheets) + 1)
    types = "".join(_type(f"/xl/worksheets/sheet{n}.xml", f"{_TYPE}.worksheet+xml") for n in numbers)
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{_type('/xl/workbook.xml', f'{_TYPE}.sheet.main+xml')}{_type('/xl/styles.xml', f'{_TYPE}.styles+xml')}"
        f"{_type('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml')}{types}</Types>",
    )
    core = _relation("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
    yield "_rels/.rels", _relations([_relation("rId1", f"{_RELATIONS}/officeDocument", "xl/workbook.xml"), core])
    yield (
        "docProps/core.xml",
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{_text(title)}</dc:title></cp:coreProperties>',
    )
    names = "".join(
        f'<sheet name="{_text(sheet.name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, sheet in zip(numbers, sheets, strict=True)
    )
    yield (
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{names}</sheets></workbook>',
    )
    links = [_relation(f"rId{n}", f"{_RELATIONS}/worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations([*links, _relation("rId0", f"{_RELATIONS}/styles", "styles.xml")])
    yield "xl/styles.xml", _STYLES
    for n, sheet in zip(numbers, sheets, strict=True):
        yield f"xl/worksheets/sheet{n}.xml", _sheet(sheet)


def _type(path: str, kind: str) -> str:
    return f'<Override PartName="{path}" ContentType="{kind}"/>'


def _relation(id_: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{id_}" Type="{kind}" Target="{target}"/>'


def _relations(all_: Iterable[str]) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(all_)}</Relationships>'


def _styles() -> str:
    codes = [f"#,##0{'.' * (n > 0)}{'0' * n}" for n in _PLACES]
    formats = "".join(f'<numFmt numFmtId="{164 + n}" formatCode="{code}"/>' for n, code in enumerate(codes))
    numbers = "".join(f'<xf numFmtId="{164 + n}" {_XF} applyNumberFormat="1"/>' for n in _PLACES)
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="{len(codes)}">{formats}</numFmts>'
        '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{_NUMBER + len(codes)}"><xf numFmtId="0" {_XF}/>'
        f'<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>{numbers}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


_XF = 'fontId="0" fillId="0" borderId="0" xfId="0"'
_STYLES = _styles()


def _sheet(sheet: Sheet) -> str:
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{wide}" customWidth="1"/>' for n, wide in enumerate(sheet.widths, 1)
    )
    frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' if sheet.headings else ""
    heading = "".join(_words(text, _HEADING) for text in sheet.headings)
    lines = [f"<row>{heading}</row>"] if heading else []
    lines += ["".join(("<row>", *map(_cell, row), "</row>")) for row in sheet.rows]
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">{frozen}</sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>{''.join(lines)}</sheetData></worksheet>"
    )


def _cell(value: Cell) -> str:
    if isinstance(value, str):
        return _words(value, _PLAIN) if value else "<c/>"
    if value is None:
        return "<c/>"
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return f'<c s="{_NUMBER + min(places, _PLACES[-1])}"><v>{value:f}</v></c>'


@lru_cache(4096)
def _words(text: str, style: int) -> str:
    look = f' s="{style}"' if style else ""
    return f'<c{look} t="inlineStr"><is><t xml:space="preserve">{_text(text)}</t></is></c>'


def _text(text: str) -> str:
    return escape(speakable(text), quote=False).replace('"', "&quot;")
