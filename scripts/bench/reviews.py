"""A country of figures: communes of all provinces, ten yearly reviews of them as CSV, six indicators.

Its numbers are drawn by chance, the same ones for the same number of communes; real communes have rows beside.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from bench.corpus import NATIONAL, PHRASES, SEED, SYLLABLES, capital, chance, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

COMMUNES = 3300
YEARS = range(2016, 2026)
# The review of the end of 2021 counted by the standard that began a day later: its shares are higher.
STANDARDS = {"2016-2020": YEARS[:5], "2022-2026": YEARS[5:]}
SOURCE = "nguon-mau"
# Column of the tables, id of the indicator; the order of `values`.
COLUMNS = {
    "tong_so_ho": "tong-so-ho",
    "ho_ngheo": "ho-ngheo",
    "ho_can_ngheo": "ho-can-ngheo",
    "ty_le_ho_ngheo": "ty-le-ho-ngheo",
    "ty_le_ho_can_ngheo": "ty-le-ho-can-ngheo",
    "nuoc_sach": "ty-le-nuoc-sach",
}
COUNT = ["unit: household", "aggregation: sum"]
RATE = ["unit: percent", "decimals: 2", "aggregation: ratio_of_sums"]
DIVIDED = "computation: {{numerator: {}, denominator: tong-so-ho}}"
DEFINITIONS = {
    "tong-so-ho": [*COUNT, "direction: none"],
    "ho-ngheo": [*COUNT, "direction: down"],
    "ho-can-ngheo": [*COUNT, "direction: down"],
    "ty-le-ho-ngheo": [*RATE, "direction: down", DIVIDED.format("ho-ngheo")],
    "ty-le-ho-can-ngheo": [*RATE, "direction: down", DIVIDED.format("ho-can-ngheo")],
    "ty-le-nuoc-sach": ["unit: percent", "decimals: 1", "direction: up"],
}


class Commune(NamedTuple):
    """`since` is the first year whose end it saw."""

    id: str
    name: str
    parent: str
    since: int


def national(level: str) -> list[dict[str, str]]:
    """The places of today that our plugin brings along."""
    with (NATIONAL / "dia-ban.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["level"] == level and not row["valid_to"]]


def invented(count: int) -> list[Commune]:
    """As many for each province; names repeat, as real ones do."""
    provinces = [row["id"] for row in national("province")]
    found = []
    for number in range(count):
        rng = chance(SEED, "commune", number)
        name = PHRASES["commune"].format(name=" ".join(capital(rng.choice(SYLLABLES)) for _ in range(2)))
        found.append(Commune(f"{slug(name)}-mau-{number}", name, provinces[number % len(provinces)], YEARS[0]))
    return found


def real() -> list[Commune]:
    rows = national("commune")
    return [Commune(r["id"], r["name"], r["parent"], int(r["valid_from"][:4] or YEARS[0])) for r in rows]


def values(commune: Commune) -> Iterator[tuple[int, ...]]:
    """Of each year: households, poor, near-poor, and in tenths of a percent who has clean water."""
    rng = chance(SEED, "values", commune.id)
    households, poor, near, water = rng.randint(800, 6000), rng.randint(20, 350), rng.randint(20, 150), 600
    for year in YEARS:
        if year == STANDARDS["2022-2026"][0]:
            poor, near = poor * 3 // 2, near * 3 // 2
        yield households, households * poor // 1000, households * near // 1000, water
        households += rng.randint(0, households // 50)
        poor, near = poor * rng.randint(82, 97) // 100, near * rng.randint(85, 99) // 100
        water += rng.randint(0, 40)


def percent(part: int, whole: int) -> str:
    """As a decision prints it: half up, two decimals, a comma."""
    hundredths = (part * 20000 + whole) // (2 * whole)
    return f"{hundredths // 100},{hundredths % 100:02}"


def table(rows: Iterable[Iterable[object]]) -> str:
    made = io.StringIO()
    csv.writer(made, lineterminator="\n").writerows(rows)
    return made.getvalue()


def reviews(communes: Iterable[Commune]) -> Iterator[tuple[str, str]]:
    """The head and the table of every year."""
    held = [(commune, list(values(commune))) for commune in communes]
    for standard, years in STANDARDS.items():
        for year in years:
            head = [f"period: {year}", f"standard: {standard}", f"source: {SOURCE}", "columns:"]
            yield f"chi-so/so-lieu/ra-soat-{year}.yml", lines([*head, *(f"  {c}: {i}" for c, i in COLUMNS.items())])
            rows = [row(one, known[year - YEARS[0]]) for one, known in held if one.since <= year]
            yield f"chi-so/so-lieu/ra-soat-{year}.csv", table([["ma_dia_ban", "ten_dia_ban", *COLUMNS], *rows])


def row(commune: Commune, known: tuple[int, ...]) -> list[object]:
    households, poor, near, water = known
    rates = [percent(poor, households), percent(near, households), f"{water // 10},{water % 10}"]
    return [commune.id, commune.name, households, poor, near, *rates]


def lines(found: Iterable[str]) -> str:
    return "\n".join(found) + "\n"


def files(count: int = COMMUNES) -> Iterator[tuple[str, str]]:
    """Everything below the content folder."""
    made = invented(count)
    yield "index.md", "---\ntitle: {title}\nsummary: {summary}\n---\n{body}\n".format(**PHRASES["home"])
    yield (
        "danh-muc/nguon.yml",
        lines(
            [f"{SOURCE}:", f"  title: {PHRASES['source'].format(number=1)}", f"  publisher: {PHRASES['publisher']}"]
        ),
    )
    places = [[one.id, one.name, "commune", one.parent] for one in made]
    yield "danh-muc/dia-ban.csv", table([["id", "name", "level", "parent"], *places])
    for id_, definition in DEFINITIONS.items():
        about = PHRASES["indicators"][id_]
        yield f"chi-so/{id_}.yml", lines([f"name: {about}", f"plain: {about}", *definition])
    yield from reviews([*made, *real()])
