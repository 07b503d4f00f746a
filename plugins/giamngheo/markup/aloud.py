"""What of a body is read aloud, at its own offsets: everything else is blank."""

import re

from giamngheo.markup.code import blank

# Each begins with a sign of its own: pictures, targets of links, footnotes, attributes, calls
# for figures, HTML, code.
_SILENT = re.compile(
    r"!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])|\]\([^)\n]*\)|\]\[[^\]\n]*\]|\[\^[^\]\n]*\](?::[^\n]*)?"
    r"|\{\{[^{}]*\}\}|\{:?[^{}\n]*\}|<!--.*?-->|</?[a-zA-Z][^<>]*>|^\[[^\]\n]+\]:[^\n]*|^(?:```|~~~)[^\n]*",
    re.MULTILINE | re.DOTALL,
)
# Cells of a table stand in lines of their own; signs of emphasis and headings are not said.
_SIGNS = str.maketrans({"|": "\n", "*": " ", "[": " ", "]": " ", "`": " ", "#": " "})
_SIGNED = re.compile(r"[|*\[\]`#{<]")


def aloud(body: str) -> str:
    """The same length, so that offsets stay true."""
    if not _SIGNED.search(body):
        return body
    return _SILENT.sub(blank, body).translate(_SIGNS)
