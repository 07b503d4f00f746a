"""The catalogue as files that others reuse, one exporter a file."""

from collections.abc import Callable, Iterator, Sequence

from giamngheo.export import datapackage, figures, redirects, robots, sitemap
from giamngheo.export.artifact import Artifact
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.render.spec import Identity, PageSpec

Exporter = Callable[[Identity, Sequence[PageSpec], Catalogue], Iterator[Artifact]]

EXPORTERS: tuple[Exporter, ...] = (
    sitemap.sitemap,
    robots.robots,
    redirects.redirects,
    figures.figures,
    datapackage.datapackage,
)
