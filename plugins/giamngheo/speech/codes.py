"""What is written with digits and is no quantity: plates, marks of files, standards, hidden telephones, positions."""

import re

from giamngheo.speech.documents import issuer, spelled
from giamngheo.speech.lexicon import NEAR
from giamngheo.speech.numbers import cardinal, one_by_one
from giamngheo.speech.scan import DASH, Said, Scan
from giamngheo.speech.tongue import tongue
from giamngheo.speech.written import padded, said_number

# 75C-123.45, 75-F1 234.56; an old one has four digits or five without a point.
_PLATE = re.compile(r"(\d\d)[-.]?([A-Z\u0110]{1,2}\d?)[- .]{1,3}(?:(\d{3})\.(\d\d)|(\d{3})(\d\d?))(?![\w,.]*\d)")
_DIGIT = re.compile(r"\d")
# H57.15-261122-0001
_SERIAL = re.compile(r"[A-Z0-9]+(?:[.\-/][A-Z0-9]+){1,9}(?![^\W_])")
# The mark of a file wherever it stands: an office, a day, a number; or that of the office alone.
_FILED = re.compile(
    r"\d\.\d{6}(?:\.\d{2,3}){0,4}(?:\.[A-Z]\d\d)?|(?:[\d.]+\.)?[A-Z]\d\d(?:\.\d+)*-\d{6}-\d+|\d{3}(?:\.\d\d){1,3}\.[A-Z]\d\d"
)
# 0914.xxx.xxx, 0905 123 4**
_HIDDEN = re.compile(r"0\d{1,4}\)?(?:[ .\-]?[\dxX*]{1,4}){1,4}(?![\w*])")
# QCVN 01-1:2018/BYT
_STANDARD = re.compile(r"(\d{1,5})(?:-(\d{1,2}))?:((?:19|20)\d\d)(?:/([^\W\d_]+))?(?!:?\d)")
_SECONDS = r"(?:[^\S\n]?(\d{1,2}(?:[.,]\d+)?)(?:[\"\u201d\u2033]|''|\u2019\u2019))?"
_POSITION = re.compile(
    r"(\d{1,3}(?:[.,]\d+)?)(?:[^\S\n]?[\u00b0\u00ba]|o(?=\d{1,2}['\u2019\u2032]))(?:[^\S\n]?(\d{1,2})['\u2019\u2032]"
    + _SECONDS
    + r")?(?:[^\S\n]?([NSEWB\u0110T])(?![^\W_]))?"
)
# 12,5 - 13,5N, 14,0N-17,0N
_SAME_SIDE = r"(?:N(?=[ \d.,\u2013-]+N)|E(?=[ \d.,\u2013-]+E))?"
_DEGREES = re.compile(rf"(\d{{1,3}}(?:[.,]\d+)?)(?:{_SAME_SIDE}{DASH}(\d{{1,3}}(?:[.,]\d+)?))?([NE])(?![^\W_])")
# A card, a passport: capitals and many digits without a space.
_CARD = re.compile(r"[A-Z]{1,3}\d{6,}(?![^\W_])")
# BX 123456, CH00123: of a paper about land. GD 4 46 46 212 34567: of an insured person. QNg 90123 TS: of a boat.
_DEED = re.compile(r"([A-Z\u0110]{2}) ?(\d{5,8})(?![\w/]|[.,]\d)")
_INSURED = re.compile(r"[A-Z]{2}[ -]?\d[ -]\d\d(?:[ -]?\d){10}(?![\w/]|[.,]\d)")
_BOAT = re.compile(r"([A-Z]{1,3}g?)[ -](\d{4,5})[ -]?TS(?![^\W_])")
# 2,4-D: where what hangs on a ring.
_PLACES = re.compile(r"(\d(?:,\d){1,3})-([A-Z])(?![^\W_])")
# 4H, 5W1H: what is to be remembered.
_MOTTO = re.compile(r"(?:\d[A-Z\u0110]){1,3}(?![^\W_])")
# 2N1\u0110: two days and a night.
_STAY = re.compile(r"(\d)N(\d)\u0110(?![^\W_])")
# (3)x(4) is a product of two columns.
_FOOTNOTE = re.compile(r"(?<=[^\W\d_]|%)(?<!\)x)(?:\[\d{1,2}\]|\(\d\))(?!\w)")
_OF_VARIETY = re.compile(r"\d{1,3}(?!\d)")
# What any of them begins with.
_LIKELY = re.compile(
    r"0|\d[\d,.]*(?:[-.]?[A-Z\u0110]|[-.:/][\dA-Z]|[^\S\n]?[\u00b0\u00ba]|o\d|[^\S\n]?[-\u2013][^\S\n]?[\d.,]+[NE])"
)
_DEGREE = "\u00b0"
_RUNS = re.compile(r"\d+|[^\W\d_]+|[*]+")
_FEWEST, _MOST = 9, 11
_ROW_OF_PLATES = 2
# From one form to the next.
_NEXT_FORM = 4


def code(scan: Scan, start: int) -> Said | None:
    """Whatever begins with a digit and is told piece by piece."""
    if scan.text[start - 1 : start] in ("(", "[") and (note := _footnote(scan, start)):
        return note
    if not _LIKELY.match(scan.text, start):
        return None
    for rule in (_plate, serial, _places, _motto, _hidden, _standard, _position):
        said = rule(scan, start)
        if said:
            return said
    return None


def _plate(scan: Scan, start: int) -> Said | None:
    match = _PLATE.match(scan.text, start)
    if not match:
        return None
    is_told = scan.left(start).endswith(tongue().before["plate"]) or scan.goes_on(start, _ROW_OF_PLATES, "code")
    if not match[3] and not is_told and not match[2][-1].isdecimal():
        return None
    first, last = match[3] or match[5], match[4] or match[6]
    said = f"{cardinal(match[1])} {spelled(match[2])}, "
    said += f"{one_by_one(first)}, {one_by_one(last)}" if len(last) > 1 else one_by_one(first + last)
    return Said(start, match.end(), said, "code")


def is_bred(scan: Scan, start: int, end: int) -> bool:
    """HT1, DT45: a variety, whatever its letters mean elsewhere."""
    if not scan.text[end : end + 1].isdecimal():
        return False
    around, words = scan.around(start, end, NEAR), tongue()
    is_grown = scan.left(start).endswith(words.before["grown"]) and _OF_VARIETY.match(scan.text, end)
    return bool(is_grown) or any(word in around for word in words.bred)


def _footnote(scan: Scan, start: int) -> Said | None:
    """[1], behind a word."""
    match = _FOOTNOTE.match(scan.text, start - 1) if start > scan.at else None
    return Said(start - 1, match.end(), "", "sign") if match else None


def _places(scan: Scan, start: int) -> Said | None:
    """2,4-D: numbers that name places, the smaller before the larger, are told one by one."""
    match = _PLACES.match(scan.text, start)
    if not match or match[1] != ",".join(sorted(set(match[1].split(",")))):
        return None
    return Said(start, match.end(), f"{one_by_one(match[1].replace(',', ''))} {spelled(match[2])}", "code")


def _motto(scan: Scan, start: int) -> Said | None:
    stay = _STAY.match(scan.text, start)
    if stay:
        words = tongue()
        return Said(
            start, stay.end(), f"{cardinal(stay[1])} {words['day']} {cardinal(stay[2])} {words['night']}", "code"
        )
    match = _MOTTO.match(scan.text, start)
    if not match or (len(match[0]) == 2 and not scan.left(start).endswith(tongue().before["motto"])):
        return None
    return Said(start, match.end(), spelled(match[0]), "code")


def serial(scan: Scan, start: int) -> Said | None:
    """Capitals and digits with signs between them, behind words that announce a code; or capitals and many digits."""
    card = _CARD.match(scan.text, start)
    if card:
        return Said(start, card.end(), " ".join(map(_run, _RUNS.findall(card[0]))), "code")
    match, before = _SERIAL.match(scan.text, start), tongue().before
    if not match or not _DIGIT.search(match[0]):
        return None
    left = scan.left(start)
    if match[0][0].isalpha() and _is_form(scan, match, left):
        return Said(start, match.end(), ", ".join(map(spelled, re.split(r"[.\-/]", match[0]))), "code")
    if not left.endswith(before["digits"]) and not _FILED.fullmatch(match[0]):
        return None
    parts = [" ".join(map(_run, _RUNS.findall(part))) for part in re.split(r"[.\-/]", match[0])]
    if not any(sign.isalpha() for sign in match[0]) and not _FILED.fullmatch(match[0]):
        return None
    return Said(start, match.end(), ", ".join(parts), "code")


def _is_form(scan: Scan, match: re.Match[str], left: str) -> bool:
    """TH-03, D02-LT behind the word for a form, or behind another one."""
    forms = tongue().before["forms"]
    is_next = scan.goes_on(match.start(), _NEXT_FORM, "code") and any(word in left for word in forms)
    return left.endswith(forms) or is_next


def registered(scan: Scan, start: int) -> Said | None:
    """Two letters and digits, with spaces, of a paper about land, a card, a boat: each by its name."""
    match = _INSURED.match(scan.text, start) or _BOAT.match(scan.text, start)
    if not match:
        match = _DEED.match(scan.text, start)
        if not match or not any(word in scan.around(start, match.end(), NEAR) for word in tongue().deeds):
            return None
    said = ", ".join([" ".join(map(_run, _RUNS.findall(part.upper()))) for part in re.split(r"[ -]", match[0])])
    return Said(start, match.end(), said, "code")


def _run(run: str) -> str:
    return one_by_one(run) if run.isdecimal() else spelled(run)


def _hidden(scan: Scan, start: int) -> Said | None:
    """Whose digits nobody is told: a listener can do nothing with it, so it is left to the editor."""
    match = _HIDDEN.match(scan.text, start) if scan.text[start] == "0" else None
    if not match or match[0].isdecimal() or not any(sign in "xX*" for sign in match[0]):
        return None
    runs = _RUNS.findall(match[0])
    if not _FEWEST <= sum(map(len, runs)) <= _MOST:
        return None
    return Said(start, match.end(), match[0], "", ", ".join(_run(run.replace("*", "x")) for run in runs))


def _standard(scan: Scan, start: int) -> Said | None:
    match = _STANDARD.match(scan.text, start)
    if not match or not (match[2] or match[4]) or not scan.left(start).endswith(tongue().before["standard"]):
        return None
    parts = [padded(match[1]), *([cardinal(match[2])] if match[2] else [])]
    parts.append(f"{tongue()['year']} {cardinal(match[3])}")
    if match[4]:
        parts.append(issuer(match[4]) or spelled(match[4]))
    return Said(start, match.end(), ", ".join(parts), "document")


def _position(scan: Scan, start: int) -> Said | None:
    """16\u00b027'45"N"""
    match = _POSITION.match(scan.text, start)
    if not match or not (match[2] or match[4]):
        return _of_storm(scan, start)
    words = tongue()
    said = [said_number(match[1].replace(".", ",")), words.units[_DEGREE]]
    for found, name in ((match[2], words["minute"]), (match[3], words["second"])):
        said += [said_number(found.replace(".", ",")), name] if found else []
    return Said(start, match.end(), " ".join([*said, *([words.compass[match[4]]] if match[4] else [])]), "unit")


def _of_storm(scan: Scan, start: int) -> Said | None:
    """13,5N where a storm is told of."""
    match, words = _DEGREES.match(scan.text, start), tongue()
    if not match or not any(word in scan.around(start, match.end(), NEAR) for word in words.stormy):
        return None
    numbers = [said_number(number.replace(".", ",")) for number in match.groups()[:2] if number]
    joint = f" {words['to']} "
    said = f"{joint.join(numbers)} {words.units[_DEGREE]} {words.compass[match[3]]}"
    return Said(start, match.end(), said, "unit")
