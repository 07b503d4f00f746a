"""Topic (chủ đề): what entries are about."""

from typing import Annotated

from pydantic import Field

from giamngheo.kinds.entry import Registered
from giamngheo.kinds.values import Text, Texts


class Topic(Registered):
    """Chủ đề."""

    name: Annotated[Text, Field(examples=["Nước sạch"])]
    summary: Text | None = None
    aliases: Texts = ()
    icon: Text | None = None
