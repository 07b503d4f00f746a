"""The stylesheet: our tokens and components, and of Material's styles only what templates and bodies can use.

Material's whole stylesheet is 15 kB gzip on every first visit; a page of ours needs a tenth of its rules.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tinycss2.ast import Node

# What python-markdown and its extensions put into a body, and the two classes by which templates ask for it.
_BODY_CLASSES = frozenset(
    {
        "md-typeset",
        "admonition",
        "admonition-title",
        "abstract",
        "attention",
        "caution",
        "danger",
        "example",
        "failure",
    }
    | {"info", "note", "question", "quote", "success", "tip", "warning", "inline", "end"}
    | {"footnote", "footnote-ref", "footnote-backref", "task-list-item", "task-list-control", "task-list-indicator"}
)
_KEPT_AT_RULES = ("media", "supports")
# Our own sheet decides on size and colour of these; two sheets that both set them only cost bytes.
_OURS = re.compile(r"\.md-(?!typeset)|\[data-md|\[dir=rtl\]|::-webkit|\.js |\.no-js|:root|:host")


def stylesheet(ours: Path, material: Path | None) -> str:
    """All styles in cascade order: tokens, base, Material's typography, components by name, print."""
    parts = [_read(ours / "assets/css/tokens.css"), _material(material) if material else ""]
    parts += [_read(ours / "assets/css/base.css")]
    parts += [_read(file) for file in sorted((ours / "components").glob("*.css"))]
    parts += [_read(ours / "assets/css/print.css")]
    return minified("\n".join(parts))


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""


@cache
def _material(file: Path) -> str:
    return purged(_read(file))


def purged(css: str) -> str:
    """The rules whose every class a body can carry."""
    return "".join(_kept(_rules(css)))


def _kept(rules: Iterable["Node"]) -> Iterable[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            # Our pages say no direction: what Material keeps for pages from left to right holds for all of them.
            prelude = _told(rule.prelude).replace("[dir=ltr] ", "")
            selectors = [s for s in prelude.split(",") if _is_usable(s)]
            if selectors:
                yield f"{','.join(selectors)}{{{_told(rule.content)}}}"
        elif rule.type == "at-rule" and rule.at_keyword in _KEPT_AT_RULES and rule.content:
            inner = "".join(_kept(_rules(rule.content)))
            if inner:
                yield f"@{rule.at_keyword}{_told(rule.prelude)}{{{inner}}}"


def _is_usable(selector: str) -> bool:
    classes = _classes(selector)
    return "md-typeset" in classes and classes <= _BODY_CLASSES and not _OURS.search(selector)


@cache
def tokens(ours: Path) -> dict[str, str]:
    """Every colour and size by its name, as on paper."""
    root = next(rule for rule in _rules(_read(ours / "assets/css/tokens.css")) if rule.type == "qualified-rule")
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+);", _told(root.content)))


def styles_alone(ours: Path, component: str, classes: frozenset[str]) -> str:
    """Of a component's styles those for these classes, in the colours of paper: for a drawing without a page."""
    css = f"svg{{font-family:var(--font-text)}}{''.join(_for(_read(ours / f'components/{component}.css'), classes))}"
    return minified(re.sub(r"var\((--[\w-]+)\)", lambda name: tokens(ours)[name[1]], css))


def _for(css: str, classes: frozenset[str]) -> Iterable[str]:
    for rule in _rules(css):
        if rule.type == "qualified-rule":
            selectors = _told(rule.prelude).split(",")
            kept = [selector for selector in selectors if _classes(selector) <= classes]
            if kept:
                yield f"{','.join(kept)}{{{_told(rule.content)}}}"


def _rules(css: str | list["Node"]) -> list["Node"]:
    # Most builds make no styles: the parser is loaded where they are.
    from tinycss2 import parse_rule_list, parse_stylesheet

    parse = parse_stylesheet if isinstance(css, str) else parse_rule_list
    return list(parse(css, skip_comments=True, skip_whitespace=True))


def _told(nodes: Iterable["Node"]) -> str:
    from tinycss2 import serialize

    return str(serialize(nodes))


def _classes(selector: str) -> set[str]:
    return set(re.findall(r"\.(-?[_a-zA-Z][\w-]*)", selector))


def minified(css: str) -> str:
    """Without comments and spare whitespace; nothing cleverer, so that it stays what was written."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?", r"\1", css).replace(";}", "}").strip()
