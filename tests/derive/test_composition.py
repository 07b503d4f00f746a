"""Composition: what may be stacked, and how many houses of a hundred that is."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from giamngheo.derive.composition import Composition, Hundred, composition_at, hundred_of
from giamngheo.kinds.catalogue import Catalogue

Read = Callable[[str], Catalogue]
Rows = tuple[str, ...]
NEW, OLD = "standard: 2022-2026", "standard: 2016-2020"


def stacked(read: Read, poor: Rows, near_poor: Rows, place: str = "tinh-ha-tinh") -> Composition:
    files = ""
    for name, rows in (("ty-le-ho-ngheo", poor), ("ty-le-ho-can-ngheo", near_poor)):
        lines = [row if "place:" in row else f"place: tinh-ha-tinh, {row}" for row in rows]
        files += f"=== content/chi-so/{name}.yml\nname: A\nplain: A\nunit: percent\ndecimals: 2\nobservations:\n"
        files += "".join(f"  - {{{line}, source: baohatinh-2023}}\n" for line in lines) or "  []\n"
    found = composition_at(read(files), place)
    assert found is not None
    return found


def told(found: Composition) -> list[tuple[int, str | None, str | None, str | None]]:
    """Each stack: its year, both values, the reason of the break before it."""
    return [
        (
            one.period,
            str(one.poor.value) if one.poor else None,
            str(one.near_poor.value) if one.near_poor else None,
            one.since and one.since.reason,
        )
        for one in found.stacks
    ]


def test_two_parts_of_one_year_standard_and_place_are_one_stack(read: Read) -> None:
    rows = (f'{NEW}, period: 2022, value: "3,79"', f'{NEW}, period: 2023, value: "3,04"')
    near = (f'{NEW}, period: 2022, value: "4,04"', f'{NEW}, period: 2023, value: "3,37"')
    assert [(2022, "3.79", "4.04", None), (2023, "3.04", "3.37", None)] == told(stacked(read, rows, near))


def test_nothing_is_stacked_across_standards(read: Read) -> None:
    found = stacked(read, (f"{OLD}, period: 2021, value: 3",), (f"{NEW}, period: 2021, value: 5",))
    assert [(2021, "3", None, None), (2021, None, "5", "standard")] == told(found)


def test_nothing_is_stacked_where_a_standard_is_unknown(read: Read) -> None:
    row = "standard: unknown, period: 2021, value: 3"
    assert [None, None] == [one.near_poor and one.poor for one in stacked(read, (row,), (row,)).stacks]


def test_a_year_counted_by_both_standards_is_two_stacks_with_a_break_between(read: Read) -> None:
    rows = (f"{NEW}, period: 2021, value: 7", f"{OLD}, period: 2021, value: 3", f"{OLD}, period: 2020, value: 4")
    near = (f"{OLD}, period: 2021, value: 2", f"{NEW}, period: 2021, value: 5")
    expected = [(2020, "4", None, None), (2021, "3", "2", None), (2021, "7", "5", "standard")]
    assert expected == told(stacked(read, rows, near))


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        (f"{NEW}, period: 2024, value: 2", "gap"),
        (f"{OLD}, period: 2023, value: 2", "standard"),
        ("standard: unknown, period: 2023, value: 2", "unknown_standard"),
    ],
)
def test_a_break_stands_between_two_years(read: Read, second: str, reason: str) -> None:
    found = stacked(read, (f"{NEW}, period: 2022, value: 3", second), ())
    assert [None, reason] == [one.since and one.since.reason for one in found.stacks]


def test_a_place_and_what_it_became_are_parted(read: Read) -> None:
    rows = (
        f"place: tinh-thua-thien-hue, {NEW}, period: 2024, value: 2",
        f"place: tp-hue, {NEW}, period: 2025, value: 1",
    )
    found = stacked(read, rows, (), "tp-hue")
    assert [None, "place"] == [one.since and one.since.reason for one in found.stacks]


def test_a_year_that_one_part_leaves_out_is_no_break_of_the_other(read: Read) -> None:
    rows = tuple(f"{NEW}, period: {year}, value: 3" for year in (2021, 2022, 2023))
    near = tuple(f"{NEW}, period: {year}, value: 4" for year in (2021, 2023))
    assert [None, None, None] == [one.since for one in stacked(read, rows, near).stacks]


def test_missing_is_not_zero_and_a_year_without_any_value_is_no_stack(read: Read) -> None:
    rows = (f"{NEW}, period: 2022, missing: O", f"{NEW}, period: 2023, missing: Q", f"{NEW}, period: 2024, value: 2")
    found = stacked(read, rows, (f"{NEW}, period: 2023, value: 4",))
    assert [(2023, "None", "4", None), (2024, "2", None, None)] == told(found)
    assert [Decimal(4), Decimal(2)] == [one.total for one in found.stacks]


def test_a_survey_is_not_stacked_with_the_review(read: Read) -> None:
    rows = (f"{NEW}, period: 2023, value: 3", f"{NEW}, period: 2022, value: 9, method: survey")
    assert [(2023, "3", None, None)] == told(stacked(read, rows, ()))


def test_hue_shows_what_was_published_of_both_parts(sample: Catalogue) -> None:
    found = composition_at(sample, "tp-hue")
    assert found is not None
    assert (2023, "2.27", "2.71", None) in told(found)


# --- a hundred households --------------------------------------------------------------------------------


def hundred(read: Read, poor: str, near_poor: str = "") -> Hundred:
    near = (f"{NEW}, period: 2023, {near_poor}",) if near_poor else ()
    found = hundred_of(stacked(read, (f"{NEW}, period: 2023, {poor}",), near))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("rate", "houses"),
    [
        ("0", 0),
        ("0,49", 0),
        ("0,5", 1),
        ("2,49", 2),
        ("2,50", 3),
        ("49,87", 50),
        ("99,5", 100),
        ("100", 100),
    ],
)
def test_houses_are_rounded_half_up(read: Read, rate: str, houses: int) -> None:
    assert houses == hundred(read, f'value: "{rate}"').poor_houses


def test_there_are_never_more_than_a_hundred_houses(read: Read) -> None:
    found = hundred(read, 'value: "60,5"', 'value: "39,5"')
    assert (61, 39) == (found.poor_houses, found.near_poor_houses)


def test_the_newest_result_is_shown_rather_than_a_newer_estimate(read: Read) -> None:
    rows = (f"{NEW}, period: 2023, value: 4", f"{NEW}, period: 2024, value: 1, kind: estimate")
    found = hundred_of(stacked(read, rows, ()))
    assert found is not None and 2023 == found.period
    only = hundred_of(stacked(read, rows[1:], ()))
    assert only is not None and "estimate" == only.poor.kind


def test_without_a_value_there_is_no_hundred(read: Read) -> None:
    assert hundred_of(stacked(read, (f"{NEW}, period: 2022, value: 3",), ())) is not None
    empty = Composition("tinh-ha-tinh", "Tỉnh Hà Tĩnh", "percent", "%", ())
    assert None is hundred_of(empty)
    counts = stacked(read, (f"{NEW}, period: 2022, value: 3",), ())
    assert None is hundred_of(Composition("a", "A", "household", "hộ", counts.stacks))
