"""Addresses: what an editor may type as a link, and what it becomes on a page."""

import posixpath
import re
import sys
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

from giamngheo.kinds import BY_NAME
from giamngheo.kinds.catalogue import Catalogue, Item

KIND_LINK = re.compile(r"^([a-z]+):([a-z0-9/-]+)(#.*)?$")
FOREIGN = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.-]*:|//)")
SAFE_SCHEMES = ("http:", "https:", "mailto:", "tel:", "sms:")


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


def dialled(number: str) -> str:
    """A telephone number as a link dials it: (+84) 234.3 822 is +842343822."""
    return re.sub(r"[^+\d]", "", number)


class Target(NamedTuple):
    """What a link points to: an address below the root, or the reason why there is none."""

    address: str | None = None
    trouble: str | None = None
    facts: tuple[tuple[str, str], ...] = ()


def key_of(target: str, source: str) -> str:
    """Stands for what `target`, typed in the file `source`, leads to, be it there or not; with the anchor if any.

    `:kind:id`, or a path below the content folder. It says nothing of the catalogue: it is found out once for a text.
    """
    if is_kind_link(target):
        # Many link to the same, and what is there goes by this name.
        return sys.intern(f":{target}")
    path, mark, anchor = target.partition("#")
    path = unquote(path) if "%" in path else path
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(source), path)) if path else source
    return f"{joined}{mark}{anchor}"


_SOURCES = (".md", ".yml", ".yaml", ".csv")


class Links:
    """Resolves what editors type: a path to a file, `kind:id`, an anchor; the same for check and pages."""

    def __init__(self, catalogue: Catalogue, files: frozenset[str] = frozenset()) -> None:
        self.catalogue = catalogue
        self.files = files

    def at(self, key: str) -> str | None:
        """The address of what is there under a key: a file that is no source of a page, an entry by id or file."""
        address = self._addresses.get(key)
        return key if address is None and key in self.files and not key.endswith(_SOURCES) else address

    @cached_property
    def _addresses(self) -> dict[str, str | None]:
        """What has a page, by its file and by its id."""
        by_id = {f":{item.kind}:{item.id}": item.address for item in self.catalogue}
        return by_id | {source: item.address for source, item in self.by_source.items()}

    @cached_property
    def by_source(self) -> dict[str, Item]:
        return {item.source: item for item in self.catalogue if item.source and item.source.endswith(".md")}

    @cached_property
    def source_at(self) -> dict[str | None, str]:
        return {item.address: source for source, item in self.by_source.items()}

    def resolve(self, target: str, source: str) -> Target:
        """`target` as typed in the file `source` (path below the content folder)."""
        key, mark, anchor = key_of(target, source).partition("#")
        address = self.at(key)
        if address is not None:
            # A file other than a page has no anchors.
            return Target(address if address == key else f"{address}{mark}{anchor}")
        if target.startswith("#"):
            return Target(target)
        if key.startswith(":"):
            return self._missing(*key[1:].split(":"))
        return Target(trouble="R404", facts=(("target", target),))

    def _missing(self, kind: str, id_: str) -> Target:
        if kind not in BY_NAME or BY_NAME[kind].address is None:
            return Target(trouble="R406", facts=(("kind", kind),))
        return Target(trouble="R401", facts=(("kind", kind), ("id", id_)))
