"""The two files of a review: their text, how they differ from what is there, and how they get there and back."""

import csv
import difflib
import io
import shutil
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from giamngheo.importing.workbook import Refused
from giamngheo.kinds import BY_NAME
from giamngheo.kinds.review import FIXED
from giamngheo.words import say

# The file as it was before the last import; no room reads it.
OLD = ".cu"
# Excel takes a file without it for another encoding and spoils its letters.
BOM = "\ufeff"


class Draft(Struct, frozen=True):
    """What is to be written: the head's fields as they stand in YAML, and the rows of the table."""

    stem: str
    origin: str
    head: Mapping[str, str | int | date | None]
    columns: Mapping[str, str]
    rows: Sequence[Sequence[str]]

    def texts(self) -> dict[str, str]:
        """File name -> text."""
        return {f"{self.stem}.csv": self._table(), f"{self.stem}.yml": self._head()}

    def _head(self) -> str:
        lines = [f"# {self.origin}"]
        lines += [f"{key}: {_scalar(value)}" for key, value in self.head.items() if value is not None]
        lines += ["columns:", *(f"  {column}: {id_}" for column, id_ in self.columns.items())]
        return "\n".join(lines) + "\n"

    def _table(self) -> str:
        text = io.StringIO()
        # As Excel in Vietnamese parts cells: the comma stands in the numbers.
        writer = csv.writer(text, delimiter=";", lineterminator="\n")
        place, name, status, note = FIXED
        writer.writerow([place, name, *self.columns, status, note])
        writer.writerows(self.rows)
        return BOM + text.getvalue()


def _scalar(value: str | int | date) -> str:
    text = str(value)
    is_plain = text.replace("-", "").isalnum() and text.isascii()
    return text if is_plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def folder_of(content: Path) -> Path:
    return content / BY_NAME["review"].home


def difference(folder: Path, texts: Mapping[str, str]) -> dict[str, list[str]]:
    """What would change in the files that are there already, line by line."""
    found = {}
    for name, text in texts.items():
        file = folder / name
        if file.exists():
            before = file.read_text(encoding="utf-8-sig").splitlines()
            lines = difflib.unified_diff(before, text.removeprefix(BOM).splitlines(), lineterm="", n=1)
            found[name] = list(lines)[2:]
    return found


def write(folder: Path, texts: Mapping[str, str]) -> None:
    """Both files or none: each appears whole, and what stood there before is kept beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    halves = {folder / name: folder / f".{name}.new" for name in texts}
    changed: list[tuple[Path, bool]] = []
    try:
        for file, half in halves.items():
            half.write_bytes(texts[file.name].encode())
        for file, half in halves.items():
            changed.append((file, file.exists()))
            if file.exists():
                shutil.copyfile(file, _old(file))
            half.replace(file)
    except OSError as error:
        for file, was_there in changed:
            _take_back(file, was_there)
        raise Refused(say("import.locked", path=error.filename or folder, reason=error.strerror)) from None
    finally:
        for half in halves.values():
            if half.is_file():
                half.unlink()


def undo(folder: Path, stem: str) -> list[Path]:
    """Bring back what the last import of these files replaced."""
    kept = [folder / f"{stem}.{suffix}" for suffix in ("csv", "yml")]
    kept = [file for file in kept if _old(file).exists()]
    if not kept:
        raise Refused(say("import.nothing_to_undo", path=folder / stem))
    for file in kept:
        _take_back(file, True)
    return kept


def _old(file: Path) -> Path:
    return file.with_name(file.name + OLD)


def _take_back(file: Path, was_there: bool) -> None:
    if not was_there:
        file.unlink(missing_ok=True)
    elif _old(file).exists():
        _old(file).replace(file)
