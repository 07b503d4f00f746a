"""Question and answer (hỏi - đáp): what a citizen asked, or what the editors know citizens ask."""

from typing import Annotated, Literal

from pydantic import Field

from giamngheo.kinds.entry import Entry
from giamngheo.kinds.values import Day, Id, Ids, Part, Text, Texts

Channel = Literal["phone", "sms", "email", "zalo", "commune", "dialogue", "form", "post"]


class Waiting(Part):
    """A time in which the clock stands still because the asker has to add something."""

    start: Day
    end: Day | None = None
    reason: Text


class Question(Entry):
    """Hỏi - đáp; the title is the question. `date` is the day of publication."""

    short_answer: Annotated[Text, Field(examples=["Có. Hãy mang sổ hộ nghèo đến trạm y tế."])]
    asked_as: Literal["question", "feedback"] = "question"
    received: Day | None = None
    routed: Day | None = None
    answered: Day | None = None
    waiting: tuple[Waiting, ...] = ()
    channel: Channel | None = None
    agency: Annotated[Id | None, Field(json_schema_extra={"refers": "agency"})] = None
    steps: Texts = ()
    papers: Texts = ()
    where_to_go: Annotated[Ids, Field(json_schema_extra={"refers": "agency"})] = ()
    legal_basis: Annotated[Ids, Field(json_schema_extra={"refers": "document"}, examples=[["nd-07-2021"]])] = ()
    no_basis_reason: Text | None = None
    policies: Annotated[Ids, Field(json_schema_extra={"refers": "policy"})] = ()
