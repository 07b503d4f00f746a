"""Two layers become one catalogue: the nation's facts, and over them what a province says."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
import yaml

from giamngheo.kinds.catalogue import Catalogue
from giamngheo.load.content import Loaded, load

Write = Callable[[str | Mapping[str, str | bytes]], Path]
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def national(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return load(tmp_path_factory.mktemp("content"))


@pytest.fixture(scope="module")
def catalogue(national: Loaded) -> Catalogue:
    return national.catalogue


def places(catalogue: Catalogue, level: str, day: date, parent: str | None = None) -> list[str]:
    found = ((id_, catalogue.place(id_)) for id_ in catalogue.of("place"))
    return [
        id_
        for id_, place in found
        if place.level == level and place.exists_on(day) and parent in (None, place.parent)
    ]


# --- the national layer ----------------------------------------------------------------------------------


def test_the_national_layer_reads_without_a_problem(national: Loaded) -> None:
    assert [] == national.problems


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2025, 6, 30), 63), (date(2025, 7, 1), 34), (TODAY, 34)],
)
def test_63_provinces_became_34_on_the_first_of_july_2025(catalogue: Catalogue, day: date, expected: int) -> None:
    assert expected == len(places(catalogue, "province", day))


def test_no_district_is_left_since_the_first_of_july_2025(catalogue: Catalogue) -> None:
    assert [] == places(catalogue, "district", date(2025, 7, 1))


def test_hue_has_forty_communes_and_wards_today(catalogue: Catalogue) -> None:
    assert 40 == len(places(catalogue, "commune", TODAY, parent="tp-hue"))


@pytest.mark.parametrize(
    ("code", "before", "now"),
    [
        ("15", "tinh-yen-bai", "tinh-lao-cai"),
        ("24", "tinh-bac-giang", "tinh-bac-ninh"),
        ("44", "tinh-quang-binh", "tinh-quang-tri"),
        ("52", "tinh-binh-dinh", "tinh-gia-lai"),
        ("80", "tinh-long-an", "tinh-tay-ninh"),
        ("82", "tinh-tien-giang", "tinh-dong-thap"),
        ("91", "tinh-kien-giang", "tinh-an-giang"),
    ],
)
def test_a_code_that_was_given_again_names_another_place(
    catalogue: Catalogue, code: str, before: str, now: str
) -> None:
    def named(day: date) -> list[str]:
        return [id_ for id_ in places(catalogue, "province", day) if catalogue.place(id_).code == code]

    assert ([before], [now]) == (named(date(2025, 6, 30)), named(date(2025, 7, 1)))


def test_every_province_that_ceased_says_where_it_went(catalogue: Catalogue) -> None:
    gone = set(places(catalogue, "province", date(2024, 12, 31))) - set(places(catalogue, "province", TODAY))
    heirs = {merger.id for id_ in gone for merger in catalogue.place(id_).merged_into}
    assert set() == {id_ for id_ in gone if not catalogue.place(id_).merged_into}
    assert set() == heirs - set(places(catalogue, "province", TODAY))


def test_numbers_of_a_table_keep_their_leading_zeros(catalogue: Catalogue) -> None:
    assert "01" == catalogue.place("tp-ha-noi").code


def test_every_entry_of_the_national_layer_says_which_file_it_is_from(catalogue: Catalogue) -> None:
    assert {"national"} == {item.path.split("/")[0] for item in catalogue}
    assert {None} == {item.source for item in catalogue}


# --- the province over the nation ------------------------------------------------------------------------


def test_a_province_says_better_what_the_nation_said_of_the_same_id(write: Write) -> None:
    loaded = load(
        write(
            """
            === content/danh-muc/co-quan.yml
            ubnd-xa:
              name: Ủy ban nhân dân phường Thuận Hóa
              level: commune
              task: Nhận đơn.
            """
        )
        / "content"
    )
    assert [] == loaded.problems
    assert "Ủy ban nhân dân phường Thuận Hóa" == loaded.catalogue.agency("ubnd-xa").name
    assert "content/danh-muc/co-quan.yml" == loaded.catalogue.of("agency")["ubnd-xa"].path


def test_a_province_adds_units_and_hosts_to_those_of_the_nation(write: Write) -> None:
    loaded = load(write("=== content/danh-muc/don-vi.yml\nbuffalo: {name: con trâu, spoken: con trâu}\n") / "content")
    assert ("con trâu", "hộ") == (loaded.catalogue.unit("buffalo").name, loaded.catalogue.unit("household").name)


@pytest.mark.parametrize(
    ("unit", "codes"),
    [("{spoken: ki-lô-gam}", ["F302"]), ("ki-lô-gam", ["F310"]), ("{name: kg, spokn: kí}", ["F301"])],
)
def test_a_unit_that_is_not_understood_is_told(write: Write, unit: str, codes: list[str]) -> None:
    loaded = load(write(f"=== content/danh-muc/don-vi.yml\nkg: {unit}\n") / "content")
    assert codes == [problem.code for problem in loaded.problems]


def test_an_entry_of_a_register_knows_the_place_of_its_fields(write: Write) -> None:
    loaded = load(write("=== content/danh-muc/chu-de.yml\n# Chủ đề\nnuoc-sach:\n  name: Nước sạch\n") / "content")
    item = loaded.catalogue.of("topic")["nuoc-sach"]
    assert ((2, 1), (3, 9)) == (item.where(), item.where("name"))


def test_a_register_may_come_from_excel_with_semicolons(write: Write) -> None:
    rows = (
        "id;name;level;parent;code;aliases;merged_into",
        "xa-mau;Xã Mẫu;commune;tp-hue;04571;Mẫu;xa-a-luoi-1:part",
    )
    table = "\ufeff" + "\r\n".join([*rows, ";;;;;;", ""])
    loaded = load(write({"content/danh-muc/dia-ban.csv": table.encode()}) / "content")
    place = loaded.catalogue.place("xa-mau")
    assert [] == loaded.problems
    assert ("04571", ("Mẫu",), "part") == (place.code, place.aliases, place.merged_into[0].share)
    assert (2, 30) == loaded.catalogue.of("place")["xa-mau"].where("code")


def test_the_same_id_twice_in_a_table_is_told(write: Write) -> None:
    table = "id,name,level\nxa-mau,Xã Mẫu,commune\nxa-mau,Xã Mẫu Hai,commune\n"
    loaded = load(write({"content/danh-muc/dia-ban.csv": table}) / "content")
    assert [("R402", 3)] == [(problem.code, problem.line) for problem in loaded.problems]


def test_a_table_without_ids_is_told_once_and_does_not_stop_the_reading(write: Write) -> None:
    rows = "name,level\nXã Mẫu,commune\nXã Hai,commune\n"
    loaded = load(write({"content/danh-muc/dia-ban.csv": rows}) / "content")
    assert [("F316", 1)] == [(problem.code, problem.line) for problem in loaded.problems]


def test_a_row_without_an_id_is_told_at_its_line(write: Write) -> None:
    rows = "name,id\nXã Mẫu,xa-mau\nXã Hai\n"
    loaded = load(write({"content/danh-muc/co-quan.csv": rows}) / "content")
    assert ("F311", 3) in [(problem.code, problem.line) for problem in loaded.problems]


# --- files -----------------------------------------------------------------------------------------------

ARTICLE = "---\ntitle: a\ndate: 2026-11-02\nsummary: a\n---\nThôn.\n"


@pytest.mark.parametrize(
    ("path", "kind", "id_", "address"),
    [
        ("bai-viet/2026/nuoc-sach.md", "article", "nuoc-sach", "bai-viet/2026/nuoc-sach/"),
        ("en/bai-viet/2026/clean-water.md", "article", "en/clean-water", "en/bai-viet/2026/clean-water/"),
    ],
)
def test_the_path_of_a_file_is_its_kind_id_and_address(
    write: Write, path: str, kind: str, id_: str, address: str
) -> None:
    item = load(write({f"content/{path}": ARTICLE}) / "content").catalogue.of(kind)[id_]
    assert address == item.address


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.md", ""),
        ("lien-he.md", "lien-he/"),
        ("huong-dan/index.md", "huong-dan/"),
        ("en/about.md", "en/about/"),
    ],
)
def test_a_plain_page_stands_where_its_file_stands(write: Write, path: str, address: str) -> None:
    page = load(write({f"content/{path}": "---\ntitle: a\n---\nThôn.\n"}) / "content").catalogue.of("page")
    assert [address] == [item.address for item in page.values()]


def test_hidden_files_are_not_read(write: Write) -> None:
    tree = {"content/.nhap.md": "x", "content/_nhap/a.md": "x"}
    assert [] == load(write(tree) / "content").problems


def test_every_yaml_file_of_the_sample_parses_as_yaml_too(repository: Path) -> None:
    files = sorted((repository / "content").rglob("*.yml"))
    assert files
    for file in files:
        assert yaml.safe_load(file.read_text(encoding="utf-8"))
