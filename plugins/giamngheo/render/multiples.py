"""Small multiples: one panel a place, all on one scale of years and values; where a line breaks it stays open."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from msgspec.structs import replace

from giamngheo.derive.panels import Panels
from giamngheo.derive.series import Series
from giamngheo.render.chart_scale import Box, Label, Line, Scale, around, arrange, beside
from giamngheo.render.charts import describe
from giamngheo.render.drawing import n, printed, shape, svg
from giamngheo.render.marks import Mark, dot, down, lines_of, runs_of
from giamngheo.words import Words

FRAME = Box(2, 2, 146, 108)
# The plot leaves room for a value over the highest dot and for the years below the axis.
PLOT = Box(24, 26, 124, 84)


def panel(series: Series, view: Panels, words: Words, *, id_: str) -> str:
    """One place as an SVG of 148 x 110: its line, its first and its last value, the years of all panels."""
    one = replace(series, goals=())
    runs = runs_of(one, words, Scale(PLOT, view.first, view.last, view.top or Decimal(1)))
    marks = [mark for run in runs for mark in run]
    cuts = [(before[-1].x + after[0].x) / 2 for before, after in pairwise(runs)]
    values = _values(marks, cuts)
    told = [mark for run in runs for mark in run if mark in (run[0], run[-1]) or mark.kind != "final"]
    body = "".join(
        (
            shape("axis", f"M{n(FRAME.left)} {n(PLOT.bottom)}H{n(FRAME.right)}"),
            shape("break", "".join(down(x, PLOT.top - 6, PLOT.bottom, values) for x in cuts)),
            *lines_of(runs),
            *(dot(mark) for mark in told),
            *(printed(label) for label in (*values, *_years(view))),
        )
    )
    title = words.say("chart.title", place=series.place_name, years=_span(view))
    return svg("panel", 148, 110, body, id_=id_, title=title, desc=describe(one, words))


def _span(view: Panels) -> str:
    return "\u2013".join(dict.fromkeys((str(view.first), str(view.last))))


def _values(marks: list[Mark], cuts: list[float]) -> list[Label]:
    """The last value, then the first: what stands between them the table tells."""
    shown = dict.fromkeys((marks[-1], marks[0]))
    wishes = (beside(mark.text, mark.x, mark.y, "result" if mark is marks[-1] else "value") for mark in shown)
    ways = [*(Line(a.x, a.y, b.x, b.y) for a, b in pairwise(marks)), *(Line(x, 20, x, 84, weight=2) for x in cuts)]
    taken = [around(mark.x, mark.y, 5) for mark in marks]
    return arrange(wishes, taken, ways, Box(FRAME.left, FRAME.top, FRAME.right, PLOT.bottom - 1))


def _years(view: Panels) -> Iterator[Label]:
    """The first year and the last, below the ends of the axis."""
    if view.first == view.last:
        yield Label(str(view.first), (PLOT.left + PLOT.right) / 2, 102, "middle", "axis")
        return
    yield Label(str(view.first), PLOT.left, 102, "middle", "axis")
    yield Label(str(view.last), PLOT.right, 102, "middle", "axis")
