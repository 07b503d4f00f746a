"""The licence that a province's own sentence names, for programs that ask for its address."""

import re
from typing import NamedTuple

_NAMED = re.compile(r"\bCC (BY(?:-SA)?) (\d\.\d)\b")
_FREE = re.compile(r"\bCC0\b")


class Licence(NamedTuple):
    """`name` is its short name in the lists of SPDX and of the Open Definition."""

    name: str
    url: str


def licence_of(sentence: str) -> Licence | None:
    """The open licence of Creative Commons that a sentence names; None: only people can read what it allows."""
    named = _NAMED.search(sentence)
    if named:
        kind, version = named[1], named[2]
        return Licence(f"CC-{kind}-{version}", f"https://creativecommons.org/licenses/{kind.lower()}/{version}/")
    if _FREE.search(sentence):
        return Licence("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/")
    return None
