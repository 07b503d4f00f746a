"""Figures as CSV (RFC 4180): UTF-8 with a mark by which Excel knows it, a decimal point, one row a value."""

import re
from collections.abc import Iterable
from functools import lru_cache

from giamngheo.export.rows import COLUMNS, Table

# With these a spreadsheet begins a formula, full width or not: a text that starts so gets an apostrophe before it.
_FORMULA = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_SPECIAL = re.compile(r'[",\r\n]')


def one(table: Table) -> bytes:
    """The file of one extract."""
    return of_place((table,))


def of_place(tables: Iterable[Table]) -> bytes:
    """All indicators of a place below one line of names."""
    lines = [",".join(map(cell, row)) for table in tables for row in (*table.rows, *table.goals)]
    return "\r\n".join((",".join(COLUMNS), *lines, "")).encode("utf-8-sig")


@lru_cache(10_000)
def cell(text: str) -> str:
    """A text as it stands in a table that no spreadsheet reckons with; most of them stand in many rows."""
    if text[:1] in _FORMULA and not _NUMBER.fullmatch(text):
        text = f"'{text}"
    if not _SPECIAL.search(text):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
