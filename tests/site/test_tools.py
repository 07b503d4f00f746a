"""The row of tools at the end of a page: each button is there where it can do its work, and does it."""

import pytest
from selenium import webdriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

pytestmark = pytest.mark.slow

QUESTION = "hoi-dap/the-bao-hiem-y-te/"
ROOT_SIZE = "return parseFloat(getComputedStyle(document.documentElement).fontSize)"


def tool(browser: webdriver.Chrome, name: str) -> WebElement:
    return browser.find_element("css selector", f"[data-tool={name}]")


def test_text_grows_by_steps_stays_so_on_the_next_page_and_shrinks_again(
    browser: webdriver.Chrome, served_site: str
) -> None:
    browser.get(served_site + QUESTION)
    sizes = [browser.execute_script(ROOT_SIZE)]
    for _ in range(4):
        tool(browser, "larger").click()
        sizes.append(browser.execute_script(ROOT_SIZE))
    assert sorted(set(sizes)) == sizes[:4]
    assert sizes[3] == sizes[4] == 1.5 * sizes[0]
    browser.get(served_site + "van-ban/")
    assert sizes[3] == browser.execute_script(ROOT_SIZE)
    for _ in range(4):
        tool(browser, "smaller").click()
    assert sizes[0] == browser.execute_script(ROOT_SIZE)


@pytest.mark.parametrize("page", ["", "dat-cau-hoi/", "dia-ban/so-sanh/", "phat-thanh/xa-quang-dien/", "tim-kiem/"])
def test_what_is_pressed_or_filled_grows_with_text(browser: webdriver.Chrome, served_site: str, page: str) -> None:
    browser.get(served_site + page)
    WebDriverWait(browser, 10).until(lambda it: it.execute_script("return document.readyState") == "complete")
    sizes = """return [...document.querySelectorAll('main :is(button, select, textarea, input[type=search])')]
        .map(it => parseFloat(getComputedStyle(it).fontSize))"""
    before = browser.execute_script(sizes)
    browser.execute_script("document.documentElement.style.fontSize = '200%'")
    assert [2 * size for size in before] == pytest.approx(browser.execute_script(sizes))


def test_reading_aloud_is_offered_only_where_the_device_has_a_voice(
    browser: webdriver.Chrome, served_site: str
) -> None:
    browser.get(served_site + QUESTION)
    has_voice = "return speechSynthesis.getVoices().some(voice => voice.lang.startsWith('vi'))"
    assert browser.execute_script(has_voice) is tool(browser, "listen").is_displayed()
    browser.get(served_site + "van-ban/")
    assert [] == browser.find_elements("css selector", "[data-tool=listen]")


def test_printing_and_passing_on_need_no_script_of_others(browser: webdriver.Chrome, served_site: str) -> None:
    browser.get(served_site + QUESTION)
    assert tool(browser, "print").is_displayed()
    link = browser.find_element("css selector", ".tools a[href*=facebook]").get_attribute("href")
    assert link is not None
    assert link.endswith("https%3A//giamngheo.example/hoi-dap/the-bao-hiem-y-te/")
    hosts = "return performance.getEntriesByType('resource').map(it => new URL(it.name).host)"
    assert {browser.execute_script("return location.host")} == set(browser.execute_script(hosts))


@pytest.mark.parametrize(("does", "said"), [("resolve", "Đã chép liên kết"), ("reject", "Chưa chép được")])
def test_whether_the_link_was_copied_is_said_for_a_while(
    browser: webdriver.Chrome, served_site: str, does: str, said: str
) -> None:
    browser.get(served_site + QUESTION)
    button = tool(browser, "copy")
    browser.execute_script(f"navigator.clipboard.writeText = () => Promise.{does}()")
    name = button.text
    button.click()
    WebDriverWait(browser, 10).until(lambda it: said in button.text)
    assert "polite" == button.get_attribute("aria-live")
    WebDriverWait(browser, 20).until(lambda it: button.text == name)
