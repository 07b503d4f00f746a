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
phuong-chung-ma: {name: Phường Chung Mã, level: commune, parent: tinh-mau, code: "98001", valid_to: 2020-12-31}
xa-chan: {name: Xã Chặn, level: commune, parent: tinh-mau}
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
  - {place: viet-nam, period: 2016, value: "9,9", standard: 2016-2020, method: survey, source: lawnet-217}
  - {place: viet-nam, period: 2020, value: "4,5", standard: 2016-2020, method: survey, source: lawnet-217}
  - {place: viet-nam, period: 2021, value: "2,23", standard: 2016-2020, source: lawnet-217}
  - {place: xa-tan-lap, period: 2025, value: "0", standard: 2022-2026, source: lawnet-217}
  - {place: phuong-tan-lap, period: 2025, value: "3,1", standard: 2022-2026, source: lawnet-217,
     others: [{value: "3,2", source: vietnamnet-yb-2023}]}
  - {place: xa-chan, period: 2025, value: "4,5", bound: under, standard: 2022-2026, source: lawnet-217}
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

    def rows(self, place: str, indicator: str) -> list[Mapping[str, str]]:
        return self.table(f"dia-ban/{place}/{indicator}.csv")

    def said(self, place: str, indicator: str = RATE) -> list[tuple[int, str, str, str]]:
        """Year, digits, status and kind of an indicator at a place by the table; JSON and page must say the same."""
        rows = [row for row in self.rows(place, indicator) if row["KIND"] != "target"]
        found = [(int(r["TIME_PERIOD"]), r["OBS_VALUE"], r["OBS_STATUS"], r["KIND"]) for r in rows]
        told = self.data(f"dia-ban/{place}/{indicator}.json")
        same = [(r["TIME_PERIOD"], str(r.get("OBS_VALUE", "")), r["OBS_STATUS"], r["KIND"]) for r in told["rows"]]
        assert found == same
        page = [(int(r["TIME_PERIOD"]), shown(r, told["indicator"]["unit_name"])) for r in reversed(rows)]
        assert page == [one[:2] for one in self.lines(place, indicator)]
        return found

    def lines(self, place: str, indicator: str) -> list[tuple[int, str, str]]:
        """Year, value and all that is said beside it, row by row, of the table on a place's page."""
        page = (self.folder / "dia-ban" / place / "index.html").read_text(encoding="utf-8")
        name = self.data(f"dia-ban/{place}/{indicator}.json")["indicator"]["name"]
        [table] = re.findall(rf"<table(?:(?!</table>).)*?<caption>{name},.*?</table>", page, re.DOTALL)
        years = re.findall(
            r'<th scope="row">(\d{4})</th>\s*<td[^>]*>(?:<strong>)?([^<]*)(.*?)</tbody>', table, re.DOTALL
        )
        return [(int(year), plain(value), plain(more)) for year, value, more in years]

    def goals(self, place: str, indicator: str = RATE) -> list[tuple[int, str]]:
        """Year and level of a place's targets by the table; JSON and page must say the same."""
        rows = [row for row in self.rows(place, indicator) if row["KIND"] == "target"]
        found = [(int(row["TIME_PERIOD"]), row["TARGET_VALUE"]) for row in rows]
        assert [""] * len(rows) == [row["OBS_VALUE"] for row in rows]
        told = self.data(f"dia-ban/{place}/{indicator}.json")
        assert found == [(one["TIME_PERIOD"], str(one.get("value", ""))) for one in told["targets"]]
        page = (self.folder / "dia-ban" / place / "index.html").read_text(encoding="utf-8")
        lines = [plain(line) for line in re.findall(r'<p class="progress__line">(.*?)</p>', page, re.DOTALL)]
        for row in rows:
            level = shown({"OBS_VALUE": row["TARGET_VALUE"], "BOUND": row["BOUND"]}, told["indicator"]["unit_name"])
            assert [line for line in lines if row["TIME_PERIOD"] in line and level in line]
        return found

    def notes(self, place: str, indicator: str, year: int) -> tuple[str, list[str]]:
        """What is noted of a value, and what other sources print, by the table; JSON and page must say the same."""
        [row] = [r for r in self.rows(place, indicator) if r["TIME_PERIOD"] == str(year) and r["KIND"] != "target"]
        told = self.data(f"dia-ban/{place}/{indicator}.json")
        [same] = [one for one in told["rows"] if one["TIME_PERIOD"] == year]
        assert (row["NOTE"], row["OTHER_VALUES"]) == (same.get("NOTE", ""), same.get("OTHER_VALUES", ""))
        [beside] = [more for period, _, more in self.lines(place, indicator) if period == year]
        assert row["NOTE"] in beside
        others = row["OTHER_VALUES"].split("; ") if row["OTHER_VALUES"] else []
        page = self.text(f"dia-ban/{place}")
        for one in others:
            value, source = one.split()
            assert f"Nguồn khác ghi {shown({'OBS_VALUE': value}, told['indicator']['unit_name'])} [" in beside
            assert told["sources"][source]["title"] in page
        return row["NOTE"], others


def plain(html: str) -> str:
    """The words of a piece of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).replace("\u00a0", " ").split())


def shown(row: Mapping[str, str], unit: str = "%") -> str:
    """As a reader meets it: 2.80 -> 2,80 % ; 20222 -> 20.222 hộ"""
    if not row["OBS_VALUE"]:
        return "chưa có số liệu"
    whole, _, rest = row["OBS_VALUE"].partition(".")
    number = f"{int(whole):,}".replace(",", ".") + (f",{rest}" if rest else "")
    bound = {"under": "dưới ", "over": "hơn ", "about": "khoảng "}.get(row.get("BOUND", ""), "")
    return f"{bound}{number} {unit}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, at: Any, settings: Any) -> Site:
    """A province with every case, built on a day in 2028."""
    province = at(tmp_path_factory.mktemp("so-lieu") / "tinh").write(
        {
            "mkdocs.yml": settings("tinh-mau"),
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
    reasons = ["có tồn tại nhưng không thu thập", "không thể có", "không được công bố", "giữ kín để bảo vệ người dân"]
    assert reasons == [row["MISSING_REASON"] for row in site.rows("xa-thieu", RATE)]
    lines = {year: more for year, _, more in site.lines("xa-thieu", RATE)}
    assert all(reason in lines[year] for year, reason in enumerate(reasons, 2022))


def test_a_printed_zero_at_the_end_stays_everywhere(site: Site, sample: Site) -> None:
    assert (2023, "2.80", "A", "final") in site.said("tinh-mau")
    assert "2,80 %" in site.text(f"chi-so/{RATE}")
    assert (2023, "2.80", "B", "final") in sample.said("huyen-cam-xuyen")
    assert "2,80 %" in sample.text("dia-ban/huyen-cam-xuyen")
    for form in ("svg", "txt"):
        said = (sample.folder / f"dia-ban/huyen-cam-xuyen/{RATE}.{form}").read_text(encoding="utf-8-sig")
        assert "2,80\u00a0%" in said
        assert not re.search(r"2,8(?!0)", said)


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
    assert (2023, "10.00") in [row[:2] for row in site.said("xa-manh")]
    page = site.text("dia-ban/xa-chia")
    assert "10,00 %" not in page
    assert "Năm 2023: Xã Mảnh chỉ có một phần về đây." in page
    assert "xa-chia" not in [row["REF_AREA"] for row in site.table(f"chi-so/{RATE}.csv")]
    assert "xa-chia" not in [row["REF_AREA"] for row in site.data(f"chi-so/{RATE}.json")["rows"]]


def test_a_code_used_again_does_not_join_two_places(site: Site) -> None:
    assert [(2023, "30.00")] == [row[:2] for row in site.said("xa-nho")]
    assert ["98001", "98001"] == [site.rows(id_, RATE)[0]["REF_AREA_CODE"] for id_ in ("xa-nho", "xa-gop")]
    assert "Mã 98001 cũng đã dùng cho nơi khác" in site.text("dia-ban/phuong-chung-ma")
    assert [(2023, "6.18")] == [row[:2] for row in site.said("xa-gop")]


def test_places_that_share_a_bare_name_are_two(site: Site) -> None:
    assert [(2025, "3.1")] == [row[:2] for row in site.said("phuong-tan-lap")]
    assert [(2025, "0")] == [row[:2] for row in site.said("xa-tan-lap")]


def test_what_another_source_prints_stands_beside_the_chosen_value(site: Site) -> None:
    assert [(2025, "3.1", "A", "final")] == site.said("phuong-tan-lap")
    assert ("", ["3.2 vietnamnet-yb-2023"]) == site.notes("phuong-tan-lap", RATE, 2025)


def test_what_is_only_a_bound_stays_one_wherever_places_are_compared(site: Site) -> None:
    assert [(2025, "4.5", "A", "final")] == site.said("xa-chan")
    page = site.text(f"chi-so/{RATE}")
    assert "Xã Chặn dưới 4,5 %" in page
    assert not re.search(r"Xã Chặn:? 4,5 %", page)


def test_a_target_met_a_target_missed_and_a_target_of_zero_are_told(site: Site) -> None:
    page = site.text(f"chi-so/{RATE}")
    assert [(2023, "3.00"), (2024, "2.00")] == site.goals("tinh-mau")
    assert [(2026, "0")] == site.goals("xa-tan-lap")
    assert "3,00 %" in page
    assert "2,00 %" in page
    assert "Đạt chỉ tiêu" in page
    assert "Chưa đạt chỉ tiêu" in page
    assert re.search(r"2026 0 %|0 %.{0,40}2026|2026.{0,40}\b0 %", site.text("dia-ban/xa-tan-lap"))


YEN_BAI = (
    "thanh-pho-yen-bai",
    "tx-nghia-lo",
    "huyen-luc-yen",
    "huyen-van-yen",
    "huyen-mu-cang-chai",
    "huyen-tran-yen",
    "huyen-tram-tau",
    "huyen-van-chan",
    "huyen-yen-binh",
)


@pytest.mark.parametrize(("indicator", "whole"), [("ho-ngheo", 20222), ("ho-can-ngheo", 8658)])
def test_the_nine_districts_of_yen_bai_add_up(sample: Site, indicator: str, whole: int) -> None:
    parts = [int(value) for id_ in YEN_BAI for year, value, *_ in sample.said(id_, indicator) if year == 2023]
    assert (9, whole) == (len(parts), sum(parts))
    assert (2023, str(whole), "A", "final") in [
        (year, value, "A", kind) for year, value, _, kind in sample.said("tinh-yen-bai", indicator)
    ]
    table = {
        r["REF_AREA"]: r["OBS_VALUE"] for r in sample.table(f"chi-so/{indicator}.csv") if r["TIME_PERIOD"] == "2023"
    }
    told = sample.data(f"chi-so/{indicator}.json")["rows"]
    same = {one["REF_AREA"]: str(one["OBS_VALUE"]) for one in told if one["TIME_PERIOD"] == 2023}
    assert [str(part) for part in parts] == [table[id_] for id_ in YEN_BAI] == [same[id_] for id_ in YEN_BAI]


def test_a_place_leads_to_the_files_of_each_of_its_figures(sample: Site) -> None:
    page = (sample.folder / "dia-ban/huyen-a-luoi/index.html").read_text(encoding="utf-8")
    for indicator in ("ho-ngheo", RATE, "ty-le-ho-can-ngheo"):
        for form in ("csv", "json", "svg", "txt"):
            assert f'href="../../dia-ban/huyen-a-luoi/{indicator}.{form}" download' in page
            assert (sample.folder / f"dia-ban/huyen-a-luoi/{indicator}.{form}").is_file()


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


# --- published figures that contradict one another, as readers meet them (the rules: tests/check) ---------


NATIONAL_2024 = {"ho-ngheo-da-chieu": "1258997", "ngheo-da-chieu": "4.06", "ho-ngheo": "599608", RATE: "1.93"}
NATIONAL_2023 = {"ho-ngheo-da-chieu": "1586336", "ngheo-da-chieu": "5.71", "ho-ngheo": "815101", RATE: "2.93"}


@pytest.mark.parametrize(
    ("year", "values", "base"), [(2024, NATIONAL_2024, "31 triệu hộ"), (2023, NATIONAL_2023, "27,8 triệu hộ")]
)
def test_national_2024_base(sample: Site, year: int, values: Mapping[str, str], base: str) -> None:
    """Rates and counts that need more households than the regions have: as published, with a note beside each."""
    for indicator, value in values.items():
        assert (year, value, "A", "final") in sample.said("viet-nam", indicator)
        assert base in sample.notes("viet-nam", indicator, year)[0]


def test_national_2022_sum(sample: Site) -> None:
    for indicator, value in (("ho-ngheo", 1057374), ("ho-can-ngheo", 915274), ("ho-ngheo-da-chieu", 1972767)):
        assert (2022, str(value), "A", "final") in sample.said("viet-nam", indicator)
        assert "ít hơn 119 hộ" in sample.notes("viet-nam", indicator, 2022)[0]
    assert "1.057.284 hộ, ít hơn 90 hộ" in sample.notes("viet-nam", "ho-ngheo", 2022)[0]


def test_aluoi_2023(sample: Site) -> None:
    """One source is chosen, the others stay beside it."""
    assert (2023, "3485", "A", "final") in sample.said("huyen-a-luoi", "ho-ngheo")
    assert ["3885 quochoitv-aluoi"] == sample.notes("huyen-a-luoi", "ho-ngheo", 2023)[1]
    assert (2023, "2253", "A", "final") in sample.said("huyen-a-luoi", "ho-can-ngheo")
    assert (2023, "5738", "A", "derived") in sample.said("huyen-a-luoi", "ho-ngheo-da-chieu")
    assert "5.720 hộ" in sample.notes("huyen-a-luoi", "ho-ngheo-da-chieu", 2023)[0]
    assert "24,3 %" in sample.notes("huyen-a-luoi", RATE, 2023)[0]
    assert "3.885" in sample.text("dinh-chinh")


def test_misprint_north_2023(sample: Site) -> None:
    place = "vung-trung-du-mien-nui-phia-bac"
    assert [(2022, "21.92"), (2023, "18.20"), (2024, "14.98")] == [
        row[:2] for row in sample.said(place, "ngheo-da-chieu")
    ]
    assert ["1.87 dtmn-2023"] == sample.notes(place, "ngheo-da-chieu", 2023)[1]
    assert "1,87 %" in sample.text("dinh-chinh")


def test_misprint_delta_2024(sample: Site) -> None:
    place = "vung-dong-bang-song-hong"
    assert (2024, "97755", "A", "final") in sample.said(place, "ho-ngheo-da-chieu")
    assert ["97555 vietjo-2024"] == sample.notes(place, "ho-ngheo-da-chieu", 2024)[1]
    assert "97.555" in sample.text("dinh-chinh")


def test_hatinh_2023(sample: Site) -> None:
    """Two pairs of one place and year that need other bases: both as published, each with a note."""
    pairs = {"ho-ngheo": "11572", RATE: "3.04", "ho-can-ngheo": "12947", "ty-le-ho-can-ngheo": "3.37"}
    for indicator, value in pairs.items():
        assert (2023, value, "A", "final") in sample.said("tinh-ha-tinh", indicator)
        assert "380.658 và 384.184 hộ" in sample.notes("tinh-ha-tinh", indicator, 2023)[0]


def test_cam_xuyen_standards(sample: Site) -> None:
    """5,13 % of a standard that nobody names and 2,80 %: not joined, and it is said why."""
    [_, after] = sample.rows("huyen-cam-xuyen", RATE)[:2]
    assert "không ghi chuẩn nghèo" in after["BREAK_REASON"]
    [since] = sample.data(f"dia-ban/huyen-cam-xuyen/{RATE}.json")["breaks"]
    assert (2020, 2023, "unknown_standard", after["BREAK_REASON"]) == (
        since["before"], since["after"], since["reason"], since["text"],
    )  # fmt: skip
    assert after["BREAK_REASON"] in sample.text("dia-ban/huyen-cam-xuyen")


def test_hue_target(sample: Site) -> None:
    """3,17 % was the target, 2,27 % is the result."""
    assert (2023, "2.27", "A", "final") in sample.said("tinh-thua-thien-hue")
    assert [(2023, "3.17")] == sample.goals("tinh-thua-thien-hue")
    assert "3.17" not in [row[1] for row in sample.said("tinh-thua-thien-hue")]


def test_hue_commune_name(sample: Site) -> None:
    """The list in force, not the plan: the plan's name is a remark and no place."""
    page = sample.text("dia-ban/xa-hung-loc")
    assert "Xã Hưng Lộc" in page
    assert "tháng 4/2025 gọi là xã Lộc Sơn" in page
    assert [] == [folder.name for folder in (sample.folder / "dia-ban").glob("*loc-son*") if "phu" not in folder.name]


def test_gso_vs_review(site: Site) -> None:
    """Two ways of counting are told as such, and no line, difference or headline goes from one to the other."""
    assert [(2016, "9.9", "A", "final"), (2020, "4.5", "A", "final"), (2021, "2.23", "B", "final")] == site.said(
        "viet-nam"
    )
    rows = site.rows("viet-nam", RATE)
    assert ["survey", "survey", "review"] == [row["METHOD"] for row in rows]
    assert "đổi cách thu thập" in rows[-1]["BREAK_REASON"]
    [(_, _, beside), *_] = site.lines("viet-nam", RATE)
    assert rows[-1]["BREAK_REASON"] in beside
    told = site.data(f"dia-ban/viet-nam/{RATE}.json")
    assert "Không so với những năm trước, vì đã đổi cách thu thập." in told["headline"]
    assert "giảm" not in told["headline"]
    drawing = (site.folder / "dia-ban/viet-nam" / f"{RATE}.svg").read_text(encoding="utf-8")
    assert "chart__line" not in re.sub(r"<style.*?</style>", "", drawing, flags=re.DOTALL)


def test_goal_2025(sample: Site) -> None:
    """0,9 % was wanted, 1,3 % is an estimate: neither is a result."""
    assert (2025, "1.3", "E", "estimate") in sample.said("viet-nam")
    assert [(2025, "0.9")] == sample.goals("viet-nam")
    assert "1,93" in sample.data(f"dia-ban/viet-nam/{RATE}.json")["headline"]


def test_hue_plan_base(sample: Site) -> None:
    """The plan starts at 4,13 %, the published result is 3,56 %: no progress, and both are told with the reason."""
    [target] = sample.data(f"dia-ban/tinh-thua-thien-hue/{RATE}.json")["targets"]
    assert ("3.17", "0.96") == (str(target["value"]), str(target["drop_points"]))
    page = sample.text("dia-ban/tinh-thua-thien-hue")
    assert "tính từ mức 4,13 %. Kết quả đã công bố cuối năm 2022 lại là 3,56 %" in page
    assert target["NOTE"] in page
