"""Line chart and sparkline of a series, as inline SVG that needs neither script nor colour to be read.

The look is templates/components/chart.css. Nothing is drawn across a break: each says why the line ends.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from giamngheo.derive.series import Goal, Point, Series
from giamngheo.render.chart_scale import (
    Box,
    Label,
    Line,
    Scale,
    around,
    arrange,
    beside,
    reach,
    ticks,
    width,
    within,
)
from giamngheo.render.drawing import n, number, printed, svg
from giamngheo.render.marks import Mark, dot, down, lines_of, mark_of, runs_of, text_of, why
from giamngheo.words import Words

WIDE, NARROW = Box(2, 2, 718, 298), Box(2, 2, 326, 258)
# Beyond this many values only the first, the last and the extremes are printed; the table has them all.
PRINTED = 9
# From the first gridline's start to the first year, and at least from the last year to its end.
INSET = 26


class Drawing(Struct, frozen=True):
    """Everything that a chart shows, placed: a run is one line, a cut says why the line ends at its x."""

    frame: Box
    scale: Scale
    grid: tuple[Decimal, ...]
    runs: tuple[tuple[Mark, ...], ...]
    marks: tuple[Mark, ...]
    cuts: tuple[tuple[float, Label], ...]


def line_chart(series: Series, words: Words, *, id_: str, narrow: bool = False, title: str = "") -> str:
    """The series as an SVG of 720 x 300, or of 328 x 260 for a phone; empty when there is nothing to draw.

    `id_` is unique in the page for place and indicator; both drawings of one series may share it.
    """
    if not _shown(series):
        return ""
    shape, frame = ("narrow", NARROW) if narrow else ("wide", WIDE)
    drawing = _drawing(series, words, frame)
    body = "".join((*_grid(drawing, series, words), *_figures(drawing)))
    wide, high = frame.right + 2, frame.bottom + 2
    title = title or _title(series, words)
    return svg(shape, wide, high, body, id_=id_, title=title, desc=describe(series, words))


def sparkline(series: Series, words: Words) -> str:
    """The shape of a series whose last value is printed beside it: 120 x 32, hidden from screen readers."""
    if not series.segments:
        return ""
    one = replace(series, goals=())
    scale = Scale(Box(6, 6, 114, 26), *_span(one), max(_values(one)) or Decimal(1))
    runs = runs_of(one, words, scale)
    shapes = "".join((*lines_of(runs), dot(runs[-1][-1])))
    return f'<svg class="chart chart--spark" viewBox="0 0 120 32" aria-hidden="true">{shapes}</svg>'


def describe(series: Series, words: Words) -> str:
    """All values, breaks and targets in one sentence, in the order of time."""
    ends = {after[0]: one for one, after in zip(series.breaks, series.segments[1:], strict=True)}
    parts: list[tuple[int, str]] = []
    for one in _shown(series):
        if isinstance(one, Point) and one in ends:
            parts.append((one.period, words.say("chart.desc.break", why=why(ends[one], words))))
        said = words.say("chart.desc.value", year=one.period, value=text_of(one, series, words))
        parts.append((one.period, said))
    told = "; ".join(text for _, text in sorted(parts, key=lambda part: part[0]))
    return words.say("chart.desc", place=series.place_name, values=told)


def _title(series: Series, words: Words) -> str:
    years = "\u2013".join(dict.fromkeys(str(year) for year in _span(series)))
    return words.say("chart.title", place=series.place_name, years=years)


# What is shown and said


def _shown(series: Series) -> tuple[Point | Goal, ...]:
    """All points, missing ones too, and the targets that name a level: a drop in points has no place."""
    return (*series.points, *(goal for goal in series.goals if goal.value is not None))


def _values(series: Series) -> list[Decimal]:
    return [one.value for one in _shown(series) if one.value is not None]


def _span(series: Series) -> tuple[int, int]:
    years = [one.period for one in _shown(series)]
    return min(years), max(years)


# Where it stands


def _drawing(series: Series, words: Words, frame: Box) -> Drawing:
    grid = ticks(max(_values(series), default=Decimal(0)), Decimal(1).scaleb(-series.decimals))
    scale = Scale(_plot(series, words, frame, grid), *_span(series), grid[-1])
    cuts = _cuts(series, words, scale, frame)
    top = max((head.y for _, head in cuts), default=6) + 24
    scale = replace(scale, plot=replace(scale.plot, top=top))
    marks = tuple(mark_of(one, series, words, scale) for one in _shown(series))
    return Drawing(frame, scale, grid, runs_of(series, words, scale), marks, cuts)


def _plot(series: Series, words: Words, frame: Box, grid: Iterable[Decimal]) -> Box:
    """Leaves room for the longest number of the axis, and for what is said of the last year."""
    axis = max(width(number(tick, series.unit, words)) for tick in grid)
    ends = [reach(text_of(one, series, words)) for one in _shown(series) if one.period == _span(series)[1]]
    end = max(INSET, min(frame.right / 5, max(ends)))
    return Box(frame.left + axis + 8 + INSET, 0, frame.right - end, frame.bottom - 24)


def _cuts(series: Series, words: Words, scale: Scale, frame: Box) -> tuple[tuple[float, Label], ...]:
    """Each break midway between its two values, its reason above the plot."""
    cuts: list[tuple[float, Label]] = []
    for one, (before, after) in zip(series.breaks, pairwise(runs_of(series, words, scale)), strict=True):
        x = (before[-1].x + after[0].x) / 2
        cuts.append((x, _head(why(one, words), x, [head for _, head in cuts], frame)))
    return tuple(cuts)


def _head(text: str, x: float, others: Sequence[Label], frame: Box) -> Label:
    """On the first line where it meets no other; said again only if that takes no further line."""
    count = 1 if text in [other.text for other in others] else 3
    rows = [within(text, x, frame.top + 14 + 18 * row, "break", frame) for row in range(count)]
    free = (label for label in rows if not any(label.box.meets(other.box) for other in others))
    return next(free, replace(rows[0], text=""))


# Shapes


def _grid(drawing: Drawing, series: Series, words: Words) -> Iterator[str]:
    left, right = n(drawing.scale.plot.left - INSET), n(drawing.frame.right)
    axis, *rows = [(drawing.scale.y(tick), number(tick, series.unit, words)) for tick in drawing.grid]
    lines = "".join(f"M{left} {n(y)}H{right}" for y, _ in rows)
    yield f'<path class="chart__grid" d="{lines}"/>'
    yield f'<path class="chart__axis" d="M{left} {n(axis[0])}H{right}"/>'
    for y, text in (axis, *rows):
        yield printed(Label(text, drawing.scale.plot.left - INSET - 8, y + 5, "end", "axis"))


def _figures(drawing: Drawing) -> Iterator[str]:
    values = _value_labels(drawing)
    heads = [head for _, head in drawing.cuts if head.text]
    said, bottom = (*heads, *values), drawing.scale.plot.bottom
    for x, head in drawing.cuts:
        yield f'<path class="chart__break" d="{down(x, head.y + 6, bottom, said)}"/>'
    yield from lines_of(drawing.runs)
    yield from (dot(mark) for mark in sorted(drawing.marks, key=lambda mark: mark.kind != "target"))
    yield from (printed(label) for label in (*said, *_year_labels(drawing)))


# Labels


def _value_labels(drawing: Drawing) -> list[Label]:
    plot, frame = drawing.scale.plot, drawing.frame
    taken = [*(head.box for _, head in drawing.cuts), *(around(m.x, m.y, 6) for m in drawing.marks)]
    wishes = (beside(m.text, m.x, m.y, m.style) for m in _ranked(drawing.marks))
    space = Box(plot.left - INSET, frame.top, frame.right, plot.bottom - 1)
    return arrange(wishes, taken, list(_in_the_way(drawing)), space)


def _ranked(marks: Sequence[Mark]) -> list[Mark]:
    """The marks that get a label: those first that a reader would miss most."""
    values = [mark for mark in marks if mark.style in ("value", "result")]
    targets = [mark for mark in marks if mark.kind == "target"]
    heights = sorted(values, key=lambda mark: mark.y)
    rest = marks if len(values) <= PRINTED else ()
    return list(dict.fromkeys((*values[-1:], *values[:1], *targets, *heights[:1], *heights[-1:], *rest)))


def _in_the_way(drawing: Drawing) -> Iterator[Line]:
    """Lines that a label had better not cover, those of a break least of all."""
    for a, b in (step for run in drawing.runs for step in pairwise(run)):
        yield Line(a.x, a.y, b.x, b.y)
    for x, head in drawing.cuts:
        yield Line(x, head.y + 6, x, drawing.scale.plot.bottom, weight=3)
    for mark in drawing.marks:
        if mark.kind == "target":
            yield Line(mark.x - 18, mark.y, mark.x + 18, mark.y)


def _year_labels(drawing: Drawing) -> list[Label]:
    """The years that have something to show; the last and the first come before those between."""
    years = sorted({mark.period for mark in drawing.marks}, reverse=True)
    spots = ((str(year), drawing.scale.x(year)) for year in dict.fromkeys((years[0], years[-1], *years)))
    wishes = ([Label(text, x, drawing.frame.bottom - 6, "middle", "axis")] for text, x in spots)
    return arrange(wishes, (), (), drawing.frame)
