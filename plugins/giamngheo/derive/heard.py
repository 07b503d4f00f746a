"""What can be listened to: recordings of entries, by language."""

from collections.abc import Mapping
from datetime import date
from typing import cast

from msgspec import Struct

from giamngheo.derive.cards import Card, card_of
from giamngheo.derive.dated import dated
from giamngheo.derive.publish import agrees, may_be_reused
from giamngheo.derive.tongues import native
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.entry import Entry
from giamngheo.kinds.values import Audio
from giamngheo.words import HOME

ROOT = "nghe/"
# So many entries of each language stand on one page; a machine may read all there are.
LATEST = 50


class Recorded(Struct, frozen=True):
    """An entry and its recordings in one language."""

    card: Card
    recordings: tuple[Audio, ...]


class Heard(Struct, frozen=True):
    """A language, by the name it has for itself, what was recorded in it, the newest first, and how much more."""

    language: str
    name: str
    entries: tuple[Recorded, ...]
    more: int


def recorded(catalogue: Catalogue) -> list[Item]:
    """Entries with a recording, the newest first; looked for once."""
    made = catalogue.made.setdefault(recorded, {})
    if not made:
        made[None] = [item for item in dated(catalogue).items if cast(Entry, item.entry).audio]
    return cast(list[Item], made[None])


def passed_on(catalogue: Catalogue) -> list[tuple[Item, Audio]]:
    """Recordings that others may play, the newest first: of families only where they agreed to be heard."""
    entries = [(item, cast(Entry, item.entry)) for item in recorded(catalogue)]
    agreed = [(item, entry) for item, entry in entries if may_be_reused(entry) and agrees(entry, "audio")]
    return [(item, one) for item, entry in agreed for one in entry.audio]


def may_be_read(entry: Entry) -> bool:
    """Whether a machine may read it: others may play it, and nobody has read it in the language of the site."""
    is_heard = any(one.language == HOME for one in entry.audio)
    return entry.language == HOME and not is_heard and may_be_reused(entry) and agrees(entry, "audio")


def heard(catalogue: Catalogue, today: date) -> tuple[Heard, ...]:
    """The latest recordings by language, that of the site first."""
    found: dict[str, list[tuple[Item, tuple[Audio, ...]]]] = {}
    for item in recorded(catalogue):
        for language, recordings in _by_language(item.entry).items():
            found.setdefault(language, []).append((item, recordings))
    order = sorted(found, key=lambda language: (language != HOME, language))
    return tuple(_in(catalogue, language, found[language], today) for language in order)


def _in(catalogue: Catalogue, language: str, all_: list[tuple[Item, tuple[Audio, ...]]], today: date) -> Heard:
    shown = [Recorded(card_of(catalogue, item, today), recordings) for item, recordings in all_[:LATEST]]
    return Heard(language, native(language), tuple(shown), len(all_) - len(shown))


def _by_language(entry: object) -> Mapping[str, tuple[Audio, ...]]:
    assert isinstance(entry, Entry)
    languages = dict.fromkeys(one.language for one in entry.audio)
    return {language: tuple(one for one in entry.audio if one.language == language) for language in languages}
