"""Series of an indicator: which values may stand on one line, where it breaks and why.

Never a line, a difference or a rank across a poverty standard, a way of measuring or a boundary (docs/DATA).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.indicator import UNKNOWN_STANDARD, Indicator, Observation, Target
from giamngheo.kinds.values import Percent, Points

Reason = Literal["standard", "unknown_standard", "place", "gap"]


@dataclass(frozen=True)
class Point:
    """One value as published: year, number (None: missing), how sure it is, by which standard, from where."""

    period: int
    value: Decimal | None
    kind: str
    standard: str | None
    standard_name: str
    place: str
    place_name: str
    missing: str | None
    bound: str | None
    note: str | None
    source: str | None


@dataclass(frozen=True)
class Break:
    """Between two neighbouring values that no line may join; `detail` names the standard or place that begins."""

    before: int
    after: int
    reason: Reason
    detail: str


@dataclass(frozen=True)
class Goal:
    """A target (chỉ tiêu): a level, and the drop in percentage points that the plan names."""

    place: str
    period: int
    value: Decimal | None
    drop_points: Decimal | None
    standard: str | None
    bound: str | None
    note: str | None
    source: str | None


@dataclass(frozen=True)
class Change:
    """From one result to the next under one standard: points for a rate, units for a count."""

    start: int
    end: int
    difference: Decimal
    is_points: bool


@dataclass(frozen=True)
class Series:
    """All values of one place, oldest first, cut into segments that may each be drawn as one line."""

    place: str
    place_name: str
    unit: str
    unit_name: str
    decimals: int
    points: tuple[Point, ...]
    segments: tuple[tuple[Point, ...], ...]
    breaks: tuple[Break, ...]
    goals: tuple[Goal, ...]

    @property
    def latest_result(self) -> Point | None:
        """The newest final value; a preliminary one, an estimate or a target is no result."""
        return next((p for p in reversed(self.points) if p.kind == "final" and p.value is not None), None)

    @property
    def latest(self) -> Point | None:
        return next((p for p in reversed(self.points) if p.value is not None), None)

    @property
    def change(self) -> Change | None:
        """From the result before to the latest one, when one segment holds both."""
        last = self.latest_result
        for segment in self.segments:
            finals = [p for p in segment if p.kind in ("final", "derived")]
            if last in finals and len(finals) > 1:
                before = finals[finals.index(last) - 1] if finals.index(last) else None
                is_rate = self.unit == "percent"
                return None if before is None or last is None else _change(before, last, is_rate)
        return None


def _change(start: Point, end: Point, is_rate: bool) -> Change | None:
    # Nobody knows how far "under 1,2 %" is from anything.
    if start.value is None or end.value is None or start.bound or end.bound:
        return None
    if is_rate:
        points: Points = Percent(end.value) - Percent(start.value)
        return Change(start.period, end.period, points.value, True)
    return Change(start.period, end.period, end.value - start.value, False)


def lineage(catalogue: Catalogue, place: str) -> tuple[str, ...]:
    """A place and those that became it one to one (Thừa Thiên Huế -> Huế), the oldest first."""
    before = [
        id_
        for id_ in catalogue.predecessors.get(place, ())
        if [(m.id, m.share) for m in catalogue.place(id_).merged_into] == [(place, "whole")]
    ]
    return (*lineage(catalogue, before[0]), place) if len(before) == 1 else (place,)


def series_of(catalogue: Catalogue, indicator: Indicator, place: str) -> Series:
    """The series of a place together with its sole predecessors; a change of name or rank is a break."""
    chain = lineage(catalogue, place)
    chosen = [o for o in indicator.observations if o.place in chain and o.kind != "target"]
    # A year that was reviewed by two standards ends the one line and begins the other.
    points = sorted(
        (_point(catalogue, o) for o in chosen),
        key=lambda p: (p.period, _begins(catalogue, p.standard), _sureness(p)),
    )
    best = _best_of_each_year(points)
    segments, breaks = _cut(catalogue, best)
    goals = tuple(_goal(t) for t in sorted(indicator.targets, key=lambda t: t.period) if t.place in chain)
    name = catalogue.place(place).name
    unit_name = catalogue.units.get(indicator.unit, indicator.unit)
    return Series(place, name, indicator.unit, unit_name, indicator.decimals, best, segments, breaks, goals)


def _begins(catalogue: Catalogue, standard: str | None) -> date:
    known = standard is not None and catalogue.get("standard", standard) is not None
    return catalogue.standard(standard).applies.start if known and standard else date.min


_ORDER = ("final", "preliminary", "derived", "estimate")


def _sureness(point: Point) -> int:
    return _ORDER.index(point.kind)


def _best_of_each_year(points: Sequence[Point]) -> tuple[Point, ...]:
    """A final value stands in the place of the preliminary one of the same year and standard."""
    best: dict[tuple[int, str | None], Point] = {}
    for point in points:
        best.setdefault((point.period, point.standard), point)
    return tuple(best.values())


def _point(catalogue: Catalogue, one: Observation) -> Point:
    standard = one.standard
    known = standard is not None and catalogue.get("standard", standard) is not None
    name = catalogue.standard(standard).name if known and standard else ""
    return Point(
        one.period, one.value, one.kind, standard, name, one.place, catalogue.place(one.place).name,
        one.missing, one.bound, one.note, one.source,
    )  # fmt: skip


def _goal(one: Target) -> Goal:
    return Goal(one.place, one.period, one.value, one.drop_points, one.standard, one.bound, one.note, one.source)


def _cut(catalogue: Catalogue, points: Iterable[Point]) -> tuple[tuple[tuple[Point, ...], ...], tuple[Break, ...]]:
    segments: list[list[Point]] = []
    breaks: list[Break] = []
    last: Point | None = None
    for point in points:
        if point.value is None:
            continue
        reason = None if last is None else _reason(last, point)
        if last is None or reason:
            segments.append([])
        if last is not None and reason:
            breaks.append(Break(last.period, point.period, reason, _detail(point, reason)))
        segments[-1].append(point)
        last = point
    return tuple(tuple(segment) for segment in segments), tuple(breaks)


def _reason(last: Point, point: Point) -> Reason | None:
    if UNKNOWN_STANDARD in (last.standard, point.standard):
        return "unknown_standard"
    if last.standard != point.standard:
        return "standard"
    if last.place != point.place:
        return "place"
    return "gap" if point.period - last.period > 1 else None


def _detail(point: Point, reason: Reason) -> str:
    return {"standard": point.standard_name, "place": point.place_name}.get(reason, "")


@dataclass(frozen=True)
class Ranked:
    """One place in a comparison of one year, one standard, one kind of value."""

    place: str
    name: str
    address: str
    value: Decimal
    kind: str
    note: str | None
    share: Decimal


@dataclass(frozen=True)
class Comparison:
    """Places of one level that may be compared: same period, standard and level (`children of` one parent)."""

    period: int
    standard: str | None
    level: str
    parent: str | None
    parent_name: str
    rows: tuple[Ranked, ...]


def comparisons(catalogue: Catalogue, indicator: Indicator) -> tuple[Comparison, ...]:
    """Every group of at least three places with results of one year, standard, level and parent; newest first."""
    groups: dict[tuple[int, str, str, str], list[Observation]] = {}
    for one in indicator.observations:
        place = catalogue.place(one.place)
        if one.value is None or one.kind != "final" or place.level in ("country", "group"):
            continue
        if one.standard == UNKNOWN_STANDARD:
            continue
        parent = "" if place.level == "province" else place.parent or ""
        groups.setdefault((one.period, one.standard or "", place.level, parent), []).append(one)
    found = [_comparison(catalogue, key, group) for key, group in groups.items() if len(group) >= 3]
    return tuple(sorted(found, key=lambda c: (-c.period, c.level, c.parent or "")))


def _comparison(catalogue: Catalogue, key: tuple[int, str, str, str], group: Sequence[Observation]) -> Comparison:
    period, standard, level, parent = key
    top = max((o.value for o in group if o.value is not None), default=Decimal(0)) or Decimal(1)
    rows = [
        Ranked(
            o.place,
            catalogue.place(o.place).name,
            f"dia-ban/{o.place}/",
            o.value,
            o.kind,
            o.note,
            o.value / top,
        )
        for o in group
        if o.value is not None
    ]
    rows.sort(key=lambda row: (-row.value, row.name))
    name = catalogue.place(parent).name if parent else ""
    return Comparison(period, standard or None, level, parent or None, name, tuple(rows))
