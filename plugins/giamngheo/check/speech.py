"""What nobody can read aloud yet: asked of published entries, and of the readings themselves."""

import re
from collections.abc import Iterator
from typing import cast

from giamngheo.check.context import Context
from giamngheo.check.prose import FIELDS
from giamngheo.derive.readings import lexicon_for, lexicon_of
from giamngheo.kinds.body import Body
from giamngheo.kinds.catalogue import Item
from giamngheo.kinds.entry import Entry
from giamngheo.kinds.problem import Position, Problem
from giamngheo.kinds.reading import Reading
from giamngheo.load.text import position_at
from giamngheo.markup.aloud import aloud
from giamngheo.speech import leftovers, national
from giamngheo.speech.lexicon import is_word
from giamngheo.words import HOME, say

_WORDS = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"[^\W\d_]+(?:[ ,-]+[^\W\d_]+)*")
# Where each stands (a field, or a line and column), what stands there, a reading to begin with and what is wrong; the
# line of the text around it, and the place in that line.
Unread = list[tuple[str | list[int], str, str, str, str, int]]


def unread(context: Context) -> Iterator[Problem]:
    """Leftovers of entries in Vietnamese, each told once a file, with a proposal."""
    # What was read in the wrong encoding is told as that.
    garbled = {problem.path for problem in context.loaded.problems if problem.code == "T105"}
    for item, entry in context.public.dated():
        if item.prose is None or entry.language != HOME or item.path in garbled:
            continue
        told: set[str] = set()
        for where, token, proposal, fault in _found(context, item, entry):
            place = item.where(where) if isinstance(where, str) else Position(*where)
            if token not in told and token not in entry.let_pass:
                yield _problem(item, place, token, proposal, fault)
            told.add(token)


def _problem(item: Item, place: Position, token: str, proposal: str, fault: str) -> Problem:
    if not fault:
        return Problem.at("S901", item.path, place, token=token, proposal=proposal)
    return Problem.at("S906", item.path, place, token=token, what=say(f"speak.fault.{fault}"))


def _found(context: Context, item: Item, entry: Entry) -> Iterator[tuple[str | list[int], str, str, str]]:
    """What the country's readings leave is noted with the text; what is taught here is asked only of those lines."""
    noted: Unread = cast(Body, item.prose).noted("unread", lambda body: [*_unread(body, entry)])
    if not noted:
        return
    taught = lexicon_for(entry, lexicon_of(context.catalogue))
    left: dict[str, set[int]] = {}
    for where, token, proposal, fault, line, start in noted:
        if line not in left:
            left[line] = {one.start for one in leftovers(line, taught)}
        if start in left[line]:
            yield where, token, proposal, fault


def _unread(body: Body, entry: Entry) -> Iterator[tuple[str | list[int], str, str, str, str, int]]:
    for name in FIELDS:
        text = aloud(getattr(entry, name, None) or "")
        for left in leftovers(text, national()):
            yield name, left.token, left.proposal, left.fault, *_line_of(text, left.start)
    text = aloud(body.text)
    for left in leftovers(text, national()):
        place = position_at(body.text, left.start, body.line)
        yield [*place], left.token, left.proposal, left.fault, *_line_of(text, left.start)


def _line_of(text: str, offset: int) -> tuple[str, int]:
    """The line around a place, and the place in it: nothing that is read reaches over its end."""
    begin = text.rfind("\n", 0, offset) + 1
    return text[begin:].partition("\n")[0], offset - begin


def unreadable_readings(context: Context) -> Iterator[Problem]:
    """A reading is read as it is written: what cannot be read there stays unread everywhere."""
    for item in context.catalogue.of("reading").values():
        yield from _unreadable(item, "said", cast(Reading, item.entry).said)
    for item, entry in context.public.dated():
        for said in entry.say.values():
            yield from _unreadable(item, "say", said)


def _unreadable(item: Item, field: str, said: str) -> Iterator[Problem]:
    if _PLAIN.fullmatch(said) and all(is_word(word) for word in _WORDS.findall(said)):
        return
    for left in leftovers(said, national()):
        yield Problem.at("S902", item.path, item.where(field), token=left.token)
