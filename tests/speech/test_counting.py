"""How long a text is to be read: as many syllables as words and numbers stand in it."""

import re
from pathlib import Path

import pytest
import yaml

from giamngheo.speech.counting import syllables

CASES = yaml.safe_load((Path(__file__).parent / "cases.yml").read_text(encoding="utf-8"))


def test_signs_are_no_syllables_and_part_words() -> None:
    """With a figure among them or without: both are counted alike."""
    texts = ("a-b, c/d (e) \u2013 f. \u2026", "\u201ca\u201d; b'c m\u00b2\tx\u00a0y\n\nz", "...", "")
    assert [6, 7, 0, 0] == [syllables(text) for text in texts]
    assert [7, 8, 1, 1] == [syllables(f"{text} 12") for text in texts]
    assert 3 == syllables("12a5")
    assert 2 == syllables("a_b")


@pytest.mark.parametrize("group", CASES)
def test_every_word_and_number_counts(group: str) -> None:
    for pair in CASES[group].items():
        for text in pair:
            assert len(re.findall(r"[^\W\d_]+|\d+", text)) == syllables(text), text
