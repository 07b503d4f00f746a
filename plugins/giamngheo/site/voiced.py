"""Entries that a machine reads aloud: their sounds are made where they are new, and then stand beside recordings."""

import logging
import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, cast

from msgspec import Struct
from msgspec.structs import replace

from giamngheo.derive.dated import sign_of
from giamngheo.derive.heard import may_be_read
from giamngheo.export.aloud import aloud
from giamngheo.export.edition import Edition, Editions
from giamngheo.export.voice import Voice
from giamngheo.keys import Key, key_of
from giamngheo.kinds.catalogue import Item
from giamngheo.kinds.entry import Entry
from giamngheo.kinds.values import Audio
from giamngheo.portal import Portal
from giamngheo.site import crew
from giamngheo.site.staging import Staging
from giamngheo.store import Store
from giamngheo.words import HOME, say

log = logging.getLogger("mkdocs.plugins.giamngheo")
# The sound of a script lies beside it.
SPOKEN = "-loa.mp3"


class Sound(NamedTuple):
    """What is read of an entry, where the sound lies, the key that it is remembered by."""

    item: Item
    text: str
    path: str
    key: Key

    def heard(self) -> Item:
        """The entry with this sound; its sign is another one."""
        entry = cast(Entry, self.item.entry)
        audio = (Audio(file=self.path, language=HOME, synthetic=True), *entry.audio)
        digest = key_of(self.item.digest, self.key) if self.item.digest else b""
        return replace(self.item, entry=entry.model_copy(update={"audio": audio}), digest=digest)


class Reader(Struct, frozen=True):
    """A voice at work in one build; `ground` stands for what all entries are made with."""

    voice: Voice
    editions: Editions
    store: Store
    staging: Staging
    ground: Key

    def voiced(self, portal: Portal) -> Portal:
        """The portal with the sounds of its entries; what the voice fails to read stays without."""
        sounds = list(self._sounds())
        new = [sound for sound in sounds if not self._is_there(sound)]
        if new:
            log.info(say("voice.reading", count=len(new)))
        failed = [sound for sound, made in self._made(new) if not self._keep(sound, made)]
        if failed:
            log.warning(say("voice.failed", count=len(failed), path=failed[0].item.path))
        heard = {(one.item.kind, one.item.id): one.heard() for one in sounds if one not in failed}
        return replace(portal, public=portal.public.replaced(heard))

    def _sounds(self) -> Iterator[Sound]:
        readings = key_of(*map(sign_of, self.editions.catalogue.of("reading").values()))
        said_by = self.voice.sign
        for edition in self.editions.all():
            if may_be_read(edition.entry) and (text := self._text(edition, readings)):
                path = f"{edition.reuse_address}{edition.stem}{SPOKEN}"
                yield Sound(edition.item, text, path, key_of("voice", said_by, HOME, text))

    def _text(self, edition: Edition, readings: Key) -> str:
        """The whole script, a machine named first; nothing of one that holds what nobody has taught to read."""
        key = key_of("read aloud", self.ground, readings, self.editions.sign(edition.item))
        known = self.store.get(key)
        if known is None:
            said = aloud(edition)
            told = edition.speech.say("aloud.machine")
            known = f"{told}\n\n{said.cuts[-1].text}".encode() if said and said.cuts else b""
            self.store.put(key, known)
        return known.decode()

    def _is_there(self, sound: Sound) -> bool:
        return self.staging.holds(sound.path, sound.key) or self._keep(sound, self.store.get(sound.key))

    def _keep(self, sound: Sound, made: bytes | None) -> bool:
        if not made:
            return False
        self.store.put(sound.key, made)
        self.staging.write(sound.path, made, sound.key)
        return True

    def _made(self, sounds: Sequence[Sound]) -> Iterator[tuple[Sound, bytes | None]]:
        """As many side by side as there are cores."""
        with ThreadPoolExecutor(crew.workers()) as pool:
            yield from zip(sounds, pool.map(self._read, sounds), strict=True)

    def _read(self, sound: Sound) -> bytes | None:
        try:
            return self.voice.read(sound.text, HOME)
        except (OSError, subprocess.SubprocessError):
            return None
