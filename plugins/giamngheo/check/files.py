"""Rules about the files of the content folder: what an editor wrote for readers is read."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from giamngheo.check.context import Context
from giamngheo.kinds.problem import Problem

READ = (".md", ".yml", ".yaml", ".csv")
# What Word, Excel and Notepad save.
OFFICE = (".txt", ".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".ods", ".markdown")


def unread(context: Context) -> Iterator[Problem]:
    """Texts and tables in a form that nothing reads; not what an entry leads to, nor the original of what is read."""
    odd = [name for name in context.files if not name.endswith(READ) and name.lower().endswith((*READ, *OFFICE))]
    for file in map(PurePosixPath, odd):
        # Locks of Office, and what is hidden.
        if any(part.startswith((".", "_", "~$")) for part in file.parts):
            continue
        is_original = any(str(file.with_suffix(suffix)) in context.files for suffix in READ)
        if not is_original and not any(file.name in body.text for body in context.bodies):
            yield Problem.at("T107", f"{context.content.name}/{file}", file=file.name)
