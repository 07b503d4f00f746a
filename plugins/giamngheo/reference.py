"""The handbook's reference as Markdown: kinds, fields and problem codes, read from the declarations themselves.

`python -m giamngheo reference` prints it; docs/so-tay/truong-du-lieu.md is what it printed last.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from string import Formatter
from typing import Any, Literal, get_args, get_origin

from pydantic import AfterValidator, BaseModel, BeforeValidator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from giamngheo.kinds import BY_NAME, KINDS, Kind
from giamngheo.kinds.entry import Entry
from giamngheo.kinds.problem import SEVERITY
from giamngheo.kinds.review import FIXED, NAME, NOTE, PLACE, STATUS
from giamngheo.kinds.values import Count, Day, Flag, Id, MonthDay, Number, PartialDay, PlaceCode, YearlyDay
from giamngheo.load.content import NATIONAL
from giamngheo.words import say

Fields = Sequence[tuple[str, FieldInfo]]

# A scalar is told apart from others of the same Python type by what converts its text.
_SCALARS = {
    "day": Day,
    "partial_day": PartialDay,
    "yearly_day": YearlyDay,
    "month_day": MonthDay,
    "flag": Flag,
    "number": Number,
    "count": Count,
    "id": Id,
    "place_code": PlaceCode,
}


def reference() -> str:
    """Everything an editor may write, on one page."""
    blocks = [
        f"# {say('reference.title')}",
        say("reference.made"),
        say("reference.how"),
        f"## {say('reference.kinds')}",
        _kinds(),
        say("reference.registers"),
        f"## {say('reference.common')}",
        say("reference.common_about"),
        *_fields(_common()),
        *(block for kind in KINDS for block in _kind(kind)),
        f"## {say('reference.codes')}",
        codes(),
    ]
    return "\n\n".join(blocks) + "\n"


def codes() -> str:
    """Every problem code with its severity and title, in groups of what the rule is about."""
    blocks = [say("reference.codes_about")]
    for letter in dict.fromkeys(code[0] for code in SEVERITY):
        rows = [_code(code) for code in SEVERITY if code.startswith(letter)]
        blocks += [f"**{letter}: {say(f'reference.codes.{letter}')}**", _table(("code", "severity", "problem"), rows)]
    return "\n\n".join(blocks)


def _code(code: str) -> tuple[str, str, str]:
    title = say(f"problem.{code}.title")
    facts = {name: "\u2026" for _, name, _, _ in Formatter().parse(title) if name}
    return f"`{code}`", say(f"reference.severity.{SEVERITY[code].value}"), title.format(**facts)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = [say(f"reference.column.{column}") for column in columns]
    lines: list[Sequence[str]] = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


# --- kinds -----------------------------------------------------------------------------------------------


def _kinds() -> str:
    rows = [(f"[{_title(kind)}](#{_anchor(_title(kind))})", _home(kind), _address(kind)) for kind in KINDS]
    return _table(("kind", "home", "address"), rows)


def _title(kind: Kind) -> str:
    return f"{say(f'kind.{kind.name}.one')} (`{kind.name}`)"


def _anchor(heading: str) -> str:
    """The anchor that code hosts give a heading: letters keep their marks."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def _home(kind: Kind) -> str:
    suffix = {"markdown": "/\u2026.md", "yaml": "/\u2026.yml", "register": ""}[kind.form]
    return f"`content/{kind.home}{suffix}`".replace("//", "/")


def _address(kind: Kind) -> str:
    if kind.address is None:
        return say("reference.no_page")
    return f"`/{kind.address}/\u2026/`" if kind.address else say("reference.anywhere")


def _kind(kind: Kind) -> Iterator[str]:
    yield f"## {_title(kind)}"
    yield say("reference.register" if kind.form == "register" else "reference.file", home=_home(kind))
    if _is_national(kind):
        yield say("reference.national")
    fields = _own(kind)
    if issubclass(kind.model, Entry):
        key = "reference.and_common" if fields else "reference.only_common"
        yield say(key, anchor=_anchor(say("reference.common")))
    yield from _fields(fields)
    if kind.name == "review":
        yield f"### {say('reference.table')}"
        yield say("reference.table_about")
        yield _table(("column", "label", "type"), [_column(name) for name in (PLACE, NAME, "columns", STATUS, NOTE)])


def _column(name: str) -> tuple[str, str, str]:
    """A column of a review's table; those of its indicators have the names that `columns` gives them."""
    if name not in FIXED:
        return "\u2026", say(f"field.{name}"), say(f"reference.table.{name}")
    return f"`{name}`", say(f"table.{name}"), say(f"reference.table.{name}")


def _is_national(kind: Kind) -> bool:
    name = kind.home.rpartition("/")[2]
    return kind.form == "register" and any(
        (NATIONAL / file).exists() for file in (name, name.replace(".yml", ".csv"))
    )


# --- fields ----------------------------------------------------------------------------------------------


def _common() -> Fields:
    return list(Entry.model_fields.items())


def _own(kind: Kind) -> Fields:
    """What a kind declares beyond the fields that every entry has."""
    shared = Entry.model_fields if issubclass(kind.model, Entry) else {}
    return [(name, info) for name, info in kind.model.model_fields.items() if name not in shared]


def _fields(fields: Fields, heading: str = "###") -> Iterator[str]:
    """A table of fields, then one of each part that stands nested in them."""
    if fields:
        yield _table(("field", "label", "required", "type"), [_row(name, info) for name, info in fields])
    for name, info in fields:
        part = _part(info.annotation)
        if part is not None:
            yield f"{heading} {say('reference.part', field=name, label=say(f'field.{name}'))}"
            yield from _fields(list(part.model_fields.items()), f"{heading}#")


def _row(name: str, info: FieldInfo) -> tuple[str, str, str, str]:
    required = say("reference.required") if info.is_required() else ""
    told = [_type(name, info), *_default(info), *_example(info)]
    return f"`{name}`", say(f"field.{name}"), required, "; ".join(told)


def _default(info: FieldInfo) -> Iterator[str]:
    """What an absent field means, where that is not simply nothing."""
    value = info.default
    if value is not PydanticUndefined and value is not False and value not in (None, (), {}):
        yield say("reference.default", value=", ".join(value) if isinstance(value, tuple) else value)


def _example(info: FieldInfo) -> Iterator[str]:
    """A sample of plain text; other types show theirs in their own words."""
    if info.examples and info.annotation is str:
        yield say("reference.example", value=info.examples[0])


def _type(name: str, info: FieldInfo) -> str:
    """What to write in a field, in an editor's words."""
    is_list = _is_list(info.annotation)
    if _part(info.annotation) is not None:
        return say("reference.type.parts" if is_list else "reference.type.part")
    choices = [_choice(name, value) for value in _literals(info.annotation)]
    if choices:
        return say("reference.type.choices" if is_list else "reference.type.choice", choices=", ".join(choices))
    extra = info.json_schema_extra
    if isinstance(extra, dict) and "refers" in extra:
        is_keyed = any(get_origin(inner) is dict for inner in _inner(info.annotation))
        shape = "_each" if is_keyed else "_many" if is_list else ""
        return _refers(BY_NAME[str(extra["refers"])], shape)
    if any(get_origin(inner) is dict for inner in _inner(info.annotation)):
        return say("reference.type.texts_keyed")
    scalar = _scalar(info.annotation, info.metadata)
    return say("reference.type.texts" if is_list and scalar == "text" else f"reference.type.{scalar}")


def _choice(name: str, value: str) -> str:
    return f"`{value}` ({say(f'reference.choice.{name}.{value}')})"


def _refers(kind: Kind, shape: str) -> str:
    facts = {"kind": say(f"kind.{kind.name}.one").lower(), "home": _home(kind)}
    return say(f"reference.type.refers{shape}", **facts)


# --- annotations -----------------------------------------------------------------------------------------


def _inner(annotation: Any) -> Iterator[Any]:
    """An annotation and all that stands in it: `tuple[Picture, ...] | None` holds Picture."""
    yield annotation
    if get_origin(annotation) is not Literal:
        for argument in get_args(annotation):
            yield from _inner(argument)


def _is_list(annotation: Any) -> bool:
    return any(get_origin(inner) is tuple for inner in _inner(annotation))


def _part(annotation: Any) -> type[BaseModel] | None:
    return next((one for one in _inner(annotation) if isinstance(one, type) and issubclass(one, BaseModel)), None)


def _literals(annotation: Any) -> list[str]:
    return [value for one in _inner(annotation) if get_origin(one) is Literal for value in get_args(one)]


def _converter(scalar: Any) -> AfterValidator | BeforeValidator:
    return next(one for one in get_args(scalar) if isinstance(one, AfterValidator | BeforeValidator))


def _scalar(annotation: Any, metadata: Sequence[Any]) -> str:
    held = [*metadata, *_inner(annotation)]
    named = (name for name, scalar in _SCALARS.items() if _converter(scalar) in held)
    return next(named, "count" if int in held else "text")
