"""Numbers, days and rates: what can be read in two ways is refused, what was published is kept to the last zero."""

from datetime import date
from decimal import Decimal

import pytest
from pydantic import BaseModel, ValidationError

from giamngheo.kinds.values import (
    Count,
    Day,
    Flag,
    Id,
    Number,
    PartialDay,
    Percent,
    Period,
    PlaceCode,
    Points,
    When,
    Year,
    half_up,
    uri,
)


class Row(BaseModel):
    """A field of each type."""

    number: Number | None = None
    count: Count | None = None
    day: Day | None = None
    when: PartialDay | None = None
    flag: Flag | None = None
    year: Year | None = None
    code: PlaceCode | None = None
    id: Id | None = None


def refusal(**typed: str) -> str:
    with pytest.raises(ValidationError) as caught:
        Row(**typed)  # type: ignore[arg-type]
    return caught.value.errors()[0]["type"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2,80", "2.80"),
        ("2.8", "2.8"),
        ("0", "0"),
        ("0,36", "0.36"),
        ("1005262", "1005262"),
        ("1.005.262", "1005262"),
        ("1.005.262,5", "1005262.5"),
        ("1.234,5", "1234.5"),
        ("1 005 262", "1005262"),
        ("1\u00a0005\u00a0262", "1005262"),
        ("-0,96", "-0.96"),
        ("12.3456", "12.3456"),
    ],
)
def test_a_number_is_read_as_people_here_write_it(typed: str, expected: str) -> None:
    assert Decimal(expected) == Row(number=typed).number  # type: ignore[arg-type]


def test_a_published_zero_at_the_end_is_kept() -> None:
    row = Row(number="2,80")  # type: ignore[arg-type]
    assert {"2,80"} == set(row.model_dump(exclude_none=True).values())


@pytest.mark.parametrize("typed", ["2,80", "1,234", "1234", "0,000", "-0,96"])
def test_what_is_kept_of_a_number_reads_back_to_the_same_digits(typed: str) -> None:
    assert typed == Row(number=typed).model_dump(exclude_none=True)["number"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1.234", "F306"),
        ("-1.234", "F306"),
        ("04571", "F307"),
        ("00", "F307"),
        ("01,5", "F307"),
        ("", "F308"),
        ("-", "F308"),
        ("…", "F308"),
        ("x", "F308"),
        ("1,234,567", "F308"),
        ("1.23.456", "F308"),
        ("12 %", "F308"),
        ("1e3", "F308"),
        ("NaN", "F308"),
    ],
)
def test_a_number_of_two_meanings_or_of_none_is_refused(typed: str, code: str) -> None:
    assert code == refusal(number=typed)


@pytest.mark.parametrize(("typed", "expected"), [("0", 0), ("4.177.000", 4177000), ("600,0", 600)])
def test_a_count_is_whole(typed: str, expected: int) -> None:
    assert expected == Row(count=typed).count  # type: ignore[arg-type]


def test_half_a_household_is_refused() -> None:
    assert "F313" == refusal(count="12,5")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2026-13-40", "F303"),
        ("2026-02-29", "F303"),
        ("20/11/2026", "F304"),
        ("2026-1-2", "F304"),
        ("hôm nay", "F304"),
    ],
)
def test_a_day_is_one_of_the_calendar_written_year_first(typed: str, code: str) -> None:
    assert code == refusal(day=typed)


@pytest.mark.parametrize(
    "given", [{"year": "20255"}, {"year": "0"}, {"year": "1012"}, {"day": "9999-12-31"}, {"day": "0001-01-01"}]
)
def test_a_year_is_one_of_which_a_page_about_today_may_speak(given: dict[str, str]) -> None:
    assert "F318" == refusal(**given)


@pytest.mark.parametrize("typed", ["NO", "no", "yes", "True", "1", "có"])
def test_only_true_and_false_are_answers(typed: str) -> None:
    assert "F305" == refusal(flag=typed)


@pytest.mark.parametrize("typed", ["4571", "1", "045712", "O1"])
def test_a_code_that_lost_a_digit_is_refused(typed: str) -> None:
    assert "F312" == refusal(code=typed)


@pytest.mark.parametrize("typed", ["tp-Huế", "nuoc_sach", "-a", "a--b", "a b", "a\n"])
def test_an_id_is_plain_enough_for_an_address(typed: str) -> None:
    assert "F311" == refusal(id=typed)


# --- days ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("2023", When(2023)), ("2023-10", When(2023, 10)), ("2023-10-05", When(2023, 10, 5))],
)
def test_a_day_is_as_exact_as_its_source(typed: str, expected: When) -> None:
    when = Row(when=typed).when  # type: ignore[arg-type]
    assert (expected, typed) == (when, str(when))


@pytest.mark.parametrize(("typed", "code"), [("2023-13", "F303"), ("2023-02-30", "F303"), ("10/2023", "F304")])
def test_an_inexact_day_must_exist_too(typed: str, code: str) -> None:
    assert code == refusal(when=typed)


def test_a_period_holds_its_first_and_its_last_day() -> None:
    period = Period(start=date(2022, 1, 1), end=date(2026, 12, 31))
    days = [date(2021, 12, 31), date(2022, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [False, True, True, False] == [period.contains(day) for day in days]


def test_a_period_without_an_end_goes_on() -> None:
    assert Period(start=date(2027, 1, 1)).contains(date(2099, 1, 1))


# --- rates -----------------------------------------------------------------------------------------------


def test_the_difference_of_two_rates_is_in_points() -> None:
    assert Points(Decimal("-0.96")) == Percent(Decimal("3.17")) - Percent(Decimal("4.13"))


def test_a_rate_and_its_difference_are_never_equal() -> None:
    assert Percent(Decimal("0.96")) != Points(Decimal("0.96"))


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        ("2.345", 2, "2.35"),
        ("2.335", 2, "2.34"),
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("-0.5", 0, "-1"),
        ("2.8", 2, "2.80"),
    ],
)
def test_a_half_is_rounded_up_as_schools_do(value: str, decimals: int, expected: str) -> None:
    assert expected == str(half_up(Decimal(value), decimals))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://hue.gov.vn/tin?id=1&t=a%20b#c", "https://hue.gov.vn/tin?id=1&t=a%20b#c"),
        (
            "https://giảmnghèo.vn:8080/tin tức/?q=hộ#ô",
            "https://xn--gimngho-7xa8069d.vn:8080/tin%20t%E1%BB%A9c/?q=h%E1%BB%99#%C3%B4",
        ),
        ("../anh/đồng lúa.svg", "../anh/%C4%91%E1%BB%93ng%20l%C3%BAa.svg"),
        ("", ""),
    ],
)
def test_an_address_is_one_that_every_program_takes(address: str, expected: str) -> None:
    assert expected == uri(address) == uri(uri(address))
