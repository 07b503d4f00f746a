"""What was measured of reading aloud: rows of a table, and the part of docs/PERFORMANCE.md that bench.py writes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from bench.report import table, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TEXTS = {
    "sample": "the sample's entries",
    "generated": "1,000 generated entries",
    "forms": "nothing but written forms: the cases of the tests",
}
# Prose; what is nothing but forms has no goal.
PROSE = ("sample", "generated")
LEAST = 3.0
HEAD = ("text", "entries", "MB", "changed, a kB", "CPU ms, all once", "MB/s, once", "MB/s, again", "CPU ms an entry")


class Found(NamedTuple):
    """One text: CPU seconds of its first reading, and of later ones (the median)."""

    text: str
    texts: int
    bytes: int
    changes: int
    once_s: float
    again_s: float

    @property
    def rates(self) -> tuple[float, float]:
        """MB a second, at first and again."""
        return self.bytes / 1e6 / self.once_s, self.bytes / 1e6 / self.again_s


def read(line: str) -> Found:
    return Found(**json.loads(line))


def rows(found: Sequence[Found]) -> list[Sequence[str]]:
    return [HEAD, *map(row, found)]


def row(one: Found) -> list[str]:
    once, again = one.rates
    entries, each = (
        ("-", "-") if one.text not in PROSE else (whole(one.texts), f"{one.once_s / one.texts * 1000:.2f}")
    )
    size, changed = f"{one.bytes / 1e6:.2f}", f"{one.changes / one.bytes * 1000:.1f}"
    return [TEXTS[one.text], entries, size, changed, whole(one.once_s * 1000), f"{once:.2f}", f"{again:.2f}", each]


def goals(found: Sequence[Found]) -> Iterator[list[str]]:
    """Prose, by a process that has seen its words: most words of a text are those of the texts before it."""
    for one in found:
        if one.text in PROSE:
            _, rate = one.rates
            yield [
                f"{TEXTS[one.text]}: MB/s, again",
                f">= {LEAST:g}",
                f"{rate:.2f}",
                "yes" if rate >= LEAST else "no",
            ]


def part(header: str, found: Sequence[Found]) -> str:
    head, *others = rows(found)
    goal_table = table(("goal", "wanted", "measured", "holds"), goals(found))
    return "\n\n".join([header, goal_table, table(head, others)])
