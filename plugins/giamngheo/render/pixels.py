"""A drawing (SVG) as pixels (PNG), made by resvg with letters of our own: the same bytes on every machine."""

import re
from functools import cache
from importlib.metadata import version
from pathlib import Path

from giamngheo.keys import Key, key_of

WEIGHTS = ("400", "700")
FAMILY = "Be Vietnam Pro"
# A millimetre is as long as in a browser.
_DPI = 96
# As in a browser a drawing holds all that it shows: a file beside it would be another one on another machine.
_ELSEWHERE = re.compile(r"""\bhref\s*=\s*(["'])(?!#|data:).*?\1""", re.DOTALL)


def png(svg: str, size: tuple[int, int], folder: Path) -> bytes:
    """As large as fits into `size`, in its own shape; `folder` is that of our templates. ValueError: no drawing."""
    import resvg_py

    drawn: bytes = resvg_py.svg_to_bytes(
        svg_string=_ELSEWHERE.sub('href=""', svg),
        width=size[0],
        height=size[1],
        dpi=_DPI,
        skip_system_fonts=True,
        font_files=[str(font_file(folder, weight)) for weight in WEIGHTS],
        font_family=FAMILY,
        serif_family=FAMILY,
        sans_serif_family=FAMILY,
        monospace_family=FAMILY,
    )
    return drawn


@cache
def recipe(folder: Path) -> Key:
    """Stands for all but the drawing that decides what it looks like."""
    return key_of("1", version("resvg-py"), *(font_file(folder, weight).read_bytes() for weight in WEIGHTS))


def font_file(folder: Path, weight: str) -> Path:
    return folder / f"assets/fonts/be-vietnam-pro-{weight}.ttf"
