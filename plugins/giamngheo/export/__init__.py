"""The catalogue as files that others reuse, one exporter a file."""

from collections.abc import Callable, Iterator, Sequence

from giamngheo.export import redirects, robots, sitemap
from giamngheo.export.artifact import Artifact
from giamngheo.render.spec import Identity, PageSpec

Exporter = Callable[[Identity, Sequence[PageSpec]], Iterator[Artifact]]

EXPORTERS: tuple[Exporter, ...] = (sitemap.sitemap, robots.robots, redirects.redirects)
