"""Clean HTML as lines of plain text, as a text file has them."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple
from xml.etree.ElementTree import Element

from giamngheo.speech.script import one_line

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol", "dl"})
_BLOCKS = _HEADINGS | _LISTS | {"p", "table", "blockquote", "pre", "figure", "hr"}


class Line(NamedTuple):
    """One line; of a row of a table also its cells and the names of its columns."""

    kind: Literal["heading", "paragraph", "item", "row", "caption"]
    text: str
    mark: str = ""
    depth: int = 0
    cells: Sequence[str] = ()
    columns: Sequence[str] = ()


def lines(root: Element) -> Iterator[Line]:
    """The blocks of a tree that `clean` has made, in order."""
    for element in root.iter("br"):
        element.tail = f" {element.tail or ''}"
    return _inside(root, 0)


def words_of(element: Element) -> str:
    """Its text without what only lays out."""
    return one_line("".join(element.itertext()) if len(element) else element.text or "")


def _inside(element: Element, depth: int) -> Iterator[Line]:
    for block in element:
        tag = block.tag
        if tag in _HEADINGS:
            yield Line("heading", words_of(block))
        elif tag in _LISTS:
            yield from _list(block, depth)
        elif tag == "table":
            yield from _table(block)
        elif tag == "blockquote":
            yield from _inside(block, depth)
        elif tag == "figure":
            shown = [image.get("alt", "").rstrip(".") for image in block.iter("img")]
            yield Line("caption", f"[{'. '.join(filter(None, (*shown, words_of(block))))}]")
        else:
            text = words_of(block)
            if text:
                yield Line("paragraph", text)


def _list(element: Element, depth: int) -> Iterator[Line]:
    number = int(element.get("start", "1"))
    for item in element:
        mark = f"{number}." if element.tag == "ol" else "-"
        number += 1
        inner = [child for child in item if child.tag in _BLOCKS]
        if not inner:
            yield Line("item", words_of(item), mark, depth)
            continue
        first = True
        for text, block in _parts(item):
            if text:
                yield Line("item", text, mark if first else "", depth)
                first = False
            if block is not None:
                for line in _inside_of(block, depth + 1):
                    is_lead = first and line.kind == "paragraph"
                    yield line._replace(kind="item", mark=mark, depth=depth) if is_lead else line
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


def _table(element: Element) -> Iterator[Line]:
    columns: tuple[str, ...] = ()
    for row in element.iter("tr"):
        cells = tuple(words_of(cell) for cell in row)
        if not columns and all(cell.tag == "th" for cell in row):
            columns = cells
        elif any(cells):
            yield Line("row", told_row(cells, columns), cells=cells, columns=columns)


def told_row(cells: Sequence[str], columns: Sequence[str]) -> str:
    """A row as a sentence: its first cell, then each column by its name."""
    if len(cells) < 2 or len(columns) != len(cells):
        return "; ".join(cell for cell in cells if cell)
    rest = [f"{name} {cell}".strip() for name, cell in zip(columns[1:], cells[1:], strict=True) if cell]
    return f"{cells[0]}: {'; '.join(rest)}" if rest else cells[0]
