"""Series of an indicator: which values may stand on one line, where it breaks and why.

Never a line, a difference or a rank across a poverty standard, a way of measuring or a boundary (docs/DATA).
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal, cast

from msgspec import Struct
from msgspec.structs import replace

from giamngheo.derive.figures import figures_of
from giamngheo.derive.mergers import Refusal, lineage
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.figure import Figure, Other
from giamngheo.kinds.indicator import UNKNOWN_STANDARD, Indicator, Target
from giamngheo.kinds.values import Percent, Points

Reason = Literal["standard", "unknown_standard", "method", "place", "boundary", "gap"]
# SDMX OBS_STATUS: normal, provisional, estimated; missing values carry their own letter.
STATUS = {"final": "A", "derived": "A", "preliminary": "P", "estimate": "E"}


class Point(Struct, frozen=True):
    """One value as published: year, number (None: missing), how sure it is, by which standard, from where.

    `status` is the SDMX letter: B where a new series begins, else of how sure it is or why it is missing. `others`
    is what other sources print; `origin` tells the typed and printed from the computed.
    """

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
    day: date
    method: str
    origin: str
    status: str
    others: tuple[Other, ...]


class Break(Struct, frozen=True):
    """Between two neighbouring values that no line may join; `detail` names the standard or place that begins.

    place: another place took over; boundary: the place took in another and kept its name.
    """

    before: int
    after: int
    reason: Reason
    detail: str


class Goal(Struct, frozen=True):
    """A target (chỉ tiêu): a level, and the drop in percentage points that the plan names."""

    place: str
    period: int
    value: Decimal | None
    drop_points: Decimal | None
    standard: str | None
    bound: str | None
    note: str | None
    source: str | None


class Change(Struct, frozen=True):
    """From one result to the next under one standard: points for a rate, units for a count."""

    start: int
    end: int
    difference: Decimal
    is_points: bool


class Series(Struct, frozen=True):
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
    refusals: tuple[Refusal, ...] = ()
    unit_spoken: str | None = None

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


def series_of(catalogue: Catalogue, indicator: Indicator, place: str) -> Series:
    """The series of a place together with its sole predecessors; a change of name or rank is a break."""
    made = catalogue.made.setdefault("series", {})
    key = (catalogue.id_of(indicator), place)
    if key not in made:
        made[key] = _series(catalogue, indicator, *key)
    return cast(Series, made[key])


def _series(catalogue: Catalogue, indicator: Indicator, indicator_id: str, place: str) -> Series:
    chain = lineage(catalogue, place)
    figures = figures_of(catalogue, indicator_id)
    goals = _goals(catalogue, indicator, indicator_id)
    # A year that was reviewed by two standards ends the one line and begins the other.
    points = sorted(
        (_point(catalogue, figure) for one in chain for figure in figures.of(one)),
        key=lambda p: (p.period, _begins(catalogue, p.standard), p.method == indicator.method, _sureness(p)),
    )
    best, segments, breaks = _cut(catalogue, indicator, _best_of_each_year(points))
    return Series(
        place=place,
        place_name=catalogue.place(place).name,
        unit=indicator.unit,
        unit_name=catalogue.unit(indicator.unit).name,
        decimals=indicator.decimals,
        points=best,
        segments=segments,
        breaks=breaks,
        goals=tuple(sorted((goal for one in chain for goal in goals.get(one, ())), key=lambda goal: goal.period)),
        refusals=figures.refused(place),
        unit_spoken=catalogue.unit(indicator.unit).spoken,
    )


def _goals(catalogue: Catalogue, indicator: Indicator, indicator_id: str) -> dict[str, list[Goal]]:
    """The targets of an indicator by place."""
    made = catalogue.made.setdefault("goals", {})
    if indicator_id not in made:
        found: dict[str, list[Goal]] = {}
        for target in indicator.targets:
            found.setdefault(target.place, []).append(_goal(target))
        made[indicator_id] = found
    return cast(dict[str, list[Goal]], made[indicator_id])


def _begins(catalogue: Catalogue, standard: str | None) -> date:
    known = standard is not None and catalogue.get("standard", standard) is not None
    return catalogue.standard(standard).applies.start if known and standard else date.min


_ORDER = ("final", "preliminary", "derived", "estimate")


def _sureness(point: Point) -> int:
    return _ORDER.index(point.kind)


def _best_of_each_year(points: Sequence[Point]) -> tuple[Point, ...]:
    """A final value stands in the place of the preliminary one of the same year, standard and method."""
    best: dict[tuple[int, str | None, str], Point] = {}
    for point in points:
        best.setdefault((point.period, point.standard, point.method), point)
    return tuple(best.values())


def _point(catalogue: Catalogue, one: Figure) -> Point:
    standard = one.standard
    known = standard is not None and catalogue.get("standard", standard) is not None
    name = catalogue.standard(standard).name if known and standard else ""
    return Point(
        one.period, one.value, one.kind, standard, name, one.place, catalogue.place(one.place).name,
        one.missing, one.bound, one.note, one.source, one.day, one.method, one.origin,
        one.missing or STATUS[one.kind], one.others,
    )  # fmt: skip


def _goal(one: Target) -> Goal:
    return Goal(one.place, one.period, one.value, one.drop_points, one.standard, one.bound, one.note, one.source)


def _cut(
    catalogue: Catalogue, indicator: Indicator, points: Sequence[Point]
) -> tuple[tuple[Point, ...], tuple[tuple[Point, ...], ...], tuple[Break, ...]]:
    """The points with their marks of a new beginning, the segments of those with a value, the breaks between them."""
    told = {id(point): point for point in points}
    segments: list[list[Point]] = []
    breaks: list[Break] = []
    last: Point | None = None
    for point in _by_method(points):
        reason = None if last is None else _reason(catalogue, indicator, last, point)
        if last is None or reason:
            segments.append([])
        one = point if reason in (None, "gap") else replace(point, status="B")
        if last is not None and reason:
            breaks.append(Break(last.period, point.period, reason, _detail(catalogue, last, point, reason)))
        segments[-1].append(one)
        told[id(point)] = last = one
    return tuple(told.values()), tuple(map(tuple, segments)), tuple(breaks)


def _by_method(points: Sequence[Point]) -> Iterator[Point]:
    """Those with a value: a survey of the same years is a line of its own, not a saw."""
    for method in dict.fromkeys(point.method for point in points):
        yield from (point for point in points if point.method == method and point.value is not None)


def _reason(catalogue: Catalogue, indicator: Indicator, last: Point, point: Point) -> Reason | None:
    if last.method != point.method:
        return "method"
    if "standard" in indicator.break_on:
        if UNKNOWN_STANDARD in (last.standard, point.standard):
            return "unknown_standard"
        if last.standard != point.standard:
            return "standard"
    if "place" in indicator.break_on:
        if last.place != point.place:
            return "place"
        if _joined_between(catalogue, last, point):
            return "boundary"
    return "gap" if point.period - last.period > 1 else None


def _joined_between(catalogue: Catalogue, last: Point, point: Point) -> list[str]:
    """The places that were taken in by one that went on under its own name."""
    predecessors = catalogue.predecessors.get(point.place, ())
    before = [id_ for id_ in predecessors if catalogue.place(point.place).exists_on(last.day)]
    days = ((catalogue.place(id_).name, catalogue.place(id_).valid_to) for id_ in before)
    return [name for name, end in days if end is not None and last.day <= end < point.day]


def _detail(catalogue: Catalogue, last: Point, point: Point, reason: Reason) -> str:
    if reason == "boundary":
        return ", ".join(_joined_between(catalogue, last, point))
    return {"standard": point.standard_name, "place": point.place_name}.get(reason, "")


_LEVELS = ("country", "region", "group", "province", "district", "commune")


def all_series(catalogue: Catalogue, indicator: Indicator) -> Sequence[Series]:
    """One series a place, predecessors told with their heir; country first, then regions, then by name."""
    made, id_ = catalogue.made.setdefault("all series", {}), catalogue.id_of(indicator)
    if id_ not in made:
        made[id_] = _all_series(catalogue, indicator, id_)
    return cast(Sequence[Series], made[id_])


def series_telling_of(catalogue: Catalogue, indicator: Indicator, place: str) -> Series | None:
    """The series of a place, or of the one that it became one to one; None where no value is told of it."""
    return next((one for one in all_series(catalogue, indicator) if place in lineage(catalogue, one.place)), None)


def _all_series(catalogue: Catalogue, indicator: Indicator, indicator_id: str) -> Sequence[Series]:
    named = {*figures_of(catalogue, indicator_id).places, *(one.place for one in indicator.targets)}
    heirs = {before: id_ for id_ in named for before in lineage(catalogue, id_)[:-1]}
    for id_ in sorted(named):
        place = catalogue.place(id_)
        # A province that became another one to one is told on the heir's line even if the heir has no value yet.
        for merger in place.merged_into:
            if merger.share == "whole" and lineage(catalogue, merger.id)[:-1]:
                heirs[id_] = merger.id
    places = {heirs.get(id_, id_) for id_ in named}
    found = [series_of(catalogue, indicator, place) for place in places]
    return sorted(found, key=lambda s: (_LEVELS.index(catalogue.place(s.place).level), s.place_name, s.place))


class Ranked(Struct, frozen=True):
    """One place in a comparison of one year, one standard, one kind of value."""

    place: str
    name: str
    address: str
    value: Decimal
    bound: str | None
    kind: str
    note: str | None
    share: Decimal


class Comparison(Struct, frozen=True):
    """Places of one level that may be compared: same period, standard and level (`children of` one parent)."""

    unit: str
    unit_name: str
    period: int
    standard: str | None
    level: str
    parent: str | None
    parent_name: str
    rows: tuple[Ranked, ...]


# Year, standard, level and parent: what places must share to be compared.
Alike = tuple[int, str, str, str]


def comparisons(
    catalogue: Catalogue, indicator: Indicator, is_wanted: Callable[[str, str], bool] = lambda level, parent: True
) -> Iterator[Comparison]:
    """Every group of at least three places with results of one year, standard, level and parent; newest first.

    `is_wanted` is asked by level and parent before a group is looked at.
    """
    for alike, group in _groups(catalogue, catalogue.id_of(indicator), indicator.method):
        if is_wanted(*alike[2:]):
            yield _comparison(catalogue, indicator, alike, group)


def _groups(catalogue: Catalogue, indicator_id: str, method: str) -> Sequence[tuple[Alike, Sequence[Figure]]]:
    made = catalogue.made.setdefault("groups", {})
    if indicator_id not in made:
        groups: dict[Alike, list[Figure]] = {}
        for one in figures_of(catalogue, indicator_id).all:
            place = catalogue.place(one.place)
            if one.value is None or one.kind != "final" or place.level in ("country", "group"):
                continue
            if one.standard == UNKNOWN_STANDARD or one.method != method:
                continue
            parent = "" if place.level == "province" else place.parent or ""
            groups.setdefault((one.period, one.standard or "", place.level, parent), []).append(one)
        found = [(alike, group) for alike, group in groups.items() if len(group) >= 3]
        made[indicator_id] = sorted(found, key=lambda pair: (-pair[0][0], *pair[0][2:]))
    return cast(Sequence[tuple[Alike, Sequence[Figure]]], made[indicator_id])


def _comparison(catalogue: Catalogue, indicator: Indicator, alike: Alike, group: Sequence[Figure]) -> Comparison:
    period, standard, level, parent = alike
    top = max((o.value for o in group if o.value is not None), default=Decimal(0)) or Decimal(1)
    rows = [
        Ranked(
            o.place,
            catalogue.place(o.place).name,
            f"dia-ban/{o.place}/",
            o.value,
            o.bound,
            o.kind,
            o.note,
            o.value / top,
        )
        for o in group
        if o.value is not None
    ]
    rows.sort(key=lambda row: (-row.value, row.name))
    name = catalogue.place(parent).name if parent else ""
    unit_name = catalogue.unit(indicator.unit).name
    return Comparison(indicator.unit, unit_name, period, standard or None, level, parent or None, name, tuple(rows))
