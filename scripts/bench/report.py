"""The parts of docs/PERFORMANCE.md that the benchmark writes, in English like the document: results, pages, goals."""

from __future__ import annotations

import re
import statistics
from typing import TYPE_CHECKING, NamedTuple

from bench.chart import NAMES
from bench.preview import LIST, TEXT
from bench.results import COLD, EDIT, Work, ratio
from bench.reviews import COMMUNES
from bench.weight import FIGURES, PAGE

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bench.measure import Cost
    from bench.weight import Weight

    Costs = Mapping[tuple[str, int, Work], Cost]

WORKS = {None: "cold", "body": "one sentence", "title": "a title", "new": "a new entry"}
SORTS = {
    "entry": "articles, stories, questions, activities",
    "list": "their lists: by kind, topic, place, year",
    "chi-so": "indicators, long ones in parts",
    "dia-ban": "places",
    "chinh-sach": "policies",
    "doi-tuong": "groups of people",
    "chu-de": "topics",
    "van-ban": "documents",
    "co-quan": "agencies",
    "chuan-ngheo": "standards",
    "other": "home, about, corrections, 404",
    "beside": "places side by side, what is published, frames, search",
}
COMPARED = (1000, 10000)
SHOWN = {TEXT: "the sentence, on its page", LIST: "the title, in the list of all articles"}


class Made(NamedTuple):
    """What one generator made of one size: HTML pages by sort, and the whole site in millions of bytes."""

    sorts: Counter[str]
    megabytes: float

    @property
    def pages(self) -> int:
        return self.sorts.total()


class Wait(NamedTuple):
    """From saved to visible: seconds of every try."""

    server: str
    entries: int
    shown: str
    seconds: Sequence[float]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


class Goal(NamedTuple):
    """Something that must not cost more than `most`; None where this run did not measure it."""

    says: str
    most: float
    measured: float | None


# --- the document ------------------------------------------------------------------------------------------


def replaced(document: str, part: str, text: str) -> str:
    """The document with another text between the marks of a part."""
    begin, end = f"<!-- bench {part} -->", f"<!-- end of bench {part} -->"
    found = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if len(found.findall(document)) != 1:
        raise ValueError(f"no single part {part!r}")
    return found.sub(lambda _: f"{begin}\n{text.strip()}\n{end}", document)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))


def whole(value: float) -> str:
    return f"{value:,.0f}"


def times(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


# --- builds ------------------------------------------------------------------------------------------------


def build_part(header: str, costs: Costs, made: Mapping[tuple[str, int], Made], chart: str) -> str:
    """Builds of all generators at all sizes."""
    sizes = list(dict.fromkeys(entries for _, entries, _ in costs))
    alt = "CPU seconds of cold builds and of builds after one edit against the number of entries"
    tables = [f"**{whole(size)} entries**\n\n{cost_table(costs, size)}" for size in sizes]
    goals, picture = goal_table(build_goals(costs, made)), f"![{alt}]({chart})"
    return "\n\n".join([header, goals, picture, *tables, "**HTML pages**", page_table(made)])


def cost_table(costs: Costs, size: int) -> str:
    head = ("", "generator", "CPU s", "wall s", "memory MB", "CPU, against Hugo", "CPU, against Material")
    rows = []
    for work in dict.fromkeys(work for _, entries, work in costs if entries == size):
        for peer in [peer for peer, *rest in costs if rest == [size, work]]:
            cost = costs[peer, size, work]
            against = [compared(costs, peer, other, size, work) for other in ("hugo", "material")]
            figures = [f"{cost.cpu_s:.2f}", f"{cost.wall_s:.2f}", whole(cost.rss_mb)]
            rows.append([WORKS[work.edit], NAMES[peer], *figures, *map(times, against)])
    return table(head, rows)


def compared(costs: Costs, peer: str, other: str, size: int, work: Work) -> float | None:
    """How many times the CPU seconds of another generator at the same work."""
    mine, theirs = costs.get((peer, size, work)), costs.get((other, size, work))
    found = ratio(mine, theirs) if mine and peer != other else None
    return found.cpu_s if found else None


def page_table(made: Mapping[tuple[str, int], Made]) -> str:
    """Two sizes are enough to compare by."""
    made = {key: one for key, one in made.items() if key[1] in COMPARED} or made
    head = ["", *(f"{NAMES[peer]}, {whole(entries)}" for peer, entries in made)]
    rows = [[name, *(whole(one.sorts[sort]) for one in made.values())] for sort, name in SORTS.items()]
    rows.append(["all", *(whole(one.pages) for one in made.values())])
    rows.append(["MB of all files", *(f"{one.megabytes:.1f}" for one in made.values())])
    return table(head, rows)


def build_goals(costs: Costs, made: Mapping[tuple[str, int], Made]) -> list[Goal]:
    """The goals of builds: ratios of CPU seconds in one run, of memory, of milliseconds a page.

    Those of cold builds are for all that ours makes: search, light twins and files to take along beside the pages.
    """
    cold = Work(COLD)
    return [
        Goal("cold, 1,000, everything: CPU against Hugo", 3.5, compared(costs, "ours", "hugo", 1000, cold)),
        Goal("cold, 10,000, everything: CPU against Hugo", 1.5, compared(costs, "ours", "hugo", 10000, cold)),
        Goal("the dearest of three edits, 1,000: CPU against Hugo", 0.5, dearest_edit(costs, 1000)),
        Goal("the dearest of three edits, 10,000: CPU against Hugo", 0.08, dearest_edit(costs, 10000)),
        Goal("cold, CPU ms a page at 10,000 against 1,000", 1.2, growth(costs, made)),
        Goal("cold, 10,000: memory against Hugo", 0.5, memory_compared(costs)),
    ]


def dearest_edit(costs: Costs, size: int) -> float | None:
    edits = {work for _, entries, work in costs if work.mode == EDIT and entries == size}
    found = [compared(costs, "ours", "hugo", size, work) for work in edits]
    known = [one for one in found if one is not None]
    return max(known, default=None)


def growth(costs: Costs, made: Mapping[tuple[str, int], Made]) -> float | None:
    few, many = (ms_a_page(costs, made, size) for size in COMPARED)
    return many / few if few and many else None


def ms_a_page(costs: Costs, made: Mapping[tuple[str, int], Made], size: int) -> float | None:
    cost, site = costs.get(("ours", size, Work(COLD))), made.get(("ours", size))
    return cost.cpu_s * 1000 / site.pages if cost and site else None


def memory_compared(costs: Costs) -> float | None:
    ours, hugo = (costs.get((peer, 10000, Work(COLD))) for peer in ("ours", "hugo"))
    found = ratio(ours, hugo) if ours else None
    return found.rss_mb if found else None


# --- ours alone, many entries ------------------------------------------------------------------------------


def large_part(header: str, costs: Costs, made: Mapping[tuple[str, int], Made]) -> str:
    """Cold builds of ours at sizes that nobody waits for the others to build."""
    head = ("entries", "CPU s", "wall s", "memory MB", "HTML pages", "CPU ms a page", "MB of all files")
    rows, most = [], None
    for peer, size, work in costs:
        cost, site = costs[peer, size, work], made[peer, size]
        figures = [f"{cost.cpu_s:.0f}", f"{cost.wall_s:.0f}", whole(cost.rss_mb), whole(site.pages)]
        rows.append([whole(size), *figures, f"{cost.cpu_s * 1000 / site.pages:.2f}", whole(site.megabytes)])
        most = cost.rss_mb / 1000 if size == 100_000 else most
    return "\n\n".join([header, table(head, rows), goal_table([Goal("cold, 100,000: memory in GB", 1.5, most)])])


# --- ours alone, figures ----------------------------------------------------------------------------------


def figures_part(header: str, communes: int, cost: Cost, made: Made, heaviest: Sequence[Weight]) -> str:
    """A cold build of thousands of communes, and the pages that are nearest to what they may weigh."""
    head = ("communes", "CPU s", "wall s", "memory MB", "HTML pages", "MB of all files")
    row = [whole(communes), f"{cost.cpu_s:.0f}", f"{cost.wall_s:.0f}", whole(cost.rss_mb), whole(made.pages)]
    limits = {PAGE: "the heaviest page, bytes gzip", FIGURES: "the heaviest figures of an indicator, bytes gzip"}
    most = {limit: max((one.size for one in heaviest if one.limit == limit), default=None) for limit in limits}
    goals = [
        Goal(f"cold, {whole(COMMUNES)} communes: s on the clock", 60, cost.wall_s if communes == COMMUNES else None)
    ]
    goals += [Goal(says, limit, most[limit]) for limit, says in limits.items()]
    weights = [[f"`/{one.sort}`", f"`/{one.address}`", whole(one.size), whole(one.limit)] for one in heaviest]
    pages = table(("pages", "the heaviest", "bytes gzip", "at most"), weights)
    return "\n\n".join([header, table(head, [[*row, whole(made.megabytes)]]), goal_table(goals), pages])


# --- preview -----------------------------------------------------------------------------------------------


def serve_part(header: str, waits: Sequence[Wait]) -> str:
    head = ("preview", "entries", "what is seen", "median s", "longest s")
    rows = [
        [f"`{one.server}`", whole(one.entries), SHOWN[one.shown], f"{one.median:.2f}", f"{max(one.seconds):.2f}"]
        for one in waits
    ]
    return "\n\n".join([header, table(head, rows), goal_table(list(serve_goals(waits)))])


def serve_goals(waits: Sequence[Wait]) -> Iterator[Goal]:
    """From saved to visible, in seconds on the clock: the median."""
    found = {(one.server, one.entries, one.shown): one.median for one in waits}
    for server, entries, most in (
        ("scripts/serve.py", 1000, 0.5),
        ("scripts/serve.py", 10000, 1.0),
        ("mkdocs serve", 1000, 1.5),
    ):
        for shown, name in SHOWN.items():
            says = f"`{server}`, {whole(entries)}: {name}, s"
            yield Goal(says, most, found.get((server, entries, shown)))


# --- goals -------------------------------------------------------------------------------------------------


def goal_table(goals: Sequence[Goal]) -> str:
    return table(("goal", "at most", "measured", "holds"), map(goal_row, goals))


def goal_row(goal: Goal) -> list[str]:
    if goal.measured is None:
        return [goal.says, f"{goal.most:g}", "not in this run", "-"]
    return [goal.says, f"{goal.most:g}", f"{goal.measured:.2f}", "yes" if goal.measured <= goal.most else "no"]
