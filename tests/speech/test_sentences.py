"""Numbers as a broadcaster reads them: each digit that was published is heard."""

from decimal import Decimal

import pytest

from giamngheo.speech.sentences import spoken


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("5.13", "năm phẩy mười ba"),
        ("2.80", "hai phẩy tám mươi"),
        ("0.36", "không phẩy ba mươi sáu"),
        ("0.05", "không phẩy không năm"),
        ("0.00", "không phẩy không không"),
        ("1.2", "một phẩy hai"),
        ("9.125", "chín phẩy một hai năm"),
        ("0", "không"),
        ("21", "hai mươi mốt"),
        ("20222", "hai mươi nghìn hai trăm hai mươi hai"),
        ("1005262", "một triệu không trăm linh năm nghìn hai trăm sáu mươi hai"),
        ("-0.96", "âm không phẩy chín mươi sáu"),
    ],
)
def test_a_number_is_said_as_published(value: str, expected: str) -> None:
    assert expected == spoken().decimal(Decimal(value))


def test_a_rate_is_said_with_its_unit() -> None:
    assert "năm phẩy mười ba phần trăm" == spoken().percent(Decimal("5.13"))


def test_a_bound_is_said_with_its_number() -> None:
    words = spoken()
    assert "dưới một phẩy hai phần trăm" == words.say("bound.under", value=words.percent(Decimal("1.2")))


def test_a_year_is_said_in_words() -> None:
    assert "hai nghìn không trăm hai mươi ba" == spoken().year(2023)
