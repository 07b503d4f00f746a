"""How a syllable is written, typed raw by Telex or VNI, and what may have been meant by a slip."""

import re
import unicodedata
from collections.abc import Mapping

from giamngheo.search.fold import exact

_MARKS = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_SIGNED = {
    "6": {"a": "\u00e2", "e": "\u00ea", "o": "\u00f4"},
    "7": {"o": "\u01a1", "u": "\u01b0"},
    "8": {"a": "\u0103"},
    "9": {"d": "\u0111"},
}
_VOWELS = "aeiouy\u0103\u00e2\u00ea\u00f4\u01a1\u01b0"


def typed_raw(word: str) -> str:
    """What a word means that was typed by Telex or VNI where no input method listened; empty where it is none."""
    text = word.lower()
    if not re.fullmatch("[a-z]+[a-z0-9]*", text) or re.match("[b-df-hj-np-tv-xz]+([0-8]|9[0-9])", text):
        # nd07 is a decree with its number.
        return ""
    if text.isalpha():
        text = _as_vni(text)
    signs = re.sub("[a-z]", "", text)
    made = re.sub("[0-9]", "", text)
    # The sign may stand behind its letter or behind the whole syllable: the last letter that takes it is meant.
    for sign in signs:
        if sign == "7" and "uo" in made:
            made = made.replace("uo", _SIGNED["7"]["u"] + _SIGNED["7"]["o"])
        elif sign in _SIGNED:
            at = max(map(made.rfind, _SIGNED[sign]))
            made = made if at < 0 else made[:at] + _SIGNED[sign][made[at]] + made[at + 1 :]
    made = spelled(made + next((sign for sign in signs if sign in _MARKS), ""))
    return "" if made == word.lower() else made


def _as_vni(text: str) -> str:
    """Telex as VNI: doubled letters, w, and the letter of the tone, which ends no syllable itself."""
    text = re.sub("^([^aeiouy]*[aeiouyw]+[a-z]*?)([sfrxj])([a-z]*)$", lambda it: it[1] + it[3] + _TONE[it[2]], text)
    text = re.sub("([aeo])\\1", r"\g<1>6", text).replace("dd", "d9")
    return re.sub("aw|w", lambda it: "a8" if it[0] == "aw" else "7", text)


_TONE = {letter: str(number) for number, letter in enumerate("sfrxj", 1)}


def spelled(key: str) -> str:
    """A syllable as it is written, from its exact key; ngeo2 -> nghèo."""
    letters, tone = (key[:-1], _MARKS[key[-1]]) if key[-1:] in _MARKS and not key[0].isdigit() else (key, "")
    letters = re.sub("^ng(?=[ie\u00ea])", "ngh", re.sub("^g(?=[e\u00ea])", "gh", letters))
    letters = "y" if letters == "i" else letters
    found = re.match(rf"(qu(?=[{_VOWELS}])|gi(?=[{_VOWELS}])|[^{_VOWELS}]*)([{_VOWELS}]+)", letters)
    if not tone or not found:
        return letters
    start, run = found.end(1), found[2]
    signed = [at for at, letter in enumerate(run) if letter not in "aeiouy"]
    at = signed[-1] if signed else len(run) - 1 if found.end() < len(letters) else max(0, len(run) - 2)
    whole = letters[: start + at + 1] + tone + letters[start + at + 1 :]
    return unicodedata.normalize("NFC", whole)


# Letters that one dialect or another speaks alike.
_ALIKE = (
    ("ng", "n"),
    ("s", "x"),
    ("tr", "ch"),
    ("d", "gi"),
    ("d", "r"),
    ("gi", "r"),
    ("l", "n"),
    ("i", "y"),
    ("c", "t"),
    # As the young write.
    ("d", "z"),
    ("gi", "z"),
    ("ph", "f"),
    ("c", "k"),
)
# The longest syllable: nghieng.
_LONGEST = 7


def slips(word: str, vocabulary: Mapping[str, int]) -> list[str]:
    """Known syllables that this one may have been meant for: those that sound alike, then those one letter away."""
    found: dict[str, int] = {}
    for one, other in _ALIKE:
        for old, new in ((one, other), (other, one)):
            for made in (re.sub(f"^{old}", new, word), re.sub(f"{old}$", new, word)):
                if made != word and made in vocabulary:
                    found[made] = 100 + vocabulary[made]
    letters = "abcdeghiklmnopqrstuvxy"
    for at in range(len(word) + 1):
        near = [word[:at] + letter + word[at:] for letter in letters]
        if at < len(word):
            near += [word[:at] + word[at + 1 :]]
            near += [word[:at] + letter + word[at + 1 :] for letter in letters]
            near += [word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]]
        for made in map(_keyed, near):
            if made != word and made in vocabulary:
                found.setdefault(made, vocabulary[made])
    return sorted(found, key=lambda made: (-found[made], made))


def _keyed(made: str) -> str:
    """As the keys are written: without the h that only follows from the vowel behind it."""
    return re.sub("^(?:ngh(?=[ie])|gh(?=e))", lambda head: head[0][:-1], made)


def taken_apart(word: str, vocabulary: Mapping[str, int]) -> str:
    """hongheo, ho ngheo: the fewest known syllables that make up a word without spaces, of these the commonest."""
    best = {0: (0, 0, "")}
    for end in range(1, len(word) + 1):
        pieces = [(start, word[start:end]) for start in range(max(0, end - _LONGEST), end) if start in best]
        made = [
            (best[start][0] + 1, best[start][1] - vocabulary[exact(piece)], f"{best[start][2]} {piece}")
            for start, piece in pieces
            if exact(piece) in vocabulary
        ]
        if made:
            best[end] = min(made)
    return best.get(len(word), best[0])[2].strip()
