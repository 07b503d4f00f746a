"""Pages and other artifacts written below a folder."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2

from giamngheo.export import EXPORTERS
from giamngheo.markup.render import Rendered, Renderer
from giamngheo.portal import Portal
from giamngheo.render.spec import Identity, PageSpec


def write(folder: Path, path: str, content: bytes) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def named_by_content(name: str, content: bytes) -> str:
    """assets/site.1a2b3c4d.css: a name that changes with the content may be cached for ever."""
    stem, _, suffix = name.rpartition(".")
    return f"assets/{stem}.{hashlib.blake2b(content, digest_size=4).hexdigest()}.{suffix}"


def write_assets(folder: Path, assets: dict[str, bytes]) -> dict[str, str]:
    """Write assets under their content's name; which name leads where."""
    names = {name: named_by_content(name, content) for name, content in assets.items()}
    for name, content in assets.items():
        write(folder, names[name], content)
    return names


def write_pages(folder: Path, portal: Portal, env: jinja2.Environment, renderer: Renderer) -> list[PageSpec]:
    """Every page that is ours; plain pages are the host's."""
    written = []
    bodies = {item.source: item for item in portal.public if item.source}
    for spec in portal.pages.all():
        body: Rendered | None = None
        if spec.source:
            body = renderer.render(bodies[spec.source].body, spec.source, spec.address or "")
        html = env.get_template(spec.template).render(context_of(spec, body))
        write(folder, spec.path, html.encode())
        written.append(spec)
    return written


def context_of(spec: PageSpec, body: Rendered | None) -> dict[str, Any]:
    """What a template gets."""
    return {"spec": spec, "view": spec.view, "body": body}


def write_exports(folder: Path, identity: Identity, specs: list[PageSpec]) -> Iterator[str]:
    for exporter in EXPORTERS:
        for path, content in exporter(identity, specs):
            write(folder, path, content)
            yield path
