"""What a page is before it is HTML: its address, template, title and view."""

from dataclasses import dataclass
from datetime import date

from giamngheo.derive.cards import Link


@dataclass(frozen=True)
class Identity:
    """Whose page it is: what every page shows of the province and its editors, from mkdocs.yml."""

    name: str
    description: str
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

    def absolute(self, address: str) -> str:
        """The whole address of what lies below the root; where the site does not say its own, from the server's."""
        return f"{self.url.rstrip('/')}/{address}"


@dataclass(frozen=True)
class PageSpec:
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

    @property
    def path(self) -> str:
        """The file below the site folder."""
        return "404.html" if self.address is None else f"{self.address}index.html"
