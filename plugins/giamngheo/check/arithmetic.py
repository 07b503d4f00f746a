"""Rules of arithmetic: figures that contradict one another, each named with both numbers.

A note beside a figure says that it was published so: then nobody has to be asked. Within a table of ours nothing may
differ; between figures that others published a small difference is a warning.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import TypeVar

from msgspec import Struct

from giamngheo.check.context import Context
from giamngheo.derive.computed import Key, base_of, bases_of, is_exact, key_of, ratio, total
from giamngheo.derive.figures import counted, is_count
from giamngheo.kinds.figure import Figure
from giamngheo.kinds.indicator import Indicator, Target
from giamngheo.kinds.problem import Problem
from giamngheo.kinds.values import half_up
from giamngheo.words import words

# A figure, or what follows from one.
One = TypeVar("One", Figure, "Base")
# Sums of published figures may differ by so much of the whole: late corrections, not misprints of ours.
TOLERANCE = Decimal("0.001")
# Bases that rates imply agree within this share where the rates are right (docs: others agree within 0.3 %).
BASES = Decimal("0.003")
# A year that differs from its neighbours by so many times, and by more than chance.
TIMES = 3
AT_LEAST_POINTS, AT_LEAST_UNITS = Decimal(3), Decimal(100)
NEIGHBOURS = 2


def printed(context: Context, indicator_id: str) -> Iterator[Figure]:
    """What was typed or stood in a table; what was computed from it follows."""
    return (one for one in counted(context.catalogue, indicator_id).all if one.origin in ("typed", "table"))


def _indicators(context: Context) -> Iterator[tuple[str, Indicator]]:
    return ((id_, context.catalogue.indicator(id_)) for id_ in context.catalogue.of("indicator"))


def _problem(context: Context, code: str, figure: Figure, **facts: object) -> Problem:
    place = context.catalogue.place(figure.place).name
    return Problem.at(code, figure.path, context.where(figure), place=place, period=figure.period, **facts)


def half_unit(value: Decimal) -> Decimal:
    """Half a unit of the last printed decimal: as far as rounding may lead."""
    return Decimal(5).scaleb(int(value.as_tuple().exponent) - 1)


# --- rates and counts


def rates_against_counts(context: Context) -> Iterator[Problem]:
    """A rate fits its counts within half a unit of its last printed decimal, unless a note explains."""
    for id_, indicator in _indicators(context):
        rule = indicator.computation
        if rule is None or rule.denominator is None or not _are_counts(context, rule.numerator, rule.denominator):
            continue
        above = bases_of(counted(context.catalogue, rule.numerator).all)
        below = bases_of(counted(context.catalogue, rule.denominator).all)
        for one in printed(context, id_):
            count, base = above.get(key_of(one)), base_of(below, one)
            if (
                one.value is None
                or one.note
                or count is None
                or count.value is None
                or base is None
                or not base.value
            ):
                continue
            rate = ratio(indicator, count.value, base.value)
            if abs(rate - one.value) > half_unit(one.value):
                facts = {"above": words().decimal(count.value), "below": words().decimal(base.value)}
                facts |= {"rate": words().percent(half_up(rate, 2)), "printed": words().percent(one.value)}
                yield _problem(context, "G703", one, **facts)


def _are_counts(context: Context, *ids: str) -> bool:
    return all(is_count(context.catalogue, id_) for id_ in ids)


# --- sums


def sums_of_parts(context: Context) -> Iterator[Problem]:
    """Counts of all children of a place add up to the place, and parts of an indicator to the whole."""
    for id_, indicator in _indicators(context):
        if indicator.aggregation == "sum":
            for whole, parts in _wholes(context, bases_of(printed(context, id_))):
                yield from _sum(context, whole, parts)
        if indicator.parts:
            yield from _composition(context, id_, indicator)


def _composition(context: Context, id_: str, indicator: Indicator) -> Iterator[Problem]:
    held = [bases_of(printed(context, part)) for part in indicator.parts if is_count(context.catalogue, part)]
    for whole in printed(context, id_):
        parts = [one[key_of(whole)] for one in held if key_of(whole) in one]
        if len(parts) == len(indicator.parts):
            yield from _sum(context, whole, parts)


def _wholes(context: Context, held: Mapping[Key, One]) -> Iterator[tuple[One, list[One]]]:
    """What is held of a place, with the same of all its parts of one level on that day; never with some of them."""
    catalogue = context.catalogue
    keys: dict[str, list[Key]] = {}
    for key in held:
        keys.setdefault(key[0], []).append(key)
    for (parent, _), ids in catalogue.children.items():
        for whole in keys.get(parent, []):
            parts = _parts(context, whole, ids, held[whole].day)
            if parts and all(part in held for part in parts):
                yield held[whole], [held[part] for part in parts]


def _parts(context: Context, whole: Key, ids: Sequence[str], day: date) -> list[Key]:
    return [(id_, *whole[1:]) for id_ in ids if context.catalogue.place(id_).exists_on(day)]


def _sum(context: Context, whole: Figure, parts: Sequence[Figure]) -> Iterator[Problem]:
    if whole.note or not parts or not is_exact(whole) or not all(map(is_exact, parts)) or whole.value is None:
        return
    sum_ = total(parts)
    difference = abs(sum_ - whole.value)
    if not difference:
        return
    is_ours = all(one.origin == "table" and one.path == whole.path for one in (whole, *parts))
    is_small = difference <= TOLERANCE * whole.value and not is_ours
    facts = {"count": len(parts), "total": words().decimal(sum_), "printed": words().decimal(whole.value)}
    yield _problem(context, "G721" if is_small else "G704", whole, **facts, difference=words().decimal(difference))


def rates_beyond_their_parts(context: Context) -> Iterator[Problem]:
    """The rate of a whole lies between the lowest and the highest of its parts."""
    for id_, indicator in _indicators(context):
        rates = bases_of(printed(context, id_)) if indicator.is_rate else {}
        for whole, parts in _wholes(context, rates):
            values = [part.value for part in parts if part.value is not None]
            if whole.value is None or whole.note or whole.bound or len(values) != len(parts):
                continue
            if not min(values) <= whole.value <= max(values):
                facts = {"low": words().percent(min(values)), "high": words().percent(max(values))}
                printed_ = words().percent(whole.value)
                yield _problem(context, "G724", whole, printed=printed_, **facts, count=len(parts))


# --- the households that a rate is a share of


class Base(Struct, frozen=True):
    """How many households a count and its printed rate imply, from the least to the most that rounding allows."""

    rate: Figure
    indicator: Indicator
    households: Decimal
    low: Decimal
    high: Decimal
    is_noted: bool

    def __str__(self) -> str:
        return words().decimal(half_up(self.households, 0))

    @property
    def day(self) -> date:
        return self.rate.day


def _bases(context: Context) -> dict[Key, list[Base]]:
    """The bases that the rates of a place and year imply, of all indicators that count households."""
    found: dict[Key, list[Base]] = {}
    for id_, indicator in _indicators(context):
        rule = indicator.computation
        if not indicator.is_rate or rule is None or not _are_counts(context, rule.numerator):
            continue
        counts = bases_of(printed(context, rule.numerator))
        for one in printed(context, id_):
            base = _base(indicator, one, counts.get(key_of(one)))
            if base is not None:
                found.setdefault(key_of(one), []).append(base)
    return found


def _base(indicator: Indicator, rate: Figure, count: Figure | None) -> Base | None:
    if count is None or rate.value is None or not count.value or count.bound or rate.bound:
        return None
    half = half_unit(rate.value)
    if rate.value <= half:
        return None
    middle, low, high = (count.value / (rate.value + way * half) * 100 for way in (0, 1, -1))
    return Base(rate, indicator, middle, low, high, bool(rate.note or count.note))


def _disagree(one: Base, other: Base) -> bool:
    return max(one.low, other.low) - min(one.high, other.high) > BASES * min(one.high, other.high)


def rates_of_one_base(context: Context) -> Iterator[Problem]:
    """Poor and near-poor households of a place and year are shares of the same households."""
    for bases in _bases(context).values():
        for one, other in combinations(bases, 2):
            if one.is_noted or other.is_noted or not _is_one_base(one, other) or not _disagree(one, other):
                continue
            facts = {"name": other.indicator.name, "base": other, "other": one.indicator.name}
            yield _problem(context, "G722", other.rate, **facts, other_base=one)


def _is_one_base(one: Base, other: Base) -> bool:
    """Whether nothing says that two rates are of different things."""
    rules = (one.indicator.computation, other.indicator.computation)
    named = {rule.denominator for rule in rules if rule and rule.denominator}
    return len(named) < 2


def bases_against_parts(context: Context) -> Iterator[Problem]:
    """The households that the rate of a whole implies are as many as those of its parts."""
    found: dict[str, dict[Key, Base]] = {}
    for key, bases in _bases(context).items():
        for base in bases:
            found.setdefault(base.indicator.name, {})[key] = base
    for held in found.values():
        for whole, parts in _wholes(context, held):
            together = _together(whole, parts)
            if not whole.is_noted and _disagree(whole, together):
                yield _problem(context, "G723", whole.rate, base=whole, count=len(parts), parts=together)


def _together(whole: Base, parts: Sequence[Base]) -> Base:
    """As many households as all parts imply."""
    households, low, high = (
        sum(one, Decimal(0)) for one in zip(*((p.households, p.low, p.high) for p in parts), strict=True)
    )
    return Base(whole.rate, whole.indicator, households, low, high, is_noted=False)


# --- neighbouring years


def years_unlike_their_neighbours(context: Context) -> Iterator[Problem]:
    """A value some times as high or low as those of the years beside it is often a slip of a digit or a line."""
    for id_, indicator in _indicators(context):
        lines: dict[tuple[str, str | None, str], list[Figure]] = {}
        for one in printed(context, id_):
            if one.kind in ("final", "preliminary") and is_exact(one):
                lines.setdefault((one.place, one.standard, one.method), []).append(one)
        for line in lines.values():
            line.sort(key=lambda one: one.period)
            yield from _slips(context, indicator, line)


def _slips(context: Context, indicator: Indicator, line: Sequence[Figure]) -> Iterator[Problem]:
    for index, one in enumerate(line):
        beside = [*line[max(index - 1, 0) : index], *line[index + 1 : index + 2]]
        beside = [other for other in beside if abs(other.period - one.period) <= NEIGHBOURS]
        is_last = index == len(line) - 1
        # Of two years that differ, the later one is asked about; the first only beside two that agree.
        is_between = len(beside) == 2
        is_first = index == 0 and len(line) > 2 and not _is_slip(indicator, line[1], line[2])
        if one.note or not beside or not (is_between or is_last or is_first):
            continue
        if all(_is_slip(indicator, one, other) for other in beside) and not _is_asked_before(indicator, line, index):
            shown = "; ".join(f"{other.period}: {_shown(indicator, other)}" for other in beside)
            yield _problem(context, "G725", one, value=_shown(indicator, one), beside=shown)


def _is_asked_before(indicator: Indicator, line: Sequence[Figure], index: int) -> bool:
    """Whether the last value differs only from one that differs from all."""
    if index != len(line) - 1 or index < 2:
        return False
    return _is_slip(indicator, line[index - 1], line[index - 2])


def _is_slip(indicator: Indicator, one: Figure, other: Figure) -> bool:
    assert one.value is not None and other.value is not None
    low, high = sorted((one.value, other.value))
    at_least = AT_LEAST_POINTS if indicator.is_rate else AT_LEAST_UNITS
    return high - low >= at_least and high > TIMES * low


def _shown(indicator: Indicator, figure: Figure) -> str:
    assert figure.value is not None
    return words().percent(figure.value) if indicator.is_rate else words().decimal(figure.value)


# --- targets


def targets_of_another_base(context: Context) -> Iterator[Problem]:
    """A plan that names a level and a drop names the base too: it is the published result, or a note says why not."""
    for item in context.catalogue.of("indicator").values():
        indicator = context.catalogue.indicator(item.id)
        results = {
            (one.place, one.period, one.standard): one
            for one in printed(context, item.id)
            if one.kind == "final" and is_exact(one)
        }
        for index, target in enumerate(indicator.targets):
            result = results.get((target.place, target.period - 1, target.standard))
            base = base_of_target(target)
            if base is None or result is None or result.value is None or target.note:
                continue
            if abs(base - result.value) > half_unit(base) + half_unit(result.value):
                facts: dict[str, object] = {"place": context.catalogue.place(target.place).name}
                facts |= {"period": target.period, "before": result.period, "base": words().percent(base)}
                facts |= {"result": words().percent(result.value), "source": result.source}
                yield Problem.at("G726", item.path, item.where("targets", index, "drop_points"), **facts)


def base_of_target(target: Target) -> Decimal | None:
    """The level from which a target's drop begins."""
    if target.value is None or target.drop_points is None:
        return None
    return target.value + target.drop_points
