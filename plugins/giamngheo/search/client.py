"""The client: the scripts of templates/assets/search/ as one, without comments and spare whitespace."""

import re
from pathlib import Path

# A string stays as it is; regular expressions of the client hold no space.
_STRING = re.compile(r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')""")


def client(folder: Path) -> str:
    """The parts in the order of their names, in a scope of their own."""
    parts = [file.read_text(encoding="utf-8") for file in sorted(folder.glob("[1-9]-*.js"))]
    return "(function(){\n" + "".join(map(minified, parts)) + "})();\n"


def minified(script: str) -> str:
    """Nothing cleverer than whitespace, so that it stays what was written."""
    script = re.sub(r"^\s*//.*\n", "", script, flags=re.MULTILINE)
    parts = _STRING.split(re.sub(r"\n\s*", "\n", script))
    parts[::2] = [re.sub(r" ?([{}()\[\]=<>!?:,;&|*%]+) ?", r"\1", part) for part in parts[::2]]
    return "".join(parts)
