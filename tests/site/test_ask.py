"""Asking a question: every way that the province set, without script too; a draft that survives no signal."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

pytestmark = pytest.mark.slow
ASKED = "Nhà tôi cận nghèo, thẻ bảo hiểm phải đóng bao nhiêu?"
WAYS = """
      hotline: 0234 000 000
      sms: 0900 000 000
      zalo: 0900 000 000
      email: hoi@mau.example
      question_form: https://mau.example/nhan-cau-hoi
"""


@pytest.fixture
def draft(browser: webdriver.Chrome, served_site: str) -> Iterator[webdriver.Chrome]:
    """The page with nothing kept from before."""
    browser.get(f"{served_site}dat-cau-hoi/")
    browser.execute_script("localStorage.clear()")
    browser.refresh()
    yield browser
    offline(browser, is_so=False)
    browser.execute_script("localStorage.clear()")


def offline(browser: webdriver.Chrome, *, is_so: bool) -> None:
    state = {"offline": is_so, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    browser.execute_cdp_cmd("Network.emulateNetworkConditions", state)


def write(browser: webdriver.Chrome, text: str) -> None:
    browser.find_element(By.ID, "cau-hoi").send_keys(text)


def code_of(browser: webdriver.Chrome) -> str:
    return browser.find_element(By.CLASS_NAME, "ask__code").text


def status_of(browser: webdriver.Chrome) -> str:
    return browser.find_element(By.CLASS_NAME, "ask__status").text


def test_without_script_everything_can_be_read_and_the_form_is_not_there(built_site: Path) -> None:
    page = (built_site / "dat-cau-hoi/index.html").read_text(encoding="utf-8")
    assert '<form class="ask box" hidden' in page
    assert "Ủy ban nhân dân xã, phường nơi bạn ở" in page
    assert 'href="../hoi-dap/so-theo-doi/"' in page


def test_the_script_stands_on_this_page_alone(built_site: Path) -> None:
    with_script = [file for file in built_site.rglob("*.html") if "/ask." in file.read_text(encoding="utf-8")]
    assert [built_site / "dat-cau-hoi/index.html"] == with_script


def test_a_question_has_a_code_that_can_be_said_on_the_telephone(draft: webdriver.Chrome) -> None:
    assert re.fullmatch(r"H-[2-9A-HKMNP-VXY]{6}", code_of(draft))


def test_a_question_written_without_signal_is_there_when_it_comes_back(draft: webdriver.Chrome) -> None:
    offline(draft, is_so=True)
    write(draft, ASKED)
    code = code_of(draft)
    WebDriverWait(draft, 5).until(lambda b: "không có mạng" in status_of(b))
    offline(draft, is_so=False)
    draft.refresh()
    assert (ASKED, code) == (draft.find_element(By.ID, "cau-hoi").get_attribute("value"), code_of(draft))


def test_a_draft_is_deleted_only_after_asking_and_the_next_has_another_code(draft: webdriver.Chrome) -> None:
    write(draft, ASKED)
    code = code_of(draft)
    draft.find_element(By.CSS_SELECTOR, "[data-way=clear]").click()
    draft.switch_to.alert.dismiss()
    assert code == code_of(draft)
    draft.find_element(By.CSS_SELECTOR, "[data-way=clear]").click()
    draft.switch_to.alert.accept()
    draft.refresh()
    assert ("", True) == (draft.find_element(By.ID, "cau-hoi").get_attribute("value"), code != code_of(draft))


def test_what_is_kept_in_another_form_is_begun_anew(draft: webdriver.Chrome) -> None:
    for broken in ("{", '{"code": 1}', "null"):
        draft.execute_script("localStorage.setItem('dat-cau-hoi', arguments[0])", broken)
        draft.refresh()
        assert code_of(draft).startswith("H-")


def test_every_way_that_the_province_set_can_be_tapped_and_is_filled_in(
    province: Any, browser: webdriver.Chrome
) -> None:
    settings = province.tree["mkdocs.yml"].decode().rstrip() + WAYS
    assert 0 == province.change(**{"mkdocs.yml": settings}).quick().code
    file = province.site / "dat-cau-hoi/index.html"
    page = file.read_text(encoding="utf-8")
    for link in ("tel:0234000000", "sms:0900000000", "https://zalo.me/0900000000", "mailto:hoi@mau.example"):
        assert f'href="{link}"' in page
    form = r'<form class="ask box" method="post" action="https://mau\.example/nhan-cau-hoi"'
    assert re.search(form, page)
    safe = (province.site / ".well-known/security.txt").read_text(encoding="utf-8")
    assert safe.startswith("Contact: mailto:hoi@mau.example\nContact: tel:0234000000\n")
    browser.get(file.as_uri())
    write(browser, ASKED)
    links = {way: browser.find_element(By.CSS_SELECTOR, f"[data-way={way}]") for way in ("sms", "mail")}
    said = {way: unquote(str(link.get_attribute("href"))) for way, link in links.items()}
    code = code_of(browser)
    assert f"sms:0900000000?body={code}: {ASKED}" == said["sms"]
    assert f"mailto:hoi@mau.example?subject={code}&body={code}: {ASKED}" == said["mail"]
    assert code == browser.find_element(By.NAME, "reference").get_attribute("value")
    browser.execute_script("localStorage.clear()")
