"""The preview in a real browser: pages follow their files; a broken edit is told on the page until it is mended."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from msgspec.structs import replace
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException, WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.shadowroot import ShadowRoot
from selenium.webdriver.support.ui import WebDriverWait

from giamngheo.site.ahead import Ahead
from giamngheo.site.preview import Preview, Stopped, Trouble
from giamngheo.site.watcher import is_scratch
from giamngheo.words import say

pytestmark = pytest.mark.slow

# Nothing is timed here: a machine with other work takes long.
SECONDS = 60.0
FIRST_BUILD_S = 180.0
# 20/11/2026, noon in Vietnam.
EPOCH = "1795150800"

SITE = {
    "mkdocs.yml": """
        site_name: Trang thử
        docs_dir: content
        theme:
          name: material
        plugins:
          - giamngheo:
              home_place: tp-hue
        """,
    "content/index.md": """
        ---
        title: Trang chủ
        ---
        Chào bà con.
        """,
    "content/gioi-thieu.md": """
        ---
        title: Giới thiệu
        ---
        ![Cánh đồng](anh/dong.svg)
        """,
    "content/anh/dong.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>',
    "content/bai-viet/2026/mot.md": """
        ---
        title: Bài một
        date: 2026-11-02
        summary: Một câu.
        ---
        Câu đầu tiên.
        """,
    "content/bai-viet/2026/hai.md": """
        ---
        title: Bài hai
        date: 2019-11-02
        summary: Hai câu.
        ---
        Chuyện khác.
        """,
}
# By this a build waits at a step for as long as the file `<step>.closed` is there: `read` when all is read, `made`
# when all is made and nothing applied. It fails there, once, as on a network share where a file is another now.
GATES = """
    import errno
    import time
    from pathlib import Path

    HERE = Path(__file__).parent

    def pass_by(step):
        while (HERE / f"{step}.closed").exists():
            (HERE / f"{step}.waiting").touch()
            time.sleep(0.02)
        (HERE / f"{step}.waiting").unlink(missing_ok=True)

    def on_env(env, **_):
        pass_by("read")
        return env

    def on_post_build(**_):
        pass_by("made")
        if (HERE / "stale").exists():
            (HERE / "stale").unlink()
            raise OSError(errno.ESTALE, "Stale file handle", "content/bai-viet/2026/mot.md")
    """
GATED = {
    "mkdocs.yml": SITE["mkdocs.yml"] + "hooks:\n          - gates/gates.py\n",
    "gates/gates.py": GATES,
}
ONE, TWO = "content/bai-viet/2026/mot.md", "content/bai-viet/2026/hai.md"
PAGE_OF_ONE, TWO_AT = "bai-viet/2026/mot/index.html", "bai-viet/2026/hai/index.html"
# What shows the newest article besides its own page.
SHOWING = ("index.html", "bai-viet/index.html", "bai-viet/nam/2026/index.html")
Site = Callable[[Mapping[str, str | bytes]], Path]


class Running:
    """A preview that runs: its folder, its address, what it prints."""

    def __init__(self, folder: Path, process: subprocess.Popen[bytes], address: str) -> None:
        self.folder = folder
        self.process = process
        self.address = address

    def change(self, path: str, old: str, new: str) -> None:
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    def close(self, step: str) -> None:
        """The next build that comes to this step waits there."""
        (self.folder / f"gates/{step}.closed").touch()

    def open(self, step: str) -> None:
        (self.folder / f"gates/{step}.closed").unlink()

    def is_waiting(self, step: str) -> bool:
        return (self.folder / f"gates/{step}.waiting").exists()

    @property
    def printed(self) -> str:
        return (self.folder / "serve.log").read_text(encoding="utf-8")

    @property
    def rebuilt(self) -> int:
        """How many builds have ended well, the first apart."""
        return self.printed.count(say("preview.line.rebuilt", time="T", seconds="S", count=1).split("S")[0][3:])


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def start(folder: Path, port: int, host: str = "mkdocs") -> subprocess.Popen[bytes]:
    env = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    command = [sys.executable, "-P", "-m", host, "serve", "-f", "mkdocs.yml", "-a", f"127.0.0.1:{port}"]
    with (folder / "serve.log").open("wb") as log:
        return subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log)


@pytest.fixture
def preview(write: Site) -> Iterator[Callable[[Mapping[str, str | bytes]], Running]]:
    """`preview({...})`: a preview of the small site with these files changed."""
    running: list[Running] = []

    def begin(changed: Mapping[str, str | bytes]) -> Running:
        folder, port = write({**SITE, **changed}), free_port()
        running.append(Running(folder, start(folder, port), f"http://127.0.0.1:{port}/"))
        return running[0]

    yield begin
    for it in running:
        it.process.kill()
        it.process.wait(timeout=20)


def wait_until(browser: webdriver.Chrome, is_so: Callable[[], object], seconds: float = SECONDS) -> None:
    """Until something is so; while a page loads again, nothing is."""
    ignored = (StaleElementReferenceException, WebDriverException)
    WebDriverWait(browser, seconds, 0.05, ignored_exceptions=ignored).until(lambda _: is_so())


def visit(browser: webdriver.Chrome, address: str, text: str) -> None:
    """Open a page of a preview that may have to be built first, and mark it: a page that loads again has no mark."""

    def is_open() -> bool:
        browser.get(address)
        return text in page_text(browser)

    wait_until(browser, is_open, FIRST_BUILD_S)
    browser.execute_script("window.__mark = 1")


def has_mark(browser: webdriver.Chrome) -> bool:
    return browser.execute_script("return window.__mark === 1") is True


def page_text(browser: webdriver.Chrome) -> str:
    return str(browser.execute_script("return document.body.textContent"))


def overlay(browser: webdriver.Chrome) -> ShadowRoot:
    return browser.find_element(By.CSS_SELECTOR, ".giamngheo-preview").shadow_root


def is_told(browser: webdriver.Chrome) -> bool:
    return overlay(browser).find_element(By.CSS_SELECTOR, "dialog").get_attribute("open") is not None


def told_text(browser: webdriver.Chrome) -> str:
    return overlay(browser).find_element(By.CSS_SELECTOR, "dialog").text if is_told(browser) else ""


def reopen_text(browser: webdriver.Chrome) -> str:
    return overlay(browser).find_element(By.CSS_SELECTOR, ".reopen").text


def shown(browser: webdriver.Chrome, selector: str) -> bool:
    return overlay(browser).find_element(By.CSS_SELECTOR, selector).is_displayed()


def test_a_broken_edit_is_told_on_the_last_good_page_and_heals(
    preview: Callable[[Mapping[str, str | bytes]], Running], browser: webdriver.Chrome
) -> None:
    running = preview({})
    visit(browser, f"{running.address}bai-viet/2026/mot/", "Câu đầu tiên.")
    running.change(ONE, "date: 2026-11-02", "date: 2026-13-02")
    wait_until(browser, lambda: is_told(browser))
    text = told_text(browser)
    # As the terminal says it: where, what, the fact, what to do.
    for part in (f"{ONE}:3:7", "F303", say("problem.F303.title"), "2026-13-02", say("problem.F303.remedy")):
        assert part in text
    assert has_mark(browser)
    assert "Câu đầu tiên." in page_text(browser)

    running.change(ONE, "date: 2026-13-02", "date: 2026-11-02")
    wait_until(browser, lambda: not is_told(browser))
    assert has_mark(browser)
    assert say("preview.healed") in overlay(browser).find_element(By.CSS_SELECTOR, "[role=status]").text

    running.change(ONE, "date: 2026-11-02", "date: 2026-13-02")
    wait_until(browser, lambda: is_told(browser))
    running.change(ONE, "date: 2026-13-02\nsummary: Một câu.", "date: 2026-11-03\nsummary: Một câu khác.")
    wait_until(browser, lambda: "Một câu khác." in page_text(browser))
    assert not is_told(browser)


def test_the_overlay_is_closed_and_opened_by_keyboard_and_stays_closed_on_the_next_page(
    preview: Callable[[Mapping[str, str | bytes]], Running], browser: webdriver.Chrome
) -> None:
    running = preview({})
    visit(browser, f"{running.address}bai-viet/2026/mot/", "Câu đầu tiên.")
    running.change(ONE, "date: 2026-11-02", "date: 2026-13-02")
    wait_until(browser, lambda: is_told(browser))
    dialog = overlay(browser).find_element(By.CSS_SELECTOR, "dialog")
    assert "alertdialog" == dialog.get_attribute("role")
    focused = "return document.querySelector('.giamngheo-preview').shadowRoot.activeElement?.className"
    assert "close" == browser.execute_script(focused)
    dialog.send_keys(Keys.ESCAPE)
    wait_until(browser, lambda: not is_told(browser))
    # The browser tells of the dialog's end a moment later.
    wait_until(browser, lambda: "reopen" == browser.execute_script(focused))

    browser.get(f"{running.address}bai-viet/2026/hai/")
    wait_until(browser, lambda: shown(browser, ".reopen"))
    assert not is_told(browser)
    overlay(browser).find_element(By.CSS_SELECTOR, ".reopen").send_keys(Keys.ENTER)
    wait_until(browser, lambda: is_told(browser))
    # Another failed edit is another message.
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    wait_until(browser, lambda: not is_told(browser))
    running.change(ONE, "summary: Một câu.", "sumary: Một câu.")
    wait_until(browser, lambda: is_told(browser))
    assert "F301" in told_text(browser)


def test_warnings_wait_behind_a_button_the_newest_first(
    preview: Callable[[Mapping[str, str | bytes]], Running], browser: webdriver.Chrome
) -> None:
    running = preview({})
    visit(browser, f"{running.address}bai-viet/2026/mot/", "Câu đầu tiên.")
    assert not shown(browser, ".reopen")
    running.change(TWO, "Chuyện khác.", "# Chuyện lớn")
    wait_until(browser, lambda: shown(browser, ".reopen"))
    # The page follows as if nothing were; the button says how many there are.
    assert not is_told(browser)
    assert say("preview.warned.reopen", count=1) == reopen_text(browser)
    running.change(ONE, "Câu đầu tiên.", "# Câu lớn")
    wait_until(browser, lambda: say("preview.warned.reopen", count=2) == reopen_text(browser))

    overlay(browser).find_element(By.CSS_SELECTOR, ".reopen").click()
    wait_until(browser, lambda: is_told(browser))
    assert "dialog" == overlay(browser).find_element(By.CSS_SELECTOR, "dialog").get_attribute("role")
    assert say("preview.warned.title", count=2) in told_text(browser)
    assert say("problem.R408.remedy") in told_text(browser)
    assert told_text(browser).index(ONE) < told_text(browser).index(TWO)

    # An error comes before them, and they are back when it is mended.
    running.change(ONE, "date: 2026-11-02", "date: 2026-13-02")
    wait_until(browser, lambda: "F303" in told_text(browser))
    assert "R408" not in told_text(browser)
    running.change(ONE, "date: 2026-13-02", "date: 2026-11-02")
    wait_until(browser, lambda: not is_told(browser))
    assert say("preview.warned.reopen", count=2) == reopen_text(browser)
    running.change(ONE, "# Câu lớn", "Câu nhỏ")
    running.change(TWO, "# Chuyện lớn", "Chuyện nhỏ")
    wait_until(browser, lambda: not shown(browser, ".reopen"))


AXE = """
const done = arguments[arguments.length - 1];
axe.run(".giamngheo-preview", {resultTypes: ["violations"], rules: {"target-size": {enabled: true}}})
  .then(found => done(found.violations.flatMap(it => it.nodes.map(node => it.id + ": " + node.failureSummary))))
  .catch(error => done([String(error)]));
"""


def test_the_overlay_can_be_read_by_all_light_and_dark_on_a_phone_and_on_a_desk(
    preview: Callable[[Mapping[str, str | bytes]], Running], browser: webdriver.Chrome, axe_source: str
) -> None:
    running = preview({})
    visit(browser, f"{running.address}bai-viet/2026/mot/", "Câu đầu tiên.")
    running.change(ONE, "Câu đầu tiên.", "# Câu lớn")
    wait_until(browser, lambda: shown(browser, ".reopen"))
    overlay(browser).find_element(By.CSS_SELECTOR, ".reopen").click()
    wait_until(browser, lambda: is_told(browser))
    assert_readable(browser, axe_source)
    running.change(ONE, "date: 2026-11-02", "dat: 2026-11-02")
    wait_until(browser, lambda: "F301" in told_text(browser))
    assert_readable(browser, axe_source)


def assert_readable(browser: webdriver.Chrome, axe_source: str) -> None:
    browser.execute_script(axe_source)
    try:
        for scheme in ("light", "dark"):
            preference = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
            browser.execute_cdp_cmd("Emulation.setEmulatedMedia", preference)
            for width in (360, 1280):
                screen = {"width": width, "height": 740, "deviceScaleFactor": 1, "mobile": False}
                browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
                assert [] == browser.execute_async_script(AXE)
                dialog = overlay(browser).find_element(By.CSS_SELECTOR, "dialog")
                assert width >= dialog.rect["x"] + dialog.rect["width"]
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_only_pages_that_changed_load_again(
    preview: Callable[[Mapping[str, str | bytes]], Running], browser: webdriver.Chrome
) -> None:
    running = preview({})
    visit(browser, f"{running.address}bai-viet/2026/hai/", "Chuyện khác.")
    running.change(ONE, "Câu đầu tiên.", "Câu thứ hai.")
    wait_until(
        browser, lambda: say("preview.line.rebuilt", time="", seconds="", count=1).split(",")[1] in running.printed
    )
    # Long enough for a page that would load again.
    time.sleep(1)
    assert has_mark(browser)
    running.change(TWO, "Chuyện khác.", "Chuyện mới.")
    wait_until(browser, lambda: "Chuyện mới." in page_text(browser))
    assert not has_mark(browser)
    # Shown ahead of the build, and not a second time by it.
    browser.execute_script("window.__mark = 1")
    time.sleep(2)
    assert has_mark(browser)


def test_who_saves_again_while_a_build_is_under_way_sees_it_at_once_and_sees_nothing_older_afterwards(
    preview: Callable[[Mapping[str, str | bytes]], Running], browser: webdriver.Chrome
) -> None:
    running = preview(GATED)
    visit(browser, f"{running.address}bai-viet/2026/mot/", "Câu đầu tiên.")

    def save(old: str, new: str) -> None:
        running.change(ONE, old, new)
        wait_until(browser, lambda: new in page_text(browser))
        browser.execute_script("window.__mark = 1")

    running.close("read")
    save("Câu đầu tiên.", "Câu thứ hai.")
    wait_until(browser, lambda: running.is_waiting("read"))
    save("Câu thứ hai.", "Câu thứ ba.")
    running.close("made")
    running.open("read")
    wait_until(browser, lambda: running.is_waiting("made"))
    save("Câu thứ ba.", "Câu thứ tư.")
    running.close("read")
    running.open("made")
    # The first build has ended without the last sentence, the second has not begun to make pages.
    wait_until(browser, lambda: running.is_waiting("read"))
    assert 1 == running.rebuilt
    time.sleep(1)
    assert has_mark(browser)
    running.open("read")
    wait_until(browser, lambda: 2 == running.rebuilt)
    time.sleep(1)
    assert has_mark(browser)
    assert "Câu thứ tư." in page_text(browser)
    browser.refresh()
    assert "Câu thứ tư." in page_text(browser)


def test_a_broken_second_save_is_not_shown_and_told_by_the_build_that_reads_it(
    preview: Callable[[Mapping[str, str | bytes]], Running], browser: webdriver.Chrome
) -> None:
    running = preview(GATED)
    visit(browser, f"{running.address}bai-viet/2026/mot/", "Câu đầu tiên.")
    running.close("made")
    running.change(ONE, "Câu đầu tiên.", "Câu thứ hai.")
    wait_until(browser, lambda: "Câu thứ hai." in page_text(browser) and running.is_waiting("made"))
    browser.execute_script("window.__mark = 1")
    running.change(ONE, "date: 2026-11-02\nsummary: Một câu.", "date: 2026-13-02\nsummary: Câu khác.")
    running.open("made")
    wait_until(browser, lambda: is_told(browser))
    assert "F303" in told_text(browser)
    # The build before was good, and is the last good one.
    assert 1 == running.rebuilt
    assert has_mark(browser)
    running.close("read")
    running.change(ONE, "date: 2026-13-02", "date: 2026-11-02")
    wait_until(browser, lambda: running.is_waiting("read"))
    running.change(ONE, "Câu thứ hai.", "Câu thứ ba.")
    running.close("made")
    running.open("read")
    wait_until(browser, lambda: running.is_waiting("made"))
    # Nothing is shown ahead below what is told; once it is mended, what was saved since is.
    assert is_told(browser)
    running.close("read")
    running.open("made")
    wait_until(browser, lambda: "Câu thứ ba." in page_text(browser) and not is_told(browser))
    assert 2 == running.rebuilt
    running.open("read")


def test_a_second_save_that_is_broken_and_mended_before_the_build_ends_is_never_told(
    preview: Callable[[Mapping[str, str | bytes]], Running], browser: webdriver.Chrome
) -> None:
    running = preview(GATED)
    visit(browser, f"{running.address}bai-viet/2026/mot/", "Câu đầu tiên.")
    running.close("made")
    running.change(ONE, "Câu đầu tiên.", "Câu thứ hai.")
    wait_until(browser, lambda: "Câu thứ hai." in page_text(browser) and running.is_waiting("made"))
    running.change(ONE, "date: 2026-11-02", "date: 2026-13-02")
    # Long enough to be heard.
    time.sleep(1)
    assert "Câu thứ hai." in page_text(browser)
    running.change(ONE, "date: 2026-13-02\nsummary: Một câu.", "date: 2026-11-02\nsummary: Câu khác.")
    wait_until(browser, lambda: "Câu khác." in page_text(browser))
    running.open("made")
    wait_until(browser, lambda: 2 == running.rebuilt)
    assert not is_told(browser)
    assert "F303" not in running.printed


def test_a_second_save_of_more_than_words_waits_for_its_build(
    preview: Callable[[Mapping[str, str | bytes]], Running], browser: webdriver.Chrome
) -> None:
    running = preview(GATED)
    visit(browser, f"{running.address}bai-viet/2026/mot/", "Câu đầu tiên.")
    running.close("made")
    running.change(ONE, "Câu đầu tiên.", "Câu thứ hai.")
    wait_until(browser, lambda: "Câu thứ hai." in page_text(browser) and running.is_waiting("made"))
    running.change(ONE, "Câu thứ hai.", "Câu thứ ba.")
    wait_until(browser, lambda: "Câu thứ ba." in page_text(browser))
    browser.execute_script("window.__mark = 1")
    (running.folder / ONE).unlink()
    running.close("read")
    running.open("made")
    wait_until(browser, lambda: running.is_waiting("read"))
    # Until it is known what the site is without it.
    assert has_mark(browser)
    running.open("read")
    wait_until(browser, lambda: say("ui.not_found.title") in page_text(browser))
    assert "Câu thứ ba." not in page_text(browser)


def test_a_build_that_was_overtaken_by_a_second_save_is_no_trouble(
    preview: Callable[[Mapping[str, str | bytes]], Running], browser: webdriver.Chrome
) -> None:
    running = preview(GATED)
    visit(browser, f"{running.address}bai-viet/2026/mot/", "Câu đầu tiên.")
    running.close("made")
    running.change(ONE, "Câu đầu tiên.", "Câu thứ hai.")
    wait_until(browser, lambda: "Câu thứ hai." in page_text(browser) and running.is_waiting("made"))
    running.change(ONE, "Câu thứ hai.", "Câu thứ ba.")
    wait_until(browser, lambda: "Câu thứ ba." in page_text(browser))
    browser.execute_script("window.__mark = 1")
    (running.folder / "gates/stale").touch()
    running.open("made")
    wait_until(browser, lambda: 1 == running.rebuilt)
    assert has_mark(browser)
    assert say("preview.line.broken", time="", count=1)[3:20] not in running.printed
    # Nobody saved in between: then it is told.
    (running.folder / "gates/stale").touch()
    running.change(TWO, "Chuyện khác.", "Chuyện mới.")
    wait_until(browser, lambda: is_told(browser))
    assert ONE in told_text(browser)


def test_a_page_loads_again_when_its_picture_changes_or_its_address_comes_to_be(
    preview: Callable[[Mapping[str, str | bytes]], Running], browser: webdriver.Chrome
) -> None:
    running = preview({})
    visit(browser, f"{running.address}gioi-thieu/", "Giới thiệu")
    running.change("content/anh/dong.svg", "M0 0h9v9z", "M0 0h5v5z")
    wait_until(browser, lambda: not has_mark(browser))

    browser.get(f"{running.address}bai-viet/2026/ba/")
    assert say("ui.not_found.title") in page_text(browser)
    (running.folder / "content/bai-viet/2026/ba.md").write_text(
        (running.folder / TWO).read_text(encoding="utf-8").replace("Bài hai", "Bài ba"), encoding="utf-8"
    )
    wait_until(browser, lambda: "Bài ba" in browser.title)


def test_a_site_that_is_broken_from_the_start_is_told_and_heals(
    preview: Callable[[Mapping[str, str | bytes]], Running], browser: webdriver.Chrome
) -> None:
    broken = SITE[ONE].replace("date: 2026-11-02", "date: 2026-13-02")
    running = preview({ONE: broken})
    visit(browser, f"{running.address}bai-viet/2026/mot/", "F303")
    wait_until(browser, lambda: shown(browser, ".trouble"))
    text = overlay(browser).find_element(By.CSS_SELECTOR, ".trouble").text
    assert f"{ONE}:3:7" in text
    assert say("problem.F303.remedy") in text
    assert say("preview.none.title") == browser.find_element(By.CSS_SELECTOR, "h1").text
    running.change(ONE, "date: 2026-13-02", "date: 2026-11-02")
    wait_until(browser, lambda: "Câu đầu tiên." in page_text(browser))
    assert not is_told(browser)


def test_a_template_and_a_setting_that_fail_are_told_as_well(
    preview: Callable[[Mapping[str, str | bytes]], Running], browser: webdriver.Chrome
) -> None:
    settings = SITE["mkdocs.yml"].replace("name: material", "name: material\n          custom_dir: rieng")
    running = preview({"mkdocs.yml": settings, "rieng/ghi-chu.txt": b"-"})
    visit(browser, f"{running.address}gioi-thieu/", "Giới thiệu")
    template = running.folder / "rieng/pages/page.html"
    template.parent.mkdir()
    template.write_text('{% extends "main.html" %}\n{% block content %}{{ view.', encoding="utf-8")
    wait_until(browser, lambda: is_told(browser))
    assert "page.html:2" in told_text(browser)
    assert "TemplateSyntaxError" in told_text(browser)
    template.write_text('{% extends "main.html" %}\n{% block content %}Mẫu riêng{% endblock %}', encoding="utf-8")
    wait_until(browser, lambda: "Mẫu riêng" in page_text(browser))

    running.change("mkdocs.yml", "docs_dir: content", "docs_dir: khong-co")
    wait_until(browser, lambda: is_told(browser))
    assert "mkdocs.yml" in told_text(browser)
    assert "không có thư mục" in told_text(browser)
    running.change("mkdocs.yml", "docs_dir: khong-co", "docs_dir: [content")
    wait_until(browser, lambda: "Y210" in told_text(browser))
    running.change("mkdocs.yml", "docs_dir: [content", "docs_dir: content")
    wait_until(browser, lambda: not is_told(browser))


def test_the_overlay_needs_no_code_in_the_page_and_is_in_no_build(
    preview: Callable[[Mapping[str, str | bytes]], Running], browser: webdriver.Chrome, built_site: Path
) -> None:
    running = preview({})
    visit(browser, f"{running.address}bai-viet/2026/hai/", "Chuyện khác.")
    scripts = browser.find_elements(By.CSS_SELECTOR, "script[src*='/.giamngheo/']")
    assert [""] == [script.get_attribute("textContent") for script in scripts]
    found = [file for file in built_site.rglob("*") if file.is_file() and b"giamngheo/overlay" in file.read_bytes()]
    assert [] == found


def test_an_ended_preview_says_so_on_the_page_and_leaves_nothing(
    preview: Callable[[Mapping[str, str | bytes]], Running], browser: webdriver.Chrome, tmp_path: Path
) -> None:
    running = preview({})
    visit(browser, f"{running.address}bai-viet/2026/hai/", "Chuyện khác.")
    children = Path(f"/proc/{running.process.pid}/task")
    if children.exists():
        assert "" == "".join((task / "children").read_text() for task in children.iterdir())
    running.process.send_signal(signal.SIGTERM)
    assert 0 == running.process.wait(timeout=20)
    wait_until(
        browser, lambda: say("preview.lost") in overlay(browser).find_element(By.CSS_SELECTOR, "[role=status]").text
    )


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_the_terminal_has_one_line_a_build(write: Site, host: str) -> None:
    folder, port = write(SITE), free_port()
    running = Running(folder, start(folder, port, host), f"http://127.0.0.1:{port}/")
    until = time.monotonic() + FIRST_BUILD_S
    try:
        while running.address not in running.printed and time.monotonic() < until:
            time.sleep(0.1)
        before = running.printed.splitlines()
        running.change(ONE, "Câu đầu tiên.", "Câu thứ hai.")
        while len(running.printed.splitlines()) == len(before) and time.monotonic() < until:
            time.sleep(0.1)
        time.sleep(1)
        (line,) = running.printed.splitlines()[len(before) :]
    finally:
        running.process.kill()
        running.process.wait(timeout=20)
    said = re.escape(say("preview.line.rebuilt", time="T", seconds="S", count=1))
    assert re.fullmatch(said.replace("T", r"[\d:]+", 1).replace("S", r"\d+,\d"), line)


@pytest.fixture
def previewed(write: Site, monkeypatch: pytest.MonkeyPatch) -> Callable[[], tuple[Path, Preview]]:
    """Builds the small site here, as a preview does: the site's folder and what the preview knows then."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    folder = write(SITE)
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"))
    config.plugins.on_startup(command="serve", dirty=False)
    preview = config.plugins["giamngheo"].preview
    preview.is_starting = False

    def built() -> tuple[Path, Preview]:
        preview.take()
        build(config, serve_url="http://127.0.0.1:8000/")
        return folder, preview

    return built


def test_a_page_that_is_shown_ahead_is_the_page_that_the_build_makes(
    previewed: Callable[[], tuple[Path, Preview]],
) -> None:
    folder, preview = previewed()
    file, page = folder / ONE, PAGE_OF_ONE
    text = file.read_text(encoding="utf-8")
    text = text.replace("Bài một", "Bài số một").replace("Một câu.", "Câu khác.")
    file.write_text(f"{text}\n## Mục mới\n\n[Bài hai](hai.md) và [giới thiệu](page:gioi-thieu).\n", encoding="utf-8")
    coming = preview.ahead.coming([file])
    ahead = {path: coming.page(path) for path in (page, *SHOWING)}
    assert [] == [path for path in ahead if "Bài số một".encode() not in ahead[path]]
    previewed()
    assert ahead == {path: (folder / "site" / path).read_bytes() for path in ahead}


def test_every_page_that_is_shown_while_the_site_is_built_is_the_page_that_the_build_makes(
    previewed: Callable[[], tuple[Path, Preview]],
) -> None:
    folder, preview = previewed()
    (folder / ONE).unlink()
    # The second time it is known what the host makes of plain pages.
    previewed()
    site = folder / "site"
    pages = {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("index.html")}
    own = {path: page for path, page in pages.items() if not path.startswith("lite/") and "/tai-su-dung/" not in path}
    assert {"index.html", "gioi-thieu/index.html", TWO_AT} <= own.keys()
    assert [] == [path for path, page in own.items() if page != preview._coming.page(path)]
    assert preview._coming.page(PAGE_OF_ONE) is None


def test_a_page_that_the_build_makes_otherwise_than_it_was_shown_is_shown_again(
    previewed: Callable[[], tuple[Path, Preview]],
) -> None:
    folder, preview = previewed()
    preview.turn(())
    file = folder / ONE
    file.write_text(file.read_text(encoding="utf-8").replace("Bài một", "Bài số một"), encoding="utf-8")
    preview.saved([file])
    known = preview.state
    assert "Bài số một" in preview.page("bai-viet/index.html").decode()
    assert preview.page(TWO_AT) is None
    assert not preview.news(known, False, lambda: ["bai-viet/index.html"]).stale
    # The browser that has not heard of it yet.
    assert preview.news(known - 1, False, lambda: ["bai-viet/index.html"]).stale
    assert not preview.news(known - 1, False, lambda: [TWO_AT]).stale
    file.write_text(file.read_text(encoding="utf-8").replace("Bài số một", "Bài thứ nhất"), encoding="utf-8")
    previewed()
    preview.turn(())
    assert preview.news(known, False, lambda: ["bai-viet/index.html"]).stale
    assert not preview.news(known, False, lambda: [TWO_AT]).stale


def test_a_page_that_was_shown_ahead_does_not_load_again_when_the_build_makes_the_same(
    previewed: Callable[[], tuple[Path, Preview]],
) -> None:
    folder, preview = previewed()
    preview.turn(())
    file, before = folder / ONE, preview.state
    file.write_text(file.read_text(encoding="utf-8").replace("Bài một", "Bài số một"), encoding="utf-8")
    preview.saved([file])
    known = preview.state
    assert "Bài số một" in preview.page("bai-viet/index.html").decode()
    previewed()
    preview.turn(())
    assert not preview.news(known, False, lambda: ["bai-viet/index.html"]).stale
    assert preview.news(known, False, lambda: [PAGE_OF_ONE]).stale
    # One that slept all the while.
    assert preview.news(before, False, lambda: ["bai-viet/index.html"]).stale


def test_what_was_shown_of_an_edit_that_fails_is_taken_back(previewed: Callable[[], tuple[Path, Preview]]) -> None:
    folder, preview = previewed()
    preview.turn(())
    file = folder / ONE
    file.write_text(file.read_text(encoding="utf-8").replace("Bài một", "Bài số một"), encoding="utf-8")
    preview.saved([file])
    assert "Bài số một" in preview.page(PAGE_OF_ONE).decode()
    known = preview.state
    preview.turn([Trouble("a", "b", "c", "d", "e")])
    assert preview.page(PAGE_OF_ONE) is None
    assert preview.news(known, False, lambda: [PAGE_OF_ONE]).stale


STORY = """---
title: Nuôi bò
date: 2026-11-10
summary: Bà Thửnghiệm nuôi bò.
household: {name: gia đình bà Thửnghiệm}
livelihood_model: Nuôi bò
consent: {given_on: 2026-01-05, scope: [text], expires: 2027-01-05, record: HS-12}
---
Bà Thửnghiệm kể chuyện.
"""


def test_of_a_story_whose_family_took_back_its_word_nothing_stays_ahead_when_others_are_shown_so(
    previewed: Callable[[], tuple[Path, Preview]],
) -> None:
    folder, preview = previewed()
    story, other = folder / "content/guong-dien-hinh/nuoi-bo.md", folder / TWO
    page = "guong-dien-hinh/nuoi-bo/index.html"
    story.parent.mkdir()
    story.write_text(STORY, encoding="utf-8")
    previewed()
    preview.turn(())
    story.write_text(STORY.replace("kể chuyện", "kể tiếp"), encoding="utf-8")
    preview.saved([story])
    assert "kể tiếp" in preview.page(page).decode()
    known = preview.state
    story.write_text(STORY.replace("record: HS-12", "record: HS-12, withdrawn_on: 2026-11-11"), encoding="utf-8")
    preview.saved([story])
    previewed()
    # Saved after that build had read everything.
    other.write_text(other.read_text(encoding="utf-8").replace("Chuyện khác.", "Chuyện mới."), encoding="utf-8")
    preview.saved([other])
    assert "Chuyện mới." in preview.page(TWO_AT).decode()
    preview.turn(())
    assert "Chuyện mới." in preview.page(TWO_AT).decode()
    assert preview.page(page) is None
    assert not (folder / "site" / page).exists()
    assert preview.news(known, False, lambda: [page]).stale


def test_a_page_that_cannot_be_made_ahead_stays_as_it_is_until_the_build_tells_why(
    previewed: Callable[[], tuple[Path, Preview]],
) -> None:
    folder, preview = previewed()
    known = preview.ahead
    without = replace(known.setup, key=b"of no templates", folders=())
    coming = Ahead(known.portal, without, known.hosted, known.site).coming([folder / ONE])
    assert coming.page(PAGE_OF_ONE) is None
    assert known.coming([folder / ONE]).page(PAGE_OF_ONE) is not None


def test_a_figure_that_is_called_is_shown_ahead_and_a_wrong_call_waits_for_the_build(
    previewed: Callable[[], tuple[Path, Preview]],
) -> None:
    folder, preview = previewed()
    file = folder / ONE
    text = file.read_text(encoding="utf-8")
    file.write_text(f'{text}\nNăm 2024: {{{{ so("nuoc-sach", "tp-hue", 2024) }}}}.\n', encoding="utf-8")
    assert preview.ahead.coming([file]) is None
    figure = "{place: tp-hue, period: 2025, value: '95,20', source: nld-hue-1207}"
    (folder / "content/chi-so").mkdir(exist_ok=True)
    (folder / "content/chi-so/nuoc-sach.yml").write_text(
        f"name: Nước sạch\nplain: Có bao nhiêu\nunit: percent\nobservations: [{figure}]\n", encoding="utf-8"
    )
    file.write_text(text, encoding="utf-8")
    previewed()
    file.write_text(f'{text}\nNăm 2025: {{{{ so("nuoc-sach", "tp-hue", 2025) }}}}.\n', encoding="utf-8")
    assert "Năm 2025: 95,20\u00a0%." in preview.ahead.coming([file]).page(PAGE_OF_ONE).decode()


def test_a_law_that_a_text_leads_to_tells_of_it_ahead(previewed: Callable[[], tuple[Path, Preview]]) -> None:
    folder, preview = previewed()
    law = "van-ban/nd-07-2021/index.html"
    text = (folder / ONE).read_text(encoding="utf-8")
    assert PAGE_OF_ONE.rpartition("/")[0] not in preview.ahead.coming([folder / ONE]).page(law).decode()
    (folder / ONE).write_text(f"{text}\nXem [nghị định](document:nd-07-2021).\n", encoding="utf-8")
    ahead = preview.ahead.coming([folder / ONE]).page(law)
    assert PAGE_OF_ONE.rpartition("/")[0] in ahead.decode()
    # As the build has it.
    previewed()
    assert (folder / "site" / law).read_bytes() == ahead


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("[Bài hai](hai.md#muc), H<sub>2</sub>O, số 0234 3822 123.\n\n## Mục\n\n[Mục](#muc)", True),
        ("[Bài ba](ba.md)", False),
        ("[Bài hai](hai.md#khong-co)", False),
        ("[Bài hai](article:khong-co)", False),
        ("![Cánh đồng](../../anh/khong-co.svg)", False),
        ("![](../../anh/dong.svg)", False),
        ("<script>alert(1)</script>", False),
        ("[Nhấn đây](javascript:alert(1))", False),
        ("Số định danh 046085123456.", False),
        ("UBND x· ®· hç trî hé nghÌo x©y nhµ ®¹i ®oµn kÕt.", False),
    ],
)
def test_words_with_a_mistake_are_never_shown_ahead(
    previewed: Callable[[], tuple[Path, Preview]], words: str, expected: bool
) -> None:
    folder, preview = previewed()
    for path, more in ((TWO, "## Mục"), (ONE, words)):
        file = folder / path
        file.write_text(f"{file.read_text(encoding='utf-8')}\n{more}\n", encoding="utf-8")
    coming = preview.ahead.coming([folder / ONE, folder / TWO])
    assert expected == (coming is not None)
    # As the build has it.
    if expected:
        previewed()
    else:
        with pytest.raises(Stopped):
            previewed()


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (ONE, "summary:", "topics: [khong-co]\nsummary:"),
        (ONE, "summary:", "status: draft\nsummary:"),
        (ONE, "date: 2026-11-02", "date: 2026-13-02"),
        (ONE, "Câu đầu tiên.", ""),
        (ONE, "---", ""),
        ("content/gioi-thieu.md", "Cánh đồng", "Đồng"),  # made by MkDocs
        ("mkdocs.yml", "Trang thử", "Trang khác"),
        ("content/khong-co.md", "", ""),
    ],
)
def test_what_changes_more_than_one_page_waits_for_the_build(
    previewed: Callable[[], tuple[Path, Preview]], path: str, old: str, new: str
) -> None:
    folder, preview = previewed()
    file = folder / path
    if file.exists():
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    (folder / TWO).write_text((folder / TWO).read_text(encoding="utf-8") + "Thêm.", encoding="utf-8")
    assert preview.ahead.coming([file, folder / TWO]) is None
    assert preview.ahead.coming([folder / TWO]) is not None


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("bai-viet/2026/mot.md", False),
        ("anh/dong.svg", False),
        ("bai-viet/2026/.mot.md.swp", True),
        ("bai-viet/2026/mot.md~", True),
        ("bai-viet/2026/4913", True),
        (".git/index", True),
    ],
)
def test_what_editors_programs_keep_beside_a_file_is_no_change(path: str, expected: bool) -> None:
    assert expected == is_scratch(path)
