"""The command that reads a text aloud on a screen."""

import io
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from giamngheo.__main__ import main

Out = pytest.CaptureFixture[str]


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a text and a province's readings."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content/danh-muc").mkdir(parents=True)
    (tmp_path / "content/danh-muc/tu-doc.yml").write_text("a: {written: [Kraflo], said: cờ ra}\n", encoding="utf-8")
    (tmp_path / "tin.txt").write_text("UBND xã họp 7h30.\nBán cho Kraflo và Zorbin.\n", encoding="utf-8")
    return tmp_path


def test_a_file_is_printed_as_it_is_said(said: Path, capsys: Out) -> None:
    assert 0 == main(["speak", "tin.txt"])
    assert "Ủy ban nhân dân xã họp bảy giờ ba mươi phút.\nBán cho cờ ra và Zorbin.\n" == capsys.readouterr().out


def test_standard_input_is_read(said: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"5 km")))
    assert 0 == main(["speak"])
    assert "Năm ki lô mét\n" == capsys.readouterr().out


def test_what_goes_from_one_program_into_another_is_read_and_said_in_vietnamese() -> None:
    # As Windows would have it: the encoding of old Western files.
    env = {**os.environ, "PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"}
    command = [sys.executable, "-P", "-m", "giamngheo", "speak"]
    done = subprocess.run(command, env=env, input="Đủ 5 km".encode(), capture_output=True, check=True)
    assert "Đủ năm ki lô mét" == done.stdout.decode().strip()


def test_a_text_is_read_as_those_of_the_site_are(said: Path, capsys: Out) -> None:
    (said / "tin.txt").write_bytes(unicodedata.normalize("NFD", "Đủ 5 km").encode())
    assert 0 == main(["speak", "tin.txt", "--strict"])
    assert "Đủ năm ki lô mét" == capsys.readouterr().out.strip()
    (said / "tin.txt").write_bytes(b"Xin ch\xe0o")
    assert 2 == main(["speak", "tin.txt"])
    assert capsys.readouterr().err.startswith("tin.txt:1:7  T101  ")


def test_each_change_is_explained(said: Path, capsys: Out) -> None:
    main(["speak", "tin.txt", "--explain"])
    out = capsys.readouterr().out
    assert "tin.txt:1:13  7h30 → bảy giờ ba mươi phút  (giờ)\n" in out
    assert out.endswith("3 chỗ đổi cách đọc, 1 chỗ chưa đọc được.\n")


def test_what_is_left_is_told_with_its_place_and_a_strict_run_fails(said: Path, capsys: Out) -> None:
    assert 1 == main(["speak", "tin.txt", "--strict"])
    assert capsys.readouterr().err.startswith("tin.txt:2:19  Zorbin: chưa biết đọc.")
    (said / "tin.txt").write_text("Họp.", encoding="utf-8")
    assert 0 == main(["speak", "tin.txt", "--strict"])


@pytest.mark.parametrize("arguments", [["a", "b"], ["--wrong"], ["none.txt"]])
def test_another_call_is_refused(said: Path, arguments: list[str]) -> None:
    assert 2 == main(["speak", *arguments])


def test_the_speed_is_measured(said: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("giamngheo.spoken.MEASURED", 0.01)
    assert 0 == main(["speak", "tin.txt", "--speed"])
    assert "MB" in capsys.readouterr().out
