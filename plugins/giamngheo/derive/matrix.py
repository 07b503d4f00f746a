"""Matrix (bảng công bố): which figures are published by indicator and year, which are missing, and why."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from giamngheo.derive.cards import Link
from giamngheo.derive.figures import figures_of
from giamngheo.derive.places import Atlas, Refused, refused_of
from giamngheo.derive.series import STATUS, series_of
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.figure import Figure
from giamngheo.words import say

MATRIX = "chi-so/bang-cong-bo/"
# One column each: as many as a phone shows without moving the page sideways. Older years are a table of their own.
YEARS = 8


class Cell(Struct, frozen=True):
    """One year of an indicator: its letters at a place, or at how many of all places there is a value."""

    period: int
    letters: tuple[str, ...]
    count: int = 0
    of: int = 0


class Line(Struct, frozen=True):
    indicator: Link
    cells: tuple[Cell, ...]


class Block(Struct, frozen=True):
    """Neighbouring years, and a line for each indicator of which anything is known in them."""

    years: tuple[int, ...]
    lines: tuple[Line, ...]


class Group(Struct, frozen=True):
    """One place, or places of a level below it: all years in blocks, the newest first."""

    name: str
    level: str
    is_one: bool
    blocks: tuple[Block, ...]


class Lack(Struct, frozen=True):
    """Years of the home place in which a rate or a count is there without the other.

    no_rate: nothing to divide the count by; no_count: the source prints the rate alone.
    """

    reason: Literal["no_rate", "no_count"]
    indicator: Link
    other: Link
    years: tuple[int, ...]


class MatrixView(Struct, frozen=True):
    """`letters` are those that the tables show."""

    groups: tuple[Group, ...]
    letters: tuple[str, ...]
    lacks: tuple[Lack, ...]
    refused: tuple[Refused, ...]


def matrix_view(atlas: Atlas, shown: frozenset[str] = frozenset()) -> MatrixView:
    """The home province, what lies below it, all provinces; `shown` are the places with a page."""
    catalogue = atlas.catalogue
    has_home = catalogue.get("place", atlas.home) is not None
    groups = tuple(group for group in _groups(atlas, has_home) if group.blocks)
    lines = [line for group in groups for block in group.blocks for line in block.lines]
    return MatrixView(
        groups,
        letters=tuple(sorted({letter for line in lines for cell in line.cells for letter in cell.letters})),
        lacks=tuple(_lacks(atlas)) if has_home else (),
        refused=refused_of(atlas, atlas.home, shown) if has_home else (),
    )


def _groups(atlas: Atlas, has_home: bool) -> Iterator[Group]:
    catalogue = atlas.catalogue
    known = [figure.period for id_ in atlas.ranks for figure in figures_of(catalogue, id_).all] or [atlas.today.year]
    years = range(min(known), max(known) + 1)
    if has_home:
        name = catalogue.place(atlas.home).name
        below = [child for parent in atlas.ours for child in atlas.children.get(parent, ())]
        yield _of_home(atlas, years)
        for level in ("district", "commune"):
            same = [id_ for id_ in below if catalogue.place(id_).level == level]
            yield _of_many(atlas, name, level, same, years)
    provinces = [id_ for id_ in catalogue.of("place") if catalogue.place(id_).level == "province"]
    yield _of_many(atlas, say("level.country"), "province", provinces, years)


def _of_home(atlas: Atlas, years: Sequence[int]) -> Group:
    lines = []
    for id_ in atlas.ranks:
        points = series_of(atlas.catalogue, atlas.catalogue.indicator(id_), atlas.home).points
        # What begins a new series is told beside how sure it is.
        letters = [(p.period, p.missing or STATUS[p.kind]) for p in points]
        letters += [(p.period, p.status) for p in points]
        cells = (Cell(y, tuple(dict.fromkeys(letter for year, letter in letters if year == y))) for y in years)
        lines.append(Line(_link(atlas.catalogue, id_), tuple(cells)))
    return Group(atlas.catalogue.place(atlas.home).name, "province", True, _blocks(years, lines))


def _of_many(atlas: Atlas, name: str, level: str, places: Sequence[str], years: Sequence[int]) -> Group:
    """Of the places that existed at the end of each year: how many have a value; letters say why others have none."""
    catalogue = atlas.catalogue
    there = {year: {id_ for id_ in places if catalogue.place(id_).exists_on(date(year, 12, 31))} for year in years}
    lines = []
    for id_ in atlas.ranks:
        by_year: dict[int, list[Figure]] = {}
        for figure in figures_of(catalogue, id_).all:
            if figure.place in there[figure.period]:
                by_year.setdefault(figure.period, []).append(figure)
        cells = (_cell(year, by_year.get(year, ()), len(there[year])) for year in years)
        lines.append(Line(_link(catalogue, id_), tuple(cells)))
    return Group(name, level, False, _blocks(years, lines))


def _cell(year: int, figures: Sequence[Figure], all_: int) -> Cell:
    told = {f.place for f in figures if f.value is not None}
    letters = {f.missing or STATUS[f.kind] for f in figures}
    return Cell(year, tuple(sorted(letters)), len(told), all_)


def _blocks(years: Sequence[int], lines: Sequence[Line]) -> tuple[Block, ...]:
    """The newest years first; years and indicators of which nothing is known are left out."""
    found = []
    for end in range(len(years), 0, -YEARS):
        part = slice(max(end - YEARS, 0), end)
        known = [Line(one.indicator, one.cells[part]) for one in lines if any(c.letters for c in one.cells[part])]
        if known:
            found.append(Block(tuple(years[part]), tuple(known)))
    return tuple(found)


def _lacks(atlas: Atlas) -> Iterator[Lack]:
    catalogue = atlas.catalogue
    for id_ in atlas.ranks:
        rule = catalogue.indicator(id_).computation
        if rule is None or catalogue.get("indicator", rule.numerator) is None:
            continue
        rates, counts = _told(atlas, id_), _told(atlas, rule.numerator)
        rate, count = _link(catalogue, id_), _link(catalogue, rule.numerator)
        if counts - rates:
            yield Lack("no_rate", rate, count, tuple(sorted(counts - rates)))
        if rates - counts:
            yield Lack("no_count", count, rate, tuple(sorted(rates - counts)))


def _told(atlas: Atlas, id_: str) -> set[int]:
    """Years of the home place that have a value, or a reason why there is none."""
    return {point.period for point in series_of(atlas.catalogue, atlas.catalogue.indicator(id_), atlas.home).points}


def _link(catalogue: Catalogue, id_: str) -> Link:
    return Link(catalogue.indicator(id_).name, f"chi-so/{id_}/")
