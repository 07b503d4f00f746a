"""What all drawings share: an SVG with its name and description, compact numbers, printed labels, values in words."""

from decimal import Decimal
from html import escape

from giamngheo.render.chart_scale import LEADING, Label
from giamngheo.words import Words


def svg(shape: str, wide: float, high: float, body: str, *, id_: str, title: str, desc: str) -> str:
    """A drawing that tells its name and what it shows; `shape` is its modifier in chart.css and ends its ids."""
    name = f"{id_}-{shape}"
    return (
        f'<svg class="chart chart--{shape}" xmlns="http://www.w3.org/2000/svg" role="img"'
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


def number(value: Decimal, unit: str, words: Words) -> str:
    """A value as short as an axis wants it: a count goes without its unit."""
    return words.percent(value) if unit == "percent" else words.decimal(value)


def told(value: Decimal | None, unit: str, words: Words, kind: str = "final", bound: str | None = None) -> str:
    """A value with what a reader must know of it: that it is a bound, an estimate, a target."""
    if value is None:
        return words.say("chart.missing")
    text = number(value, unit, words)
    text = words.say(f"chart.bound.{bound}", value=text) if bound else text
    return text if kind == "final" else words.say(f"chart.kind.{kind}", value=text)
