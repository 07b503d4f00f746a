"""What is written is read aloud as a newsreader does, and what nobody can read is told."""

import unicodedata
from pathlib import Path

import pytest
import yaml

from giamngheo.speech import Leftover, Sense, national, speak

CASES = yaml.safe_load((Path(__file__).parent / "cases.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        pytest.param(written, said, id=f"{group}: {written}")
        for group in CASES
        for written, said in CASES[group].items()
    ],
)
def test_it_is_said_so(written: str, said: str) -> None:
    assert said == speak(written, national()).text


@pytest.mark.parametrize("written", [written for group in CASES.values() for written in group])
def test_nothing_of_it_stays_unread(written: str) -> None:
    assert () == speak(written, national()).leftovers


@pytest.mark.parametrize("written", [written for group in CASES.values() for written in group])
def test_each_change_tells_where_it_stood(written: str) -> None:
    text = unicodedata.normalize("NFC", written)
    spoken = speak(text, national())
    assert [change.written for change in spoken.changes] == [text[one.start : one.end] for one in spoken.changes]


def test_an_unknown_abbreviation_is_told_with_a_proposal_and_stays() -> None:
    spoken = speak("SASCO", national())
    assert ("SASCO", 1) == (spoken.text, len(spoken.leftovers))
    assert Leftover(0, 5, "SASCO", spoken.leftovers[0].proposal) == spoken.leftovers[0]


def test_a_reading_of_a_province_replaces_that_of_the_country() -> None:
    lexicon = national().with_readings({"UBND": (Sense("u b n d"),), "SASCO": (Sense("sa s co"),)})
    spoken = speak("UBND, SASCO", lexicon)
    assert ("U b n d, sa s co", ()) == (spoken.text, spoken.leftovers)
