"""Numbers as cells show them: Excel's formats, and what people typed as text."""

import re
from decimal import Decimal

from msgspec import Struct

from giamngheo.importing.signs import SIGNS
from giamngheo.kinds.values import half_up

# What a format prints as it stands: quoted text, an escaped sign, a width, a fill, a colour or a condition.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")


class Format(Struct, frozen=True):
    """What a number format shows: the fewest and the most decimals (None: as many as there are)."""

    is_percent: bool = False
    fewest: int | None = None
    most: int | None = None

    def shown(self, exact: Decimal) -> Decimal:
        """The number with the digits that Excel prints, rounded half up as Excel rounds."""
        if self.most is None or self.fewest is None:
            return exact
        rounded = half_up(exact, self.most)
        spare = self.most
        while spare > self.fewest and rounded == rounded.quantize(Decimal(1).scaleb(1 - spare)):
            spare -= 1
        return rounded.quantize(Decimal(1).scaleb(-spare))


def format_of(code: str) -> Format:
    """`0.0%` -> percent with one decimal; `#,##0` -> whole; `General` -> as many as there are."""
    first = _LITERAL.sub("", code).split(";")[0]
    digits = re.search(r"[0#?][0#?,]*(?:\.([0#?]+))?", first)
    if digits is None or "/" in first or re.search(r"[eE][+-]", first):
        return Format("%" in first)
    decimals = digits[1] or ""
    return Format("%" in first, decimals.count("0"), len(decimals))


def exact(value: float | int) -> Decimal:
    """The fifteen digits that Excel keeps; trailing zeros are the format's affair."""
    number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    return Decimal(format(number, "f"))


def hundredfold(part: Decimal) -> Decimal:
    """0.452 -> 45.2, with no digit more."""
    return Decimal(format(part.scaleb(2), "f"))


class Typed(Struct, frozen=True):
    """A number that was typed as text; `is_english` where commas part its thousands."""

    value: Decimal
    is_english: bool = False


def typed(text: str, is_rate: bool) -> Typed | None:
    """The one number that text can mean in a column of rates or of counts; None where there is none.

    A count has no decimals and a rate is no thousand: `1.234` is 1234 in the one and 1,234 in the other.
    """
    bare = _SPACES.sub("", text.strip().strip("'")).casefold()
    bare = re.sub(rf"(?:{SIGNS['units']})$", "", bare)
    for pattern, thousands, mark in _WRITTEN[is_rate]:
        if re.fullmatch(pattern, bare):
            plain = bare.replace(thousands, "").replace(mark, ".")
            return Typed(Decimal(plain), thousands == ",")
    return None


# Pattern, the sign between thousands, the sign before decimals; the first that fits is the reading.
_WHOLE = (r"-?(?:0|[1-9]\d*)", "\0", "\0")
_DECIMAL = ((r"-?(?:0|[1-9]\d*),\d+", "\0", ","), (r"-?(?:0|[1-9]\d*)\.\d+", "\0", "."))
_GROUPED = ((r"-?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", ".", ","), (r"-?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", ",", "."))
_WRITTEN = {True: (_WHOLE, *_DECIMAL, *_GROUPED), False: (_WHOLE, *_GROUPED, *_DECIMAL)}
