"""Which sheet, with or without what is hidden in it, and where in it the table stands."""

from collections.abc import Sequence

from giamngheo.importing.ask.answers import a_row_span, one_of
from giamngheo.importing.cells import Sheet, letter, told_spans
from giamngheo.importing.dialogue import Dialogue, Question
from giamngheo.importing.layout import Layout, Unclear, lay_out
from giamngheo.importing.names import Names
from giamngheo.importing.values import address
from giamngheo.importing.workbook import Refused
from giamngheo.words import say

SHOWN_CELLS = 6


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
            header = dialogue.ask(Question("header", say("import.ask.header"), found), a_row_span)
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
