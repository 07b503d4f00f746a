"""Plain page (trang): introduction, contact, terms; the home page's own text is one of them."""

from typing import Annotated

from pydantic import Field

from giamngheo.kinds.entry import Registered, Status
from giamngheo.kinds.values import Day, Ids, Language, Text, Texts


class Page(Registered):
    """Trang."""

    title: Text
    date: Day | None = None
    updated: Day | None = None
    summary: Text | None = None
    status: Status = "published"
    topics: Annotated[Ids, Field(json_schema_extra={"refers": "topic"})] = ()
    sources: Annotated[Ids, Field(json_schema_extra={"refers": "source"})] = ()
    language: Language = "vi"
    translation_of: Text | None = None
    redirect_from: Texts = ()
    aliases: Texts = ()
    menu: int | None = None
