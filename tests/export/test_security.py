"""security.txt says whom to tell, for how long it holds, and is not there where nobody would read."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from giamngheo.derive.cards import Link
from giamngheo.export.security import renewal, whom_to_tell
from giamngheo.portal import assemble
from giamngheo.render.spec import Identity
from giamngheo.site.report import summary

IDENTITY = Identity("Trang", "", "", "https://a.vn/", "vi", Link("Huế", None), False, (), (), None, None, None, "")


def lines(identity: Identity, today: date) -> list[str]:
    return whom_to_tell(identity, today).splitlines()


def test_it_names_every_way_to_reach_the_editors() -> None:
    told = lines(replace(IDENTITY, email="hoi@a.vn", hotline="0234 3.000.000"), date(2026, 11, 20))
    assert ["Contact: mailto:hoi@a.vn", "Contact: tel:02343000000"] == told[:2]
    assert "Canonical: https://a.vn/.well-known/security.txt" in told


def test_a_number_of_the_whole_world_keeps_its_sign() -> None:
    told = lines(replace(IDENTITY, hotline="(+84) 234.300-0000"), date(2026, 11, 20))
    assert "Contact: tel:+842343000000" == told[0]


@pytest.mark.parametrize(
    ("today", "expires"),
    [
        (date(2026, 1, 1), "2026-12-31"),
        (date(2026, 6, 30), "2026-12-31"),
        (date(2026, 7, 1), "2027-06-30"),
        (date(2026, 12, 31), "2027-06-30"),
    ],
)
def test_it_holds_for_half_a_year_at_least_and_less_than_a_year(today: date, expires: str) -> None:
    assert f"Expires: {expires}T00:00:00Z" in lines(replace(IDENTITY, email="hoi@a.vn"), today)
    assert 180 <= (date.fromisoformat(expires) - today).days <= 365


def test_without_anybody_to_reach_there_is_none() -> None:
    assert "" == whom_to_tell(IDENTITY, date(2026, 11, 20))


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1), date(2026, 12, 31)])
def test_the_day_of_its_renewal_is_the_first_on_which_it_says_something_else(today: date) -> None:
    identity = replace(IDENTITY, email="hoi@a.vn")
    day = renewal(identity, today)
    assert day is not None and today < day
    assert lines(identity, today) == lines(identity, day - timedelta(days=1)) != lines(identity, day)


def test_where_nobody_can_be_told_nothing_is_renewed() -> None:
    assert renewal(IDENTITY, date(2026, 11, 20)) is None


def test_a_build_counts_its_renewal_among_the_days_on_which_the_site_changes(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    portal = assemble(content, "", date(2027, 2, 2))
    told = {
        email: summary(portal, "Trang", replace(IDENTITY, email=email), tmp_path, [], 1.0)
        for email in ("", "hoi@a.vn")
    }
    assert "01/07/2027" in told["hoi@a.vn"]
    assert "01/07/2027" not in told[""]
