"""A body rendered: one reused python-markdown instance, links resolved as the checks resolve them."""

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from html import escape
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import HTML_RE, HtmlInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import AtomicString
from msgspec.structs import replace

from giamngheo.kinds.values import uri
from giamngheo.markup.address import FOREIGN, is_kind_link, relative
from giamngheo.markup.plain import plain
from giamngheo.markup.rendered import Heading, Rendered
from giamngheo.markup.safe import is_safe_address, is_safe_html
from giamngheo.words.slug import slugify

# python-markdown and its extensions log here as well: a build tells it in the order of its pages.
log = logging.getLogger("MARKDOWN")

# What editors may use beyond plain Markdown.
EXTENSIONS: tuple[str, ...] = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "sane_lists",
    "tables",
    "toc",
)
# Headings of a body start at the second level: the first is the page's title.
EXTENSION_CONFIGS: dict[str, dict[str, Any]] = {"toc": {"slugify": slugify, "toc_depth": "2-3", "permalink": False}}


def hard_spaces(text: str) -> str:
    """A percent sign does not begin a line."""
    return re.sub(r"(?<=\d) (?=%)", "\u00a0", text) if " %" in text else text


class LinkContext:
    """Where links lead on the page that is being rendered; the tree processor asks it.

    `address_of` gives the address below the root of a link as typed, None where its entry is not public.
    """

    def __init__(self, address_of: Callable[[str], str | None], paths_too: bool = True) -> None:
        self.address_of = address_of
        self.here = ""
        # Plain pages are rendered by MkDocs, which resolves paths between files itself.
        self.paths_too = paths_too

    def refuse(self, found: str) -> None:
        """The check refuses it with file and line; what it did not see is left out of the page all the same."""
        log.warning("not safe on %s: %s", self.here or "/", found)

    def guard(self, md: Markdown, before: int) -> None:
        """Of the raw HTML that Markdown has set aside since, what may not stand on a page is shown as text."""
        stash = md.htmlStash.rawHtmlBlocks
        for number, html in enumerate(stash[before:], before):
            if isinstance(html, str) and not is_safe_html(html):
                self.refuse(html[:60])
                stash[number] = escape(html)

    def lead(self, element: Element, attribute: str) -> None:
        """A link or picture as typed becomes what it is on this page."""
        target = element.attrib[attribute]
        is_kind = is_kind_link(target)
        is_foreign = not is_kind and FOREIGN.match(target) is not None
        if not is_kind and (not is_safe_address(target) or (is_foreign and element.tag == "img")):
            self.refuse(target)
            element.tag = "span"
            del element.attrib[attribute]
            return
        if is_foreign:
            if element.tag == "a" and target.startswith("http"):
                element.set("rel", "external noopener")
                element.set("class", "external")
            element.set(attribute, uri(target))
            return
        if not is_kind and not self.paths_too:
            return
        try:
            address = self.address_of(target)
        except KeyError:
            log.warning("link %s on %s was not seen by the scan", target, self.here)
            return
        if address is not None:
            element.set(attribute, uri(relative(address, self.here)))
        elif element.tag == "a":
            # The entry is not public (any more): its words stay, the link goes.
            element.tag = "span"
            del element.attrib[attribute]


class _Resolver(Treeprocessor):
    """Turns `kind:id` and paths to files into links, alignment styles into classes."""

    def __init__(self, md: Markdown, context: LinkContext) -> None:
        super().__init__(md)
        self.context = context

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.attrib:
                self._tame(element)
            if element.tag == "a" and "href" in element.attrib:
                self.context.lead(element, "href")
            elif element.tag == "img":
                if "src" in element.attrib:
                    self.context.lead(element, "src")
                element.set("loading", "lazy")
            elif element.tag in ("th", "td") and "style" in element.attrib:
                side = element.attrib.pop("style").removeprefix("text-align: ").strip(" ;")
                element.set("class", f"align-{side}")

    def _tame(self, element: Element) -> None:
        """Attributes that act or draw, which an attribute list may have added, go; what aligns a cell stays."""
        for name in list(element.attrib):
            is_of_table = element.tag in ("th", "td") and element.attrib[name].startswith("text-align: ")
            if name.lower().startswith("on") or (name.lower() in ("style", "srcset") and not is_of_table):
                self.context.refuse(name)
                del element.attrib[name]


class _RawBlocks(Preprocessor):
    """Looks at each block of raw HTML that Markdown sets aside."""

    def __init__(self, md: Markdown, context: LinkContext, inner: Preprocessor) -> None:
        super().__init__(md)
        self.context, self.inner = context, inner

    def run(self, lines: list[str]) -> list[str]:
        before = len(self.md.htmlStash.rawHtmlBlocks)
        lines = self.inner.run(lines)
        self.context.guard(self.md, before)
        return lines


class _RawInline(HtmlInlineProcessor):
    """The same of raw HTML inside a paragraph."""

    def __init__(self, md: Markdown, context: LinkContext) -> None:
        super().__init__(HTML_RE, md)
        self.context = context

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: N802
        before = len(self.md.htmlStash.rawHtmlBlocks)
        found = super().handleMatch(m, data)
        self.context.guard(self.md, before)
        return found


# Signs without which an inline pattern of python-markdown and of EXTENSIONS cannot match, by the pattern's name.
_SIGNS = {
    "backtick": ("`",),
    "escape": ("\\",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("!",),
    "image_reference": ("!",),
    "short_reference": ("[",),
    "short_image_ref": ("!",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "entity": ("&",),
    "not_strong": ("*", "_"),
    "em_strong": ("*", "_"),
    "em_strong2": ("_",),
    "footnote": ("[",),
}
_ANY_SIGN = re.compile(r"[`\\\[!<&*_]|  \n")


class _QuickInline(InlineProcessor):
    """Inline patterns are tried only where their sign stands in the text; most prose has none of them.

    python-markdown searches every text for each of some twenty patterns: a third of the time of a page.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._tried: list[tuple[Any, tuple[str, ...]]] = []
        # Patterns of other extensions have signs that are not known here: they are always tried.
        self._all_known = False
        # The library keeps this step to itself: there is no public door to a single pattern.
        self._apply = getattr(self, "_InlineProcessor__applyPattern")  # noqa: B009

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        known = self.md.inlinePatterns
        signs_of = {id(known[name]): signs for name, signs in _SIGNS.items() if name in known}
        self._tried = [(pattern, signs_of.get(id(pattern), ())) for pattern in known]
        self._all_known = all(signs for _, signs in self._tried)
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, index: int = 0) -> str:  # noqa: N802
        if isinstance(data, AtomicString) or (self._all_known and not _ANY_SIGN.search(data)):
            return data
        start = 0
        while index < len(self._tried):
            pattern, signs = self._tried[index]
            matched = False
            if not signs or any([sign in data for sign in signs]):
                data, matched, start = self._apply(pattern, data, index, start)
            if not matched:
                index, start = index + 1, 0
        return data


class LinkExtension(Extension):
    """Registers the resolver; MkDocs may pass it among `markdown_extensions` as well."""

    def __init__(self, context: LinkContext) -> None:
        super().__init__()
        self.context = context

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is python-markdown's
        md.treeprocessors.register(_Resolver(md, self.context), "giamngheo", -5)
        md.preprocessors.register(_RawBlocks(md, self.context, md.preprocessors["html_block"]), "html_block", 20)
        md.inlinePatterns.register(_RawInline(md, self.context), "html", 90)


class Renderer:
    """Renders bodies one after another: plain ones the quick way, the others with one reused Markdown instance."""

    def __init__(
        self, extensions: Sequence[Any] = EXTENSIONS, configs: Mapping[str, Any] = EXTENSION_CONFIGS
    ) -> None:
        self.links: Mapping[str, str | None] = {}
        self.context = LinkContext(lambda target: self.links[target])
        self.extensions, self.configs = extensions, configs
        self.may_be_quick = _are_ours(extensions, configs)

    @cached_property
    def markdown(self) -> Markdown:
        markdown = Markdown(
            extensions=[*self.extensions, LinkExtension(self.context)],
            extension_configs=dict(self.configs),
            output_format="html",
        )
        markdown.treeprocessors.register(_QuickInline(markdown), "inline", 20)
        return markdown

    def render(self, body: str, links: Mapping[str, str | None], here: str) -> Rendered:
        """`links` says where each link of the body leads, `here` is the address of its page."""
        self.links, self.context.here = links, here
        text = hard_spaces(body)
        made = plain(text, self.context.lead) if self.may_be_quick else None
        rendered = made or self._by_markdown(text)
        return replace(rendered, html=in_scroll_boxes(rendered.html))

    def _by_markdown(self, text: str) -> Rendered:
        self.markdown.reset()
        html = self.markdown.convert(text)
        tokens: list[dict[str, Any]] = getattr(self.markdown, "toc_tokens", [])
        headings = tuple(Heading(token["id"], token["name"]) for token in tokens if token["level"] == 2)
        return Rendered(html, headings)


# MkDocs adds it to every site; what it makes of a body begins with signs that no plain body has.
_OF_MKDOCS = ("fenced_code",)


def _are_ours(extensions: Sequence[Any], configs: Mapping[str, Any]) -> bool:
    """True where nobody added a Markdown extension, left one out or changed a setting."""
    is_whole = all(name in extensions for name in EXTENSIONS)
    is_alone = all(extension in (*EXTENSIONS, *_OF_MKDOCS) for extension in extensions)
    return is_whole and is_alone and {name: given for name, given in configs.items() if given} == EXTENSION_CONFIGS


_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)


def in_scroll_boxes(html: str) -> str:
    """Wide tables scroll in their own box, reachable by keyboard, instead of widening the page."""
    return _TABLE.sub(r'<div class="table-scroll" tabindex="0">\g<0></div>', html)
