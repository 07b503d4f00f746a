"""The environment of templates: it calls and imports as Jinja does, and what many pages share is made once."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import jinja2
import pytest

from giamngheo.derive.cards import Link
from giamngheo.render.environment import Desk, environment, furnish
from giamngheo.render.spec import Identity, PageSpec

IDENTITY = Identity("Trang", "", "", "https://a.vn/", "vi", Link("Huế", None), False, (), (), None, None, None, "")
Write = Callable[[dict[str, str]], Path]

CALLS = {
    "a.html": "{% from 'b.html' import list, framed, tag as sign %}"
    "{{ sign('p', class='q') }}{{ sign(*words, **{'class': 1}) }}"
    "{% macro own(one, two='2') %}{{ one }}{{ two }}{{ varargs }}{% endmacro %}"
    "{{ own(1) }}{{ own(two=3, one=4) }}{{ own(1, 2, 3) }}"
    "{% for word in words %}{% set number = loop.index %}{{ here(word) }}{% endfor %}"
    "{{ list(words, last=true) }}{% call framed() %}{{ words[0].upper() }}{% endcall %}{{ inner() }}"
    "{% block end %}{{ here('c') }}{{ one }}{% endblock %}",
    "b.html": "{% macro list(words, last=false) %}{{ words | join('+') }}{% if last %}.{% endif %}{% endmacro %}"
    "{% macro framed() %}[{{ caller() }}]{% endmacro %}"
    "{% macro tag(name, more='', class='') %}<{{ name }}{{ more }} {{ class }}>{% endmacro %}",
}


@jinja2.pass_context
def here(context: jinja2.runtime.Context, word: str) -> str:
    """A function that asks for the context, as one of a province's hooks may."""
    return f"{word}{context.get('number', '')} "


def test_functions_and_macros_are_called_as_jinja_calls_them(write: Write) -> None:
    folder = write(CALLS)
    given = {"words": ["x", "y"], "here": here, "inner": "a".upper, "one": 1}
    theirs = jinja2.Environment(loader=jinja2.FileSystemLoader(folder)).get_template("a.html").render(**given)
    assert theirs == environment([folder]).get_template("a.html").render(**given)
    assert "<p q><xy 1>12()43()12(3,)x1 y2 x+y.[X]Ac 1" == theirs


@pytest.fixture
def pages(write: Write) -> tuple[jinja2.Environment, Desk]:
    folder = write(
        {
            "foot.html": "{% macro foot(word) %}{{ word }} {{ '' | to }} {{ number() }}{% endmacro %}",
            "page.html": "{% from 'foot.html' import foot %}{{ once(foot, word) }}",
        }
    )
    env, desk = environment([folder]), Desk()
    furnish(env, desk, IDENTITY, {}, None)
    env.globals["number"] = count().__next__
    return env, desk


def test_what_many_pages_share_is_made_once_for_pages_that_lie_as_deep(
    pages: tuple[jinja2.Environment, Desk],
) -> None:
    env, desk = pages
    made = []
    for address, word in [("a/", "x"), ("b/", "x"), ("b/", "y"), ("b/c/", "x"), ("a/", "x")]:
        desk.lay(PageSpec(address, "page.html", "", "", None, ""))
        made.append(env.get_template("page.html").render(word=word))
    assert ["x ../ 0", "x ../ 0", "y ../ 1", "x ../../ 2", "x ../ 0"] == made
