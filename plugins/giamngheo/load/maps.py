"""Maps: where each province stands in a country drawn of squares, and outlines that a province has put beside."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from giamngheo.kinds.catalogue import Outline, Ring

NATIONAL = Path(__file__).parent.parent / "national" / "ban-do-o.csv"
FOLDER, ENDING = "ban-do/", ".geojson"


class Square(NamedTuple):
    """A place of a plan: its column from the west and its row from the north, counted from 1."""

    place: str
    column: int
    row: int


@cache
def plans() -> Mapping[date, tuple[Square, ...]]:
    """The plans of the country by the day since which their boundaries hold (empty: as long as one can remember)."""
    found: dict[date, list[Square]] = {}
    with NATIONAL.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            square = Square(row["id"], int(row["column"]), int(row["row"]))
            day = date.fromisoformat(row["vintage"]) if row["vintage"] else date.min
            found.setdefault(day, []).append(square)
    return {day: tuple(found[day]) for day in sorted(found)}


def outlines(content: Path, files: Iterable[str]) -> dict[str, Outline]:
    """The outlines in content/ban-do/, by the file's name; one that is no map is left out: squares do as well."""
    found: dict[str, Outline] = {}
    for source in sorted(files):
        if source.startswith(FOLDER) and source.endswith(ENDING):
            outline = _outline(content / source)
            if outline:
                found[source.removeprefix(FOLDER).removesuffix(ENDING)] = outline
    return found


def _outline(file: Path) -> Outline:
    try:
        features = json.loads(file.read_bytes())["features"]
        return {id_: rings for feature in features if (id_ := _id_of(feature)) and (rings := _rings(feature))}
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OSError):
        return {}


def _id_of(feature: Mapping[str, Any]) -> str:
    """The id of the place: of the feature itself, as the format has it, or among its properties."""
    return str(feature.get("id") or (feature.get("properties") or {}).get("id") or "")


def _rings(feature: Mapping[str, Any]) -> tuple[Ring, ...]:
    """The rings of a polygon or of many, islands and holes alike."""
    shape = feature["geometry"]
    parts = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    return tuple(tuple(_degrees(point) for point in ring) for rings in parts for ring in rings if len(ring) > 3)


def _degrees(point: Sequence[float]) -> tuple[float, float]:
    east, north = float(point[0]), float(point[1])
    if not (-180 <= east <= 180 and -90 <= north <= 90):
        raise ValueError("no degrees: a map in metres (VN-2000) has to be converted first")
    return east, north
