"""A text in HTML block by block, where it is made of plain paragraphs, headings, lists and tables: nearly all are.

They are known by their pattern, in a third of the time that a tree takes; whoever reads more looks at tags himself.
"""

import re
from html import unescape
from typing import NamedTuple

# Words, with the tags that only change how they look or lead somewhere.
_WORDS = r'[^<]*(?:<(?:/?(?:strong|em|a)|a href="[^"<>]*")>[^<]*)*'
_ITEM = rf"<li>{_WORDS}</li>"
_CELL = rf"<t[hd]>{_WORDS}</t[hd]>"
_PART = r"\s*(?:</?(?:thead|tbody)>\s*)*"
_BLOCK = re.compile(
    rf"\s*(?:<(p|h[2-6])>({_WORDS})</\1>|<(ul|ol)>(\s*(?:{_ITEM}\s*)*)</\3>"
    rf"|<table>({_PART}(?:<tr>\s*(?:{_CELL}\s*)*</tr>{_PART})*)</table>)\s*"
)
_ITEMS = re.compile(rf"<li>({_WORDS})</li>")
_CELLS = re.compile(rf"<(t[hd])>({_WORDS})</t[hd]>")
_TAG = re.compile(r"<[^<>]*>")


class Block(NamedTuple):
    """A paragraph or heading with its words in HTML; a list with those of its items; a table with the cells of its
    rows, each by its tag and words. What is shown and read aloud of them are `texts` and `cells`.
    """

    tag: str
    words: list[str]
    rows: list[list[tuple[str, str]]]
    texts: list[str]
    cells: list[list[str]]


def blocks(html: str) -> list[Block] | None:
    """All there are, in order; None where something else stands among them."""
    found, at = [], 0
    for match in _BLOCK.finditer(html):
        if match.start() != at:
            return None
        at = match.end()
        tag, words, list_, items, rows = match.groups()
        if tag:
            found.append(Block(tag, [words], [], [_plain(words)], []))
        elif list_:
            said = _ITEMS.findall(items)
            found.append(Block(list_, said, [], [*map(_plain, said)], []))
        else:
            held = [_CELLS.findall(row) for row in rows.split("<tr>")[1:]]
            found.append(Block("table", [], held, [], [[_plain(words) for _, words in row] for row in held]))
    return found if at == len(html) else None


def _plain(words: str) -> str:
    """Words of a block as text."""
    if "<" in words:
        words = "".join([unescape(part) for part in _TAG.split(words)])
    elif "&" in words:
        words = unescape(words)
    return one_line(words)


def one_line(text: str) -> str:
    """With one space between words and none around them; most texts are so already."""
    said = text.replace("\n", " ") if "\n" in text else text
    # Of all spaces only the usual one is printable.
    if "  " in said or not said.isprintable() or said[:1] == " " or said[-1:] == " ":
        return " ".join(said.split())
    return said
