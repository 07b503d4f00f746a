"""Signs: what is said for them between words, and which of them only guide the eye."""

import re

from giamngheo.speech.figures import said_number
from giamngheo.speech.scan import Said, Scan
from giamngheo.speech.tongue import one_of, tongue

_BULLET = re.compile(r"[-\u2013\u2014*+\u2022\u25cf\u25cb\u25aa\u00b7\u27a2\u25ba\u25b6\u2713]\s+")
_LEFT = re.compile(r"[^\W_][\w\u00b2\u00b3%]*$")
_RIGHT = re.compile(r"\s?([^\W\d_]+[23\u00b2\u00b3]?)")
_NUMBER = re.compile(r"\s?(\d[\d.,]*)")
_TAG = re.compile(r"#([^\W\d]\w*)")
_PLUS_MINUS = re.compile(r"\+\s?/\s?[-\u2212]")


def signs(scan: Scan, start: int) -> Said | None:
    """What is said for one sign; None where it is punctuation that every reader knows."""
    text, sign = scan.text, scan.text[start]
    if sign in "-\u2013\u2014":
        bullet = _BULLET.match(text, start) if scan.is_begun(start) else None
        return Said(start, bullet.end(), "", "bullet") if bullet else None
    bullet = _BULLET.match(text, start) if scan.is_begun(start) else None
    if bullet:
        return Said(start, bullet.end(), "", "bullet")
    words = tongue()
    if sign == "/":
        return _slash(scan, start)
    if sign in words.silent:
        return Said(start, start + 1, "", "sign")
    both = _PLUS_MINUS.match(text, start)
    if both:
        return Said(start, both.end(), words.symbols["\u00b1"], "sign")
    tag = _TAG.match(text, start)
    if tag:
        return Said(start, start + 1, "", "sign")
    said = words.symbols.get(sign)
    if not said:
        return Said(start, start + 1, sign, "", "")
    if sign == "\u2212" and text[start + 1 : start + 2].isdigit() and not text[start - 1 : start].isdigit():
        said = words["minus"]
    return Said(start, start + 1, said, "sign")


def _slash(scan: Scan, start: int) -> Said | None:
    """So much in each, or one or the other."""
    words, text = tongue(), scan.text
    number = _NUMBER.match(text, start + 1)
    if number:
        written = number[1].rstrip(".,")
        return Said(start, number.start(1) + len(written), f"{words['over']} {said_number(written)}", "rate")
    right = _RIGHT.match(text, start + 1)
    if not right:
        return Said(start, start + 1, "", "sign")
    line = text[max(0, start - 24) : start].rstrip()
    left = _LEFT.search(line)
    measured = left[0].casefold() if left else ""
    is_rate = scan.last.rule in ("rate", "unit", "range") and scan.last.end >= start - 8
    is_rate = is_rate or line.endswith(("%", ")")) or measured in words.measures
    is_rate = is_rate or any(sign.isdigit() for sign in line)
    unit = _unit_of(right[1])
    if is_rate and (right[1].casefold() in words.each or unit):
        if unit:
            return Said(start, right.end(1), f"{words['per']} {unit}", "rate")
        return Said(start, right.start(1), f"{words['per']} ", "rate")
    return Said(start, right.start(1), f"{words['or']} ", "or")


def _unit_of(written: str) -> str:
    """A sign of a unit; a word that is one is said as it is written."""
    said = tongue().units.get(written, "")
    return said if said != written else ""


def unit_alone(scan: Scan, start: int) -> Said | None:
    """(ha): the head of a column."""
    match = re.compile(rf"\(\s?({one_of(tongue().units)})\s?\)").match(scan.text, start)
    return Said(start + 1, match.end() - 1, tongue().units[match[1]], "unit") if match else None
