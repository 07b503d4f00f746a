"""phat-thanh/podcast.xml: committed recordings for podcast programs (RSS 2.0, tags of iTunes and Podcasting 2.0).

Its items are recordings. What is read in the language of its entry has the entry's text as its transcript.
"""

from collections.abc import Iterator
from html import escape
from math import ceil
from uuid import UUID, uuid5

from giamngheo.derive.bulletins import ROOT
from giamngheo.derive.heard import passed_on
from giamngheo.derive.publish import seal_of
from giamngheo.derive.tongues import native
from giamngheo.export.artifact import Batch
from giamngheo.export.edition import Edition, Editions, lasting
from giamngheo.export.feeds import channel_of, of_entry
from giamngheo.export.sound import seconds_of, type_of
from giamngheo.export.syndication import last_of, rss, rss_item, text
from giamngheo.keys import key_of
from giamngheo.kinds.catalogue import Item
from giamngheo.kinds.values import Audio
from giamngheo.render.poster import Poster
from giamngheo.render.spec import Identity
from giamngheo.words import words

STEM = "podcast"
_SPACES = ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0"'
# By which a podcast is known wherever its feed moves (podcastindex.org, tag "guid").
_PODCASTS = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")


def cover_of(identity: Identity) -> Poster:
    """What stands for the podcast where programs list many."""
    return Poster(words(identity.language).say("podcast.name"), language=identity.language)


def cover_address(identity: Identity) -> str:
    return cover_of(identity).address(identity, "square")


def podcast(editions: Editions) -> Iterator[Batch]:
    """The feed, where anything was recorded that others may play."""
    recordings = passed_on(editions.catalogue)
    if editions.identity.url and recordings:
        signs = [editions.sign(item) for item, _ in recordings]
        sign = key_of(editions.state(_path(one) for _, one in recordings), *signs)
        yield Batch(sign, lambda: [(f"{ROOT}{STEM}.xml", _file(editions, recordings))])


def _file(editions: Editions, recordings: list[tuple[Item, Audio]]) -> bytes:
    identity = editions.identity
    channel = channel_of(editions, ROOT, editions.speech.say("podcast.name"), STEM)
    address = f"{channel.file}.xml".partition("://")[2]
    more = (
        f'<itunes:image href="{escape(identity.absolute(cover_address(identity)))}"/>\n'
        f"<itunes:author>{text(channel.author)}</itunes:author>\n<itunes:explicit>false</itunes:explicit>\n"
        f'<itunes:category text="Government"/>\n<podcast:guid>{uuid5(_PODCASTS, address)}</podcast:guid>\n'
        "<podcast:medium>podcast</podcast:medium>\n"
    )
    made = [(editions.of(item), one) for item, one in recordings]
    updated = last_of(of_entry(edition).updated for edition, _ in made)
    return rss(channel, [_item(edition, one) for edition, one in made], updated, _SPACES, more)


def _item(edition: Edition, one: Audio) -> bytes:
    news = of_entry(edition)
    news = news._replace(
        id=lasting(edition.identity, f"{seal_of(edition.item)} {_name(edition, one)}"), title=_title(edition, one)
    )
    return rss_item(news, _enclosed(edition, one))


def _name(edition: Edition, one: Audio) -> str:
    """What a machine reads lies beside the entry and moves with it."""
    return "machine" if one.file.startswith(edition.reuse_address) else one.file


def _title(edition: Edition, one: Audio) -> str:
    """What it is, in which language where that is another one, and that no person speaks where none does."""
    entry = edition.entry
    told = [native(one.language)] if one.language != entry.language else []
    told += [edition.speech.say("ui.heard.synthetic")] if one.synthetic else []
    return f"{entry.title} ({', '.join(told)})" if told else entry.title


def _enclosed(edition: Edition, one: Audio) -> str:
    identity, path = edition.identity, _path(one)
    data = edition.texts.file(path).read_bytes()
    seconds = seconds_of(data)
    url = escape(identity.absolute(path))
    made = f'<enclosure url="{url}" length="{len(data)}" type="{type_of(path)}"/>\n'
    if seconds is not None:
        made += f"<itunes:duration>{ceil(seconds)}</itunes:duration>\n"
    if one.language == edition.entry.language:
        page = escape(identity.absolute(f"{edition.reuse_address}{edition.stem}.html"))
        language = escape(one.language)
        made += f'<podcast:transcript url="{page}" type="text/html" language="{language}"/>\n'
    return made


def _path(one: Audio) -> str:
    return one.file.lstrip("/")
