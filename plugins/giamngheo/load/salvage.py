"""What can still be said of an entry with mistakes: the rest of it, so that every mistake is told at once.

A salvaged entry is never published; rules look at it, and are not asked about the fields that were left out.
"""

import copy
from typing import Any

from pydantic import ValidationError

from giamngheo.kinds.entry import Registered
from giamngheo.load.located import Located


def salvage(model: type[Registered], located: Located) -> tuple[Registered | None, frozenset[str]]:
    """The entry without its mistakes, and the fields that had to go; None where nothing is left to look at."""
    data: Any = copy.deepcopy(located.data)
    if not isinstance(data, dict):
        return None, frozenset()
    dropped: set[str] = set()
    # Each round may bring new mistakes to light: a part without its wrong field may lack it.
    for _ in range(3):
        try:
            return model.model_validate(data), frozenset(dropped)
        except ValidationError as error:
            for details in sorted(error.errors(include_url=False), key=lambda d: str(d["loc"]), reverse=True):
                dropped |= _drop(model, data, details["loc"])
    return None, frozenset()


def _drop(model: type[Registered], data: dict[str, Any], loc: tuple[int | str, ...]) -> set[str]:
    """Take out the smallest thing that can go: a row of a list, else the field; required ones get their example."""
    name = str(loc[0])
    if len(loc) > 1 and isinstance(loc[1], int) and isinstance(data.get(name), list):
        if loc[1] < len(data[name]):
            del data[name][loc[1]]
    else:
        data.pop(name, None)
    info = model.model_fields.get(name)
    if info is not None and info.is_required() and info.examples and not data.get(name):
        data[name] = info.examples[0]
    return {name, *(str(step) for step in loc if isinstance(step, str))}
