"""Scripts for loudspeakers: everything in words, never longer than it says, marks heard and not only printed."""

import re
from html import unescape
from pathlib import Path

import pytest
import yaml

from giamngheo.export.aloud import SPEEDS, length
from giamngheo.speech import national, speak
from giamngheo.speech.counting import syllables
from giamngheo.words import words

DEMONSTRATION = "Đây là nội dung trình diễn, không phải thông báo của cơ quan nhà nước."


def scripts(site: Path) -> list[Path]:
    found = sorted(site.rglob("tai-su-dung/*-loa.txt"))
    assert found
    return found


def cuts(file: Path) -> dict[str, str]:
    """What is read, by the name of the cut."""
    text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    _, _, read = text.partition("=" * 40)
    parts = re.split(r"\n\n\[(.+?)\]\n\n", f"\n{read.rstrip()}")
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.slow
def test_every_vietnamese_entry_of_the_sample_has_a_script(built_site: Path) -> None:
    entries = {file.parent for file in built_site.rglob("tai-su-dung/*.docx") if "en" not in file.parts}
    assert entries == {file.parent for file in scripts(built_site)}


@pytest.mark.slow
def test_nothing_is_left_to_be_guessed_by_the_reader(built_site: Path) -> None:
    left: list[object] = []
    for file in scripts(built_site):
        for text in cuts(file).values():
            assert not re.search(r"[\d%/@#|]|\b[A-Z]{2,}\b", text), file
            left += [(file.name, one.token) for one in speak(text, national()).leftovers]
    assert [] == left


@pytest.mark.slow
def test_a_cut_keeps_to_its_seconds_at_the_slowest_reading(built_site: Path) -> None:
    for file in scripts(built_site):
        for name, text in cuts(file).items():
            seconds = re.search(r"\d+", name)
            if seconds:
                assert syllables(text) * 60 / SPEEDS[0] <= int(seconds[0]), (file, name)
        assert "Bản đầy đủ" in cuts(file)


@pytest.mark.slow
def test_no_short_cut_ends_with_a_heading_or_a_number_whose_text_is_not_read(built_site: Path) -> None:
    last = {}
    for file in scripts(built_site):
        *short, whole = cuts(file).values()
        for text in short:
            last[file.name, text] = re.split(r"(?<=[.!?])\s+", text.split("\n\n")[-2])[-1], whole.split("\n\n")
    assert last
    ended = [(name, one) for (name, _), (one, lines) in last.items() if syllables(one) < 5 and one in lines]
    assert [] == ended
    assert [] == [name for (name, _), (one, _) in last.items() if one[-1] not in ".!?…”"]


@pytest.mark.slow
def test_marks_are_heard_first_and_the_source_last_in_every_cut(built_site: Path) -> None:
    for file in scripts(built_site):
        for text in cuts(file).values():
            paragraphs = text.split("\n\n")
            assert DEMONSTRATION == paragraphs[0], file
            is_story = "guong-dien-hinh" in file.parts
            assert paragraphs[1].startswith("Câu chuyện sau đây là chuyện minh họa") == is_story, file
            assert "Bà con vừa nghe bài của Trang thông tin giảm nghèo thành phố Huế." == paragraphs[-1]


@pytest.mark.slow
def test_no_answer_is_heard_without_its_question(built_site: Path) -> None:
    asked = [file for file in scripts(built_site) if "hoi-dap" in file.parts]
    assert asked
    for file in asked:
        for name, text in cuts(file).items():
            assert "?" in text.split("\n\n")[1], (file, name)


@pytest.mark.slow
def test_the_page_offers_the_words_of_the_file_and_says_how_long_they_take(built_site: Path) -> None:
    for file in scripts(built_site):
        page = (file.parent / "index.html").read_text(encoding="utf-8")
        boxes = [unescape(one) for one in re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)]
        assert list(cuts(file).values()) == boxes[: len(cuts(file))], file
        head = file.read_bytes().decode("utf-8-sig")
        told = re.search(r"Dài .* \(180 tiếng một phút\), .* \(233\), .* \(250\)\. Bài có ([\d.]+) tiếng\.", head)
        assert told is not None
        assert int(told[1].replace(".", "")) == syllables(cuts(file)["Bản đầy đủ"])
        assert told[0] in page


def test_seconds_and_minutes_are_rounded_up() -> None:
    assert ["30 giây", "1 phút", "1 phút 1 giây", "10 phút 5 giây"] == [
        length(count, 180, words()) for count in (90, 180, 181, 1815)
    ]


FIGURES = yaml.safe_load((Path(__file__).parent.parent / "speech/figures.yml").read_text(encoding="utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize("name", FIGURES)
def test_every_number_about_what_the_source_articles_tell_is_said_as_a_newsreader_says_it(
    built_site: Path, name: str
) -> None:
    stem = built_site / f"bai-viet/2026/{name}/tai-su-dung/{name}"
    written = stem.with_suffix(".txt").read_text(encoding="utf-8-sig").partition("\nNGUỒN\n")[0]
    said = cuts(stem.with_name(f"{name}-loa.txt"))["Bản đầy đủ"].lower()
    for form, words_ in FIGURES[name]:
        assert form in written
        assert words_ in said, form
    for form, _ in sorted(FIGURES[name], key=lambda pair: -len(pair[0])):
        written = written.replace(form, "")
    assert "" == "".join(re.findall(r"\d", written)), "numbers that nobody has judged"
