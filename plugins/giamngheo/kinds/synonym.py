"""Synonyms (từ đồng nghĩa): phrases and abbreviations that say the same, for those who search."""

from typing import Annotated

from pydantic import Field

from giamngheo.kinds.entry import Registered
from giamngheo.kinds.values import Texts


class Synonym(Registered):
    """Từ đồng nghĩa."""

    phrases: Annotated[Texts, Field(min_length=2, examples=[["BHYT", "bảo hiểm y tế"]])]
