"""Vietnamese syllables as search keys, however they were typed; templates/assets/search/1-fold.js says the same.

Two keys a syllable. The exact one keeps the letters of the alphabet and the tone, but not where the tone stands
(hoà = hòa) nor how Unicode writes it (NFC = NFD); the folded one is what is left when it is typed without marks.
Both write what one sound is written with in two ways in one way: tỷ lệ = tỉ lệ, and the h of gh and ngh, which only
follows from the vowel behind it, typed or still to come. Cases both programs obey: tests/search/vectors.json.
"""

import re
import unicodedata
from collections.abc import Callable

# Tones as the VNI keyboard numbers them: acute 1, grave 2, hook 3, tilde 4, dot 5.
_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
# Latin letters with their marks, and digits: ranges that the oldest browsers know too.
_LETTER = "0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
# Khmer, Thai, Lao, Cham and their like put no spaces between words: each of their signs is a syllable.
WORD = re.compile(rf"[{_LETTER}][{_LETTER}\u0300-\u036f]*|[\u0e00-\u109f\u1780-\u17ff\uaa00-\uaadf]")
# A sentence ends here: the last word of one and the first of the next make no pair.
_WORD_OR_END = re.compile(rf"{WORD.pattern}|[.!?:;]\s|[\n()|\u201c\u201d]")
# Stands where a sentence ends; no key.
END = "\n"
_MARK = re.compile("[\u0300-\u036f]")
_LAST_Y = re.compile(r"(^|[bcd\u0111ghklmnpqrstvx]|qu)y$")
_SILENT_H = re.compile(r"^(?:ngh(?=[ie\u00ea]|$)|gh(?=[e\u00ea]|$))")


class _Memo(dict[str, str]):
    """Keys of what was seen: Vietnamese has about seven thousand syllables, the rest are names and numbers."""

    def __init__(self, make: Callable[[str], str]) -> None:
        self._make = make

    def __missing__(self, word: str) -> str:
        if len(self) > 1 << 16:
            self.clear()
        key = self[word] = self._make(word)
        return key


def _exact(word: str) -> str:
    """hoà, HÒA -> hoa2; nghèo -> ngeo2; đường -> đương2; tỷ -> ti3; 07 -> 7; F0 -> f00."""
    if word.isdigit():
        return word.lstrip("0") or "0" if len(word) == 2 else word
    tone, letters = "", []
    for letter in unicodedata.normalize("NFD", word.lower()):
        if letter in _TONES:
            tone = _TONES[letter]
        else:
            letters.append(letter)
    plain = unicodedata.normalize("NFC", "".join(letters))
    if any(letter.isdigit() for letter in plain):
        return plain if plain[0].isdigit() else plain + "0"
    return _LAST_Y.sub(r"\1i", _SILENT_H.sub(lambda found: found[0][:-1], plain)) + tone


def _folded(key: str) -> str:
    """The key of a syllable typed without marks, from its exact key: hoa2 -> hoa, đương2 -> duong."""
    if key[:1].isdigit():
        return key
    plain = unicodedata.normalize("NFD", toneless(key)).replace("\u0111", "d")
    return _MARK.sub("", plain)


exact = _Memo(_exact).__getitem__
folded = _Memo(_folded).__getitem__


def toneless(key: str) -> str:
    """An exact key without its tone; behind a word of letters and digits stands 0, so that its last is no tone."""
    return key[:-1] if key[-1:] in tuple("12345") and not key[:1].isdigit() else key


def is_marked(key: str) -> bool:
    """False for what may have been typed without marks."""
    return folded(key) != key


def words(text: str) -> list[str]:
    """Exact keys of the syllables and numbers of a text."""
    return [*map(exact, WORD.findall(text))]


_exact_or_end = _Memo(lambda found: exact(found) if WORD.match(found) else END).__getitem__


def sentences(text: str) -> list[str]:
    """The exact keys of a text, and END where a sentence ends."""
    return [*map(_exact_or_end, _WORD_OR_END.findall(text))]


# 07/2021/ND-CP, 440/KH-UBND, 05-CT/TW, 12/NQ-HDND: a number, perhaps a year, and the letters of kind and issuer.
# What stands before is looked at behind the first digit: so only digits are looked at.
_DOCUMENT = re.compile(
    r"(\d(?<![\w/].)\d{0,4})(?:\s?[/.-]\s?(\d{4}))?\s?[/.-]\s?([^\W\d_]{2,}(?:[/&-][^\W\d_]{2,})*)", re.IGNORECASE
)


def document_keys(text: str) -> list[str]:
    """Keys of the legal documents that a text names, whatever zeros, strokes and marks: #7/2021/ndcp, #440/khubnd."""
    found = []
    for number, year, letters in _DOCUMENT.findall(unicodedata.normalize("NFC", text)):
        name = "".join(folded(exact(part)) for part in re.split(r"[/&-]", letters))
        found.append("#" + "/".join(filter(None, [str(int(number)), year, name])))
    return found
