"""A file that one entry has for itself: front matter and body, or YAML from end to end."""

import re
from collections.abc import Iterator

from giamngheo.kinds import Kind
from giamngheo.kinds.body import Body
from giamngheo.kinds.catalogue import Item, kind_of_path
from giamngheo.kinds.entry import Registered
from giamngheo.kinds.problem import Position, Problem
from giamngheo.kinds.values import ID_PATTERN
from giamngheo.load.front_matter import read_front_matter
from giamngheo.load.located import Located, read_yaml
from giamngheo.load.reading import Reading
from giamngheo.load.salvage import salvage
from giamngheo.load.text import position_at, text_of
from giamngheo.load.validation import validate
from giamngheo.words import say

# Fields that a skeleton fills with a sentence about what belongs there.
_PROMPTS = ("summary", "short_answer", "was", "now")


def entry_id(source: str, kind: Kind) -> str:
    """A file's stem; the page's whole path for plain pages, so that they need no unique name."""
    stem = source.rsplit(".", 1)[0]
    if kind.name == "page":
        return stem
    language = stem.split("/")[0]
    name = stem.rsplit("/", 1)[-1]
    return name if language == kind.home.partition("/")[0] else f"{language}/{name}"


def read_entry(source: str | None, path: str, data: bytes, digest: bytes) -> Reading:
    """A file that one entry has for itself: front matter and body, or YAML from end to end."""
    assert source is not None
    kind = kind_of_path(source)
    id_ = entry_id(source, kind)
    text, problems = text_of(data, path)
    if text is None:
        return Reading(problems=tuple(problems), broken=((kind.name, id_),))
    body: Body | None = None
    if source.endswith(".md"):
        parts = read_front_matter(text)
        located, body = parts.located, Body(path, source, parts.body, parts.body_line)
    else:
        located = read_yaml(text.text, path)
    entry, faults = _validate(kind, located, path)
    problems += [*located.problems, *_bad_names(source, path), *faults]
    # A draft may still be empty; the home page says what it has to say by itself.
    is_draft = getattr(entry, "status", "published") != "published"
    if body and not body.text and source != "index.md" and not is_draft:
        problems.append(Problem.at("T106", path, Position(body.line, 1)))

    def item(entry: Registered) -> Item:
        return Item(kind.name, id_, entry, path, source, located.places(), body, digest)

    if entry is not None:
        one = item(entry)
        return Reading((one,), (*problems, *(() if is_draft else of_skeleton(one, kind, body))), body)
    rest, dropped = salvage(kind.model, located)
    salvaged = ((item(rest), dropped),) if rest is not None else ()
    return Reading((), tuple(problems), body, ((kind.name, id_),), salvaged)


def of_skeleton(item: Item, kind: Kind, body: Body | None) -> Iterator[Problem]:
    """What `new.py` writes for editors to put something else in its place."""
    for name in _PROMPTS:
        said = getattr(item.entry, name, None)
        if said is not None and said in (kind.model.model_fields[name].examples or ()):
            yield Problem.at("T108", item.path, item.where(name), text=said)
    for prompt in map(say, ("new.body", "new.province_about")):
        if body and prompt in body.text:
            yield Problem.at(
                "T108", item.path, position_at(body.text, body.text.index(prompt), body.line), text=prompt
            )


def _validate(kind: Kind, located: Located, path: str) -> tuple[Registered | None, list[Problem]]:
    """The entry; front matter that could not be read at all was reported as a whole already."""
    if located.data is None and located.problems:
        return None, []
    if located.data is None:
        located.data = {}
    return validate(kind.model, located, path)


def _bad_names(source: str, path: str) -> Iterator[Problem]:
    """Of a Markdown file the names of its folders are part of the address too."""
    *folders, name = source.rsplit(".", 1)[0].split("/")
    for part in (*folders, name) if source.endswith(".md") else (name,):
        if not re.fullmatch(ID_PATTERN, part):
            yield Problem.at("F311", path, Position(1, 1), value=part)
