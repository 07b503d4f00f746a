"""The picture that goes with a link when a page is shared: what it is about in large letters, and whose page it is.

It is drawn as SVG and put out as PNG (`pixels.py`). One serves many pages: a poster for each kind and each topic; for
each entry only where the province asks for it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from giamngheo.derive.entries import EntryView
from giamngheo.derive.registers import TopicView
from giamngheo.kinds import KINDS
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.entry import Entry
from giamngheo.kinds.story import Story
from giamngheo.markup.address import slugify
from giamngheo.render import pixels
from giamngheo.render.pixels import FAMILY, font_file
from giamngheo.render.spec import Identity, PageSpec
from giamngheo.render.styles import tokens
from giamngheo.store import Key, key_of
from giamngheo.words import HOME, Words, languages, words

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FOLDER = "assets/chia-se/"
# As small as networks show over the whole width; drawn on a sheet of half as much again.
SIZE = (800, 420)
SQUARE = (1400, 1400)
_SHEET = (1200, 630)
_EDGE, _FOOT = 80, 130
_ROOM = _SHEET[0] - 2 * _EDGE
# Sizes of letters with the lines that they leave room for.
_LARGE = {96: 2, 84: 3, 70: 3, 58: 4, 48: 5}
_LOOK = ("assets/css/tokens.css", "assets/favicon.svg")
# Languages written in letters that ours have.
_LATIN = re.compile(r"[\x20-\u024f\u0300-\u036f\u1e00-\u1eff\u2000-\u206f\u20ab]*")
_RECIPE = "1"


class Poster(Struct, frozen=True):
    """`text` is what it is about, `above` what sort of thing that is; `language` is that of its mark."""

    text: str
    above: str = ""
    language: str = HOME

    def address(self, identity: Identity, shape: str = "") -> str:
        """It changes with all that the poster shows."""
        shown = key_of(f"{_RECIPE}{shape}", self.text, self.above, *self.marks(identity)).hex()[:8]
        return f"{FOLDER}{slugify(self.text, '-')[:40].strip('-')}.{shown}.png"

    def marks(self, identity: Identity) -> tuple[str, str]:
        """What stands on every poster: whose page it is, and that no authority speaks."""
        banner = words(self.language).say("ui.demo.banner") if identity.is_demonstration else ""
        return identity.name, banner


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


def look(folder: Path) -> Key:
    """Stands for the letters, the colours and the mark."""
    return key_of(pixels.recipe(folder), *((folder / name).read_bytes() for name in _LOOK))


def png(poster: Poster, name: str, banner: str, folder: Path) -> bytes:
    """The picture; `folder` is that of our templates."""
    return pixels.png(svg(poster, name, banner, folder), SIZE, folder)


def square(poster: Poster, name: str, banner: str, folder: Path) -> bytes:
    """The cover of a podcast: a square without transparency (Apple asks for 1400 to 3000 pixels in RGB)."""
    from PIL import Image

    made = Image.open(BytesIO(pixels.png(svg(poster, name, banner, folder, _SHEET[0]), SQUARE, folder)))
    opaque = BytesIO()
    made.convert("RGB").save(opaque, "PNG")
    return opaque.getvalue()


def svg(poster: Poster, name: str, banner: str, folder: Path, high: int = _SHEET[1]) -> str:
    """The drawing, in the colours of the site."""
    wide = _SHEET[0]
    colours, plain = tokens(folder), str(font_file(folder, "400"))
    size, lines = _set(poster.text, str(font_file(folder, "700")))
    above = 64 if poster.above else 0
    top = (high - _FOOT + 40 - above - len(lines) * size * 1.2) / 2
    rows = [_text(top + 24, 40, colours["--color-scene-4"], poster.above)] if poster.above else []
    rows += [
        _text(top + above + (n + 0.8) * size * 1.2, size, colours["--color-on-primary"], line, 700)
        for n, line in enumerate(lines)
    ]
    if banner:
        rows.append(_text(64, _fitting(banner, plain, _ROOM, 28), colours["--color-on-base-muted"], banner))
    fitting = _fitting(name, plain, _ROOM - 100, 38)
    rows.append(_text(high - _FOOT / 2 + fitting * 0.34, fitting, colours["--color-text"], name))
    mark = (folder / "assets/favicon.svg").read_text(encoding="utf-8")
    mark = mark.replace("<svg", f'<svg x="{wide - _EDGE - 76}" y="{high - _FOOT / 2 - 38}" width="76" height="76"', 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" font-family="{FAMILY}">'
        f'<path d="M0 0h{wide}v{high}H0z" fill="{colours["--color-primary"]}"/>'
        f'<path d="M0 {high - _FOOT}h{wide}v{_FOOT}H0z" fill="{colours["--color-background"]}"/>'
        f'<path d="M0 {high - _FOOT}h{wide}v10H0z" fill="{colours["--color-scene-4"]}"/>'
        f"{''.join(rows)}{mark}</svg>"
    )


def _text(y: float, size: int, colour: str, text: str, weight: int = 400) -> str:
    look = f'font-size="{size}" font-weight="{weight}" fill="{colour}"'
    return f'<text x="{_EDGE}" y="{y:.0f}" {look}>{escape(text)}</text>'


def _fitting(text: str, font: str, room: int, largest: int) -> int:
    """The size in which a text fits into one line."""
    return min(largest, int(largest * room / max(1, _letters(font, largest).getlength(text))))


def _set(text: str, font: str) -> tuple[int, list[str]]:
    """The text in lines, in the largest letters in which it fits; what is too long even then ends in an ellipsis."""
    for size, most in _LARGE.items():
        measured = _measured(text, _letters(font, size))
        lines = _lines(measured, _ROOM)
        if len(lines) <= most:
            return size, _even(measured, len(lines))
    return size, [*lines[: most - 1], f"{lines[most - 1].rpartition(' ')[0]}\u2026"]


def _measured(text: str, letters: "FreeTypeFont") -> list[tuple[str, float]]:
    """Each word with its width, and that of the space before it."""
    space = letters.getlength(" ")
    return [(word, space + letters.getlength(word)) for word in text.split()]


def _even(measured: Sequence[tuple[str, float]], count: int) -> list[str]:
    """So many lines, as equally long as words allow: no word stands alone."""
    rooms = (room for room in range(_ROOM // 3, _ROOM, 40) if len(_lines(measured, room)) == count)
    return _lines(measured, next(rooms, _ROOM))


def _lines(measured: Sequence[tuple[str, float]], room: int) -> list[str]:
    lines: list[list[str]] = []
    left = 0.0
    for word, wide in measured:
        left -= wide
        if left < 0:
            lines.append([])
            left = room - wide
        lines[-1].append(word)
    return [" ".join(words) for words in lines]


@cache
def _letters(font: str, size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(font, size, layout_engine=ImageFont.Layout.BASIC)
