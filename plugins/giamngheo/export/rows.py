"""The table of an extract: one row a value, under the names that SDMX gives to columns."""

from collections.abc import Iterator, Mapping
from functools import cache

from giamngheo.derive.extracts import Area, Extract
from giamngheo.derive.series import Break, Point, Series
from giamngheo.kinds.source import Source
from giamngheo.render.licence import licence_of
from giamngheo.render.spec import Identity
from giamngheo.words import Words

# Every cell is text, empty where there is nothing to say; what each column means: words data.column and data.about.
COLUMNS = (
    "INDICATOR", "REF_AREA", "REF_AREA_CODE", "REF_AREA_NAME", "REF_AREA_LEVEL", "TIME_PERIOD", "OBS_VALUE",
    "UNIT_MEASURE", "METHOD", "STANDARD", "KIND", "OBS_STATUS", "BREAK_REASON", "MISSING_REASON", "BOUND", "AS_OF",
    "NOTE", "OTHER_VALUES", "SOURCE", "SOURCE_TITLE", "SOURCE_URL", "RELEASED", "ORIGIN", "LICENCE", "DEMONSTRATION",
)  # fmt: skip
# Their cells are the same in all rows of an extract, or are told by another one.
OF_ALL = frozenset({"INDICATOR", "UNIT_MEASURE", "RELEASED", "LICENCE", "DEMONSTRATION"})
OF_SOURCE = frozenset({"SOURCE_TITLE", "SOURCE_URL"})
NUMBERS = frozenset({"TIME_PERIOD", "OBS_VALUE"})
# Typed by an editor or read from a table: both are values as published.
ORIGIN = {"typed": "published", "table": "published", "computed": "computed", "backcast": "backcast"}

Row = tuple[str, ...]


def rows(extract: Extract, identity: Identity, words: Words) -> Iterator[Row]:
    """The rows in the order of the series, each from its first year to its last."""
    table = _Table(extract, identity, words)
    for series in extract.series:
        begins = beginnings(series)
        for point in series.points:
            yield table.row(point, begins.get(id(point)))


def beginnings(series: Series) -> Mapping[int, Break]:
    """By the identity of its first value: the break after which a segment begins; a gap in the years is none."""
    pairs = zip(series.breaks, series.segments[1:], strict=True)
    return {id(segment[0]): one for one, segment in pairs if one.reason != "gap"}


class _Table:
    def __init__(self, extract: Extract, identity: Identity, words: Words) -> None:
        self._areas: Mapping[str, Area] = {area.id: area for area in extract.areas}
        self._sources: Mapping[str, Source] = {cited.id: cited.source for cited in extract.sources}
        self._words = words
        subject = extract.subject
        self._first = (subject.id,)
        self._unit = (subject.unit,)
        self._last = (str(subject.released or ""),)
        self._rights = rights(identity, words)

    def row(self, point: Point, begins: Break | None) -> Row:
        area = self._areas[point.place]
        source = self._sources.get(point.source or "")
        value = "" if point.value is None else f"{point.value:f}"
        others = "; ".join(f"{other.value:f} {other.source}" for other in point.others)
        return (
            *self._first, area.id, area.code or "", point.place_name, area.level, str(point.period), value,
            *self._unit, point.method, point.standard or "", point.kind, point.status, self._why(begins),
            self._words.say(f"missing.{point.missing}") if point.missing else "", point.bound or "",
            str(point.day), point.note or "", others, point.source or "", source.title if source else "",
            (source.url or "") if source else "", *self._last, ORIGIN[point.origin], *self._rights,
        )  # fmt: skip

    def _why(self, begins: Break | None) -> str:
        return self._words.say(f"break.{begins.reason}", detail=begins.detail) if begins else ""


@cache
def rights(identity: Identity, words: Words) -> tuple[str, str]:
    """What each row says of its reuse: the licence by its short name, and the mark of a demonstration."""
    licence = licence_of(identity.licence)
    mark = words.say("data.demonstration") if identity.is_demonstration else ""
    return licence.name if licence else identity.licence.rstrip("."), mark
