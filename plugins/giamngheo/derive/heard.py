"""What can be listened to: recordings of entries, by language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from giamngheo.derive.cards import Card, card_of
from giamngheo.derive.dated import dated
from giamngheo.derive.publish import agrees, may_be_reused
from giamngheo.derive.tongues import native
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.entry import Entry
from giamngheo.kinds.values import Audio
from giamngheo.words import HOME


@dataclass(frozen=True)
class Recorded:
    """An entry and its recordings in one language."""

    card: Card
    recordings: tuple[Audio, ...]


@dataclass(frozen=True)
class Heard:
    """A language, by the name it has for itself, and what was recorded in it, the newest first."""

    language: str
    name: str
    entries: tuple[Recorded, ...]


def recorded(catalogue: Catalogue) -> list[Item]:
    """Entries with a recording, the newest first."""
    return [item for item in dated(catalogue).items if isinstance(item.entry, Entry) and item.entry.audio]


def passed_on(catalogue: Catalogue) -> list[tuple[Item, Audio]]:
    """Recordings that others may play, the newest first: of families only where they agreed to be heard."""
    entries = [(item, cast(Entry, item.entry)) for item in recorded(catalogue)]
    agreed = [(item, entry) for item, entry in entries if may_be_reused(entry) and agrees(entry, "audio")]
    return [(item, one) for item, entry in agreed for one in entry.audio]


def heard(catalogue: Catalogue, today: date) -> tuple[Heard, ...]:
    """All recordings, those in the language of the site first."""
    found: dict[str, list[Recorded]] = {}
    for item in recorded(catalogue):
        for language, recordings in _by_language(item.entry).items():
            found.setdefault(language, []).append(Recorded(card_of(catalogue, item, today), recordings))
    order = sorted(found, key=lambda language: (language != HOME, language))
    return tuple(Heard(language, native(language), tuple(found[language])) for language in order)


def _by_language(entry: object) -> Mapping[str, tuple[Audio, ...]]:
    assert isinstance(entry, Entry)
    languages = dict.fromkeys(one.language for one in entry.audio)
    return {language: tuple(one for one in entry.audio if one.language == language) for language in languages}
