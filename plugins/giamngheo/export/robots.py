"""robots.txt (RFC 9309): where the sitemap is; a demonstration asks by each page not to be listed."""

from collections.abc import Iterator, Sequence

from giamngheo.export.artifact import Artifact
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.render.spec import Identity, Leaf


def robots(identity: Identity, _leaves: Sequence[Leaf], _catalogue: Catalogue) -> Iterator[Artifact]:
    # Pages of a demonstration carry noindex; to read it a robot must be let in.
    lines = ["User-agent: *", "Disallow:"]
    if identity.url:
        lines.append(f"Sitemap: {identity.url.rstrip('/')}/sitemap.xml")
    text = "\n".join(lines) + "\n"
    yield Artifact("robots.txt", text, text.encode)
