"""Cost against size as a small SVG: builds from nothing on the left, after one edit on the right."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from bench.results import COLD, medians

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bench.results import Result

WIDTH, HEIGHT = 760, 380
TOP, BOTTOM = 64, 320
PANEL = 270
LEFTS = (64, 414)
LABEL_HEIGHT = 15
FALLBACK = "#444444"
QUIET = 'fill="#555555"'
# Colours that differ in lightness too; the dash tells them apart in print.
STYLES = {"ours": ("#0b5c56", ""), "hugo": ("#b3261e", "6 3"), "material": ("#3949ab", "2 3")}


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


def chart(results: Sequence[Result], words: Mapping[str, str]) -> str:
    """`words`: title, about, cold, edit, entries, seconds, and a name for each generator."""
    panels = lines_of(results)
    points = [point for panel in panels for line in panel.values() for point in line]
    sizes = sorted({entries for entries, _ in points})
    marks = ticks(min(cost for _, cost in points), max(cost for _, cost in points))
    y = Scale(marks[0], marks[-1] if len(marks) > 1 else marks[0] * 2, BOTTOM, TOP)
    body = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'aria-labelledby="title about" font-family="system-ui, sans-serif" font-size="12" fill="#1a1a1a">',
        f'<title id="title">{escape(words["title"])}</title>',
        f'<desc id="about">{escape(words["about"])}</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="16" y="24" font-size="15" font-weight="bold">{escape(words["title"])}</text>',
    ]
    for left, name, panel in zip(LEFTS, ("cold", "edit"), panels, strict=True):
        x = Scale(sizes[0], sizes[-1] if len(sizes) > 1 else sizes[0] * 2, left, left + PANEL - 60)
        body += [
            f'<text x="{left}" y="{TOP - 16}" font-weight="bold">{escape(words[name])}</text>',
            f'<text x="{left - 6}" y="{TOP - 16}" text-anchor="end" {QUIET}>{escape(words["seconds"])}</text>',
            *grid(x, y, sizes, marks, left),
            *drawn(x, y, panel, words),
            f'<text x="{left}" y="{BOTTOM + 40}" {QUIET}>{escape(words["entries"])}</text>',
        ]
    return "\n".join([*body, "</svg>"]) + "\n"


def grid(x: Scale, y: Scale, sizes: Sequence[int], marks: Sequence[float], left: float) -> Iterator[str]:
    for mark in marks:
        yield f'<path d="M{left} {y(mark):.1f}h{PANEL - 60}" stroke="#d9d9d9"/>'
        yield f'<text x="{left - 6}" y="{y(mark) + 4:.1f}" text-anchor="end">{shown(mark)}</text>'
    for size in sizes:
        yield f'<path d="M{x(size):.1f} {BOTTOM}v5" stroke="#555555"/>'
        yield f'<text x="{x(size):.1f}" y="{BOTTOM + 20}" text-anchor="middle">{grouped(size)}</text>'


def drawn(
    x: Scale, y: Scale, panel: Mapping[str, Sequence[tuple[int, float]]], words: Mapping[str, str]
) -> Iterator[str]:
    """Lines with a dot at every measurement and the generator's name at the end."""
    ends = sorted((y(points[-1][1]), peer) for peer, points in panel.items())
    for place, (_, peer) in zip(spread([end for end, _ in ends]), ends, strict=True):
        colour, dash = STYLES.get(peer, (FALLBACK, ""))
        corners = [f"{x(size):.1f} {y(cost):.1f}" for size, cost in panel[peer]]
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        yield f'<path d="M{" L".join(corners)}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>'
        for size, cost in panel[peer]:
            yield f'<circle cx="{x(size):.1f}" cy="{y(cost):.1f}" r="3.5" fill="{colour}"/>'
        last = x(panel[peer][-1][0]) + 8
        yield f'<text x="{last:.1f}" y="{place + 4:.1f}" fill="{colour}">{escape(words.get(peer, peer))}</text>'


def shown(value: float) -> str:
    """0.5 -> 0,5 and 20.0 -> 20"""
    return f"{value:g}".replace(".", ",")


def grouped(size: int) -> str:
    """10000 -> 10.000"""
    return f"{size:,}".replace(",", ".")
