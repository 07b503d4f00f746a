"""The list of tables is one that a real validator of Data Packages accepts, and its schema describes every table."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from giamngheo.export.datapackage import PACKAGE, SCHEMA
from giamngheo.export.rows import COLUMNS

Rates = Callable[..., Any]
HA_TINH = "place: tinh-ha-tinh, period: 2023"


def served(file: Path, site_url: str, served_site: str) -> Any:
    """A file of the site as it says where its parts are, were it published here."""
    return json.loads(file.read_text(encoding="utf-8").replace(site_url, served_site))


def faults(descriptor: Any) -> list[str]:
    report = Package.from_descriptor(descriptor).validate()
    return [error.message for task in report.tasks for error in task.errors] + [e.message for e in report.errors]


@pytest.mark.slow
def test_the_sample_s_package_is_valid_and_names_every_table(
    built_site: Path, site_url: str, served_site: str
) -> None:
    package = served(built_site / PACKAGE, site_url, served_site)
    assert [] == faults(package)
    tables = sorted(f"{served_site}chi-so/{file.name}" for file in (built_site / "chi-so").glob("*.csv"))
    assert tables == sorted(resource["path"] for resource in package["resources"])


@pytest.mark.slow
@pytest.mark.parametrize(("right", "wrong"), [("final,A", "final,Z"), (",2023,", ",hai ba,"), ("tinh-ha-tinh,", ",")])
def test_the_validator_refuses_what_the_schema_does_not_allow(
    built_site: Path, site_url: str, served_site: str, tmp_path: Path, right: str, wrong: str
) -> None:
    package = served(built_site / PACKAGE, site_url, served_site)
    table = (built_site / "chi-so/ty-le-ho-ngheo.csv").read_text(encoding="utf-8")
    assert right in table
    (tmp_path / "a.csv").write_text(table.replace(right, wrong), encoding="utf-8", newline="")
    one = {**package["resources"][0], "path": "a.csv", "schema": served(built_site / SCHEMA, site_url, served_site)}
    report = Package.from_descriptor({**package, "resources": [one]}, basepath=str(tmp_path)).validate()
    assert not report.valid


def test_the_schema_describes_each_column_in_vietnamese(rates: Rates) -> None:
    fields = rates(f"{HA_TINH}, value: 3").json(SCHEMA)["fields"]
    assert list(COLUMNS) == [field["name"] for field in fields]
    assert [] == [field["name"] for field in fields if not field["title"] or not field["description"]]


def test_a_package_names_its_licence_its_maker_and_its_sources(rates: Rates) -> None:
    package = rates(f"{HA_TINH}, value: 3", is_demonstration=True).json(PACKAGE)
    assert ["CC-BY-4.0"] == [licence["name"] for licence in package["licenses"]]
    assert ["Nhóm thử"] == [one["title"] for one in package["contributors"]]
    assert package["sources"][0]["title"]
    assert "trình diễn" in package["description"]
    assert ["https://mau.example/chi-so/ty-le.csv"] == [one["path"] for one in package["resources"]]


def test_a_licence_of_one_s_own_is_said_in_words(rates: Rates) -> None:
    package = rates(f"{HA_TINH}, value: 3", licence="Được dùng lại khi ghi nguồn.").json(PACKAGE)
    assert "licenses" not in package
    assert "Được dùng lại khi ghi nguồn." in package["description"]


def test_a_site_without_an_address_has_no_package(rates: Rates) -> None:
    assert PACKAGE not in rates(f"{HA_TINH}, value: 3", url="").all
