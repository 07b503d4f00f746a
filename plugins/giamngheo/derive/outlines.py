"""Outlines: a province's own map, made small: the rings of each place in the units of a drawing."""

from collections.abc import Collection, Sequence
from math import cos, radians

from msgspec import Struct

from giamngheo.kinds.catalogue import Catalogue, Outline, Ring

# Half units of a drawing 328 wide: finer than a pixel of a phone.
WIDE, HIGH = 648, 1400
# A point that moves the line by less than this area (in half units) is left out.
LEAST_AREA = 6.0
# What a number of two digits needs.
ROOM = 44

Point = tuple[int, int]


class Area(Struct, frozen=True):
    """One place: its rings, and where its number stands, None where there is no room for it."""

    place: str
    rings: tuple[tuple[Point, ...], ...]
    label: Point | None


class Map(Struct, frozen=True):
    """Areas in half units of the drawing, y downwards, the top left corner at 0."""

    width: int
    height: int
    areas: tuple[Area, ...]


def map_of(catalogue: Catalogue, places: tuple[str, ...], valued: Collection[str]) -> Map | None:
    """The first outline, by name, that has every place with a figure; of the rest it shows what it has."""
    made = catalogue.made.setdefault("map", {})
    for name, outline in catalogue.outlines.items():
        if outline.keys() >= set(valued):
            if (name, places) not in made:
                made[name, places] = _fitted({id_: outline[id_] for id_ in places if id_ in outline})
            found = made[name, places]
            assert isinstance(found, Map)
            return found
    return None


def _fitted(outline: Outline) -> Map:
    """The whole as large as the drawing allows; one degree of longitude as long as it is at the middle latitude."""
    points = [point for rings in outline.values() for ring in rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    shrink = cos(radians((south + north) / 2))
    scale = min(WIDE / ((east - west) * shrink or 1), HIGH / ((north - south) or 1))

    def fitted(ring: Ring) -> tuple[Point, ...]:
        return simple([(round((x - west) * shrink * scale), round((north - y) * scale)) for x, y in ring])

    areas = []
    for id_, rings in outline.items():
        small = tuple(one for ring in rings if len(one := fitted(ring)) > 2)
        areas.append(Area(id_, small, _room(max(small, key=_extent)) if small else None))
    corners = [point for area in areas for ring in area.rings for point in ring] or [(0, 0)]
    return Map(max(x for x, _ in corners), max(y for _, y in corners), tuple(areas))


def simple(points: Sequence[Point]) -> tuple[Point, ...]:
    """A closed line without the points that hardly bend it.

    Of neighbours the lesser one goes, whichever way round the line is told: a border is the same on both sides.
    """
    ring = _without_repeats(points)
    while len(ring) > 3:
        costs = [(_bend(ring[i - 1], ring[i], ring[(i + 1) % len(ring)]), ring[i]) for i in range(len(ring))]
        kept = [
            point
            for i, (point, cost) in enumerate(zip(ring, costs, strict=True))
            if cost[0] >= LEAST_AREA or cost >= costs[i - 1] or cost >= costs[(i + 1) % len(ring)]
        ]
        if len(kept) == len(ring):
            break
        ring = _without_repeats(kept)
    return tuple(ring)


def _without_repeats(points: Sequence[Point]) -> list[Point]:
    return [point for i, point in enumerate(points) if point != points[i - 1]]


def _bend(a: Point, b: Point, c: Point) -> float:
    """The area of the triangle by which the line changes without its middle point."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def _extent(ring: Sequence[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, (*ring[1:], ring[0]), strict=True))) / 2


def _room(ring: Sequence[Point]) -> Point | None:
    """The middle of the widest stretch inside, at one of seven heights; None where two digits do not fit."""
    top, bottom = min(y for _, y in ring), max(y for _, y in ring)
    best, middle = 0.0, (0.0, 0.0)
    for eighth in (4, 3, 5, 2, 6, 1, 7):
        y = top + (bottom - top) * eighth / 8 + 0.5
        sides = zip(ring, (*ring[1:], ring[0]), strict=True)
        xs = sorted(a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) for a, b in sides if (a[1] < y) != (b[1] < y))
        for left, right in zip(xs[::2], xs[1::2], strict=True):
            if right - left > best:
                best, middle = right - left, ((left + right) / 2, y)
    return (round(middle[0]), round(middle[1])) if best >= ROOM and bottom - top >= ROOM else None
