"""Matrix (bảng công bố): which figures are published by indicator and year, which are missing, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from giamngheo.derive.cards import Link
from giamngheo.derive.figures import figures_of
from giamngheo.derive.places import Atlas
from giamngheo.derive.series import STATUS, series_of
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.figure import Figure
from giamngheo.words import say

MATRIX = "chi-so/bang-cong-bo/"
# The newest years, one column each: as many as a phone shows without moving the page sideways.
YEARS = 8


@dataclass(frozen=True)
class Cell:
    """One year of an indicator: its letters at a place, or at how many of all places there is a value."""

    period: int
    letters: tuple[str, ...]
    count: int = 0
    of: int = 0


@dataclass(frozen=True)
class Line:
    indicator: Link
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Group:
    """One place, or places of a level below it: a line an indicator of which anything is known."""

    name: str
    level: str
    is_one: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class MatrixView:
    """`letters` are those that the tables show."""

    years: tuple[int, ...]
    groups: tuple[Group, ...]
    letters: tuple[str, ...]


def matrix_view(atlas: Atlas) -> MatrixView:
    """The home province, what lies below it, all provinces."""
    catalogue = atlas.catalogue
    known = [figure.period for id_ in atlas.ranks for figure in figures_of(catalogue, id_).all]
    years = tuple(range(max(known, default=atlas.today.year) - YEARS + 1, max(known, default=atlas.today.year) + 1))
    groups = []
    if catalogue.get("place", atlas.home):
        name = catalogue.place(atlas.home).name
        below = [child for parent in atlas.ours for child in atlas.children.get(parent, ())]
        groups.append(_of_home(atlas, years))
        for level in ("district", "commune"):
            same = [id_ for id_ in below if catalogue.place(id_).level == level]
            groups.append(_of_many(atlas, name, level, same, years))
    provinces = [id_ for id_ in catalogue.of("place") if catalogue.place(id_).level == "province"]
    groups.append(_of_many(atlas, say("level.country"), "province", provinces, years))
    shown = tuple(group for group in groups if group.lines)
    letters = {letter for group in shown for line in group.lines for cell in line.cells for letter in cell.letters}
    return MatrixView(years, shown, tuple(sorted(letters)))


def _of_home(atlas: Atlas, years: Sequence[int]) -> Group:
    lines = []
    for id_ in atlas.ranks:
        indicator = atlas.catalogue.indicator(id_)
        points = series_of(atlas.catalogue, indicator, atlas.home).points
        if points:
            cells = (Cell(year, tuple(p.status for p in points if p.period == year)) for year in years)
            lines.append(Line(_link(atlas.catalogue, id_), tuple(cells)))
    return Group(atlas.catalogue.place(atlas.home).name, "province", True, tuple(lines))


def _of_many(atlas: Atlas, name: str, level: str, places: Sequence[str], years: Sequence[int]) -> Group:
    """Of the places that existed at the end of each year: how many have a value; letters say why others have none."""
    catalogue = atlas.catalogue
    there = {year: {id_ for id_ in places if catalogue.place(id_).exists_on(date(year, 12, 31))} for year in years}
    lines = []
    for id_ in atlas.ranks:
        figures = [f for f in figures_of(catalogue, id_).all if f.place in there.get(f.period, ())]
        if figures:
            cells = tuple(_cell(year, [f for f in figures if f.period == year], len(there[year])) for year in years)
            lines.append(Line(_link(catalogue, id_), cells))
    return Group(name, level, False, tuple(lines))


def _cell(year: int, figures: Sequence[Figure], all_: int) -> Cell:
    told = {f.place for f in figures if f.value is not None}
    letters = {f.missing or STATUS[f.kind] for f in figures}
    return Cell(year, tuple(sorted(letters)), len(told), all_)


def _link(catalogue: Catalogue, id_: str) -> Link:
    return Link(catalogue.indicator(id_).name, f"chi-so/{id_}/")
