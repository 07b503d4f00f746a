"""Rules about the files of the content folder: what an editor wrote for readers is read."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from giamngheo.check.context import Context, close
from giamngheo.kinds import KINDS
from giamngheo.kinds.catalogue import kind_of_path
from giamngheo.kinds.problem import Problem
from giamngheo.load.content import PLAIN_REGISTERS

READ = (".md", ".yml", ".yaml", ".csv")
# What Word, Excel and Notepad save.
OFFICE = (".txt", ".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".ods", ".markdown")
# Where registers lie: as YAML, and those with a kind of their own as a table too.
_HOMES = [kind.home for kind in KINDS if kind.form == "register"]
_TABLES = [home.replace(".yml", ".csv") for home in _HOMES]
REGISTERS = frozenset([*_HOMES, *_TABLES, *(f"danh-muc/{name}" for name in PLAIN_REGISTERS)])


def unread(context: Context) -> Iterator[Problem]:
    """Texts and tables in a form that nothing reads; not what an entry leads to, nor the original of what is read."""
    odd = [name for name in context.files if not name.endswith(READ) and name.lower().endswith((*READ, *OFFICE))]
    for file in map(PurePosixPath, odd):
        if _is_hidden(file):
            continue
        is_original = any(str(file.with_suffix(suffix)) in context.files for suffix in READ)
        if not is_original and not any(file.name in body.text for body in context.bodies):
            yield Problem.at("T107", f"{context.content.name}/{file}", file=file.name)


def misnamed(context: Context) -> Iterator[Problem]:
    """Data where nothing looks for it: a register whose name is misspelt would be missed without a word."""
    for name in context.files:
        is_data = name.endswith((".yml", ".yaml")) or (name.startswith("danh-muc/") and name.endswith(".csv"))
        if is_data and name not in REGISTERS and kind_of_path(name).form != "yaml":
            file = PurePosixPath(name)
            if not _is_hidden(file):
                yield Problem.at("T110", f"{context.content.name}/{name}", file=name, close=_register_near(file))


def _register_near(file: PurePosixPath) -> str:
    """Among registers alone: a name elsewhere may mean anything."""
    near = (
        close(file.stem, sorted(PurePosixPath(home).stem for home in _HOMES)) if file.parts[0] == "danh-muc" else ""
    )
    return near and f"danh-muc/{near}{'.csv' if file.suffix == '.csv' else '.yml'}"


def _is_hidden(file: PurePosixPath) -> bool:
    """Locks of Office, and what begins with a dot or a line."""
    return any(part.startswith((".", "_", "~$")) for part in file.parts)
