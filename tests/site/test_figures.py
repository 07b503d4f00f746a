"""Figures as the built site tells them: the page, the table and the JSON of an indicator or place, to the digit."""

import csv
import json
import re
from collections.abc import Mapping
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

RATE = "ty-le-ho-ngheo"
SETTINGS = """
site_name: Trang thử
site_url: https://mau.example/
docs_dir: content
theme:
  name: material
plugins:
  - giamngheo:
      home_place: tinh-mau
""".lstrip()
PLACES = """
tinh-mau: {name: Tỉnh Mẫu, level: province, parent: viet-nam, code: "98"}
huyen-mau: {name: Huyện Mẫu, level: district, parent: tinh-mau, code: "981", valid_to: 2025-06-30,
  merged_into: [{id: xa-gop, share: part}, {id: xa-chia, share: part}]}
xa-nho: {name: Xã Nhỏ, level: commune, parent: huyen-mau, code: "98001", valid_to: 2025-06-30,
  merged_into: [{id: xa-gop}]}
xa-lon: {name: Xã Lớn, level: commune, parent: huyen-mau, code: "98002", valid_to: 2025-06-30,
  merged_into: [{id: xa-gop}]}
xa-manh: {name: Xã Mảnh, level: commune, parent: huyen-mau, code: "98003", valid_to: 2025-06-30,
  merged_into: [{id: xa-chia, share: part}]}
xa-gop: {name: Xã Gộp, level: commune, parent: tinh-mau, code: "98001", valid_from: 2025-07-01}
xa-chia: {name: Xã Chia, level: commune, parent: tinh-mau, code: "98009", valid_from: 2025-07-01}
xa-tan-lap: {name: Xã Tân Lập, level: commune, parent: tinh-mau, valid_from: 2025-07-01}
xa-thieu: {name: Xã Thiếu, level: commune, parent: tinh-mau}
phuong-tan-lap: {name: Phường Tân Lập, level: commune, parent: tinh-mau, valid_from: 2025-07-01}
"""
COUNT = "name: {name}\nplain: Có bao nhiêu hộ\nunit: household\naggregation: sum\nobservations: []\n"
RATES = """
name: Tỷ lệ hộ nghèo
plain: Trong 100 hộ có bao nhiêu hộ nghèo
unit: percent
decimals: 2
direction: down
computation: {numerator: ho-ngheo, denominator: tong-so-ho}
aggregation: ratio_of_sums
observations:
  - {place: tinh-mau, period: 2020, value: "7,1", standard: 2016-2020, source: lawnet-217}
  - {place: tinh-mau, period: 2021, value: "9,00", standard: 2022-2026, source: lawnet-217}
  - {place: tinh-mau, period: 2022, value: "8,0", standard: 2022-2026, source: lawnet-217}
  - {place: tinh-mau, period: 2023, value: "2,80", standard: 2022-2026, source: lawnet-217}
  - {place: tinh-mau, period: 2024, value: "2,5", kind: preliminary, standard: 2022-2026, source: lawnet-217}
  - {place: tinh-mau, period: 2024, value: "2,40", standard: 2022-2026, source: lawnet-217}
  - {place: tinh-mau, period: 2027, value: "5,00", standard: 2027-2030, source: lawnet-217}
  - {place: xa-tan-lap, period: 2025, value: "0", standard: 2022-2026, source: lawnet-217}
  - {place: phuong-tan-lap, period: 2025, value: "3,1", standard: 2022-2026, source: lawnet-217,
     others: [{value: "3,2", source: vietnamnet-yb-2023}]}
  - {place: xa-thieu, period: 2022, missing: L, standard: 2022-2026}
  - {place: xa-thieu, period: 2023, missing: M, standard: 2022-2026}
  - {place: xa-thieu, period: 2024, missing: O, standard: 2022-2026}
  - {place: xa-thieu, period: 2025, missing: Q, standard: 2022-2026}
targets:
  - {place: tinh-mau, period: 2023, value: "3,00", standard: 2022-2026, source: lawnet-217}
  - {place: tinh-mau, period: 2024, value: "2,00", standard: 2022-2026, source: lawnet-217}
  - {place: xa-tan-lap, period: 2026, value: "0", standard: 2022-2026, source: lawnet-217}
"""
REVIEW = """
period: 2023
standard: 2022-2026
source: lawnet-217
columns: {tong: tong-so-ho, ngheo: ho-ngheo, ty_le: ty-le-ho-ngheo}
"""
ROWS = """
ma_dia_ban;ten_dia_ban;tong;ngheo;ty_le;trang_thai;ghi_chu
xa-nho;Xã Nhỏ;120;36;;;
xa-lon;Xã Lớn;900;27;;;
xa-manh;Xã Mảnh;500;50;;;
""".lstrip()
# The poor of 2027 are counted in a later year than the day of the other builds.
DAYS = 600


class Site:
    """A built site, asked as a reader, a table reader and a program ask it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def text(self, address: str) -> str:
        """What stands on a page, without tags, hard spaces and scripts."""
        page = (self.folder / address / "index.html").read_text(encoding="utf-8")
        main = re.search(r"<main.*</main>", page, re.DOTALL)
        assert main, address
        bare = re.sub(r"<(script|style)\b.*?</\1>", " ", main[0], flags=re.DOTALL)
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", bare)).replace("\u00a0", " "))

    def table(self, path: str) -> list[Mapping[str, str]]:
        with (self.folder / path).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, strict=True))

    def data(self, path: str) -> Any:
        return json.loads((self.folder / path).read_text(encoding="utf-8"), parse_float=Decimal)

    def said(self, place: str) -> list[tuple[int, str, str, str]]:
        """Year, digits, status and kind of a place's rates by the table; JSON and page must say the same."""
        rows = [row for row in self.table(f"dia-ban/{place}/{RATE}.csv") if row["KIND"] != "target"]
        found = [(int(r["TIME_PERIOD"]), r["OBS_VALUE"], r["OBS_STATUS"], r["KIND"]) for r in rows]
        told = self.data(f"dia-ban/{place}/{RATE}.json")["rows"]
        same = [(r["TIME_PERIOD"], str(r.get("OBS_VALUE", "")), r["OBS_STATUS"], r["KIND"]) for r in told]
        assert found == same
        page = (self.folder / "dia-ban" / place / "index.html").read_text(encoding="utf-8")
        assert [(year, shown(value)) for year, value, *_ in reversed(found)] == cells(page)
        return found

    def goals(self, place: str) -> list[tuple[int, str]]:
        """Year and level of a place's targets by the table; the JSON must say the same."""
        rows = [row for row in self.table(f"dia-ban/{place}/{RATE}.csv") if row["KIND"] == "target"]
        found = [(int(row["TIME_PERIOD"]), row["TARGET_VALUE"]) for row in rows]
        assert [""] * len(rows) == [row["OBS_VALUE"] for row in rows]
        told = self.data(f"dia-ban/{place}/{RATE}.json")["targets"]
        assert found == [(one["TIME_PERIOD"], str(one.get("value", ""))) for one in told]
        return found


def shown(value: str) -> str:
    """As a reader meets it: 2.80 -> 2,80 %"""
    return f"{value.replace('.', ',')} %" if value else "chưa có số liệu"


def cells(page: str) -> list[tuple[int, str]]:
    """Year and value of every row in the table of rates."""
    [table] = re.findall(r"<table(?:(?!</table>).)*?<caption>Tỷ lệ hộ nghèo,.*?</table>", page, re.DOTALL)
    rows = re.findall(r'<th scope="row">(\d{4})</th>\s*<td[^>]*>(?:<strong>)?([^<]*)', table)
    return [(int(year), unescape(text).replace("\u00a0", " ")) for year, text in rows]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, at: Any) -> Site:
    """A province with every case, built on a day in 2028."""
    province = at(tmp_path_factory.mktemp("so-lieu") / "tinh").write(
        {
            "mkdocs.yml": SETTINGS,
            "content/index.md": "---\ntitle: Trang chủ\n---\n\nChào bà con.\n",
            "content/danh-muc/dia-ban.yml": PLACES,
            "content/chi-so/tong-so-ho.yml": COUNT.format(name="Tổng số hộ"),
            "content/chi-so/ho-ngheo.yml": COUNT.format(name="Số hộ nghèo"),
            f"content/chi-so/{RATE}.yml": RATES,
            "content/chi-so/so-lieu/ra-soat-2023.yml": REVIEW,
            "content/chi-so/so-lieu/ra-soat-2023.csv": ROWS,
        }
    )
    done = province.quick(day=DAYS)
    assert 0 == done.code, done.said
    return Site(province.site)


@pytest.fixture
def sample(built_site: Path) -> Site:
    return Site(built_site)


def test_zero_is_a_value_and_is_written(site: Site) -> None:
    assert [(2025, "0", "A", "final")] == site.said("xa-tan-lap")
    assert "0 %" in site.text("dia-ban/xa-tan-lap")


def test_each_reason_for_a_missing_value_is_kept(site: Site) -> None:
    said = [(year, value, status) for year, value, status, _ in site.said("xa-thieu")]
    assert [(2022, "", "L"), (2023, "", "M"), (2024, "", "O"), (2025, "", "Q")] == said


def test_a_printed_zero_at_the_end_stays_everywhere(site: Site, sample: Site) -> None:
    assert (2023, "2.80", "A", "final") in site.said("tinh-mau")
    assert "2,80 %" in site.text(f"chi-so/{RATE}")
    assert (2023, "2.80", "B", "final") in sample.said("huyen-cam-xuyen")
    assert "2,80 %" in sample.text("dia-ban/huyen-cam-xuyen")


def test_a_new_standard_begins_a_new_line(site: Site) -> None:
    said = {year: status for year, _, status, kind in site.said("tinh-mau") if kind == "final"}
    assert {2020: "A", 2021: "B", 2022: "A", 2023: "A", 2024: "A", 2027: "B"} == said


def test_a_final_value_takes_the_place_of_the_preliminary_one(site: Site) -> None:
    assert [(2024, "2.40", "A", "final")] == [row for row in site.said("tinh-mau") if row[0] == 2024]
    assert "2,5 %" not in site.text("dia-ban/tinh-mau")


def test_a_whole_merger_is_cast_back_as_a_ratio_of_sums_and_never_as_a_mean(site: Site) -> None:
    assert [(2023, "6.18")] == [row[:2] for row in site.said("xa-gop")]
    page = site.text("dia-ban/xa-gop")
    assert "6,18 %" in page
    assert "gộp theo địa giới mới" in page
    everywhere = [file.read_text(encoding="utf-8") for file in site.folder.rglob("*.html")]
    assert [] == [text for text in everywhere if "16,50" in text]


def test_a_partial_merger_is_not_cast_back(site: Site) -> None:
    assert not (site.folder / f"dia-ban/xa-chia/{RATE}.csv").exists()
    assert "10,00 %" in site.text("dia-ban/xa-manh")
    assert "10,00 %" not in site.text("dia-ban/xa-chia")


def test_a_code_used_again_does_not_join_two_places(site: Site) -> None:
    assert [(2023, "30.00")] == [row[:2] for row in site.said("xa-nho")]
    assert [(2023, "6.18")] == [row[:2] for row in site.said("xa-gop")]


def test_places_that_share_a_bare_name_are_two(site: Site) -> None:
    assert [(2025, "3.1")] == [row[:2] for row in site.said("phuong-tan-lap")]
    assert [(2025, "0")] == [row[:2] for row in site.said("xa-tan-lap")]


def test_what_another_source_prints_stands_beside_the_chosen_value(site: Site) -> None:
    [row] = site.table(f"dia-ban/phuong-tan-lap/{RATE}.csv")
    assert "3.2" in row["OTHER_VALUES"]


def test_a_target_met_a_target_missed_and_a_target_of_zero_are_told(site: Site) -> None:
    page = site.text(f"chi-so/{RATE}")
    assert [(2023, "3.00"), (2024, "2.00")] == site.goals("tinh-mau")
    assert [(2026, "0")] == site.goals("xa-tan-lap")
    assert "3,00 %" in page
    assert "2,00 %" in page
    assert "Đạt chỉ tiêu" in page
    assert "Chưa đạt chỉ tiêu" in page
    assert re.search(r"2026 0 %|0 %.{0,40}2026|2026.{0,40}\b0 %", site.text("dia-ban/xa-tan-lap"))


def test_the_districts_of_yen_bai_add_up(sample: Site) -> None:
    for indicator, whole in (("ho-ngheo", 20222), ("ho-can-ngheo", 8658)):
        rows = [r for r in sample.table(f"chi-so/{indicator}.csv") if r["TIME_PERIOD"] == "2023"]
        parts = [int(r["OBS_VALUE"]) for r in rows if r["SOURCE"] == "vietnamnet-yb-2023"]
        assert whole == max(parts)
        assert 2 * whole == sum(parts)
        assert 10 == len(parts)


def test_two_rates_of_cam_xuyen_are_not_joined(sample: Site) -> None:
    assert [(2020, "5.13", "A"), (2023, "2.80", "B")] == [row[:3] for row in sample.said("huyen-cam-xuyen")]
    drawing = (sample.folder / "dia-ban/huyen-cam-xuyen" / f"{RATE}.svg").read_text(encoding="utf-8")
    assert "chart__line" not in re.sub(r"<style.*?</style>", "", drawing, flags=re.DOTALL)


def test_a_luoi_is_told_under_its_standard(sample: Site) -> None:
    assert [(2021, "49.98"), (2023, "24.4")] == [row[:2] for row in sample.said("huyen-a-luoi")]


def test_the_page_of_an_old_district_says_where_it_lies_today(sample: Site, site: Site) -> None:
    assert "Xã Gộp" in site.text("dia-ban/huyen-mau")
    assert re.search(r"(Phình Hồ|Trạm Tấu|Tà Xi Láng|Hạnh Phúc)", sample.text("dia-ban/huyen-tram-tau"))


def test_a_target_with_a_base_of_its_own_is_not_held_against_the_result(sample: Site) -> None:
    page = sample.text(f"chi-so/{RATE}")
    assert (2023, "3.17") in sample.goals("tinh-thua-thien-hue")
    assert (2022, "3.56", "A", "final") in sample.said("tinh-thua-thien-hue")
    assert "3,17 %" in page
    assert "4,13 %" in page
    assert "Không tính tiến độ" in page
