"""What pages weigh as a reader gets them: compressed, the heaviest of each sort beside what it may weigh."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

# A next page; the figures of an indicator's page: what stands before the way of counting.
PAGE, FIGURES = 15_000, 10_000
_FIGURES = re.compile(r"<article.*?(?=aria-labelledby=\"muc_cach-tinh\")", re.DOTALL)


class Weight(NamedTuple):
    """Bytes of a page, or of the figures on it, and their limit."""

    sort: str
    address: str
    size: int
    limit: int


def sort_of(address: str) -> str:
    """Pages that one template makes: what stands for a place or an indicator is left out."""
    if address.startswith("lite/"):
        return f"lite/{sort_of(address.removeprefix('lite/'))}"
    parts = address.strip("/").split("/")
    if parts[0] in ("chi-so", "dia-ban") and len(parts) > 1 and parts[1] not in ("so-sanh", "bang-cong-bo"):
        parts[1] = "…"
    if len(parts) > 2:
        parts[-1] = parts[-1] if parts[-1] in ("cac-noi", "nhung") else "…"
    return "/".join(parts) + "/"


def weights(site: Path) -> list[Weight]:
    """Every page, and the figures of every indicator."""
    found = []
    for file in sorted(site.rglob("*.html")):
        page = file.read_text(encoding="utf-8")
        address = file.relative_to(site).as_posix().removesuffix("index.html")
        found.append(Weight(sort_of(address), address, weight(page), PAGE))
        figures = _FIGURES.search(page)
        if figures and address.startswith("chi-so/"):
            found.append(Weight("chi-so/…/#", address, weight(figures.group()), FIGURES))
    return found


def weight(text: str) -> int:
    return len(gzip.compress(text.encode(), 9, mtime=0))


def heaviest(found: Iterable[Weight]) -> Sequence[Weight]:
    """Of each sort the page that is nearest to its limit, the nearest first."""
    most: dict[str, Weight] = {}
    for one in found:
        if one.sort not in most or most[one.sort].size < one.size:
            most[one.sort] = one
    return sorted(most.values(), key=lambda one: -one.size / one.limit)
