"""A province that is built again and again: in processes of their own, or in forks of this one, which start soon."""

import hashlib
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import IO, NamedTuple

import mkdocs.commands.build
import pytest
from mkdocs.__main__ import cli

import giamngheo.site.plugin

# Loaded once, before the forks.
LOADED = (mkdocs.commands.build, giamngheo.site.plugin)
CAN_FORK = sys.platform == "linux"
NOON = 1795150800  # 20/11/2026, noon in Vietnam
DAY = 86_400
PATIENCE = 180

Contents = dict[str, str]


class Done(NamedTuple):
    """How a build ended and what it said."""

    code: int
    said: str


def contents(folder: Path) -> Contents:
    """Every file below a folder by its digest."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {f.relative_to(folder).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


class Province:
    """A folder with a province's files; a build of it is a process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.site = folder / "site"
        self.tree: dict[str, bytes] = {}

    # --- files ---

    def write(self, tree: Mapping[str, str | bytes]) -> "Province":
        """Make the folder's sources equal to a tree: only what differs is touched."""
        wanted = {path: content.encode() if isinstance(content, str) else content for path, content in tree.items()}
        for path in self.tree.keys() - wanted.keys():
            (self.folder / path).unlink()
        for path, content in wanted.items():
            if self.tree.get(path) != content:
                (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
                (self.folder / path).write_bytes(content)
        self.tree = wanted
        return self

    def change(self, **files: str | bytes | None) -> "Province":
        """Write, or with None remove, some files; keywords are given as `**{"content/a.md": text}`."""
        kept = {path: content for path, content in self.tree.items() if path not in files}
        return self.write({**kept, **{path: content for path, content in files.items() if content is not None}})

    def cold(self, folder: Path) -> "Province":
        """The same sources in another folder, where nothing was ever built."""
        shutil.rmtree(folder, ignore_errors=True)
        return Province(folder).write(self.tree)

    @staticmethod
    def article(title: str, *fields: str, body: str = "Một câu.") -> str:
        return article(title, *fields, body=body)

    @staticmethod
    def differing(one: Contents, other: Contents) -> list[str]:
        """Paths of files that only one has, or that are not the same in both."""
        return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))

    @property
    def contents(self) -> Contents:
        return contents(self.site)

    @property
    def left_overs(self) -> list[str]:
        """What lies beside the site and is neither a source nor the lock."""
        return [file.name for file in self.folder.glob(".*.next")]

    # --- builds ---

    def build(self, *arguments: str, **variables: str) -> Done:
        """One run of `mkdocs build`, in a process that starts from nothing."""
        process = self.start(*arguments, **variables)
        said, _ = process.communicate(timeout=PATIENCE)
        return Done(process.returncode, said)

    def start(self, *arguments: str, **variables: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-P", "-m", "mkdocs", "build", *arguments]
        env = {**os.environ, **_VARIABLES, **variables}
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )

    def quick(
        self, *arguments: str, prepare: Callable[[], object] = lambda: None, day: int = 0, **variables: str
    ) -> Done:
        """The same in a fork of this process, with everything loaded; `prepare` is called in it first."""
        return self.begin(*arguments, prepare=prepare, day=day, **variables).end()

    def begin(
        self, *arguments: str, prepare: Callable[[], object] = lambda: None, day: int = 0, **variables: str
    ) -> "Run":
        """A quick build that goes on beside the test; `day` counts from 20/11/2026."""
        if not CAN_FORK:
            pytest.skip("builds in forks: Linux only")
        env = {**_VARIABLES, "SOURCE_DATE_EPOCH": str(NOON + day * DAY), **variables}
        out = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - `end` closes it
        given = (self.folder, arguments, env, prepare, out.fileno())
        process = multiprocessing.get_context("fork").Process(target=_build, args=given)
        process.start()
        return Run(process, out)


class Run(NamedTuple):
    """A build that goes on."""

    process: BaseProcess
    out: IO[str]

    def end(self) -> Done:
        self.process.join(PATIENCE)
        assert self.process.exitcode is not None, "the build does not end"
        with self.out as out:
            out.seek(0)
            return Done(self.process.exitcode, out.read())


_VARIABLES = {"SOURCE_DATE_EPOCH": str(NOON), "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}


def _build(
    folder: Path, arguments: tuple[str, ...], env: Mapping[str, str], prepare: Callable[[], object], out: int
) -> None:
    os.chdir(folder)
    os.environ.update(env)
    os.dup2(out, 1)
    os.dup2(out, 2)
    sys.stdout = sys.stderr = os.fdopen(1, "w", buffering=1, encoding="utf-8", errors="backslashreplace")
    code = 1
    try:
        prepare()
        cli(["build", *arguments], prog_name="mkdocs")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    os._exit(code)


SETTINGS = """
site_name: Trang thử
site_url: https://mau.example/
docs_dir: content
theme:
  name: material
plugins:
  - giamngheo:
      home_place: {home}
""".lstrip()
HOME = "---\ntitle: Trang chủ\n---\n\nChào bà con.\n"


def settings_of(home: str) -> str:
    """The mkdocs.yml of a province that has nothing but a name."""
    return SETTINGS.format(home=home)


@pytest.fixture(scope="session")
def settings() -> Callable[[str], str]:
    """`settings("tp-hue")`"""
    return settings_of


def article(title: str, *fields: str, body: str = "Một câu.") -> str:
    lines = ["---", f"title: {title}", "date: 2026-11-02", "summary: Một câu.", *fields, "---", "", body, ""]
    return "\n".join(lines)


@pytest.fixture(scope="session")
def at() -> type["Province"]:
    """`at(folder)`: a province there, with nothing in it yet."""
    return Province


@pytest.fixture
def province(tmp_path: Path) -> Province:
    """A province with two articles over the national layer: enough pages to start workers."""
    return Province(tmp_path / "tinh").write(
        {
            "mkdocs.yml": settings_of("tp-hue"),
            "content/index.md": HOME,
            "content/bai-viet/2026/nuoc.md": article("Nước về thôn", "topics: [nuoc-sach]", "places: [tp-hue]"),
            "content/bai-viet/2026/the.md": article("Thẻ bảo hiểm", "topics: [y-te]", body="Xem [bài](nuoc.md)."),
        }
    )
