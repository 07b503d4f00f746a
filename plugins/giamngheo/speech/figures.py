"""Numbers and what belongs to them: units, ranges, sides, letters behind digits."""

import re
from functools import cache

from giamngheo.speech.called import chain, coded, cut, is_called, phone, row, version
from giamngheo.speech.dates import is_between_names
from giamngheo.speech.lexicon import NEAR, Senses, senses_of
from giamngheo.speech.months import month_name
from giamngheo.speech.numbers import cardinal, fraction, one_by_one
from giamngheo.speech.scan import AROUND, DASH, Said, Scan
from giamngheo.speech.shares import is_scored, scale, share
from giamngheo.speech.tongue import Tongue, one_of, tongue
from giamngheo.speech.written import (
    DIGITS,
    GROUPS,
    NOUN,
    NUMBER,
    ordinal,
    padded,
    row_of_forms,
    row_of_ordinals,
    said_number,
    unit_at,
    unit_pattern,
    value_of,
)

_FIGURE = re.compile(NUMBER)
_NEXT = re.compile(rf"[^\S\n]*(?:[-\u2013\u2014\u2212~]|\.{{2,3}}|\u2026)[^\S\n]*({NUMBER})(?!\d*[/.]\d)")
_WORD = re.compile(r" ([^\W\d_]+)")
_TIMES = re.compile(rf"[^\S\n]?[x\u00d7X][^\S\n]?({NUMBER})")
_METRES = re.compile(r"(\d+)(m|km|kg|ha|t)(\d{1,2})(?!\d)(?=\W|$)")
_AMOUNT = re.compile(r"(\d+)([^\W\d_]{2,5})(\d{1,3})([kK]?)(?![^\W_])")
# 1.000.000,- as banks write: no more than that.
_NOTHING_MORE = (",-", ",\u2013")
# 50,000d as the English write; 1.500k
_ENGLISH = re.compile(r"[1-9]\d{0,2},\d{3}")
_THOUSANDS = re.compile(r"\d{1,3}\.?\d{3}")
_LETTERED = re.compile(r"(\d+)([^\W\d_])(\d*)(?![^\W_]|/c(?![^\W_]))")
_MINUS = frozenset("-\u2212")
# Behind these a dash before a number is always a minus.
_COMPARED = frozenset("(<>=")
_BEFORE_SIGN = _COMPARED | frozenset(["", " ", "\u00a0", "\n"])
# What may stand around a number that is nothing but a number.
_BEFORE_PLAIN = frozenset(' \n\u00a0\u201c"')
_PLAIN = re.compile(r" ([^\W\d_]{2,})| ?(?:\n|$)|(?:[;)]|[.,](?=\s|$))(?![^\S\n]*[-\u2013\u2014])")
_CLOSING = frozenset(".,;)")
_PERCENT = re.compile(r"(,\d+)?[ \u00a0]?%(?=[.,;)]?(?:\s+[^\W\d_]|\s*$|[^\S\n]*\n))")
_BRIEF = re.compile(rf"({NUMBER})([tTLPAvbco])(?![^\W_])")
# A minus behind the end of a thought.
_PARTED = re.compile(r"[;,:] [-\u2212]")
# Where one thing grew another may have shrunk.
_ADDED = re.compile(r"(?<!\w)\+\d")
_LOST_POWERS = frozenset(f"10{power}" for power in range(3, 10))
# What a second look is taken at wherever it stands.
_TOLD_OTHERWISE = _LOST_POWERS | {"4"}
# Nobody counts so many without parting them.
_OF_CODE = 8
# The number of a form is shorter than any price.
_OF_FORM = 3
# A name of two words, and what could be the second group of a number.
_NAME = re.compile(r"[^\W\d_a-z\u0111][^\W\d_]* [^\W\d_a-z\u0111][^\W\d_]* \Z")
_GROUP = re.compile(r"[ \u00a0]\d{3}(?![\d ])")
# 2.10^3, 5x10^6
_POWER = re.compile(r"(\d+(?:,\d+)?)[^\S\n]?[.x\u00d7*][^\S\n]?10\^(\d{1,2})(?![\w.,]\d)")
# 4d, behind the word for a point
_CLAUSE = re.compile(r"(\d{1,2})([a-z\u0111])(?![^\W_]|[.,]\d)")
_NEXT_CLAUSE = 5
# 24K, of gold
_CARATS = re.compile(r"(8|9|10|14|18|22|24)([kK])(?![^\W_])")
_LESS_THAN_ONE = re.compile(r"\.(\d{1,3})(?![\d.,/-])")
_PART_OF_ITEM = re.compile(r"[Aa-e\u0111]\.(\d{1,2}(?:\.\d{1,2}){0,3})(?=[).:]?[^\S\n])")
# 1.a
_POINT_OF = re.compile(r"\.[a-z\u0111](?!\w|\.)")
_BEFORE_ITEM = frozenset(["", " ", "\n", "("])
_DASHES = ("-", "\u2013")
# 100SL, 800WG, 0,05S: what a product is made as.
_FORMULA = re.compile(r"(\d+(?:[.,]\d+)?)([A-Z]{1,3})(?![^\W_])")


def plain_number(scan: Scan, start: int, digits: str) -> Said | None:
    """Nearly every number: a short one between words, or a percentage; None where it needs a second look."""
    end = start + len(digits)
    text = scan.text
    if start and text[start - 1].isalpha() and _GROUP.match(text, end):
        # VOV1 100MHz: the number of a name, and another one.
        return Said(start, end, f"{cardinal(digits)},", "number")
    if len(digits) > 4 or digits[0] == "0" or (start and text[start - 1] not in _BEFORE_PLAIN):
        return None
    percent = _PERCENT.match(text, end)
    if percent:
        said = f"{said_number(text[start:end] + (percent[1] or ''))} {tongue()['percent']}"
        return Said(start, percent.end(), said, "unit")
    behind = _PLAIN.match(text, end)
    if (
        not behind
        and len(digits) == 1
        and _GROUP.match(text, end)
        and _NAME.search(text, max(0, start - AROUND), start)
    ):
        # Hong Van 1 125mm: the first commune of the name, and its rain.
        return Said(start, end, f"{cardinal(digits)},", "number")
    if not behind or (behind[1] and behind[1] in tongue().units):
        return None
    if digits in _LOST_POWERS and scan.right(end).startswith(tongue().after["spores"]):
        # 10 to the eighth, whose figure above the line came down.
        return Said(start, end, digits, "", _ten_to_the(digits[-1]))
    if (digits in ("1", "4") or len(digits) > 2) and _is_told_otherwise(scan, start, digits):
        return None
    return Said(start, end, cardinal(digits), "number")


def _ten_to_the(power: str) -> str:
    words = tongue()
    return f"{cardinal('10')} {words['power']} {cardinal(power)}"


def counted(scan: Scan, start: int, piece: str, behind: str) -> str:
    """The digits of what stands between two spaces, where `plain_number` would say them and the next piece shows it;
    `behind` is that piece, or the sign that ends the line.
    """
    digits = piece if piece.isdecimal() else piece[:-1]
    if len(digits) > 4 or not digits.isdecimal() or digits[0] == "0" or digits in _TOLD_OTHERWISE:
        return ""
    if digits is piece:
        if behind != "\n" and (len(behind) < 2 or not behind.isalpha() or behind in tongue().units):
            return ""
    elif piece[-1] not in _CLOSING or not (behind == "\n" or behind.isalpha()):
        return ""
    if (len(digits) > 2 or digits == "1") and _is_told_otherwise(scan, start, digits):
        return ""
    return digits


def less_than_one(scan: Scan, start: int) -> Said | None:
    """.5 ha: its zero is not written."""
    match = _LESS_THAN_ONE.match(scan.text, start)
    if not match:
        return None
    unit, end = unit_at(scan.text, match.end())
    if not unit and not scan.right(match.end()).startswith(tongue().after["large"]):
        return None
    return Said(start, end, f"{said_number(f'0,{match[1]}')} {unit}".strip(), "unit" if unit else "number")


def part_of_item(scan: Scan, start: int) -> Said | None:
    """a.1), b.2.1: points of a point."""
    match = _PART_OF_ITEM.match(scan.text, max(0, start - 2))
    if not match or match.end() <= start or scan.text[start - 3 : start - 2] not in _BEFORE_ITEM:
        return None
    dot = tongue()["dot"]
    parts = [f"{dot} {cardinal(number)}" for number in match[1].split(".")]
    return Said(start - 1, match.end(), " ".join(parts), "number")


def _is_told_otherwise(scan: Scan, start: int, digits: str) -> bool:
    if digits != "4" and digits not in tongue().hotlines:
        # Nearly always the word before settles it.
        word = scan.text[max(0, start - AROUND) : start - 1].rpartition(" ")[2].strip(",;:)")
        if word.isalnum() and word.casefold() not in _last_told():
            return False
    left = scan.left(start)
    if left.endswith(_telling()) or is_called(scan, start, digits):
        return True
    return digits == "4" and row_of_ordinals().search(left) is not None


@cache
def _telling() -> tuple[str, ...]:
    """Words before a number that change how it is said."""
    before = tongue().before
    return before["ordinal"] + before["month"] + before["digits"] + before["sent"]


@cache
def _last_told() -> frozenset[str]:
    """The last word of each of these."""
    return frozenset(words.rpartition(" ")[2] for words in _telling())


def figures(scan: Scan, start: int) -> Said | None:
    """Whatever begins with a digit and is no date, hour or document."""
    rules = (
        phone,
        scale,
        coded,
        share,
        row,
        _metres,
        _amount,
        _power,
        _carats,
        _clause,
        version,
        chain,
        _quantity,
        _number,
        _brief,
        _formula,
        _lettered,
    )
    for rule in rules:
        said = rule(scan, start)
        if said:
            return said
    return None


# --- quantities


def _power(scan: Scan, start: int) -> Said | None:
    match = _POWER.match(scan.text, start)
    if not match:
        return None
    said = f"{said_number(match[1])} {tongue()['times']} {_ten_to_the(match[2])}"
    return Said(start, match.end(), said, "number")


def _clause(scan: Scan, start: int) -> Said | None:
    """Point 4d, 4e and 4g of an article cost and weigh nothing."""
    match, words = _CLAUSE.match(scan.text, start), tongue()
    if not match:
        return None
    left, right = scan.left(start), scan.right(match.end())
    is_told = left.endswith(f" {words['clause']}") or (
        scan.goes_on(start, _NEXT_CLAUSE, "code") and f" {words['clause']} " in left
    )
    behind = tuple(f"{words[name].casefold()} " for name in ("article", "paragraph", "and"))
    if not is_told or not (right[:1].isdecimal() or right.startswith(behind)):
        return None
    return Said(start, match.end(), f"{cardinal(match[1])} {words.letters[match[2].upper()]}", "code")


def _carats(scan: Scan, start: int) -> Said | None:
    """24K is how pure gold is, where gold is spoken of."""
    match = _CARATS.match(scan.text, start)
    meant = meant_by(scan, "k", start, match.end()) if match else ""
    return Said(start, match.end(), f"{cardinal(match[1])} {meant}", "unit") if match and meant else None


def _metres(scan: Scan, start: int) -> Said | None:
    """1m65, 3kg2, 1t5; m2 and m3 are units of their own."""
    match = _METRES.match(scan.text, start)
    if not match or (match[2][-1] == "m" and match[3] in ("2", "3") and not _is_tall(scan, match)):
        return None
    # A lorry of 1t5.
    unit = tongue().units.get(match[2]) or meant_by(scan, match[2], start, match.end())
    return Said(start, match.end(), f"{cardinal(match[1])} {unit} {cardinal(match[3])}", "unit") if unit else None


def _is_tall(scan: Scan, match: re.Match[str]) -> bool:
    """A height of 1m2 is no area."""
    return match[2] == "m" and match[3] == "2" and scan.left(match.start()).endswith(tongue().before["tall"])


def _amount(scan: Scan, start: int) -> Said | None:
    """2tr5, 2tr500k: two million five hundred thousand; 5in1: so many in one."""
    match = _AMOUNT.match(scan.text, start)
    named = tongue().amounts.get(match[2]) if match else None
    if match and match[2] == "in":
        return Said(start, match.end(), f"{cardinal(match[1])} {tongue()['within']} {cardinal(match[3])}", "unit")
    if not match or not named:
        return None
    rest = cardinal(match[3] if match[4] else match[3].ljust(3, "0"))
    said, until = f"{cardinal(match[1])} {named[0]} {rest} {named[1]}", _next_amount().match(scan.text, match.end())
    if until:
        # 7tr5 - 9tr
        return Said(start, until.end(), f"{said} {tongue()['to']} ", "range")
    return Said(start, match.end(), said, "unit")


@cache
def _next_amount() -> re.Pattern[str]:
    return re.compile(rf"{DASH}(?=\d+(?:,\d+)?(?:{one_of(tongue().amounts)})(?![^\W\d_]))")


def _quantity(scan: Scan, start: int) -> Said | None:
    """A number with its unit, a range of numbers, or sides of something."""
    text, words = scan.text, tongue()
    match = _FIGURE.match(text, start)
    if not match:
        return None
    said, unit, end = _measured(text, match[0], match.end())
    if unit == words.units["\u0111"] and _is_form(scan, match):
        return None
    parts, rule = ["" if _is_full_hour(scan, match) else said], "unit" if end > match.end() else ""
    while other := _TIMES.match(text, end):
        parts += [f" {unit}" if unit else "", f" {words['times']} ", said_number(other[1])]
        (unit, end), rule = _unit_of_side(scan, other), "times"
    other = _NEXT.match(text, end)
    beside = other and unit and _beside(text, other.end())
    if other and beside and _is_other_measure(unit, beside[0]):
        # 2,2kW-3HP: two measures of one engine.
        parts += [f" {unit}, ", said_number(other[1])]
        (unit, end), rule = (beside if beside[1] > other.end() else ("", other.end())), "row"
    elif other and _is_range(scan, match, other, unit, end):
        parts.append(f" {unit}" if unit else "")
        (last, unit, end), rule = _last(scan, match, other, bool(rule)), "range"
        if text[end : end + 1] in ("t", "T") and not text[end + 1 : end + 2].isalpha():
            # Nobody knows yet what the letter is.
            return None
        parts = [*parts, last] if last else _months_said(match[0], other[1])
    elif other and not unit and _is_row(scan, match, other, end):
        # 46-032 is a code.
        parts.append(f" {padded(other[1])}")
        end, rule = other.end(), "row"
    if not rule:
        return None
    if unit == words.units["\u0111"] and is_scored(scan, match[0], start, end):
        unit = words["score"]
    parts.append(f" {unit}" if unit else "")
    if text[end : end + 1] in _DASHES and text[end + 1 : end + 2].isdecimal():
        # 250kVA-22/0,4kV
        parts.append(",")
        end += 1
    return _signed(scan, Said(start, end, "".join(parts), rule))


def _is_form(scan: Scan, match: re.Match[str]) -> bool:
    """Form 1d costs nothing."""
    return len(match[0]) < _OF_FORM and scan.left(match.start()).endswith(tongue().before["coded"])


def _unit_of_side(scan: Scan, side: re.Match[str]) -> tuple[str, int]:
    """The unit of one more side, perhaps by the letter that stands for it, and where that ends."""
    unit, end = unit_at(scan.text, side.end())
    brief = _BRIEF.match(scan.text, side.start(1)) if not unit else None
    meant = _meant(scan, brief) if brief else None
    return (meant, brief.end()) if brief and meant else (unit, end)


def _measured(text: str, written: str, end: int) -> tuple[str, str, int]:
    """A number as it is said, its unit, and where that ends; of 1.500k the thousands are said with the number."""
    words = tongue()
    if text[end : end + 2] in _NOTHING_MORE and GROUPS.fullmatch(written):
        unit, behind = unit_at(text, end + 2)
        return said_number(written), unit or words.units["\u0111"], max(behind, end + 2)
    unit, behind = unit_at(text, end)
    if unit == words.units["\u0111"] and _ENGLISH.fullmatch(written):
        return cardinal(written.replace(",", "")), unit, behind
    if unit == words["thousand"] and _THOUSANDS.fullmatch(written):
        return cardinal("".join(DIGITS.findall(written)) + "000"), "", behind
    return said_number(written), unit, behind


def _last(scan: Scan, match: re.Match[str], other: re.Match[str], is_alone: bool) -> tuple[str, str, int]:
    """The second number of a range with its unit: 5-7%; `is_alone` where the first has one of its own: 15%-20%.

    Nothing is said where the two are months.
    """
    text, words = scan.text, tongue()
    said, unit, end = _measured(text, other[1], other.end())
    if not is_alone:
        said, (unit, end) = said_number(other[1]), unit_at(text, other.end())
    if not unit and _are_months(scan, match.start(), match[0], other[1]):
        return "", unit, end
    brief = _BRIEF.match(text, other.start(1))
    if brief and (meant := _meant(scan, brief)):
        unit, end = meant, brief.end()
    return f" {words['to']} {said}", unit, end


def _months_said(first: str, last: str) -> list[str]:
    """To the fifth month: five and year are the same word."""
    words = tongue()
    return [month_name(first, words), f" {words['to']} ", f"{words['month']} {month_name(last, words)}"]


def _beside(text: str, at: int) -> tuple[str, int]:
    """What the second number measures: by its unit, or by the word for it, which is left to the text."""
    unit, end = unit_at(text, at)
    word = _WORD.match(text, at) if not unit else None
    return (word[1], at) if word and word[1] in tongue().measures else (unit, end)


def _is_other_measure(unit: str, other: str) -> bool:
    """Volts beside watts: from one to the other nothing leads."""
    kinds = [kind for kind in tongue().ratings if unit in kind]
    return bool(kinds and other) and other not in kinds[0]


def _are_months(scan: Scan, start: int, first: str, last: str) -> bool:
    are_numbers = first.isdecimal() and last.isdecimal() and int(last) <= 12
    return are_numbers and scan.left(start).endswith(tongue().before["month"])


def _is_row(scan: Scan, match: re.Match[str], other: re.Match[str], end: int) -> bool:
    """2-1: one after the other."""
    is_close = other.start(1) - end == 1 or scan.left(match.start()).endswith(tongue().before["score"])
    is_close = is_close or _is_match(scan.text, match, other)
    return is_close and match[0].isdecimal() and other[1].isdecimal()


def _is_range(scan: Scan, match: re.Match[str], other: re.Match[str], unit: str, end: int) -> bool:
    """From a smaller to a larger number; a dash between spaces may also part two thoughts."""
    words = tongue()
    left = scan.left(match.start())
    if match.start() and scan.text[match.start() - 1].isalpha():
        # The second part of a lot's number: A5-12.
        return False
    follows = unit_pattern().match(scan.text, other.end())
    first, last = value_of(match[0]), value_of(other[1])
    # A draw is 1-1; a machine for air is set to 26-27.
    is_score = left.endswith(words.before["score"]) and (first == last or not left.endswith(f" {words['draw']}"))
    is_score = is_score or _is_match(scan.text, match, other)
    # 25-20, 22-25: the score of the next set.
    is_score = is_score or (scan.goes_on(match.start(), 2, "row") and not NOUN.match(scan.text, other.end()))
    if (is_score and not follows) or _is_code(match[0]) or _is_code(other[1]):
        return False
    if left.endswith(f" {words['hour']}") and scan.right(other.end()).startswith(f"{words['hour']} "):
        return True
    is_spaced = scan.text[end : end + 1].isspace()
    if is_spaced and not unit and not follows and first >= last:
        return False
    return first < last or bool(unit and follows)


def _is_code(written: str) -> bool:
    """Of more than two digits, the first of them a zero."""
    return written[0] == "0" and written.isdecimal() and len(written) > 2


def _is_match(text: str, match: re.Match[str], other: re.Match[str]) -> bool:
    """Hai Ba 0 - 2 Bon Nam: between two names of two words stands what they scored."""
    start, end = match.start(), other.end()
    if len(match[0]) > 1 or len(other[1]) > 1:
        return False
    return is_between_names(text, start, end)


def _signed(scan: Scan, said: Said) -> Said:
    """A minus before a number that touches nothing else is said with it."""
    text, start = scan.text, said.start
    sign = text[start - 1 : start] if start > scan.at else ""
    before = text[start - 2 : start - 1] if start > 1 else ""
    if sign not in _MINUS or before not in _BEFORE_SIGN:
        return said
    words = tongue()
    is_below = (
        sign == "\u2212"
        or before in _COMPARED
        or words.units["\u00b0"] in said.said
        or (said.rule == "unit" and said.said.endswith((words["percent"], f" {words['score']}")))
        or scan.left(start).endswith(words.before["below"])
        or _ADDED.search(text, text.rfind("\n", 0, start) + 1, start) is not None
        or (_may_be_below(scan, said) and scan.right(said.end).startswith(words.after["below"]))
    )
    # Elsewhere a dash is a bullet, or parts what stands before it.
    if is_below or scan.is_begun(start):
        return said._replace(start=start - 1, said=f"{words['minus']} {said.said}" if is_below else said.said)
    return said


def _may_be_below(scan: Scan, said: Said) -> bool:
    """Behind the end of a thought, or with a decimal at the beginning of a line: what bullets count is whole."""
    if _PARTED.match(scan.text, said.start - 3):
        return True
    written = scan.text[said.start : said.end]
    return scan.is_begun(said.start) and ("," in written or ("." in written and not GROUPS.match(written)))


def _brief(scan: Scan, start: int) -> Said | None:
    """80t, 10T, 6T: years of age, tons or months; with a decimal or a small letter it is a unit, even if unknown.

    16L, 3P, 2v, 5b, 50c: litres, phases, tablets, copies, shrimps, or else the letter.
    """
    match = _BRIEF.match(scan.text, start)
    if not match:
        return None
    said = _meant(scan, match)
    if said:
        return Said(start, match.end(), f"{said_number(match[1])} {said}", "unit")
    is_name = match[1].isdecimal() and scan.left(start).endswith(tongue().before["lettered"])
    if match[2] == "t" or (match[2] == "T" and not is_name):
        return Said(start, match.end(), match[0], "", f"{said_number(match[1])} {_briefs()['t'][-1].said}")
    return None


def _meant(scan: Scan, match: re.Match[str]) -> str:
    """What the letter behind a number stands for."""
    return meant_by(scan, match[2], match.start(), match.end())


def meant_by(scan: Scan, letter: str, start: int, end: int) -> str:
    """What a letter stands for that measures or counts; nothing where no sense of it fits."""
    senses = _briefs().get("t" if letter == "T" else letter, ())
    return scan.sense(senses, start, end, NEAR) if senses else ""


def brief_at(scan: Scan, start: int) -> tuple[str, int]:
    """A number with the letter behind it, as both are said, and where that ends; nothing where nobody knows it."""
    match = _BRIEF.match(scan.text, start)
    meant = _meant(scan, match) if match else ""
    return (f"{said_number(match[1])} {meant}", match.end()) if match and meant else ("", start)


@cache
def _briefs() -> dict[str, Senses]:
    return {letter: senses_of(meanings) for letter, meanings in tongue().brief.items()}


# --- plain numbers


def _number(scan: Scan, start: int) -> Said | None:
    match = _FIGURE.match(scan.text, start)
    end = match.end() if match else start
    if not match or scan.text[end : end + 1].isalpha():
        return None
    words, left, written = tongue(), scan.left(start), match[0]
    said = said_number(written)
    if "." in written and not GROUPS.fullmatch(written.partition(",")[0]) and "," not in written:
        whole, _, digits = written.partition(".")
        is_measured = left.endswith(words.before["measured"]) or written.startswith("0.")
        # A small letter: behind the number of a table its title begins.
        is_large = scan.text[end : end + 2].strip().islower()
        is_measured = is_measured or (is_large and scan.right(end).startswith(words.after["large"]))
        said = said if is_measured else f"{cardinal(whole)} {words['dot']} {' '.join(fraction(digits))}"
    elif _is_full_hour(scan, match):
        said = ""
    elif scan.text[end : end + 1] == "." and _POINT_OF.match(scan.text, end):
        return Said(start, end + 1, f"{said} {words['dot']}", "number")
    elif written.isdecimal():
        touches = start > 0 and scan.text[start - 1].isalpha()
        said = ordinal(written, left, words) or _padded_code(written, left, words, touches) or said
        behind = scan.text[end : end + 2]
        if (_DASHES[0] in behind or _DASHES[1] in behind) and (until := _until().match(scan.text, end)):
            return Said(start, until.end(), f"{said} {words['to']} ", "range")
        if behind[:1] in _DASHES and behind[1:].isspace() and _is_item(scan, start, end):
            return Said(start, end + 1, f"{said}.", "number")
        if len(written) >= _OF_CODE and not scan.right(end).startswith(words.after["large"]):
            said = ", ".join(map(one_by_one, cut(written)))
    if scan.text[end : end + 2] == "+ " and scan.right(end).startswith(words.after["exceeded"]):
        # 30+ firms
        return Said(start, end + 1, f"{words['beyond']} {said}", "number")
    return _signed(scan, Said(start, end, said, "number"))


def _is_item(scan: Scan, start: int, end: int) -> bool:
    """2- at the head of a line, before a capital."""
    return scan.text[end + 2 : end + 3].isupper() and scan.is_begun(start)


@cache
def _until() -> re.Pattern[str]:
    """16 - under 60"""
    return re.compile(rf"{DASH}(?={tongue()['under']}[^\S\n]\d)")


def _is_full_hour(scan: Scan, match: re.Match[str]) -> bool:
    """The 00 behind the word for hour, if none for minutes follows."""
    words = tongue()
    is_none = match[0] == "00" and scan.left(match.start()).endswith(f" {words['hour']}")
    return is_none and not scan.right(match.end()).startswith(words["minute"])


def _padded_code(written: str, left: str, words: Tongue, touches: bool) -> str:
    """A zero before a number is said where it belongs to a name; a long one is told digit by digit."""
    if written[0] != "0" or len(written) == 1:
        return ""
    if len(written) > 3:
        return one_by_one(written)
    if len(written) > 2 or touches or left.endswith(words.before["document"] + words.before["coded"]):
        return padded(written)
    if row_of_forms().search(left):
        return padded(written)
    return ""


def _formula(scan: Scan, start: int) -> Said | None:
    """800WG"""
    match = _FORMULA.match(scan.text, start)
    if not match or match[2] not in tongue().formulas:
        return None
    letters = " ".join(tongue().letters[letter] for letter in match[2])
    return Said(start, match.end(), f"{said_number(match[1])} {letters}", "code")


def _lettered(scan: Scan, start: int) -> Said | None:
    """30a, 4G, 12A1: the letters by their names."""
    match = _LETTERED.match(scan.text, start)
    name = tongue().letters.get(match[2].upper()) if match else None
    if not match or not name:
        return None
    number = one_by_one(match[1]) if match[1][0] == "0" and len(match[1]) > 2 else cardinal(match[1])
    parts = [number, name, *([cardinal(match[3])] if match[3] else [])]
    return Said(start, match.end(), " ".join(parts), "code")
