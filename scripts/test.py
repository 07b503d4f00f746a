"""Runs every check of the project: `python3 scripts/test.py [--fast] [pytest arguments]`."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import bootstrap
from bootstrap import ROOT, say, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

TOOLS = ROOT / "tests" / "tools"


class Program(NamedTuple):
    """A program of the system that tests need: any one of its commands will do.

    Debian cuts some programs into packages: `part` is the file beside the command that this one brings.
    """

    commands: tuple[str, ...]
    debian_package: str
    part: str = ""

    def is_here(self) -> bool:
        """True when this machine has it, with its part; elsewhere than on Debian a program is whole."""
        found = next(filter(None, map(shutil.which, self.commands)), None)
        if found is None:
            return False
        return not (self.part and bootstrap.is_debian()) or Path(found).resolve().with_name(self.part).exists()


PROGRAMS = (
    Program(("chromium", "chromium-browser", "google-chrome", "chrome"), "chromium"),
    Program(("chromedriver",), "chromium-driver"),
    Program(("java",), "default-jre-headless"),
    Program(("npm",), "npm"),
    Program(("nginx",), "nginx"),
    Program(("newsboat",), "newsboat"),
    Program(("xmllint",), "libxml2-utils"),
    Program(("espeak-ng",), "espeak-ng"),
    Program(("lame",), "lame"),
    Program(("soffice",), "libreoffice-writer-nogui", "libswlo.so"),
    Program(("soffice",), "libreoffice-calc-nogui", "libsclo.so"),
    Program(("pdftoppm",), "poppler-utils"),
)


class Stage(NamedTuple):
    """One check: the key of its name, and the module that does it."""

    key: str
    arguments: Sequence[str]


def stages(fast: bool, pytest_arguments: Sequence[str]) -> list[Stage]:
    """All stages, the quickest to fail first."""
    chosen = ["-m", "not slow"] if fast else []
    return [
        Stage("test.stage.lint", ["ruff", "check", "."]),
        Stage("test.stage.format", ["ruff", "format", "--check", "."]),
        Stage("test.stage.types", ["mypy", "--strict", "plugins/giamngheo"]),
        Stage("test.stage.tests", ["pytest", "-n", "auto", *chosen, *pytest_arguments]),
    ]


def missing_programs() -> list[Program]:
    """Those that this machine lacks."""
    return [program for program in PROGRAMS if not program.is_here()]


def provide_programs() -> list[str]:
    """Install what is missing where we may; what is left is said, for tests to go without."""
    missing = missing_programs()
    if not missing:
        return []
    packages = [program.debian_package for program in missing]
    if not bootstrap.may_install_system_packages():
        names = ", ".join(dict.fromkeys(program.commands[0] for program in missing))
        tell(
            "test.install_debian" if bootstrap.is_debian() else "test.install_other",
            packages=" ".join(packages),
        )
        return [say("test.left_out.programs", names=names)]
    tell("test.installing_programs", packages=" ".join(packages))
    try:
        bootstrap.apt_install(packages)
    except bootstrap.CannotGoOn as problem:
        print(problem, flush=True)
        return [say("test.left_out.programs", names=" ".join(packages))]
    return []


def tools_seal(tools: Path) -> str:
    """A hash of what decides which tools are there."""
    files = [tools / "package.json", tools / "package-lock.json"]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def provide_tools(tools: Path = TOOLS) -> list[str]:
    """The HTML and accessibility checkers; `npm ci` empties the folder first: our seal in it means done."""
    seal, wanted = tools / "node_modules" / ".giamngheo", tools_seal(tools)
    with bootstrap.one_at_a_time(bootstrap.LOCK):
        if seal.exists() and seal.read_text(encoding="utf-8") == wanted:
            return []
        npm = shutil.which("npm")
        if npm is None:
            return [say("test.left_out.tools")]
        tell("test.installing_tools")
        try:
            bootstrap.run_quietly([npm, "ci"], cwd=tools)
        except bootstrap.CannotGoOn as problem:
            print(problem, flush=True)
            return [say("test.left_out.tools")]
        seal.write_text(wanted, encoding="utf-8")
    return []


def prepare(fast: bool) -> list[str]:
    """Everything but Python that the tests need; returns what will be left out."""
    if fast:
        return [say("test.left_out.slow")]
    return [*provide_programs(), *provide_tools()]


def run(stage: Stage, python: Path) -> bool:
    """One stage, with its time."""
    tell("test.begin", stage=say(stage.key))
    started = time.monotonic()
    command = [str(python), "-m", *stage.arguments]
    passed = subprocess.run(command, cwd=ROOT, env=bootstrap.environment(), check=False).returncode == 0
    seconds = f"{time.monotonic() - started:.1f}".replace(".", ",")
    tell("test.passed" if passed else "test.failed", stage=say(stage.key), seconds=seconds)
    return passed


def verdict(failed: Sequence[str], left_out: Sequence[str], in_ci: bool) -> int:
    """The last words, and the exit code: under CI something left out is a failure."""
    for sentence in left_out:
        tell("test.left_out", what=sentence)
    if failed:
        tell("test.verdict.failed", stages=", ".join(failed))
        return 1
    if left_out and in_ci:
        tell("test.verdict.incomplete")
        return 1
    tell("test.verdict.partly" if left_out else "test.verdict.passed")
    return 0


def main() -> int:
    """Every stage runs, also after one that failed: one run tells all there is to mend."""
    parser = bootstrap.Parser(description=say("test.about"), epilog=say("test.passed_on"))
    parser.add_argument("--fast", action="store_true", help=say("test.help.fast"))
    given, pytest_arguments = parser.parse_known_args()
    python = bootstrap.ensure("test")
    left_out = prepare(given.fast)
    results = [(stage, run(stage, python)) for stage in stages(given.fast, pytest_arguments)]
    failed = [say(stage.key) for stage, passed in results if not passed]
    return verdict(failed, left_out, os.environ.get("CI", "").lower() in ("true", "1"))


if __name__ == "__main__":
    bootstrap.start(main)
