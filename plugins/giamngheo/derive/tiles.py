"""Tile map (bản đồ ô): one square a place, in classes of equal size, by the boundaries of the day of the values.

Provinces stand where a reader looks for them (national/ban-do-o.csv). Communes and districts have no such plan: they
stand in rows in the order of their ids, unless the province has put an outline into content/ban-do/.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from math import ceil, sqrt

from msgspec import Struct

from giamngheo.derive.outlines import Map, map_of
from giamngheo.derive.spread import Row, Spread
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.load.maps import Square, plans

CLASSES = 4
# Squares in a row at most: those of 36 units fill the drawing of a phone.
COLUMNS = 8


class Tile(Struct, frozen=True):
    """A square or an area: the number that the list explains, and its class (0: no value).

    `beside` is the name that stands at its right, where the sea is: by the coast a reader knows the country.
    """

    number: int
    name: str
    column: int
    line: int
    step: int
    place: str
    row: Row | None
    beside: str = ""


class Step(Struct, frozen=True):
    """A class: from the lowest to the highest value in it, and how many places it has."""

    number: int
    low: Decimal
    high: Decimal
    count: int


class TileMap(Struct, frozen=True):
    """`is_laid_out` where squares stand as the country lies; `outline` where there is a real map."""

    spread: Spread
    is_laid_out: bool
    tiles: tuple[Tile, ...]
    steps: tuple[Step, ...]
    outline: Map | None

    @property
    def blank(self) -> int:
        """How many places have no value."""
        return sum(tile.step == 0 for tile in self.tiles)

    @property
    def told(self) -> tuple[Tile, ...]:
        """Those of which something was published, if only why there is no value."""
        return tuple(tile for tile in self.tiles if tile.row is not None)

    @property
    def untold(self) -> tuple[Tile, ...]:
        return tuple(tile for tile in self.tiles if tile.row is None)

    @property
    def jumps(self) -> frozenset[int]:
        """Numbers of untold squares that do not follow the one before them: a list counts the others by itself."""
        numbers = [tile.number for tile in self.untold]
        return frozenset(numbers) - {number + 1 for number in numbers} - ({1} & set(numbers))


def tile_map_of(catalogue: Catalogue, spread: Spread) -> TileMap | None:
    """Provinces of the country, or what a place was divided into; regions and groups of places are no map."""
    if spread.level not in ("province", "district", "commune"):
        return None
    rows = {row.place: row for row in spread.rows}
    steps = _steps([row.value for row in spread.rows if row.value is not None])
    laid_out = _laid_out(catalogue, spread)
    squares = laid_out or _compact(_siblings(catalogue, spread))
    if not squares or not rows.keys() <= {square.place for square in squares}:
        return None
    tiles = []
    ends = {square.row: square.column for square in sorted(laid_out, key=lambda s: s.column)}
    for number, square in enumerate(sorted(squares, key=lambda s: (s.row, s.column)), 1):
        place, row = catalogue.place(square.place), rows.get(square.place)
        beside = next(iter(place.aliases), place.name) if ends.get(square.row) == square.column else ""
        step = _step_of(row, steps)
        tiles.append(Tile(number, place.name, square.column, square.row, step, square.place, row, beside))
    outline = map_of(catalogue, tuple(square.place for square in squares), rows)
    return TileMap(spread, bool(laid_out), tuple(tiles), steps, outline)


# Where squares stand


def _laid_out(catalogue: Catalogue, spread: Spread) -> list[Square]:
    """The provinces of the day by the plan of the day; nothing where the plan lacks one that has a value."""
    if spread.level != "province":
        return []
    plan = [squares for day, squares in plans().items() if day <= spread.day][-1]
    held = [s for s in plan if catalogue.get("place", s.place) and catalogue.place(s.place).exists_on(spread.day)]
    left = min((s.column for s in held), default=1) - 1
    known = {square.place for square in held}
    return [s._replace(column=s.column - left) for s in held] if {r.place for r in spread.rows} <= known else []


def _siblings(catalogue: Catalogue, spread: Spread) -> list[str]:
    """All places of the level that existed on the day, below the parent if there is one."""
    found = []
    for id_ in catalogue.of("place"):
        place = catalogue.place(id_)
        is_there = place.level == spread.level and place.exists_on(spread.day)
        if is_there and spread.parent in (None, place.parent):
            found.append(id_)
    return sorted(found)


def _compact(ids: Sequence[str]) -> list[Square]:
    """Rows of a block that is about as wide as high, up to the width of a phone."""
    columns = min(COLUMNS, ceil(sqrt(len(ids)))) or 1
    return [Square(id_, i % columns + 1, i // columns + 1) for i, id_ in enumerate(ids)]


# Classes


def _steps(values: Iterable[Decimal]) -> tuple[Step, ...]:
    """Classes of about as many places each; equal values are of one class."""
    ordered = sorted(values)
    classes = min(CLASSES, len(set(ordered)))
    parted = groupby(ordered, key=lambda value: bisect_left(ordered, value) * classes // len(ordered))
    groups = [list(group) for _, group in parted]
    return tuple(Step(n, group[0], group[-1], len(group)) for n, group in enumerate(groups, 1))


def _step_of(row: Row | None, steps: Iterable[Step]) -> int:
    if row is None or row.value is None:
        return 0
    return next(step.number for step in steps if row.value <= step.high)
