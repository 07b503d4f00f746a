"""The files of the answer ledger: every figure can be counted again from the rows beside it."""

import csv
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from giamngheo.derive.cards import Link
from giamngheo.export.ledger import COLUMNS, ledger
from giamngheo.portal import Portal, assemble
from giamngheo.render.spec import Identity

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def portal(repository: Path) -> Portal:
    return assemble(repository / "content", "tp-hue", TODAY)


@pytest.fixture(scope="module")
def files(portal: Portal) -> dict[str, bytes]:
    home = Link("Huế", None)
    whose = Identity("Trang", "", "Ban", "https://a.example/", "vi", home, True, (), (), None, None, None, "")
    leaves = [leaf for leaf in portal.pages.all() if leaf.kind == "ledger"]
    return {artifact.path: artifact.make() for artifact in ledger(whose, leaves, portal.public)}


@pytest.fixture(scope="module")
def told(files: dict[str, bytes]) -> Any:
    return json.loads(files["hoi-dap/so-theo-doi.json"], parse_float=Decimal)


def test_the_table_and_the_json_hold_the_same_inquiries(portal: Portal, files: dict[str, bytes], told: Any) -> None:
    rows = list(csv.DictReader(io.StringIO(files["hoi-dap/so-theo-doi.csv"].decode("utf-8-sig"))))
    assert list(COLUMNS) == list(rows[0])
    assert [row["id"] for row in rows] == [row["id"] for row in told["inquiries"]]
    assert len(portal.public.of("inquiry")) == len(rows)


def test_the_figures_can_be_counted_again(told: Any) -> None:
    asked = [row for row in told["inquiries"] if row["kind"] == "question"]
    published = sorted(row["working_days"] for row in asked if row["published"])
    figures = told["questions"]
    assert (len(asked), len(published)) == (figures["received"], figures["published"])
    assert figures["percent"] == round(Decimal(100 * len(published)) / len(asked), 1)
    assert figures["median_working_days"] == published[(len(published) - 1) // 2]
    assert figures["overdue"] == sum(row["is_overdue"] for row in asked)
    assert sum(one["inquiries"] for one in told["covers"]) == len(told["inquiries"])


def test_every_figure_says_what_it_measures_and_the_register_what_it_covers(told: Any) -> None:
    assert {"percent", "median", "ninetieth", "within", "overdue", "working_days", "agency"} == set(told["measures"])
    assert all(told["measures"].values())
    assert told["is_fictional"]
    assert all(one["since"] and one["channels"] for one in told["covers"])


def test_nothing_is_told_about_who_asked(files: dict[str, bytes], told: Any) -> None:
    assert all(set(row) == set(COLUMNS) for row in told["inquiries"])
    assert b"reason" not in files["hoi-dap/so-theo-doi.csv"]


def test_an_agency_with_fewer_than_ten_has_no_share_in_the_files_either(told: Any) -> None:
    assert {True, False} == {"percent" in one for one in told["agencies"]}
    assert all(("percent" in one) == (one["received"] >= 10) for one in told["agencies"])
