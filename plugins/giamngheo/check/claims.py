"""A number in a sentence that the data contradict: asked only where nobody can read the sentence in two ways.

The sentence names one place, one year and one indicator, and says "is" or "has". Sentences that may do so are noted
with their text; what they say is held against the registers and figures of each build.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from giamngheo.check.context import Context
from giamngheo.check.prose import found_in_texts
from giamngheo.derive.figures import figures_of
from giamngheo.derive.mergers import lineage
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.figure import Figure
from giamngheo.kinds.problem import Position, Problem
from giamngheo.kinds.values import half_up
from giamngheo.words import say, words

# Both begin with a set, from one letter of which to the next a search leaps.
_END = re.compile(r"[.!?\u2026\n](?:(?<!\n)(?=\s)|(?<=\n)(?:\s*\n|(?=[-*|#>\d])))")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_YEAR = re.compile(r"[12](?<!\d\d)(?:(?<=1)9|(?<=2)0)\d\d(?!\d)")
_WORD = re.compile(r"\w+")
_WHOLE, _DECIMAL = re.compile(r"\d{1,3}(\.\d{3})+|\d+"), re.compile(r"\d+,\d+")
BEFORE = 10
# What stands in a sentence for its place, its year and its indicator.
PLACE, YEAR, SUBJECT = "\u25b2", "\u25cf", "\u25a0"
# Named in words that are no names (the whole country, the poor districts), or in names of several words.
_BROAD = ("country", "region", "group")


def contradicted(context: Context) -> Iterator[Problem]:
    reader = _Reader(context.catalogue)
    for path, where, (sentence,) in found_in_texts(context, "claims", _may_claim):
        claim = reader.read(sentence)
        if claim is None:
            continue
        figure, code = reader.contradiction(claim), "G731"
        if figure is None:
            figure, code = reader.of_another_time(claim), "G735"
        if figure:
            yield Problem.at(code, path, _at(where, sentence, claim.typed), **reader.told(claim, figure))


def _at(where: Position, sentence: str, typed: str) -> Position:
    before = sentence[: max(sentence.find(typed), 0)]
    lines = before.count("\n")
    return Position(where.line + lines, len(before) - before.rfind("\n") if lines else where.column + len(before))


def _may_claim(text: str) -> Iterator[tuple[int, str]]:
    """Sentences of one year that say a number, as far as their form tells."""
    start, end, of_year = 0, -1, re.compile(say("pattern.of_year"))
    for year in _YEAR.finditer(text):
        # A year of a table stands alone: what makes one a year of a sentence stands right before it.
        if year.start() < end or not of_year.search(text, max(year.start() - BEFORE, 0), year.end()):
            continue
        for match in _END.finditer(text, start, year.start()):
            start = match.end()
        last = _END.search(text, year.end())
        end = last.end() if last else len(text)
        sentence = text[start:end]
        if _is_plain(sentence.strip()):
            yield start + len(sentence) - len(sentence.lstrip()), sentence.strip()


def _is_plain(sentence: str) -> bool:
    is_said = re.search(say("pattern.says_number"), sentence) and re.search(say("pattern.of_year"), sentence)
    if not is_said or len({*_YEAR.findall(_bare(sentence))}) != 1:
        return False
    return not re.search(say("pattern.no_claim"), sentence, re.IGNORECASE)


def _bare(sentence: str) -> str:
    """Without the name of a standard, whose years are no years of the sentence."""
    return re.sub(say("pattern.by_standard"), "", sentence)


class Claim(NamedTuple):
    """What a sentence says; `kin` are all places that its name may mean, `later` that which has it since then."""

    indicator: str
    place: str
    later: str | None
    kin: frozenset[str]
    period: int
    value: Decimal
    typed: str


class _Reader:
    """Reads sentences by the names of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    @cached_property
    def subjects(self) -> Mapping[str, Mapping[str, str]]:
        """Indicators by what they are about and the unit that is written behind a number: one of each, or none."""
        found: dict[str, dict[str, str]] = {}
        for id_ in self.catalogue.of("indicator"):
            indicator = self.catalogue.indicator(id_)
            subject = re.sub(say("pattern.measure"), "", indicator.name.casefold())
            held = found.setdefault(subject, {})
            unit = self.catalogue.unit(indicator.unit).name
            held[unit] = "" if unit in held else id_
        return found

    @cached_property
    def _subject(self) -> re.Pattern[str]:
        names = sorted(self.subjects, key=len, reverse=True)
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b" if names else "(?!)", re.IGNORECASE)

    @cached_property
    def places(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for id_ in self.catalogue.of("place"):
            place = self.catalogue.place(id_)
            for name in {one.casefold() for one in (place.name, *place.aliases)}:
                found.setdefault(name, []).append(id_)
        return found

    @cached_property
    def _broad(self) -> re.Pattern[str]:
        names = [name for name, ids in self.places.items() if self.catalogue.place(ids[0]).level in _BROAD]
        names.sort(key=len, reverse=True)
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b" if names else "(?!)", re.IGNORECASE)

    # --- a sentence

    def read(self, sentence: str) -> Claim | None:
        """None where anything in the sentence could mean something else."""
        text = " ".join(_LINK.sub(r"\1", _bare(sentence)).replace("*", "").split())
        subjects = {match[0].casefold() for match in self._subject.finditer(text)}
        years = _YEAR.findall(text)
        if len(subjects) != 1 or not years:
            return None
        text = re.sub(say("pattern.of_year"), YEAR, self._subject.sub(SUBJECT, text))
        named, text = self._without_places(text)
        if named is None or re.search(say("pattern.some_place"), text, re.IGNORECASE):
            return None
        there, later = self._sorted_out(named, int(years[0]))
        match = re.search(say("pattern.claim"), text, re.IGNORECASE) or re.search(say("pattern.claim_of"), text)
        value = _number(match["value"]) if match else None
        if match is None or value is None or there is None:
            return None
        indicator = self._meant(subjects.pop(), match)
        kin = frozenset(one for id_ in named for one in lineage(self.catalogue, id_))
        return Claim(indicator, there, later, kin, int(years[0]), value, match["value"]) if indicator else None

    def _sorted_out(self, named: list[str], year: int) -> tuple[str | None, str | None]:
        """The one place that had a name at the end of a year, else that which has it now; and the latter."""
        places, end = {id_: self.catalogue.place(id_) for id_ in named}, date(year, 12, 31)
        there = [id_ for id_, place in places.items() if place.exists_on(end)]
        new = [id_ for id_, place in places.items() if place.valid_from and place.valid_from > end]
        later = new[0] if len(new) == 1 else None
        return (there[0] if len(there) == 1 else None if there else later), later

    def _meant(self, subject: str, match: re.Match[str]) -> str:
        """The indicator with the unit behind the number; what is counted may name its unit (poor households)."""
        held = self.subjects[subject]
        if match["unit"] == SUBJECT:
            units = [unit for unit in held if subject.startswith(unit)]
            return held[units[0]] if units else ""
        return held.get(match["unit"], "")

    def _without_places(self, text: str) -> tuple[list[str] | None, str]:
        """The places that the one name of a sentence may mean, and the sentence with a sign in its place."""
        names = {match[0].casefold() for match in self._broad.finditer(text)}
        text = self._broad.sub(PLACE, text)
        for start, end in reversed(_runs(text)):
            found = self._name(text, start, end)
            if found is not None:
                begin, name = found
                names.add(name)
                text = f"{text[:begin]}{PLACE}{text[end:]}"
            elif start or " " in text[start:end]:
                # A name that no register knows may be that of any place or body.
                return None, text
        return (self.places[names.pop()] if len(names) == 1 else None), text

    def _name(self, text: str, start: int, end: int) -> tuple[int, str] | None:
        """Where the known name begins that ends here: with its rank before it, or behind a sentence's first word."""
        rank = re.search(say("pattern.rank_before"), text[:start], re.IGNORECASE)
        begins = [rank.start()] if rank else [start]
        if start == 0:
            begins += [match.start() for match in _WORD.finditer(text, 1, end)][:1]
        for begin in begins:
            if text[begin:end].casefold() in self.places:
                return begin, text[begin:end].casefold()
        return None

    # --- what it says against the data

    def contradiction(self, claim: Claim) -> Figure | None:
        """The one final figure of this place, year and indicator, where the number is nothing that is known."""
        final = self._final(claim.place, claim)
        is_known = final and any(_agrees(claim.value, known) for known in self._known(claim))
        return None if is_known else final

    def of_another_time(self, claim: Claim) -> Figure | None:
        """The figure of a place that went into one that did not exist yet; the one that had its name has none.

        A place that became another one to one is meant whatever number is said of it; where several did, the number
        itself has to be that of one.
        """
        if claim.later is None or self._figures(claim.place, claim):
            return None
        alone = lineage(self.catalogue, claim.later)
        finals = (self._final(id_, claim) for id_ in self.catalogue.before(claim.later))
        return next((one for one in finals if one and (one.place in alone or one.value == claim.value)), None)

    def _figures(self, place: str, claim: Claim) -> list[Figure]:
        return [one for one in figures_of(self.catalogue, claim.indicator).of(place) if one.period == claim.period]

    def _final(self, place: str, claim: Claim) -> Figure | None:
        """A sum over all that became a place is as final as what it was made of."""
        figures = [one for one in self._figures(place, claim) if one.kind == "final" or one.origin == "backcast"]
        finals = [one for one in figures if one.value is not None]
        return finals[0] if len(finals) == 1 and not finals[0].bound else None

    def _known(self, claim: Claim) -> Iterator[Decimal]:
        """All numbers of this unit that a sentence about this place and year may rightly say."""
        unit = self.catalogue.indicator(claim.indicator).unit
        for id_ in self.catalogue.of("indicator"):
            indicator = self.catalogue.indicator(id_)
            if indicator.unit != unit:
                continue
            for target in indicator.targets:
                if target.place in claim.kin and target.period == claim.period:
                    yield from (one for one in (target.value, target.drop_points) if one is not None)
            for place in claim.kin:
                yield from _of_year(figures_of(self.catalogue, id_).of(place), claim.period)

    def told(self, claim: Claim, figure: Figure) -> dict[str, object]:
        indicator = self.catalogue.indicator(claim.indicator)
        unit = self.catalogue.unit(indicator.unit).name
        assert figure.value is not None
        since = claim.later and self.catalogue.place(claim.later).valid_from
        return {
            "found": f"{claim.typed}\u00a0{unit}",
            "figure": f"{words().decimal(figure.value)}\u00a0{unit}",
            "name": indicator.name,
            "place": self.catalogue.place(figure.place).name,
            "period": claim.period,
            "source": figure.source or "\u2013",
            "call": f'{{{{ so("{claim.indicator}", "{figure.place}", {claim.period}) }}}}',
            "now": self.catalogue.place(claim.later).name if claim.later else "",
            "since": words().day(since) if since else "",
        }


def _of_year(figures: tuple[Figure, ...], period: int) -> Iterator[Decimal]:
    """The figures of a year, what other sources print for it, and how far it is from the other years."""
    here = [one for one in figures if one.period == period]
    for one in here:
        yield from (other.value for other in one.others)
        if one.value is not None:
            yield one.value
            yield from (
                abs(one.value - other.value) for other in figures if other is not one and other.value is not None
            )


def _runs(text: str) -> list[tuple[int, int]]:
    """Where words with a capital letter stand together, with a number behind them."""
    runs: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        is_next = bool(runs) and text[runs[-1][1] : match.start()] == " "
        if match[0][0].isupper() and is_next:
            runs[-1] = (runs[-1][0], match.end())
        elif match[0][0].isupper():
            runs.append(match.span())
        elif (
            is_next
            and match[0].isdigit()
            and len(match[0]) < 3
            and not text[match.end() :].startswith((",", ".", " %"))
        ):
            runs[-1] = (runs[-1][0], match.end())
    return runs


def _number(typed: str) -> Decimal | None:
    if _DECIMAL.fullmatch(typed):
        return Decimal(typed.replace(",", "."))
    return Decimal(typed.replace(".", "")) if _WHOLE.fullmatch(typed) else None


def _agrees(said: Decimal, known: Decimal) -> bool:
    """The same as far as the one with fewer decimals tells."""
    places = [max(0, -int(number.as_tuple().exponent)) for number in (said, known)]
    return half_up(said, min(places)) == half_up(known, min(places))
