"""The catalogue as files that others reuse, one exporter a file."""

from collections.abc import Callable, Iterator, Sequence

from giamngheo.export import redirects, robots, sitemap
from giamngheo.render.spec import Identity, PageSpec

Exporter = Callable[[Identity, Sequence[PageSpec]], Iterator[tuple[str, bytes]]]

EXPORTERS: tuple[Exporter, ...] = (sitemap.sitemap, robots.robots, redirects.redirects)
