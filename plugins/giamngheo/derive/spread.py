"""Spread: the values of many places in one year, and the places whose value is missing, with the reason."""

from datetime import date
from decimal import Decimal

from msgspec import Struct

from giamngheo.derive.figures import figures_of
from giamngheo.derive.series import Comparison
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.figure import Figure
from giamngheo.kinds.indicator import Indicator


class Row(Struct, frozen=True):
    """One place: its value, or the letter that says why there is none."""

    place: str
    name: str
    address: str
    value: Decimal | None
    bound: str | None
    missing: str | None


class Spread(Struct, frozen=True):
    """Results of one indicator, year, standard and level: the highest first, then those without a value by name.

    `day` is the day that the values describe, and so the boundaries that hold.
    """

    name: str
    unit: str
    unit_name: str
    period: int
    day: date
    standard: str | None
    level: str
    parent: str | None
    parent_name: str
    rows: tuple[Row, ...]


def spread_of(catalogue: Catalogue, indicator: Indicator, comparison: Comparison) -> Spread:
    """A comparison together with the places of the same review that have no value."""
    wanted = (comparison.period, comparison.standard, indicator.method, "final")
    figures = figures_of(catalogue, catalogue.id_of(indicator)).all
    by_place = {f.place: f for f in figures if (f.period, f.standard, f.method, f.kind) == wanted}
    ranked = [by_place[row.place] for row in comparison.rows]
    absent = [f for f in by_place.values() if f.value is None and _belongs(catalogue, f.place, comparison)]
    absent.sort(key=lambda f: (catalogue.place(f.place).name, f.place))
    return Spread(
        name=indicator.name,
        unit=indicator.unit,
        unit_name=catalogue.unit(indicator.unit).name,
        period=comparison.period,
        day=max((f.day for f in ranked), default=date(comparison.period, 12, 31)),
        standard=comparison.standard,
        level=comparison.level,
        parent=comparison.parent,
        parent_name=comparison.parent_name,
        rows=tuple(_row(catalogue, f) for f in (*ranked, *absent)),
    )


def _belongs(catalogue: Catalogue, id_: str, comparison: Comparison) -> bool:
    place = catalogue.place(id_)
    return place.level == comparison.level and comparison.parent in (None, place.parent)


def _row(catalogue: Catalogue, one: Figure) -> Row:
    name = catalogue.place(one.place).name
    return Row(one.place, name, f"dia-ban/{one.place}/", one.value, one.bound, one.missing)
