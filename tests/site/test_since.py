"""What is new since a day: lists by month without script; with it the day, the topic, the place; texts to copy."""

import re
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

Province = Any  # tests/site/conftest.py
pytestmark = pytest.mark.slow


def seen(browser: webdriver.Chrome, rows: str, said: str) -> list[str]:
    """What is said of each row that shows; asked at once, for the page may change its rows between two questions."""
    script = "return [...document.querySelectorAll(arguments[0])].filter((row) => row.checkVisibility())"
    return list(browser.execute_script(f"{script}.map((row) => {said})", f".room__days {rows}"))


def shown(browser: webdriver.Chrome) -> list[str]:
    return seen(browser, ".room__offers > li", "row.querySelector('a').textContent.trim()")


def days(browser: webdriver.Chrome) -> list[str]:
    return seen(browser, ".room__day", "row.querySelector('time').dateTime")


def since(browser: webdriver.Chrome, day: str) -> None:
    script = "const [box, day] = arguments; box.value = day; box.dispatchEvent(new Event('change', {bubbles: true}))"
    browser.execute_script(script, browser.find_element(By.NAME, "tu"), day)


@pytest.fixture
def room(browser: webdriver.Chrome, served_site: str) -> webdriver.Chrome:
    browser.get(f"{served_site}phat-thanh/")
    browser.execute_script("localStorage.clear()")
    browser.get(f"{served_site}phat-thanh/")
    WebDriverWait(browser, 20).until(lambda it: len(shown(it)) == 25)
    return browser


def test_without_script_every_month_has_its_list_and_every_day_its_address(built_site: Path) -> None:
    page = (built_site / "phat-thanh/index.html").read_text(encoding="utf-8")
    assert '<form class="room__since" hidden' in page
    months = re.findall(r'href="(?:\.\./phat-thanh/)?thang/(\d{4}-\d\d)/"', page)
    assert months and sorted(months, reverse=True) == months
    told = []
    for month in months:
        text = (built_site / f"phat-thanh/thang/{month}/index.html").read_text(encoding="utf-8")
        told += re.findall(r'href="\.\./\.\./\.\./([^"]+)tai-su-dung/"', text)
        assert {month} == {day[:7] for day in re.findall(r'id="ngay_([\d-]+)"', text)}
    takeable = {f"{file.parent.parent.relative_to(built_site).as_posix()}/" for file in built_site.rglob("*-loa.txt")}
    assert sorted(takeable) == sorted(told)


def test_what_is_new_since_a_day_is_shown_from_all_months_it_takes(room: webdriver.Chrome) -> None:
    since(room, "2026-09-01")
    WebDriverWait(room, 20).until(lambda it: len(shown(it)) > 25)
    assert "2026-09-01" <= min(days(room)) < "2026-10-01"
    since(room, "2026-11-06")
    WebDriverWait(room, 20).until(lambda it: len(shown(it)) < 25)
    assert {"2026-11-06", "2026-11-10", "2026-11-12"} <= set(days(room))
    assert "2026-11-06" == min(days(room))
    link = room.find_element(By.CSS_SELECTOR, ".room__days .room__take")
    assert "/phat-thanh/" not in (link.get_attribute("href") or "")


def test_topic_and_place_narrow_it(room: webdriver.Chrome) -> None:
    Select(room.find_element(By.NAME, "chu-de")).select_by_visible_text("Phòng lừa đảo")
    WebDriverWait(room, 20).until(lambda it: len(shown(it)) < 25)
    assert all("Phòng lừa đảo" in row for row in seen(room, ".room__offers > li", "row.innerText"))
    assert "Năm dấu hiệu lừa đảo mạo danh cán bộ giảm nghèo" == shown(room)[0]
    Select(room.find_element(By.NAME, "chu-de")).select_by_visible_text("Tất cả")
    Select(room.find_element(By.NAME, "dia-ban")).select_by_visible_text("Huyện A Lưới")
    WebDriverWait(room, 20).until(lambda it: "Phát động" in " ".join(shown(it)))
    assert 1 <= len(shown(room)) < 25


def test_the_day_of_the_last_visit_is_remembered_on_the_device(room: webdriver.Chrome) -> None:
    room.execute_script("localStorage.setItem('giamngheo.room', '2026-11-10')")
    room.refresh()
    WebDriverWait(room, 20).until(lambda it: 0 < len(shown(it)) < 25)
    assert "2026-11-10" == min(days(room))


def test_where_nothing_came_since_the_last_visit_the_latest_are_shown(room: webdriver.Chrome) -> None:
    room.execute_script("localStorage.setItem('giamngheo.room', '2099-01-01')")
    room.refresh()
    status = (By.CSS_SELECTOR, ".room__since [role=status]")
    WebDriverWait(room, 20).until(lambda it: "Từ lần xem trước chưa có bài mới" in it.find_element(*status).text)
    assert 25 == len(shown(room))
    assert "" == room.find_element(By.NAME, "tu").get_attribute("value")
    # Who asks for that day themselves is told that there is nothing.
    since(room, "2099-01-01")
    WebDriverWait(room, 20).until(lambda it: it.find_element(*status).text == "Không có mục nào như vậy.")


@pytest.mark.parametrize("page", ["phat-thanh/xa-quang-dien/", "guong-dien-hinh/ga-doi-yen-the/tai-su-dung/"])
def test_every_text_to_copy_has_its_button(browser: webdriver.Chrome, served_site: str, page: str) -> None:
    browser.get(f"{served_site}{page}")
    boxes = browser.find_elements(By.CSS_SELECTOR, ".reuse__box")
    buttons = browser.find_elements(By.CSS_SELECTOR, ".reuse__row button")
    told = browser.find_elements(By.CSS_SELECTOR, ".reuse__row [role=status]")
    assert len(boxes) == len(buttons) > 0
    assert not any(hint.is_displayed() for hint in browser.find_elements(By.CSS_SELECTOR, ".reuse__hint"))
    script = "window.taken = []; navigator.clipboard.writeText = async (text) => { window.taken.push(text); }"
    browser.execute_script(script)
    for button in buttons:
        browser.execute_script("arguments[0].click()", button)
    WebDriverWait(browser, 10).until(lambda it: all(one.text == "Đã chép" for one in told))
    WebDriverWait(browser, 20).until(lambda it: all(one.text == "" for one in told))
    assert {"Chép cả ô"} == {one.text for one in buttons}
    assert [box.get_attribute("value") for box in boxes] == browser.execute_script("return window.taken")


def test_a_text_that_cannot_be_copied_is_selected_and_it_is_said_so(
    browser: webdriver.Chrome, served_site: str
) -> None:
    browser.get(f"{served_site}phat-thanh/xa-quang-dien/")
    browser.execute_script(
        "navigator.clipboard.writeText = () => Promise.reject(new Error('no')); document.execCommand = () => false"
    )
    browser.execute_script("document.querySelector('.reuse__row button').click()")
    told = browser.find_element(By.CSS_SELECTOR, ".reuse__row [role=status]")
    WebDriverWait(browser, 10).until(lambda it: "Cả ô đã được chọn" in told.text)
    selected = "const it = document.activeElement; return [it.selectionStart, it.selectionEnd === it.value.length]"
    assert [0, True] == browser.execute_script(selected)


def test_a_month_changes_with_its_entries_and_no_other(province: Province) -> None:
    old = province.article("Bài cũ").replace("2026-11-02", "2026-09-01")
    code, told = province.change(**{"content/bai-viet/2026/cu.md": old}).quick()
    assert 0 == code, told
    before = province.contents
    assert {"phat-thanh/thang/2026-09/index.html", "phat-thanh/thang/2026-11/index.html"} <= set(before)
    code, told = province.change(**{"content/bai-viet/2026/cu.md": old.replace("Bài cũ", "Bài sửa")}).quick()
    assert 0 == code, told
    differing = [
        path for path in province.differing(before, province.contents) if path.startswith("phat-thanh/thang")
    ]
    assert ["phat-thanh/thang/2026-09/index.html"] == differing
