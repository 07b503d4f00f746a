"""An entry as a document for word processors (Office Open XML, ECMA-376): headings, lists, links, tables, pictures.

The same content always makes the same bytes. What all documents share is packed once.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape, unescape
from typing import NamedTuple
from xml.etree.ElementTree import Element

from giamngheo.export.docx_parts import HEAD, PACKAGE, R, W, fixed, numbering
from giamngheo.export.zipped import Packed, packed, zipped
from giamngheo.load.picture import Photo, photo
from giamngheo.speech.blocks import Block

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_SPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main"'
# A4 between margins of 30 and 20 mm, in the units of drawings (914,400 an inch) and of text (1,440 an inch).
_WIDE, _HIGH, _COLUMN = 5_760_000, 5_400_000, 9_072
_STYLES_OF = {"h2": "Heading1", "h3": "Heading2", "h4": "Heading3", "h5": "Heading3", "h6": "Heading3"}
# What holds blocks, and the style that their paragraphs get of it.
_AROUND = {"blockquote": "Quote", "figure": "Picture", "dl": "", "body": "", "dd": "", "div": ""}
# How words in these tags look; that of a link stands before all else.
_LINK = '<w:rStyle w:val="Hyperlink"/>'
_SIMPLE = {"strong": "<w:b/>", "b": "<w:b/>", "em": "<w:i/>", "i": "<w:i/>"}
_LOOKS = {"th": "<w:b/>", "td": ""}
_TAGS = re.compile(r"(<[^<>]*>)")
# Over how many columns a cell goes, if not over one, and its words.
_Cell = tuple[str, str]
_BLOCKS = frozenset({*_STYLES_OF, *_AROUND, "p", "ul", "ol", "table", "pre", "hr", "figcaption", "dt", "li"})


class Document(NamedTuple):
    """What a document holds: clean HTML as plain blocks or as a tree, the bytes of its pictures by their address."""

    title: str
    subtitle: str
    author: str
    language: str
    created: str
    read: Element | Iterable[Block]
    pictures: Mapping[str, bytes]


def docx(document: Document) -> bytes:
    """The bytes of a .docx file."""
    writer = _Writer(document.pictures)
    made = writer.blocks(document.read) if isinstance(document.read, Element) else writer.plain(document.read)
    body = "".join((_styled("Title", document.title), _styled("Subtitle", document.subtitle), *made))
    page = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701"'
        ' w:header="567" w:footer="567" w:gutter="0"/>'
        "</w:sectPr>"
    )
    text = f"{HEAD}<w:document {_SPACES}><w:body>{body}{page}</w:body></w:document>"
    return zipped(
        (
            *fixed(document.language),
            numbering(writer.ordered),
            packed("docProps/core.xml", _core(document).encode(), is_stored=True),
            packed("word/_rels/document.xml.rels", writer.relations().encode(), is_stored=True),
            packed("word/document.xml", text.encode()),
            *writer.media(),
        )
    )


class _Writer:
    """Turns a tree into WordprocessingML and remembers what the package has to hold for it."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        self._pictures = pictures
        self._links: dict[str, str] = {}
        self._media: dict[str, tuple[str, Photo]] = {}
        self.ordered = 0
        self._drawn = 0

    # --- blocks ---

    def plain(self, blocks: Iterable[Block]) -> Iterator[str]:
        """Of blocks that hold nothing but words."""
        for tag, words, rows, *_ in blocks:
            if tag == "table":
                yield self._grid([[("", self._words(text, _LOOKS[cell])) for cell, text in row] for row in rows])
                continue
            is_list = tag in ("ul", "ol")
            style = "ListParagraph" if is_list else _STYLES_OF.get(tag, "")
            layout = _layout(style, self._numbering(tag, 0) if is_list else "")
            for one in words:
                yield f"<w:p>{layout}{self._words(one)}</w:p>"

    def blocks(self, root: Element, style: str = "", numbering: str = "") -> Iterator[str]:
        """Of an element that holds blocks; runs of words between them are paragraphs."""
        words: list[str] = [_run(root.text, "")] if (root.text or "").strip() else []
        for child in root:
            if child.tag in _BLOCKS:
                if words:
                    yield _paragraph(words, style, numbering)
                    words, numbering = [], ""
                made = list(self._block(child, style, numbering))
                numbering = "" if made else numbering
                yield from made
            else:
                words += self._one(child, "")
            if (child.tail or "").strip():
                words.append(_run(child.tail, ""))
        if words:
            yield _paragraph(words, style, numbering)

    def _block(self, element: Element, style: str, numbering: str) -> Iterator[str]:
        tag = element.tag
        if tag in _STYLES_OF:
            yield _paragraph(self._inline(element, ""), _STYLES_OF[tag], numbering)
        elif tag in ("ul", "ol"):
            yield from self._list(element, 0)
        elif tag == "table":
            yield self._table(element)
        elif tag in _AROUND:
            yield from self.blocks(element, _AROUND[tag] or style, numbering)
        elif tag == "hr":
            yield _paragraph([], "Rule", "")
        else:
            named = "Caption" if tag == "figcaption" else "Code" if tag == "pre" else style
            yield _paragraph(self._inline(element, ""), named, numbering)

    def _numbering(self, tag: str, depth: int) -> str:
        """Of a new list."""
        number = 1
        if tag == "ol":
            # Each counts from its own beginning.
            self.ordered += 1
            number = 1 + self.ordered
        return f'<w:numPr><w:ilvl w:val="{min(depth, 2)}"/><w:numId w:val="{number}"/></w:numPr>'

    def _list(self, element: Element, depth: int) -> Iterator[str]:
        first = self._numbering(element.tag, depth)
        for item in element:
            numbering = first
            if any(child.tag in _BLOCKS for child in item):
                yield from self._item(item, numbering, depth)
            else:
                yield _paragraph(self._inline(item, ""), "ListParagraph", numbering)

    def _item(self, item: Element, numbering: str, depth: int) -> Iterator[str]:
        words = [_run(item.text, "")] if (item.text or "").strip() else []
        for child in item:
            if child.tag not in _BLOCKS:
                words += self._one(child, "")
            else:
                if words:
                    yield _paragraph(words, "ListParagraph", numbering)
                    words, numbering = [], ""
                if child.tag in ("ul", "ol"):
                    yield from self._list(child, depth + 1)
                else:
                    yield from self._block(child, "ListParagraph", numbering)
                    numbering = ""
            if (child.tail or "").strip():
                words.append(_run(child.tail, ""))
        if words:
            yield _paragraph(words, "ListParagraph", numbering)

    def _table(self, element: Element) -> str:
        return self._grid([[*map(self._cell, row)] for row in element.iter("tr")])

    def _cell(self, cell: Element) -> _Cell:
        return cell.get("colspan", ""), "".join(self._inline(cell, _LOOKS.get(cell.tag, "")))

    def _grid(self, rows: Sequence[Sequence[_Cell]]) -> str:
        count = max((len(row) for row in rows), default=1) or 1
        grid = f'<w:gridCol w:w="{_COLUMN // count}"/>' * count
        made = "".join(self._row(row, n == 0) for n, row in enumerate(rows))
        return (
            '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>{_paragraph([], 'Gap', '')}"
        )

    def _row(self, cells: Iterable[_Cell], is_first: bool) -> str:
        # No row goes over two pages; the first stands on each.
        rule = f"<w:trPr><w:cantSplit/>{'<w:tblHeader/>' if is_first else ''}</w:trPr>"
        made, layout = [], _layout("Cell", "")
        for span, words in cells:
            width = f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>' if span else ""
            made.append(f"<w:tc>{width}<w:p>{layout}{words}</w:p></w:tc>")
        return f"<w:tr>{rule}{''.join(made)}</w:tr>"

    # --- words ---

    def _words(self, html: str, look: str = "") -> str:
        """Of a plain block."""
        if "<" not in html:
            return _run(unescape(html) if "&" in html else html, look) if html else ""
        out: list[str] = []
        # How letters looked before each open tag, and what is written at its end.
        path: list[tuple[str, str]] = []
        for n, part in enumerate(_TAGS.split(html)):
            if n % 2 == 0:
                if part:
                    out.append(_run(unescape(part), look))
            elif part[1] == "/":
                look, end = path.pop()
                out.append(end)
            else:
                address = part[9:-2] if part.startswith('<a href="') else ""
                path.append((look, "</w:hyperlink>" if address else ""))
                if address:
                    out.append(f'<w:hyperlink r:id="{self._link(unescape(address))}">')
                    look = f"{_LINK}{look}"
                elif part[1:-1] in _SIMPLE:
                    look = _with(look, _SIMPLE[part[1:-1]])
        return "".join(out)

    def _inline(self, element: Element, look: str) -> list[str]:
        out = [_run(element.text, look)] if element.text else []
        for child in element:
            out += self._one(child, look)
            if child.tail:
                out.append(_run(child.tail, look))
        return out

    def _one(self, element: Element, look: str) -> list[str]:
        tag = element.tag
        if tag in _SIMPLE:
            return self._inline(element, _with(look, _SIMPLE[tag]))
        if tag in ("sup", "sub"):
            return self._inline(
                element, f'{look}<w:vertAlign w:val="{tag}erscript"/>'.replace("suberscript", "subscript")
            )
        if tag == "a" and element.get("href"):
            inside = "".join(self._inline(element, f"{_LINK}{look}"))
            return [f'<w:hyperlink r:id="{self._link(element.attrib["href"])}">{inside}</w:hyperlink>']
        if tag == "br":
            return ["<w:r><w:br/></w:r>"]
        if tag == "img":
            return [self._picture(element)]
        return self._inline(element, look)

    def _link(self, address: str) -> str:
        return self._links.setdefault(address, f"rId{len(self._links) + 10}")

    def _picture(self, element: Element) -> str:
        """The picture, or what it shows and where it is: word processors do not read every kind."""
        address, alt = element.get("src", ""), element.get("alt", "")
        picture = self._photo(address)
        if picture is None:
            words = _run(f"[{alt}] ", "<w:i/>")
            return f'{words}<w:hyperlink r:id="{self._link(address)}">{_run(address, _LINK)}</w:hyperlink>'
        scale = min(_WIDE / picture.wide, _HIGH / picture.high)
        extent = f'cx="{int(picture.wide * scale)}" cy="{int(picture.high * scale)}"'
        self._drawn += 1
        named = f'id="{self._drawn}" name="{self._drawn}" descr="{_attribute(alt)}"'
        return (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
            f"<wp:docPr {named}/><a:graphic>"
            f'<a:graphicData uri="{_DRAWING}/picture"><pic:pic xmlns:pic="{_DRAWING}/picture">'
            f"<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>"
            f'<pic:blipFill><a:blip r:embed="{self._media[address][0]}"/>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
            "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    def _photo(self, address: str) -> Photo | None:
        if address not in self._media:
            if address not in self._pictures:
                return None
            self._media[address] = (f"rIdP{len(self._media) + 1}", photo(self._pictures[address]))
        return self._media[address][1]

    # --- the package ---

    def relations(self) -> str:
        fixed = "".join(
            f'<Relationship Id="rId{n}" Type="{R}/{name}" Target="{name}.xml"/>'
            for n, name in enumerate(("styles", "numbering", "settings", "footer"), 1)
        )
        links = "".join(
            f'<Relationship Id="{id_}" Type="{R}/hyperlink" Target="{_attribute(address)}" TargetMode="External"/>'
            for address, id_ in self._links.items()
        )
        media = "".join(
            f'<Relationship Id="{id_}" Type="{R}/image" Target="media/{id_}.{picture.kind}"/>'
            for id_, picture in self._media.values()
        )
        return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{fixed}{links}{media}</Relationships>'

    def media(self) -> Iterator[Packed]:
        for address, (id_, picture) in self._media.items():
            yield packed(f"word/media/{id_}.{picture.kind}", self._pictures[address], is_stored=True)


def _with(look: str, more: str) -> str:
    return look if more in look else f"{look}{more}"


def _run(text: str | None, look: str) -> str:
    said = (text or "").replace("\n", " ")
    # Most texts have none of these.
    if "&" in said or "<" in said or ">" in said:
        said = escape(said, quote=False)
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{said}</w:t></w:r>'


def _paragraph(runs: Iterable[str], style: str, numbering: str) -> str:
    return f"<w:p>{_layout(style, numbering)}{''.join(runs)}</w:p>"


@lru_cache(256)
def _layout(style: str, numbering: str) -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:pPr>{named}{numbering}</w:pPr>" if named or numbering else ""


def _styled(style: str, text: str) -> str:
    return _paragraph([_run(text, "")], style, "") if text else ""


def _attribute(text: str) -> str:
    return escape(text, quote=False).replace('"', "&quot;")


def _core(document: Document) -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(document.title, quote=False)}</dc:title>"
        f"<dc:creator>{escape(document.author, quote=False)}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{document.created}</dcterms:created>'
        f"<dc:language>{escape(document.language, quote=False)}</dc:language></cp:coreProperties>"
    )
