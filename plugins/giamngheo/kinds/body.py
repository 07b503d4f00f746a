"""The Markdown below the front matter of a file, and what was found out about it."""

import threading
from collections.abc import Callable
from typing import Any

Read = Callable[[], str]
# Texts that are held at one time. Where there are more, few are: whoever looks at all of them, one after the other,
# comes back to none that is held still.
HELD = 12_000
FEW = 200


class _Texts:
    """The texts that were asked for last, by how each is read."""

    def __init__(self) -> None:
        self._held: dict[Read, str] = {}
        self._most = HELD
        self._lock = threading.Lock()

    def of(self, read: Read) -> str:
        with self._lock:
            text = self._held.pop(read, None)
        return self.hold(read, read() if text is None else text)

    def hold(self, read: Read, text: str) -> str:
        with self._lock:
            if len(self._held) >= self._most:
                self._held.clear()
                self._most = FEW
            self._held[read] = text
        return text


_TEXTS = _Texts()


class Body:
    """A body, whether or not its front matter could be read; `line` is where it begins in the file.

    Its text may be given as a way to read it: most builds look at few texts, and not all texts of a large site fit
    into memory. What was found out about this very text (links, mistakes) is noted by name, so that it is found out
    once: `notes` where it is something, `nothing` the names under which nothing was found.
    """

    __slots__ = ("_text", "line", "notes", "nothing", "path", "source")

    def __init__(
        self,
        path: str,
        source: str,
        text: str | Read,
        line: int,
        notes: dict[str, Any] | None = None,
        nothing: frozenset[str] = frozenset(),
    ) -> None:
        self.path = path
        self.source = source
        self.line = line
        self.notes = {} if notes is None else notes
        self.nothing = nothing
        self._text = text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Body) and (self.path, self.line, self.text) == (other.path, other.line, other.text)

    @property
    def text(self) -> str:
        return self._text if isinstance(self._text, str) else _TEXTS.of(self._text)

    def read_again(self, read: Read) -> None:
        """From now on the text is one of those that are held for a while."""
        if isinstance(self._text, str):
            _TEXTS.hold(read, self._text)
        self._text = read

    def noted(self, name: str, find: "Callable[[Body], Any]") -> Any:
        """What is known under a name; plain data only, because it is kept as JSON."""
        if name in self.nothing:
            return ()
        if name not in self.notes:
            found = find(self)
            if not found:
                self.nothing = _one_of(self.nothing | {name})
                return ()
            self.notes[name] = found
        return self.notes[name]


# Nearly all texts have the same names under which nothing was found.
_SAME: dict[frozenset[str], frozenset[str]] = {}


def _one_of(names: frozenset[str]) -> frozenset[str]:
    return _SAME.setdefault(names, names)


def names_of(written: str) -> frozenset[str]:
    """Names as they are written in one line."""
    return _one_of(frozenset(written.split()))
