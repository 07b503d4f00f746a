"""A file that the portal makes besides its pages."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Artifact:
    """`view` is all that the file is made of: while it stays the same, the file made before is still right.

    `is_kept`: the store remembers the file too; not where it is made sooner than remembered.
    """

    path: str
    view: object
    make: Callable[[], bytes]
    is_kept: bool = True
