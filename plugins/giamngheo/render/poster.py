"""The picture that goes with a link when a page is shared: what it is about in large letters, and whose page it is.

It is drawn on a `sheet.py`. One serves many pages: a poster for each kind and each topic; for each entry only where
the province asks for it.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from giamngheo.derive.entries import EntryView
from giamngheo.derive.registers import TopicView
from giamngheo.keys import lasting_key_of
from giamngheo.kinds import KINDS
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.entry import Entry
from giamngheo.kinds.story import Story
from giamngheo.render.spec import Identity, PageSpec
from giamngheo.words import HOME, Words, languages, words
from giamngheo.words.slug import slugify

FOLDER = "assets/chia-se/"
# Languages written in letters that ours have.
_LATIN = re.compile(r"[\x20-\u024f\u0300-\u036f\u1e00-\u1eff\u2000-\u206f\u20ab]*")
_RECIPE = "2"


class Poster(Struct, frozen=True):
    """`text` is what it is about, `above` what sort of thing that is; `language` is that of its mark."""

    text: str
    above: str = ""
    language: str = HOME

    def address(self, identity: Identity, shape: str = "") -> str:
        """It changes with all that the poster shows."""
        shown = lasting_key_of(f"{_RECIPE}{shape}", self.text, self.above, *self.marks(identity)).hex()[:8]
        return f"{FOLDER}{slugify(self.text, '-')[:40].strip('-')}.{shown}.png"

    def marks(self, identity: Identity) -> tuple[str, str, bytes]:
        """What stands on every poster: whose page it is, that no authority speaks, the mark if it is not ours."""
        banner = words(self.language).say("ui.demo.banner") if identity.is_demonstration else ""
        return identity.name, banner, identity.mark.picture


def poster_of(spec: PageSpec, identity: Identity) -> Poster:
    """The poster of a page: its own, that of its topic, of its kind, or the one of the site."""
    view, speech = spec.view, _speech(spec.language, identity)
    if isinstance(view, EntryView):
        if identity.has_posters_of_entries and _LATIN.fullmatch(view.entry.title):
            return _of_entry(view.kind, view.entry, speech)
        if view.topics and view.entry.language == HOME:
            return Poster(view.topics[0].name, language=identity.language)
        return _of_kind(view.kind, speech)
    if isinstance(view, TopicView):
        return Poster(view.topic.name, language=identity.language)
    kind = _BY_SECTION.get(spec.section)
    return _of_kind(kind, speech) if kind else Poster(identity.name, language=speech.language)


def posters(identity: Identity, catalogue: Catalogue) -> Iterator[Poster]:
    """Every poster that a page may ask for, each once."""
    yield Poster(identity.name, language=identity.language)
    for kind in _BY_SECTION.values():
        yield _of_kind(kind, words(identity.language))
    for item, entry in catalogue.dated():
        if entry.language in languages():
            yield _of_kind(item.kind, words(entry.language))
            yield Poster(identity.name, language=entry.language)
    for id_ in catalogue.of("topic"):
        yield Poster(catalogue.topic(id_).name, language=identity.language)
    for item, entry in catalogue.dated() if identity.has_posters_of_entries else ():
        if _LATIN.fullmatch(entry.title):
            yield _of_entry(item.kind, entry, _speech(entry.language, identity))


_BY_SECTION = {f"{kind.address}/": kind.name for kind in KINDS if kind.address}


def _speech(language: str, identity: Identity) -> Words:
    return words(language if language in languages() else identity.language)


def _of_kind(kind: str, speech: Words) -> Poster:
    return Poster(speech.say(f"kind.{kind}.many"), language=speech.language)


def _of_entry(kind: str, entry: Entry, speech: Words) -> Poster:
    above = speech.say(f"kind.{kind}.one")
    if isinstance(entry, Story) and entry.illustrative:
        above = f"{above} \u00b7 {speech.say('ui.story.short')}"
    return Poster(entry.title, above, speech.language)
