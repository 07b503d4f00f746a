"""Tile map: one numbered square a place, its class told by tone and by marks below the number."""

from collections.abc import Iterable, Iterator

from giamngheo.derive.tiles import Tile, TileMap
from giamngheo.render.bars import value_text
from giamngheo.render.chart_scale import Label
from giamngheo.render.drawing import crossed, n, printed, shape, stamped, svg
from giamngheo.words import Words

PITCH, SIDE = 36, 32
# With names beside it: letters of 14 units are 13 pixels high where a phone makes this 328 wide.
WIDEST = 350


def tile_map(view: TileMap, words: Words, *, id_: str) -> str:
    """The map as an SVG as wide as it needs to be: at most 350, the same on a phone and on a desk."""
    steps = sorted({tile.step for tile in view.tiles})
    body = "".join(part for step in steps for part in _of_step([t for t in view.tiles if t.step == step], step))
    wide, high = (max(ends) * PITCH for ends in zip(*((t.column, t.line) for t in view.tiles), strict=True))
    names = _names(view.tiles)
    wide = max([wide, *(label.box.right + 1 for label in names)])
    return map_svg(view, words, wide, high, body + "".join(printed(label) for label in names), id_)


def _names(tiles: Iterable[Tile]) -> list[Label]:
    """The names of the coast, where the drawing has room for them."""
    spots = ((t.beside, t.column * PITCH + 5, t.line * PITCH - 14) for t in tiles if t.beside)
    labels = (Label(name, x, y, "start", "axis") for name, x, y in spots)
    return [label for label in labels if label.box.right <= WIDEST]


def map_svg(view: TileMap, words: Words, wide: float, high: float, body: str, id_: str) -> str:
    title = words.say("chart.map.title", name=view.spread.name, year=view.spread.period)
    desc = words.say("chart.map.desc", count=len(view.tiles), blank=view.blank)
    return svg("map", wide, high, body, id_=id_, title=title, desc=desc, is_fixed=True)


def tile_swatch(step: int) -> str:
    """A square of a class as the map draws it, for the legend."""
    body = "".join(_of_step([Tile(0, "", 1, 1, step, "", None)], step))
    return f'<svg class="chart chart--swatch" viewBox="0 0 {PITCH} {PITCH}" aria-hidden="true">{body}</svg>'


def tile_text(tile: Tile, view: TileMap, words: Words) -> str:
    """What the list says of a square."""
    return words.say("ui.map.blank") if tile.row is None else value_text(tile.row, view.spread, words)


def _of_step(tiles: Iterable[Tile], step: int) -> Iterator[str]:
    """The squares of one class: their ground, their marks and their numbers."""
    spots = [(t.column * PITCH - PITCH + 2, t.line * PITCH - PITCH + 2, t) for t in tiles]
    yield f'<g class="chart__step chart__step--{step}">'
    yield shape("tile", stamped(f"h{SIDE}v{SIDE}h-{SIDE}z", ((x, y) for x, y, _ in spots)))
    yield shape("pips", "".join(pips(x + SIDE / 2, y + 26, step) for x, y, _ in spots if step))
    yield shape("missing", "".join(crossed(x + SIDE / 2 - 4, y + 21) for x, y, t in spots if t.row and not t.step))
    yield from (f'<text x="{x + SIDE // 2}" y="{y + _base(t)}">{t.number}</text>' for x, y, t in spots if t.number)
    yield "</g>"


def _base(tile: Tile) -> int:
    """How far down a number stands: in the middle where no mark is below it."""
    return 18 if tile.step or tile.row else 21


def pips(x: float, y: float, count: int) -> str:
    """As many small squares as the class has, centred on x: a line that is drawn in dashes of 4 and gaps of 2."""
    wide = count * 6 - 2
    return f"M{n(x - wide / 2)} {n(y)}h{wide}"
