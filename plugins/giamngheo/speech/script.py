"""A rendered body as paragraphs to be read aloud: rows of tables with their columns, no pictures, no footnotes."""

import html as entities
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from giamngheo.speech.blocks import Block, blocks, one_line
from giamngheo.speech.tongue import tongue

_SPLIT = re.compile(r"(<[^<>]*>)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NAME = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_BLOCK_TAGS = """p h1 h2 h3 h4 h5 h6 li dt dd blockquote div summary details section pre hr ul ol dl table thead tbody
tr caption address aside"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "summary"])
_LAID_OUT = frozenset(["ul", "ol", "li", "table", "tr"])
_MUTE = frozenset(["figure", "svg", "script", "style", "audio", "video", "iframe", "picture", "template"])
_HEARD = frozenset(["td", "th", "br", "abbr", "sup", "a"])
_VOID = frozenset(["img", "br", "hr", "wbr", "input", "source", "col"])
# Where a footnote is called, where it stands, and the sign that links a heading to itself.
_ASIDE = re.compile(r'\bclass="[^"]*\b(?:footnote|footnote-ref|headerlink|visually-hidden)\b|\bid="fnref')
_TITLE = re.compile(r'\btitle="([^"]*)"')
_RAISED = {"2": "\u00b2", "3": "\u00b3"}
_SUP = re.compile("\1([^\1\2]*)\2")
_UNIT = re.compile(r"(.*\S)\s*\(([^()]*)\)$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENDS = (".", "!", "?", "\u2026", ":", ";", ",")
# What a cell without a value holds.
_EMPTY = frozenset(["", "-", "\u2013", "\u2014", "..", "\u2026"])


class Paragraph(NamedTuple):
    """What is read, with its own end; `block` counts lists and tables, 0 where it stands in none."""

    text: str
    block: int = 0
    is_heading: bool = False


def paragraphs(html: str, found: Sequence[Block] | None = None) -> tuple[Paragraph, ...]:
    """The paragraphs of a rendered body as they are read, one after another; `found` are its blocks, if known."""
    found = blocks(html) if found is None else found
    read = _Reader().read(html) if found is None else _read(found)
    return tuple([paragraph for paragraph in read if paragraph.text])


def script(html: str) -> tuple[str, ...]:
    """Their texts alone."""
    return tuple(paragraph.text for paragraph in paragraphs(html))


def _read(found: Iterable[Block]) -> Iterator[Paragraph]:
    """Of plain blocks, in five sixths of the time that looking at every tag takes."""
    count, number = 0, ""
    for tag, words, _, texts, cells in found:
        is_heading, is_set_out = tag in _HEADINGS, tag in _LAID_OUT
        count += is_set_out
        block = count if is_set_out else 0
        head: Sequence[str] = ()
        for row in cells:
            if head:
                yield Paragraph(_row(head, row), block)
            head = head or row
        for n, text in enumerate(texts, 1):
            number = f"{n}. " if tag == "ol" else number
            if text and not _leads_on(text, "<a" in words[n - 1]):
                yield Paragraph(_ended(number + text), block, is_heading)
                number = ""


class _Tag(NamedTuple):
    """What a tag means here: it ends a paragraph, it is heard within one, or it only changes how letters look."""

    name: str
    is_closing: bool
    is_mute: bool
    is_block: bool
    is_heard: bool


@lru_cache(maxsize=2048)
def _tag(text: str) -> _Tag:
    match = _NAME.match(text)
    if not match:
        return _Tag("", False, False, False, False)
    name, is_closing = match[2].lower(), bool(match[1])
    is_open = not (is_closing or name in _VOID or text.endswith("/>"))
    is_mute = is_open and (name in _MUTE or _ASIDE.search(text) is not None)
    return _Tag(name, is_closing, is_mute, name in _BLOCKS, name in _HEARD)


class _Reader:
    """Goes through the tags once; what is begun is finished by the next block."""

    def __init__(self) -> None:
        self.words: list[str] = []
        # Open lists: the number of the last item, None where items have no numbers.
        self.lists: list[int | None] = []
        self.number = ""
        self.head: list[str] = []
        self.row: list[str] | None = None
        # The list or table that is open, and how many there were.
        self.block = self.blocks = 0
        self.is_heading = self.has_link = False

    def read(self, html: str) -> Iterator[Paragraph]:
        muted: list[str] = []
        pieces = _SPLIT.split(_COMMENT.sub("", html) if "<!--" in html else html)
        for text, written in zip_longest(pieces[::2], pieces[1::2], fillvalue=""):
            # What only parts two blocks begins no paragraph.
            if text and not muted and (self.words or not text.isspace()):
                self.words.append(entities.unescape(text) if "&" in text else text)
            tag = _tag(written)
            if muted:
                self._mute(muted, tag)
            elif tag.is_mute:
                muted.append(tag.name)
            elif tag.is_block:
                if self.words and self.row is None:
                    yield self._paragraph()
                self.is_heading, self.has_link = not tag.is_closing and tag.name in _HEADINGS, False
                if tag.name in _LAID_OUT:
                    self._block(tag.name, tag.is_closing)
                    if tag.name == "tr" and tag.is_closing:
                        yield Paragraph(self._told(), self.block)
            elif tag.is_heard:
                self._inside(tag.name, tag.is_closing, written)
        yield self._paragraph()

    def _mute(self, muted: list[str], tag: _Tag) -> None:
        """Nothing is said until the tag that is silent has its end."""
        if tag.name != muted[-1]:
            return
        if tag.is_closing:
            muted.pop()
        else:
            muted.append(tag.name)

    def _inside(self, tag: str, is_closing: bool, attributes: str) -> None:
        if tag in ("td", "th"):
            self._cell(is_closing)
        elif tag == "br":
            self.words.append(" ")
        elif tag == "a":
            self.has_link = True
        elif tag == "abbr" and not is_closing and (title := _TITLE.search(attributes)):
            self.words.append(f"\0{entities.unescape(title[1])}\0")
        elif tag == "abbr" and is_closing:
            self.words[:] = [_explained("".join(self.words))]
        elif tag == "sup":
            self.words.append("\1" if not is_closing else "\2")

    def _block(self, tag: str, is_closing: bool) -> None:
        if tag in ("ul", "ol"):
            if is_closing:
                self.lists.pop()
                self.block = self.block if self.lists else 0
            else:
                self._begin()
                self.lists.append(0 if tag == "ol" else None)
        elif tag == "li" and not is_closing and self.lists and self.lists[-1] is not None:
            self.lists[-1] += 1
            self.number = f"{self.lists[-1]}. "
        elif tag == "table" and is_closing:
            self.block = self.block if self.lists else 0
        elif tag == "table":
            self._begin()
            self.head = []
        elif tag == "tr" and not is_closing:
            self.row = []

    def _begin(self) -> None:
        """What stands within a list is part of it."""
        if not self.block:
            self.blocks += 1
            self.block = self.blocks

    # --- tables

    def _cell(self, is_closing: bool) -> None:
        if is_closing and self.row is not None:
            self.row.append(self._text())
        self.words.clear()

    def _told(self) -> str:
        """The first row has the names of the columns."""
        row, self.row = self.row or [], None
        if self.head:
            return _row(self.head, row)
        self.head = row
        return ""

    # --- paragraphs

    def _text(self) -> str:
        text = "".join(self.words)
        self.words.clear()
        if "\1" in text:
            text = _SUP.sub(lambda raised: _RAISED.get(raised[1], raised[1]), text)
        return one_line(text)

    def _paragraph(self) -> Paragraph:
        text = self._text()
        if _leads_on(text, self.has_link):
            return Paragraph("")
        if text:
            text, self.number = self.number + text, ""
        return Paragraph(_ended(text), self.block, self.is_heading)


def _leads_on(text: str, has_link: bool) -> bool:
    """Nobody who listens can follow it."""
    return has_link and text.startswith(tongue()["see_more"])


def _row(head: Sequence[str], row: Sequence[str]) -> str:
    """A row is told with the names of its columns."""
    first, *rest = [_named(name, value) for name, value in zip_longest(head, row, fillvalue="")]
    lead = _of_year(row[0]) if row and row[0] else first
    said = _ended(f"{lead}: {', '.join(rest)}" if rest else lead)
    return said[:1].upper() + said[1:]


def _named(name: str, value: str) -> str:
    name, named = _of_year(name), _UNIT.fullmatch(name)
    if value.strip() in _EMPTY:
        return f"{named[1] if named else name} {tongue()['unknown']}".strip()
    if named and value[-1:].isdecimal():
        return f"{named[1]} {value} {named[2]}"
    # Two numbers side by side would be heard as one; words want a pause before them.
    joint = f" {tongue()['is']} " if name[-1:].isdecimal() else ": " if name and value[0].isalpha() else " "
    return f"{name}{joint}{value}".strip()


def _of_year(text: str) -> str:
    """A year alone is called one."""
    return f"{tongue()['year']} {text}" if _YEAR.fullmatch(text) else text


def _explained(text: str) -> str:
    """An abbreviation that says what it means gives way to its meaning."""
    return re.sub(r"\0([^\0]*)\0.*", r"\1", text, count=1, flags=re.DOTALL)


def _ended(text: str) -> str:
    """A heading or an item without an end is heard as a sentence."""
    closed = text.rstrip("\"'\u201d\u2019)")
    return f"{text}." if text and not closed.endswith(_ENDS) else text
