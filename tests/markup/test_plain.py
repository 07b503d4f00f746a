"""The quick way: whatever it takes it renders as python-markdown does; most bodies it takes."""

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config

from giamngheo.kinds.body import Body
from giamngheo.load.front_matter import read_front_matter
from giamngheo.load.text import read_text
from giamngheo.markup.calls import calls, filled
from giamngheo.markup.plain import plain
from giamngheo.markup.render import EXTENSION_CONFIGS, EXTENSIONS, Renderer, hard_spaces
from giamngheo.markup.rendered import Rendered
from giamngheo.markup.scan import Scans

HERE = "bai-viet/2026/nuoc-sach/"
CORPUS = 200
# MkDocs adds one to ours.
OF_A_SITE = (*EXTENSIONS, "fenced_code")
Said = list[str]


class Ear(logging.Handler):
    """Hears what is said of a body."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: Said = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


class Both:
    """The renderer of a site, and one that takes every body to python-markdown."""

    def __init__(self) -> None:
        self.quick, self.slow = Renderer(OF_A_SITE), Renderer(OF_A_SITE)
        self.slow.may_be_quick = False

    def agree_on(self, body: str, links: Mapping[str, str | None]) -> bool:
        """True where the quick way was taken; it must not show."""
        assert self.told(self.slow, body, links) == self.told(self.quick, body, links)
        return is_plain(body)

    def told(self, renderer: Renderer, body: str, links: Mapping[str, str | None]) -> tuple[Rendered, Said]:
        ear, log = Ear(), logging.getLogger("MARKDOWN")
        log.addHandler(ear)
        try:
            return renderer.render(body, links, HERE), ear.heard
        finally:
            log.removeHandler(ear)


def is_plain(body: str) -> bool:
    return plain(hard_spaces(body), lambda element, attribute: None) is not None


BOTH = Both()


# --- bodies as editors write them ------------------------------------------------------------------------


def links_of(body: str) -> dict[str, str | None]:
    """Every second link leads to a page, the others to what is not public."""
    targets = dict(Scans([Body("content/a.md", "a.md", body, 1)]).links("a.md"))
    return {target: f"hoi-dap/{number}/#y" if number % 2 else None for number, target in enumerate(targets)}


def bodies_of(content: Path) -> list[str]:
    """The bodies as Markdown meets them: with a figure in the place of each call for one."""
    files = [read_text(file, file.name)[0] for file in sorted(content.rglob("*.md"))]
    bodies = [read_front_matter(file).body for file in files if file is not None]
    return [filled(body, {call.typed: "2,80\u00a0%" for call in calls(body)}) for body in bodies]


def test_nearly_every_body_of_the_sample_goes_the_quick_way(repository: Path) -> None:
    taken = [BOTH.agree_on(body, links_of(body)) for body in bodies_of(repository / "content")]
    assert 0.9 < sum(taken) / len(taken)


def test_every_body_of_the_benchmark_goes_the_quick_way(script: Callable[[str], ModuleType]) -> None:
    corpus = script("bench").corpus
    bodies = [corpus.entry(7, number, corpus.OURS).body for number in range(CORPUS)]
    assert [] == [body for body in bodies if not BOTH.agree_on(body, links_of(body))]


# --- what looks plain ------------------------------------------------------------------------------------

NEAR_MISSES = (
    "**b **", "** b**", "**a***b*", "*a**b*", "***a***", "**a*", "*a**", "**a", "a * b", "**a *b* c**",
    "**a\nb**", "a ![b](c)", "[a [b](c) d](e)", "[a]", "[TOC]", "[a](b 'c')", "[a](b'c)", '[a](b"c")',
    "[a](b(c))", "[a](<b>)", "[a]()", "[a](b&c)", "[a](b\\_c)", "[a](b`c`)", "[a](b*c) *d*", "[a](b[c])",
    "[a](b{c})", "[](b)", "[a\nb](c)", "[a](b\nc)", "[a *b](c) d*", "[a][b]", "[a]: b", "*[a]: b", "[^1]: a",
    "a\\*b", "`a`", "_a_", "__a__", "a < b", "<br>", "> a", "a > b", "a & b", "&amp;", "## a {#b}",
    "a\n{: .b}", "a\tb", "a\x02b", "a\x03b", "a\rb", "a\x1fb", "a\n# b", "a\n===", "a\n---", "a\n: b",
    "a\n\n: b", "+ a", "* a", "  a", "\u00a0a", "a\u00a0", "a  \nb", "a\n1. b", "~~~\na\n~~~", "a\n!!! b",
    "- - -", "=", "\na", "a\n", "a\n\n\nb", "a\n \nb", "", "#a", "##", "## #", "## a ##", "## a \u00a0",
    "####### a", "## a\nb", "a\n## b", "- a\n\n- b", "1. a\n\n1. b", "2. a", "01. a", "1.  a", "-  a",
    "- 1. a", "- - a", "- # a", "- a\nb", "- a\n  - b", "1. a\n- b", "- a\n1. b", "a\n- b", "a|b\n-|-\nc|d",
    "|a|b|\n|-|-|", "|a|\n|-|-|\n|b|c|", "|a|b|\n|-|-|\n|c|", "|a|b|\n|-|-|\n|c|d|e|", "|a|\n|::|\n|b|",
    "|**a|b**|\n|-|-|\n|c|d|", "|[a|b](c)|\n|-|-|\n|c|d|", "|[a](b|c)|\n|-|-|\n|c|d|",
)  # fmt: skip


@pytest.mark.parametrize("body", NEAR_MISSES)
def test_what_only_looks_plain_goes_to_python_markdown(body: str) -> None:
    assert not BOTH.agree_on(body, {})


# --- bodies by chance ------------------------------------------------------------------------------------

TARGETS = ["gia-nuoc.md", "article:gia-nuoc", "../a.md#muc", "#muc", "https://a.vn/b_c", "mailto:a@b.vn", "story:rút"]
PLAIN_WORDS = [
    "Giá", "nước", "50 %", "a.", "2024", "“Đồng”", "(xã)", 'hộ "nghèo"', "12,5", "…", "a  b", "!", "½", "?",
]  # fmt: skip
WORDS = st.lists(st.sampled_from(PLAIN_WORDS), min_size=1, max_size=3).map(lambda words: "Nhà " + " ".join(words))
LINK = st.builds("[{}]({})".format, WORDS, st.sampled_from(TARGETS))
STARRED = st.builds(lambda star, words: f"{star}{words}{star}", st.sampled_from(["*", "**"]), WORDS | LINK)
LINE = st.lists(WORDS | LINK | STARRED, min_size=1, max_size=4).map(" ".join)
CELL = LINE | st.sampled_from(["", "-", "1. ", "# a", ": a"])
PARAGRAPH = st.lists(LINE, min_size=1, max_size=2).map("\n".join)
HEADING = st.builds("{} {}".format, st.sampled_from(["##", "##", "###", "#", "####"]), LINE)
BULLETS = st.lists(LINE, min_size=1, max_size=3).map(lambda lines: "\n".join(f"- {line}" for line in lines))
STEPS = st.lists(LINE, min_size=1, max_size=3).map(
    lambda lines: "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))
)


@st.composite
def tables(draw: st.DrawFn) -> str:
    width = draw(st.integers(1, 3))
    row = st.lists(CELL, min_size=width, max_size=width).map(lambda cells: f"| {' | '.join(cells)} |")
    sides = st.lists(st.sampled_from(["---", ":--", "--:", " :-: ", "-"]), min_size=width, max_size=width)
    rule = sides.map(lambda cells: f"|{'|'.join(cells)}|")
    return "\n".join([draw(row), draw(rule), *draw(st.lists(row, min_size=1, max_size=3))])


BLOCK = PARAGRAPH | HEADING | BULLETS | STEPS | tables()
# Between two lists stands a paragraph: lists that follow each other may be one.
PLAIN_BODY = st.lists(BLOCK, min_size=1, max_size=4).map("\n\nSau đây:\n\n".join)
LINKS = st.dictionaries(st.sampled_from(TARGETS), st.sampled_from(["hoi-dap/x/", "", "a/#b", "R&D/“a”/", None]))

SIGNS = (
    *"*_[]()`\\<>&{}#^!|'\":=+~-\n\t\r\u00a0\u3000\u2028\x02\x0b", "**", "***", "__", "```", "<br>", "&amp;",
    "{#x}", "{: .a}", "##", "~~~", "[^1]", "[^1]: a", "![a](b.png)", "!!! a", "[TOC]", "*[AB]: a",
    "[a]: b.md", ": a", "- a", "+ a", "* a", "1. a", "3. a", "---", "===", "- - -", "    a", "  - a", "  ",
    "\n\n", "  \n", "\r\n", " \n", "\n\n\n",
)  # fmt: skip


def spoilt(body: str, spots: list[tuple[int, str, bool]]) -> str:
    """The body with signs put in at some places, or in the place of what stood there."""
    for spot, sign, stays in spots:
        at = spot % (len(body) + 1)
        body = body[:at] + sign + body[at + (0 if stays else 1) :]
    return body


SPOTS = st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(SIGNS), st.booleans()), max_size=2)


@given(body=PLAIN_BODY, links=LINKS)
@settings(max_examples=100)
def test_what_is_made_of_plain_constructs_goes_the_quick_way(body: str, links: dict[str, str | None]) -> None:
    assert BOTH.agree_on(body, links)


@given(body=st.builds(spoilt, st.lists(BLOCK, min_size=1, max_size=3).map("\n\n".join), SPOTS), links=LINKS)
@settings(max_examples=200)
def test_a_sign_anywhere_changes_nothing_between_the_two_ways(body: str, links: dict[str, str | None]) -> None:
    event(f"quick: {BOTH.agree_on(body, links)}")


@given(body=st.lists(st.sampled_from([*SIGNS, *PLAIN_WORDS, "a", "- ", "1. ", "| "]), max_size=8).map("".join))
@settings(max_examples=200)
def test_both_ways_agree_on_any_mixture_of_signs(body: str) -> None:
    event(f"quick: {BOTH.agree_on(body, {})}")


# --- when it is taken ------------------------------------------------------------------------------------


def renderer_of(repository: Path, **given: Any) -> Renderer:
    """The renderer of a site with these settings in its mkdocs.yml."""
    config = load_config(str(repository / "mkdocs.yml"), **given)
    plugin: Any = config.plugins["giamngheo"]
    plugin.on_config(config)
    return Renderer(plugin.extensions, config.mdx_configs)


def test_a_site_without_markdown_settings_goes_the_quick_way(repository: Path) -> None:
    assert renderer_of(repository).may_be_quick


def test_an_extension_of_the_province_works_on_every_body(repository: Path) -> None:
    found = renderer_of(repository, markdown_extensions=["nl2br"]).render("Một\nhai", {}, HERE)
    assert "<p>Một<br>\nhai</p>" == found.html


@pytest.mark.parametrize("setting", [{"permalink": True}, {"toc_depth": 2}, {"slugify": str.lower}])
def test_a_setting_of_the_province_works_on_every_body(repository: Path, setting: dict[str, Any]) -> None:
    assert not renderer_of(repository, markdown_extensions=[{"toc": setting}]).may_be_quick


def test_an_extension_left_out_makes_no_table() -> None:
    table = "| a | b |\n|---|---|\n| c | d |"
    without = [name for name in EXTENSIONS if name != "tables"]
    assert "<table>" in Renderer(EXTENSIONS).render(table, {}, HERE).html
    assert "<table>" not in Renderer(without, EXTENSION_CONFIGS).render(table, {}, HERE).html
