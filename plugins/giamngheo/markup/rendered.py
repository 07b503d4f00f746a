"""What a body is rendered to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """An entry of the table of contents."""

    id: str
    name: str


@dataclass(frozen=True)
class Rendered:
    """HTML of a body and its headings of the second level."""

    html: str
    headings: tuple[Heading, ...] = ()
