"""What officers print and hand out leads back to its newest version."""

import base64
import subprocess
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from giamngheo.render.qr import qr

pytestmark = pytest.mark.slow

FOR_PAPER = ("hoi-dap/the-bao-hiem-y-te/", "chinh-sach/bhyt-ngheo/", "dia-ban/xa-a-luoi-1/", "dia-ban/tp-hue/")
SHOWN = """
return ['.on-paper__code', '.on-paper', '.colophon nav'].map(
  name => document.querySelector(name).offsetHeight > 0
)
"""


def page(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("address", FOR_PAPER)
def test_an_answer_a_policy_and_a_place_of_ours_carry_their_address(
    built_site: Path, site_url: str, address: str
) -> None:
    assert 1 == page(built_site, address).count(qr(site_url + address))
    assert "data:image" not in page(built_site, f"lite/{address}")


@pytest.mark.parametrize("address", ["", "bai-viet/", "dia-ban/tinh-ha-tinh/", "chi-so/ty-le-ho-ngheo/", "tim-kiem/"])
def test_what_is_read_on_a_screen_costs_nobody_its_bytes(built_site: Path, address: str) -> None:
    assert "on-paper__code" not in page(built_site, address)


def test_it_is_seen_on_paper_alone(browser: Any, served_site: str) -> None:
    browser.get(f"{served_site}{FOR_PAPER[0]}")
    try:
        for media, expected in (("screen", [False, False, True]), ("print", [True, True, False])):
            browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media})
            assert expected == browser.execute_script(SHOWN), media
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


@pytest.fixture
def paper(browser: Any) -> Any:
    """The browser as it lays a page out for paper."""
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    yield browser
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


@pytest.mark.parametrize("address", FOR_PAPER)
def test_a_telephone_reads_from_the_paper_where_the_page_is(
    browser: Any, served_site: str, site_url: str, address: str, tmp_path: Path
) -> None:
    """At 150 dots an inch: the oldest printers do better."""
    browser.get(f"{served_site}{address}")
    printed = tmp_path / "printed.pdf"
    printed.write_bytes(base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", {})["data"]))
    subprocess.run(["pdftoppm", "-r", "150", "-gray", printed, tmp_path / "sheet"], check=True)
    found = [code.text for sheet in tmp_path.glob("*.pgm") for code in zxingcpp.read_barcodes(Image.open(sheet))]
    assert [site_url + address] == found


def test_what_is_to_be_read_aloud_is_on_paper_to_its_last_line(paper: Any, served_site: str) -> None:
    paper.get(f"{served_site}hoi-dap/the-bao-hiem-y-te/tai-su-dung/")
    hidden = "return [...document.querySelectorAll('.reuse__box')].map(it => it.scrollHeight - it.clientHeight)"
    found = paper.execute_script(hidden)
    assert found and {0} == set(found)


def test_a_bulletin_on_paper_is_its_text_from_the_first_sheet_on_without_what_is_for_the_screen(
    browser: Any, served_site: str, tmp_path: Path
) -> None:
    browser.get(f"{served_site}phat-thanh/xa-a-luoi-2/")
    (box,) = browser.execute_script("return [...document.querySelectorAll('.reuse__box')].map(it => it.value)")
    printed = tmp_path / "printed.pdf"
    printed.write_bytes(base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", {})["data"]))
    text = subprocess.run(["pdftotext", printed, "-"], check=True, capture_output=True, text=True).stdout
    first = " ".join(text.split("\f")[0].split())
    assert "Không phát sau ngày" in first
    assert " ".join(box.split()[:120]) in first
    assert " ".join(box.split()) in " ".join(text.split())
    for hint in ("Ctrl", "Chép vào", "mở đúng dấu", "Chép cả ô"):
        assert hint not in text


def test_a_policy_is_one_sheet_and_tells_first_where_to_go(browser: Any, served_site: str, tmp_path: Path) -> None:
    browser.get(f"{served_site}chinh-sach/bhyt-ngheo/")
    printed = tmp_path / "printed.pdf"
    printed.write_bytes(base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", {})["data"]))
    text = subprocess.run(["pdftotext", printed, "-"], check=True, capture_output=True, text=True).stdout
    assert 1 == text.count("\f")
    assert text.index("Nơi cần đến") < text.index("Căn cứ")


def test_a_place_on_paper_leaves_out_what_only_leads_elsewhere(paper: Any, served_site: str) -> None:
    paper.get(f"{served_site}dia-ban/tp-hue/")
    high = "return arguments[0].map(it => document.querySelector(`[aria-labelledby=${it}]`).offsetHeight > 0)"
    shown = paper.execute_script(high, ["muc_hoi-ai", "muc_so-lieu", "muc_tung-nam", "muc_bai", "muc_truc-thuoc"])
    assert [True, True, True, False, False] == shown
