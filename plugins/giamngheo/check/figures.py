"""Rules about figures: what a reader could prove wrong with a pocket calculator."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from typing import cast

from giamngheo.check.context import Context, close
from giamngheo.derive.computed import key_of
from giamngheo.derive.figures import counted
from giamngheo.kinds.catalogue import Item
from giamngheo.kinds.figure import Figure
from giamngheo.kinds.indicator import UNKNOWN_STANDARD, Indicator, Observation
from giamngheo.kinds.problem import Position, Problem
from giamngheo.kinds.review import Review, Row
from giamngheo.kinds.values import Period, plain
from giamngheo.words import say, words

_WHOLE, _ENDLESS = Decimal(100), Decimal("Infinity")


def _observations(context: Context) -> Iterator[tuple[Item, Indicator, int, Observation]]:
    for item in context.catalogue.of("indicator").values():
        indicator = cast(Indicator, item.entry)
        for index, observation in enumerate(indicator.observations):
            yield item, indicator, index, observation


def _reviews(context: Context) -> Iterator[tuple[Item, Review]]:
    return ((item, context.catalogue.review(item.id)) for item in context.catalogue.of("review").values())


def _in_tables(context: Context) -> Iterator[tuple[str, Figure]]:
    """Every figure of every review with its indicator."""
    for item in context.catalogue.of("review").values():
        for id_, figures in item.table.figures.items() if item.table else ():
            yield from ((id_, figure) for figure in figures)


def sources(context: Context) -> Iterator[Problem]:
    for item in context.catalogue.of("indicator").values():
        indicator = cast(Indicator, item.entry)
        for field in ("observations", "targets"):
            for index, value in enumerate(getattr(indicator, field)):
                if value.source is None and getattr(value, "missing", None) is None:
                    yield Problem.at(
                        "G701", item.path, item.where(field, index), what=f"{value.place}, {value.period}"
                    )
    for item in context.catalogue.of("policy").values():
        policy = context.catalogue.policy(item.id)
        for index, amount in enumerate(policy.amounts):
            if amount.source is None and amount.law is None and not policy.sources and not policy.laws:
                yield Problem.at("G701", item.path, item.where("amounts", index), what=amount.label)


def mirrors(context: Context) -> Iterator[Problem]:
    """A figure is worth its source: reprints, listings and unknown hosts are refused."""
    known = context.register("ten-mien")
    for item in context.catalogue.of("source").values():
        url = context.catalogue.source(item.id).url
        if url is None or not known:
            continue
        host = re.sub(r"^https?://([^/:]+).*$", r"\1", url).removeprefix("www.")
        if any(host == name or host.endswith(f".{name}") for name in known):
            continue
        yield Problem.at("G702", item.path, item.where("url"), host=host, close=close(host, known))


def values(context: Context) -> Iterator[Problem]:
    """A unit is registered, a target is not among the results."""
    units = context.catalogue.of("unit")
    for item in context.catalogue.of("indicator").values():
        unit = cast(Indicator, item.entry).unit
        if not context.is_known("unit", unit):
            facts = {"unit": unit, "close": close(unit, units), "known": ", ".join(units)}
            yield Problem.at("G712", item.path, item.where("unit"), **facts)
    for item, _, index, observation in _observations(context):
        if observation.kind == "target":
            where, name = item.where("observations", index, "kind"), _place_name(context, observation.place)
            yield Problem.at("G707", item.path, where, place=name, period=observation.period)


def impossible(context: Context) -> Iterator[Problem]:
    """A rate lies between 0 and 100, be it printed or follow from its counts; nothing is less than none."""
    for item in context.catalogue.of("indicator").values():
        indicator = cast(Indicator, item.entry)
        code, most = ("G711", _WHOLE) if indicator.is_rate else ("G737", _ENDLESS)
        for index, target in enumerate(indicator.targets):
            if target.value is not None and not 0 <= target.value <= most:
                where, place = item.where("targets", index, "value"), _place_name(context, target.place)
                yield Problem.at(code, item.path, where, value=plain(target.value), place=place)
        for figure in counted(context.catalogue, item.id).all:
            if figure.value is not None and not 0 <= figure.value <= most:
                facts = {"value": plain(figure.value), "place": _place_name(context, figure.place)}
                yield Problem.at(code, figure.path, context.where(figure), **facts)


def duplicates(context: Context) -> Iterator[Problem]:
    """One value for a place, year, standard, method and kind, wherever it stands."""
    # Where each stands is found out only when it stands there twice.
    seen: dict[tuple[object, ...], tuple[str, Callable[[], Position]]] = {}
    for item, indicator, index, one in _observations(context):
        where, method = partial(item.where, "observations", index), one.method or indicator.method
        key: tuple[object, ...] = (item.id, one.place, one.period, one.standard, method, one.kind)
        _, first = seen.setdefault(key, (item.path, where))
        if first is not where:
            place = _place_name(context, one.place)
            yield Problem.at("G710", item.path, where(), place=place, period=one.period, first=first().line)
    told: set[tuple[str, str]] = set()
    for id_, figure in _in_tables(context):
        here = partial(_at, figure)
        path, first = seen.setdefault((id_, *key_of(figure)), (figure.path, here))
        # Once for two files: where one place stands twice, the others mostly do too.
        if first is here or (path, figure.path) in told:
            continue
        line = first().line
        if (path, line) != (figure.path, figure.at.line):
            told.add((path, figure.path))
            facts = {"period": figure.period, "first": say("check.line_of", line=line, path=path)}
            yield Problem.at("G710", figure.path, figure.at, place=_place_name(context, figure.place), **facts)


def validity(context: Context) -> Iterator[Problem]:
    """On the day that a value describes, its place exists and its standard applies."""
    # The same few places, days and standards stand in every indicator.
    right: set[tuple[object, ...]] = set()
    for item, _, index, one in _observations(context):
        key = (one.place, one.period, one.as_of, one.standard)
        if key in right:
            continue
        where = partial(item.where, "observations", index)
        found = [
            *_place_of(context, one.place, one.day, item.path, partial(where, "place")),
            *_standard_of(context, one, item.path, partial(where, "standard")),
        ]
        if not found:
            right.add(key)
        yield from found
    for item, review in _reviews(context):
        yield from _standard_of(context, review, item.path, partial(item.where, "standard"))
        if item.table is not None:
            for row in item.table.rows:
                yield from _place_of(context, row.place, review.day, item.table.path, partial(_at, row))


def _at(one: Figure | Row) -> Position:
    """Of a table each place is known as soon as it is read."""
    return one.at


def _place_of(context: Context, id_: str, day: date, path: str, at: Callable[[], Position]) -> Iterator[Problem]:
    if context.catalogue.get("place", id_) is None or context.catalogue.place(id_).exists_on(day):
        return
    place = context.catalogue.place(id_)
    facts = {"place": place.name, "day": words().day(day), "span": _span(place.valid_from, place.valid_to)}
    yield Problem.at("G706", path, at(), **facts, kin=_kin(context, id_, day))


def _standard_of(
    context: Context, one: Observation | Review, path: str, at: Callable[[], Position]
) -> Iterator[Problem]:
    if one.standard in (None, UNKNOWN_STANDARD) or not context.catalogue.get("standard", str(one.standard)):
        return
    standard = context.catalogue.standard(str(one.standard))
    counted = Period(start=standard.baseline_from or standard.applies.start, end=standard.applies.end)
    if not counted.contains(one.day):
        span = _span(counted.start, counted.end)
        yield Problem.at("G705", path, at(), standard=standard.name, period=one.period, span=span)


def _kin(context: Context, id_: str, day: date) -> str:
    """The places to name instead: what a place became, or what it was before."""
    place = context.catalogue.place(id_)
    if place.valid_from is not None and day < place.valid_from:
        return say("check.forebears", places=", ".join(context.catalogue.predecessors.get(id_, ())) or "\u2013")
    return say("check.heirs", places=", ".join(merger.id for merger in place.merged_into) or "\u2013")


def _span(start: date | None, end: date | None) -> str:
    facts = {name: words().day(day) for name, day in (("start", start), ("end", end)) if day is not None}
    if start is None:
        return say("check.span_to", **facts)
    return say("check.span_from" if end is None else "check.span", **facts)


def unfinished_periods(context: Context) -> Iterator[Problem]:
    for item, _, index, one in _observations(context):
        if one.kind in ("final", "preliminary") and one.value is not None and one.day > context.today:
            where = item.where("observations", index, "period")
            yield Problem.at("G709", item.path, where, period=one.period, day=words().day(one.day))
    for item, review in _reviews(context):
        if review.kind in ("final", "preliminary") and review.day > context.today:
            where, day = item.where("as_of" if review.as_of else "period"), words().day(review.day)
            yield Problem.at("G709", item.path, where, period=review.period, day=day)


def _place_name(context: Context, id_: str) -> str:
    return context.catalogue.place(id_).name if context.catalogue.get("place", id_) else id_
