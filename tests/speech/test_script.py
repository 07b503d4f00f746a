"""A body becomes what an announcer reads: in order, each paragraph with its end, nothing that only eyes can use."""

from pathlib import Path

import pytest
import yaml

from giamngheo.speech import script

BODIES = yaml.safe_load((Path(__file__).parent / "bodies.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", BODIES)
def test_a_body_is_read_so(name: str) -> None:
    assert BODIES[name]["read"] == list(script(BODIES[name]["html"]))
