"""Clean HTML as lines of plain text, as a text file has them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal
from xml.etree.ElementTree import Element

from giamngheo.speech.blocks import Block, one_line

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol", "dl"})
_BLOCKS = _HEADINGS | _LISTS | {"p", "table", "blockquote", "pre", "figure", "hr"}


# A line as it is shown, with what it is; of a row of a table also the line that names its columns.
Line = tuple[Literal["heading", "paragraph", "item", "row", "caption"], str, str]


def lines(read: Element | Iterable[Block]) -> Iterator[Line]:
    """What `clean` has made, read as plain blocks or as a tree, in order."""
    if not isinstance(read, Element):
        return _plain(read)
    for element in read.iter("br"):
        element.tail = f" {element.tail or ''}"
    return _inside(read, 0)


def _plain(blocks: Iterable[Block]) -> Iterator[Line]:
    for tag, _, rows, texts, cells in blocks:
        if tag == "table":
            yield from _rows(zip(cells, [all([cell == "th" for cell, _ in row]) for row in rows], strict=True))
        elif tag in _LISTS:
            for number, text in enumerate(texts, 1):
                yield "item", _item(text, f"{number}." if tag == "ol" else "-", 0), ""
        elif tag in _HEADINGS:
            yield "heading", texts[0].upper(), ""
        elif texts[0]:
            yield "paragraph", texts[0], ""


def words_of(element: Element) -> str:
    """Its text without what only lays out."""
    return one_line("".join(element.itertext()) if len(element) else element.text or "")


def _inside(element: Element, depth: int) -> Iterator[Line]:
    for block in element:
        tag = block.tag
        if tag in _HEADINGS:
            yield "heading", words_of(block).upper(), ""
        elif tag in _LISTS:
            yield from _list(block, depth)
        elif tag == "table":
            yield from _table(block)
        elif tag == "blockquote":
            yield from _inside(block, depth)
        elif tag == "figure":
            shown = [image.get("alt", "").rstrip(".") for image in block.iter("img")]
            yield "caption", f"[{'. '.join(filter(None, (*shown, words_of(block))))}]", ""
        else:
            text = words_of(block)
            if text:
                yield "paragraph", text, ""


def _list(element: Element, depth: int) -> Iterator[Line]:
    number = int(element.get("start", "1"))
    for item in element:
        mark = f"{number}." if element.tag == "ol" else "-"
        number += 1
        inner = [child for child in item if child.tag in _BLOCKS]
        if not inner:
            yield "item", _item(words_of(item), mark, depth), ""
            continue
        first = True
        for text, block in _parts(item):
            if text:
                yield "item", _item(text, mark if first else "", depth), ""
                first = False
            if block is not None:
                for line in _inside_of(block, depth + 1):
                    is_lead = first and line[0] == "paragraph"
                    yield ("item", _item(line[1], mark, depth), "") if is_lead else line
                    first = False


def _inside_of(block: Element, depth: int) -> Iterator[Line]:
    alone = Element("body")
    alone.append(block)
    return _inside(alone, depth)


def _parts(item: Element) -> Iterator[tuple[str, Element | None]]:
    """The words of an item between its blocks, and those blocks."""
    words = [item.text or ""]
    for child in item:
        if child.tag in _BLOCKS:
            yield one_line("".join(words)), child
            words = [child.tail or ""]
        else:
            words += ["".join(child.itertext()), child.tail or ""]
    yield one_line("".join(words)), None


def _item(text: str, mark: str, depth: int) -> str:
    return f"{'  ' * depth}{mark or ' '} {text}"


def _table(element: Element) -> Iterator[Line]:
    return _rows(([*map(words_of, row)], all(cell.tag == "th" for cell in row)) for row in element.iter("tr"))


def _rows(rows: Iterable[tuple[Sequence[str], bool]]) -> Iterator[Line]:
    """Rows of cells, and whether all of those are heads: the first such row names the columns."""
    columns = ""
    for cells, are_heads in rows:
        if are_heads and not columns:
            columns = _beside(cells)
        elif any(cells):
            yield "row", _beside(cells), columns


def _beside(cells: Sequence[str]) -> str:
    return " | ".join(cells)
