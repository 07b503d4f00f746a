"""What is not read aloud is blank, and what is stands where it stood."""

import pytest

from giamngheo.markup.aloud import aloud


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("## Title **two** _three_", "Title two _three_"),
        ("[words](a/b.md) ![picture](c.jpg) end", "words end"),
        ("text[^1] end\n\n[^1]: note", "text end"),
        ("| one | two |", "one two"),
        ('{{ so("a", "b", 2025) }} is {: .big }', "is"),
        ("<https://a.vn> <br> a < b", "a < b"),
        ("<!-- hidden --> seen", "seen"),
    ],
)
def test_only_what_is_said_is_left(body: str, words: str) -> None:
    assert (words, len(body)) == (" ".join(aloud(body).split()), len(aloud(body)))


def test_a_word_stays_at_its_offset() -> None:
    body = "# A\n\n[link](x.md), **UBND**"
    assert body.index("UBND") == aloud(body).index("UBND")
