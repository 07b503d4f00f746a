"""One cell of a table as spreadsheets write it: `1.005.262`, `2,80`, `2,80 %`, or a sign in the place of a number."""

import re
from decimal import Decimal
from typing import cast

from msgspec import Struct

from giamngheo.kinds.indicator import Missing

# What statistics print where there is no number (Statistical Yearbook of Viet Nam: "-" nothing of the kind occurred,
# "..." it occurred and was not collected), and the letter that says so.
SIGNS: dict[str, Missing] = {"-": "M", "...": "L", "..": "O", "x": "Q"}
_ALIKE = str.maketrans({"\u2013": "-", "\u2014": "-", "\u2212": "-", "\u2026": "...", "X": "x"})
LETTERS = ("L", "M", "O", "Q")

_GROUPED = re.compile(r"[-+]?[1-9]\d{0,2}(?:\.\d{3})+")
_COMMA_GROUPED = re.compile(r"[-+]?[1-9]\d{0,2}(?:,\d{3})+")
_MEASURE = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_GROUPED_MEASURE = re.compile(r"[-+]?[1-9]\d{0,2}(?:\.\d{3})+,\d+")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


class Fault(Struct, frozen=True):
    """Why a cell is no number, and what may be meant."""

    code: str
    proposal: str = ""


def sign_of(text: str) -> Missing | None:
    """The letter for a sign in the place of a number."""
    return SIGNS.get(text.translate(_ALIKE).strip())


def number_of(text: str, *, is_rate: bool, decimals: int) -> Decimal | Fault:
    """A count has no decimals, so its points group thousands; elsewhere the comma, or one point, is decimal."""
    if text.isdecimal() and text.isascii() and (text[0] != "0" or text == "0"):
        return Decimal(text)
    text = _SPACES.sub("", text.replace("\u2212", "-"))
    if is_rate:
        text = text.removesuffix("%")
    if re.fullmatch(r"[-+]?0\d+.*", text) and _MEASURE.fullmatch(text):
        return Fault("F307")
    if is_rate or decimals:
        return _measure(text, is_rate)
    return _count(text)


def _count(text: str) -> Decimal | Fault:
    if text.isascii() and re.fullmatch(r"[-+]?\d+", text):
        return Decimal(text)
    if _GROUPED.fullmatch(text):
        return Decimal(text.replace(".", ""))
    if _COMMA_GROUPED.fullmatch(text):
        return Fault("F306", text.replace(",", ""))
    return Fault("F313" if _MEASURE.fullmatch(text) else "G717")


def _measure(text: str, is_rate: bool) -> Decimal | Fault:
    # No rate reaches a thousand: 12.345 can only be a decimal point there.
    if not is_rate and re.fullmatch(r"[-+]?[1-9]\d{0,2}\.\d{3}", text):
        return Fault("F306", text.replace(".", ""))
    if _GROUPED_MEASURE.fullmatch(text) or (not is_rate and _GROUPED.fullmatch(text)):
        text = text.replace(".", "")
    if not text.isascii() or not _MEASURE.fullmatch(text):
        return Fault("G717")
    return Decimal(text.replace(",", "."))


def letter_of(text: str) -> Missing | None:
    """A status letter that stands in the cell itself."""
    return cast(Missing, text.upper()) if text.upper() in LETTERS else None
