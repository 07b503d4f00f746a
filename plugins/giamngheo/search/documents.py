"""What can be found: entries and what registers declare, where they have a page, each as texts with its facets."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple, cast

from msgspec import Struct

from giamngheo.derive.bulletins import ROOT as ROOM
from giamngheo.derive.cards import links_of, name_of
from giamngheo.derive.compare import ROOT as COMPARE
from giamngheo.derive.corrections import ROOT as CORRECTIONS
from giamngheo.derive.dated import sign_of
from giamngheo.derive.feeds import PAGE as FEEDS
from giamngheo.derive.figures import figures_of
from giamngheo.derive.heard import ROOT as HEARD
from giamngheo.derive.ledger import ASK, LEDGER
from giamngheo.derive.matrix import MATRIX
from giamngheo.derive.places import by_rank
from giamngheo.derive.registers import validity_of
from giamngheo.keys import Key, key_of
from giamngheo.kinds import BY_NAME, DATED
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.document import Document as Law
from giamngheo.kinds.entry import Entry
from giamngheo.kinds.place import Place
from giamngheo.kinds.standard import PovertyStandard
from giamngheo.markup.calls import filled
from giamngheo.search.postings import Texts
from giamngheo.words import words

# Kinds in the order in which a reader is offered them.
FOUND = (
    "question", "policy", "article", "story", "activity", "indicator", "document", "place",
    "agency", "audience", "topic", "standard", "page",
)  # fmt: skip
# What a page says besides its title and summary, by the field of its model.
_SAID = {
    "question": ("short_answer", "steps", "papers", "no_basis_reason"),
    "story": ("household.name", "livelihood_model"),
    "activity": ("organiser",),
    "indicator": ("definition", "what_to_know"),
    "policy": ("conditions", "law_note", "note"),
    "agency": ("address", "phone", "sms", "zalo", "email", "note"),
    "document": ("number", "issuer", "note"),
    "standard": ("note",),
    "place": ("note",),
}
# What is said beside the title of what does not hold on the day.
_OF_ENTRIES = {"expired": "ui.expired.mark"}
_OF_OTHERS = {"expired": "validity.expired", "not_yet": "validity.not_yet"}
# What the calls for a figure in an item's body print: of most nothing.
QuotesIn = Callable[[Item], Mapping[str, str]]
_NO_QUOTES: Mapping[str, str] = {}
# Pages that every site has, by the name under which the words say them.
_EVERYWHERE = {
    ASK: "ask", LEDGER: "ledger", ROOM: "room", FEEDS: "feeds", MATRIX: "matrix", COMPARE: "compare",
    HEARD: "heard", "tro-nang/": "access",
}  # fmt: skip
# What a place is found under, if it lies in it.
_WITHIN = ("province", "district", "commune")
_SUMMARY = {"indicator": "plain", "policy": "what", "agency": "task", "standard": "rule"}


class Document(Struct):
    """One thing to be found; `key` stands for all that its texts say."""

    address: str
    kind: str
    date: date | None
    topics: tuple[str, ...]
    places: tuple[str, ...]
    place_names: tuple[str, ...]
    key: Key
    make: Callable[[], Texts]


class _Besides(NamedTuple):
    """What is said of an item besides its own texts: that it does not hold, and what is known of it in figures."""

    standing: str
    figures: str


def documents(
    catalogue: Catalogue, addresses: Iterable[str | None], quotes_in: QuotesIn, today: date
) -> Iterator[Document]:
    """All that has a page among these, as it stands on a day."""
    shown = frozenset(addresses)
    figures = _figures(catalogue)
    for kind in FOUND:
        for item in catalogue.of(kind).values():
            if item.address in shown and item.address:
                quotes = (quotes_in(item) if kind in (*DATED, "page") else {}) or _NO_QUOTES
                told = figures.get(item.id, "") if kind == "place" else ""
                yield _document(catalogue, item, quotes, _Besides(_standing(item, today), told))
    for address, title, also, lead in _everywhere():
        if address in shown:
            key = key_of("page", address, title, also, lead)
            yield Document(address, "page", None, (), (), (), key, partial(Texts, title, also, lead))


def _everywhere() -> Iterator[tuple[str, str, str, str]]:
    """The pages that every site has, and the lists of what there is of a kind: title, other names, summary."""
    say = words("vi").say
    for address, name in _EVERYWHERE.items():
        yield address, say(f"ui.{name}.title"), say(f"sought.{name}"), say(f"ui.{name}.lead")
    yield CORRECTIONS, say("kind.correction.many"), say("sought.corrections"), say("ui.list.correction")
    for kind in FOUND[:-1]:
        # What their leads say, the pages of the kind say better.
        yield f"{BY_NAME[kind].address}/", say(f"kind.{kind}.many"), "", ""


def _figures(catalogue: Catalogue) -> Mapping[str, str]:
    """What is known of places in figures, by place: each indicator with its years."""
    found: dict[str, list[str]] = {}
    for id_ in by_rank(catalogue):
        name, figures = catalogue.indicator(id_).name, figures_of(catalogue, id_)
        for place in figures.places:
            years = sorted({str(figure.period) for figure in figures.of(place) if figure.value is not None})
            if years:
                line = words("vi").say("sought.place", name=name, years=", ".join(years))
                found.setdefault(place, []).append(line)
    return {place: "\n".join(lines) for place, lines in found.items()}


def _document(catalogue: Catalogue, item: Item, quotes: Mapping[str, str], besides: _Besides) -> Document:
    entry: Any = item.entry
    names = _names(catalogue, getattr(entry, "places", ()))
    # A place of which something is known is asked for more often than others of its name.
    also = (*_former_names(catalogue, item), *_called(item.entry), *((name_of(item),) if besides.figures else ()))
    day = entry.date if item.kind in DATED else getattr(entry, "issued", None)
    named = getattr(entry, "places", ()) or ((item.id,) if item.kind == "place" else ())
    places = _around(catalogue, named)
    topics = tuple(id_ for id_ in getattr(entry, "topics", ()) if catalogue.get("topic", id_))
    return Document(
        address=item.address or "",
        kind=item.kind,
        date=day,
        topics=topics,
        places=places,
        place_names=names,
        key=key_of(
            item.kind,
            item.address or "",
            sign_of(item),
            repr((names, also, day, topics, places, [*quotes.values()], *besides)),
        ),
        make=_Making(item, names, also, quotes, besides),
    )


Ids = tuple[str, ...]


def _standing(item: Item, today: date) -> str:
    """What is said of a thing that does not hold on the day; a place that has ceased may still be asked for, and the
    page of an entry says only when it has run out.
    """
    entry: Any = item.entry
    period = entry.applies if isinstance(entry, PovertyStandard) else None
    starts = period.start if period else getattr(entry, "valid_from", None)
    ends = period.end if period else getattr(entry, "valid_to", None)
    validity = validity_of(starts, ends, today)
    key = (_OF_ENTRIES if item.kind in DATED else _OF_OTHERS).get(validity)
    return words("vi").say(key) if key and item.kind != "place" else ""


def _names(catalogue: Catalogue, named: Ids) -> Ids:
    """What places are called; many entries name the same."""
    known = cast(dict[Ids, Ids], catalogue.made.setdefault(_names, {}))
    if named not in known:
        known[named] = tuple(link.name for link in links_of(catalogue, "place", named))
    return known[named]


def _around(catalogue: Catalogue, named: Ids) -> Ids:
    """Places and where they lie, up to the province: who asks for a province means its communes too. Of a place that
    went into another as a whole, that one as well.
    """
    known = cast(dict[Ids, Ids], catalogue.made.setdefault(_around, {}))
    if named not in known:
        known[named] = _up_from(catalogue, named)
    return known[named]


def _up_from(catalogue: Catalogue, named: Ids) -> Ids:
    found = [id_ for id_ in named if catalogue.get("place", id_)]
    for id_ in found:
        place = catalogue.place(id_)
        wholes = [merger.id for merger in place.merged_into if merger.share == "whole"]
        for other in filter(None, [*wholes, place.parent]):
            item = catalogue.get("place", other)
            if item and other not in found and catalogue.place(other).level in _WITHIN:
                found.append(other)
    return tuple(found)


def _former_names(catalogue: Catalogue, item: Item) -> tuple[str, ...]:
    """The places that became this one: people go on using their names."""
    if not isinstance(item.entry, Place):
        return ()
    return tuple(catalogue.place(id_).name for id_ in catalogue.predecessors.get(item.id, ()))


def _called(entry: object) -> tuple[str, ...]:
    """A document as people ask for it: by its form, in a word or in letters, and its number."""
    letters = re.search(r"[^\W\d_]+", entry.number) if isinstance(entry, Law) and entry.number[0].isdigit() else None
    if letters is None or not isinstance(entry, Law):
        return ()
    say, number = words("vi").say, entry.number
    form = say(f"docform.{entry.form}")
    numbered = say("docform.numbered", form=form, number=number)
    return f"{form} {number}", numbered, f"{letters[0]} {number}", *say("sought.document", number=number).split("; ")


class _Making(Struct, frozen=True):
    """How the texts of an item are made; of all documents at once this is held, and not their texts."""

    item: Item
    names: Ids
    also: Ids
    quotes: Mapping[str, str]
    besides: _Besides

    def __call__(self) -> Texts:
        item, entry = self.item, cast(Any, self.item.entry)
        summary = getattr(entry, _SUMMARY.get(item.kind, "summary"), None) or ""
        aliases = (*getattr(entry, "aliases", ()), *self.also)
        is_law = isinstance(entry, Law)
        title = f"{entry.number}: {entry.title}" if is_law and entry.number != entry.title else name_of(item)
        title = f"{title} ({self.besides.standing})" if self.besides.standing else title
        said = [text for path in _SAID.get(item.kind, ()) for text in _values(entry, path)]
        body = plain(filled(item.body, self.quotes)) if isinstance(entry, Entry) or item.kind == "page" else ""
        texts = "\n".join(filter(None, [*said, self.besides.figures, body, ", ".join(self.names)]))
        return Texts(title, "; ".join(aliases), summary, texts, is_law)


def _values(entry: object, path: str) -> Iterable[str]:
    value: Any = entry
    for name in path.split("."):
        value = getattr(value, name)
    return [value] if isinstance(value, str) else value or ()


# --- Markdown as words -------------------------------------------------------------------------------------

# What is taken away or replaced, and a sign without which there is nothing of the kind. A pattern that begins with
# one sign or one of two is looked for several times as fast: so a line begins with the end of the one before.
_SIGNS: Sequence[tuple[str, str, str]] = (
    # An HTML comment or tag, a fence, an attribute list, a rule of a table.
    ("<", r"<!--(?:.|\n)*?-->|<[a-zA-Z/][^<>]*>", " "),
    ("```", r"\n[ \t]*```.*", "\n "),
    ("~~~", r"\n[ \t]*~~~.*", "\n "),
    ("{", r"\{[:.#][^{}\n]*\}", " "),
    ("--", r"\n[ \t|:-]+(?=\n|\Z)", "\n "),
    # A picture or a link: its words stay.
    ("](", r"(?:!\[|\[)((?:[^\[\]]|\[[^\]]*\])*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)", r"\1"),
    ("][", r"(?:!\[|\[)((?:[^\[\]]|\[[^\]]*\])*)\]\[[^\]]*\]", r"\1"),
    # The sign at the beginning of a heading, an item, a quotation, an admonition.
    ("", r"\n[ \t]*(?:#{1,6}|[-*+>]|\d+[.)]|!!!\s*\w*|\?\?\?\+?\s*\w*)[ \t]+", "\n"),
    # Emphasis, code, what is struck out.
    ("*", r"\*", ""),
    ("`", "`", ""),
    ("~~", "~~", ""),
    ("_", r"\b_+|_+\b", ""),
    ("[^", r"\[\^[^\]]*\]:?", ""),
    ("\t", r"\t", " "),
    ("  ", r"  +", " "),
    # Cells of a table; those at the ends of a line lose their sign with its spaces.
    (" | ", r" \| ", "; "),
)
_COMPILED = [(need, re.compile(sign), to) for need, sign, to in _SIGNS]


def plain(markdown: str) -> str:
    """The words of a body, a line a paragraph."""
    text = f"\n{markdown}"
    for need, sign, to in _COMPILED:
        if need in text:
            text = sign.sub(to, text)
    return "\n".join(filter(None, [line.strip(" |") for line in text.split("\n")])).strip()
