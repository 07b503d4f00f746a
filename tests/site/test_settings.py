"""mkdocs.yml with a slip in it: line, fact and remedy in Vietnamese, the site stays as it was."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from giamngheo.check.report import told
from giamngheo.site.settings import problems

GOOD = """\
site_name: "Tin giảm nghèo"
docs_dir: content
theme:
  name: material
plugins:
  - giamngheo:
      home_place: tp-hue
      demonstration: true
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    return tmp_path


def settings(folder: Path, text: str | bytes) -> Path:
    file = folder / "mkdocs.yml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def build(folder: Path, text: str | bytes) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    command = [sys.executable, "-P", "-m", "giamngheo.site", "build", "-f", str(settings(folder, text))]
    return subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False)


def said(folder: Path, text: str | bytes) -> str:
    """What a build says to these settings, in which it fails."""
    done = build(folder, text)
    assert 1 == done.returncode, done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "site").exists()
    return done.stderr


def test_settings_that_mkdocs_reads_are_left_alone(folder: Path, repository: Path) -> None:
    for text in (GOOD, GOOD + "extra: {a: &x b, c: *x}\n", "INHERIT: ../mkdocs.yml\n"):
        assert [] == problems(settings(folder, text))
    assert [] == problems(repository / "mkdocs.yml")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GOOD.replace('"Tin', "Tin: ").replace('nghèo"', "nghèo"), "mkdocs.yml:1:15  Y201"),
        (GOOD.replace("  name", "\tname"), "mkdocs.yml:4:1  Y202"),
        (GOOD + "site_name: Trang\n", "mkdocs.yml:9:1  Y203"),
        (GOOD.replace('nghèo"', "nghèo"), "mkdocs.yml:1:12  Y204"),
        (GOOD.replace("      home", "    home"), "mkdocs.yml:8:7  Y205"),
        (GOOD.encode("utf-16"), "mkdocs.yml:1:1  T101"),
        (GOOD.replace("docs_dir", "doc_dir"), "mkdocs.yml:2:1  F301"),
        (GOOD.partition("\n")[2], "mkdocs.yml:1:1  F302"),
        (GOOD.partition("plugins")[0], "mkdocs.yml:1:1  F302"),
        (GOOD.partition("plugins")[0] + "plugins:\n", "mkdocs.yml:5:1  F302"),
        (GOOD.partition("plugins")[0] + "plugins: [search]\n", "mkdocs.yml:5:1  F302"),
    ],
)
def test_one_slip_is_one_message_at_its_line(folder: Path, text: str | bytes, expected: str) -> None:
    [problem] = problems(settings(folder, text))
    assert told(problem).startswith(expected)


def test_a_name_that_is_misspelt_is_answered_with_the_nearest(folder: Path) -> None:
    [problem] = problems(settings(folder, GOOD.replace("site_name", "sitename") + "site_name: Tin\n"))
    assert "Có phải ý bạn là `site_name`?" in told(problem)


def test_settings_that_cannot_be_read_end_the_build_before_it_begins(folder: Path) -> None:
    told_of = said(folder, GOOD.replace('"Tin', "Tin: ").replace('nghèo"', "nghèo"))
    assert 'site_name: "Tin:  giảm nghèo"' in told_of
    assert "Trang đã xuất bản lần trước vẫn còn nguyên." in told_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GOOD.replace("content", "noi-dung"), ("mkdocs.yml:2:1", "không có thư mục")),
        (GOOD.replace("material", "meterial"), ("mkdocs.yml:3:1", "`name: material`")),
        (GOOD.replace("giamngheo:", "giamngheoo:"), ("mkdocs.yml:5:1", "`giamngheoo`")),
        (GOOD.replace(": true", ": có"), ("mkdocs.yml:8:7", "Hãy ghi `true`")),
        (GOOD.replace('"Tin giảm nghèo"', "[a]"), ("mkdocs.yml:1:1", "viết sai kiểu")),
        (GOOD + "site_url: giamngheo.vn\n", ("mkdocs.yml:9:1", "bắt đầu bằng https://")),
        (GOOD + "site_dir: content\n", ("mkdocs.yml:9:1", "Hãy chọn thư mục khác")),
        (GOOD + "markdown_extensions: [frob]\n", ("mkdocs.yml:9:1", "`frob`")),
    ],
)
def test_what_mkdocs_refuses_is_told_with_its_line_in_vietnamese(
    folder: Path, text: str, expected: tuple[str, str]
) -> None:
    told_of = said(folder, text)
    assert all(part in told_of for part in expected)
    assert "Config value" not in told_of
    assert "Aborted" not in told_of


def test_a_build_says_nothing_of_its_machinery(folder: Path) -> None:
    (folder / "content" / "index.md").write_text("---\ntitle: Trang chủ\n---\n", encoding="utf-8")
    done = build(folder, GOOD)
    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.startswith("Đã dựng xong: Tin giảm nghèo")
