"""Figures without a source, of a place or a year that is not theirs: told each time, and only then."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from giamngheo.check.report import told
from giamngheo.kinds.problem import Problem
from giamngheo.portal import assemble

Write = Callable[[str], Path]
Found = Callable[..., list[Problem]]
TODAY = date(2026, 11, 21)


@pytest.fixture
def found(write: Write) -> Found:
    def problems(tree: str, today: date = TODAY) -> list[Problem]:
        return list(assemble(write(tree) / "content", "tp-hue", today).problems)

    return problems


def codes(problems: Sequence[Problem]) -> list[tuple[str, int]]:
    return [(one.code, one.line) for one in problems]


def indicator(*observations: str, name: str = "ho-ngheo", more: str = "") -> str:
    rows = "".join(f"  - {{{one}}}\n" for one in observations)
    head = f"=== content/chi-so/{name}.yml\nname: Số hộ {name}\nplain: Có bao nhiêu hộ\nunit: household\n{more}"
    return f"{head}observations:\n{rows}"


# --- sources ---------------------------------------------------------------------------------------------


def policy(of_amount: str = "", of_policy: str = "") -> str:
    return f"""
=== content/danh-muc/chinh-sach.yml
giong-cay:
  name: Hỗ trợ giống cây
  what: Tỉnh cấp giống cây cho hộ nghèo.
  who: [ho-ngheo]
  ask: [ubnd-xa]
  {of_policy}
  amounts:
    - {{id: muc-cap, label: mức cấp mỗi hộ, value: 2000000, unit: dong, per: household{of_amount}}}
"""


@pytest.mark.parametrize(
    ("of_amount", "of_policy"),
    [
        (", source: nld-hue-1207", ""),
        (", law: nd-07-2021", ""),
        ("", "sources: [nld-hue-1207]"),
        ("", "laws: [nd-07-2021]"),
    ],
)
def test_an_amount_rests_on_a_source_or_a_law_of_its_own_or_of_its_policy(
    found: Found, of_amount: str, of_policy: str
) -> None:
    assert "G701" not in [one.code for one in found(policy(of_amount, of_policy))]


def test_an_amount_that_rests_on_nothing_is_told(found: Found) -> None:
    assert "G701" in [one.code for one in found(policy())]


@pytest.mark.parametrize(
    ("host", "is_known"),
    [
        ("xamau.hue.gov.vn", True),
        ("www.baohatinh.vn", True),
        ("dien-tu.baohatinh.vn", True),
        ("khongphaibaohatinh.vn", False),
        ("gov.vn.example", False),
    ],
)
def test_a_host_is_known_with_all_that_stands_below_it(found: Found, host: str, is_known: bool) -> None:
    tree = f"=== content/danh-muc/nguon.yml\nbai:\n  title: Bài\n  publisher: Báo\n  url: https://{host}/bai\n"
    assert ([] if is_known else [("G702", 4)]) == codes(found(tree))


# --- places, standards, days -------------------------------------------------------------------------------

GONE = "place: huyen-a-luoi, period: 2026, value: 9, standard: 2022-2026, kind: estimate, source: tthorg-aluoi-2021"


def test_a_place_that_is_no_more_is_told_wherever_it_stands(found: Found) -> None:
    twice = indicator(GONE) + indicator(GONE, name="tong-so-ho")
    assert [("G706", 5)] * 2 == codes(found(twice))


def test_a_place_that_came_and_went_is_followed_to_what_it_is_now(found: Found) -> None:
    place = """
=== content/danh-muc/dia-ban.yml
xa-cu:
  name: Xã Cũ
  level: commune
  parent: tp-hue
  valid_from: 2025-01-01
  valid_to: 2025-06-30
"""
    heirs = "  merged_into:\n    - {id: xa-a-luoi-2}\n"
    row = "place: xa-cu, period: 2025, value: 9, standard: 2022-2026, source: tthorg-aluoi-2021"
    for more, now in (("", "Nay là: –."), (heirs, "Nay là: xa-a-luoi-2.")):
        [problem] = [one for one in found(place + more + indicator(row)) if one.code == "G706"]
        assert now in told(problem)


def test_a_standard_that_nobody_knows_is_told_once_and_as_that(found: Found) -> None:
    row = "place: tp-hue, period: 2025, value: 9, standard: 2022-2062, source: nld-hue-1207"
    assert [("R401", 5)] == codes(found(indicator(row)))


@pytest.mark.parametrize(
    "row",
    [
        "place: tp-hue, period: 2026, missing: L, standard: 2022-2026, source: nld-hue-1207",
        "place: tp-hue, period: 2026, as_of: 2026-11-21, value: 9, standard: 2022-2026, source: nld-hue-1207",
        "place: tp-hue, period: 2026, value: 9, standard: 2022-2026, kind: estimate, source: nld-hue-1207",
    ],
)
def test_of_a_year_that_goes_on_what_is_missing_counted_by_today_or_estimated_is_welcome(
    found: Found, row: str
) -> None:
    assert [] == found(indicator(row))


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("", [("G709", 1)]),
        ("kind: preliminary", [("G709", 1)]),
        ("kind: estimate", []),
        ("as_of: 2026-11-21", []),
        ("as_of: 2026-11-22", [("G709", 5)]),
    ],
)
def test_so_it_is_with_the_table_of_a_review(found: Found, head: str, expected: list[tuple[str, int]]) -> None:
    tree = f"""
=== content/chi-so/so-lieu/ra-soat-2026.yml
period: 2026
standard: 2022-2026
source: nld-hue-1207
columns: {{so_ho: ho-ngheo}}
{head}
=== content/chi-so/so-lieu/ra-soat-2026.csv
ma_dia_ban;so_ho
tp-hue;9
=== content/chi-so/ho-ngheo.yml
name: Số hộ nghèo
plain: Có bao nhiêu hộ
unit: household
observations: []
"""
    assert expected == codes(found(tree))


def test_a_way_of_counting_is_the_same_whether_the_value_says_it_or_its_indicator(found: Found) -> None:
    row = "place: tp-hue, period: 2025, value: {value}, standard: 2022-2026, source: nld-hue-1207{more}"
    survey = "method: survey\n"
    same = indicator(row.format(value=8, more=""), row.format(value=9, more=", method: survey"), more=survey)
    assert [("G710", 7)] == codes(found(same))
    other = indicator(row.format(value=8, more=""), row.format(value=9, more=", method: report"), more=survey)
    assert [] == found(other)
