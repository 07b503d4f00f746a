"""A rendered body as others may paste it: common tags only, whole addresses, no class, script or style.

What comes out is HTML and well-formed XML alike, so that other forms (plain text, documents) can be made of it.
"""

import posixpath
import re
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, ParseError, SubElement, fromstring

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
_OPEN = re.compile(r"<((?:br|hr|img)\b[^<>]*?)\s*/?>")
_WHOLE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_SAFE = re.compile(r"(?:https?|mailto|tel|sms):")
# What XML cannot hold, however it is written.
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def clean(html: str, page: str, may_show: Callable[[str], bool]) -> str:
    """The body of the page at the whole address `page`; `may_show` is asked with every picture's address."""
    return _Cleaner(page, may_show).cleaned(tree(html))


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
    return _UNSPEAKABLE.sub("", text)


def whole(address: str, page: str) -> str:
    """A link of a page as it is from anywhere."""
    if _WHOLE.match(address):
        return address
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
