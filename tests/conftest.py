"""What all tests share: files from inline text, the sample site built once, and a browser over it."""

import functools
import http.server
import importlib.util
import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn
from urllib.parse import urlsplit

import hypothesis
import pytest
from mkdocs.config import load_config
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts"
# The sample's facts are checked against this day: its pages read the same whenever the tests run.
TODAY = datetime(2026, 11, 20, 12, tzinfo=timezone(timedelta(hours=7)))
# No test is a measurement: what is slow today is slow because of what else the machine does.
hypothesis.settings.register_profile("giamngheo", deadline=None)
hypothesis.settings.load_profile("giamngheo")
IN_CI = os.environ.get("CI", "").lower() in ("true", "1")

Tree = Mapping[str, str | bytes]


def load_script(name: str) -> ModuleType:
    """A module of scripts/, whose names (`test`, `build`) must not get in the way of installed ones."""
    spec = importlib.util.spec_from_file_location(f"scripts_{name}", SCRIPTS / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(SCRIPTS))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(SCRIPTS))
    return module


def go_without(reason: str) -> NoReturn:
    """A missing tool is skipped on a person's machine, and a failure where nothing may be left out."""
    if IN_CI:
        pytest.fail(f"CI=true leaves nothing out: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def repository() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def script() -> Callable[[str], ModuleType]:
    """`script("build")`: a module of scripts/ to test."""
    return load_script


@pytest.fixture(scope="session")
def hugo() -> Path:
    """Hugo's program as the benchmark runs it; the first time it is fetched, by hash."""
    bench = load_script("bench")
    try:
        found: Path = bench.provide_hugo(Path(sys.executable))
    except bench.bootstrap.CannotGoOn as problem:
        go_without(str(problem))
    return found


# --- files -----------------------------------------------------------------------------------------------


def files_in(text: str) -> dict[str, str]:
    """Several files in one text, each after a line `=== path`."""
    files: dict[str, list[str]] = {}
    for line in textwrap.dedent(text).lstrip("\n").splitlines(keepends=True):
        if line.startswith("=== "):
            lines = files.setdefault(line.removeprefix("=== ").strip(), [])
        else:
            lines.append(line)
    return {path: "".join(lines) for path, lines in files.items()}


def as_bytes(content: str | bytes) -> bytes:
    """Text that starts on a line of its own is dedented; all else is written as it is."""
    if isinstance(content, bytes):
        return content
    return (textwrap.dedent(content[1:]) if content.startswith("\n") else content).encode()


def write_tree(folder: Path, tree: str | Tree) -> Path:
    for path, content in (files_in(tree) if isinstance(tree, str) else tree).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(as_bytes(content))
    return folder


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str | Tree], Path]:
    """`write({"content/a.md": "..."})` or `write("=== content/a.md\\n...")` -> the folder of these files."""
    return functools.partial(write_tree, tmp_path)


# --- the sample site -------------------------------------------------------------------------------------


def build_environment() -> dict[str, str]:
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONUTF8": "1"}
    return {**os.environ, **quiet, "SOURCE_DATE_EPOCH": str(int(TODAY.timestamp()))}


def build_sample(folder: Path) -> None:
    command = [sys.executable, "-P", "-m", "mkdocs", "build", "--strict"]
    command += ["-f", str(ROOT / "mkdocs.yml"), "-d", str(folder)]
    done = subprocess.run(
        command, cwd=ROOT, env=build_environment(), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"the sample site does not build:\n{done.stdout}\n{done.stderr}"


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site as a reader gets it; xdist's workers share one build."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    site, finished = shared / "site", shared / "site.finished"
    with load_script("bootstrap").one_at_a_time(shared / "site.lock"):
        if not finished.exists():
            build_sample(site)
            finished.touch()
    return site


@pytest.fixture(scope="session")
def site_url() -> str:
    """Where the sample says it is published."""
    return str(load_config(str(ROOT / "mkdocs.yml")).site_url)


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below the path it has on its real server, so that absolute links are tested too."""

    below = "/"

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.below):
            return os.devnull
        return super().translate_path("/" + path.removeprefix(self.below))

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a test's report is about pages."""


@pytest.fixture(scope="session")
def served_site(built_site: Path, site_url: str) -> Iterator[str]:
    """The address of the sample site on this machine, ending in a slash."""
    below = urlsplit(site_url).path or "/"
    handler = type("Handler", (QuietHandler,), {"below": below})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(built_site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{below}"
    server.shutdown()
    server.server_close()


# --- tools -----------------------------------------------------------------------------------------------


def find_program(*names: str) -> str:
    """The first of these commands that the machine has."""
    for name in names:
        if found := shutil.which(name):
            return found
    go_without(f"needs one of {', '.join(names)}: python3 scripts/test.py installs it or says how")


@pytest.fixture(scope="session", name="go_without")
def go_without_fixture() -> Callable[[str], NoReturn]:
    """`go_without(reason)`: for a test that finds out by itself that a tool is missing."""
    return go_without


@pytest.fixture(scope="session")
def program() -> Callable[..., str]:
    """`program("newsboat")`: the command of this name."""
    return find_program


@pytest.fixture
def newsboat(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., list[Any]]:
    """`newsboat(feed, "title", "pubDate")`: these columns of every item that newsboat takes from a feed."""
    command = find_program("newsboat")

    def read(feed: Path, *columns: str) -> list[Any]:
        # It keeps an item once, however many feeds have it: each feed is read into a cache of its own.
        home = tmp_path_factory.mktemp("newsboat")
        (home / "urls").write_text(f"file://{feed}\n", encoding="utf-8")
        (home / "config").write_text("", encoding="utf-8")
        files = ["-u", str(home / "urls"), "-C", str(home / "config"), "-c", str(home / "cache.db")]
        env = {"HOME": str(home), "LANG": "C.UTF-8"}
        done = subprocess.run([command, *files, "-x", "reload"], capture_output=True, text=True, env=env, check=False)
        assert 0 == done.returncode, done.stderr
        with sqlite3.connect(home / "cache.db") as db:
            return db.execute(f"select {', '.join(columns)} from rss_item").fetchall()

    return read


def find_tool(path: str) -> Path:
    """A file of the npm packages in tests/tools."""
    file = ROOT / "tests" / "tools" / "node_modules" / path
    if not file.exists():
        go_without(f"needs {path} in tests/tools: python3 scripts/test.py installs it")
    return file


@pytest.fixture(scope="session")
def vnu_command() -> list[str]:
    """The Nu HTML checker; nested lists of long pages need more stack than Java gives by itself."""
    return [find_program("java"), "-Xss4m", "-jar", str(find_tool("vnu-jar/build/dist/vnu.jar"))]


@pytest.fixture(scope="session")
def axe_source() -> str:
    """The script of axe-core."""
    return find_tool("axe-core/axe.min.js").read_text(encoding="utf-8")


def browser_options(binary: str, profile: Path) -> Options:
    options = Options()
    options.binary_location = binary
    for switch in (
        "--headless",
        "--no-sandbox",  # tests run as root in containers
        "--disable-dev-shm-usage",  # where /dev/shm is small
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
        f"--user-data-dir={profile}",
    ):
        options.add_argument(switch)
    return options


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """A real Chromium, steered by the machine's own driver: nothing is downloaded."""
    binary = find_program("chromium", "chromium-browser", "google-chrome", "chrome")
    driver_path = find_program("chromedriver")
    os.environ["SE_OFFLINE"] = "true"
    options = browser_options(binary, tmp_path_factory.mktemp("profile"))
    driver = webdriver.Chrome(options=options, service=Service(executable_path=driver_path))
    yield driver
    driver.quit()
