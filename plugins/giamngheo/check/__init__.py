"""Rules that need the whole catalogue, one function a rule; each yields problems and never stops at the first."""

from collections.abc import Callable, Iterator

from giamngheo.check import addresses, figures, links, people, pictures, references, validity
from giamngheo.check.context import Context
from giamngheo.kinds.problem import Problem

CHECKS: tuple[Callable[[Context], Iterator[Problem]], ...] = (
    references.unknown_ids,
    addresses.addresses_of_two,
    addresses.reserved,
    links.bodies,
    pictures.media,
    people.consent,
    people.permission,
    people.identity_numbers,
    figures.sources,
    figures.mirrors,
    figures.values,
    figures.duplicates,
    figures.validity,
    figures.unfinished_periods,
    figures.rates_against_counts,
    figures.sums_of_parts,
    figures.points_called_percent,
    validity.amounts,
    validity.expired_laws,
    validity.answers_without_basis,
    validity.future_dates,
    validity.ends_before_beginning,
)


def check(context: Context) -> list[Problem]:
    """Every problem of the rules, sorted by file and line."""
    return sorted({problem for rule in CHECKS for problem in rule(context)})
