"""The store only saves time: what comes out is what went in, or nothing; whatever happens to its file."""

import multiprocessing
import os
import random
import signal
import sqlite3
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giamngheo import store as module
from giamngheo.keys import key_of
from giamngheo.store import Rows, Store, Written

Values = dict[bytes, bytes]


def values(count: int, size: int = 2_000, seed: int = 1) -> Values:
    dice = random.Random(seed)
    return {key_of(str(seed), str(n)): dice.randbytes(dice.randrange(size)) for n in range(count)}


def keep(file: Path, made: Values, site: Path | None = None, version: str = "1", **given: bool) -> None:
    store = Store(file, version)
    for key, value in made.items():
        store.put(key, value)
        store.keep_parsed(f"/tinh/content/{key.hex()}.md", key, value)
    store.close(site or file.parent, sorted((key.hex(), Written(key, 1, 2)) for key in made), **given)


def found(file: Path, made: Values, version: str = "1") -> Values:
    """Of these keys, what the store has."""
    store = Store(file, version)
    have = {key: value for key in made if (value := store.get(key)) is not None}
    store.close(file.parent)
    return have


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "store.sqlite"


def test_what_was_kept_is_found_by_the_next_build(file: Path) -> None:
    made = values(20)
    keep(file, made)
    assert made == found(file, made)
    store = Store(file, "1")
    assert {f"/tinh/content/{key.hex()}.md": (key, value) for key, value in made.items()} == store.recall()
    assert {key.hex() for key in made} == store.written(file.parent).keys()
    assert {} == store.written(file.parent / "khác")


@pytest.mark.parametrize(
    "damage",
    [
        "delete from written where first > '8'",
        "update written set value = x'00' where first > '8'",
        "update written set value = (select min(value) from written)",
    ],
)
def test_of_files_whose_rows_are_damaged_nothing_is_known(
    file: Path, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page of which only the twin were known would be taken for whole, and go."""
    monkeypatch.setattr(module, "_ROWS_A_BLOCK", 4)
    keep(file, values(20))
    connection = sqlite3.connect(file)
    connection.execute(damage)
    connection.commit()
    connection.close()
    store = Store(file, "1")
    assert {} == store.written(file.parent)
    keep(file, values(3))
    assert 3 == len(Store(file, "1").written(file.parent))


@settings(max_examples=60, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    builds=st.lists(st.dictionaries(st.text("ab/\u1ea1", max_size=3), st.none() | st.binary(max_size=2)), max_size=6)
)
def test_what_is_told_last_of_a_file_counts(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, builds: list[dict[str, bytes | None]]
) -> None:
    monkeypatch.setattr(module, "_ROWS_A_BLOCK", 4)
    file = tmp_path_factory.mktemp("kho") / "store.sqlite"
    known: dict[str, bytes | None] = {}
    for build in builds:
        rows = sorted((path, Written(key, 1, 2)) for path, key in build.items() if key is not None)
        store = Store(file, "1")
        store.close(file.parent, rows, sorted(path for path, key in build.items() if key is None))
        known |= build
        there = {path: key for path, key in known.items() if key is not None}
        assert there == {path: row.key for path, row in Store(file, "1").written(file.parent).items()}


@pytest.mark.parametrize("at_once", [1, 4, 100])
@given(written=st.lists(st.tuples(st.text("ab/\u1ea1", max_size=3), st.binary(max_size=2)), max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_files_being_written_are_told_in_the_order_of_their_paths_wherever_they_lie(
    monkeypatch: pytest.MonkeyPatch, at_once: int, written: list[tuple[str, bytes]]
) -> None:
    monkeypatch.setattr(module, "_ROWS_AT_ONCE", at_once)
    rows = Rows()
    for path, key in written:
        rows.add(path, Written(key, 1, 2))
    last = sorted(dict(written).items())
    assert all(path in rows for path, _ in last)
    assert "c" not in rows
    assert [path for path, _ in last] == [*rows.paths()]
    assert [(path, Written(key, 1, 2)) for path, key in last] == [*rows]
    rows.close()


def test_what_is_made_is_written_when_it_is_much(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BATCH_BYTES", 10_000)
    store, made = Store(file, "1"), {key_of(str(n)): bytes([n]) * 1_000 for n in range(23)}
    for key, value in made.items():
        store.put(key, value)
        store.keep_parsed(f"/tinh/content/{key.hex()}.md", key, value)
    # The build dies here, after four batches of five values and five readings each.
    assert 20 == len(found(file, made))
    assert made == {key: store.get(key) for key in made}
    store.close(file.parent)
    assert made == found(file, made)


def test_a_store_that_cannot_be_written_any_more_is_left_out(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BATCH_BYTES", 10_000)
    monkeypatch.setattr(module, "_BUSY_SECONDS", 0.1)
    keep(file, values(3))
    store, made = Store(file, "1"), values(30, seed=2)
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("begin immediate")
    for key, value in made.items():
        store.put(key, value)
    store.close(file.parent)
    holder.execute("rollback")
    holder.close()
    assert {} == found(file, made)
    assert values(3) == found(file, values(3))


def test_another_version_begins_anew(file: Path) -> None:
    made = values(5)
    keep(file, made, version="1")
    assert {} == found(file, made, version="2")
    assert {} == found(file, made, version="1")


def test_without_a_file_it_holds_only_what_this_build_made() -> None:
    store = Store(None, "1")
    store.put(b"k", b"v")
    assert b"v" == store.get(b"k")
    assert {} == store.recall()
    store.close(Path("/nowhere"))


# --- damage ----------------------------------------------------------------------------------------------------


@settings(max_examples=60, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    at=st.floats(0, 1),
    size=st.sampled_from([1, 2, 16, 300, 5_000]),
    seed=st.integers(0, 1_000),
    is_cut=st.booleans(),
    pieces=st.integers(1, 6),
)
def test_whatever_happens_to_the_file_no_value_is_ever_wrong(
    tmp_path_factory: pytest.TempPathFactory, at: float, size: int, seed: int, is_cut: bool, pieces: int
) -> None:
    file = tmp_path_factory.mktemp("kho") / "store.sqlite"
    made = values(80, 900)
    keep(file, made)
    data, dice = bytearray(file.read_bytes()), random.Random(seed)
    if is_cut:
        del data[int(at * len(data)) :]
    else:
        for _ in range(pieces):
            begin = int(at * len(data)) if pieces == 1 else dice.randrange(len(data))
            data[begin : begin + size] = dice.randbytes(len(data[begin : begin + size]))
    file.write_bytes(data)
    store = Store(file, "1")
    assert (
        store.recall().items()
        <= {f"/tinh/content/{key.hex()}.md": (key, value) for key, value in made.items()}.items()
    )
    for key, value in made.items():
        assert store.get(key) in (None, value)
    store.written(file.parent)
    store.forget_others("/tinh/", [])
    store.put(key_of("mới"), b"x")
    store.close(file.parent)
    # A file that could not be read is gone, one that could is used; either takes up new things sooner or later.
    for _ in range(3):
        keep(file, made)
    assert made == found(file, made)


def test_a_value_that_stands_under_another_key_is_none(file: Path) -> None:
    made = values(2)
    one, two = made
    keep(file, made)
    connection = sqlite3.connect(file)
    connection.execute("update made set value = (select value from made where key = ?) where key = ?", (one, two))
    connection.commit()
    connection.close()
    assert {} == found(file, {two: made[two]})


def test_a_folder_in_its_place_is_thrown_away(file: Path) -> None:
    (file / "trong").mkdir(parents=True)
    made = values(3)
    keep(file, made)
    keep(file, made)
    assert made == found(file, made)


def test_a_folder_that_cannot_be_made_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("?", encoding="utf-8")
    file = tmp_path / "cache" / "store.sqlite"
    made = values(3)
    keep(file, made)
    assert {} == found(file, made)


def test_a_locked_file_is_left_out_and_stays_as_it_is(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = values(3)
    keep(file, made)
    monkeypatch.setattr(module, "_BUSY_SECONDS", 0.1)
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("begin exclusive")
    keep(file, values(3, seed=2))
    assert found(file, made) in ({}, made)
    holder.execute("rollback")
    holder.close()
    assert made == found(file, made)


# --- several builds --------------------------------------------------------------------------------------------


def _write_often(file: Path, seed: int) -> None:
    for number in range(8):
        keep(file, values(40, seed=seed * 100 + number), site=file.parent)


@pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")
def test_two_processes_that_write_at_once_lose_nothing(file: Path) -> None:
    processes = [multiprocessing.get_context("fork").Process(target=_write_often, args=(file, n)) for n in (1, 2, 3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
        assert 0 == process.exitcode
    for seed in (1, 2, 3):
        for number in range(8):
            made = values(40, seed=seed * 100 + number)
            assert made == found(file, made)


def _write_for_ever(file: Path) -> None:
    number = 0
    while True:
        number += 1
        keep(file, values(300, seed=number % 5), only_used=number % 3 == 0)


@pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")
def test_a_process_that_dies_while_it_writes_leaves_a_store_that_opens(file: Path) -> None:
    keep(file, values(300, seed=0))
    dice = random.Random(3)
    for _ in range(12):
        process = multiprocessing.get_context("fork").Process(target=_write_for_ever, args=(file,))
        process.start()
        time.sleep(dice.uniform(0, 0.15))
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        connection = sqlite3.connect(file)
        assert [("ok",)] == connection.execute("pragma integrity_check").fetchall()
        connection.close()
        for seed in range(5):
            made = values(300, seed=seed)
            assert found(file, made) in ({}, made)


# --- size, and what must not stay ------------------------------------------------------------------------------


def test_the_file_stays_within_its_bound(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LIMIT_BYTES", 600_000)
    for number in range(12):
        made = values(60, seed=number)
        keep(file, made)
        assert file.stat().st_size <= 600_000
    assert found(file, made), "what the last build used is dropped last"


def test_a_build_larger_than_the_bound_keeps_its_smallest_things(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LIMIT_BYTES", 300_000)
    store, made = Store(file, "1"), values(400, 4_000)
    for key, value in made.items():
        store.put(key, value)
    store.close(file.parent)
    assert file.stat().st_size <= 300_000 + 2 * module._PAGE_BYTES
    kept = found(file, made)
    assert 20 < len(kept) < len(made)
    assert max(map(len, kept.values())) <= min(len(v) for k, v in made.items() if k not in kept) + 50


def test_a_deleted_text_leaves_no_trace_in_the_file(file: Path) -> None:
    name = "gia đình bà Nguyễn Thị Thử ở thôn Mẫu".encode()
    store = Store(file, "1")
    for number in range(50):
        store.keep_parsed(f"/tinh/content/{number}.md", b"d", (name if number == 25 else b"x" * len(name)) * 300)
    store.close(file.parent)
    assert name in b"".join(part.read_bytes() for part in file.parent.iterdir())
    store = Store(file, "1")
    store.forget_others("/tinh/content/", [f"/tinh/content/{n}.md" for n in range(50) if n != 25])
    store.close(file.parent)
    assert name not in b"".join(part.read_bytes() for part in file.parent.iterdir())


def test_only_files_of_the_same_folder_are_forgotten(file: Path) -> None:
    store = Store(file, "1")
    paths = ["/tinh [1]/content/a.md", "/tinh [1]/content/b.md", "/tinh 1/content/a.md", "/tinh [1]/content-2/a.md"]
    for path in paths:
        store.keep_parsed(path, b"d", b"v")
    store.close(file.parent)
    store = Store(file, "1")
    store.forget_others("/tinh [1]/content/", ["/tinh [1]/content/a.md"])
    store.close(file.parent)
    store = Store(file, "1")
    assert [True, False, True, True] == [path in store.recall() for path in paths]


def test_files_of_a_site_that_is_no_longer_there_are_forgotten(file: Path, tmp_path: Path) -> None:
    """A preview writes into a new folder each time it starts."""
    for number in range(3):
        site = tmp_path / f"xem-{number}"
        site.mkdir()
        keep(file, values(3), site)
        if number < 2:
            site.rmdir()
    connection = sqlite3.connect(file)
    assert [(str(site),)] == connection.execute("select distinct site from written").fetchall()
    connection.close()
