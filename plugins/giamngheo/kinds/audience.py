"""Audience (đối tượng): groups of people whom programmes and policies name."""

from typing import Annotated

from pydantic import Field

from giamngheo.kinds.entry import Registered
from giamngheo.kinds.values import Flag, Text, Texts


class Audience(Registered):
    """Đối tượng. What is for groups that are staff alone, no scheduled bulletin reads to a village."""

    name: Annotated[Text, Field(examples=["Hộ nghèo"])]
    summary: Text | None = None
    aliases: Texts = ()
    icon: Text | None = None
    is_staff: Flag = False
