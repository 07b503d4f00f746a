"""feed.xml (RSS 2.0), feed.atom (RFC 4287) and feed.json (JSON Feed 1.1) of every list, and of the corrections.

An item keeps its name for ever: who has read an entry sees the same item change when it is corrected, with the
correction said first; where a story was taken down its item stays behind and tells nothing of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from email.utils import format_datetime
from html import escape
from typing import Literal, NamedTuple

from giamngheo.derive.corrections import ROOT as CORRECTIONS
from giamngheo.derive.corrections import CorrectionView, correction_views
from giamngheo.derive.feeds import Feed, One, feeds, told_on
from giamngheo.export.artifact import Batch
from giamngheo.export.content import content, correction_html, lead_of
from giamngheo.export.edition import Edition, Editions, lasting
from giamngheo.export.written import Json, written
from giamngheo.kinds.correction import Withdrawal
from giamngheo.markup.clean import speakable
from giamngheo.store import Fingerprint, key_of

_VIETNAM = timezone(timedelta(hours=7))
FORMS: tuple[Literal["xml", "atom", "json"], ...] = ("xml", "atom", "json")


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
    """An item in each of the three forms."""

    xml: str
    atom: str
    json: str
    updated: date


@dataclass(frozen=True)
class Head:
    """What a feed says of itself; `address` is the folder that its forms lie in."""

    editions: Editions
    address: str
    name: str

    @property
    def id(self) -> str:
        return lasting(self.editions.identity, f"feed {self.address}")

    @property
    def title(self) -> str:
        site = self.editions.identity.name
        return f"{self.name} \u2013 {site}" if self.name else site

    @property
    def about(self) -> str:
        identity, words = self.editions.identity, self.editions.speech
        mark = (words.say("ui.demo.statement"),) if identity.is_demonstration else ()
        return " ".join(part for part in (*mark, identity.description, identity.licence) if part) or self.title

    def url(self, form: str = "") -> str:
        return self.editions.identity.absolute(f"{self.address}feed.{form}" if form else self.address)


def feed_files(editions: Editions) -> Iterator[Batch]:
    """Every feed of a site that says where it is."""
    identity = editions.identity
    if not identity.url:
        return
    told = _Teller(editions)
    for feed in feeds(editions.catalogue, identity.language):
        yield _batch(feed, editions, told)
    corrections = correction_views(editions.catalogue)
    yield Batch(
        key_of(Fingerprint().text(corrections)),
        lambda: _forms(
            Head(editions, CORRECTIONS, editions.speech.say("kind.correction.many")),
            [_told(_of_correction(one, editions)) for one in corrections],
        ),
    )


def _batch(feed: Feed, editions: Editions, told: "_Teller") -> Batch:
    head = Head(editions, feed.address, "" if feed.by == "all" else feed.name(editions.catalogue, editions.speech))
    signs = [repr(one) if isinstance(one, Withdrawal) else editions.sign(one) for one in feed.newest]
    return Batch(key_of(head.address, head.name, *signs), lambda: _forms(head, [told.of(one) for one in feed.newest]))


def _forms(head: Head, items: Sequence[Told]) -> Iterator[tuple[str, bytes]]:
    makers = {"xml": _rss, "atom": _atom, "json": _json}
    for form in FORMS:
        yield f"{head.address}feed.{form}", makers[form](head, items).encode()


class _Teller:
    """Items stand in several feeds: each is told once a build."""

    def __init__(self, editions: Editions) -> None:
        self._editions = editions
        self._told: dict[str, Told] = {}

    def of(self, one: One) -> Told:
        if isinstance(one, Withdrawal):
            return _told(_of_withdrawal(one, self._editions))
        edition = self._editions.of(one)
        if edition.address not in self._told:
            self._told[edition.address] = _told(_of_entry(edition))
        return self._told[edition.address]


def _of_entry(edition: Edition) -> News:
    entry = edition.entry
    told = told_on(edition.catalogue, edition.item)
    return News(
        id=edition.id,
        url=edition.url,
        title=entry.title,
        summary=lead_of(entry),
        html=content(edition),
        published=entry.date,
        updated=max(told, edition.changed),
        language=entry.language,
        tags=tuple(one.name for one in (*edition.topics, *edition.places)),
        image=edition.source_of(edition.pictures[0]) if edition.pictures else None,
    )


def _of_withdrawal(one: Withdrawal, editions: Editions) -> News:
    """The same item as the story had; what is new of it is that it is gone."""
    identity, words = editions.identity, editions.speech
    text = f"{words.say(f'ui.withdrawal.{one.reason}')} {words.say('ui.withdrawal.ask')}"
    title, url = words.say("ui.corrections.withdrawal"), identity.absolute(CORRECTIONS)
    html = f"{_mark(editions)}<p>{escape(text)}</p>"
    return News(lasting(identity, one.seal), url, title, text, html, one.day, one.day, identity.language)


def _of_correction(view: CorrectionView, editions: Editions) -> News:
    identity, words, one = editions.identity, editions.speech, view.correction
    if view.withdrawal is not None:
        gone = _of_withdrawal(view.withdrawal, editions)
        return gone._replace(id=lasting(identity, view.address), url=identity.absolute(view.address))
    assert one is not None
    name = view.about.name if view.about else None
    title = words.say("ui.corrections.withdrawal" if one.withdrawal else "ui.corrections.one")
    title = words.say("feed.correction", name=name) if name else title
    html = correction_html(one, words) + _mark(editions)
    if view.about and view.about.address:
        address = escape(identity.absolute(view.about.address))
        html += f'\n<p><a href="{address}">{escape(view.about.name)}</a></p>'
    return News(
        lasting(identity, view.address), identity.absolute(view.address), title, one.now, html, one.date, one.date,
        identity.language,
    )  # fmt: skip


def _mark(editions: Editions) -> str:
    words = editions.speech
    return (
        f"<p><strong>{escape(words.say('ui.demo.banner'))}</strong></p>" if editions.identity.is_demonstration else ""
    )


# --- forms -------------------------------------------------------------------------------------------------------


def _told(news: News) -> Told:
    return Told(_rss_item(news), _atom_entry(news), _json_item(news), news.updated)


def _text(text: str) -> str:
    return escape(speakable(text), quote=False)


def _cdata(html: str) -> str:
    safe = html.replace("]]>", "]]]]><![CDATA[>")
    return f"<![CDATA[{safe}]]>"


def _moment(day: date) -> datetime:
    """Entries are dated by days; a day begins at midnight in Vietnam."""
    return datetime.combine(day, time(), _VIETNAM)


def _rfc822(day: date) -> str:
    return format_datetime(_moment(day))


def _rfc3339(day: date) -> str:
    return f"{day.isoformat()}T00:00:00+07:00"


def _updated(items: Sequence[Told]) -> date:
    """No feed tells when it was made: the same entries make the same bytes."""
    return max((one.updated for one in items), default=date(1970, 1, 1))


def _rss(head: Head, items: Sequence[Told]) -> str:
    language = head.editions.identity.language
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/">\n<channel>\n'
        f"<title>{_text(head.title)}</title>\n<link>{_text(head.url())}</link>\n"
        f'<atom:link href="{escape(head.url("xml"))}" rel="self" type="application/rss+xml"/>\n'
        f"<description>{_text(head.about)}</description>\n<language>{language}</language>\n"
        f"<lastBuildDate>{_rfc822(_updated(items))}</lastBuildDate>\n"
        f"{''.join([one.xml for one in items])}</channel>\n</rss>\n"
    )


def _rss_item(news: News) -> str:
    tags = "".join([f"<category>{_text(tag)}</category>\n" for tag in news.tags])
    return (
        f"<item>\n<title>{_text(news.title)}</title>\n<link>{_text(news.url)}</link>\n"
        f'<guid isPermaLink="false">{news.id}</guid>\n<pubDate>{_rfc822(news.published)}</pubDate>\n'
        f"<atom:updated>{_rfc3339(news.updated)}</atom:updated>\n{tags}"
        f"<description>{_text(news.summary)}</description>\n"
        f"<content:encoded>{_cdata(news.html)}</content:encoded>\n</item>\n"
    )


def _atom(head: Head, items: Sequence[Told]) -> str:
    identity = head.editions.identity
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{identity.language}">\n<id>{head.id}</id>\n'
        f"<title>{_text(head.title)}</title>\n<subtitle>{_text(head.about)}</subtitle>\n"
        f"<updated>{_rfc3339(_updated(items))}</updated>\n"
        f"<author><name>{_text(identity.publisher or identity.name)}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href="{escape(head.url("atom"))}"/>\n'
        f'<link rel="alternate" type="text/html" href="{escape(head.url())}"/>\n'
        f"{''.join([one.atom for one in items])}</feed>\n"
    )


def _atom_entry(news: News) -> str:
    tags = "".join([f'<category term="{escape(tag)}"/>\n' for tag in news.tags])
    return (
        f'<entry xml:lang="{escape(news.language)}">\n<id>{news.id}</id>\n<title>{_text(news.title)}</title>\n'
        f'<link rel="alternate" type="text/html" href="{escape(news.url)}"/>\n'
        f"<published>{_rfc3339(news.published)}</published>\n<updated>{_rfc3339(news.updated)}</updated>\n{tags}"
        f"<summary>{_text(news.summary)}</summary>\n"
        f'<content type="html">{_cdata(news.html)}</content>\n</entry>\n'
    )


def _json(head: Head, items: Sequence[Told]) -> str:
    identity = head.editions.identity
    said: dict[str, Json] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": head.title,
        "home_page_url": head.url(),
        "feed_url": head.url("json"),
        "description": head.about,
        "language": identity.language,
        "authors": [{"name": identity.publisher or identity.name}],
    }
    return f'{written(said)[:-1]},"items":[\n{_NEXT.join([one.json for one in items])}\n]}}\n'


_NEXT = ",\n"


def _json_item(news: News) -> str:
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
    return written({**said, "image": news.image} if news.image else said)
