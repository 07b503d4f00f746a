"""Rules about amounts of policies: two at one time, and sentences that say another amount, or one without a ground.

A sentence is asked only where it plainly speaks of a policy (it links or names it, or its entry does), says a sum or
a share that is supported, and neither quotes, supposes nor looks back.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple, cast

from giamngheo.check.context import Context
from giamngheo.check.prose import found_in_texts
from giamngheo.derive.amounts import dated, holds, support
from giamngheo.derive.dated import named_by
from giamngheo.kinds import DATED
from giamngheo.kinds.catalogue import Item
from giamngheo.kinds.entry import Entry
from giamngheo.kinds.policy import Amount
from giamngheo.kinds.problem import Problem
from giamngheo.words import say, words

_END = re.compile(r"[.!?\u2026](?=\s)|\n\s*\n|\n(?=\s*[-*|#>\d])")
_LINKED = re.compile(r"\]\((?:policy:|[^()\s]*chinh-sach/)([a-z0-9-]+)")
_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
# An answer has its law in a field of its own, a story the support that a family was given.
REPORTS = frozenset({"article", "activity"})
SHOWN = 4
LONGEST = 600


class Said(NamedTuple):
    """An amount that a sentence says: as typed, its value in whole units, and its unit."""

    sentence: str
    typed: str
    value: str
    unit: str


def two_at_once(context: Context) -> Iterator[Problem]:
    """One amount with two values on one day."""
    for item in context.catalogue.of("policy").values():
        amounts = [*enumerate(context.catalogue.policy(item.id).amounts)]
        for (_, one), (index, other) in combinations(amounts, 2):
            if one.id == other.id and _meet(one, other):
                facts = {"id": one.id, "one": support(one, words()), "other": support(other, words())}
                yield Problem.at("G734", item.path, item.where("amounts", index, "id"), **facts)


def _meet(one: Amount, other: Amount) -> bool:
    """Their times meet on the later beginning, if at all."""
    starts = [amount.valid_from for amount in (one, other) if amount.valid_from]
    if not starts:
        ends = [amount.valid_to for amount in (one, other) if amount.valid_to]
        return not ends or (holds(one, min(ends)) and holds(other, min(ends)))
    return holds(one, max(starts)) and holds(other, max(starts))


def contradicted(context: Context) -> Iterator[Problem]:
    """Sentences whose amount no policy they speak of has today."""
    for path, where, facts in found_in_texts(context, "amounts", _said):
        said = Said(*facts)
        item = context.links.by_source.get(path.partition("/")[2])
        policies = _spoken_of(context, said.sentence, item)
        known = [one for id_ in policies for one in _alike(context, id_, said.unit)]
        if not known or Decimal(said.value) in {one.value for one in known if holds(one, context.today)}:
            continue
        names = " / ".join(context.catalogue.policy(id_).name for id_ in policies if _alike(context, id_, said.unit))
        call = _call_of(context, policies, known[0])
        shown = "; ".join(f"{one.label}: {dated(one, context.today, words())}" for one in known[:SHOWN])
        yield Problem.at("G733", path, where, found=said.typed, name=names, amounts=shown, call=call)


def unfounded(context: Context) -> Iterator[Problem]:
    """An amount that is told as a rule (at most, a month) where the whole entry names no source, law or policy."""
    granted = re.compile(say("pattern.granted"), re.IGNORECASE)
    told: set[tuple[str, str]] = set()
    for path, where, facts in found_in_texts(context, "amounts", _said):
        said = Said(*facts)
        item = context.links.by_source.get(path.partition("/")[2])
        if said.unit != "dong" or (path, said.sentence) in told or not granted.search(said.sentence):
            continue
        if item and item.kind in REPORTS and not _is_founded(item):
            told.add((path, said.sentence))
            yield Problem.at("G736", path, where, found=said.typed)


def _is_founded(item: Item) -> bool:
    """What the press has printed is the press's to answer for."""
    entry = cast(Entry, item.entry)
    text = f"{entry.summary}\n{item.body}"
    return bool(entry.sources) or entry.origin == "press" or re.search(say("pattern.founded"), text) is not None


def _call_of(context: Context, policies: list[str], amount: Amount) -> str:
    [policy] = [id_ for id_ in policies if amount in context.catalogue.policy(id_).amounts][:1]
    return f'{{{{ muc("{policy}", "{amount.id}") }}}}'


def _spoken_of(context: Context, sentence: str, item: Item | None) -> list[str]:
    """The policies that a sentence links or names, else those of its entry."""
    linked = [id_ for id_ in _LINKED.findall(sentence) if context.catalogue.get("policy", id_)]
    if linked:
        return linked
    low = sentence.casefold()
    named = [id_ for id_ in context.catalogue.of("policy") if context.catalogue.policy(id_).name.casefold() in low]
    if named or item is None or item.kind not in DATED:
        return named
    return [id_ for id_ in named_by(item)["policy"] if context.catalogue.get("policy", id_)]


def _alike(context: Context, policy: str, unit: str) -> list[Amount]:
    """The amounts of a policy that can be meant: a rate of interest is often written without its year."""
    units = {"percent": ("percent", "percent_a_year")}.get(unit, (unit,))
    return [one for one in context.catalogue.policy(policy).amounts if one.unit in units]


def _said(text: str) -> Iterator[tuple[int, str, str, str, str]]:
    """Sentence by sentence, but only those in which a sum or a share is written: few texts have any."""
    done, sign = 0, re.compile(say("pattern.amount_sign"))
    for found in sign.finditer(text):
        if found.start() < done:
            continue
        start, done = _around(text, done, found)
        sentence = text[start:done]
        for match in _amounts_in(sentence):
            unit = "dong" if match["dong"] else "percent_a_year" if match["year"] else "percent"
            yield start + match.start(), sentence.strip(), match[0].strip(), str(_value(match)), unit


def _around(text: str, done: int, found: re.Match[str]) -> tuple[int, int]:
    """Where the sentence begins and ends; what lies further back than anybody writes is not looked at."""
    start = max(done, found.start() - LONGEST)
    for end in _END.finditer(text, start, found.start()):
        start = end.end()
    after = _END.search(text, found.end())
    return start, after.end() if after else len(text)


def _amounts_in(sentence: str) -> Iterator[re.Match[str]]:
    support = re.search(say("pattern.support"), sentence, re.IGNORECASE)
    if support and not re.search(say("pattern.no_amount"), sentence, re.IGNORECASE):
        yield from re.compile(say("pattern.amount")).finditer(sentence, support.end())


def _value(match: re.Match[str]) -> Decimal:
    scale = next((scale for name, scale in _SCALES.items() if match[name]), 1)
    return (Decimal(match["value"].replace(".", "").replace(",", ".")) * scale).normalize()
