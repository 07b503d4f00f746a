"""Front matter through python-frontmatter, with a handler that reads located YAML."""

import re
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from itertools import islice
from typing import Any

import frontmatter
from frontmatter.default_handlers import YAMLHandler
from msgspec import Struct

from giamngheo.kinds.problem import Position, Problem
from giamngheo.load.located import Located, read_yaml
from giamngheo.load.text import TextFile

# The lines of `---`, as python-frontmatter splits a file at them; a search that begins with the sign leaps to it.
BOUNDARY: re.Pattern[str] = re.compile(r"-(?<![^\n]-)-{2,}\s*$", re.MULTILINE)

# A line of other dashes, or of too few.
_DASHES = re.compile(r"\s*(?:-*[\u2010-\u2015\u2212][-\u2010-\u2015\u2212]*|--)\s*")


class LocatedHandler(YAMLHandler):
    """Keeps the block between the `---` lines, to be read with its places, which a plain dict cannot carry."""

    def __init__(self, bounds: Sequence[re.Match[str]]) -> None:
        super().__init__()
        self.bounds = bounds
        self.text = ""

    def split(self, text: str) -> tuple[str, str]:
        first, second = self.bounds
        return text[first.end() : second.start()], text[second.end() :]

    def load(self, fm: str, **_: object) -> dict[str, Any]:
        # python-frontmatter hands over the text after the first `---`, with the newline that follows it.
        self.text = fm
        return {}


class FrontMatter(Struct, frozen=True, dict=True):
    """A Markdown file taken apart: `body_line` is the line of the file on which `body` begins."""

    read: Callable[[], Located]
    body: str
    body_line: int

    @cached_property
    def located(self) -> Located:
        return self.read()


def read_front_matter(file: TextFile) -> FrontMatter:
    text = file.text.lstrip()
    skipped = file.text[: len(file.text) - len(text)].count("\n")
    bounds = list(islice(BOUNDARY.finditer(text), 2))
    if len(bounds) < 2 or bounds[0].start() != 0:
        none = Located(problems=_unbounded(file))
        return FrontMatter(lambda: none, text, 1 + skipped)
    handler = LocatedHandler(bounds)
    post = frontmatter.loads(text, handler=handler)
    body: str = post.content
    found = text.find(body, bounds[1].end()) if body else len(text)
    first_line = 1 + skipped + text.count("\n", 0, bounds[0].end())
    read = partial(read_yaml, handler.text, file.path, first_line)
    return FrontMatter(read, body, text.count("\n", 0, found) + 1 + skipped)


def _unbounded(file: TextFile) -> list[Problem]:
    """Why there are no two lines of `---`: word processors put other dashes in their place."""
    changed = [
        Problem.at("Y211", file.path, Position(number, 1), line=line.strip())
        for number, line in enumerate(file.text.splitlines(), 1)
        if _DASHES.fullmatch(line)
    ]
    return changed[:2] or [Problem.at("Y206", file.path, Position(1, 1))]
