"""What a table says about itself: its year, its day, how sure its figures are, the decision it belongs to."""

import re
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from giamngheo.importing.signs import SIGNS, tells
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.indicator import ValueKind
from giamngheo.kinds.values import Period

KINDS: tuple[ValueKind, ...] = ("final", "preliminary", "estimate")
_DOCUMENT = re.compile(r"\b\d+/(?:\d{4}/)?[A-Z\u0110]+[A-Z\u0110\-]*\b")


class Said(Struct, frozen=True):
    """A value that the lines above a table suggest; sure where they say it and nothing else."""

    value: str | None = None
    is_sure: bool = False


class Head(Struct, frozen=True):
    """The lines above a table, and the name of its file where they are silent."""

    titles: tuple[str, ...]
    file: str

    @property
    def text(self) -> str:
        return "\n".join(self.titles)

    def day(self) -> Said:
        """The day that the households were counted on; the date of a decision is another."""
        found = {day for day, before in _days(self.text) if tells("counted_on", before)}
        return Said(str(found.pop()), True) if len(found) == 1 else Said()

    def period(self, as_of: date | None) -> Said:
        if as_of is not None:
            return Said(str(as_of.year), True)
        text = re.sub(SIGNS["day"], " ", self.text, flags=re.IGNORECASE)
        years = set(re.findall(SIGNS["year"], text, re.IGNORECASE))
        if len(years) == 1:
            return Said(years.pop(), True)
        named = set(re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", self.file)) or years
        return Said(max(named)) if named else Said()

    def kind(self) -> Said:
        """Preliminary or final where the title says so; a table that says nothing is proposed as final."""
        told = [kind for kind in KINDS if tells(kind, self.text)]
        if "preliminary" in told or "estimate" in told:
            told = [kind for kind in told if kind != "final"]
        return Said(told[0], True) if len(told) == 1 else Said("final")

    def source(self, catalogue: Catalogue) -> Said:
        """The source whose document the title names by its number."""
        numbers = set(_DOCUMENT.findall(self.text))
        found = {id_ for id_ in catalogue.of("source") if catalogue.source(id_).document_no in numbers}
        return Said(found.pop(), True) if len(found) == 1 else Said()


def standard_on(catalogue: Catalogue, day: date) -> Said:
    """The standard that counts on a day; at the end of a period the next one may count already."""
    found = [id_ for id_ in catalogue.of("standard") if _counted(catalogue, id_).contains(day)]
    latest = max(found, key=lambda id_: catalogue.standard(id_).applies.start, default=None)
    return Said(latest, len(found) == 1)


def _counted(catalogue: Catalogue, id_: str) -> Period:
    standard = catalogue.standard(id_)
    return Period(start=standard.baseline_from or standard.applies.start, end=standard.applies.end)


def _days(text: str) -> Iterable[tuple[date, str]]:
    """Every day in a text with what stands before it."""
    for match in re.finditer(SIGNS["day"], text, re.IGNORECASE):
        day, month, year = (int(part) for part in match.groups() if part)
        try:
            yield date(year, month, day), text[: match.start()]
        except ValueError:
            continue
