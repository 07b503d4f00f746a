"""What leaves the site can be pasted anywhere: common tags, whole addresses, nothing that runs."""

from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giamngheo.markup.clean import EMPTY, KEPT, clean, tree, whole

PAGE = "https://mau.example/tinh/bai-viet/2026/mot/"
ROOT = "https://mau.example/tinh/"


def of(html: str, *shown: str) -> str:
    return clean(html, PAGE, {f"{ROOT}{one}" for one in shown}.__contains__)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("../../../co-quan/ubnd-xa/", f"{ROOT}co-quan/ubnd-xa/"),
        ("../hai/#muc", f"{ROOT}bai-viet/2026/hai/#muc"),
        ("../../../", ROOT),
        ("./", PAGE),
        ("", PAGE),
        ("#fn:1", f"{PAGE}#fn:1"),
        ("../../../anh/nha.svg", f"{ROOT}anh/nha.svg"),
        ("https://kia.example/a?b=1#c", "https://kia.example/a?b=1#c"),
        ("tel:0234", "tel:0234"),
    ],
)
def test_a_link_of_a_page_is_the_same_place_from_anywhere(link: str, expected: str) -> None:
    assert expected == whole(link, PAGE)


def test_common_tags_stay_without_classes_and_others_leave_their_words_behind() -> None:
    table = '<table><tr><td class="align-right" colspan="2">7</td></tr></table>'
    html = f'<div class="table-scroll" tabindex="0">{table}</div>'
    assert '<table><tr><td colspan="2">7</td></tr></table>' == of(html)
    assert "<p>Ba <strong>hộ</strong> còn.</p>" == of('<p id="a">Ba <strong>hộ</strong> <span>còn</span>.</p>')
    assert "<h2>Một</h2>" == of("<h1>Một</h1>")


def test_nothing_that_runs_or_fetches_goes_out() -> None:
    html = '<p onclick="a()">Một<script>b()</script><a href="javascript:c()">hai</a></p>'
    assert "<p>Một<a>hai</a></p>" == of(f'{html}<iframe src="/d">e</iframe><style>f</style>')


def test_a_picture_goes_out_only_where_it_may() -> None:
    of_house = '<img src="../../../anh/nha.svg" alt="Nhà" loading="lazy">'
    html = f'<p>{of_house} <img src="../../../anh/nguoi.jpg" alt="Người"></p>'
    assert f'<p><img src="{ROOT}anh/nha.svg" alt="Nhà" /> </p>' == of(html, "anh/nha.svg")


def test_tags_that_an_editor_left_open_are_closed() -> None:
    assert "<p>Một <strong>hai</strong></p>" == of("<p>Một <strong>hai</p>")
    assert "<p>Một\u00a0hộ &amp; hai<br />ba</p>" == of("<p>Một&nbsp;hộ &amp; hai<br>ba</p>")


@given(st.text(alphabet="<>/&;pbr '\"=ahi\x01\x0b\n!-đ", max_size=40))
def test_whatever_comes_in_well_formed_common_html_comes_out(html: str) -> None:
    out = fromstring(f"<body>{of(html)}</body>")
    tags = {element.tag for element in out.iter()} - {"body"}
    assert tags <= KEPT
    assert not [one for one in out.iter() if one.tag in EMPTY and (one.text or len(one))]
    assert "".join(out.itertext()).strip() == "".join(fromstring(f"<body>{of(of(html))}</body>").itertext()).strip()


def test_html_and_its_tree_say_the_same() -> None:
    assert "một hai" == "".join(tree("<p>một <b>hai</b></p>").itertext())


SNIPPETS = (
    "<p>",
    "</p>",
    "<em>nhà</em>",
    '<a href="../hai/?a=1&amp;b=2">',
    '<a title="a" href="javascript:x">',
    "</a>",
    "&nbsp;",
    " > 3 ",
    " & ",
    "&lt;b&gt;",
    "&copy 5",
    '<h2 id="muc">',
    "</h2>",
    '<div class="x">',
    "</div>",
    '<ol start="3">',
    "</ol>",
    '<td class="align-right">',
    "</td>",
    '<abbr title="Ủy ban">',
    "</abbr>",
    "<svg>",
    "</svg>",
    "< 5",
    "<P>",
)


@given(st.lists(st.sampled_from(SNIPPETS)))
def test_a_body_is_read_the_same_whether_or_not_it_takes_a_second_look(snippets: list[str]) -> None:
    """A comment is nothing, but no plain tag either: the whole body is made a tree for it."""
    html = "".join(snippets)
    assert of(f"{html}<!-- xem -->") == of(html)
