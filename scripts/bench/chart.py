"""Cost against size as a small SVG: builds from nothing on the left, after one edit on the right."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from bench.results import COLD, medians

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bench.results import Result

WIDTH, HEIGHT = 800, 400
TOP, BOTTOM = 92, 336
PANEL = 236
LEFTS = (56, 448)
LABEL_HEIGHT = 15
NAMES = {"ours": "giamngheo", "hugo": "Hugo", "material": "Material"}
PANELS = ("From nothing", "After one edit, the dearest of three")
TITLE = "CPU seconds of a build against the number of entries"
ABOUT = (
    "Two panels, both scales logarithmic: a build from nothing on the left, a build after one edit on the right. "
    "One line a generator, its name at the end."
)
# Told apart by dash and lightness as well as by colour; who reads in the dark gets a dark ground.
STYLE = """
svg { --ground: #ffffff; --ink: #1a1a1a; --quiet: #5a5a5a; --grid: #dedede;
  --ours: #0b5c56; --hugo: #b3261e; --material: #3949ab }
@media (prefers-color-scheme: dark) { svg { --ground: #12181a; --ink: #eceff0; --quiet: #aab2b4; --grid: #333d40;
  --ours: #5cc9bd; --hugo: #ff9488; --material: #a5afff } }
text { font: 13px system-ui, sans-serif; fill: var(--ink) }
.title { font-size: 16px; font-weight: 600 }
.panel, .name { font-weight: 600 }
.quiet { fill: var(--quiet) }
.ground { fill: var(--ground) }
.grid { stroke: var(--grid) }
.line { fill: none; stroke-width: 2.2; stroke-linejoin: round }
.line.ours { stroke: var(--ours) }
.line.hugo { stroke: var(--hugo); stroke-dasharray: 8 3 }
.line.material { stroke: var(--material); stroke-dasharray: 2 3 }
.name.ours, circle.ours { fill: var(--ours) }
.name.hugo, circle.hugo { fill: var(--hugo) }
.name.material, circle.material { fill: var(--material) }
"""


class Scale(NamedTuple):
    """A logarithmic scale from values to pixels."""

    least: float
    most: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        span = math.log(self.most / self.least) or 1.0
        return self.start + (self.end - self.start) * math.log(value / self.least) / span


def lines_of(results: Iterable[Result]) -> tuple[dict[str, list[tuple[int, float]]], ...]:
    """Points (entries, CPU seconds) by generator: cold, and the dearest of the edits."""
    cold: dict[str, dict[int, float]] = {}
    edit: dict[str, dict[int, float]] = {}
    for (peer, entries, work), cost in medians(results).items():
        held = (cold if work.mode == COLD else edit).setdefault(peer, {})
        held[entries] = max(cost.cpu_s, held.get(entries, 0))
    return tuple({peer: sorted(points.items()) for peer, points in held.items()} for held in (cold, edit))


def ticks(least: float, most: float) -> list[float]:
    """1, 2, 5, 10, ... from the last one below `least` to the first above `most`."""
    first, last = math.floor(math.log10(least)), math.ceil(math.log10(most))
    steps = [digit * 10.0**power for power in range(first, last + 1) for digit in (1, 2, 5)]
    below = max(step for step in steps if step <= least)
    above = min((step for step in steps if step >= most), default=steps[-1])
    return [step for step in steps if below <= step <= above]


def spread(places: Sequence[float]) -> list[float]:
    """The same places, moved down where two labels would cover each other."""
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + LABEL_HEIGHT) if moved else place)
    return moved


def chart(results: Sequence[Result]) -> str:
    panels = lines_of(results)
    points = [point for panel in panels for line in panel.values() for point in line]
    sizes = sorted({entries for entries, _ in points})
    marks = ticks(min(cost for _, cost in points), max(cost for _, cost in points))
    y = Scale(marks[0], marks[-1] if len(marks) > 1 else marks[0] * 2, BOTTOM, TOP)
    body = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'aria-labelledby="title about">',
        f'<title id="title">{TITLE}</title>',
        f'<desc id="about">{ABOUT}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}"/>',
        f'<text class="title" x="16" y="30">{TITLE}</text>',
    ]
    for left, name, panel in zip(LEFTS, PANELS, panels, strict=True):
        x = Scale(sizes[0], sizes[-1] if len(sizes) > 1 else sizes[0] * 2, left + 14, left + PANEL)
        body += [
            f'<text class="panel" x="{left}" y="{TOP - 26}">{name}</text>',
            *grid(x, y, sizes, marks, left),
            *drawn(x, y, panel),
            f'<text class="quiet" x="{left}" y="{BOTTOM + 46}">entries</text>',
        ]
    return "\n".join([*body, "</svg>"]) + "\n"


def grid(x: Scale, y: Scale, sizes: Sequence[int], marks: Sequence[float], left: float) -> Iterator[str]:
    """A line and a number for every mark and every size; the highest mark says what is counted."""
    for mark in marks:
        unit = " s" if mark == marks[-1] else ""
        yield f'<path class="grid" d="M{left} {y(mark):.1f}h{PANEL}"/>'
        yield f'<text class="quiet" x="{left - 6}" y="{y(mark) + 4:.1f}" text-anchor="end">{mark:g}{unit}</text>'
    for size in sizes:
        yield f'<path class="grid" d="M{x(size):.1f} {BOTTOM}v6"/>'
        yield f'<text class="quiet" x="{x(size):.1f}" y="{BOTTOM + 22}" text-anchor="middle">{size:,}</text>'


def drawn(x: Scale, y: Scale, panel: Mapping[str, Sequence[tuple[int, float]]]) -> Iterator[str]:
    """Lines with a dot at every measurement and the generator's name at the end."""
    ends = sorted((y(points[-1][1]), peer) for peer, points in panel.items())
    for place, (_, peer) in zip(spread([end for end, _ in ends]), ends, strict=True):
        corners = [f"{x(size):.1f} {y(cost):.1f}" for size, cost in panel[peer]]
        yield f'<path class="line {peer}" d="M{" L".join(corners)}"/>'
        for size, cost in panel[peer]:
            yield f'<circle class="{peer}" cx="{x(size):.1f}" cy="{y(cost):.1f}" r="3.6"/>'
        last = x(panel[peer][-1][0]) + 9
        yield f'<text class="name {peer}" x="{last:.1f}" y="{place + 4:.1f}">{NAMES[peer]}</text>'
