"""Compare (so sánh): two places side by side, only in what was counted alike; which pairs have a page."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal, NamedTuple, cast

from msgspec import Struct

from giamngheo.derive.cards import Link, links_of
from giamngheo.derive.figures import figures_of
from giamngheo.derive.mergers import lineage
from giamngheo.derive.places import Atlas, by_rank
from giamngheo.derive.series import Point, series_of
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.figure import Figure
from giamngheo.kinds.indicator import UNKNOWN_STANDARD, Indicator

ROOT = "dia-ban/so-sanh/"
# Where the page of a place leads to those that compare it.
SECTION = "muc_so-sanh"
# A district or commune of the home province is paired with so many of its siblings: those with the most in common.
PARTNERS = 6
# Results, and what follows from results.
SURE = ("final", "derived")

Pair = tuple[str, str]


class Alike(NamedTuple):
    """What two figures must share to stand in one row."""

    indicator: str
    period: int
    standard: str | None
    method: str


class PairRow(Struct, frozen=True):
    """One year: both values as published, and how far the first lies above the second.

    `difference` is points of a rate, units of a count; None where a bound leaves it open.
    """

    unit: str
    unit_name: str
    period: int
    standard: str | None
    standard_name: str
    points: tuple[Point, Point]
    difference: Decimal | None


class PairGroup(Struct, frozen=True):
    """One indicator of both places: the years that may be compared, the newest first."""

    indicator: Link
    rows: tuple[PairRow, ...]


class PairView(Struct, frozen=True):
    """Two places; where one became the other there are no groups: they would be compared across a boundary."""

    address: str
    places: tuple[Link, Link]
    groups: tuple[PairGroup, ...]
    refusal: Literal["heir"] | None


class Choice(Struct, frozen=True):
    """A place that a reader may choose: its files are at the address of its page. `kin` are those it came of."""

    id: str
    name: str
    level: str
    kin: tuple[str, ...]


class CompareView(Struct, frozen=True):
    """The pairs of home, the places below it whose own page leads to theirs, all whose files a script may lay side by
    side.
    """

    pairs: tuple[Link, ...]
    below: tuple[Link, ...]
    choices: tuple[Choice, ...]


def pairs_of(atlas: Atlas) -> tuple[Pair, ...]:
    """Home with each province, siblings below home with their nearest, home with what it came of (to say why not)."""
    made = atlas.catalogue.made.setdefault("pairs", {})
    if atlas.home not in made:
        found = dict.fromkeys((*_of_home(atlas), *_of_siblings(atlas)))
        made[atlas.home] = tuple(sorted(found))
    return cast(tuple[Pair, ...], made[atlas.home])


def pairs_with(atlas: Atlas, id_: str) -> tuple[Link, ...]:
    """The pages that compare a place, by the name of the other one."""
    made = atlas.catalogue.made.setdefault("pairs with", {})
    if atlas.home not in made:
        found: dict[str, list[Link]] = {}
        for one, other in pairs_of(atlas):
            for place, beside in ((one, other), (other, one)):
                link = Link(atlas.catalogue.place(beside).name, address_of((one, other)))
                found.setdefault(place, []).append(link)
        made[atlas.home] = found
    links = cast(dict[str, list[Link]], made[atlas.home]).get(id_, ())
    return tuple(sorted(links, key=lambda link: link.name))


def address_of(pair: Pair) -> str:
    return f"{ROOT}{pair[0]}--{pair[1]}/"


def pair_view(catalogue: Catalogue, pair: Pair) -> PairView:
    [one], [other] = (links_of(catalogue, "place", [id_]) for id_ in pair)
    if _are_kin(catalogue, *pair):
        return PairView(address_of(pair), (one, other), (), "heir")
    return PairView(address_of(pair), (one, other), tuple(_groups(catalogue, pair)), None)


def compare_view(atlas: Atlas, shown: Iterable[str]) -> CompareView:
    catalogue = atlas.catalogue
    # What home was has a page beside it, which says why they are not compared: no pair to choose here.
    pairs = [pair for pair in pairs_of(atlas) if atlas.home in pair and not _are_kin(catalogue, *pair)]
    below = dict.fromkeys(id_ for pair in pairs_of(atlas) if atlas.home not in pair for id_ in pair)
    links = (Link(catalogue.place(id_).name, f"dia-ban/{id_}/#{SECTION}") for id_ in below)
    choices = [_choice(catalogue, id_) for id_ in shown if _has_files(atlas, id_)]
    return CompareView(
        pairs=tuple(Link(" – ".join(catalogue.place(id_).name for id_ in pair), address_of(pair)) for pair in pairs),
        below=tuple(sorted(links, key=lambda link: (link.name, link.address))),
        choices=tuple(sorted(choices, key=lambda one: (one.level, one.name, one.id))),
    )


def _choice(catalogue: Catalogue, id_: str) -> Choice:
    place = catalogue.place(id_)
    return Choice(id_, place.name, place.level, tuple(sorted(catalogue.before(id_))))


def _has_files(atlas: Atlas, id_: str) -> bool:
    known = any(one in atlas.indicators for one in lineage(atlas.catalogue, id_))
    return known and bool(atlas.forms_of(id_))


# Which pairs


def _of_home(atlas: Atlas) -> Iterator[Pair]:
    catalogue, home = atlas.catalogue, atlas.home
    if catalogue.get("place", home) is None:
        return
    mine = _keys(catalogue, home)
    for id_ in catalogue.of("place"):
        if catalogue.place(id_).level != "province" or id_ == home:
            continue
        if id_ in atlas.ours or mine & _keys(catalogue, id_):
            yield home, id_


def _of_siblings(atlas: Atlas) -> Iterator[Pair]:
    catalogue = atlas.catalogue
    for parent in atlas.ours:
        values = {id_: _keys(catalogue, id_) for id_ in atlas.children.get(parent, ())}
        for id_, mine in values.items():
            level = catalogue.place(id_).level
            common = {
                other: len(mine & theirs)
                for other, theirs in values.items()
                if other != id_ and catalogue.place(other).level == level and not _are_kin(catalogue, id_, other)
            }
            near = sorted((other for other in common if common[other]), key=lambda o: (-common[o], o))
            yield from (_pair(id_, other) for other in near[:PARTNERS])


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _are_kin(catalogue: Catalogue, one: str, other: str) -> bool:
    """Whether one came of the other, at once or over others."""
    return other in catalogue.before(one) or one in catalogue.before(other)


# What they have in common


def _groups(catalogue: Catalogue, pair: Pair) -> Iterator[PairGroup]:
    first, second = (_alike(catalogue, id_) for id_ in pair)
    common: dict[str, list[Alike]] = {}
    for one in first:
        if one in second:
            common.setdefault(one.indicator, []).append(one)
    for id_, found in common.items():
        indicator, [link] = catalogue.indicator(id_), links_of(catalogue, "indicator", [id_])
        rows = (_row(catalogue, indicator, one, (first[one], second[one])) for one in sorted(found, key=_newest))
        yield PairGroup(link, tuple(rows))


def _newest(alike: Alike) -> tuple[int, str]:
    return -alike.period, alike.standard or ""


def _row(catalogue: Catalogue, indicator: Indicator, alike: Alike, points: tuple[Point, Point]) -> PairRow:
    one, other = points
    is_open = one.value is None or other.value is None or one.bound or other.bound
    difference = None if is_open or one.value is None or other.value is None else one.value - other.value
    unit_name = catalogue.unit(indicator.unit).name
    return PairRow(indicator.unit, unit_name, alike.period, alike.standard, one.standard_name, points, difference)


def _alike(catalogue: Catalogue, place: str) -> dict[Alike, Point]:
    """The results of a place by what another must share to stand beside them."""
    return {
        Alike(id_, point.period, point.standard, point.method): point
        for id_ in by_rank(catalogue)
        for point in series_of(catalogue, catalogue.indicator(id_), place).points
        if _is_result(point)
    }


def _keys(catalogue: Catalogue, place: str) -> set[Alike]:
    """The same without making its series: asked of many places, at every build."""
    return {
        Alike(id_, figure.period, figure.standard, figure.method)
        for id_ in catalogue.of("indicator")
        for one in lineage(catalogue, place)
        for figure in figures_of(catalogue, id_).of(one)
        if _is_result(figure)
    }


def _is_result(one: Point | Figure) -> bool:
    return one.value is not None and one.kind in SURE and one.standard != UNKNOWN_STANDARD
