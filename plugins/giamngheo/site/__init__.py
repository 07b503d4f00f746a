"""The only room that imports MkDocs: each event of the host is one call into the rest of the house."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# What is loaded stays, and so does everything read until the build ends: looking through it for rubbish took a fifth
# of the start and a sixth of the build.
gc.set_threshold(500_000, 50, 1_000)


@contextmanager
def staying() -> Iterator[None]:
    """What is made here is not looked through for rubbish: not now, and not after it."""
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.freeze()
            gc.enable()
