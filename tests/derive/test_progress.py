"""Progress: what may be said of a target, and when nothing may."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from giamngheo.derive.progress import Progress, progresses
from giamngheo.derive.series import series_of
from giamngheo.kinds.catalogue import Catalogue

Read = Callable[[str], Catalogue]
HA_TINH = "place: tinh-ha-tinh, standard: 2022-2026"
PATH = ('period: 2021, value: "8,15"', 'period: 2022, value: "6,1"')


def of_place(catalogue: Catalogue, place: str, indicator: str = "ty-le") -> tuple[Progress, ...]:
    found = catalogue.indicator(indicator)
    return progresses(catalogue, found, series_of(catalogue, found, place))


def given(read: Read, rows: tuple[str, ...], target: str, more: str = "", direction: str = "down") -> Progress:
    """The progress of one target; rows and target are of Hà Tĩnh unless they name a place."""

    def line(row: str) -> str:
        whose = "" if "place:" in row else "place: tinh-ha-tinh, "
        which = "" if "standard:" in row else "standard: 2022-2026, "
        return f"  - {{{whose}{which}{row}, source: baohatinh-2023}}"

    head = "name: Tỷ lệ\nplain: Tỷ lệ\nunit: percent\ndecimals: 2\n"
    body = "\n".join(("observations:", *map(line, rows), "targets:", line(target)))
    catalogue = read(f"{more}=== content/chi-so/ty-le.yml\n{head}direction: {direction}\n{body}\n")
    place = next((part.split(": ")[1] for part in target.split(", ") if part.startswith("place: ")), "tinh-ha-tinh")
    [found] = of_place(catalogue, place)
    return found


# --- on the way ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("result", "state", "lead"),
    [("5,02", "on_path", "0.15"), ("5,17", "on_path", "0.00"), ("6,92", "behind", "-1.75")],
)
def test_a_result_before_its_time_is_held_against_the_straight_path(
    read: Read, result: str, state: str, lead: str
) -> None:
    # From 8,15 to 2,18 in four years: 5,165 after two, printed 5,17.
    found = given(read, (*PATH, f'period: 2023, value: "{result}"'), 'period: 2025, value: "2,18"')
    assert (state, Decimal("5.17"), Decimal(lead)) == (found.state, found.expected, found.lead)


def test_what_the_page_prints_can_be_subtracted_by_hand(read: Read) -> None:
    found = given(read, (*PATH, 'period: 2023, value: "6,92"'), 'period: 2025, value: "2,18"')
    assert found.expected is not None and found.lead is not None
    assert Decimal("6.92") - found.expected == -found.lead


def test_a_bound_is_neither_a_base_nor_a_step_on_the_path(read: Read) -> None:
    rows = ("period: 2020, value: 9, bound: about", *PATH, "period: 2023, value: 1, bound: under")
    found = given(read, rows, 'period: 2025, value: "2,18"')
    assert (2021, 2022) == (found.base and found.base.period, found.latest and found.latest.period)


def test_a_year_without_a_value_does_not_break_the_path(read: Read) -> None:
    rows = ('period: 2021, value: "8,15"', "period: 2022, missing: O", 'period: 2023, value: "5,02"')
    found = given(read, rows, 'period: 2025, value: "2,18"')
    assert (2021, "on_path") == (found.base and found.base.period, found.state)


def test_where_more_is_better_the_path_rises(read: Read) -> None:
    rows = ("period: 2021, value: 60", "period: 2023, value: 69")
    found = given(read, rows, "period: 2025, value: 80", direction="up")
    assert ("behind", Decimal(-1)) == (found.state, found.lead)


def test_where_nothing_is_said_of_good_the_target_tells_the_way(read: Read) -> None:
    rows = ("period: 2021, value: 60", "period: 2023, value: 71")
    assert "on_path" == given(read, rows, "period: 2025, value: 80", direction="none").state


def test_a_base_with_nothing_after_it_leaves_the_target_open(read: Read) -> None:
    found = given(read, PATH[:1], 'period: 2025, value: "2,18"')
    assert ("open", None) == (found.state, found.expected)


# --- met and missed --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("result", "bound", "state"),
    [
        ("2,18", "", "met"),
        ("2,19", "", "missed"),
        ("2,18", ", bound: under", "missed"),
        ("2,17", ", bound: under", "met"),
        ("0", "", "met"),
    ],
)
def test_a_final_result_of_the_year_itself_meets_or_misses(read: Read, result: str, bound: str, state: str) -> None:
    found = given(read, (*PATH, f'period: 2025, value: "{result}"'), f'period: 2025, value: "2,18"{bound}')
    assert (state, None) == (found.state, found.reason)


@pytest.mark.parametrize("kind", ["preliminary", "estimate", "derived"])
def test_only_a_final_result_meets_a_target(read: Read, kind: str) -> None:
    found = given(read, (*PATH, f"period: 2025, value: 1, kind: {kind}"), 'period: 2025, value: "2,18"')
    assert found.state not in ("met", "missed")


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ("value: 2, bound: under", ("met", None)),
        ("value: 3, bound: under", ("refused", "bound")),
        ("value: 3, bound: over", ("missed", None)),
        ("value: 1, bound: over", ("refused", "bound")),
        ("value: 1, bound: about", ("refused", "bound")),
    ],
)
def test_a_bound_decides_only_what_it_decides(read: Read, result: str, expected: tuple[str, str | None]) -> None:
    found = given(read, (*PATH, f"period: 2025, {result}"), 'period: 2025, value: "2,18"')
    assert expected == (found.state, found.reason)


def test_zero_is_a_legal_target_and_a_legal_result(read: Read) -> None:
    rows = ('period: 2021, value: "0,9"', "period: 2025, value: 0")
    assert "met" == given(read, rows, "period: 2025, value: 0").state
    found = given(read, rows[:1], "period: 2025, value: 0")
    assert ("open", Decimal(0)) == (found.state, found.level)


def test_a_target_as_high_as_its_base_is_a_level_path(read: Read) -> None:
    rows = ("period: 2021, value: 0", "period: 2023, value: 0")
    assert ("on_path", Decimal(0)) == ((found := given(read, rows, "period: 2025, value: 0")).state, found.lead)


def test_a_result_of_the_year_needs_no_base(read: Read) -> None:
    found = given(read, ('period: 2023, value: "49,42"',), 'period: 2023, value: "49,87"')
    assert ("met", None) == (found.state, found.base)


# --- drops in points -------------------------------------------------------------------------------------


def test_a_drop_within_a_year_starts_from_the_result_before(read: Read) -> None:
    found = given(read, (*PATH, 'period: 2023, value: "5,02"'), 'period: 2023, drop_points: "0,96"')
    assert (Decimal("5.14"), "met") == (found.level, found.state)


def test_a_drop_whose_year_before_is_unknown_has_no_base(read: Read) -> None:
    found = given(read, (PATH[0], 'period: 2023, value: "5,02"'), 'period: 2023, drop_points: "0,96"')
    assert ("refused", "no_base") == (found.state, found.reason)


@pytest.mark.parametrize("level", ["5,14", "7,19"])
def test_a_plan_that_starts_from_a_published_result_is_followed_from_there(read: Read, level: str) -> None:
    found = given(
        read, (*PATH, 'period: 2023, value: "5,02"'), f'period: 2023, value: "{level}", drop_points: "0,96"'
    )
    assert ("met", {"5,14": 2022, "7,19": 2021}[level]) == (found.state, found.base and found.base.period)


def test_plan_440_starts_from_a_level_that_was_never_published(sample: Catalogue) -> None:
    found = next(one for one in of_place(sample, "tp-hue", "ty-le-ho-ngheo") if one.goal.period == 2023)
    assert ("refused", "other_base") == (found.state, found.reason)
    assert (Decimal("4.13"), Decimal("3.56")) == (found.own_base, found.published and found.published.value)


# --- breaks ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "target", "reason"),
    [
        (("period: 2020, value: 5, standard: 2016-2020",), "period: 2025, value: 2", "standard"),
        ((*PATH, "period: 2027, value: 9, standard: 2027-2030"), "period: 2027, value: 2", "standard"),
        ((*PATH, "period: 2024, value: 9, standard: unknown"), "period: 2025, value: 2", "unknown_standard"),
        (PATH, "period: 2025, value: 2, standard: unknown", "unknown_standard"),
        ((), "period: 2025, value: 2", "no_base"),
        (("period: 2024, missing: L",), "period: 2025, value: 2", "no_base"),
    ],
)
def test_nothing_is_said_across_a_standard(read: Read, rows: tuple[str, ...], target: str, reason: str) -> None:
    rows = rows or ("place: viet-nam, period: 2021, value: 4",)
    found = given(read, rows, target)
    assert ("refused", reason, None) == (found.state, found.reason, found.lead)


def test_a_target_of_the_old_standard_is_held_against_the_result_of_the_old_standard(read: Read) -> None:
    old = "standard: 2016-2020"
    rows = (f"period: 2020, value: 4, {old}", f"period: 2021, value: 3, {old}", "period: 2021, value: 8")
    assert "met" == given(read, rows, f'period: 2021, value: "3,2", {old}').state


def test_a_survey_says_nothing_of_a_target_of_the_review(read: Read) -> None:
    rows = (*PATH, "period: 2025, value: 1, method: survey")
    found = given(read, rows, 'period: 2025, value: "2,18"')
    assert ("on_path", 2022) == (found.state, found.latest and found.latest.period)


def test_a_place_that_ended_before_the_year_was_over_has_no_result_to_show(sample: Catalogue) -> None:
    for place in ("huyen-cam-xuyen", "huyen-a-luoi", "tinh-bac-lieu"):
        found = next(one for one in of_place(sample, place, "ty-le-ho-ngheo") if one.goal.period == 2025)
        assert ("refused", "place") == (found.state, found.reason), place


def test_the_result_of_an_heir_says_nothing_of_the_target_of_its_predecessor(read: Read) -> None:
    before, heir = "place: tinh-thua-thien-hue", "place: tp-hue"
    rows = (f"{before}, period: 2023, value: 3", f"{heir}, period: 2025, value: 1")
    for target in (f"{before}, period: 2025, value: 2", f"{before}, period: 2026, value: 2"):
        [found] = of_place(_two(read, rows, target), "tp-hue")
        assert ("refused", "place") == (found.state, found.reason)
    [found] = of_place(_two(read, rows, f"{heir}, period: 2025, value: 2"), "tp-hue")
    assert ("met", None) == (found.state, found.base)


def _two(read: Read, rows: tuple[str, ...], target: str) -> Catalogue:
    def line(row: str) -> str:
        return f"  - {{{row}, standard: 2022-2026, source: baohatinh-2023}}\n"

    head = "=== content/chi-so/ty-le.yml\nname: A\nplain: A\nunit: percent\ndirection: down\nobservations:\n"
    return read(head + "".join(map(line, rows)) + "targets:\n" + line(target))


def test_a_place_that_takes_in_another_is_no_longer_what_the_target_was_set_for(read: Read) -> None:
    register = (
        "=== content/danh-muc/dia-ban.yml\n"
        "xa-lon:\n  name: Xã Lớn\n  level: commune\n  parent: tinh-ha-tinh\n"
        "xa-nho:\n  name: Xã Nhỏ\n  level: commune\n  parent: tinh-ha-tinh\n  valid_to: 2024-06-30\n"
        "  merged_into: [{id: xa-lon}]\n"
    )
    where = "place: xa-lon, "
    rows = (f"{where}period: 2022, value: 9", f"{where}period: 2023, value: 8")
    assert "met" == given(read, rows, f"{where}period: 2023, value: 8", register).state
    found = given(read, rows, f"{where}period: 2025, value: 5", register)
    assert ("refused", "place") == (found.state, found.reason)
    found = given(read, (*rows, f"{where}period: 2024, value: 7"), f"{where}period: 2025, value: 5", register)
    assert ("open", 2024) == (found.state, found.base and found.base.period)
