"""The catalogue: every entry that was read, by kind and id, with the place in its file of every field."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import cast

from msgspec import Struct, field
from msgspec.structs import force_setattr, replace

from giamngheo.keys import Key, key_of
from giamngheo.kinds import BY_NAME, DATED, KINDS, Kind
from giamngheo.kinds.agency import Agency
from giamngheo.kinds.audience import Audience
from giamngheo.kinds.body import Body
from giamngheo.kinds.correction import Correction, Withdrawal
from giamngheo.kinds.document import Document
from giamngheo.kinds.entry import Entry, Registered
from giamngheo.kinds.frame import Frame
from giamngheo.kinds.indicator import Indicator
from giamngheo.kinds.place import Level, Place
from giamngheo.kinds.policy import Policy
from giamngheo.kinds.problem import Position
from giamngheo.kinds.review import Review, Table
from giamngheo.kinds.source import Source
from giamngheo.kinds.standard import PovertyStandard
from giamngheo.kinds.topic import Topic
from giamngheo.kinds.unit import Unit

FieldPath = tuple[str | int, ...]
# A closed line of longitudes and latitudes; an outline has the rings of each place by its id.
Ring = tuple[tuple[float, float], ...]
Outline = Mapping[str, tuple[Ring, ...]]


class Item(Struct, frozen=True):
    """One entry as read: what it says and where it says so.

    `path` is what messages show (`content/bai-viet/2026/a.md`); `source` is the path below the content folder,
    None for the national layer. `prose` is the Markdown below the front matter, `table` the rows beside a review.
    `digest` stands for the bytes of the file of this entry, not for its table; empty where it is not known. Of these
    follow `address`, below the site's root, ending in a slash ('' of the home page), and `sign`, which stands for all
    that a file of the content folder says of this entry; empty where `digest` is.
    """

    kind: str
    id: str
    entry: Registered
    path: str
    source: str | None = None
    positions: Mapping[FieldPath, Position] = field(default_factory=dict)
    prose: Body | None = None
    digest: bytes = b""
    table: Table | None = None
    address: str | None = None
    sign: Key = b""

    def __post_init__(self) -> None:
        force_setattr(self, "address", _address_of(self.kind, self.id, self.source))
        force_setattr(self, "sign", key_of(self.source or "", self.digest) if self.digest else b"")

    def where(self, *path: str | int) -> Position:
        """The position of a field, or of the nearest one around it."""
        while path:
            if path in self.positions:
                return self.positions[path]
            path = path[:-1]
        return self.positions.get((), Position())

    def with_entry(self, entry: Registered) -> "Item":
        return replace(self, entry=entry)

    @property
    def body(self) -> str:
        return self.prose.text if self.prose else ""


def _address_of(name: str, id_: str, source: str | None) -> str | None:
    kind = BY_NAME[name]
    if kind.form == "markdown" and source is not None:
        stem = source.removesuffix(".md")
        stem = "" if stem == "index" else stem.removesuffix("/index")
        return f"{stem}/" if stem else ""
    return None if kind.address is None else f"{kind.address}/{id_}/"


class Catalogue:
    """All items, by kind and id; typed access for the registers that rules and views look things up in."""

    def __init__(
        self,
        items: Mapping[str, Mapping[str, Item]],
        outlines: Mapping[str, Outline] | None = None,
        withdrawn: Sequence[Withdrawal] = (),
        frames: Mapping[str, Frame] | None = None,
    ) -> None:
        self._items = {kind.name: dict(items.get(kind.name, {})) for kind in KINDS}
        # Maps that the province has put into content/ban-do/, by the name of the file.
        self.outlines = dict(outlines or {})
        # What the public could see once, and may not any more.
        self.withdrawn = tuple(withdrawn)
        # Pictures that are there at several widths, by their file.
        self.frames = frames or {}
        # What views make of items again and again, each made once (cards).
        self.made: dict[object, dict[object, object]] = {}

    def __iter__(self) -> Iterator[Item]:
        for items in self._items.values():
            yield from items.values()

    def replaced(self, new: Mapping[tuple[str, str], Item]) -> "Catalogue":
        """The same with these items in the place of those of their kind and id."""
        items = {
            kind: {id_: new.get((kind, id_), it) for id_, it in held.items()} for kind, held in self._items.items()
        }
        return Catalogue(items, self.outlines, self.withdrawn, self.frames)

    def having(self, *fields: str) -> Iterator[Item]:
        """Entries of the kinds that have these fields; of others it is not even asked whether they do."""
        for kind in KINDS:
            if kind.has(*fields):
                yield from self._items[kind.name].values()

    def of(self, kind: str) -> Mapping[str, Item]:
        return self._items[kind]

    def get(self, kind: str, id_: str) -> Item | None:
        return self._items.get(kind, {}).get(id_)

    def dated(self) -> Sequence[tuple[Item, Entry]]:
        """Articles, stories, questions and activities."""
        return self._dated

    @cached_property
    def _dated(self) -> Sequence[tuple[Item, Entry]]:
        return [(item, cast(Entry, item.entry)) for kind in DATED for item in self._items[kind].values()]

    @cached_property
    def predecessors(self) -> Mapping[str, Sequence[str]]:
        """The places that became a place, whole or in part, by its id."""
        found: dict[str, list[str]] = {}
        for id_ in self._items["place"]:
            for merger in self.place(id_).merged_into:
                found.setdefault(merger.id, []).append(id_)
        return found

    def before(self, id_: str) -> Sequence[str]:
        """All that a place came of, at once or over others, each once; it ends where places became one another."""
        found: dict[str, None] = {}
        wanted = [id_]
        while wanted:
            new = [one for one in self.predecessors.get(wanted.pop(), ()) if one != id_ and one not in found]
            found.update(dict.fromkeys(new))
            wanted += new
        return tuple(found)

    @cached_property
    def children(self) -> Mapping[tuple[str, Level], Sequence[str]]:
        """The places of one level that lie, or lay, in a place; groups are no part of anything."""
        found: dict[tuple[str, Level], list[str]] = {}
        for id_ in self._items["place"]:
            place = self.place(id_)
            if place.parent and place.level != "group":
                found.setdefault((place.parent, place.level), []).append(id_)
        return found

    @cached_property
    def _indicator_ids(self) -> Mapping[int, str]:
        return {id(item.entry): item.id for item in self._items["indicator"].values()}

    def id_of(self, indicator: Indicator) -> str:
        """The id under which this very indicator was read."""
        return self._indicator_ids[id(indicator)]

    def frame(self, file: str) -> Frame | None:
        """How a picture is shown whose file an entry names; None of one that is shown as it is."""
        return self.frames.get(file.lstrip("/"))

    def place(self, id_: str) -> Place:
        return cast(Place, self._items["place"][id_].entry)

    def above(self, id_: str) -> Iterator[str]:
        """The places around a place, from the nearest; it ends where they lie in one another."""
        seen = {id_}
        while (parent := self.place(id_).parent) and parent not in seen and self.get("place", parent):
            seen.add(parent)
            yield parent
            id_ = parent

    def standard(self, id_: str) -> PovertyStandard:
        return cast(PovertyStandard, self._items["standard"][id_].entry)

    def source(self, id_: str) -> Source:
        return cast(Source, self._items["source"][id_].entry)

    def document(self, id_: str) -> Document:
        return cast(Document, self._items["document"][id_].entry)

    def policy(self, id_: str) -> Policy:
        return cast(Policy, self._items["policy"][id_].entry)

    def agency(self, id_: str) -> Agency:
        return cast(Agency, self._items["agency"][id_].entry)

    def topic(self, id_: str) -> Topic:
        return cast(Topic, self._items["topic"][id_].entry)

    def audience(self, id_: str) -> Audience:
        return cast(Audience, self._items["audience"][id_].entry)

    def correction(self, id_: str) -> Correction:
        return cast(Correction, self._items["correction"][id_].entry)

    def unit(self, id_: str) -> Unit:
        """What is counted; one that no register knows goes by its id."""
        item = self._items["unit"].get(id_)
        return cast(Unit, item.entry) if item else Unit(name=id_)

    def indicator(self, id_: str) -> Indicator:
        return cast(Indicator, self._items["indicator"][id_].entry)

    def review(self, id_: str) -> Review:
        return cast(Review, self._items["review"][id_].entry)


def kind_of_path(source: str) -> Kind:
    """The kind of a file by its path below the content folder; a language's folder comes before the kind's."""
    parts = source.split("/")
    if len(parts) > 1 and 2 <= len(parts[0]) <= 3 and parts[0].isalpha():
        parts = parts[1:]
    inner = "/".join(parts)
    for kind in KINDS:
        if kind.form != "register" and kind.home and inner.startswith(kind.home + "/"):
            return kind
        if kind.home == inner:
            return kind
    return BY_NAME["page"]
