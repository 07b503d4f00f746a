"""Every sentence lies in a word file: none in code or templates, none missing, none left over."""

import ast
import io
import json
import re
import string
import tokenize
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import jinja2
import jinja2.nodes
import pytest
import yaml

SPEAKING = {"say", "tell"}
MARKS = set("\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b")  # tones, and what makes a circumflex, breve, horn
WORD_FILES = "plugins/giamngheo/words"


class Uses(NamedTuple):
    """What a file says: keys by name, and families of keys as patterns."""

    keys: set[str]
    families: set[str]


# --- letters ---------------------------------------------------------------------------------------------


def is_vietnamese(text: str) -> bool:
    """Whether a letter in it is Vietnamese and not English."""
    return "đ" in text.lower() or any(mark in MARKS for mark in unicodedata.normalize("NFD", text))


def gloss_lines(tree: ast.Module) -> set[int]:
    """The lines of docstrings, where a Vietnamese name may stand beside the English one."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, owners) and node.body]
    firsts = [body[0] for body in bodies]
    strings = [it for it in firsts if isinstance(it, ast.Expr) and isinstance(it.value, ast.Constant)]
    return {line for it in strings for line in range(it.lineno, (it.end_lineno or it.lineno) + 1)}


def sample_lines(tree: ast.Module) -> set[int]:
    """The lines of `examples=[...]`: a model's samples are content, and content is Vietnamese."""
    keywords = [node for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "examples"]
    spans = [range(it.value.lineno, (it.value.end_lineno or it.value.lineno) + 1) for it in keywords]
    return {line for span in spans for line in span}


def vietnamese_lines(source: str) -> list[int]:
    """Lines of Python that hold Vietnamese letters in code."""
    tree = ast.parse(source)
    free = gloss_lines(tree) | sample_lines(tree)
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    spoken = (token for token in tokens if token.type != tokenize.COMMENT and is_vietnamese(token.string))
    return sorted({token.start[0] for token in spoken} - free)


def python_files(repository: Path) -> list[Path]:
    folders = (repository / "plugins" / "giamngheo", repository / "scripts")
    return sorted(file for folder in folders for file in folder.rglob("*.py"))


def templates(repository: Path) -> list[Path]:
    return sorted((repository / "templates").rglob("*.html"))


def test_no_python_file_speaks_vietnamese(repository: Path) -> None:
    sources = {file: file.read_text(encoding="utf-8") for file in python_files(repository)}
    found = [
        f"{file.relative_to(repository)}:{line}"
        for file, source in sources.items()
        for line in vietnamese_lines(source)
    ]
    assert [] == found


def test_no_template_speaks_vietnamese(repository: Path) -> None:
    lines = ((file, file.read_text(encoding="utf-8").splitlines()) for file in templates(repository))
    found = [
        f"{file.relative_to(repository)}:{number}"
        for file, text in lines
        for number, line in enumerate(text, start=1)
        if is_vietnamese(re.sub(r"\{#.*?#\}", "", line))
    ]
    assert [] == found


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('x = "Tỷ lệ"', [1]),
        ('x = f"{n} hộ"', [1]),
        ("x = 'Đ'", [1]),
        ('def f():\n    """A household (hộ)."""\n    return "hộ"', [3]),
        ("x = 1  # một\ny = 'Hue, caf\\u00e9, \\u0111'", []),
        ('x = Field(examples=["Xã Mẫu"])', []),
        ("x = 'naïve, Zürich'", []),
    ],
)
def test_vietnamese_letters_in_code_are_seen(source: str, expected: list[int]) -> None:
    assert expected == vietnamese_lines(source)


# --- keys ------------------------------------------------------------------------------------------------


def family(parts: list[str | None]) -> str:
    """["kind.", None, ".one"] -> a pattern of the keys it may make; None is known only when it runs."""
    return "".join(".+" if part is None else re.escape(part) for part in parts)


def is_told(call: ast.Call) -> bool:
    """Whether a call says a sentence: say(...), tell(...), words.say(...)."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", None)
    return name in SPEAKING and bool(call.args)


def python_parts(node: ast.expr) -> list[str | None]:
    """The known and unknown parts of an expression that makes a key."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=values):
            return [part for value in values for part in python_parts(value)]
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return [*python_parts(left), *python_parts(right)]
    return [None]


def alternatives(node: ast.expr) -> Iterator[ast.expr]:
    """Both ends of `a if x else b`."""
    if isinstance(node, ast.IfExp):
        yield from (*alternatives(node.body), *alternatives(node.orelse))
    else:
        yield node


def gathered(all_parts: list[list[str | None]], quoted: set[str]) -> Uses:
    """Keys and families; an expression of which nothing is known (a variable) is neither."""
    keys = {"".join(map(str, parts)) for parts in all_parts if None not in parts}
    families = {family(parts) for parts in all_parts if None in parts and any(parts)}
    return Uses(keys | quoted, families)


def python_uses(source: str, known: set[str]) -> Uses:
    """What Python code says; a known key that stands as a string of its own is said through a variable."""
    tree = ast.parse(source)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and is_told(node)]
    strings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    parts = [python_parts(end) for call in calls for end in alternatives(call.args[0])]
    return gathered(parts, {text for text in strings if isinstance(text, str)} & known)


def template_parts(node: jinja2.nodes.Node) -> list[str | None]:
    """The same of a template's expression: "kind." ~ x ~ ".one"."""
    if isinstance(node, jinja2.nodes.Const):
        return [str(node.value)]
    if isinstance(node, jinja2.nodes.Concat):
        return [part for child in node.nodes for part in template_parts(child)]
    if isinstance(node, jinja2.nodes.Add):
        return [*template_parts(node.left), *template_parts(node.right)]
    return [None]


def template_alternatives(node: jinja2.nodes.Node) -> Iterator[jinja2.nodes.Node]:
    if isinstance(node, jinja2.nodes.CondExpr):
        ends = [node.expr1, *([node.expr2] if node.expr2 else [])]
        yield from (it for end in ends for it in template_alternatives(end))
    else:
        yield node


def template_uses(source: str, known: set[str]) -> Uses:
    """What a template says."""
    tree = jinja2.Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"]).parse(source)
    calls = [call for call in tree.find_all(jinja2.nodes.Call) if call.args and template_name(call) in SPEAKING]
    strings = {node.value for node in tree.find_all(jinja2.nodes.Const) if isinstance(node.value, str)}
    parts = [template_parts(end) for call in calls for end in template_alternatives(call.args[0])]
    return gathered(parts, strings & known)


def template_name(call: jinja2.nodes.Call) -> str | None:
    node = call.node
    return node.attr if isinstance(node, jinja2.nodes.Getattr) else getattr(node, "name", None)


def missing(uses: Uses, known: set[str]) -> set[str]:
    """What is said without there being a sentence for it."""
    empty = {pattern for pattern in uses.families if not any(re.fullmatch(pattern, key) for key in known)}
    return (uses.keys - known) | empty


def left_over(uses: Uses, known: set[str]) -> set[str]:
    """Sentences that nothing says."""
    return {key for key in known - uses.keys if not any(re.fullmatch(it, key) for it in uses.families)}


def together(all_uses: list[Uses]) -> Uses:
    keys = set[str]().union(*(uses.keys for uses in all_uses))
    return Uses(keys, set[str]().union(*(uses.families for uses in all_uses)))


def read_words(repository: Path, language: str = "vi") -> dict[str, str]:
    words: dict[str, str] = yaml.safe_load((repository / WORD_FILES / f"{language}.yml").read_text(encoding="utf-8"))
    return words


@pytest.fixture(scope="module")
def package_uses(repository: Path) -> Uses:
    """All that the package and its templates say."""
    known = set(read_words(repository))
    code = (repository / "plugins" / "giamngheo").rglob("*.py")
    said = [python_uses(file.read_text(encoding="utf-8"), known) for file in sorted(code)]
    shown = [template_uses(file.read_text(encoding="utf-8"), known) for file in templates(repository)]
    return together([*said, *shown])


@pytest.fixture(scope="module")
def script_uses(repository: Path) -> tuple[Uses, set[str]]:
    """All that the scripts say, and the sentences they have."""
    known = set(json.loads((repository / "scripts" / "words.json").read_text(encoding="utf-8")))
    files = sorted((repository / "scripts").glob("*.py"))
    return together([python_uses(file.read_text(encoding="utf-8"), known) for file in files]), known


def test_everything_that_is_said_has_a_sentence(repository: Path, package_uses: Uses) -> None:
    assert set() == missing(package_uses, set(read_words(repository)))


def test_every_sentence_is_said_somewhere(repository: Path, package_uses: Uses) -> None:
    assert set() == left_over(package_uses, set(read_words(repository)))


def test_everything_that_scripts_say_has_a_sentence(script_uses: tuple[Uses, set[str]]) -> None:
    assert set() == missing(*script_uses)


def test_every_sentence_of_the_scripts_is_said_somewhere(script_uses: tuple[Uses, set[str]]) -> None:
    assert set() == left_over(*script_uses)


KNOWN = {"ui.home", "kind.story.one", "kind.article.one", "ui.old"}


@pytest.mark.parametrize(
    ("code", "template"),
    [
        ('say("ui.home"); say(f"kind.{kind}.one")', '{{ say("ui.home") }}{{ say("kind." ~ kind ~ ".one") }}'),
        (
            'words.say("ui.home" if a else "kind." + b + ".one")',
            '{{ w.say("ui.home" if a else "kind." ~ b ~ ".one") }}',
        ),
        (
            'KEYS = ["ui.home"]; say(f"kind.{a}", n=1)',
            '{% set key = "ui.home" %}{{ say("kind." ~ a, n=1) }}{{ say(key) }}',
        ),
    ],
)
def test_a_sentence_that_nothing_says_is_seen(code: str, template: str) -> None:
    for uses in (python_uses(code, KNOWN), template_uses(template, KNOWN)):
        assert {"ui.old"} == left_over(uses, KNOWN)
        assert set() == missing(uses, KNOWN)


@pytest.mark.parametrize(
    ("code", "template", "expected"),
    [
        ('say("ui.hom")', '{{ say("ui.hom") }}', {"ui.hom"}),
        ('say(f"kin.{kind}")', '{{ say("kin." ~ kind) }}', {r"kin\..+"}),
        ('say(f"kind.{kind}.two")', '{{ say("kind." ~ kind ~ ".two") }}', {r"kind\..+\.two"}),
    ],
)
def test_a_key_without_a_sentence_is_seen(code: str, template: str, expected: set[str]) -> None:
    assert expected == missing(python_uses(code, KNOWN), KNOWN)
    assert expected == missing(template_uses(template, KNOWN), KNOWN)


def test_a_key_stands_once_in_a_word_file(repository: Path) -> None:
    for file in sorted((repository / WORD_FILES).glob("*.yml")):
        keys = re.findall(r"^([\w.-]+):", file.read_text(encoding="utf-8"), re.MULTILINE)
        assert [] == sorted({key for key in keys if keys.count(key) > 1}), file.name


def test_another_language_says_the_same_things_with_the_same_facts(repository: Path) -> None:
    home = read_words(repository)
    for file in sorted((repository / WORD_FILES).glob("*.yml")):
        words = read_words(repository, file.stem)
        assert set() == set(words) - set(home), file.name
        unlike = {key for key, sentence in words.items() if facts_of(sentence) != facts_of(home[key])}
        assert set() == unlike, file.name


def facts_of(sentence: str) -> set[str]:
    """The placeholders of a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_all_that_pages_say_is_said_in_every_language_of_the_interface(repository: Path) -> None:
    home = read_words(repository)
    shown = together([template_uses(file.read_text(encoding="utf-8"), set(home)) for file in templates(repository)])
    said = {key for key in home if key in shown.keys or any(re.fullmatch(it, key) for it in shown.families)}
    for file in sorted((repository / WORD_FILES).glob("*.yml")):
        assert set() == said - set(read_words(repository, file.stem)), file.name
