"""Drawings as pixels: the same on every machine, in their own shape, with letters, with nothing from elsewhere."""

import io
from pathlib import Path

import pytest
from PIL import Image

from giamngheo.render.environment import templates_folder
from giamngheo.render.pixels import png

BOX = (300, 300)


def drawn(inside: str, attributes: str = 'viewBox="0 0 200 100"') -> Image.Image:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'
    return Image.open(io.BytesIO(png(svg, BOX, templates_folder()))).convert("RGBA")


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 200 100"', (300, 150)),
        ('viewBox="0 0 10 40"', (75, 300)),
        ('width="20mm" height="10mm"', (300, 150)),
        ('viewBox="0 0 1 9999999"', (1, 300)),
    ],
)
def test_a_drawing_fits_the_box_and_keeps_its_shape(attributes: str, size: tuple[int, int]) -> None:
    assert size == drawn('<path d="M0 0h9v9H0z"/>', attributes).size


def test_a_colour_stands_where_it_was_drawn() -> None:
    picture = drawn('<path d="M0 0h100v100H0z" fill="#0b5c56"/>')
    assert ((11, 92, 86, 255), (0, 0, 0, 0)) == (picture.getpixel((10, 10)), picture.getpixel((290, 10)))


@pytest.mark.parametrize("family", ["", 'font-family="Arial"', 'font-family="monospace"', 'font-family="x, serif"'])
def test_letters_of_any_family_are_set_in_ours(family: str) -> None:
    ours = drawn('<text y="60" font-size="30" font-family="Be Vietnam Pro">Hộ nghèo</text>')
    assert ours.getbbox() is not None
    assert ours.tobytes() == drawn(f'<text y="60" font-size="30" {family}>Hộ nghèo</text>').tobytes()


@pytest.mark.parametrize("name", ["href", "xlink:href"])
def test_a_file_beside_a_drawing_is_no_part_of_it(name: str, tmp_path: Path) -> None:
    Image.new("RGB", (9, 9), "red").save(tmp_path / "a.png")
    space = 'viewBox="0 0 200 100" xmlns:xlink="http://www.w3.org/1999/xlink"'
    place = 'width="100" height="100"'
    assert drawn(f'<image {name}="{tmp_path / "a.png"}" {place}/>', space).getbbox() is None
    inside = "data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0h9v9z'/></svg>"
    inside = inside.replace("<", "&lt;").replace(">", "&gt;")
    assert drawn(f'<image {name}="{inside}" {place}/>', space).getbbox() is not None
    assert drawn(f'<path id="a" d="M0 0h9v9z"/><use {name}="#a" x="150"/>', space).getbbox()[2] > 200  # type: ignore[index]
