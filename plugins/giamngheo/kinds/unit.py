"""Unit (đơn vị): what figures are counted in."""

from typing import Annotated

from pydantic import Field

from giamngheo.kinds.entry import Registered
from giamngheo.kinds.values import Text


class Unit(Registered):
    """Đơn vị của số liệu: as it is written behind a number, and as it is read aloud where that differs."""

    name: Annotated[Text, Field(examples=["hộ"])]
    spoken: Text | None = None
