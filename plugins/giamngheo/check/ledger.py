"""Rules about the register of inquiries: dates in order, states that fit them, nothing about who asked."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import cast

from giamngheo.check.context import Context
from giamngheo.derive.workdays import days_off
from giamngheo.kinds.catalogue import Item
from giamngheo.kinds.inquiry import Inquiry, Intake
from giamngheo.kinds.problem import Position, Problem
from giamngheo.load.text import position_at
from giamngheo.markup.code import without_code
from giamngheo.words import words

_ORDER = ("received", "routed", "answered", "published")
# What a state needs, and what it may not have.
_NEEDS = {
    "received": (),
    "routed": ("routed", "agency"),
    "answered": ("answered", "agency"),
    "published": ("answered", "published", "agency"),
    "merged": ("merged_into",),
    "refused": (),
    "transferred": (),
}
_REFUSES = {
    "received": ("routed", "answered", "published", "answer", "merged_into"),
    "routed": ("answered", "published", "answer", "merged_into"),
    "answered": ("published", "answer", "merged_into"),
    "published": ("merged_into",),
    "merged": ("answered", "published", "answer"),
    "refused": ("published", "answer", "merged_into"),
    "transferred": ("published", "answer", "merged_into"),
}
_PHONE = re.compile(r"(?<![\d+])(?:\+?84|0)(?:[ .-]?\d){9}(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")


def _inquiries(context: Context) -> Iterator[tuple[Item, Inquiry]]:
    for item in context.catalogue.of("inquiry").values():
        yield item, cast(Inquiry, item.entry)


def dates(context: Context) -> Iterator[Problem]:
    """What happens to an inquiry happens in one order, and not after today."""
    for item, inquiry in _inquiries(context):
        known = [(field, getattr(inquiry, field)) for field in _ORDER if getattr(inquiry, field)]
        for (before, start), (after, end) in pairwise(known):
            if end < start:
                yield _unordered(item, after, end, before, start)
        for field, day in known:
            if day > context.today:
                facts = {"field": field, "day": words().day(day), "today": words().day(context.today)}
                yield Problem.at("V804", item.path, item.where(field), **facts)
        for pause in inquiry.waiting:
            if pause.start < inquiry.received:
                yield _unordered(item, "waiting", pause.start, "received", inquiry.received)
            if pause.end is not None and pause.end < pause.start:
                yield _unordered(item, "waiting", pause.end, "waiting", pause.start)


def _unordered(item: Item, after: str, end: date, before: str, start: date) -> Problem:
    facts = {"field": after, "end": words().day(end), "before": before, "start": words().day(start)}
    return Problem.at("L901", item.path, item.where(after), id=item.id, **facts)


def states(context: Context) -> Iterator[Problem]:
    """A state says what has happened: it needs its days, and has none of what comes later."""
    for item, inquiry in _inquiries(context):
        lacking = [field for field in _NEEDS[inquiry.state] if getattr(inquiry, field) is None]
        beyond = [field for field in _REFUSES[inquiry.state] if getattr(inquiry, field) is not None]
        for fields, code in ((lacking, "L902"), (beyond, "L903")):
            if fields:
                facts = {"id": item.id, "state": inquiry.state, "fields": ", ".join(f"`{name}`" for name in fields)}
                yield Problem.at(code, item.path, item.where("state"), **facts)
        if inquiry.state in ("refused", "transferred") and inquiry.reason is None:
            yield Problem.at("L905", item.path, item.where("state"), id=item.id, state=inquiry.state)


def answers(context: Context) -> Iterator[Problem]:
    """Published is what everybody can read: there is a page."""
    for item, inquiry in _inquiries(context):
        is_unknown = inquiry.answer is not None and context.catalogue.get("question", inquiry.answer) is None
        if inquiry.state != "published" or is_unknown:
            continue
        if inquiry.answer is None or context.public.get("question", inquiry.answer) is None:
            yield Problem.at("L904", item.path, item.where("answer"), id=item.id, answer=inquiry.answer or "\u2013")


def mergers(context: Context) -> Iterator[Problem]:
    """A question is merged into another one, never into itself on whatever way."""
    into = {item.id: inquiry.merged_into for item, inquiry in _inquiries(context)}
    for item, inquiry in _inquiries(context):
        seen, at = [item.id], inquiry.merged_into
        while at is not None and at in into and at not in seen:
            seen.append(at)
            at = into[at]
        if at == item.id:
            way = " \u2192 ".join([*seen, at])
            yield Problem.at("L906", item.path, item.where("merged_into"), id=item.id, way=way)


def coverage(context: Context) -> Iterator[Problem]:
    """The page says what it covers: an inquiry outside of that would be counted against its word."""
    intakes = [cast(Intake, item.entry) for item in context.catalogue.of("intake").values()]
    agencies = context.catalogue.of("agency")
    for item, inquiry in _inquiries(context):
        covering = [intake for intake in intakes if intake.covers(inquiry.channel, inquiry.received)]
        if not covering:
            facts = {"id": item.id, "channel": inquiry.channel, "day": words().day(inquiry.received)}
            yield Problem.at("L907", item.path, item.where("channel"), **facts)
        elif inquiry.agency is not None and inquiry.agency in agencies:
            agency = context.catalogue.agency(inquiry.agency)
            if agency.is_fictional != covering[0].is_fictional:
                facts = {"id": item.id, "agency": agency.name, "intake": covering[0].name}
                yield Problem.at("L908", item.path, item.where("agency"), **facts)


def calendar(context: Context) -> Iterator[Problem]:
    """Days off of one year may be several; a year without a single one still lacks its lunar new year."""
    dated = set()
    for item, off in zip(context.catalogue.of("day_off").values(), days_off(context.catalogue), strict=True):
        if not isinstance(off.day, date):
            if off.end is not None:
                yield Problem.at("L909", item.path, item.where("end"), day=off.day)
            continue
        if off.end and off.end < off.day:
            facts = {"field": "end", "start": words().day(off.day), "end": words().day(off.end)}
            yield Problem.at("V805", item.path, item.where("end"), **facts)
        dated |= {day.year for day in (off.day, off.end) if day}
    firsts: dict[int, Item] = {}
    for item, inquiry in _inquiries(context):
        firsts.setdefault(inquiry.received.year, item)
    for year, item in firsts.items():
        if year not in dated:
            yield Problem.at("L910", item.path, item.where("received"), year=year)


def askers(context: Context) -> Iterator[Problem]:
    """Nothing by which an asker could be found: no telephone number, no address of a mailbox."""
    known = _known_numbers(context)
    for item, inquiry in _inquiries(context):
        yield from _found(item.path, item.where("reason"), inquiry.reason or "", known)
        yield from _found(item.path, item.where(), item.id, known)
    for item in context.catalogue.of("question").values():
        if getattr(item.entry, "origin", "") == "editorial":
            continue
        for field in ("title", "summary", "short_answer"):
            yield from _found(item.path, item.where(field), getattr(item.entry, field), known)
        if item.prose:
            for line, column, text in item.prose.noted("askers", lambda body: _in_body(body.text, body.line)):
                yield from _found(item.path, Position(line, column), text, known)


def _in_body(text: str, line: int) -> list[tuple[int, int, str]]:
    shown = without_code(text)
    found = [match for pattern in (_PHONE, _EMAIL) for match in pattern.finditer(shown)]
    return [(*position_at(shown, match.start(), line), match[0]) for match in found]


def _found(path: str, where: Position, text: str, known: frozenset[str]) -> Iterator[Problem]:
    for pattern in (_PHONE, _EMAIL):
        for match in pattern.finditer(text):
            if _bare(match[0]) not in known:
                # The message itself is read by others: it does not say the number.
                yield Problem.at("P607", path, where, sign=match[0][:4])


def _known_numbers(context: Context) -> frozenset[str]:
    agencies = [context.catalogue.agency(id_) for id_ in context.catalogue.of("agency")]
    ways = [way for one in agencies for way in (one.phone, one.sms, one.zalo, one.email) if way]
    return frozenset(map(_bare, ways))


def _bare(way: str) -> str:
    """A number without the signs between its digits."""
    return way if "@" in way else re.sub(r"^\+?84", "0", re.sub(r"[ .-]", "", way))
