"""The yearly review's calendar (lịch rà soát): between which days of a year, in which steps, whom to ask."""

from typing import Annotated

from pydantic import Field

from giamngheo.kinds.entry import Registered
from giamngheo.kinds.values import Day, Flag, Id, Ids, MonthDay, Text, Texts


class Season(Registered):
    """Lịch rà soát hộ nghèo; one with a place holds there instead of the national one."""

    name: Annotated[Text, Field(examples=["Rà soát hộ nghèo hằng năm"])]
    begins: Annotated[MonthDay, Field(examples=["09-01"])]
    ends: Annotated[MonthDay, Field(examples=["12-14"])]
    steps: Texts = ()
    place: Annotated[Id | None, Field(json_schema_extra={"refers": "place"})] = None
    laws: Annotated[Ids, Field(json_schema_extra={"refers": "document"})] = ()
    ask: Annotated[Ids, Field(json_schema_extra={"refers": "agency"}, examples=[["ubnd-xa"]])]
    sources: Annotated[Ids, Field(json_schema_extra={"refers": "source"})] = ()
    valid_from: Day | None = None
    valid_to: Day | None = None
    checked_on: Day | None = None
    confirmed: Flag = False
    note: Text | None = None
