"""Sources under the numbers by which the tables of a page or file cite them."""

from collections.abc import Container, Iterable, Sequence

from msgspec import Struct

from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.source import Source


class Cited(Struct, frozen=True):
    """A source by the id of rows and the number of tables; `is_own` where the page's own table cites it."""

    number: int
    id: str
    source: Source
    is_own: bool


def cited(
    catalogue: Catalogue, ids: Iterable[str | None], own: Container[str | None] | None = None
) -> tuple[Cited, ...]:
    """Each source once, in the order in which it is first named; all are a table's own unless some are told."""
    known = dict.fromkeys(filter(None, ids))
    return tuple(Cited(n, id_, catalogue.source(id_), own is None or id_ in own) for n, id_ in enumerate(known, 1))


def number_of(sources: Sequence[Cited], id_: str | None) -> int | None:
    return next((one.number for one in sources if one.id == id_), None)
