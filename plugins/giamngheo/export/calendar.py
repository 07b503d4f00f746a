"""lich.ics: activities whose day or month is known (iCalendar, RFC 5545), where there are any."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

from giamngheo.derive.feeds import events
from giamngheo.export.artifact import Batch
from giamngheo.export.content import lead_of
from giamngheo.export.edition import Edition, Editions
from giamngheo.keys import key_of
from giamngheo.kinds.activity import Activity
from giamngheo.kinds.values import When

PATH = "lich.ics"
# Lines are at most 75 bytes long; a letter is never cut.
_LINE = 75
_SIGNS = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def calendar(editions: Editions) -> Iterator[Batch]:
    items = events(editions.catalogue)
    if editions.identity.url and items:
        signs = [editions.sign(item) for item in items]
        yield Batch(key_of(*signs), lambda: [(PATH, _file(editions, [editions.of(item) for item in items]))])


def _file(editions: Editions, activities: list[Edition]) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//giamngheo//lich//VI", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{_text(editions.identity.name)}")
    for one in activities:
        lines += _event(one)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(edition: Edition) -> Iterator[str]:
    entry = cast(Activity, edition.entry)
    start, end = _days(entry.held)
    words = edition.speech
    title = entry.title
    if entry.held.day is None:
        # A month is shown as a month, and says so: nobody may come on its first day.
        title = words.say("export.in_month", month=entry.held.month, year=entry.held.year, title=title)
    told = [*(words.say("export.corrected", now=one.now) for one in edition.corrections), *edition.marks()]
    yield "BEGIN:VEVENT"
    yield f"UID:{edition.id}"
    yield f"DTSTAMP:{edition.changed:%Y%m%d}T000000Z"
    yield f"LAST-MODIFIED:{edition.changed:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{start:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{end:%Y%m%d}"
    yield f"SUMMARY:{_text(title)}"
    yield f"DESCRIPTION:{_text(' '.join((*told, lead_of(entry))))}"
    if edition.places:
        yield f"LOCATION:{_text(', '.join(one.name for one in edition.places))}"
    yield f"URL:{edition.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _days(held: When) -> tuple[date, date]:
    """The first day, and the day after the last."""
    assert held.month is not None
    if held.day is not None:
        day = date(held.year, held.month, held.day)
        return day, day + timedelta(days=1)
    year, month = (held.year, held.month + 1) if held.month < 12 else (held.year + 1, 1)
    return date(held.year, held.month, 1), date(year, month, 1)


def _text(text: str) -> str:
    return text.replace("\r\n", "\n").translate(_SIGNS)


def _folded(line: str) -> str:
    parts, size = [""], 0
    for letter in line:
        wide = len(letter.encode())
        if size + wide > _LINE:
            parts.append(" ")
            size = 1
        parts[-1] += letter
        size += wide
    return "\r\n".join(parts)
