"""The pages that are measured: of each kind the heaviest of a site, which is the slowest to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.peers import sort_of
from bench.weight import weight

if TYPE_CHECKING:
    from pathlib import Path

# The folder of a kind, and what the benchmark calls the pages in it that are meant.
KINDS = {
    "article": ("bai-viet", "entry"),
    "answer": ("hoi-dap", "entry"),
    "indicator": ("chi-so", "chi-so"),
    "place": ("dia-ban", "dia-ban"),
}


def chosen(site: Path) -> dict[str, str]:
    """Addresses by kind, the home page first."""
    return {"home": "", **{kind: heaviest(site, *where) for kind, where in KINDS.items()}}


def heaviest(site: Path, folder: str, sort: str) -> str:
    """The heaviest page of a sort; a register's own pages lie right below its folder."""
    found = (site / folder).rglob("index.html") if sort == "entry" else (site / folder).glob("*/index.html")
    pages = [page for page in sorted(found) if sort_of(page.relative_to(site).parent.parts) == sort]
    page = max(pages, key=lambda page: weight(page.read_text(encoding="utf-8")))
    return page.parent.relative_to(site).as_posix() + "/"
