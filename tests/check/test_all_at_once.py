"""An editor hears everything in one run: all mistakes, in order, each once; the command's exit code says so too."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from giamngheo.check.report import counted
from giamngheo.kinds.problem import Problem
from giamngheo.portal import assemble

Write = Callable[[str], Path]
TODAY = date(2026, 11, 21)


def problems_of(folder: Path) -> tuple[Problem, ...]:
    return assemble(folder / "content", "tp-hue", TODAY).problems


def places_of(problems: tuple[Problem, ...]) -> list[tuple[int, int, str]]:
    return [(problem.line, problem.column, problem.code) for problem in problems]


FIVE = """
=== content/hoat-dong/tap-huan.md
---
title: Tập huấn: rà soát hộ nghèo
date: 2026-13-40
summary: "Lớp tập huấn cho cán bộ xã."
form: trainning
held: 2026-10
participants: 1.234
topics: [ra-soat]
---
Xem [lịch học](lich-hoc.md).
"""


def test_five_mistakes_of_one_file_are_five_messages_of_one_run(write: Write) -> None:
    expected = [(2, 16, "Y201"), (3, 7, "F303"), (5, 7, "F309"), (7, 15, "F306"), (10, 16, "R404")]
    assert expected == places_of(problems_of(write(FIVE)))


def test_messages_stand_in_the_order_of_files_and_lines(write: Write) -> None:
    folder = write(
        """
=== content/hoi-dap/b.md
---
title: "Hỏi gì?"
date: 2027-11-02
summary: "Hỏi xã."
short_answer: "Hỏi xã."
---
Hỏi xã.
=== content/bai-viet/2026/a.md
---
title: "Nước sạch"
date: 2026-11-02
summary: "Thôn có nước."
---
Tỷ lệ giảm 2%. Xem [đây](khong-co.md).
"""
    )
    expected = [
        ("content/bai-viet/2026/a.md", 6, "G708"),
        ("content/bai-viet/2026/a.md", 6, "R404"),
        ("content/hoi-dap/b.md", 3, "V804"),
        ("content/hoi-dap/b.md", 5, "V803"),
    ]
    problems = problems_of(folder)
    assert expected == [(problem.path, problem.line, problem.code) for problem in problems]
    assert "3 lỗi, 1 cảnh báo." == counted(problems)


def test_a_mistake_of_syntax_hides_no_later_one(write: Write) -> None:
    folder = write(
        """
=== content/guong-dien-hinh/nuoi-ga.md
---
title: "Đàn gà đầu tiên
date: 2026-11-02
summary: % hộ nuôi gà
household:
\tname: Gà: một gia đình ở xã Mẫu
livelihood_model: "Nuôi gà"
livelihood_model: "Nuôi gà thả vườn"
illustrative: yes
---
Xem [chuồng gà](#chuong).
"""
    )
    expected = [
        (2, 8, "Y204"),
        (4, 10, "Y208"),
        (6, 1, "Y202"),
        (6, 11, "Y201"),
        (8, 1, "Y203"),
        (9, 15, "F305"),
        (11, 17, "R405"),
    ]
    assert expected == places_of(problems_of(folder))


def test_a_line_that_nobody_understands_is_told_once_and_the_rest_is_read(write: Write) -> None:
    folder = write(
        """
=== content/bai-viet/2026/a.md
---
title: "Nước sạch"
ngày đăng là hai tháng mười một
summary: "Thôn có nước."
topics: [khong-co]
status: xong
---
Thôn có nước.
"""
    )
    # Its date is not called missing: it may be what the line was to say.
    assert [(3, 1, "Y205"), (5, 10, "R401"), (6, 9, "F309")] == places_of(problems_of(folder))


BROKEN = """
=== content/bai-viet/2026/nuoc-sach.md
---
title: "Nước sạch"
date: hôm nay
summary: "Thôn có nước."
---
Xem [giá nước](gia-nuoc.md) và [chính mục này](#gia-nuoc).

## Giá nước
=== content/bai-viet/2026/gia-nuoc.md
---
title: "Giá nước"
date: 2026-11-02
summary: "Một khối bao nhiêu tiền."
topics: nuoc-sach
---
Xem [nước sạch](nuoc-sach.md), [lần nữa](article:nuoc-sach) và [chủ đề](topic:nuoc-sach).
=== content/danh-muc/chu-de.yml
nuoc-sach:
  title: Nước sạch
=== content/index.md
---
title: "Trang chủ"
---
"""


def test_a_broken_entry_is_not_reported_again_where_it_is_linked(write: Write) -> None:
    expected = [
        ("content/bai-viet/2026/nuoc-sach.md", 3, "F304"),
        ("content/danh-muc/chu-de.yml", 1, "F302"),
        ("content/danh-muc/chu-de.yml", 2, "F301"),
    ]
    found = [(problem.path, problem.line, problem.code) for problem in problems_of(write(BROKEN))]
    assert expected == found


def checked(content: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "giamngheo", "check", str(content), *options]
    environ = {**os.environ, "SOURCE_DATE_EPOCH": "1795251600", "PYTHONUTF8": "1"}
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environ, check=False)


WARNED = """
=== content/bai-viet/2026/a.md
---
title: "Nước sạch"
date: 2026-11-02
summary: "Thôn có nước."
---
# Nước sạch

Thôn có nước.
"""


def test_the_command_ends_with_1_on_an_error(write: Write) -> None:
    done = checked(write(FIVE) / "content")
    assert 1 == done.returncode
    assert "content/hoat-dong/tap-huan.md:2:16  Y201  Dấu hai chấm làm đứt dòng" in done.stdout
    assert done.stdout.rstrip().endswith("5 lỗi, 0 cảnh báo.")


def test_a_warning_ends_the_command_with_0_and_with_1_when_strict(write: Write) -> None:
    content = write(WARNED) / "content"
    assert (0, 1) == (checked(content).returncode, checked(content, "--strict").returncode)


@pytest.mark.parametrize("options", [["--stric"], ["-s"], ["content"]])
def test_a_slip_in_the_command_is_told_and_nothing_is_checked(write: Write, options: list[str]) -> None:
    done = checked(write(WARNED) / "content", *options)
    assert (2, "") == (done.returncode, done.stdout)
    assert "[--strict]" in done.stderr


def test_a_folder_that_is_not_there_ends_the_command_with_2(tmp_path: Path) -> None:
    done = checked(tmp_path / "noi-dung")
    assert 2 == done.returncode
    assert f"Không có thư mục {tmp_path / 'noi-dung'}. Hãy mở cửa sổ lệnh" in done.stderr


def test_the_sample_is_checked_without_a_word(repository: Path) -> None:
    done = checked(repository / "content", "--strict")
    assert 0 == done.returncode, done.stdout
    assert done.stdout.rstrip().endswith("Không có lỗi, không có cảnh báo.")
