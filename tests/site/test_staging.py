"""What a build finds in the site folder: all that is there, without looking where nothing came or went."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from giamngheo.site.found import State, files_in, not_as_left
from giamngheo.site.staging import Staging
from giamngheo.store import Store, Written

FILES = ("index.html", "a/index.html", "a/b/mot.html", "a/b/hai.html", "c/d/e/index.html", "c/ba.html")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    for path in FILES:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path)
    return folder


def seen(site: Path, before: dict[str, State], looked: int) -> dict[str, State]:
    """The files of a site, as told by what differs from before."""
    strange = not_as_left(site, {path: Written(b"", *state) for path, state in before.items()}, looked)
    now = {path: strange.get(path, state) for path, state in before.items()}
    return {path: state for path, state in (now | strange).items() if state}


def gone(site: Path) -> None:
    (site / "a/b/mot.html").unlink()


def changed(site: Path) -> None:
    (site / "a/b/mot.html").write_text("khác")


def come(site: Path) -> None:
    (site / "a/b/la.html").write_text("lạ")


def come_in_a_folder(site: Path) -> None:
    (site / "a/la/sau").mkdir(parents=True)
    (site / "a/la/sau/la.html").write_text("lạ")


def come_with_old_times(site: Path) -> None:
    come(site)
    for path in ("a/b/la.html", "a/b", "a"):
        os.utime(site / path, (1, 1))


def folder_gone(site: Path) -> None:
    (site / "c/d/e/index.html").unlink()
    (site / "c/d/e").rmdir()


def folder_to_file(site: Path) -> None:
    folder_gone(site)
    (site / "c/d/e").write_text("tệp")


def folder_to_link(site: Path) -> None:
    (site / "c/d/e").rename(site.parent / "e")
    (site / "c/d/e").symlink_to(site.parent / "e")


def renamed(site: Path) -> None:
    (site / "a/b/mot.html").rename(site / "a/b/MOT.html")


def nothing(site: Path) -> None:
    pass


@pytest.mark.parametrize(
    "happens",
    [
        gone,
        changed,
        come,
        come_in_a_folder,
        come_with_old_times,
        folder_gone,
        folder_to_file,
        folder_to_link,
        renamed,
        nothing,
    ],
)
def test_whatever_happened_since_a_build_looked_is_seen(site: Path, happens: Callable[[Path], None]) -> None:
    looked, before = time.time_ns(), dict(files_in(site))
    happens(site)
    assert dict(files_in(site)) == seen(site, before, looked) == seen(site, before, 0)


def test_a_file_that_is_known_is_asked_for_even_where_nothing_came_or_went(site: Path) -> None:
    long_after, before = time.time_ns() + 60_000_000_000, dict(files_in(site))
    assert before == seen(site, before, long_after)
    changed(site)
    assert before != dict(files_in(site)) == seen(site, before, long_after)
    gone(site)
    assert dict(files_in(site)) == seen(site, before, long_after)


def test_folders_at_rest_are_not_looked_into(site: Path) -> None:
    before = dict(files_in(site))
    come(site)
    assert before == seen(site, before, time.time_ns() + 60_000_000_000)


def test_files_of_others_are_known_and_go_when_nobody_writes_them_any_more(tmp_path: Path) -> None:
    site, store = tmp_path / "site", tmp_path / "store.sqlite"

    def built(ours: tuple[str, ...], others: tuple[str, ...]) -> set[str]:
        held = Store(store, "1")
        staging = Staging(site, held.written(site), held.looked(site))
        for path in ours:
            if not staging.holds(path, path.encode()):
                staging.write(path, path.encode(), path.encode())
        for path in others:
            (staging.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (staging.folder / path).write_text(path)
        left = staging.apply()
        held.close(site, staging.made(), left, staging.looked)
        staging.abandon()
        return {path for path, _ in files_in(site)}

    assert {"a", "b/c"} == built(("a",), ("b/c",))
    known = Store(store, "1")
    assert {"a": b"a", "b/c": b""} == {path: row.key for path, row in known.written(site).items()}
    assert known.looked(site) > 0
    before = (site / "b/c").stat().st_ino
    assert {"a", "b/c"} == built(("a",), ("b/c",))
    # The same stays untouched.
    assert before == (site / "b/c").stat().st_ino
    assert {"a"} == built(("a",), ())
    assert {"a"} == Store(store, "1").written(site).keys()
