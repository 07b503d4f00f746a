"""What is right is not complained about: an editor who is warned in vain stops reading warnings."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from giamngheo.check.report import told
from giamngheo.portal import assemble

Write = Callable[[str], Path]
TODAY = date(2026, 11, 21)


def said(folder: Path, today: date = TODAY) -> list[str]:
    return [told(problem) for problem in assemble(folder / "content", "tp-hue", today).problems]


ARTICLE = """
=== content/bai-viet/2026/nuoc-sach.md
---
title: "Nước sạch"
date: 2026-11-02
summary: "Thôn có nước."
---
"""


@pytest.mark.parametrize(
    "body",
    [
        "Tỷ lệ hộ nghèo giảm 0,96 điểm phần trăm.",
        "Số hộ nghèo giảm 12%.",
        "Báo viết “tỷ lệ giảm 0,96%”; đúng ra là điểm phần trăm.",
        "Tỷ lệ giảm 0,96% (tức 0,96 điểm phần trăm).",
        "Gọi 0234 3822 000 hoặc 19001234, số tiền 500.000.000 đồng, mã hồ sơ 2026/123456789.",
        "Xem <https://chinhphu.vn/?id=123456789012> và [văn bản](https://chinhphu.vn/?id=046099001234).",
        "Viết `<b>` hay `[a](b.md)` thì máy hiện nguyên chữ.",
        "```\n# Tiêu đề\n[a](khong-co.md)\n```",
        "Gọi [đường dây](tel:+842343822000) hoặc [thư](mailto:hoi@xamau.example).",
        "Dòng một<br>dòng hai, 10 m<sup>2</sup>.",
        "Xem [mục dưới](#cach-lam).\n\n## Cách làm\n\nHỏi xã.",
    ],
)
def test_a_right_sentence_is_left_alone(write: Write, body: str) -> None:
    assert [] == said(write(f"{ARTICLE}{body}\n"))


FIGURES = """
=== content/chi-so/ho-ngheo.yml
name: Số hộ nghèo
plain: Có bao nhiêu hộ nghèo
unit: household
aggregation: sum
observations:
  - {place: xa-thu-cuc, period: 2025, value: 348, standard: 2022-2026, source: baophutho-2025}
  - {place: xa-thu-cuc, period: 2025, value: 400, standard: 2022-2026, kind: preliminary, source: baophutho-2025}
=== content/chi-so/tong-so-ho.yml
name: Tổng số hộ
plain: Có bao nhiêu hộ
unit: household
observations:
  - {place: xa-thu-cuc, period: 2025, value: 1428, source: baophutho-2025}
=== content/chi-so/ty-le-ho-ngheo.yml
name: Tỷ lệ hộ nghèo
plain: Trong 100 hộ có bao nhiêu hộ nghèo
unit: percent
computation: {numerator: ho-ngheo, denominator: tong-so-ho}
observations:
"""
ROW = "place: xa-thu-cuc, period: 2025, standard: 2022-2026, source: baophutho-2025"


@pytest.mark.parametrize(
    "rate", ['"24,37"', '"24,4"', "24", '"27,1", note: "Nguồn in như vậy."', '"28,0", kind: preliminary']
)
def test_a_rate_fits_its_counts_to_its_last_printed_digit_or_says_why_not(write: Write, rate: str) -> None:
    assert [] == said(write(f"{FIGURES}  - {{{ROW}, value: {rate}}}\n"))


@pytest.mark.parametrize("rate", ['"24,36"', '"24,38"', '"24,3"', "25"])
def test_a_rate_that_is_off_by_its_last_digit_is_told(write: Write, rate: str) -> None:
    [problem] = said(write(f"{FIGURES}  - {{{ROW}, value: {rate}}}\n"))
    assert "  G703  " in problem


def test_the_first_review_of_the_new_standard_is_welcome_on_the_day_after_its_year(write: Write) -> None:
    tree = """
=== content/chi-so/ty-le.yml
name: Tỷ lệ hộ nghèo
plain: Trong 100 hộ có bao nhiêu hộ nghèo
unit: percent
observations:
  - {place: tp-hue, period: 2027, value: "2,5", standard: 2027-2030, source: nld-hue-1207}
"""
    assert [] == [one for one in said(write(tree), date(2028, 1, 1)) if one.startswith("content/")]


def test_a_target_for_a_year_to_come_and_a_place_that_will_be_gone_is_welcome(write: Write) -> None:
    tree = """
=== content/chi-so/ty-le.yml
name: Tỷ lệ hộ nghèo
plain: Trong 100 hộ có bao nhiêu hộ nghèo
unit: percent
observations: []
targets:
  - {place: huyen-cam-xuyen, period: 2025, value: "2,18", standard: 2022-2026, source: baohatinh-2023}
  - {place: tp-hue, period: 2030, value: 0, standard: 2027-2030, source: nld-hue-1207}
  - {place: tp-hue, period: 2028, drop_points: "0,5", standard: 2027-2030, source: nld-hue-1207}
"""
    assert [] == said(write(tree))


REVIEW = """
=== content/chi-so/so-lieu/ra-soat-2025.yml
period: 2025
standard: 2022-2026
source: baophutho-2025
released: 2026-12-01
columns: {so_ho: ho-ngheo}
=== content/chi-so/so-lieu/ra-soat-2025.csv
ma_dia_ban;so_ho
xa-thu-cuc;348
=== content/chi-so/ho-ngheo.yml
name: Số hộ nghèo
plain: Có bao nhiêu hộ nghèo
unit: household
observations: []
"""
CALL = 'Còn {{ so("ho-ngheo", "xa-thu-cuc", 2025) }} nghèo.\n'


@pytest.mark.parametrize(
    ("field", "expected"), [("", ["G728"]), ("publish_at: 2026-12-01\n", []), ("status: draft\n", [])]
)
def test_only_a_text_that_waits_too_may_print_a_figure_before_its_release(
    write: Write, field: str, expected: list[str]
) -> None:
    article = ARTICLE.removesuffix("---\n") + f"{field}---\n{CALL}"
    found = said(write(f"{article}{REVIEW}"))
    assert expected == [told.split()[1] for told in found]
    assert all("chưa đến ngày công bố" in told for told in found)


STORY = """
=== content/guong-dien-hinh/nha-chi-m.md
---
title: "Đàn bò của chị M."
date: 2026-11-02
summary: "Nuôi bò sinh sản."
household: {name: "chị Lê Thị M."}
livelihood_model: "Nuôi bò sinh sản"
"""


@pytest.mark.parametrize(
    "field",
    [
        "status: draft",
        "illustrative: true",
        "consent: {given_on: 2026-11-21, scope: text, expires: 2026-11-21, record: 7/2026}",
    ],
)
def test_a_story_may_be_written_before_the_family_agrees_and_is_published_while_it_does(
    write: Write, field: str
) -> None:
    assert [] == said(write(f"{STORY}{field}\n---\nChị nuôi hai con bò.\n"))


def test_an_article_of_the_press_is_published_with_its_permission(write: Write) -> None:
    article = ARTICLE.removesuffix("---\n") + 'origin: press\npermission: "12/2026/CV"\n---\n'
    assert [] == said(write(f"{article}Thôn có nước sạch.\n"))
