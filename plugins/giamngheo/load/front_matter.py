"""Front matter through python-frontmatter, with a handler that reads located YAML."""

from dataclasses import dataclass
from typing import Any

import frontmatter
from frontmatter.default_handlers import YAMLHandler

from giamngheo.kinds.problem import Position, Problem
from giamngheo.load.located import Located, read_yaml
from giamngheo.load.text import TextFile


class LocatedHandler(YAMLHandler):
    """Reads the block between the `---` lines; keeps positions, which a plain dict cannot carry."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.located = Located()

    def load(self, fm: str, **_: object) -> dict[str, Any]:
        # python-frontmatter hands over the text after the first `---`, with the newline that follows it.
        self.located = read_yaml(fm.lstrip("\n"), self.path, first_line=2)
        return self.located.data if isinstance(self.located.data, dict) else {}


@dataclass(frozen=True)
class FrontMatter:
    """A Markdown file taken apart: `body_line` is the line of the file on which `body` begins."""

    located: Located
    body: str
    body_line: int


def read_front_matter(file: TextFile) -> FrontMatter:
    text = file.text.lstrip("\n")
    skipped = len(file.text) - len(text)
    if not text.startswith("---\n") or "\n---" not in text[3:]:
        located = Located(problems=[Problem.at("Y206", file.path, Position(1, 1))])
        return FrontMatter(located, text, 1 + skipped)
    handler = LocatedHandler(file.path)
    post = frontmatter.loads(text, handler=handler)
    body: str = post.content
    start = text.index("\n---", 3) + 4
    found = text.find(body, start) if body else len(text)
    return FrontMatter(handler.located, body, text.count("\n", 0, found) + 1 + skipped)
