"""What is searched and what is asked: the judged pages of tests/search among those of the seeded corpus."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml

from bench import corpus
from giamngheo.search.documents import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

JUDGED = Path(__file__).resolve().parents[3] / "tests" / "search" / "judged.yml"


class Page(NamedTuple):
    """A page; the texts of those that are not judged are drawn by chance."""

    id: str
    title: str
    alias: str
    text: str

    @property
    def address(self) -> str:
        return f"trang/{self.id}/"


class Query(NamedTuple):
    """What is typed with marks and without, the pages that answer it, and those that must stand behind them."""

    marked: str
    plain: str
    right: tuple[str, ...]
    below: tuple[str, ...]


def pages(count: int) -> Iterator[Page]:
    """The judged pages, and so many others."""
    for one in yaml.safe_load(JUDGED.read_text(encoding="utf-8"))["documents"]:
        yield Page(one["id"], one["title"], one["alias"], one["body"])
    for number in range(count):
        entry = corpus.entry(corpus.SEED, number, corpus.OURS)
        yield Page(f"{number}-mau", entry.head.title, "", plain(entry.body))


def queries() -> list[Query]:
    asked = yaml.safe_load(JUDGED.read_text(encoding="utf-8"))["queries"]
    return [
        Query(one["q"], one.get("plain") or without_marks(one["q"]), tuple(one["right"]), tuple(one.get("below", ())))
        for one in asked
    ]


def without_marks(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.replace("\u0111", "d").replace("\u0110", "D"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def kept(folder: Path, count: int) -> Path:
    """The pages as a file for whoever makes an index of them."""
    file = folder / "pages.json"
    file.write_text(json.dumps([page._asdict() for page in pages(count)], ensure_ascii=False), encoding="utf-8")
    return file


def read(file: Path) -> list[Page]:
    return [Page(**one) for one in json.loads(file.read_text(encoding="utf-8"))]
