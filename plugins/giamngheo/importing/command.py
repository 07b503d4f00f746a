"""`python3 scripts/import_figures.py FILE`: reads, shows, asks, and writes the two files of a review."""

import argparse
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from msgspec import Struct

from giamngheo.check.report import told
from giamngheo.importing.ask.answers import an_id, one_of
from giamngheo.importing.ask.columns import ask_columns, show_columns
from giamngheo.importing.ask.head import ask_kind, ask_period, ask_source, ask_standard
from giamngheo.importing.ask.places import ask_places
from giamngheo.importing.ask.sheet import ask_hidden, ask_layout, ask_sheet
from giamngheo.importing.ask.values import Values, ask_notes, ask_values, told_value, written_value
from giamngheo.importing.cells import letter, told_spans
from giamngheo.importing.dialogue import Dialogue, Question, Stopped, Wrong, told_option
from giamngheo.importing.head import Head
from giamngheo.importing.headings import Column
from giamngheo.importing.layout import Layout
from giamngheo.importing.names import Names, key_of
from giamngheo.importing.rows import Line, Places
from giamngheo.importing.show import table
from giamngheo.importing.values import Mark
from giamngheo.importing.workbook import Refused, read
from giamngheo.importing.writing import OLD, Draft, difference, folder_of, undo, write
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.load.content import load
from giamngheo.portal import assemble, today_of
from giamngheo.words import PYTHON, say
from giamngheo.words.slug import slugify

# Options with one answer, and those with one answer for each column, row or sign.
SINGLE = ("sheet", "header", "hidden", "period", "as-of", "standard", "kind", "source", "name")
KEYED = ("column", "place", "mark", "note-row", "scale", "decimals", "english")
FREE = ("method", "released", "note")
_DEFAULT = {**dict.fromkeys(FREE), "content": "content"}
SHOWN_ROWS = 60


def main(arguments: Sequence[str]) -> int:
    """0 once the files are written and hold no error."""
    options = _parser().parse_args(arguments)
    content = Path(options.content)
    dialogue = Dialogue(options.yes, _given(options))
    try:
        if not content.is_dir():
            raise Refused(say("cli.no_folder", path=content))
        if options.undo:
            return _undo(content, options.undo)
        if not options.file:
            raise Refused(say("import.which_file"))
        return _run(dialogue, Path(options.file), content, options)
    except Stopped:
        print(say("import.stopped"))
        return 1
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        if dialogue.answers:
            print(say("import.again", command=_command(dialogue, options)), file=sys.stderr)
        return 1


# --- options ---------------------------------------------------------------------------------------------


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, say("import.help.usage") if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        is_word = heading == "positional arguments"
        super().start_section(say("import.help.words" if is_word else "import.help.heading"))


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        named = re.match(r"argument ([^:]+):", message)
        strange = re.match(r"unrecognized arguments: (.+)", message)
        slip = say("import.wrong", option=named[1] if named else "")
        if strange:
            slip = say("import.strange", option=strange[1])
        self.exit(2, f"{slip}\n{say('import.usage')}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="import_figures.py", description=say("import.about"), allow_abbrev=False, add_help=False)
    parser.formatter_class = _Formatter
    parser.add_argument("-h", "--help", action="help", help=say("import.help.help"))
    parser.add_argument("file", nargs="?", metavar="FILE.xlsx|FILE.csv", help=say("import.help.file"))
    parser.add_argument("--content", default="content", help=say("import.help.content"))
    for name in (*SINGLE, *FREE):
        parser.add_argument(f"--{name}", help=say(f"import.help.{name}"))
    for name in KEYED:
        parser.add_argument(f"--{name}", action="append", default=[], type=_pair, help=say(f"import.help.{name}"))
    parser.add_argument("--yes", action="store_true", help=say("import.help.yes"))
    parser.add_argument("--overwrite", action="store_true", help=say("import.help.overwrite"))
    parser.add_argument("--undo", metavar="NAME", help=say("import.help.undo"))
    return parser


def _pair(text: str) -> tuple[str, str]:
    key, mark, answer = text.rpartition("=") if text.startswith("=") else text.partition("=")
    if not mark or not key:
        raise argparse.ArgumentTypeError(text)
    return key, answer


def _given(options: argparse.Namespace) -> dict[str, str]:
    given = vars(options)
    single = {name: given[name.replace("-", "_")] for name in SINGLE}
    keyed = {f"{name} {key}": answer for name in KEYED for key, answer in given[name.replace("-", "_")]}
    return {**{name: answer for name, answer in single.items() if answer is not None}, **keyed}


def _command(dialogue: Dialogue, options: argparse.Namespace) -> str:
    """The same import with every answer so far as an option."""
    answers = [told_option(option, answer) for option, answer in dialogue.answers.items()]
    free = [
        f"--{name} {getattr(options, name)}"
        for name in (*FREE, "content")
        if getattr(options, name) != _DEFAULT[name]
    ]
    words = [options.file, *(word for told in (*answers, *free) for word in told.split(" ", 1))]
    join = subprocess.list2cmdline if os.name == "nt" else shlex.join
    return f"{PYTHON} scripts/import_figures.py {join(words)}"


# --- the way through -------------------------------------------------------------------------------------


class Understood(Struct, frozen=True):
    """All that a table says, as far as it was read and asked for."""

    layout: Layout
    head: Head
    period: int
    columns: list[Column]
    places: Places
    lines: list[Line]
    values: Values
    notes: Mapping[int, str]


def _run(dialogue: Dialogue, file: Path, content: Path, options: argparse.Namespace) -> int:
    catalogue = load(content).catalogue
    names = Names(catalogue)
    sheet = ask_sheet(dialogue, read(file), names)
    dialogue.show(
        say("import.read", file=file.name, sheet=sheet.name, rows=len(sheet.rows), columns=len(sheet.columns))
    )
    for key, facts in sheet.remarks:
        dialogue.show(say(key, **facts))
    layout = ask_layout(dialogue, ask_hidden(dialogue, sheet), names)
    head = Head(tuple(text for _, text in layout.texts("title")), f"{file.stem} {sheet.name}")
    _tell_layout(dialogue, layout)
    understood = _understand(dialogue, layout, head, catalogue, names)
    while edits := _confirmed(dialogue, understood):
        dialogue.given = {**dialogue.given, **dialogue.answers, **edits}
        dialogue.answers.clear()
        understood = _understand(dialogue, layout, head, catalogue, names)
    draft = _draft(dialogue, understood, catalogue, content, options, f"{file.name}, {sheet.name}")
    return _write(dialogue, draft, content, options)


def _tell_layout(dialogue: Dialogue, layout: Layout) -> None:
    for number, text in layout.texts("title"):
        dialogue.show(say("import.title", row=number, text=text))
    dialogue.show(say("import.header", rows=told_spans(layout.header)))
    for role in ("numbering", "repeated", "note"):
        for number, text in layout.texts(role):
            dialogue.show(say(f"import.left_out.{role}", row=number, text=text))


def _understand(dialogue: Dialogue, layout: Layout, head: Head, catalogue: Catalogue, names: Names) -> Understood:
    period, day = ask_period(dialogue, head)
    columns = ask_columns(dialogue, layout, catalogue, period)
    places, lines = ask_places(dialogue, layout, names, day)
    values = ask_values(dialogue, layout, lines, columns, catalogue)
    notes = ask_notes(dialogue, places, lines, values)
    if unused := dialogue.unused(("column", "place")):
        told = say("import.unused", options=", ".join(f"--{option}" for option in unused))
        if dialogue.accepts:
            raise Refused(told)
        dialogue.show(told)
    return Understood(layout, head, period, columns, places, lines, values, notes)


def _confirmed(dialogue: Dialogue, understood: Understood) -> dict[str, str]:
    """Show all of it; what the person wants otherwise, as answers (E=ho-ngheo, 12=huyen-a-luoi)."""
    dialogue.show()
    show_columns(dialogue, understood.layout, understood.columns)
    dialogue.show()
    dialogue.show(_rows_shown(understood))
    _tell_left_out(dialogue, understood)
    dialogue.show()
    if dialogue.accepts:
        return {}
    while True:
        try:
            return dialogue.edits(say("import.ask.all"), _edit)
        except Wrong as wrong:
            dialogue.show(f"  {wrong}")


def _edit(text: str) -> tuple[str, str]:
    key, mark, answer = text.partition("=")
    if not mark or not answer or not (key.isdigit() or (key.isalpha() and key.isascii())):
        raise Wrong(say("import.wrong.edit", answer=text))
    return (f"place {key}" if key.isdigit() else f"column {key.upper()}"), answer


def _rows_shown(understood: Understood) -> str:
    readings = understood.values.readings
    header = [say(f"import.head.{key}") for key in ("row", "name", "place")]
    header += [f"{letter(it.column)}: {it.id}" for it in readings]
    note = say("import.column.note")
    lines = [line for line in understood.lines if line.place]
    rows = [_row_shown(understood, line) for line in lines]
    if len(rows) > SHOWN_ROWS:
        half = SHOWN_ROWS // 2
        gap = [["", say("import.more_rows", count=len(rows) - 2 * half), *[""] * len(header)]]
        rows = [*rows[:half], *gap, *rows[-half:]]
    # The names and notes of the file may be cut, ids and figures never.
    elastic = frozenset({1, len(header) + 1})
    return table([*header, say("import.head.why"), note], rows, frozenset(range(3, len(header))), elastic)


def _row_shown(understood: Understood, line: Line) -> list[str]:
    values = understood.values
    cells = [told_value(values.held[line.row.number, it.column], it) for it in values.readings]
    return [
        str(line.row.number),
        line.row.name,
        str(line.place),
        *cells,
        say(f"import.match.{line.match.how}"),
        _note(understood, line),
    ]


def _note(it: Understood, line: Line) -> str:
    """The note of the table, and the one that explains what it contradicts."""
    column = it.layout.column("note")
    texts = (it.layout.sheet.text(line.row.number, column) if column else "", it.notes.get(line.row.number, ""))
    return " ".join(text for text in texts if text)


def _tell_left_out(dialogue: Dialogue, understood: Understood) -> None:
    taken = {line.row.number for line in understood.lines if line.place}
    for line in understood.lines:
        if not line.place:
            key = "import.left_out.zone" if line.match.how == "zone" else "import.left_out.figures"
            dialogue.show(say(key, row=line.row.number, name=line.row.name))
    for row in understood.layout.rows:
        if row.role == "group" and row.number not in taken:
            dialogue.show(say("import.left_out.group", row=row.number, name=row.name))


# --- the two files ---------------------------------------------------------------------------------------


def _draft(
    dialogue: Dialogue, it: Understood, catalogue: Catalogue, content: Path, options: argparse.Namespace, origin: str
) -> Draft:
    head: dict[str, str | int | None] = {
        "period": it.period,
        "as_of": str(it.places.day),
        "standard": ask_standard(dialogue, catalogue, it.places.day),
        "kind": ask_kind(dialogue, it.head),
    }
    head["source"] = ask_source(dialogue, catalogue, it.head)
    proposal = _stem(it, str(head["kind"]), catalogue)
    stem = dialogue.ask(Question("name", say("import.ask.name"), proposal, True), an_id)
    head |= _kept(catalogue, stem) | {name: vars(options)[name] for name in FREE if vars(options)[name]}
    columns = {reading.id.replace("-", "_"): reading.id for reading in it.values.readings}
    rows = [_row_written(it, line, catalogue) for line in it.lines if line.place]
    return Draft(stem, say("import.origin", origin=origin, table=f"{stem}.csv"), head, columns, rows)


def _kept(catalogue: Catalogue, stem: str) -> dict[str, str]:
    """What somebody wrote into the head that no table says."""
    item = catalogue.get("review", stem)
    written = item.entry.model_dump(mode="json", exclude_unset=True) if item else {}
    return {name: str(written[name]) for name in (*FREE, "status") if name in written}


def _stem(it: Understood, kind: str, catalogue: Catalogue) -> str:
    """The year and the place around all rows."""
    ids = [line.place for line in it.lines if line.place]
    chains = [[*reversed([id_, *it.places.names.catalogue.above(id_)])] for id_ in ids]
    common = [step[0] for step in zip(*chains, strict=False) if len(set(step)) == 1]
    name = key_of(catalogue.place(common[-1]).name)[1] if common else ""
    parts = [say("import.stem"), str(it.period), slugify(name), "" if kind == "final" else kind]
    return "-".join(part for part in parts if part)


def _row_written(it: Understood, line: Line, catalogue: Catalogue) -> list[str]:
    """Place, name, values, the letter of those that are missing, the note."""
    values = [it.values.held[line.row.number, reading.column] for reading in it.values.readings]
    letters = [value.text for value in values if isinstance(value, Mark) and value.why == "letter"]
    # One letter stands for the row; where cells differ, each has its own.
    is_one = len(set(letters)) == 1
    cells = [value.text if isinstance(value, Mark) and not is_one else written_value(value) for value in values]
    return [
        str(line.place),
        catalogue.place(str(line.place)).name,
        *cells,
        letters[0] if is_one else "",
        _note(it, line),
    ]


def _write(dialogue: Dialogue, draft: Draft, content: Path, options: argparse.Namespace) -> int:
    folder, texts = folder_of(content), draft.texts()
    changed = difference(folder, texts)
    if len(changed) == len(texts) and not any(changed.values()):
        print(say("import.unchanged", path=folder / draft.stem))
        return 0
    for name, lines in changed.items():
        dialogue.show(say("import.differs", path=folder / name, lines="\n".join(lines) or say("import.same")))
    if changed and not options.overwrite:
        question = Question("overwrite", say("import.ask.overwrite", path=folder / draft.stem))
        if dialogue.accepts:
            raise Refused(say("import.not_overwritten", path=folder / draft.stem))
        if dialogue.ask(question, one_of(("yes", "no"))) == "no":
            raise Stopped
        del dialogue.answers["overwrite"]
    write(folder, texts)
    print(say("import.written", paths="\n".join(f"  {folder / name}" for name in texts)))
    print(say("import.undo", name=draft.stem) if changed else say("import.undo_new"))
    print(say("import.again", command=_command(dialogue, options)))
    return _check(content, [f"{folder_of(Path(content.name)).as_posix()}/{name}" for name in texts])


def _check(content: Path, paths: Sequence[str]) -> int:
    """What the check says of the new files."""
    portal = assemble(content, "", today_of(dict(os.environ)))
    own = [problem for problem in portal.problems if problem.path in paths]
    for problem in own:
        print(told(problem))
    others = len(portal.problems) - len(own)
    print(say("import.checked" if not own else "import.checked_with", count=len(own)))
    if others:
        print(say("import.checked_others", count=others))
    return 1 if any(problem in portal.errors for problem in own) else 0


def _undo(content: Path, stem: str) -> int:
    files = undo(folder_of(content), stem)
    print(say("import.undone", paths="\n".join(f"  {file}" for file in files), old=OLD))
    return 0
