"""No text of an editor can make a page run, load or post anything: refused with file and line, and harmless."""

import html.parser
import re

import pytest

from giamngheo.check.links import _odd
from giamngheo.kinds.body import Body
from giamngheo.markup.render import Renderer
from giamngheo.markup.safe import is_safe_address, is_safe_html
from giamngheo.markup.scan import Scans

# What has been tried elsewhere, in the places where Markdown lets HTML, addresses and attributes through.
ATTACKS = [
    "<script>go()</script>",
    "<sCrIpT\n>go()</script>",
    "<img src=x onerror=go()>",
    "<svg/onload=go()>",
    "<a href='javascript:go()'>x</a>",
    "<base href=//other.example>",
    "<meta http-equiv=refresh content=0>",
    "<form><button formaction=javascript:go()>x</button></form>",
    "<mark onclick=go()>x</mark>",
    "<mark/onclick=go()>x</mark>",
    "<details open/ontoggle=go()>x</details>",
    '<kbd style="position:fixed">x</kbd>',
    '<abbr title=">" onclick=go()>x</abbr>',
    "<!--><script>go()</script>-->",
    "<!-- x --!><script>go()</script>-->",
    "<details><summary>x</summary>\n<script>go()</script></details>",
    "`` ` `` <script>go()</script> `",
    "`a\nb` <script>go()</script> `",
    "- `a\n- b` <script>go()</script> `",
    "\\`<script>go()</script>`",
    "[^1]: <script>go()</script>\n\nx[^1]",
    '!!! note "<script>go()</script>"\n    x',
    "[x](javascript:go())",
    "[x](JaVaScRiPt:go())",
    "[x](javascript&colon;go())",
    "[x](&#106;avascript:go())",
    "[x](\x01javascript:go())",
    "[x](java\nscript:go())",
    "[x](data:text/html,y)",
    "[x](vbscript:go())",
    "[x][1]\n\n  [1]:\n  javascript:go()",
    "[x][1]\n\n[1]: <javascript:go()>",
    "![x](https://other.example/x.png)",
    "![x](data:image/svg+xml,y)",
    "[x](https://a.example){: onclick=go() }",
    "[x](https://a.example){: style='position:fixed' }",
    "[x](https://a.example){: href='javascript:go()' }",
    "![x](a.svg){: src='https://other.example/x.png' }",
    "![x](a.svg){: srcset='https://other.example/x.png' }",
    "*x*{: ONCLICK=go() }",
    "## x {onclick=go()}",
    "x\n{: onclick=go() }",
    "| a |\n|---|\n| b {: onclick=go() } |",
]
# What the check passes: no browser takes it for a scheme, or the check takes it for code where Markdown does not.
PASSED = {
    "[x](java\nscript:go())",
    "[x](\x01javascript:go())",
    "[x](javascript&colon;go())",
    "[x](&#106;avascript:go())",
    "`a\nb` <script>go()</script> `",
    "- `a\n- b` <script>go()</script> `",
}
ACTIVE = {"script", "iframe", "object", "embed", "form", "button", "input", "base", "meta", "link", "style", "svg"}


class Page(html.parser.HTMLParser):
    """What a browser would act on."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.acts: list[str] = []
        # A browser ends these comments at once.
        self.feed(re.sub(r"<!--(?=-?>)|--!>", "", text))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.acts += [tag] if tag in ACTIVE else []
        for name, value in attrs:
            read = re.sub(r"[\x00-\x20]", "", value or "").lower()
            is_address = name in ("href", "src") and re.match(r"[a-z]+:", read) and not read.startswith("https:")
            is_fetched = tag == "img" and name == "src" and read.startswith("http")
            if (
                name.startswith("on")
                or name in ("style", "srcset", "srcdoc", "formaction")
                or is_address
                or is_fetched
            ):
                self.acts.append(f"{tag} {name}")


def rendered(text: str) -> str:
    """The HTML of a body whose links inside the portal lead nowhere."""
    scan = Scans([Body("content/a.md", "a.md", text, 1)]).of("a.md")
    return Renderer().render(text, dict.fromkeys(scan.targets, "a.svg"), "a/").html


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_acts_reaches_the_page(attack: str) -> None:
    assert [] == Page(rendered(attack + "\n")).acts


@pytest.mark.parametrize("attack", [attack for attack in ATTACKS if attack not in PASSED])
def test_the_check_refuses_it_where_it_stands(attack: str) -> None:
    body = Body("content/a.md", "a.md", f"Một câu.\n\n{attack}\n", 10)
    found = [problem for odd in Scans([body]).of("a.md").odd for problem in _odd(body, odd)]
    assert {"R407"} == {problem.code for problem in found}
    assert all(problem.line >= 12 for problem in found)


def test_a_page_that_acts_is_seen() -> None:
    text = "<p onclick=x><a href=' javascript:y'></a><img src='http://b/c'><script></script>"
    assert ["p onclick", "a href", "img src", "script"] == Page(text).acts


@pytest.mark.parametrize(
    "text",
    [
        'H<sub>2</sub>O <abbr title="Bảo hiểm y tế">BHYT</abbr> <kbd>Ctrl</kbd><br>\n<br/>',
        "<details open>\n<summary>Xem thêm</summary>\nChữ.\n</details>",
        'Tiếng khác: <mark lang="km">x</mark> <!-- ghi chú -->',
        "Dưới 5 < 6 và `<script>` là mã. Số {1, 2} và a = b.",
        "```\n<script>mã</script>\n```",
        "## Mục {#muc-mot}\n\n[x](https://a.example){: .nut lang=km }",
        '<https://chinhphu.vn/> <hoi@xamau.example> [gọi](tel:111) [thư](mailto:a@b.example "Thư")',
    ],
)
def test_what_editors_may_write_is_left_alone(text: str) -> None:
    body = Body("content/a.md", "a.md", text + "\n", 1)
    assert [] == [problem for odd in Scans([body]).of("a.md").odd for problem in _odd(body, odd)]
    assert "&lt;mark" not in rendered(text)
    assert "&lt;details" not in rendered(text)


@pytest.mark.parametrize(
    "html_", ["<b>x</b>", "<br", "<?php x ?>", "<!DOCTYPE html>", "<mark title='a'>", "</script>"]
)
def test_html_that_is_not_surely_safe_is_not_safe(html_: str) -> None:
    assert not is_safe_html(html_)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("../a/#b", True),
        ("https://a.example/b:c", True),
        ("a?b=c:d", True),
        ("tel:111", True),
        ("javascript:x", False),
        ("java\tscript:x", False),
        ("&#106;avascript:x", False),
        ("file:///etc", False),
    ],
)
def test_an_address_is_read_as_a_browser_reads_it(address: str, expected: bool) -> None:
    assert expected is is_safe_address(address)
