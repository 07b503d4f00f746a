"""How many syllables a text has: Vietnamese is written a syllable a word, and a number counts as one.

They are counted where they begin among the bytes of UTF-8, in a quarter of the time that looking for words takes.
"""

import re

_COUNTED = re.compile(r"[^\W\d_]+|\d+")
# What letters from U+00C0 to U+01BF and from U+1000 to U+1FFF begin with: all that Vietnamese has beyond ASCII.
_LETTERS = b"\xc3\xc4\xc5\xc6\xe1"
# Signs that begin like letters, and those of U+2000 to U+203F: dashes, quotation marks, the ellipsis.
_TIMES, _DIVIDED, _DASHES = "\u00d7".encode(), "\u00f7".encode(), b"\xe2\x80"
_SIGNS = re.compile(b"%s|%s|%s." % (_TIMES, _DIVIDED, _DASHES), re.DOTALL)


def _kind(byte: int) -> str:
    """a: of a letter, 0: a digit, ?: nobody knows by the first byte; everything else only parts."""
    if byte < 0x80:
        return "a" if chr(byte).isalpha() else "0" if chr(byte).isdigit() else " "
    return "a" if byte < 0xC0 or byte in _LETTERS else "?"


_KINDS = "".join(map(_kind, range(256))).encode()


def syllables(text: str) -> int:
    """About how long it is to be read."""
    data = text.encode()
    if _DASHES in data or _TIMES in data or _DIVIDED in data:
        data = _SIGNS.sub(b" ", data)
    kinds = b" " + data.translate(_KINDS)
    if b"?" in kinds:
        return len(_COUNTED.findall(text))
    words = kinds.count(b" a")
    return words + kinds.count(b" 0") + kinds.count(b"a0") + kinds.count(b"0a") if b"0" in kinds else words
