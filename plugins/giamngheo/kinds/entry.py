"""What every entry has in common, whatever its kind: the fields of its front matter that all rooms rely on."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from giamngheo.kinds.values import Audio, Day, Id, Ids, Language, Picture, Text, Texts, Video

Status = Literal["draft", "review", "published"]
Origin = Literal["own", "state", "press", "editorial"]
Priority = Literal["thuong", "uu-tien", "khan-cap"]


class Registered(BaseModel):
    """Something that a register or a file declares under an id."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Entry(Registered):
    """A Markdown file with front matter (bài): it is dated, approved and published at its own address."""

    title: Annotated[Text, Field(examples=["Nước sạch về thôn"])]
    date: Annotated[Day, Field(examples=["2026-11-02"])]
    summary: Annotated[Text, Field(examples=["Một câu nói bài này giúp được gì cho người đọc."])]
    updated: Day | None = None
    topics: Annotated[Ids, Field(json_schema_extra={"refers": "topic"})] = ()
    places: Annotated[Ids, Field(json_schema_extra={"refers": "place"})] = ()
    audience: Annotated[Ids, Field(json_schema_extra={"refers": "audience"})] = ()
    status: Status = "published"
    approved_by: Text | None = None
    publish_at: Day | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None
    checked_on: Day | None = None
    origin: Origin = "own"
    permission: Text | None = None
    sources: Annotated[Ids, Field(json_schema_extra={"refers": "source"})] = ()
    licence: Text | None = None
    pictures: tuple[Picture, ...] = ()
    audio: tuple[Audio, ...] = ()
    video: tuple[Video, ...] = ()
    language: Language = "vi"
    translation_of: Id | None = None
    priority: Priority = "thuong"
    redirect_from: Texts = ()
    corrections: Annotated[Ids, Field(json_schema_extra={"refers": "correction"})] = ()
    aliases: Texts = ()
    # What is written in this entry -> how it is read aloud.
    say: dict[Text, Text] = {}
    let_pass: Texts = ()
