"""What readers look for stands first, with marks and without; Python and JavaScript rank alike."""

import json
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from giamngheo.search.postings import Texts
from giamngheo.search.query import said, search
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

FIND = """{
  const index = new Index(async (name) => given.files[name], async () => respelled);
  return search(index, given.query, {}, {});
}"""
SHOW = "shownOf(given.title, given.text, soughtBy(said(given.query, []), []))"


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


def meant(indexed: Indexed, texts: dict[str, str], query: str) -> tuple[list[str], str]:
    """The documents that a query finds, and how it was understood."""
    files, names = indexed(texts)
    answer = search(Index(files.__getitem__), query)
    return [names[number] for number in answer.ranked], answer.suggestion


def test_what_sounds_alike_is_meant_before_what_is_one_letter_away(indexed: Indexed) -> None:
    texts = {f"rễ {number}": "Cây khỏe. Bón cho rễ cây." for number in range(9)} | {"trễ": "Nộp trễ. Giống nộp muộn."}
    assert (["trễ"], "nop trễ") == meant(indexed, texts, "nop che")


def test_of_slips_alike_likely_the_one_that_more_texts_say_is_meant(indexed: Indexed) -> None:
    texts = {f"nghèo {number}": "Xét hộ nghèo. Hộ nghèo có giấy." for number in range(9)}
    texts |= {"nghe": "Buổi tối. Cả họ nghe loa."}
    assert "ho nghèo" == meant(indexed, texts, "ho nghoe")[1]


def test_what_was_meant_is_answered_as_if_it_had_been_typed(indexed: Indexed) -> None:
    texts = {f"{number}": "Chính sách mới. Chính sách hỗ trợ. Người dân vay vốn." for number in range(4)}
    right, wrong = (meant(indexed, texts, query)[0] for query in ("chính sách vay vốn", "chính xách vay vốn"))
    assert right == wrong != []


def test_a_word_with_its_marks_asks_only_what_it_says(indexed: Indexed, client: Client) -> None:
    files, _ = indexed({"xã": "Thị xã. Cầu mới."})
    questions = Index(files.__getitem__).head["questions"]
    asks = {"thị xã": [0, 0], "hộ nghèo thì sao": [0, 0, 2, 2], "thi xa": [1, 0]}
    assert asks == {text: [word.asking for word in said(text, questions)] for text in asks}
    theirs = "given.texts.map((text) => said(text, given.questions).map((word) => word.asking))"
    assert [*asks.values()] == client(theirs, texts=[*asks], questions=questions)


def test_a_word_of_no_text_that_has_its_marks_is_not_taken_for_another(indexed: Indexed) -> None:
    assert ([], "") == meant(indexed, {"cấp": "Trợ cấp. Cấp giấy cho hộ nghèo."}, "bắp")


@pytest.mark.parametrize("text", ["nuôi vịt", "mat dien", "gạo mới"])
def test_a_word_that_could_be_meant_as_it_stands_is_not_taken_for_another(
    indexed: Indexed, client: Client, text: str
) -> None:
    texts = {f"ít {number}": "Đàn gà. Nuôi ít thôi, ai cũng mất tiền giống." for number in range(4)}
    texts |= {"điện": "Trời mưa. Cả xóm không có điện.", "ga": "Đường sắt. Nhà ga ở phố mới."}
    files, _ = indexed(texts)
    assert "" == search(Index(files.__getitem__), text).suggestion
    assert "" == client(ASK, files=files, queries=[(text, False)])[0][2]


RESPELLED = {
    "lừa đảo qua ddieenj thoaij": ("lừa", "lừa đảo qua điện thoại"),
    "chuanngheo2027": ("chuẩn", "chuẩn nghèo 2027"),
    "di en thoai": ("lừa", "điện thoại"),
    "vay 100tr": ("vay", "vay 100 triệu"),
    "500k": ("tiền", "500.000"),
    "0912345678": ("số", "0912 345 678"),
}


@pytest.mark.parametrize("query", RESPELLED)
def test_what_is_typed_glued_split_raw_or_in_short_numbers_is_understood(
    indexed: Indexed, client: Client, query: str
) -> None:
    texts = {
        "lừa": "Kẻ xấu. Lừa đảo qua điện thoại.",
        "chuẩn": "Mức mới. Chuẩn nghèo 2027 cao hơn.",
        "vay": "Vốn. Được vay 100 triệu đồng.",
        "tiền": "Trợ cấp. Mỗi tháng 500.000 đồng.",
        "số": "Liên hệ. Gọi 0912.345.678 giờ hành chính.",
    }
    files, names = indexed(texts)
    answer = search(Index(files.__getitem__), query)
    assert RESPELLED[query] == (names[answer.ranked[0]], answer.suggestion)
    theirs = [[answer.ranked[:20], len(answer.scores), answer.suggestion]]
    assert theirs == client(ASK, files=files, queries=[(query, False)])


def test_where_nothing_has_all_words_what_has_most_of_them_is_shown(indexed: Indexed, client: Client) -> None:
    texts = {"vay": "Vay vốn. Hộ vay vốn ở tổ.", "nhà": "Sửa nhà. Nhà dột thì báo xã.", "xa": "Đường xa. Cầu treo."}
    files, names = indexed(texts)
    answer = search(Index(files.__getitem__), "vốn sửa xanhua")
    assert {"vay", "nhà"} == {names[number] for number in answer.ranked}
    told = json.dumps({"u": "", "k": "", "d": "", "p": [], "t": "", "s": "", "b": ""})
    files |= {f"t/{number}.json": told for number in names}
    found = client(FIND, files=files, query="vốn sửa xanhua")
    assert ("partly", 2) == (found["amount"], found["total"])


def test_where_no_two_words_stand_together_it_is_said_that_no_page_says_it(indexed: Indexed, client: Client) -> None:
    texts = {"áo": "Áo mưa. Gần chợ có tiệm đầm.", "chợ": "Chợ mới. Áo cũ và đầm cũ bán ở cuối dãy."}
    files, names = indexed(texts)
    told = json.dumps({"u": "", "k": "", "d": "", "p": [], "t": "", "s": "", "b": ""})
    files |= {f"t/{number}.json": told for number in names}
    amounts = [client(FIND, files=files, query=query)["amount"] for query in ("áo đầm", "áo cũ")]
    assert ["partly", "some"] == amounts


def test_words_by_which_one_asks_say_no_more_than_what_is_asked(indexed: Indexed, client: Client) -> None:
    texts = {f"nghèo {number}": "Chuyện xóm. Hộ nghèo ở cuối bãi." for number in range(9)}
    texts |= {"hộ": "Hộ nghèo. Xét hằng năm.", "gì": "Lớp học. Được gì thì ghi ở bảng. Hộ nghèo hỏi xã."}
    files, names = indexed(texts)
    ranked = search(Index(files.__getitem__), "hộ nghèo được gì").ranked
    assert "hộ" == names[ranked[0]]
    assert ranked == client(ASK, files=files, queries=[("hộ nghèo được gì", False)])[0][0]


def test_two_words_that_meet_by_chance_in_one_text_leave_room_for_the_others(indexed: Indexed) -> None:
    texts = {f"nghề {number}": "Lớp học nghề. Học nghề thì được tiền ăn." for number in range(9)}
    texts |= {"chance": "Đường xa. Muốn giỏi thì đi học nghề được tiền."}
    assert 10 == len(meant(indexed, texts, "học nghề được tiền")[0])


def test_a_pair_of_no_text_makes_its_neighbours_no_dearer(indexed: Indexed, client: Client) -> None:
    texts = {f"nghèo {number}": "Cầu mới. Hộ cận nghèo có đơn." for number in range(20)}
    texts |= {"chance": "Cầu mới. Hộ cận nghèo mua giống.", "card": "Cầu mới. Hộ cận nghèo nhận thẻ bảo hiểm."}
    files, names = indexed(texts)
    answer = search(Index(files.__getitem__), "cận nghèo mua thẻ bảo hiểm")
    assert "card" == names[answer.ranked[0]]
    told = [[answer.ranked[:20], len(answer.scores), answer.suggestion]]
    assert told == client(ASK, files=files, queries=[("cận nghèo mua thẻ bảo hiểm", False)])


def test_what_explains_a_law_stands_before_it_but_for_its_number(indexed: Indexed) -> None:
    title = "24/2031/QĐ-TTg: Quyết định quy trình rà soát hộ nghèo"
    texts = {
        "law": Texts(title, "Quyết định 24/2031/QĐ-TTg", "", "", True),
        "article": Texts("Rà soát hộ nghèo cuối năm", "", "", "Theo Quyết định 24/2031/QĐ-TTg. " * 9),
    }
    files, names = indexed(texts)
    index = Index(files.__getitem__)
    first = [
        names[search(index, query).ranked[0]] for query in ("ra soat ho ngheo", "quyet dinh 24", "24/2031/QĐ-TTg")
    ]
    assert ["article", "law", "law"] == first


def told(parts: list[list[Any]]) -> str:
    """A text with what is marked in brackets."""
    return "".join(f"[{text}]" if is_hit else text for text, is_hit in parts)


def test_an_excerpt_begins_where_its_sentence_does_if_that_is_near(client: Client) -> None:
    text = "Một câu không ai hỏi tới. " * 9 + "Người dân trong thôn vay vốn ở tổ tiết kiệm."
    shown = client(SHOW, title="Nhà ở", text=text, query="vay vốn")
    assert "\u2026 Người dân trong thôn [vay vốn] ở tổ tiết kiệm." == told(shown["excerpt"])


def test_of_a_word_without_marks_the_form_beside_its_neighbour_is_marked(client: Client) -> None:
    text = "Họ hỏi xã. Hộ nghèo được hỗ trợ."
    shown = client(SHOW, title="Hỗ trợ tiền điện", text=text, query="ho ngheo")
    assert ["Hỗ trợ tiền điện", "Họ hỏi xã. [Hộ nghèo] được hỗ trợ."] == [
        told(shown["title"]),
        told(shown["excerpt"]),
    ]


def test_a_number_is_marked_with_the_signs_in_it(client: Client) -> None:
    shown = client(SHOW, title="", text="Mỗi tháng 500.000 đồng.", query="500.000 đồng")
    assert "Mỗi tháng [500.000 đồng]." == told(shown["excerpt"])
