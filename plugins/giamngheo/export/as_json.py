"""Figures as JSON: the rows of the CSV, what all of them share told once; breaks, targets and sources beside them.

A number is written with the digits it was published with: 2.80.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from json.encoder import encode_basestring

from giamngheo.derive.extracts import Part, Subject
from giamngheo.derive.indicators import headline
from giamngheo.derive.mergers import Refusal
from giamngheo.derive.series import Break, Goal, Series
from giamngheo.export.rows import COLUMNS, NUMBERS, OF_ALL, OF_SOURCE, Row, Table, why
from giamngheo.export.written import Json, written
from giamngheo.kinds.source import Source
from giamngheo.kinds.values import uri
from giamngheo.render.licence import licence_of
from giamngheo.render.spec import Identity
from giamngheo.speech.sentences import spoken
from giamngheo.words import Words

_NEXT = ",\n"
# Where a cell stands in a row, its key, whether it is a number; what another part of the file says is left out.
_KEYS = tuple(
    (n, f'"{column}":', column in NUMBERS) for n, column in enumerate(COLUMNS) if column not in OF_ALL | OF_SOURCE
)


def one(table: Table) -> bytes:
    """The file of one extract."""
    return _file([*_head(table), *_parts(table)])


def of_place(tables: Sequence[Table]) -> bytes:
    """All indicators of a place in one file."""
    each = _NEXT.join(f"{{{_NEXT.join(_parts(table))}}}" for table in tables)
    name = tables[0].extract.series[0].place_name
    return _file([*_head(tables[0]), f'"place":{written(name)}', f'"indicators":[\n{each}\n]'])


def _file(parts: Iterable[str]) -> bytes:
    return f"{{{_NEXT.join(parts)}}}\n".encode()


def _head(table: Table) -> Iterator[str]:
    """What every file says of where it comes from and how far it may be trusted and used."""
    identity, words, page = table.identity, table.words, table.extract.page
    licence = licence_of(identity.licence)
    yield f'"address":{written(identity.absolute(page))}'
    yield f'"publisher":{written(identity.publisher)}'
    yield f'"licence":{written({"name": licence.name, "url": licence.url} if licence else None)}'
    yield f'"terms":{written(identity.licence)}'
    yield f'"demonstration":{written(words.say("ui.demo.statement") if identity.is_demonstration else None)}'


def _parts(table: Table) -> Iterator[str]:
    extract, words = table.extract, table.words
    yield f'"indicator":{written(_subject(extract.subject))}'
    yield f'"edition":{written(extract.edition)}'
    if extract.lead:
        yield f'"lead":{written(extract.lead.place)}'
        yield f'"headline":{written(headline(extract.subject, extract.lead, words))}'
        yield f'"spoken":{written(headline(extract.subject, extract.lead, spoken()))}'
    lines = _NEXT.join(map(_row, table.rows))
    yield f'"rows":[\n{lines}\n]'
    yield f'"breaks":{written([_break(s, one, words) for s in extract.series for one in s.breaks])}'
    if any(series.refusals for series in extract.series):
        yield f'"refusals":{written([_refusal(one) for s in extract.series for one in s.refusals])}'
    yield f'"targets":{written([_target(goal) for s in extract.series for goal in s.goals])}'
    yield f'"sources":{written({cited.id: _source(cited.source) for cited in extract.sources})}'
    if extract.parts:
        yield f'"parts":{written([_part(part, table.identity) for part in extract.parts])}'


def _subject(subject: Subject) -> Json:
    return {
        "id": subject.id,
        "name": subject.name,
        "plain": subject.plain,
        "definition": subject.definition,
        "unit": subject.unit,
        "unit_name": subject.unit_name,
        "decimals": subject.decimals,
        "direction": subject.direction,
        "method": subject.method,
        "released": _day(subject.released),
        "next_release": _day(subject.next_release),
    }


def _row(row: Row) -> str:
    """A row of what it has to say: empty cells are left out."""
    cells = [f"{key}{row[n] if number else encode_basestring(row[n])}" for n, key, number in _KEYS if row[n]]
    return f"{{{','.join(cells)}}}"


def _break(series: Series, one: Break, words: Words) -> Json:
    return {
        "REF_AREA": series.place,
        "before": one.before,
        "after": one.after,
        "reason": one.reason,
        "text": why(one, words),
    }


def _refusal(one: Refusal) -> Json:
    """A year that could not be cast back to the place of today, and the predecessor that stood in the way."""
    return {"REF_AREA": one.place, "TIME_PERIOD": one.period, "reason": one.reason, "because": one.because}


def _target(goal: Goal) -> Json:
    said: dict[str, Json] = {
        "REF_AREA": goal.place,
        "TIME_PERIOD": goal.period,
        "value": goal.value,
        "drop_points": goal.drop_points,
        "STANDARD": goal.standard,
        "BOUND": goal.bound,
        "NOTE": goal.note,
        "SOURCE": goal.source,
    }
    return {key: value for key, value in said.items() if value is not None}


def _source(source: Source) -> Json:
    return {
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url and uri(source.url),
        "published": str(source.published) if source.published else None,
        "document_no": source.document_no,
    }


def _part(part: Part, identity: Identity) -> Json:
    return {
        "REF_AREA": part.place,
        "name": part.name,
        "rows": part.rows,
        "csv": identity.absolute(f"{part.stem}.csv"),
        "json": identity.absolute(f"{part.stem}.json"),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
