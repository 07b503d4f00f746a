"""Files that the portal makes besides its pages."""

from collections.abc import Callable, Iterable

from msgspec import Struct

from giamngheo.keys import Key


class Artifact(Struct, frozen=True):
    """`view` is all that the file is made of: while it stays the same, the file made before is still right.

    `is_kept`: the store remembers the file too; not where it is made sooner than remembered.
    `is_apart`: no setting and no template but those in its view has a part in it.
    """

    path: str
    view: object
    make: Callable[[], bytes]
    is_kept: bool = True
    is_apart: bool = False


class Batch(Struct, frozen=True):
    """Files that come of one thing: while `sign` stays the same, those made before are still right.

    They are made sooner than looked up, and written where they differ from what is there. None is a step on the way
    to them.
    """

    sign: Key
    files: Callable[[], Iterable[tuple[str, bytes] | None]]
