"""What search engines and catalogues of open data are told of an indicator (schema.org Dataset)."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from giamngheo.derive.cards import Link
from giamngheo.derive.extracts import Extract, extract_of
from giamngheo.load.content import load
from giamngheo.render.dataset import dataset
from giamngheo.render.environment import Desk, environment, furnish, templates_folder
from giamngheo.render.licence import licence_of
from giamngheo.render.spec import Identity
from giamngheo.words import words

HOME = Link("Thành phố Huế", "dia-ban/tp-hue/")
US = Identity(
    "Trang thử", "", "Nhóm thử", "https://mau.example/", "vi", HOME, True, (), (), None, None, None, "CC BY 4.0"
)  # fmt: skip


@pytest.fixture(scope="module")
def rate(repository: Path) -> Extract:
    """The sample's rate of poor households."""
    return extract_of(load(repository / "content").catalogue, "ty-le-ho-ngheo", "tp-hue")


@pytest.fixture(scope="module")
def shown() -> Callable[[str, Extract], str]:
    """`shown("citation", extract)`: what a component of one macro makes of it."""
    env = environment([templates_folder()])
    furnish(env, Desk(), US, {}, None)
    macros = {"dataset": "dataset_data", "embed-code": "embed_code"}

    def html(component: str, extract: Extract) -> str:
        module: Any = env.get_template(f"components/{component}.html").module
        return str(getattr(module, macros.get(component, component))(extract))

    return html


def facts(extract: Extract, identity: Identity = US) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(dataset(extract, identity, words()))
    return told


def test_a_dataset_tells_what_it_covers_and_where_it_is_from(rate: Extract) -> None:
    told = facts(rate)
    assert ("Dataset", "https://schema.org", "Tỷ lệ hộ nghèo") == (told["@type"], told["@context"], told["name"])
    assert "2015/2025" == told["temporalCoverage"]
    assert {"Việt Nam", "Thành phố Huế"} <= {place["name"] for place in told["spatialCoverage"]}
    assert "Huyện A Lưới" not in {place["name"] for place in told["spatialCoverage"]}
    assert "Nhóm thử" == told["creator"]["name"]
    assert "https://creativecommons.org/licenses/by/4.0/" == told["license"]
    assert "Rà soát hằng năm ở xã, phường" == told["measurementTechnique"]
    assert ("Tỷ lệ hộ nghèo", "%") == (told["variableMeasured"]["name"], told["variableMeasured"]["unitText"])
    assert len(rate.sources) == len(told["isBasedOn"])
    by_name = [work for work in told["isBasedOn"] if isinstance(work, dict)]
    assert [it.source.title for it in rate.sources if not it.source.url] == [work["name"] for work in by_name]
    assert {it.source.url for it in rate.sources} - {None} == {it for it in told["isBasedOn"] if isinstance(it, str)}
    # Search engines take descriptions of 50 to 5,000 characters.
    assert 50 <= len(told["description"]) <= 5000
    assert "trình diễn" in told["description"]


def test_a_dataset_names_every_file_by_its_whole_address(rate: Extract) -> None:
    files = {one["contentUrl"]: one["encodingFormat"] for one in facts(rate)["distribution"]}
    stem = "https://mau.example/chi-so/ty-le-ho-ngheo"
    assert {f"{stem}.{form}" for form in ("csv", "json", "svg", "txt", "xlsx")} == set(files)
    assert "text/csv" == files[f"{stem}.csv"]


def test_the_day_of_release_is_told_when_it_is_known(rate: Extract) -> None:
    assert "dateModified" not in facts(rate)
    released = replace(rate, subject=replace(rate.subject, released=date(2026, 1, 15)))
    assert "2026-01-15" == facts(released)["dateModified"]


def test_nothing_in_a_dataset_ends_its_element(rate: Extract, shown: Callable[[str, Extract], str]) -> None:
    name = "</script><script>alert(1)</script>&"
    html = shown("dataset", replace(rate, subject=replace(rate.subject, name=name)))
    assert ["<script", "</script"] == re.findall(r"</?script", html)
    assert name == json.loads(html[html.index("{") : html.rindex("}") + 1])["name"]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("CC BY 4.0", "CC-BY-4.0"),
        ("Bài viết theo CC BY-SA 3.0; ảnh thì không.", "CC-BY-SA-3.0"),
        ("CC0", "CC0-1.0"),
        ("Mọi quyền được giữ.", None),
        ("CC BY-NC 4.0", None),
    ],
)
def test_only_an_open_licence_is_named_to_programs(sentence: str, name: str | None) -> None:
    found = licence_of(sentence)
    assert name == (found and found.name)


def test_a_citation_names_maker_day_edition_and_address(rate: Extract, shown: Callable[[str, Extract], str]) -> None:
    released = replace(rate, subject=replace(rate.subject, released=date(2026, 1, 15)))
    html = shown("citation", released)
    for said in ("Nhóm thử: “Tỷ lệ hộ nghèo”, Trang thử.", "Công bố ngày 15/01/2026.", rate.edition):
        assert said in html
    assert "https://mau.example/chi-so/ty-le-ho-ngheo/" in html
    assert "Công bố ngày" not in shown("citation", rate)


def test_downloads_lead_to_each_form(rate: Extract, shown: Callable[[str, Extract], str]) -> None:
    html = shown("downloads", rate)
    assert [f"chi-so/ty-le-ho-ngheo.{form}" for form in rate.forms] == re.findall(r'href="([^"]+)"', html)


def test_the_code_to_embed_is_one_frame(rate: Extract, shown: Callable[[str, Extract], str]) -> None:
    html = shown("embed-code", rate)
    assert '&lt;iframe src="https://mau.example/chi-so/ty-le-ho-ngheo/nhung/" title="' in html
    assert "<iframe" not in html
