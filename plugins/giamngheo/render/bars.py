"""Bars: places of one year side by side, the highest first; a place without a value says why and has no bar."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from giamngheo.derive.spread import Row, Spread
from giamngheo.render.chart_scale import LEADING, Label, width, wrapped
from giamngheo.render.drawing import crossed, figure, n, printed, shape, svg, told
from giamngheo.words import Words

# In the wide drawing names stand left of the bars, at most this wide; on a phone they stand over them.
NAMES = 236
THICK, GAP = 16, 12
# From the name to its bar, and from the bar to its value.
AIR = 10


class Sheet(Struct, frozen=True):
    """The room for the bars: from `left`, `scale` units of width for each unit of the values."""

    is_narrow: bool
    left: float
    scale: float

    @property
    def wide(self) -> int:
        return 328 if self.is_narrow else 720

    @property
    def names(self) -> int:
        return self.wide - 4 if self.is_narrow else NAMES


class Bar(Struct, frozen=True):
    """One row where it stands: `top` of the bar, `bottom` of all that belongs to the row."""

    row: Row
    name: Label
    value: Label
    top: float
    length: float
    bottom: float


def bar_chart(spread: Spread, words: Words, *, id_: str, narrow: bool = False) -> str:
    """The spread as an SVG 720 or 328 wide and as high as it has rows; empty when no row has a value."""
    if all(row.value is None for row in spread.rows):
        return ""
    sheet = _sheet(spread, words, narrow)
    bars = _bars(spread, words, sheet)
    body = "".join((*_shapes(bars, sheet), *(printed(label) for bar in bars for label in (bar.name, bar.value))))
    title = words.say("chart.bars.title", name=spread.name, year=spread.period, count=len(bars))
    values = "; ".join(f"{bar.row.name}: {bar.value.text}" for bar in bars)
    desc = words.say("chart.bars.desc", values=values)
    return svg("narrow" if narrow else "wide", sheet.wide, bars[-1].bottom + 2, body, id_=id_, title=title, desc=desc)


def value_text(row: Row, spread: Spread, words: Words) -> str:
    """The value as published with its unit, or why there is none."""
    if row.value is None:
        return words.say(f"missing.{row.missing}")
    return told(figure(row.value, spread, words), words, bound=row.bound)


def _sheet(spread: Spread, words: Words, narrow: bool) -> Sheet:
    first = Sheet(narrow, 2, 1)
    left = 2 if narrow else 2 + AIR + max(_extent(wrapped(row.name, first.names)) for row in spread.rows)
    known = [row for row in spread.rows if row.value is not None]
    end = AIR + 2 + max(width(value_text(row, spread, words)) for row in known) * 1.1
    highest = float(max(row.value for row in known if row.value is not None)) or 1
    return Sheet(narrow, left, (first.wide - left - end) / highest)


def _extent(lines: str) -> float:
    return max(width(line) for line in lines.split("\n"))


def _bars(spread: Spread, words: Words, sheet: Sheet) -> Sequence[Bar]:
    bars: list[Bar] = []
    for row in spread.rows:
        bars.append(_bar(row, value_text(row, spread, words), sheet, bars[-1].bottom + GAP if bars else 2))
    return bars


def _bar(row: Row, text: str, sheet: Sheet, y: float) -> Bar:
    name = wrapped(row.name, sheet.names)
    high = LEADING * (name.count("\n") + 1)
    top = y + high + 4 if sheet.is_narrow else y + (high - THICK) / 2
    # What was counted is never drawn as nothing: one household in a thousand is still a line to be seen.
    length = max(float(row.value) * sheet.scale, 1.5) if row.value else 0
    at = sheet.left + AIR + (4 if row.value is None else length)
    x = 2 if sheet.is_narrow else sheet.left - AIR
    return Bar(
        row,
        Label(name, x, y + high - 3, "start" if sheet.is_narrow else "end", "name"),
        Label(text, at, top + THICK - 3, "start", "reason" if row.value is None else "result"),
        top,
        length,
        max(top + THICK, y + high),
    )


def _shapes(bars: Sequence[Bar], sheet: Sheet) -> Iterator[str]:
    left, known = n(sheet.left), [bar for bar in bars if bar.row.value is not None]
    yield shape(
        "bar", "".join(f"M{left} {n(b.top)}h{n(b.length)}v{THICK}h{n(-b.length)}z" for b in known if b.length)
    )
    # The line of zero stands beside every bar and every zero, and not where there is no value.
    yield shape("axis", "".join(f"M{left} {n(bar.top - 2)}v{THICK + 4}" for bar in known))
    yield shape("missing", "".join(crossed(sheet.left, b.top + 4) for b in bars if b.row.value is None))
