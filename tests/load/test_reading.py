"""What was read is remembered while the file is the same, and no edit is missed, whatever tool made it."""

import errno
import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from giamngheo.kinds.catalogue import Item
from giamngheo.load import reading
from giamngheo.load.content import Loaded, load
from giamngheo.load.reading import REST, SECOND, Memory, Stamp

Write = Callable[[str | Mapping[str, str | bytes]], Path]
SOURCE = "bai-viet/2026/a.md"
ARTICLE = """---
title: Nước
date: 2026-11-02
summary: Một câu.
topics: [y-te]
---

Nước về thôn.
"""
TOPICS = "nuoc-sach:\n  name: Nước sạch\n"


class Shelf:
    """What lies between two processes."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[bytes, bytes]] = {}

    def recall(self) -> Mapping[str, tuple[bytes, bytes]]:
        return dict(self.kept)

    def keep_parsed(self, path: str, digest: bytes, value: bytes) -> None:
        self.kept[path] = (digest, value)

    def forget_others(self, folder: str, paths: Iterable[str]) -> None:
        for path in {path for path in self.kept if path.startswith(folder)} - set(paths):
            del self.kept[path]


class Province:
    """A content folder that is read again and again: by one process, or by a new one each time."""

    def __init__(self, content: Path, is_one_process: bool, shelf: Shelf | None = None) -> None:
        self.content = content
        self.file = content / SOURCE
        self.shelf = shelf or Shelf()
        self._one = Memory(self.shelf) if is_one_process else None

    def load(self) -> Loaded:
        memory = self._one or Memory(self.shelf)
        loaded = load(self.content, memory)
        memory.save(self.content)
        return loaded

    def read(self) -> Item | None:
        return self.load().items["article"].get("a")

    @property
    def title(self) -> str | None:
        item = self.read()
        return item and str(getattr(item.entry, "title", None))


@pytest.fixture(params=[True, False], ids=["one process", "one process each time"])
def province(write: Write, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Province:
    monkeypatch.setattr(reading, "REST", SECOND // 50)
    folder = write({f"content/{SOURCE}": ARTICLE, "content/danh-muc/chu-de.yml": TOPICS})
    time.sleep(0.05)
    return Province(folder / "content", request.param)


# --- what is the same is not read ------------------------------------------------------------------------------


def test_a_file_that_lies_still_is_not_even_looked_into(province: Province) -> None:
    province.read()
    # Were its bytes looked at, they would be found to be others than those that the record is of.
    for path, (_, value) in province.shelf.kept.items():
        province.shelf.kept[path] = (b"?", value.replace("Nước".encode(), "Giếng".encode()))
    assert "Giếng" == Province(province.content, False, province.shelf).title


def test_a_file_that_was_touched_and_not_changed_is_not_read_again(province: Province) -> None:
    province.read()
    for path, (digest, value) in province.shelf.kept.items():
        province.shelf.kept[path] = (digest, value.replace("Nước".encode(), "Giếng".encode()))
    province.file.touch()
    later = Province(province.content, False, province.shelf)
    assert "Giếng" == later.title
    time.sleep(0.05)
    assert "Giếng" == later.title
    # By now its new stamp can be trusted, and was put down.
    for path, (_, value) in province.shelf.kept.items():
        province.shelf.kept[path] = (b"?", value)
    assert "Giếng" == later.title


def test_what_is_remembered_is_what_was_read(province: Province) -> None:
    first, again = province.read(), province.read()
    assert first is not None
    assert again is not None
    assert first == again
    assert dict(first.positions) == dict(again.positions)
    assert ((2, 8), "Nước về thôn.") == (again.where("title"), again.body)


def test_registers_are_remembered_with_the_places_of_their_fields(province: Province) -> None:
    for _ in range(2):
        loaded = province.load()
        item = loaded.items["topic"]["nuoc-sach"]
        assert ((1, 1), (2, 9)) == (item.where(), item.where("name"))
        assert "Nước sạch" == loaded.catalogue.topic("nuoc-sach").name
        assert "hộ" == loaded.catalogue.unit("household").name


def test_mistakes_are_told_at_every_build(province: Province) -> None:
    province.file.write_text(ARTICLE.replace("2026-11-02", "2026-13-02"), encoding="utf-8")
    assert [["F303"], ["F303"]] == [[problem.code for problem in province.load().problems] for _ in range(2)]


# --- no edit is missed -----------------------------------------------------------------------------------------

EDITED = ARTICLE.replace("Nước", "Giếng")
# As many bytes as before.
SAME_SIZE = ARTICLE.replace("Nước", "Rước")


def write_in_place(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def write_beside_and_rename(file: Path, text: str) -> None:
    new = file.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    new.replace(file)


def write_and_put_the_time_back(file: Path, text: str) -> None:
    """As `cp -p` and `rsync -t` do."""
    before = file.stat()
    file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def rename_and_put_the_time_back(file: Path, text: str) -> None:
    before = file.stat()
    write_beside_and_rename(file, text)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


NO_TIME_OF_CHANGE = pytest.mark.skipif(sys.platform == "win32", reason="Windows tells when a file was made instead")


@pytest.mark.parametrize("pause", [0, 0.05])
@pytest.mark.parametrize(
    "save",
    [
        write_in_place,
        write_beside_and_rename,
        pytest.param(write_and_put_the_time_back, marks=NO_TIME_OF_CHANGE),
        rename_and_put_the_time_back,
    ],
)
def test_an_edit_of_as_many_bytes_is_seen_however_it_was_saved(
    province: Province, save: Callable[[Path, str], None], pause: float
) -> None:
    assert "Nước" == province.title
    for text, title in ((SAME_SIZE, "Rước"), (ARTICLE, "Nước"), (SAME_SIZE, "Rước")):
        time.sleep(pause)
        save(province.file, text)
        assert title == province.title


def test_a_file_that_goes_and_comes_back_is_read_each_time(province: Province) -> None:
    province.read()
    province.file.unlink()
    assert province.read() is None
    assert all("bai-viet" not in path for path in province.shelf.kept)
    province.file.write_text(EDITED, encoding="utf-8")
    assert "Giếng" == province.title


@pytest.mark.parametrize(
    ("stamp", "is_settled"),
    [
        (Stamp(9, 1, 1, 7), True),
        (Stamp(9, SECOND + 1, 1, 7), False),  # written a moment ago
        (Stamp(9, 1, SECOND + 1, 7), False),  # renamed, or its time put back, a moment ago
        (Stamp(9, REST + 2 * SECOND, 1, 7), False),  # by a clock that is ahead of ours
        (Stamp(9, 0, 1, 7), False),  # whole seconds: the clock of the disk may be coarse
    ],
)
def test_a_stamp_is_trusted_when_whatever_comes_after_must_show_in_it(stamp: Stamp, is_settled: bool) -> None:
    assert is_settled == stamp.is_settled(REST + SECOND)


# --- what is asked for later -----------------------------------------------------------------------------------


def test_a_text_that_changed_while_the_build_went_on_is_not_taken_for_the_old_one(province: Province) -> None:
    province.read()
    item = Province(province.content, False, province.shelf).read()
    assert item is not None
    province.file.write_text(EDITED, encoding="utf-8")
    with pytest.raises(OSError, match="changed while") as caught:
        assert item.body
    assert errno.ESTALE == caught.value.errno
