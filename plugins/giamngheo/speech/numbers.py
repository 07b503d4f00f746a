"""Numbers in words: whole ones by vn-money, decimals as a newsreader says them, digits one by one."""

from functools import lru_cache

from vn_money import to_words

# Nobody hears more than that as a number; vn-money counts to 2^53.
LARGEST = 10**15


@lru_cache(maxsize=4096)
def cardinal(digits: str) -> str:
    """2664 -> two thousand six hundred and sixty-four; very long ones are told digit by digit."""
    return to_words(int(digits)) if int(digits) <= LARGEST else one_by_one(digits)


def one_by_one(digits: str) -> str:
    return " ".join(to_words(int(digit)) for digit in digits)


def fraction(digits: str) -> list[str]:
    """Up to two digits are one number, zeros before it are told one by one; a longer one is told digit by digit."""
    rest = digits.lstrip("0")
    if not rest or len(digits) > 2:
        return [to_words(int(digit)) for digit in digits]
    return [*(to_words(0) for _ in range(len(digits) - len(rest))), to_words(int(rest))]
