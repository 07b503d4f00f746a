"""Front matter through python-frontmatter, with a handler that reads located YAML."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import frontmatter
from frontmatter.default_handlers import YAMLHandler

from giamngheo.kinds.problem import Position, Problem
from giamngheo.load.located import Located, read_yaml
from giamngheo.load.text import TextFile

# The lines of `---`, as python-frontmatter splits a file at them; a search that begins with the sign leaps to it.
BOUNDARY: re.Pattern[str] = re.compile(r"-(?<![^\n]-)-{2,}\s*$", re.MULTILINE)


class LocatedHandler(YAMLHandler):
    """Reads the block between the `---` lines; keeps positions, which a plain dict cannot carry."""

    def __init__(self, path: str, first_line: int, bounds: Sequence[re.Match[str]]) -> None:
        super().__init__()
        self.path = path
        self.first_line = first_line
        self.bounds = bounds
        self.located = Located()

    def split(self, text: str) -> tuple[str, str]:
        first, second = self.bounds
        return text[first.end() : second.start()], text[second.end() :]

    def load(self, fm: str, **_: object) -> dict[str, Any]:
        # python-frontmatter hands over the text after the first `---`, with the newline that follows it.
        self.located = read_yaml(fm, self.path, self.first_line)
        return self.located.data if isinstance(self.located.data, dict) else {}


@dataclass(frozen=True)
class FrontMatter:
    """A Markdown file taken apart: `body_line` is the line of the file on which `body` begins."""

    located: Located
    body: str
    body_line: int


def read_front_matter(file: TextFile) -> FrontMatter:
    text = file.text.lstrip()
    skipped = file.text[: len(file.text) - len(text)].count("\n")
    bounds = list(islice(BOUNDARY.finditer(text), 2))
    if len(bounds) < 2 or bounds[0].start() != 0:
        located = Located(problems=[Problem.at("Y206", file.path, Position(1, 1))])
        return FrontMatter(located, text, 1 + skipped)
    handler = LocatedHandler(file.path, 1 + skipped + text.count("\n", 0, bounds[0].end()), bounds)
    post = frontmatter.loads(text, handler=handler)
    body: str = post.content
    found = text.find(body, bounds[1].end()) if body else len(text)
    return FrontMatter(handler.located, body, text.count("\n", 0, found) + 1 + skipped)
