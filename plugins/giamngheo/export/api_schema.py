"""What the files of the API hold: JSON Schema (draft 2020-12) and OpenAPI 3.1."""

from collections.abc import Mapping, Sequence

from giamngheo.export.written import Json
from giamngheo.kinds import DATED
from giamngheo.render.spec import Identity
from giamngheo.words import Words

ROOT = "api/v1/"
_TEXT: Json = {"type": "string"}
_URL: Json = {"type": "string", "format": "uri"}
_DAY: Json = {"type": "string", "format": "date"}
_IDS: Json = {"type": "array", "items": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}}
_COUNT: Json = {"type": "integer", "minimum": 0}
_FLAG: Json = {"type": "boolean"}


def _or_null(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}


def _object(**members: Json) -> Json:
    """Every member is always there; what is not known is null."""
    return {"type": "object", "required": list(members), "additionalProperties": False, "properties": members}


def _array(items: Json) -> Json:
    return {"type": "array", "items": items}


_HEAD: Mapping[str, Json] = {
    "version": {"const": "1"},
    "site": _URL,
    "publisher": _TEXT,
    "licence": _TEXT,
    "demonstration": _or_null(_TEXT),
}
_ITEMS: Mapping[str, Json] = {
    "entries": _object(
        id=_URL,
        kind={"enum": list(DATED)},
        url=_URL,
        title=_TEXT,
        summary=_TEXT,
        language=_TEXT,
        date=_DAY,
        updated=_DAY,
        valid_to=_or_null(_DAY),
        checked_on=_or_null(_DAY),
        marks=_array(_TEXT),
        corrections=_array(_object(date=_DAY, now=_TEXT)),
        topics=_IDS,
        places=_IDS,
        licence=_TEXT,
        credit=_TEXT,
        forms=_object(docx=_URL, txt=_URL, html=_URL, json=_URL),
    ),
    "questions": _object(
        id=_URL,
        url=_URL,
        question=_TEXT,
        answer=_TEXT,
        origin=_TEXT,
        date=_DAY,
        steps=_array(_TEXT),
        papers=_array(_TEXT),
        where_to_go=_IDS,
        checked_on=_or_null(_DAY),
        topics=_IDS,
        places=_IDS,
        policies=_IDS,
        legal_basis=_IDS,
    ),
    "indicators": _object(id=_TEXT, name=_TEXT, plain=_TEXT, unit=_TEXT, url=_URL, csv=_URL, json=_URL),
    "places": _object(
        id=_TEXT,
        name=_TEXT,
        level=_TEXT,
        code=_or_null({"type": "string", "pattern": r"^(\d{2}|\d{3}|\d{5})$"}),
        parent=_or_null(_TEXT),
        valid_from=_or_null(_DAY),
        valid_to=_or_null(_DAY),
        merged_into=_IDS,
    ),
    "policies": _object(
        id=_TEXT,
        url=_URL,
        name=_TEXT,
        what=_TEXT,
        who=_IDS,
        conditions=_or_null(_TEXT),
        place=_or_null(_TEXT),
        amounts=_array(
            _object(
                id=_TEXT,
                label=_TEXT,
                value={"type": "number"},
                unit=_TEXT,
                per=_or_null(_TEXT),
                bound={"enum": ["up_to", "at_least", None]},
                valid_from=_or_null(_DAY),
                valid_to=_or_null(_DAY),
            )
        ),
        laws=_IDS,
        valid_from=_or_null(_DAY),
        valid_to=_or_null(_DAY),
        checked_on=_or_null(_DAY),
        confirmed=_FLAG,
    ),
}
_INDEX = _object(
    **_HEAD,
    title=_TEXT,
    schema=_URL,
    openapi=_URL,
    feeds=_array(_URL),
    counts=_object(entries=_COUNT, **dict.fromkeys(("questions", "indicators", "places", "policies"), _COUNT)),
    lists=_array(_object(name=_TEXT, url=_URL)),
    withdrawn=_array(_object(id=_URL, date=_DAY, reason={"enum": ["withdrawn", "expired"]})),
)


def _lists() -> Mapping[str, Json]:
    return {name: _object(**_HEAD, items=_array(item)) for name, item in _ITEMS.items()}


def schema(words: Words) -> Json:
    """`#/$defs/index` is the beginning, the other definitions are the lists by their names."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": words.say("api.title"),
        "description": words.say("api.about"),
        "$defs": {"index": _INDEX, **_lists()},
    }


def openapi(identity: Identity, words: Words, years: Sequence[int]) -> Json:
    """Every address with what it answers; lists of entries by year."""
    names = ("questions", "indicators", "places", "policies")
    paths: dict[str, Json] = {"/index.json": _path("index", words)}
    year: Json = {
        "name": "year",
        "in": "path",
        "required": True,
        "schema": {"type": "integer", **({"enum": list(years)} if years else {})},
        "description": words.say("api.year"),
    }
    paths["/entries/{year}.json"] = {"parameters": [year], **_path("entries", words)}
    paths |= {f"/{name}.json": _path(name, words) for name in names}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{words.say('api.title')}: {identity.name}",
            "version": "1",
            "description": words.say("api.about"),
        },
        "servers": [{"url": identity.absolute(ROOT.rstrip("/"))}],
        "paths": paths,
        "components": {"schemas": {"index": _INDEX, **_lists()}},
    }


def _path(name: str, words: Words) -> dict[str, Json]:
    told = words.say(f"api.{name}")
    answer: Json = {
        "description": told,
        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}},
    }
    return {"get": {"operationId": name, "summary": told, "responses": {"200": answer}}}
