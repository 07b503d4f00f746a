"""What was measured of pages, as rows of a table, and as the part of docs/PERFORMANCE.md that bench.py writes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from bench.report import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


class Connection(NamedTuple):
    """A phone on its network: kbit a second, ms a request, how many times slower it is; seconds LCP may take."""

    kbit_s: int
    wait_ms: int
    slower: int
    most_s: float


LINKS = {"mid": Connection(1600, 150, 4, 2.5), "slow": Connection(400, 400, 6, 4)}
MOST_CLS = 0.1
# Lighthouse's categories, and what each page is to reach.
SCORES = ("performance", "accessibility", "best-practices")
LEAST_SCORE = 95
SITES = {"sample": "sample", "generated": "1,000 entries", "material": "Material, 1,000 entries"}
NOT_GOALS = {"material"}
SAYS = {name: f"{one.kbit_s:,} kbit/s, {one.wait_ms} ms, CPU / {one.slower}" for name, one in LINKS.items()}
HEAD = ("site", "page", "address", *(f"LCP s, {says}" for says in SAYS.values()), "CLS", *SCORES, "amiss")
NO_LIGHTHOUSE = "Lighthouse did not run here; a dash stands for its scores."


class Found(NamedTuple):
    """One page of one site: LCP by connection, layout shifts, Lighthouse's scores; None where it did not run."""

    site: str
    kind: str
    address: str
    lcp_s: Mapping[str, float]
    cls: float
    scores: Mapping[str, int] | None
    amiss: Sequence[str]


def read(line: str) -> Found:
    told: dict[str, Any] = json.loads(line)
    scores = {name: told[name] for name in SCORES} if SCORES[0] in told else None
    lcp_s = {name: told[name] for name in LINKS}
    return Found(told["site"], told["kind"], told["address"], lcp_s, told["cls"], scores, told.get("amiss", ()))


def rows(found: Sequence[Found]) -> list[Sequence[str]]:
    return [HEAD, *map(row, found)]


def row(one: Found) -> list[str]:
    scores = [str(one.scores[name]) if one.scores else "-" for name in SCORES]
    seconds = [f"{one.lcp_s[name]:.2f}" for name in LINKS]
    amiss = ", ".join(one.amiss) or "-"
    return [SITES[one.site], one.kind, "/" + one.address, *seconds, f"{one.cls:.3f}", *scores, amiss]


def part(header: str, found: Sequence[Found]) -> str:
    head, *others = rows(found)
    dash = [NO_LIGHTHOUSE] if any(one.scores is None for one in found) else []
    goal_table = table(("goal, the worst page", "wanted", "measured", "holds"), goals(found))
    return "\n\n".join([header, goal_table, *dash, table(head, others)])


def goals(found: Sequence[Found]) -> Iterator[list[str]]:
    """The goals of each site of ours, by its worst page."""
    for site in dict.fromkeys(one.site for one in found if one.site not in NOT_GOALS):
        pages = [one for one in found if one.site == site]
        for name, link in LINKS.items():
            slowest = max(pages, key=lambda one: one.lcp_s[name])
            says, seconds = f"LCP s, {SAYS[name]}", slowest.lcp_s[name]
            yield goal(slowest, says, f"<= {link.most_s:g}", f"{seconds:.2f}", seconds <= link.most_s)
        restless = max(pages, key=lambda one: one.cls)
        yield goal(restless, "CLS", f"<= {MOST_CLS:g}", f"{restless.cls:.3f}", restless.cls <= MOST_CLS)
        for name in SCORES:
            yield score_goal(pages, name)


def score_goal(pages: Sequence[Found], name: str) -> list[str]:
    says, wanted = f"Lighthouse, {name}", f">= {LEAST_SCORE}"
    scored = [(one.scores[name], one) for one in pages if one.scores]
    if len(scored) < len(pages):
        return [f"{SITES[pages[0].site]}: {says}", wanted, "not in this run", "-"]
    least, worst = min(scored, key=lambda pair: pair[0])
    return goal(worst, says, wanted, str(least), least >= LEAST_SCORE)


def goal(worst: Found, says: str, wanted: str, measured: str, holds: bool) -> list[str]:
    return [f"{SITES[worst.site]}: {says} ({worst.kind})", wanted, measured, "yes" if holds else "no"]
