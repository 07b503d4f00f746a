"""A number as it is written, and the unit behind it: what both say, and how much that is."""

import re
from functools import cache

from giamngheo.speech.numbers import cardinal, fraction
from giamngheo.speech.tongue import Tongue, one_of, tongue

# 1.234.567,8; 12 345; 1,234,567; 2.5
NUMBER = (
    r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?(?![\d.,]\d|\d)"
    r"|\d{1,3}(?:,\d{3})+\.\d{1,2}(?![.,]?\d)|\d{1,3}(?:,\d{3}){2,}(?!\d)|\d+(?:[.,]\d+)?)"
)
_ROUND = re.compile(r"[1-9]\d{0,2},000")
DIGITS = re.compile(r"\d+")
GROUPS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+|\d{1,3}(?:\.\d{3}){2,}")
NOUN = re.compile(r" [^\W\d_]")
# 12 D. Le Loi: a street; 12.000 D. ends a sentence.
_STREET = r"(?<= \u0110)(?<!\.\d{3} \u0110)\.[^\S\n]?[^\W\d_a-z\u0111]"
# 25 d/c: comrades, not dongs.
_COMRADE = r"/c(?:h\u00ed)?(?![^\W_])"


@cache
def unit_pattern() -> re.Pattern[str]:
    """A unit behind a number: signs may touch what follows, letters end a word."""
    signs = [sign for sign in tongue().units if not sign[-1].isalnum()]
    words = [sign for sign in tongue().units if sign[-1].isalnum()]
    end = rf"(?:(?![^\W_]|%|{_COMRADE}|{_STREET})|(?=[xX]\d))"
    return re.compile(rf"[^\S\n]*(%|\u2030)|[ \u00a0\u202f]?((?:{one_of(words)}){end}|{one_of(signs)})")


def said_number(written: str) -> str:
    """1.234.567,8 in words; a point that groups no thousands is a decimal mark."""
    words = tongue()
    if _ROUND.fullmatch(written):
        return cardinal(written.replace(",", ""))
    if "," in written and written.rfind(".") > written.rfind(","):
        # As the English write: commas part the thousands.
        written = written.replace(",", "").replace(".", ",")
    if written.count(",") > 1:
        return cardinal(written.replace(",", ""))
    whole, mark, digits = written.partition(",")
    if not mark and "." in whole and not GROUPS.fullmatch(whole):
        whole, mark, digits = written.partition(".")
    whole = "".join(DIGITS.findall(whole))
    return " ".join([cardinal(whole), words["point"], *fraction(digits)]) if digits else cardinal(whole)


def unit_at(text: str, at: int) -> tuple[str, int]:
    """The unit that stands here, as it is said, and where it ends; nothing where there is none."""
    found = unit_pattern().match(text, at)
    return (said_unit(found), found.end()) if found else ("", at)


def said_unit(match: re.Match[str]) -> str:
    return tongue().units[match[1] or match[2]]


def value_of(written: str) -> float:
    """How much a number says, as it is written."""
    if written.rfind(".") > written.rfind(",") > 0:
        written = written.replace(",", "").replace(".", ",")
    digits = "".join(DIGITS.findall(written.partition(",")[0]))
    return float(f"{digits or 0}.{written.partition(',')[2] or 0}") if written.count(",") < 2 else float("inf")


def padded(written: str) -> str:
    """07 -> zero seven; 0012 -> zero zero twelve."""
    rest = written.lstrip("0")
    zeros = ["0"] * (len(written) - len(rest))
    return " ".join([*map(cardinal, zeros), *([cardinal(rest)] if rest else [])])


def ordinal(written: str, left: str, words: Tongue) -> str:
    number = written.lstrip("0")
    if left.endswith(words.before["ordinal"]) and number in ("1", "4"):
        return words["first"] if number == "1" else words["fourth"]
    is_fourth = number == "4" and (left.endswith(words.before["month"]) or row_of_ordinals().search(left))
    return words["fourth"] if is_fourth else ""


@cache
def row_of_ordinals() -> re.Pattern[str]:
    """Days of the week, one after the other, the word for them said once."""
    return re.compile(rf"{tongue().before['ordinal'][0]}(?: [2-7])+$")


@cache
def row_of_forms() -> re.Pattern[str]:
    """Forms one after the other, each by its number and its mark."""
    return re.compile(
        rf"(?:{one_of(tongue().before['forms'])})(?: \d+[a-z]? [a-z\u0111]{{2,6}})+(?: {tongue()['and']})?\Z"
    )
