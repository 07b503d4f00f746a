"""A province that installs the wheel needs no clone: content/ and ten lines of settings make its page."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SITE_NAME = "Trang thử của xã Mẫu"
THIN_SITE = {
    "mkdocs.yml": f"""
        site_name: {SITE_NAME}
        site_url: https://mau.example/giam-ngheo/
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
        Nơi người dân đọc tin về giảm nghèo.
        """,
    "content/lien-he.md": """
        ---
        title: Liên hệ
        ---
        Hỏi tại Ủy ban nhân dân xã.
        """,
    "content/bai-viet/2026/nuoc-sach.md": """
        ---
        title: Nước sạch về thôn
        date: 2026-11-02
        summary: Cả thôn nay đã có nước sạch.
        ---
        Thôn có nước sạch từ tháng 10.
        """,
}


def run(command: list[str], cwd: Path, **variables: str) -> str:
    """What a command printed; a failure shows it."""
    env = {**os.environ, "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "1795150800", **variables}
    done = subprocess.run(
        [sys.executable, "-P", "-m", *command],
        cwd=cwd,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def installed(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder a wheel of this repository was installed into."""
    wheels, target = tmp_path_factory.mktemp("wheels"), tmp_path_factory.mktemp("installed")
    offline = ["--disable-pip-version-check", "--no-deps", "--no-index"]
    run(["pip", "wheel", *offline, "--no-build-isolation", "-w", str(wheels), str(repository)], wheels)
    (wheel,) = wheels.glob("*.whl")
    run(["pip", "install", *offline, "--target", str(target), str(wheel)], wheels)
    return target


@pytest.fixture
def thin_site(write: Callable[[dict[str, str]], Path]) -> Path:
    return write(THIN_SITE)


def test_the_wheel_carries_templates_words_and_national_facts(repository: Path, installed: Path) -> None:
    for source, place in ((repository / "templates", "templates"), (repository / "plugins/giamngheo", "")):
        files = {file.relative_to(source) for file in source.rglob("*") if file.is_file()}
        wanted = {file for file in files if "__pycache__" not in file.parts}
        assert wanted
        assert set() == {file for file in wanted if not (installed / "giamngheo" / place / file).is_file()}


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_a_thin_site_builds_with_the_wheel(installed: Path, thin_site: Path, host: str) -> None:
    path = {"PYTHONPATH": str(installed)}
    where = "from giamngheo import __file__ as here; print(here)"
    used = subprocess.run(
        [sys.executable, "-c", where],
        cwd=thin_site,
        env={**os.environ, **path},
        capture_output=True,
        check=True,
    )
    assert Path(used.stdout.decode().strip()).is_relative_to(installed)

    run([host, "build", "--strict", "-f", "mkdocs.yml", "-d", "out"], thin_site, **path)
    assert SITE_NAME in (thin_site / "out" / "index.html").read_text(encoding="utf-8")
    assert (thin_site / "out" / "bai-viet" / "2026" / "nuoc-sach" / "index.html").is_file()
    assert (thin_site / "out" / "lien-he" / "index.html").is_file()
