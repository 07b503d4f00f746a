"""05 (five) days, 500.000 dong (five hundred thousand dong): what stands again in words is said once."""

import re

from giamngheo.speech.scan import WORD, Said, Scan
from giamngheo.speech.tongue import tongue

COUNTED = frozenset(["number", "unit", "rate"])
# What is counted, and the same in words.
_IN_WORDS = re.compile(r"((?: [^\W\d_]+){0,2})[^\S\n]?\(([^\W\d_][^()\d\n]*)\)")
# The bracket opens this near.
_NEAR = 20


def once(scan: Scan, said: Said) -> Said:
    """With the bracket behind it, if that says nothing else."""
    opened = scan.text.find("(", said.end, said.end + _NEAR)
    match = _IN_WORDS.match(scan.text, said.end) if opened > 0 else None
    if not match:
        return said
    told, again = f"{said.said}{match[1]}", _plain(match[2])
    if again not in (_plain(said.said), _plain(told)):
        return said
    return said._replace(end=match.end(), said=told)


def _plain(words: str) -> list[str]:
    """Words of a number, each in one of its forms."""
    forms = tongue().forms
    return [form for word in WORD.findall(words.casefold()) if (form := forms.get(word, word))]
