"""The client: the scripts of templates/assets/search/, without comments, spare whitespace and long names."""

import re
from collections import Counter
from collections.abc import Callable
from itertools import product
from pathlib import Path
from string import ascii_letters

# Strings and regular expressions stay as they are; a division has spaces around it.
_LITERAL = re.compile(
    r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'"""
    r"""|(?<=[(,=:!&|? ])/(?![/* ])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*)"""
)
_NAME = re.compile(r"(?<![.\w])[A-Za-z]\w*")
# Where names are declared, and where a word is a property, a method too.
_DECLARED = re.compile(r"(?:const|let|function|class) (\w+)|(?<=[(,])(\w+)(?=[,\w]*\)(?:=>|\{))|(\w+)=>")
_PROPERTY = re.compile(r"(?m)\.(\w+)|[{,]\s*(\w+)(?=(?:,\s*\w+)*,?\s*[:}])|^(?:async )?(\w+)\(.*\)\{$")
# What the field in the head and the page of results have besides what they share; what only weak answers need.
BESIDE = ("combobox.js", "results.js", "spell.js")


def client(folder: Path, named: Callable[[str, bytes], str]) -> dict[str, bytes]:
    """Scripts by name, each in a scope of its own; `named` says as what one of them lies beside the others."""
    made = {name: scoped(folder / name) for name in BESIDE}
    spell = named("spell.js", made["spell.js"]).rpartition("/")[2]
    shared = scoped(*sorted(folder.glob("[1-9]-*.js"))).replace(b"@spell.js", spell.encode())
    return {**made, "search.js": shared}


def scoped(*files: Path) -> bytes:
    """Files as one script in a scope of its own."""
    script = "".join(minified(file.read_text(encoding="utf-8")) for file in files)
    return f"(function(){{{_joined(shortened(script))}}})();\n".encode()


def minified(script: str) -> str:
    """Without comments and spare whitespace."""
    script = re.sub(r"^\s*//.*\n", "", script, flags=re.MULTILINE)
    script = re.sub(r"\n\s*", "\n", script)
    code = _in_code(lambda code: re.sub(r" ?([{}()\[\]=<>!?:,;&|*%]+) ?", r"\1", code), script)
    return _in_code(lambda code: re.sub(r" ([+-]) (?![+-])", r"\1", code), code)


def shortened(script: str) -> str:
    """With one letter or two for names that the script declares and that are the name of no property anywhere."""
    code = "\n".join(_LITERAL.split(script)[::2])
    used = Counter(_NAME.findall(code))
    declared = {name for found in _DECLARED.findall(code) for name in found if len(name) > 2}
    properties = {name for found in _PROPERTY.findall(code) for name in found}
    free = (name for size in (1, 2) for name in map("".join, product(ascii_letters, repeat=size)))
    short = (name for name in free if name not in used and name not in ("as", "do", "if", "in", "of"))
    names = dict(zip(sorted(declared - properties, key=lambda name: (-used[name], name)), short, strict=False))
    return _in_code(lambda code: _NAME.sub(lambda name: names.get(name[0], name[0]), code), script)


def _joined(script: str) -> str:
    """Without the ends of lines behind statements and brackets."""
    return _in_code(lambda code: re.sub(r"(?<=[;{}])\n", "", code), script)


def _in_code(change: Callable[[str], str], script: str) -> str:
    parts = _LITERAL.split(script)
    parts[::2] = map(change, parts[::2])
    return "".join(parts)
