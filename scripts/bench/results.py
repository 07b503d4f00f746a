"""Results: what was measured, kept as one JSON object a line, and the arithmetic of the table."""

from __future__ import annotations

import json
import statistics
from dataclasses import asdict, astuple, dataclass
from typing import TYPE_CHECKING, NamedTuple

from bench.measure import Cost

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

COLD = "cold"
EDIT = "edit"


class Work(NamedTuple):
    """What was done: a cold build (`edit` is None), or a build after an edit of that kind."""

    mode: str
    edit: str | None = None


@dataclass(frozen=True)
class Result:
    """One build of one generator."""

    peer: str
    entries: int
    mode: str
    edit: str | None
    cpu_s: float
    wall_s: float
    rss_mb: float

    @classmethod
    def of(cls, peer: str, entries: int, work: Work, cost: Cost) -> Result:
        return cls(peer, entries, *work, round(cost.cpu_s, 3), round(cost.wall_s, 3), round(cost.rss_mb, 1))

    @property
    def work(self) -> Work:
        return Work(self.mode, self.edit)


def line(result: Result) -> str:
    return json.dumps(asdict(result))


def read(file: Path) -> list[Result]:
    return [Result(**json.loads(row)) for row in file.read_text(encoding="utf-8").splitlines() if row.strip()]


def medians(results: Iterable[Result]) -> dict[tuple[str, int, Work], Cost]:
    """The median of the rounds, of each quantity by itself, in the order in which they were first measured."""
    rounds: dict[tuple[str, int, Work], list[Result]] = {}
    for result in results:
        rounds.setdefault((result.peer, result.entries, result.work), []).append(result)
    return {key: Cost(*map(statistics.median, zip(*map(costs, held), strict=True))) for key, held in rounds.items()}


def costs(result: Result) -> tuple[float, float, float]:
    return (result.cpu_s, result.wall_s, result.rss_mb)


def ratio(cost: Cost, other: Cost | None) -> Cost | None:
    """How many times the other's: each quantity by itself; None where there is no other."""
    if other is None or 0 in astuple(other):
        return None
    return Cost(*(mine / theirs for mine, theirs in zip(astuple(cost), astuple(other), strict=True)))


def aligned(rows: Sequence[Sequence[str]], words: int) -> str:
    """Rows under one another: the first `words` columns to the left, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place < words else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
