"""Rules about figures that a text has printed: what is asked for is there, and readers may see it."""

from collections.abc import Iterator, Sequence

from giamngheo.check.context import Context, close
from giamngheo.derive.filled import calls_of, printing
from giamngheo.derive.quotes import FORMS, Quote, called, quote
from giamngheo.kinds.catalogue import Item
from giamngheo.kinds.problem import Position, Problem
from giamngheo.markup.calls import Call
from giamngheo.words import say, words


def quotes(context: Context) -> Iterator[Problem]:
    for body in context.bodies:
        item = context.links.by_source.get(body.source)
        for call in context.scans.calls(body.source):
            yield from _call(context, call, item, body.path, call.places)
    for item, entry in printing(context.catalogue):
        for where, call in calls_of(entry):
            # Where in a field it stands, YAML does not tell.
            yield from _call(context, call, item, item.path, [item.where(*where)] * len(call.places))


def _call(
    context: Context, call: Call, item: Item | None, path: str, places: Sequence[Position]
) -> Iterator[Problem]:
    found = quote(context.catalogue, call, words(), context.today)
    if found.text is None:
        yield from _trouble(context, call, found, path, places[found.argument])
    elif call.name == "muc":
        yield from _over(context, call, path, places[0])
    elif item and context.public.get(item.kind, item.id) and not _is_released(context, call):
        facts = {"place": call.arguments[1], "period": call.arguments[2], "reason": say("quote.not_released")}
        yield Problem.at("G728", path, places[0], **facts, years="\u2013")


def _over(context: Context, call: Call, path: str, where: Position) -> Iterator[Problem]:
    """An amount that a text prints although it no longer holds."""
    amount = called(context.catalogue, call, context.today)
    if amount and amount.valid_to and amount.valid_to < context.today:
        name = context.catalogue.policy(call.arguments[0]).name
        facts = {"name": name, "label": amount.label, "day": words().day(amount.valid_to)}
        yield Problem.at("V807", path, where, **facts)


def _is_released(context: Context, call: Call) -> bool:
    """Where nothing is held back, readers may see every figure that there is."""
    held_back = [
        kind for kind in ("indicator", "review") if len(context.public.of(kind)) < len(context.catalogue.of(kind))
    ]
    return not held_back or quote(context.public, call, words(), context.today).text is not None


def _trouble(context: Context, call: Call, found: Quote, path: str, where: Position) -> Iterator[Problem]:
    facts = dict(found.facts)
    if found.trouble == "G727":
        near = close(call.name, FORMS) if call.name not in FORMS else ""
        yield Problem.at("G727", path, where, found=" ".join(call.typed.split())[:60], close=near)
    elif found.trouble == "G732":
        known = [one.id for one in context.catalogue.policy(facts["id"]).amounts]
        yield Problem.at("G732", path, where, close=close(facts["found"], known) if facts["found"] else "", **facts)
    elif found.trouble != "R401":
        yield Problem.at(found.trouble, path, where, **facts)
    elif (facts["kind"], facts["id"]) not in context.loaded.broken:
        near = close(facts["id"], context.catalogue.of(facts["kind"]))
        yield Problem.at("R401", path, where, field=call.name, close=near, **facts)
