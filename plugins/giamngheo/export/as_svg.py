"""The line chart as a drawing that stands alone: its own styles, on white, its name above, its source below."""

import re
from collections.abc import Iterator
from functools import cache
from html import escape

from giamngheo.export.rows import Table
from giamngheo.render.chart_scale import width
from giamngheo.render.charts import line_chart
from giamngheo.render.environment import templates_folder
from giamngheo.render.styles import styles_alone

_PARTS = re.compile(r"<svg[^>]*>(<title.*?</desc>)(.*)</svg>", re.DOTALL)
_CLASS = re.compile(r'class="([^"]+)"')
WIDE, HIGH, HEAD, LINE = 722, 302, 34, 20


def one(table: Table) -> bytes:
    """The file of one extract that has something to draw."""
    extract, words = table.extract, table.words
    assert extract.lead is not None
    series = extract.lead
    name = f"{extract.subject.name}, {series.place_name}"
    drawn = _PARTS.fullmatch(line_chart(series, words, id_=series.place, title=name))
    assert drawn is not None
    told, body = drawn.groups()
    lines = [line for text in _below(table) for line in folded(text, WIDE - 4)]
    below = "".join(_text(line, HEAD + HIGH + LINE * n, "axis") for n, line in enumerate(lines, 1))
    high = HEAD + HIGH + LINE * len(lines) + 10
    classes = frozenset(one for names in _CLASS.findall(body) for one in names.split())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" width="{WIDE}" height="{high}"'
        f' viewBox="0 0 {WIDE} {high}" aria-labelledby="{series.place}-wide-t {series.place}-wide-d">{told}'
        f"<style>{_styles(classes)}</style>"
        f'<rect width="{WIDE}" height="{high}" fill="#fff"/>{_text(name, 20, "result")}'
        f'<g transform="translate(0 {HEAD})">{body}</g>{below}</svg>\n'
    ).encode()


def _text(text: str, y: int, style: str) -> str:
    return f'<text class="chart__{style}" x="2" y="{y}" text-anchor="start">{escape(text)}</text>'


def _below(table: Table) -> Iterator[str]:
    extract, identity, words = table.extract, table.identity, table.words
    if identity.is_demonstration:
        yield words.say("data.demonstration")
    from_ = dict.fromkeys(cited.source.publisher for cited in extract.sources)
    if from_:
        yield words.say("data.sources", names="; ".join(from_))
    yield words.say("data.from", name=identity.name, address=identity.absolute(extract.page))
    yield words.say("ui.licence", licence=table.rights[0])


def folded(text: str, room: float) -> Iterator[str]:
    """A text in lines that are no wider than there is room; a word that is wider stands alone."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}".strip()
        if line and width(longer) > room:
            yield line
            longer = word
        line = longer
    yield line


@cache
def _styles(classes: frozenset[str]) -> str:
    return styles_alone(templates_folder(), "chart", classes | {"chart", "chart__axis", "chart__result"})
