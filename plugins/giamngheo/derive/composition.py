"""Composition (cơ cấu): poor and near-poor households of one place by year, and what that is of a hundred.

Two parts are stacked only where they were counted alike: same year, same standard, same place.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from giamngheo.derive.series import Break, Point, Series, series_of
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.indicator import UNKNOWN_STANDARD
from giamngheo.kinds.values import half_up

# The indicators of the handbook by which a province publishes the two parts.
POOR, NEAR_POOR = "ty-le-ho-ngheo", "ty-le-ho-can-ngheo"


class Base(NamedTuple):
    """What two parts must share to be stacked; `alone` parts those of unknown standards, which may not be one."""

    period: int
    standard: str | None
    place: str
    alone: str


class Stack(Struct, frozen=True):
    """One year by one standard: each part as published, None where there is no row of it.

    `since` is the break that parts it from the stack before.
    """

    period: int
    poor: Point | None
    near_poor: Point | None
    since: Break | None = None

    @property
    def parts(self) -> tuple[Point, ...]:
        return tuple(part for part in (self.poor, self.near_poor) if part is not None)

    @property
    def total(self) -> Decimal:
        """How far the bar reaches; not a published number."""
        return sum((part.value for part in self.parts if part.value is not None), Decimal(0))


class Composition(Struct, frozen=True):
    """All years of a place, the oldest first."""

    place: str
    place_name: str
    unit: str
    unit_name: str
    stacks: tuple[Stack, ...]


class Hundred(Struct, frozen=True):
    """Of a hundred households (cứ 100 hộ): houses of each part, rounded half up, and the published rates."""

    place: str
    place_name: str
    unit: str
    unit_name: str
    period: int
    poor: Point
    near_poor: Point | None
    poor_houses: int
    near_poor_houses: int


def composition_at(catalogue: Catalogue, place: str) -> Composition | None:
    """Of a place that has a rate of poor households."""
    if any(catalogue.get("indicator", id_) is None for id_ in (POOR, NEAR_POOR)):
        return None
    poor, near_poor = (series_of(catalogue, catalogue.indicator(id_), place) for id_ in (POOR, NEAR_POOR))
    return composition_of(poor, near_poor) if poor.segments else None


def composition_of(poor: Series, near_poor: Series) -> Composition:
    """Each year with a value of either part; two standards of one year are two stacks. Surveys are left out."""
    first = {_base(p, "poor"): p for p in poor.points if p.method == "review"}
    second = {_base(p, "near_poor"): p for p in near_poor.points if p.method == "review"}
    in_time = sorted((*first.values(), *second.values()), key=lambda p: p.period)
    turns = {standard: turn for turn, standard in enumerate(dict.fromkeys(p.standard for p in in_time))}
    bases = sorted(first | second, key=lambda base: (base.period, turns[base.standard], base.place, base.alone))
    stacks = [Stack(base.period, first.get(base), second.get(base)) for base in bases]
    known = [one for one in stacks if any(part.value is not None for part in one.parts)]
    breaks = {after[0]: one for s in (near_poor, poor) for one, after in zip(s.breaks, s.segments[1:], strict=True)}
    return Composition(poor.place, poor.place_name, poor.unit, poor.unit_name, tuple(_with_breaks(known, breaks)))


def _base(point: Point, part: str) -> Base:
    return Base(point.period, point.standard, point.place, part if point.standard == UNKNOWN_STANDARD else "")


def _with_breaks(stacks: Sequence[Stack], breaks: Mapping[Point, Break]) -> Iterator[Stack]:
    """Each with the break by which the series of a part, or the stack itself, begins anew in its year."""
    yield from stacks[:1]
    for before, after in pairwise(stacks):
        told = next((breaks[part] for part in after.parts if part in breaks), None)
        if told is not None and told.reason == "gap" and after.period == before.period + 1:
            told = None
        yield replace(after, since=told or _unlike(before.parts[0], after.parts[0]))


def _unlike(before: Point, after: Point) -> Break | None:
    """Where one part ends with the old standard or place and only the other goes on, neither series breaks."""
    if before.standard != after.standard:
        return Break(before.period, after.period, "standard", after.standard_name)
    if before.place != after.place:
        return Break(before.period, after.period, "place", after.place_name)
    return None


def hundred_of(composition: Composition) -> Hundred | None:
    """The newest result, or the newest value where there is no result; a count is not of a hundred."""
    poor = [one for one in composition.stacks if one.poor is not None and one.poor.value is not None]
    chosen = [one for one in poor if one.poor is not None and one.poor.kind == "final"] or poor
    if composition.unit != "percent" or not chosen:
        return None
    stack = chosen[-1]
    assert stack.poor is not None
    houses = _houses(stack.poor)
    beside = min(_houses(stack.near_poor), 100 - houses)
    return Hundred(
        composition.place, stack.poor.place_name, composition.unit, composition.unit_name, stack.period, stack.poor,
        stack.near_poor, houses, beside,
    )  # fmt: skip


def _houses(part: Point | None) -> int:
    if part is None or part.value is None:
        return 0
    return min(100, int(half_up(part.value, 0)))
