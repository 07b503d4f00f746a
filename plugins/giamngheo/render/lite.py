"""The lite twin of a page: its words and tables in one file of at most 14 kB gzip, for a weak signal or an old phone.

It is made of the page itself, so that no page is without one and none says another thing: drawings become the
sentence that describes them, pictures a link, and what serves the eye or needs a script goes. Links between pages are
relative, so below `lite/` they lead from twin to twin by themselves; only files lie one step further up.
"""

import re
import zlib
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

ROOT = "lite/"
BUDGET = 14_000
# Of it for head and foot, and for the way to the other parts.
FRAME = 2_000
# Parts shorter than this are not tried: then one paragraph or row alone is too long.
SHORT = 4_000

_WHOLE = re.compile(r"<(svg|form|script|button|textarea|audio)\b.*?</\1>", re.DOTALL)
_DESCRIBED = re.compile(r"<desc\b[^>]*>(.*?)</desc>", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>")
# Those that a twin shows in another way: with attributes, what style alone sets apart, what is around a picture.
_CHANGED = re.compile(r"(<(?:[a-z][a-z0-9]*+\s[^>]*|/?(?:span|time|picture|source)\b[^>]*)>)")
_NAMED = re.compile(r"<(/?[a-z][a-z0-9]*)([^>]*)>")
# What style sets apart gets a sign between.
_APART = " · "
# By class: what says something only beside its drawing, and what a phone shows in another way.
_MARKS = (" hidden", "not-lite")
# Of a link to a page that has no twin.
_ALONE = "no-twin"
_LEFT_OUT = re.compile(r'<([a-z][a-z0-9]*)\b(?=[^>]*(?: hidden[ >]| class="(?:[^"]* )?not-lite[" ]))[^>]*>')
_EMPTY = re.compile(r"<(p|div|figure|figcaption|ul|section)>\s*</\1>\n?")
_ATTRIBUTE = re.compile(r' ([a-z-]+)(?:="([^"]*)")?')
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#")
_TARGET = re.compile(r'( href=")(?![a-z][a-z0-9+.-]*:|//|#)')
_ANCHOR = re.compile(r' href="#([^"]+)"')
_ID = re.compile(r' id="([^"]+)"')
_SECTION = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)

# Of every element these attributes stay, of some also others.
_KEPT = frozenset({"id", "lang"})
_KEPT_OF = {
    "a": frozenset({"download", "aria-label"}),
    "abbr": frozenset({"title"}),
    "details": frozenset({"open"}),
    "div": frozenset({"tabindex", "role", "aria-label"}),
    "li": frozenset({"value"}),
    "nav": frozenset({"aria-label"}),
    "ol": frozenset({"start"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
}
_VOID = frozenset({"br", "hr", "wbr"})
# A long page is parted before one of these.
_CUT_BEFORE = frozenset({"section", "h2", "h3", "li", "tbody", "tr", "article", "p", "details"})
# Not inside one of these: what is begun again there would not be the same thing.
_HELD_TOGETHER = frozenset({"tr", "p", "dl", "thead", "figure", "summary", "caption", "h1", "h2", "h3", "header"})


class Part(NamedTuple):
    """One file of a twin: what stands between its head and its foot, and the headings that begin in it."""

    html: str
    headings: tuple[tuple[str, str], ...]


def address_of(address: str, part: int = 1) -> str:
    """bai-viet/a/ -> lite/bai-viet/a/, its second part lite/bai-viet/a/phan-2/"""
    return f"{ROOT}{address}" if part == 1 else f"{ROOT}{address}phan-{part}/"


def paths_of(path: str, count: int) -> list[str]:
    """The files of the parts of a page's twin: a/index.html -> lite/a/index.html, lite/a/phan-2/index.html"""
    return [f"{address_of(path.removesuffix('index.html'), part)}index.html" for part in range(1, count + 1)]


def packed(page: bytes, level: int = 6) -> int:
    """Bytes on the wire, as a server with its usual setting packs them."""
    return len(zlib.compress(page, level)) + 12


def fits(page: bytes, limit: int) -> bool:
    """Whether it is no longer than this on the wire. What the quickest setting makes short enough, any does."""
    return len(page) <= limit or packed(page, 1) <= limit or packed(page) <= limit


def lite(page: str, picture: str) -> str:
    """The content of a page as its twin shows it; `picture` names what a link to a picture leads to."""
    # A page of ours has one <main>.
    begins = page.index(">", page.index("<main")) + 1
    html = _thinned(_without_left_out(_told(page[begins : page.rindex("</main>")])), picture)
    html, is_found = _EMPTY.subn("", html)
    if is_found:
        html = _EMPTY.sub("", html)
    return "\n".join(filter(None, map(str.strip, html.split("\n"))))


def _told(html: str) -> str:
    """Drawings as the sentence that describes them, once where a drawing stands twice; forms and scripts gone."""
    last = ""

    def told(match: re.Match[str]) -> str:
        nonlocal last
        described = _DESCRIBED.search(match[0]) if match[1] == "svg" else None
        if described is None or described[1] == last:
            return ""
        last = described[1]
        return f"<p>{last}</p>"

    return _WHOLE.sub(told, html)


def _without_left_out(html: str) -> str:
    for mark in _MARKS:
        at = html.find(mark)
        while at >= 0:
            begins = html.rfind("<", 0, at)
            found = _LEFT_OUT.match(html, begins)
            if found:
                html = html[:begins] + html[_end_of(html, found.end(), found[1]) :]
            at = html.find(mark, begins if found else at + 1)
    return html


def _end_of(html: str, position: int, name: str) -> int:
    """Where an element ends whose start tag ends here."""
    depth = 1
    for tag in re.compile(rf"<(/?){name}\b[^>]*>").finditer(html, position):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    raise AssertionError(f"<{name}> is never closed")


def _thinned(html: str, picture: str) -> str:
    """Every tag with what the twin needs of it."""
    pieces = _CHANGED.split(html)
    tags = pieces[1::2]
    thin = [*map(_thinner(picture).__getitem__, tags)]
    for at in [at for at, tag in enumerate(thin) if tag == _APART]:
        if not _is_end_of_words(pieces[2 * at] or "".join(tags[at - 1 : at])):
            thin[at] = ""
    pieces[1::2] = thin
    return "".join(pieces)


class _Thinner(dict[str, str]):
    """Tags as the twin shows them: of fourteen, thirteen were met before."""

    def __init__(self, picture: str) -> None:
        self._picture = picture

    def __missing__(self, tag: str) -> str:
        if len(self) > 1 << 14:
            self.clear()
        thin = self[tag] = _thin(tag, self._picture)
        return thin


_thinner = cache(_Thinner)


def _thin(tag: str, picture: str) -> str:
    found = _NAMED.match(tag)
    assert found is not None, "what was looked for is a tag"
    name, attributes = found.groups()
    if name in ("span", "time"):
        return _APART
    if name in ("picture", "source") or name.startswith("/"):
        return ""
    return _picture(attributes, picture) if name == "img" else _bare(name, attributes)


def _is_end_of_words(before: str) -> bool:
    """True of text, unless a gap or a bracket ends it, and of the end of an element."""
    if before.endswith(">"):
        return before.startswith("</", before.rfind("<"))
    return before[-1:] not in ("", "\n", "\t", " ", "(")


def _picture(attributes: str, picture: str) -> str:
    values = dict(_ATTRIBUTE.findall(attributes))
    return f'<a href="../{values["src"]}">{picture}: {values["alt"]}</a>' if values.get("alt") else ""


def _bare(name: str, attributes: str) -> str:
    also = _KEPT_OF.get(name, frozenset())
    if name == "div" and " tabindex" not in attributes:
        also = frozenset()
    found = [*_ATTRIBUTE.finditer(attributes)]
    kept = [match[0] for match in found if match[1] in _KEPT or match[1] in also]
    if name == "a":
        values = {match[1]: match[2] or "" for match in found}
        has_twin = _ALONE not in values.get("class", "").split()
        kept += [f' href="{_led(values["href"], has_twin)}"'] if "href" in values else []
        kept += [' rel="external"'] if "external" in values.get("rel", "") else []
    return f"<{name}{''.join(kept)}>"


def _led(href: str, has_twin: bool) -> str:
    """Pages have their twin as far away as they are themselves; a file, or a page without, lies a step further up."""
    path = href.partition("#")[0]
    if not has_twin:
        return f"../{href}"
    return href if path.endswith("/") or not path or _OUTSIDE.match(href) else f"../{href}"


def parts(html: str) -> list[Part]:
    """A twin's content in as few parts as fit; one where it is short, or where it can be parted nowhere."""
    limit, page = BUDGET - FRAME, html.encode()
    if fits(page, limit):
        return [Part(html, ())]
    length = len(html) * limit // packed(page)
    while True:
        cut = list(_cut(html, length))
        if all(fits(part.encode(), limit) for part in cut) or length < SHORT:
            return _linked(cut)
        length = length * 4 // 5


def _cut(html: str, size: int) -> Iterator[str]:
    """Parts of about that size; what is open where one ends is closed, and opened again in the next."""
    begun, start = "", 0
    opened: list[tuple[str, str]] = []
    table_head = ""
    for tag in _TAG.finditer(html):
        closing, name, _ = tag.groups()
        if closing:
            opened.pop()
            continue
        is_due = tag.start() - start >= size and name in _CUT_BEFORE and not _is_note(html, tag.end())
        if is_due and _HELD_TOGETHER.isdisjoint([name for name, _ in opened]):
            yield begun + html[start : tag.start()] + "".join(f"</{name}>" for name, _ in reversed(opened))
            start = tag.start()
            begun = "".join(_ID.sub("", text) + (table_head if name == "table" else "") for name, text in opened)
            begun = re.sub(r"<ol>$", f'<ol start="{_items(html, tag.start())}">', begun)
        if name == "table":
            table_head = "".join(_between(html, tag.end(), part) for part in ("caption", "thead"))
        if name not in _VOID:
            opened.append((name, tag[0]))
    yield begun + html[start:]


def _is_note(html: str, position: int) -> bool:
    """True where a row across the table begins: a remark on the row before it."""
    return html.startswith("\n<td colspan", position)


def _between(html: str, position: int, name: str) -> str:
    """The first such element of a table, whole."""
    found = re.compile(rf"(?:(?!</table>).)*?(<{name}>.*?</{name}>)", re.DOTALL).match(html, position)
    return found[1] if found else ""


def _items(html: str, position: int) -> int:
    """Which number the item has that begins here."""
    number, depth = 1, 0
    for tag in reversed(list(re.compile(r"<(/?)(ol|li)\b[^>]*>").finditer(html, 0, position))):
        if tag[2] == "ol":
            depth += 1 if tag[1] else -1
            if depth < 0:
                return number
        elif depth == 0 and not tag[1]:
            number += 1
    return number


def _linked(cut: list[str]) -> list[Part]:
    """The parts with their links mended: anchors that stand in another part, and a step more from the second on."""
    where = {id_: number for number, part in enumerate(cut, 1) for id_ in _ID.findall(part)}

    def mended(number: int, part: str) -> str:
        def leading(link: re.Match[str]) -> str:
            to = where.get(link[1], number)
            if to == number:
                return link[0]
            path = ("../" if number > 1 else "") + (f"phan-{to}/" if to > 1 else "")
            return f' href="{path}#{link[1]}"'

        return _ANCHOR.sub(leading, _TARGET.sub(r"\1../", part) if number > 1 else part)

    return [Part(mended(number, part), tuple(_SECTION.findall(part))) for number, part in enumerate(cut, 1)]
