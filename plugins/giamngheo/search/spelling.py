"""How a syllable is written, typed raw by Telex or VNI, and what may have been meant by a slip."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from giamngheo.search.fold import WORD, exact, folded
from giamngheo.search.reader import Word

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
    is_number = re.match("[b-df-hj-np-tv-xz]+([0-8]|9[0-9])", text) or re.search("0|[0-9]{4}", text)
    if is_number or not re.fullmatch("[a-z]+[a-z0-9]*", text):
        # nd07 is a decree with its number, hue2024 a year.
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
    # As those write who learnt Vietnamese second, or speak as the south does.
    ("b", "p"),
    ("g", "gi"),
    ("v", "d"),
)
# The longest syllable: nghieng.
_LONGEST = 7


def alike(word: str) -> set[str]:
    """Other spellings of what sounds like a syllable."""
    pairs = [(old, new) for one, other in _ALIKE for old, new in ((one, other), (other, one))]
    return {made for old, new in pairs for made in (re.sub(f"^{old}", new, word), re.sub(f"{old}$", new, word))} - {
        word
    }


def slips(word: str, vocabulary: Mapping[str, int]) -> list[str]:
    """Known syllables that this one may have been meant for: those that sound alike, then those one letter away."""
    found = {made: 100 + vocabulary[made] for made in alike(word) if made in vocabulary}
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


def is_syllable(word: str) -> bool:
    """Whether a folded word could be one of Vietnamese."""
    return bool(
        re.fullmatch("(?:[bdhlmrsvx]|[ckt]h?|tr|g|gi|ng?|nh|ph?|qu)?[aeiouy]{1,3}(?:ch?|m|ng?|nh|[pt])?", word)
    )


def _keyed(made: str) -> str:
    """As the keys are written: without the h that only follows from the vowel behind it."""
    return re.sub("^(?:ngh(?=[ie])|gh(?=e))", lambda head: head[0][:-1], made)


_VOWEL = re.compile("[aeiouy]")
# Ways to take a word apart that are tried.
_WAYS = 3


def taken_apart(word: str, vocabulary: Mapping[str, int]) -> list[str]:
    """hongheo -> ho ngheo: the fewest known syllables that make up a word without spaces, the commonest first."""
    best: dict[int, list[tuple[int, int, str]]] = {0: [(0, 0, "")]}
    for end in range(1, len(word) + 1):
        made = [
            (count + 1, weight - vocabulary[exact(word[start:end])], f"{before} {word[start:end]}")
            for start in range(max(0, end - _LONGEST), end)
            if exact(word[start:end]) in vocabulary and _VOWEL.search(word[start:end])
            for count, weight, before in best.get(start, ())
        ]
        best[end] = sorted(made)[:_WAYS]
    return [said.strip() for count, _, said in best[len(word)] if count == best[len(word)][0][0]]


def respaced(text: str, asked: Sequence[Word], places: Sequence[int], vocabulary: Mapping[str, int]) -> list[str]:
    """A query with spaces where some words were typed as one, or without one in the middle of a word."""
    given = WORD.findall(text)
    unknown = {at: asked[at].folded for at in places if asked[at].folded not in vocabulary}
    # What could be one syllable was hardly meant for two.
    glued = {at: word for at, word in unknown.items() if len(word) > 2 and not is_syllable(word)}
    ways_of = {at: taken_apart(word, vocabulary) for at, word in glued.items()}
    found = []
    for way in range(max(map(len, ways_of.values()), default=0)):
        made = {at: ways[min(way, len(ways) - 1)] for at, ways in ways_of.items() if ways}
        found.append(" ".join(made.get(at, word) for at, word in enumerate(given)))
    for at in range(len(given) - 1):
        joined = given[at] + given[at + 1]
        if (at in places or at + 1 in places) and folded(exact(joined)) in vocabulary:
            found.append(" ".join([*given[:at], joined, *given[at + 2 :]]))
    return found


# A number and a word without a space between them.
_GLUED = re.compile(r"(?<=[A-Za-z\u00c0-\u1ef9])(?=\d)|(?<=\d)(?=[A-Za-z\u00c0-\u1ef9])")
_THOUSAND = "(?:k|ngh?[i\u00ec]n|ng[a\u00e0]n)"
_MILLION = "(?:tr|tri[e\u1ec7]u)"
_HALF = "r[u\u01b0][o\u1ee1]i"
_END = "(?![A-Za-z\u00c0-\u1ef9])"
# Amounts as they are spoken and as they are printed, each with the other.
_AMOUNTS = (
    (rf"(\d) {_THOUSAND}{_END}", r"\1.000"),
    (rf"(\d) {_MILLION} (\d){_END}", "\\1,\\2 tri\u1ec7u"),
    (rf"(\d) {_MILLION} {_HALF}{_END}", "\\1,5 tri\u1ec7u"),
    (rf"(\d) tr{_END}", "\\1 tri\u1ec7u"),
    (r"(\d)[.,](\d)00[.,]000", "\\1,\\2 tri\u1ec7u"),
    (rf"(\d)[.,](\d) {_MILLION}{_END}", r"\1.\g<2>00.000"),
    (r"(\d)[.,]000[.,]000", "\\1 tri\u1ec7u"),
    (rf"(\d) {_MILLION}{_END}", r"\1.000.000"),
)
# Telephone numbers as they are printed.
_GROUPED = ((r"(\d{4})(\d{3})(\d{3,4})", r"\1 \2 \3"), (r"(\d{3})(\d{3})(\d{4})", r"\1 \2 \3"))


def numbered(text: str) -> list[str]:
    """A query with its numbers written otherwise: nd07, 500k, 1tr5, 0912345678."""
    apart = _GLUED.sub(" ", unicodedata.normalize("NFC", text))
    made = [apart]
    made += [re.sub(sign, to, apart, flags=re.IGNORECASE) for sign, to in _AMOUNTS]
    digits = re.sub(r"(?<=\d)[ .-](?=\d)", "", text)
    if re.fullmatch(r"\d{8,12}", digits):
        made += [digits, *(re.sub(f"^{sign}$", to, digits) for sign, to in _GROUPED)]
    return [*dict.fromkeys(one for one in made if one != unicodedata.normalize("NFC", text))]
