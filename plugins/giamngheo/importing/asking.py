"""The questions of an import, one after the other, each with what the table suggests."""

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar, get_args

from giamngheo.importing.cells import Sheet, letter, told_spans
from giamngheo.importing.dialogue import Dialogue, Question, Wrong
from giamngheo.importing.head import Head, Said, standard_on
from giamngheo.importing.headings import Column, columns_of
from giamngheo.importing.layout import Layout, Unclear, lay_out
from giamngheo.importing.names import Match, Names, key_of
from giamngheo.importing.proof import Held, contradictions, pairs
from giamngheo.importing.rows import Line, Places
from giamngheo.importing.show import table
from giamngheo.importing.signs import SIGNS
from giamngheo.importing.values import Mark, Read, Reading, address, cells_of, rate_of
from giamngheo.importing.workbook import Refused
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.indicator import ValueKind
from giamngheo.kinds.values import ID_PATTERN, plain
from giamngheo.load.cell import LETTERS, letter_of, sign_of
from giamngheo.markup.address import slugify
from giamngheo.words import say, words

T = TypeVar("T")
LEFT_OUT = "-"
# How an option names a cell with nothing in it.
NOTHING = "_"
SHOWN_CELLS = 6
SHOWN_SOURCES = 12


# --- answers ---------------------------------------------------------------------------------------------


def one_of(choices: Sequence[str]) -> Callable[[str], str]:
    """An answer among a few, by its word or by its number in the list."""

    def read(answer: str) -> str:
        if answer in choices:
            return answer
        if answer.isdigit() and 1 <= int(answer) <= len(choices):
            return choices[int(answer) - 1]
        raise Wrong(say("import.wrong.choice", choices=", ".join(choices), close=_close(answer, choices)))

    return read


def _close(answer: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(answer, known, n=3, cutoff=0.5)
    return say("import.perhaps", close=", ".join(near)) if near else ""


def a_day(answer: str) -> date:
    """2023-12-31 or 31/12/2023."""
    parts = re.split(r"[-/.]", answer)
    try:
        year, month, day = map(int, parts if len(parts[0]) == 4 else reversed(parts))
        return date(year, month, day)
    except ValueError:
        raise Wrong(say("import.wrong.day", answer=answer)) from None


def a_year(answer: str) -> int:
    if not re.fullmatch(r"(19|20)\d\d", answer):
        raise Wrong(say("import.wrong.year", answer=answer))
    return int(answer)


def an_id(answer: str) -> str:
    if not re.fullmatch(ID_PATTERN, answer):
        raise Wrong(say("import.wrong.id", answer=answer))
    return answer


# --- the sheet and its table -----------------------------------------------------------------------------


def ask_sheet(dialogue: Dialogue, sheets: Sequence[Sheet], names: Names) -> Sheet:
    """The one sheet that is shown and holds anything, or the one that is chosen."""
    hidden = [sheet for sheet in sheets if sheet.is_hidden]
    if hidden and "sheet" not in dialogue.given:
        dialogue.show(say("import.hidden_sheets", names=", ".join(sheet.name for sheet in hidden)))
    shown = list(sheets) if "sheet" in dialogue.given else [sheet for sheet in sheets if not sheet.is_hidden]
    if len(shown) == 1:
        return shown[0]
    if not shown:
        raise Refused(say("import.all_hidden"))
    for number, sheet in enumerate(shown, 1):
        dialogue.show(say("import.sheet_line", number=number, name=sheet.name, rows=len(sheet.rows)))
    best = max(shown, key=lambda sheet: sum(names.knows(cell.shown) for cell in sheet.cells.values()))
    question = Question("sheet", say("import.ask.sheet"), best.name)
    named = {sheet.name: sheet for sheet in shown}
    return dialogue.ask(question, lambda answer: named[one_of(list(named))(answer)])


def ask_hidden(dialogue: Dialogue, sheet: Sheet) -> Sheet:
    """Hidden rows and columns are in the file, but not in the decision's annex as it was printed."""
    rows = sheet.hidden_rows & set(sheet.rows)
    columns = sheet.hidden_columns & set(sheet.columns)
    if not rows and not columns:
        return sheet
    told = [say("import.hidden_rows", rows=told_spans(rows))] if rows else []
    told += [say("import.hidden_columns", columns=", ".join(letter(c) for c in sorted(columns)))] if columns else []
    question = Question("hidden", say("import.ask.hidden", what="; ".join(told)), "skip")
    answer = dialogue.ask(question, one_of(("skip", "keep")))
    return sheet if answer == "keep" else sheet.without(rows, columns)


def ask_layout(dialogue: Dialogue, sheet: Sheet, names: Names) -> Layout:
    """Where the table stands; its header is asked for where nothing names the column of places."""
    try:
        layout = lay_out(sheet, names.knows)
        if not layout.is_sure or "header" in dialogue.given:
            found = f"{layout.header[0]}-{layout.header[-1]}" if layout.header else None
            dialogue.show(say("import.first_rows", rows=_first_rows(sheet)))
            header = dialogue.ask(Question("header", say("import.ask.header"), found), _row_span)
            layout = lay_out(sheet, names.knows, header)
    except Unclear:
        raise Refused(say("import.no_table", sheet=sheet.name)) from None
    body = {row.number for row in layout.rows if row.role in ("header", "figures")}
    open_cells = [at for at, cell in sheet.cells.items() if cell.kind == "formula" and at[0] in body]
    if open_cells:
        cells = ", ".join(address(*at) for at in sorted(open_cells)[:SHOWN_CELLS])
        raise Refused(say("import.formulas", count=len(open_cells), cells=cells))
    return layout


def _first_rows(sheet: Sheet) -> str:
    rows = sheet.rows[:12]
    return "\n".join(f"{row:>6}  {' | '.join(sheet.text(row, c) for c in sheet.columns)}" for row in rows)


def _row_span(answer: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d+)(?:\s*[-\u2013]\s*(\d+))?", answer)
    if not found or int(found[2] or found[1]) < int(found[1]):
        raise Wrong(say("import.wrong.rows", answer=answer))
    return int(found[1]), int(found[2] or found[1])


# --- year, day and the rest of the head ------------------------------------------------------------------


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


def ask_standard(dialogue: Dialogue, catalogue: Catalogue, day: date) -> str:
    known = list(catalogue.of("standard"))
    for number, id_ in enumerate(known, 1):
        dialogue.show(f"  {number}. {id_}: {catalogue.standard(id_).name}")
    return dialogue.ask(_question("standard", standard_on(catalogue, day)), one_of(known))


def ask_kind(dialogue: Dialogue, head: Head) -> str:
    kinds = get_args(ValueKind)
    for number, kind in enumerate(kinds, 1):
        dialogue.show(f"  {number}. {kind}: {say(f'reference.choice.kind.{kind}')}")
    return dialogue.ask(_question("kind", head.kind()), one_of(kinds))


def ask_source(dialogue: Dialogue, catalogue: Catalogue, head: Head) -> str:
    """A source of the register; a new one has to be written there first."""
    own = [item.id for item in catalogue.of("source").values() if item.source is not None]
    for id_ in own[-SHOWN_SOURCES:]:
        dialogue.show(f"  {id_}: {catalogue.source(id_).title}")

    def read(answer: str) -> str:
        if catalogue.get("source", answer):
            return answer
        raise Wrong(say("import.wrong.source", answer=answer, close=_close(answer, list(catalogue.of("source")))))

    return dialogue.ask(_question("source", head.source(catalogue)), read)


# --- columns ---------------------------------------------------------------------------------------------


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
            say("import.wrong.indicator", answer=answer, close=_close(answer, list(catalogue.of("indicator"))))
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
    dialogue.show(table(header, lines))


# --- rows ------------------------------------------------------------------------------------------------


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
        taken: dict[str | None, int] = {
            line.place: line.row.number for line in lines if line.place and line.match.is_sure
        }
        read = _place_reader(places, by_option, taken)
        answers = dialogue.ask_all(questions, read)
        told |= {line.row.number: answer for line, answer in zip(first, answers, strict=True)}


def _tell_unknown(dialogue: Dialogue, lines: list[Line], places: Places) -> None:
    """Places that the register lacks, as rows to paste into it."""
    unknown = [line for line in lines if line.match.how == "nothing" and line.row.name]
    rows = [",".join((slugify(line.row.name), line.row.name, _level(line), line.context or "")) for line in unknown]
    if rows:
        dialogue.show(say("import.register", rows="\n".join(("id,name,level,parent", *rows))))


def _level(line: Line) -> str:
    return str(SIGNS["level"].get(key_of(line.row.name)[0], ""))


def _is_asked(dialogue: Dialogue, line: Line) -> bool:
    return not line.match.is_sure or f"place {line.row.number}" in dialogue.given


def _place_reader(
    places: Places, by_option: Mapping[str, Line], taken: dict[str | None, int]
) -> Callable[[str, str], str | None]:
    """Reads the places that rows are told to be; no two rows are one place."""
    names = places.names

    def read(option: str, answer: str) -> str | None:
        if answer == LEFT_OUT:
            return None
        others = by_option[option].match.others
        if answer.isdigit() and 1 <= int(answer) <= len(others):
            answer = others[int(answer) - 1]
        if not names.catalogue.get("place", answer):
            found = names.match(answer, "", places.day, frozenset())
            if not found.is_sure or not found.place:
                raise Wrong(
                    say("import.wrong.place", answer=answer, close=_close(answer, list(names.catalogue.of("place"))))
                )
            answer = found.place
        if not names.catalogue.place(answer).exists_on(places.day):
            raise Wrong(
                say("import.wrong.place_on", place=names.catalogue.place(answer).name, day=words().day(places.day))
            )
        row = by_option[option].row.number
        if taken.setdefault(answer, row) != row:
            raise Wrong(say("import.wrong.taken", place=answer, row=taken[answer]))
        return answer

    return read


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
        around = next(names.ancestors(id_), None)
        of = f", {names.catalogue.place(around).name}" if around else ""
        lines.append(f"\n      {number}. {id_} ({names.catalogue.place(id_).name}{of})")
    return "".join(lines)


# --- values ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Values:
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
    for option, found in cells.items():
        questions[option] = _mark_question(option, found, held)
    by_column = {reading.column: reading for reading in readings}

    def read(option: str, answer: str) -> Read:
        return _mark_answer(answer, [by_column[column] for _, column in cells[option]])

    answers = dialogue.ask_all(list(questions.values()), read)
    told = {at: answer for option, answer in zip(questions, answers, strict=True) for at in cells[option]}
    return {**held, **told}


def _is_computed(at: tuple[int, int], computed: Mapping[int, tuple[int, int]], held: Held) -> bool:
    """An empty rate with both its counts beside it: the site computes it."""
    value, parts = held[at], computed.get(at[1], ())
    is_empty = isinstance(value, Mark) and value.why == "empty"
    return is_empty and bool(parts) and not any(isinstance(held[at[0], part], Mark) for part in parts)


def _mark_question(option: str, cells: list[tuple[int, int]], held: Held) -> Question:
    mark = held[cells[0]]
    text, why = (mark.text, mark.why) if isinstance(mark, Mark) else ("", "text")
    named = ", ".join(address(*at) for at in cells[:SHOWN_CELLS]) + (" \u2026" if len(cells) > SHOWN_CELLS else "")
    facts = {"count": len(cells), "cells": named, "reason": say(f"import.mark.{why}", text=text)}
    return Question(option, say("import.ask.mark", **facts), sign_of(text))


def _mark_answer(answer: str, readings: list[Reading]) -> Read:
    """A letter that says why there is no number; or the number, where one cell, or a zero, is meant."""
    if missing := letter_of(answer):
        return Mark(missing, "letter")
    value = readings[0].typed(answer)
    if isinstance(value, Mark) or (len(readings) > 1 and value != 0):
        raise Wrong(say("import.wrong.mark", answer=answer, letters=", ".join(LETTERS)))
    return value


# --- contradictions --------------------------------------------------------------------------------------


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
