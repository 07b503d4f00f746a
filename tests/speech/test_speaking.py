"""What is written is read aloud as a newsreader does, and what nobody can read is told."""

import time
import unicodedata
from pathlib import Path

import pytest
import yaml

from giamngheo.speech import Leftover, Sense, national, speak

SPEECH = Path(__file__).parent.parent.parent / "plugins" / "giamngheo" / "speech"
CASES = yaml.safe_load((Path(__file__).parent / "cases.yml").read_text(encoding="utf-8"))
WRITTEN = [written for group in CASES.values() for written in group]


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


@pytest.mark.parametrize("file", [SPEECH / "tu-doc.yml", SPEECH / "vi.yml", Path(__file__).parent / "cases.yml"])
def test_nothing_is_taught_twice(file: Path) -> None:
    """Of two readings under one name YAML keeps the last without a word."""
    open_, repeated = [yaml.compose(file.read_text(encoding="utf-8"), yaml.CSafeLoader)], []
    while open_:
        node = open_.pop()
        if isinstance(node, yaml.MappingNode):
            names = [key.value for key, _ in node.value]
            repeated += [name for name in set(names) if names.count(name) > 1]
            open_ += [value for _, value in node.value]
    assert [] == repeated


def test_nothing_of_them_stays_unread() -> None:
    left = {written: speak(written, national()).leftovers for written in WRITTEN}
    assert {} == {written: found for written, found in left.items() if found}


def test_each_change_tells_where_it_stood() -> None:
    for text in (unicodedata.normalize("NFC", written) for written in WRITTEN):
        changes = speak(text, national()).changes
        assert [change.written for change in changes] == [text[one.start : one.end] for one in changes]


def test_what_is_said_needs_no_second_reading() -> None:
    """All signs, numbers and abbreviations are gone: what is said is read as it is written."""
    said = {written: speak(speak(written, national()).text, national()) for written in WRITTEN}
    assert {} == {written: again.text for written, again in said.items() if again.changes}


def test_a_line_stays_a_line() -> None:
    """Whoever puts paragraphs together finds them again: nothing reaches over the end of its line."""
    lines = [part for written in WRITTEN for part in (written, "", "- 10 -", "15 -", "(", "5 /", "tổ -")]
    said = speak("\n".join(lines), national()).text.split("\n")
    alone = [speak(line, national()).text for line in lines]
    assert len(lines) == len(said)
    assert [] == [(one, other) for one, other in zip(alone, said, strict=True) if one.split() != other.split()]


def test_the_same_text_is_said_the_same_in_another_form_of_unicode() -> None:
    text = " ".join(WRITTEN[:50])
    assert speak(text, national()) == speak(unicodedata.normalize("NFD", text), national())


def test_an_unknown_abbreviation_is_told_with_a_proposal_and_stays() -> None:
    spoken = speak("SASCO", national())
    assert ("SASCO", 1) == (spoken.text, len(spoken.leftovers))
    assert Leftover(0, 5, "SASCO", spoken.leftovers[0].proposal) == spoken.leftovers[0]


@pytest.mark.parametrize(
    ("written", "token", "proposal"),
    [("108 bào tử/g", "108", "mười mũ tám"), ("12.345z", "12.345z", "mười hai nghìn ba trăm bốn mươi lăm dét")],
)
def test_a_number_that_lost_its_meaning_is_told_with_what_it_may_be(written: str, token: str, proposal: str) -> None:
    """108 in a text about spores is ten to the eighth, whose figure above the line came down."""
    (left,) = speak(written, national()).leftovers
    assert (token, proposal) == (left.token, left.proposal)


@pytest.mark.parametrize(
    "written", ["05 (sáu) bản", "3.000.000 đồng (hai triệu đồng)", "40 triệu đồng/hộ (bốn triệu đồng)"]
)
def test_a_bracket_that_says_another_number_is_told_and_stays(written: str) -> None:
    spoken = speak(written, national())
    assert (1, True) == (len(spoken.leftovers), "(" in spoken.text)
    assert "(" not in spoken.leftovers[0].proposal


@pytest.mark.parametrize("written", ["ngày 31/2/2026", "ngày 15/13/2026"])
def test_a_day_that_no_calendar_has_is_told_and_stays(written: str) -> None:
    spoken = speak(written, national())
    assert (written, 1) == (spoken.text, len(spoken.leftovers))


# Less than this says nothing, in seconds.
TICK = 0.01


@pytest.mark.parametrize("unit", ["a.", "A/", "nghèo", "IV-", "UBND,", "1", "5.", ". ", "(", "-", "đ/"])
def test_a_long_line_without_a_space_takes_no_longer_for_its_length(unit: str) -> None:
    """Nobody writes one, but a table pasted into a text may be one."""
    # Ten times the signs take ten times as long; a hundred times where each is read again for every other.
    short = max(_taken(unit, 3_000), TICK)
    assert _taken(unit, 30_000) < 40 * short


def _taken(unit: str, signs: int) -> float:
    """Seconds of this process."""
    begun = time.process_time()
    speak(unit * (signs // len(unit)), national())
    return time.process_time() - begun


def test_what_nobody_sees_moves_nothing() -> None:
    """A soft hyphen of Word, a space of no width: both are silent; what stands behind is found where it is."""
    spoken = speak("UB\u00adND xã\u200b, SASCO", national())
    assert "Ủy ban nhân dân xã, SASCO" == spoken.text
    assert ("UB\u00adND", 11) == (spoken.changes[0].written, spoken.leftovers[0].start)


@pytest.mark.parametrize("written", ["KH", "TB", "BC", "CV", "HD", "NS"])
def test_an_abbreviation_of_many_senses_is_told_where_nothing_stands_beside_it(written: str) -> None:
    spoken = speak(written, national())
    assert (written, [written]) == (spoken.text, [one.token for one in spoken.leftovers])


def test_a_reading_of_a_province_replaces_that_of_the_country() -> None:
    lexicon = national().with_readings({"UBND": (Sense("u b n d"),), "SASCO": (Sense("sa s co"),)})
    spoken = speak("UBND, SASCO", lexicon)
    assert ("U b n d, sa s co", ()) == (spoken.text, spoken.leftovers)


@pytest.mark.parametrize("written", ["tỷ lệ GN 45,6%", "ông KL 45 tuổi", "DN 1.234,5"])
def test_a_number_behind_capitals_stays_whole(written: str) -> None:
    """What capitals mean may be unknown; the number behind them is none of theirs."""
    said = speak(written, national()).text
    number = {"tỷ lệ GN 45,6%": "bốn mươi lăm phẩy sáu phần trăm", "ông KL 45 tuổi": "bốn mươi lăm tuổi"}
    assert said.endswith(number.get(written, "một nghìn hai trăm ba mươi tư phẩy năm"))
