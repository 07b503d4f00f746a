"""The page that compares places: the list of pairs without script, any two to four places with it."""

from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

pytestmark = pytest.mark.slow


def test_without_script_the_pairs_are_links_and_the_form_is_not_there(built_site: Path) -> None:
    page = (built_site / "dia-ban/so-sanh/index.html").read_text(encoding="utf-8")
    assert '<form class="compare__form" hidden>' in page
    assert 'href="../../dia-ban/so-sanh/tp-hue--tinh-ha-tinh/"' in page


def test_the_script_stands_on_this_page_alone(built_site: Path) -> None:
    with_script = [file for file in built_site.rglob("*.html") if "/compare." in file.read_text(encoding="utf-8")]
    assert [built_site / "dia-ban/so-sanh/index.html"] == with_script


def said(browser: webdriver.Chrome) -> str:
    WebDriverWait(browser, 10).until(lambda b: b.find_element(By.CLASS_NAME, "compare__out").text)
    return browser.find_element(By.CLASS_NAME, "compare__out").text


def test_digits_stay_as_published(browser: webdriver.Chrome, served_site: str) -> None:
    browser.get(f"{served_site}dia-ban/so-sanh/?noi=tp-hue,tinh-ha-tinh,tinh-yen-bai")
    text = said(browser).replace("\u00a0", " ")
    assert "3,30 %\nkhi đó: Tỉnh Thừa Thiên Huế\n4,04 %" in text
    assert "7.540 hộ\nkhi đó: Tỉnh Thừa Thiên Huế\n11.572 hộ 20.222 hộ" in text
    # As on the page of a place: the rate before the count.
    assert text.index("Tỷ lệ hộ nghèo 2023") < text.index("Số hộ nghèo 2023")


def test_a_place_is_not_compared_with_what_it_became(browser: webdriver.Chrome, served_site: str) -> None:
    browser.get(f"{served_site}dia-ban/so-sanh/?noi=tp-hue,tinh-thua-thien-hue")
    assert "đổi địa giới" in said(browser)


def test_places_are_chosen_by_keys_alone(browser: webdriver.Chrome, served_site: str) -> None:
    browser.get(f"{served_site}dia-ban/so-sanh/")
    selects = browser.find_elements(By.CSS_SELECTOR, ".compare select")
    Select(selects[0]).select_by_value("huyen-luc-yen")
    Select(selects[1]).select_by_value("huyen-tram-tau")
    browser.find_element(By.CSS_SELECTOR, ".compare button").send_keys(Keys.ENTER)
    assert "49,42" in said(browser)
    assert browser.current_url.endswith("?noi=huyen-luc-yen,huyen-tram-tau")
