"""Agency (cơ quan): whom to ask, who answers, who publishes."""

from typing import Annotated, Literal

from pydantic import Field

from giamngheo.kinds.entry import Registered
from giamngheo.kinds.values import Flag, Id, Text, Texts, WebAddress


class Agency(Registered):
    """Cơ quan."""

    name: Annotated[Text, Field(examples=["Ủy ban nhân dân xã Mẫu"])]
    level: Annotated[Literal["central", "provincial", "commune"], Field(examples=["commune"])]
    task: Annotated[Text, Field(examples=["Nhận đơn và trả lời người dân."])]
    aliases: Texts = ()
    place: Annotated[Id | None, Field(json_schema_extra={"refers": "place"})] = None
    address: Text | None = None
    phone: Text | None = None
    sms: Text | None = None
    zalo: Text | None = None
    email: Text | None = None
    url: WebAddress | None = None
    hours: Text | None = None
    note: Text | None = None
    # Invented for a demonstration: it is no one's place to ask, and no list shows it.
    is_fictional: Flag = False
