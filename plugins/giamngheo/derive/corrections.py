"""Corrections (đính chính) and what was taken down, newest first; which of them speak of an entry."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from msgspec import Struct

from giamngheo.derive.cards import Link, name_of
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.correction import Correction, Withdrawal
from giamngheo.kinds.entry import Entry
from giamngheo.words import Words

ROOT = "dinh-chinh/"


class CorrectionView(Struct, frozen=True):
    """What was corrected and the page it is about, or a story that was taken down, of which nothing is told."""

    id: str
    day: date
    correction: Correction | None
    about: Link | None
    withdrawal: Withdrawal | None

    @property
    def address(self) -> str:
        return f"{ROOT}#dinh-chinh_{self.id}"


def correction_views(catalogue: Catalogue, words: Words) -> tuple[CorrectionView, ...]:
    """Newest first; the page that a withdrawal is about no longer exists, so it has no link."""
    found = [CorrectionView(one.seal[:12], one.day, None, None, one) for one in catalogue.withdrawn]
    for id_ in catalogue.of("correction"):
        correction = catalogue.correction(id_)
        about = None if correction.withdrawal else about_of(catalogue, correction, words)
        found.append(CorrectionView(id_, correction.date, correction, about, None))
    return tuple(sorted(found, key=lambda view: (view.day, view.id), reverse=True))


def about_of(catalogue: Catalogue, correction: Correction, words: Words) -> Link | None:
    """What a correction is of: a page by its name; a figure also by its place and its year, where they are told."""
    item = _subject(catalogue, correction)
    if item is None:
        return None
    place = catalogue.get("place", correction.place or "")
    year = words.say("ui.figure.year", year=correction.period) if correction.period else ""
    names = (name_of(item), name_of(place) if place else "", year)
    return Link(", ".join(filter(None, names)), item.address)


def corrections_of(catalogue: Catalogue, item: Item) -> tuple[Correction, ...]:
    """Those that an entry names and those that name it."""
    about = _by_subject(catalogue).get((item.kind, item.id), ())
    named = cast(Entry, item.entry).corrections
    return tuple(catalogue.correction(id_) for id_ in dict.fromkeys((*named, *about))) if named or about else ()


def _by_subject(catalogue: Catalogue) -> Mapping[object, Sequence[str]]:
    made = catalogue.made.setdefault("corrections", {})
    if not made:
        # Whole before anybody sees it: a preview asks while a build does.
        found: dict[object, list[str]] = {}
        for id_ in catalogue.of("correction"):
            item = _subject(catalogue, catalogue.correction(id_))
            if item is not None:
                found.setdefault((item.kind, item.id), []).append(id_)
        made[None] = found
    return cast(Mapping[object, Sequence[str]], made[None])


def _subject(catalogue: Catalogue, correction: Correction) -> Item | None:
    kind, _, id_ = (correction.about or "").partition(":")
    return catalogue.get(kind, id_)
