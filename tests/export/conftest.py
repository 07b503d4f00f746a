"""Files that a province's texts lead to, made in this process as a build makes them."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from giamngheo.derive.cards import Link
from giamngheo.export.artifact import Artifact
from giamngheo.export.datapackage import datapackage
from giamngheo.export.figures import figures
from giamngheo.load.content import load
from giamngheo.render.pages import Pages
from giamngheo.render.spec import Identity
from giamngheo.words import words

HOME, TODAY = "tp-hue", date(2026, 11, 21)


@dataclass(frozen=True)
class Files:
    """Every export of a province by its path, made when it is asked for."""

    all: dict[str, Artifact]

    def bytes(self, path: str) -> bytes:
        return self.all[path].make()

    def text(self, path: str) -> str:
        return self.bytes(path).decode("utf-8-sig")

    def rows(self, path: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.text(path), newline=""), strict=True))

    def json(self, path: str) -> Any:
        return json.loads(self.bytes(path), parse_float=Decimal)


def identity(
    url: str = "https://mau.example/", is_demonstration: bool = False, licence: str = "CC BY 4.0."
) -> Identity:
    home = Link("Thành phố Huế", f"dia-ban/{HOME}/")
    return Identity(
        "Trang thử", "", "Nhóm thử", url, "vi", home, is_demonstration, (), (), None, None, None, licence
    )  # fmt: skip


@pytest.fixture
def files(write: Callable[[str], Any]) -> Callable[..., Files]:
    """`files("=== content/chi-so/a.yml ...", url="")`: the files of figures of these texts, and whose they are."""

    def files_of(tree: str, **named: Any) -> Files:
        catalogue = load(write(tree) / "content").catalogue
        pages = Pages(catalogue, HOME, words(), TODAY)
        specs = [*pages.indicators(), *pages.places()]
        made = [a for exporter in (figures, datapackage) for a in exporter(identity(**named), specs, catalogue)]
        return Files({artifact.path: artifact for artifact in made})

    return files_of


RATE = """
=== content/chi-so/ty-le.yml
name: Tỷ lệ hộ nghèo
plain: Trong 100 hộ có bao nhiêu hộ nghèo
unit: percent
decimals: 2
observations:
"""


def rate(*rows: str, targets: Sequence[str] = ()) -> str:
    """A rate's file: each row a place and what it says; standard and source are alike unless it says others."""
    lines = [*map(_row, rows), *(["targets:"] if targets else []), *map(_row, targets)]
    return RATE + "\n".join(lines) + "\n"


def _row(row: str) -> str:
    standard = "" if "standard:" in row else "standard: 2022-2026, "
    return f"  - {{{standard}source: baohatinh-2023, {row}}}"


@pytest.fixture
def rates(files: Callable[..., Files]) -> Callable[..., Files]:
    """`rates("place: tinh-ha-tinh, period: 2023, value: 3")`: the exports of one rate with these rows."""

    def files_of(*rows: str, targets: Sequence[str] = (), **named: Any) -> Files:
        return files(rate(*rows, targets=targets), **named)

    return files_of
