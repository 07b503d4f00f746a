"""Rules about references: every id that an entry names exists."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from giamngheo.check.context import Context, close
from giamngheo.kinds.catalogue import FieldPath
from giamngheo.kinds.problem import Problem


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


def unknown_ids(context: Context) -> Iterator[Problem]:
    for item in context.catalogue:
        for path, kind, id_ in references(item.entry):
            if id_ == "unknown" and kind == "standard":
                continue
            if not context.is_known(kind, id_):
                field = str(path[-1] if isinstance(path[-1], str) else path[-2])
                near = close(id_, context.catalogue.of(kind))
                yield Problem.at("R401", item.path, item.where(*path), field=field, kind=kind, id=id_, close=near)
