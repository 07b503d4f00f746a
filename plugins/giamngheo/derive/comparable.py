"""What of a series may be compared: its years row by row, and the stretches of years that were made alike."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from giamngheo.derive.series import Break, Point, Series


class YearRow(Struct, frozen=True):
    """One value in the table of a series; `since` is the break by which it begins anew.

    `then` names the place of the value where it is no longer that of the row above.
    """

    point: Point
    since: Break | None
    then: str


class Stretch(Struct, frozen=True):
    """Years that may be compared with one another: one standard, one way of counting, one boundary.

    `since` is the break that parts them from the stretch before.
    """

    first: int
    last: int
    count: int
    standard: str | None
    standard_name: str
    method: str
    place_name: str
    since: Break | None


def year_rows(series: Series) -> tuple[YearRow, ...]:
    """Every value, the newest first; years without one break nothing."""
    since, above, rows = breaks_of(series), series.place_name, []
    for point in reversed(series.points):
        rows.append(YearRow(point, since.get(id(point)), point.place_name if point.place_name != above else ""))
        above = point.place_name
    return tuple(rows)


def breaks_of(series: Series) -> Mapping[int, Break]:
    """By the identity of its first value: what parts a stretch from the one before."""
    pairs = zip(series.breaks, series.segments[1:], strict=True)
    return {id(segment[0]): one for one, segment in pairs if one.reason != "gap"}


def stretches_of(series: Series) -> tuple[Stretch, ...]:
    """In the order of time, as the line of the series is cut; a gap in the years parts nothing."""
    return tuple(_stretch(points, since) for points, since in _alike(series))


def _alike(series: Series) -> Iterator[tuple[list[Point], Break | None]]:
    since = breaks_of(series)
    points: list[Point] = []
    for segment in series.segments:
        if points and id(segment[0]) in since:
            yield points, since.get(id(points[0]))
            points = []
        points += segment
    if points:
        yield points, since.get(id(points[0]))


def _stretch(points: list[Point], since: Break | None) -> Stretch:
    first, last = points[0], points[-1]
    return Stretch(
        first.period, last.period, len(points), first.standard, first.standard_name, first.method,
        first.place_name, since,
    )  # fmt: skip
