"""The catalogue as files that others reuse, one exporter a file."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from giamngheo.export import (
    api,
    bulletins,
    calendar,
    datapackage,
    feeds,
    figures,
    ledger,
    podcast,
    posters,
    redirects,
    reuse,
    robots,
    security,
    sitemap,
)
from giamngheo.export.artifact import Artifact, Batch
from giamngheo.export.edition import Editions
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.render.spec import Identity, Leaf


class Exporter(NamedTuple):
    """Makes the files of one sort, of pages of these kinds and of no dated entry; of all, where it names no kind."""

    artifacts: Callable[[Identity, Sequence[Leaf], Catalogue], Iterator[Artifact]]
    kinds: tuple[str, ...] = ()


EXPORTERS: tuple[Exporter, ...] = (
    Exporter(sitemap.sitemap),
    Exporter(robots.robots),
    Exporter(posters.posters),
    Exporter(redirects.redirects),
    Exporter(figures.figures, ("indicator", "place")),
    Exporter(datapackage.datapackage, ("indicator",)),
    Exporter(ledger.ledger, ("ledger",)),
)


class OfEntries(NamedTuple):
    """Files of dated entries, in batches that are made anew one by one.

    So many are made abreast, the first step of each, then the second: what one form is made with stays in the
    processor's cache for the next of its kind. An entry's six forms one after the other take a fifth more.
    """

    batches: Callable[[Editions], Iterator[Batch]]
    abreast: int = 1


OF_ENTRIES: tuple[OfEntries, ...] = (
    OfEntries(feeds.feed_files),
    OfEntries(podcast.podcast),
    OfEntries(calendar.calendar),
    OfEntries(reuse.reuse, abreast=16),
    # A year of a large site is 10 MB.
    OfEntries(api.api),
)

# Those of what is decided by the day.
OF_THE_DAY: tuple[Callable[[Editions, date], Iterator[Batch]], ...] = (security.security, bulletins.bulletins)
