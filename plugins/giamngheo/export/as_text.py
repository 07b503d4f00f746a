"""Figures as plain text for programs that read aloud: sentences first, then one line a value, the sources last."""

from collections.abc import Iterator

from giamngheo.derive.comparable import breaks_of
from giamngheo.derive.extracts import Extract
from giamngheo.derive.indicators import figure, headline, shown
from giamngheo.derive.series import Goal, Point, Series
from giamngheo.export.rows import Table, why
from giamngheo.kinds.source import Source
from giamngheo.render.spec import Identity
from giamngheo.speech.sentences import spoken
from giamngheo.words import Words

Numbers = dict[str, int]


def one(table: Table) -> bytes:
    """The file of one extract; the mark before it tells every program that it is UTF-8."""
    extract, identity, words = table.extract, table.identity, table.words
    blocks = (*_beginning(extract, identity, words), *_tables(extract, words), *_end(extract, identity, words))
    return "\n\n".join(blocks).encode("utf-8-sig") + b"\n"


def _beginning(extract: Extract, identity: Identity, words: Words) -> Iterator[str]:
    if identity.is_demonstration:
        yield words.say("ui.demo.statement")
    unit = words.say("text.unit", unit=extract.subject.unit_name)
    yield f"{extract.name}\n{extract.subject.plain}. {unit}"
    if extract.lead:
        yield headline(extract.subject, extract.lead, words)
        yield headline(extract.subject, extract.lead, spoken())


def _tables(extract: Extract, words: Words) -> Iterator[str]:
    numbers = {cited.id: cited.number for cited in extract.sources}
    for series in extract.series:
        yield "\n".join((series.place_name, *_lines(series, numbers, words)))


def _lines(series: Series, numbers: Numbers, words: Words) -> Iterator[str]:
    begins = breaks_of(series)
    for point in series.points:
        if id(point) in begins:
            one = begins[id(point)]
            yield words.say("text.break", before=one.before, after=one.after, why=why(one, words))
        yield _line(series, point, numbers, words)
    for goal in series.goals:
        yield _goal(series, goal, numbers, words)


def _line(series: Series, point: Point, numbers: Numbers, words: Words) -> str:
    facts = [
        shown(series, point, words),
        words.say(f"missing.{point.missing}" if point.missing else f"value.{point.kind}"),
    ]
    if point.standard_name:
        facts.append(words.say("text.standard", name=point.standard))
    if point.place != series.place:
        facts.append(words.say("ui.table.then", place=point.place_name))
    said = words.say("text.value", year=point.period, facts=", ".join(facts))
    others = (
        words.say("text.other", number=numbers[other.source], value=figure(series, other.value, words))
        for other in point.others
    )
    return " ".join((_with_end(said, point.note, point.source, numbers, words), *others))


def _goal(series: Series, goal: Goal, numbers: Numbers, words: Words) -> str:
    return _with_end(goal_line(series, goal, words), goal.note, goal.source, numbers, words)


def goal_line(series: Series, goal: Goal, words: Words) -> str:
    """A target in words: its year, the level, the drop in points."""
    facts = []
    if goal.value is not None:
        facts.append(shown(series, goal, words))
    if goal.drop_points is not None:
        facts.append(words.say("ui.goals.drop", points=words.decimal(goal.drop_points)))
    return words.say("text.goal", year=goal.period, facts=", ".join(facts))


def _with_end(said: str, note: str | None, source: str | None, numbers: Numbers, words: Words) -> str:
    ends = [said]
    if note:
        ends.append(note)
    if source:
        ends.append(words.say("text.source", number=numbers[source]))
    return " ".join(ends)


def _end(extract: Extract, identity: Identity, words: Words) -> Iterator[str]:
    if extract.parts:
        lines = (f"{part.name}: {identity.absolute(f'{part.stem}.csv')}" for part in extract.parts)
        yield "\n".join((words.say("text.parts"), *lines))
    if extract.sources:
        lines = (_source(cited.number, cited.source) for cited in extract.sources)
        yield "\n".join((words.say("ui.sources"), *lines))
    yield "\n".join(about(extract, identity, words))


def _source(number: int, source: Source) -> str:
    return f"{number}. {'. '.join(part for part in (source.title, source.publisher, source.url) if part)}"


def about(extract: Extract, identity: Identity, words: Words) -> Iterator[str]:
    """Where it is from, which edition it is, what may be done with it."""
    if extract.subject.released:
        yield words.say("ui.indicator.released", day=words.day(extract.subject.released))
    yield words.say("data.edition", edition=extract.edition)
    yield words.say("data.from", name=identity.name, address=identity.absolute(extract.page))
    yield words.say("ui.licence", licence=identity.licence.rstrip("."))
