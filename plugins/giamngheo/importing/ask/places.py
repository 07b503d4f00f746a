"""Which row is which place."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from giamngheo.importing.ask.answers import LEFT_OUT, close
from giamngheo.importing.dialogue import Dialogue, Question, Wrong
from giamngheo.importing.layout import Layout
from giamngheo.importing.names import Match, Names, key_of
from giamngheo.importing.rows import LEVELS, Line, Places
from giamngheo.importing.signs import SIGNS
from giamngheo.words import say, words
from giamngheo.words.slug import slugify


def ask_places(dialogue: Dialogue, layout: Layout, names: Names, day: date) -> tuple[Places, list[Line]]:
    """The place of every row of figures; those in doubt are asked for one by one."""
    told: dict[int, str | None] = {}
    places = Places(layout, names, day, told)
    while True:
        lines = places.lines()
        asked = [line for line in lines if line.match.how != "told" and _is_asked(dialogue, line)]
        # Totals last: which place they are depends on the rows between.
        first = [line for line in asked if not line.match.how.startswith("total")] or asked
        if not first:
            return places, lines
        _tell_unknown(dialogue, first, places)
        questions = [_place_question(line, places, lines) for line in first]
        by_option = {question.option: line for question, line in zip(questions, first, strict=True)}
        taken = {line.place: line.row.number for line in lines if line.place and line.match.is_sure}
        answers = dialogue.ask_all(questions, PlaceAnswers(places, by_option, taken).read)
        told |= {line.row.number: answer for line, answer in zip(first, answers, strict=True)}


def _tell_unknown(dialogue: Dialogue, lines: list[Line], places: Places) -> None:
    """Places that the register lacks, as rows to paste into it."""
    unknown = [line for line in lines if line.match.how == "nothing" and line.row.name]
    rows = [",".join((slugify(one.row.name), one.row.name, _level(one), _parent(one, places))) for one in unknown]
    if rows:
        dialogue.show(say("import.register", rows="\n".join(("id,name,level,parent", *rows))))


def _level(line: Line) -> str:
    return str(SIGNS["level"].get(key_of(line.row.name)[0], ""))


def _parent(line: Line, places: Places) -> str:
    """What a new place lies in: the nearest of a higher level, for the row above is often its neighbour."""
    catalogue, level = places.names.catalogue, _level(line)
    around = [line.context, *catalogue.above(line.context)] if line.context else []
    higher = LEVELS[: LEVELS.index(level)] if level else LEVELS
    return next((id_ for id_ in around if catalogue.place(id_).level in higher), "")


def _is_asked(dialogue: Dialogue, line: Line) -> bool:
    return not line.match.is_sure or f"place {line.row.number}" in dialogue.given


class PlaceAnswers(Struct, frozen=True):
    """Reads the places that rows are told to be. `taken` has the row of each place: no two rows are one place."""

    places: Places
    asked: Mapping[str, Line]
    taken: dict[str, int]

    def read(self, option: str, answer: str) -> str | None:
        if answer == LEFT_OUT:
            return None
        line = self.asked[option]
        id_ = self._place(line, answer)
        place, row = self.places.names.catalogue.place(id_), line.row.number
        if not place.exists_on(self.places.day):
            raise Wrong(say("import.wrong.place_on", place=place.name, day=words().day(self.places.day)))
        if self.taken.setdefault(id_, row) != row:
            raise Wrong(say("import.wrong.taken", place=id_, row=self.taken[id_]))
        return id_

    def _place(self, line: Line, answer: str) -> str:
        """A place by its number in the list, its id or its name."""
        names, others = self.places.names, line.match.others
        if answer.isdigit() and 1 <= int(answer) <= len(others):
            return others[int(answer) - 1]
        if names.catalogue.get("place", answer):
            return answer
        found = names.match(answer, "", self.places.day, frozenset())
        if found.place is None or not found.is_sure:
            near = close(answer, list(names.catalogue.of("place")))
            raise Wrong(say("import.wrong.place", answer=answer, close=near))
        return found.place


def _place_question(line: Line, places: Places, lines: list[Line]) -> Question:
    match, row = line.match, line.row
    facts: dict[str, object] = {"day": words().day(places.day), "others": _options(places.names, match)}
    if match.how == "total_part":
        missing = places.missing(match.others[0], lines)
        facts |= {
            "count": len(missing),
            "missing": ", ".join(places.names.catalogue.place(id_).name for id_ in missing[:8]),
        }
    reason = say(f"import.match.{match.how}", **facts)
    text = say("import.ask.place", row=row.number, name=row.name or say("import.no_name"), reason=reason)
    return Question(f"place {row.number}", text, match.place or (None if row.name else LEFT_OUT), match.is_sure)


def _options(names: Names, match: Match) -> str:
    """The places that a name may mean, each with the place around it and a number to choose it by."""
    lines = []
    for number, id_ in enumerate(match.others, 1):
        around = next(names.catalogue.above(id_), None)
        of = f", {names.catalogue.place(around).name}" if around else ""
        lines.append(f"\n      {number}. {id_} ({names.catalogue.place(id_).name}{of})")
    return "".join(lines)
