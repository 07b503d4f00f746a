"""An entry made again of what was kept of its reading; with others it shares what is the same.

What was judged when it was read is not judged again: ten thousand entries are taken from the store at every build,
and most fields of most of them are not given.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache, reduce
from operator import or_
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, TypedDict, Union, get_args, get_origin

from msgspec import Raw
from msgspec.json import Decoder
from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from giamngheo.kinds import BY_NAME, DATED
from giamngheo.kinds.entry import Registered

# Which fields are given: of most models of a class the same. Lists of ids: of many models the same.
_GIVEN: dict[frozenset[str], set[str]] = {}
_SAME: dict[object, object] = {}
_LISTED = frozenset({"topics", "places", "audience", "sources"})
# What most fields hold: to ask any value whether it is a model takes longer than all the rest.
_PLAIN = frozenset({str, date, bool, int, Decimal, NoneType})


class _Form(NamedTuple):
    """How entries of a model are made: every field as it is where it is not given, who reads what is given, and the
    fields that hold more than plain values, of which pydantic knows how they were written.
    """

    fields: Mapping[str, Any]
    given: Decoder[dict[str, Any]]
    others: Mapping[str, FieldInfo]


def thawed(kind: str, kept: bytes) -> Registered:
    """The entry that was kept as JSON of the fields that are given."""
    model = BY_NAME[kind].model
    if kind in DATED:
        return _made(model, kept)
    made = model.model_validate_json(kept)
    share(made)
    return made


def _made(model: type[Registered], kept: bytes) -> Registered:
    form = _form_of(model)
    given = form.given.decode(kept)
    for name in form.others.keys() & given.keys():
        given[name] = _adapter(model, name).validate_json(bytes(given[name]))
        _share_parts(given[name])
    for name in _LISTED & given.keys():
        given[name] = _SAME.setdefault(given[name], given[name])
    # As `model_construct` does, which asks every field for what it is where it is not given.
    made, put = model.__new__(model), object.__setattr__
    put(made, "__dict__", {**form.fields, **given})
    put(made, "__pydantic_fields_set__", _one_of(frozenset(given)))
    put(made, "__pydantic_extra__", None)
    put(made, "__pydantic_private__", None)
    return made


@cache
def _form_of(model: type[Registered]) -> _Form:
    types = {name: _plain_type(field.annotation) or Raw for name, field in model.model_fields.items()}
    fields = {name: None if it.is_required() else it.get_default() for name, it in model.model_fields.items()}
    others = {name: model.model_fields[name] for name, type_ in types.items() if type_ is Raw}
    return _Form(fields, Decoder(TypedDict(model.__name__, types, total=False)), others)  # type: ignore[operator]


@cache
def _adapter(model: type[Registered], name: str) -> TypeAdapter[Any]:
    return TypeAdapter(_form_of(model).others[name].rebuild_annotation())


def _plain_type(type_: Any) -> Any:
    """The type without the rules about it, None of what JSON alone does not tell."""
    of, parts = get_origin(type_), get_args(type_)
    if of is Annotated:
        return _plain_type(parts[0])
    if of is Literal:
        return str
    held = [_plain_type(part) for part in parts if part is not Ellipsis]
    if None in held:
        return None
    if of in (Union, UnionType):
        return reduce(or_, held)
    if of is tuple and parts[-1] is Ellipsis:
        return of[held[0], ...]
    if of is dict:
        return of[tuple(held)]
    return type_ if type_ in (str, bool, int, date, NoneType) else None


def _one_of(given: frozenset[str]) -> set[str]:
    return _GIVEN.get(given) or _GIVEN.setdefault(given, set(given))


def share(model: BaseModel) -> None:
    """Take from a model, and from its parts, what others of its class have as well: the set of the fields that are
    given, the lists of what it names. Frozen as they are, they never change it.
    """
    given = model.model_fields_set
    object.__setattr__(model, "__pydantic_fields_set__", _one_of(frozenset(given)))
    fields = model.__dict__
    for name in given:
        value = fields[name]
        if name in _LISTED:
            fields[name] = _SAME.setdefault(value, value)
        elif type(value) not in _PLAIN:
            _share_parts(value)


def _share_parts(value: object) -> None:
    for part in value if type(value) is tuple else (value,):
        # Parts stand among parts alone.
        if type(part) in _PLAIN or not isinstance(part, BaseModel):
            break
        share(part)
