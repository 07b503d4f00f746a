"""Code and comments of a body: nobody looks there for links, figures or mistakes."""

import re

_FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
# Where a browser or Markdown might see it otherwise it is not taken for code, nor for a comment.
_CODE = re.compile(r"(?<![`\\])`(?!`)[^`\n]+`(?!`)")
_COMMENT = re.compile(r"<!--(?!-?>)(?:(?!--!?>|<!--).)*-->", re.DOTALL)
# A sign without which a pattern cannot match: most bodies have none of them, and that is quickly seen.
_BLOCKS = ((_FENCE, ("```", "~~~")), (_COMMENT, ("<!--",)))
_HIDDEN = (*_BLOCKS, (_CODE, ("`",)))


def without_code(body: str) -> str:
    """The same length with blanks in their place, so that offsets stay true."""
    return _without(body, _HIDDEN)


def without_code_blocks(body: str) -> str:
    """Words in backticks stay: they are part of a heading and of its anchor."""
    return _without(body, _BLOCKS)


def _without(body: str, hidden: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]) -> str:
    for pattern, signs in hidden:
        # One letter is found to be missing in a tenth of the time that three take.
        if any([sign[0] in body and sign in body for sign in signs]):
            body = pattern.sub(blank, body)
    return body


def blank(match: re.Match[str]) -> str:
    """The same length without content."""
    return "\n".join([" " * len(line) for line in match[0].split("\n")])
