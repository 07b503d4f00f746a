"""A province teaches readings; an entry's own hold over them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from giamngheo.derive.readings import lexicon_for, lexicon_of
from giamngheo.load.content import load
from giamngheo.speech import speak

TAUGHT = """
a: {written: [UBND], said: ủy ban}
b: {written: [BTV], said: bê tê vê, after: [lớp]}
c: {written: [Net One], said: nét oăn}
"""


@pytest.fixture
def said(tmp_path: Path) -> Callable[..., str]:
    (tmp_path / "content/danh-muc").mkdir(parents=True)
    (tmp_path / "content/danh-muc/tu-doc.yml").write_text(TAUGHT, encoding="utf-8")
    (tmp_path / "content/bai-viet").mkdir()
    (tmp_path / "content/bai-viet/a.md").write_text(
        "---\ntitle: A\ndate: 2026-11-02\nsummary: B.\nsay: {Net One: một mạng}\n---\nC.\n", encoding="utf-8"
    )
    catalogue = load(tmp_path / "content").catalogue
    (_, entry), *_ = catalogue.dated()
    lexicon = lexicon_of(catalogue)
    return lambda text, own=False: speak(text, lexicon_for(entry, lexicon) if own else lexicon).text


def test_a_reading_of_the_province_replaces_that_of_the_country(said: Callable[..., str]) -> None:
    assert "họp ủy ban" == said("họp UBND")


def test_a_reading_with_a_condition_leaves_the_others_as_they_are(said: Callable[..., str]) -> None:
    assert "lớp bê tê vê, Ban Thường vụ Huyện ủy" == said("lớp BTV, BTV Huyện ủy")


def test_an_entry_s_own_reading_holds_over_the_province_s(said: Callable[..., str]) -> None:
    assert ("nhờ nét oăn", "nhờ một mạng") == (said("nhờ Net One"), said("nhờ Net One", own=True))


def test_what_the_country_taught_is_still_known(said: Callable[..., str]) -> None:
    assert "thẻ bảo hiểm y tế" == said("thẻ BHYT")
