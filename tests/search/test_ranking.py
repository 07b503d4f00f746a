"""What readers look for stands first, with marks and without; Python and JavaScript rank alike."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from giamngheo.search.query import search
from giamngheo.search.reader import Index

Client = Callable[..., Any]
Indexed = Callable[[dict[str, str]], tuple[dict[str, str], dict[int, str]]]
ASK = """{
  const index = new Index(async (name) => given.files[name], async () => respelled);
  const answers = [];
  for (const [text, isTyping] of given.queries) {
    const answer = await ask(index, text, isTyping, false);
    answers.push([ranked(answer.scores).slice(0, 20), answer.scores.size, answer.suggestion]);
  }
  return answers;
}"""


def without_marks(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@pytest.fixture(scope="module")
def index(judged: Any) -> Index:
    return Index(judged.files.__getitem__)


def typed(judged: Any, marked: bool) -> list[tuple[str, dict[str, Any]]]:
    texts = [q["q"] if marked else q.get("plain") or without_marks(q["q"]) for q in judged.queries]
    return list(zip(texts, judged.queries, strict=True))


def rank(judged: Any, index: Index, text: str, right: list[str]) -> int | None:
    names = [judged.names[number] for number in search(index, text).ranked]
    return next((place for place, name in enumerate(names, 1) if name in right), None)


@pytest.mark.parametrize(("marked", "goal"), [(True, 0.95), (False, 0.92)])
def test_what_is_right_stands_first(judged: Any, index: Index, marked: bool, goal: float) -> None:
    ranks = {text: rank(judged, index, text, query["right"]) for text, query in typed(judged, marked)}
    mean = sum(1 / place if place else 0 for place in ranks.values()) / len(ranks)
    assert goal <= mean, {text: place for text, place in ranks.items() if place != 1}


def test_marks_tell_words_apart(judged: Any, index: Index) -> None:
    wrong = []
    for text, query in typed(judged, True):
        names = [judged.names[number] for number in search(index, text).ranked]
        right = min(names.index(name) if name in names else len(names) for name in query["right"])
        wrong += [(text, name) for name in query.get("below", ()) if name in names[:right]]
    assert [] == wrong


def test_both_programs_rank_alike(judged: Any, index: Index, client: Client) -> None:
    queries = [(text, False) for marked in (True, False) for text, _ in typed(judged, marked)]
    begun = [(text[: max(1, len(text) - 2)], True) for text, _ in queries]
    queries += begun + [(text.split()[0][:2], True) for text, _ in queries]
    # Nothing but a question so far, and the first letter of what is asked.
    queries += [("tôi là s", True), ("là s", True), ("muốn hỏi q", True)]
    ours = []
    for text, is_typing in queries:
        answer = search(index, text, is_typing)
        ours.append([answer.ranked[:20], len(answer.scores), answer.suggestion])
    theirs = client(ASK, files=judged.files, queries=queries)
    assert [] == [(q, a, b) for q, a, b in zip(queries, ours, theirs, strict=True) if a != b]


def test_a_slip_is_named(judged: Any, index: Index) -> None:
    assert "sương muối" == search(index, "xương muối").suggestion


def test_letters_that_nobody_has_explained_are_no_slip(judged: Any, index: Index, client: Client) -> None:
    answer = search(index, "nkv")
    assert ["", {}] == [answer.suggestion, answer.scores]
    assert [[[], 0, ""]] == client(ASK, files=judged.files, queries=[("nkv", False)])


def test_a_word_being_typed_finds_what_begins_so(judged: Any, index: Index) -> None:
    assert "suong-muoi" == judged.names[search(index, "sương mu", is_typing=True).ranked[0]]


def found(indexed: Indexed, texts: dict[str, str], *queries: str) -> list[list[str]]:
    files, names = indexed(texts)
    return [[names[number] for number in search(Index(files.__getitem__), query).ranked] for query in queries]


def test_each_reading_of_an_unmarked_query_has_a_page_among_the_first(indexed: Indexed) -> None:
    texts = {f"lúa {number}": f"Mùa lúa mới ở thôn {number}. Lúa mới phơi đầy sân." for number in range(30)}
    texts |= {"lụa": "Nghề dệt. Lụa mới bán ở chợ phiên.", "lứa": "Đàn gà. Lứa mới gần hai trăm con."}
    plain, marked = ([name.split()[0] for name in names[:3]] for names in found(indexed, texts, "lua moi", "lúa mới"))
    assert "lúa" == plain[0]
    assert {"lúa", "lụa", "lứa"} == {*plain}
    assert ["lúa"] * 3 == marked


def test_two_phrases_say_more_than_the_words_where_they_meet(indexed: Indexed) -> None:
    texts = {f"Huế {number}": "Cầu mới. Thừa Thiên Huế vào mùa mưa." for number in range(20)}
    texts |= {f"nghèo {number}": "Cầu mới. Xã bàn việc giảm nghèo." for number in range(20)}
    texts |= {
        "both": "Đường xa. Thừa Thiên Huế vào mùa mưa. Xã bàn việc giảm nghèo.",
        "meet": "Đường xa. Nắng ở Huế giảm dần. Xã bàn việc giảm nghèo.",
    }
    names = found(indexed, texts, "Thừa Thiên Huế giảm nghèo", "thua thien hue giam ngheo")
    assert ["both", "both"] == [first for first, *_ in names]


def test_of_pairs_that_most_pages_have_the_rest_of_one_is_read(indexed: Indexed) -> None:
    texts = {f"a{number}": "Nhà của hộ cận kề. Có việc của người cận nghèo." for number in range(350)}
    texts |= {f"b{number}": "Nhà của người cận nghèo. Có việc của hộ cận kề." for number in range(350)}
    files, _ = indexed(texts)
    read: list[str] = []
    answer = search(Index(lambda name: read.append(name) or files[name]), "hộ cận nghèo")
    assert 1 == len([name for name in read if name.startswith("d/")])
    assert 700 == len(answer.scores)


BEGUN = {
    "trồng r": "rừng",
    "trồng rừ": "rừng",
    "trong ru": "rừng",
    "học ngh": "nghề",
    "hộ cậ": "cận",
    "lươ": "lươn",
    "luo": "lươn",
    "L": "lươn",
}


@pytest.mark.parametrize("text", BEGUN)
def test_a_word_that_is_begun_is_no_slip(indexed: Indexed, text: str) -> None:
    texts = {
        "rừng": "Trồng rừng gỗ lớn. Cây keo ba năm tuổi.",
        "nghề": "Học nghề may. Khóa học ba tháng.",
        "cận": "Hộ cận nghèo vay vốn. Hộ có đơn thì được xét.",
        "lươn": "Nuôi lươn không bùn. Bể đặt sau nhà.",
    }
    files, names = indexed(texts)
    answer = search(Index(files.__getitem__), text, is_typing=True)
    assert (BEGUN[text], "") == (names[answer.ranked[0]], answer.suggestion)


def test_a_word_that_stands_nowhere_is_a_slip_whatever_the_others_find(indexed: Indexed) -> None:
    texts = {f"{number}": "Bảo hiểm xã hội. Cơ quan bảo hiểm xã hội ở gần chợ." for number in range(5)}
    files, _ = indexed(texts)
    assert "bao hiem xa hội" == search(Index(files.__getitem__), "bao hiem xa hoii").suggestion
