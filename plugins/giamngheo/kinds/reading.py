"""Readings (từ đọc): how what a province writes is said on a loudspeaker."""

from typing import Annotated

from pydantic import Field

from giamngheo.kinds.entry import Registered
from giamngheo.kinds.values import Text, Texts


class Reading(Registered):
    """Từ đọc. `after` and `before` are words directly before and behind, where only they tell what is meant."""

    written: Annotated[Texts, Field(min_length=1, examples=[["CLB KN"]])]
    said: Annotated[Text, Field(examples=["câu lạc bộ khuyến nông"])]
    after: Texts = ()
    before: Texts = ()
