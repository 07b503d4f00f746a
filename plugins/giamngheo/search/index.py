"""The index brought to what the site is now: whole, or where one of few documents changed only the shards it touches.

What was indexed is read back from the site itself: each document lies there with all its texts, from which its old
postings follow. The head of the index is remembered with a key over all its files, so that whatever is missing, or
was touched by somebody else, is seen there; then everything is made anew.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol, cast

import msgspec
import yaml

from giamngheo.derive.cards import name_of
from giamngheo.keys import Key, key_of
from giamngheo.kinds import BY_NAME
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.synonym import Synonym
from giamngheo.search import shards as files
from giamngheo.search.documents import FOUND, Document
from giamngheo.search.fold import words
from giamngheo.search.postings import NONE, Postings, Synonyms, Texts, postings
from giamngheo.search.shards import DIGITS, Places, Plan, Shard
from giamngheo.words import Words

ROOT = "tim-kiem/chi-muc/"
HEAD = f"{ROOT}ke.json"
# Where more than one of so many documents changed, the whole index is made anew.
FEW = 8
# Sentences of the client, and what it puts into them itself.
SAID = ("some", "many", "partly", "none", "empty", "meant", "failed")
_OPEN = {name: f"{{{name}}}" for name in ("count", "text")}
_FIRST_DAY = date(2000, 1, 1)


class Site(Protocol):
    """The files of the site that is being built."""

    def known(self, below: str) -> Mapping[str, Key]: ...

    def holds(self, path: str, key: Key) -> bool: ...

    def read(self, path: str) -> str: ...

    def write(self, path: str, content: bytes, key: Key) -> None: ...


class Share(NamedTuple):
    """How many shards were written, and of how many."""

    written: int
    all_: int


def bring(site: Site, documents: Iterable[Document], catalogue: Catalogue, speech: Words, code: Key) -> Share:
    """Write what is new of the index, and keep the rest."""
    found = {document.address: document for document in documents}
    plan = Plan(len(found))
    number_of = plan.number_of(found)
    held = {number_of[address]: found.pop(address) for address in sorted(found, key=number_of.__getitem__)}
    del number_of
    return Share(_Build(site, plan, held, catalogue, code).run(speech), plan.shards)


class _Build:
    """One index: its documents by number, and all that their postings depend on besides."""

    def __init__(self, site: Site, plan: Plan, held: Mapping[int, Document], catalogue: Catalogue, code: Key) -> None:
        self.site = site
        self.plan = plan
        self.held = held
        self.catalogue = catalogue
        self.groups = groups = [cast(Synonym, item.entry).phrases for item in catalogue.of("synonym").values()]
        self.synonyms = Synonyms(groups)
        said = [document.key for document in held.values()]
        self._version = key_of(_rules(), repr(groups), repr([*held]), *said)
        self.base = key_of(code, repr(plan.width), repr(groups))
        self.before = dict(site.known(ROOT))
        self.after = {_path(number): key_of(code, document.key) for number, document in held.items()}

    def run(self, speech: Words) -> int:
        """How many shards were written."""
        head = self._head_before()
        changed = self._changed()
        if head and len(changed) * FEW <= len(self.held):
            shards = self._patched(changed, head["shards"])
        else:
            changed = [*self.held]
            built = files.built(((number, self._new(number)) for number in changed), self.plan)
            shards = ((place, shard, True) for place, shard in enumerate(built))
        for number in self.held.keys() - set(changed):
            self.site.holds(_path(number), self.after[_path(number)])
        words: dict[int, str] = {}
        kept = set(range(self.plan.shards))
        written = 0
        for place, shard, has_other_words in shards:
            kept.discard(place)
            if has_other_words:
                words[place] = files.vocabulary([shard], self.plan.width)
            best, rest = shard.texts()
            written += self._write(f"{ROOT}k/{place}.txt", best)
            if rest:
                self._write(f"{ROOT}d/{place}.txt", rest)
        for path, key in self.before.items():
            if path.startswith((f"{ROOT}k/", f"{ROOT}d/")) and _number(path) in kept and self.site.holds(path, key):
                self.after[path] = key
        self._write(f"{ROOT}tu.txt", self._words(words))
        self._write(f"{ROOT}cot.txt", self._columns())
        self._write(f"{ROOT}ngay.txt", "".join(map(_day, self.held.values())))
        told = self._head(speech)
        self._write(HEAD, told, self._whole(self.after, told))
        return written

    def _head_before(self) -> Any:
        """The head of the index as it lies there, if all its files do."""
        key = self.before.pop(HEAD, None)
        told = self.site.read(HEAD) if key else ""
        return json.loads(told) if key and key == self._whole(self.before, told) else None

    def _whole(self, files: Mapping[str, Key], head: str) -> Key:
        paths = sorted(files)
        return key_of(self.base, head, "\n".join(paths), *map(files.__getitem__, paths))

    def _write(self, path: str, text: str, key: Key = b"") -> bool:
        """False where the site holds just this."""
        content = text.encode()
        self.after[path] = key = key or key_of(path, content)
        is_new = not self.site.holds(path, key)
        if is_new:
            self.site.write(path, content, key)
        return is_new

    # --- documents ---

    def _changed(self) -> list[int]:
        """The numbers under which another document lies now, or none any more, or a first one."""
        below = f"{ROOT}t/"
        paths = {path for path in self.before.keys() | self.after.keys() if path.startswith(below)}
        return sorted(_number(path) for path in paths if self.before.get(path) != self.after.get(path))

    # --- shards ---

    def _patched(self, changed: Sequence[int], shards: int) -> Iterator[tuple[int, Shard, bool]]:
        """The shards in which a posting differs now, and those that were divided since there were so many; each with
        whether single words are among what differs.
        """
        places = self.plan.places
        differing: defaultdict[int, list[tuple[str, str, int | None]]] = defaultdict(list)
        for number in changed:
            old, new = self._old(number), self._new(number)
            for said in old.keys | new.keys:
                if old.step(said) != new.step(said):
                    key = files.key_of(said)
                    differing[places.of(key)].append((key, self.plan.name(number), new.step(said)))
        divided = self._divided(shards, places)
        for place in sorted({*differing, *divided}):
            shard = divided[place] if place in divided else self._shard(place)
            for key, name, step in differing.get(place, ()):
                shard.patch(key, name, step)
            yield place, shard, place in divided or any(" " not in key for key, *_ in differing[place])

    def _old(self, number: int) -> Postings:
        path = _path(number)
        return postings(texts_of(json.loads(self.site.read(path))), self.synonyms) if path in self.before else NONE

    def _new(self, number: int) -> Postings:
        """What a document says, and its file: a text is needed once, and all of them are long."""
        if number not in self.held:
            return NONE
        document, path = self.held[number], _path(number)
        texts = document.make()
        if not self.site.holds(path, self.after[path]):
            self.site.write(path, _told(document, texts), self.after[path])
        return postings(texts, self.synonyms)

    def _divided(self, before: int, places: Places) -> Mapping[int, Shard]:
        """Shards that took lines from others, or gave some, since there were so many."""
        moved = files.divided(before, places.shards)
        made = {place: Shard([], {}) for place in moved if place < places.shards}
        for shard in [self._shard(place) for place in moved if place < before]:
            for line in shard.lines:
                made[places.of(line.partition("\t")[0])].lines.append(line)
            for key, tokens in shard.rest.items():
                made[places.of(key)].rest[key] = tokens
        for shard in made.values():
            shard.lines.sort()
        return made

    def _shard(self, place: int) -> Shard:
        rest = f"{ROOT}d/{place}.txt"
        best = self.site.read(f"{ROOT}k/{place}.txt")
        return Shard.read(best, self.site.read(rest) if rest in self.before else "")

    def _words(self, new: Mapping[int, str]) -> str:
        """The vocabulary: words of shards in which they are the same stay as they were."""
        place, path = self.plan.places.of, f"{ROOT}tu.txt"
        old = self.site.read(path).split() if path in self.before else []
        kept = [word for word in old if place(word[:-1]) not in new]
        return " ".join(sorted([*kept, *(word for words in new.values() for word in words.split())]))

    # --- what a filter and a date ask ---

    def _columns(self) -> str:
        """Numbers, kinds, years, topics and places of all documents, a line each."""
        held = self.held.values()
        numbers = [*self.held]
        gaps = (after - before for before, after in zip([-1, *numbers], numbers, strict=False))
        years = (DIGITS[min(max(one.date.year - 1999, 0), 63)] if one.date else DIGITS[0] for one in held)
        topics, places = self._used("topics"), self._used("places")
        return "\n".join(
            [
                "".join(DIGITS[63] * (gap // 63) + DIGITS[gap % 63] for gap in gaps),
                "".join(DIGITS[FOUND.index(one.kind)] for one in held),
                "".join(years),
                _lists([one.topics for one in held], topics),
                _lists([one.places for one in held], places),
            ]
        )

    def _used(self, field: str) -> list[str]:
        return sorted({id_ for document in self.held.values() for id_ in getattr(document, field)})

    def _named(self, kind: str, ids: Iterable[str]) -> list[list[str]]:
        return [[id_, name_of(self.catalogue.of(kind)[id_])] for id_ in ids]

    def _head(self, speech: Words) -> str:
        head = {
            "version": self._version.hex()[:8],
            "documents": self.plan.documents,
            "shards": self.plan.shards,
            "width": self.plan.width,
            "kinds": [[BY_NAME[kind].address or "trang", speech.say(f"kind.{kind}.one")] for kind in FOUND],
            "labels": {kind: speech.say(f"kind.{kind}.one") for kind in FOUND},
            "say": {name: speech.say(f"client.{name}", **_OPEN) for name in SAID},
            "topics": self._named("topic", self._used("topics")),
            "places": self._named("place", self._used("places")),
            "questions": questions(),
            "synonyms": [[" ".join(words(phrase)) for phrase in group] for group in self.groups],
        }
        return json.dumps(head, ensure_ascii=False, separators=(",", ":"))


def _path(number: int) -> str:
    return f"{ROOT}t/{number}.json"


def _number(path: str) -> int:
    return int(path.rpartition("/")[2].partition(".")[0])


def _told(document: Document, texts: Texts) -> bytes:
    """A document as the client shows it, with all that is searched of it."""
    told = {
        "u": document.address,
        "k": document.kind,
        "d": document.date.isoformat() if document.date else "",
        "p": document.place_names,
        "t": texts.title,
        "a": texts.alias,
        "s": texts.summary,
        "b": texts.body,
    }
    return msgspec.json.encode(told)


def texts_of(told: Mapping[str, Any]) -> Texts:
    return Texts(told["t"], told["a"], told["s"], told["b"], told["k"] == "document")


def _lists(all_: Iterable[Sequence[str]], known: Sequence[str]) -> str:
    """Lists of ids by their places among the known ones, in one digit or two; `.` ends each."""
    at = {id_: number for number, id_ in enumerate(known)}
    if len(known) <= len(DIGITS):
        return "".join("".join(DIGITS[at[id_]] for id_ in ids) + "." for ids in all_)
    return "".join("".join(DIGITS[at[id_] // 64] + DIGITS[at[id_] % 64] for id_ in ids) + "." for ids in all_)


def _day(document: Document) -> str:
    """Days since 2000 in three digits, one more than that: a document without a date comes last."""
    days = max((document.date - _FIRST_DAY).days, 0) + 1 if document.date else 0
    return DIGITS[days >> 12 & 63] + DIGITS[days >> 6 & 63] + DIGITS[days & 63]


@cache
def _rules() -> Key:
    """Stands for how documents become an index: what a browser keeps of an index made otherwise is of no use."""
    return key_of(*(file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py"))))


@cache
def questions() -> list[str]:
    """Phrases by which one asks, the longest last, as exact keys: a word that has its marks must have these."""
    file = Path(__file__).parent / "questions.yml"
    phrases = [words(one) for one in yaml.safe_load(file.read_text(encoding="utf-8"))]
    return [" ".join(phrase) for phrase in sorted(phrases, key=len)]
