"""What the cells of a table say: numbers as published, and everything that is no number, to be asked about."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from giamngheo.importing.cells import Cell, Sheet, letter
from giamngheo.importing.numbers import hundredfold, typed
from giamngheo.kinds.indicator import Indicator
from giamngheo.kinds.values import half_up
from giamngheo.load.cell import sign_of

# Why a cell is no number that can be taken as it is: `import.mark.<why>`; `letter` is the answer to that.
Why = Literal["letter", "empty", "sign", "text", "error", "formula", "date", "flag", "fraction", "negative", "range"]


class Mark(Struct, frozen=True):
    """A cell without a number of its column: what it shows and why it is none."""

    text: str
    why: Why


Read = Decimal | Mark


class Reading(Struct, frozen=True):
    """How a column's cells become numbers; the doubts about it are settled before."""

    column: int
    id: str
    indicator: Indicator
    # Rates written as parts of one (0.452) without a percent format.
    times: Literal[1, 100] = 1
    # Decimals to keep where no format says how many are shown.
    decimals: int | None = None

    @property
    def is_rate(self) -> bool:
        return self.indicator.is_rate

    @property
    def has_decimals(self) -> bool:
        return self.is_rate or self.indicator.decimals > 0

    def read(self, cell: Cell | None) -> Read:
        if cell is None:
            return Mark("", "empty")
        if cell.kind == "number":
            return self._number(cell)
        if cell.kind != "text":
            return Mark(cell.shown, cell.kind)
        value = self.typed(cell.shown)
        return value if isinstance(value, Mark) or self.times == 1 else hundredfold(value)

    def typed(self, text: str) -> Read:
        """A number as people write it."""
        told = typed(text, self.has_decimals)
        if told is None:
            return Mark(text, "sign" if sign_of(text) else "text")
        return self._checked(told.value, text)

    def _number(self, cell: Cell) -> Read:
        value, is_open = self._amount(cell)
        if is_open and self.decimals is not None:
            value = half_up(value, self.decimals)
        return self._checked(value, cell.shown)

    def _amount(self, cell: Cell) -> tuple[Decimal, bool]:
        """The number of a cell, and whether nothing says how many of its decimals are meant."""
        number, shown = cell.exact or Decimal(0), cell.value or Decimal(0)
        if not self.has_decimals:
            return number, False
        if self.times == 100 and not cell.is_percent:
            return hundredfold(number), True
        return (shown, False) if cell.has_format else (number, True)

    def _checked(self, value: Decimal, shown: str) -> Read:
        if value < 0:
            return Mark(shown, "negative")
        if self.is_rate:
            return value if value <= 100 else Mark(shown, "range")
        if not self.has_decimals and value != value.to_integral_value():
            return Mark(shown, "fraction")
        return value if self.has_decimals else Decimal(int(value))

    # --- doubts about the whole column ---

    def looks_like_parts(self, cells: Iterable[Cell]) -> bool:
        """Whether all rates lie between 0 and 1: parts of one, or a place with hardly any poor households."""
        values = [cell.exact for cell in cells if cell.exact is not None and not cell.is_percent]
        return self.is_rate and bool(values) and 0 < max(values) <= 1

    def longest(self, cells: Iterable[Cell]) -> Cell | None:
        """The first cell with more decimals than the indicator has and no format that shows fewer."""
        return next((cell for cell in cells if self._is_long(cell)), None)

    def _is_long(self, cell: Cell) -> bool:
        if cell.kind != "number":
            return False
        value, is_open = self._amount(cell)
        return is_open and value != half_up(value, self.indicator.decimals)

    def is_english(self, cells: Iterable[Cell]) -> Cell | None:
        """The first cell that parts its thousands by commas."""
        texts = (cell for cell in cells if cell.kind == "text")
        return next((c for c in texts if (told := typed(c.shown, self.has_decimals)) and told.is_english), None)


def cells_of(sheet: Sheet, column: int, rows: Iterable[int]) -> Iterator[Cell]:
    return (cell for row in rows if (cell := sheet.at(row, column)) is not None)


def address(row: int, column: int) -> str:
    """C12"""
    return f"{letter(column)}{row}"


def unit_in_last_place(value: Decimal) -> Decimal:
    """Half a unit of the last printed decimal: 2.80 -> 0.005."""
    exponent = value.as_tuple().exponent
    return Decimal(5).scaleb(int(exponent) - 1)


def rate_of(above: Decimal, below: Decimal) -> Decimal:
    return above / below * 100


def fits(rate: Decimal, above: Decimal, below: Decimal) -> bool:
    """Whether a printed rate is what its counts give."""
    return below != 0 and abs(rate_of(above, below) - rate) <= unit_in_last_place(rate)
