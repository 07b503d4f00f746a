"""What a body is rendered to."""

from msgspec import Struct


class Heading(Struct, frozen=True):
    """An entry of the table of contents."""

    id: str
    name: str


class Rendered(Struct, frozen=True):
    """HTML of a body and its headings of the second level."""

    html: str
    headings: tuple[Heading, ...] = ()
