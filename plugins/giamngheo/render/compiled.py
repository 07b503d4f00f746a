"""How templates become Python: pages of many small macros spent half of their time in Jinja's way of calling them."""

from collections.abc import Callable
from hashlib import sha256
from keyword import iskeyword
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import EvalContext
from jinja2.runtime import Macro as JinjaMacro
from jinja2.utils import missing
from markupsafe import escape

# What every page is given (`furnish`): plain functions, to which Jinja would have nothing to pass along.
FUNCTIONS = frozenset(
    ["say", "icon", "asset", "once", "lang_at", "own_lang", "has_letters", "figure", "difference", "poster", "qr"]
)
# What is compiled is good for this way of compiling.
VERSION = f"{jinja2.__version__} {sha256(Path(__file__).read_bytes()).hexdigest()}"


class Generator(CodeGenerator):
    """Calls at once what a template imports or defines and what every page is given: Jinja asks each time what might
    have to be passed along.
    """

    def __init__(self, *values: Any, **named: Any) -> None:
        super().__init__(*values, **named)
        self._known: set[str] = set()

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        imported = [name for one in node.find_all(nodes.FromImport) for name in one.names]
        macros = [one.name for one in node.find_all(nodes.Macro)]
        self._known = {name if isinstance(name, str) else name[1] for name in (*imported, *macros)} | FUNCTIONS
        super().visit_Template(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        called = node.node
        is_known = isinstance(called, nodes.Name) and called.name in self._known
        # A name that Python keeps for itself (`class=`) is given in another way.
        is_spelled = not any(iskeyword(one.key) for one in node.kwargs)
        if not is_known or not is_spelled or forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(called, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


class Macro(JinjaMacro):
    """A macro that is given plain values hands them on."""

    def __init__(self, environment: jinja2.Environment, func: Callable[..., str], *values: Any) -> None:
        super().__init__(environment, func, *values)
        self._absent = [(missing,) * count for count in range(self._argument_count + 1)]
        self._is_plain = not (self.catch_kwargs or self.catch_varargs or self.caller or self._default_autoescape)

    def __call__(self, *values: Any, **named: Any) -> str:
        wanting = self._argument_count - len(values)
        if named or wanting < 0 or not self._is_plain or (values and isinstance(values[0], EvalContext)):
            return super().__call__(*values, **named)
        return self._func(*values, *self._absent[wanting])


def escaped(value: object) -> str:
    """A text for HTML; most need nothing."""
    if type(value) is str and not ("&" in value or "<" in value or ">" in value or '"' in value or "'" in value):
        return value
    return str(escape(value))
