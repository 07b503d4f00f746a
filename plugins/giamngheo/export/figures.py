"""The figures of every indicator and place as files at the address of their page: .csv .json .svg .txt .xlsx."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from giamngheo.derive.extracts import parts_of
from giamngheo.derive.indicators import IndicatorView
from giamngheo.derive.places import PlaceView
from giamngheo.export import as_csv, as_json, as_svg, as_text, as_xlsx
from giamngheo.export.artifact import Artifact
from giamngheo.export.rows import Table
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.render.spec import Identity, Leaf
from giamngheo.words import Words, words

FORMS: dict[str, Callable[[Table], bytes]] = {
    "csv": as_csv.one,
    "json": as_json.one,
    "svg": as_svg.one,
    "txt": as_text.one,
    "xlsx": as_xlsx.one,
}
# Text is written again in a tenth of a millisecond: keeping it would take longer.
KEPT = ("svg", "xlsx")


def figures(identity: Identity, leaves: Sequence[Leaf], catalogue: Catalogue) -> Iterator[Artifact]:
    speech = words(identity.language)
    for leaf in leaves:
        view = leaf.spec().view
        if isinstance(view, IndicatorView):
            for extract in (view.extract, *parts_of(catalogue, view.id)):
                yield from _files(Table(extract, identity, speech))
        elif isinstance(view, PlaceView) and view.figures:
            yield from _of_place(view, identity, speech)


def _of_place(view: PlaceView, identity: Identity, speech: Words) -> Iterator[Artifact]:
    tables = tuple(Table(figure.extract, identity, speech) for figure in view.figures)
    for table in tables:
        yield from _files(table)
    stem, each = view.address.rstrip("/"), tuple(table.extract for table in tables)
    yield Artifact(f"{stem}.csv", each, partial(as_csv.of_place, tables), is_kept=False)
    yield Artifact(f"{stem}.json", each, partial(as_json.of_place, tables), is_kept=False)


def _files(table: Table) -> Iterator[Artifact]:
    for form in table.extract.forms:
        path = f"{table.extract.stem}.{form}"
        yield Artifact(path, table.extract, partial(FORMS[form], table), is_kept=form in KEPT)
