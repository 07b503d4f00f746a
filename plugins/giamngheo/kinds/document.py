"""Document (văn bản): law, decree, resolution, decision, plan; by number, issuer and validity."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from giamngheo.kinds.entry import Registered
from giamngheo.kinds.values import Day, Ids, Text, WebAddress

Form = Literal["law", "resolution", "decree", "decision", "circular", "directive", "plan"]


class Document(Registered):
    """Văn bản."""

    number: Annotated[Text, Field(examples=["12/2026/NĐ-CP"])]
    title: Annotated[Text, Field(examples=["Nghị định mẫu"])]
    form: Annotated[Form, Field(examples=["decree"])]
    issuer: Annotated[Text, Field(examples=["Chính phủ"])]
    issued: Day | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None
    amends: Annotated[Ids, Field(json_schema_extra={"refers": "document"})] = ()
    replaced_by: Annotated[Ids, Field(json_schema_extra={"refers": "document"})] = ()
    summary: Text | None = None
    url: WebAddress | None = None
    sources: Annotated[Ids, Field(json_schema_extra={"refers": "source"})] = ()
    checked_on: Day | None = None
    note: Text | None = None

    def is_expired_on(self, day: date) -> bool:
        return self.valid_to is not None and self.valid_to < day
