"""What a body is rendered to."""

from msgspec import Struct


class Heading(Struct, frozen=True):
    """An entry of the table of contents."""

    id: str
    name: str


class Html(Struct, frozen=True):
    """The text of a body."""

    html: str


class Rendered(Html, frozen=True):
    """HTML of a body and its headings of the second level; of a page for paper the code of its address."""

    headings: tuple[Heading, ...] = ()
    code: str | None = None
