"""`python -m giamngheo check|new|import|reference`: what the scripts run, and the reference of fields."""

import os
import sys
import time
from decimal import Decimal
from pathlib import Path

from giamngheo import new, reference
from giamngheo.check.report import counted, told
from giamngheo.kinds.values import half_up
from giamngheo.portal import assemble, today_of
from giamngheo.words import say, words


def check(arguments: list[str]) -> int:
    """Print every problem of a content folder; 1 if one of them is an error (with --strict: or a warning)."""
    started = time.monotonic()
    strict = "--strict" in arguments
    folders = [argument for argument in arguments if not argument.startswith("-")]
    content = Path(folders[0] if folders else "content")
    if not content.is_dir():
        print(say("cli.no_folder", path=content), file=sys.stderr)
        return 2
    portal = assemble(content, "", today_of(dict(os.environ)))
    for problem in portal.problems:
        print(told(problem))
    seconds = words().decimal(half_up(Decimal(time.monotonic() - started), 1))
    count = len(list(portal.catalogue))
    print(say("cli.checked", count=count, seconds=seconds, problems=counted(portal.problems)))
    return 1 if portal.errors or (strict and portal.warnings) else 0


def main(arguments: list[str]) -> int:
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if command == "check":
        return check(rest)
    if command == "new":
        return new.main(rest)
    if command == "import":
        # Only this command reads workbooks: the check, which runs at every save, does not wait for openpyxl.
        from giamngheo.importing import command as importing

        return importing.main(rest)
    if command == "reference":
        print(reference.reference(), end="")
        return 0
    print(say("cli.usage"), file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
