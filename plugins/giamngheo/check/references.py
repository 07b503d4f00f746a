"""Rules about references: every id that an entry names exists."""

from collections import deque
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, cast, get_args

from pydantic import BaseModel

from giamngheo.check.context import Context, close
from giamngheo.kinds import KINDS
from giamngheo.kinds.catalogue import Catalogue, FieldPath
from giamngheo.kinds.entry import Entry
from giamngheo.kinds.indicator import UNKNOWN_STANDARD
from giamngheo.kinds.problem import Position, Problem
from giamngheo.words import HOME


@cache
def reference_fields(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Fields of a model that hold ids, with the kind they refer to, as the model's annotations declare."""
    found = []
    for name, info in model.model_fields.items():
        extra = info.json_schema_extra
        if isinstance(extra, dict) and "refers" in extra:
            found.append((name, str(extra["refers"])))
    return tuple(found)


@cache
def part_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """Fields that hold nested parts."""
    return tuple(name for name, info in model.model_fields.items() if _holds_part(info.annotation))


def _holds_part(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return True
    return any(_holds_part(argument) for argument in get_args(annotation))


def references(value: BaseModel, path: FieldPath = ()) -> Iterator[tuple[FieldPath, str, str]]:
    """Every (field, kind, id) that an entry or one of its parts refers to."""
    for name, kind in reference_fields(type(value)):
        for below, id_ in _ids_in(getattr(value, name)):
            if id_ is not None:
                yield (*path, name, *below), kind, id_
    for name in part_fields(type(value)):
        held = getattr(value, name)
        if isinstance(held, tuple):
            for index, part in enumerate(held):
                yield from references(part, (*path, name, index))
        elif held is not None:
            yield from references(held, (*path, name))


def _ids_in(held: Any) -> Iterator[tuple[FieldPath, str | None]]:
    """The ids of a field that holds one, a list of them, or one for each of its keys."""
    if isinstance(held, dict):
        yield from (((key,), id_) for key, id_ in held.items())
    elif isinstance(held, tuple):
        yield from (((index,), id_) for index, id_ in enumerate(held))
    else:
        yield (), held


def _are_known(value: BaseModel, known: Mapping[str, set[str | None]]) -> bool:
    """True when every id that an entry or one of its parts refers to is known; which is nearly always so."""
    kind = type(value)
    for name, there in reference_fields(kind):
        held = getattr(value, name)
        ids = held if isinstance(held, tuple) else held.values() if isinstance(held, dict) else (held,)
        if not known[there].issuperset(ids):
            return False
    for name in part_fields(kind):
        held = getattr(value, name)
        if held and not all([_are_known(part, known) for part in (held if isinstance(held, tuple) else (held,))]):
            return False
    return True


def _known(context: Context) -> dict[str, set[str | None]]:
    """Ids by kind; a field that refers to nothing refers to nothing unknown."""
    known = {kind.name: {None, *context.catalogue.of(kind.name)} for kind in KINDS}
    known["standard"].add(UNKNOWN_STANDARD)
    for kind, id_ in context.loaded.broken:
        known[kind].add(id_)
    return known


def unknown_ids(context: Context) -> Iterator[Problem]:
    known = _known(context)
    for item in context.catalogue:
        if _are_known(item.entry, known):
            continue
        for path, kind, id_ in references(item.entry):
            if id_ == "unknown" and kind == "standard":
                continue
            if not context.is_known(kind, id_):
                field = str(path[-1] if isinstance(path[-1], str) else path[-2])
                near = close(id_, context.catalogue.of(kind))
                yield Problem.at("R401", item.path, item.where(*path), field=field, kind=kind, id=id_, close=near)


def home_place(context: Context) -> Iterator[Problem]:
    """The place whose page this is; a check of the content alone knows none."""
    if context.home and not context.is_known("place", context.home):
        facts = {"kind": "place", "id": context.home, "close": close(context.home, context.catalogue.of("place"))}
        yield Problem.at("R401", "mkdocs.yml", Position(), field="home_place", **facts)


def mergers_in_circles(context: Context) -> Iterator[Problem]:
    """A place that became itself, at once or over others: nobody could tell which of them was first."""
    for item in context.catalogue.of("place").values():
        way = _way_back(context.catalogue, item.id)
        if way:
            shown = " \u2192 ".join(way)
            yield Problem.at("R411", item.path, item.where("merged_into"), chain=shown)


def _way_back(catalogue: Catalogue, id_: str) -> tuple[str, ...]:
    """The mergers that lead from a place to itself, the fewest; none where none do."""
    ways, seen = deque[tuple[str, ...]]([(id_,)]), set[str]()
    while ways:
        way = ways.popleft()
        for merger in catalogue.place(way[-1]).merged_into:
            if merger.id == id_:
                return (*way, id_)
            if merger.id not in seen and catalogue.get("place", merger.id):
                seen.add(merger.id)
                ways.append((*way, merger.id))
    return ()


def circles(context: Context) -> Iterator[Problem]:
    """Places that lie in one another: no page could tell where they are."""
    catalogue = context.catalogue
    for item in catalogue.of("place").values():
        chain = [item.id, *catalogue.above(item.id)]
        if catalogue.place(chain[-1]).parent == item.id:
            shown = " \u2192 ".join([*chain, item.id])
            yield Problem.at("R410", item.path, item.where("parent"), chain=shown)


def translations(context: Context) -> Iterator[Problem]:
    """What is put into another language says of what: of an entry of its own kind, in the site's own language."""
    for item in context.catalogue.having("translation_of"):
        id_ = cast(Entry, item.entry).translation_of
        if id_ is None or (item.kind, id_) in context.loaded.broken:
            continue
        originals = context.catalogue.of(item.kind)
        if id_ not in originals or cast(Entry, originals[id_].entry).language != HOME:
            known = [other for other, it in originals.items() if cast(Entry, it.entry).language == HOME]
            where = item.where("translation_of")
            yield Problem.at("R412", item.path, where, id=id_, kind=item.kind, close=close(id_, known))
