"""The page of an indicator: headline, series of the home place and of all others, comparisons, sources."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from giamngheo.derive.cards import Link, links_of
from giamngheo.derive.extracts import Extract, extract_of
from giamngheo.derive.figures import figures_of, released_of
from giamngheo.derive.series import Comparison, Goal, Point, Series, all_series, comparisons
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.correction import Correction
from giamngheo.kinds.indicator import Indicator
from giamngheo.kinds.source import Source
from giamngheo.words import Words


@dataclass(frozen=True)
class NumberedSource:
    """A source with the number by which the tables of the page cite it."""

    number: int
    id: str
    source: Source


@dataclass(frozen=True)
class IndicatorView:
    """`home` is the series shown first, None where the indicator has no value for the home place."""

    id: str
    address: str
    indicator: Indicator
    unit_name: str
    home: Series | None
    others: tuple[Series, ...]
    comparisons: tuple[Comparison, ...]
    sources: tuple[NumberedSource, ...]
    topics: tuple[Link, ...]
    numerator: Link | None
    denominator: Link | None
    corrections: tuple[Correction, ...]
    released: date | None
    extract: Extract

    @property
    def first(self) -> Series | None:
        """The series that speaks for the indicator; None where it has no value at all."""
        return self.home or next(iter(self.others), None)

    def number_of(self, source: str | None) -> int | None:
        return next((s.number for s in self.sources if s.id == source), None)


def indicator_view(catalogue: Catalogue, id_: str, home: str) -> IndicatorView:
    indicator = catalogue.indicator(id_)
    first = indicator.home or home
    series = all_series(catalogue, indicator)
    figures = figures_of(catalogue, id_).all
    ids = [*(one.source for one in figures), *(one.source for one in indicator.targets)]
    ids += [other.source for one in figures for other in one.others]
    cited = [NumberedSource(n, s, catalogue.source(s)) for n, s in enumerate(dict.fromkeys(filter(None, ids)), 1)]
    parts = indicator.computation
    return IndicatorView(
        id=id_,
        address=f"chi-so/{id_}/",
        indicator=indicator,
        unit_name=catalogue.units.get(indicator.unit, indicator.unit),
        home=next((s for s in series if s.place == first), None),
        others=tuple(s for s in series if s.place != first),
        comparisons=comparisons(catalogue, indicator),
        sources=tuple(cited),
        topics=links_of(catalogue, "topic", indicator.topics),
        numerator=_link(catalogue, parts.numerator) if parts else None,
        denominator=_link(catalogue, parts.denominator) if parts and parts.denominator else None,
        corrections=tuple(catalogue.correction(c) for c in indicator.corrections),
        released=released_of(catalogue, id_),
        extract=extract_of(catalogue, id_, home),
    )


def _link(catalogue: Catalogue, id_: str) -> Link | None:
    return next(iter(links_of(catalogue, "indicator", [id_])), None)


class Named(Protocol):
    """What has a name: an indicator, or the subject of a file."""

    @property
    def name(self) -> str: ...


def headline(indicator: Named, series: Series, words: Words) -> str:
    """One sentence that the data bear out; where there is no result it says so."""
    last = series.latest_result
    if last is None or last.value is None:
        return words.say("headline.none", place=series.place_name)
    facts: dict[str, object] = {
        "name": _small(indicator.name),
        "place": small_rank(last.place_name, words),
        "year": last.period,
        "value": shown(series, last, words),
    }
    change = series.change
    if change is None:
        return words.say("headline.level", **facts)
    size = abs(change.difference)
    unit = words.say("unit.points") if change.is_points else series.unit_name
    way = "same" if not change.difference else ("down" if change.difference < 0 else "up")
    return words.say(f"headline.{way}", **facts, amount=words.decimal(size), unit=unit, before=change.start)


def _small(text: str) -> str:
    """A common noun inside a sentence."""
    return text[:1].lower() + text[1:]


def small_rank(name: str, words: Words) -> str:
    """The rank before a place's own name is no name: Province of X -> province of X."""
    return _small(name) if re.match(words.say("pattern.rank"), name) else name


def shown(series: Series, point: Point | Goal, words: Words) -> str:
    """A value with its bound and its unit: 1,20 % ; about 3.870 households."""
    if point.value is None:
        return words.say("figure.missing")
    text = figure(series, point.value, words)
    return words.say(f"bound.{point.bound}", value=text) if point.bound else text


def figure(series: Series, value: Decimal, words: Words) -> str:
    """The one way a value becomes text, in sentence, table and chart: digits as published."""
    if series.unit == "percent":
        return words.percent(value)
    return f"{words.decimal(value)}\u00a0{series.unit_name}"
