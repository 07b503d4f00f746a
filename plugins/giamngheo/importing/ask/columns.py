"""Which column is which indicator."""

from collections.abc import Sequence
from dataclasses import replace

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
    asked = [column for column in found if not column.is_sure or _option(column) in dialogue.given]
    if asked:
        show_columns(dialogue, layout, found, catalogue)
        dialogue.show(say("import.indicators", known=", ".join(catalogue.of("indicator"))))
    questions = [_column_question(column) for column in asked]

    def read(option: str, answer: str) -> str | None:
        if answer == LEFT_OUT or catalogue.get("indicator", answer):
            return None if answer == LEFT_OUT else answer
        raise Wrong(
            say("import.wrong.indicator", answer=answer, close=close(answer, list(catalogue.of("indicator"))))
        )

    answers = dialogue.ask_all(questions, read)
    told = {
        column.number: replace(column, indicator=id_, reason="told", is_sure=True)
        for column, id_ in zip(asked, answers, strict=True)
    }
    columns = [told.get(column.number, column) for column in found]
    chosen = [column.indicator for column in columns if column.indicator]
    if not chosen or len(chosen) > len(set(chosen)):
        twice = sorted({id_ for id_ in chosen if chosen.count(id_) > 1})
        raise Refused(say("import.twice", ids=", ".join(twice)) if twice else say("import.no_column"))
    return columns


def _option(column: Column) -> str:
    return f"column {letter(column.number)}"


def _column_question(column: Column) -> Question:
    reason = say(f"import.reason.{column.reason}", close=column.close)
    text = say("import.ask.column", column=letter(column.number), heading=column.heading, reason=reason)
    proposal = column.indicator or (None if column.reason == "twice" else LEFT_OUT)
    return Question(_option(column), text, proposal, column.is_sure)


def show_columns(dialogue: Dialogue, layout: Layout, columns: Sequence[Column], catalogue: Catalogue) -> None:
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
