"""Plain data to a model of its kind; what pydantic objects to becomes problems at the field's own line."""

import difflib
from collections.abc import Iterable, Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from giamngheo.kinds import BY_NAME, PRINTING, SENTENCES
from giamngheo.kinds.catalogue import FieldPath
from giamngheo.kinds.entry import Registered
from giamngheo.kinds.problem import SEVERITY, Position, Problem
from giamngheo.load.located import Located

_CODES = {
    "extra_forbidden": "F301",
    "missing": "F302",
    "string_too_short": "F302",
    "literal_error": "F309",
    "int_parsing": "F308",
    "greater_than_equal": "F308",
    "less_than_equal": "F308",
}


def validate(
    model: type[Registered], located: Located, path: str, root: FieldPath = ()
) -> tuple[Registered | None, list[Problem]]:
    """The entry at `root` of the located data, or every problem that prevents it."""
    data: object = located.data
    for step in root:
        data = data[step]  # type: ignore[index]
    try:
        return model.model_validate(data), [*_calls_in_vain(model, data, located, path, root)]
    except ValidationError as error:
        problems = {_problem(model, details, located, path, root) for details in error.errors(include_url=False)}
        # What seems to be missing may stand on the line that could not be read.
        return None, sorted(it for it in problems if not (located.has_gaps and it.code == "F302"))


def _calls_in_vain(
    model: type[Registered], data: object, located: Located, path: str, root: FieldPath
) -> Iterator[Problem]:
    """Calls for a figure where none is filled in: readers would see them as typed."""
    # Of the text of all its fields: hardly any entry has a call in one.
    if "{{" not in repr(data) or not isinstance(data, dict):
        return
    is_printing = any(BY_NAME[kind].model is model for kind in PRINTING)
    for name, value in data.items():
        if not (is_printing and name in SENTENCES):
            for below in _with_call(value):
                yield Problem.at("F315", path, _where(located, (*root, name, *below), "F315"), field=name)


def _with_call(value: object) -> Iterator[FieldPath]:
    if isinstance(value, dict):
        yield from ((key, *below) for key, one in value.items() for below in _with_call(one))
    elif isinstance(value, list):
        yield from ((index, *below) for index, one in enumerate(value) for below in _with_call(one))
    elif isinstance(value, str) and "{{" in value:
        yield ()


def _problem(model: type[Registered], details: ErrorDetails, located: Located, path: str, root: FieldPath) -> Problem:
    kind = details["type"]
    code = kind if kind in SEVERITY else _CODES.get(kind, "F310")
    loc = (*root, *details["loc"])
    name = next((str(step) for step in reversed(details["loc"]) if isinstance(step, str)), "")
    facts: dict[str, object] = {"field": name, "value": _shown(details["input"])}
    if code == "F301":
        known = fields_at(model, details["loc"][:-1])
        facts |= {"close": _close(name, known), "known": ", ".join(known)}
    if code == "F309":
        choices = _choices(details)
        facts |= {"close": _close(str(details["input"]), choices), "known": ", ".join(choices)}
    context = details.get("ctx", {})
    facts |= {key: context[key] for key in ("whole", "field", "example") if key in context}
    return Problem.at(code, path, _where(located, loc, code), **facts)


def _where(located: Located, loc: FieldPath, code: str) -> Position:
    if code == "F301" and loc in located.keys:
        return located.keys[loc]
    while loc and loc not in located.positions:
        if loc in located.keys:
            return located.keys[loc]
        loc = loc[:-1]
    if code == "F302" and loc in located.keys:
        return located.keys[loc]
    return located.positions.get(loc, Position())


def _shown(value: object) -> str:
    return value if isinstance(value, str) else ""


def _choices(details: ErrorDetails) -> list[str]:
    expected = str(details.get("ctx", {}).get("expected", ""))
    return [choice.strip().strip("'") for choice in expected.replace(" or ", ",").split(",")]


def _close(word: str, known: Iterable[str]) -> str:
    """The known word nearest to what was typed, or nothing."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), "")


def fields_at(model: type[Any], loc: Iterable[str | int]) -> list[str]:
    """The names of the fields that a model, or the nested part at `loc`, may have."""
    for step in loc:
        if isinstance(step, str) and step in model.model_fields:
            model = _part_of(model.model_fields[step]) or model
    return list(model.model_fields)


def _part_of(info: FieldInfo) -> type[Any] | None:
    """The nested model in an annotation such as `tuple[Picture, ...]` or `Consent | None`."""
    pending: list[Any] = [info.annotation]
    while pending:
        annotation = pending.pop()
        if hasattr(annotation, "model_fields"):
            return annotation  # type: ignore[no-any-return]
        if get_origin(annotation) is not Literal:
            pending.extend(get_args(annotation))
    return None
