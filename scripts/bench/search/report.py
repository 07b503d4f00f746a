"""What was found, as rows of a table, and as the part of docs/SEARCH.md that the benchmark writes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAMES = {"ours": "ours", "pagefind": "Pagefind", "minisearch": "MiniSearch", "material": "Material (lunr)"}
HEAD = (
    "pages",
    "engine",
    "MRR with marks",
    "without",
    "recall@5",
    "without",
    "pairs",
    "first search kB",
    "s",
    "twenty kB",
    "keystroke p95 ms",
    "index CPU s",
    "MB",
)


class Found(NamedTuple):
    """One engine at one size."""

    engine: str
    pages: int
    index_cpu_s: float
    index_rss_mb: int
    mrr: Sequence[float]
    recall: Sequence[float]
    pairs: int
    pairs_right: int
    first_kb: float
    first_s: float
    all_kb: float
    key_p95_ms: float


def read(line: str) -> Found:
    return Found(**json.loads(line))


def rows(found: Sequence[Found]) -> list[Sequence[str]]:
    return [HEAD, *map(row, found)]


def row(one: Found) -> list[str]:
    shares = [f"{share:.3f}" for share in (*one.mrr, *one.recall)]
    costs = [f"{one.first_kb:,.0f}", f"{one.first_s:.1f}", f"{one.all_kb:,.0f}", f"{one.key_p95_ms:.0f}"]
    index = [f"{one.index_cpu_s:.1f}", f"{one.index_rss_mb:,}"]
    return [f"{one.pages:,}", NAMES[one.engine], *shares, f"{one.pairs_right}/{one.pairs}", *costs, *index]


def part(header: str, found: Sequence[Found]) -> str:
    told = [goal for one in found if one.engine == "ours" for goal in goals(one)]
    return "\n\n".join([header, table(rows(found)), table([("ours", "wanted", "measured", "holds"), *told])])


def table(lines: Sequence[Sequence[str]]) -> str:
    head, *others = lines
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, ["---"] * len(head), *others))


def goals(one: Found) -> Iterator[list[str]]:
    """The goals of the search, at one size."""
    for says, least, measured in (
        ("MRR with marks", 0.95, one.mrr[0]),
        ("MRR without marks", 0.92, one.mrr[1]),
        ("minimal pairs", 1, one.pairs_right / one.pairs),
    ):
        yield [f"{says}, {one.pages:,}", f">= {least:g}", f"{measured:.3f}", "yes" if measured >= least else "no"]
    for says, most, measured in (
        ("first search, kB", 60, one.first_kb),
        ("first search, s", 2.5, one.first_s),
        ("keystroke p95, ms", 100, one.key_p95_ms),
        *([("index, CPU s", 2, one.index_cpu_s)] if one.pages <= 1000 else []),
    ):
        yield [f"{says}, {one.pages:,}", f"<= {most:g}", f"{measured:.1f}", "yes" if measured <= most else "no"]
