"""Years before a merger, cast back to the place that came of it: only as the sum of counts of all it was made of."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal, cast

from msgspec import Struct
from msgspec.structs import replace

from giamngheo.derive.computed import is_exact, total
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.figure import Figure
from giamngheo.words import say

Reason = Literal["part", "missing", "unlike", "rates"]
# Year, standard, method and day: how a count must have been made to be added to another.
Alike = tuple[int, str | None, str, date]


class Refusal(Struct, frozen=True):
    """A year that cannot be cast back to a place: `because` is the predecessor that stands in the way.

    part: it went there only in part; missing: it has no final count; unlike: it was counted otherwise or on another
    day; rates: only rates were published, and rates are never averaged.
    """

    place: str
    period: int
    reason: Reason
    because: str


def lineage(catalogue: Catalogue, place: str) -> tuple[str, ...]:
    """A place and those that became it one to one (Thừa Thiên Huế -> Huế), the oldest first."""
    chain = [place]
    while (before := _sole_forebear(catalogue, chain[0])) and before not in chain:
        chain.insert(0, before)
    return tuple(chain)


def _sole_forebear(catalogue: Catalogue, heir: str) -> str | None:
    """The one place that became it whole; one that it took in while it was there itself is none."""
    before = forebears(catalogue, heir)
    if len(before) != 1 or not _went_whole(catalogue, before[0], heir):
        return None
    end = catalogue.place(before[0]).valid_to
    return None if end is not None and catalogue.place(heir).exists_on(end) else before[0]


def forebears(catalogue: Catalogue, heir: str) -> tuple[str, ...]:
    """What a place was made of; a district is left out where its communes are told: it is the same ground again."""
    found = catalogue.predecessors.get(heir, ())
    if len(found) < 2:
        return tuple(found)
    around = {parent for id_ in found for parent in catalogue.above(id_)}
    return tuple(id_ for id_ in found if id_ not in around)


def _went_whole(catalogue: Catalogue, id_: str, heir: str) -> bool:
    return [(m.id, m.share) for m in catalogue.place(id_).merged_into] == [(heir, "whole")]


def cast_back(catalogue: Catalogue, figures: Iterable[Figure]) -> tuple[list[Figure], list[Refusal]]:
    """Sums for the places that came of several, and why others have none; an older merger may be part of a newer."""
    new = heirs(catalogue)
    book = _Book(catalogue, new, figures)
    found: list[Figure] = []
    refusals: list[Refusal] = []
    for heir in new:
        for alike in book.before(catalogue, heir):
            reason = _reason(catalogue, heir, alike, book)
            if reason is None:
                parts = [book.final[id_][alike] for id_ in forebears(catalogue, heir)]
                figure = _cast(catalogue, heir, parts)
                found.append(figure)
                book.add(heir, alike, figure)
            else:
                refusals.append(Refusal(heir, alike[0], *reason))
    return found, list(dict.fromkeys(refusals))


def heirs(catalogue: Catalogue) -> Sequence[str]:
    """Places that came of others, the oldest first; one with a single forebear is told with it (lineage)."""
    made = catalogue.made.setdefault("heirs", {})
    if () not in made:
        there = (id_ for id_ in catalogue.predecessors if catalogue.get("place", id_))
        found = [id_ for id_ in there if len(lineage(catalogue, id_)) == 1]
        made[()] = sorted(found, key=lambda id_: (catalogue.place(id_).valid_from or date.min, id_))
    return cast(Sequence[str], made[()])


class _Book:
    """Final counts by place and by how they were made; `years` are those of which a place has any figure."""

    def __init__(self, catalogue: Catalogue, new: Sequence[str], figures: Iterable[Figure]) -> None:
        self.final: dict[str, dict[Alike, Figure]] = {}
        self.years: dict[str, set[int]] = {}
        wanted = {*new, *(id_ for heir in new for id_ in forebears(catalogue, heir))}
        for figure in figures:
            if figure.place not in wanted:
                continue
            self.years.setdefault(figure.place, set()).add(figure.period)
            if figure.kind == "final" and is_exact(figure):
                self.add(figure.place, (figure.period, figure.standard, figure.method, figure.day), figure)

    def add(self, place: str, alike: Alike, figure: Figure) -> None:
        self.final.setdefault(place, {})[alike] = figure

    def before(self, catalogue: Catalogue, heir: str) -> list[Alike]:
        """How places that became this one were counted in years that it has no figure of."""
        place, known = catalogue.place(heir), self.years.get(heir, set())
        found = (alike for id_ in forebears(catalogue, heir) for alike in self.final.get(id_, ()))
        return [one for one in dict.fromkeys(found) if one[0] not in known and not place.exists_on(one[3])]


def _reason(catalogue: Catalogue, heir: str, alike: Alike, book: _Book) -> tuple[Reason, str] | None:
    for id_ in forebears(catalogue, heir):
        if not _went_whole(catalogue, id_, heir):
            return "part", id_
    for id_ in forebears(catalogue, heir):
        if alike not in book.final.get(id_, ()):
            return ("unlike" if alike[0] in book.years.get(id_, ()) else "missing"), id_
    return None


def _cast(catalogue: Catalogue, heir: str, parts: Sequence[Figure]) -> Figure:
    names = ", ".join(catalogue.place(part.place).name for part in parts)
    return replace(
        parts[0], place=heir, value=total(parts), kind="derived", origin="backcast", others=(),
        note=say("figure.backcast", places=names),
    )  # fmt: skip


def refused_rates(catalogue: Catalogue, rates: Iterable[Figure], refusals: Iterable[Refusal]) -> Iterator[Refusal]:
    """Why a rate is not cast back: what stood in the way of its counts, else that nothing but rates is known."""
    new = heirs(catalogue)
    book = _Book(catalogue, new, rates)
    told = {(one.place, one.period): one for one in reversed(list(refusals))}
    for heir in new:
        for alike in book.before(catalogue, heir):
            told.setdefault((heir, alike[0]), _refused(catalogue, heir, alike[0]))
    cast = {(heir, period) for heir, periods in book.years.items() for period in periods}
    yield from (one for key, one in told.items() if key not in cast)


def _refused(catalogue: Catalogue, heir: str, period: int) -> Refusal:
    before = forebears(catalogue, heir)
    part = next((id_ for id_ in before if not _went_whole(catalogue, id_, heir)), None)
    return Refusal(heir, period, "part", part) if part else Refusal(heir, period, "rates", before[0])
