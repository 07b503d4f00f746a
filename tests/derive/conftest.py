"""Catalogues for views: the sample, and small ones made of inline text."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from giamngheo.kinds.catalogue import Catalogue
from giamngheo.load.content import load


@pytest.fixture(scope="session")
def today() -> date:
    return date(2026, 11, 21)


@pytest.fixture(scope="session")
def sample(repository: Path) -> Catalogue:
    return load(repository / "content").catalogue


@pytest.fixture
def read(write: Callable[[str], Path]) -> Callable[[str], Catalogue]:
    """`read("=== content/a.md ...")`: the catalogue of these files over the national layer, free of problems."""

    def catalogue_of(tree: str) -> Catalogue:
        loaded = load(write(tree) / "content")
        assert [] == loaded.problems
        return loaded.catalogue

    return catalogue_of
