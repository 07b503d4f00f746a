"""Addresses: what an editor may type as a link, and what it becomes on a page."""

import posixpath
import re
import unicodedata
from typing import NamedTuple

from giamngheo.kinds import BY_NAME
from giamngheo.kinds.catalogue import Catalogue

KIND_LINK = re.compile(r"^([a-z]+):([a-z0-9/-]+)(#.*)?$")
FOREIGN = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.-]*:|//)")
SAFE_SCHEMES = ("http:", "https:", "mailto:", "tel:", "sms:")


class _Bare(dict[int, str]):
    """Letters without their marks; each is looked up once, there are few."""

    def __missing__(self, code: int) -> str:
        letters = unicodedata.normalize("NFD", chr(code)).replace("\u0111", "d")
        bare = self[code] = "".join(c for c in letters if not unicodedata.combining(c))
        return bare


_BARE = _Bare()
_GAP = re.compile(r"[^a-z0-9]+")


def slugify(text: str, separator: str = "-") -> str:
    """Vietnamese text as an address without marks, because people read addresses aloud."""
    return _GAP.sub(separator, text.lower().translate(_BARE)).strip(separator)


def relative(address: str, here: str) -> str:
    """The link from the page at `here` to `address`, both below the site's root."""
    path, mark, anchor = address.partition("#")
    link = posixpath.relpath("/" + path, "/" + here)
    if path.endswith("/") or not path:
        link = "./" if link == "." else f"{link}/"
    return link + mark + anchor


def is_kind_link(target: str) -> bool:
    """True for `kind:id`, not for mailto: and the like."""
    return bool(KIND_LINK.match(target)) and not target.startswith(SAFE_SCHEMES)


class Target(NamedTuple):
    """What a link points to: an address below the root, or the reason why there is none."""

    address: str | None = None
    trouble: str | None = None
    facts: tuple[tuple[str, str], ...] = ()


class Links:
    """Resolves what editors type: a path to a file, `kind:id`, an anchor; the same for check and pages."""

    def __init__(self, catalogue: Catalogue, files: frozenset[str] = frozenset()) -> None:
        self.catalogue = catalogue
        self.files = files
        # Of links by id and of paths, those with the folder that they start from: many files say the same.
        self._known: dict[str | tuple[str, str], Target] = {}
        self.by_source = {item.source: item for item in catalogue if item.source and item.source.endswith(".md")}
        self.source_at = {item.address: source for source, item in self.by_source.items()}

    def resolve(self, target: str, source: str) -> Target:
        """`target` as typed in the file `source` (path below the content folder)."""
        known = self._known.get(target)
        if known is not None:
            return known
        kind_link = KIND_LINK.match(target)
        if kind_link and is_kind_link(target):
            known = self._known[target] = self._by_id(kind_link[1], kind_link[2], kind_link[3] or "")
            return known
        if target.startswith("#"):
            item = self.by_source.get(source)
            return Target(f"{item.address if item else ''}{target}")
        folder = source.rpartition("/")[0]
        known = self._known.get((folder, target))
        if known is None:
            known = self._known[(folder, target)] = self._by_path(folder, target)
        return known

    def _by_path(self, folder: str, target: str) -> Target:
        path, mark, anchor = target.partition("#")
        joined = posixpath.normpath(posixpath.join(folder, path))
        item = self.by_source.get(joined)
        if item is not None and item.address is not None:
            return Target(f"{item.address}{mark}{anchor}")
        if joined in self.files and not joined.endswith((".md", ".yml", ".yaml", ".csv")):
            return Target(joined)
        return Target(trouble="R404", facts=(("target", target),))

    def _by_id(self, kind: str, id_: str, anchor: str) -> Target:
        if kind not in BY_NAME or BY_NAME[kind].address is None:
            return Target(trouble="R406", facts=(("kind", kind),))
        item = self.catalogue.get(kind, id_)
        if item is None or item.address is None:
            return Target(trouble="R401", facts=(("kind", kind), ("id", id_)))
        return Target(f"{item.address}{anchor}")
