"""What a build says at its end, and how it counts."""

from datetime import date
from pathlib import Path

from giamngheo.derive.cards import Link
from giamngheo.portal import assemble
from giamngheo.render.spec import Identity
from giamngheo.site.report import summary

IDENTITY = Identity("Trang", "", "", "https://a.vn/", "vi", Link("Huế", None), False, (), (), None, None, None, "")


def test_its_numbers_are_written_as_in_the_language_of_the_editors(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    portal = assemble(tmp_path / "content", "", date(2026, 11, 20))
    files = [*(f"{number}.html" for number in range(1234)), *(f"{number}.txt" for number in range(10_000))]
    assert "1.234 trang, 11.234 tệp trong 12,5 giây" in summary(portal, "Trang", IDENTITY, tmp_path, files, 12.5)


def test_the_twin_of_a_page_and_what_others_pass_on_are_files_and_no_pages(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    portal = assemble(tmp_path / "content", "", date(2026, 11, 20))
    files = ["a/index.html", "lite/a/index.html", "a/tai-su-dung/index.html"]
    assert "1 trang, 3 tệp" in summary(portal, "Trang", IDENTITY, tmp_path, files, 1.0)
