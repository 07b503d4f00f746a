"""The page of an indicator: headline, series of the home place and of all others, comparisons, sources."""

import re
from collections.abc import Iterable, Iterator, Sized
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Protocol, cast

from msgspec import Struct
from msgspec.structs import replace

from giamngheo.derive.cards import Link, links_of, name_of
from giamngheo.derive.cited import Cited, cited, number_of
from giamngheo.derive.comparable import Stretch, YearRow, breaks_of, stretches_of, year_rows
from giamngheo.derive.composition import NEAR_POOR, POOR, Composition, Hundred, composition_at, hundred_of
from giamngheo.derive.dated import dated
from giamngheo.derive.extracts import LOWER, Below, Extract, by_province, extract_of, head_of, province_of
from giamngheo.derive.figures import figures_of, released_of
from giamngheo.derive.panels import Panels, panels_of
from giamngheo.derive.progress import Progress, progresses
from giamngheo.derive.series import Break, Comparison, Goal, Point, Series, all_series, comparisons, series_telling_of
from giamngheo.derive.spread import Spread, spread_of
from giamngheo.derive.tiles import TileMap, tile_map_of
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.correction import Correction
from giamngheo.kinds.indicator import Indicator
from giamngheo.words import Words

# So many places stand on the page of an indicator, with so many values in tables and drawings: then its figures weigh
# ten thousand bytes at most, and the page fifteen. More have a page of their own, and those below a province pages by
# province.
PLACES, VALUES = 40, 430
# For how many values of other places a year and a target of the first one count, a map, bars, a small drawing and a
# source: measured.
YEAR, GOAL, MAP, BAR, PANEL, SOURCE = 30, 15, 40, 25, 8, 2
# At most so many small drawings of places, bars, groups of places that are compared, maps.
PANELS, BARS, GROUPS, MAPS = 12, 20, 6, 2
# So many entries are named that tell of its figures.
TELLING = 6


class Part(Struct, frozen=True):
    """The page of a province's districts and communes, where all of them would be too many."""

    address: str
    name: str
    count: int


class Places(Struct, frozen=True):
    """The places of an indicator but the first.

    Groups that may be compared, of which the first may be drawn (`bars`); a map for each state of the boundaries; all
    of them one by one, small drawings of some; pages by province.
    """

    address: str
    indicator: Indicator
    unit_name: str
    comparisons: tuple[Comparison, ...]
    bars: Spread | None
    maps: tuple[TileMap, ...]
    series: tuple[Series, ...]
    panels: Panels | None
    parts: tuple[Part, ...]


class IndicatorView(Struct, frozen=True):
    """`home` is the series shown first, None where the indicator has no value for the home place.

    `rows` and `stretches` tell it year by year and by what may be compared. Where `places` are many they are shown on
    a page of their own.
    """

    id: str
    address: str
    indicator: Indicator
    unit_name: str
    home: Series | None
    rows: tuple[YearRow, ...]
    stretches: tuple[Stretch, ...]
    progresses: tuple[Progress, ...]
    hundred: Hundred | None
    composition: Composition | None
    places: Places
    is_long: bool
    sources: tuple[Cited, ...]
    topics: tuple[Link, ...]
    numerator: Link | None
    denominator: Link | None
    corrections: tuple[Correction, ...]
    entries: tuple[Link, ...]
    released: date | None
    extract: Extract

    @property
    def first(self) -> Series | None:
        """The series that speaks for the indicator; None where it has no value at all."""
        return self.extract.lead

    def number_of(self, source: str | None) -> int | None:
        return number_of(self.sources, source)


class IndicatorCard(Struct, frozen=True):
    """An indicator in the list of all: what it asks, and its series of the home place, if it has one."""

    address: str
    indicator: Indicator
    home: Series | None


class PartView(Struct, frozen=True):
    """Districts and communes of one province: of a long indicator what its page leaves out."""

    address: str
    name: str
    title: str
    indicator: Indicator
    unit_name: str
    comparisons: tuple[Comparison, ...]
    series: tuple[Series, ...]


def indicator_view(catalogue: Catalogue, id_: str, home: str) -> IndicatorView:
    indicator = catalogue.indicator(id_)
    first = first_of(catalogue, id_, home)
    computation = indicator.computation
    composed = composition_at(catalogue, first.place) if first and id_ in (POOR, NEAR_POOR) else None
    return IndicatorView(
        id=id_,
        address=address_of(id_),
        indicator=head_of(catalogue, id_),
        unit_name=catalogue.unit(indicator.unit).name,
        home=first,
        rows=year_rows(first) if first else (),
        stretches=stretches_of(first) if first else (),
        progresses=progresses(catalogue, indicator, first) if first else (),
        hundred=hundred_of(composed) if composed else None,
        composition=composed if composed and len(composed.stacks) > 1 else None,
        places=places_of(catalogue, id_, home),
        is_long=is_long(catalogue, id_, home),
        sources=_cited(catalogue, indicator, first),
        topics=links_of(catalogue, "topic", indicator.topics),
        numerator=_link(catalogue, computation.numerator) if computation else None,
        denominator=_link(catalogue, computation.denominator) if computation and computation.denominator else None,
        corrections=tuple(catalogue.correction(c) for c in indicator.corrections),
        entries=tuple(islice(_telling_of(catalogue, id_), TELLING)),
        released=released_of(catalogue, id_),
        extract=extract_of(catalogue, id_, home),
    )


def _telling_of(catalogue: Catalogue, id_: str) -> Iterator[Link]:
    """What tells of its figures, the newest first."""
    all_ = dated(catalogue)
    for rank in all_.naming("indicator", id_):
        yield Link(name_of(all_.items[rank]), all_.items[rank].address)


def indicator_card(catalogue: Catalogue, id_: str, home: str) -> IndicatorCard:
    return IndicatorCard(address_of(id_), head_of(catalogue, id_), first_of(catalogue, id_, home))


def address_of(id_: str) -> str:
    return f"chi-so/{id_}/"


def first_of(catalogue: Catalogue, id_: str, home: str) -> Series | None:
    """The series of the place that an indicator is about before all others."""
    indicator = catalogue.indicator(id_)
    return series_telling_of(catalogue, indicator, indicator.home or home)


def is_long(catalogue: Catalogue, id_: str, home: str) -> bool:
    """Whether the places of an indicator are more than its page can hold."""
    made = catalogue.made.setdefault("long", {})
    if (id_, home) not in made:
        is_many = len(all_series(catalogue, catalogue.indicator(id_))) > PLACES
        made[id_, home] = is_many or _is_heavy(catalogue, id_, home)
    return cast(bool, made[id_, home])


def _is_heavy(catalogue: Catalogue, id_: str, home: str) -> bool:
    places, first = _places(catalogue, id_, home, {}), first_of(catalogue, id_, home)
    values = sum(len(one.rows) for one in places.comparisons)
    values += sum(MAP + len(one.tiles) for one in places.maps)
    values += sum(len(one.points) for one in places.series)
    values += PANEL * len(places.panels.series if places.panels else ()) + (BAR if places.bars else 0)
    values += sum(YEAR * len(one.points) + GOAL * len(one.goals) for one in (first,) if one)
    values += SOURCE * len(_cited(catalogue, catalogue.indicator(id_), first))
    return values > VALUES


def places_of(catalogue: Catalogue, id_: str, home: str) -> Places:
    return _places(catalogue, id_, home, below_provinces(catalogue, id_, home))


def _places(catalogue: Catalogue, id_: str, home: str, below: Below) -> Places:
    indicator, first = catalogue.indicator(id_), first_of(catalogue, id_, home)
    apart = {one.place for part in below.values() for one in part}
    others = tuple(s for s in all_series(catalogue, indicator) if s is not first and s.place not in apart)

    def is_here(level: str, parent: str) -> bool:
        return not below or level not in LOWER or province_of(catalogue, parent or None) is None

    groups = tuple(islice(comparisons(catalogue, indicator, is_here), GROUPS))
    spreads = [spread_of(catalogue, indicator, one) for one in groups]
    return Places(
        address=f"{address_of(id_)}cac-noi/",
        indicator=head_of(catalogue, id_),
        unit_name=catalogue.unit(indicator.unit).name,
        comparisons=groups,
        bars=next((one for one in spreads[:1] if len(one.rows) <= BARS), None),
        maps=_maps(catalogue, spreads),
        series=others,
        panels=panels_of([one for one in others if one.change][:PANELS]),
        parts=tuple(_part(catalogue, id_, place, part) for place, part in below.items()),
    )


def below_provinces(catalogue: Catalogue, id_: str, home: str) -> Below:
    """Districts and communes by their province, where there are too many places for one page."""
    return by_province(catalogue, id_) if is_long(catalogue, id_, home) else {}


def part_view(catalogue: Catalogue, id_: str, province: str) -> PartView:
    """The page of a province's districts and communes."""
    indicator, place = catalogue.indicator(id_), catalogue.place(province)
    series = by_province(catalogue, id_)[province]

    def is_here(level: str, parent: str) -> bool:
        return level in LOWER and province_of(catalogue, parent or None) == province

    return PartView(
        address=f"{address_of(id_)}tinh/{province}/",
        name=place.name,
        title=f"{indicator.name}, {place.name}",
        indicator=head_of(catalogue, id_),
        unit_name=catalogue.unit(indicator.unit).name,
        comparisons=tuple(islice(comparisons(catalogue, indicator, is_here), 1)),
        series=series,
    )


def _part(catalogue: Catalogue, id_: str, place: str, series: Sized) -> Part:
    return Part(f"{address_of(id_)}tinh/{place}/", catalogue.place(place).name, len(series))


def _maps(catalogue: Catalogue, spreads: Iterable[Spread]) -> tuple[TileMap, ...]:
    """Of each state of the boundaries the year with the most values, the newest of several.

    Squares in rows are shown only where there is nothing that looks like a map.
    """
    best: dict[tuple[str, ...], TileMap] = {}
    for one in filter(None, (tile_map_of(catalogue, spread) for spread in spreads)):
        vintage = tuple(tile.place for tile in one.tiles)
        if vintage not in best or len(best[vintage].told) < len(one.told):
            best[vintage] = one
    laid_out = [one for one in best.values() if one.is_laid_out or one.outline]
    return tuple((laid_out or list(best.values()))[:MAPS])


def _cited(catalogue: Catalogue, indicator: Indicator, home: Series | None) -> tuple[Cited, ...]:
    """Every source of the figures and targets; those of the page's own table come first, as they stand in it."""
    own: list[str | None] = []
    for point in reversed(home.points if home else ()):
        own += [point.source, *(other.source for other in point.others)]
    if home is None:
        own += _sources_of_first(catalogue, indicator)
    ids = [*own, *(goal.source for goal in (home.goals if home else ()))]
    for one in figures_of(catalogue, catalogue.id_of(indicator)).all:
        ids += [one.source, *(other.source for other in one.others)]
    ids += [target.source for target in indicator.targets]
    return cited(catalogue, ids, own)


def _sources_of_first(catalogue: Catalogue, indicator: Indicator) -> list[str | None]:
    """Of the values of the newest comparison, which stands first where there is no series of the home place."""
    for one in islice(comparisons(catalogue, indicator), 1):
        figures = figures_of(catalogue, catalogue.id_of(indicator))
        return [f.source for row in one.rows for f in figures.of(row.place) if f.period == one.period]
    return []


def _link(catalogue: Catalogue, id_: str) -> Link | None:
    return next(iter(links_of(catalogue, "indicator", [id_])), None)


class Named(Protocol):
    """What has a name: an indicator, or the subject of a file."""

    @property
    def name(self) -> str: ...


def headline(indicator: Named, series: Series, words: Words) -> str:
    """One sentence that the data bear out; where there is no result it says so."""
    unit = words.unit(series.unit_name, series.unit_spoken)
    if unit != series.unit_name:
        series = replace(series, unit_name=unit)
    last = series.latest_result
    if last is None or last.value is None:
        return words.say("headline.none", place=series.place_name)
    facts: dict[str, object] = {
        "name": _small(indicator.name),
        "place": small_rank(last.place_name, words),
        "year": words.year(last.period),
        "value": shown(series, last, words),
    }
    change = series.change
    if change is None:
        parted = _parted(series, last)
        said = words.say("headline.level", **facts)
        return f"{said} {words.say(f'headline.since.{parted.reason}')}" if parted else said
    size = abs(change.difference)
    unit = words.say("unit.points") if change.is_points else series.unit_name
    way = "same" if not change.difference else ("down" if change.difference < 0 else "up")
    return words.say(
        f"headline.{way}", **facts, amount=words.decimal(size), unit=unit, before=words.year(change.start)
    )


def _parted(series: Series, last: Point) -> Break | None:
    """What stands between the latest result and all that was before; years without a value part nothing."""
    since = breaks_of(series)
    return next((since.get(id(segment[0])) for segment in series.segments if last in segment), None)


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
