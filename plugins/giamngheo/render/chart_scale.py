"""Geometry of a chart: where years and values stand, nice gridlines, labels that keep clear of each other."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache, cached_property
from math import ceil, hypot, inf
from typing import Literal

from msgspec import Struct

Anchor = Literal["start", "middle", "end"]

# Letters of DejaVu Sans, the widest common face, at the 14 px of chart.css: no label is wider than reckoned.
SLIM, WIDE = " \u00a0.,:;ijl", "%mw"
LEADING, ASCENT, DESCENT = 16, 12, 4
AIR = 2
NICE = tuple(Decimal(step) for step in ("1", "2", "2.5", "3", "4", "5", "10"))
SIDES: tuple[tuple[Anchor, int], ...] = (("middle", 0), ("start", -6), ("end", 6))
# Where a label may stand beside its mark, the best place first: anchor, steps to the right and down.
NEAR = (*((a, dx, dy) for dy in (-12, 22) for a, dx in SIDES), ("start", 11, 5), ("end", -11, 5))
FAR = tuple((anchor, dx, dy) for dy in (-28, 38, -44) for anchor, dx in SIDES)


class Box(Struct, frozen=True):
    """A rectangle of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        across = self.left < other.right + AIR and other.left < self.right + AIR
        return across and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: "Box") -> bool:
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


def around(x: float, y: float, reach: float) -> Box:
    return Box(x - reach, y - reach, x + reach, y + reach)


class Line(Struct, frozen=True):
    """A straight line that labels had better keep off: the heavier, the more so."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: float = 1

    def inside(self, box: Box) -> float:
        """How much of the line a box covers, in weighed units of length (clipping of Liang and Barsky)."""
        wide, high = self.x2 - self.x1, self.y2 - self.y1
        start, end = 0.0, 1.0
        for at, step, low, top in (
            (self.x1, wide, box.left, box.right),
            (self.y1, high, box.top, box.bottom),
        ):
            if not step and not low < at < top:
                return 0
            enter, leave = sorted(((low - at) / step, (top - at) / step)) if step else (0.0, 1.0)
            start, end = max(start, enter), min(end, leave)
        return max(0.0, end - start) * hypot(wide, high) * self.weight


@cache
def width(text: str) -> float:
    return sum(map(_letter, text))


def _letter(letter: str) -> float:
    if letter in SLIM:
        return 4.6
    return 13.6 if letter in WIDE else 10.6 if letter.isupper() else 9


def folded(text: str) -> str:
    """The words over their number; the space inside a number does not break."""
    return "\n".join(text.rsplit(" ", 1))


def wrapped(text: str, room: float) -> str:
    """Lines no wider than the room; a word that is wider stands alone."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and width(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)


def reach(text: str) -> float:
    """How far a label needs to go beyond its mark: words start at it, a bare number stands over it."""
    lines = folded(text).split("\n")
    return width(text) / 2 if len(lines) == 1 else max(width(line) for line in lines) - 6


class Label(Struct, frozen=True, dict=True):
    """A text of one or two lines, by the baseline of its last one; `style` is the modifier of its class."""

    text: str
    x: float
    y: float
    anchor: Anchor
    style: str

    @property
    def first(self) -> float:
        """The baseline of the first line."""
        return self.y - LEADING * self.text.count("\n")

    @cached_property
    def box(self) -> Box:
        wide = max(width(line) for line in self.text.split("\n")) * (1.1 if self.style == "result" else 1)
        left = self.x - wide * {"start": 0, "middle": 0.5, "end": 1}[self.anchor]
        return Box(left, self.first - ASCENT, left + wide, self.y + DESCENT)


def beside(text: str, x: float, y: float, style: str) -> Iterator[Label]:
    """Every label that may stand at a mark, the best first; "missing" is never said far from its mark."""
    far, forms = ((), (text,)) if style == "missing" else (FAR, dict.fromkeys((text, folded(text))))
    for anchor, dx, dy, said in ((*place, said) for places in (NEAR, far) for said in forms for place in places):
        yield Label(said, x + dx, y + dy + (LEADING if dy > 0 and said != text else 0), anchor, style)


def within(text: str, x: float, y: float, style: str, frame: Box) -> Label:
    """A label centred on x, or flush with the edge of the frame that it would cross."""
    label = Label(text, x, y, "middle", style)
    if label.box.right > frame.right:
        return Label(text, frame.right, y, "end", style)
    return Label(text, frame.left, y, "start", style) if label.box.left < frame.left else label


def arrange(
    wishes: Iterable[Iterable[Label]], taken: Iterable[Box], lines: Sequence[Line], frame: Box
) -> list[Label]:
    """Of each wish the free label that covers least of the lines; a wish without a free place stays out."""
    full, chosen = list(taken), list[Label]()
    for wish in wishes:
        if best := _best(wish, full, lines, frame):
            chosen.append(best)
            full.append(best.box)
    return chosen


def _best(wish: Iterable[Label], full: Sequence[Box], lines: Sequence[Line], frame: Box) -> Label | None:
    best, least = None, inf
    for rank, label in enumerate(wish):
        if rank >= least:
            break
        if frame.holds(label.box) and not any(label.box.meets(box) for box in full):
            cost = rank + sum(line.inside(label.box) for line in lines)
            best, least = (label, cost) if cost < least else (best, least)
    return best


def ticks(top: Decimal, least: Decimal) -> tuple[Decimal, ...]:
    """Three or four nice steps from zero to `top` or just above: 4.93 -> 0 2 4 6; no step below `least`."""
    top = top or Decimal(4)
    unit = Decimal(1).scaleb((top / 4).adjusted())
    step = max(least, next(nice * unit for nice in NICE if nice * unit * 4 >= top))
    return tuple((step * i).normalize() for i in range(ceil(top / step) + 1))


class Scale(Struct, frozen=True):
    """The plot: years from `first` at `left` to `last` at `right`, values from zero at `bottom` to `top`."""

    plot: Box
    first: int
    last: int
    highest: Decimal

    @property
    def year(self) -> float:
        return (self.plot.right - self.plot.left) / max(1, self.last - self.first)

    def x(self, period: int, shift: float = 0) -> float:
        """Where a year stands; `shift` parts the values that one year has by two standards."""
        if self.first == self.last:
            return (self.plot.left + self.plot.right) / 2 + shift * 60
        return self.plot.left + (period - self.first) * self.year + shift * min(24, self.year * 0.6)

    def y(self, value: Decimal | None) -> float:
        return self.plot.bottom - float((value or 0) / self.highest) * (self.plot.bottom - self.plot.top)
