"""Marks: values, targets and missing values where they stand in a drawing of years, and the lines between them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from msgspec import Struct

from giamngheo.derive.series import Break, Goal, Point, Series
from giamngheo.render.chart_scale import Label, Scale
from giamngheo.render.drawing import crossed, n, number, shape, told
from giamngheo.words import Words


class Mark(Struct, frozen=True):
    """A value, a target or a missing value where it stands in the drawing."""

    kind: str
    style: str
    period: int
    x: float
    y: float
    text: str


def text_of(one: Point | Goal, series: Series, words: Words) -> str:
    if one.value is None:
        return words.say("chart.missing")
    return told(number(one.value, series.unit, words), words, kind_of(one), one.bound)


def kind_of(one: Point | Goal) -> str:
    if isinstance(one, Goal):
        return "target"
    return "missing" if one.value is None else one.kind


def why(one: Break, words: Words) -> str:
    return words.say(f"chart.break.{one.reason}", detail=one.detail)


def mark_of(one: Point | Goal, series: Series, words: Words, scale: Scale) -> Mark:
    kind = kind_of(one)
    style = "result" if one == series.latest_result else kind if kind in ("target", "missing") else "value"
    x = scale.x(one.period, _shift(one, series.points))
    return Mark(kind, style, one.period, x, scale.y(one.value), text_of(one, series, words))


def _shift(one: Point | Goal, points: Iterable[Point]) -> float:
    same = [point for point in points if point.period == one.period]
    return same.index(one) - (len(same) - 1) / 2 if isinstance(one, Point) else 0


def runs_of(series: Series, words: Words, scale: Scale) -> tuple[tuple[Mark, ...], ...]:
    return tuple(tuple(mark_of(p, series, words, scale) for p in segment) for segment in series.segments)


def lines_of(runs: Iterable[Sequence[Mark]]) -> Iterator[str]:
    """One line a run, dashed where it leads to or from an estimate."""
    for run in runs:
        for dashed, steps in groupby(pairwise(run), lambda step: "estimate" in (step[0].kind, step[1].kind)):
            (first, second), *rest = steps
            path = "L".join(f"{n(m.x)} {n(m.y)}" for m in (first, second, *(after for _, after in rest)))
            yield f'<path class="chart__line{" chart__line--estimate" * dashed}" d="M{path}"/>'


def dot(mark: Mark) -> str:
    x, y = n(mark.x), n(mark.y)
    if mark.kind == "missing":
        return shape("missing", crossed(mark.x - 4, mark.y - 4))
    if mark.kind == "target":
        level = f'<path class="chart__level" d="M{n(mark.x - 18)} {y}h36"/>'
        return f'{level}<path class="chart__target" d="M{x} {n(mark.y - 6)}l6 6-6 6-6-6z"/>'
    if mark.kind == "derived":
        return f'<path class="chart__dot" d="M{n(mark.x - 4)} {n(mark.y - 4)}h8v8h-8z"/>'
    hollow = "" if mark.kind == "final" else f" chart__dot--{mark.kind}"
    return f'<circle class="chart__dot{hollow}" cx="{x}" cy="{y}" r="4.5"/>'


def down(x: float, top: float, bottom: float, labels: Iterable[Label]) -> str:
    """A line down the plot that leaves out the words in its way."""
    boxes = (label.box for label in labels)
    crossed = sorted((b.top, b.bottom) for b in boxes if b.left < x < b.right and b.top > top)
    ends = [top, *(y for gap in crossed for y in gap), bottom]
    return "".join(f"M{n(x)} {n(a)}V{n(b)}" for a, b in zip(ends[::2], ends[1::2], strict=True) if a < b)
