"""Which indicator a column is: its heading against the names of the indicators, word for word."""

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from giamngheo.importing.layout import Layout
from giamngheo.importing.signs import SIGNS, says
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.words.slug import slugify

# Why a column is taken for an indicator, or for none: `import.reason.<reason>`.
Reason = Literal["same", "borrowed", "near", "wider", "twice", "change", "before", "other_year", "nothing", "told"]
NAMED = ("same", "borrowed")
NEAR = 0.6


class Column(Struct, frozen=True):
    """A column of figures: the indicator it is (None: left out), why, and whether that is beyond doubt."""

    number: int
    heading: str
    indicator: str | None
    reason: Reason
    is_sure: bool
    close: str = ""


def columns_of(layout: Layout, catalogue: Catalogue, period: int | None) -> list[Column]:
    """Every column of figures with the indicator that its heading names."""
    names = {id_: catalogue.indicator(id_).name for id_ in catalogue.of("indicator")}
    rates = {id_ for id_ in names if catalogue.indicator(id_).is_rate}
    found = [_column(layout, number, names, rates, period) for number in layout.values]
    counts = Counter(column.indicator for column in found if column.reason in NAMED)
    return [_alone(column, counts) for column in found]


def _alone(column: Column, counts: Counter[str | None]) -> Column:
    """An indicator has one column: the one with its name; of two with its name a person says which."""
    if column.reason in NAMED and counts[column.indicator] > 1:
        return Column(column.number, column.heading, None, "twice", False, column.indicator or "")
    if column.reason == "near" and counts[column.indicator]:
        return Column(column.number, column.heading, None, "nothing", False)
    return column


def _column(layout: Layout, number: int, names: Mapping[str, str], rates: set[str], period: int | None) -> Column:
    path = layout.heading(number)
    heading = " | ".join(path)
    if "_" in heading and (named := slugify(heading)) in names:
        return Column(number, heading, named, "same", True)
    for reason in ("change", "before"):
        if says(reason, heading):
            return Column(number, heading, None, "change" if reason == "change" else "before", True)
    years = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", heading)}
    if period is not None and years and period not in years:
        return Column(number, heading, None, "other_year", True)
    is_rate = bool(says("rate", heading)) or "%" in heading or _is_mostly_percent(layout, number)
    kin = {id_: subject(name) for id_, name in names.items() if (id_ in rates) == is_rate}
    found = _nearest(number, heading, subject(heading), kin)
    is_borrowed = found.reason == "same" and layout.borrows(number)
    return replace(found, reason="borrowed", is_sure=False) if is_borrowed else found


def _nearest(number: int, heading: str, words: frozenset[str], kin: Mapping[str, frozenset[str]]) -> Column:
    same = [id_ for id_, subject in kin.items() if subject == words != frozenset()]
    if len(same) == 1:
        return Column(number, heading, same[0], "same", True)
    # Words more than the indicator has narrow it down: the poor households of one group are not the poor households.
    wider = [id_ for id_, subject in kin.items() if words > subject != frozenset()]
    if wider:
        return Column(number, heading, None, "wider", False, max(wider, key=lambda id_: len(kin[id_])))
    likeness = {id_: _likeness(words, subject) for id_, subject in kin.items()}
    best = max(likeness, key=lambda id_: likeness[id_], default="")
    if not best or likeness[best] < NEAR:
        return Column(number, heading, None, "nothing", False)
    return Column(number, heading, best, "near", False, best)


def subject(heading: str) -> frozenset[str]:
    """The words that say what is counted, without those for "number of", "rate of" and the like."""
    text = slugify(re.sub(r"\([^()]*\)|\b(?:19|20)\d\d\b", " ", heading))
    for long, short in SIGNS["synonyms"].items():
        text = re.sub(rf"\b{long}\b", short, text)
    text = re.sub(rf"\b(?:{'|'.join((*SIGNS['filler'], *SIGNS['rate_words']))})\b", "", text)
    words = frozenset(re.findall(r"[a-z]+", text))
    # "All" is part of the matter only where nothing narrower is named: all households, but not all poor households.
    return words - {SIGNS["all"]} if len(words - {SIGNS["all"]}) > 1 else words


def _likeness(words: frozenset[str], others: frozenset[str]) -> float:
    if not words or not others:
        return 0.0
    letters = difflib.SequenceMatcher(None, " ".join(sorted(words)), " ".join(sorted(others))).ratio()
    return max(letters, len(words & others) / len(words | others))


def _is_mostly_percent(layout: Layout, column: int) -> bool:
    cells = list(_numbers(layout, column))
    return sum(cells) * 2 > len(cells)


def _numbers(layout: Layout, column: int) -> Iterator[bool]:
    for row in layout.rows:
        cell = layout.sheet.at(row.number, column)
        if row.role == "figures" and cell is not None and (cell.kind == "number" or cell.shown.endswith("%")):
            yield cell.is_percent or cell.shown.endswith("%")
