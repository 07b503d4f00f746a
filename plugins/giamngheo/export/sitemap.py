"""sitemap.xml: every page that search engines may list (sitemaps.org protocol 0.9)."""

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from operator import itemgetter

from giamngheo.export.artifact import Artifact
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.render.spec import Identity, Leaf

Row = tuple[str, date | None]


def sitemap(identity: Identity, leaves: Sequence[Leaf], _catalogue: Catalogue) -> Iterator[Artifact]:
    if not identity.url:
        return
    root = identity.url.rstrip("/")
    listed = [(leaf.address, leaf.modified) for leaf in leaves if leaf.address is not None and not leaf.noindex]
    rows = tuple((f"{root}/{address}", modified) for address, modified in sorted(listed, key=itemgetter(0)))
    yield Artifact("sitemap.xml", rows, lambda: _xml(rows).encode())


def _xml(rows: Sequence[Row]) -> str:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    lines = [f"<url><loc>{escape(address, quote=False)}</loc>{_modified(day)}</url>" for address, day in rows]
    return head + "\n".join(lines) + "\n</urlset>\n"


def _modified(day: date | None) -> str:
    return f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
