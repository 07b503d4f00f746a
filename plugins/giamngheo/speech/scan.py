"""A text while it is read: what stands around a place in it, and what was said instead of which part."""

import re
from typing import Literal, NamedTuple

from giamngheo.speech.lexicon import Lexicon, Senses

_WORDS = re.compile(r"[^\W_]+")
# A telephone or an account.
_TOLD = re.compile(r"0\d{2}|\d{5}")
DASH = r"[^\S\n]*[-\u2013\u2014][^\S\n]*"
# Letters alone, and no digits.
WORD = re.compile(r"[^\W\d_]+")
# What stands around a number or a word is looked for this far, and never beyond the line.
AROUND = 44


# What is wrong with something that could be read: its number stands again as another, no calendar has the day.
Fault = Literal["", "another_number", "no_day"]


class Said(NamedTuple):
    """What is said for a part of the text, and by which rule; `proposal` is for what nobody has taught."""

    start: int
    end: int
    said: str
    rule: str
    proposal: str = ""
    fault: Fault = ""


class Scan:
    """`at` is where the unread rest begins; `defined` holds what the text itself said an abbreviation means."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.at = 0
        self.last = Said(0, 0, "", "")
        self.defined: dict[str, str] = {}
        self._left = (-1, "")

    def left(self, start: int) -> str:
        """The words of the line before a place, in small letters, a space before each."""
        if self._left[0] != start:
            piece = self.text[max(0, start - AROUND) : start]
            line = piece[piece.rfind("\n") + 1 :]
            self._left = (start, "".join([f" {word}" for word in _WORDS.findall(line.casefold())]))
        return self._left[1]

    def right(self, end: int) -> str:
        """The words of the line behind a place, in small letters, a space behind each."""
        piece = self.text[end : end + AROUND].partition("\n")[0]
        return "".join([f"{word} " for word in _WORDS.findall(piece.casefold())])

    def around(self, start: int, end: int, reach: int) -> str:
        """The words near by on the line, a space around each."""
        left = self.text[max(0, start - reach) : start].rpartition("\n")[2]
        right = self.text[end : end + reach].partition("\n")[0]
        return f" {' '.join(_WORDS.findall(f'{left} {right}'.casefold()))} "

    def goes_on(self, start: int, reach: int, *rules: str) -> bool:
        """Whether what one of these rules has read stands shortly before, on the same line."""
        end = self.last.end
        return self.last.rule in rules and start - end <= reach and "\n" not in self.text[end:start]

    def is_begun(self, start: int) -> bool:
        """Whether a place is at the beginning of its line, but for space and signs."""
        line = max(self.text.rfind("\n", 0, start) + 1, start - AROUND)
        return not any(sign.isalnum() for sign in self.text[line:start])

    def sense(self, senses: Senses, start: int, end: int, reach: int) -> str:
        """What is meant here; nothing where no sense fits."""
        left, right = self.left(start), self.right(end)
        around = self.around(start, end, reach) if any(sense.near for sense in senses) else ""
        if _TOLD.match(right):
            around += "0 "
        return next((sense.said for sense in senses if sense.fits(left, right, around)), "")
