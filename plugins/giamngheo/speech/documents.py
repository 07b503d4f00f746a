"""Symbols of documents: 07/2021/N\u0110-CP is its number, its year, what it is and whose."""

import re
from functools import cache

from giamngheo.speech.lexicon import NEAR, national
from giamngheo.speech.numbers import cardinal
from giamngheo.speech.scan import Said, Scan
from giamngheo.speech.tongue import one_of, tongue
from giamngheo.speech.written import padded

_NAME = r"[^\W\d_a-z\u0111][^\W\d_]*(?:\d{1,2}(?!\d))?"
_SYMBOL = rf"({_NAME}(?:[^\S\n]?[-/\u2013][^\S\n]?{_NAME}|&{_NAME}){{0,9}})"
_NUMBERED = re.compile(
    rf"(\d{{1,6}}|\d{{1,2}}\.\d{{3}})((?:[a-z\u0111]|[A-Z\u0110](?=/))?)(?:[^\S\n]?[/-][^\S\n]?(\d{{4}}))?[^\S\n]?[-/\u2013][^\S\n]?{_SYMBOL}"
)
_BARE = re.compile(rf"{_NAME}(?:[-/\u2013]{_NAME}){{1,9}}")
_SPLIT = re.compile(r"[^\S\n]?[-/\u2013][^\S\n]?")
_NATIONAL_ASSEMBLY = re.compile(r"(\D+)(\d{1,2})")

# K2 \u0110.5, K.1a: what is cited of a law.
_PART = re.compile(r"([Kk\u0110\u0111])\.?[^\S\n]?(\d{1,3})([a-z\u0111]?)(,?)(?![\w.])")
# D.12 K.3 d.b: so many parts of a law that its name need not follow.
_PARTS = re.compile(
    r"[K\u0110]\.[^\S\n]?\d{1,3}(?:,?[^\S\n](?:[Kk\u0110\u0111]\.[^\S\n]?\d{1,3}|\u0111\.[^\S\n]?[a-z\u0111]))+(?![^\W_])"
)
_ONE_PART = re.compile(r"([Kk\u0110\u0111])\.[^\S\n]?(\d{1,3}|[a-z\u0111])(,?)")
_CITED = re.compile(rf"{_PART.pattern}(?:[^\S\n]?{_PART.pattern})?")


def numbered(scan: Scan, start: int) -> Said | None:
    """A symbol with its number, at the number."""
    match = _NUMBERED.match(scan.text, start)
    if not match:
        return None
    parts = _SPLIT.split(match[4])
    said = [padded(match[1].replace(".", "")) + (f" {tongue().letters[match[2].upper()]}" if match[2] else "")]
    if "/" not in match[0] and scan.left(start).endswith(tongue().before["coded"]):
        # 02a-TK is a form's own mark.
        return Said(start, match.end(), ", ".join([*said, *map(spelled, parts)]), "code")
    known = tongue().documents
    if match[2] == "\u0111" and not match[3]:
        # 420 dongs.
        return None
    if not (parts[0] in known.types or issuer(parts[0])):
        return None
    if match[3]:
        said.append(f"{tongue()['year']} {cardinal(match[3])}")
    name, unknown = _named(parts, _kind_before(scan, start, parts[0]))
    proposal = name if unknown else ""
    end = _end_of_issuer(scan, match.end(), parts[-1], name)
    return Said(start, end, ", ".join([*said, name]), "document", proposal)


def bare(scan: Scan, start: int) -> Said | None:
    """A symbol without a number: what it is, then whose."""
    match = _BARE.match(scan.text, start)
    if not match:
        return None
    parts = _SPLIT.split(match[0])
    if parts[0] not in tongue().documents.types:
        return None
    name, unknown = _named(parts)
    return None if unknown else Said(start, match.end(), name, "document")


@cache
def _before_number() -> re.Pattern[str]:
    number = tongue().before["number"][0].strip()
    symbol = r"\d{1,6}[a-z\u0111]?[/-](?:(?:19|20)\d\d|[^\W\d_a-z])"
    known = tongue().documents
    return re.compile(
        rf"([^\W\d_]+)(?=[^\S\n]+(?:{number}[^\S\n]+)?{symbol})"
        rf"|({one_of(known.sure)})(?=[^\S\n]*(?:{number}[^\S\n]+)?\d)|({one_of(known.joined)})(?=\d{{2,4}}(?![\w-]|\.\d))"
    )


def short(scan: Scan, start: int) -> Said | None:
    """The kind of document before its number."""
    match = _before_number().match(scan.text, start)
    before = tongue().before
    if not match or (match[3] and scan.left(start).endswith(before["digits"] + before["coded"] + before["lettered"])):
        return None
    taught = scan.lexicon.match(scan.text, start) if match[3] else None
    if taught and taught.end > match.end():
        # CT135 is a programme.
        return None
    if match[3] and any(word in scan.around(start, match.end(), NEAR) for word in tongue().mixtures):
        # CT10 of a feed is no directive.
        return None
    kind = tongue().documents.types.get(match[0])
    return Said(start, match.end(), kind, "document") if kind else None


def _end_of_issuer(scan: Scan, end: int, part: str, name: str) -> int:
    """Where the text itself goes on with `of the Government`: it is not said twice."""
    of = f" {tongue()['of']} "
    whose = name.rpartition(of)[2]
    for told in (part, whose):
        behind = end + len(of) + len(told)
        if (
            scan.text[end:behind].casefold() == (of + told).casefold()
            and not scan.text[behind : behind + 1].isalnum()
        ):
            return behind if of in name else end
    return end


def _kind_before(scan: Scan, start: int, letters: str) -> str:
    """The kind of document told before the number, if its first letters are those of the symbol."""
    left = scan.left(start).removesuffix(tongue().before["number"][0])
    kind = next((kind for kind in tongue().documents.names if left.endswith(f" {kind}")), "")
    return kind if "".join(word[0] for word in kind.split()) == letters.casefold() else ""


def _named(parts: list[str], told: str = "") -> tuple[str, bool]:
    """What a symbol says, and whether a part of it is unknown; `told` is the kind where the text has told it."""
    words = tongue()
    known = words.documents
    kind = told or (known.types.get(parts[0]) if len(parts) > 1 or parts[0] not in known.issuers else None)
    names, is_unknown = [], False
    for part in parts[1:] if kind else parts:
        name = issuer(part) or known.types.get(part)
        is_unknown = is_unknown or not name
        names.append(name or spelled(part))
    if kind and names:
        return f"{kind} {words['of']} {', '.join(names)}", is_unknown
    return kind or ", ".join(names), is_unknown


def issuer(part: str) -> str:
    """An issuer, the assembly with its number, an office, else what the readings of the country say."""
    known = tongue().documents
    found = known.issuers.get(part)
    if found:
        return found
    if "&" in part:
        both = [issuer(one) for one in part.split("&")]
        return f" {tongue()['and']} ".join(both) if all(both) else ""
    assembly = _NATIONAL_ASSEMBLY.fullmatch(part)
    if assembly and assembly[1] in known.issuers:
        return f"{known.issuers[assembly[1]]} {tongue()['session']} {cardinal(assembly[2])}"
    office, rest = known.offices.get(part[:1]), known.issuers.get(part[1:])
    if office and rest:
        return f"{office} {rest}"
    senses = national().senses(part)
    return senses[0].said if len(senses) == 1 else ""


def spelled(letters: str) -> str:
    """Letter by letter, a number as a number."""
    names = tongue().letters
    pieces = re.findall(r"\d+|\D", letters)
    return " ".join(padded(one) if one.isdecimal() else names.get(one.upper(), one) for one in pieces).strip()


def cited(scan: Scan, start: int) -> Said | None:
    """\u0110.5, K.2 of a law: an article and a paragraph of it."""
    if scan.text[start] not in "\u0110\u0111Kk":
        return None
    whole = _PARTS.match(scan.text, start)
    if whole:
        said = " ".join(f"{_part_of_law(letter, name)}{pause}" for letter, name, pause in _ONE_PART.findall(whole[0]))
        return Said(start, whole.end(), said, "code")
    match = _CITED.match(scan.text, start)
    if not match or not scan.right(match.end()).startswith(tongue().after["law"]):
        return None
    words = tongue()
    names = {"k": words["paragraph"], "\u0111": words["article"]}
    parts = [
        f"{names[name.casefold()]} {cardinal(number)}{f' {spelled(point)}' if point else ''}{pause}"
        for name, number, point, pause in _PART.findall(match[0])
    ]
    return Said(start, match.end(), " ".join(parts), "code")


def _part_of_law(letter: str, name: str) -> str:
    """An article or a paragraph by its number, a point by its letter."""
    words = tongue()
    if not name.isdecimal():
        return f"{words['clause']} {spelled(name)}"
    return f"{words['paragraph'] if letter in 'Kk' else words['article']} {cardinal(name)}"
