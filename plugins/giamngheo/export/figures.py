"""The figures of every indicator and place as files at the address of their page: .csv .json .svg .txt .xlsx."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from giamngheo.derive.extracts import Extract, parts_of
from giamngheo.derive.indicators import IndicatorView
from giamngheo.derive.places import PlaceView
from giamngheo.export import as_csv, as_json, as_svg, as_text, as_xlsx
from giamngheo.export.artifact import Artifact
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.render.spec import Identity, Leaf
from giamngheo.words import Words, words

_FORMS: dict[str, Callable[[Extract, Identity, Words], bytes]] = {
    "csv": as_csv.one,
    "json": as_json.one,
    "svg": as_svg.one,
    "txt": as_text.one,
    "xlsx": as_xlsx.one,
}


def figures(identity: Identity, leaves: Sequence[Leaf], catalogue: Catalogue) -> Iterator[Artifact]:
    speech = words(identity.language)
    for leaf in leaves:
        view = leaf.spec().view
        if isinstance(view, IndicatorView):
            for extract in (view.extract, *parts_of(catalogue, view.id)):
                yield from _files(extract, identity, speech)
        elif isinstance(view, PlaceView) and view.figures:
            yield from _of_place(view, identity, speech)


def _of_place(view: PlaceView, identity: Identity, speech: Words) -> Iterator[Artifact]:
    each = tuple(figure.extract for figure in view.figures)
    for extract in each:
        yield from _files(extract, identity, speech)
    stem = view.address.rstrip("/")
    yield Artifact(f"{stem}.csv", each, partial(as_csv.table, each, identity, speech))
    yield Artifact(f"{stem}.json", each, partial(as_json.of_place, view.place.name, each, identity, speech))


def _files(extract: Extract, identity: Identity, speech: Words) -> Iterator[Artifact]:
    for form in extract.forms:
        yield Artifact(f"{extract.stem}.{form}", extract, partial(_FORMS[form], extract, identity, speech))
