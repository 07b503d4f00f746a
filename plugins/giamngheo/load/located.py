"""Located YAML: every scalar stays the text that was typed, and every field knows its line and column.

PyYAML would turn NO into False, 12:30 into 750, 04571 into 2425 and a thousand (1.234) into one point two; it keeps
duplicate keys silent. So the nodes are read, not the values, and each field converts its own text.
"""

import re
from dataclasses import dataclass, field

import yaml

from giamngheo.kinds.catalogue import FieldPath
from giamngheo.kinds.problem import Position, Problem

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = ("", "~", "null", "Null", "NULL")
MAX_MENDS = 12


@dataclass
class Located:
    """Plain data (str, list, dict) with the position of every value and key."""

    data: object = None
    positions: dict[FieldPath, Position] = field(default_factory=dict)
    keys: dict[FieldPath, Position] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_yaml(text: str, path: str, first_line: int = 1) -> Located:
    """Read YAML text; syntax mistakes are reported, mended in memory and the reading goes on to find the next."""
    located = Located()
    for _ in range(MAX_MENDS):
        try:
            node = yaml.compose(text, Loader=_Loader)
        except yaml.YAMLError as error:
            problem, mended = _explain(error, text, path, first_line)
            located.problems.append(problem)
            if mended is None or mended == text:
                return located
            text = mended
            continue
        if node is not None:
            reader = _Reader(path, first_line, located)
            located.data = reader.value(node, ())
        return located
    return located


class _Reader:
    """Walks the composed nodes once."""

    def __init__(self, path: str, first_line: int, located: Located) -> None:
        self.path = path
        self.shift = first_line
        self.located = located
        self.seen: set[int] = set()

    def position(self, node: yaml.Node) -> Position:
        mark = node.start_mark
        return Position(mark.line + self.shift, mark.column + 1)

    def report(self, code: str, node: yaml.Node, **facts: object) -> None:
        self.located.problems.append(Problem.at(code, self.path, self.position(node), **facts))

    def value(self, node: yaml.Node, path: FieldPath) -> object:
        if not isinstance(node, yaml.ScalarNode):
            if id(node) in self.seen:
                self.report("Y209", node)
                return None
            self.seen.add(id(node))
        self.located.positions[path] = self.position(node)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*path, i)) for i, child in enumerate(node.value)]
        text = str(node.value)
        is_plain = isinstance(node, yaml.ScalarNode) and node.style is None
        return None if is_plain and text in _NULLS else text

    def mapping(self, node: yaml.MappingNode, path: FieldPath) -> dict[str, object]:
        found: dict[str, object] = {}
        last = ""
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            if self.is_decimal_tail(node, key, value_node) and isinstance(found.get(last), str):
                self.report("Y207", key_node, value=f"{found[last]},{key}", field=last)
                found[last] = f"{found[last]},{key}"
                continue
            here = (*path, key)
            if here in self.located.keys:
                self.report("Y203", key_node, key=key, first=self.located.keys[here].line)
                continue
            self.located.keys[here] = self.position(key_node)
            value = self.value(value_node, here)
            last = key
            # An empty field is a field that is not there.
            if value is not None and value != "":
                found[key] = value
        return found

    @staticmethod
    def is_decimal_tail(node: yaml.MappingNode, key: str, value: yaml.Node) -> bool:
        """True for the 5 of `{value: 12,5}`: YAML took the decimal comma for the next key."""
        return bool(node.flow_style) and key.isdigit() and isinstance(value, yaml.ScalarNode) and value.value == ""


def _explain(error: yaml.YAMLError, text: str, path: str, first_line: int) -> tuple[Problem, str | None]:
    """The problem in the editor's words, and the text with that line mended (None: cannot go on)."""
    lines = text.split("\n")
    mark = getattr(error, "problem_mark", None)
    said = str(getattr(error, "problem", "") or "")
    context = getattr(error, "context_mark", None)
    about = str(getattr(error, "context", "") or "")
    if "quoted scalar" in about and context is not None:
        mark = context
    if mark is None:
        return Problem.at("Y205", path, Position(first_line, 1), line=lines[0][:60]), None
    number = min(mark.line, len(lines) - 1)
    line = lines[number]
    where = Position(number + first_line, mark.column + 1)
    code = _code_of(said, about, line, mark.column)
    mended = _mend(code, line)
    problem = Problem.at(code, path, where, line=line.strip()[:80], mended=(mended or line).strip()[:90])
    if mended is None:
        return problem, None
    return problem, "\n".join([*lines[:number], mended, *lines[number + 1 :]])


def _code_of(said: str, about: str, line: str, column: int) -> str:
    if "quoted scalar" in about:
        return "Y204"
    if "\t" in line[: column + 1]:
        return "Y202"
    if "mapping values are not allowed" in said:
        return "Y201"
    value = re.sub(r"^\s*(?:- )?[\w-]+:\s*", "", line)
    if value[:1] in ("%", "@", "`", "*", "&", "!"):
        return "Y208"
    return "Y205"


def _mend(code: str, line: str) -> str | None:
    if code == "Y202":
        return line.replace("\t", "  ")
    pair = re.match(r"^(\s*(?:- )?[\w-]+:\s+)(.*?)\s*$", line)
    if pair is None:
        return None
    head, value = pair[1], pair[2]
    if code == "Y204":
        return head + '"' + value.strip("\"'").replace('"', "'") + '"'
    if code in ("Y201", "Y208"):
        return head + '"' + value.replace('"', "'") + '"'
    return None
