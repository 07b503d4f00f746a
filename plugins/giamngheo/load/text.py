"""A file's text: UTF-8, composed (NFC), without BOM; what is wrong with it as text becomes problems."""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml
from msgspec import Struct

from giamngheo.kinds.problem import Position, Problem

MAX_BYTES = 1_000_000
MAX_TABLE = 20_000_000
# A strange pair may stand in a foreign word or beside a sign (niño, Zalo®); a legacy encoding is full of them.
LEGACY_WORDS = 3
LEGACY_SHARE = 4
# No file for others may hold them (XML 1.0, 2.2): the line break of Word, a page break, what a broken disk leaves.
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BLANKED = bytes(32 if byte < 32 and byte not in b"\t\n\r" else byte for byte in range(256))


class TextFile(Struct, frozen=True):
    """`path` is the name that messages show; `text` has LF line ends."""

    path: str
    text: str


def read_text(file: Path, path: str, *, is_table: bool = False) -> tuple[TextFile | None, list[Problem]]:
    return text_of(file.read_bytes(), path, is_table=is_table)


def text_of(data: bytes, path: str, *, is_table: bool = False) -> tuple[TextFile | None, list[Problem]]:
    limit, size = MAX_TABLE if is_table else MAX_BYTES, len(data)
    if size > limit:
        return None, [Problem.at("T102", path, size=f"{size // 1000}", limit=f"{limit // 1000}")]
    data = data.removeprefix(codecs.BOM_UTF8)
    if is_table and data.startswith(codecs.BOM_UTF16_LE):
        # The only table with tabs that Excel saves without loss: "Unicode Text".
        data = data.decode("utf-16", "replace").encode()
    data = _blanked(data)
    try:
        raw = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        where = position_at(before.replace("\r\n", "\n"), len(before.replace("\r\n", "\n")))
        return None, [Problem.at("T101", path, where, byte=f"0x{data[error.start]:02X}")]
    raw = _with_line_feeds(raw)
    text = unicodedata.normalize("NFC", raw)
    problems = [*_decomposed(raw, text, path), *legacy(text, path), *_tone_placement(text, path)]
    return TextFile(path, text), problems


def decoded(data: bytes) -> str:
    """The same text of bytes that were read before and could be."""
    return unicodedata.normalize(
        "NFC", _with_line_feeds(_blanked(data.removeprefix(codecs.BOM_UTF8)).decode("utf-8"))
    )


def _blanked(data: bytes) -> bytes:
    """The same with a space for each such sign, before it is decoded: that takes no time."""
    return data.translate(_BLANKED).replace(b"\xef\xbf\xbe", b" ").replace(b"\xef\xbf\xbf", b" ")


def blanked(text: str) -> str:
    """The same of a text that was written with escapes."""
    return _UNSPEAKABLE.sub(" ", text)


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decomposed(raw: str, text: str, path: str) -> list[Problem]:
    if raw == text:
        return []
    for number, (old, new) in enumerate(zip(raw.split("\n"), text.split("\n"), strict=True), 1):
        if old != new:
            column = next(i for i, (a, b) in enumerate(zip(old, new + "\0", strict=False), 1) if a != b)
            return [Problem.at("T103", path, Position(number, column), count=_count_changed(raw, text))]
    return []


def _count_changed(raw: str, text: str) -> int:
    return sum(old != new for old, new in zip(raw.split("\n"), text.split("\n"), strict=True))


@cache
def _legacy_patterns() -> dict[str, re.Pattern[str]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    signs = yaml.load((Path(__file__).parent / "legacy.yml").read_text(encoding="utf-8"), loader)
    return {name: re.compile(pattern) for name, pattern in signs.items()}


def legacy(text: str, path: str) -> list[Problem]:
    signs = {name: list(_strange_words(text, pattern)) for name, pattern in _legacy_patterns().items()}
    name, found = max(signs.items(), key=lambda pair: len(pair[1]))
    if len(found) < LEGACY_WORDS:
        return []
    sample = " ".join(text[found[0] : found[0] + 40].split()[:5])
    return [Problem.at("T105", path, position_at(text, found[0]), encoding=name.upper(), sample=sample)]


def _strange_words(text: str, pattern: re.Pattern[str]) -> Iterator[int]:
    """Where words stand that hold such signs, on lines where at least every fourth word does."""
    if pattern.search(text) is None:
        return
    start = 0
    for line in text.split("\n"):
        words = list(re.finditer(r"\S+", line))
        strange = [start + word.start() for word in words if pattern.search(word[0])]
        if len(strange) * LEGACY_SHARE >= len(words):
            yield from strange
        start += len(line) + 1


def _vowels(letters: str) -> str:
    """The letters with each of the five tone marks."""
    marks = "\u0300\u0301\u0303\u0309\u0323"
    return "".join(unicodedata.normalize("NFC", letter + mark) for letter in letters for mark in marks)


# The end of a word is looked for first: few words end so, and a search from their beginnings tries every letter. The
# pattern begins with a set, not with a choice: a search leaps from one letter of it to the next.
_NEW_STYLE = re.compile(rf"[ou](?:(?<=o)[{_vowels('ae')}]|(?<=u)(?<!qu)[{_vowels('y')}])\b")
_OLD_STYLE = re.compile(rf"[{_vowels('ou')}](?:(?<=[{_vowels('o')}])[ae]|(?<=[{_vowels('u')}])(?<!q.)y)\b")
_WORD_BEFORE = re.compile(r"[^\W\d_]*$")
# No Vietnamese syllable is longer.
_SYLLABLE = 8


def _tone_placement(text: str, path: str) -> list[Problem]:
    """Both ways of placing a tone in one file; names keep the spelling they were registered with."""
    new = next(_small_words(text, _NEW_STYLE), None)
    old = next(_small_words(text, _OLD_STYLE), None) if new else None
    if new is None or old is None:
        return []
    return [Problem.at("T104", path, position_at(text, new[0]), new=new[1], old=old[1])]


def _small_words(text: str, ending: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Offset and letters of the words with this ending that are not written as names."""
    for match in ending.finditer(text):
        before = _WORD_BEFORE.search(text[max(0, match.start() - _SYLLABLE) : match.start()])
        word = (before[0] if before else "") + match[0]
        if word.islower():
            yield match.end() - len(word), word


def position_at(text: str, offset: int, first_line: int = 1) -> Position:
    """Line and column of an offset."""
    before = text.rfind("\n", 0, offset)
    return Position(first_line + text.count("\n", 0, offset), offset - before)
