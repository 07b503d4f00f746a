"""A pre-scan of Markdown for what the checks ask: links, pictures, headings, raw HTML, each with its position.

python-markdown keeps no line numbers, and checking must not cost a rendering.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from giamngheo.kinds.problem import Position
from giamngheo.load.reading import Body
from giamngheo.load.text import position_at
from giamngheo.markup.address import FOREIGN, is_kind_link, slugify

_FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]+`")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LINK = re.compile(
    r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(\s*<?([^\s()<>]+(?:\([^\s()]*\))?)>?(?:\s+[\"'][^)]*[\"'])?\s*\)"
)
_DEFINITION = re.compile(r"^\[([^\]^]+)\]:\s*(\S+)", re.MULTILINE)
_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*\s*$", re.MULTILINE)
_HEADING_ID = re.compile(r"\s*\{:?[^}]*#([\w-]+)[^}]*\}$")
# <https://…> and <ai@noi.vn> are links; everything else between angle brackets is raw HTML.
_AUTOLINK = re.compile(r"<(?:https?://|[^<>\s:/@]+@)[^<>\s]*>")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)([^>]*)>")
ALLOWED_TAGS = frozenset(["br", "sup", "sub", "abbr", "kbd", "small", "mark", "details", "summary"])


class Found(NamedTuple):
    """A link, picture, heading or tag: its text, its target and where it stands in the file."""

    what: str
    text: str
    target: str
    position: Position


def _blank(match: re.Match[str]) -> str:
    """The same length without content, so that offsets stay true."""
    return re.sub(r"[^\n]", " ", match[0])


# A sign without which a pattern cannot match: most bodies have none of them, and that is quickly seen.
_HIDDEN = ((_FENCE, ("```", "~~~")), (_COMMENT, ("<!--",)), (_CODE, ("`",)))


def without_code(body: str) -> str:
    for pattern, signs in _HIDDEN:
        if any([sign in body for sign in signs]):
            body = pattern.sub(_blank, body)
    return body


@dataclass(frozen=True)
class Scan:
    """What one body holds, in the order in which it was found, and the anchors its page will have."""

    found: tuple[Found, ...]
    anchors: frozenset[str]


class Scans:
    """The scan of every body, made once and asked by rules and pages alike."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self._bodies = {body.source: body for body in bodies}
        self._made: dict[str, Scan] = {}

    def of(self, source: str) -> Scan:
        """The scan of a file by its path below the content folder."""
        known = self._made.get(source)
        if known is None:
            body = self._bodies[source]
            found = body.noted("scan", lambda: [list(it) for it in scan(body.text, body.line)])
            there = body.noted("anchors", lambda: sorted(anchors(body.text)))
            parts = tuple(Found(what, text, target, Position(*where)) for what, text, target, where in found)
            known = self._made[source] = Scan(parts, frozenset(there))
        return known

    def targets(self, source: str) -> dict[str, None]:
        """Links and pictures of a body that lead somewhere in the portal, as typed, each once."""
        links = (found.target for found in self.of(source).found if found.what in ("link", "picture"))
        return dict.fromkeys(target for target in links if is_kind_link(target) or not FOREIGN.match(target))


def scan(body: str, first_line: int) -> Iterator[Found]:
    """Everything in a body that a check may ask about, in no particular order."""
    text = without_code(body)
    for match in _LINK.finditer(text) if "](" in text else ():
        yield _link(match, text, 0, first_line)
        # A picture inside a link: [![alt](a.png)](b.md)
        for inner in _LINK.finditer(match[2]) if "](" in match[2] else ():
            yield _link(inner, text, match.start(2), first_line)
    for match in _DEFINITION.finditer(text) if "]:" in text else ():
        yield Found("link", match[1], match[2], position_at(text, match.start(2), first_line))
    for match in _HEADING.finditer(text):
        yield Found("heading", match[2], match[1], position_at(text, match.start(), first_line))
    opened: set[str] = set()
    for match in _TAG.finditer(_AUTOLINK.sub(_blank, text)) if "<" in text else ():
        name = match[2].lower()
        if not (match[1] and name in opened):
            yield Found("tag", match[3], match[1] + name, position_at(text, match.start(), first_line))
        opened.add(name)


def _link(match: re.Match[str], text: str, offset: int, first_line: int) -> Found:
    """Where its target is typed; a picture without words, where its words are missing."""
    what = "picture" if match[1] else "link"
    words = match[2].strip()
    start = match.start() if what == "picture" and not words else match.start(3)
    return Found(what, words, match[3], position_at(text, offset + start, first_line))


def anchors(body: str) -> set[str]:
    """The anchors that the rendered body will have: heading slugs (numbered when repeated) and given ids."""
    found: set[str] = set()
    # Words in backticks are part of a heading and of its anchor.
    text = body
    for pattern, signs in _HIDDEN[:2]:
        if any([sign in body for sign in signs]):
            text = pattern.sub(_blank, text)
    for match in _HEADING.finditer(text):
        given = _HEADING_ID.search(match[2])
        if given:
            found.add(given[1])
            continue
        slug = base = slugify(re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", match[2]).strip("*_ "))
        number = 1
        while slug in found:
            slug = f"{base}_{number}"
            number += 1
        found.add(slug)
    if "{" in body:
        found.update(re.findall(r"\{:?[^}]*#([\w-]+)[^}]*\}", without_code(body)))
    return found
