"""All figures of an indicator: typed, from tables of reviews, computed; made once for a catalogue."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, cast

from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.figure import Figure, Other
from giamngheo.kinds.indicator import Indicator, Observation, ValueKind


@dataclass(frozen=True, slots=True)
class Refusal:
    """A year that cannot be cast back to a place of today: `because` is the predecessor that stands in the way.

    part: it went there only in part; missing: it has no published count; unlike: counted by another standard, on
    another day or not final; rates: only rates were published, and rates are never averaged.
    """

    place: str
    period: int
    reason: Literal["part", "missing", "unlike", "rates"]
    because: str


class Figures:
    """All figures of one indicator, and those of a place at hand."""

    def __init__(self, figures: Iterable[Figure], refusals: Iterable[Refusal] = ()) -> None:
        self.all = tuple(figures)
        self.refusals = tuple(refusals)
        self._by_place: dict[str, list[Figure]] = {}
        for figure in self.all:
            self._by_place.setdefault(figure.place, []).append(figure)

    @property
    def places(self) -> Iterable[str]:
        """Every place with a figure, each once."""
        return self._by_place.keys()

    def of(self, place: str) -> tuple[Figure, ...]:
        return tuple(self._by_place.get(place, ()))

    def refused(self, place: str) -> tuple[Refusal, ...]:
        """Why years before a merger have no figure for the place that came of it."""
        return tuple(refusal for refusal in self.refusals if refusal.place == place)


def figures_of(catalogue: Catalogue, indicator_id: str) -> Figures:
    """What readers may see of an indicator; asked again, it is the same object."""
    made = catalogue.made.setdefault("figures", {})
    if indicator_id not in made:
        made[indicator_id] = Figures(_published(catalogue, indicator_id))
    return cast(Figures, made[indicator_id])


def _published(catalogue: Catalogue, indicator_id: str) -> Iterator[Figure]:
    """As typed, then as the tables of reviews have it."""
    yield from _typed(catalogue.of("indicator")[indicator_id])
    for item in catalogue.of("review").values():
        if item.table is not None:
            yield from item.table.figures.get(indicator_id, ())


def _typed(item: Item) -> Iterator[Figure]:
    indicator = cast(Indicator, item.entry)
    for index, one in enumerate(indicator.observations):
        if one.kind != "target":
            yield _figure(one, one.kind, indicator.method, item, index)


def _figure(one: Observation, kind: ValueKind, method: str, item: Item, index: int) -> Figure:
    others = tuple(Other(other.value, other.source) for other in one.others)
    return Figure(
        one.place, one.period, one.value, one.missing, one.standard, kind, one.as_of, one.bound, one.note, one.source,
        others, one.method or method, "typed", item.path, item.where("observations", index, "value"),
    )  # fmt: skip
