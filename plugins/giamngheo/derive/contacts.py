"""Whom to ask and when a place is reviewed: what a place's page opens with and an answer leads to."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from giamngheo.derive.cards import Link
from giamngheo.kinds.agency import Agency
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.season import Season


class Contact(Struct, frozen=True):
    """An agency that can be called, written to or gone to."""

    address: str
    agency: Agency


class SeasonView(Struct, frozen=True):
    """The review of one year at a place: this year's until it has ended, then next year's."""

    season: Season
    begins: date
    ends: date
    is_now: bool
    laws: tuple[Link, ...]


def contacts_of(catalogue: Catalogue, ids: Iterable[str]) -> tuple[Contact, ...]:
    known = (id_ for id_ in dict.fromkeys(ids) if catalogue.get("agency", id_))
    return tuple(Contact(f"co-quan/{id_}/", catalogue.agency(id_)) for id_ in known)


def contacts_at(catalogue: Catalogue, place: str, season: Season | None) -> tuple[Contact, ...]:
    """The agencies of the place itself, then those that the review names, then those of what it lies in."""
    at: dict[str, list[str]] = {}
    for id_ in catalogue.of("agency"):
        agency = catalogue.agency(id_)
        if agency.place and not agency.is_fictional:
            at.setdefault(agency.place, []).append(id_)
    above = [id_ for one in catalogue.above(place) for id_ in at.get(one, [])]
    return contacts_of(catalogue, [*at.get(place, []), *(season.ask if season else ()), *above])


def season_at(catalogue: Catalogue, place: str, today: date) -> Season | None:
    """The calendar of the nearest place around it that has one, else the country's, among those that hold."""
    held = {season.place: season for season in _holding(catalogue, today)}
    return next((held[one] for one in (place, *catalogue.above(place), None) if one in held), None)


def season_view(catalogue: Catalogue, season: Season, today: date) -> SeasonView:
    year = today.year if today <= season.ends.in_year(today.year) else today.year + 1
    begins, ends = season.begins.in_year(year), season.ends.in_year(year)
    laws = tuple(Link(catalogue.document(law).number, f"van-ban/{law}/") for law in season.laws)
    return SeasonView(season, begins, ends, begins <= today, laws)


def _holding(catalogue: Catalogue, today: date) -> list[Season]:
    found = [item.entry for item in catalogue.of("season").values() if isinstance(item.entry, Season)]
    begun = [one for one in found if one.valid_from is None or one.valid_from <= today]
    return [one for one in begun if one.valid_to is None or today <= one.valid_to]
