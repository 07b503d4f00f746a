"""Which places the rows of a table are: groups, totals and names read together, as the table's maker meant them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from giamngheo.importing.layout import Layout, Row
from giamngheo.importing.names import Match, Names, total_of
from giamngheo.importing.signs import says

LEVELS = ("country", "region", "group", "province", "district", "commune")


class Line(Struct, frozen=True):
    """A row of figures with the place that it is; `context` is the district or province it stands under."""

    row: Row
    match: Match
    context: str | None = None

    @property
    def place(self) -> str | None:
        return self.match.place


class Places(Struct, frozen=True):
    """Reads the rows of a layout against the register on a day; `told` are rows whose place a person has said."""

    layout: Layout
    names: Names
    day: date
    told: Mapping[int, str | None]

    def lines(self) -> list[Line]:
        """Every row of figures; a place with no figures at all, that heads no group, is one of them."""
        scope = frozenset(self.scope())
        found = list(self._read(scope))
        hows = Counter(line.match.how for line in found)
        if hows["elsewhere"] > hows["name"] + hows["code"] + hows["under"]:
            # The lines above name a place that the table is not about: where it was signed.
            scope = frozenset()
            found = list(self._read(scope))
        lines = self._settled(found, scope)
        heads = self._heads(lines)
        lines = [line for line in lines if line.row.role == "figures" or line.place not in heads]
        return self._without_twins([self._total(line, lines) for line in lines])

    def _heads(self, lines: list[Line]) -> set[str]:
        """The places that others of the table lie in, by the register or by where they stand."""
        below = {line.place: line.context for line in lines if line.place}
        around = {above for id_ in below for above in self.names.catalogue.above(id_)}
        return around | {c for id_, c in below.items() if c and self._level(c) < self._level(id_)}

    def scope(self) -> set[str]:
        """The places that the lines above the table name: those lowest in rank."""
        titles = " ".join(text for _, text in self.layout.texts("title"))
        found = self.names.named_in(titles, self.day)
        around = {above for id_ in found for above in self.names.catalogue.above(id_)}
        return found - around

    def _read(self, scope: frozenset[str]) -> Iterator[Line]:
        context: str | None = None
        for row in self.layout.rows:
            if row.role not in ("figures", "group"):
                continue
            around = self._around(row, scope) or context
            match = self._match(row, around, scope)
            if row.role == "figures":
                yield Line(row, match, around)
            if match.place and match.is_sure and self._level(match.place) < len(LEVELS) - 1:
                context = match.place
                if row.role == "group":
                    yield Line(row, match, around)

    def _around(self, row: Row, scope: frozenset[str]) -> str | None:
        return self.names.match(row.around, "", self.day, scope).place if row.around else None

    def _match(self, row: Row, context: str | None, scope: frozenset[str]) -> Match:
        if row.number in self.told:
            return Match(self.told[row.number], "told", True)
        if total_of(row.name) is not None and not self.names.knows(row.name):
            return Match(None, "total_open")
        if not row.name:
            return Match(None, "nothing")
        if says("zone", row.name) and not self.names.knows(row.name):
            return Match(None, "zone", True)
        code = self._code(row.number)
        if context is None:
            return self.names.match(row.name, code, self.day, scope)
        inside = self.names.match(row.name, code, self.day, frozenset({context}))
        if inside.how != "elsewhere":
            return inside
        # Not below the district above: the next district, or a commune that does not belong there.
        found = self.names.match(row.name, code, self.day, scope)
        is_next = found.place is not None and self._level(found.place) <= self._level(context)
        return found if is_next else inside

    def _code(self, number: int) -> str:
        column = self.layout.column("code")
        return self.layout.sheet.text(number, column).replace(".", "").strip("' ") if column else ""

    def _level(self, id_: str) -> int:
        return LEVELS.index(self.names.catalogue.place(id_).level)

    # --- what the other rows say ---

    def _settled(self, lines: list[Line], scope: frozenset[str]) -> list[Line]:
        """Names that several places share, and places of another province, in the light of all other rows."""
        sure = [line.place for line in lines if line.place and line.match.is_sure]
        levels = Counter(self.names.catalogue.place(id_).level for id_ in sure)
        provinces = Counter(province for id_ in sure if (province := self._province(id_)))
        home = scope or {province for province, count in provinces.items() if count * 2 > len(sure)}
        usual = max(levels, key=lambda level: levels[level], default=None)
        return [self._proposed(line, home, usual) for line in lines]

    def _proposed(self, line: Line, home: set[str] | frozenset[str], usual: str | None) -> Line:
        match = line.match
        if match.how == "name" and match.place and home and not self._is_in(match.place, home):
            return replace(line, match=Match(match.place, "elsewhere", False, (match.place,)))
        if match.place is None and match.how in ("several", "near"):
            near = [id_ for id_ in match.others if not home or self._is_in(id_, home)]
            likely = [id_ for id_ in near if self.names.catalogue.place(id_).level == usual] or near
            if len(likely) == 1:
                return replace(line, match=replace(match, place=likely[0]))
        return line

    def _is_in(self, id_: str, home: set[str] | frozenset[str]) -> bool:
        return bool({id_, *self.names.catalogue.above(id_)} & home) or any(
            id_ in self.names.catalogue.above(it) for it in home
        )

    def _province(self, id_: str) -> str | None:
        chain = (id_, *self.names.catalogue.above(id_))
        return next((it for it in chain if self.names.catalogue.place(it).level == "province"), None)

    # --- totals ---

    def _total(self, line: Line, lines: list[Line]) -> Line:
        """A row "Tổng cộng" is the place around all others, if they are all there is of it."""
        if line.match.how != "total_open":
            return line
        named = self._named_total(line.row.name)
        if named is not None:
            return replace(line, match=named)
        rows = [other for other in lines if other.row.role == "figures"]
        is_outer = line in (rows[0], rows[-1]) or line.context is None
        around = self._parents(lines) if is_outer else [line.context]
        if len(around) != 1 or around[0] is None:
            return replace(line, match=Match(None, "total_open", False, tuple(it for it in around if it)))
        missing = self.missing(around[0], lines)
        if missing:
            return replace(line, match=Match(None, "total_part", False, (around[0],)))
        return replace(line, match=Match(around[0], "total", True))

    def _named_total(self, text: str) -> Match | None:
        rest = total_of(text)
        return self.names.match(rest, "", self.day, frozenset()) if rest else None

    def _parents(self, lines: list[Line]) -> list[str | None]:
        """The places directly around those rows that stand under no other row."""
        places = {line.place for line in lines if line.place}
        tops = [id_ for id_ in places if not places & set(self.names.catalogue.above(id_))]
        return sorted({next(self.names.catalogue.above(id_), None) for id_ in tops}, key=str)

    def missing(self, parent: str, lines: list[Line]) -> list[str]:
        """The places below a parent, on the day, that the table does not have."""
        places = {line.place for line in lines}
        return sorted(self.children(parent) - {id_ for id_ in places if id_})

    def children(self, parent: str) -> set[str]:
        return self.names.children(parent, self.day)

    @staticmethod
    def _without_twins(lines: list[Line]) -> list[Line]:
        """Two rows for one place: a person has to say which counts."""
        counts = Counter(line.place for line in lines if line.place)
        return [
            replace(line, match=Match(None, "twice", False, (line.place,)))
            if line.place and counts[line.place] > 1 and line.match.how != "told"
            else line
            for line in lines
        ]
