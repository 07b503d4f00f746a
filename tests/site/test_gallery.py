"""The gallery of components: each is shown as pages have it, so that none lives on for nobody."""

import re
from pathlib import Path

import pytest

from giamngheo import gallery

pytestmark = pytest.mark.slow

# The sample has no list of two pages, and no recording.
NOT_IN_SAMPLE = {"pager", "recordings"}


@pytest.fixture(scope="module")
def shown(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    folder = tmp_path_factory.mktemp("gallery")
    return folder, gallery.write(built_site, folder)


def test_every_component_is_on_some_page(shown: tuple[Path, dict[str, int]]) -> None:
    assert {name for name, count in shown[1].items() if not count} == NOT_IN_SAMPLE
    assert set(gallery.components()) == set(shown[1])


def test_states_of_a_component_stand_side_by_side(shown: tuple[Path, dict[str, int]]) -> None:
    counts = shown[1]
    assert min(counts["badge"], counts["notice"], counts["card"], counts["chart"]) >= 2
    assert max(counts.values()) <= gallery.STATES


def test_links_and_pictures_lead_into_the_site(shown: tuple[Path, dict[str, int]]) -> None:
    folder = shown[0]
    html = (folder / "light.html").read_text(encoding="utf-8")
    ways = set(re.findall(r' (?:href|src)="(?![a-z]+:|#|//)([^"#?]+)', html))
    assert len(ways) > 50
    assert [] == sorted(way for way in ways if not (folder / way).is_file())


def test_light_and_dark_show_the_same_in_other_colours(shown: tuple[Path, dict[str, int]]) -> None:
    folder = shown[0]
    light, dark = ((folder / f"{scheme}.html").read_text(encoding="utf-8") for scheme in ("light", "dark"))
    assert light.replace("light.css", "dark.css") == dark
    styles = [(folder / f"{scheme}.css").read_text(encoding="utf-8") for scheme in ("light", "dark")]
    assert styles[0] != styles[1]
    assert not any("prefers-color-scheme" in css for css in styles)
