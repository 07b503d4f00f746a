"""Numbers that nobody counts: of telephones and services, codes, versions, one after the other."""

import re
from functools import cache

from giamngheo.speech.numbers import cardinal, one_by_one
from giamngheo.speech.scan import Said, Scan
from giamngheo.speech.tongue import tongue
from giamngheo.speech.written import DIGITS, GROUPS, NOUN, padded, unit_pattern

_VERSION = re.compile(r"\d+(?:\.\d{1,2}){2,}(?!\d|[.,]\d)")
# 84.234.3822.115: no number, whatever it is.
_CHAIN = re.compile(r"\d+(?:\.\d+){2,}(?![\d]|,\d|/)")
# 0236.3.123.456, (0236) 3 123 456, +84 912 345 678, 1900 1234
_PHONE = re.compile(
    r"\(?(?:(?:\+|00)84(?: ?\(0\))?|0\d{1,4})\)?(?:[ .\-\u00a0]{0,2}\d{1,4}){1,4}(?!,?\d|/(?![01(+]))"
    r"|(?:\(84[ \-]?\d{0,3}\)|84-?)(?:[ .\-\u00a0]{0,2}\d{2,7}){2,4}(?!,?\d|/)"
    r"|1[89]00(?:[ .\-]?\d{3,4}(?:[ .\-]?(?!1[89]00)\d{2,4})?|(?:[ .\-]\d\d){3})(?!\d)"
)
_SERVICE = re.compile(
    r"(?:\d{3}(?: \d{3}){2,}|\d{4}(?: \d{3,7})+(?: \d{1,2})?|\d{3,}(?:[.\-]\d+)*|\d\d(?:[.\-]\d+)+)(?![.,]?\d)"
)
# 3.822.116, behind another one
_LOCAL = re.compile(r"\d(?:\.\d{3}){2}(?![.,]?\d)")
_SHORT_SERVICE = re.compile(r"\d{4}(?! [^\W\d_])(?![\w/]|[.,-]\d)")
_ROW_OF_THREE = re.compile(r"(?:\d{1,3}(?:-\d{1,3}){2,}|\d{1,3}(?::\d{1,3}){2,})(?![\w/.,%:-]*\d)")
_FEWEST, _MOST = 9, 12
# From one number that is called to the next, and whose it is.
_ROW_OF_CALLS = 12
_NEXT_OF_ROW, _FEWEST_OF_ROW = 3, 6
# From what is typed to the number that it is sent to.
_TO_WHOM = 6
_ALONE = {10: (4, 3, 3), 11: (4, 4, 3), 8: (4, 4)}


def is_called(scan: Scan, start: int, digits: str) -> bool:
    """A number that everybody calls, where calling is spoken of."""
    words = tongue()
    if digits not in words.hotlines:
        return False
    is_next = scan.goes_on(start, _ROW_OF_CALLS, "digits", "phone")
    if not is_next and not any(word in f"{scan.left(start)} " for word in words.called):
        return False
    # 115 households are counted, whoever is called upon before.
    right = scan.right(start + len(digits))
    return not NOUN.match(scan.text, start + len(digits)) or right.startswith(words.after["called"])


def phone(scan: Scan, start: int) -> Said | None:
    match = _PHONE.match(scan.text, start)
    if not match:
        return None
    # +84 (0): whoever calls from abroad leaves the zero out.
    groups = DIGITS.findall(match[0].replace("(0)", " "))
    count = sum(map(len, groups))
    if match[0][0] == "8" and not _is_abroad(scan, match, count):
        return None
    is_service = match[0].startswith(("18", "19")) and count >= 8
    if not is_service and not _FEWEST <= count <= _MOST + match[0].startswith("00"):
        return None
    if len(groups) == 1:
        groups = cut(groups[0])
    said = ", ".join(map(one_by_one, groups))
    # A bracket that ends behind the number is none of its.
    return Said(start + (match[0][0] == "(" and ")" not in match[0]), match.end(), said, "phone")


def _is_abroad(scan: Scan, match: re.Match[str], count: int) -> bool:
    """84 905 123 456: the country's number without its plus, where nothing is counted."""
    is_announced = scan.left(match.start()).endswith(tongue().before["digits"])
    is_whole = is_announced or (count in (_MOST - 1, _MOST) and "." not in match[0])
    follows = NOUN.match(scan.text, match.end()) or unit_pattern().match(scan.text, match.end())
    return is_whole and not match[0].isdecimal() and (is_announced or not follows)


def cut(digits: str) -> list[str]:
    """A number written in one piece is heard in groups."""
    parts, at = [], 0
    for size in _ALONE.get(len(digits), (len(digits),)):
        parts.append(digits[at : at + size])
        at += size
    return parts


@cache
def _is() -> str:
    return f" {tongue()['is']}"


def coded(scan: Scan, start: int) -> Said | None:
    """A short service number or a code: behind words that announce one."""
    match = _SERVICE.match(scan.text, start) or _LOCAL.match(scan.text, start)
    if not match:
        return None
    before, left = tongue().before, scan.left(start)
    left = left.removesuffix(before["number"][0])
    if left.endswith(_is()) and not NOUN.match(scan.text, match.end()):
        # The code is 482913.
        left = left.removesuffix(_is())
    is_announced = left.endswith(before["digits"]) and not left.endswith(before["appeal"])
    is_short = bool(_SHORT_SERVICE.match(scan.text, start)) or scan.goes_on(start, _TO_WHOM, "letters")
    is_announced = (is_announced or (left.endswith(before["sent"]) and is_short)) and match.re is _SERVICE
    if is_announced and unit_pattern().match(scan.text, match.end()):
        # Bach Ma 312mm: a mountain, and its rain.
        return None
    if match.re is _LOCAL and left.endswith(before["telephone"]) and not NOUN.match(scan.text, match.end()):
        is_announced = True
    if not (is_announced or is_called(scan, start, match[0]) or _is_of_row(scan, match)):
        return None
    groups = DIGITS.findall(match[0])
    groups = cut(groups[0]) if len(groups) == 1 else groups
    return Said(start, match.end(), ", ".join(map(one_by_one, groups)), "digits")


def _is_of_row(scan: Scan, match: re.Match[str]) -> bool:
    """0234.3822.116, 3822.117: the next one of the same place, nothing being counted."""
    if not scan.goes_on(match.start(), _NEXT_OF_ROW, "phone", "digits"):
        return False
    last = scan.text[scan.last.start : scan.last.end][-len(match[0]) :]
    if GROUPS.fullmatch(match[0]) and match[0].rpartition(".")[0] != last.rpartition(".")[0]:
        return False
    is_long = sum(map(len, DIGITS.findall(match[0]))) >= _FEWEST_OF_ROW
    return is_long and not NOUN.match(scan.text, match.end()) and not unit_pattern().match(scan.text, match.end())


def row(scan: Scan, start: int) -> Said | None:
    """16-16-8, 3:1:2: one after the other."""
    match = _ROW_OF_THREE.match(scan.text, start)
    return Said(start, match.end(), ", ".join(map(padded, DIGITS.findall(match[0]))), "row") if match else None


def version(scan: Scan, start: int) -> Said | None:
    """1.2.3"""
    match = _VERSION.match(scan.text, start)
    if not match:
        return None
    parts = map(cardinal, match[0].split("."))
    if scan.left(start).endswith(tongue().before["score"]):
        # NPK 16.16.8
        return Said(start, match.end(), ", ".join(parts), "row")
    said = f" {tongue()['dot']} ".join(parts)
    return Said(start, match.end(), said, "number")


def chain(scan: Scan, start: int) -> Said | None:
    """84.234.3822.115"""
    match = _CHAIN.match(scan.text, start)
    if not match or GROUPS.fullmatch(match[0]):
        return None
    return Said(start, match.end(), ", ".join(map(one_by_one, match[0].split("."))), "digits")
