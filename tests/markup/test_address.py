"""Addresses: without marks, relative, and resolved as an editor types them."""

from datetime import date

import pytest

from giamngheo.kinds.article import Article
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.kinds.page import Page
from giamngheo.kinds.topic import Topic
from giamngheo.markup.address import Links, relative
from giamngheo.words.slug import slugify

SOURCE = "bai-viet/2026/nuoc-sach.md"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nước sạch về thôn", "nuoc-sach-ve-thon"),
        ("ĐẠI ĐOÀN KẾT", "dai-doan-ket"),
        ("Hỏi – đáp: “vay vốn”?", "hoi-dap-vay-von"),
        ("  2,80 % năm 2023  ", "2-80-nam-2023"),
        ("Ủy ban", "uy-ban"),
        ("Nghị định 07/2021/NĐ-CP", "nghi-dinh-07-2021-nd-cp"),
        ("!?", ""),
    ],
)
def test_an_address_is_vietnamese_without_marks(text: str, expected: str) -> None:
    assert expected == slugify(text)


@pytest.mark.parametrize(
    ("address", "here", "expected"),
    [
        ("", "", "./"),
        ("bai-viet/", "", "bai-viet/"),
        ("", "bai-viet/", "../"),
        ("bai-viet/2026/a/", "bai-viet/2026/b/", "../a/"),
        ("bai-viet/2026/a/", "bai-viet/2026/a/", "./"),
        ("bai-viet/2026/a/#muc", "bai-viet/2026/a/", "./#muc"),
        ("chi-so/x/#bang", "dia-ban/tp-hue/", "../../chi-so/x/#bang"),
        ("anh/a.svg", "bai-viet/2026/a/", "../../../anh/a.svg"),
        ("anh/a.svg", "", "anh/a.svg"),
        ("#muc", "lien-he/", "../#muc"),
    ],
)
def test_a_link_goes_from_page_to_page_without_naming_the_site(address: str, here: str, expected: str) -> None:
    assert expected == relative(address, here)


def article(id_: str) -> Item:
    entry = Article(title=id_, date=date(2026, 11, 2), summary=id_)
    return Item("article", id_, entry, f"content/bai-viet/2026/{id_}.md", f"bai-viet/2026/{id_}.md")


@pytest.fixture
def links() -> Links:
    items = {
        "article": {"nuoc-sach": article("nuoc-sach"), "gia-nuoc": article("gia-nuoc")},
        "page": {"lien-he": Item("page", "lien-he", Page(title="Liên hệ"), "content/lien-he.md", "lien-he.md")},
        "topic": {"nuoc": Item("topic", "nuoc", Topic(name="Nước"), "national/chu-de.yml")},
    }
    return Links(Catalogue(items), frozenset({"anh/voi.svg", "chi-so/a.yml", "tai-lieu/mau.pdf"}))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("gia-nuoc.md", "bai-viet/2026/gia-nuoc/"),
        ("./gia-nuoc.md#gia", "bai-viet/2026/gia-nuoc/#gia"),
        ("../../lien-he.md", "lien-he/"),
        ("../../anh/voi.svg", "anh/voi.svg"),
        ("../../tai-lieu/mau.pdf", "tai-lieu/mau.pdf"),
        ("article:gia-nuoc", "bai-viet/2026/gia-nuoc/"),
        ("article:gia-nuoc#gia", "bai-viet/2026/gia-nuoc/#gia"),
        ("topic:nuoc", "chu-de/nuoc/"),
        ("#o-dau", "bai-viet/2026/nuoc-sach/#o-dau"),
    ],
)
def test_a_link_is_typed_as_a_path_or_as_kind_and_id(links: Links, typed: str, expected: str) -> None:
    assert expected == links.resolve(typed, SOURCE).address


@pytest.mark.parametrize(
    ("typed", "trouble"),
    [
        ("khong-co.md", "R404"),
        ("/lien-he/", "R404"),
        ("../../../lien-he.md", "R404"),
        ("../../chi-so/a.yml", "R404"),
        ("article:khong-co", "R401"),
        ("bai-viet:gia-nuoc", "R404"),
        ("baiviet:gia-nuoc", "R406"),
        ("source:nld", "R406"),
    ],
)
def test_a_link_that_leads_nowhere_says_why(links: Links, typed: str, trouble: str) -> None:
    assert (None, trouble) == (links.resolve(typed, SOURCE).address, links.resolve(typed, SOURCE).trouble)
