"""What a body is rendered to."""

from msgspec import Struct


class Heading(Struct, frozen=True):
    """An entry of the table of contents."""

    id: str
    name: str


class Rendered(Struct, frozen=True):
    """HTML of a body and its headings of the second level; of a page for paper the code of its address."""

    html: str
    headings: tuple[Heading, ...] = ()
    code: str | None = None
