"""Every sentence a reader or editor sees, and the one formatter of numbers and dates.

A language is one flat file of keys beside this one; a key that a language lacks is said in Vietnamese.
"""

import sys
from datetime import date
from decimal import Decimal
from functools import cache
from io import TextIOWrapper
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
HOME = "vi"
# How an editor starts Python: on Windows the other name opens a shop.
PYTHON = "python" if sys.platform == "win32" else "python3"


class Words:
    """The words and notation of one interface language."""

    def __init__(self, language: str, words: dict[str, str]) -> None:
        self.language = language
        self._words = words
        self.decimal_mark = words["format.decimal"]
        self.group_mark = words["format.group"]
        self._marks = str.maketrans({",": self.group_mark, ".": self.decimal_mark, "-": "\u2212"})
        self._days: dict[date, str] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._words

    def say(self, key: str, /, **facts: object) -> str:
        """The sentence under a key, with its facts filled in."""
        sentence = self._words[key]
        return sentence.format(**facts) if facts else sentence

    def decimal(self, value: Decimal | int, decimals: int | None = None) -> str:
        """1005262 -> 1.005.262 ; Decimal('2.80') -> 2,80: digits as published unless `decimals` says more."""
        number = Decimal(value)
        text = f"{number:,f}" if decimals is None else f"{number:,.{max(decimals, _places(number))}f}"
        return text.translate(self._marks)

    def percent(self, value: Decimal, decimals: int | None = None) -> str:
        """49,87 % with a space that does not break."""
        return f"{self.decimal(value, decimals)}\u00a0%"

    def unit(self, name: str, spoken: str | None) -> str:
        """Behind a number: as it is written."""
        return name

    def year(self, year: int) -> str:
        """2024: a year is not grouped."""
        return str(year)

    def day(self, day: date) -> str:
        """31/12/2023"""
        told = self._days.get(day)
        if told is None:
            told = self._days[day] = day.strftime(self.say("format.day"))
        return told

    def when(self, parts: tuple[int, int | None, int | None]) -> str:
        """A day, a month or a year, as exactly as it is known."""
        year, month, day = parts
        if day and month:
            return self.day(date(year, month, day))
        if month:
            return self.say("format.month", month=month, year=year)
        return self.say("format.year", year=year)


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


@cache
def languages() -> frozenset[str]:
    """Those that have a file of words."""
    return frozenset(file.stem for file in FOLDER.glob("*.yml"))


@cache
def words(language: str = HOME) -> Words:
    """The words of a language, over those of the home language."""
    return Words(language, words_of(language))


def words_of(language: str) -> dict[str, str]:
    """The sentences of a language by their keys, over those of the home language."""
    merged = _read(HOME)
    if language != HOME and (FOLDER / f"{language}.yml").exists():
        merged = merged | _read(language)
    return merged


@cache
def _read(language: str) -> dict[str, str]:
    # Keys and sentences by turns, and nothing else: as data the file takes twice the time at every start.
    text = as_typed((FOLDER / f"{language}.yml").read_text(encoding="utf-8"))
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    said = iter([event.value for event in yaml.parse(text, loader) if isinstance(event, yaml.ScalarEvent)])
    return dict(zip(said, said, strict=True))


def as_typed(text: str, python: str = PYTHON) -> str:
    """A text with its commands as they are typed on this system."""
    return text.replace("python3 scripts/", f"{python} scripts/")


def say(key: str, /, **facts: object) -> str:
    """A sentence in the editors' language."""
    return words().say(key, **facts)


def speak_utf8() -> None:
    """Let Vietnamese through where nobody looks on: Windows gives a program whose output goes into a file or another
    program the encoding of old Western files.
    """
    for stream in (sys.__stdin__, sys.__stdout__, sys.__stderr__):
        if isinstance(stream, TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(encoding="utf-8", errors="replace")
