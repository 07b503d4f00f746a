"""What a text prints of the figures: as published, under the standard that is meant, never across a break."""

from collections.abc import Callable
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
    return lambda call: quote(catalogue, next(calls(f"{{{{ {call} }}}}")), words())


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
