"""Old addresses kept alive: a page that leads to the new one without script, for any web server."""

from collections.abc import Iterator, Sequence
from html import escape

from giamngheo.export.artifact import Artifact
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.markup.address import relative
from giamngheo.render.spec import Identity, Leaf, PageSpec
from giamngheo.words import words


def redirects(identity: Identity, leaves: Sequence[Leaf], _catalogue: Catalogue) -> Iterator[Artifact]:
    for leaf in leaves:
        for old in leaf.moved_from:
            spec = leaf.spec()
            here = f"{old.strip('/')}/"
            html = _page(identity, spec, relative(spec.address or "", here))
            yield Artifact(f"{here}index.html", html, html.encode)


def _page(identity: Identity, spec: PageSpec, link: str) -> str:
    title, target = escape(spec.title), escape(link, quote=True)
    moved = escape(words(spec.language).say("ui.moved"))
    return (
        f'<!DOCTYPE html>\n<html lang="{spec.language}"><head><meta charset="utf-8"><title>{title} \u2013 '
        f'{escape(identity.name)}</title><meta name="robots" content="noindex">'
        f'<meta http-equiv="refresh" content="0; url={target}"><link rel="canonical" href="{target}"></head>'
        f'<body><h1>{moved}</h1><p><a href="{target}">{title}</a></p></body></html>\n'
    )
