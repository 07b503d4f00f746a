"""The sheet of a poster: its words in the colours of the site, as a PNG of few colours.

Each ink has a row of shades in the palette that leads to it from the colour it stands on: letters are drawn with
numbers of the palette and blend along that row.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from giamngheo.keys import Key, key_of
from giamngheo.render import dots, pixels
from giamngheo.render.pixels import WEIGHTS, font_file
from giamngheo.render.poster import Poster
from giamngheo.render.styles import tokens

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

# As small as networks show over the whole width; laid out on a sheet of half as much again.
SIZE = (800, 420)
SQUARE = (1400, 1400)
WIDE, HIGH = 1200, 630
_EDGE, _FOOT, _BAR, _MARK = 80, 130, 10, 76
_ROOM = WIDE - 2 * _EDGE
# Sizes of letters with the lines that they leave room for.
_LARGE = {96: 2, 84: 3, 70: 3, 58: 4, 48: 5}
_PLAIN, _BOLD = WEIGHTS
# Inks, each with what it stands on. The first ground is that of the whole sheet.
_INKS = (
    ("--color-on-primary", "--color-primary"),
    ("--color-scene-4", "--color-primary"),
    ("--color-on-base-muted", "--color-primary"),
    ("--color-text", "--color-background"),
)
_TITLE, _ABOVE, _BANNER, _NAME = range(len(_INKS))
_SHADES, _MARK_COLOURS = 48, 64
_LOOK = ("assets/css/tokens.css", "assets/favicon.svg")


class Row(NamedTuple):
    """A line of the sheet: where its letters stand, how large they are, in which ink."""

    text: str
    y: int
    size: int
    ink: int
    weight: str = _PLAIN


def look(folder: Path) -> Key:
    """Stands for the letters, the colours and the mark."""
    return key_of(pixels.recipe(folder), version("pillow"), *((folder / name).read_bytes() for name in _LOOK))


def png(poster: Poster, name: str, banner: str, mark: bytes, folder: Path) -> bytes:
    """The picture; `mark` is empty for ours, `folder` that of our templates."""
    return _encoded(_drawn(poster, name, banner, mark, folder, SIZE))


def square(poster: Poster, name: str, banner: str, mark: bytes, folder: Path) -> bytes:
    """The cover of a podcast: a square without transparency (Apple asks for 1400 to 3000 pixels in RGB)."""
    return _encoded(_drawn(poster, name, banner, mark, folder, SQUARE).convert("RGB"))


def rows(poster: Poster, name: str, banner: str, folder: Path, high: int = HIGH) -> Iterator[Row]:
    """All that is said on a sheet so high."""
    plain = str(font_file(folder, _PLAIN))
    size, lines = _set(poster.text, str(font_file(folder, _BOLD)))
    above = 64 if poster.above else 0
    top = (high - _FOOT + 40 - above - len(lines) * size * 1.2) / 2
    if poster.above:
        yield Row(poster.above, round(top + 24), 40, _ABOVE)
    for n, line in enumerate(lines):
        yield Row(line, round(top + above + (n + 0.8) * size * 1.2), size, _TITLE, _BOLD)
    if banner:
        yield Row(banner, 64, _fitting(banner, plain, _ROOM, 28), _BANNER)
    fitting = _fitting(name, plain, _ROOM - 100, 38)
    yield Row(name, round(high - _FOOT / 2 + fitting * 0.34), fitting, _NAME)


# --- drawing


def _drawn(poster: Poster, name: str, banner: str, mark: bytes, folder: Path, size: tuple[int, int]) -> "Image":
    from PIL import Image, ImageDraw

    scale = size[0] / WIDE
    high = round(size[1] / scale)
    image = Image.new("L", size, _TITLE * _SHADES)
    draw = ImageDraw.Draw(image)
    foot = round((high - _FOOT) * scale)
    draw.rectangle((0, foot, *size), _NAME * _SHADES)
    draw.rectangle((0, foot, size[0], foot + round(_BAR * scale) - 1), _full(_ABOVE))
    for row in rows(poster, name, banner, folder, high):
        y, large = round(row.y * scale), row.size * scale
        if row.ink in (_ABOVE, _BANNER):
            draw.rectangle((0, y - large, size[0], y + large / 3), row.ink * _SHADES)
        letters = _letters(str(font_file(folder, row.weight)), large)
        draw.text((_EDGE * scale, y), row.text, _full(row.ink), letters, "ls")
    drawn = _mark(round(_MARK * scale), mark, folder)
    side = drawn.width
    corner = round((WIDE - _EDGE) * scale) - side, round((high - _FOOT / 2) * scale - side / 2)
    image.paste(Image.frombytes("L", drawn.size, bytes(len(_INKS) * _SHADES + n for n in drawn.tobytes())), corner)
    image.putpalette([*_shades(folder), *(drawn.getpalette() or ())])
    return image


def _full(ink: int) -> int:
    return (ink + 1) * _SHADES - 1


@cache
def _shades(folder: Path) -> list[int]:
    """The palette but for the mark."""
    from PIL.ImageColor import getrgb

    colours = tokens(folder)
    made: list[int] = []
    for ink, ground in _INKS:
        ends = list(zip(getrgb(colours[ground])[:3], getrgb(colours[ink])[:3], strict=True))
        for n in range(_SHADES):
            made += [round(first + (last - first) * n / (_SHADES - 1)) for first, last in ends]
    return made


@cache
def _mark(side: int, mark: bytes, folder: Path) -> "Image":
    """The mark of the site, a drawing or PNG, on the ground of the name, in a palette of its own."""
    from PIL import Image, ImageOps

    picture = mark or (folder / "assets/favicon.svg").read_bytes()
    if not picture.startswith(b"\x89PNG"):
        picture = pixels.png(picture.decode("utf-8-sig"), (side, side), folder)
    drawn = ImageOps.pad(Image.open(BytesIO(picture)).convert("RGBA"), (side, side), color=(0, 0, 0, 0))
    ground = Image.new("RGBA", drawn.size, tokens(folder)["--color-background"])
    return Image.alpha_composite(ground, drawn).convert("RGB").quantize(_MARK_COLOURS, dither=Image.Dither.NONE)


def _encoded(image: "Image") -> bytes:
    data = image.tobytes()
    length = len(data) // image.height
    lines = (data[at : at + length] for at in range(0, len(data), length))
    if image.mode == "P":
        return dots.packed(image.size, 8, dots.PALETTE, lines, bytes(image.getpalette() or ()))
    return dots.packed(image.size, 8, dots.RGB, lines)


# --- letters


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
def _letters(font: str, size: float) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(font, size, layout_engine=ImageFont.Layout.BASIC)
