"""What files of figures say and leave unsaid: the same in every form, and nothing that a spreadsheet would run."""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import pytest

Rates = Callable[..., Any]
HA_TINH = "place: tinh-ha-tinh, period: 2023"
FORMS = ("csv", "json", "svg", "txt", "xlsx")


def only(files: Any, path: str = "chi-so/ty-le") -> tuple[dict[str, str], dict[str, Any]]:
    """The one row of a table and of its JSON."""
    [row], [said] = files.rows(f"{path}.csv"), files.json(f"{path}.json")["rows"]
    return row, said


# --- values ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("typed", "value"), [('"2,80"', "2.80"), ("0", "0"), ('"0,0"', "0.0"), ('"49,87"', "49.87")])
def test_a_value_keeps_its_digits_in_every_form(rates: Rates, typed: str, value: str) -> None:
    files = rates(f"{HA_TINH}, value: {typed}")
    row, said = only(files)
    assert (value, value, "A") == (row["OBS_VALUE"], str(said["OBS_VALUE"]), row["OBS_STATUS"])
    assert f'"OBS_VALUE":{value},' in files.text("chi-so/ty-le.json")
    assert f"Năm 2023: {value.replace('.', ',')}\u00a0%, chính thức" in files.text("chi-so/ty-le.txt")


@pytest.mark.parametrize("letter", ["L", "M", "O", "Q"])
def test_what_is_missing_is_empty_and_says_why(rates: Rates, letter: str) -> None:
    files = rates(f"{HA_TINH}, missing: {letter}")
    row, said = only(files)
    reasons = {"L": "không thu thập", "M": "không thể có", "O": "không được công bố", "Q": "giữ kín"}
    assert ("", letter, letter) == (row["OBS_VALUE"], row["OBS_STATUS"], said["OBS_STATUS"])
    assert "OBS_VALUE" not in said
    assert reasons[letter] in row["MISSING_REASON"]
    assert reasons[letter] in files.text("chi-so/ty-le.txt")
    assert "chưa có số liệu" in files.text("chi-so/ty-le.txt")


@pytest.mark.parametrize(
    ("kind", "status", "word"),
    [
        ("final", "A", "chính thức"),
        ("preliminary", "P", "sơ bộ"),
        ("estimate", "E", "ước tính"),
        ("derived", "A", "suy ra"),
    ],
)
def test_how_sure_a_value_is_goes_with_it(rates: Rates, kind: str, status: str, word: str) -> None:
    files = rates(f"{HA_TINH}, value: 3, kind: {kind}, note: Cách tính.")
    row, said = only(files)
    assert (kind, status) == (row["KIND"], row["OBS_STATUS"]) == (said["KIND"], said["OBS_STATUS"])
    assert f"3\u00a0%, {word}" in files.text("chi-so/ty-le.txt")


def test_a_final_value_takes_the_place_of_the_preliminary_one(rates: Rates) -> None:
    row, _ = only(rates(f"{HA_TINH}, value: 4, kind: preliminary", f'{HA_TINH}, value: "3,5"'))
    assert ("3.5", "final", "A") == (row["OBS_VALUE"], row["KIND"], row["OBS_STATUS"])


def test_a_bound_and_a_day_of_its_own_go_with_a_value(rates: Rates) -> None:
    row, said = only(rates(f'{HA_TINH}, value: "1,2", bound: under, as_of: 2023-06-30'))
    assert ("under", "2023-06-30") == (row["BOUND"], row["AS_OF"]) == (said["BOUND"], said["AS_OF"])


def test_a_new_standard_is_a_break_and_a_gap_in_the_years_is_none(rates: Rates) -> None:
    place = "place: tinh-ha-tinh"
    files = rates(
        f"{place}, period: 2020, value: 5, standard: 2016-2020",
        f"{place}, period: 2022, value: 4",
        f"{place}, period: 2024, value: 3",
    )
    rows = files.rows("chi-so/ty-le.csv")
    assert ["A", "B", "A"] == [row["OBS_STATUS"] for row in rows]
    assert ["", True, ""] == [row["BREAK_REASON"] and "đổi chuẩn nghèo" in row["BREAK_REASON"] for row in rows]
    found = [(one["before"], one["after"], one["reason"]) for one in files.json("chi-so/ty-le.json")["breaks"]]
    assert [(2020, 2022, "standard"), (2022, 2024, "gap")] == found
    assert re.search(
        r"Năm 2020: 5.*\nGiữa 2020 và 2022: đổi chuẩn nghèo.*\nNăm 2022: 4", files.text("chi-so/ty-le.txt")
    )


def test_a_row_names_the_place_that_was(rates: Rates) -> None:
    files = rates("place: tinh-thua-thien-hue, period: 2024, value: 2", "place: tp-hue, period: 2025, value: 1")
    rows = files.rows("dia-ban/tp-hue/ty-le.csv")
    assert ["tinh-thua-thien-hue", "tp-hue"] == [row["REF_AREA"] for row in rows]
    assert ["A", "B"] == [row["OBS_STATUS"] for row in rows]


def test_a_code_that_two_places_had_does_not_join_them(rates: Rates) -> None:
    files = rates("place: tinh-yen-bai, period: 2023, value: 9", "place: tinh-lao-cai, period: 2025, value: 8")
    rows = files.rows("chi-so/ty-le.csv")
    assert {("tinh-yen-bai", "15"), ("tinh-lao-cai", "15")} == {(r["REF_AREA"], r["REF_AREA_CODE"]) for r in rows}


def test_what_another_source_prints_stands_beside_the_chosen_value(rates: Rates) -> None:
    files = rates(f'{HA_TINH}, value: "24,4", note: Giữ số này., others: [{{value: "24,30", source: lawnet-217}}]')
    row, said = only(files)
    assert ("24.4", "24.30 lawnet-217") == (row["OBS_VALUE"], row["OTHER_VALUES"])
    assert said["OTHER_VALUES"] == row["OTHER_VALUES"]
    assert "lawnet-217" in files.json("chi-so/ty-le.json")["sources"]
    assert "Nguồn 2 ghi 24,30\u00a0%." in files.text("chi-so/ty-le.txt")


def test_two_ways_of_measuring_are_two_rows_and_a_break(rates: Rates) -> None:
    rows = rates(f"{HA_TINH}, value: 3", f"{HA_TINH}, value: 4, method: survey").rows("chi-so/ty-le.csv")
    assert {("review", "3"), ("survey", "4")} == {(row["METHOD"], row["OBS_VALUE"]) for row in rows}
    assert ["A", "B"] == sorted(row["OBS_STATUS"] for row in rows)


def test_the_level_of_a_target_stands_in_a_column_of_its_own(rates: Rates) -> None:
    files = rates(
        f"{HA_TINH}, value: 3", targets=['place: tinh-ha-tinh, period: 2025, value: "2,50", drop_points: "0,50"']
    )
    result, row = files.rows("chi-so/ty-le.csv")
    assert ("3", "final", "", "") == tuple(result[n] for n in ("OBS_VALUE", "KIND", "TARGET_VALUE", "TARGET_DROP"))
    assert ("", "", "target") == (row["OBS_VALUE"], row["OBS_STATUS"], row["KIND"])
    assert ("tinh-ha-tinh", "2025", "2.50", "0.50") == (
        row["REF_AREA"], row["TIME_PERIOD"], row["TARGET_VALUE"], row["TARGET_DROP"],
    )  # fmt: skip
    [_] = files.json("chi-so/ty-le.json")["rows"]
    [target] = files.json("chi-so/ty-le.json")["targets"]
    assert ("tinh-ha-tinh", 2025, Decimal("2.50"), "0.50") == (
        target["REF_AREA"], target["TIME_PERIOD"], target["value"], str(target["drop_points"]),
    )  # fmt: skip
    assert "Chỉ tiêu năm 2025: 2,50\u00a0%, giảm 0,50 điểm phần trăm." in files.text("chi-so/ty-le.txt")


def test_a_target_of_a_place_without_values_is_a_row(rates: Rates) -> None:
    files = rates(f"{HA_TINH}, value: 3", targets=["place: tinh-thua-thien-hue, period: 2023, value: 0"])
    [row] = files.rows("dia-ban/tp-hue/ty-le.csv")
    assert ("tinh-thua-thien-hue", "0", "") == (row["REF_AREA"], row["TARGET_VALUE"], row["OBS_VALUE"])


# --- texts -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("note", ["=1+1", "+84", "-SUM(A1)", "@cmd", "＝1"])
def test_no_cell_but_a_number_begins_as_a_formula(rates: Rates, note: str) -> None:
    row, said = only(rates(f'{HA_TINH}, value: 3, note: "{note}"'))
    assert f"'{note}" == row["NOTE"]
    assert note == said["NOTE"]


def test_a_number_below_zero_stays_a_number(rates: Rates) -> None:
    files = rates(f'{HA_TINH}, value: "-0,50", note: "Giảm"')
    assert "-0.50" == only(files)[0]["OBS_VALUE"]


def test_quotes_and_lines_stay_within_their_cell(rates: Rates) -> None:
    note = 'Nguồn ghi ""hơn"" 3, sau đó sửa'.replace('""', '"')
    row, said = only(rates(f"{HA_TINH}, value: 3, note: '{note}'"))
    assert note == row["NOTE"] == said["NOTE"]


def test_text_is_composed_however_it_was_typed(rates: Rates) -> None:
    typed = unicodedata.normalize("NFD", "Số đã kiểm tra lại")
    files = rates(f"{HA_TINH}, value: 3, note: {typed}")
    for form in ("csv", "json", "svg", "txt"):
        text = files.text(f"chi-so/ty-le.{form}")
        assert text == unicodedata.normalize("NFC", text), form


def test_a_table_is_what_excel_and_rfc_4180_ask_for(rates: Rates) -> None:
    data = rates(f"{HA_TINH}, value: 3").bytes("chi-so/ty-le.csv")
    assert data.startswith(b"\xef\xbb\xbfINDICATOR,REF_AREA,")
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == 2


@pytest.mark.parametrize("path", [*(f"chi-so/ty-le.{form}" for form in FORMS[:4]), "dia-ban/tinh-ha-tinh.json"])
def test_a_demonstration_and_the_licence_are_told_in_every_file(rates: Rates, path: str) -> None:
    marked = rates(f"{HA_TINH}, value: 3", is_demonstration=True).text(path)
    plain = rates(f"{HA_TINH}, value: 3").text(path)
    assert re.search("trình diễn", marked, re.IGNORECASE)
    assert not re.search("trình diễn", plain, re.IGNORECASE)
    assert re.search("CC[- ]BY[- ]4.0", plain)


def test_the_rows_say_where_each_value_was_read(rates: Rates) -> None:
    files = rates(f"{HA_TINH}, value: 3")
    row, said = only(files)
    source = files.json("chi-so/ty-le.json")["sources"][said["SOURCE"]]
    assert ("baohatinh-2023", source["title"], source["url"]) == (
        row["SOURCE"],
        row["SOURCE_TITLE"],
        row["SOURCE_URL"],
    )
    assert row["SOURCE_TITLE"]
    assert f"1. {source['title']}. {source['publisher']}. {source['url']}" in files.text("chi-so/ty-le.txt")


# --- files -----------------------------------------------------------------------------------------------


def test_the_sentence_stands_there_to_read_and_to_read_aloud(rates: Rates) -> None:
    files = rates(f'{HA_TINH}, value: "5,13"')
    told, text = files.json("chi-so/ty-le.json"), files.text("chi-so/ty-le.txt")
    assert "Cuối năm 2023, tỷ lệ hộ nghèo của tỉnh Hà Tĩnh là 5,13\u00a0%." == told["headline"]
    assert "năm phẩy mười ba phần trăm" in told["spoken"]
    assert f"{told['headline']}\n\n{told['spoken']}\n" in text


def test_an_indicator_has_five_forms_and_a_place_four_and_all_of_its_own(rates: Rates) -> None:
    files = rates(f"{HA_TINH}, value: 3").all
    assert {f"chi-so/ty-le.{form}" for form in FORMS} <= files.keys()
    assert {f"dia-ban/tinh-ha-tinh/ty-le.{form}" for form in FORMS[:4]} <= files.keys()
    assert "dia-ban/tinh-ha-tinh/ty-le.xlsx" not in files
    assert {"dia-ban/tinh-ha-tinh.csv", "dia-ban/tinh-ha-tinh.json"} <= files.keys()
    assert not [path for path in files if path.startswith("dia-ban/tp-hue")]


def test_a_commune_of_another_province_has_one_table_of_all_its_figures(rates: Rates) -> None:
    files = rates("place: xa-thu-cuc, period: 2025, value: 3", "place: phuong-vy-da, period: 2025, value: 2").all
    assert {"dia-ban/xa-thu-cuc.csv", "dia-ban/xa-thu-cuc.json"} == {path for path in files if "/xa-thu-cuc" in path}
    assert {f"dia-ban/phuong-vy-da/ty-le.{form}" for form in FORMS[:4]} <= files.keys()


def test_the_store_keeps_only_what_takes_long_to_make(rates: Rates) -> None:
    files = rates(f"{HA_TINH}, value: 3").all
    assert {"svg", "xlsx"} == {form for form in FORMS if files[f"chi-so/ty-le.{form}"].is_kept}


def test_the_same_texts_make_the_same_bytes(rates: Rates) -> None:
    rows = (f'{HA_TINH}, value: "3,04"', "place: tp-hue, period: 2025, value: 1, kind: estimate")
    one, other = rates(*rows), rates(*rows)
    assert {p: a.make() for p, a in one.all.items()} == {p: a.make() for p, a in other.all.items()}


def test_an_edition_changes_with_a_value_and_with_nothing_else(rates: Rates) -> None:
    def edition(row: str) -> str:
        return str(rates(f"{HA_TINH}, {row}").json("chi-so/ty-le.json")["edition"])

    first = edition("value: 3")
    assert first == edition("value: 3, note: Một ghi chú.")
    others = [
        edition(row) for row in ('value: "3,0"', "missing: Q", "value: 3, kind: estimate", "value: 3, bound: over")
    ]
    assert len({first, *others}) == 5


def test_a_long_table_is_given_out_by_province(files: Callable[..., Any]) -> None:
    communes = [f"xa-{n}" for n in range(40)]
    register = ["=== content/danh-muc/dia-ban.yml"]
    for id_ in communes:
        register += [f"{id_}: {{name: Xã {id_}, level: commune, parent: tinh-ha-tinh, valid_from: 2010-01-01}}"]
    rows = [
        f"  - {{place: {place}, period: {year}, value: 3, standard: 2022-2026, source: baohatinh-2023}}"
        for place in ("tinh-ha-tinh", *communes)
        for year in range(2017, 2025)
    ]
    head = "name: Tỷ lệ\nplain: Trong 100 hộ\nunit: percent\nobservations:"
    made = files("\n".join([*register, "=== content/chi-so/dai.yml", head, *rows, ""]))
    whole, part = made.rows("chi-so/dai.csv"), made.rows("chi-so/dai/tinh/tinh-ha-tinh.csv")
    assert ({"tinh-ha-tinh"}, set(communes)) == ({r["REF_AREA"] for r in whole}, {r["REF_AREA"] for r in part})
    assert (8, 320) == (len(whole), len(part))
    said = made.json("chi-so/dai.json")["parts"]
    address = "https://mau.example/chi-so/dai/tinh/tinh-ha-tinh"
    assert [("tinh-ha-tinh", 320, f"{address}.csv", f"{address}.json")] == [
        (one["REF_AREA"], one["rows"], one["csv"], one["json"]) for one in said
    ]
    assert f"{address}.csv" in made.text("chi-so/dai.txt")


# --- the drawing -----------------------------------------------------------------------------------------

SVG = "{http://www.w3.org/2000/svg}"


def test_a_drawing_stands_alone(rates: Rates) -> None:
    text = rates(f'{HA_TINH}, value: "3,04"', "place: tinh-ha-tinh, period: 2024, value: 2").text("chi-so/ty-le.svg")
    drawing = ElementTree.fromstring(text)
    words = " ".join("".join(one.itertext()) for one in drawing.iter(f"{SVG}text"))
    assert f"{SVG}svg" == drawing.tag
    assert {"title", "desc", "style", "rect"} <= {one.tag.removeprefix(SVG) for one in drawing}
    for said in (
        "Tỷ lệ hộ nghèo, Tỉnh Hà Tĩnh",
        "3,04\u00a0%",
        "Nguồn:",
        "CC-BY-4.0",
        "https://mau.example/chi-so/ty-le/",
    ):
        assert said in words
    style = drawing.findtext(f"{SVG}style") or ""
    assert ".chart__line{stroke:" in style.replace(" ", "")
    assert "var(" not in style
    assert "@media" not in style


def test_every_class_of_a_drawing_has_its_style_with_it(rates: Rates) -> None:
    drawing = ElementTree.fromstring(
        rates(f"{HA_TINH}, value: 3", f"{HA_TINH[:-1]}4, missing: Q").text("chi-so/ty-le.svg")
    )
    used = {name for one in drawing.iter() for name in one.get("class", "").split()}
    styled = set(re.findall(r"\.(chart[\w-]*)", drawing.findtext(f"{SVG}style") or ""))
    assert styled <= used
    assert {"chart", "chart__grid", "chart__axis", "chart__missing", "chart__dot"} <= styled
