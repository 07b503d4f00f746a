"""Makes the environment `.venv` that every script works in, once, and finds it again within a moment.

Only the standard library, and nothing newer than Python 3.8 in grammar or at import: this file has to start
on whatever Python a machine has, to be able to say which one it needs.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / ".venv.lock"
STAMP = VENV / "giamngheo.json"
OLDEST_PYTHON = (3, 11)
# What an environment holds: a test environment is a build environment with more in it.
ENVIRONMENTS = {"site": ("site",), "test": ("site", "test")}
# How Python is started; on Windows the other name opens a shop.
PYTHON = "python" if os.name == "nt" else "python3"
SENTENCES = (ROOT / "scripts" / "words.json").read_text(encoding="utf-8")
WORDS: dict[str, str] = json.loads(SENTENCES.replace("python3 scripts/", PYTHON + " scripts/"))


class CannotGoOn(Exception):
    """Something only the person at the keyboard can put right; its text is the sentence to show."""


def say(key: str, **facts: object) -> str:
    """The sentence of that key with its facts filled in."""
    return WORDS[key].format(**facts)


def tell(key: str, **facts: object) -> None:
    """Print a sentence at once, so that it stands before what a child process prints."""
    print(say(key, **facts), flush=True)


class Formatter(argparse.HelpFormatter):
    """The headings of --help in Vietnamese."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, say("options.usage") if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        is_word = heading == "positional arguments"
        super().start_section(say("options.words" if is_word else "options.heading"))


class Parser(argparse.ArgumentParser):
    """Options of a script; what they are, and a slip in them, is told in Vietnamese."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, formatter_class=Formatter, add_help=False)
        self.add_argument("-h", "--help", action="help", help=say("options.help"))

    def error(self, message: str) -> NoReturn:
        named = re.match(r"argument ([^:]+):", message)
        strange = re.match(r"unrecognized arguments: (.+)", message)
        if strange:
            slip = say("options.strange", option=strange[1])
        else:
            slip = say("options.wrong", option=named[1]) if named else say("options.unclear")
        self.exit(2, slip + "\n" + say("options.remedy", script=self.prog.split()[0]) + "\n")


def speak_utf8() -> None:
    """Let Vietnamese through on consoles set to another encoding (Windows: cp1252)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


# --- what is there -----------------------------------------------------------------------------------------


def python_of(venv: Path) -> Path:
    """Where an environment keeps its interpreter on this system."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def foundation(root: Path, version: Sequence[int]) -> str:
    """What an environment stands on: it breaks when the folder moves or the Python under it changes."""
    return "{} python{}.{}".format(root, *version[:2])


def fingerprint(name: str, root: Path, version: Sequence[int]) -> str:
    """One hash of all that decides what is installed: the lock, the package's declaration, the foundation."""
    seal = hashlib.sha256(foundation(root, version).encode())
    for file in (root / "requirements" / (name + ".txt"), root / "pyproject.toml"):
        seal.update(hashlib.sha256(file.read_bytes()).digest())
    return seal.hexdigest()


def read_stamp(stamp: Path) -> dict[str, str]:
    """What was installed to the end; nothing where an install never was or was cut short."""
    try:
        found = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def new_stamp(name: str, root: Path, version: Sequence[int]) -> dict[str, str]:
    """What to note once `name` is installed."""
    prints = {part: fingerprint(part, root, version) for part in ENVIRONMENTS[name]}
    return {"foundation": foundation(root, version), **prints}


def is_ready(name: str, venv: Path, stamp: dict[str, str], wanted: str) -> bool:
    """Whether that environment can be used as it is."""
    return stamp.get(name) == wanted and python_of(venv).exists()


def can_be_added_to(venv: Path, stamp: dict[str, str], wanted_foundation: str) -> bool:
    """Whether new versions can go on top of a finished install; anything else is made anew."""
    return stamp.get("foundation") == wanted_foundation and python_of(venv).exists()


# --- one at a time -----------------------------------------------------------------------------------------


def try_lock(handle: int) -> bool:
    """Take the system's lock on an open file; the system lets go when the process ends, however it ends."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextlib.contextmanager
def one_at_a_time(lock: Path) -> Iterator[None]:
    """Wait until no other run holds this lock file, and hold it."""
    handle = os.open(lock, os.O_RDWR | os.O_CREAT)
    # A tool that outlives us when we are killed goes on holding the lock: nobody builds over its feet.
    os.set_inheritable(handle, os.name == "posix")
    try:
        if not try_lock(handle):
            tell("bootstrap.waiting", lock=lock.name)
            while not try_lock(handle):
                time.sleep(0.3)
        yield
    finally:
        os.close(handle)


# --- making it ---------------------------------------------------------------------------------------------


def refuse_old_python(version: Sequence[int]) -> None:
    """Stop on a Python that the packages no longer support."""
    if tuple(version[:2]) < OLDEST_PYTHON:
        wanted = "{}.{}".format(*OLDEST_PYTHON)
        raise CannotGoOn(say("bootstrap.old_python", wanted=wanted, found="{}.{}".format(*version[:2])))


def is_debian() -> bool:
    """Debian and what is made from it, with its package tool."""
    return Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def may_install_system_packages() -> bool:
    """Only root on Debian: elsewhere a system is its owner's to change."""
    return is_debian() and os.geteuid() == 0


def apt_install(packages: Sequence[str]) -> None:
    """Install Debian packages without questions; a fresh container has no list of them yet."""
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    run_quietly(["apt-get", "update"], env=quiet)
    run_quietly(["apt-get", "install", "--yes", "--no-install-recommends", *packages], env=quiet)


def run_quietly(command: Sequence[str], env: dict[str, str] | None = None, cwd: Path = ROOT) -> None:
    """Run a tool whose output matters only when it fails."""
    done = subprocess.run(
        list(command),
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        close_fds=os.name != "posix",
        check=False,
    )
    if done.returncode != 0:
        tail = "\n".join(done.stdout.splitlines()[-30:])
        raise CannotGoOn(say("bootstrap.tool_failed", command=" ".join(command), output=tail))


def provide_ensurepip() -> None:
    """Debian keeps the part of Python that makes environments in a package of its own."""
    if importlib.util.find_spec("ensurepip") is not None:
        return
    package = "python{}.{}-venv".format(*sys.version_info[:2])
    if not may_install_system_packages():
        raise CannotGoOn(say("bootstrap.no_venv", package=package))
    tell("bootstrap.installing_venv", package=package)
    apt_install([package])


def outer_python() -> str:
    """The interpreter under any environment this script itself was started in."""
    return getattr(sys, "_base_executable", None) or sys.executable


def start_anew(venv: Path) -> None:
    """Make an empty environment where there is none, or where one was left half done."""
    provide_ensurepip()
    tell("bootstrap.making", folder=venv.name)
    try:
        if venv.exists():
            shutil.rmtree(venv)
    except OSError as error:
        raise CannotGoOn(say("bootstrap.in_use", folder=venv, reason=error)) from error
    run_quietly([outer_python(), "-m", "venv", str(venv)])


def install_commands(name: str, python: Path, root: Path) -> list[list[str]]:
    """Everything that fills an environment: packages by hash, then ours without a look at the network.

    Wheels only: building a source package would fetch tools that no hash covers. Ours stays where it is, so it is
    compiled as pip compiles what it copies: where Python is told not to, every build would do it anew.
    """
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    lock = str(root / "requirements" / (name + ".txt"))
    return [
        [*pip, "--only-binary=:all:", "--require-hashes", "-r", lock],
        [*pip, "--no-deps", "--no-build-isolation", "--no-index", "-e", str(root)],
        [str(python), "-m", "compileall", "-q", str(root / "plugins")],
    ]


def install(name: str) -> None:
    """Bring `.venv` to what the lock says; the stamp goes before the first change and returns last."""
    stamp = read_stamp(STAMP)
    version = sys.version_info[:3]
    with contextlib.suppress(FileNotFoundError):
        STAMP.unlink()
    if not can_be_added_to(VENV, stamp, foundation(ROOT, version)):
        start_anew(VENV)
    tell("bootstrap.installing." + name)
    for command in install_commands(name, python_of(VENV), ROOT):
        run_quietly(command)
    half = STAMP.with_suffix(".new")
    half.write_text(json.dumps(new_stamp(name, ROOT, version)), encoding="utf-8")
    half.replace(STAMP)


def ensure(name: str) -> Path:
    """The interpreter of an environment with what `name` ("site" or "test") needs, installed if need be."""
    version = sys.version_info[:3]
    refuse_old_python(version)
    wanted = fingerprint(name, ROOT, version)
    if not is_ready(name, VENV, read_stamp(STAMP), wanted):
        with one_at_a_time(LOCK):
            # Another run may have finished the same work while this one waited.
            if not is_ready(name, VENV, read_stamp(STAMP), wanted):
                started = time.monotonic()
                install(name)
                tell("bootstrap.ready", seconds=round(time.monotonic() - started))
    return python_of(VENV)


def settings_file(given: str | None) -> str:
    """The settings of the site: ours unless another file is named, and that has to be there."""
    if given and not Path(given).is_file():
        raise CannotGoOn(say("build.no_settings", file=given))
    return given or str(ROOT / "mkdocs.yml")


# --- handing over ------------------------------------------------------------------------------------------


def environment() -> dict[str, str]:
    """The variables every tool of ours runs with."""
    quiet = {
        # Material's end-of-life notice is for whoever maintains the engine: see docs/DEPENDENCIES.md.
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        "PYTHONUTF8": "1",
    }
    return {**os.environ, **quiet}


def hand_over(command: Sequence[str], env: dict[str, str]) -> int:
    """Let a command take this script's place: its exit code, signals and Ctrl+C are the person's own."""
    sys.stdout.flush()
    if os.name == "posix":
        os.execve(command[0], list(command), env)
    child = subprocess.Popen(list(command), env=env)
    while True:
        # Windows sends Ctrl+C to both: the child ends in its own time.
        with contextlib.suppress(KeyboardInterrupt):
            return child.wait()


def run_module(environment_name: str, arguments: Sequence[str], **variables: str) -> int:
    """Run `python -m ...` inside `.venv`."""
    python = ensure(environment_name)
    # -P: the folder a person stands in is not a place to import from.
    return hand_over([str(python), "-P", "-m", *arguments], {**environment(), **variables})


def start(main: Callable[[], int]) -> None:
    """Run a script and end with its exit code; what a person must put right is said, not traced."""
    speak_utf8()
    try:
        sys.exit(main())
    except CannotGoOn as problem:
        print(problem, file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
