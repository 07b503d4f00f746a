"""The benchmark's corpus: the same for the same seed, good Vietnamese text as text goes, and free of faults."""

import re
import statistics
import unicodedata
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from giamngheo.check.report import told
from giamngheo.kinds import DATED
from giamngheo.portal import Portal, assemble

COUNT = 300
SEED = 7


@pytest.fixture(scope="module")
def corpus(script: Callable[[str], ModuleType]) -> ModuleType:
    module: ModuleType = script("bench").corpus
    return module


@pytest.fixture(scope="module")
def files(corpus: ModuleType) -> dict[str, str]:
    """Our own files."""
    return dict(corpus.files(SEED, COUNT, corpus.OURS))


@pytest.fixture(scope="module")
def portal(corpus: ModuleType, files: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Portal:
    content = tmp_path_factory.mktemp("corpus") / "content"
    write(content, files)
    return assemble(content, "tinh-mau", corpus.LAST_DAY)


def write(content: Path, files: dict[str, str]) -> None:
    for source, text in files.items():
        (content / source).parent.mkdir(parents=True, exist_ok=True)
        (content / source).write_text(text, encoding="utf-8")


def entries(corpus: ModuleType, dialect: Any) -> list[Any]:
    return [corpus.entry(SEED, number, dialect) for number in range(COUNT)]


def syllables(text: str) -> list[str]:
    """What a reader reads: without the targets of links."""
    return re.findall(r"[^\W_]+", re.sub(r"\]\([^)]*\)", "]", text))


def front_matter(text: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(text.split("---\n")[1])
    return read


def test_the_same_seed_gives_the_same_files(corpus: ModuleType, files: dict[str, str]) -> None:
    corpus.head.cache_clear()
    assert files == dict(corpus.files(SEED, COUNT, corpus.OURS))
    assert files != dict(corpus.files(SEED + 1, COUNT, corpus.OURS))


def test_a_smaller_corpus_is_the_beginning_of_a_larger_one(corpus: ModuleType, files: dict[str, str]) -> None:
    assert dict(corpus.files(SEED, 40, corpus.OURS)).items() <= files.items()


def test_our_checks_find_nothing_in_it(portal: Portal) -> None:
    assert [] == [told(problem) for problem in portal.problems]


def test_our_checks_find_nothing_in_it_after_every_edit(
    corpus: ModuleType, files: dict[str, str], tmp_path: Path
) -> None:
    edits = corpus.edits(SEED, COUNT, corpus.OURS)
    write(tmp_path / "content", {**files, **{edit.source: edit.text for edit in edits}})
    assert () == assemble(tmp_path / "content", "tinh-mau", corpus.LAST_DAY).problems


def test_the_kinds_are_mixed_as_they_are_on_a_real_page(portal: Portal) -> None:
    counts = {kind: len(portal.public.of(kind)) for kind in (*DATED, "indicator")}
    assert {"article": 210, "question": 45, "story": 30, "activity": 15, "indicator": 2} == counts


def test_an_entry_has_about_six_hundred_syllables(corpus: ModuleType) -> None:
    lengths = [len(syllables(entry.body)) for entry in entries(corpus, corpus.OURS)]
    assert 570 <= statistics.mean(lengths) <= 630
    assert 400 <= min(lengths)


def test_the_words_are_many_and_their_frequencies_fall(corpus: ModuleType) -> None:
    found = [it.lower() for entry in entries(corpus, corpus.OURS) for it in syllables(entry.body) if it.isalpha()]
    common, rare = corpus.SYLLABLES[0], corpus.SYLLABLES[1500]
    assert len(set(found)) > 1500
    assert found.count(common) > 50 * max(1, found.count(rare))


def test_every_syllable_stands_once_in_the_list(corpus: ModuleType) -> None:
    assert len(corpus.SYLLABLES) == len(set(corpus.SYLLABLES))


def test_all_text_is_composed(files: dict[str, str]) -> None:
    assert [] == [source for source, text in files.items() if not unicodedata.is_normalized("NFC", text)]


def test_the_dates_spread_over_the_years(corpus: ModuleType) -> None:
    days = [corpus.head(SEED, number).date for number in range(COUNT)]
    assert set(range(2015, 2027)) == {day.year for day in days}
    assert max(days) <= corpus.LAST_DAY


def test_nothing_of_it_is_sample_content(repository: Path, files: dict[str, str]) -> None:
    sample = {paragraph for file in (repository / "content").rglob("*.md") for paragraph in paragraphs(file)}
    assert set() == sample & {part for text in files.values() for part in text.split("\n\n")}


def paragraphs(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").split("\n\n")


# --- the same for all generators -------------------------------------------------------------------------


def test_every_generator_reads_the_same_words(corpus: ModuleType) -> None:
    ours = [syllables(entry.body) for entry in entries(corpus, corpus.OURS)]
    for dialect in (corpus.HUGO, corpus.MATERIAL):
        assert ours == [syllables(entry.body) for entry in entries(corpus, dialect)]


@pytest.mark.parametrize("name", ["HUGO", "MATERIAL"])
def test_no_generator_gets_a_link_that_it_cannot_follow(corpus: ModuleType, name: str) -> None:
    assert not re.search(r"\]\([a-z]+:", "".join(entry.body for entry in entries(corpus, getattr(corpus, name))))


def test_links_are_typed_in_both_ways(corpus: ModuleType) -> None:
    bodies = "".join(entry.body for entry in entries(corpus, corpus.OURS))
    assert re.search(r"\]\(article:[a-z0-9-]+\)", bodies)
    assert re.search(r"\]\(indicator:[a-z0-9-]+\)", bodies)
    assert re.search(r"\]\([a-z0-9./-]+\.md\)", bodies)


def test_hugo_files_an_entry_by_what_our_front_matter_says(corpus: ModuleType) -> None:
    for ours, hugo in zip(entries(corpus, corpus.OURS), entries(corpus, corpus.HUGO), strict=True):
        mine, filed, kind = front_matter(ours.text), front_matter(hugo.text), corpus.HOMES[ours.head.kind]
        assert (mine["topics"], mine["places"], mine["audience"]) == tuple(
            filed[name] for name in ("chu-de", "dia-ban", "doi-tuong")
        )
        lists = {name: filed[f"{kind}/{name}"] for name in ("chu-de", "dia-ban", "nam")}
        assert {"chu-de": mine["topics"], "dia-ban": mine["places"], "nam": [str(mine["date"].year)]} == lists


def test_hugo_knows_an_indicator_by_place_with_the_values_of_ours(corpus: ModuleType) -> None:
    ours = yaml.safe_load(corpus.indicator(SEED, 1))
    hugo = front_matter(corpus.indicator_for_hugo(SEED, 1))
    by_place = [{"place": place, **row} for place, rows in hugo.pop("observations").items() for row in rows]
    assert ours.pop("observations") == by_place
    assert ours == {"name": hugo.pop("title"), **hugo}


def test_hugo_gets_the_national_registers_as_they_are(corpus: ModuleType, repository: Path) -> None:
    files = dict(corpus.files(SEED, 20, corpus.HUGO))
    national = repository / "plugins" / "giamngheo" / "national"
    for file in national.iterdir():
        assert file.read_text(encoding="utf-8") == files[f"danh-muc/quoc-gia/{file.name}"]


def test_hugo_is_not_told_to_write_a_page_for_every_synonym(corpus: ModuleType) -> None:
    fields = {key for entry in entries(corpus, corpus.HUGO) for key in front_matter(entry.text)}
    assert not fields & {"aliases", "slug", "url", "type", "layout", "outputs", "draft"}


def test_links_for_hugo_lead_to_pages_that_it_makes(corpus: ModuleType) -> None:
    files = dict(corpus.files(SEED, COUNT, corpus.HUGO))
    made = {f"/{source.removesuffix('.md')}/" for source in files}
    for entry in entries(corpus, corpus.HUGO):
        for target in re.findall(r"\]\(([^)]*)\)", entry.body):
            assert resolved("/" + entry.head.address, target) in made


def resolved(here: str, target: str) -> str:
    parts = [part for part in here.split("/") if part]
    for part in target.rstrip("/").split("/"):
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/" + "/".join(parts) + "/"


# --- edits -----------------------------------------------------------------------------------------------


def test_there_are_three_kinds_of_edit(corpus: ModuleType) -> None:
    assert ["body", "title", "new"] == [edit.kind for edit in corpus.edits(SEED, COUNT, corpus.OURS)]


@pytest.mark.parametrize("count", [20, 33, 300])
def test_a_body_edit_changes_one_sentence_of_one_article(corpus: ModuleType, count: int) -> None:
    edit = corpus.body_edit(SEED, count, corpus.OURS)
    before = dict(corpus.files(SEED, count, corpus.OURS))[edit.source].splitlines()
    after = edit.text.splitlines()
    assert edit.source.startswith("bai-viet/")
    assert 1 == sum(old != new for old, new in zip(before, after, strict=True))
    assert before[-1].rpartition(". ")[0] == after[-1].removesuffix(f". {edit.sought}")


def test_body_edits_one_after_another_are_different(corpus: ModuleType) -> None:
    sought = {corpus.body_edit(SEED, COUNT, corpus.OURS, nth).sought for nth in range(6)}
    assert 6 == len(sought)


def test_titles_of_the_newest_article_are_looked_for_in_the_list(corpus: ModuleType) -> None:
    edits = [corpus.newest_title(SEED, COUNT, corpus.OURS, nth) for nth in range(3)]
    assert 3 == len({edit.sought for edit in edits})
    assert {corpus.new_entry(SEED, COUNT, corpus.OURS).source} == {edit.source for edit in edits}
    assert {"bai-viet/"} == {edit.address for edit in edits}
    assert all(edit.sought == front_matter(edit.text)["title"] for edit in edits)


@pytest.mark.parametrize("count", [20, 33, 300])
def test_a_title_edit_changes_one_line_of_another_article(corpus: ModuleType, count: int) -> None:
    edit = corpus.title_edit(SEED, count, corpus.OURS)
    before = dict(corpus.files(SEED, count, corpus.OURS))[edit.source].splitlines()
    changed = [new for old, new in zip(before, edit.text.splitlines(), strict=True) if old != new]
    assert [f'title: "{edit.sought}"'] == changed
    assert edit.source != corpus.body_edit(SEED, count, corpus.OURS).source


@pytest.mark.parametrize("count", [20, 33, 300])
def test_a_new_entry_was_not_there_and_is_the_newest(corpus: ModuleType, count: int) -> None:
    edit = corpus.new_entry(SEED, count, corpus.OURS)
    assert edit.source not in dict(corpus.files(SEED, count, corpus.OURS))
    assert corpus.LAST_DAY == front_matter(edit.text)["date"]
    assert edit.source.startswith("bai-viet/2026/")
