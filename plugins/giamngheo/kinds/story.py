"""Story of a model household (gương điển hình): a family, its way of earning, and its consent."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from giamngheo.kinds.entry import Entry
from giamngheo.kinds.values import Count, Day, Flag, Ids, Part, Text

# What a consent may cover, as Law 91/2025/QH15 asks: each use is agreed to by itself.
Scope = Literal["text", "photo", "audio", "reuse"]


def _scopes(value: object) -> object:
    return [value] if isinstance(value, str) else value


class Household(Part):
    """The family as the story names it; no place finer than the commune."""

    name: Text
    members: Count | None = None
    escaped_in: Count | None = None


class Consent(Part):
    """The family's agreement to be named; the signed paper never enters the repository, only its reference."""

    given_on: Day
    scope: Annotated[tuple[Scope, ...], BeforeValidator(_scopes)]
    expires: Day
    record: Text
    withdrawn_on: Day | None = None

    def holds_on(self, day: date) -> bool:
        """True from the day it was given while neither withdrawn nor expired."""
        return self.given_on <= day <= self.expires and not self.is_withdrawn_on(day)

    def is_withdrawn_on(self, day: date) -> bool:
        return self.withdrawn_on is not None and self.withdrawn_on <= day

    def within(self, first: "Consent") -> "Consent":
        """This one, as far as another covers it too: what is told anew keeps to what was agreed to at first."""
        withdrawn = min((day for day in (self.withdrawn_on, first.withdrawn_on) if day is not None), default=None)
        return self.model_copy(
            update={
                "given_on": max(self.given_on, first.given_on),
                "scope": tuple(use for use in self.scope if use in first.scope),
                "expires": min(self.expires, first.expires),
                "withdrawn_on": withdrawn,
            }
        )


class Story(Entry):
    """Gương điển hình, mô hình giảm nghèo."""

    household: Annotated[Household, Field(examples=[{"name": "gia đình chị M."}])]
    livelihood_model: Annotated[Text, Field(examples=["Nuôi bò sinh sản"])]
    support_received: Annotated[Ids, Field(json_schema_extra={"refers": "policy"})] = ()
    consent: Consent | None = None
    illustrative: Annotated[Flag, Field(examples=["true"])] = False
