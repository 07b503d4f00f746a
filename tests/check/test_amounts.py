"""Sentences held against the amounts of policies: what plainly contradicts is told, what does not is left alone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from giamngheo.portal import assemble

Write = Callable[[str], Path]
POLICY = """
=== content/danh-muc/chinh-sach.yml
hoc-nghe:
  name: Hỗ trợ học nghề ngắn hạn
  what: Giúp tiền học.
  who: ho-ngheo
  ask: ubnd-xa
  amounts:
    - {id: hoc-phi, label: tiền học, value: 3000000, unit: dong, per: course, source: lawnet-217, up_to: true}
    - {id: tien-an, label: tiền ăn, value: 25000, unit: dong, per: day, source: lawnet-217, valid_to: 2026-06-30}
    - {id: tien-an, label: tiền ăn, value: 30000, unit: dong, per: day, source: lawnet-217, valid_from: 2026-07-01}
vay:
  name: Vay vốn làm ăn
  what: Cho vay.
  who: ho-ngheo
  ask: ubnd-xa
  amounts:
    - {id: lai, label: lãi suất, value: "6,6", unit: percent_a_year, source: lawnet-217}
=== content/bai-viet/2026/bai.md
---
title: "Bài về hỗ trợ"
date: 2026-11-02
summary: "Một câu."
---
"""


def told(write: Write, sentence: str) -> list[str]:
    problems = assemble(write(f"{POLICY}{sentence}\n") / "content", "tp-hue", date(2026, 11, 20)).problems
    assert {problem.code for problem in problems} <= {"G733"}
    return [dict(problem.facts)["found"] for problem in problems]


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ("2 triệu đồng", "Được hỗ trợ 2 triệu đồng, xem [học nghề](policy:hoc-nghe)."),
        ("2.000.000 đồng", "Hỗ trợ học nghề ngắn hạn giúp nhiều nhất 2.000.000 đồng."),
        ("25.000 đồng", "Tiền ăn được cấp 25.000 đồng một ngày, theo [chính sách](policy:hoc-nghe)."),
        ("25 nghìn đồng", "Tiền ăn được cấp 25 nghìn đồng một ngày, theo [chính sách](policy:hoc-nghe)."),
        ("7,2 %/năm", "[Vay vốn](policy:vay) được hưởng lãi suất 7,2 %/năm."),
        ("7,2 %", "Vay vốn làm ăn có mức lãi 7,2 %."),
    ],
)
def test_an_amount_that_the_policy_does_not_have_is_told(write: Write, found: str, sentence: str) -> None:
    assert [found] == told(write, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Được hỗ trợ 3 triệu đồng, xem [học nghề](policy:hoc-nghe).",
        "Được hỗ trợ 3.000.000 đồng và tiền ăn 30.000 đồng một ngày, xem [học nghề](policy:hoc-nghe).",
        "Trước đây được hỗ trợ 2 triệu đồng, xem [học nghề](policy:hoc-nghe).",
        "Nếu được hỗ trợ 2 triệu đồng thì đủ học, xem [học nghề](policy:hoc-nghe).",
        "Báo viết “được hỗ trợ 2 triệu đồng”, xem [học nghề](policy:hoc-nghe).",
        "Bò bán 20 triệu đồng, xem [học nghề](policy:hoc-nghe).",
        "Được hỗ trợ 2 triệu đồng.",
        "Được hỗ trợ 2 triệu đồng. Xem [học nghề](policy:hoc-nghe).",
        "Số hộ giảm 12 %, xem [học nghề](policy:hoc-nghe).",
        "[Vay vốn](policy:vay) có lãi suất 6,6 % một năm, được vay đến 50 triệu đồng.",
        "Được {{ muc(hoc-nghe, tien-an) }}, xem [học nghề](policy:hoc-nghe).",
        "`Được hỗ trợ 2 triệu đồng, xem [học nghề](policy:hoc-nghe).`",
    ],
)
def test_other_sentences_are_left_alone(write: Write, sentence: str) -> None:
    assert [] == told(write, sentence)


def test_when_an_amount_changes_every_text_that_says_the_old_one_is_listed(write: Write) -> None:
    texts = "".join(
        f'=== content/hoi-dap/{name}.md\n---\ntitle: "Hỏi {name}"\ndate: 2026-11-02\nsummary: "Một câu."\n'
        f'short_answer: "Được giúp 3 triệu đồng."\nno_basis_reason: "Hỏi xã."\npolicies: [hoc-nghe]\n'
        f"origin: editorial\n---\nTiền học được giúp 3 triệu đồng.\n"
        for name in ("mot", "hai")
    )
    tree = POLICY.replace("value: 3000000", "value: 4000000") + f"Một câu.\n{texts}"
    problems = assemble(write(tree) / "content", "tp-hue", date(2026, 11, 20)).problems
    assert [(f"content/hoi-dap/{name}.md", line) for name in ("hai", "mot") for line in (5, 10)] == [
        (problem.path, problem.line) for problem in problems if problem.code == "G733"
    ]


REPORT = """
=== content/bai-viet/2026/mot.md
---
title: "Thôn họp"
date: 2026-11-02
summary: "Một câu."%s
---
%s
"""


def unfounded(write: Write, sentence: str, fields: str = "") -> bool:
    problems = assemble(write(REPORT % (fields, sentence)) / "content", "tp-hue", date(2026, 11, 20)).problems
    return "G736" in {problem.code for problem in problems}


@pytest.mark.parametrize(
    "sentence",
    [
        "Mức hỗ trợ là 15 triệu đồng một hộ.",
        "Mỗi hộ được vay tối đa 100 triệu đồng.",
        "Trẻ được hỗ trợ 150.000 đồng/tháng.",
        "Người cao tuổi được trợ cấp 500.000 đồng một người một tháng.",
    ],
)
def test_an_amount_told_as_a_rule_says_by_what(write: Write, sentence: str) -> None:
    assert unfounded(write, sentence)
    assert not unfounded(write, sentence, "\nsources: [danviet-hue-2023]")
    assert not unfounded(write, sentence, "\norigin: press\npermission: GP-1")
    for ground in (
        "{{ muc(hoc-nghe) }}",
        "[văn bản](document:nd-07-2021)",
        "Theo Nghị định 07/2021.",
        "Xem https://hue.gov.vn/a.",
    ):
        assert not unfounded(write, f"{sentence} {ground}")


@pytest.mark.parametrize(
    "sentence",
    [
        "Chị được vay 50 triệu đồng, mỗi tháng trả lãi 300.000 đồng.",
        "Anh được hỗ trợ bò giống, bán sữa được 3 triệu đồng một tháng.",
        "Hội trao cho mỗi hộ một con bò trị giá 15 triệu đồng.",
        "Mười hộ được hỗ trợ 15 triệu đồng để sửa nhà.",
        "Năm 2025, mức hỗ trợ là 15 triệu đồng.",
        "Nếu mức hỗ trợ là 15 triệu đồng thì đủ.",
        "Mức hỗ trợ bằng 70 %.",
    ],
)
def test_what_happened_once_or_is_supposed_is_no_rule(write: Write, sentence: str) -> None:
    assert not unfounded(write, sentence)
