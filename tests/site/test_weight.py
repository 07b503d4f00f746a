"""What pages of figures weigh where there are many places, at a size that shows what grows with their number."""

import csv
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytestmark = pytest.mark.slow

COMMUNES = 170
SETTINGS = """
site_name: Mau
site_url: https://mau.example/
docs_dir: content
theme: {name: material}
plugins: [{giamngheo: {home_place: tp-hue}}]
"""
RATE = "name: Ty le\nplain: Ty le\nunit: percent\ndecimals: 2\ndirection: down\nhome: tp-hue\nobservations:\n"
SOURCE = "nguon: {title: Nguon, publisher: Noi dang}\n"


@pytest.fixture(scope="module")
def bench(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("bench")


@pytest.fixture(scope="module")
def country(bench: ModuleType, at: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Communes in every province, ten years of them."""
    skeleton = bench.ROOT / "scripts" / "bench" / "figures" / "mkdocs.yml"
    files = {f"content/{source}": text for source, text in bench.reviews.files(COMMUNES)}
    province = at(tmp_path_factory.mktemp("ca-nuoc") / "tinh").write({"mkdocs.yml": skeleton.read_text(), **files})
    done = province.quick()
    assert 0 == done.code, done.said
    site: Path = province.site
    return site


def too_heavy(bench: ModuleType, site: Path) -> list[Any]:
    return [one for one in bench.weight.weights(site) if one.size > one.limit]


def test_every_page_of_a_country_of_communes_keeps_to_its_limit(bench: ModuleType, country: Path) -> None:
    assert [] == too_heavy(bench, country)


def test_no_list_names_the_communes_of_other_provinces(bench: ModuleType, country: Path) -> None:
    afar = [one for one in bench.reviews.invented(COMMUNES) if one.parent != "tinh-dien-bien"]
    lists = ["", "tim-kiem/", "dia-ban/", "dia-ban/so-sanh/", "chi-so/", "chi-so/bang-cong-bo/"]
    lists += [f"chi-so/{id_}/{more}" for id_ in bench.reviews.DEFINITIONS for more in ("", "cac-noi/")]
    for address in lists:
        page = (country / address / "index.html").read_text(encoding="utf-8")
        assert [] == [one.id for one in afar if f"/{one.id}/" in page], address
    assert all((country / "dia-ban" / one.id / "index.html").exists() for one in afar)


def observations(ids: list[str], years: range, first: int) -> Iterator[str]:
    row = '  - {{place: {}, period: {}, value: "{},{:02}", standard: {}, source: nguon}}'
    for n, id_ in enumerate(ids):
        for year in years:
            standard = "2016-2020" if year < 2021 else "2022-2026"
            yield row.format(id_, year, first + (7 * n + 31 * (2026 - year)) % 9, (n * year) % 100, standard)


def provinces(bench: ModuleType) -> tuple[list[str], list[str]]:
    """Those of today but the first, and those of before."""
    with (bench.reviews.NATIONAL / "dia-ban.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] == "province"]
    new = [row["id"] for row in rows if not row["valid_to"] and row["id"] != "tp-hue"]
    return new, [row["id"] for row in rows if row["valid_to"] and row["id"] != "tinh-thua-thien-hue"]


@pytest.mark.parametrize(
    ("since", "new", "old", "long"),
    [(2020, 0, 16, False), (2016, 33, 3, True), (2021, 16, 16, True), (2024, 30, 6, False), (2023, 0, 30, False)],
)
def test_the_figures_of_an_indicator_keep_to_their_limit_however_many_places_it_has(
    bench: ModuleType, at: Any, tmp_path: Path, since: int, new: int, old: int, long: bool
) -> None:
    today, before = provinces(bench)
    values = [
        *observations(["tinh-thua-thien-hue"], range(since, 2025), 3),
        *observations(["tp-hue", *today[:new]], range(2025, 2026), 2),
        *observations(before[:old], range(2024, 2025), 4),
    ]
    goal = "  - {{place: tp-hue, period: {}, value: 2, standard: 2022-2026, source: nguon}}"
    goals = [goal.format(year) for year in (2025, 2026)]
    text = "\n".join([RATE + "\n".join(values), "targets:", *goals, ""])
    tree = {
        "mkdocs.yml": SETTINGS,
        "content/index.md": "---\ntitle: Mau\n---\nMau.\n",
        "content/danh-muc/nguon.yml": SOURCE,
        "content/chi-so/ty-le-ho-ngheo.yml": text,
        "content/chi-so/ty-le-ho-can-ngheo.yml": RATE + "\n".join(values[: 2026 - since]) + "\n",
    }
    province = at(tmp_path / "tinh").write(tree)
    done = province.quick()
    assert 0 == done.code, done.said
    assert [] == too_heavy(bench, province.site)
    assert long == (province.site / "chi-so/ty-le-ho-ngheo/cac-noi").exists()
    shutil.rmtree(tmp_path)
