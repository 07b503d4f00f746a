"""A sentence that contradicts the data is told; one that could mean something else is left alone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from giamngheo.kinds.problem import Problem
from giamngheo.portal import assemble

Write = Callable[[str], Path]
FIGURES = """
=== content/chi-so/ty-le-ho-ngheo.yml
name: Tỷ lệ hộ nghèo
plain: Trong 100 hộ có bao nhiêu hộ nghèo
unit: percent
observations:
  - {place: huyen-a-luoi, period: 2022, value: "38,10", standard: 2022-2026, source: lawnet-217}
  - {place: huyen-a-luoi, period: 2023, value: "24,44", standard: 2022-2026, source: lawnet-217,
     others: [{value: "24,3", source: quochoitv-aluoi}]}
  - {place: huyen-a-luoi, period: 2024, value: "20", kind: estimate, standard: 2022-2026, source: lawnet-217}
  - {place: tinh-thua-thien-hue, period: 2023, value: "2,27", standard: 2022-2026, source: lawnet-217}
  - {place: tinh-yen-bai, period: 2023, value: "9,16", standard: 2022-2026, source: lawnet-217}
  - {place: thanh-pho-yen-bai, period: 2023, value: "0,36", standard: 2022-2026, source: lawnet-217}
  - {place: viet-nam, period: 2023, value: "2,93", standard: 2022-2026, source: lawnet-217}
targets:
  - {place: huyen-a-luoi, period: 2023, value: "25,5", standard: 2022-2026, source: lawnet-217}
=== content/chi-so/ty-le-ho-can-ngheo.yml
name: Tỷ lệ hộ cận nghèo
plain: Trong 100 hộ có bao nhiêu hộ cận nghèo
unit: percent
observations:
  - {place: huyen-a-luoi, period: 2023, value: "15,7", standard: 2022-2026, source: lawnet-217}
=== content/chi-so/ho-ngheo.yml
name: Số hộ nghèo
plain: Có bao nhiêu hộ nghèo
unit: household
observations:
  - {place: huyen-a-luoi, period: 2023, value: "3485", standard: 2022-2026, source: lawnet-217}
=== content/bai-viet/2026/a.md
---
title: "Hộ nghèo"
date: 2026-11-02
summary: "%s"
---
%s
"""


@pytest.fixture
def problems(write: Write) -> Callable[..., list[Problem]]:
    def found(body: str, summary: str = "Một câu.") -> list[Problem]:
        content = write(FIGURES % (summary, body)) / "content"
        return [one for one in assemble(content, "tp-hue", date(2026, 11, 21)).problems if one.path.endswith("a.md")]

    return found


WRONG = [
    "Tỷ lệ hộ nghèo của huyện A Lưới năm 2023 là 24,9 %.",
    "Cuối năm 2023, tỷ lệ hộ nghèo ở A Lưới còn 38,10%.",
    "Ở [huyện A Lưới](place:huyen-a-luoi), tỷ lệ hộ nghèo cuối năm 2023 là **24,9 %**, theo chuẩn 2022-2026.",
    "Năm 2023, A Lưới còn 3.845 hộ nghèo.",
    "Đến 31/12/2023 huyện A Lưới có 3.845 hộ nghèo, bằng 24,44 %.",
    "Năm 2023, tỷ lệ hộ nghèo của Thừa Thiên Huế là 3,17 %.",
    "Năm 2023, tỷ lệ hộ nghèo của cả nước là 2,39 %.",
    "Năm 2023, tỷ lệ hộ nghèo của tỉnh Yên Bái là 9,61 %.",
    "Năm 2023, huyện A Lưới có tỷ lệ hộ nghèo 24,9 %.",
]


def test_every_number_that_the_data_contradict_is_told(problems: Callable[..., list[Problem]]) -> None:
    found = problems("\n\n".join(f"Câu trước. {sentence} Câu sau." for sentence in WRONG))
    assert [("G731", 6 + 2 * index) for index in range(len(WRONG))] == [(one.code, one.line) for one in found]


# Huế has been a city since 2025, today's Lào Cai and Phú Thọ since the 1st of July of that year.
BEFORE_THEIR_TIME = {
    "Năm 2023, tỷ lệ hộ nghèo của thành phố Huế là 2,27 %.": "tinh-thua-thien-hue",
    "Năm 2023, tỷ lệ hộ nghèo của Huế là 3,17 %.": "tinh-thua-thien-hue",
    "Năm 2023, tỷ lệ hộ nghèo của tỉnh Lào Cai là 9,16 %.": "tinh-yen-bai",
}


def test_the_figure_of_an_old_place_does_not_stand_beside_the_name_of_the_new_one(
    problems: Callable[..., list[Problem]],
) -> None:
    found = problems("\n\n".join(BEFORE_THEIR_TIME))
    calls = [f'{{{{ so("ty-le-ho-ngheo", "{place}", 2023) }}}}' for place in BEFORE_THEIR_TIME.values()]
    assert [("G735", call) for call in calls] == [(one.code, dict(one.facts)["call"]) for one in found]


MERGED = """
=== content/danh-muc/dia-ban.yml
xa-cu-mot: {name: Xã Đông Mẫu, level: commune, parent: tp-hue, valid_to: 2025-06-30,
  merged_into: [{id: xa-moi, share: whole}]}
xa-cu-hai: {name: Xã Tây Mẫu, level: commune, parent: tp-hue, valid_to: 2025-06-30,
  merged_into: [{id: xa-moi, share: whole}]}
xa-moi: {name: Xã Nam Mẫu, level: commune, parent: tp-hue, valid_from: 2025-07-01}
=== content/chi-so/ho-co-nuoc-sach.yml
name: Số hộ có nước sạch
plain: Có bao nhiêu hộ có nước sạch
unit: household
aggregation: sum
observations:
  - {place: xa-cu-mot, period: 2023, value: "100", standard: 2022-2026, source: lawnet-217}
  - {place: xa-cu-hai, period: 2023, value: "200", standard: 2022-2026, source: lawnet-217}
"""


@pytest.mark.parametrize(("said", "codes"), [("300", []), ("310", ["G731"]), ("100", ["G731"])])
def test_a_new_place_has_in_old_years_the_sum_of_all_that_it_came_of(
    problems: Callable[..., list[Problem]], said: str, codes: list[str]
) -> None:
    sentence = f"Năm 2023, số hộ có nước sạch ở xã Nam Mẫu là {said} hộ."
    assert codes == [one.code for one in problems(f"{sentence}\n{MERGED}")]


def test_so_it_is_in_a_summary(problems: Callable[..., list[Problem]]) -> None:
    assert [("G731", 4)] == [(one.code, one.line) for one in problems("Một câu.", WRONG[0])]


def test_the_number_is_pointed_at_where_it_stands(problems: Callable[..., list[Problem]]) -> None:
    [problem] = problems("Câu đầu.\n\nCâu trước. Năm 2023, tỷ lệ hộ nghèo\ncủa A Lưới là 24,9 %.")
    assert (9, 15) == (problem.line, problem.column)


RIGHT = [
    # The figure, its rounding, another source, the target, the other rate, a difference.
    "Tỷ lệ hộ nghèo của huyện A Lưới năm 2023 là 24,44 %.",
    "Tỷ lệ hộ nghèo của huyện A Lưới năm 2023 là 24,4 %.",
    "Tỷ lệ hộ nghèo của huyện A Lưới năm 2023 là 24 %.",
    "Tỷ lệ hộ nghèo của huyện A Lưới năm 2023 là 24,3 %.",
    "Tỷ lệ hộ nghèo của huyện A Lưới năm 2023 là 25,5 %.",
    "Tỷ lệ hộ nghèo của huyện A Lưới năm 2023 là 15,7 %.",
    "Tỷ lệ hộ nghèo của huyện A Lưới năm 2023 là 13,66 %.",
    # Other years, places, parts of a place, and parts of its households.
    "Tỷ lệ hộ nghèo của huyện A Lưới năm 2024 là 18 %.",
    "Tỷ lệ hộ nghèo của huyện A Lưới năm 2021 là 49 %.",
    "Tỷ lệ hộ nghèo của huyện A Lưới năm 2023 là 26 %, năm 2022 là 38,10 %.",
    "Năm 2023, tỷ lệ hộ nghèo ở A Lưới cao hơn Thừa Thiên Huế, là 29 %.",
    "Năm 2023, tỷ lệ hộ nghèo ở xã Hồng Mẫu của A Lưới là 29 %.",
    "Năm 2023, tỷ lệ hộ nghèo ở các xã của A Lưới là 29 %.",
    "Năm 2023, tỷ lệ hộ nghèo của Yên Bái là 9,61 %.",
    "Năm 2023, tỷ lệ hộ nghèo dân tộc thiểu số của A Lưới là 29 %.",
    "Năm 2023, tỷ lệ hộ nghèo có thẻ bảo hiểm y tế ở A Lưới là 100 %.",
    "Năm 2023, A Lưới có tỷ lệ hộ nghèo cao hơn 23 %.",
    "Năm 2023, tỷ lệ hộ nghèo có thẻ ở A Lưới 100 %.",
    "Năm 2023, A Lưới có 45 hộ nghèo được xây nhà.",
    "Năm 2023, A Lưới có 40 % hộ nghèo vay vốn.",
    "Năm 2023, A Lưới có 3.000 hộ nghèo và cận nghèo.",
    # A name of today: with the old one, a number of none that went into it, a year in which it is there.
    "Năm 2023, tỷ lệ hộ nghèo của Thừa Thiên Huế, nay là thành phố Huế, là 2,27 %.",
    "Năm 2023, tỷ lệ hộ nghèo của tỉnh Lào Cai là 9,2 %.",
    "Năm 2023, tỷ lệ hộ nghèo của Phú Thọ là 9,16 %.",
    "Năm 2025, tỷ lệ hộ nghèo của tỉnh Lào Cai là 9,16 %.",
    "Năm 2022, tỷ lệ hộ nghèo của thành phố Huế là 2,27 %.",
    # Not yet, not so, not ours.
    "Kế hoạch năm 2023 của A Lưới: tỷ lệ hộ nghèo còn 26 %.",
    "Đầu năm 2023, tỷ lệ hộ nghèo của A Lưới là 38 %.",
    "Năm 2023, tỷ lệ hộ nghèo của A Lưới giảm còn khoảng 25 %.",
    "Báo viết “năm 2023 tỷ lệ hộ nghèo của A Lưới là 29 %”.",
    "Năm 2023, tỷ lệ hộ nghèo của A Lưới có phải là 29 %?",
    "`Năm 2023, tỷ lệ hộ nghèo của A Lưới là 29 %.`",
    'Năm 2023, tỷ lệ hộ nghèo của A Lưới là {{ so("ty-le-ho-ngheo", "huyen-a-luoi", 2023) }}.',
]


def test_what_is_right_or_could_mean_something_else_is_left_alone(problems: Callable[..., list[Problem]]) -> None:
    found = problems("\n\n".join(f"Câu trước. {sentence} Câu sau." for sentence in RIGHT))
    assert [] == [(RIGHT[(one.line - 6) // 2], one.code, one.facts) for one in found]


def test_points_called_percent_are_told_in_title_and_summary_too(problems: Callable[..., list[Problem]]) -> None:
    assert [("G708", 4)] == [(one.code, one.line) for one in problems("Một câu.", "Tỷ lệ hộ nghèo giảm 0,96%.")]
