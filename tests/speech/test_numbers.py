"""Every number and every day is heard as what was written: told back by a reader that knows only the words."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from giamngheo.speech import leftovers, national, speak
from giamngheo.speech.numbers import cardinal

ONES = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
}
SCALES = {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}


def heard(words: str) -> int:
    """What a listener writes down: groups of hundreds, each raised by the scale behind it; billions raise all."""
    total = group = ones = 0
    for word in words.split():
        if word in SCALES:
            raised = total if word == "tỷ" else 0
            total, group, ones = total - raised + (raised + group + ones) * SCALES[word], 0, 0
        elif word in ONES:
            ones = ONES[word]
        elif word == "trăm":
            group, ones = group + ones * 100, 0
        elif word == "mươi":
            group, ones = group + ones * 10, 0
        elif word == "mười":
            group += 10
        else:
            assert word == "linh"
    return total + group + ones


def grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


@pytest.mark.parametrize("number", [0, 1, 5, 10, 15, 21, 24, 55, 101, 1005, 2021, 10**6, 10**9, 3_016_011])
def test_the_listener_knows_numbers(number: int) -> None:
    assert number == heard(cardinal(str(number)))


@given(st.integers(min_value=0, max_value=10**15))
@example(10**15)
@example(10**12)
@example(10**6)
@example(100_000_001)
@example(999_999_999_999_999)
def test_a_number_is_heard_as_written(number: int) -> None:
    assert number == heard(speak(f"có {grouped(number)} hộ", national()).text[3:-3])


@given(st.integers(min_value=0, max_value=10**12), st.text("0123456789", min_size=1, max_size=6))
def test_each_decimal_digit_is_heard(whole: int, digits: str) -> None:
    # As the English write a thousand; no figure of three zeros behind its comma is meant.
    assume(not (0 < whole < 1000 and digits == "000"))
    before, _, after = speak(f"là {grouped(whole)},{digits} lần", national()).text[3:-4].partition(" phẩy ")
    assert cardinal(str(whole)) == before
    if len(digits) > 2:
        assert digits == "".join(str(ONES[word]) for word in after.split())
    else:
        assert int(digits) == heard(after.replace("không ", ""))
        assert len(digits) - len(digits.lstrip("0")) <= after.split().count("không")


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
@example(date(2024, 2, 29))
@example(date(2100, 4, 4))
def test_a_day_is_heard_as_written(day: date) -> None:
    written = (f"{day.day}/{day.month}/{day.year}", day.strftime("%d/%m/%Y"), day.strftime("%d-%m-%Y"))
    written = (*written, day.strftime("%d.%m.%Y"), day.isoformat())
    said = {speak(f"họp ngày {one}.", national()).text for one in written}
    assert 1 == len(said)
    rest = said.pop().removeprefix("họp ngày ").removesuffix(".")
    number, _, rest = rest.partition(" tháng ")
    month, _, year = rest.partition(" năm ") if not rest.startswith("năm ") else ("năm", "", rest[len("năm năm ") :])
    assert (day.day, day.month, day.year) == (heard(number), heard(month), heard(year))


@pytest.mark.parametrize("year", [1900, 1975, 2021, 2030, 2100])
def test_a_year_is_heard_in_its_span(year: int) -> None:
    text = speak(f"giai đoạn {year}-{year + 5}", national()).text.removeprefix("giai đoạn ")
    assert [year, year + 5] == [heard(part) for part in text.split(" đến ")]


@given(st.text(max_size=300))
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    spoken = speak(text, national())
    assert all(0 <= one.start <= one.end for one in (*spoken.changes, *spoken.leftovers))
    assert sorted(one.start for one in spoken.changes) == [one.start for one in spoken.changes]


# Pieces of which odd texts are made, put together in any order.
PIECES = yaml.safe_load((Path(__file__).parent / "pieces.yml").read_text(encoding="utf-8"))


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("Nghị định 3/25,6")
@example("051.234.567")
@example("KH-UBND2021 đồng")
def test_digits_and_signs_in_any_order_leave_no_digit_unseen(text: str) -> None:
    """What still holds a digit was told as a leftover, and a line stays a line."""
    spoken = speak(text, national())
    left = unicodedata.normalize("NFKC", "".join(one.token for one in spoken.leftovers))
    assert all(sign in left for sign in spoken.text if sign in "0123456789")
    assert text.count("\n") == spoken.text.count("\n")
    assert leftovers(text, national()) == list(spoken.leftovers)
