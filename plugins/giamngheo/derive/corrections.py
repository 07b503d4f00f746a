"""Corrections (đính chính) and what was taken down, newest first; which of them speak of an entry."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from msgspec import Struct

from giamngheo.derive.cards import Link, name_of
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.correction import Correction, Withdrawal
from giamngheo.kinds.entry import Entry

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


def correction_views(catalogue: Catalogue) -> tuple[CorrectionView, ...]:
    """Newest first; the page that a withdrawal is about no longer exists, so it has no link."""
    found = [CorrectionView(one.seal[:12], one.day, None, None, one) for one in catalogue.withdrawn]
    for id_ in catalogue.of("correction"):
        correction = catalogue.correction(id_)
        item = None if correction.withdrawal else _subject(catalogue, correction)
        about = Link(name_of(item), item.address) if item else None
        found.append(CorrectionView(id_, correction.date, correction, about, None))
    return tuple(sorted(found, key=lambda view: (view.day, view.id), reverse=True))


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
