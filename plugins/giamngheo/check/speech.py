"""What nobody can read aloud yet: asked of published entries, and of the readings themselves."""

from collections.abc import Iterator
from typing import Any, cast

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
from giamngheo.speech import Lexicon, leftovers, national
from giamngheo.words import HOME

# Where it stands: a line and column of the body or the name of a field; what stands there; a reading to begin with.
Unread = list[list[Any]]


def unread(context: Context) -> Iterator[Problem]:
    """Leftovers of entries in Vietnamese, each told once a file, with a proposal."""
    lexicon = lexicon_of(context.catalogue)
    # What was read in the wrong encoding is told as that.
    garbled = {problem.path for problem in context.loaded.problems if problem.code == "T105"}
    for item, entry in context.public.dated():
        if item.prose is None or entry.language != HOME or item.path in garbled:
            continue
        told: set[str] = set()
        for *where, token, proposal in _found(item, entry, lexicon):
            place = item.where(*where) if isinstance(where[0], str) else Position(*where)
            if token not in told:
                yield Problem.at("S901", item.path, place, token=token, proposal=proposal)
            told.add(token)


def _found(item: Item, entry: Entry, lexicon: Lexicon) -> Unread:
    """What the country's readings leave is noted with the text; what is taught here is asked only of that."""
    body = cast(Body, item.prose)
    noted: Unread = body.noted("unread", lambda body: [*_unread(body, entry, national())])
    taught = lexicon_for(entry, lexicon)
    return [*_unread(body, entry, taught)] if noted and taught is not national() else noted


def _unread(body: Body, entry: Entry, lexicon: Lexicon) -> Iterator[list[Any]]:
    for name in FIELDS:
        text = getattr(entry, name, None)
        for left in leftovers(aloud(text), lexicon) if text else ():
            yield [name, left.token, left.proposal]
    for left in leftovers(aloud(body.text), lexicon):
        yield [*position_at(body.text, left.start, body.line), left.token, left.proposal]


def unreadable_readings(context: Context) -> Iterator[Problem]:
    """A reading is read as it is written: what cannot be read there stays unread everywhere."""
    for item in context.catalogue.of("reading").values():
        for left in leftovers(cast(Reading, item.entry).said, national()):
            yield Problem.at("S902", item.path, item.where("said"), token=left.token)
    for item, entry in context.public.dated():
        for said in entry.say.values():
            for left in leftovers(said, national()):
                yield Problem.at("S902", item.path, item.where("say"), token=left.token)
