"""Finding help: the groups as pages without script, a few questions with it; near-poor and insured in three taps."""

import re
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

pytestmark = pytest.mark.slow


def shown(browser: webdriver.Chrome) -> list[str]:
    return [card.text for card in browser.find_elements(By.CSS_SELECTOR, ".policy__name") if card.is_displayed()]


def choose(browser: webdriver.Chrome, value: str) -> None:
    browser.find_element(By.CSS_SELECTOR, f".finder [value='{value}']").send_keys(Keys.SPACE)


def test_without_script_every_group_has_its_page_and_the_questions_are_not_there(built_site: Path) -> None:
    page = (built_site / "chinh-sach/index.html").read_text(encoding="utf-8")
    assert '<form class="finder box" hidden' in page
    assert 'href="../doi-tuong/ho-can-ngheo/"' in page
    group = (built_site / "doi-tuong/ho-can-ngheo/index.html").read_text(encoding="utf-8")
    assert 'href="#y-te"' in group
    assert 'href="../../chinh-sach/bhyt-can-ngheo/"' in group


def test_the_script_stands_on_this_page_alone(built_site: Path) -> None:
    with_script = [file for file in built_site.rglob("*.html") if "/finder." in file.read_text(encoding="utf-8")]
    assert [built_site / "chinh-sach/index.html"] == with_script


def test_a_near_poor_household_finds_its_insurance_in_three_taps(browser: webdriver.Chrome, served_site: str) -> None:
    browser.set_window_size(360, 800)
    browser.get(served_site)
    browser.find_element(By.CSS_SELECTOR, ".hero__ways .button").click()
    choose(browser, "ho-can-ngheo")
    choose(browser, "y-te")
    assert "Hỗ trợ đóng bảo hiểm y tế cho người thuộc hộ cận nghèo" in shown(browser)
    card = browser.find_element(By.CSS_SELECTOR, ".policy:not([hidden])")
    assert "ít nhất 70 %" in card.text.replace("\u00a0", " ")
    assert browser.current_url.endswith("/chinh-sach/?nhom=ho-can-ngheo&viec=y-te")


def test_what_was_chosen_stands_in_the_address(browser: webdriver.Chrome, served_site: str) -> None:
    browser.get(f"{served_site}chinh-sach/?nhom=ho-ngheo&viec=nha-o")
    assert [] == shown(browser)
    choose(browser, "1")
    assert ["Xóa nhà tạm, nhà dột nát"] == shown(browser)


def test_without_a_choice_everything_that_has_not_ended_is_there(browser: webdriver.Chrome, served_site: str) -> None:
    browser.get(f"{served_site}chinh-sach/")
    all_ = browser.find_elements(By.CSS_SELECTOR, ".policy:not([data-ended])")
    assert len(all_) == len(shown(browser))
    assert str(len(all_)) in browser.find_element(By.CLASS_NAME, "finder__count").text


def test_schooling_for_everyone_is_found_by_every_group(browser: webdriver.Chrome, served_site: str) -> None:
    browser.get(f"{served_site}chinh-sach/?nhom=nguoi-khuyet-tat&viec=giao-duc")
    assert ["Miễn học phí mầm non, phổ thông công lập"] == shown(browser)


def test_every_page_that_tells_of_support_warns_of_fraud(built_site: Path) -> None:
    """Pages with amounts of policies, and entries that name a policy or a sum that people are given."""
    telling, silent = [], []
    for file in built_site.glob("[!l]*/**/index.html"):
        main = file.read_text(encoding="utf-8").partition("<main")[2].partition("</main>")[0]
        own = main.partition('class="related')[0] if "entry__main" in main else ""
        sums = re.search(r"(?:hỗ trợ|trợ cấp|cho vay)[^.<]{0,60}\d[\d.,]* (?:triệu )?đồng", own)
        if "policy__amounts" in main or 'id="muc_chinh-sach"' in own or sums:
            telling.append(file)
            silent += [file] if "Coi chừng lừa đảo" not in main else []
    assert len(telling) > 20
    assert [] == silent
