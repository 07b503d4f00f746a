"""Progress (tiến độ): how the results of a place stand to its target, on the straight path from base to target.

A path never crosses a standard or a boundary. Met or missed is said of a final result of the target's own year alone;
where nothing can be said, the reason is.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from giamngheo.derive.series import Goal, Point, Series
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.indicator import UNKNOWN_STANDARD, Indicator
from giamngheo.kinds.values import half_up

State = Literal["met", "missed", "on_path", "behind", "open", "refused"]
Refusal = Literal["standard", "unknown_standard", "place", "other_base", "no_base", "bound"]

# Which way is good.
_WAYS = {"down": -1, "up": 1, "none": 0}


class Progress(Struct, frozen=True):
    """A target, the base it starts from, the results between, and what may be said of them.

    `latest` is the result that is judged, `expected` where the path stands in its year, `lead` how far the result is
    on the good side of the path: points of a rate, units of a count. `own_base` is the base by the plan's own words,
    `published` the result that the plan's base ought to have been.
    """

    place_name: str
    unit: str
    unit_name: str
    decimals: int
    goal: Goal
    state: State
    reason: Refusal | None = None
    level: Decimal | None = None
    base: Point | None = None
    results: tuple[Point, ...] = ()
    latest: Point | None = None
    expected: Decimal | None = None
    lead: Decimal | None = None
    own_base: Decimal | None = None
    published: Point | None = None


def progresses(catalogue: Catalogue, indicator: Indicator, series: Series) -> tuple[Progress, ...]:
    """One for each target of the series, in the order of time."""
    return tuple(progress_of(catalogue, indicator, series, goal) for goal in series.goals)


def progress_of(catalogue: Catalogue, indicator: Indicator, series: Series, goal: Goal) -> Progress:
    """What may be said of a target; its state is `refused` with a reason where nothing may."""
    start = Progress(series.place_name, series.unit, series.unit_name, series.decimals, goal, "refused")
    known = [p for p in series.points if p.value is not None and p.period <= goal.period]
    known = [p for p in known if p.method == indicator.method]
    alike = _alike(indicator, series, goal, known)
    reason = _refusal(catalogue, indicator, goal, known, alike)
    if reason is not None:
        return replace(start, reason=reason)
    return _judged(_based(start, goal, _results(alike)), alike, _WAYS[indicator.direction])


def _alike(indicator: Indicator, series: Series, goal: Goal, known: Sequence[Point]) -> list[Point]:
    """The last values, up to the target's year, that were made alike and as the target wants them."""
    stretches: list[list[Point]] = []
    for index, segment in enumerate(series.segments):
        # Years without a value part the line, not what the values mean.
        if not index or series.breaks[index - 1].reason != "gap":
            stretches.append([])
        stretches[-1] += (p for p in segment if p in known)
    return next((s for s in reversed(stretches) if s and _fits(s[-1], goal, indicator)), [])


def _fits(point: Point, goal: Goal, indicator: Indicator) -> bool:
    is_standard = "standard" not in indicator.break_on or point.standard == goal.standard
    return is_standard and ("place" not in indicator.break_on or point.place == goal.place)


def _refusal(
    catalogue: Catalogue, indicator: Indicator, goal: Goal, known: Sequence[Point], alike: Sequence[Point]
) -> Refusal | None:
    """Why no value may be held against the target, if so; `alike` are those that were made as it wants them."""
    by_standard = "standard" in indicator.break_on
    if by_standard and goal.standard == UNKNOWN_STANDARD:
        return "unknown_standard"
    if not known:
        return "no_base"
    last = known[-1]
    if not alike or alike[-1].period < last.period:
        if by_standard and last.standard == UNKNOWN_STANDARD:
            return "unknown_standard"
        return "standard" if by_standard and last.standard != goal.standard else "place"
    return "place" if "place" in indicator.break_on and _has_changed(catalogue, goal, alike[-1].day) else None


def _has_changed(catalogue: Catalogue, goal: Goal, since: date) -> bool:
    """Whether the place ends, or takes in another, between the last value and the end of the target's year."""
    end = date(goal.period, 12, 31)
    lost = (catalogue.place(id_).valid_to for id_ in catalogue.predecessors.get(goal.place, ()))
    return not catalogue.place(goal.place).exists_on(end) or any(day and since <= day < end for day in lost)


def _results(points: Iterable[Point]) -> list[Point]:
    """Final values, and those that follow from final ones, in so far as their number is exact."""
    return [p for p in points if p.kind in ("final", "derived") and p.bound is None]


# From where to where


def _based(progress: Progress, goal: Goal, results: Sequence[Point]) -> Progress:
    """With its base and the level to reach; refused where the plan starts from what was not published."""
    before = [p for p in results if p.period < goal.period]
    if goal.drop_points is None:
        # The review that the standard itself counts from, or the first one since.
        return replace(progress, level=goal.value, base=next(iter(before), None))
    if goal.value is None:
        # A drop without a level is a drop within the year.
        base = next((p for p in before if p.period == goal.period - 1), None)
        level = None if base is None or base.value is None else base.value - goal.drop_points
        return replace(progress, level=level, base=base)
    own = goal.value + goal.drop_points
    found = next((p for p in reversed(before) if _is_same(own, p.value)), None)
    progress = replace(progress, level=goal.value, base=found, own_base=own)
    if found is None and before:
        return replace(progress, reason="other_base", published=before[-1])
    return progress


def _is_same(own: Decimal, published: Decimal | None) -> bool:
    """Equal to the last digit that was published."""
    if published is None:
        return False
    exponent = published.as_tuple().exponent
    return half_up(own, max(0, -exponent if isinstance(exponent, int) else 0)) == published


# What may be said


def _judged(progress: Progress, alike: Sequence[Point], way: int) -> Progress:
    level, base = progress.level, progress.base
    if progress.reason is not None:
        return progress
    if level is None:
        return replace(progress, reason="no_base")
    if not way and base is not None and base.value is not None:
        way = (level > base.value) - (level < base.value)
    since = tuple(p for p in alike if base is None or p.period >= base.period)
    progress = replace(progress, results=since if base is not None else since[-1:])
    last = next((p for p in alike if p.period == progress.goal.period and p.kind == "final"), None)
    if last is not None:
        return _settled(progress, last, level, way)
    if base is None:
        return replace(progress, reason="no_base")
    return _on_the_way(progress, _results(since)[-1], level, base, way)


def _settled(progress: Progress, last: Point, level: Decimal, way: int) -> Progress:
    """Met or missed; a bound that leaves it open is told as one."""
    is_met = _is_met(last, level, progress.goal.bound, way)
    if is_met is None:
        return replace(progress, latest=last, reason="bound")
    return replace(progress, latest=last, state="met" if is_met else "missed")


def _is_met(last: Point, level: Decimal, wanted: str | None, way: int) -> bool | None:
    """Whether a result reaches the level; None where "under" or "about" leave it open."""
    assert last.value is not None
    past = (last.value - level) * way
    if "about" in (last.bound, wanted):
        return None
    good, bad = ("under", "over") if way < 0 else ("over", "under")
    if last.bound == good:
        return True if past >= 0 else None
    if last.bound == bad:
        return False if past <= 0 else None
    return past > 0 or (last.value == level and wanted != good)


def _on_the_way(progress: Progress, latest: Point, level: Decimal, base: Point, way: int) -> Progress:
    """Against the straight path; a base with nothing after it says nothing yet."""
    if latest is base or latest.value is None or base.value is None:
        return replace(progress, state="open", latest=latest)
    years, run = latest.period - base.period, progress.goal.period - base.period
    places = max(progress.decimals, _places(latest.value))
    # Rounded before the difference is taken: a reader who subtracts what the page prints gets what it says.
    expected = half_up(base.value + (level - base.value) * years / run, places)
    lead = (latest.value - expected) * way if way else -abs(latest.value - expected)
    state: State = "behind" if lead < 0 else "on_path"
    return replace(progress, state=state, latest=latest, expected=expected, lead=lead)


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
