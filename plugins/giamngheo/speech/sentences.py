"""Numbers as they are read aloud: 5,13 % in Vietnamese words, for sentences that a broadcaster reads out."""

from decimal import Decimal
from functools import cache

from giamngheo.speech.numbers import cardinal, fraction
from giamngheo.words import HOME, Words, words_of


class Spoken(Words):
    """The words of a language whose numbers are spelled out."""

    def decimal(self, value: Decimal | int, decimals: int | None = None) -> str:
        """5.13 -> five point thirteen; 2.80 keeps its zero: two point eighty; 0.05 -> zero point zero five."""
        written = super().decimal(value, decimals).replace(self.group_mark, "")
        whole, _, digits = written.lstrip("\u2212").partition(self.decimal_mark)
        said = [self.say("spoken.minus")] if written != written.lstrip("\u2212") else []
        said.append(cardinal(whole))
        if digits:
            said += [self.say("spoken.point"), *fraction(digits)]
        return " ".join(said)

    def percent(self, value: Decimal, decimals: int | None = None) -> str:
        return self.say("spoken.percent", value=self.decimal(value, decimals))

    def unit(self, name: str, spoken: str | None) -> str:
        return spoken or name

    def year(self, year: int) -> str:
        return cardinal(str(year))


@cache
def spoken() -> Spoken:
    """Sentences of figures are Vietnamese whatever the language of the interface: so are their numbers."""
    return Spoken(HOME, words_of(HOME))
