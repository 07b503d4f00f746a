"""Bulletins for loudspeakers: for every place the text that is read next, at an address that stays the same.

What is told is put together from the scripts of entries: each briefly at first, then the first ones at length, as
long as the minutes last.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from html import escape
from math import ceil
from typing import NamedTuple
from xml.etree.ElementTree import fromstring

from msgspec import Struct

from giamngheo.derive.bulletins import ROOT, STEM, LeftOut, Plan, plans
from giamngheo.derive.cards import Link
from giamngheo.derive.indicators import small_rank
from giamngheo.derive.publish import agrees
from giamngheo.derive.tongues import native
from giamngheo.export.aloud import SPEEDS, Cut, length, lengths, name_of
from giamngheo.export.artifact import Batch
from giamngheo.export.desk import Desk
from giamngheo.export.docx import Document, docx
from giamngheo.export.edition import Editions
from giamngheo.export.sound import seconds_of
from giamngheo.export.zipped import packed, zipped
from giamngheo.keys import key_of
from giamngheo.kinds.bulletin import WEEKDAYS
from giamngheo.kinds.catalogue import Item
from giamngheo.kinds.entry import Entry
from giamngheo.kinds.values import Audio
from giamngheo.render.spec import PageSpec
from giamngheo.speech.counting import syllables
from giamngheo.words import HOME, Words


class Row(Struct, frozen=True):
    """Something that a bulletin holds or leaves out, and a few words about it."""

    what: Link
    about: str


class BulletinView(Struct, frozen=True):
    """The page of a bulletin. `stem` is where its files lie, without their endings; where there is no text, `silence`
    says why nothing is read.
    """

    facts: tuple[str, ...]
    stem: str
    forms: tuple[str, ...]
    text: str
    silence: str
    parts: tuple[Row, ...]
    absent: tuple[Row, ...]
    recordings: tuple[Row, ...]


class _Part(NamedTuple):
    """What is read of an item."""

    item: Item
    cut: Cut


class _Recording(NamedTuple):
    """A recording that may be played; its seconds are known where its file tells them."""

    entry: str
    title: str
    file: str
    language: str
    seconds: int | None


def bulletins(editions: Editions, today: date) -> Iterator[Batch]:
    """The files of every bulletin, and one archive of the texts of all places."""
    desk, scheduled = Desk(editions), []
    for plan in plans(editions.catalogue, today):
        made = _Made(plan, desk)
        yield Batch(desk.sign(plan), made.files)
        scheduled += [made] if plan.place else []
    if scheduled:
        yield Batch(key_of(*(desk.sign(made.plan) for made in scheduled)), lambda: [_texts_of(scheduled)])


def _texts_of(all_: Sequence["_Made"]) -> tuple[str, bytes]:
    """Each by the name of its folder."""
    named = ((one.plan.address.removeprefix(ROOT).strip("/"), one.text_file) for one in all_)
    return f"{ROOT}{STEM}.zip", zipped([packed(f"{name}.txt", text) for name, text in named])


class _Made(Struct, frozen=True, dict=True):
    """One bulletin in all its forms."""

    plan: Plan
    desk: Desk

    @property
    def words(self) -> Words:
        return self.desk.editions.speech

    def files(self) -> Iterator[tuple[str, bytes]]:
        plan, texts = self.plan, self.desk.editions.texts
        held = {"txt": self.text_file, "docx": self._docx()}
        if self._recordings:
            held["m3u8"] = self._playlist()
        yield f"{plan.address}index.html", texts.page(self._page((*held, "zip")))
        for form, content in held.items():
            yield f"{plan.address}{plan.stem}.{form}", content
        archive = [packed(f"{plan.stem}.{form}", content) for form, content in held.items()]
        yield f"{plan.address}{plan.stem}.zip", zipped(archive)

    # --- what is read ---

    @cached_property
    def _frame(self) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
        """What is said first and last, and what of that cannot be read."""
        words, place = self.words, self.plan.place
        site = self.desk.editions.identity.name
        begin = words.say("bulletin.opening", site=site)
        if place:
            begin = words.say("bulletin.opening_for", site=site, place=small_rank(place.name, words))
        said, unread = self.desk.said(f"{begin}\n{words.say('bulletin.end', site=site)}")
        begin, _, end = said.partition("\n")
        return tuple(one for one in (self.desk.mark, begin) if one), end, unread

    @cached_property
    def _chosen(self) -> tuple[tuple[_Part, ...], tuple[Row, ...]]:
        """What is read in the time there is, and why the rest is not."""
        told: list[tuple[Item, tuple[Cut, ...]]] = []
        absent = [Row(Link(one.name, one.address), self._why(one)) for one in self.plan.left_out]
        for item in self.plan.items if HOME in self.plan.languages else ():
            said = self.desk.aloud(item)
            if said is not None and said.unread:
                why = self.words.say("bulletin.why.unread", tokens=", ".join(said.unread))
                absent.append(Row(self.desk.link(item), why))
            elif said is not None:
                told.append((item, said.cuts))
        begin, end, unread = self._frame
        room = self.plan.minutes * SPEEDS[0] - sum(map(syllables, (*begin, end)))
        between = syllables(self._next)
        read = fitted([[one.syllables + between for one in cuts] for _, cuts in told], -1 if unread else room)
        absent += [Row(self.desk.link(item), self._no_room) for n, (item, _) in enumerate(told) if n not in read]
        return tuple(_Part(item, cuts[read[n]]) for n, (item, cuts) in enumerate(told) if n in read), tuple(absent)

    def _why(self, one: LeftOut) -> str:
        """Why something is not read; who knows its language finds it as it is written."""
        why = self.words.say(f"bulletin.why.{one.why}")
        if one.address is None:
            return why
        return self.words.say("bulletin.written_at", why=why, url=self.desk.editions.identity.absolute(one.address))

    @property
    def _no_room(self) -> str:
        _, _, unread = self._frame
        if unread:
            return self.words.say("bulletin.why.unread", tokens=", ".join(unread))
        return self.words.say("bulletin.why.room")

    @cached_property
    def _absent(self) -> tuple[Row, ...]:
        """What is neither read nor played."""
        read, absent = self._chosen
        told = {part.item.entry.title for part in read if isinstance(part.item.entry, Entry)}
        told |= {one.entry for one in self._recordings} | {row.what.name for row in absent}
        left = dict.fromkeys(Link(one.entry, one.file) for one in self._recorded if one.entry not in told)
        return (*absent, *(Row(one, self.words.say("bulletin.why.room")) for one in left))

    @cached_property
    def _text(self) -> str:
        """All that is read; nothing where there is nothing to tell."""
        begin, end, _ = self._frame
        parts = f"\n\n{self._next}\n\n".join(part.cut.text for part in self._chosen[0])
        return "\n\n".join((*begin, parts, end)) if parts else ""

    @property
    def _next(self) -> str:
        return self.words.say("bulletin.next")

    # --- what is said of it ---

    @cached_property
    def _title(self) -> str:
        return f"{self.plan.name} \u2013 {self.plan.place.name}" if self.plan.place else self.plan.name

    @cached_property
    def _facts(self) -> tuple[str, ...]:
        words, plan = self.words, self.plan
        weekday = words.say(f"weekday.{WEEKDAYS[plan.day.weekday()]}")
        facts = [words.say("bulletin.day", day=words.day(plan.day), weekday=weekday)]
        facts.append(words.say("aloud.not_after", day=words.day(plan.last)))
        facts.append(lengths(syllables(self._text), words) if self._text else self._silence)
        facts.append(words.say("aloud.approved", who=plan.approved_by))
        return (*facts, plan.note) if plan.note else tuple(facts)

    @property
    def _silence(self) -> str:
        """Why there is nothing to be read."""
        if self.plan.is_over:
            return self.words.say("bulletin.over")
        if self._recordings:
            return self.words.say("bulletin.only_recordings")
        return self.words.say("bulletin.none_fits" if self._absent else "bulletin.nothing")

    @cached_property
    def _rows(self) -> tuple[Row, ...]:
        """What is read, how much of it, and who approved it."""
        return tuple(Row(self.desk.link(part.item), " ".join(self._about(part))) for part in self._chosen[0])

    def _about(self, part: _Part) -> Iterator[str]:
        yield f"{name_of(part.cut, self.words)}."
        approved_by = getattr(part.item.entry, "approved_by", None)
        if approved_by:
            yield self.words.say("aloud.approved", who=approved_by)

    @cached_property
    def text_file(self) -> bytes:
        """For the programs of loudspeakers; what stands above the line is not read."""
        head = [self._title, self.words.say("bulletin.head"), *self._facts]
        played = tuple(self._played())
        for key, rows in (("holds", self._rows), ("left", self._absent), ("played", played)):
            if rows:
                head += ["", self.words.say(f"bulletin.{key}")]
                head += [f"{n}. {row.what.name} \u2013 {row.about}" for n, row in enumerate(rows, 1)]
        text = "\n".join((*head, "", "=" * 40, "", self._text)).rstrip()
        return f"{text}\n".replace("\n", "\r\n").encode("utf-8-sig")

    def _docx(self) -> bytes:
        identity, (begin, end, _) = self.desk.editions.identity, self._frame
        blocks = [f"<p><em>{escape(one)}</em></p>" for one in self._facts]
        if self._text:
            blocks += [f"<p>{escape(one)}</p>" for one in begin]
            for part in self._chosen[0]:
                blocks.append(f"<h2>{escape(self.desk.link(part.item).name)}</h2>")
                blocks += [f"<p>{escape(line)}</p>" for line in part.cut.text.split("\n\n")]
            blocks += ["<hr />", f"<p>{escape(end)}</p>"]
        root = fromstring(f"<body>{''.join(blocks)}</body>")
        author, created = identity.publisher, f"{self.plan.day.isoformat()}T00:00:00Z"
        return docx(Document(self._title, self.words.say("bulletin.in_word"), author, HOME, created, root, {}))

    # --- what is played ---

    @cached_property
    def _recordings(self) -> tuple[_Recording, ...]:
        """Those that can be played within the minutes, the first ones first."""
        room, found = self.plan.minutes * 60, []
        for one in self._recorded:
            if (one.seconds or 0) <= room:
                room -= one.seconds or 0
                found.append(one)
        return tuple(found)

    @cached_property
    def _recorded(self) -> tuple[_Recording, ...]:
        """In the languages of the bulletin; a family's voice only as far as it agreed."""
        entries = [it.entry for it in self.plan.items if isinstance(it.entry, Entry) and agrees(it.entry, "audio")]
        chosen = [(one.title, audio) for one in entries for audio in one.audio]
        return tuple(self._recording(*one) for one in chosen if one[1].language in self.plan.languages)

    def _recording(self, title: str, audio: Audio) -> _Recording:
        path = audio.file.lstrip("/")
        seconds = seconds_of(self.desk.editions.texts.file(path).read_bytes())
        name = f"{title} ({self.words.say('ui.heard.synthetic')})" if audio.synthetic else title
        return _Recording(title, name, path, audio.language, None if seconds is None else ceil(seconds))

    def _playlist(self) -> bytes:
        """Extended M3U, as players of every system read it."""
        identity, lines = self.desk.editions.identity, ["#EXTM3U", f"#PLAYLIST:{self._title}"]
        for one in self._recordings:
            lines += [f"#EXTINF:{one.seconds or -1},{one.title}", identity.absolute(one.file)]
        return ("\n".join(lines) + "\n").encode()

    def _played(self) -> Iterator[Row]:
        for one in self._recordings:
            # So many syllables at one a second.
            lasts = f" \u00b7 {length(one.seconds, 60, self.words)}" if one.seconds else ""
            yield Row(Link(one.title, one.file), f"{native(one.language)}{lasts}")

    def _page(self, forms: tuple[str, ...]) -> PageSpec:
        words, plan = self.words, self.plan
        stem, absent, played = f"{plan.address}{plan.stem}", self._absent, tuple(self._played())
        text, silence = self._text, "" if self._text else self._silence
        view = BulletinView(self._facts, stem, forms, text, silence, self._rows, absent, played)
        crumbs = (Link(words.say("ui.home"), ""), Link(words.say("ui.room.title"), ROOT))
        lead = words.say("ui.bulletin.lead" if plan.place else "ui.bulletin.lead_by_hand")
        template = "pages/bulletin.html"
        return PageSpec(plan.address, template, self._title, lead, view, "reuse", ROOT, crumbs, noindex=True)


def fitted(sizes: Sequence[Sequence[int]], room: int) -> dict[int, int]:
    """Which cut of each text is read: every one briefly as long as they fit, then the first ones as long as may be.

    Texts have their cuts from short to long; those that find no room are left out.
    """
    chosen: dict[int, int] = {}
    for n, cuts in enumerate(sizes):
        if cuts[0] <= room:
            chosen[n] = 0
            room -= cuts[0]
    for n in chosen:
        cuts = sizes[n]
        longest = max(at for at, size in enumerate(cuts) if size - cuts[0] <= room)
        room -= cuts[longest] - cuts[0]
        chosen[n] = longest
    return chosen
