"""An entry as it is read aloud on a loudspeaker: whole, and cut to half a minute and a minute."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import zip_longest

from msgspec import Struct

from giamngheo.derive.readings import lexicon_for, lexicon_of
from giamngheo.export.content import inside, lead_of
from giamngheo.export.edition import Edition
from giamngheo.kinds.correction import Correction
from giamngheo.kinds.question import Question
from giamngheo.kinds.story import Story
from giamngheo.speech import Lexicon, speak
from giamngheo.speech.blocks import Block, one_line
from giamngheo.speech.counting import syllables
from giamngheo.speech.script import paragraphs, script
from giamngheo.words import HOME, Words

# Syllables a minute: a loudspeaker outdoors, the news of the Voice of Vietnam, a quick reader.
SPEEDS = (180, 233, 250)
# Seconds of the short cuts, at the slowest of them.
CUTS = (30, 60)
# So many words say something; so many say it by themselves.
_SAYING, _TELLING = 4, 8

_SENTENCE = re.compile(r"(?<=[.!?\u2026])\s+")
_ENDED = re.compile(r"[.!?\u2026][\"'\u201d\u2019)]*$")
# In bold, and what stands behind it in its paragraph.
_STRONG = re.compile(r"<strong>(.*?)</strong>((?:[^<]+|</?(?:a|em|abbr|sup)\b[^>]*>)*)", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")


class Part(Struct, frozen=True, dict=True):
    """Paragraphs that are read; `is_frame`: every script begins or ends so, and a bulletin of several does once."""

    text: str
    is_frame: bool = False

    @cached_property
    def syllables(self) -> int:
        return syllables(self.text)


class Cut(Struct, frozen=True, dict=True):
    """A text to be read and about how long that takes; `seconds` is what it must keep to, 0 the whole."""

    seconds: int
    parts: tuple[Part, ...]

    @cached_property
    def text(self) -> str:
        return "\n\n".join(part.text for part in self.parts)

    @cached_property
    def syllables(self) -> int:
        return sum(part.syllables for part in self.parts)

    def unframed(self) -> "Cut":
        """The same as one of several texts that are read one after another."""
        return Cut(self.seconds, tuple(part for part in self.parts if not part.is_frame))


class Aloud(Struct, frozen=True):
    """The cuts of an entry, the shortest first; or, where something cannot be read aloud, what that is."""

    cuts: tuple[Cut, ...]
    unread: tuple[str, ...]


def aloud(edition: Edition, read: Sequence[Block] | None = None) -> Aloud | None:
    """None of an entry in a language that has no voice here; `read` is what stands below the lead, where known."""
    if edition.entry.language != HOME:
        return None
    lexicon = lexicon_for(edition.entry, lexicon_of(edition.catalogue))
    said = _Said(edition, lexicon, read)
    unread = tuple(dict.fromkeys(said.unread))
    if unread:
        return Aloud((), unread)
    cuts = [said.within(seconds) for seconds in CUTS]
    return Aloud((*filter(None, cuts), said.whole()), ())


class _Said:
    """The parts of an entry in spoken words."""

    def __init__(self, edition: Edition, lexicon: Lexicon, read: Sequence[Block] | None) -> None:
        words, entry = edition.speech, edition.entry
        self.is_asked = isinstance(entry, Question)
        told = (Part(corrected(one, words)) for one in edition.corrections)
        before = [*told, *_marks(edition)]
        lead = lead_of(entry)
        end = words.say("aloud.end", site=edition.identity.name)
        self.paragraphs = paragraphs(inside(edition), read)
        body = [one.text for one in self.paragraphs]
        marked = _marked(edition.body)
        parts = [*(part.text for part in before), _sentence(entry.title), lead, end, *marked, *body]
        spoken = speak("\n".join(parts), lexicon)
        lines = spoken.text.split("\n")
        first, last = len(before), len(before) + 3
        self.before = [Part(line, part.is_frame) for line, part in zip(lines[:first], before, strict=True)]
        self.title, self.lead, end = lines[first:last]
        self.end = Part(end, is_frame=True)
        self.marked, self.body = lines[last : last + len(marked)], lines[last + len(marked) :]
        self.unread = [one.token for one in spoken.leftovers if one.token not in entry.let_pass]

    def whole(self) -> Cut:
        return Cut(0, (*self.before, Part("\n\n".join([self.title, self.lead, *self.body])), self.end))

    def within(self, seconds: int) -> Cut | None:
        """What must be said, then sentence after sentence as long as they fit; nothing where not even that fits.

        Nobody understands an answer who did not hear what was asked; another entry can do without its title.
        """
        own = [self.title, self.lead]
        room = seconds * SPEEDS[0] // 60 - sum(part.syllables for part in (*self.before, self.end))
        room -= sum(map(syllables, own))
        if room < 0 and not self.is_asked:
            own, room = [self.lead], room + syllables(self.title)
        if room < 0:
            return None
        taken = " ".join(_fitting(self.marked or self._sentences(), room))
        return Cut(seconds, (*self.before, Part("\n\n".join([*own, taken] if taken else own)), self.end))

    def _sentences(self) -> Iterator[str]:
        """Sentence by sentence; a heading stays with what it leads to, a list or a table is told whole or not."""
        begun: list[str] = []
        for line, one, after in zip_longest(self.body, self.paragraphs, self.paragraphs[1:]):
            if one.is_heading or line.endswith(":") or (one.block and after and after.block == one.block):
                begun.append(line)
                continue
            first, *others = [line] if one.block else _sentences_of(line)
            yield " ".join([*begun, first])
            yield from others
            begun = []


def _sentences_of(line: str) -> Iterator[str]:
    """What somebody says is one, from the first to the last of its quotation marks."""
    begun = ""
    for one in _SENTENCE.split(line):
        begun = f"{begun} {one}" if begun else one
        if begun.count("\u201c") <= begun.count("\u201d"):
            yield begun
            begun = ""
    if begun:
        yield begun


def _fitting(sentences: Iterable[str], room: int) -> Iterator[str]:
    for one in sentences:
        room -= syllables(one)
        if room < 0:
            return
        yield one


def corrected(one: Correction, words: Words) -> str:
    """Who hears a right figure alone does not know which wrong one it takes the place of."""
    return words.say("aloud.corrected", was=_sentence(one_line(one.was)), now=_sentence(one_line(one.now)))


def _marks(edition: Edition) -> Iterator[Part]:
    """What is said before anything else: nobody hears a mark that is only printed."""
    if edition.identity.is_demonstration:
        yield Part(edition.speech.say("aloud.demonstration"), is_frame=True)
    if isinstance(edition.entry, Story) and edition.entry.illustrative:
        yield Part(edition.speech.say("aloud.illustrative"))


def _marked(html: str) -> Sequence[str]:
    """Whole sentences that the editors have set in bold: what they want to be heard if there is no time for more.

    A short one that begins its paragraph is no more than its name.
    """
    found = []
    for match in _STRONG.finditer(html):
        bold, behind = match.groups()
        plain = _TAG.sub("", bold).rstrip()
        if not _ENDED.search(plain) or len(plain.split()) < _SAYING:
            continue
        begins = html[: match.start()].rstrip().endswith(("<p>", "<li>"))
        is_name = begins and len(plain.split()) < _TELLING and _TAG.sub("", behind).strip()
        if not is_name:
            found.append(" ".join(script(bold)))
    return found


def _sentence(text: str) -> str:
    return text if _ENDED.search(text) else f"{text}."


def length(count: int, speed: int, words: Words) -> str:
    """How long so many syllables take, in minutes and seconds."""
    minutes, seconds = divmod(math.ceil(count * 60 / speed), 60)
    if not minutes:
        return words.say("aloud.seconds", seconds=seconds)
    return (
        words.say("aloud.minutes", minutes=minutes, seconds=seconds)
        if seconds
        else words.say("aloud.whole_minutes", minutes=minutes)
    )


@lru_cache(4096)
def lengths(count: int, words: Words) -> str:
    """How long a text takes at each speed."""
    each = [length(count, speed, words) for speed in SPEEDS]
    return words.say("aloud.lengths", count=words.decimal(count), lengths=each, speeds=SPEEDS)


def text_file(edition: Edition, said: Aloud, version: str) -> bytes:
    """All cuts in one file, for the programs of loudspeakers; what stands above the line is not read."""
    words, entry = edition.speech, edition.entry
    whole = said.cuts[-1].syllables
    head = [entry.title, words.say("aloud.head"), lengths(whole, words)]
    if entry.valid_to is not None:
        head.append(words.say("aloud.not_after", day=words.day(entry.valid_to)))
    if entry.approved_by:
        head.append(words.say("aloud.approved", who=entry.approved_by))
    head.append(words.say("aloud.version", version=version))
    parts = ["\n".join(head), "=" * 40]
    for one in said.cuts:
        parts += [f"[{name_of(one, words)}]", one.text]
    text = "\n\n".join(parts)
    return f"{text}\n".replace("\n", "\r\n").encode("utf-8-sig")


def name_of(one: Cut, words: Words) -> str:
    return words.say("aloud.cut", seconds=one.seconds) if one.seconds else words.say("aloud.whole")
