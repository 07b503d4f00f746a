"""The pictures that go with links when pages are shared; without the site's address nobody could fetch them."""

from collections.abc import Iterator, Sequence
from functools import partial

from giamngheo.derive.heard import passed_on
from giamngheo.export.artifact import Artifact
from giamngheo.export.podcast import cover_address, cover_of
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.render.environment import templates_folder
from giamngheo.render.poster import posters as all_posters
from giamngheo.render.sheet import look, png, square
from giamngheo.render.spec import Identity, Leaf


def posters(identity: Identity, _leaves: Sequence[Leaf], catalogue: Catalogue) -> Iterator[Artifact]:
    """One for each kind and topic, and the cover of the podcast where there is one."""
    if not identity.url:
        return
    folder = templates_folder()
    seen = look(folder)
    for poster in dict.fromkeys(all_posters(identity, catalogue)):
        shown = poster.marks(identity)
        making = partial(png, poster, *shown, folder)
        yield Artifact(poster.address(identity), (poster, shown, seen), making, is_apart=True)
    if passed_on(catalogue):
        cover, shown = cover_of(identity), cover_of(identity).marks(identity)
        making = partial(square, cover, *shown, folder)
        yield Artifact(cover_address(identity), (cover, shown, seen), making, is_apart=True)
