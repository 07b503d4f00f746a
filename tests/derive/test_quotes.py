"""What a text prints of the figures: as published, under the standard that is meant, never across a break."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from giamngheo.derive.quotes import Quote, quote
from giamngheo.load.content import load
from giamngheo.markup.calls import calls
from giamngheo.words import words

FIGURES = """
=== content/chi-so/ty-le.yml
name: Tỷ lệ hộ nghèo
plain: Trong 100 hộ có bao nhiêu hộ nghèo
unit: percent
observations:
  - {place: huyen-a-luoi, period: 2020, value: "9,0", standard: 2016-2020, source: lawnet-217}
  - {place: huyen-a-luoi, period: 2021, value: "8,10", standard: 2016-2020, source: lawnet-217}
  - {place: huyen-a-luoi, period: 2021, value: "49,98", standard: 2022-2026, source: lawnet-217}
  - {place: huyen-a-luoi, period: 2022, value: "40", kind: preliminary, standard: 2022-2026, source: lawnet-217}
  - {place: huyen-a-luoi, period: 2022, value: "38,10", standard: 2022-2026, source: lawnet-217}
  - {place: huyen-a-luoi, period: 2023, missing: Q, standard: 2022-2026, source: lawnet-217}
  - {place: huyen-a-luoi, period: 2024, value: "12", bound: under, standard: 2022-2026, source: lawnet-217}
  - {place: tinh-thua-thien-hue, period: 2024, value: "1,4", standard: 2022-2026, source: lawnet-217}
  - {place: tp-hue, period: 2025, value: "1,2", standard: 2022-2026, source: lawnet-217}
=== content/chi-so/so-ho.yml
name: Số hộ nghèo
plain: Có bao nhiêu hộ nghèo
unit: household
observations:
  - {place: huyen-a-luoi, period: 2021, value: "7022", standard: 2022-2026, source: lawnet-217}
  - {place: huyen-a-luoi, period: 2023, value: "3485", standard: 2022-2026, source: lawnet-217}
"""


@pytest.fixture
def quoted(write: Callable[[str], Path]) -> Callable[[str], Quote]:
    catalogue = load(write(FIGURES) / "content").catalogue
    return lambda call: quote(catalogue, next(calls(f"{{{{ {call} }}}}")), words(), date(2026, 11, 20))


@pytest.mark.parametrize(
    ("expected", "call"),
    [
        ("9,0\u00a0%", "so(ty-le, huyen-a-luoi, 2020)"),
        ("8,10\u00a0%", "so(ty-le, huyen-a-luoi, 2021, 2016-2020)"),
        ("49,98\u00a0%", "so(ty-le, huyen-a-luoi, 2021, 2022-2026)"),
        ("38,10\u00a0%", "so(ty-le, huyen-a-luoi, 2022)"),
        ("dưới 12\u00a0%", "so(ty-le, huyen-a-luoi, 2024)"),
        ("7.022\u00a0hộ", "so(so-ho, huyen-a-luoi, 2021)"),
        ("0,90 điểm phần trăm", "chenh(ty-le, huyen-a-luoi, 2020, 2021)"),
        ("11,88 điểm phần trăm", "chenh(ty-le, huyen-a-luoi, 2022, 2021)"),
        ("3.537\u00a0hộ", "chenh(so-ho, huyen-a-luoi, 2021, 2023)"),
    ],
)
def test_a_figure_and_a_difference_are_printed_as_published(
    quoted: Callable[[str], Quote], expected: str, call: str
) -> None:
    assert expected == quoted(call).text


@pytest.mark.parametrize(
    ("expected", "call"),
    [
        (("G729", 3), "so(ty-le, huyen-a-luoi, 2021)"),
        (("G728", 3), "so(ty-le, huyen-a-luoi, 2023)"),
        (("G728", 3), "so(ty-le, tp-hue, 2024)"),
        (("G728", 4), "chenh(so-ho, huyen-a-luoi, 2021, 2022)"),
        (("G730", 0), "chenh(ty-le, huyen-a-luoi, 2020, 2022)"),
        (("G730", 0), "chenh(ty-le, huyen-a-luoi, 2022, 2024)"),
        (("G728", 3), "chenh(ty-le, tp-hue, 2024, 2025)"),
        (("R401", 1), "so(so-ngheo, huyen-a-luoi, 2021)"),
        (("R401", 4), "so(ty-le, huyen-a-luoi, 2021, 2011-2015)"),
        (("G727", 0), "so(ty-le, huyen-a-luoi)"),
        (("G727", 4), "chenh(ty-le, huyen-a-luoi, 2021, nay)"),
    ],
)
def test_what_may_not_be_printed_says_why_and_where(
    quoted: Callable[[str], Quote], expected: tuple[str, int], call: str
) -> None:
    found = quoted(call)
    assert (None, *expected) == (found.text, found.trouble, found.argument)


AMOUNTS = """
=== content/danh-muc/chinh-sach.yml
nha:
  name: Sửa nhà
  what: Hỗ trợ sửa nhà.
  who: ho-ngheo
  ask: ubnd-xa
  amounts:
    - {id: xay, label: xây mới, value: 40000000, unit: dong, per: house, source: lawnet-217, valid_to: 2026-06-30}
    - {id: xay, label: xây mới, value: 60000000, unit: dong, per: house, source: lawnet-217, valid_from: 2026-07-01}
    - {id: xay, label: xây mới, value: 80000000, unit: dong, per: house, source: lawnet-217, valid_from: 2027-01-01}
    - {id: sua, label: sửa, value: 30000000, unit: dong, per: house, up_to: true, source: lawnet-217}
    - {id: cu, label: cũ, value: "6,6", unit: percent_a_year, source: lawnet-217, valid_to: 2025-12-31}
mot:
  name: Một mức
  what: Một mức.
  who: ho-ngheo
  ask: ubnd-xa
  amounts:
    - {id: muc, label: mức, value: 70, unit: percent, per: premium, at_least: true, source: lawnet-217}
"""


@pytest.mark.parametrize(
    ("expected", "call", "today"),
    [
        ("60.000.000\u00a0đồng một căn nhà", "muc(nha, xay)", date(2026, 11, 20)),
        ("40.000.000\u00a0đồng một căn nhà", "muc(nha, xay)", date(2026, 6, 30)),
        ("60.000.000\u00a0đồng một căn nhà", "muc(nha, xay)", date(2026, 7, 1)),
        ("80.000.000\u00a0đồng một căn nhà", "muc(nha, xay)", date(2027, 1, 1)),
        ("đến 30.000.000\u00a0đồng một căn nhà", 'muc("nha", "sua")', date(2026, 11, 20)),
        ("ít nhất 70\u00a0% mức đóng bảo hiểm y tế", "muc(mot)", date(2026, 11, 20)),
        ("6,6\u00a0% một năm (đến hết ngày 31/12/2025)", "muc(nha, cu)", date(2026, 11, 20)),
    ],
)
def test_an_amount_is_printed_as_it_holds_on_the_day(
    write: Callable[[str], Path], expected: str, call: str, today: date
) -> None:
    catalogue = load(write(AMOUNTS) / "content").catalogue
    assert expected == quote(catalogue, next(calls(f"{{{{ {call} }}}}")), words(), today).text


@pytest.mark.parametrize(
    ("expected", "call"),
    [
        (("G732", 1), "muc(nha)"),
        (("G732", 2), "muc(nha, xai)"),
        (("R401", 1), "muc(nhaa, xay)"),
        (("G727", 0), "muc()"),
        (("G727", 0), "muc(nha, xay, 2026)"),
        (("G732", 1), "muc(bhyt-ngheo)"),
    ],
)
def test_an_amount_that_is_not_there_says_why(
    write: Callable[[str], Path], expected: tuple[str, int], call: str
) -> None:
    catalogue = load(write(AMOUNTS) / "content").catalogue
    found = quote(catalogue, next(calls(f"{{{{ {call} }}}}")), words(), date(2026, 11, 20))
    assert (None, *expected) == (found.text, found.trouble, found.argument)
