"""The setup that all pages of a build share, and the key that stands for it."""

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec
from mkdocs.config.defaults import MkDocsConfig

from giamngheo.derive.cards import Link
from giamngheo.derive.ledger import ASK
from giamngheo.derive.tongues import Version, native
from giamngheo.keys import Key, key_of
from giamngheo.kinds.values import uri
from giamngheo.portal import Portal
from giamngheo.render.environment import templates_folder
from giamngheo.render.kitchen import Setup
from giamngheo.render.pages import sections
from giamngheo.render.spec import Identity
from giamngheo.render.styles import stylesheet
from giamngheo.search.client import client, minified, scoped
from giamngheo.search.index import HEAD
from giamngheo.site import own
from giamngheo.site.engine import named_by_content
from giamngheo.site.letters import letters
from giamngheo.site.options import Options
from giamngheo.store import Store
from giamngheo.words import words

# Markdown extensions that put other files into a text.
_READERS = frozenset({"pymdownx.b64", "pymdownx.snippets", "markdown_include.include", "mdx_include"})
# Each is loaded by one page.
PAGE_SCRIPTS = ("ask.js", "compare.js", "copy.js", "finder.js", "room.js")
PACKAGE = Path(__file__).parent.parent
_LIBRARIES = (
    "jinja2", "markdown", "mkdocs", "mkdocs-material", "pydantic", "pymdown-extensions",
    "python-frontmatter", "pyyaml", "resvg-py", "segno", "tinycss2", "vn-money",
)  # fmt: skip


def code_key(extensions: Sequence[Any]) -> Key:
    """Stands for the package and the libraries that decide what a page looks like."""
    if not _READERS.isdisjoint(map(str, extensions)):
        # What they read is known to nobody else: with them every page is made anew at every build.
        return os.urandom(16)
    versions = [sys.version, *(f"{name} {version(name)}" for name in _LIBRARIES)]
    files = [part for name, data in _files_below([PACKAGE], ".py", ".yml") for part in (name, data)]
    return key_of(*versions, *files)


def setup_of(
    config: MkDocsConfig, identity: Identity, assets: Mapping[str, bytes], extensions: Sequence[Any], code: Key
) -> Setup:
    names = {name: named_by_content(name, content) for name, content in assets.items()}
    markdown = key_of(code, _told(list(extensions)), _told(config.mdx_configs))
    folders = [Path(folder) for folder in config.theme.dirs]
    # A template may include any file of its folder.
    templates = [part for name, data in _files_below(folders, "") for part in (name, data)]
    return Setup(
        key=key_of(markdown, repr(identity), json.dumps(names, sort_keys=True), *templates, *_others(config)),
        markdown_key=markdown,
        folders=tuple(config.theme.dirs),
        identity=identity,
        assets=names,
        icons=str(material_folder() / ".icons"),
        extensions=tuple(extensions),
        configs=dict(config.mdx_configs),
        bytecode=_bytecode_folder(config),
    )


def _files_below(folders: Sequence[Path], *ends: str) -> Iterator[tuple[str, bytes]]:
    """Files by which the making of pages is decided, for a setup's key."""
    # Plain text instead of paths: half of the time of a step that every build takes.
    for root in map(str, folders):
        for folder, within, names in os.walk(root):
            within.sort()
            for file in [f"{folder}/{name}" for name in sorted(names) if name.endswith(ends)]:
                # A link that leads nowhere, by which an editor holds a file.
                with suppress(FileNotFoundError), open(file, "rb", buffering=0) as data:  # noqa: PTH123
                    yield file[len(root) :].replace(os.sep, "/"), data.read()


def _others(config: MkDocsConfig) -> Iterator[str | bytes]:
    """Other plugins and hooks may write over our pages: when they change, they are shown all pages again."""
    for name, plugin in config.plugins.items():
        # MkDocs keeps hooks, which are plain modules, among the plugins.
        file = getattr(plugin, "__file__", None)
        yield Path(file).read_bytes() if file else f"{name} {_told(dict(plugin.config))}"


def _bytecode_folder(config: MkDocsConfig) -> str | None:
    """Where a province's own compiled templates are kept; without it they are compiled by every process anew."""
    folder = cache_folder(config) / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return str(folder)


def cache_folder(config: MkDocsConfig) -> Path:
    """What only saves time lies beside the settings; it may be deleted at any moment."""
    return Path(config.config_file_path).parent / ".cache/giamngheo"


def _told(value: Any) -> str:
    """Settings as text; a function by its name, because its place in memory changes."""
    return json.dumps(value, sort_keys=True, default=lambda it: getattr(it, "__qualname__", type(it).__qualname__))


def identity_of(config: MkDocsConfig, options: Options, portal: Portal, store: Store) -> Identity:
    home = options.home_place
    known = portal.public.get("place", home)
    speech, tongues = words(), portal.pages.tongues
    return Identity(
        name=config.site_name,
        description=config.site_description or "",
        publisher=options.publisher or config.site_name,
        url=uri(config.site_url or ""),
        language=speech.language,
        home=Link(portal.public.place(home).name if known else home, f"dia-ban/{home}/" if known else None),
        is_demonstration=options.demonstration,
        sections=sections(speech),
        menu=tongues.menu(speech.language),
        menus={one: tongues.menu(one) for one in tongues.languages},
        hotline=options.hotline,
        email=options.email,
        address=options.address,
        licence=options.licence,
        may_keep=options.offline,
        sms=options.sms,
        zalo=options.zalo,
        question_form=options.question_form or None,
        has_posters_of_entries=options.posters_of_entries,
        has_recordings=any(entry.audio for _, entry in portal.public.dated()),
        languages=tuple(Version(one, native(one), f"{one}/") for one in tongues.languages),
        mark=own.mark_of(config, store),
        styles=own.styles_of(config),
        scripts=own.scripts_of(config),
    )


def assets_of(identity: Identity, store: Store, code: Key) -> dict[str, bytes]:
    """The stylesheet, the scripts and the mark; what is made of many files is made once."""
    folder = templates_folder()
    material = next(iter(material_folder().glob("assets/stylesheets/main.*.min.css")), None)
    sources = [part for name, data in _files_below([folder], ".css", ".js") for part in (name, data)]
    key = key_of(code, "assets", str(material and material.name), *sources)
    kept = store.get(key)
    made = msgspec.msgpack.decode(kept, type=dict[str, bytes]) if kept else _made(folder, material)
    if kept is None:
        store.put(key, msgspec.msgpack.encode(made))
    mark = identity.mark.picture or (folder / "assets/favicon.svg").read_bytes()
    languages = [one.language for one in identity.languages]
    return {**made, identity.mark.asset: mark, **dict(letters(folder, languages))}


def _made(folder: Path, material: Path | None) -> dict[str, bytes]:
    scripts = folder / "assets/search"
    return {
        "site.css": stylesheet(folder, material).encode(),
        "site.js": scoped(scripts / "load.js", *sorted((folder / "assets/site").glob("*.js"))),
        "kept.js": scoped(*sorted(scripts.glob("[1-4]-*.js")), folder / "assets/kept.js"),
        **client(scripts, named_by_content),
        **{name: minified((folder / "assets" / name).read_text(encoding="utf-8")).encode() for name in PAGE_SCRIPTS},
    }


def root_files(identity: Identity, names: Mapping[str, str]) -> dict[str, bytes]:
    """What browsers look for at the root of a site: who it is when installed, and the worker that keeps pages."""
    folder = templates_folder() / "assets/worker"
    mark = identity.mark
    loaded = ("site.css", "site.js", "kept.js", "ask.js", mark.asset)
    core = ["ngoai-tuyen/", ASK, HEAD, *(names[name] for name in loaded)]
    worker = minified((folder / ("sw.js" if identity.may_keep else "off.js")).read_text(encoding="utf-8"))
    manifest = {
        "name": identity.name,
        "lang": identity.language,
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": "#fdfbf6",
        "theme_color": "#0b5c56",
        "icons": [{"src": names[mark.asset], "sizes": mark.sizes, "type": mark.type}],
    }
    return {
        "sw.js": worker.replace("@core@", json.dumps(core)).encode(),
        "manifest.webmanifest": json.dumps(manifest, ensure_ascii=False, separators=(",", ":")).encode(),
    }


def material_folder() -> Path:
    """The templates folder of Material, from which styles and icons are taken."""
    found = find_spec("material")
    assert found is not None and found.origin is not None
    return Path(found.origin).parent / "templates"
