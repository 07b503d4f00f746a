"""What officers print and hand out leads back to its newest version."""

from pathlib import Path
from typing import Any

import pytest

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
