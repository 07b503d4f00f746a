"""Which column is which indicator."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from giamngheo.importing.ask.answers import LEFT_OUT, close
from giamngheo.importing.cells import letter
from giamngheo.importing.dialogue import Dialogue, Question, Wrong
from giamngheo.importing.headings import Column, columns_of
from giamngheo.importing.layout import Layout
from giamngheo.importing.show import table
from giamngheo.importing.workbook import Refused
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.words import say


def ask_columns(dialogue: Dialogue, layout: Layout, catalogue: Catalogue, period: int) -> list[Column]:
    """The indicator of every column of figures; those that are in doubt are asked for."""
    found = columns_of(layout, catalogue, period)
    asked = {_option(it): it for it in found if not it.is_sure or _option(it) in dialogue.given}
    if any(map(dialogue.is_open, asked)):
        show_columns(dialogue, layout, found)
        dialogue.show(say("import.indicators", known=", ".join(catalogue.of("indicator"))))
    taken = {it.indicator: letter(it.number) for it in found if it.indicator and _option(it) not in asked}
    read = ColumnAnswers(catalogue, asked, taken).read
    answers = dialogue.ask_all([_column_question(column) for column in asked.values()], read)
    told = {
        column.number: replace(column, indicator=id_, reason="told", is_sure=True)
        for column, id_ in zip(asked.values(), answers, strict=True)
    }
    columns = [told.get(column.number, column) for column in found]
    if not any(column.indicator for column in columns):
        raise Refused(say("import.no_column"))
    return columns


class ColumnAnswers(Struct, frozen=True):
    """Reads the indicators that columns are told to be. `taken` has the column of each: no two columns are one."""

    catalogue: Catalogue
    asked: Mapping[str, Column]
    taken: dict[str, str]

    def read(self, option: str, answer: str) -> str | None:
        if answer == LEFT_OUT:
            return None
        if self.catalogue.get("indicator", answer) is None:
            near = close(answer, list(self.catalogue.of("indicator")))
            raise Wrong(say("import.wrong.indicator", answer=answer, close=near))
        column = letter(self.asked[option].number)
        if self.taken.setdefault(answer, column) != column:
            raise Wrong(say("import.wrong.twice", id=answer, column=self.taken[answer]))
        return answer


def _option(column: Column) -> str:
    return f"column {letter(column.number)}"


def _column_question(column: Column) -> Question:
    reason = say(f"import.reason.{column.reason}", close=column.close)
    if column.reason == "nothing":
        reason += say("import.new_indicator", heading=column.heading)
    text = say("import.ask.column", column=letter(column.number), heading=column.heading, reason=reason)
    proposal = column.indicator or (None if column.reason == "twice" else LEFT_OUT)
    return Question(_option(column), text, proposal, column.is_sure)


def show_columns(dialogue: Dialogue, layout: Layout, columns: Sequence[Column]) -> None:
    """Every column of the table, what it was taken for, and why."""
    by_number = {column.number: column for column in columns}
    lines = []
    for number, kind in sorted(layout.columns.items()):
        column = by_number.get(number)
        heading = " | ".join(layout.heading(number))
        if column is None:
            lines.append([letter(number), heading, say(f"import.column.{kind}"), ""])
            continue
        meaning = column.indicator or (
            say("import.column.open") if not column.is_sure else say("import.column.left_out")
        )
        lines.append([letter(number), heading, meaning, say(f"import.reason.{column.reason}", close=column.close)])
    header = [say(f"import.head.{key}") for key in ("column", "heading", "meaning", "why")]
    dialogue.show(table(header, lines, elastic=frozenset({1})))
