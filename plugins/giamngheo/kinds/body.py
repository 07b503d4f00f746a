"""The Markdown below the front matter of a file, and what was found out about it."""

from collections.abc import Callable
from functools import cached_property
from typing import Any


class Body:
    """A body, whether or not its front matter could be read; `line` is where it begins in the file.

    Its text may be given as a way to read it: most builds look at few texts. `notes` holds what was found out about
    this very text (links, mistakes), by name, so that it is found out once.
    """

    def __init__(
        self, path: str, source: str, text: str | Callable[[], str], line: int, notes: dict[str, Any] | None = None
    ) -> None:
        self.path = path
        self.source = source
        self.line = line
        self.notes = {} if notes is None else notes
        self._text = text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Body) and (self.path, self.line, self.text) == (other.path, other.line, other.text)

    @cached_property
    def text(self) -> str:
        return self._text if isinstance(self._text, str) else self._text()

    def noted(self, name: str, find: "Callable[[Body], Any]") -> Any:
        """What is known under a name; plain data only, because it is kept as JSON."""
        if name not in self.notes:
            self.notes[name] = find(self)
        return self.notes[name]
