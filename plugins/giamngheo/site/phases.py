"""Where the time of a build went, phase by phase: `scripts/build.py --profile`."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

from giamngheo.kinds.values import half_up
from giamngheo.words import say, words

PHASES = ("read", "views", "search", "pages", "exports", "host", "apply", "store")


class Phases:
    """Seconds on the clock by phase; what lies between them is the host's."""

    def __init__(self) -> None:
        self.started = time.monotonic()
        # What else is worth telling.
        self.notes: list[str] = []
        self._spent = dict.fromkeys(PHASES, 0.0)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        begun = time.monotonic()
        yield
        self._spent[name] += time.monotonic() - begun

    def told(self) -> str:
        """A line a phase, and the whole."""
        whole = time.monotonic() - self.started
        self._spent["host"] = whole - sum(self._spent.values())
        lines = [say(f"profile.{name}", seconds=_seconds(spent)) for name, spent in self._spent.items()]
        return "\n".join(
            [say("profile.title", seconds=_seconds(whole)), *(f"  {line}" for line in [*lines, *self.notes])]
        )


def is_wanted() -> bool:
    return os.environ.get("GIAMNGHEO_PROFILE") == "1"


def _seconds(spent: float) -> str:
    return words().decimal(half_up(Decimal(max(spent, 0.0)), 2), 2)
