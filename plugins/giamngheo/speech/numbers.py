"""Numbers in words: whole ones by vn-money, decimals as a newsreader says them, digits one by one."""

from functools import lru_cache

from vn_money import to_words

# Nobody hears more than that as a number; vn-money counts to 2^53.
LARGEST = 10**15
_LONGEST = 40
_BILLION, _THOUSAND = to_words(10**9).split()[1], to_words(1000).split()[1]
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_THOUSANDS = f"{_THOUSAND} {_BILLION}"


@lru_cache(maxsize=4096)
def cardinal(digits: str) -> str:
    """2664 -> two thousand six hundred and sixty-four; very long ones are told digit by digit."""
    if len(digits) > _LONGEST or int(digits) > LARGEST:
        return one_by_one(digits)
    said = to_words(int(digits))
    # Thousands of billions are said with them: three thousand four hundred billions.
    return said.replace(_THOUSANDS, _THOUSAND, 1) if said.count(_BILLION) > 1 else said


def one_by_one(digits: str) -> str:
    return " ".join(to_words(int(digit)) for digit in digits)


def fraction(digits: str) -> list[str]:
    """Up to two digits are one number, zeros before it are told one by one; a longer one is told digit by digit."""
    rest = digits.lstrip("0")
    if not rest or len(digits) > 2:
        return [to_words(int(digit)) for digit in digits]
    return [*(to_words(0) for _ in range(len(digits) - len(rest))), to_words(int(rest))]


def roman(numeral: str) -> int:
    """XIV -> 14"""
    values = [_VALUES[sign] for sign in numeral]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
