"""Places by their old names and new, and with what lies in them; legal documents however their number is typed."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from giamngheo.kinds.agency import Agency
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.document import Document
from giamngheo.kinds.indicator import Indicator
from giamngheo.kinds.place import Merger, Place
from giamngheo.kinds.policy import Policy
from giamngheo.kinds.question import Question
from giamngheo.kinds.standard import PovertyStandard, Threshold
from giamngheo.kinds.topic import Topic
from giamngheo.kinds.values import Period
from giamngheo.search.documents import documents
from giamngheo.search.query import search
from giamngheo.search.reader import Index

TODAY = date(2026, 11, 20)


def place(name: str, level: str, parent: str | None = None, **more: Any) -> Place:
    return Place(name=name, level=level, parent=parent, **more)  # type: ignore[arg-type]


PLACES: Mapping[str, Place] = {
    "viet-nam": place("Việt Nam", "country"),
    "trung-bo": place("Trung Bộ", "region", "viet-nam"),
    "tinh-cu": place(
        "Tỉnh Cũ", "province", "trung-bo", merged_into=(Merger(id="tinh-mau"),), valid_to=date(2025, 6, 30)
    ),
    "tinh-mau": place("Tỉnh Mẫu", "province", "trung-bo"),
    "huyen-cu": place("Huyện Cũ", "district", "tinh-cu"),
    "xa-cu": place(
        "Xã Cũ",
        "commune",
        "huyen-cu",
        merged_into=(Merger(id="xa-mau"), Merger(id="xa-ben", share="part")),
    ),
    "xa-mau": place("Xã Mẫu", "commune", "tinh-mau"),
    "xa-ben": place("Xã Bên", "commune", "tinh-mau"),
}
FOUND_UNDER = {
    "viet-nam": {"viet-nam"},
    "tinh-mau": {"tinh-mau"},
    "xa-mau": {"xa-mau", "tinh-mau"},
    # Not under the commune that got a part of it.
    "xa-cu": {"xa-cu", "xa-mau", "huyen-cu", "tinh-cu", "tinh-mau"},
}


@pytest.mark.parametrize("named", FOUND_UNDER)
def test_a_place_is_found_under_those_in_which_it_lies(named: str) -> None:
    catalogue = Catalogue({"place": {id_: Item("place", id_, entry, "") for id_, entry in PLACES.items()}})
    found = {
        document.address: document for document in documents(catalogue, [f"dia-ban/{named}/"], lambda item: {}, TODAY)
    }
    assert FOUND_UNDER[named] == set(found[f"dia-ban/{named}/"].places)
    assert len(found) == 1


def test_a_number_is_found_with_the_word_number_and_without(indexed: Callable[..., Any]) -> None:
    files, names = indexed(
        {"a": "Căn cứ Nghị định số 56 của Chính phủ.", "b": "Căn cứ Nghị định nói trên, có 56 hộ."}
    )
    for text in ("nghị định 56", "nghi dinh 56", "nghị định số 56"):
        assert "a" == names[search(Index(files.__getitem__), text).ranked[0]]


LAWS: Mapping[str, Document] = {
    "nd-12": Document(number="12/2031/NĐ-CP", title="Nghị định mẫu về vay vốn", form="decree", issuer="Chính phủ"),
    "nd-34": Document(
        number="34/2032/NĐ-CP", title="Nghị định sửa đổi Nghị định 12/2031/NĐ-CP", form="decree", issuer="Chính phủ"
    ),
    "tt-12": Document(number="12/2031/TT-BYT", title="Thông tư mẫu", form="circular", issuer="Bộ Y tế"),
    "luat": Document(number="Luật Mẫu", title="Luật Mẫu", form="law", issuer="Quốc hội"),
}
TYPED = (
    "12/2031/NĐ-CP", "12/2031/nd-cp", "012/2031/nđ-cp", "12-2031-ND-CP", "12 / 2031 / NĐ - CP", "nghị định 12",
    "nghi dinh so 12", "Nghị định số 12/2031/NĐ-CP", "NĐ 12", "nd 12/2031", "nghị định 12/2031",
)  # fmt: skip


@pytest.mark.parametrize("text", TYPED)
def test_a_legal_document_is_found_however_its_number_is_typed(indexed: Callable[..., Any], text: str) -> None:
    catalogue = Catalogue({"document": {id_: Item("document", id_, law, "") for id_, law in LAWS.items()}})
    found = documents(catalogue, [f"van-ban/{id_}/" for id_ in LAWS], lambda item: {}, TODAY)
    files, names = indexed({one.address: one.make() for one in found})
    assert "van-ban/nd-12/" == names[search(Index(files.__getitem__), text).ranked[0]]


@pytest.mark.parametrize("text", ["văn bản 34", "van ban so 34", "công văn 34", "34"])
def test_a_legal_document_is_found_by_half_its_number_whatever_it_is_called(
    indexed: Callable[..., Any], text: str
) -> None:
    catalogue = Catalogue({"document": {id_: Item("document", id_, law, "") for id_, law in LAWS.items()}})
    found = documents(catalogue, [f"van-ban/{id_}/" for id_ in LAWS], lambda item: {}, TODAY)
    files, names = indexed({one.address: one.make() for one in found})
    assert "van-ban/nd-34/" == names[search(Index(files.__getitem__), text).ranked[0]]


def test_a_place_is_found_by_what_is_known_of_it_in_figures(indexed: Callable[..., Any]) -> None:
    told = {"source": "bao", "kind": "final"}
    observations = [
        {"place": "xa-mau", "period": 2029, "value": "7", **told},
        {"place": "xa-mau", "period": 2028, "value": "9", **told},
        {"place": "xa-ben", "period": 2029, "value": None, "missing": "M", **told},
    ]
    trees = Indicator.model_validate(
        {"name": "Số cây mẫu", "plain": "Có bao nhiêu cây", "unit": "tree", "observations": observations}
    )
    catalogue = Catalogue(
        {
            "place": {id_: Item("place", id_, entry, "") for id_, entry in PLACES.items()},
            "indicator": {"cay": Item("indicator", "cay", trees, "")},
        }
    )
    found = {
        one.address: one.make() for one in documents(catalogue, [f"dia-ban/{id_}/" for id_ in PLACES], dict, TODAY)
    }
    assert "Số cây mẫu: năm 2028, 2029" == found["dia-ban/xa-mau/"].body
    assert "" == found["dia-ban/xa-ben/"].body
    # Among places of one name the one of which something is known is asked for.
    assert ("Xã Cũ; Xã Mẫu", "Xã Cũ") == (found["dia-ban/xa-mau/"].alias, found["dia-ban/xa-ben/"].alias)
    files, names = indexed(found)
    assert "dia-ban/xa-mau/" == names[search(Index(files.__getitem__), "so cay mau xa mau 2029").ranked[0]]


def test_pages_that_every_site_has_are_found_where_they_are(indexed: Callable[..., Any]) -> None:
    shown = ["dat-cau-hoi/", "dinh-chinh/", "phat-thanh/", "chi-so/"]
    found = {one.address: one.make() for one in documents(Catalogue({}), shown, lambda item: {}, TODAY)}
    assert {*shown} == {*found}
    files, names = indexed(found)
    asked = {"gui cau hoi": "dat-cau-hoi/", "đính chính": "dinh-chinh/", "lich phat thanh": "phat-thanh/"}
    for text, address in asked.items():
        assert address == names[search(Index(files.__getitem__), text).ranked[0]]


@pytest.mark.parametrize(
    ("kind", "period", "title"),
    [
        ("question", {"valid_to": date(2026, 11, 19)}, "Tôi được gì? (hết hạn)"),
        ("question", {"valid_to": date(2026, 11, 20)}, "Tôi được gì?"),
        # The page of an entry does not say when it begins.
        ("question", {"valid_from": date(2026, 11, 21)}, "Tôi được gì?"),
        ("document", {"valid_to": date(2026, 11, 19)}, "12/2031/NĐ-CP: Nghị định mẫu (hết hiệu lực)"),
        ("document", {"valid_from": date(2026, 11, 20)}, "12/2031/NĐ-CP: Nghị định mẫu"),
        ("policy", {"valid_from": date(2026, 11, 21)}, "Hỗ trợ mẫu (chưa đến ngày áp dụng)"),
        ("policy", {"valid_from": date(2025, 1, 1), "valid_to": date(2026, 11, 19)}, "Hỗ trợ mẫu (hết hiệu lực)"),
        ("standard", {"applies": Period(start=date(2027, 1, 1))}, "Chuẩn mẫu (chưa đến ngày áp dụng)"),
        ("place", {"valid_to": date(2026, 11, 19)}, "Xã Mẫu"),
        ("place", {"valid_from": date(2026, 11, 21)}, "Xã Mẫu"),
    ],
)
def test_what_does_not_hold_says_so_where_it_is_found(kind: str, period: Mapping[str, Any], title: str) -> None:
    entries = {
        "question": Question(title="Tôi được gì?", date=date(2026, 1, 1), summary="Một câu.", short_answer="Hỏi xã."),
        "document": Document(number="12/2031/NĐ-CP", title="Nghị định mẫu", form="decree", issuer="Chính phủ"),
        "policy": Policy(name="Hỗ trợ mẫu", what="Một câu.", who=("ho-ngheo",), ask=("ubnd-xa",)),
        "standard": PovertyStandard(
            name="Chuẩn mẫu",
            applies=Period(start=date(2022, 1, 1)),
            threshold=Threshold(rural=1_500_000, urban=2_000_000),
            documents=("nd-12",),
        ),
        "place": place("Xã Mẫu", "commune"),
    }
    item = Item(kind, "mau", entries[kind].model_copy(update=period), "content/a.md", "hoi-dap/mau.md")
    [found] = documents(Catalogue({kind: {"mau": item}}), [item.address], lambda item: {}, TODAY)
    assert title == found.make().title


def test_what_registers_declare_is_found_by_its_other_names(indexed: Callable[..., Any]) -> None:
    policy = Policy(name="Trợ cấp", what="Trả hằng tháng.", who=("ho",), ask=("xa",), aliases=("tiền già",))
    agency = Agency(name="Điện lực", level="provincial", task="Trả lời về giá điện.", aliases=("nhà đèn",))
    topic = Topic(name="Việc làm", aliases=("tìm việc",))
    items = {"policy": policy, "agency": agency, "topic": topic}
    catalogue = Catalogue({kind: {"a": Item(kind, "a", entry, "", f"{kind}/a/")} for kind, entry in items.items()})
    shown = [item.address for kind in items for item in catalogue.of(kind).values()]
    found = documents(catalogue, shown, lambda item: {}, TODAY)
    files, names = indexed({one.address: one.make() for one in found})
    asked = {"tien gia": "chinh-sach/a/", "nha den": "co-quan/a/", "tim viec": "chu-de/a/"}
    assert asked == {text: names[search(Index(files.__getitem__), text).ranked[0]] for text in asked}
