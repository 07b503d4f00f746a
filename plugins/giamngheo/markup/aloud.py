"""What of a body is read aloud, at its own offsets: everything else is blank."""

import re

from giamngheo.markup.code import blank

# Pictures, targets of links, footnotes, attributes, calls for figures, HTML, code. All begin with a set, from one
# sign of which to the next a search leaps.
_SILENT = re.compile(
    r"[!\]\[{<`~](?:(?<=!)\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])|(?<=\])\([^)\n]*\)|(?<=\])\[[^\]\n]*\]"
    r"|(?<=\[)\^[^\]\n]*\](?::[^\n]*)?|(?<=\{)\{[^{}]*\}\}|(?<=\{):?[^{}\n]*\}|(?<=<)!--.*?-->"
    r"|(?<=<)/?[a-zA-Z][^<>]*>|(?<=^\[)[^\]\n]+\]:[^\n]*|(?<=^`)``[^\n]*|(?<=^~)~~[^\n]*)",
    re.MULTILINE | re.DOTALL,
)
# Cells of a table stand in lines of their own; signs of emphasis and headings are not said.
_SIGNS = {"|": "\n", "*": " ", "[": " ", "]": " ", "`": " ", "#": " "}


def aloud(body: str) -> str:
    """The same length, so that offsets stay true."""
    text = _SILENT.sub(blank, body)
    # One sign after the other: a table of translations looks at every letter.
    for sign, said in _SIGNS.items():
        text = text.replace(sign, said)
    return text
