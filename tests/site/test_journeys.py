"""Journeys of people with an old phone: what stands on the first screen, how many taps lead there, what stays.

The phone shows 360 by 640 points. Only what a thumb can meet is tapped, and no page is ever wider than the phone.
"""

import base64
import re
from collections.abc import Iterator

import pytest
from selenium import webdriver
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

pytestmark = pytest.mark.slow

WIDE, HIGH, THUMB = 360, 640, 44
SCREEN = {"width": WIDE, "height": HIGH, "deviceScaleFactor": 1, "mobile": True}
ONLINE = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
A4 = {"paperWidth": 8.27, "paperHeight": 11.69}
ANSWER = "hoi-dap/the-bao-hiem-y-te/"
ASKED = "Nhà tôi cận nghèo, thẻ bảo hiểm phải đóng bao nhiêu?"
# What can be tapped and begins with these words, the first that is shown.
NAMED = """
const [words, within] = arguments, said = it => it.innerText.replace(/\\s+/g, " ").trim() + " ";
return [...document.querySelectorAll(["a", "button", "summary"].map(it => `${within} ${it}`).join())]
  .find(it => said(it).startsWith(words + " ") && it.checkVisibility()) || null;
"""
# The box that a thumb may meet, from the top of the page: the whole card where its link lies over it.
MET = """
const [it] = arguments, card = it.matches(".box__link") ? it.closest(".box--link") : it;
const box = card.getBoundingClientRect();
return [box.top + scrollY, box.bottom + scrollY];
"""
# The ends of the lines of a chart, the break, the last of its dots: how far to the right each lies.
ENDS = """
const chart = [...document.querySelectorAll(".chart")].find(it => it.checkVisibility());
const last = path => Math.max(...[...path.getAttribute("d").matchAll(/[ML]?(\\d[\\d.]*) [\\d.]+/g)].map(it => it[1]));
return [
  Math.max(...[...chart.querySelectorAll(".chart__line")].map(last)),
  last(chart.querySelector("path.chart__break")),
  Math.max(...[...chart.querySelectorAll(".chart__dot")].map(it => it.getAttribute("cx"))),
];
"""


class Reader:
    """Someone with a phone in the hand, who counts the taps."""

    def __init__(self, browser: webdriver.Chrome, site: str) -> None:
        self.browser = browser
        self.site = site
        self.taps = 0

    def open(self, address: str = "") -> None:
        self.browser.get(self.site + address)
        self.looks()

    def looks(self) -> None:
        """Nothing of a page lies beside the screen."""
        assert WIDE >= self.browser.execute_script("return document.documentElement.scrollWidth")

    def finds(self, words: str, within: str = "body") -> WebElement:
        found = WebDriverWait(self.browser, 20).until(lambda it: it.execute_script(NAMED, words, within))
        assert isinstance(found, WebElement)
        return found

    def sees_at_once(self, words: str, within: str = "body") -> None:
        """It lies on the first screen, whole."""
        _, bottom = self.browser.execute_script(MET, self.finds(words, within))
        assert bottom <= HIGH, words

    def begins_at_once(self, selector: str) -> None:
        """What may be longer than a screen begins on the first, with more than a line."""
        top, _ = self.browser.execute_script(MET, self.browser.find_element("css selector", selector))
        assert top <= HIGH - THUMB, selector

    def tap(self, words: str, within: str = "body") -> None:
        thing = self.finds(words, within)
        top, bottom = self.browser.execute_script(MET, thing)
        assert bottom - top >= THUMB, (words, bottom - top)
        here, leads = self.browser.current_url, thing.get_attribute("href")
        thing.click()
        self.taps += 1
        if leads and leads != here:
            WebDriverWait(self.browser, 20).until(lambda it: it.current_url != here)
        self.looks()

    def is_offline(self, *, so: bool) -> None:
        self.browser.execute_cdp_cmd("Network.emulateNetworkConditions", {"offline": so, **ONLINE})

    @property
    def address(self) -> str:
        return self.browser.current_url.removeprefix(self.site).partition("#")[0]

    @property
    def text(self) -> str:
        return self.browser.find_element("tag name", "main").text.replace("\u00a0", " ")


@pytest.fixture
def reader(browser: webdriver.Chrome, served_site: str) -> Iterator[Reader]:
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", SCREEN)
    reader = Reader(browser, served_site)
    yield reader
    reader.is_offline(so=False)
    browser.get(served_site)
    browser.execute_script("localStorage.clear()")
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_what_a_near_poor_household_gets_for_health_is_found_by_tapping(reader: Reader) -> None:
    reader.open()
    reader.sees_at_once("Tôi được hỗ trợ gì?")
    reader.tap("Hộ cận nghèo")
    assert "doi-tuong/ho-can-ngheo/" == reader.address
    reader.sees_at_once("Y tế, bảo hiểm y tế")
    reader.tap("Y tế, bảo hiểm y tế")
    reader.tap("Hỗ trợ đóng bảo hiểm y tế cho người thuộc hộ cận nghèo")
    assert 3 == reader.taps
    for said in ("ít nhất 70 % mức đóng bảo hiểm y tế", "chưa kiểm tra lại", "Nơi cần đến", "Coi chừng lừa đảo"):
        assert said in reader.text, said


def test_what_a_near_poor_household_gets_for_health_is_found_by_typing_without_marks(reader: Reader) -> None:
    reader.open()
    reader.browser.find_element("id", "tim").send_keys("the bao hiem y te ho can ngheo", Keys.ENTER)
    reader.finds("Hộ nghèo có thẻ bảo hiểm y tế miễn phí không?")
    reader.begins_at_once(".found__title")
    reader.tap("Hộ nghèo có thẻ bảo hiểm y tế miễn phí không?")
    assert (ANSWER, 1) == (reader.address, reader.taps)
    reader.begins_at_once(".answer")
    assert "người thuộc hộ cận nghèo được giúp ít nhất 70 % mức đóng" in reader.text


def test_how_a_commune_fares_and_why_the_line_is_broken(reader: Reader) -> None:
    reader.open()
    reader.tap("Tìm xã, phường của bạn")
    reader.sees_at_once("Tìm xã, phường của bạn")
    reader.tap("Tìm xã, phường của bạn")
    reader.tap("Xã A Lưới 1")
    # The commune is a year old: the page says why nothing is told of the time before, and where figures are.
    assert "Chưa có số liệu của nơi này. Chưa có không có nghĩa là bằng không." in reader.text
    assert "Huyện A Lưới chỉ có một phần về đây" in reader.text
    reader.finds("Huyện A Lưới", ".names")
    reader.tap("Thành phố Huế", ".names")
    reader.tap("Tỷ lệ hộ nghèo")
    assert ("chi-so/ty-le-ho-ngheo/", 5) == (reader.address, reader.taps)
    line, break_, dot = reader.browser.execute_script(ENDS)
    assert line < break_ < dot
    assert "Giữa 2024 và 2025: địa bàn đã đổi, từ đây là Thành phố Huế." in reader.text
    assert "Giữa hai ô là chỗ đổi chuẩn, đổi cách đo hoặc đổi địa giới." in reader.text


def test_a_question_is_asked_with_no_signal(reader: Reader) -> None:
    reader.open()
    reader.sees_at_once("Đặt câu hỏi")
    reader.tap("Đặt câu hỏi", ".hero__ways")
    reader.is_offline(so=True)
    reader.browser.find_element("id", "cau-hoi").send_keys(ASKED)
    code = reader.browser.find_element("class name", "ask__code").text
    reader.browser.refresh()
    assert [] == reader.browser.find_elements("id", "cau-hoi")
    reader.is_offline(so=False)
    reader.open("dat-cau-hoi/")
    assert ASKED == reader.browser.find_element("id", "cau-hoi").get_attribute("value")
    assert code == reader.browser.find_element("class name", "ask__code").text
    reader.tap("Chép câu hỏi")


def test_a_page_is_read_light_and_leads_on_to_light_pages(reader: Reader) -> None:
    reader.open(ANSWER)
    reader.tap("Bản nhẹ của trang này, cho mạng yếu")
    assert "lite/" + ANSWER == reader.address
    assert [] == reader.browser.execute_script("return performance.getEntriesByType('resource').map(it => it.name)")
    assert [] == reader.browser.find_elements("css selector", "script, img, link[rel=stylesheet]")
    reader.begins_at_once("h2")
    assert "người thuộc hộ cận nghèo được giúp ít nhất 70 % mức đóng" in reader.text
    reader.tap("Hỗ trợ đóng bảo hiểm y tế cho người thuộc hộ cận nghèo")
    assert "lite/chinh-sach/bhyt-can-ngheo/" == reader.address
    reader.tap("Trang đầy đủ, có hình")
    assert ("chinh-sach/bhyt-can-ngheo/", 3) == (reader.address, reader.taps)


@pytest.mark.parametrize(("address", "sheets"), [(ANSWER, 3), ("chinh-sach/bhyt-can-ngheo/", 2)])
def test_what_officers_hand_out_takes_few_sheets(reader: Reader, address: str, sheets: int) -> None:
    reader.open(address)
    printed = base64.b64decode(reader.browser.execute_cdp_cmd("Page.printToPDF", A4)["data"])
    assert sheets == len(re.findall(rb"/Type\s*/Page\b", printed))
