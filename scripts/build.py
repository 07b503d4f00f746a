"""Builds the site into `site/`: `python3 scripts/build.py [--date YYYY-MM-DD] [--strict] [--profile]`."""

from __future__ import annotations

import argparse
import datetime
import re
from pathlib import Path
from typing import TYPE_CHECKING

import bootstrap
from bootstrap import say

if TYPE_CHECKING:
    from collections.abc import Sequence

VIETNAM = datetime.timezone(datetime.timedelta(hours=7))


def epoch_of(day: str) -> int:
    """Noon in Viet Nam on that day (YYYY-MM-DD), as SOURCE_DATE_EPOCH wants it."""
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day, re.ASCII):
            raise ValueError(day)
        noon = datetime.datetime.strptime(day + " 12", "%Y-%m-%d %H").replace(tzinfo=VIETNAM)
    except ValueError:
        raise bootstrap.CannotGoOn(say("build.bad_date", given=day)) from None
    return int(noon.timestamp())


def options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = bootstrap.Parser(description=say("build.about"))
    parser.add_argument("--date", metavar="YYYY-MM-DD", help=say("build.help.date"))
    parser.add_argument("--strict", action="store_true", help=say("build.help.strict"))
    parser.add_argument("-f", "--config-file", metavar="FILE", help=say("build.help.config"))
    parser.add_argument("-d", "--site-dir", metavar="DIR", help=say("build.help.site_dir"))
    parser.add_argument("--profile", action="store_true", help=say("build.help.profile"))
    parser.add_argument("-q", "--quiet", action="store_true", help=say("build.help.quiet"))
    parser.add_argument("-v", "--verbose", action="store_true", help=say("build.help.verbose"))
    return parser.parse_args(arguments)


def command(given: argparse.Namespace) -> list[str]:
    """The MkDocs command; folders are the caller's, the settings file is ours unless another is named."""
    line = ["giamngheo.site", "build", "-f", bootstrap.settings_file(given.config_file)]
    if given.site_dir:
        line += ["-d", str(Path(given.site_dir).absolute())]
    return [*line, *(f"--{name}" for name in ("strict", "quiet", "verbose") if vars(given)[name])]


def main() -> int:
    """Check the date before anything is installed, then build."""
    given = options()
    variables = {"SOURCE_DATE_EPOCH": str(epoch_of(given.date))} if given.date else {}
    if given.profile:
        variables["GIAMNGHEO_PROFILE"] = "1"
    return bootstrap.run_module("site", command(given), **variables)


if __name__ == "__main__":
    bootstrap.start(main)
