"""Rendering: links as the check understood them, tables that scroll, nothing that leads to a draft."""

import re
from datetime import date
from pathlib import Path

import pytest

from giamngheo.kinds.article import Article
from giamngheo.kinds.body import Body
from giamngheo.kinds.catalogue import Catalogue, Item
from giamngheo.markup.address import Links
from giamngheo.markup.render import Renderer
from giamngheo.markup.rendered import Rendered
from giamngheo.markup.scan import Scans, anchors

HERE = "bai-viet/2026/nuoc-sach/"


SOURCE = "bai-viet/2026/nuoc-sach.md"
ENTRY = Article(title="Giá nước", date=date(2026, 11, 2), summary="Giá.")
ITEM = Item("article", "gia-nuoc", ENTRY, "content/bai-viet/2026/gia-nuoc.md", "bai-viet/2026/gia-nuoc.md")
LINKS = Links(Catalogue({"article": {"gia-nuoc": ITEM}}), frozenset({"anh/voi.svg"}))


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer()


def rendered(renderer: Renderer, body: str) -> Rendered:
    """As the portal does it: links are resolved before, the renderer only writes them."""
    targets = dict(Scans([Body(f"content/{SOURCE}", SOURCE, body, 1)]).links(SOURCE))
    return renderer.render(body, {target: LINKS.resolve(target, SOURCE).address for target in targets}, HERE)


def html(renderer: Renderer, body: str) -> str:
    return rendered(renderer, body).html


@pytest.mark.parametrize("typed", ["gia-nuoc.md", "article:gia-nuoc", "../2026/gia-nuoc.md"])
def test_a_link_by_path_or_id_becomes_a_link_between_pages(renderer: Renderer, typed: str) -> None:
    assert '<p><a href="../gia-nuoc/">giá</a></p>' == html(renderer, f"[giá]({typed})")


@pytest.mark.parametrize("typed", ["ban-nhap.md", "article:ban-nhap", "story:da-rut"])
def test_a_link_to_what_is_not_public_keeps_its_words_and_loses_the_link(renderer: Renderer, typed: str) -> None:
    assert "<p><span>nháp</span></p>" == html(renderer, f"[nháp]({typed})")


def test_a_link_to_another_site_says_so_and_hands_over_no_window(renderer: Renderer) -> None:
    found = html(renderer, "[cổng](https://chinhphu.vn/)")
    assert '<p><a class="external" href="https://chinhphu.vn/" rel="external noopener">cổng</a></p>' == found


def test_a_picture_of_the_content_folder_waits_until_it_is_seen(renderer: Renderer) -> None:
    assert '<p><img alt="vòi" loading="lazy" src="../../../anh/voi.svg"></p>' == html(
        renderer, "![vòi](../../anh/voi.svg)"
    )


def test_columns_are_aligned_by_class_and_tables_scroll_in_their_own_box(renderer: Renderer) -> None:
    found = html(renderer, "| xã | hộ |\n|:---|---:|\n| Mẫu | 12 |\n")
    assert 'style="' not in found
    assert ["left", "right"] * 2 == re.findall(r'class="align-(\w+)"', found)
    assert found.startswith('<div class="table-scroll" tabindex="0"><table>')


def test_a_link_inside_code_stays_text(renderer: Renderer) -> None:
    assert "<p><code>[a](article:gia-nuoc)</code></p>" == html(renderer, "`[a](article:gia-nuoc)`")


def test_headings_have_addresses_without_marks_and_are_listed(renderer: Renderer) -> None:
    page = rendered(renderer, "## Góp tiền ra sao\n\n### Ai góp\n")
    assert [("gop-tien-ra-sao", "Góp tiền ra sao")] == [(heading.id, heading.name) for heading in page.headings]
    assert '<h3 id="ai-gop">' in page.html


@pytest.mark.parametrize(
    "body",
    [
        "## Giá\n\n## Giá\n",
        "## **Đậm** và *nghiêng*\n",
        "## Giá `so_ho` trong tệp\n",
        "## Giá {#x}\n",
        "## 1. Bước một\n",
        "## Hỏi: “đáp”?\n",
        "## [Giá](gia-nuoc.md) nước\n",
        "## Giá nước ##\n",
    ],
)
def test_the_check_knows_the_anchors_that_a_page_has(renderer: Renderer, body: str) -> None:
    assert set(re.findall(r'<h2 id="([^"]+)"', html(renderer, body))) == anchors(body)


def test_the_check_knows_the_anchors_of_every_body_of_the_sample(renderer: Renderer, repository: Path) -> None:
    for file in sorted((repository / "content").rglob("*.md")):
        body = file.read_text(encoding="utf-8").split("\n---\n", 1)[1]
        assert set(re.findall(r'<h[2-6] id="([^"]+)"', html(renderer, body))) == anchors(body), file.name


def test_one_page_leaves_nothing_behind_on_the_next(renderer: Renderer) -> None:
    first = html(renderer, "## Giá\n\nChữ[^1].\n\n[^1]: Chú thích.\n")
    assert first == html(renderer, "## Giá\n\nChữ[^1].\n\n[^1]: Chú thích.\n")
