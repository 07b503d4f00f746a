"""Figures as a workbook for offices: the values on the first sheet, what has to be known of them on the second."""

from collections.abc import Iterator
from decimal import Decimal

from giamngheo.derive.extracts import Extract
from giamngheo.derive.indicators import headline
from giamngheo.export.as_text import about, goal_line
from giamngheo.export.rows import COLUMNS, OF_ALL, Row, Table
from giamngheo.export.xlsx import Cell, Sheet, workbook
from giamngheo.render.spec import Identity
from giamngheo.words import Words

_SHOWN = tuple(n for n, column in enumerate(COLUMNS) if column not in OF_ALL)
_YEAR = COLUMNS.index("TIME_PERIOD")
_NUMBERS = tuple(COLUMNS.index(name) for name in ("OBS_VALUE", "TARGET_VALUE", "TARGET_DROP"))
# Letters that a column is wide; the others hold short codes.
_WIDTHS = {"REF_AREA": 24, "REF_AREA_NAME": 30, "NOTE": 60, "SOURCE_TITLE": 50, "SOURCE_URL": 40, "BREAK_REASON": 40}


def one(table: Table) -> bytes:
    """The file of one extract."""
    extract, words = table.extract, table.words
    columns = [COLUMNS[n] for n in _SHOWN]
    figures = Sheet(
        words.say("data.sheet.figures"),
        [_WIDTHS.get(column, 14) for column in columns],
        [words.say(f"data.column.{column}") for column in columns],
        list(map(_cells, (*table.rows, *table.goals))),
    )
    notes = Sheet(words.say("data.sheet.notes"), [24, 110], (), list(_notes(extract, table.identity, words)))
    return workbook(extract.name, (figures, notes))


def _cells(row: Row) -> list[Cell]:
    cells: list[Cell] = [row[n] for n in _SHOWN]
    cells[_SHOWN.index(_YEAR)] = int(row[_YEAR])
    for column in _NUMBERS:
        cells[_SHOWN.index(column)] = Decimal(row[column]) if row[column] else None
    return cells


def _notes(extract: Extract, identity: Identity, words: Words) -> Iterator[tuple[str, str]]:
    subject = extract.subject
    if identity.is_demonstration:
        yield words.say("ui.demo.label"), words.say("ui.demo.statement")
    yield words.say("data.sheet.indicator"), subject.name
    yield words.say("ui.indicator.definition"), subject.definition
    yield words.say("ui.indicator.unit"), subject.unit_name
    yield words.say("ui.indicator.measured"), words.say(f"method.{subject.method}")
    if extract.lead:
        yield words.say("data.sheet.headline"), headline(subject, extract.lead, words)
    for series in extract.series:
        for goal in series.goals:
            yield words.say("ui.goals.title"), f"{series.place_name}: {goal_line(series, goal, words)}"
    for cited in extract.sources:
        source = cited.source
        yield cited.id, ". ".join(part for part in (source.title, source.publisher, source.url) if part)
    for part in extract.parts:
        yield part.name, identity.absolute(f"{part.stem}.csv")
    for line in about(extract, identity, words):
        yield words.say("data.sheet.about"), line
