"""Rules about bulletins: one a day for a place that there is, and nothing named in them that nobody may read."""

from collections.abc import Iterator
from typing import cast

from giamngheo.check.context import Context, close
from giamngheo.derive.bulletins import why_not
from giamngheo.kinds import DATED
from giamngheo.kinds.bulletin import Broadcast, Bulletin
from giamngheo.kinds.place import Place
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


def places_that_were(context: Context) -> Iterator[Problem]:
    """Nobody switches a loudspeaker on in the name of a commune that went into others."""
    for item in context.catalogue.of("broadcast").values():
        for index, id_ in enumerate(cast(Broadcast, item.entry).places):
            found = context.catalogue.get("place", id_)
            place = cast(Place, found.entry) if found else None
            if place is not None and place.valid_to is not None and place.valid_to < context.today:
                heirs = ", ".join(f"`{one.id}`" for one in place.merged_into) or "\u2026"
                facts = {"name": place.name, "day": words().day(place.valid_to), "heirs": heirs}
                yield Problem.at("S905", item.path, item.where("places", index), **facts)


def unreadable(context: Context) -> Iterator[Problem]:
    """What a bulletin names is there, public, and may be read on its day."""
    for item in context.catalogue.of("bulletin").values():
        one = cast(Bulletin, item.entry)
        if one.last_day < context.today:
            continue
        for index, name in enumerate(one.items):
            at = item.where("items", index)
            kind, _, id_ = name.partition(":")
            held = context.catalogue.get(kind, id_) if kind in _MAY_HOLD else None
            if kind in _MAY_HOLD and held is None:
                # What could not be read has been told of.
                if not context.is_known(kind, id_):
                    near = close(id_, context.catalogue.of(kind))
                    yield Problem.at("R401", item.path, at, field="items", kind=kind, id=id_, close=near)
                continue
            why = why_not(held, max(one.date, context.today), one.languages, context.today) if held else "kind"
            if why is not None and one.status == "published":
                reason = _told_whole(context, name) or words().say(f"bulletin.why.{why}")
                yield Problem.at("S904", item.path, at, name=name, reason=reason)


def _told_whole(context: Context, name: str) -> str | None:
    """An id alone, where it is that of something: how it is written with its kind."""
    kinds = (kind for kind in _MAY_HOLD if ":" not in name and context.is_known(kind, name))
    return next((words().say("bulletin.why.bare", name=f"{kind}:{name}") for kind in kinds), None)
