"""Question and answer (hỏi - đáp): what citizens asked, or what the editors know citizens ask."""

from typing import Annotated

from pydantic import Field

from giamngheo.kinds.entry import Entry
from giamngheo.kinds.values import Ids, Text, Texts


class Question(Entry):
    """Hỏi - đáp; the title is the question. Who asked when stands in the register of inquiries, if anybody did."""

    short_answer: Annotated[Text, Field(examples=["Có. Hãy mang sổ hộ nghèo đến trạm y tế."])]
    steps: Texts = ()
    papers: Texts = ()
    where_to_go: Annotated[Ids, Field(json_schema_extra={"refers": "agency"})] = ()
    legal_basis: Annotated[Ids, Field(json_schema_extra={"refers": "document"}, examples=[["nd-07-2021"]])] = ()
    no_basis_reason: Text | None = None
    policies: Annotated[Ids, Field(json_schema_extra={"refers": "policy"})] = ()
