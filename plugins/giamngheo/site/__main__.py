"""`python -m giamngheo.site build|serve ...`: MkDocs, once its settings can be read; what it refuses, we tell."""

import sys
from pathlib import Path

import click
from mkdocs.__main__ import cli
from mkdocs.exceptions import Abort, ConfigurationError

from giamngheo.check.report import told
from giamngheo.site import settings
from giamngheo.words import say, speak_utf8


def main(arguments: list[str]) -> int:
    """The exit code of MkDocs; 1 where it need not begin."""
    file = Path(arguments[arguments.index("-f") + 1] if "-f" in arguments else "mkdocs.yml")
    problems = settings.problems(file)
    if problems:
        print(*map(told, problems), "", say("problem.stopped"), sep="\n", file=sys.stderr)
        return 1
    settings.translate(file)
    try:
        return cli(arguments, standalone_mode=False) or 0
    except click.Abort:
        return 130
    except ConfigurationError as error:
        print(f"{file.name}: {error}", "", say("problem.stopped"), sep="\n", file=sys.stderr)
    except Abort as error:
        is_english = str(error).startswith("Aborted with")
        print("", say("problem.stopped") if is_english else error, sep="\n", file=sys.stderr)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    return 1


if __name__ == "__main__":
    speak_utf8()
    sys.exit(main(sys.argv[1:]))
