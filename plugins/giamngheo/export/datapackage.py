"""The list of all tables of figures for programs: a Data Package with its Table Schema (datapackage.org, version 2).

Both name files by their whole address, because a package may not lead out of its own folder: a site that does not say
its address has none.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from giamngheo.derive.cited import Cited
from giamngheo.derive.extracts import Extract, parts_of
from giamngheo.derive.indicators import IndicatorView
from giamngheo.derive.series import STATUS
from giamngheo.export.artifact import Artifact
from giamngheo.export.rows import COLUMNS, ORIGIN, TARGET
from giamngheo.export.written import Json, written
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.figure import Bound
from giamngheo.kinds.indicator import Method, Missing, ValueKind
from giamngheo.kinds.place import Level
from giamngheo.kinds.values import ID_PATTERN, uri
from giamngheo.render.licence import licence_of
from giamngheo.render.spec import Identity, Leaf
from giamngheo.words import Words, words

PACKAGE, SCHEMA = "data/datapackage.json", "data/so-lieu.schema.json"
_PROFILES = "https://datapackage.org/profiles/2.0"
_NUMBERS = dict.fromkeys(("OBS_VALUE", "TARGET_VALUE", "TARGET_DROP"), "number")
_TYPES = {"TIME_PERIOD": "year", **_NUMBERS, "AS_OF": "date", "RELEASED": "date"}
_CHOICES: dict[str, Iterable[str]] = {
    "REF_AREA_LEVEL": get_args(Level),
    "METHOD": get_args(Method),
    "KIND": (*get_args(ValueKind), TARGET),
    "OBS_STATUS": (*dict.fromkeys(STATUS.values()), "B", *get_args(Missing)),
    "BOUND": get_args(Bound),
    "ORIGIN": dict.fromkeys(ORIGIN.values()),
}
_ALWAYS = ("INDICATOR", "REF_AREA", "REF_AREA_NAME", "REF_AREA_LEVEL", "TIME_PERIOD", "UNIT_MEASURE", "METHOD")
_ALSO = ("AS_OF", "KIND", "ORIGIN", "LICENCE")


def datapackage(identity: Identity, leaves: Sequence[Leaf], catalogue: Catalogue) -> Iterator[Artifact]:
    if not identity.url:
        return
    speech = words(identity.language)
    views = [leaf.spec().view for leaf in leaves if leaf.kind == "indicator"]
    wholes = [view.extract for view in views if isinstance(view, IndicatorView)]
    each = [extract for whole in wholes for extract in (whole, *parts_of(catalogue, whole.subject.id))]
    for path, content in ((PACKAGE, _package(each, identity, speech)), (SCHEMA, _schema(speech))):
        text = f"{written(content)}\n"
        yield Artifact(path, text, text.encode)


def _package(extracts: Sequence[Extract], identity: Identity, words: Words) -> Json:
    licence = licence_of(identity.licence)
    mark = [words.say("ui.demo.statement")] if identity.is_demonstration else []
    named = [{"name": licence.name, "path": licence.url, "title": identity.licence}] if licence else []
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "giamngheo",
        "title": words.say("data.package.title", name=identity.name),
        "description": " ".join((*mark, words.say("data.package.about"), identity.licence)),
        "homepage": identity.url,
        **({"licenses": named} if named else {}),
        "contributors": [{"title": identity.publisher, "roles": ["publisher"]}],
        "sources": _sources(cited for extract in extracts for cited in extract.sources),
        "resources": [_resource(extract, identity) for extract in extracts],
    }


def _resource(extract: Extract, identity: Identity) -> Json:
    return {
        "name": extract.stem.removeprefix("chi-so/").replace("/", "-"),
        "type": "table",
        "title": extract.name,
        "description": extract.subject.definition,
        "path": identity.absolute(f"{extract.stem}.csv"),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": identity.absolute(SCHEMA),
        "sources": _sources(extract.sources),
    }


def _sources(cited: Iterable[Cited]) -> Json:
    found = {one.id: one.source for one in cited}
    return [{"title": s.title, **({"path": uri(s.url)} if s.url else {})} for s in found.values()]


def _schema(words: Words) -> Json:
    return {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(column, words) for column in COLUMNS],
        "missingValues": [""],
        "primaryKey": ["INDICATOR", "REF_AREA", "TIME_PERIOD", "STANDARD", "METHOD", "KIND"],
    }


def _field(column: str, words: Words) -> Json:
    constraints: dict[str, Json] = {"required": True} if column in (*_ALWAYS, *_ALSO) else {}
    if column in _CHOICES:
        constraints["enum"] = list(_CHOICES[column])
    if column in ("INDICATOR", "REF_AREA"):
        constraints["pattern"] = ID_PATTERN
    return {
        "name": column,
        "title": words.say(f"data.column.{column}"),
        "type": _TYPES.get(column, "string"),
        "description": words.say(f"data.about.{column}"),
        **({"constraints": constraints} if constraints else {}),
    }
