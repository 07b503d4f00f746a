"""A rendered body as others may paste it: common tags only, whole addresses, no class, script or style.

What comes out is HTML and well-formed XML alike, so that other forms (plain text, documents) can be made of it.
"""

import posixpath
import re
from collections.abc import Callable
from functools import lru_cache
from html import escape, unescape
from html.parser import HTMLParser
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError, SubElement, fromstring

from giamngheo.kinds.values import uri

_BLOCKS = ("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "hr")
_TABLES = ("table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption")
_WORDS = ("strong", "em", "b", "i", "a", "img", "code", "br", "sup", "sub")
KEPT = frozenset((*_BLOCKS, *_TABLES, *_WORDS))
EMPTY = frozenset({"br", "hr", "img"})
# Their content is no prose either.
_GONE = frozenset(
    {"script", "style", "template", "noscript", "iframe", "object", "embed", "form", "input", "button", "select"}
    | {"textarea", "svg", "math", "canvas", "audio", "video", "link", "meta"}
)
_NAMED = {"h1": "h2", "summary": "p"}
_KEPT_ATTRIBUTES = {"ol": ("start",), "th": ("colspan", "rowspan"), "td": ("colspan", "rowspan")}
# Of most tags nothing is kept but the name.
_PLAIN = {tag: (f"<{tag}>", f"</{tag}>") for tag in KEPT - EMPTY - {"a", *_KEPT_ATTRIBUTES}}
# What nearly all bodies are made of: tags with their ends, in attributes nothing that has to be understood.
_TAGS = re.compile(r"(<[^<>]*>)")
_SIMPLE = re.compile(
    rf"<(/?)({'|'.join(sorted(KEPT - EMPTY))}|div|span|section|aside|abbr)((?: [a-z-]+=\"[^\"<>]*\")*)>"
)
_ADDRESS = re.compile(r' href="([^"\s]*)"')
_OPEN = re.compile(r"<((?:br|hr|img)\b[^<>]*?)\s*/?>")
_WHOLE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_SAFE = re.compile(r"(?:https?|mailto|tel|sms):")
# What XML cannot hold, however it is written.
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def clean(html: str, page: str, may_show: Callable[[str], bool]) -> str:
    """The body of the page at the whole address `page`; `may_show` is asked with every picture's address."""
    text = speakable(html)
    flat = _flat(text, page) if "\r" not in text else None
    return flat if flat is not None else _Cleaner(page, may_show).cleaned(tree(text))


def _flat(html: str, page: str) -> str | None:
    """The same tag by tag, in a quarter of the time; None where a tag has no end or takes a second look."""
    parts = _TAGS.split(html)
    path: list[str] = []
    for at in range(1, len(parts), 2):
        tag = _tag(parts[at])
        if tag is None:
            return None
        if not tag.is_closing:
            path.append(tag.name)
        elif not path or path.pop() != tag.name:
            return None
        parts[at] = tag.said
        if tag.address is not None:
            address = whole(tag.address, page)
            parts[at] = f'<a href="{escape(address)}">' if _SAFE.match(address) else "<a>"
    for at in range(0, len(parts), 2):
        text = parts[at]
        if "<" in text:
            return None
        if "&" in text or ">" in text:
            parts[at] = _text(unescape(text))
    return None if path else "".join(parts).strip()


class _Tag(NamedTuple):
    """A tag of which no more is kept than its name or its address."""

    name: str
    is_closing: bool
    said: str
    address: str | None = None


@lru_cache(2048)
def _tag(written: str) -> _Tag | None:
    match = _SIMPLE.fullmatch(written)
    if match is None:
        return None
    name, attributes = match[2], match[3]
    if match[1]:
        return None if attributes else _Tag(name, True, f"</{name}>" if name in KEPT else "")
    if name == "a":
        found = _ADDRESS.findall(attributes)
        return _Tag(name, False, "", unescape(found[0])) if len(found) == 1 else None
    if any(f" {kept}=" in attributes for kept in _KEPT_ATTRIBUTES.get(name, ())):
        return None
    return _Tag(name, False, f"<{name}>" if name in KEPT else "")


def tree(html: str) -> Element:
    """HTML as a tree, read strictly where it can be: an editor's own tags may be left open."""
    text = speakable(html)
    closed = _OPEN.sub(r"<\1/>", text)
    try:
        return fromstring(f"<body>{closed}</body>")
    except ParseError:
        return _Lenient().read(text)


def speakable(text: str) -> str:
    """Without the characters that XML cannot hold."""
    # What can be printed XML can hold: that is told in a tenth of the time. Only lines end by a sign that cannot.
    return text if text.replace("\n", "").isprintable() else _UNSPEAKABLE.sub("", text)


def whole(address: str, page: str) -> str:
    """A link of a page as it is from anywhere."""
    if _WHOLE.match(address):
        return uri(address)
    if address.startswith("#"):
        return page + address
    scheme, _, rest = page.partition("://")
    host, _, path = rest.partition("/")
    target, mark, anchor = address.partition("#")
    joined = posixpath.normpath(posixpath.join("/" + path, target))
    if (not target or target.endswith(("/", "..", "."))) and joined != "/":
        joined += "/"
    return f"{scheme}://{host}{joined}{mark}{anchor}"


class _Cleaner:
    def __init__(self, page: str, may_show: Callable[[str], bool]) -> None:
        self._page = page
        self._may_show = may_show
        self._out: list[str] = []

    def cleaned(self, root: Element) -> str:
        self._inside(root)
        return "".join(self._out).strip()

    def _inside(self, element: Element) -> None:
        if element.text:
            self._out.append(_text(element.text))
        for child in element:
            self._one(child)
            if child.tail:
                self._out.append(_text(child.tail))

    def _one(self, element: Element) -> None:
        if around := _PLAIN.get(element.tag):
            self._out.append(around[0])
            self._inside(element)
            self._out.append(around[1])
        else:
            self._special(element)

    def _special(self, element: Element) -> None:
        tag = _NAMED.get(element.tag, element.tag)
        if tag in _GONE or (tag == "img" and not self._may_stand(element)):
            return
        if tag not in KEPT:
            self._inside(element)
            return
        out = self._out
        out.append(f"<{tag}{self._attributes(tag, element)}")
        if tag in EMPTY:
            out.append(" />")
            return
        out.append(">")
        self._inside(element)
        out.append(f"</{tag}>")

    def _may_stand(self, element: Element) -> bool:
        return self._may_show(whole(element.get("src", ""), self._page))

    def _attributes(self, tag: str, element: Element) -> str:
        if tag == "a":
            address = whole(element.get("href", ""), self._page)
            return f' href="{escape(address)}"' if _SAFE.match(address) else ""
        if tag == "img":
            src, alt = whole(element.get("src", ""), self._page), element.get("alt", "")
            return f' src="{escape(src)}" alt="{escape(alt)}"'
        kept = [(name, element.get(name, "")) for name in _KEPT_ATTRIBUTES.get(tag, ())]
        return "".join([f' {name}="{value}"' for name, value in kept if value.isdecimal()])


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class _Lenient(HTMLParser):
    """Tags that are left open are closed where the one around them ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._root = Element("body")
        self._path = [self._root]

    def read(self, html: str) -> Element:
        self.feed(html)
        self.close()
        return self._root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        child = SubElement(self._path[-1], tag, {name: value or "" for name, value in attrs})
        if tag not in EMPTY and tag not in ("input", "link", "meta", "embed", "source", "wbr"):
            self._path.append(child)

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self._path) - 1, 0, -1):
            if self._path[depth].tag == tag:
                del self._path[depth:]
                return

    def handle_data(self, data: str) -> None:
        inner = self._path[-1]
        if len(inner):
            inner[-1].tail = (inner[-1].tail or "") + data
        else:
            inner.text = (inner.text or "") + data
