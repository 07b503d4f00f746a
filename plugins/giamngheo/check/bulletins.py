"""Rules about bulletins: one a day for a place, and nothing named in them that nobody may read."""

from collections.abc import Iterator
from typing import cast

from giamngheo.check.context import Context, close
from giamngheo.derive.bulletins import why_not
from giamngheo.kinds import DATED
from giamngheo.kinds.bulletin import Broadcast, Bulletin
from giamngheo.kinds.problem import Problem
from giamngheo.words import words

_MAY_HOLD = (*DATED, "correction")


def two_at_once(context: Context) -> Iterator[Problem]:
    """The address of a place's bulletin is that of one bulletin."""
    taken: dict[tuple[str, str], str] = {}
    for item in context.catalogue.of("broadcast").values():
        one = cast(Broadcast, item.entry)
        for index, place in enumerate(one.places):
            both = [day for day in one.weekdays if taken.setdefault((place, day), item.id) != item.id]
            if both:
                other, days = taken[place, both[0]], ", ".join(words().say(f"weekday.{day}") for day in both)
                yield Problem.at("S903", item.path, item.where("places", index), place=place, other=other, days=days)


def unreadable(context: Context) -> Iterator[Problem]:
    """What a bulletin names is there, public, and may be read on its day."""
    for item in context.catalogue.of("bulletin").values():
        one = cast(Bulletin, item.entry)
        for index, name in enumerate(one.items):
            at = item.where("items", index)
            kind, _, id_ = name.partition(":")
            if kind in _MAY_HOLD and not context.is_known(kind, id_):
                near = close(id_, context.catalogue.of(kind))
                yield Problem.at("R401", item.path, at, field="items", kind=kind, id=id_, close=near)
                continue
            held = context.catalogue.get(kind, id_) if kind in _MAY_HOLD else None
            why = why_not(held, max(one.date, context.today), one.languages, context.today) if held else "kind"
            if why is not None and one.status == "published":
                yield Problem.at("S904", item.path, at, name=name, reason=words().say(f"bulletin.why.{why}"))
