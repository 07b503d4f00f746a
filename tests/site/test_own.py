"""What a province's settings show and load of its own: its logo, its styles and scripts."""

import io
import json
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from giamngheo.words import say

if TYPE_CHECKING:
    from conftest import Province

ROUND = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4"/></svg>'


def photograph(wide: int, high: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (wide, high), "#b01010").save(out, "JPEG")
    return out.getvalue()


def themed(province: "Province", line: str, more: str = "") -> None:
    settings = province.tree["mkdocs.yml"].decode()
    province.change(**{"mkdocs.yml": settings.replace("  name: material\n", f"  name: material\n{line}") + more})


def page(province: "Province", path: str = "bai-viet/2026/the/index.html") -> str:
    return (province.site / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("setting", ["logo", "favicon"])
def test_a_photograph_of_a_logo_becomes_a_small_square_on_every_page(province: "Province", setting: str) -> None:
    assert 0 == province.quick().code
    before = {path for path in province.contents if path.startswith("assets/chia-se/")}
    themed(province, f"  {setting}: anh/logo.jpg\n")
    province.change(**{"content/anh/logo.jpg": photograph(1600, 900)})
    for _ in ("cold", "warm"):
        assert 0 == province.quick("--strict").code
        (icon,) = json.loads(page(province, "manifest.webmanifest"))["icons"]
        assert {"sizes": "192x192", "type": "image/png"}.items() <= icon.items()
        image = Image.open(province.site / icon["src"])
        assert (192, 192) == image.size
        assert (province.site / icon["src"]).stat().st_size < 6000
        # Not cut: above and below it is transparent.
        assert [0, 255] == [image.convert("RGBA").getpixel(at)[3] for at in ((96, 4), (96, 96))]
        assert f'<link rel="icon" href="../../../{icon["src"]}" type="image/png">' in page(province)
        assert f'<img class="masthead__mark" src="../../../{icon["src"]}"' in page(province)
    # Pictures that were shared show the old mark: the new ones have another address.
    assert before.isdisjoint(province.contents)


def test_a_drawn_logo_stays_a_drawing(province: "Province") -> None:
    themed(province, "  logo: anh/tron.svg\n")
    province.change(**{"content/anh/tron.svg": ROUND})
    assert 0 == province.quick("--strict").code
    (icon,) = json.loads(page(province, "manifest.webmanifest"))["icons"]
    assert ROUND == (province.site / icon["src"]).read_text(encoding="utf-8")
    assert "image/svg+xml" == icon["type"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, say("settings.logo", file="").removeprefix(": ")),
        ("không phải tranh", "content/anh/logo.svg:1:1  I504"),
        (ROUND.replace("<circle", "<script/><circle"), "content/anh/logo.svg:1:1  I507"),
    ],
)
def test_a_logo_that_cannot_be_shown_stops_the_build(province: "Province", content: str | None, told: str) -> None:
    assert 0 == province.quick().code
    before = province.contents
    themed(province, "  logo: anh/logo.svg\n")
    province.change(**{"content/anh/logo.svg": content})
    done = province.quick()
    assert (1, False, True) == (done.code, "Traceback" in done.said, told in done.said), done.said
    assert [] == province.differing(before, province.contents)


@pytest.mark.parametrize("logo", ["../ngoai.svg", "/etc/hostname", "5", "anh", "''"])
def test_a_logo_is_a_file_of_the_content(province: "Province", logo: str) -> None:
    themed(province, f"  logo: {logo}\n")
    province.change(**{"ngoai.svg": ROUND, "content/anh/tron.svg": ROUND})
    done = province.quick()
    assert (logo != "''", False) == (bool(done.code), "Traceback" in done.said), done.said


CSS = """
@import "phu/them.css";
@font-face { font-family: Rieng; src: url(phu/chu.woff2) }
@media print { .masthead { background: url("../anh/nen.svg?v=2") } }
a { background: url(data:image/gif;base64,R0) } b { background: url(https://khac.example/a.png) }
i { background: url(../../mkdocs.yml) } u { background: url(phu/khong-co.png) }
"""


def test_styles_and_scripts_are_loaded_by_every_page_with_what_they_name(province: "Province") -> None:
    themed(
        province,
        "",
        "extra_css: [rieng/mau.css]\n"
        "extra_javascript:\n  - rieng/dem.js\n  - rieng/mo.mjs\n  - {path: rieng/sau.js, defer: true, async: true}\n",
    )
    named = {"rieng/phu/them.css": "a{}", "rieng/phu/chu.woff2": "chữ", "anh/nen.svg": ROUND}
    scripts = dict.fromkeys(("rieng/dem.js", "rieng/mo.mjs", "rieng/sau.js"), "1")
    files = {"rieng/mau.css": CSS, **named, **scripts}
    province.change(**{f"content/{path}": text for path, text in files.items()})
    for _ in ("cold", "warm"):
        done = province.quick("--strict")
        assert 0 == done.code, done.said
        published = {path for path in province.contents if path.startswith(("rieng/", "anh/"))}
        assert files.keys() == published
        html = page(province)
        assert html.index("assets/site.") < html.index('<link rel="stylesheet" href="../../../rieng/mau.css">')
        assert '<script src="../../../rieng/dem.js"></script>' in html
        assert '<script src="../../../rieng/mo.mjs" type="module"></script>' in html
        assert '<script src="../../../rieng/sau.js" async defer></script>' in html
        assert 'href="./rieng/mau.css"' in page(province, "index.html")
        assert "rieng/" not in page(province, "lite/bai-viet/2026/the/index.html")
    # The file alone changes: no page does.
    before = province.contents
    province.change(**{"content/rieng/mau.css": "a{}"})
    assert 0 == province.quick().code
    gone = {"rieng/phu/them.css", "rieng/phu/chu.woff2", "anh/nen.svg"}
    assert {"rieng/mau.css", *gone} == {*province.differing(before, province.contents)}


def test_a_style_of_another_host_is_not_loaded_and_one_that_is_missing_is_told(province: "Province") -> None:
    address = "https://khac.example/mau.css"
    themed(province, "", f"extra_css: ['{address}', '//khac.example/b.css', rieng/nham.css]\n")
    done = province.quick()
    assert 0 == done.code
    for path in (address, "//khac.example/b.css"):
        assert say("settings.elsewhere", path=path) in done.said
    assert "khac.example" not in page(province)
    assert say("settings.no_file", path="rieng/nham.css") in done.said
    assert 1 == province.quick("--strict").code


def test_a_path_may_hold_vietnamese_letters_spaces_and_a_version(province: "Province") -> None:
    themed(province, "", "extra_css: ['/riêng/màu sắc.css?ban=2']\n")
    province.change(**{"content/riêng/màu sắc.css": "a{}"})
    assert 0 == province.quick("--strict").code
    address = "ri%C3%AAng/m%C3%A0u%20s%E1%BA%AFc.css?ban=2"
    assert f'<link rel="stylesheet" href="../../../{address}">' in page(province)
    assert "riêng/màu sắc.css" in province.contents


WRITE = """
import pathlib

def on_config(config, **_):
    config.extra_css.append("bo-tro/kieu.css")

def on_post_build(config, **_):
    (pathlib.Path(config.site_dir) / "bo-tro").mkdir()
    (pathlib.Path(config.site_dir) / "bo-tro/kieu.css").write_text("a{}")
"""


def test_a_style_that_another_plugin_writes_is_loaded_too(province: "Province") -> None:
    themed(province, "", "hooks: [bo-tro.py]\n")
    province.change(**{"bo-tro.py": WRITE})
    done = province.quick("--strict")
    assert 0 == done.code, done.said
    assert 'href="../../../bo-tro/kieu.css"' in page(province)
    assert "bo-tro/kieu.css" in province.contents


def test_a_style_is_a_path(province: "Province") -> None:
    themed(province, "", "extra_css: [{kieu.css: 1}]\n")
    done = province.quick()
    assert (1, True) == (done.code, say("settings.style", found={"kieu.css": 1}) in done.said)


def test_settings_that_change_nothing_are_named(province: "Province") -> None:
    themed(province, "  palette: {primary: red}\n", "copyright: Tỉnh\nnav: [index.md]\n")
    done = province.quick("--strict")
    assert (0, True) == (done.code, say("settings.unused", names="copyright, nav, theme: palette") in done.said)
