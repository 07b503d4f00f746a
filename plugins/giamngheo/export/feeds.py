"""feed.xml (RSS 2.0), feed.atom (RFC 4287) and feed.json (JSON Feed 1.1) of every list, and of the corrections.

An item keeps its name for ever: who has read an entry sees the same item change when it is corrected, with the
correction said first; where a story was taken down its item stays behind and tells nothing of it.
"""

from collections.abc import Iterator, Sequence
from html import escape

from giamngheo.derive.corrections import ROOT as CORRECTIONS
from giamngheo.derive.corrections import CorrectionView, correction_views
from giamngheo.derive.feeds import Feed, One, feeds, told_on
from giamngheo.export.artifact import Batch
from giamngheo.export.content import content, correction_html, lead_of
from giamngheo.export.edition import Edition, Editions, lasting
from giamngheo.export.syndication import FORMS, Channel, News, Told, told, written_as
from giamngheo.keys import Fingerprint, key_of
from giamngheo.kinds.correction import Withdrawal


def feed_files(editions: Editions) -> Iterator[Batch]:
    """Every feed of a site that says where it is."""
    identity = editions.identity
    if not identity.url:
        return
    teller = _Teller(editions)
    for feed in feeds(editions.catalogue, identity.language):
        yield _batch(feed, editions, teller)
    corrections = correction_views(editions.catalogue, editions.speech)
    yield Batch(
        key_of(Fingerprint().text(corrections)),
        lambda: _forms(
            channel_of(editions, CORRECTIONS, editions.speech.say("kind.correction.many")),
            CORRECTIONS,
            [told(_of_correction(one, editions)) for one in corrections],
        ),
    )


def _batch(feed: Feed, editions: Editions, teller: "_Teller") -> Batch:
    name = "" if feed.by == "all" else feed.name(editions.catalogue, editions.speech)
    channel = channel_of(editions, feed.address, name)
    signs = [repr(one) if isinstance(one, Withdrawal) else editions.sign(one) for one in feed.newest]
    return Batch(
        key_of(feed.address, name, *signs),
        lambda: _forms(channel, feed.address, [teller.of(one) for one in feed.newest]),
    )


def _forms(channel: Channel, address: str, items: Sequence[Told]) -> Iterator[tuple[str, bytes]]:
    for form in FORMS:
        yield f"{address}feed.{form}", written_as(form, channel, items)


def channel_of(editions: Editions, address: str, name: str, file: str = "feed") -> Channel:
    """What the feeds of a folder say of themselves."""
    identity, words = editions.identity, editions.speech
    title = f"{name} \u2013 {identity.name}" if name else identity.name
    mark = (words.say("ui.demo.statement"),) if identity.is_demonstration else ()
    about = " ".join(part for part in (*mark, identity.description, identity.licence) if part) or title
    url, author = identity.absolute(address), identity.publisher
    id_ = lasting(identity, f"feed {address}")
    return Channel(id_, title, about, url, f"{url}{file}", identity.language, author)


class _Teller:
    """Items stand in several feeds: each is told once a build."""

    def __init__(self, editions: Editions) -> None:
        self._editions = editions
        self._told: dict[str, Told] = {}

    def of(self, one: One) -> Told:
        if isinstance(one, Withdrawal):
            return told(_of_withdrawal(one, self._editions))
        edition = self._editions.of(one)
        if edition.address not in self._told:
            self._told[edition.address] = told(of_entry(edition))
        return self._told[edition.address]


def of_entry(edition: Edition) -> News:
    """The news that an entry is."""
    entry = edition.entry
    last = told_on(edition.catalogue, edition.item)
    return News(
        id=edition.id,
        url=edition.url,
        title=entry.title,
        summary=lead_of(entry),
        html=content(edition),
        published=entry.date,
        updated=max(last, edition.changed),
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
