"""Letters for languages that many phones cannot write: a style that only their pages load, and the fonts it names."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from giamngheo.site.engine import named_by_content

WEIGHTS = (400, 700)


class Letters(NamedTuple):
    """A font by its files in `templates/assets/fonts/`, for which signs, and how far apart its lines stand."""

    font: str
    signs: str
    line: float


# Hmong and Tay are written in Latin letters, which every phone has.
BY_LANGUAGE = {"km": Letters("noto-sans-khmer", "U+1780-17FF,U+19E0-19FF,U+200B-200D,U+25CC", 1.9)}


def letters(folder: Path, languages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The files for the languages that the site has, by name; the style names its fonts by their content."""
    for language in languages:
        known = BY_LANGUAGE.get(language)
        if known is not None:
            rules = []
            for weight in WEIGHTS:
                name = f"{known.font}-{weight}.woff2"
                data = (folder / "assets/fonts" / name).read_bytes()
                yield name, data
                rules.append(_face(known, weight, named_by_content(name, data).rpartition("/")[2]))
            rules.append(f":root{{--font-text:{known.font},system-ui,sans-serif}}body{{line-height:{known.line}}}")
            yield f"{language}.css", "".join(rules).encode()


def _face(known: Letters, weight: int, file: str) -> str:
    return (
        f"@font-face{{font-family:{known.font};font-weight:{weight};font-display:swap;"
        f'src:url({file}) format("woff2");unicode-range:{known.signs}}}'
    )
