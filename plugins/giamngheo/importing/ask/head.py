"""The head of a review: year and day, standard, kind, source."""

from collections.abc import Sequence
from datetime import date
from typing import get_args

from giamngheo.importing.ask.answers import a_day, a_year, close, one_of
from giamngheo.importing.dialogue import Dialogue, Question, Wrong
from giamngheo.importing.head import Head, Said, standard_on
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.indicator import UNKNOWN_STANDARD, ValueKind
from giamngheo.words import say

SHOWN_SOURCES = 12


def ask_period(dialogue: Dialogue, head: Head) -> tuple[int, date]:
    day = head.day()
    said = head.period(date.fromisoformat(day.value) if day.value else None)
    period = dialogue.ask(_question("period", said), a_year)
    if day.value is None or not day.value.startswith(str(period)):
        # Households are counted at the end of a year unless the table tells another day.
        day = Said(str(date(period, 12, 31)), day.value is None)
    return period, dialogue.ask(_question("as-of", day), a_day)


def _question(option: str, said: Said) -> Question:
    return Question(option, say(f"import.ask.{option}"), said.value, said.is_sure)


def _list(dialogue: Dialogue, option: str, lines: Sequence[str]) -> None:
    """What there is to choose from."""
    if dialogue.is_open(option):
        for line in lines:
            dialogue.show(f"  {line}")


def ask_standard(dialogue: Dialogue, catalogue: Catalogue, day: date) -> str:
    named = {id_: catalogue.standard(id_).name for id_ in catalogue.of("standard")}
    named[UNKNOWN_STANDARD] = say("import.standard_unknown")
    _list(dialogue, "standard", [f"{n}. {id_}: {name}" for n, (id_, name) in enumerate(named.items(), 1)])
    return dialogue.ask(_question("standard", standard_on(catalogue, day)), one_of(list(named)))


def ask_kind(dialogue: Dialogue, head: Head) -> str:
    kinds = get_args(ValueKind)
    lines = [f"{n}. {kind}: {say(f'reference.choice.kind.{kind}')}" for n, kind in enumerate(kinds, 1)]
    _list(dialogue, "kind", lines)
    return dialogue.ask(_question("kind", head.kind()), one_of(kinds))


def ask_source(dialogue: Dialogue, catalogue: Catalogue, head: Head) -> str:
    """A source of the register; a new one has to be written there first."""
    own = [item.id for item in catalogue.of("source").values() if item.source is not None]
    _list(dialogue, "source", [f"{id_}: {catalogue.source(id_).title}" for id_ in own[-SHOWN_SOURCES:]])

    def read(answer: str) -> str:
        if catalogue.get("source", answer):
            return answer
        raise Wrong(say("import.wrong.source", answer=answer, close=close(answer, list(catalogue.of("source")))))

    return dialogue.ask(_question("source", head.source(catalogue)), read)
