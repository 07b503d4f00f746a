"""`python -m giamngheo check|search|speak|new|import|gallery|reference`: what scripts run; the table of fields."""

import difflib
import errno
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from giamngheo import gallery, new, reference, spoken
from giamngheo.check.report import counted, told
from giamngheo.kinds.values import half_up
from giamngheo.load.text import text_of
from giamngheo.portal import NoDay, assemble, today_of
from giamngheo.search import index
from giamngheo.search.query import search as asked
from giamngheo.search.reader import Index
from giamngheo.words import say, speak_utf8, words


class Misused(Exception):
    """A command with what it does not take."""


def parted(arguments: Sequence[str], most: int, *known: str) -> tuple[list[str], set[str]]:
    """The words of a command, no more than it takes, and its options."""
    said = [argument for argument in arguments if not argument.startswith("-")]
    options = {argument for argument in arguments if argument.startswith("-")}
    if len(said) > most or not options <= set(known):
        raise Misused
    return said, options


def check(arguments: list[str]) -> int:
    """Print every problem of a content folder; 1 if one of them is an error (with --strict: or a warning)."""
    started = time.monotonic()
    folders, options = parted(arguments, 1, "--strict")
    content = Path(folders[0] if folders else "content")
    if not content.is_dir():
        print(say("cli.no_folder", path=content), file=sys.stderr)
        return 2
    portal = assemble(content, "", today_of(dict(os.environ)))
    for problem in portal.problems:
        print(told(problem))
    seconds = words().decimal(half_up(Decimal(time.monotonic() - started), 1))
    count = words().decimal(len(list(portal.catalogue)))
    print(say("cli.checked", count=count, seconds=seconds, problems=counted(portal.problems)))
    return 1 if portal.errors or (options and portal.warnings) else 0


def search(arguments: list[str]) -> int:
    """Ask the index of a built site as its readers do, and print what stands first."""
    asked_for, _ = parted(arguments, 2)
    if not asked_for:
        raise Misused
    query, site = asked_for[0], Path(asked_for[1] if len(asked_for) > 1 else "site")
    held = Index(lambda name: (site / index.ROOT / name).read_text(encoding="utf-8"))
    try:
        answer = asked(held, query)
    except (FileNotFoundError, NotADirectoryError):
        print(say("cli.no_index", path=site), file=sys.stderr)
        return 2
    if answer.suggestion:
        print(say("client.meant", text=answer.suggestion))
    for number in answer.ranked[:10]:
        told = held.document(number)
        print(f"{answer.scores[number]:6.2f}  {told['t']}\n        /{told['u']}")
    print(say("client.some" if answer.scores else "client.none", count=len(answer.scores), text=query))
    return 0


def speak(arguments: list[str]) -> int:
    """Print a text as it is read aloud; with --strict 1 if something of it stays unread."""
    files, options = parted(arguments, 1, "--explain", "--strict", "--speed")
    if files and not Path(files[0]).is_file():
        print(say("speak.no_file", path=files[0]), file=sys.stderr)
        return 2
    path = files[0] if files else "-"
    text, problems = text_of(Path(path).read_bytes() if files else sys.stdin.buffer.read(), path)
    if text is None:
        print(*map(told, problems), sep="\n", file=sys.stderr)
        return 2
    return spoken.told(text.text, path, Path("content"), options)


def shown(arguments: list[str]) -> int:
    """Write the gallery of components of a built site."""
    said, _ = parted(arguments, 2)
    given = [*said, *("site", ".cache/gallery")[len(said) :]]
    site, folder = Path(given[0]), Path(given[1])
    if not (site / "index.html").is_file():
        print(say("gallery.no_site", path=site), file=sys.stderr)
        return 2
    counts = gallery.write(site, folder)
    missing = ", ".join(name for name, count in counts.items() if not count)
    print(say("gallery.written", path=folder / "index.html", count=len(counts), missing=missing or "0"))
    return 0


def table(arguments: list[str]) -> int:
    """Print the handbook's table of fields."""
    parted(arguments, 0)
    print(reference.reference(), end="")
    return 0


def imported(arguments: list[str]) -> int:
    # Only this command reads workbooks: the check, which runs at every save, does not wait for openpyxl.
    from giamngheo.importing import command as importing

    return importing.main(arguments)


COMMANDS: Mapping[str, Callable[[list[str]], int]] = {
    "check": check,
    "new": new.main,
    "import": imported,
    "speak": speak,
    "search": search,
    "gallery": shown,
    "reference": table,
}
HELP = ("-h", "--help")


def main(arguments: list[str]) -> int:
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if command in HELP:
        print(_commands())
        return 0
    if command not in COMMANDS:
        near = difflib.get_close_matches(command, COMMANDS, n=1)
        close = f" {say('problem.close', close=near[0])}" if near else ""
        print(*[say("cli.no_command", name=command) + close] * bool(command), _commands(), sep="\n", file=sys.stderr)
        return 2
    # The import has so many options that it tells of them itself.
    if command != "import" and not {*HELP}.isdisjoint(rest):
        print(say(f"cli.usage.{command}", known=new.known_kinds()))
        return 0
    try:
        return COMMANDS[command](rest)
    except Misused:
        print(say(f"cli.usage.{command}"), file=sys.stderr)
        return 2


def _commands() -> str:
    """What each command does, a line each."""
    lines = (f"  {name:<10} {say(f'cli.about.{name}')}" for name in COMMANDS)
    return "\n".join([say("cli.usage"), *lines, say("cli.more")])


def run() -> int:
    speak_utf8()
    try:
        code = main(sys.argv[1:])
        sys.stdout.flush()
    except NoDay as error:
        print(error, file=sys.stderr)
        return 2
    except (PermissionError, NotADirectoryError, FileNotFoundError) as error:
        print(say("report.denied", path=error.filename), file=sys.stderr)
        return 1
    except OSError as error:
        # Whoever reads has read enough (`| head -1`); on Windows that is an argument that is not valid.
        if not isinstance(error, BrokenPipeError) and (sys.platform != "win32" or error.errno != errno.EINVAL):
            raise
        # What is left unsaid must not be said at the end either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


if __name__ == "__main__":
    sys.exit(run())
