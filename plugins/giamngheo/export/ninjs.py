"""An entry as a news item of the IPTC (ninjs 3.1), for the systems of newspapers and broadcasters."""

from collections.abc import Mapping
from datetime import date

from giamngheo.export.content import lead_of
from giamngheo.export.edition import Edition
from giamngheo.export.written import Json, encoded
from giamngheo.kinds.values import Picture, uri
from giamngheo.render.licence import licence_of

_TYPES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "svg": "image/svg+xml", "webp": "image/webp"}


def ninjs(edition: Edition, version: str, html: str, text: str) -> bytes:
    """`html` and `text` are the same body twice."""
    said = {**_head(edition, version), **_body(edition, html, text), **_rights(edition), **_more(edition)}
    return encoded(said) + b"\n"


def _head(edition: Edition, version: str) -> Mapping[str, Json]:
    entry = edition.entry
    return {
        "uri": edition.id,
        "standard": {
            "name": "ninjs",
            "version": "3.1",
            "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
        },
        "type": "text",
        "representationType": "full",
        "version": version,
        "firstCreated": _moment(entry.date),
        "versionCreated": _moment(edition.changed),
        "pubStatus": "usable",
        "language": entry.language,
    }


def _body(edition: Edition, html: str, text: str) -> Mapping[str, Json]:
    entry = edition.entry
    return {
        "headlines": [{"value": entry.title}],
        "descriptions": [{"role": "summary", "value": lead_of(entry)}],
        "bodies": [
            {"role": "main", "contentType": "text/html", "value": html},
            {"role": "main", "contentType": "text/plain", "charCount": len(text), "value": text},
        ],
        "by": edition.identity.publisher,
        "slugline": edition.stem,
    }


def _rights(edition: Edition) -> Mapping[str, Json]:
    """Marks and corrections stand in the note to editors too, so that nobody has to read the text to see them."""
    words, identity = edition.speech, edition.identity
    told = [words.say("export.corrected", now=one.now) for one in edition.corrections]
    notes = [*told, *edition.marks(), edition.credit]
    licence = licence_of(edition.licence)
    return {
        "copyrightHolder": identity.publisher,
        "copyrightNotice": edition.credit,
        "usageTerms": edition.licence,
        "edNote": " ".join(notes),
        **({"rightsInfo": {"linkedRights": licence.url}} if licence else {}),
    }


def _more(edition: Edition) -> Mapping[str, Json]:
    entry, identity = edition.entry, edition.identity
    more: dict[str, Json] = {
        "altIds": [{"role": "url", "value": edition.url}],
        "genres": [{"name": edition.speech.say(f"kind.{edition.item.kind}.one")}],
    }
    for key, links in (("subjects", edition.topics), ("places", edition.places)):
        if links:
            more[key] = [{"name": one.name, **_uri(identity.absolute(one.address or ""))} for one in links]
    if edition.sources:
        more["infoSources"] = [{"name": f"{one.publisher}: {one.title}", **_uri(one.url)} for one in edition.sources]
    pictures = [_picture(edition, n, one) for n, one in enumerate(edition.pictures, 1)]
    if pictures:
        more["associations"] = pictures
    if entry.valid_to is not None:
        more["expires"] = f"{entry.valid_to.isoformat()}T23:59:59+07:00"
    return more


def _uri(address: str | None) -> Mapping[str, Json]:
    return {"uri": uri(address)} if address else {}


def _picture(edition: Edition, number: int, one: Picture) -> Json:
    address = edition.identity.absolute(one.file.lstrip("/"))
    kind = _TYPES.get(one.file.rpartition(".")[2].lower())
    return {
        "name": f"picture-{number}",
        "uri": address,
        "type": "picture",
        "headlines": [{"value": one.caption or one.alt}],
        "descriptions": [{"role": "alternative", "value": one.alt}],
        "by": one.credit,
        "copyrightNotice": one.credit,
        "usageTerms": edition.picture_terms(one),
        "renditions": [{"name": "original", "href": address, **({"contentType": kind} if kind else {})}],
    }


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00+07:00"
