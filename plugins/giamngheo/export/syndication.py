"""News as items of RSS 2.0 (with content:encoded), Atom (RFC 4287), JSON Feed 1.1, and the files that hold them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta, timezone
from email.utils import format_datetime
from functools import lru_cache
from html import escape
from typing import Literal, NamedTuple

from giamngheo.export.written import Json, encoded
from giamngheo.markup.clean import speakable

Form = Literal["xml", "atom", "json"]
FORMS: tuple[Form, ...] = ("xml", "atom", "json")
_VIETNAM = timezone(timedelta(hours=7))
# The day of a feed with nothing in it.
EMPTY = date(1970, 1, 1)


class News(NamedTuple):
    """One item of a feed."""

    id: str
    url: str
    title: str
    summary: str
    html: str
    published: date
    updated: date
    language: str
    tags: tuple[str, ...] = ()
    image: str | None = None


class Told(NamedTuple):
    """An item in each of the three forms, as it stands in a file."""

    xml: bytes
    atom: bytes
    json: bytes
    updated: date


class Channel(NamedTuple):
    """What a feed says of itself: `page` is the address that it tells of, `file` its own without the ending."""

    id: str
    title: str
    about: str
    page: str
    file: str
    language: str
    author: str


def told(news: News) -> Told:
    """An item, written once for all feeds that hold it."""
    return Told(rss_item(news), _atom_entry(news), _json_item(news), news.updated)


def text(words: str) -> str:
    """Words as they stand in an element."""
    return escape(speakable(words), quote=False)


def _cdata(html: str) -> str:
    safe = html.replace("]]>", "]]]]><![CDATA[>")
    return f"<![CDATA[{safe}]]>"


def _moment(day: date) -> datetime:
    """Entries are dated by days; a day begins at midnight in Vietnam."""
    return datetime.combine(day, time(), _VIETNAM)


@lru_cache(4096)
def _rfc822(day: date) -> str:
    return format_datetime(_moment(day))


def _rfc3339(day: date) -> str:
    return f"{day.isoformat()}T00:00:00+07:00"


def last_of(days: Iterable[date]) -> date:
    """No feed tells when it was made: the same entries make the same bytes."""
    return max(days, default=EMPTY)


def written_as(form: Form, channel: Channel, items: Sequence[Told]) -> bytes:
    """A feed in one of its forms."""
    if form == "json":
        return _json(channel, items)
    updated = last_of(one.updated for one in items)
    return _atom(channel, items, updated) if form == "atom" else rss(channel, [one.xml for one in items], updated)


def rss(channel: Channel, items: Iterable[bytes], updated: date, spaces: str = "", more: str = "") -> bytes:
    """RSS 2.0; `spaces` and `more` are namespaces and elements of programs that look for more."""
    # Of an empty feed nobody knows a day, and RSS, unlike Atom, needs none.
    built = f"<lastBuildDate>{_rfc822(updated)}</lastBuildDate>\n" if updated > EMPTY else ""
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"'
        f' xmlns:content="http://purl.org/rss/1.0/modules/content/"{spaces}>\n<channel>\n'
        f"<title>{text(channel.title)}</title>\n<link>{text(channel.page)}</link>\n"
        f'<atom:link href="{escape(channel.file)}.xml" rel="self" type="application/rss+xml"/>\n'
        f"<description>{text(channel.about)}</description>\n<language>{channel.language}</language>\n"
        f"{built}{more}"
    )
    return b"".join((head.encode(), *items, b"</channel>\n</rss>\n"))


def rss_item(news: News, more: str = "") -> bytes:
    """One item of RSS 2.0."""
    tags = "".join([f"<category>{text(tag)}</category>\n" for tag in news.tags])
    return (
        f"<item>\n<title>{text(news.title)}</title>\n<link>{text(news.url)}</link>\n"
        f'<guid isPermaLink="false">{news.id}</guid>\n<pubDate>{_rfc822(news.published)}</pubDate>\n'
        f"<atom:updated>{_rfc3339(news.updated)}</atom:updated>\n{tags}{more}"
        f"<description>{text(news.summary)}</description>\n"
        f"<content:encoded>{_cdata(news.html)}</content:encoded>\n</item>\n"
    ).encode()


def _atom(channel: Channel, items: Sequence[Told], updated: date) -> bytes:
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{channel.language}">\n<id>{channel.id}</id>\n'
        f"<title>{text(channel.title)}</title>\n<subtitle>{text(channel.about)}</subtitle>\n"
        f"<updated>{_rfc3339(updated)}</updated>\n"
        f"<author><name>{text(channel.author)}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href="{escape(channel.file)}.atom"/>\n'
        f'<link rel="alternate" type="text/html" href="{escape(channel.page)}"/>\n'
    )
    return b"".join((head.encode(), *(one.atom for one in items), b"</feed>\n"))


def _atom_entry(news: News) -> bytes:
    tags = "".join([f'<category term="{escape(tag)}"/>\n' for tag in news.tags])
    return (
        f'<entry xml:lang="{escape(news.language)}">\n<id>{news.id}</id>\n<title>{text(news.title)}</title>\n'
        f'<link rel="alternate" type="text/html" href="{escape(news.url)}"/>\n'
        f"<published>{_rfc3339(news.published)}</published>\n<updated>{_rfc3339(news.updated)}</updated>\n{tags}"
        f"<summary>{text(news.summary)}</summary>\n"
        f'<content type="html">{_cdata(news.html)}</content>\n</entry>\n'
    ).encode()


def _json(channel: Channel, items: Sequence[Told]) -> bytes:
    said: dict[str, Json] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.page,
        "feed_url": f"{channel.file}.json",
        "description": channel.about,
        "language": channel.language,
        "authors": [{"name": channel.author}],
    }
    return b"".join((encoded(said)[:-1], b',"items":[\n', b",\n".join([one.json for one in items]), b"\n]}\n"))


def _json_item(news: News) -> bytes:
    said: dict[str, Json] = {
        "id": news.id,
        "url": news.url,
        "title": news.title,
        "summary": news.summary,
        "content_html": news.html,
        "date_published": _rfc3339(news.published),
        "date_modified": _rfc3339(news.updated),
        "language": news.language,
        "tags": news.tags,
    }
    return encoded({**said, "image": news.image} if news.image else said)
