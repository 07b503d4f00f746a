"""What a province's pages show and load of its own: `theme.logo`, `extra_css`, `extra_javascript` of mkdocs.yml."""

import posixpath
import warnings
from collections.abc import Container, Iterator, Sequence
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from giamngheo.keys import key_of
from giamngheo.kinds.values import uri
from giamngheo.render.spec import MARK_SIDE, Mark, Script
from giamngheo.store import Store
from giamngheo.words import say

# Material's own, which it names where a province names none.
_MATERIALS = "assets/images/favicon.png"
_COLOURS = 64
# What MkDocs and Material would show of it stands in the content, or is made by itself.
_UNUSED = frozenset({"nav", "copyright", "repo_url", "repo_name", "edit_uri", "extra", "extra_templates"})
_USED_OF_THEME = frozenset({"name", "custom_dir", "language", "locale", "logo", "favicon"})


def mark_of(config: MkDocsConfig, store: Store) -> Mark:
    """The logo (else the favicon) that a province names; ours where it names none."""
    theme = config.theme
    name = theme.get("logo") or theme.get("favicon")
    if not name or name == _MATERIALS:
        return Mark()
    content = Path(config.docs_dir)
    file = content / str(name)
    try:
        data = file.read_bytes() if _is_within(content, file) else b""
        # Whether it is whole and holds no program has been looked at, as of every picture of the content.
        return Mark("svg", data) if data and file.suffix.lower() == ".svg" else _photograph(data, store)
    except (OSError, ValueError) as error:
        raise Abort(say("settings.logo", file=file)) from error


def _is_within(content: Path, file: Path) -> bool:
    """Nothing that lies outside the content folder is published, by whatever way it is named."""
    return file.resolve().is_relative_to(content.resolve())


def _photograph(data: bytes, store: Store) -> Mark:
    key = key_of("logo", version("pillow"), data)
    small = store.get(key)
    if small is None:
        small = _small(data)
        store.put(key, small)
    return Mark("png", small)


def _small(data: bytes) -> bytes:
    """A photograph of a logo, in a square, in few colours: every page loads it."""
    from PIL import Image, ImageOps

    with Image.open(BytesIO(data)) as image:
        square = ImageOps.pad(image.convert("RGBA"), (MARK_SIDE, MARK_SIDE), color=(0, 0, 0, 0))
    out = BytesIO()
    square.quantize(_COLOURS, Image.Quantize.FASTOCTREE).save(out, "PNG", optimize=True)
    return out.getvalue()


def styles_of(config: MkDocsConfig) -> tuple[str, ...]:
    """Stylesheets that every page loads after ours, by their addresses below the site."""
    for path in config.extra_css:
        if not isinstance(path, str):
            raise Abort(say("settings.style", found=path))
    return tuple(_address(path) for path in map(str, config.extra_css) if _file_of(path))


def scripts_of(config: MkDocsConfig) -> tuple[Script, ...]:
    """Scripts that every page loads after ours; a path alone is one of the plain sort."""
    given = [it if isinstance(it, ExtraScriptValue) else ExtraScriptValue(it) for it in config.extra_javascript]
    return tuple(Script(_address(it.path), it.type, it.async_, it.defer) for it in given if _file_of(it.path))


def _extras(config: MkDocsConfig) -> list[str]:
    return [*map(str, config.extra_css), *map(str, config.extra_javascript)]


def elsewhere(config: MkDocsConfig) -> list[str]:
    """What another host would be asked for: no page of ours does."""
    return [path for path in _extras(config) if not _file_of(path)]


def missing(config: MkDocsConfig, published: Container[str], folder: Path) -> list[str]:
    """What is neither among the files of the content nor, by another plugin, in the folder of the next site."""
    ours = [(path, _file_of(path)) for path in _extras(config)]
    return [path for path, file in ours if file and file not in published and not (folder / file).is_file()]


def unused(config: MkDocsConfig) -> list[str]:
    """Settings that are written down and change nothing on our pages."""
    given = [settings for settings in _written(config) if isinstance(settings, dict)]
    themes = [theme for settings in given if isinstance(theme := settings.get("theme"), dict)]
    written = {name for settings in given for name in settings} & _UNUSED
    return sorted(written | {f"theme: {name}" for theme in themes for name in theme if name not in _USED_OF_THEME})


def _written(config: MkDocsConfig) -> Sequence[object]:
    """What mkdocs.yml says, before defaults; of a MkDocs that keeps it no more nothing is known."""
    with warnings.catch_warnings():
        # Each build would tell editors that MkDocs itself no longer asks.
        warnings.simplefilter("ignore", DeprecationWarning)
        return getattr(config, "user_configs", ())


def files_of(config: MkDocsConfig, content: Path) -> dict[str, bytes]:
    """Those files that lie in the content folder, and what the styles among them name, by their paths."""
    found: dict[str, bytes] = {}
    waiting = [*map(_file_of, _extras(config))]
    while waiting:
        path = waiting.pop()
        file = content / path
        if path and path not in found and file.is_file() and _is_within(content, file):
            found[path] = file.read_bytes()
            if path.endswith(".css"):
                waiting += _named_by(found[path].decode("utf-8", "replace"), path)
    return found


def _named_by(css: str, path: str) -> Iterator[str]:
    """Fonts, pictures and further styles, by their paths below the site."""
    from tinycss2 import parse_stylesheet

    nodes = [*parse_stylesheet(css)]
    while nodes:
        node = nodes.pop()
        nodes += [*(getattr(node, "prelude", None) or ()), *(getattr(node, "content", None) or ())]
        nodes += getattr(node, "arguments", None) or ()
        if node.type in ("url", "string") and (named := _file_of(node.value)):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(path), named))


def _file_of(address: str) -> str:
    """The path of a file below the site; "" for what another host has, and for what names none."""
    parts = urlsplit(address)
    return "" if parts.scheme or parts.netloc else unquote(parts.path).lstrip("/")


def _address(path: str) -> str:
    return uri(path.lstrip("/"))
