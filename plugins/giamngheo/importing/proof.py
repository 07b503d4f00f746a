"""What a table says twice: parts and their total, counts and their rate; where both cannot be, a note says so."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from giamngheo.importing.rows import Line, Places
from giamngheo.importing.values import Mark, Read, Reading, fits, rate_of
from giamngheo.kinds.values import half_up
from giamngheo.words import say, words

# Row and column of the sheet -> what stands there.
Held = Mapping[tuple[int, int], Read]


class Contradiction(Struct, frozen=True):
    """A row whose figure is not what others of the table give, in one sentence."""

    row: int
    text: str


def contradictions(places: Places, lines: list[Line], readings: list[Reading], held: Held) -> list[Contradiction]:
    named = [line for line in lines if line.place]
    found = [*_sums(places, named, readings, held), *_rates(named, readings, held)]
    return sorted(found, key=lambda it: it.row)


def compared(places: Places, lines: list[Line]) -> Iterator[tuple[Line, list[Line]]]:
    """Every place of the table with all its parts, where the table has all of them."""
    by_place = {line.place: line for line in lines}
    for line in lines:
        parts = places.children(line.place) if line.place else set()
        if parts and parts <= by_place.keys():
            yield line, [by_place[part] for part in sorted(parts)]


def _sums(places: Places, lines: list[Line], readings: list[Reading], held: Held) -> Iterator[Contradiction]:
    counts = [reading for reading in readings if reading.indicator.aggregation == "sum"]
    for line, parts in compared(places, lines):
        for reading in counts:
            whole = held[line.row.number, reading.column]
            values = [held[part.row.number, reading.column] for part in parts]
            numbers = [value for value in values if not isinstance(value, Mark)]
            if isinstance(whole, Mark) or len(numbers) < len(values) or sum(numbers) == whole:
                continue
            facts = {"indicator": reading.indicator.name, "printed": words().decimal(whole), "count": len(parts)}
            facts |= {"total": words().decimal(sum(numbers, Decimal(0)))}
            yield Contradiction(line.row.number, say("import.sum_differs", **facts))


def _rates(lines: list[Line], readings: list[Reading], held: Held) -> Iterator[Contradiction]:
    for reading, above, below in pairs(readings):
        for line in lines:
            rate, counted, base = (held[line.row.number, it.column] for it in (reading, above, below))
            if isinstance(rate, Mark) or isinstance(counted, Mark) or isinstance(base, Mark):
                continue
            if base == 0 or fits(rate, counted, base):
                continue
            facts = {"indicator": reading.indicator.name, "printed": words().percent(rate)}
            facts |= {"above": words().decimal(counted), "below": words().decimal(base)}
            text = say("import.rate_differs", **facts, rate=words().percent(half_up(rate_of(counted, base), 2)))
            yield Contradiction(line.row.number, text)


def pairs(readings: list[Reading]) -> Iterator[tuple[Reading, Reading, Reading]]:
    """Every rate of the table with the two counts that it is computed of."""
    by_id = {reading.id: reading for reading in readings}
    for reading in readings:
        rule = reading.indicator.computation
        if rule and rule.denominator and {rule.numerator, rule.denominator} <= by_id.keys():
            yield reading, by_id[rule.numerator], by_id[rule.denominator]
