"""What all drawings share: an SVG with its name and description, compact numbers, printed labels, values in words."""

from collections.abc import Iterable
from decimal import Decimal
from html import escape
from typing import Protocol

from giamngheo.render.chart_scale import LEADING, Label
from giamngheo.words import Words


class Measured(Protocol):
    """A view whose values have a unit."""

    @property
    def unit(self) -> str: ...

    @property
    def unit_name(self) -> str: ...


def svg(
    shape: str, wide: float, high: float, body: str, *, id_: str, title: str, desc: str, is_fixed: bool = False
) -> str:
    """A drawing that tells its name and what it shows; `shape` is its modifier in chart.css and ends its ids.

    A fixed one is as wide as it was drawn: only one that lies beside other things, or is small.
    """
    name = f"{id_}-{shape}"
    size = f' width="{n(wide / 16)}rem"' if is_fixed else ""
    return (
        f'<svg class="chart chart--{shape}" xmlns="http://www.w3.org/2000/svg" role="img"{size}'
        f' viewBox="0 0 {n(wide)} {n(high)}" aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">{escape(title)}</title>'
        f'<desc id="{name}-d">{escape(desc)}</desc>{body}</svg>'
    )


def n(number: float) -> str:
    """A coordinate, to one decimal."""
    return f"{number:.1f}".removesuffix(".0")


def printed(label: Label) -> str:
    side = "" if label.anchor == "middle" else f' text-anchor="{label.anchor}"'
    x, y = n(label.x), n(label.first)
    lines = f'<tspan x="{x}" dy="{LEADING}">'.join(escape(label.text).split("\n"))
    end = "</tspan>" * label.text.count("\n")
    return f'<text class="chart__{label.style}" x="{x}" y="{y}"{side}>{lines}{end}</text>'


def shape(name: str, path: str) -> str:
    """A path by its class; nothing where there is nothing to draw."""
    return f'<path class="chart__{name}" d="{path}"/>' if path else ""


def stamped(outline: str, spots: Iterable[tuple[int, int]]) -> str:
    """A closed outline at many spots, each told by the step from the one before: rows of them pack well."""
    here, path = (0, 0), ""
    for x, y in spots:
        step = f"{x} {y}" if not path else f"{x - here[0]} {y - here[1]}"
        path += f"{'m' if path else 'M'}{step}{outline}"
        here = (x, y)
    return path


def crossed(x: float, y: float) -> str:
    """The mark of a missing value, as part of a path: its top left corner is x, y."""
    return f"M{n(x)} {n(y)}l8 8m0-8l-8 8"


def number(value: Decimal, unit: str, words: Words) -> str:
    """A value as short as an axis wants it: a count goes without its unit."""
    return words.percent(value) if unit == "percent" else words.decimal(value)


def figure(value: Decimal, of: Measured, words: Words) -> str:
    """A value with its unit."""
    text = number(value, of.unit, words)
    return text if of.unit == "percent" else f"{text}\u00a0{of.unit_name}"


def told(text: str, words: Words, kind: str = "final", bound: str | None = None) -> str:
    """A number with what a reader must know of it: that it is a bound, an estimate, a target."""
    text = words.say(f"chart.bound.{bound}", value=text) if bound else text
    return text if kind == "final" else words.say(f"chart.kind.{kind}", value=text)
