"""A body becomes what an announcer reads: in order, each paragraph with its end, nothing that only eyes can use."""

from pathlib import Path

import pytest
import yaml

from giamngheo.speech import script
from giamngheo.speech.script import paragraphs

BODIES = yaml.safe_load((Path(__file__).parent / "bodies.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", BODIES)
def test_a_body_is_read_so(name: str) -> None:
    assert BODIES[name]["read"] == list(script(BODIES[name]["html"]))


def test_headings_are_known_and_what_belongs_to_one_list_or_table() -> None:
    html = (
        "<h2>A</h2><p>b</p><ol><li>c<ul><li>d</li></ul></li><li>e</li></ol><p>f</p>"
        "<table><tr><th>g</th></tr><tr><td>h</td></tr><tr><td>i</td></tr></table><ul><li>k</li></ul>"
    )
    told = [(one.text[-2:-1], one.block, one.is_heading) for one in paragraphs(html)]
    flat = [("A", 0, True), ("b", 0, False), ("c", 1, False), ("d", 1, False), ("e", 1, False), ("f", 0, False)]
    assert [*flat, ("H", 2, False), ("I", 2, False), ("k", 3, False)] == told
