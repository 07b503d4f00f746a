"""Correction (đính chính): what was wrong, what is right, since when; or that something was withdrawn."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from giamngheo.kinds.entry import Registered
from giamngheo.kinds.values import Day, Flag, Id, Text, Year


class Correction(Registered):
    """Đính chính. `about` is a link such as `article:ten-bai`, of a figure `indicator:ho-ngheo` with its place and
    year; a withdrawal carries no name.
    """

    date: Annotated[Day, Field(examples=["2026-11-02"])]
    about: Text | None = None
    place: Annotated[Id | None, Field(json_schema_extra={"refers": "place"})] = None
    period: Year | None = None
    was: Annotated[Text, Field(examples=["Đã in 2,8 %."])]
    now: Annotated[Text, Field(examples=["Đúng là 2,80 %."])]
    reason: Annotated[Text, Field(examples=["Thiếu một chữ số."])]
    withdrawal: Flag = False


class Withdrawal(Struct, frozen=True):
    """A story that was public and is no more: since when and why. `seal` stands for its page without telling it."""

    seal: str
    day: date
    reason: Literal["withdrawn", "expired"]
