"""A file that the portal makes besides its pages."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Artifact:
    """`view` is all that the file is made of: while it stays the same, the file made before is still right."""

    path: str
    view: object
    make: Callable[[], bytes]
