"""Located YAML: every scalar stays the text that was typed, and every field knows its line and column.

PyYAML would turn NO into False, 12:30 into 750, 04571 into 2425 and a thousand (1.234) into one point two; it keeps
duplicate keys silent. So the nodes are read, not the values, and each field converts its own text.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from typing import NamedTuple

import yaml
from msgspec import Struct, field

from giamngheo.kinds.catalogue import FieldPath
from giamngheo.kinds.problem import Position, Problem
from giamngheo.load.text import blanked

_NULLS = ("", "~", "null", "Null", "NULL")
MAX_MENDS = 12
# Word puts a space that does not break where YAML wants a plain one: before a name, a dash, a value.
_HARD = "\u00a0"
_HARD_SPACES = re.compile(rf"^[ {_HARD}]*(?:-[ {_HARD}]+)?(?:[\w-]+:[ {_HARD}]+)?", re.MULTILINE)
# No field lies so deep; what does is left out, and the field that holds it is of the wrong shape.
DEEPEST = 20


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Composes nodes without finding out the type of each text: that is a third of the time, and fields know it."""

    def descend_resolver(self, *_: object) -> None: ...

    def ascend_resolver(self) -> None: ...

    def resolve(self, *_: object) -> str:
        return ""


class Found(NamedTuple):
    """Where each value and each key stands."""

    values: dict[FieldPath, Position]
    keys: dict[FieldPath, Position]


def _nowhere() -> Found:
    return Found({}, {})


def _values(find: Callable[[], Found]) -> dict[FieldPath, Position]:
    return find().values


class Located(Struct, dict=True):
    """Plain data (str, list, dict); where each value and key stands is found out by `find` when somebody asks."""

    data: object = None
    problems: list[Problem] = field(default_factory=list)
    # A line was left out because nobody can tell what it means: what is missing may have stood there.
    has_gaps: bool = False
    # The keys of the outermost mapping, those with nothing below them too.
    names: list[str] = field(default_factory=list)
    find: Callable[[], Found] = _nowhere

    def places(self) -> "Places":
        """The positions alone, for those who need the data no more."""
        return Places(partial(_values, self.find))

    @cached_property
    def _found(self) -> Found:
        return self.find()

    @property
    def positions(self) -> dict[FieldPath, Position]:
        return self._found.values

    @property
    def keys(self) -> dict[FieldPath, Position]:
        return self._found.keys


class Places(Mapping[FieldPath, Position]):
    """The positions of an entry's fields, found out when a message asks for the first."""

    __slots__ = ("_find", "_found")

    def __init__(self, find: Callable[[], Mapping[FieldPath, Position]]) -> None:
        self._find = find
        self._found: Mapping[FieldPath, Position] | None = None

    def _places(self) -> Mapping[FieldPath, Position]:
        if self._found is None:
            self._found = self._find()
        return self._found

    def __getitem__(self, path: FieldPath) -> Position:
        return self._places()[path]

    def __iter__(self) -> Iterator[FieldPath]:
        return iter(self._places())

    def __len__(self) -> int:
        return len(self._places())


def read_yaml(text: str, path: str, first_line: int = 1) -> Located:
    """Read YAML text; syntax mistakes are reported, mended in memory and the reading goes on to find the next."""
    located = Located()
    if _HARD in text:
        text = _HARD_SPACES.sub(lambda found: found[0].replace(_HARD, " "), text)
    mended: set[tuple[int, str]] = set()
    for _ in range(MAX_MENDS):
        try:
            node = yaml.compose(text, Loader=_Loader)
        except yaml.YAMLError as error:
            fault = _explain(error, text)
            # What is wrong again after mending, or a second line that nobody understands, follows from the first.
            if (fault.line, fault.code) in mended or (located.has_gaps and fault.code == "Y205"):
                return located
            mended.add((fault.line, fault.code))
            located.has_gaps = located.has_gaps or fault.code == "Y205"
            located.problems.append(fault.told(path, first_line))
            text = fault.mended_text
            continue
        if node is not None:
            reader = _Reader(path, first_line, located.problems)
            located.data = reader.value(node, ())
            located.names = reader.names
            reader.references(text)
            located.find = partial(_find, text, first_line)
        return located
    return located


def _find(text: str, first_line: int) -> Found:
    """Read once more, this time with an eye to where everything stands."""
    found, node = _nowhere(), yaml.compose(text, Loader=_Loader)
    if node is not None:
        _Reader("", first_line, [], found).value(node, ())
    return found


class _Reader:
    """Walks the composed nodes once; positions cost as much as the values, and few are ever asked for."""

    def __init__(self, path: str, first_line: int, problems: list[Problem], found: Found | None = None) -> None:
        self.path = path
        self.shift = first_line
        self.problems = problems
        self.found = found
        self.names: list[str] = []
        self.seen: set[int] = set()

    def position(self, node: yaml.Node | yaml.Token) -> Position:
        mark = node.start_mark
        return Position(mark.line + self.shift, mark.column + 1)

    def report(self, code: str, node: yaml.Node | yaml.Token, **facts: object) -> None:
        self.problems.append(Problem.at(code, self.path, self.position(node), **facts))

    def references(self, text: str) -> None:
        """`&name` and `*name`: YAML copies a value from elsewhere, or takes a word of the text for such a name."""
        if "&" not in text and "*" not in text:
            return
        for token in yaml.scan(text, Loader=_Loader):
            if isinstance(token, yaml.AliasToken | yaml.AnchorToken):
                self.report("Y209", token, sign="*" if isinstance(token, yaml.AliasToken) else "&", name=token.value)

    def value(self, node: yaml.Node, path: FieldPath) -> object:
        if id(node) in self.seen or len(path) > DEEPEST:
            return None
        if self.found:
            self.found.values[path] = self.position(node)
        if isinstance(node, yaml.ScalarNode):
            if node.style == '"':
                return blanked(node.value)
            return None if not node.style and node.value in _NULLS else node.value
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        return [self.value(child, (*path, i)) for i, child in enumerate(node.value)]

    def mapping(self, node: yaml.MappingNode, path: FieldPath) -> dict[str, object]:
        found: dict[str, object] = {}
        # Every key with its own node and that of its value.
        nodes: dict[str, tuple[yaml.Node, yaml.Node]] = {}
        last = ""
        for pair in node.value:
            key_node, value_node = pair
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
            if self.is_decimal_tail(node, key, value_node) and isinstance(found.get(last), str):
                self.report("Y207", nodes[last][1], value=f"{found[last]},{key}", field=last)
                found[last] = f"{found[last]},{key}"
                continue
            if key in nodes:
                self.report("Y203", key_node, key=key, first=self.position(nodes[key][0]).line)
                continue
            nodes[key], last = pair, key
            here = (*path, key)
            if self.found:
                self.found.keys[here] = self.position(key_node)
            value = self.value(value_node, here)
            # An empty field is a field that is not there.
            if value is not None and value != "":
                found[key] = value
        if not path:
            self.names = list(nodes)
        return found

    @staticmethod
    def is_decimal_tail(node: yaml.MappingNode, key: str, value: yaml.Node) -> bool:
        """True for the 5 of `{value: 12,5}`: YAML took the decimal comma for the next key."""
        return bool(node.flow_style) and key.isdigit() and isinstance(value, yaml.ScalarNode) and value.value == ""


class _Fault(Struct, frozen=True):
    """A mistake of syntax: `line` and `column` from 0, the lines of the text, and what the line should be."""

    code: str
    line: int
    column: int
    lines: list[str]
    mended: str

    def told(self, path: str, first_line: int) -> Problem:
        where = Position(self.line + first_line, self.column + 1)
        typed = self.lines[self.line].strip()
        return Problem.at(self.code, path, where, line=typed[:80], mended=(self.mended or typed).strip()[:90])

    @property
    def mended_text(self) -> str:
        return "\n".join([*self.lines[: self.line], self.mended, *self.lines[self.line + 1 :]])


# People write names of fields in their own words, too; what comes of it is told once the line can be read.
_PAIR = re.compile(r"^(\s*(?:- )?[\w-]+(?: [\w-]+)*:[ \t]+)(.*?)\s*$")
# Nothing is wrong with such a value: its line stands too deep, or one above it.
_QUOTED = re.compile(r"([\"']).*\1")
# Signs that mean something to YAML where a value begins.
_CLOSING = {"[": "]", "{": "}"}
_SIGNS = ("%", "@", "`", "*", "&", "!", "[", "{", '"', "'", "|", ">")


def _explain(error: yaml.YAMLError, text: str) -> _Fault:
    """The mistake in the editor's words, and its line mended."""
    lines = text.split("\n")
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    about = str(getattr(error, "context", "") or "")
    # The end of what was begun is missing: the editor has to look at its beginning.
    if context is not None and any(what in about for what in ("quoted scalar", "flow", "simple key")):
        mark = context
    if mark is None:
        return _Fault("Y205", 0, 0, lines, "")
    number = min(mark.line, len(lines) - 1)
    opened = _open_quote(lines, number)
    if opened is not None:
        return _fault("Y204", *opened, lines)
    return _fault(
        _code_of(str(getattr(error, "problem", "") or ""), lines[number], mark.column), number, mark.column, lines
    )


def _open_quote(lines: list[str], until: int) -> tuple[int, int] | None:
    """The first value that opens a quote and does not close it on its line: what YAML stumbles over comes later."""
    for number, line in enumerate(lines[: until + 1]):
        pair = _PAIR.match(line)
        if pair and pair[2][:1] in ('"', "'") and pair[2].replace('\\"', "").count(pair[2][0]) % 2:
            return number, len(pair[1])
    return None


def _fault(code: str, number: int, column: int, lines: list[str]) -> _Fault:
    line = lines[number]
    pair = _PAIR.match(line)
    if code == "Y202":
        return _Fault(code, number, line.index("\t"), lines, line.replace("\t", "  "))
    if pair is None or code == "Y205":
        return _Fault("Y205", number, len(line) - len(line.lstrip()), lines, "")
    if code == "Y210":
        return _Fault(code, number, len(pair[1]), lines, line.rstrip().rstrip(",") + _CLOSING[pair[2][0]])
    bare = pair[2].strip("\"'") if code == "Y204" else pair[2]
    column = len(pair[1]) if code == "Y208" else column
    return _Fault(code, number, column, lines, f'{pair[1]}"{bare.replace(chr(34), chr(39))}"')


def _code_of(said: str, line: str, column: int) -> str:
    if "\t" in line[: column + 1]:
        return "Y202"
    pair = _PAIR.match(line)
    if "mapping values are not allowed" in said and pair and column >= len(pair[1]):
        return "Y201"
    if pair and _CLOSING.get(pair[2][:1], pair[2]) not in pair[2]:
        return "Y210"
    if pair and pair[2].startswith(_SIGNS) and not _QUOTED.fullmatch(pair[2]):
        return "Y208"
    return "Y205"
