"""05 (five) days, 500.000 dong (five hundred thousand dong): what stands again in words is said once."""

import re

from giamngheo.speech.scan import WORD, Said, Scan
from giamngheo.speech.tongue import tongue

COUNTED = frozenset(["number", "unit", "rate"])
# What is counted, and the same in words.
_IN_WORDS = re.compile(r"([^\W\d_]*(?: [^\W\d_]+){0,2})[^\S\n]?\(([^\W\d_][^()\d\n]*)\)")
_NO_NUMBERS = frozenset(["", "\u0111\u1ed3ng"])
# The bracket opens this near.
_NEAR = 20


def once(scan: Scan, said: Said) -> Said:
    """With the bracket behind it, if that says nothing else; one that says another number is left to the editor."""
    opened = scan.text.find("(", said.end, said.end + _NEAR)
    match = _IN_WORDS.match(scan.text, said.end) if opened > 0 else None
    if not match:
        return said
    told, inside = f"{said.said} {match[1].strip()}".strip(), match[2].replace("/", f" {tongue()['per']} ")
    # Of a rate the sum was said before: so many dong, a household.
    before = f"{scan.last.said}{scan.text[scan.last.end : said.start]}" if said.rule == "rate" else ""
    whole = f"{before} {told}".strip()
    # (men) holds no number: what is left out of amounts in words leaves nothing of it.
    if (again := _plain(inside)) and again in map(_plain, (said.said, told, before, whole)):
        return said._replace(end=match.end(), said=told)
    if _is_other_number(WORD.findall(inside.casefold()), whole):
        return said._replace(end=match.end(), said=f"{told} ({inside})", proposal=whole, fault="another_number")
    return said


def _plain(words: str) -> list[str]:
    """Words of a number, each in one of its forms."""
    forms = tongue().forms
    return [form for word in WORD.findall(words.casefold()) if (form := forms.get(word, word))]


def _is_other_number(again: list[str], told: str) -> bool:
    """Whether the bracket holds a number, and of other words only what was counted."""
    words, counting = tongue(), tongue().counting
    # The currency alone is none, nor is what an amount in words ends with.
    numbers = [word for word in again if word in counting and words.forms.get(word, word) not in _NO_NUMBERS]
    return bool(numbers) and all(word in counting for word in again if word not in WORD.findall(told.casefold()))
