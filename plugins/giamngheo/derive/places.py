"""The page of a place: where it belongs, what it was, its figures and the entries about it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import islice
from typing import TypedDict

from msgspec import Struct

from giamngheo.derive.cards import Card, Link, card_of, links_of
from giamngheo.derive.cited import Cited, cited, number_of
from giamngheo.derive.comparable import YearRow, year_rows
from giamngheo.derive.composition import Composition, composition_at
from giamngheo.derive.contacts import Contact, SeasonView, contacts_at, season_at, season_view
from giamngheo.derive.dated import Dated, dated
from giamngheo.derive.extracts import FORMS_OF_PLACE, LOWER, Extract, head_of, place_extract, province_of
from giamngheo.derive.figures import figures_of
from giamngheo.derive.listings import list_of
from giamngheo.derive.mergers import lineage
from giamngheo.derive.progress import Progress, progresses
from giamngheo.derive.series import Goal, Point, Series
from giamngheo.kinds import DATED
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.indicator import Indicator
from giamngheo.kinds.place import Place
from giamngheo.words import say, words

LATEST = 12
# Of another place, where nothing tells of this one.
BORROWED = 6


class PlaceFigure(Struct, frozen=True):
    """One indicator of a place: its series year by year, the newest value, how it stands to each of its targets."""

    id: str
    indicator: Indicator
    address: str
    series: Series
    latest: Point | None
    progresses: tuple[Progress, ...]
    rows: tuple[YearRow, ...]
    extract: Extract

    @property
    def progress(self) -> Progress | None:
        """How it stands to its last target."""
        return self.progresses[-1] if self.progresses else None

    @property
    def goal(self) -> Goal | None:
        return self.progress.goal if self.progress else None


class Gone(Struct, frozen=True):
    """A place that was part of another, and where it lies today; `whole` tells one heir from several parts."""

    link: Link
    heirs: tuple[Link, ...]
    is_whole: bool


class Refused(Struct, frozen=True):
    """Years before a merger that are not cast back to a place: of which indicators, which place stands in the way."""

    reason: str
    because: Link
    years: tuple[int, ...]
    indicators: tuple[Link, ...]


class PlaceView(Struct, frozen=True):
    """`heirs` are where a place that has ceased lies today, `whole` tells one heir from several parts.

    `instead` are the places whose figures come nearest to those of one that has none; `entries_of` is the place that
    the entries tell of, where nothing tells of this one.
    """

    id: str
    address: str
    place: Place
    has_ceased: bool
    parents: tuple[Link, ...]
    heirs: tuple[Link, ...]
    is_whole: bool
    predecessors: tuple[Link, ...]
    children: tuple[Link, ...]
    former_children: tuple[Gone, ...]
    figures: tuple[PlaceFigure, ...]
    instead: tuple[Link, ...]
    composition: Composition | None
    refused: tuple[Refused, ...]
    sources: tuple[Cited, ...]
    entries: tuple[Card, ...]
    entries_of: Link | None
    lists: tuple[Link, ...]
    same_code: tuple[Link, ...]
    compared: tuple[Link, ...] = ()
    contacts: tuple[Contact, ...] = ()
    season: SeasonView | None = None

    def number_of(self, source: str | None) -> int | None:
        return number_of(self.sources, source)


class Atlas:
    """Who belongs to whom and which indicators speak of a place: made once a build."""

    def __init__(self, catalogue: Catalogue, today: date, home: str) -> None:
        self.catalogue = catalogue
        self.today = today
        self.home = home
        self.children: dict[str, list[str]] = {}
        self.by_code: dict[tuple[str, str], list[str]] = {}
        self.indicators: dict[str, list[str]] = {}
        self.ranks = by_rank(catalogue)
        for id_ in catalogue.of("place"):
            place = catalogue.place(id_)
            if place.parent:
                self.children.setdefault(place.parent, []).append(id_)
            if place.code:
                self.by_code.setdefault((place.level, place.code), []).append(id_)
        for id_ in self.ranks:
            targets = (target.place for target in catalogue.indicator(id_).targets)
            for place_id in dict.fromkeys((*figures_of(catalogue, id_).places, *targets)):
                self.indicators.setdefault(place_id, []).append(id_)

    def shown(self) -> list[str]:
        """Places with a page: the country's upper levels, the home province in full, whatever is spoken of."""
        upper = [
            id_
            for id_ in self.catalogue.of("place")
            if self.catalogue.place(id_).level not in ("district", "commune")
        ]
        wanted = [*upper, self.home, *self.indicators, *dated(self.catalogue).named("place")]
        wanted += [child for place in self.ours for child in self.children.get(place, [])]
        found: dict[str, None] = {}
        while wanted:
            id_ = wanted.pop()
            if id_ in found:
                continue
            found[id_] = None
            place = self.catalogue.place(id_)
            wanted += [merger.id for merger in place.merged_into]
            wanted += [place.parent] if place.parent else []
        return [id_ for id_ in self.catalogue.of("place") if id_ in found]

    def forms_of(self, id_: str) -> tuple[str, ...]:
        """The files of each indicator at a place; a commune of another province has one of all its figures only."""
        is_afar = self.catalogue.place(id_).level == "commune" and not self.is_near(id_)
        return () if is_afar else FORMS_OF_PLACE

    def is_near(self, id_: str) -> bool:
        """Whether a place stands in lists of all: districts and communes of others stand on their province's page."""
        return self.catalogue.place(id_).level not in LOWER or province_of(self.catalogue, id_) in self.ours

    @cached_property
    def ours(self) -> tuple[str, ...]:
        """The home province and what it was."""
        return (self.home, *self.catalogue.before(self.home))


def has_ceased(place: Place, today: date) -> bool:
    return place.valid_to is not None and place.valid_to < today


def place_view(atlas: Atlas, id_: str, shown: frozenset[str], compared: tuple[Link, ...] = ()) -> PlaceView:
    """`compared` leads to the pages that lay the place beside another."""
    catalogue, today, all_ = atlas.catalogue, atlas.today, dated(atlas.catalogue)
    place = catalogue.place(id_)
    held = (*atlas.children.get(id_, []), *_taken_over(atlas, id_))
    children = sorted(held, key=lambda c: (catalogue.place(c).level, catalogue.place(c).name))
    current = [c for c in children if catalogue.place(c).exists_on(today)]
    former = [c for c in children if not catalogue.place(c).exists_on(today)]
    family = lineage(catalogue, id_) + tuple(merger.id for merger in place.merged_into)
    figures = tuple(place_figures(atlas, id_))
    told = told_of(catalogue, id_)
    most = LATEST if told == id_ else BORROWED
    twins = [t for t in atlas.by_code.get((place.level, place.code or ""), []) if t not in (id_, *family)]
    return PlaceView(
        id=id_,
        address=f"dia-ban/{id_}/",
        place=place,
        has_ceased=has_ceased(place, today),
        parents=tuple(reversed(links_of(catalogue, "place", [*catalogue.above(id_)]))),
        heirs=tuple(sorted(_links(catalogue, [m.id for m in place.merged_into], shown), key=lambda link: link.name)),
        is_whole=all(m.share == "whole" for m in place.merged_into),
        predecessors=_links(catalogue, catalogue.predecessors.get(id_, []), shown),
        children=_links(catalogue, current, shown),
        former_children=tuple(_gone(catalogue, one, shown) for one in former),
        figures=figures,
        instead=() if figures else _links(catalogue, _nearest(atlas, id_), shown),
        composition=_composition(catalogue, id_),
        refused=refused_of(atlas, id_, shown),
        sources=cited(catalogue, _read(figures)),
        entries=tuple(card_of(catalogue, all_.items[rank], today) for rank in all_.naming("place", told)[:most]),
        entries_of=None if told == id_ else next(iter(_links(catalogue, [told], shown))),
        lists=tuple(_lists(all_, id_)),
        same_code=_links(catalogue, twins, shown),
        compared=compared,
        **_asking(catalogue, id_, today),
    )


def told_of(catalogue: Catalogue, id_: str) -> str:
    """The place whose entries a place shows: its own, else those of the next that it was made of or lies in."""
    around = (id_, *catalogue.predecessors.get(id_, []), *catalogue.above(id_))
    return next((one for one in around if dated(catalogue).naming("place", one)), id_)


def _lists(all_: Dated, id_: str) -> Iterator[Link]:
    """The lists of all entries about a place, where the newest are not all."""
    if len(all_.naming("place", id_)) > LATEST:
        for kind in DATED:
            if count := len(all_.naming("place", id_, kind)):
                yield Link(
                    say("ui.place.list", many=say(f"kind.{kind}.many"), count=words().decimal(count)),
                    list_of(kind, "place", id_),
                )


def _taken_over(atlas: Atlas, id_: str) -> Iterator[str]:
    """Parts of a place that went over whole, and lived on in its heir."""
    catalogue = atlas.catalogue
    for before in catalogue.predecessors.get(id_, []):
        last = catalogue.place(before).valid_to
        if last and all(
            merger.id == id_ and merger.share == "whole" for merger in catalogue.place(before).merged_into
        ):
            yield from (
                one for one in atlas.children.get(before, []) if (catalogue.place(one).valid_to or last) > last
            )


def _nearest(atlas: Atlas, id_: str) -> list[str]:
    """Of what a place was made of, and of what lies around it: the next that has figures."""
    before = [one for one in atlas.catalogue.predecessors.get(id_, []) if one in atlas.indicators]
    around = (one for one in atlas.catalogue.above(id_) if one in atlas.indicators)
    return [*before, *islice(around, 1)]


def _read(figures: Iterable[PlaceFigure]) -> Iterator[str | None]:
    """Where the figures of a place were read, as its tables stand: the newest year of each indicator first."""
    for one in figures:
        for row in one.rows:
            yield row.point.source
            yield from (other.source for other in row.point.others)
        yield from (progress.goal.source for progress in one.progresses)


class _Asking(TypedDict, total=False):
    contacts: tuple[Contact, ...]
    season: SeasonView | None


def _asking(catalogue: Catalogue, id_: str, today: date) -> _Asking:
    """Whom to ask at a place where people live and are reviewed today."""
    place = catalogue.place(id_)
    if place.level not in ("province", "commune") or not place.exists_on(today):
        return {}
    season = season_at(catalogue, id_, today)
    return {
        "contacts": contacts_at(catalogue, id_, season),
        "season": season_view(catalogue, season, today) if season else None,
    }


def _links(catalogue: Catalogue, ids: Sequence[str], shown: frozenset[str]) -> tuple[Link, ...]:
    """Names of places; only those with a page are links."""
    return tuple(
        link if id_ in shown else Link(link.name, None) for id_ in ids for link in links_of(catalogue, "place", [id_])
    )


def _gone(catalogue: Catalogue, id_: str, shown: frozenset[str]) -> Gone:
    heirs = catalogue.place(id_).merged_into
    [link] = _links(catalogue, [id_], shown)
    return Gone(link, _links(catalogue, [m.id for m in heirs], shown), all(m.share == "whole" for m in heirs))


def _composition(catalogue: Catalogue, id_: str) -> Composition | None:
    """Only where some year has both parts: one part alone is a row of the table."""
    found = composition_at(catalogue, id_)
    return found if found and any(len(stack.parts) > 1 for stack in found.stacks) else None


def refused_of(atlas: Atlas, id_: str, shown: frozenset[str]) -> tuple[Refused, ...]:
    """Why years before a merger are not told for a place; only places in `shown` are links."""
    found: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for indicator in atlas.ranks:
        for one in figures_of(atlas.catalogue, indicator).refused(id_):
            found.setdefault((one.reason, one.because), []).append((one.period, indicator))
    return tuple(
        Refused(
            reason,
            _links(atlas.catalogue, [because], shown)[0],
            tuple(sorted({year for year, _ in cases})),
            links_of(atlas.catalogue, "indicator", dict.fromkeys(indicator for _, indicator in cases)),
        )
        for (reason, because), cases in found.items()
    )


def by_rank(catalogue: Catalogue) -> list[str]:
    """Indicators in the order in which a reader should meet them: featured ones first."""
    ranks = {id_: catalogue.indicator(id_).featured for id_ in catalogue.of("indicator")}
    return sorted(ranks, key=lambda id_: (ranks[id_] is None, ranks[id_] or 0, id_))


def place_figures(atlas: Atlas, id_: str) -> Iterator[PlaceFigure]:
    """The figures of a place, featured ones first."""
    known = {one for place_id in lineage(atlas.catalogue, id_) for one in atlas.indicators.get(place_id, [])}
    forms = atlas.forms_of(id_)
    for indicator_id in atlas.ranks:
        if indicator_id in known:
            indicator = atlas.catalogue.indicator(indicator_id)
            extract = place_extract(atlas.catalogue, id_, indicator_id, forms)
            [series] = extract.series
            address = f"chi-so/{indicator_id}/"
            stands = progresses(atlas.catalogue, indicator, series)
            rows = year_rows(series)
            head = head_of(atlas.catalogue, indicator_id)
            yield PlaceFigure(indicator_id, head, address, series, series.latest, stands, rows, extract)
