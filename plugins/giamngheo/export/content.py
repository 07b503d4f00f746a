"""The content of an entry as one piece of clean HTML: corrections first, then marks, the lead, the text."""

import re
from collections.abc import Iterable, Iterator
from html import escape

from giamngheo.derive.cards import Link
from giamngheo.export.edition import Edition
from giamngheo.kinds.activity import Activity
from giamngheo.kinds.correction import Correction
from giamngheo.kinds.entry import Entry
from giamngheo.kinds.question import Question
from giamngheo.kinds.source import Source
from giamngheo.kinds.story import Story
from giamngheo.kinds.values import Picture, uri
from giamngheo.markup.clean import speakable
from giamngheo.words import Words

_ALONE = re.compile(r'<p>(<img src="([^"]*)" alt="[^"]*" />)</p>')


def content(edition: Edition) -> str:
    """All that others may take over, with its credit line; of what may not be reused only the summary."""
    if "content" not in edition.made:
        edition.made["content"] = _content(edition)
    return edition.made["content"]


def _content(edition: Edition) -> str:
    words, entry = edition.speech, edition.entry
    parts = [*_corrections(edition), *(f"<p><strong>{escape(mark)}</strong></p>" for mark in edition.marks())]
    parts.append(f"<p><strong>{escape(lead_of(entry))}</strong></p>")
    if edition.may_be_reused:
        parts += [_picture(one, edition.source_of(one)) for one in edition.pictures[:1]]
        parts += [inside(edition), *_sources(edition.sources, words)]
    else:
        link = f'<a href="{escape(edition.url)}">{escape(words.say("export.read_here"))}</a>'
        parts.append(f"<p>{link}</p>")
    parts += [f"<p>{line}</p>" for line in credit(edition)]
    return speakable("\n".join(parts))


def inside(edition: Edition) -> str:
    """What stands below the lead: facts that the page shows beside the text, and the text."""
    return "\n".join((*_facts(edition), _credited(edition)))


def lead_of(entry: Entry) -> str:
    """What comes first, whoever reads it: the answer, or what the text is about."""
    return entry.short_answer if isinstance(entry, Question) else entry.summary


def correction_html(one: Correction, words: Words) -> str:
    """A correction in one paragraph."""
    rows = (("was", one.was), ("now", one.now), ("reason", one.reason))
    told = " ".join(f"{escape(words.say(f'ui.corrections.{key}'))}: {escape(text)}" for key, text in rows)
    head = words.say("export.correction", day=words.day(one.date))
    return f"<p><strong>{escape(head)}</strong> {told}</p>"


def credit(edition: Edition) -> Iterator[str]:
    """Where it comes from, and under which terms it may be used."""
    words, entry = edition.speech, edition.entry
    origin = words.say(f"ui.origin.{entry.origin}")
    if entry.permission:
        origin = f"{origin} {words.say('ui.origin.permission', permission=entry.permission)}"
    yield escape(origin)
    yield f'{escape(edition.credit)} <a href="{escape(edition.url)}">{escape(edition.url)}</a>'
    yield escape(edition.licence)


def _corrections(edition: Edition) -> Iterator[str]:
    for one in edition.corrections:
        yield correction_html(one, edition.speech)


def _picture(one: Picture, src: str) -> str:
    return _figure(f'<img src="{escape(src)}" alt="{escape(one.alt)}" />', one)


def _figure(image: str, one: Picture) -> str:
    caption = f"{one.caption} {one.credit}" if one.caption else one.credit
    return f"<figure>{image}<figcaption>{escape(caption)}</figcaption></figure>"


def _credited(edition: Edition) -> str:
    """The text, where a picture that stands alone in it has its caption and its maker below."""
    known = {escape(edition.identity.absolute(one.file.lstrip("/"))): one for one in edition.pictures}
    return _ALONE.sub(lambda it: _figure(it[1], known[it[2]]), edition.body) if known else edition.body


def _facts(edition: Edition) -> Iterator[str]:
    """What the page shows beside the text of a question, a story or an activity."""
    words, entry = edition.speech, edition.entry
    if isinstance(entry, Question):
        yield from _list("ol", words.say("ui.answer.steps"), entry.steps)
        yield from _list("ul", words.say("ui.answer.papers"), entry.papers)
        for key, links in edition.referred.items():
            yield from _links(words.say(f"ui.answer.{key}"), links)
    elif isinstance(entry, Story):
        rows = [("ui.story.household", entry.household.name), ("ui.story.model", entry.livelihood_model)]
        yield _rows((words.say(key), text) for key, text in rows)
    elif isinstance(entry, Activity):
        held = entry.held
        rows = [("ui.activity.form", words.say(f"form.{entry.form}"))]
        rows.append(("ui.activity.held", words.when((held.year, held.month, held.day))))
        rows += [("ui.activity.organiser", entry.organiser)] if entry.organiser else []
        yield _rows((words.say(key), text) for key, text in rows)


def _rows(rows: Iterable[tuple[str, str]]) -> str:
    return "".join(("<ul>", *(f"<li>{escape(name)}: {escape(text)}</li>" for name, text in rows), "</ul>"))


def _list(tag: str, title: str, lines: Iterable[str]) -> Iterator[str]:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    if items:
        yield f"<h2>{escape(title)}</h2>\n<{tag}>{items}</{tag}>"


def _links(title: str, links: Iterable[Link]) -> Iterator[str]:
    items = "".join(f'<li><a href="{escape(one.address or "")}">{escape(one.name)}</a></li>' for one in links)
    if items:
        yield f"<h2>{escape(title)}</h2>\n<ul>{items}</ul>"


def _sources(sources: Iterable[Source], words: Words) -> Iterator[str]:
    items = "".join(f"<li>{_source(one)}</li>" for one in sources)
    if items:
        yield f"<h2>{escape(words.say('ui.sources'))}</h2>\n<ul>{items}</ul>"


def _source(one: Source) -> str:
    title = escape(one.title)
    name = f'<a href="{escape(uri(one.url))}">{title}</a>' if one.url else title
    return f"{name}, {escape(one.publisher)}"
