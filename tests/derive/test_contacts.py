"""Whom to ask at a place, nearest first, and when its households are reviewed."""

from collections.abc import Callable
from datetime import date

import pytest

from giamngheo.derive.contacts import contacts_at, season_at, season_view
from giamngheo.derive.places import Atlas, place_view
from giamngheo.derive.publish import next_change
from giamngheo.kinds.catalogue import Catalogue

Read = Callable[[str], Catalogue]
TREE = """
=== content/danh-muc/co-quan.yml
so-tinh:
  name: Sở của tỉnh
  level: provincial
  task: Trả lời.
  place: tp-hue
xa-mot:
  name: Ủy ban nhân dân xã
  level: commune
  task: Trả lời.
  place: xa-a-luoi-1
  phone: "0234 000 000"
hu-cau:
  name: Cơ quan hư cấu
  level: commune
  task: Không có thật.
  place: xa-a-luoi-1
  is_fictional: true
=== content/danh-muc/dia-ban.yml
xa-a-luoi-1:
  name: Xã A Lưới 1
  level: commune
  parent: tp-hue
"""
OWN = """
=== content/danh-muc/lich-ra-soat.yml
cua-hue:
  name: Lịch của thành phố
  begins: 10-01
  ends: 11-20
  place: tp-hue
  ask: so-tinh
  valid_from: 2026-01-01
  valid_to: 2026-12-31
"""


def test_the_nearest_agency_stands_first_and_no_invented_one(read: Read) -> None:
    catalogue = read(TREE)
    season = season_at(catalogue, "xa-a-luoi-1", date(2026, 11, 20))
    asked = [one.agency.name for one in contacts_at(catalogue, "xa-a-luoi-1", season)]
    assert ["Ủy ban nhân dân xã", "Sở của tỉnh"] == [asked[0], asked[-1]]
    assert "Ủy ban nhân dân xã, phường nơi bạn ở" in asked
    assert "Cơ quan hư cấu" not in asked


@pytest.mark.parametrize(
    ("begins", "is_now", "today"),
    [
        (date(2026, 9, 1), False, date(2026, 8, 31)),
        (date(2026, 9, 1), True, date(2026, 9, 1)),
        (date(2026, 9, 1), True, date(2026, 12, 14)),
        (date(2027, 9, 1), False, date(2026, 12, 15)),
    ],
)
def test_a_place_says_this_years_review_until_it_has_ended(
    read: Read, begins: date, is_now: bool, today: date
) -> None:
    catalogue = read(TREE)
    season = season_at(catalogue, "xa-a-luoi-1", today)
    assert season is not None
    view = season_view(catalogue, season, today)
    assert (begins, is_now) == (view.begins, view.is_now)


def test_the_calendar_of_the_province_stands_before_the_countrys_while_it_holds(read: Read) -> None:
    catalogue = read(TREE + OWN)
    named = [
        season and season.name
        for season in (
            season_at(catalogue, "xa-a-luoi-1", date(2026, 11, 20)),
            season_at(catalogue, "tinh-ca-mau", date(2026, 11, 20)),
            season_at(catalogue, "xa-a-luoi-1", date(2027, 1, 1)),
        )
    ]
    national = "Rà soát hộ nghèo, hộ cận nghèo hằng năm"
    assert ["Lịch của thành phố", national, national] == named
    assert date(2026, 11, 21) == next_change(catalogue, date(2026, 11, 20))


def test_the_calendar_of_the_province_takes_over_on_its_day(read: Read) -> None:
    catalogue = read(TREE + OWN.replace("2026-01-01", "2026-01-08"))
    before, after = (season_at(catalogue, "xa-a-luoi-1", date(2026, 1, day)) for day in (7, 8))
    assert (None, "tp-hue") == (before and before.place, after and after.place)
    assert date(2026, 1, 8) == next_change(catalogue, date(2026, 1, 7))


def test_a_place_that_has_ceased_asks_nobody(sample: Catalogue, today: date) -> None:
    atlas = Atlas(sample, today, "tp-hue")
    gone, there = (place_view(atlas, id_, frozenset()) for id_ in ("huyen-a-luoi", "tp-hue"))
    assert ((), None) == (gone.contacts, gone.season)
    assert there.contacts and there.season


def test_no_calendar_of_the_country_is_told_as_checked(sample: Catalogue, today: date) -> None:
    season = season_at(sample, "tp-hue", today)
    assert season and not season.confirmed
