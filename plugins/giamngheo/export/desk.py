"""What bulletins read: the scripts of entries without what is said once in a bulletin, and corrections of figures."""

from typing import cast

from msgspec.structs import replace

from giamngheo.derive.bulletins import Plan
from giamngheo.derive.cards import Link
from giamngheo.derive.corrections import about_of
from giamngheo.derive.dated import sign_of
from giamngheo.derive.readings import lexicon_of
from giamngheo.export.aloud import Aloud, Cut, Part, aloud, corrected
from giamngheo.export.edition import Editions
from giamngheo.keys import Fingerprint, Key, key_of
from giamngheo.kinds.catalogue import Item
from giamngheo.kinds.correction import Correction
from giamngheo.kinds.entry import Entry
from giamngheo.speech import speak


class Desk:
    """What several bulletins read is made once."""

    def __init__(self, editions: Editions) -> None:
        self.editions = editions
        self.lexicon = lexicon_of(editions.catalogue)
        self._readings = key_of(*map(sign_of, editions.catalogue.of("reading").values()))
        self._cuts: dict[tuple[str, str], Aloud | None] = {}
        words, identity = editions.speech, editions.identity
        self.mark = self.said(words.say("aloud.demonstration"))[0] if identity.is_demonstration else ""

    def said(self, text: str) -> tuple[str, tuple[str, ...]]:
        """A text in spoken words, and what of it cannot be read."""
        spoken = speak(text, self.lexicon)
        return spoken.text, tuple(dict.fromkeys(one.token for one in spoken.leftovers))

    def sign(self, plan: Plan) -> Key:
        """Stands for all that a bulletin tells."""
        signs = [self._sign(item) for item in plan.items]
        return key_of(self._readings, Fingerprint().text(replace(plan, items=())), *signs)

    def _sign(self, item: Item) -> Key:
        entry, editions = item.entry, self.editions
        if not isinstance(entry, Entry):
            return key_of(sign_of(item), repr(self._about(item)))
        return key_of(editions.sign(item), editions.state(one.file.lstrip("/") for one in entry.audio))

    def aloud(self, item: Item) -> Aloud | None:
        """What may be read of an item; None of one in a language that has no voice here."""
        key = (item.kind, item.id)
        if key not in self._cuts:
            made = self._correction(item) if isinstance(item.entry, Correction) else self._entry(item)
            self._cuts[key] = made
        return self._cuts[key]

    def _entry(self, item: Item) -> Aloud | None:
        made = aloud(self.editions.of(item))
        return made and Aloud(tuple(one.unframed() for one in made.cuts), made.unread)

    def _correction(self, item: Item) -> Aloud:
        one, words, about = cast(Correction, item.entry), self.editions.speech, self._about(item)
        told = words.say("bulletin.correction_of", name=about.name, was=one.was, now=one.now) if about else None
        said, unread = self.said(told or corrected(one, words))
        return Aloud(() if unread else (Cut(0, tuple(map(Part, said.split("\n")))),), unread)

    def link(self, item: Item) -> Link:
        """What is read, by its name, and where it stands."""
        if isinstance(item.entry, Entry):
            return Link(item.entry.title, item.address)
        about, words = self._about(item), self.editions.speech
        if about is None:
            return Link(words.say("ui.corrections.one"), None)
        return Link(words.say("feed.correction", name=about.name), about.address)

    def _about(self, item: Item) -> Link | None:
        """What a correction is of."""
        return about_of(self.editions.catalogue, cast(Correction, item.entry), self.editions.speech)
