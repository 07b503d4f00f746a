"""What all documents for word processors have in common: types, styles, numbering; packed once."""

from functools import cache
from typing import NamedTuple

from giamngheo.export.zipped import Packed, packed

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# Times New Roman in 13 points is what offices of the state write in (Decree 30/2020/ND-CP).
_FONT = "Times New Roman"
_TIGHT = 'w:line="240" w:lineRule="auto"'
# At the foot of each page: its number, and how many there are.
_COUNTED = ("PAGE", "NUMPAGES")


class _Style(NamedTuple):
    """A style of paragraphs: its layout, and the look of its letters."""

    id: str
    name: str
    layout: str
    look: str


_STYLES = (
    _Style("Title", "Title", f'<w:spacing w:after="80" {_TIGHT}/>', '<w:b/><w:sz w:val="40"/>'),
    _Style("Subtitle", "Subtitle", '<w:spacing w:after="240"/>', '<w:i/><w:sz w:val="24"/>'),
    _Style(
        "Heading1",
        "heading 1",
        '<w:keepNext/><w:spacing w:before="280" w:after="80"/><w:outlineLvl w:val="0"/>',
        '<w:b/><w:sz w:val="30"/>',
    ),
    _Style(
        "Heading2",
        "heading 2",
        '<w:keepNext/><w:spacing w:before="200" w:after="80"/><w:outlineLvl w:val="1"/>',
        '<w:b/><w:sz w:val="28"/>',
    ),
    _Style(
        "Heading3",
        "heading 3",
        '<w:keepNext/><w:spacing w:before="160" w:after="60"/><w:outlineLvl w:val="2"/>',
        "<w:b/><w:i/>",
    ),
    _Style("ListParagraph", "List Paragraph", "<w:contextualSpacing/>", ""),
    _Style("Quote", "Quote", '<w:ind w:left="567"/>', "<w:i/>"),
    _Style("Picture", "Picture", '<w:keepNext/><w:spacing w:before="120" w:after="60"/>', ""),
    _Style("Caption", "caption", '<w:spacing w:after="200"/>', '<w:i/><w:sz w:val="22"/>'),
    _Style("Code", "Code", "", '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'),
    _Style("Cell", "Cell", f'<w:spacing w:before="40" w:after="40" {_TIGHT}/>', ""),
    _Style("Gap", "Gap", '<w:spacing w:after="0" w:line="160" w:lineRule="exact"/>', ""),
    _Style("Footer", "footer", f'<w:spacing w:after="0" {_TIGHT}/><w:jc w:val="center"/>', '<w:sz w:val="22"/>'),
    _Style("Rule", "Rule", '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>', ""),
)


@cache
def fixed(language: str) -> tuple[Packed, ...]:
    """Parts that every document of a language has."""
    roots = (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties"'
        ' Target="docProps/core.xml"/>'
        "</Relationships>"
    )
    # As Word lays out since 2013: without this it opens a text as one of 2007, in its mode for old ones.
    mode = 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"'
    settings = f'{HEAD}<w:settings xmlns:w="{W}"><w:compat><w:compatSetting {mode}/></w:compat></w:settings>'
    page, pages = (f'<w:fldSimple w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>' for name in _COUNTED)
    footer = (
        f'{HEAD}<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        f"{page}<w:r><w:t>/</w:t></w:r>{pages}</w:p></w:ftr>"
    )
    files = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": roots,
        "word/styles.xml": _styles(language),
        "word/settings.xml": settings,
        "word/footer.xml": footer,
    }
    return tuple(packed(name, text.encode()) for name, text in files.items())


def _types() -> str:
    """What each part is."""
    overrides = {
        "/word/document.xml": f"{_TYPE}.document.main+xml",
        "/word/styles.xml": f"{_TYPE}.styles+xml",
        "/word/numbering.xml": f"{_TYPE}.numbering+xml",
        "/word/settings.xml": f"{_TYPE}.settings+xml",
        "/word/footer.xml": f"{_TYPE}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    parts = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Default Extension="jpg" ContentType="image/jpeg"/>{parts}</Types>'
    )


def _styles(language: str) -> str:
    tongue = "vi-VN" if language == "vi" else language
    font = f'<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:cs="{_FONT}" w:eastAsia="{_FONT}"/>'
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{font}<w:sz w:val="26"/><w:szCs w:val="26"/>'
        f'<w:lang w:val="{tongue}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:after="120" w:line="288" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    made = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one.id}"><w:name w:val="{one.name}"/><w:basedOn w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{one.layout}</w:pPr><w:rPr>{one.look}</w:rPr></w:style>"
        for one in _STYLES
    )
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'{HEAD}<w:styles xmlns:w="{W}">{defaults}'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        '<w:rPr><w:color w:val="0B5C56"/><w:u w:val="single"/></w:rPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
        "</w:tblPr></w:style>"
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr></w:style>{made}</w:styles>"
    )


@cache
def numbering(ordered: int) -> Packed:
    """Bullets under number 1, and so many lists that count, each from 1."""
    bullets = "".join(_level(n, "bullet", "\u2013" if n else "\u2022") for n in range(3))
    counted = "".join(_level(n, "decimal", f"%{n + 1}.") for n in range(3))
    numbers = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>' + "".join(
        f'<w:num w:numId="{n + 2}"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for n in range(ordered)
    )
    text = (
        f'{HEAD}<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{bullets}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{counted}</w:abstractNum>{numbers}</w:numbering>'
    )
    return packed("word/numbering.xml", text.encode())


def _level(depth: int, form: str, mark: str) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{mark}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{567 * (depth + 1)}" w:hanging="397"/></w:pPr></w:lvl>'
    )
