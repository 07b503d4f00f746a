"""sitemap.xml: every page that search engines may list (sitemaps.org protocol 0.9)."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from giamngheo.render.spec import Identity, PageSpec


def sitemap(identity: Identity, specs: Sequence[PageSpec]) -> Iterator[tuple[str, bytes]]:
    if not identity.url:
        return
    root = identity.url.rstrip("/")
    rows = [
        f"<url><loc>{escape(root)}/{escape(spec.address)}</loc>{_modified(spec)}</url>"
        for spec in sorted(specs, key=lambda spec: spec.address or "")
        if spec.address is not None and not spec.noindex
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    yield "sitemap.xml", (head + "\n".join(rows) + "\n</urlset>\n").encode()


def _modified(spec: PageSpec) -> str:
    return f"<lastmod>{spec.modified.isoformat()}</lastmod>" if spec.modified else ""
