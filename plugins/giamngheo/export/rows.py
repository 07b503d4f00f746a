"""The table of an extract: one row a value, under the names that SDMX gives to columns; targets are rows apart."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from giamngheo.derive.comparable import breaks_of
from giamngheo.derive.extracts import Area, Extract
from giamngheo.derive.series import Break, Goal, Point
from giamngheo.render.licence import licence_of
from giamngheo.render.spec import Identity
from giamngheo.words import Words

# Every cell is text, empty where there is nothing to say; what each column means: words data.column and data.about.
COLUMNS = (
    "INDICATOR", "REF_AREA", "REF_AREA_CODE", "REF_AREA_NAME", "REF_AREA_LEVEL", "TIME_PERIOD", "OBS_VALUE",
    "UNIT_MEASURE", "METHOD", "STANDARD", "KIND", "OBS_STATUS", "BREAK_REASON", "MISSING_REASON", "BOUND", "AS_OF",
    "NOTE", "OTHER_VALUES", "TARGET_VALUE", "TARGET_DROP", "SOURCE", "SOURCE_TITLE", "SOURCE_URL", "RELEASED",
    "ORIGIN", "LICENCE", "DEMONSTRATION",
)  # fmt: skip
# Their cells are the same in all rows of an extract, or are told by another one.
OF_ALL = frozenset({"INDICATOR", "UNIT_MEASURE", "RELEASED", "LICENCE", "DEMONSTRATION"})
OF_SOURCE = frozenset({"SOURCE_TITLE", "SOURCE_URL"})
NUMBERS = frozenset({"TIME_PERIOD", "OBS_VALUE"})
# What a row says it is whose level stands in a column of its own: nobody adds up or draws a target as a result.
TARGET = "target"
# Typed by an editor or read from a table: both are values as published.
ORIGIN = {"typed": "published", "table": "published", "computed": "computed", "backcast": "backcast"}

Row = tuple[str, ...]


class Table:
    """An extract as its files tell it; the rows are made once for all forms."""

    def __init__(self, extract: Extract, identity: Identity, words: Words) -> None:
        self.extract = extract
        self.identity = identity
        self.words = words

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """In the order of the series, each from its first year to its last."""
        return tuple(
            self._row(point, begins.get(id(point)))
            for series in self.extract.series
            for begins in [breaks_of(series)]
            for point in series.points
        )

    @cached_property
    def goals(self) -> tuple[Row, ...]:
        """The targets of all series: rows without a value, the level and the drop in columns of their own."""
        return tuple(self._goal(goal) for series in self.extract.series for goal in series.goals)

    @cached_property
    def rights(self) -> tuple[str, str]:
        """What each row says of its reuse: the licence by its short name, and the mark of a demonstration."""
        licence = licence_of(self.identity.licence)
        mark = self.words.say("data.demonstration") if self.identity.is_demonstration else ""
        return licence.name if licence else self.identity.licence.rstrip("."), mark

    @cached_property
    def _areas(self) -> Mapping[str, Area]:
        return {area.id: area for area in self.extract.areas}

    @cached_property
    def _sources(self) -> Mapping[str, tuple[str, str]]:
        return {cited.id: (cited.source.title, cited.source.url or "") for cited in self.extract.sources}

    def _row(self, point: Point, begins: Break | None) -> Row:
        area, subject = self._areas[point.place], self.extract.subject
        value = "" if point.value is None else f"{point.value:f}"
        others = "; ".join(f"{other.value:f} {other.source}" for other in point.others) if point.others else ""
        source = point.source or ""
        return (
            subject.id, area.id, area.code or "", point.place_name, area.level, str(point.period), value,
            subject.unit, point.method, point.standard or "", point.kind, point.status,
            why(begins, self.words) if begins else "",
            self.words.say(f"missing.{point.missing}") if point.missing else "", point.bound or "",
            str(point.day), point.note or "", others, "", "", source, *self._sources.get(source, ("", "")),
            str(subject.released or ""), ORIGIN[point.origin], *self.rights,
        )  # fmt: skip

    def _goal(self, goal: Goal) -> Row:
        area, subject = self._areas[goal.place], self.extract.subject
        level, drop = ("" if one is None else f"{one:f}" for one in (goal.value, goal.drop_points))
        source = goal.source or ""
        return (
            subject.id, area.id, area.code or "", area.name, area.level, str(goal.period), "",
            subject.unit, subject.method, goal.standard or "", TARGET, "", "", "", goal.bound or "",
            str(date(goal.period, 12, 31)), goal.note or "", "", level, drop,
            source, *self._sources.get(source, ("", "")), str(subject.released or ""), ORIGIN["typed"], *self.rights,
        )  # fmt: skip


def why(one: Break, words: Words) -> str:
    """What comes between two neighbouring values."""
    return words.say(f"break.{one.reason}", detail=one.detail)
