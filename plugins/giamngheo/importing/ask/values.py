"""What the cells hold: numbers as published, why there is none, a note where two contradict each other."""

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from giamngheo.importing.ask.answers import one_of
from giamngheo.importing.cells import Sheet, letter
from giamngheo.importing.dialogue import Dialogue, Question, Wrong
from giamngheo.importing.headings import Column
from giamngheo.importing.layout import Layout
from giamngheo.importing.proof import Held, contradictions, pairs
from giamngheo.importing.rows import Line, Places
from giamngheo.importing.values import Mark, Read, Reading, address, cells_of, rate_of
from giamngheo.importing.workbook import Refused
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.values import plain
from giamngheo.load.cell import LETTERS, letter_of, sign_of
from giamngheo.words import say, words

# How an option names a cell with nothing in it.
NOTHING = "_"
SHOWN_CELLS = 6


class Values(Struct, frozen=True):
    """The columns of a table and all that its rows of places hold in them."""

    readings: list[Reading]
    held: Held


def ask_values(
    dialogue: Dialogue, layout: Layout, lines: list[Line], columns: list[Column], catalogue: Catalogue
) -> Values:
    rows = [line.row.number for line in lines if line.place]
    readings = [Reading(c.number, c.indicator, catalogue.indicator(c.indicator)) for c in columns if c.indicator]
    for reading in readings:
        _ask_english(dialogue, layout.sheet, reading, rows)
    readings = [_ask_parts(dialogue, layout.sheet, it, readings, rows) for it in readings]
    readings = [_ask_decimals(dialogue, layout.sheet, it, rows) for it in readings]
    held = {
        (row, reading.column): reading.read(layout.sheet.at(row, reading.column))
        for row in rows
        for reading in readings
    }
    return Values(readings, _ask_marks(dialogue, readings, _with_status(layout, held)))


def _with_status(layout: Layout, held: Held) -> Held:
    """Empty cells of a row that says by a letter why they are empty."""
    column = layout.column("status")
    letters = {row: letter_of(layout.sheet.text(row, column)) for row, _ in held} if column else {}
    return {
        at: Mark(missing, "letter") if isinstance(value, Mark) and value.why == "empty" and missing else value
        for at, value in held.items()
        for missing in [letters.get(at[0])]
    }


def _ask_english(dialogue: Dialogue, sheet: Sheet, reading: Reading, rows: list[int]) -> None:
    cell = reading.is_english(cells_of(sheet, reading.column, rows))
    if cell is None:
        return
    column = letter(reading.column)
    value = told_value(reading.read(cell), reading)
    text = say("import.ask.english", column=column, text=cell.shown, value=value)
    if dialogue.ask(Question(f"english {column}", text, "yes"), one_of(("yes", "no"))) == "no":
        raise Refused(say("import.mend_first", column=column))


def _ask_parts(dialogue: Dialogue, sheet: Sheet, reading: Reading, all_: list[Reading], rows: list[int]) -> Reading:
    """Rates from 0 to 1 without a percent format: parts of one, unless the counts beside them say otherwise."""
    if not reading.looks_like_parts(cells_of(sheet, reading.column, rows)):
        return reading
    column = letter(reading.column)
    hundred = replace(reading, times=100)
    votes = [_fitting(sheet, it, all_, rows) for it in (reading, hundred)]
    proposal = None if votes[0] == votes[1] else "1" if votes[0] > votes[1] else "100"
    example = next(cell.shown for cell in cells_of(sheet, reading.column, rows) if cell.exact)
    text = say("import.ask.scale", column=column, text=example)
    if proposal is not None:
        text += say("import.scale_by_counts", rows=max(votes), times=proposal)
    question = Question(f"scale {column}", text, proposal, proposal is not None and 0 in votes)
    return hundred if dialogue.ask(question, one_of(("1", "100"))) == "100" else reading


def _fitting(sheet: Sheet, reading: Reading, all_: list[Reading], rows: list[int]) -> int:
    """In how many rows the rate is about what its counts give."""
    trial = [reading if it.column == reading.column else it for it in all_]
    own = [pair for pair in pairs(trial) if pair[0].column == reading.column]
    cells = ([it.read(sheet.at(row, it.column)) for it in pair] for pair in own for row in rows)
    numbers = ([value for value in values if not isinstance(value, Mark)] for values in cells)
    return sum(len(it) == 3 and _is_about(*it) for it in numbers)


def _is_about(rate: Decimal, above: Decimal, below: Decimal) -> bool:
    return rate != 0 and below != 0 and abs(rate_of(above, below) / rate - 1) < Decimal("0.1")


def _ask_decimals(dialogue: Dialogue, sheet: Sheet, reading: Reading, rows: list[int]) -> Reading:
    """A calculated rate without a format has a dozen decimals; how many were published, nobody but a person knows."""
    cell = reading.longest(cells_of(sheet, reading.column, rows))
    if cell is None:
        return reading
    column = letter(reading.column)
    text = say("import.ask.decimals", column=column, text=cell.shown)
    question = Question(f"decimals {column}", text, str(reading.indicator.decimals))
    return replace(reading, decimals=int(dialogue.ask(question, one_of([str(n) for n in range(5)]))))


def _ask_marks(dialogue: Dialogue, readings: list[Reading], held: Held) -> Held:
    """Each sort of cell without a number is asked about once: what it means, or which number it should be."""
    computed = {reading.column: (above.column, below.column) for reading, above, below in pairs(readings)}
    cells: dict[str, list[tuple[int, int]]] = {}
    questions: dict[str, Question] = {}
    for at, value in held.items():
        if isinstance(value, Mark) and not (value.why == "letter" or _is_computed(at, computed, held)):
            cells.setdefault(f"mark {value.text or NOTHING}", []).append(at)
    by_column = {reading.column: reading for reading in readings}
    for option, found in cells.items():
        proposal = "O" if _are_unprinted(found, held, by_column) else None
        questions[option] = _mark_question(option, found, held, proposal)

    def read(option: str, answer: str) -> Read:
        return _mark_answer(answer, [by_column[column] for _, column in cells[option]])

    answers = dialogue.ask_all(list(questions.values()), read)
    told = {at: answer for option, answer in zip(questions, answers, strict=True) for at in cells[option]}
    return {**held, **told}


def _is_computed(at: tuple[int, int], computed: Mapping[int, tuple[int, int]], held: Held) -> bool:
    """An empty rate with both its counts beside it: the site computes it."""
    parts = computed.get(at[1], ())
    return _is_empty(held[at]) and bool(parts) and not any(isinstance(held[at[0], part], Mark) for part in parts)


def _are_unprinted(cells: list[tuple[int, int]], held: Held, readings: Mapping[int, Reading]) -> bool:
    """Empty rates of rows that have their counts: there is such a rate, the source does not print it."""
    return all(_is_empty(held[at]) and readings[at[1]].is_rate and _has_count(at[0], held, readings) for at in cells)


def _is_empty(value: Read) -> bool:
    return isinstance(value, Mark) and value.why == "empty"


def _has_count(row: int, held: Held, readings: Mapping[int, Reading]) -> bool:
    counts = [column for column, reading in readings.items() if not reading.is_rate]
    return any(not isinstance(held[row, column], Mark) for column in counts)


def _mark_question(option: str, cells: list[tuple[int, int]], held: Held, proposal: str | None) -> Question:
    mark = held[cells[0]]
    text, why = (mark.text, mark.why) if isinstance(mark, Mark) else ("", "text")
    named = ", ".join(address(*at) for at in cells[:SHOWN_CELLS]) + (" \u2026" if len(cells) > SHOWN_CELLS else "")
    facts = {"count": len(cells), "cells": named, "reason": say(f"import.mark.{why}", text=text)}
    return Question(option, say("import.ask.mark", **facts), sign_of(text) or proposal)


def _mark_answer(answer: str, readings: list[Reading]) -> Read:
    """A letter that says why there is no number; or the number, where one cell, or a zero, is meant."""
    if missing := letter_of(answer):
        return Mark(missing, "letter")
    value = readings[0].typed(answer)
    if isinstance(value, Mark) or (len(readings) > 1 and value != 0):
        raise Wrong(say("import.wrong.mark", answer=answer, letters=", ".join(LETTERS)))
    return value


def ask_notes(dialogue: Dialogue, places: Places, lines: list[Line], values: Values) -> dict[int, str]:
    """A note for every row that contradicts the table: published so, or mended in Excel first."""
    found = contradictions(places, lines, values.readings, values.held)
    by_row: dict[int, str] = {}
    for it in found:
        by_row[it.row] = f"{by_row[it.row]} {it.text}" if it.row in by_row else it.text
    questions = [_note_question(row, text, lines) for row, text in by_row.items()]
    answers = dialogue.ask_all(questions, lambda option, answer: answer)
    return dict(zip(by_row, answers, strict=True))


def _note_question(row: int, text: str, lines: list[Line]) -> Question:
    name = next(line.row.name for line in lines if line.row.number == row)
    return Question(f"note-row {row}", say("import.ask.note", row=row, name=name, text=text), text)


def told_value(value: Read, reading: Reading) -> str:
    """A value as the site shows it, or the letter in its place."""
    if isinstance(value, Mark):
        return value.text
    return words().percent(value) if reading.is_rate else words().decimal(value)


def written_value(value: Read) -> str:
    return "" if isinstance(value, Mark) else plain(value)
