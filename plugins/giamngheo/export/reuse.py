"""What broadcasters and newspapers take from an entry: a page to copy from, its text in the forms they work with."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from html import escape
from xml.etree.ElementTree import Element, fromstring

from msgspec import Struct

from giamngheo.derive.cards import Link, Shown, shown
from giamngheo.derive.dated import is_at_home, sign_of
from giamngheo.derive.tongues import native
from giamngheo.export.aloud import Aloud, aloud, lengths, name_of, text_file
from giamngheo.export.artifact import Batch
from giamngheo.export.content import content, inside
from giamngheo.export.docx import Document, docx
from giamngheo.export.edition import Edition, Editions
from giamngheo.export.ninjs import ninjs
from giamngheo.keys import key_of
from giamngheo.markup.lines import Line, lines
from giamngheo.render.spec import PageSpec
from giamngheo.speech.blocks import Block, blocks

FORMS = ("docx", "txt", "html", "json")
# What is read aloud ends so, behind the name of the entry.
SPOKEN = "-loa.txt"


class PictureToGo(Struct, frozen=True):
    """A picture that may go out, with its terms."""

    shown: Shown
    terms: str


class Script(Struct, frozen=True):
    """A text to be read aloud: what it is called, how long it takes, what is said."""

    name: str
    lengths: str
    text: str


class ReuseView(Struct, frozen=True):
    """The page of an entry for those who pass it on; `stem` is where its files lie, without their endings."""

    title: str
    entry: Link
    stem: str
    forms: tuple[str, ...]
    html: str
    text: str
    marks: tuple[str, ...]
    dates: tuple[str, ...]
    credit: str
    licence: str
    pictures: tuple[PictureToGo, ...]
    version: str
    sum: str
    contacts: tuple[str, ...]
    scripts: tuple[Script, ...]
    unread: tuple[str, ...]


def reuse(editions: Editions) -> Iterator[Batch]:
    """A folder of files for every entry that may be passed on."""
    if editions.identity.url:
        # What is read aloud is decided by the readings that the province has taught as well.
        readings = key_of(*map(sign_of, editions.catalogue.of("reading").values()))
        for edition in editions.all():
            if edition.may_be_reused:
                drawings = editions.state(edition.drawings) if edition.entry.pictures else ""
                yield Batch(key_of(readings, editions.sign(edition.item), drawings), _Taken(edition).files)


class _Taken(Struct, frozen=True, dict=True):
    """One entry in all its forms; what they share is made once."""

    edition: Edition

    def files(self) -> Iterator[tuple[str, bytes] | None]:
        """Each takes a step more than those before it: the text, its blocks, its lines, what is said of it."""
        edition, stem = self.edition, f"{self.edition.reuse_address}{self.edition.stem}"
        yield _aside(edition.body)
        yield _aside(self._body)
        yield f"{stem}.html", self._alone().encode()
        yield _aside(self._read)
        yield f"{stem}.docx", self._docx()
        yield _aside(self._file)
        yield f"{stem}.txt", self._file
        yield f"{stem}.json", ninjs(edition, self._version, self._html, self._text)
        yield _aside(self._said)
        if self._said and self._said.cuts:
            yield f"{stem}{SPOKEN}", text_file(edition, self._said, self._version)
        yield f"{edition.reuse_address}index.html", edition.texts.page(self._page(stem))

    @cached_property
    def _body(self) -> str:
        return content(self.edition)

    @cached_property
    def _html(self) -> str:
        return f"<h1>{escape(self.edition.entry.title, quote=False)}</h1>\n{self._body}"

    @cached_property
    def _read(self) -> Element | Sequence[Block]:
        return self._joined() or blocks(self._body) or fromstring(f"<body>{self._body}</body>")

    @cached_property
    def _inside(self) -> list[Block] | None:
        return blocks(inside(self.edition))

    def _joined(self) -> list[Block] | None:
        """The blocks of the text, which is read aloud too, between those that stand around it."""
        if not self._inside:
            return None
        before, found, after = self._body.partition(inside(self.edition))
        above, below = blocks(before), blocks(after)
        return [*above, *self._inside, *below] if found and above and below else None

    @cached_property
    def _text(self) -> str:
        return f"{self.edition.entry.title}\n\n{text_of(lines(self._read))}"

    @cached_property
    def _file(self) -> bytes:
        # Word and Notepad of an office know Vietnamese by the mark, and lines by both signs.
        return f"{self._text}\n".replace("\n", "\r\n").encode("utf-8-sig")

    @cached_property
    def _said(self) -> Aloud | None:
        return aloud(self.edition, self._inside)

    @property
    def _version(self) -> str:
        """The day of the last change, and what stands for the text: two papers can see that they hold the same."""
        return f"{self.edition.changed.isoformat()}.{self._sum[:12]}"

    @cached_property
    def _sum(self) -> str:
        return hashlib.sha256(self._file).hexdigest()

    def _alone(self) -> str:
        entry = self.edition.entry
        return (
            f'<!DOCTYPE html>\n<html lang="{escape(entry.language)}">\n<head>\n<meta charset="utf-8">\n'
            f'<title>{escape(entry.title)}</title>\n<link rel="canonical" href="{escape(self.edition.url)}">\n'
            f'<meta name="robots" content="noindex">\n</head>\n<body>\n{self._html}\n</body>\n</html>\n'
        )

    def _docx(self) -> bytes:
        edition, entry = self.edition, self.edition.entry
        held = {at: path for at, path in edition.embedded.items() if f'<img src="{escape(at)}"' in self._body}
        return docx(
            Document(
                title=entry.title,
                subtitle=" ".join(edition.dates),
                author=edition.identity.publisher,
                language=entry.language,
                created=f"{entry.date.isoformat()}T00:00:00Z",
                read=self._read,
                pictures={address: edition.texts.picture(path) for address, path in held.items()},
            )
        )

    def _page(self, stem: str) -> PageSpec:
        edition, words, entry = self.edition, self.edition.speech, self.edition.entry
        view = ReuseView(
            title=entry.title,
            entry=Link(entry.title, edition.address),
            stem=stem,
            forms=FORMS,
            html=self._html,
            text=self._text,
            marks=tuple(edition.marks()),
            dates=edition.dates,
            credit=edition.credit,
            licence=edition.licence,
            pictures=tuple(
                PictureToGo(shown(edition.catalogue, one), edition.picture_terms(one)) for one in edition.pictures
            ),
            version=self._version,
            sum=self._sum,
            contacts=tuple(edition.contacts),
            scripts=tuple(
                Script(name_of(one, words), lengths(one.syllables, words), one.text)
                for one in (self._said.cuts if self._said else ())
            ),
            unread=self._said.unread if self._said else (),
        )
        section = f"{edition.section}/" if is_at_home(edition.item) else ""
        many = Link(words.say(f"kind.{edition.item.kind}.many"), section)
        around = many if section else Link(native(entry.language), f"{entry.language}/")
        crumbs = (Link(words.say("ui.home"), ""), around, Link(entry.title, edition.address))
        title = words.say("ui.reuse.title", title=entry.title)
        lead, address, template = words.say("ui.reuse.lead"), edition.reuse_address, "pages/reuse.html"
        return PageSpec(
            address, template, title, lead, view, "reuse", section, crumbs, entry.language, noindex=True, feed=section
        )


def _aside(_made: object) -> tuple[str, bytes] | None:
    """A step of its own: files that are made of it come later."""
    return None


def text_of(all_: Iterable[Line]) -> str:
    """Lines as a text file has them: an empty line between blocks, none within a list or table."""
    out: list[str] = []
    before = ""
    for kind, text, columns in all_:
        if before and not (kind == before and kind in ("item", "row")):
            out.append("")
        if columns and before != "row":
            out.append(columns)
        before = kind
        out.append(text)
    return "\n".join(out)
