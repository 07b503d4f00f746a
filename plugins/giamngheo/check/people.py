"""Rules that protect people: consent before names, permission before reuse, no number of a person."""

import re
from collections.abc import Iterator
from typing import cast

from giamngheo.check.context import Context
from giamngheo.kinds.body import Body
from giamngheo.kinds.problem import Position, Problem
from giamngheo.kinds.story import Story
from giamngheo.load.text import position_at
from giamngheo.words import words

# Citizen identity numbers have twelve digits, older ones nine (Law 26/2023/QH15): never in a text for the public.
_IDENTITY = re.compile(r"(?<![\d./,=+-])(?:\d{12}|\d{9})(?![./,-]?\d)")
# Most texts have no long number at all, and that is quickly seen: a search that begins with one sign leaps to it.
_LONG_NUMBER = re.compile(r"\d\d{8}")


def consent(context: Context) -> Iterator[Problem]:
    """Law 91/2025/QH15: no name, picture or voice of a family without its consent."""
    for item in context.catalogue.of("story").values():
        story = cast(Story, item.entry)
        if story.status != "published" or story.illustrative:
            continue
        if story.consent is None:
            yield Problem.at("P601", item.path, item.where("household"), name=story.household.name)
        elif story.consent.is_withdrawn_on(context.today):
            where = item.where("consent", "withdrawn_on")
            yield Problem.at("P602", item.path, where, day=words().day(story.consent.withdrawn_on or context.today))
        elif story.consent.given_on > context.today:
            facts = {"field": "given_on", "day": words().day(story.consent.given_on)}
            where = item.where("consent", "given_on")
            yield Problem.at("V804", item.path, where, **facts, today=words().day(context.today))
        elif not story.consent.holds_on(context.today):
            yield Problem.at(
                "P603", item.path, item.where("consent", "expires"), day=words().day(story.consent.expires)
            )
        else:
            shown = [
                ("photo", bool(story.video) or any(picture.shows_people for picture in story.pictures)),
                ("audio", bool(story.audio or story.video)),
            ]
            for scope, is_shown in [("text", True), *shown]:
                if is_shown and scope not in story.consent.scope:
                    yield Problem.at("P605", item.path, item.where("consent", "scope"), scope=scope)


def permission(context: Context) -> Iterator[Problem]:
    """Decree 147/2024/ND-CP: press articles are republished only with the newspaper's permission."""
    for item, entry in context.catalogue.dated():
        if entry.origin == "press" and entry.permission is None:
            yield Problem.at("P604", item.path, item.where("origin"))


def identity_numbers(context: Context) -> Iterator[Problem]:
    for body in context.bodies:
        for line, column, number in body.noted("identity", _identity_numbers):
            yield Problem.at("P606", body.path, Position(line, column), number=number)


def _identity_numbers(body: Body) -> list[tuple[int, int, str]]:
    found = _IDENTITY.finditer(body.text) if _LONG_NUMBER.search(body.text) else ()
    return [(*position_at(body.text, match.start(), body.line), match[0][:3] + "\u2026") for match in found]
