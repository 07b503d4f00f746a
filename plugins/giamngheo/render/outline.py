"""Map of a place: a province's own outline with the tones, marks and numbers of the tile map, else the tile map."""

from collections.abc import Iterator, Sequence

from giamngheo.derive.outlines import Area, Point
from giamngheo.derive.tiles import TileMap
from giamngheo.render.drawing import n, shape
from giamngheo.render.tilemap import map_svg, pips, tile_map
from giamngheo.words import Words


def place_map(view: TileMap, words: Words, *, id_: str) -> str:
    """At most 328 wide and 700 high; squares where content/ban-do/ holds no map of these places."""
    if view.outline is None:
        return tile_map(view, words, id_=id_)
    numbers = {tile.place: tile.number for tile in view.tiles}
    areas: dict[int, list[Area]] = {tile.step: [] for tile in sorted(view.tiles, key=lambda tile: tile.step)}
    steps = {tile.place: tile.step for tile in view.tiles}
    for area in view.outline.areas:
        areas[steps[area.place]].append(area)
    body = "".join(part for step, ones in areas.items() for part in _of_step(ones, step, numbers))
    return map_svg(view, words, view.outline.width / 2 + 4, view.outline.height / 2 + 4, body, id_)


def _of_step(areas: Sequence[Area], step: int, numbers: dict[str, int]) -> Iterator[str]:
    """The areas of one class; where there is no room for a number the list alone tells them."""
    labels = [(area.label[0] / 2 + 2, area.label[1] / 2 + 2, numbers[area.place]) for area in areas if area.label]
    yield f'<g class="chart__step chart__step--{step}">'
    yield shape("tile", "".join(_track(ring) for area in areas for ring in area.rings))
    yield shape("pips", "".join(pips(x, y + 10, step) for x, y, _ in labels if step))
    yield from (f'<text x="{n(x)}" y="{n(y + 4)}">{number}</text>' for x, y, number in labels)
    yield "</g>"


def _track(ring: Sequence[Point]) -> str:
    """A closed line in steps from point to point: short numbers, and a minus parts them as well as a space."""
    x, y = ring[0]
    path = f"M{n(x / 2 + 2)} {n(y / 2 + 2)}l"
    for after in ring[1:]:
        for step in (after[0] - x, after[1] - y):
            path += ("" if path[-1] == "l" or step < 0 else " ") + n(step / 2)
        x, y = after
    return f"{path}z"
