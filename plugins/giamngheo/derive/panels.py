"""Panels: series of many places that share one scale, so that their lines can be compared by eye."""

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from giamngheo.derive.series import Series


class Panels(Struct, frozen=True):
    """The years and the highest value of all panels, and the series: one panel each."""

    first: int
    last: int
    top: Decimal
    series: tuple[Series, ...]


def panels_of(series: Iterable[Series]) -> Panels | None:
    """Of the series that have a value, in the order given."""
    shown = tuple(one for one in series if one.segments)
    points = [p for one in shown for segment in one.segments for p in segment]
    if not points:
        return None
    years = [p.period for p in points]
    return Panels(min(years), max(years), max(p.value for p in points if p.value is not None), shown)
