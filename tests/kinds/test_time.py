"""What holds on which day: consents, places, checks, laws."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from giamngheo.kinds.document import Document
from giamngheo.kinds.place import Place
from giamngheo.kinds.policy import Policy
from giamngheo.kinds.story import Consent

GIVEN, EXPIRES, WITHDRAWN = date(2026, 1, 10), date(2027, 1, 10), date(2026, 6, 1)
DAY = timedelta(days=1)


def consent(**more: object) -> Consent:
    record = {"given_on": GIVEN, "expires": EXPIRES, "scope": "text", "record": "12/2026"}
    return Consent.model_validate(record | more)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(GIVEN - DAY, False), (GIVEN, True), (EXPIRES, True), (EXPIRES + DAY, False)],
)
def test_a_consent_holds_from_the_day_it_was_given_to_the_day_it_expires(day: date, expected: bool) -> None:
    assert expected == consent().holds_on(day)


@pytest.mark.parametrize(("day", "expected"), [(WITHDRAWN - DAY, True), (WITHDRAWN, False), (EXPIRES, False)])
def test_a_withdrawn_consent_holds_no_longer_from_that_day_on(day: date, expected: bool) -> None:
    assert expected == consent(withdrawn_on=WITHDRAWN).holds_on(day)


def test_a_consent_to_one_thing_needs_no_list() -> None:
    assert ("photo",) == consent(scope="photo").scope


LAST_DAY = date(2025, 6, 30)


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ({}, [True, True]),
        ({"valid_to": "2025-06-30"}, [True, False]),
        ({"valid_from": "2025-07-01"}, [False, True]),
        ({"valid_from": "2025-07-02"}, [False, False]),
    ],
)
def test_a_place_exists_on_its_first_and_its_last_day(span: Mapping[str, str], expected: list[bool]) -> None:
    place = Place.model_validate({"name": "Xã Mẫu", "level": "commune", **span})
    assert expected == [place.exists_on(LAST_DAY), place.exists_on(LAST_DAY + DAY)]


def policy(**more: object) -> Policy:
    return Policy.model_validate(
        {"name": "Hỗ trợ mẫu", "what": "Một lần.", "who": "ho-ngheo", "ask": "ubnd-xa", "confirmed": True} | more
    )


@pytest.mark.parametrize(("days", "expected"), [(-1, False), (0, True), (183, True), (184, False)])
def test_a_check_holds_for_half_a_year_and_never_before_it_was_made(days: int, expected: bool) -> None:
    checked = date(2026, 1, 1)
    assert expected == policy(checked_on=checked).is_checked_on(checked + days * DAY)


def test_a_policy_nobody_confirmed_is_unchecked_however_lately_it_was_looked_at() -> None:
    assert not policy(checked_on=date(2026, 1, 1), confirmed=False).is_checked_on(date(2026, 1, 1))


def test_a_law_is_in_force_on_its_last_day() -> None:
    law = Document(number="42/2022/NĐ-CP", title="Nghị định", form="decree", issuer="Chính phủ", valid_to=LAST_DAY)
    assert (False, True) == (law.is_expired_on(LAST_DAY), law.is_expired_on(LAST_DAY + DAY))
