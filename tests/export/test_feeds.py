"""Feeds are read by real readers: the right items, dates and words, wherever they stand."""

import json
import subprocess
from calendar import timegm
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
import icalendar
import jsonschema
import pytest

from giamngheo.derive.dated import dated
from giamngheo.derive.feeds import SHOWN
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.portal import assemble

# Of what is Vietnamese and of what is English.
MARKS = ("Trang trình diễn", "A demonstration")
pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent.parent
TODAY = date(2026, 11, 20)
SCHEMA = json.loads((Path(__file__).parent / "jsonfeed.schema.json").read_text(encoding="utf-8"))
WHOLE = ("https://", "http://", "mailto:", "tel:")
FORMS = ("feed.xml", "feed.atom", "feed.json")


@pytest.fixture(scope="module")
def public() -> Catalogue:
    return assemble(ROOT / "content", "tp-hue", TODAY).public


@pytest.fixture(scope="module")
def expected(public: Catalogue) -> dict[str, list[str]]:
    """The titles in every feed of entries, counted by hand from the catalogue; the sample corrects no entry."""
    held: dict[str, list[str]] = {}
    of_kinds = {"article": "bai-viet", "story": "guong-dien-hinh", "question": "hoi-dap", "activity": "hoat-dong"}
    for item in dated(public).items:
        entry: Any = item.entry
        named = ["", f"{of_kinds[item.kind]}/", *(f"chu-de/{it}/" for it in entry.topics)]
        named += [f"dia-ban/{it}/" for it in entry.places]
        for folder in named if entry.language == "vi" else [f"{entry.language}/"]:
            held.setdefault(folder, []).append(entry.title)
    return {folder: titles[:SHOWN] for folder, titles in held.items()}


def day_of(moment: Any) -> date:
    """The day in Vietnam of a moment that a reader understood."""
    return datetime.fromtimestamp(timegm(moment), ZoneInfo("Asia/Ho_Chi_Minh")).date()


def folders(site: Path) -> set[str]:
    found = {f"{file.parent.relative_to(site).as_posix()}/".removeprefix("./") for file in site.rglob("feed.xml")}
    assert found
    return found


def test_there_is_a_feed_of_all_of_each_kind_topic_and_place_that_is_spoken_of(
    built_site: Path, expected: dict[str, list[str]]
) -> None:
    assert {*expected, "dinh-chinh/"} == folders(built_site)


@pytest.mark.parametrize("form", FORMS[:2])
def test_feedparser_reads_every_feed_with_its_titles_dates_and_words(
    built_site: Path, site_url: str, expected: dict[str, list[str]], public: Catalogue, form: str
) -> None:
    days = {f"{site_url}{item.address}": entry.date for item, entry in public.dated()}
    summaries = {entry.title: entry.summary for _, entry in public.dated()}
    for folder, titles in expected.items():
        read = feedparser.parse((built_site / folder / form).read_bytes())
        assert not read.bozo, (folder, read.get("bozo_exception"))
        assert titles == [one.title for one in read.entries], folder
        for one in read.entries:
            assert days[one.link] == day_of(one.published_parsed), one.link
            assert day_of(one.updated_parsed) >= day_of(one.published_parsed)
            assert one.summary and one.content[0].value.count("<p>") > 2
            assert MARKS["/en/" in one.link] in one.content[0].value
        told = [one for one in read.entries if "/hoi-dap/" not in one.link]
        assert [summaries[one.title] for one in told] == [one.summary for one in told]


def test_a_json_feed_is_valid_and_tells_the_same_as_the_others(built_site: Path) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
    for folder in folders(built_site):
        told = json.loads((built_site / folder / "feed.json").read_bytes())
        assert [] == [error.message for error in validator.iter_errors(told)], folder
        for form in FORMS[:2]:
            read = feedparser.parse((built_site / folder / form).read_bytes())
            assert [one["id"] for one in told["items"]] == [one.id for one in read.entries]
            # As the feed says it: feedparser would take out what could run.
            data = (built_site / folder / form).read_bytes()
            raw = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False).entries
            differing = [
                one["title"]
                for one, other in zip(told["items"], raw, strict=True)
                if one["content_html"].strip() != other.content[0].value
            ]
            assert [] == differing


def test_every_address_in_a_feed_is_whole_and_every_id_is_its_own(built_site: Path, site_url: str) -> None:
    for folder in folders(built_site):
        told = json.loads((built_site / folder / "feed.json").read_bytes())
        ids = [one["id"] for one in told["items"]]
        assert len(ids) == len(set(ids))
        for one in told["items"]:
            assert one["id"].startswith("urn:uuid:")
            assert one["url"].startswith(site_url)
            for mark in ('href="', 'src="'):
                links = [part.split('"')[0] for part in one["content_html"].split(mark)[1:]]
                assert [] == [link for link in links if not link.startswith(WHOLE)]


@pytest.mark.parametrize("form", ["feed.xml", "feed.atom"])
def test_xmllint_finds_every_feed_well_formed(built_site: Path, program: Callable[..., str], form: str) -> None:
    files = [str(built_site / folder / form) for folder in folders(built_site)]
    done = subprocess.run([program("xmllint"), "--noout", *files], capture_output=True, text=True, check=False)
    assert (0, "") == (done.returncode, done.stderr)


@pytest.mark.parametrize("form", FORMS[:2])
def test_newsboat_reads_every_feed(
    built_site: Path, expected: dict[str, list[str]], newsboat: Callable[..., list[Any]], form: str
) -> None:
    differing = []
    for folder in sorted(folders(built_site)):
        rows = newsboat(built_site / folder / form, "title", "pubDate", "content")
        is_whole = all(any(mark in content for mark in MARKS) for _, _, content in rows)
        are_of_2026 = {2026} == {datetime.fromtimestamp(moment, UTC).year for _, moment, _ in rows}
        titles = {title for title, _, _ in rows}
        if not (is_whole and are_of_2026 and titles == set(expected.get(folder, titles))):
            differing.append(folder)
    assert [] == differing


def test_each_page_names_the_feed_of_what_it_shows(built_site: Path) -> None:
    def named(address: str) -> str:
        page = (built_site / address / "index.html").read_text(encoding="utf-8")
        return page.split('<link rel="alternate" type="application/rss+xml" href="')[1].split('"')[0]

    assert "./feed.xml" == named("")
    assert "../bai-viet/feed.xml" == named("bai-viet")
    assert "../../../bai-viet/feed.xml" == named("bai-viet/2026/nam-dau-hieu-lua-dao")
    assert "../../dia-ban/tp-hue/feed.xml" == named("dia-ban/tp-hue")
    assert "../dinh-chinh/feed.xml" == named("dinh-chinh")


def test_the_page_of_feeds_leads_to_all_of_them(built_site: Path) -> None:
    page = (built_site / "nguon-tin/index.html").read_text(encoding="utf-8")
    links = {part.split('"')[0] for part in page.split('href="')[1:]}
    assert {f"../{folder}{form}" for folder in folders(built_site) for form in FORMS} <= links
    assert "../lich.ics" in links


def test_the_calendar_holds_what_has_a_month_and_no_mere_year(built_site: Path) -> None:
    calendar = icalendar.Calendar.from_ical((built_site / "lich.ics").read_bytes())
    assert [] == calendar.errors
    events = {str(one["SUMMARY"]): (one.start, one.end) for one in calendar.walk("VEVENT")}
    assert [(date(2022, 10, 1), date(2022, 11, 1)), (date(2023, 10, 1), date(2023, 11, 1))] == sorted(events.values())
    assert all(title.startswith("Trong tháng 10/20") for title in events)
    raw = (built_site / "lich.ics").read_bytes()
    assert max(map(len, raw.split(b"\r\n"))) <= 75


def test_a_feed_s_date_is_that_of_its_newest_item(built_site: Path) -> None:
    read = feedparser.parse((built_site / "feed.atom").read_bytes())
    assert max(one.updated for one in read.entries) == read.feed.updated
    assert "2026-11" == read.feed.updated[:7]
