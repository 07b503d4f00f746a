"""However a Vietnamese word is typed, one key stands for it; Python and JavaScript find the same one."""

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giamngheo.search.fold import document_keys, exact, folded, words
from giamngheo.search.spelling import numbered, spelled, taken_apart, typed_raw

Client = Callable[..., Any]
VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))


def test_there_are_at_least_three_hundred_words() -> None:
    assert 300 <= len({word for word, _, _ in VECTORS["words"]})


def test_words_have_the_keys_that_both_programs_promise(client: Client) -> None:
    typed = [word for word, _, _ in VECTORS["words"]]
    assert VECTORS["words"] == [[word, exact(word), folded(exact(word))] for word in typed]
    found = client("given.typed.map((word) => [word, exact(word), folded(exact(word))])", typed=typed)
    assert VECTORS["words"] == found


def test_numbers_of_documents_have_one_key_in_any_spelling(client: Client) -> None:
    typed = [text for text, _ in VECTORS["documents"]]
    assert VECTORS["documents"] == [[text, document_keys(text)] for text in typed]
    assert VECTORS["documents"] == client("given.typed.map((text) => [text, documentKeys(text)])", typed=typed)


def test_what_no_input_method_heard_is_understood(client: Client) -> None:
    typed = [word for word, _ in VECTORS["raw"]]
    assert VECTORS["raw"] == [[word, typed_raw(word)] for word in typed]
    assert VECTORS["raw"] == client("given.typed.map((word) => [word, typedRaw(word)])", typed=typed)


def test_a_key_is_written_as_people_write_it(client: Client) -> None:
    keys = [key for key, _ in VECTORS["spelled"]]
    assert VECTORS["spelled"] == [[key, spelled(key)] for key in keys]
    assert VECTORS["spelled"] == client("given.keys.map((key) => [key, spelled(key)])", keys=keys)


@pytest.mark.parametrize("word", [word for word, _, _ in VECTORS["words"]][::20])
def test_a_folded_key_is_its_own_folded_key(word: str) -> None:
    assert folded(exact(word)) == folded(folded(exact(word)))


LETTERS = st.text(st.characters(codec="utf-8", max_codepoint=0x1EFF, exclude_categories=["Cs"]), max_size=12)


@given(st.sampled_from([word for word, _, _ in VECTORS["words"]]))
def test_composed_and_decomposed_words_have_the_same_key(word: str) -> None:
    assert exact(unicodedata.normalize("NFC", word)) == exact(unicodedata.normalize("NFD", word))


@settings(max_examples=5)
@given(st.lists(LETTERS, min_size=200, max_size=400))
def test_any_text_has_the_same_keys_in_both_programs(client: Client, texts: list[str]) -> None:
    ours = [[[key, folded(key)] for key in words(text)] for text in texts]
    theirs = client("given.texts.map((text) => words(text).map((key) => [key, folded(key)]))", texts=texts)
    assert ours == theirs


def test_a_script_without_spaces_is_read_sign_by_sign(client: Client) -> None:
    khmer = "\u1780\u17d2\u179a\u17b8 hộ"
    assert [*"\u1780\u17d2\u179a\u17b8", "hô5"] == words(khmer)
    assert words(khmer) == client("words(given.text)", text=khmer)


NUMBERS = {
    "nd07": ["nd 07"],
    "500k": ["500 k", "500.000"],
    "vay 100tr": ["vay 100 tr", "vay 100 triệu", "vay 100.000.000"],
    "1tr5": ["1 tr 5", "1,5 triệu", "1 triệu 5", "1.000.000 5"],
    "1 triệu rưỡi": ["1,5 triệu", "1.000.000 rưỡi"],
    "1.500.000 đồng": ["1,5 triệu đồng"],
    "0912345678": ["0912 345 678", "091 234 5678"],
    "0234 3822 123": ["02343822123", "0234 382 2123"],
    "24/2021": [],
}


def test_a_number_is_looked_for_as_it_is_printed(client: Client) -> None:
    assert NUMBERS == {text: numbered(text) for text in NUMBERS}
    assert [*NUMBERS.values()] == client("given.texts.map(numbered)", texts=[*NUMBERS])


def test_a_word_without_spaces_comes_apart_in_few_ways(client: Client) -> None:
    known = {"sap": 9, "a": 9, "sa": 2, "pa": 1, "ho": 5, "ngeo": 4, "ng": 1, "e": 1, "o": 1}
    made = {"sapa": ["sap a", "sa pa"], "hongheo": ["ho ngheo"], "xyz": []}
    assert made == {word: taken_apart(word, known) for word in made}
    theirs = client(
        "given.words.map((one) => takenApart(one, new Map(given.known), exact))",
        words=[*made],
        known=[*known.items()],
    )
    assert [*made.values()] == theirs
