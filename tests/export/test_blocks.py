"""A text of plain blocks is the same in every form, whether it was read block by block or as a tree."""

from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giamngheo.export.docx import Document, docx
from giamngheo.export.reuse import text_of
from giamngheo.markup.lines import lines
from giamngheo.speech.blocks import blocks
from giamngheo.speech.script import paragraphs

WORD = st.sampled_from(
    [
        "",
        " ",
        "nh\u00e0",
        "&amp;",
        "&lt;b&gt;",
        "&quot;12&quot;",
        "5,13 %",
        "a\nb",
        "th\u00f4n  x\u00e3",
        "2024.",
        "Xem th\u00eam: ",
    ]
)
MARKED = st.sampled_from(
    ["{}", "<strong>{}</strong>", "<em>{}</em>", '<a href="https://a.vn/?b=1&amp;c">{}</a>', "<a>{}</a>"]
)
WORDS = st.lists(
    st.builds(lambda outer, inner, word: outer.format(inner.format(word)), MARKED, MARKED, WORD), max_size=3
).map("".join)
LISTS = st.builds(
    lambda tag, items: f"<{tag}>\n{''.join(f'<li>{one}</li>' for one in items)}</{tag}>",
    st.sampled_from(["ul", "ol"]),
    st.lists(WORDS, max_size=3),
)
ROWS = st.lists(st.tuples(st.sampled_from(["th", "td"]), WORDS), min_size=2, max_size=3).map(
    lambda cells: f"<tr>{''.join(f'<{tag}>{one}</{tag}>' for tag, one in cells)}</tr>"
)
TABLES = st.lists(ROWS, max_size=3).map(
    lambda rows: f"<table><thead>{''.join(rows[:1])}</thead>{''.join(rows[1:])}</table>"
)
ALONE = st.builds(lambda tag, words: f"<{tag}>{words}</{tag}>", st.sampled_from(["p", "h2", "h6"]), WORDS)
TEXTS = st.lists(ALONE | LISTS | TABLES, max_size=5).map("\n".join)


@given(TEXTS)
def test_it_is_the_same_in_every_form(html: str) -> None:
    plain, tree = blocks(html), fromstring(f"<body>{html}</body>")
    assert plain is not None
    assert text_of(lines(tree)) == text_of(lines(plain))
    head = ("T\u00ean", "", "", "vi", "2026-11-02T00:00:00Z")
    assert docx(Document(*head, tree, {})) == docx(Document(*head, plain, {}))
    # What stands in a box is looked at tag by tag.
    assert paragraphs(f"<div>{html}</div>") == paragraphs(html)


@pytest.mark.parametrize(
    "html",
    [
        "a",
        "<p>a<br />b</p>",
        '<p class="lead">a</p>',
        "<ul><li><p>a</p></li></ul>",
        "<ul><li>a<ul><li>b</li></ul></li></ul>",
        '<ol start="3"><li>a</li></ol>',
        '<table><tr><td colspan="2">a</td></tr></table>',
        '<p><a class="footnote-ref" href="#a">1</a></p>',
        "<p>a</p>b",
    ],
)
def test_whatever_else_stands_there_is_seen(html: str) -> None:
    assert blocks(html) is None
    assert blocks(f"<p>a</p>{html}") is None
