"""What a call prints: a figure as its page shows it, a difference that may lawfully be taken, a policy's amount."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from giamngheo.derive.amounts import current, dated
from giamngheo.derive.indicators import figure, shown
from giamngheo.derive.series import Break, Point, Series, series_of
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.indicator import UNKNOWN_STANDARD
from giamngheo.kinds.policy import Amount
from giamngheo.kinds.values import Percent
from giamngheo.markup.calls import Call
from giamngheo.words import Words

# How many arguments each form takes.
FORMS = {"so": (3, 4), "chenh": (4,), "muc": (1, 2)}


class Quote(NamedTuple):
    """The text in the place of a call, or why there is none: a problem, its facts, and the argument it is about."""

    text: str | None = None
    trouble: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    argument: int = 0


def quote(catalogue: Catalogue, call: Call, words: Words, today: date) -> Quote:
    trouble = _misspelt(call) or _unknown(catalogue, call)
    if trouble:
        return trouble
    if call.name == "muc":
        return _amount(catalogue, call, words, today)
    indicator, place, *rest = call.arguments
    series = series_of(catalogue, catalogue.indicator(indicator), place)
    if call.name == "chenh":
        return _difference(series, int(rest[0]), int(rest[1]), words)
    standard = rest[1] if len(rest) > 1 else None
    return _figure(series, catalogue.indicator(indicator).method, int(rest[0]), standard, words)


def _misspelt(call: Call) -> Quote | None:
    years = {"chenh": call.arguments[2:], "so": call.arguments[2:3]}.get(call.name, ())
    if len(call.arguments) not in FORMS.get(call.name, ()):
        return Quote(trouble="G727")
    odd = [index for index, year in enumerate(years, 3) if not re.fullmatch(r"\d{4}", year)]
    return Quote(trouble="G727", argument=odd[0]) if odd else None


def _unknown(catalogue: Catalogue, call: Call) -> Quote | None:
    kinds = ("policy",) if call.name == "muc" else ("indicator", "place")
    named = [*zip(kinds, call.arguments, (1, 2), strict=False)]
    if len(call.arguments) == 4 and call.name == "so" and call.arguments[3] != UNKNOWN_STANDARD:
        named.append(("standard", call.arguments[3], 4))
    for kind, id_, index in named:
        if catalogue.get(kind, id_) is None:
            return Quote(None, "R401", (("kind", kind), ("id", id_)), index)
    return None


def called(catalogue: Catalogue, call: Call, today: date) -> Amount | None:
    """The amount that a call means; a policy with a single one needs no more than its own id."""
    policy, id_ = [*call.arguments, ""][:2]
    amounts = catalogue.policy(policy).amounts
    held = [one for one in amounts if one.id == (id_ or amounts[0].id)]
    return current(held, today) if held and (id_ or len(held) == len(amounts)) else None


def _amount(catalogue: Catalogue, call: Call, words: Words, today: date) -> Quote:
    amount = called(catalogue, call, today)
    if amount is not None:
        return Quote(dated(amount, today, words))
    policy, id_ = [*call.arguments, ""][:2]
    known = ", ".join(dict.fromkeys(one.id for one in catalogue.policy(policy).amounts))
    facts = {"id": policy, "name": catalogue.policy(policy).name, "found": id_, "known": known or "\u2013"}
    return Quote(None, "G732", tuple(facts.items()), len(call.arguments))


def _figure(series: Series, method: str, year: int, standard: str | None, words: Words) -> Quote:
    points = [point for point in _own(series, year) if standard in (None, point.standard)]
    points = [point for point in points if point.method == method] or points
    if not points or points[0].value is None:
        return _missing(series, year, points, words)
    if len({point.standard for point in points}) > 1:
        names = ", ".join(f"`{point.standard}`" for point in points)
        return Quote(None, "G729", (("place", series.place_name), ("period", str(year)), ("standards", names)), 3)
    return Quote(shown(series, points[0], words))


def _own(series: Series, year: int) -> list[Point]:
    """Of the place itself: what the place before it had stands under its own name."""
    return [point for point in series.points if point.period == year and point.place == series.place]


def _missing(series: Series, year: int, points: Sequence[Point], words: Words, argument: int = 3) -> Quote:
    reason = words.say(f"missing.{points[0].missing}") if points else words.say("figure.missing")
    years = sorted(
        {point.period for point in series.points if point.place == series.place and point.value is not None}
    )
    others = [point.place for point in series.points if point.period == year and point.place != series.place]
    facts = {
        "place": series.place_name,
        "period": str(year),
        "reason": reason,
        "years": ", ".join(map(str, years)) or "\u2013",
        "close": others[0] if others and not points else "",
    }
    return Quote(None, "G728", tuple(facts.items()), argument)


def _difference(series: Series, before: int, after: int, words: Words) -> Quote:
    ends = []
    for argument, year in enumerate((before, after), 3):
        points = [point for point in _own(series, year) if point.value is not None]
        if not points:
            return _missing(series, year, _own(series, year), words, argument)
        ends.append(points)
    pairs = [(start, end) for start in ends[0] for end in ends[1]]
    lawful = [pair for pair in pairs if not any(_between(series, *pair)) and not (pair[0].bound or pair[1].bound)]
    if lawful:
        return Quote(_between_years(series, *lawful[0], words))
    parted = next(_between(series, *pairs[0]), None)
    reason = words.say(f"break.{parted.reason}", detail=parted.detail) if parted else words.say("quote.bound")
    facts = {"place": series.place_name, "before": str(before), "after": str(after), "reason": reason.rstrip(".")}
    return Quote(None, "G730", tuple(facts.items()))


def _between(series: Series, start: Point, end: Point) -> Iterator[Break]:
    """The breaks between two values; years without a value break nothing."""
    at = {id(point): index for index, segment in enumerate(series.segments) for point in segment}
    first, last = sorted((at[id(start)], at[id(end)]))
    return (one for one in series.breaks[first:last] if one.reason != "gap")


def _between_years(series: Series, start: Point, end: Point, words: Words) -> str:
    assert start.value is not None and end.value is not None
    if series.unit == "percent":
        points = Percent(end.value) - Percent(start.value)
        return f"{words.decimal(abs(points.value))} {words.say('unit.points')}"
    return figure(series, abs(end.value - start.value), words)
