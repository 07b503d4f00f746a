"""The API says what it holds, holds what it says, and both are understood by real validators."""

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from openapi_spec_validator import validate

from giamngheo.kinds.question import Question
from giamngheo.portal import assemble

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent.parent
LISTS = ("questions", "indicators", "places", "policies")


@pytest.fixture(scope="module")
def api(built_site: Path) -> dict[str, Any]:
    """Every file by its name: `entries/2026`, `places`."""
    folder = built_site / "api/v1"
    files = sorted(folder.rglob("*.json"))
    return {f.relative_to(folder).with_suffix("").as_posix(): json.loads(f.read_bytes()) for f in files}


def validator(api: dict[str, Any], name: str) -> Any:
    rules = {**api["schema"], "$ref": f"#/$defs/{name}"}
    return jsonschema.Draft202012Validator(rules, format_checker=jsonschema.FormatChecker())


def test_every_file_is_what_the_schema_says(api: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(api["schema"])
    names = api.keys() - {"schema", "openapi"}
    assert {"index", *LISTS} < names
    for name in names:
        found = [error.message for error in validator(api, name.partition("/")[0]).iter_errors(api[name])]
        assert [] == found, name


def test_the_schema_refuses_what_it_does_not_describe(api: dict[str, Any]) -> None:
    broken = copy.deepcopy(api["policies"])
    broken["items"][0]["checked_on"] = "hôm qua"
    assert [*validator(api, "policies").iter_errors(broken)]
    more = {**api["index"], "khac": 1}
    assert [*validator(api, "index").iter_errors(more)]


def test_the_description_is_openapi_and_names_every_file(api: dict[str, Any]) -> None:
    told = api["openapi"]
    validate(told)
    assert "3.1.0" == told["openapi"]
    years = {name.partition("/")[2] for name in api if name.startswith("entries/")}
    told_years = told["paths"]["/entries/{year}.json"]["parameters"][0]["schema"]["enum"]
    assert years == {str(year) for year in told_years}
    assert {"/index.json", "/entries/{year}.json", *(f"/{name}.json" for name in LISTS)} == set(told["paths"])


def test_the_index_leads_to_every_list_and_counts_what_is_there(
    api: dict[str, Any], built_site: Path, site_url: str
) -> None:
    index = api["index"]
    for one in index["lists"]:
        assert (built_site / one["url"].removeprefix(site_url)).is_file()
    entries = [one for name, held in api.items() if name.startswith("entries/") for one in held["items"]]
    assert index["counts"]["entries"] == len(entries)
    assert {name: len(api[name]["items"]) for name in LISTS} == {name: index["counts"][name] for name in LISTS}
    assert "trình diễn" in index["demonstration"]


def test_entries_and_questions_are_those_of_the_site(api: dict[str, Any], built_site: Path, site_url: str) -> None:
    public = assemble(ROOT / "content", "tp-hue", date(2026, 11, 20)).public
    entries = [one for name, held in api.items() if name.startswith("entries/") for one in held["items"]]
    assert {f"{site_url}{item.address}" for item, _ in public.dated()} == {one["url"] for one in entries}
    answers = {f"{site_url}{item.address}": entry for item, entry in public.dated() if isinstance(entry, Question)}
    assert {url: one.short_answer for url, one in answers.items()} == {
        one["url"]: one["answer"] for one in api["questions"]["items"]
    }
    for one in entries:
        assert all((built_site / url.removeprefix(site_url)).is_file() for url in one["forms"].values())
    feed = json.loads((built_site / "feed.json").read_bytes())
    assert {one["id"] for one in feed["items"]} <= {one["id"] for one in entries}, "one name everywhere"
