"""All figures of an indicator: typed, from tables of reviews, and those that lawfully follow from them.

A printed value always wins over a computed one; a rate is computed as the ratio of sums, never as a mean of rates.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import cast

from msgspec.structs import replace

from giamngheo.derive.computed import base_of, bases_of, rates, sums_of_children
from giamngheo.derive.mergers import Refusal, cast_back, refused_rates
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.figure import Figure, Other
from giamngheo.kinds.indicator import Indicator, Observation, ValueKind

# Where a catalogue keeps them; they rest on no dated entry.
MADE = ("figures", "counted")


class Figures:
    """All figures of one indicator, and those of a place at hand."""

    def __init__(self, figures: Iterable[Figure], refusals: Iterable[Refusal] = ()) -> None:
        self.all = tuple(figures)
        self.refusals = tuple(refusals)
        self._by_place: dict[str, list[Figure]] = {}
        for figure in self.all:
            self._by_place.setdefault(figure.place, []).append(figure)
        self._refused: dict[str, list[Refusal]] = {}
        for refusal in self.refusals:
            self._refused.setdefault(refusal.place, []).append(refusal)

    @property
    def places(self) -> Iterable[str]:
        """Every place with a figure, each once."""
        return self._by_place.keys()

    def of(self, place: str) -> tuple[Figure, ...]:
        return tuple(self._by_place.get(place, ()))

    def refused(self, place: str) -> tuple[Refusal, ...]:
        """Why years before a merger have no figure for the place that came of it."""
        return tuple(self._refused.get(place, ()))


def figures_of(catalogue: Catalogue, indicator_id: str) -> Figures:
    """What readers may see of an indicator; asked again, it is the same object."""
    made = catalogue.made.setdefault("figures", {})
    if indicator_id not in made:
        made[indicator_id] = _without_small_bases(catalogue, indicator_id, counted(catalogue, indicator_id))
    return cast(Figures, made[indicator_id])


def counted(catalogue: Catalogue, indicator_id: str) -> Figures:
    """The same before anything is kept back for being about too few: for sums and rules, never for a page."""
    made = catalogue.made.setdefault("counted", {})
    if indicator_id not in made:
        made[indicator_id] = _counted(catalogue, indicator_id)
    return cast(Figures, made[indicator_id])


def share_figures(catalogue: Catalogue, public: Catalogue) -> None:
    """Where nothing is held back of indicators and reviews, readers may see every figure that there is: what was
    counted is the same.
    """
    if all(len(public.of(kind)) == len(catalogue.of(kind)) for kind in ("indicator", "review")):
        public.made["counted"] = catalogue.made.setdefault("counted", {})


def released_of(catalogue: Catalogue, indicator_id: str) -> date | None:
    """The newest day on which figures of an indicator were released."""
    reviews = [catalogue.review(id_) for id_ in catalogue.of("review")]
    days = [review.released for review in reviews if indicator_id in review.columns.values()]
    return max((day for day in (catalogue.indicator(indicator_id).released, *days) if day), default=None)


def _counted(catalogue: Catalogue, indicator_id: str) -> Figures:
    indicator = catalogue.indicator(indicator_id)
    published = list(_published(catalogue, indicator_id))
    if indicator.is_ratio:
        return _ratios(catalogue, indicator, published)
    if indicator.aggregation != "sum":
        return Figures(published)
    sums = sums_of_children(catalogue, published)
    cast_, refusals = cast_back(catalogue, [*published, *sums])
    return Figures([*published, *sums, *cast_], refusals)


def _ratios(catalogue: Catalogue, indicator: Indicator, printed: list[Figure]) -> Figures:
    rule = indicator.computation
    counts = [id_ for id_ in ((rule.numerator, rule.denominator) if rule else ()) if id_ and is_count(catalogue, id_)]
    held = [counted(catalogue, id_) for id_ in counts]
    computed = list(rates(indicator, printed, held[0].all, held[1].all)) if len(held) == 2 else []
    refusals = [refusal for one in held for refusal in one.refusals]
    return Figures([*printed, *computed], refused_rates(catalogue, [*printed, *computed], refusals))


def is_count(catalogue: Catalogue, id_: str) -> bool:
    return catalogue.get("indicator", id_) is not None and not catalogue.indicator(id_).is_ratio


# --- what was published


def _published(catalogue: Catalogue, indicator_id: str) -> Iterator[Figure]:
    """As typed, then as the tables of reviews have it."""
    for figure in _typed(catalogue.of("indicator")[indicator_id]):
        if catalogue.get("place", figure.place) is not None:
            yield figure
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
        others, one.method or method, "typed", item.path, index=index,
    )  # fmt: skip


# --- what is too small to be shown


def _without_small_bases(catalogue: Catalogue, indicator_id: str, figures: Figures) -> Figures:
    """Below the indicator's limit of households a rate, or a count above zero, might point at a family."""
    indicator = catalogue.indicator(indicator_id)
    limit, rule = indicator.suppress_below, indicator.computation
    if not limit:
        return figures
    below = rule.denominator if rule else None
    bases = bases_of(counted(catalogue, below).all if below and is_count(catalogue, below) else ())

    def is_small(figure: Figure) -> bool:
        if not indicator.is_ratio:
            return figure.value is not None and 0 < figure.value < limit
        base = base_of(bases, figure)
        return base is not None and base.value is not None and base.value < Decimal(limit)

    return Figures((_kept_back(one) if is_small(one) else one for one in figures.all), figures.refusals)


def _kept_back(figure: Figure) -> Figure:
    return replace(figure, value=None, missing="Q", bound=None, others=())
