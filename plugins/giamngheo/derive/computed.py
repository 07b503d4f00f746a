"""What follows from counts: the sum of all parts of a place, and a rate as the ratio of two counts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.figure import Figure
from giamngheo.kinds.indicator import Indicator
from giamngheo.kinds.place import Level
from giamngheo.kinds.values import half_up

# Place, year, standard, method and how sure it is: only what agrees in all of them is added or divided.
Key = tuple[str, int, str | None, str, str]

# From the smallest: what was added for a place may be a part of the next.
LEVELS: tuple[Level, ...] = ("commune", "district", "province", "region")


def key_of(figure: Figure) -> Key:
    return figure.place, figure.period, figure.standard, figure.method, figure.kind


def is_exact(figure: Figure) -> bool:
    """A number that may be added up: there, and no mere bound."""
    return figure.value is not None and figure.bound is None


def sums_of_children(catalogue: Catalogue, figures: Sequence[Figure]) -> list[Figure]:
    """Counts of places without a row of their own, where one source gives those of all their parts."""
    held: dict[str, dict[Key, Figure]] = {}
    for figure in figures:
        held.setdefault(figure.place, {})[key_of(figure)] = figure
    found: list[Figure] = []
    for parent, level, ids in _parents(catalogue):
        for key, parts in _families(parent, ids, held).items():
            if key not in held.get(parent, ()) and len(parts) > 1 and are_all(catalogue, parent, level, parts):
                whole = held.setdefault(parent, {})[key] = _sum(parent, parts)
                found.append(whole)
    return found


def _parents(catalogue: Catalogue) -> Iterator[tuple[str, Level, Sequence[str]]]:
    for level in LEVELS:
        for (parent, of), ids in catalogue.children.items():
            if of == level and catalogue.get("place", parent) is not None:
                yield parent, level, ids


def _families(parent: str, ids: Iterable[str], held: Mapping[str, Mapping[Key, Figure]]) -> dict[Key, list[Figure]]:
    """Figures of the parts of a place, by what their sum would be."""
    families: dict[Key, list[Figure]] = {}
    for id_ in ids:
        for key, figure in held.get(id_, {}).items():
            families.setdefault((parent, *key[1:]), []).append(figure)
    return families


def are_all(catalogue: Catalogue, parent: str, level: Level, parts: Sequence[Figure]) -> bool:
    """Whether these are exact counts of one day and source, of every part of a place that existed on that day."""
    day, source = parts[0].day, parts[0].source
    if not catalogue.place(parent).exists_on(day):
        return False
    if not all(is_exact(part) and part.day == day and part.source == source for part in parts):
        return False
    return len(parts) == sum(catalogue.place(id_).exists_on(day) for id_ in catalogue.children[parent, level])


def _sum(place: str, parts: Sequence[Figure]) -> Figure:
    return replace(parts[0], place=place, value=total(parts), note=None, others=(), origin="computed")


def total(parts: Iterable[Figure]) -> Decimal:
    return sum((part.value for part in parts if part.value is not None), Decimal(0))


def rates(
    indicator: Indicator, printed: Iterable[Figure], above: Iterable[Figure], below: Iterable[Figure]
) -> Iterator[Figure]:
    """The rate of every place with both counts and no printed rate."""
    held = {key_of(figure) for figure in printed}
    bases = bases_of(below)
    for count in above:
        base = base_of(bases, count)
        if key_of(count) in held or base is None or not (is_exact(count) and is_exact(base)):
            continue
        if indicator.aggregation == "ratio_of_sums" or "computed" not in (count.origin, base.origin):
            yield _rate(indicator, count, base)


def bases_of(figures: Iterable[Figure]) -> Mapping[Key, Figure]:
    return {key_of(figure): figure for figure in figures}


def base_of(bases: Mapping[Key, Figure], figure: Figure) -> Figure | None:
    """The households that a figure is about: counted alike, or by no poverty standard at all."""
    place, period, standard, method, kind = key_of(figure)
    found = bases.get((place, period, standard, method, kind)) or bases.get((place, period, None, method, kind))
    return found if found is not None and found.day == figure.day else None


def ratio(indicator: Indicator, above: Decimal, below: Decimal) -> Decimal:
    return above / below * (100 if indicator.is_rate else 1)


def _rate(indicator: Indicator, count: Figure, base: Figure) -> Figure:
    assert count.value is not None and base.value is not None
    rate = replace(
        count,
        origin="backcast" if count.origin == "backcast" else "computed",
        # What a table notes is about its row; what was typed beside a count is about that count.
        note=None if count.origin == "typed" else count.note,
        others=(),
    )
    if not base.value:
        # A place without households has no rate.
        return replace(rate, value=None, missing="M")
    return replace(rate, value=half_up(ratio(indicator, count.value, base.value), indicator.decimals))
