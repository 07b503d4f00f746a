"""Every drawing but the line chart, by the name under which templates ask for it, in one language."""

from collections.abc import Callable, Mapping
from typing import Any

from giamngheo.render.bars import bar_chart
from giamngheo.render.composition import composition_chart
from giamngheo.render.drawing import figure
from giamngheo.render.multiples import panel
from giamngheo.render.outline import place_map
from giamngheo.render.pictogram import house_swatch, hundred_text, hundred_values, pictogram
from giamngheo.render.progress import progress_chart, progress_facts
from giamngheo.render.tilemap import tile_swatch, tile_text
from giamngheo.words import Words


def spoken(words: Words) -> Mapping[str, Callable[..., Any]]:
    """Globals of the templates: the view first, then the id that is unique in the page."""
    return {
        "amount": lambda value, of: figure(value, of, words),
        "bar_chart": lambda view, id_, narrow=False: bar_chart(view, words, id_=id_, narrow=narrow),
        "composition_chart": lambda view, id_, narrow=False: composition_chart(view, words, id_=id_, narrow=narrow),
        "house_swatch": house_swatch,
        "hundred_chart": lambda view, id_: pictogram(view, words, id_=id_),
        "hundred_text": lambda view: hundred_text(view, words),
        "hundred_values": lambda view: hundred_values(view, words),
        "panel": lambda series, view, id_: panel(series, view, words, id_=id_),
        "place_map": lambda view, id_: place_map(view, words, id_=id_),
        "progress_chart": lambda view, id_, narrow=False: progress_chart(view, words, id_=id_, narrow=narrow),
        "progress_facts": lambda view: tuple(progress_facts(view, words)),
        "tile_swatch": tile_swatch,
        "tile_text": lambda tile, view: tile_text(tile, view, words),
    }
