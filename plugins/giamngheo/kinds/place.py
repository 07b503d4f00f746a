"""Place (địa bàn): country, region, group, province, district or commune, valid in time."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from giamngheo.kinds.entry import Registered
from giamngheo.kinds.values import Day, Id, Part, PlaceCode, Text, Texts

Level = Literal["country", "region", "group", "province", "district", "commune"]


class Merger(Part):
    """What became of a place: the whole of it, or a part, went to another."""

    id: Annotated[Id, Field(json_schema_extra={"refers": "place"})]
    share: Literal["whole", "part"] = "whole"


class Place(Registered):
    """Địa bàn. Codes were given again to other places: only the id is unique."""

    name: Annotated[Text, Field(examples=["Xã Mẫu"])]
    level: Annotated[Level, Field(examples=["commune"])]
    code: PlaceCode | None = None
    parent: Annotated[Id | None, Field(json_schema_extra={"refers": "place"})] = None
    valid_from: Day | None = None
    valid_to: Day | None = None
    merged_into: tuple[Merger, ...] = ()
    aliases: Texts = ()
    note: Text | None = None
    source: Annotated[Id | None, Field(json_schema_extra={"refers": "source"})] = None

    def exists_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)
