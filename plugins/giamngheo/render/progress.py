"""Progress: the straight path from base to target, the results beside it, and in words how they stand to it."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from giamngheo.derive.progress import Progress
from giamngheo.derive.series import Point
from giamngheo.render.chart_scale import Box, Label, Line, Scale, around, arrange, beside, reach
from giamngheo.render.drawing import figure, n, number, printed, shape, svg, told
from giamngheo.render.marks import Mark, dot
from giamngheo.words import Words

WIDE, NARROW = Box(2, 2, 718, 218), Box(2, 2, 326, 218)


class Path(Struct, frozen=True):
    """From the base to the target, and the results: each where it stands."""

    base: Mark
    target: Mark
    results: tuple[Mark, ...]


def progress_chart(view: Progress, words: Words, *, id_: str, narrow: bool = False) -> str:
    """The path as an SVG of 720 or 328 x 220; empty where there is no path to draw."""
    if view.state == "refused" or view.base is None or view.level is None:
        return ""
    frame = NARROW if narrow else WIDE
    path = _path(view, words, frame)
    marks = (path.base, *path.results)
    body = "".join(
        (
            shape("axis", f"M{n(frame.left)} {n(frame.bottom - 24)}H{n(frame.right)}"),
            shape("way", f"M{n(path.base.x)} {n(path.base.y)}L{n(path.target.x)} {n(path.target.y)}"),
            dot(path.target),
            *(dot(mark) for mark in marks),
            *(printed(label) for label in (*_values(path, frame), *_years(path, frame))),
        )
    )
    title = words.say("chart.progress.title", place=view.place_name, year=view.goal.period)
    values = (words.say("chart.desc.value", year=m.period, value=m.text) for m in (*marks, path.target))
    desc = words.say("chart.desc", place=view.place_name, values="; ".join(values))
    shape_ = "narrow" if narrow else "wide"
    return svg(shape_, frame.right + 2, frame.bottom + 2, body, id_=id_, title=title, desc=desc)


def _path(view: Progress, words: Words, frame: Box) -> Path:
    assert view.base is not None and view.level is not None
    goal = view.goal
    target = told(number(view.level, view.unit, words), words, "target", goal.bound)
    room = max(26, min(frame.right / 3, reach(target)))
    highest = max(point.value or Decimal(0) for point in view.results) or Decimal(1)
    plot = Box(frame.left + 30, frame.top + 30, frame.right - room, frame.bottom - 24)
    scale = Scale(plot, view.base.period, goal.period, max(highest, view.level))

    def mark(point: Point) -> Mark:
        style = "result" if point == view.latest else "value"
        text = told(number(point.value or Decimal(0), view.unit, words), words, point.kind, point.bound)
        return Mark(point.kind, style, point.period, scale.x(point.period), scale.y(point.value), text)

    end = Mark("target", "target", goal.period, scale.x(goal.period), scale.y(view.level), target)
    return Path(mark(view.base), end, tuple(mark(point) for point in view.results if point != view.base))


def _values(path: Path, frame: Box) -> list[Label]:
    marks = (path.target, path.base, *reversed(path.results))
    wishes = (beside(mark.text, mark.x, mark.y, mark.style) for mark in marks)
    way = Line(path.base.x, path.base.y, path.target.x, path.target.y, weight=2)
    level = Line(path.target.x - 18, path.target.y, path.target.x + 18, path.target.y, weight=2)
    taken = [around(mark.x, mark.y, 6) for mark in marks]
    return arrange(wishes, taken, [way, level], Box(frame.left, frame.top, frame.right, frame.bottom - 25))


def _years(path: Path, frame: Box) -> list[Label]:
    """The target's year, the base's, then those of results as far as they fit."""
    spots = {mark.period: mark.x for mark in (path.target, path.base, *reversed(path.results))}
    wishes = ([Label(str(year), x, frame.bottom - 6, "middle", "axis")] for year, x in spots.items())
    return arrange(wishes, (), (), frame)


def progress_facts(view: Progress, words: Words) -> Iterator[str]:
    """What may be said, a sentence each: how it stands, or why that cannot be told."""
    if view.state == "refused":
        yield _refusal(view, words)
        return
    facts = {"year": view.goal.period, "goal": _goal(view, words), "value": _result(view.latest, view, words)}
    if view.state in ("met", "missed"):
        yield words.say("progress.settled", **facts)
        return
    assert view.latest is not None
    facts["at"] = view.latest.period
    yield words.say("progress.so_far" if view.expected is not None else "progress.open", **facts)
    if view.expected is not None and view.lead is not None:
        way = "even" if not view.lead else view.state
        expected, lead = figure(view.expected, view, words), amount(abs(view.lead), view, words)
        yield words.say(f"progress.{way}", at=view.latest.period, expected=expected, lead=lead)


def amount(value: Decimal, view: Progress, words: Words) -> str:
    """A difference: points of a rate, units of a count."""
    if view.unit == "percent":
        return f"{words.decimal(value)}\u00a0{words.say('unit.points')}"
    return figure(value, view, words)


def _goal(view: Progress, words: Words) -> str:
    goal, level = view.goal, view.level if view.level is not None else view.goal.value
    if level is None:
        return words.say("progress.drop", points=amount(goal.drop_points or Decimal(0), view, words))
    return told(figure(level, view, words), words, bound=goal.bound)


def _result(point: Point | None, view: Progress, words: Words) -> str:
    if point is None or point.value is None:
        return words.say("chart.missing")
    return told(figure(point.value, view, words), words, point.kind, point.bound)


def _refusal(view: Progress, words: Words) -> str:
    facts = {"year": view.goal.period, "goal": _goal(view, words)}
    if view.reason == "other_base" and view.own_base is not None and view.published is not None:
        facts["own"] = figure(view.own_base, view, words)
        facts["published"] = _result(view.published, view, words)
        facts["at"] = view.published.period
    return words.say(f"progress.refused.{view.reason}", **facts)
