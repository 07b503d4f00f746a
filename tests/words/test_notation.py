"""One notation of numbers and days in chart, table and sentence: what is printed can be read back unchanged."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from giamngheo.kinds.values import Number
from giamngheo.words import Words, as_typed, say, words

PUBLISHED = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12)


@pytest.fixture
def vietnamese() -> Words:
    return words()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0", "0"),
        ("0.00", "0,00"),
        ("2.80", "2,80"),
        ("999", "999"),
        ("1000", "1.000"),
        ("1005262", "1.005.262"),
        ("1234567.5", "1.234.567,5"),
        ("-0.96", "−0,96"),
        ("1E+3", "1.000"),
        ("123456789012345678901234567890", "123.456.789.012.345.678.901.234.567.890"),
    ],
)
def test_a_number_is_written_as_published(vietnamese: Words, value: str, expected: str) -> None:
    assert expected == vietnamese.decimal(Decimal(value))


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [("2.8", 2, "2,80"), ("3", 2, "3,00"), ("2.804", 2, "2,804"), ("1000", 0, "1.000")],
)
def test_decimals_are_filled_up_and_never_cut_off(
    vietnamese: Words, value: str, decimals: int, expected: str
) -> None:
    assert expected == vietnamese.decimal(Decimal(value), decimals)


def test_a_percent_sign_never_begins_a_line(vietnamese: Words) -> None:
    assert "49,87\u00a0%" == vietnamese.percent(Decimal("49.87"))


@pytest.mark.parametrize(("day", "expected"), [(date(2023, 12, 31), "31/12/2023"), (date(2027, 1, 2), "02/01/2027")])
def test_a_day_is_written_day_first_with_two_digits(vietnamese: Words, day: date, expected: str) -> None:
    assert expected == vietnamese.day(day)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [((2023, None, None), "2023"), ((2023, 10, None), "10/2023"), ((2023, 10, 5), "05/10/2023")],
)
def test_a_day_is_told_as_exactly_as_it_is_known(
    vietnamese: Words, parts: tuple[int, int | None, int | None], expected: str
) -> None:
    assert expected.lstrip("0") in vietnamese.when(parts)


@given(PUBLISHED)
def test_what_is_printed_reads_back_to_the_same_digits(value: Decimal) -> None:
    read = TypeAdapter(Number).validate_python
    # A minus sign is typed as a hyphen.
    assert value == read(words().decimal(value).replace("\u2212", "-"))


@given(st.integers(min_value=1_000_000, max_value=10**12))
def test_a_count_of_millions_reads_back_from_its_printed_form(count: int) -> None:
    assert count == TypeAdapter(Number).validate_python(words().decimal(count))


def test_a_language_lacking_a_word_says_it_in_vietnamese() -> None:
    assert say("problem.none") == words("xx").say("problem.none")


def test_a_brace_in_a_fact_is_only_a_brace() -> None:
    assert "`{x}` là địa chỉ dành riêng." == say("problem.R403.fact", slug="{x}")


def test_commands_are_told_as_they_are_typed_on_windows() -> None:
    told = "Hãy chạy `python3 scripts/check.py` (Python 3.11)."
    assert "Hãy chạy `python scripts/check.py` (Python 3.11)." == as_typed(told, "python")
    assert told == as_typed(told, "python3")
