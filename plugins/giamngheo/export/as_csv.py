"""Figures as CSV (RFC 4180): UTF-8 with a mark by which Excel knows it, a decimal point, one row a value."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from giamngheo.derive.extracts import Extract
from giamngheo.export.rows import COLUMNS, rows
from giamngheo.render.spec import Identity
from giamngheo.words import Words

# With these a spreadsheet begins a formula, full width or not: a text that starts so gets an apostrophe before it.
_FORMULA = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_SPECIAL = re.compile(r'[",\r\n]')


def one(extract: Extract, identity: Identity, words: Words) -> bytes:
    """The file of one extract."""
    return table((extract,), identity, words)


def table(extracts: Sequence[Extract], identity: Identity, words: Words) -> bytes:
    """All rows of some extracts below one line of names."""
    return "".join(_lines(extracts, identity, words)).encode("utf-8-sig")


def _lines(extracts: Sequence[Extract], identity: Identity, words: Words) -> Iterator[str]:
    yield f"{','.join(COLUMNS)}\r\n"
    for extract in extracts:
        for row in rows(extract, identity, words):
            yield f"{','.join(map(cell, row))}\r\n"


@lru_cache(10_000)
def cell(text: str) -> str:
    """A text as it stands in a table that no spreadsheet reckons with; most of them stand in many rows."""
    if text[:1] in _FORMULA and not _NUMBER.fullmatch(text):
        text = f"'{text}"
    if not _SPECIAL.search(text):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
