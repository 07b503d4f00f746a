"""Rules about figures: what a reader could prove wrong with a pocket calculator."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from typing import cast

from giamngheo.check.context import Context, close
from giamngheo.kinds.catalogue import Item
from giamngheo.kinds.indicator import UNKNOWN_STANDARD, Indicator, Observation
from giamngheo.kinds.problem import Position, Problem
from giamngheo.kinds.values import Period, half_up
from giamngheo.load.reading import Body
from giamngheo.load.text import position_at
from giamngheo.markup.scan import without_code
from giamngheo.words import say, words

# Place, year, standard and how sure the value is: a preliminary count is not held against a final one.
Key = tuple[str, int, str | None, str]


def _observations(context: Context) -> Iterator[tuple[Item, Indicator, int, Observation]]:
    for item in context.catalogue.of("indicator").values():
        indicator = cast(Indicator, item.entry)
        for index, observation in enumerate(indicator.observations):
            yield item, indicator, index, observation


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
        if host.endswith(".gov.vn") or any(host == name or host.endswith(f".{name}") for name in known):
            continue
        yield Problem.at("G702", item.path, item.where("url"), host=host, close=close(host, known))


def values(context: Context) -> Iterator[Problem]:
    """A rate lies between 0 and 100, a unit is registered, a target is not among the results."""
    units = context.register("don-vi")
    for item in context.catalogue.of("indicator").values():
        unit = cast(Indicator, item.entry).unit
        if units and unit not in units:
            facts = {"unit": unit, "close": close(unit, units), "known": ", ".join(units)}
            yield Problem.at("G712", item.path, item.where("unit"), **facts)
    for item, indicator, index, observation in _observations(context):
        where = item.where("observations", index, "value")
        name = _place_name(context, observation.place)
        if observation.kind == "target":
            where = item.where("observations", index, "kind")
            yield Problem.at("G707", item.path, where, place=name, period=observation.period)
        if indicator.is_rate and observation.value is not None and not 0 <= observation.value <= 100:
            yield Problem.at("G711", item.path, where, value=observation.value, place=name)


def duplicates(context: Context) -> Iterator[Problem]:
    seen: dict[tuple[str, str, int, str | None, str], int] = {}
    for item, _, index, one in _observations(context):
        key = (item.id, one.place, one.period, one.standard, one.kind)
        if key in seen:
            first = item.where("observations", seen[key]).line
            place, where = _place_name(context, one.place), item.where("observations", index)
            yield Problem.at("G710", item.path, where, place=place, period=one.period, first=first)
        seen.setdefault(key, index)


def validity(context: Context) -> Iterator[Problem]:
    """On the day that a value describes, its place exists and its standard applies."""
    for item, _, index, one in _observations(context):
        if context.catalogue.get("place", one.place) and not context.catalogue.place(one.place).exists_on(one.day):
            place = context.catalogue.place(one.place)
            facts = {
                "place": place.name,
                "day": words().day(one.day),
                "span": _span(place.valid_from, place.valid_to),
            }
            facts["kin"] = _kin(context, one.place, one.day)
            yield Problem.at("G706", item.path, item.where("observations", index, "place"), **facts)
        if one.standard in (None, UNKNOWN_STANDARD) or not context.catalogue.get("standard", str(one.standard)):
            continue
        standard = context.catalogue.standard(str(one.standard))
        counted = Period(start=standard.baseline_from or standard.applies.start, end=standard.applies.end)
        if not counted.contains(one.day):
            where, span = item.where("observations", index, "standard"), _span(counted.start, counted.end)
            yield Problem.at("G705", item.path, where, standard=standard.name, period=one.period, span=span)


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


def rates_against_counts(context: Context) -> Iterator[Problem]:
    """A rate fits its counts within half a unit of its last printed decimal, unless a note explains."""
    for item in context.catalogue.of("indicator").values():
        indicator = cast(Indicator, item.entry)
        rule = indicator.computation
        if rule is None or rule.denominator is None:
            continue
        above, below = _by_key(context, rule.numerator), _by_key(context, rule.denominator)
        for index, one in enumerate(indicator.observations):
            key = (one.place, one.period, one.standard, one.kind)
            base = below.get(key) or below.get((one.place, one.period, None, one.kind))
            if one.value is None or one.note or key not in above or not base:
                continue
            rate = above[key] / base * 100
            if abs(rate - one.value) > _half_unit(one.value):
                facts = {"place": _place_name(context, one.place), "period": one.period}
                facts |= {"above": words().decimal(above[key]), "below": words().decimal(base)}
                facts |= {"rate": words().percent(half_up(rate, 2)), "printed": words().percent(one.value)}
                yield Problem.at("G703", item.path, item.where("observations", index, "value"), **facts)


def _half_unit(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    return Decimal(5).scaleb(int(exponent) - 1)


def _by_key(context: Context, id_: str) -> dict[Key, Decimal]:
    item = context.catalogue.get("indicator", id_)
    if item is None:
        return {}
    observations = cast(Indicator, item.entry).observations
    return {(o.place, o.period, o.standard, o.kind): o.value for o in observations if o.value is not None}


def sums_of_parts(context: Context) -> Iterator[Problem]:
    """Counts of all children of a place add up to the place, unless a note explains the difference."""
    children = defaultdict(set)
    for item in context.catalogue.of("place").values():
        parent = context.catalogue.place(item.id).parent
        if parent:
            children[parent].add(item.id)
    for item in context.catalogue.of("indicator").values():
        indicator = cast(Indicator, item.entry)
        if indicator.aggregation != "sum":
            continue
        held = _by_key(context, item.id)
        for index, one in enumerate(indicator.observations):
            day = one.day
            parts = {p for p in children[one.place] if context.catalogue.place(p).exists_on(day)}
            keys = [(p, one.period, one.standard, one.kind) for p in parts]
            found = [held[key] for key in keys if key in held]
            if one.value is None or one.note or not parts or len(found) != len(parts) or sum(found) == one.value:
                continue
            total = sum(found, Decimal(0))
            facts: dict[str, object] = {"place": _place_name(context, one.place), "period": one.period}
            facts |= {
                "count": len(found),
                "total": words().decimal(total),
                "printed": words().decimal(one.value),
            }
            facts["difference"] = words().decimal(abs(total - one.value))
            yield Problem.at("G704", item.path, item.where("observations", index, "value"), **facts)


def points_called_percent(context: Context) -> Iterator[Problem]:
    """A drop in percent beside a rate: the press means percentage points."""
    for body in context.bodies:
        for line, column, found, value in body.noted("drop_in_percent", partial(_drops_in_percent, body)):
            yield Problem.at("G708", body.path, Position(line, column), found=found, value=value)


def _drops_in_percent(body: Body) -> list[tuple[int, int, str, str]]:
    if "%" not in body.text:
        return []
    text = without_code(body.text)
    found = re.finditer(say("pattern.drop_in_percent"), text, re.IGNORECASE)
    return [
        (*position_at(body.text, match.start(), body.line), match[0], match["value"])
        for match in found
        if _means_points(text, match)
    ]


def _means_points(text: str, match: re.Match[str]) -> bool:
    """Beside a rate, in the writer's own words, and not already explained as points."""
    is_beside_rate = re.search(say("pattern.rate"), _sentence_around(text, match.start()), re.IGNORECASE)
    is_quoted = text.rfind("\u201c", 0, match.start()) > text.rfind("\u201d", 0, match.start())
    is_explained = re.match(say("pattern.points_after"), text[match.end() :], re.IGNORECASE)
    return bool(is_beside_rate) and not is_quoted and not is_explained


def _sentence_around(text: str, offset: int) -> str:
    start = max(text.rfind(mark, 0, offset) for mark in (". ", "\n\n", "! ", "? "))
    ends = [text.find(mark, offset) for mark in (". ", "\n\n", "! ", "? ")]
    end = min((e for e in ends if e >= 0), default=len(text))
    return text[start + 1 : end]


def _place_name(context: Context, id_: str) -> str:
    return context.catalogue.place(id_).name if context.catalogue.get("place", id_) else id_
