"""Warm equals cold whatever was edited, and an edit makes anew what it touches and nothing else."""

import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giamngheo.keys import Key, key_of
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.search.documents import Document, plain
from giamngheo.search.index import ROOT, bring
from giamngheo.search.postings import Synonyms, Texts, postings
from giamngheo.search.shards import DIGITS, Plan, Shard, built, divided
from giamngheo.words import words

Site = dict[str, tuple[Key, bytes]]


class Building:
    """A site as files in memory: what it was, and what it becomes."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.next: Site = {}
        self.written: set[str] = set()

    def known(self, below: str) -> Mapping[str, Key]:
        return {path: key for path, (key, _) in self.site.items() if path.startswith(below)}

    def holds(self, path: str, key: Key) -> bool:
        if path in self.site and self.site[path][0] == key:
            self.next[path] = self.site[path]
            return True
        return False

    def read(self, path: str) -> str:
        return self.site[path][1].decode()

    def write(self, path: str, content: bytes, key: Key) -> None:
        self.next[path] = key, content
        self.written.add(path)


class Corpus:
    """Entries as the benchmark draws them, and which of them were asked for their texts."""

    def __init__(self, module: ModuleType) -> None:
        self.module = module
        self.asked: set[str] = set()

    def document(self, number: int, said: str = "", title: str = "") -> Document:
        entry = self.module.entry(self.module.SEED, number, self.module.OURS)
        texts = Texts(title or entry.head.title, "", "", f"{plain(entry.body)}\n{said}")
        address = f"bai-viet/{number}/"

        def make() -> Texts:
            self.asked.add(address)
            return texts

        day = date(2020 + number % 6, 1, 1)
        return Document(address, "article", day, (), (), (), key_of(address, repr(texts)), make)


@pytest.fixture(scope="module")
def entries(corpus: ModuleType) -> Corpus:
    return Corpus(corpus)


def build(site: Site, documents: Iterable[Document]) -> Building:
    building = Building(site)
    share = bring(building, documents, Catalogue({}), words("vi"), b"code")
    assert share == (len(shards_in(building.written)), len(shards_in(building.next)))
    return building


def shards_in(paths: Iterable[str]) -> set[str]:
    return {path for path in paths if path.startswith(f"{ROOT}k/")}


EDITS = st.lists(
    st.lists(st.tuples(st.sampled_from(["add", "drop", "say", "title"]), st.integers(0, 60)), min_size=1, max_size=4),
    min_size=1,
    max_size=4,
)


@settings(max_examples=20)
@given(st.integers(30, 50), EDITS)
def test_after_any_edits_the_index_is_the_one_of_a_new_build(
    entries: Corpus, count: int, builds: Sequence[Sequence[tuple[str, int]]]
) -> None:
    held = {number: entries.document(number) for number in range(count)}
    site = build({}, held.values()).next
    for edits in builds:
        for what, number in edits:
            if what == "add":
                held[number] = entries.document(number)
            elif what == "drop":
                held.pop(number, None)
            elif number in held:
                change = {"said": "Nhà có đàn ong mật."} if what == "say" else {"title": "Nuôi ong lấy mật"}
                held[number] = entries.document(number, **change)
        site = build(site, held.values()).next
        assert build({}, held.values()).next == site


@pytest.fixture(scope="module")
def three_hundred(entries: Corpus) -> Site:
    return build({}, map(entries.document, range(300))).next


CHANGES: Mapping[str, Callable[[Corpus], list[Document]]] = {
    "sentence": lambda of: [*map(of.document, range(299)), of.document(299, "Nhà có đàn ong mật.")],
    "title": lambda of: [*map(of.document, range(299)), of.document(299, title="Nuôi ong lấy mật")],
    "new": lambda of: [*map(of.document, range(301))],
    "three new": lambda of: [*map(of.document, range(303))],
    "gone": lambda of: [*map(of.document, range(299))],
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_edit_indexes_its_entry_alone(entries: Corpus, three_hundred: Site, change: str) -> None:
    documents = CHANGES[change](entries)
    entries.asked.clear()
    building = build(three_hundred, documents)
    told = {path for path in building.written if path.startswith(f"{ROOT}t/")}
    assert {"new": 1, "three new": 3, "gone": 0}.get(change, 1) == len(entries.asked) == len(told)
    entries.asked.clear()
    assert building.next == build({}, documents).next


def test_a_sentence_rewrites_the_shards_of_its_words_alone(entries: Corpus, three_hundred: Site) -> None:
    building = build(three_hundred, CHANGES["sentence"](entries))
    # Five syllables and five pairs, none of which stood there before, in at most as many of 300 shards.
    assert 300 == len(shards_in(three_hundred))
    assert 1 <= len(shards_in(building.written)) <= 10


def test_what_is_the_same_writes_nothing(entries: Corpus, three_hundred: Site) -> None:
    assert set() == build(three_hundred, map(entries.document, range(300))).written


def test_a_shard_that_somebody_touched_is_made_whole_again(entries: Corpus, three_hundred: Site) -> None:
    touched = {path: file for path, file in three_hundred.items() if path != f"{ROOT}k/7.txt"}
    assert three_hundred == build(touched, map(entries.document, range(300))).next


def test_documents_that_do_not_fit_into_memory_at_once_make_the_same_shards(entries: Corpus) -> None:
    plan, none = Plan(50), Synonyms([])
    found = [(number, postings(entries.document(number).make(), none)) for number in range(50)]
    assert list(built(found, plan)) == list(built(found, plan, 7)) == list(built(found, plan, 25))


STEPS_OF = st.dictionaries(st.integers(0, 400), st.integers(1, 15), min_size=290, max_size=310)


@settings(max_examples=50)
@given(STEPS_OF, st.lists(st.tuples(st.integers(0, 400), st.integers(0, 15)), max_size=30))
def test_of_a_common_key_the_best_stand_in_the_shard_whatever_came_and_went(
    steps: dict[int, int], changes: Sequence[tuple[int, int]]
) -> None:
    plan = Plan(400)

    def shard() -> Shard:
        tokens = "".join(f"{plan.name(number)}{DIGITS[step]}" for number, step in sorted(steps.items()))
        return Shard.of(["ho65\tABC1", f"ho65 ngeo2\t{tokens}", "ho65 o3\tABC1"], plan.width)

    patched = shard()
    for number, step in changes:
        steps.pop(number, None)
        if step:
            steps[number] = step
        patched.patch("ho65 ngeo2", plan.name(number), step or None)
    assert shard().texts() == patched.texts() == Shard.read(*patched.texts()).texts()


@given(st.text("abcdghinotu", min_size=1, max_size=5), st.integers(16, 90), st.integers(16, 90))
def test_with_more_shards_keys_move_only_out_of_those_that_are_divided(key: str, before: int, after: int) -> None:
    old, new = Plan(before).places.of(key), Plan(after).places.of(key)
    assert old == new or {old, new} <= divided(before, after)


def test_one_shard_more_divides_one(entries: Corpus) -> None:
    del entries
    assert [2] * 80 == [len(divided(count, count + 1)) for count in range(16, 96)]


MARKS: Mapping[str, tuple[str, str]] = {
    "emphasis": ("Một **hộ** thoát *nghèo* và `mã` với ~~xoá~~.", "Một hộ thoát nghèo và mã với xoá."),
    "underscores": ("_Hộ_ nghèo, __cận nghèo__, ma_ho", "Hộ nghèo, cận nghèo, ma_ho"),
    "links": ('Xem [hồ sơ](../a.md), [mẫu][1] và ![ảnh nhà](a.jpg "Nhà").', "Xem hồ sơ, mẫu và ảnh nhà."),
    "lists": ("# Đầu đề\n\n- một\n* hai\n3. ba\n> bốn", "Đầu đề\nmột\nhai\nba\nbốn"),
    "tables": ("| Xã | Số |\n|---|--:|\n| A | 5 |", "Xã; Số\nA; 5"),
    "html": ("Chữ<br>và <!-- ghi\nchú --> hết{.lop}", "Chữ và hết"),
    "fences": ("```yaml\nten: A\n```\nhết", "ten: A\nhết"),
    "notes": ("Có chú thích[^1].\n\n[^1]: Ở đây.", "Có chú thích.\nỞ đây."),
    "admonitions": ('!!! note "Lưu ý"\n    Nhớ kỹ.', '"Lưu ý"\nNhớ kỹ.'),
    "spaces": ("Một  hai\tba   \n\n\n   bốn", "Một hai ba\nbốn"),
}


@pytest.mark.parametrize("name", MARKS)
def test_of_markdown_the_words_stay(name: str) -> None:
    markdown, said = MARKS[name]
    assert said == plain(markdown)


def asked(*arguments: str | Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "giamngheo", "search", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.fixture(scope="module")
def folder(three_hundred: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("site")
    for path, (_, content) in three_hundred.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
    return site


def test_the_command_line_asks_the_same_index(entries: Corpus, folder: Path) -> None:
    title = entries.document(7).make().title
    said, wrong = asked(title, folder).communicate()
    assert title in said.decode().splitlines()[0]
    assert b"" == wrong


def test_the_command_line_ends_quietly_when_nobody_listens_any_more(folder: Path) -> None:
    process = asked("nghèo", folder)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert b"" == process.stderr.read()
    assert 0 == process.wait()


@pytest.mark.parametrize("query", [["nghèo"], []])
def test_without_an_index_the_command_line_says_what_to_do(tmp_path: Path, query: list[str]) -> None:
    process = asked(*query, *[tmp_path][: len(query)])
    _, said = process.communicate()
    assert "scripts/build.py" in said.decode()
    assert 2 == process.returncode


def test_a_number_is_kept_when_others_come(entries: Corpus) -> None:
    addresses = [f"bai-viet/{number}/" for number in range(2000)]
    few, many = (Plan(count).number_of(addresses[:count]) for count in (500, 2000))
    moved: list[Any] = [address for address in few if few[address] != many[address]]
    assert len(moved) <= 10
