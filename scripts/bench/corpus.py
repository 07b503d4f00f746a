"""The corpus: a province that does not exist, its words drawn by chance, the same ones for the same seed.

Entry number i depends on the seed and i alone, so 1,000 entries are the first 1,000 of 10,000. Every generator
gets the same files; only a link is written as that generator wants it.
"""

from __future__ import annotations

import datetime
import itertools
import json
import posixpath
import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

HERE = Path(__file__).resolve().parent
NATIONAL = HERE.parents[1] / "plugins" / "giamngheo" / "national"
PHRASES: dict[str, Any] = json.loads((HERE / "phrases.json").read_text(encoding="utf-8"))
# From the commonest to the rarest.
SYLLABLES = (HERE / "syllables.txt").read_text(encoding="utf-8").split()
# Zipf's law as Mandelbrot bent it: the first ranks lie closer together than 1, 1/2, 1/3.
WEIGHTS = list(itertools.accumulate(1 / (rank + 8) for rank in range(1, len(SYLLABLES) + 1)))

SEED = 2026
# The day of every build: noon in Viet Nam on the day of the newest entry.
TODAY = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.timezone(datetime.timedelta(hours=7)))
FIRST_DAY, LAST_DAY = datetime.date(2015, 1, 1), TODAY.date()
# Of twenty entries: 70 % articles, 15 % questions, 10 % stories, 5 % activities.
MIXTURE = ("article",) * 14 + ("question",) * 3 + ("story",) * 2 + ("activity",)
HOMES = {
    "article": "bai-viet",
    "story": "guong-dien-hinh",
    "question": "hoi-dap",
    "activity": "hoat-dong",
    "indicator": "chi-so",
}
SOURCES = 40
ENTRIES_AN_INDICATOR = 250
YEARS = range(2021, 2026)
STANDARD = "2022-2026"


# --- words -------------------------------------------------------------------------------------------------


def chance(*path: object) -> random.Random:
    """A stream of random numbers that belongs to this path and no other."""
    return random.Random("/".join(map(str, path)))


def words(rng: random.Random, least: int, most: int) -> str:
    return " ".join(rng.choices(SYLLABLES, cum_weights=WEIGHTS, k=rng.randint(least, most)))


def capital(text: str) -> str:
    return text[0].upper() + text[1:]


def sentence(rng: random.Random) -> str:
    """About fourteen syllables, sometimes with a comma, sometimes with a number in it."""
    text = words(rng, 6, 12)
    if rng.random() < 0.2:
        text += f" {rng.randint(2, 980)}"
    return capital(f"{text}{',' if rng.random() < 0.4 else ''} {words(rng, 3, 7)}.")


def paragraph(rng: random.Random, least: int = 3, most: int = 5) -> str:
    return " ".join(sentence(rng) for _ in range(rng.randint(least, most)))


def slug(text: str) -> str:
    """Vietnamese text as an address."""
    bare = unicodedata.normalize("NFD", text.lower().replace("\u0111", "d"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in bare if not unicodedata.combining(c))).strip("-")


# --- what there is -----------------------------------------------------------------------------------------


class Head(NamedTuple):
    """What others need to know of an entry to link to it; `source` is its file below the content folder."""

    kind: str
    id: str
    source: str
    title: str
    date: datetime.date

    @property
    def address(self) -> str:
        return self.source.rsplit(".", 1)[0] + "/"


@dataclass(frozen=True)
class Entry:
    """One file: its front matter as YAML lines, and its body."""

    head: Head
    meta: tuple[str, ...]
    body: str

    @property
    def text(self) -> str:
        return "\n".join(["---", f"title: {quoted(self.head.title)}", *self.meta, "---", self.body, ""])


# How a generator writes the link from one entry to another; the flag says that the editor typed `kind:id`.
Link = Callable[[Head, Head, bool], str]


def typed(here: Head, there: Head, by_id: bool) -> str:
    """As our editors type it."""
    return f"{there.kind}:{there.id}" if by_id or there.kind == "indicator" else to_file(here, there, by_id)


def to_file(here: Head, there: Head, by_id: bool) -> str:
    """As MkDocs resolves it: a path between files."""
    del by_id
    return posixpath.relpath(there.source, posixpath.dirname(here.source)).replace(".yml", ".md")


def to_page(here: Head, there: Head, by_id: bool) -> str:
    """As nothing needs to resolve it any more: a path between pages."""
    del by_id
    return posixpath.relpath(there.address, here.address) + "/"


@cache
def communes() -> tuple[tuple[str, str], ...]:
    """Id and name of the forty communes; the ids are none of the real ones."""
    pairs = itertools.product(PHRASES["commune_first"], PHRASES["commune_second"])
    names = [PHRASES["commune"].format(name=f"{first} {second}") for first, second in pairs]
    return tuple((slug(name) + "-mau", name) for name in names)


def places() -> list[tuple[str, str]]:
    return [(PHRASES["province"]["id"], PHRASES["province"]["name"]), *communes()]


@cache
def head(seed: int, number: int, date: datetime.date | None = None) -> Head:
    """The entry's kind, address, title and day."""
    rng = chance(seed, "head", number)
    kind = MIXTURE[number % len(MIXTURE)]
    title = capital(words(rng, 5, 9)) + ("?" if kind == "question" else "")
    day = date or FIRST_DAY + datetime.timedelta(days=rng.randint(0, (LAST_DAY - FIRST_DAY).days))
    name = f"{slug(title)}-{number}"
    folder = f"{HOMES[kind]}/{day.year}" if kind == "article" else HOMES[kind]
    return Head(kind, name, f"{folder}/{name}.md", title, day)


def indicator_head(seed: int, number: int) -> Head:
    rng = chance(seed, "indicator", number)
    title = PHRASES["indicator"].format(words=words(rng, 3, 5))
    name = f"{slug(title)}-{number}"
    return Head("indicator", name, f"chi-so/{name}.yml", title, LAST_DAY)


def entry(seed: int, number: int, dialect: Dialect, date: datetime.date | None = None) -> Entry:
    """Entry number `number`; a date moves it in time and changes nothing else."""
    here = head(seed, number, date)
    rng = chance(seed, "entry", number)
    return Entry(here, tuple(_meta(rng, here, dialect)), _body(rng, seed, number, here, dialect.link))


# --- front matter ------------------------------------------------------------------------------------------


def quoted(text: str) -> str:
    """JSON is YAML."""
    return json.dumps(text, ensure_ascii=False)


def listed(values: Sequence[str]) -> str:
    return f"[{', '.join(values)}]"


def _meta(rng: random.Random, here: Head, dialect: Dialect) -> list[str]:
    home = PHRASES["province"]["id"]
    place = home if rng.random() < 0.2 else rng.choice(communes())[0]
    summary = paragraph(rng, 1, 2)
    topics = rng.sample(list(PHRASES["topics"]), rng.randint(1, 2))
    audience = rng.sample(PHRASES["audience"], rng.randint(1, 3))
    return [
        f"date: {here.date}",
        f"summary: {quoted(summary)}",
        *dialect.filed(here, topics, [place], audience),
        f"sources: {listed([f'nguon-mau-{number}' for number in rng.sample(range(SOURCES), rng.randint(1, 2))])}",
        f"{dialect.synonyms}: {listed([quoted(words(rng, 2, 3)) for _ in range(2)])}",
        *_own_meta(rng, here),
    ]


def plainly(here: Head, topics: Sequence[str], places: Sequence[str], audience: Sequence[str]) -> list[str]:
    """By topic, place and group of people."""
    del here
    return [f"topics: {listed(topics)}", f"places: {listed(places)}", f"audience: {listed(audience)}"]


def by_taxonomy(here: Head, topics: Sequence[str], places: Sequence[str], audience: Sequence[str]) -> list[str]:
    """The same as Hugo files it: a list is a taxonomy, and a list of one kind only is another one."""
    kind = HOMES[here.kind]
    return [
        f"chu-de: {listed(topics)}",
        f"dia-ban: {listed(places)}",
        f"doi-tuong: {listed(audience)}",
        f"{kind}/chu-de: {listed(topics)}",
        f"{kind}/dia-ban: {listed(places)}",
        f"{kind}/nam: {listed([quoted(str(here.date.year))])}",
    ]


def _own_meta(rng: random.Random, here: Head) -> list[str]:
    """The fields of one kind only."""
    if here.kind == "story":
        return [
            "household:",
            f"  name: {quoted(PHRASES['household'])}",
            f"livelihood_model: {quoted(capital(words(rng, 2, 4)))}",
            "illustrative: true",
        ]
    if here.kind == "question":
        return [
            f"short_answer: {quoted(sentence(rng))}",
            "steps:",
            *(f"  - {quoted(sentence(rng))}" for _ in range(3)),
            "origin: editorial",
            f"no_basis_reason: {quoted(PHRASES['no_basis'])}",
        ]
    if here.kind == "activity":
        return [
            f"form: {rng.choice(PHRASES['forms'])}",
            f"held: {here.date:%Y-%m}",
            f"organiser: {quoted(PHRASES['organiser'])}",
            f"participants: {rng.randint(20, 900)}",
            "outcomes:",
            f"  - {{count: {rng.randint(2, 900)}, unit: {quoted(PHRASES['unit'])}}}",
        ]
    return []


# --- body --------------------------------------------------------------------------------------------------


def _body(rng: random.Random, seed: int, number: int, here: Head, link: Link) -> str:
    """An opening and three parts with a list, a table and links; about 600 syllables in all."""
    targets = [_earlier(rng, seed, number) for _ in range(rng.randint(2, 4))] if number else []
    links = [(there.title, link(here, there, rng.random() < 0.5)) for there in targets]
    see = [PHRASES["see"].format(title=title, link=target) for title, target in links]
    first, second = see[: len(see) // 2], see[len(see) // 2 :]
    parts = [
        paragraph(rng),
        f"## {capital(words(rng, 4, 7))}",
        f"{paragraph(rng)} **{sentence(rng)}**",
        "\n".join(f"- {sentence(rng)}" for _ in range(rng.randint(3, 5))),
        " ".join([paragraph(rng), *first]),
        f"## {capital(words(rng, 4, 7))}",
        paragraph(rng),
        _table(rng),
        paragraph(rng),
        f"## {capital(words(rng, 4, 7))}",
        paragraph(rng),
        "\n".join(f"{step}. {sentence(rng)}" for step in range(1, rng.randint(4, 5))),
        *second,
        paragraph(rng),
    ]
    return "\n\n".join(parts)


def _earlier(rng: random.Random, seed: int, number: int) -> Head:
    """Only what came before is linked to: a smaller corpus has no link that leads nowhere."""
    other = rng.randrange(number)
    return indicator_head(seed, other // ENTRIES_AN_INDICATOR) if rng.random() < 0.1 else head(seed, other)


def _table(rng: random.Random) -> str:
    rows = [f"| {name} | {rng.choice(YEARS)} | {rng.randint(10, 990)} |" for _, name in rng.sample(communes(), 5)]
    return "\n".join([f"| {PHRASES['place']} | {PHRASES['year']} | {PHRASES['count']} |", "|---|---|---:|", *rows])


# --- indicators --------------------------------------------------------------------------------------------


def figures(seed: int, number: int) -> dict[tuple[str, int], int]:
    """Households by place and year, at most a sixth more or fewer each year; the communes add up to the province."""
    rng = chance(seed, "figures", number)
    found = {(id_, year): count for id_, _ in communes() for year, count in zip(YEARS, _counts(rng), strict=True)}
    home = PHRASES["province"]["id"]
    return {**{(home, year): sum(found[id_, year] for id_, _ in communes()) for year in YEARS}, **found}


def _counts(rng: random.Random) -> Iterator[int]:
    count = rng.randint(60, 2000)
    for _ in YEARS:
        yield count
        count += rng.randint(-count // 6, count // 6)


def _definition(seed: int, number: int) -> list[str]:
    """What an indicator is, as YAML lines, without its name and its values."""
    rng = chance(seed, "definition", number)
    name = indicator_head(seed, number).title
    return [
        f"plain: {quoted(PHRASES['plain'].format(words=name.split(' ', 2)[2]))}",
        "unit: household",
        f"summary: {quoted(sentence(rng))}",
        f"definition: {quoted(paragraph(rng, 2, 3))}",
        "aggregation: sum",
        "direction: down",
        f"home: {PHRASES['province']['id']}",
        f"topics: {listed(rng.sample(list(PHRASES['topics']), 2))}",
        "what_to_know:",
        f"  - {quoted(PHRASES['to_know'])}",
    ]


def indicator(seed: int, number: int) -> str:
    """As our plugin reads it."""
    row = '  - {{place: {}, period: {}, value: "{}", standard: {}, kind: final, source: nguon-mau-{}}}'
    held = figures(seed, number).items()
    lines = [
        f"name: {quoted(indicator_head(seed, number).title)}",
        *_definition(seed, number),
        "observations:",
        *(row.format(place, year, value, STANDARD, number % SOURCES) for (place, year), value in held),
    ]
    return "\n".join(lines) + "\n"


def indicator_for_hugo(seed: int, number: int) -> str:
    """The same in front matter, values by place: so a template finds those of one place."""
    row = '    - {{period: {}, value: "{}", standard: {}, kind: final, source: nguon-mau-{}}}'
    lines = [
        "---",
        f"title: {quoted(indicator_head(seed, number).title)}",
        *_definition(seed, number),
        "observations:",
    ]
    for place, rows in itertools.groupby(figures(seed, number).items(), key=lambda item: item[0][0]):
        lines.append(f"  {place}:")
        lines += [row.format(year, value, STANDARD, number % SOURCES) for (_, year), value in rows]
    return "\n".join([*lines, "---"]) + "\n"


def indicator_page(seed: int, number: int) -> str:
    """The same definition and figures as a page with a table, for a generator without templates of our own."""
    rng = chance(seed, "definition", number)
    here, held = indicator_head(seed, number), figures(seed, number)
    summary, definition = sentence(rng), paragraph(rng, 2, 3)
    rows = [f"| {name} | " + " | ".join(str(held[id_, year]) for year in YEARS) + " |" for id_, name in places()]
    lines = [
        "---",
        f"title: {quoted(here.title)}",
        f"date: {here.date}",
        f"summary: {quoted(summary)}",
        f"topics: {listed(rng.sample(list(PHRASES['topics']), 2))}",
        f"places: {listed([PHRASES['province']['id']])}",
        "---",
        definition,
        "",
        f"| {PHRASES['place']} | " + " | ".join(map(str, YEARS)) + " |",
        "|---|" + "---:|" * len(YEARS),
        *rows,
    ]
    return "\n".join(lines) + "\n"


# --- files -------------------------------------------------------------------------------------------------


def page(name: str) -> str:
    """The home page or the page about the site."""
    phrases = PHRASES[name]
    return f"---\ntitle: {quoted(phrases['title'])}\nsummary: {quoted(phrases['summary'])}\n---\n{phrases['body']}\n"


def registers() -> Iterator[tuple[str, str]]:
    """The places and sources of the province, as our plugin reads them."""
    home = PHRASES["province"]
    lines = [f"{home['id']}:", f"  name: {home['name']}", "  level: province", "  parent: viet-nam"]
    for id_, name in communes():
        lines += [f"{id_}:", f"  name: {name}", "  level: commune", f"  parent: {home['id']}"]
    yield "danh-muc/dia-ban.yml", "\n".join(lines) + "\n"
    lines = []
    for number in range(SOURCES):
        title = PHRASES["source"].format(number=number + 1)
        lines += [f"nguon-mau-{number}:", f"  title: {title}", f"  publisher: {PHRASES['publisher']}"]
        lines += [f"  published: {2015 + number % 12}-0{1 + number % 9}-15"]
    yield "danh-muc/nguon.yml", "\n".join(lines) + "\n"


def data_files() -> Iterator[tuple[str, str]]:
    """The same registers and the national ones, which our plugin brings along, as data for Hugo."""
    yield from registers()
    for file in sorted(NATIONAL.iterdir()):
        yield f"danh-muc/quoc-gia/{file.name}", file.read_text(encoding="utf-8")


class Dialect(NamedTuple):
    """How one generator wants the same content: links, home page, indicators, and what it needs beside."""

    link: Link
    home: str
    beside: Callable[[], Iterable[tuple[str, str]]]
    indicator: Callable[[int, int], str]
    indicator_suffix: str
    filed: Callable[[Head, Sequence[str], Sequence[str], Sequence[str]], list[str]] = plainly
    synonyms: str = "aliases"


OURS = Dialect(typed, "index.md", registers, indicator, ".yml")
# To Hugo `aliases` are addresses, and it would write a page for each.
HUGO = Dialect(to_page, "_index.md", data_files, indicator_for_hugo, ".md", by_taxonomy, synonyms="synonyms")
MATERIAL = Dialect(to_file, "index.md", tuple, indicator_page, ".md")


def files(seed: int, count: int, dialect: Dialect) -> Iterator[tuple[str, str]]:
    """Path below the content folder and text of every file."""
    yield dialect.home, page("home")
    yield "gioi-thieu.md", page("about")
    yield from dialect.beside()
    for number in range(-(-count // ENTRIES_AN_INDICATOR)):
        source = indicator_head(seed, number).source
        yield source.replace(".yml", dialect.indicator_suffix), dialect.indicator(seed, number)
    for number in range(count):
        made = entry(seed, number, dialect)
        yield made.head.source, made.text


# --- edits -------------------------------------------------------------------------------------------------


class Edit(NamedTuple):
    """One change an editor makes: the file as it is afterwards, and what must then be read on which page."""

    kind: str
    source: str
    text: str
    address: str
    sought: str


def _middle(count: int) -> int:
    """An article, of which there is one at every multiple of the mixture's length."""
    return count // 2 // len(MIXTURE) * len(MIXTURE)


def body_edit(seed: int, count: int, dialect: Dialect, nth: int = 1) -> Edit:
    """Another last sentence; the `nth` is never the one before."""
    made = entry(seed, _middle(count), dialect)
    said = PHRASES["edited_sentence"].format(number=nth)
    kept = made.body.rstrip(".").rpartition(". ")[0]
    changed = replace(made, body=f"{kept}. {said}")
    return Edit("body", made.head.source, changed.text, made.head.address, said)


def title_edit(seed: int, count: int, dialect: Dialect) -> Edit:
    """Another title, on another article, at the same address."""
    made = entry(seed, _middle(count) + 1, dialect)
    title = PHRASES["edited_title"]
    changed = replace(made, head=made.head._replace(title=title))
    return Edit("title", made.head.source, changed.text, made.head.address, title)


def new_entry(seed: int, count: int, dialect: Dialect) -> Edit:
    """An article that was not there, newer than all others."""
    number = -(-count // len(MIXTURE)) * len(MIXTURE)
    made = entry(seed, number, dialect, LAST_DAY)
    return Edit("new", made.head.source, made.text, made.head.address, made.head.title)


def newest_title(seed: int, count: int, dialect: Dialect, nth: int) -> Edit:
    """Another title of the newest article, seen in the list of all articles; the `nth` is never the one before."""
    number = -(-count // len(MIXTURE)) * len(MIXTURE)
    made = entry(seed, number, dialect, LAST_DAY)
    title = f"{PHRASES['edited_title']} {nth}"
    changed = replace(made, head=made.head._replace(title=title))
    return Edit("newest", made.head.source, changed.text, f"{HOMES['article']}/", title)


def edits(seed: int, count: int, dialect: Dialect) -> list[Edit]:
    return [body_edit(seed, count, dialect), title_edit(seed, count, dialect), new_entry(seed, count, dialect)]
