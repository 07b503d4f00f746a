"""Value objects and the scalars of front matter: text is converted by the field that receives it, never by YAML."""

import re
from contextlib import suppress
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Literal
from urllib.parse import quote, urlsplit, urlunsplit

from msgspec import Struct
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, InstanceOf, PlainSerializer
from pydantic_core import PydanticCustomError

# Compiled once: thousands of dates and ids are looked at.
ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_ID = re.compile(ID_PATTERN)
_WEB = re.compile(r"https?://[^\s<>\"'\\]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Years that a page about today may speak of; 9999 is what some write where a thing has no end.
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
# Most numbers can be read in no other way.
_SURE = re.compile(r"[-+]?(?:0|[1-9]\d*)(?:,\d+)?")


def _year_first(value: str) -> str:
    """20/11/2026 and 2026/11/20 as 2026-11-20; of what is no such day an example."""
    parts = re.split(r"[/.-]", value)
    with suppress(ValueError):
        year, month, day = map(int, parts if len(parts[0]) == 4 else reversed(parts))
        return date(year, month, day).isoformat()
    return "2026-11-20"


def _near(year: int, value: object) -> None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise PydanticCustomError("F318", "a year too far", {"value": value})


class _Days(dict[str, date]):
    """Days as they are typed; each is looked at once."""

    def __missing__(self, value: str) -> date:
        if not _DAY.fullmatch(value):
            raise PydanticCustomError("F304", "date not yyyy-mm-dd", {"value": value, "example": _year_first(value)})
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("F303", "impossible date", {"value": value}) from None
        _near(day.year, value)
        self[value] = day
        return day


_DAYS = _Days()


def _day(value: object) -> object:
    return _DAYS[value] if isinstance(value, str) else value


def _flag(value: object) -> object:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise PydanticCustomError("F305", "neither true nor false", {"value": value})


def _number(value: object) -> object:
    """Read `2,80`, `2.8`, `1005262`, `1.005.262`; refuse what can be read in two ways."""
    if not isinstance(value, str):
        return value
    if _SURE.fullmatch(value):
        return Decimal(value.replace(",", "."))
    text = value.replace("\u00a0", "").replace(" ", "")
    if re.fullmatch(r"[-+]?0\d+([.,]\d+)?", text):
        raise PydanticCustomError("F307", "leading zero", {"value": value})
    if re.fullmatch(r"[-+]?[1-9]\d{0,2}\.\d{3}", text):
        raise PydanticCustomError("F306", "ambiguous point", {"value": value, "whole": text.replace(".", "")})
    if re.fullmatch(r"[-+]?\d{1,3}(\.\d{3}){2,}(,\d+)?", text) or re.fullmatch(r"[-+]?\d{1,3}(\.\d{3})+,\d+", text):
        text = text.replace(".", "")
    if not re.fullmatch(r"[-+]?\d+([.,]\d+)?", text):
        raise PydanticCustomError("F308", "not a number", {"value": value})
    return Decimal(text.replace(",", "."))


def _count(value: object) -> object:
    number = _number(value)
    if isinstance(number, Decimal):
        if number != number.to_integral_value():
            raise PydanticCustomError("F313", "a count with decimals", {"value": value})
        return int(number)
    return number


def _year(value: object) -> object:
    year = _count(value)
    if isinstance(year, int):
        _near(year, value)
    return year


def _many(value: object) -> object:
    """One value where a list may stand is a list of one."""
    return [value] if isinstance(value, str) else value


def plain(number: Decimal) -> str:
    """The digits as published and as an editor types them: 2,80 keeps its zero, a comma is never a thousand."""
    return format(number, "f").replace(".", ",")


class _Ids(dict[str, str]):
    """Ids as they are typed, each looked at and held once: thousands of entries name the same topics and places."""

    def __missing__(self, value: str) -> str:
        if not _ID.fullmatch(value):
            raise PydanticCustomError("F311", "bad id", {"value": value})
        return self.setdefault(value, value)


def _place_code(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"\d{2}|\d{3}|\d{5}", value):
        raise PydanticCustomError("F312", "place code", {"value": value})
    return value


def uri(address: str) -> str:
    """An address as every program takes it (RFC 3986): its host in Punycode, other letters and spaces as bytes."""
    if address.isascii() and " " not in address:
        return address
    parts = urlsplit(address)
    host = parts.netloc
    with suppress(UnicodeError):
        host = host.encode("idna").decode()
    quoted = (quote(part, safe="/%:@!$&'()+*,;=?~") for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, host, *quoted))


def _web(value: object) -> object:
    if isinstance(value, str) and not _WEB.fullmatch(value):
        raise PydanticCustomError("F314", "no web address", {"value": value})
    return value


def _language(value: object) -> object:
    # It is a folder of the site as well: nothing in it may lead out of it.
    if isinstance(value, str) and not _LANGUAGE.fullmatch(value):
        raise PydanticCustomError("F317", "no code of a language", {"value": value})
    return value


Text = Annotated[str, Field(min_length=1)]
Language = Annotated[str, BeforeValidator(_language)]
Languages = Annotated[tuple[Language, ...], BeforeValidator(_many)]
WebAddress = Annotated[str, BeforeValidator(_web)]
Id = Annotated[str, AfterValidator(_Ids().__getitem__)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_many)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_many)]
Day = Annotated[date, BeforeValidator(_day)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Number = Annotated[Decimal, BeforeValidator(_number), PlainSerializer(plain, return_type=str)]
Count = Annotated[int, BeforeValidator(_count)]
Year = Annotated[int, BeforeValidator(_year)]
PlaceCode = Annotated[str, BeforeValidator(_place_code)]


class Part(BaseModel):
    """A part of an entry that stands nested in its front matter."""

    # Most models are only parts of others: what each would need by itself is made when somebody asks for it.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class When(Struct, frozen=True, order=True):
    """A day, a month or a year, as exactly as the source tells: 2023-10-05, 2023-10, 2023."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> "When":
        when = cls(*(int(part) for part in text.split("-")))
        date(when.year, when.month or 1, when.day or 1)
        return when

    def __str__(self) -> str:
        return "-".join(f"{part:02}" for part in (self.year, self.month, self.day) if part)

    @property
    def last_day_ahead(self) -> date | None:
        """The last day on which it is still to come: its own, or the one before its month; of a year none."""
        if self.month is None:
            return None
        return date(self.year, self.month, self.day or 1) - timedelta(days=0 if self.day else 1)

    def is_ahead_on(self, day: date) -> bool:
        return self.last_day_ahead is not None and day <= self.last_day_ahead


def _when(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", value):
        raise PydanticCustomError(
            "F304", "date not yyyy[-mm[-dd]]", {"value": value, "example": "2026-11-20, 2026-11, 2026"}
        )
    try:
        when = When.parse(value)
    except ValueError:
        raise PydanticCustomError("F303", "impossible date", {"value": value}) from None
    _near(when.year, value)
    return when


PartialDay = Annotated[InstanceOf[When], BeforeValidator(_when), PlainSerializer(str, return_type=str)]


class DayOfYear(Struct, frozen=True, order=True):
    """A day of every year: 09-01 is the first of September."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        """The 29th of February is the 28th where a year has none."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, self.month, self.day - 1)

    def __str__(self) -> str:
        return f"{self.month:02}-{self.day:02}"


def _day_of_year(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"\d{2}-\d{2}", value):
        raise PydanticCustomError("F304", "date not mm-dd", {"value": value, "example": "09-01"})
    month, day = (int(part) for part in value.split("-"))
    try:
        date(2024, month, day)
    except ValueError:
        raise PydanticCustomError("F303", "impossible date", {"value": value}) from None
    return DayOfYear(month, day)


MonthDay = Annotated[InstanceOf[DayOfYear], BeforeValidator(_day_of_year), PlainSerializer(str, return_type=str)]


def _day_or_yearly(value: object) -> object:
    return _day_of_year(value) if isinstance(value, str) and len(value) < 6 else _day(value)


# 2026-02-14 is one day, 09-02 a day of every year.
YearlyDay = Annotated[
    date | InstanceOf[DayOfYear], BeforeValidator(_day_or_yearly), PlainSerializer(str, return_type=str)
]


class Period(Part):
    """From a day to a day, both included; an open end is None."""

    start: Day
    end: Day | None = None

    def contains(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)


class Percent(Struct, frozen=True, order=True):
    """A rate of poor households among all households of a place, in percent."""

    value: Decimal

    def __sub__(self, other: "Percent") -> "Points":
        return Points(self.value - other.value)


class Points(Struct, frozen=True, order=True):
    """A difference of two rates, in percentage points; never a percentage."""

    value: Decimal


def half_up(value: Decimal, decimals: int) -> Decimal:
    """Round as schools and statistics offices of the country do."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


class Picture(Part):
    """A picture of an entry; the first one leads."""

    file: Text
    alt: Text
    credit: Text
    rights: Literal["own", "permission", "cc-by", "cc-by-sa", "public-domain"] = "own"
    caption: Text | None = None
    shows_people: Flag = False


class Audio(Part):
    """A recording beside the text."""

    file: Text
    language: Language = "vi"
    speaker: Text | None = None
    synthetic: Flag = False


class Video(Part):
    """A film that lies elsewhere: shown as a link, never embedded from a third party."""

    url: WebAddress
    title: Text
