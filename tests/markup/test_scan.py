"""The pre-scan finds what a check asks about, where it stands, and nothing inside code."""

import pytest

from giamngheo.markup.scan import anchors, scan

BODY = """\
Xem [giá nước](gia-nuoc.md "Giá") và ![vòi](a.svg).

[![ảnh](b.svg)](c.md) · [![](d.svg)](e.md)

[tham chiếu][1]

[1]: https://chinhphu.vn/

[^1]: Chú thích.
"""


def found(body: str, what: str) -> list[tuple[str, int, int]]:
    return [(it.target, *it.position) for it in scan(body, 1) if it.what == what]


def test_links_are_found_where_their_targets_are_typed() -> None:
    expected = [("gia-nuoc.md", 1, 16), ("c.md", 3, 17), ("e.md", 3, 38), ("https://chinhphu.vn/", 7, 6)]
    assert expected == sorted(found(BODY, "link"), key=lambda it: it[1:])


def test_pictures_are_found_and_those_without_words_where_the_words_are_missing() -> None:
    assert [("a.svg", 1, 45), ("b.svg", 3, 9), ("d.svg", 3, 26)] == found(BODY, "picture")


def test_lines_are_counted_from_where_the_body_begins() -> None:
    assert [12] == [it.position.line for it in scan("\n\n[a](b.md)", 10)]


@pytest.mark.parametrize(
    "body",
    [
        "`[a](b.md)`",
        "```\n[a](b.md)\n# Tiêu đề\n<b>\n```\n",
        "~~~ yaml\n[a](b.md)\n~~~\n",
        "<!-- [a](b.md) <script> -->",
    ],
)
def test_code_and_comments_are_not_scanned(body: str) -> None:
    assert [] == list(scan(body, 1))


def test_an_address_with_brackets_is_whole() -> None:
    assert ["https://vi.wikipedia.org/wiki/Huế_(tỉnh)"] == [
        target for target, *_ in found("[a](https://vi.wikipedia.org/wiki/Huế_(tỉnh))", "link")
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<b>đậm</b>", ["b"]),
        ("</div>", ["/div"]),
        ("<https://chinhphu.vn/>", []),
        ("<hoi@xamau.example>", []),
        ("3 < 5 và 7 > 2", []),
        ("<a:b onclick=x>", ["a"]),
        ("<script/src=x>", ["script"]),
    ],
)
def test_raw_html_is_found_and_plain_addresses_are_not_html(body: str, expected: list[str]) -> None:
    assert expected == [target for target, *_ in found(body, "tag")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("## Góp tiền ra sao", {"gop-tien-ra-sao"}),
        ("## Giá\n\n## Giá\n", {"gia", "gia_1"}),
        ("## Giá {#gia-nuoc}\n", {"gia-nuoc"}),
        ("## [Giá](gia.md) **nước**\n", {"gia-nuoc"}),
        ("```\n## Không phải\n```\n", set()),
        ("Đoạn này.\n{: #doan }\n", {"doan"}),
    ],
)
def test_anchors_are_those_that_the_page_will_have(body: str, expected: set[str]) -> None:
    assert expected == anchors(body)
