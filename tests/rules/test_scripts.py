"""The commands: what makes an environment good, what an interruption leaves, what a lock may hold."""

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

COMMANDS = ("bench", "bootstrap", "build", "check", "import_figures", "new", "search", "serve", "speak", "test")
PYTHON = (3, 11, 7)


@pytest.fixture
def bootstrap(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("bootstrap")


@pytest.fixture
def project(write: Callable[[dict[str, str]], Path]) -> Path:
    """A project as far as an environment is concerned: locks, a declaration, an interpreter."""
    python = "Scripts/python.exe" if os.name == "nt" else "bin/python"
    return write(
        {
            "requirements/site.txt": "mkdocs==1\n",
            "requirements/test.txt": "mkdocs==1\npytest==1\n",
            "pyproject.toml": "[project]\n",
            f".venv/{python}": "",
        }
    )


@pytest.fixture
def in_project(bootstrap: ModuleType, project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, with bootstrap at work in it."""
    monkeypatch.setattr(bootstrap, "ROOT", project)
    monkeypatch.setattr(bootstrap, "VENV", project / ".venv")
    monkeypatch.setattr(bootstrap, "LOCK", project / ".venv.lock")
    monkeypatch.setattr(bootstrap, "STAMP", project / ".venv" / "giamngheo.json")
    return project


def test_a_bench_tells_the_python_that_measured_not_how_it_is_called(bootstrap: ModuleType) -> None:
    facts = dict.fromkeys(("cpu", "cores", "system", "ours", "mkdocs", "material", "hugo"), "-")
    assert "Python 3.11.7;" in bootstrap.say("bench.machine", python="3.11.7", **facts)


# --- when an environment is good -------------------------------------------------------------------------


@pytest.mark.parametrize("changed", ["requirements/site.txt", "pyproject.toml"])
def test_a_change_of_lock_or_declaration_is_a_change_of_environment(
    bootstrap: ModuleType, project: Path, changed: str
) -> None:
    before = bootstrap.fingerprint("site", project, PYTHON)
    (project / changed).write_text("other\n", encoding="utf-8")
    assert before != bootstrap.fingerprint("site", project, PYTHON)


def test_an_environment_belongs_to_one_python_and_one_folder(bootstrap: ModuleType, project: Path) -> None:
    here = bootstrap.fingerprint("site", project, PYTHON)
    assert here == bootstrap.fingerprint("site", project, (3, 11, 9))
    assert here != bootstrap.fingerprint("site", project, (3, 12, 0))
    stamp = bootstrap.new_stamp("site", project, PYTHON)
    assert bootstrap.can_be_added_to(project / ".venv", stamp, bootstrap.foundation(project, PYTHON))
    assert not bootstrap.can_be_added_to(project / ".venv", stamp, bootstrap.foundation(project / "b", PYTHON))


def test_a_test_environment_also_builds(bootstrap: ModuleType, project: Path) -> None:
    stamp = bootstrap.new_stamp("test", project, PYTHON)
    wanted = bootstrap.fingerprint("site", project, PYTHON)
    assert bootstrap.is_ready("site", project / ".venv", stamp, wanted)


def test_a_build_environment_does_not_test(bootstrap: ModuleType, project: Path) -> None:
    stamp = bootstrap.new_stamp("site", project, PYTHON)
    wanted = bootstrap.fingerprint("test", project, PYTHON)
    assert not bootstrap.is_ready("test", project / ".venv", stamp, wanted)


@pytest.mark.parametrize("left", ["", '{"site": "ab', "[]", "\ufffd"])
def test_half_a_stamp_is_no_stamp(bootstrap: ModuleType, tmp_path: Path, left: str) -> None:
    (tmp_path / "stamp").write_text(left, encoding="utf-8")
    assert {} == bootstrap.read_stamp(tmp_path / "stamp")
    assert {} == bootstrap.read_stamp(tmp_path / "nowhere")


def test_an_environment_without_its_interpreter_is_made_again(bootstrap: ModuleType, project: Path) -> None:
    stamp = bootstrap.new_stamp("site", project, PYTHON)
    bootstrap.python_of(project / ".venv").unlink()
    wanted = bootstrap.fingerprint("site", project, PYTHON)
    assert not bootstrap.is_ready("site", project / ".venv", stamp, wanted)


def test_an_interrupted_install_is_noticed_and_done_anew(
    bootstrap: ModuleType, in_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_anew: list[Path] = []
    monkeypatch.setattr(bootstrap, "start_anew", made_anew.append)
    monkeypatch.setattr(bootstrap, "run_quietly", interrupted)
    bootstrap.STAMP.write_text(json.dumps(bootstrap.new_stamp("site", in_project, sys.version_info)), "utf-8")
    with pytest.raises(KeyboardInterrupt):
        bootstrap.ensure("test")
    assert [] == made_anew  # a finished build environment was being added to
    assert not bootstrap.STAMP.exists()

    monkeypatch.setattr(bootstrap, "run_quietly", lambda command: None)
    bootstrap.ensure("test")
    assert [in_project / ".venv"] == made_anew
    assert {"foundation", "site", "test"} == set(bootstrap.read_stamp(bootstrap.STAMP))


def test_a_second_run_installs_nothing(
    bootstrap: ModuleType, in_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bootstrap.STAMP.write_text(json.dumps(bootstrap.new_stamp("test", in_project, sys.version_info)), "utf-8")
    monkeypatch.setattr(bootstrap, "run_quietly", interrupted)
    assert bootstrap.python_of(in_project / ".venv") == bootstrap.ensure("site")
    assert bootstrap.python_of(in_project / ".venv") == bootstrap.ensure("test")


def interrupted(command: list[str]) -> None:
    raise KeyboardInterrupt


def test_two_runs_take_turns(bootstrap: ModuleType, tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with bootstrap.one_at_a_time(lock):
        assert not can_take(bootstrap, lock)
    assert can_take(bootstrap, lock)


def can_take(bootstrap: ModuleType, lock: Path) -> bool:
    handle = os.open(lock, os.O_RDWR)
    try:
        taken: bool = bootstrap.try_lock(handle)
        return taken
    finally:
        os.close(handle)


def test_everything_is_installed_by_hash_and_ours_without_a_look_outside(
    bootstrap: ModuleType, project: Path
) -> None:
    locked, ours, compiled = bootstrap.install_commands("site", Path("python"), project)
    assert {"--require-hashes", "--only-binary=:all:"} <= set(locked)
    assert {"--no-deps", "--no-build-isolation", "--no-index"} <= set(ours)
    assert compiled[-1] == str(project / "plugins")


# --- what a person is told -------------------------------------------------------------------------------


def test_an_old_python_is_named(bootstrap: ModuleType) -> None:
    with pytest.raises(bootstrap.CannotGoOn, match=r"3\.11.*3\.9"):
        bootstrap.refuse_old_python((3, 9, 2))
    bootstrap.refuse_old_python((3, 11, 0))
    bootstrap.refuse_old_python((4, 0, 0))


def test_a_tool_that_fails_is_shown_with_its_last_words(bootstrap: ModuleType) -> None:
    with pytest.raises(bootstrap.CannotGoOn, match="no wheel today"):
        bootstrap.run_quietly([sys.executable, "-c", "raise SystemExit('no wheel today')"])


def test_the_day_given_is_noon_in_viet_nam(script: Callable[[str], ModuleType]) -> None:
    assert 1795150800 == script("build").epoch_of("2026-11-20")


@pytest.mark.parametrize(
    "given", ["2026-02-30", "20-11-2026", "2026-1-1", "", "hom nay", "2026-11-20 ", "٢٠٢٦-11-20"]
)
def test_a_day_that_never_was_is_refused(script: Callable[[str], ModuleType], given: str) -> None:
    build = script("build")
    with pytest.raises(build.bootstrap.CannotGoOn, match="--date"):
        build.epoch_of(given)


def test_a_build_is_the_command_of_mkdocs_with_its_options(
    script: Callable[[str], ModuleType], tmp_path: Path
) -> None:
    build, settings = script("build"), tmp_path / "mkdocs.yml"
    settings.touch()
    command = build.command(build.options(["-q", "--strict", "-f", str(settings), "-d", "/out"]))
    out = str(Path("/out").absolute())
    assert ["giamngheo.site", "build", "-f", str(settings), "-d", out, "--strict", "--quiet"] == command


def test_settings_that_are_not_there_are_named(bootstrap: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(bootstrap.CannotGoOn, match=r"mkdocs\.yaml"):
        bootstrap.settings_file(str(tmp_path / "mkdocs.yaml"))


def test_a_program_that_debian_cuts_into_packages_is_here_with_its_part_alone(
    script: Callable[[str], ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = tmp_path / "office"
    office.mkdir()
    for name in ("soffice", "libswlo.so"):
        (office / name).write_text("#!/bin/sh\n")
    (office / "soffice").chmod(0o755)
    (tmp_path / "soffice").symlink_to(office / "soffice")
    monkeypatch.setenv("PATH", str(tmp_path))
    test = script("test")
    writer, calc = (one for one in test.PROGRAMS if "soffice" in one.commands)
    monkeypatch.setattr(test.bootstrap, "is_debian", lambda: True)
    assert (True, False) == (writer.is_here(), calc.is_here())
    monkeypatch.setattr(test.bootstrap, "is_debian", lambda: False)
    assert (True, True) == (writer.is_here(), calc.is_here())
    (tmp_path / "soffice").unlink()
    assert (False, False) == (writer.is_here(), calc.is_here())


def test_only_where_nothing_may_be_left_out_does_leaving_out_fail(
    script: Callable[[str], ModuleType],
) -> None:
    verdict = script("test").verdict
    assert 0 == verdict([], [], in_ci=True)
    assert 0 == verdict([], ["a browser"], in_ci=False)
    assert 1 == verdict([], ["a browser"], in_ci=True)
    assert 1 == verdict(["types"], [], in_ci=False)


def test_a_command_speaks_vietnamese_on_any_console(repository: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    command = [sys.executable, str(repository / "scripts" / "build.py"), "--date", "x"]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert 1 == done.returncode
    assert "2026-11-20" in done.stderr.decode("utf-8")
    assert "Traceback" not in done.stderr.decode("utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("build", "--date"), "--date"),
        (("build", "--s", "x"), "--help"),
        (("build", "--frob"), "--frob"),
        (("serve", "--port", "abc"), "--port"),
        (("serve", "--port", "99999"), "--port"),
        (("test", "--fast=x"), "--fast"),
    ],
)
def test_a_slip_in_an_option_is_told_in_vietnamese_with_the_remedy(
    repository: Path, arguments: tuple[str, ...], told: str
) -> None:
    name, *options = arguments
    words = json.loads((repository / "scripts" / "words.json").read_text(encoding="utf-8"))
    command = [sys.executable, str(repository / "scripts" / f"{name}.py"), *options]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert 2 == done.returncode
    assert told in done.stderr
    assert words["options.remedy"].format(script=f"{name}.py").partition(":")[0] in done.stderr
    assert "error:" not in done.stderr


@pytest.mark.parametrize("name", ["build", "serve", "test", "bench"])
def test_what_a_command_takes_is_told_in_vietnamese(repository: Path, name: str) -> None:
    words = json.loads((repository / "scripts" / "words.json").read_text(encoding="utf-8"))
    command = [sys.executable, str(repository / "scripts" / f"{name}.py"), "--help"]
    said = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    assert 1 == said.count(words["options.usage"])
    assert words["options.heading"] in said
    assert not re.search("usage:|options:|arguments:|show this", said)


# --- files -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_starts_on_an_old_python_to_say_so(repository: Path, name: str) -> None:
    source = (repository / "scripts" / f"{name}.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 8))
    modules = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    modules |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    roots = {module.split(".")[0] for module in modules}
    # scripts/bench/ is imported only once the version is known to be enough.
    assert roots <= sys.stdlib_module_names | {"bootstrap", "bench"}


def locked(repository: Path, name: str) -> dict[str, str]:
    """Requirement -> its hashes, of a lock file."""
    text = (repository / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    text = re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", "")
    rows = (row.partition("--hash") for row in text.splitlines() if row.strip())
    return {requirement.strip(): hashes for requirement, _, hashes in rows}


@pytest.mark.parametrize("name", ["site", "test"])
def test_a_lock_has_a_hash_for_everything_and_names_no_address(repository: Path, name: str) -> None:
    requirements = locked(repository, name)
    assert requirements
    assert [] == [it for it, hashes in requirements.items() if "sha256:" not in hashes or "==" not in it]
    text = (repository / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|--index-url|--find-links|/home/|/root/|/tmp/", text)


def test_the_test_lock_holds_the_build_lock_as_it_is(repository: Path) -> None:
    assert locked(repository, "site").items() <= locked(repository, "test").items()


def test_the_lock_of_the_browser_tools_has_hashes_and_no_addresses(repository: Path) -> None:
    lock = json.loads((repository / "tests" / "tools" / "package-lock.json").read_text(encoding="utf-8"))
    packages = [it for path, it in lock["packages"].items() if path]
    assert packages
    assert all("integrity" in it and "resolved" not in it for it in packages)
