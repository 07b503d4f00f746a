"""Rules that need the whole catalogue, one function a rule; each yields problems and never stops at the first."""

from collections.abc import Callable, Iterator

from giamngheo.check import (
    addresses,
    amounts,
    arithmetic,
    bulletins,
    claims,
    figures,
    files,
    ledger,
    links,
    people,
    pictures,
    prose,
    quotes,
    references,
    speech,
    validity,
)
from giamngheo.check.context import Context
from giamngheo.kinds.problem import Problem

CHECKS: tuple[Callable[[Context], Iterator[Problem]], ...] = (
    files.unread,
    files.misnamed,
    references.unknown_ids,
    references.home_place,
    references.translations,
    references.circles,
    references.mergers_in_circles,
    addresses.addresses_of_two,
    addresses.reserved,
    addresses.old_addresses,
    addresses.names_for_windows,
    addresses.folders_of_languages,
    links.bodies,
    quotes.quotes,
    pictures.media,
    people.consent,
    people.permission,
    people.identity_numbers,
    figures.sources,
    figures.mirrors,
    figures.values,
    figures.impossible,
    figures.duplicates,
    figures.validity,
    figures.unfinished_periods,
    arithmetic.rates_against_counts,
    arithmetic.sums_of_parts,
    arithmetic.rates_beyond_their_parts,
    arithmetic.rates_of_one_base,
    arithmetic.bases_against_parts,
    arithmetic.years_unlike_their_neighbours,
    arithmetic.targets_of_another_base,
    prose.points_called_percent,
    claims.contradicted,
    amounts.two_at_once,
    amounts.contradicted,
    amounts.unfounded,
    speech.unread,
    speech.unreadable_readings,
    bulletins.two_at_once,
    bulletins.places_that_were,
    bulletins.unreadable,
    validity.amounts,
    validity.expired_laws,
    validity.answers_without_basis,
    validity.future_dates,
    validity.future_claims,
    validity.ends_before_beginning,
    ledger.dates,
    ledger.states,
    ledger.answers,
    ledger.mergers,
    ledger.coverage,
    ledger.calendar,
    ledger.askers,
)

# Of these, what the words of an entry alone may be wrong about.
OF_WORDS = (links.bodies, people.identity_numbers, ledger.askers)


# Rules that say something is missing or does not fit: not asked where the field itself could not be read.
_ABOUT_FIELDS: dict[str, frozenset[str]] = {
    "P601": frozenset({"consent", "household", "illustrative", "status"}),
    "P602": frozenset({"consent", "status"}),
    "P603": frozenset({"consent", "status"}),
    "P604": frozenset({"origin", "permission"}),
    "P605": frozenset({"consent", "status"}),
    "G701": frozenset({"observations", "targets", "amounts"}),
    "V801": frozenset({"laws", "sources", "checked_on", "confirmed"}),
    "V803": frozenset({"legal_basis", "no_basis_reason", "status"}),
    "V804": frozenset({"date", "updated", "checked_on", "publish_at", "status"}),
    "V805": frozenset({"date", "updated", "valid_from", "valid_to"}),
}


def check(context: Context) -> list[Problem]:
    """Every problem of the rules, sorted by file and line; entries with mistakes are looked at as far as they go."""
    problems = _run(context)
    dropped = {item.path: fields for item, fields in context.loaded.salvaged}
    if dropped:
        whole = {problem for problem in problems if problem.path not in dropped}
        problems = whole | {p for p in _run(context.with_salvaged()) if _is_sure(p, dropped)}
    return sorted(problems)


def _run(context: Context) -> set[Problem]:
    return {problem for rule in CHECKS for problem in rule(context)}


def _is_sure(problem: Problem, dropped: dict[str, frozenset[str]]) -> bool:
    fields = dropped.get(problem.path)
    return fields is not None and not fields & _ABOUT_FIELDS.get(problem.code, frozenset())
