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


NOT_ENDED = "A dash stands for what had not ended after five minutes."


class Found(NamedTuple):
    """One engine at one size; None is what took too long."""

    engine: str
    pages: int
    index_cpu_s: float
    index_rss_mb: int
    mrr: Sequence[float] | None
    recall: Sequence[float] | None
    pairs: int
    pairs_right: int | None
    first_kb: float | None
    first_s: float | None
    all_kb: float | None
    key_p95_ms: float | None


def read(line: str) -> Found:
    return Found(**json.loads(line))


def rows(found: Sequence[Found]) -> list[Sequence[str]]:
    return [HEAD, *map(row, found)]


def row(one: Found) -> list[str]:
    shares = [number(share, ".3f") for share in (*(one.mrr or (None, None)), *(one.recall or (None, None)))]
    pairs = f"{number(one.pairs_right, 'd')}/{one.pairs}"
    loaded = [number(one.first_kb, ",.0f"), number(one.first_s, ".1f"), number(one.all_kb, ",.0f")]
    index = [f"{one.index_cpu_s:.1f}", f"{one.index_rss_mb:,}"]
    return [f"{one.pages:,}", NAMES[one.engine], *shares, pairs, *loaded, number(one.key_p95_ms, ".0f"), *index]


def number(measured: float | None, form: str) -> str:
    return "-" if measured is None else format(measured, form)


def part(header: str, found: Sequence[Found]) -> str:
    told = [goal for one in found if one.engine == "ours" for goal in goals(one)]
    dash = [NOT_ENDED] if any(None in one for one in found) else []
    return "\n\n".join([header, table(rows(found)), *dash, table([("ours", "wanted", "measured", "holds"), *told])])


def table(lines: Sequence[Sequence[str]]) -> str:
    head, *others = lines
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, ["---"] * len(head), *others))


def goals(one: Found) -> Iterator[list[str]]:
    """The goals of the search, at one size."""
    marked, plain = one.mrr or (None, None)
    pairs = None if one.pairs_right is None else one.pairs_right / one.pairs
    for says, least, measured in (("MRR with marks", 0.95, marked), ("MRR without marks", 0.92, plain)):
        yield goal(one, says, f">= {least:g}", number(measured, ".3f"), measured is not None and measured >= least)
    yield goal(one, "minimal pairs", ">= 1", number(pairs, ".3f"), pairs == 1)
    for says, most, measured in (
        ("first search, kB", 60, one.first_kb),
        ("first search, s", 2.5, one.first_s),
        ("keystroke p95, ms", 100, one.key_p95_ms),
        *([("index, CPU s", 2, one.index_cpu_s)] if one.pages <= 1000 else []),
    ):
        yield goal(one, says, f"<= {most:g}", number(measured, ".1f"), measured is not None and measured <= most)


def goal(one: Found, says: str, wanted: str, measured: str, holds: bool) -> list[str]:
    return [f"{says}, {one.pages:,}", wanted, measured, "yes" if holds else "no"]
