"""A pre-scan of Markdown for what the checks ask: links, pictures, headings, raw HTML, each with its position.

python-markdown keeps no line numbers, and checking must not cost a rendering.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from giamngheo.kinds.body import Body
from giamngheo.kinds.problem import Position
from giamngheo.load.text import position_at
from giamngheo.markup.address import FOREIGN, SAFE_SCHEMES, is_kind_link, key_of
from giamngheo.markup.calls import Call, calls
from giamngheo.markup.code import blank, without_code, without_code_blocks
from giamngheo.markup.safe import is_safe_list
from giamngheo.words.slug import slugify

# Both begin with the sign itself, to which a search leaps: a picture is a link with a sign before it, a heading only
# one at the beginning of its line.
_LINK = re.compile(
    r"\[([^\[\]]*(?:\[[^\]]*\][^\[\]]*)*)\]"
    # Markdown takes a target with spaces in it, too: the name of a file, as Windows lets people write it.
    r"\(\s*<?([^\s()<>]+(?:\([^\s()]*\))?(?:[ ]+[^\s()<>\"']+)*)>?(?:\s+[\"'][^)]*[\"'])?\s*\)"
)
_HEADING = re.compile(r"#(?<![^\n]#)(#{0,5})\s+(.+?)\s*#*\s*$", re.MULTILINE)
_DEFINITION = re.compile(r"^ {0,3}\[([^\[\]^]+)\]: *\n? *<?([^\s<>]+)", re.MULTILINE)
_HEADING_ID = re.compile(r"\s*\{:?[^}]*#([\w-]+)[^}]*\}$")
# <https://…> and <ai@noi.vn> are links; everything else between angle brackets is raw HTML.
_AUTOLINK = re.compile(r"<(?:https?://|[^<>\s:/@]+@)[^<>\s]*>")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)([^>]*)>")
# {: .class lang=km}, which attr_list takes for attributes of what stands before it.
_LIST = re.compile(r"(?<!\{)\{:?([^{}\n]*=[^{}\n]*)\}(?!\})")


class Found(NamedTuple):
    """A link, picture, heading or tag: its text, its target and where it stands in the file."""

    what: str
    text: str
    target: str
    position: Position


class Scan(Struct, frozen=True):
    """What rules and pages ask of a body again and again.

    `targets` are its links and pictures that lead somewhere in the portal, as typed, each once, and `keys` what they
    lead to (`key_of`); `odd` is what may be wrong by itself: raw HTML, headings of the first level, pictures without
    words, unsafe addresses; `calls` ask for a figure.
    """

    targets: Sequence[str]
    keys: Sequence[str]
    odd: Sequence[Found]
    calls: Sequence[Call]


class Scans:
    """The scan of every body, noted once and asked by rules and pages alike."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self._bodies = {body.source: body for body in bodies}

    def with_bodies(self, bodies: Iterable[Body]) -> "Scans":
        """The same with these bodies in the place of those of their files."""
        return Scans([*(self._bodies | {body.source: body for body in bodies}).values()])

    def of(self, source: str) -> Scan:
        """The scan of a file by its path below the content folder."""
        return _scan_of(self._bodies[source])

    # Asked of every entry, of which most lead somewhere and hardly any calls for a figure.

    def links(self, source: str) -> Iterator[tuple[str, str]]:
        """Each target in a file's body that leads somewhere in the portal, with the key of what it leads to."""
        targets, keys, _, _ = self._bodies[source].noted("scan", _noted)
        return zip(targets, keys, strict=True)

    def calls(self, source: str) -> Sequence[Call]:
        """The calls for a figure in a file's body."""
        _, _, _, asked = self._bodies[source].noted("scan", _noted)
        return [Call.again(*one) for one in asked] if asked else ()

    def anchors(self, source: str) -> frozenset[str]:
        """The anchors that the page of a file will have; asked only where a link names one."""
        return frozenset(self._bodies[source].noted("anchors", lambda body: sorted(anchors(body.text))))


def named_in(body: Body) -> tuple[Sequence[str], Sequence[tuple[str, str]]]:
    """The keys of all that a body leads to in the portal; each call for a figure by its name and what it is about."""
    _, keys, _, asked = body.noted("scan", _noted)
    return keys, [(name, arguments[0]) for _, name, arguments, _ in asked if arguments] if asked else ()


def _scan_of(body: Body) -> Scan:
    targets, keys, odd, asked = body.noted("scan", _noted)
    found = [Found(what, words, target, Position(*where)) for what, words, target, where in odd] if odd else ()
    return Scan(targets, keys, found, [Call.again(*one) for one in asked] if asked else ())


_Odd = tuple[str, str, str, Position]


def _noted(body: Body) -> tuple[tuple[str, ...], tuple[str, ...], tuple[_Odd, ...], tuple[Call, ...]]:
    text = without_code(body.text)
    targets: dict[str, str] = {}
    odd = []
    for what, words, target, offset in _finds(text):
        is_inside = what in ("link", "picture") and is_inner(target)
        if is_inside and target not in targets:
            targets[target] = key_of(target, body.source)
        if _is_odd(what, words, target, is_inside):
            odd.append((what, words, target, position_at(text, offset, body.line)))
    asked = tuple(calls(text, body.line)) if "{{" in text else ()
    return tuple(targets), tuple(targets.values()), tuple(odd), asked


def is_inner(target: str) -> bool:
    """True for what leads somewhere in the portal, as far as its form tells."""
    return is_kind_link(target) or not FOREIGN.match(target)


def _is_odd(what: str, words: str, target: str, is_inside: bool) -> bool:
    if what == "heading":
        return target == "#"
    if what == "picture":
        return not words or not is_inside
    return what in ("tag", "list") or not (is_inside or target.lower().startswith(SAFE_SCHEMES))


def scan(body: str, first_line: int) -> Iterator[Found]:
    """Everything in a body that a check may ask about, in no particular order."""
    text = without_code(body)
    for what, words, target, offset in _finds(text):
        yield Found(what, words, target, position_at(text, offset, first_line))


_Find = tuple[str, str, str, int]


def _finds(text: str) -> Iterator[_Find]:
    """The same with offsets; counting lines would cost more than finding."""
    for match in _LINK.finditer(text) if "](" in text else ():
        yield _link(match, 0)
        # A picture inside a link: [![alt](a.png)](b.md)
        for inner in _LINK.finditer(match[1]) if "](" in match[1] else ():
            yield _link(inner, match.start(1))
    for match in _DEFINITION.finditer(text) if "]:" in text else ():
        yield "link", match[1], match[2], match.start(2)
    for match in _HEADING.finditer(text):
        yield "heading", match[2], "#" + match[1], match.start()
    opened: set[str] = set()
    for match in _TAG.finditer(_AUTOLINK.sub(blank, text)) if "<" in text else ():
        name = match[2].lower()
        if not (match[1] and name in opened):
            yield "tag", match[3], match[1] + name, match.start()
        opened.add(name)
    for match in _LIST.finditer(text) if "=" in text else ():
        if not is_safe_list(match[1]):
            yield "list", "", match[0], match.start()


def _link(match: re.Match[str], offset: int) -> _Find:
    """Where its target is typed; a picture without words, where its words are missing."""
    start = match.start()
    what = "picture" if match.string[start - 1 : start] == "!" else "link"
    words = match[1].strip()
    return what, words, match[2], offset + (start - 1 if what == "picture" and not words else match.start(2))


def anchors(body: str) -> set[str]:
    """The anchors that the rendered body will have: heading slugs (numbered when repeated) and given ids."""
    found: set[str] = set()
    for match in _HEADING.finditer(without_code_blocks(body)):
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
