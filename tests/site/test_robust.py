"""What cannot harm a site: a kill, a full disk, a second build, a damaged store."""

import ast
import errno
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest
from mkdocs.exceptions import Abort

from giamngheo import __main__ as commands
from giamngheo.render.kitchen import make
from giamngheo.site import crew, journal
from giamngheo.site.found import files_in
from giamngheo.site.lock import SiteLock
from giamngheo.site.plugin import GiamNgheoPlugin
from giamngheo.site.staging import Staging
from giamngheo.store import Store, Written

Province = Any  # tests/site/conftest.py
IN_CI = os.environ.get("CI", "").lower() in ("true", "1")
needs_fork = pytest.mark.skipif(sys.platform != "linux", reason="builds in forks: Linux only")


def renamed(province: Province, name: str) -> dict[str, str]:
    """Settings by which every page changes."""
    return {"mkdocs.yml": province.tree["mkdocs.yml"].decode().replace("Trang thử", name)}


def store_of(province: Province) -> Path:
    return Path(province.folder / ".cache/giamngheo/store.sqlite")


# --- killed ----------------------------------------------------------------------------------------------------


def texts(site: Path) -> dict[str, str]:
    return {f.relative_to(site).as_posix(): f.read_text(encoding="utf-8") for f in site.rglob("*") if f.is_file()}


def stage(site: Path, files: dict[str, str], keep: tuple[str, ...] = ()) -> Staging:
    known = {path: Written(path.encode(), *state) for path, state in files_in(site)}
    staged = Staging(site, known)
    for path in keep:
        assert staged.holds(path, path.encode())
    for path, text in files.items():
        staged.write(path, text.encode(), text.encode())
    return staged


class Killed(BaseException):
    """Stands for the end of the process: nothing may catch it."""


NEXT = {"a": "a2", "b/c": "c2", "neu/x": "x", "tep/trong": "t", "muc": "m"}
# A folder becomes a file and a file a folder; Anh.jpg becomes anh.jpg.
LAST = {"a": "a1", "b/c": "c1", "b/d": "d1", "tep": "t1", "muc/trong": "m1", "giu": "g", "cu/sau/day": "z"}


def test_killed_after_any_step_of_applying_the_next_run_completes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps, is_done = 0, False
    while not is_done:
        site = tmp_path / str(steps) / "site"
        stage(site, LAST).apply()
        assert LAST == texts(site)
        left = iter(range(steps))

        def step(real: Callable[..., Any], left: Iterator[int] = left) -> Callable[..., Any]:
            def taken(*args: Any, **named: Any) -> Any:
                if next(left, None) is None:
                    raise Killed
                return real(*args, **named)

            return taken

        staged = stage(site, NEXT, keep=("giu",))
        with monkeypatch.context() as patch:
            steps_of = ((os, "replace"), (Path, "unlink"), (Path, "rmdir"), (Path, "mkdir"), (os, "unlink"))
            for owner, name in steps_of:
                patch.setattr(owner, name, step(getattr(owner, name)))
            try:
                staged.apply()
                is_done = True
            except Killed:
                steps += 1
        is_begun = (journal.staging_of(site) / journal.JOURNAL).exists()
        lock = SiteLock(site)
        lock.acquire()
        lock.release()
        assert texts(site) in ([NEXT | {"giu": "g"}] if is_begun or is_done else [LAST, NEXT | {"giu": "g"}])
        stage(site, NEXT, keep=("giu",)).apply()
        assert NEXT | {"giu": "g"} == texts(site)
        assert not journal.staging_of(site).exists()
    assert steps > 10


def test_a_journal_that_cannot_be_read_was_never_acted_on(tmp_path: Path) -> None:
    site = tmp_path / "site"
    stage(site, LAST).apply()
    folder = journal.staging_of(site)
    folder.mkdir()
    for text in ("", "{", "\0" * 100):
        (folder / journal.JOURNAL).write_text(text)
        lock = SiteLock(site)
        lock.acquire()
        lock.release()
        assert LAST == texts(site)
    stage(site, NEXT, keep=("giu",)).apply()
    assert NEXT | {"giu": "g"} == texts(site)


def test_an_apply_that_was_killed_is_completed_even_by_a_build_that_fails(province: Province) -> None:
    assert 0 == province.quick().code
    old = province.contents
    province.change(**renamed(province, "Tên mới"))

    def die_in_the_middle() -> None:
        real, count = journal._move, iter(range(100))
        journal._move = lambda *args: real(*args) if next(count, None) is not None else os._exit(9)

    assert 9 == province.quick(prepare=die_in_the_middle).code
    # Deletions come first. A file that does not name the site is moved too, and reads as before.
    now = province.contents
    assert 90 < len(province.differing(old, now)) - len(old.keys() - now.keys()) <= 100
    province.change(**{"content/bai-viet/2026/hong.md": "---\ntitle: Bài: hỏng\n---\n"})
    assert 1 == province.quick().code
    assert [] == province.left_overs
    applied = province.contents
    province.change(**{"content/bai-viet/2026/hong.md": None})
    assert 0 == province.quick().code
    assert [] == province.differing(applied, province.contents)


def killed(run: Any, after: Callable[[], bool]) -> bool:
    """Kill a build once that is so; whether it was still there to be killed."""
    while run.process.is_alive():
        if after():
            os.kill(run.process.pid, signal.SIGKILL)
            run.process.join()
            return True
        time.sleep(0.0005)
    return False


@needs_fork
@pytest.mark.slow
def test_a_build_killed_at_any_moment_of_fifty_leaves_the_last_good_site_or_the_next_completes_it(
    province: Province, tmp_path: Path
) -> None:
    dice = random.Random(50)
    trees = [
        dict(province.tree),
        {
            **province.tree,
            **renamed(province, "Tên mới"),
            "content/bai-viet/2026/them.md": province.article("Thêm").encode(),
        },
    ]
    # Workers are part of it: they must end with the build that started them.
    variables = {"GIAMNGHEO_WORKERS": "2"}
    sites, typical = [], []
    for tree in trees:
        whole = type(province)(tmp_path / f"ban-{len(sites)}").write(tree)
        assert 0 == whole.quick(**variables).code
        sites.append(whole.contents)
        started = time.monotonic()
        assert 0 == province.write(tree).quick(**variables).code
        typical.append(time.monotonic() - started)
        assert [] == province.differing(sites[-1], province.contents)
    now, kills, half_applied = 1, 0, 0
    noted = province.folder / ".site.next" / journal.JOURNAL
    while kills < 50:
        to = 1 - now
        run = province.write(trees[to]).begin(**variables)
        moment, seen = time.monotonic() + dice.uniform(0, max(typical)), [0.0]

        def is_time(moment: float = moment) -> bool:
            return time.monotonic() >= moment

        def is_applying(seen: list[float] = seen, delay: float = dice.uniform(0, 0.02)) -> bool:
            seen[0] = seen[0] or (time.monotonic() if noted.exists() else 0)
            return bool(seen[0]) and time.monotonic() >= seen[0] + delay

        was_alive = killed(run, is_applying if kills % 3 == 0 else is_time)
        run.out.close()
        if not was_alive:
            now = to
            continue
        kills += 1
        found = province.contents
        if not noted.exists():
            assert found in sites, f"kill {kills}: {province.differing(sites[now], found)[:5]}"
        half_applied += found not in sites
        if kills % 2:
            # The next build may have something else to do than the one that was killed.
            to = dice.randrange(2)
            province.write(trees[to])
        done = province.quick(**variables)
        assert 0 == done.code, done.said
        assert [] == province.differing(sites[to], province.contents), f"kill {kills}"
        assert [] == province.left_overs
        with sqlite3.connect(store_of(province)) as connection:
            assert ("ok",) == connection.execute("pragma integrity_check").fetchone()
            assert connection.execute("select count(*) from made").fetchone()[0] > 200
        connection.close()
        now = to
    assert half_applied
    assert [] == workers_of(province)


def workers_of(province: Province) -> list[int]:
    """Processes that still work in a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").resolve() == province.folder.resolve():
                found.append(int(process.name))
        except OSError:
            continue
    return found


@needs_fork
def test_workers_end_with_a_build_that_was_killed_and_the_next_does_not_wait_for_them(province: Province) -> None:
    run = province.begin(GIAMNGHEO_WORKERS="2", prepare=lambda: setattr(crew, "make", _never))
    until = time.monotonic() + 20
    while len(workers_of(province)) < 3 and time.monotonic() < until:
        time.sleep(0.05)
    assert 3 == len(workers_of(province))
    os.kill(run.process.pid, signal.SIGKILL)
    run.process.join()
    while workers_of(province) and time.monotonic() < until:
        time.sleep(0.05)
    orphans = workers_of(province)
    for orphan in orphans:
        os.kill(orphan, signal.SIGKILL)
    assert [] == orphans
    assert 0 == province.quick().code


def _never(*_: object) -> None:
    time.sleep(3600)


def test_pages_of_a_worker_that_the_system_ended_are_made_by_the_build_itself(province: Province, at: Any) -> None:
    assert 0 == province.quick(GIAMNGHEO_WORKERS="1").code
    other = at(province.folder.parent / "khac").write(province.tree)
    done = other.quick(GIAMNGHEO_WORKERS="2", prepare=lambda: setattr(crew, "make", _made_by_none_but(os.getpid())))
    assert 0 == done.code, done.said
    assert [] == province.differing(province.contents, other.contents)


@pytest.mark.parametrize(("small", "is_asked"), [(crew.SMALL, False), (0, True)])
def test_a_small_site_asks_for_no_workers_unless_somebody_says_so(
    province: Province, small: int, is_asked: bool, tmp_path: Path
) -> None:
    ask, asked = crew.executor, tmp_path / "asked"

    def prepare() -> None:
        crew.SMALL = small
        crew.executor = lambda *given: asked.touch() or ask(*given)

    assert 0 == province.quick(prepare=prepare).code
    assert is_asked == asked.exists()
    asked.unlink(missing_ok=True)
    province.change(**{"mkdocs.yml": province.tree["mkdocs.yml"].decode().replace("Trang thử", "Tên mới")})
    assert 0 == province.quick(GIAMNGHEO_WORKERS="1", prepare=prepare).code
    assert asked.exists()


class _made_by_none_but:  # noqa: N801 - a function that travels to a worker
    def __init__(self, process: int) -> None:
        self.process = process

    def __call__(self, *given: Any) -> Any:
        return make(*given) if os.getpid() == self.process else os._exit(3)


def test_settings_that_cannot_travel_to_a_worker_are_no_error(province: Province) -> None:
    """A lambda in a hook, as for a province's own slugs."""
    hook = "def on_config(config, **_):\n    config.mdx_configs['toc'] = {'slugify': lambda text, _: 'muc'}\n"
    province.change(**{"mkdocs.yml": province.tree["mkdocs.yml"].decode() + "hooks: [h.py]\n", "h.py": hook})
    done = province.quick(GIAMNGHEO_WORKERS="2")
    assert 0 == done.code, done.said


def test_a_file_whose_name_is_no_unicode_is_a_problem_and_no_traceback(province: Province) -> None:
    """As old archives from Windows unpack it."""
    name = os.fsencode(province.folder) + b"/content/bai-viet/2026/b\xe0i.md"
    Path(os.fsdecode(name)).write_text(province.article("Bài"), encoding="utf-8")
    done = province.quick()
    assert (1, False) == (done.code, "Traceback" in done.said), done.said
    assert "F311" in done.said


def test_a_file_where_the_folder_of_the_site_must_be_is_told_of(province: Province) -> None:
    province.site.write_text("x", encoding="utf-8")
    done = province.quick()
    assert (1, False) == (done.code, "Traceback" in done.said), done.said
    assert f"cho đọc hoặc ghi {province.site}" in done.said


@pytest.mark.skipif(sys.platform != "linux", reason="a folder in which nobody can make one")
def test_a_folder_that_nobody_can_make_is_told_of(province: Province) -> None:
    done = province.quick("-d", "/proc/khong-co/site")
    assert (1, False) == (done.code, "Traceback" in done.said), done.said
    assert "cho đọc hoặc ghi /proc/khong-co" in done.said


def test_what_root_has_made_is_told_of_by_its_name_to_who_is_not_root(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def denied(*_: object) -> NoReturn:
        raise PermissionError(errno.EACCES, "Permission denied", "content/index.md")

    monkeypatch.setattr(commands, "main", denied)
    assert 1 == commands.run()
    assert "cho đọc hoặc ghi content/index.md" in capsys.readouterr().err
    plugin = GiamNgheoPlugin()
    with pytest.raises(Abort, match="cho đọc hoặc ghi content/index"):
        plugin.on_build_error(error=PermissionError(errno.EACCES, "Permission denied", "content/index.md"))


# --- no room ---------------------------------------------------------------------------------------------------


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk of its own in memory; only root may have one."""
    folder.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("a small disk needs root on Linux")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "giamngheo-test", str(folder)]
    done = subprocess.run(mount, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        (pytest.fail if IN_CI else pytest.skip)(f"no small disk: {done.stderr}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(disk: Path, leave: int) -> Path:
    """A file that takes all room but so many bytes."""
    filler = disk / "day"
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(free - leave, 4096))
    return filler


@pytest.mark.slow
def test_a_full_disk_leaves_the_last_good_site_and_a_clear_sentence(province: Province, tmp_path: Path) -> None:
    with small_disk(tmp_path / "dia", "40m") as disk:
        here = type(province)(disk / "tinh").write(province.tree)
        assert 0 == here.build().code
        trees = [dict(here.tree), {**here.tree, **renamed(here, "Tên mới")}]
        failed, before = 0, here.contents
        for number, room in enumerate((0, 40_000, 150_000, 400_000, 1_000_000, 2_500_000, 5_000_000)):
            here.write(trees[(number + 1) % 2])
            filler = fill(disk, room)
            done = here.build()
            if done.code:
                failed += 1
                assert [] == here.differing(before, here.contents), f"{room} bytes left"
                assert "Traceback" not in done.said
                assert "Không đủ chỗ trống trên đĩa" in done.said
            filler.unlink()
            done = here.build()
            assert 0 == done.code, done.said
            assert [] == here.left_overs
            cold = here.cold(tmp_path / "moi")
            assert 0 == cold.quick().code
            before = here.contents
            assert [] == here.differing(cold.contents, before), f"{room} bytes were left"
        assert failed >= 3


@contextmanager
def held(file: Path, like: Path) -> Iterator[None]:
    """A file that cannot be replaced, as on Windows one that is open in another program."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("holding a file needs root on Linux")
    done = subprocess.run(
        ["mount", "--bind", str(like), str(file)], capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        (pytest.fail if IN_CI else pytest.skip)(f"cannot hold a file: {done.stderr}")
    try:
        yield
    finally:
        # It may be free by now.
        subprocess.run(["umount", "-l", str(file)], capture_output=True, check=False)


@pytest.mark.slow
def test_a_file_that_somebody_holds_is_told_of_and_the_next_build_goes_on(province: Province, tmp_path: Path) -> None:
    assert 0 == province.build().code
    page = province.site / "bai-viet/2026/the/index.html"
    like = tmp_path / "trang.html"
    shutil.copy2(page, like)
    province.change(**{"content/bai-viet/2026/the.md": province.article("Thẻ mới")})
    with held(page, like):
        done = province.build()
        assert 1 == done.code
        assert "Chưa thay được tệp" in done.said
        assert str(page) in done.said
        assert "Traceback" not in done.said
    assert 0 == province.build().code
    assert "Thẻ mới" in page.read_text(encoding="utf-8")
    assert [] == province.left_overs


def test_a_file_that_somebody_holds_for_a_moment_is_waited_for(tmp_path: Path) -> None:
    site, page, like = tmp_path / "site", tmp_path / "site/a", tmp_path / "a"
    site.mkdir()
    for file in (page, like):
        file.write_text("một", encoding="utf-8")
    staged = stage(site, {"a": "hai"})
    with held(page, like):
        free = threading.Timer(0.5, lambda: subprocess.run(["umount", str(page)], check=True))
        free.start()
        staged.apply()
        free.join()
    assert "hai" == page.read_text(encoding="utf-8")


def test_a_file_that_is_only_written_in_part_is_no_page(tmp_path: Path) -> None:
    """Without a buffer the last write before a disk is full takes a part of a page, and raises nothing."""
    with small_disk(tmp_path / "dia", "64k") as disk:
        staged = Staging(disk / "site", {})
        with pytest.raises(OSError, match="No space left"):
            staged.write("a", b"x" * 100_000, b"key")


def test_a_file_of_the_site_may_be_read_by_whom_a_new_file_may(tmp_path: Path) -> None:
    staged = stage(tmp_path / "site", {"a/b/c.html": "c"})
    beside = tmp_path / "beside"
    beside.write_text("c")
    assert staged.file("a/b/c.html").stat().st_mode == beside.stat().st_mode
    staged.abandon()


# --- two at once -----------------------------------------------------------------------------------------------


def ends(*builds: "subprocess.Popen[str]") -> list[tuple[int | None, str]]:
    said = [build.communicate(timeout=180)[0] for build in builds]
    return [(build.returncode, text) for build, text in zip(builds, said, strict=True)]


@pytest.mark.slow
def test_two_builds_of_one_site_at_once_both_end_well(province: Province, tmp_path: Path) -> None:
    for number in range(3):
        province.change(**renamed(province, f"Tên {number}"))
        found = ends(*[province.start() for _ in range(3 if number else 2)])
        assert {0} == {code for code, _ in found}, found
        cold = province.cold(tmp_path / "moi")
        assert 0 == cold.quick().code
        assert [] == province.differing(cold.contents, province.contents)
        assert [] == province.left_overs


@pytest.mark.slow
def test_two_sites_with_one_store_built_at_once_do_not_harm_each_other(province: Province, tmp_path: Path) -> None:
    """One folder of content, two settings, two sites."""
    for number in range(3):
        settings = renamed(province, f"Tên {number}")["mkdocs.yml"]
        province.change(
            **{"mkdocs.yml": settings, "khac.yml": settings.replace("Tên", "Trang khác")},
            **{"content/bai-viet/2026/them.md": province.article("Thêm") if number == 1 else None},
        )
        other = tmp_path / "khac"
        found = ends(province.start(), province.start("-f", "khac.yml", "-d", str(other)))
        assert [0, 0] == [code for code, _ in found], found
        cold = province.cold(tmp_path / "moi")
        assert 0 == cold.quick().code
        assert [] == province.differing(cold.contents, province.contents)
        assert 0 == cold.quick("-f", "khac.yml", "-d", "khac").code
        sizes = [{f.relative_to(s): f.read_bytes() for f in s.rglob("*.*")} for s in (other, cold.folder / "khac")]
        assert sizes[0] == sizes[1]


# --- the store -------------------------------------------------------------------------------------------------


def truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 3])


def scratch(file: Path) -> None:
    """Random bytes here and there, as of a failing disk."""
    dice, data = random.Random(7), bytearray(file.read_bytes())
    for _ in range(30):
        at = dice.randrange(100, len(data) - 200)
        data[at : at + 100] = dice.randbytes(100)
    file.write_bytes(data)


def empty(file: Path) -> None:
    file.write_bytes(b"")


def make_a_folder(file: Path) -> None:
    file.unlink()
    (file / "trong").mkdir(parents=True)


def make_the_cache_a_file(file: Path) -> None:
    shutil.rmtree(file.parent)
    file.parent.write_text("?")


def be_another_version(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("update meta set version = 'khác'")
    connection.execute("update made set value = x'00'")
    connection.commit()
    connection.close()


def lose_a_table(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("drop table written")
    connection.execute("create table written (site text)")
    connection.commit()
    connection.close()


def leave_a_log(file: Path) -> None:
    """The logs of a database that is no longer there."""
    for log in ("wal", "journal"):
        file.with_name(f"{file.name}-{log}").write_bytes(os.urandom(50_000))


DAMAGES = (
    truncate,
    scratch,
    empty,
    make_a_folder,
    make_the_cache_a_file,
    be_another_version,
    lose_a_table,
    leave_a_log,
)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_store_costs_time_and_nothing_else(
    province: Province, at: Any, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    assert 0 == province.quick().code
    damage(store_of(province))
    province.change(**{"content/bai-viet/2026/the.md": province.article("Thẻ mới")})
    runs = province.begin(), province.cold(tmp_path / "moi").begin()
    done, anew = (run.end() for run in runs)
    assert (0, 0) == (done.code, anew.code), done.said
    assert [] == province.differing(at(tmp_path / "moi").contents, province.contents)
    # Whatever was done to it, it does not stay in the way.
    shutil.rmtree(province.site)
    assert 0 == province.quick().code
    assert [] == province.differing(at(tmp_path / "moi").contents, province.contents)


def test_a_store_on_a_disk_that_may_not_be_written_is_left_out(province: Province, tmp_path: Path) -> None:
    with small_disk(tmp_path / "dia", "20m") as disk:
        (province.folder / ".cache").symlink_to(disk)
        assert 0 == province.quick().code
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        province.change(**{"content/bai-viet/2026/the.md": province.article("Thẻ mới")})
        done = province.quick()
        assert 0 == done.code, done.said
    (province.folder / ".cache").unlink()
    expected = province.contents
    shutil.rmtree(province.site)
    assert 0 == province.quick().code
    assert [] == province.differing(expected, province.contents)


def test_damaged_compiled_templates_cost_time_and_nothing_else(province: Province, repository: Path) -> None:
    theme = "theme: {name: material, custom_dir: rieng}"
    settings = province.tree["mkdocs.yml"].decode().replace("theme:\n  name: material", theme)
    main = (repository / "templates/main.html").read_text(encoding="utf-8")
    province.change(**{"mkdocs.yml": settings, "rieng/main.html": main})
    assert 0 == province.quick().code
    expected = province.contents
    dice = random.Random(1)
    # A province's own beside its store; the package's where Python keeps what it compiled.
    own = list((province.folder / ".cache/giamngheo/templates").iterdir())
    ours = sorted((repository / "plugins/giamngheo/__pycache__").glob("*.jinja"))
    assert own
    assert ours
    for file in [*own, *ours]:
        data = bytearray(file.read_bytes())
        at = dice.randrange(len(data))
        data[at : at + 20] = dice.randbytes(len(data[at : at + 20]))
        file.write_bytes(data)
    shutil.rmtree(province.site)
    store_of(province).unlink()
    done = province.quick(GIAMNGHEO_WORKERS="1")
    assert 0 == done.code, done.said
    assert [] == province.differing(expected, province.contents)


def test_a_locked_store_is_left_out_and_not_thrown_away(province: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    assert 0 == province.quick().code
    before = province.contents
    province.change(**{"content/bai-viet/2026/the.md": province.article("Thẻ mới")})
    monkeypatch.setattr("giamngheo.store._BUSY_SECONDS", 0.2)
    holder = sqlite3.connect(store_of(province), isolation_level=None)
    holder.execute("begin exclusive")
    assert 0 == province.quick().code
    holder.execute("rollback")
    holder.close()
    assert [] != province.differing(before, province.contents)
    with_old = Store(store_of(province), "khác")
    with_old.close(province.site)


def test_reading_and_store_never_unpickle(repository: Path) -> None:
    for name in ("store.py", "load/reading.py"):
        tree = ast.parse((repository / "plugins/giamngheo" / name).read_text(encoding="utf-8"))
        nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
        names = {alias.name.split(".")[0] for node in nodes for alias in node.names}
        names |= {(node.module or "").split(".")[0] for node in nodes if isinstance(node, ast.ImportFrom)}
        assert set() == names & {"pickle", "cPickle", "_pickle", "dill", "cloudpickle", "marshal", "shelve", "joblib"}
