"""Composition: a bar a year, poor and near-poor end to end; a rule where the years before cannot be compared."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from giamngheo.derive.composition import Composition, Stack
from giamngheo.render.chart_scale import LEADING, Label, wrapped
from giamngheo.render.drawing import crossed, n, printed, shape, svg
from giamngheo.render.marks import why
from giamngheo.render.pictogram import share_text
from giamngheo.words import Words

THICK, GAP = 20, 14
# The year stands left of its bar; what the bar shows stands over it, on a desk to its right.
YEAR, TEXT = 56, 344
# Behind a bar that lacks a part stands a cross.
MARK = 16


class Placed(Struct, frozen=True):
    """One year where it stands: the ends of both parts of its bar, what is printed, the break above it."""

    top: float
    poor: float
    near_poor: float
    gaps: int
    labels: tuple[Label, ...]
    rule: float | None
    bottom: float


def composition_chart(view: Composition, words: Words, *, id_: str, narrow: bool = False) -> str:
    """The years as an SVG 720 or 328 wide, the oldest first; empty when there is none."""
    if not view.stacks:
        return ""
    wide = 328 if narrow else 720
    has_gaps = any(_gaps(stack) for stack in view.stacks)
    room = wide - YEAR - 4 - (0 if narrow else TEXT) - (MARK if has_gaps else 0)
    scale = room / float(max(stack.total for stack in view.stacks) or 1)
    years: list[Placed] = []
    for stack in view.stacks:
        years.append(_placed(stack, view, words, scale, years[-1].bottom + GAP if years else 2, narrow))
    body = "".join((*_shapes(years, wide), *(printed(label) for year in years for label in year.labels)))
    span = "\u2013".join(dict.fromkeys(str(view.stacks[i].period) for i in (0, -1)))
    title = words.say("chart.composition.title", place=view.place_name, years=span)
    desc = words.say("chart.desc", place=view.place_name, values="; ".join(_told(view, words)))
    return svg("narrow" if narrow else "wide", wide, years[-1].bottom + 4, body, id_=id_, title=title, desc=desc)


def _told(view: Composition, words: Words) -> Iterator[str]:
    for stack in view.stacks:
        if stack.since:
            yield words.say(
                "chart.desc.break", why=words.say(f"chart.break.{stack.since.reason}", detail=stack.since.detail)
            )
        yield words.say("chart.desc.value", year=stack.period, value=_text(stack, view, words))


def _text(stack: Stack, view: Composition, words: Words) -> str:
    parts = (("poor", stack.poor), ("near_poor", stack.near_poor))
    return ", ".join(share_text(role, part, view, words) for role, part in parts)


def _placed(stack: Stack, view: Composition, words: Words, scale: float, y: float, narrow: bool) -> Placed:
    labels: list[Label] = []
    rule = None
    if stack.since:
        text = wrapped(why(stack.since, words), (328 if narrow else 720) - YEAR - 4)
        labels.append(Label(text, YEAR, y + LEADING * (text.count("\n") + 1) - 2, "start", "break"))
        rule, y = y - GAP / 2 + 3, y + LEADING * (text.count("\n") + 1) + GAP - 3
    text = wrapped(_text(stack, view, words), 328 - YEAR - 4 if narrow else TEXT - 16)
    high = LEADING * (text.count("\n") + 1)
    top = y + high + 4 if narrow else y + max(0, (high - THICK) / 2)
    poor, total = (float(value or 0) * scale for value in (stack.poor and stack.poor.value, stack.total))
    middle = top + THICK - 5
    labels.append(Label(str(stack.period), 2, y + 13 if narrow else middle, "start", "result"))
    last = y + high - 3 if narrow else middle + (high - LEADING) / 2
    labels.append(Label(text, YEAR if narrow else 720 - TEXT + 14, last, "start", "value"))
    return Placed(top, poor, total, _gaps(stack), tuple(labels), rule, max(top + THICK, y + high))


def _gaps(stack: Stack) -> int:
    """How many of its two parts are missing."""
    return sum(part is None or part.value is None for part in (stack.poor, stack.near_poor))


def _shapes(years: Sequence[Placed], wide: int) -> Iterator[str]:
    yield shape("bar", "".join(_bar(YEAR, year.poor, year.top, 0) for year in years if year.poor))
    yield shape(
        "part", "".join(_bar(YEAR + y.poor, y.near_poor - y.poor, y.top, 1) for y in years if y.near_poor > y.poor)
    )
    yield shape("axis", "".join(f"M{YEAR} {n(year.top - 2)}v{THICK + 4}" for year in years))
    yield shape("break", "".join(f"M2 {n(year.rule)}H{wide - 2}" for year in years if year.rule is not None))
    yield shape("missing", "".join(crossed(YEAR + y.near_poor + 8, y.top + 6) for y in years if y.gaps))


def _bar(x: float, length: float, top: float, inset: float) -> str:
    """A bar, drawn inside of its line where it has one."""
    side, high = n(length - 2 * inset), n(THICK - 2 * inset)
    return f"M{n(x + inset)} {n(top + inset)}h{side}v{high}h-{side}z"
