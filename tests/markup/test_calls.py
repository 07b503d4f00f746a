"""Calls for a figure: found with their places, filled in before Markdown, left alone in code."""

import pytest

from giamngheo.markup.calls import calls, filled
from giamngheo.markup.code import without_code
from giamngheo.markup.render import Renderer

CALL = '{{ so("ty-le-ho-ngheo", "tp-hue", 2025) }}'


def test_a_call_has_its_place_and_those_of_its_arguments() -> None:
    [call] = calls(f"Một\n\nNăm 2025: {CALL}.", 6)
    assert ("so", ("ty-le-ho-ngheo", "tp-hue", "2025")) == (call.name, call.arguments)
    assert [(8, 11), (8, 18), (8, 36), (8, 45)] == [tuple(place) for place in call.places]


@pytest.mark.parametrize(
    "typed",
    [
        "{{so('nuoc','tp-hue','2025')}}",
        "{{ so(\u201cnuoc\u201d, \u2018tp-hue\u2019, 2025) }}",
        "{{ so(nuoc, tp-hue, 2025) }}",
        "{{ so(\n'nuoc', 'tp-hue',\n2025) }}",
    ],
)
def test_quotes_and_spaces_may_be_set_as_one_likes(typed: str) -> None:
    assert [("so", ("nuoc", "tp-hue", "2025"))] == [(one.name, one.arguments) for one in calls(typed)]


@pytest.mark.parametrize("typed", ["{{ so }}", "{{ 1 + 1 }}", "{{", "{{ so(so(1)) }}", "{{ a.so('x') }}"])
def test_what_is_no_call_has_no_name(typed: str) -> None:
    assert [""] == [one.name for one in calls(typed)]


@pytest.mark.parametrize("text", [f"`{CALL}`", f"```\n{CALL}\n```", f"<!-- {CALL} -->", "{: #anchor }", "a } b {"])
def test_code_and_single_braces_are_no_calls(text: str) -> None:
    assert [] == list(calls(without_code(text)))
    assert text == filled(text, {CALL: "1,2 %"})


def test_a_call_without_an_answer_stays_as_typed() -> None:
    assert "1,2 % {{ x }}." == filled(f"{CALL} {{{{ x }}}}.", {CALL: "1,2 %"})


@pytest.mark.parametrize("more", ["", "\n\n> _khác_"])
def test_a_figure_stands_in_a_paragraph_a_table_and_bold_words(more: str) -> None:
    body = f"Năm 2025: **{CALL}**.\n\n| Năm | Tỷ lệ |\n|---|---|\n| 2025 | {CALL} |{more}"
    html = Renderer().render(filled(body, {CALL: "1,2\u00a0%"}), {}, "a/").html
    assert "<strong>1,2\u00a0%</strong>" in html
    assert "<td>1,2\u00a0%</td>" in html
