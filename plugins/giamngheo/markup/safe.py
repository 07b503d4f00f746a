"""Which HTML of an editor's own may stand in a body: small inline signs and folded parts, no attribute that acts.

Asked twice: by the check, which says file and line, and where Markdown hands a piece of raw HTML through, so that
what one reader of the text takes for code and the other for HTML cannot slip between them.
"""

import re
from html import unescape

from giamngheo.markup.address import SAFE_SCHEMES

ALLOWED_TAGS = frozenset(["br", "sup", "sub", "abbr", "kbd", "small", "mark", "details", "summary"])
_ATTRIBUTES = re.compile(r"(?:\s+(?:title|lang)=\"[^\"<>]*\"|\s+open(?:=\"\")?)*\s*/?")
# A browser ends a comment sooner than Markdown does.
_COMMENT = re.compile(r"<!--(?!-?>)(?:(?!--!?>|<!--).)*-->", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)([^>]*)>")
_BEGINS = re.compile(r"<(?=[a-zA-Z/!?])")
# What an attribute list may say ({: #id .class lang=km}); `on...`, style and addresses it may not.
_LISTED = frozenset(["id", "class", "lang", "start"])
_NAMED = re.compile(r"([^\s={}:.#]+)\s*=")


def is_safe_tag(name: str, attributes: str) -> bool:
    """`name` may begin with the slash of an end tag."""
    return name.lower().lstrip("/") in ALLOWED_TAGS and _ATTRIBUTES.fullmatch(attributes) is not None


def is_safe_html(html: str) -> bool:
    """True where every tag may stand and nothing else could begin one."""
    html = _COMMENT.sub("", html)
    tags = list(_TAG.finditer(html))
    starts = [match.start() for match in _BEGINS.finditer(html)]
    return starts == [tag.start() for tag in tags] and all(is_safe_tag(tag[1] + tag[2], tag[3]) for tag in tags)


def is_safe_list(text: str) -> bool:
    """Of an attribute list, what stands between the braces."""
    return _LISTED.issuperset(name.lower() for name in _NAMED.findall(text))


def is_safe_address(address: str) -> bool:
    """True for a path or a scheme that opens a page, a call or a message, as a browser reads it."""
    if ":" not in address and "&" not in address:
        return True
    read = re.sub(r"[\x00-\x20]+", "", unescape(address)).lower()
    scheme = re.match(r"[^/?#:]*:", read)
    return scheme is None or read.startswith(SAFE_SCHEMES)
