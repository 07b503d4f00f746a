"""Old addresses kept alive: a page that leads to the new one without script, for any web server."""

from collections.abc import Iterator, Sequence
from html import escape

from giamngheo.derive.entries import EntryView
from giamngheo.export.artifact import Artifact
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.page import Page
from giamngheo.markup.address import relative
from giamngheo.render.spec import Identity, PageSpec
from giamngheo.words import words


def redirects(identity: Identity, specs: Sequence[PageSpec], _catalogue: Catalogue) -> Iterator[Artifact]:
    for spec in specs:
        for old in _old_addresses(spec):
            here = f"{old.strip('/')}/"
            html = _page(identity, spec, relative(spec.address or "", here))
            yield Artifact(f"{here}index.html", html, html.encode)


def _old_addresses(spec: PageSpec) -> tuple[str, ...]:
    if isinstance(spec.view, EntryView):
        return spec.view.entry.redirect_from
    return spec.view.redirect_from if isinstance(spec.view, Page) else ()


def _page(identity: Identity, spec: PageSpec, link: str) -> str:
    title, target = escape(spec.title), escape(link, quote=True)
    moved = escape(words(spec.language).say("ui.moved"))
    return (
        f'<!DOCTYPE html>\n<html lang="{spec.language}"><head><meta charset="utf-8"><title>{title} \u2013 '
        f'{escape(identity.name)}</title><meta name="robots" content="noindex">'
        f'<meta http-equiv="refresh" content="0; url={target}"><link rel="canonical" href="{target}"></head>'
        f'<body><h1>{moved}</h1><p><a href="{target}">{title}</a></p></body></html>\n'
    )
