"""The directory (danh bạ): what can be found without a search, as lists of links by letter, topic, place and year."""

import unicodedata
from collections.abc import Iterable, Mapping

from msgspec import Struct

from giamngheo.derive.cards import Link, links_of
from giamngheo.derive.listings import stretches
from giamngheo.kinds.catalogue import Catalogue

# Registers whose names people know; entries are found by topic, place and year.
LISTED = ("policy", "indicator", "document", "audience", "agency", "standard")


class Group(Struct, frozen=True):
    """Links under a letter or a year."""

    name: str
    links: tuple[Link, ...]


class Directory(Struct, frozen=True):
    """All of it; `questions` and `agencies` say where to ask when nothing is found."""

    letters: tuple[Group, ...]
    topics: tuple[Link, ...]
    places: tuple[Link, ...]
    years: tuple[Group, ...]
    questions: Link
    agencies: Link


def directory(catalogue: Catalogue, places: Iterable[str], roots: Mapping[str, Link]) -> Directory:
    """`roots` are the list pages of kinds."""
    named = [link for kind in LISTED for link in links_of(catalogue, kind, catalogue.of(kind)) if link.address]
    return Directory(
        letters=_grouped((_letter(link.name), link) for link in sorted(named, key=_by_name)),
        topics=links_of(catalogue, "topic", catalogue.of("topic")),
        places=tuple(sorted(links_of(catalogue, "place", places), key=_by_name)),
        years=_years(catalogue, roots),
        questions=roots["question"],
        agencies=roots["agency"],
    )


def years_of(catalogue: Catalogue) -> list[tuple[str, str, str]]:
    """Year, kind and address of every list by year."""
    return [
        (filter_.name, stretch.kind, filter_.address)
        for stretch in stretches(catalogue)
        for filter_ in stretch.filters.get("year", ())
    ]


def _years(catalogue: Catalogue, roots: Mapping[str, Link]) -> tuple[Group, ...]:
    found = [(year, Link(roots[kind].name, address)) for year, kind, address in years_of(catalogue)]
    return tuple(reversed(_grouped(found)))


def _grouped(pairs: Iterable[tuple[str, Link]]) -> tuple[Group, ...]:
    found: dict[str, list[Link]] = {}
    for name, link in pairs:
        found.setdefault(name, []).append(link)
    return tuple(Group(name, tuple(links)) for name, links in sorted(found.items()))


def _by_name(link: Link) -> tuple[str, str]:
    return (_bare(link.name), link.name)


def _letter(name: str) -> str:
    first = _bare(name)[:1].upper()
    return "0-9" if first.isdigit() else first


def _bare(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.lower().replace("\u0111", "d"))
    return "".join(letter for letter in plain if letter.isalnum() or letter == " ")
