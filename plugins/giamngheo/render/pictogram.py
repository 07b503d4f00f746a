"""Pictogram (cứ 100 hộ): a hundred houses, those of the poor solid, of the near-poor with a door, the rest faint."""

from typing import Literal

from giamngheo.derive.composition import Hundred
from giamngheo.derive.indicators import small_rank
from giamngheo.derive.series import Point
from giamngheo.render.drawing import Measured, figure, shape, stamped, svg, told
from giamngheo.words import Words

Kind = Literal["poor", "near_poor", "rest"]
COLUMNS, PITCH = 10, 30
# Each kind has its own shape: a full house, a house with a door, a small roof over two walls. The top of the roof
# stands so far down in its square.
HOUSES: dict[Kind, tuple[int, str]] = {
    "poor": (2, "l11 10v12h-22v-12z"),
    "near_poor": (3, "l10 9.5v10.5h-6v-7h-8v7h-6v-10.5z"),
    "rest": (9, "l7 6v7h-14v-7z"),
}


def pictogram(view: Hundred, words: Words, *, id_: str) -> str:
    """Ten rows of ten houses as an SVG of 300 x 300."""
    poor, near_poor = view.poor_houses, view.poor_houses + view.near_poor_houses
    spots = {"poor": range(poor), "near_poor": range(poor, near_poor), "rest": range(near_poor, 100)}
    body = "".join(shape(f"house chart__house--{kind}", _houses(kind, spots[kind])) for kind in HOUSES)
    title = words.say("chart.hundred.title", place=view.place_name, year=view.period)
    side = COLUMNS * PITCH
    return svg("hundred", side, side, body, id_=id_, title=title, desc=hundred_text(view, words), is_fixed=True)


def _houses(kind: Kind, spots: range) -> str:
    down, outline = HOUSES[kind]
    return stamped(outline, ((i % COLUMNS * PITCH + 15, i // COLUMNS * PITCH + 2 + down) for i in spots))


def house_swatch(kind: Kind) -> str:
    """One house, for the legend."""
    body = shape(f"house chart__house--{kind}", _houses(kind, range(1)))
    return f'<svg class="chart chart--swatch" viewBox="0 0 {PITCH} {PITCH}" aria-hidden="true">{body}</svg>'


def hundred_text(view: Hundred, words: Words) -> str:
    """What the houses say, in a sentence of plain words."""
    parts = [_counted("poor", view.poor, view.poor_houses, words)]
    if view.near_poor is not None and view.near_poor.value is not None:
        parts.append(_counted("near_poor", view.near_poor, view.near_poor_houses, words))
    told_parts = words.say("hundred.and").join(parts)
    return words.say("hundred.sentence", year=view.period, place=small_rank(view.place_name, words), parts=told_parts)


def hundred_values(view: Hundred, words: Words) -> str:
    """The published rates, each with its bound and whether it is more than an estimate."""
    known = (("poor", view.poor), ("near_poor", view.near_poor))
    values = [share_text(role, part, view, words) for role, part in known if part is not None]
    return words.say("hundred.published", values="; ".join(values))


def share_text(role: str, part: Point | None, of: Measured, words: Words) -> str:
    """One part with its value as published: poor 3,56 %. No row is as little known as one that says it is missing."""
    if part is None or part.value is None:
        return words.say(f"share.missing.{role}")
    return words.say(f"share.{role}", value=told(figure(part.value, of, words), words, part.kind, part.bound))


def _counted(role: str, part: Point, houses: int, words: Words) -> str:
    value = part.value
    if not value:
        return words.say(f"hundred.{role}.none")
    if houses == 0:
        return words.say(f"hundred.{role}.less")
    is_exact = value == houses and part.bound is None and part.kind == "final"
    return words.say(f"hundred.{role}.{'exact' if is_exact else 'about'}", count=houses)
