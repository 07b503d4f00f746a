"""The pictures that go with links when pages are shared; without the site's address nobody could fetch them."""

from collections.abc import Iterator, Sequence
from functools import partial

from giamngheo.export.artifact import Artifact
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.render.environment import templates_folder
from giamngheo.render.poster import look, png
from giamngheo.render.poster import posters as all_posters
from giamngheo.render.spec import Identity, Leaf


def posters(identity: Identity, _leaves: Sequence[Leaf], catalogue: Catalogue) -> Iterator[Artifact]:
    if not identity.url:
        return
    folder = templates_folder()
    seen = look(folder)
    for poster in dict.fromkeys(all_posters(identity, catalogue)):
        shown = poster.marks(identity)
        making = partial(png, poster, *shown, folder)
        yield Artifact(poster.address(identity), (poster, shown, seen), making, is_apart=True)
