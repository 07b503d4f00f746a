"""The handbook tells the truth: its reference comes from the declarations, its messages are the printed ones."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from giamngheo.kinds import KINDS, Kind
from giamngheo.kinds.entry import Entry
from giamngheo.kinds.problem import SEVERITY
from giamngheo.markup.scan import without_code
from giamngheo.reference import codes, reference
from giamngheo.words import say

HANDBOOK = "docs/so-tay"
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/*.md", "docs/so-tay/*.md")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
MESSAGE = re.compile(r"^(content|national)/\S+:\d+:\d+  (?P<code>[A-Z]\d{3})  (?P<title>.*)$")


@pytest.fixture(scope="module")
def text() -> str:
    return reference()


def inside(annotation: Any) -> Iterator[Any]:
    """An annotation and all that stands in it."""
    yield annotation
    for argument in get_args(annotation):
        yield from inside(argument)


def fields(model: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    """Every field of a model and of the parts nested in it."""
    for name, info in model.model_fields.items():
        yield name, info.annotation
        for one in inside(info.annotation):
            if isinstance(one, type) and issubclass(one, BaseModel):
                yield from fields(one)


def sections(text: str) -> dict[str, str]:
    """The text below each heading of the second level."""
    parts = re.split(r"^## (.*)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_the_committed_reference_is_what_the_declarations_say(repository: Path, text: str) -> None:
    assert text == (repository / HANDBOOK / "truong-du-lieu.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_field_of_every_kind_is_told(text: str, kind: Kind) -> None:
    told = sections(text)
    own = next(body for heading, body in told.items() if heading.endswith(f"(`{kind.name}`)"))
    common = told[say("reference.common")] if issubclass(kind.model, Entry) else ""
    names = {name for name, _ in fields(kind.model)}
    assert set() == {name for name in names if f"| `{name}` |" not in own + common}


def test_every_choice_is_told_with_its_meaning(text: str) -> None:
    literals = [one for kind in KINDS for _, held in fields(kind.model) for one in inside(held)]
    values = {value for one in literals if get_origin(one) is Literal for value in get_args(one)}
    assert values
    assert set() == {value for value in values if f"`{value}` (" not in text}


def test_every_code_is_told_once_with_its_severity() -> None:
    rows = re.findall(r"^\| `([A-Z]\d{3})` \| (\S+(?: \S+)?) \|", codes(), re.MULTILINE)
    assert [(code, say(f"reference.severity.{severity}")) for code, severity in SEVERITY.items()] == rows


def test_the_page_of_common_mistakes_holds_every_code(repository: Path) -> None:
    assert codes() in (repository / HANDBOOK / "loi-thuong-gap.md").read_text(encoding="utf-8")


# --- what documents show ---------------------------------------------------------------------------------


def documents(repository: Path) -> list[Path]:
    return sorted(file for pattern in DOCUMENTS for file in repository.glob(pattern))


def pattern_of(key: str) -> str:
    """A sentence of the word file with anything in the place of its facts."""
    parts = Formatter().parse(say(key))
    return "".join(re.escape(literal) + (".*" if name is not None else "") for literal, name, _, _ in parts)


def unlike(lines: list[str], number: int) -> Iterator[str]:
    """What a message shown in a document says otherwise than the word file."""
    match = MESSAGE.match(lines[number])
    assert match is not None
    shown = {"title": match["title"], "fact": lines[number + 1], "remedy": lines[number + 2]}
    for part, line in shown.items():
        if not re.search(pattern_of(f"problem.{match['code']}.{part}"), line):
            yield f"{match['code']}.{part}: {line.strip()}"


def test_the_messages_that_documents_show_are_those_that_are_printed(repository: Path) -> None:
    texts = {file: file.read_text(encoding="utf-8").splitlines() for file in documents(repository)}
    shown = [(lines, n) for lines in texts.values() for n, line in enumerate(lines) if MESSAGE.match(line)]
    assert shown
    assert [] == [fault for lines, number in shown for fault in unlike(lines, number)]


def shown_in(text: str) -> list[str]:
    """The messages that a document shows, three lines each."""
    lines = text.splitlines()
    return ["\n".join(lines[n : n + 3]) for n, line in enumerate(lines) if MESSAGE.match(line)]


def test_the_page_of_common_mistakes_quotes_the_examples_to_the_letter(repository: Path) -> None:
    examples = "".join(file.read_text(encoding="utf-8") for file in repository.glob("tests/check/problems/*.txt"))
    shown = shown_in((repository / HANDBOOK / "loi-thuong-gap.md").read_text(encoding="utf-8"))
    assert shown
    assert [] == [message for message in shown if message not in examples]


def anchors(file: Path) -> set[str]:
    """The anchors that code hosts give the headings of a Markdown file."""
    headings = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def leads_somewhere(file: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = file.parent / path if path else file
    return target.exists() and (not anchor or anchor in anchors(target))


def test_every_link_between_documents_leads_somewhere(repository: Path) -> None:
    texts = {file: without_code(file.read_text(encoding="utf-8")) for file in documents(repository)}
    links = [(file, link) for file, text in texts.items() for link in LINK.findall(text)]
    here = [(file, link) for file, link in links if not link.startswith(("https://", "http://"))]
    assert here
    assert [] == [f"{file.name}: {link}" for file, link in here if not leads_somewhere(file, link)]
