"""Poverty standard (chuẩn nghèo): who counts as poor, and in which years."""

from typing import Annotated

from pydantic import Field

from giamngheo.kinds.entry import Registered
from giamngheo.kinds.values import Count, Day, Ids, Part, Period, Text


class Threshold(Part):
    """Income a person and month, in đồng, at or below which a household may count as poor."""

    rural: Count
    urban: Count


class Deprivation(Part):
    """One of the indicators of lacking basic social services (chỉ số thiếu hụt)."""

    service: Text
    name: Text


class PovertyStandard(Registered):
    """Chuẩn nghèo."""

    name: Annotated[Text, Field(examples=["Chuẩn nghèo đa chiều giai đoạn mẫu"])]
    applies: Annotated[Period, Field(examples=[{"start": "2031-01-01", "end": "2035-12-31"}])]
    threshold: Annotated[Threshold, Field(examples=[{"rural": "2200000", "urban": "2800000"}])]
    near_poor_threshold: Threshold | None = None
    # The review at the end of the year before already counts by the new standard.
    baseline_from: Day | None = None
    rule: Text | None = None
    deprivations: tuple[Deprivation, ...] = ()
    documents: Annotated[Ids, Field(json_schema_extra={"refers": "document"}, examples=[["nd-07-2021"]])]
    sources: Annotated[Ids, Field(json_schema_extra={"refers": "source"})] = ()
    note: Text | None = None
