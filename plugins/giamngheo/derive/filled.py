"""What entries and registers print in their own fields: calls in a title, an answer, a step are filled in first."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from giamngheo.kinds import PRINTING, SENTENCES
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.entry import Registered
from giamngheo.markup.calls import Call, calls, filled


@cache
def _fields(kind: type[Registered]) -> tuple[str, ...]:
    """Which fields of sentences a kind has."""
    return tuple(field for field in SENTENCES if field in kind.model_fields)


def texts_of(entry: Registered) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The sentences of an entry's fields by where they stand."""
    for field in _fields(type(entry)):
        value = getattr(entry, field)
        if isinstance(value, str):
            yield (field,), value
        elif value:
            yield from (((field, index), line) for index, line in enumerate(value))


def calls_of(entry: Registered) -> Iterator[tuple[tuple[str | int, ...], Call]]:
    for where, text in texts_of(entry):
        if "{{" in text:
            yield from ((where, call) for call in calls(text))


def printing(catalogue: Catalogue) -> Iterator[tuple[Item, Registered]]:
    """What may call for a figure in its fields, as it was read."""
    for kind in PRINTING:
        yield from ((item, item.entry) for item in catalogue.of(kind).values() if _may_call(item))


def _may_call(item: Item) -> bool:
    """Noted with the reading of a file: hardly any calls."""
    return item.prose is None or bool(item.prose.noted("calls", lambda _: any(calls_of(item.entry))))


def with_quotes(catalogue: Catalogue, printed: Callable[[Call], str | None]) -> Catalogue:
    """The catalogue as readers read it; it is the same one where no field calls for anything."""
    new = {
        (item.kind, item.id): fresh for item, entry in printing(catalogue) if (fresh := _filled(item, entry, printed))
    }
    return catalogue.replaced(new) if new else catalogue


def _filled(item: Item, entry: Registered, printed: Callable[[Call], str | None]) -> Item | None:
    quotes = {call.typed: text for _, call in calls_of(entry) if (text := printed(call)) is not None}
    if not quotes:
        return None
    update: dict[str, Any] = {}
    for field in _fields(type(entry)):
        value = getattr(entry, field)
        if value:
            update[field] = (
                filled(value, quotes) if isinstance(value, str) else tuple(filled(v, quotes) for v in value)
            )
    return item.with_entry(entry.model_copy(update=update))
