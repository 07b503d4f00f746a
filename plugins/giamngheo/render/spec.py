"""What a page is before it is HTML: its address, template, title and view."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from giamngheo.derive.cards import Link
from giamngheo.derive.tongues import Version
from giamngheo.keys import Key
from giamngheo.kinds.frame import Frame
from giamngheo.kinds.values import uri

# As large as a telephone's home screen wants it.
MARK_SIDE = 192


class Mark(Struct, frozen=True):
    """The small picture by which people know the site; without one of its own, ours."""

    kind: str = "svg"
    picture: bytes = b""

    @property
    def asset(self) -> str:
        return f"favicon.{self.kind}"

    @property
    def sizes(self) -> str:
        return "any" if self.kind == "svg" else f"{MARK_SIDE}x{MARK_SIDE}"

    @property
    def type(self) -> str:
        return "image/svg+xml" if self.kind == "svg" else f"image/{self.kind}"


class Script(Struct, frozen=True):
    """A script that a province adds, by its address below the site."""

    address: str
    type: str = ""
    is_async: bool = False
    is_deferred: bool = False


class Identity(Struct, frozen=True):
    """Whose page it is: what every page shows of the province and its editors, from mkdocs.yml."""

    name: str
    description: str
    # The name of the page itself where none is set.
    publisher: str
    url: str
    language: str
    home: Link
    is_demonstration: bool
    sections: tuple[Link, ...]
    menu: tuple[Link, ...]
    hotline: str | None
    email: str | None
    address: str | None
    licence: str
    may_keep: bool = True
    sms: str | None = None
    zalo: str | None = None
    question_form: str | None = None
    languages: tuple[Version, ...] = ()
    # Of each of these languages what `menu` holds in its pages.
    menus: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    has_recordings: bool = False
    has_posters_of_entries: bool = False
    mark: Mark = Mark()
    styles: tuple[str, ...] = ()
    scripts: tuple[Script, ...] = ()

    def in_language(self, language: str, sections: tuple[Link, ...]) -> "Identity":
        """The same as pages in another language show it."""
        menu = self.menus.get(language, self.menu)
        return replace(self, language=language, sections=sections, menu=menu)

    def absolute(self, address: str) -> str:
        """The whole address of what lies below the root; where the site does not say its own, from the server's."""
        return f"{self.url.rstrip('/')}/{uri(address)}"


class PageSpec(Struct, frozen=True):
    """One page. `address` is below the root, '' the home page, None one that answers at any address (404).

    `source` is the file below the content folder whose body stands on the page, None for pages made of data alone.
    """

    address: str | None
    template: str
    title: str
    description: str
    view: object
    kind: str
    section: str = ""
    crumbs: tuple[Link, ...] = ()
    language: str = "vi"
    noindex: bool = False
    modified: date | None = None
    source: str | None = None
    # The folder of the feed that the page's head names.
    feed: str = ""
    # The same in every language that it can be read in, itself among them.
    versions: tuple[Version, ...] = ()
    # The pictures of its body.
    frames: tuple[Frame, ...] = ()
    # Officers print it and hand it out.
    is_for_paper: bool = False

    @property
    def path(self) -> str:
        return path_of(self.address)

    @property
    def has_lite(self) -> bool:
        """True for what is read at an address of its own: not where any address is answered, not inside a frame, nor
        where files are taken away.
        """
        return self.address is not None and self.kind not in ("embed", "reuse")


class Leaf(NamedTuple):
    """A page before its view is made, and what is asked of it without its view.

    `ground` (the day and all registers) and `signs` (of dated entries) stand for all that making the spec looks at:
    the same ones, the same spec. Where `ground` is empty, nothing stands for the spec but itself.
    """

    address: str | None
    spec: Callable[[], PageSpec]
    ground: Key = b""
    signs: tuple[Key, ...] = ()
    kind: str = ""
    source: str | None = None
    noindex: bool = False
    modified: date | None = None
    moved_from: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        return path_of(self.address)


def path_of(address: str | None) -> str:
    """The file of a page below the site folder."""
    return "404.html" if address is None else f"{address}index.html"
