"""robots.txt (RFC 9309): where the sitemap is; a demonstration asks not to be listed, by page and here."""

from collections.abc import Iterator, Sequence

from giamngheo.render.spec import Identity, PageSpec


def robots(identity: Identity, specs: Sequence[PageSpec]) -> Iterator[tuple[str, bytes]]:
    del specs
    # Pages of a demonstration carry noindex; to read it a robot must be let in.
    lines = ["User-agent: *", "Disallow:"]
    if identity.url:
        lines.append(f"Sitemap: {identity.url.rstrip('/')}/sitemap.xml")
    yield "robots.txt", ("\n".join(lines) + "\n").encode()
