"""An indicator's figures as schema.org says a Dataset: for search engines and catalogues of open data."""

import json
from collections.abc import Iterator, Mapping

from giamngheo.derive.extracts import Extract
from giamngheo.kinds.source import Source
from giamngheo.kinds.values import uri
from giamngheo.render.licence import licence_of
from giamngheo.render.spec import Identity
from giamngheo.words import Words

MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Places below these are too many to be named one by one.
_UPPER = ("country", "region", "group", "province")
Facts = Mapping[str, object]


def dataset(extract: Extract, identity: Identity, words: Words) -> str:
    """JSON-LD that can stand inside a script element: nothing in it ends the element or begins another."""
    text = json.dumps(facts(extract, identity, words), ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def facts(extract: Extract, identity: Identity, words: Words) -> Facts:
    subject, licence = extract.subject, licence_of(identity.licence)
    mark = f"{words.say('ui.demo.statement')} " if identity.is_demonstration else ""
    keeper = {"@type": "Organization", "name": identity.publisher, "url": identity.absolute("")}
    said = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": subject.name,
        "alternateName": subject.plain,
        "description": f"{mark}{subject.definition}",
        "url": identity.absolute(extract.page),
        "version": extract.edition,
        "inLanguage": identity.language,
        "isAccessibleForFree": True,
        "license": licence.url if licence else identity.licence,
        "creator": keeper,
        "includedInDataCatalog": {"@type": "DataCatalog", "name": identity.name, "url": identity.absolute("")},
        "dateModified": subject.released.isoformat() if subject.released else None,
        "temporalCoverage": "/".join(map(str, dict.fromkeys(extract.years))) if extract.years else None,
        "spatialCoverage": [{"@type": "Place", "name": name} for name in _places(extract)],
        "measurementTechnique": words.say(f"method.{subject.method}"),
        "variableMeasured": {"@type": "PropertyValue", "name": subject.name, "unitText": subject.unit_name},
        "isBasedOn": [_work(cited.source) for cited in extract.sources],
        "distribution": [_file(extract.stem, form, identity) for form in extract.forms],
    }
    return {name: fact for name, fact in said.items() if fact}


def _places(extract: Extract) -> Iterator[str]:
    levels = {area.id: area.level for area in extract.areas}
    return (series.place_name for series in extract.series if levels[series.place] in _UPPER)


def _work(source: Source) -> Facts | str:
    """By its address, which the page and the JSON beside it name with title and publisher; else by those."""
    if source.url:
        return uri(source.url)
    publisher = {"@type": "Organization", "name": source.publisher}
    return {"@type": "CreativeWork", "name": source.title, "publisher": publisher}


def _file(stem: str, form: str, identity: Identity) -> Facts:
    address = identity.absolute(f"{stem}.{form}")
    return {"@type": "DataDownload", "encodingFormat": MEDIA_TYPES[form], "contentUrl": address}
