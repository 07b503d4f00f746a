"""Every page of the sample is HTML that the Nu checker has nothing against."""

import json
import re
import subprocess
import warnings
from collections import Counter
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def messages_about(vnu_command: list[str], target: Path) -> list[dict[str, object]]:
    """What the checker says about a file or a folder."""
    options = ["--skip-non-html", "--format", "json", "--stdout", "--exit-zero-always"]
    done = subprocess.run([*vnu_command, *options, str(target)], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)["messages"]
    return found


def told(message: dict[str, object]) -> str:
    return "{url}:{lastLine}: {message}".format_map({"url": "?", "lastLine": "?", **message})


def test_the_checker_sees_a_fault(vnu_command: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<!doctype html><html lang=vi><title>a</title><p><div></p>")
    assert "error" in {message["type"] for message in messages_about(vnu_command, tmp_path)}


def test_no_page_has_an_html_error(vnu_command: list[str], built_site: Path) -> None:
    messages = messages_about(vnu_command, built_site)
    remarks = Counter(str(message["message"]) for message in messages if message["type"] == "info")
    for remark, pages in remarks.most_common():
        warnings.warn(f"Nu HTML checker, {pages} times: {remark}", stacklevel=1)
    assert [] == [told(message) for message in messages if message["type"] != "info"]


def test_signs_stay_small_where_no_stylesheet_comes(built_site: Path) -> None:
    home = (built_site / "index.html").read_text(encoding="utf-8")
    signs = re.findall(r'<svg class="icon"[^>]*>', home)
    assert signs
    assert [] == [sign for sign in signs if ' width="24" height="24"' not in sign]
