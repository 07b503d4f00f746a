"""/api/v1/: what programs may know of the site, as files: lists of entries, questions, indicators, places, policies.

Each list carries the mark of a demonstration and the terms of use; `schema.json` and `openapi.json` describe them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import cast

from giamngheo.derive.dated import sign_of
from giamngheo.derive.indicators import address_of
from giamngheo.derive.publish import may_be_reused
from giamngheo.export.api_schema import ROOT, openapi, schema
from giamngheo.export.artifact import Batch
from giamngheo.export.content import lead_of
from giamngheo.export.edition import Edition, Editions, lasting
from giamngheo.export.reuse import FORMS
from giamngheo.export.written import Json, written
from giamngheo.keys import Key, key_of
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.entry import Entry
from giamngheo.kinds.indicator import Indicator
from giamngheo.kinds.place import Place
from giamngheo.kinds.policy import Amount, Policy
from giamngheo.kinds.question import Question

Object = Mapping[str, Json]


def api(editions: Editions) -> Iterator[Batch]:
    """Every file of the API, where the site says its address."""
    if not editions.identity.url:
        return
    catalogue = editions.catalogue
    shared = [item for item, entry in catalogue.dated() if may_be_reused(entry)]
    by_year: dict[int, list[Item]] = {}
    for item in shared:
        by_year.setdefault(cast(Entry, item.entry).date.year, []).append(item)
    for year, held in by_year.items():
        yield _list(editions, f"entries/{year}", map(editions.sign, held), partial(_each, editions, _entry, held))
    questions = [item for item in shared if item.kind == "question"]
    rows = partial(_each, editions, _question, questions)
    yield _list(editions, "questions", map(editions.sign, questions), rows)
    registers: dict[str, Callable[[], Iterable[Object]]] = {
        "indicator": lambda: _indicators(editions),
        "place": lambda: _places(catalogue),
        "policy": lambda: _policies(editions),
    }
    for kind, made in registers.items():
        yield _list(editions, _NAMES[kind], map(sign_of, catalogue.of(kind).values()), made)
    years = tuple(sorted(by_year, reverse=True))
    index = written(_index(editions, years, len(shared), len(questions)))
    yield Batch(key_of(index), lambda: [(f"{ROOT}index.json", f"{index}\n".encode())])
    described = {"schema": schema(editions.speech), "openapi": openapi(editions.identity, editions.speech, years)}
    for name, told in described.items():
        text = f"{written(told)}\n"
        yield Batch(key_of(text), partial(_alone, f"{ROOT}{name}.json", text))


_NAMES = {"indicator": "indicators", "place": "places", "policy": "policies"}


def _each(editions: Editions, told: Callable[[Edition], Object], items: Iterable[Item]) -> Iterator[Object]:
    """An entry after the other: what an edition holds, once it was asked, is much."""
    return (told(editions.of(item, keep=False)) for item in items)


def _alone(path: str, text: str) -> Iterator[tuple[str, bytes]]:
    yield path, text.encode()


def _list(editions: Editions, name: str, signs: Iterable[Key], made: Callable[[], Iterable[Object]]) -> Batch:
    def files() -> Iterator[tuple[str, bytes]]:
        head = written(_head(editions))[:-1]
        rows = ",\n".join(map(written, made()))
        yield f"{ROOT}{name}.json", f'{head},"items":[\n{rows}\n]}}\n'.encode()

    return Batch(key_of(name, *signs), files)


def _head(editions: Editions) -> Object:
    """What every file says of whose it is and how far it may be used."""
    identity, words = editions.identity, editions.speech
    return {
        "version": "1",
        "site": identity.url,
        "publisher": identity.publisher,
        "licence": identity.licence,
        "demonstration": words.say("ui.demo.statement") if identity.is_demonstration else None,
    }


def _index(editions: Editions, years: Iterable[int], entries: int, questions: int) -> Object:
    """Where each list is, how long it is, and what was taken down: who keeps a copy has to forget it too."""
    identity, catalogue = editions.identity, editions.catalogue
    counts = {name: len(catalogue.of(kind)) for kind, name in _NAMES.items()}
    lists: list[Json] = [{"name": f"entries/{year}", "url": _at(editions, f"entries/{year}")} for year in years]
    lists += [{"name": name, "url": _at(editions, name)} for name in ("questions", *_NAMES.values())]
    return {
        **_head(editions),
        "title": identity.name,
        "schema": _at(editions, "schema"),
        "openapi": _at(editions, "openapi"),
        "feeds": [identity.absolute(path) for path in ("feed.json", "dinh-chinh/feed.json")],
        "counts": {"entries": entries, "questions": questions, **counts},
        "lists": lists,
        "withdrawn": [
            {"id": lasting(identity, one.seal), "date": one.day.isoformat(), "reason": one.reason}
            for one in catalogue.withdrawn
        ],
    }


def _at(editions: Editions, name: str) -> str:
    return editions.identity.absolute(f"{ROOT}{name}.json")


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _entry(edition: Edition) -> Object:
    entry, absolute = edition.entry, edition.identity.absolute
    stem = f"{edition.reuse_address}{edition.stem}"
    return {
        "id": edition.id,
        "kind": edition.item.kind,
        "url": edition.url,
        "title": entry.title,
        "summary": lead_of(entry),
        "language": entry.language,
        "date": entry.date.isoformat(),
        "updated": edition.changed.isoformat(),
        "valid_to": _day(entry.valid_to),
        "checked_on": _day(entry.checked_on),
        "marks": [*edition.marks()],
        "corrections": [{"date": one.date.isoformat(), "now": one.now} for one in edition.corrections],
        "topics": list(entry.topics),
        "places": list(entry.places),
        "licence": edition.licence,
        "credit": edition.credit,
        "forms": {form: absolute(f"{stem}.{form}") for form in FORMS},
    }


def _question(edition: Edition) -> Object:
    question = cast(Question, edition.entry)
    return {
        "id": edition.id,
        "url": edition.url,
        "question": question.title,
        "answer": question.short_answer,
        "origin": question.origin,
        "date": question.date.isoformat(),
        "steps": list(question.steps),
        "papers": list(question.papers),
        "where_to_go": list(question.where_to_go),
        "checked_on": _day(question.checked_on),
        "topics": list(question.topics),
        "places": list(question.places),
        "policies": list(question.policies),
        "legal_basis": list(question.legal_basis),
    }


def _indicators(editions: Editions) -> Iterator[Object]:
    absolute = editions.identity.absolute
    for id_, item in editions.catalogue.of("indicator").items():
        indicator, page = cast(Indicator, item.entry), address_of(id_)
        yield {
            "id": id_,
            "name": indicator.name,
            "plain": indicator.plain,
            "unit": indicator.unit,
            "url": absolute(page),
            "csv": absolute(f"{page.rstrip('/')}.csv"),
            "json": absolute(f"{page.rstrip('/')}.json"),
        }


def _places(catalogue: Catalogue) -> Iterator[Object]:
    for id_, item in catalogue.of("place").items():
        place = cast(Place, item.entry)
        yield {
            "id": id_,
            "name": place.name,
            "level": place.level,
            "code": place.code,
            "parent": place.parent,
            "valid_from": _day(place.valid_from),
            "valid_to": _day(place.valid_to),
            "merged_into": [one.id for one in place.merged_into],
        }


def _policies(editions: Editions) -> Iterator[Object]:
    for id_, item in editions.catalogue.of("policy").items():
        policy = cast(Policy, item.entry)
        yield {
            "id": id_,
            "url": editions.identity.absolute(f"chinh-sach/{id_}/"),
            "name": policy.name,
            "what": policy.what,
            "who": list(policy.who),
            "conditions": policy.conditions,
            "place": policy.place,
            "amounts": [_amount(one) for one in policy.amounts],
            "laws": list(policy.laws),
            "valid_from": _day(policy.valid_from),
            "valid_to": _day(policy.valid_to),
            "checked_on": _day(policy.checked_on),
            "confirmed": policy.confirmed,
        }


def _amount(one: Amount) -> Object:
    return {
        "id": one.id,
        "label": one.label,
        "value": one.value,
        "unit": one.unit,
        "per": one.per,
        "bound": "up_to" if one.up_to else "at_least" if one.at_least else None,
        "valid_from": _day(one.valid_from),
        "valid_to": _day(one.valid_to),
    }
