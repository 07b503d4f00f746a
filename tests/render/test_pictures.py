"""Pictures at the widths in which pages show them."""

import io
import random
from typing import Any

import pytest
from PIL import Image, ImageCms

from giamngheo.kinds.frame import Frame
from giamngheo.render.pictures import BUDGET, made
from giamngheo.render.shown import framed, in_frames

FILE = "anh/Bếp mới.JPG"


def frame(wide: int, high: int) -> Frame:
    return Frame(FILE, wide, high, "0a1b2c3d")


@pytest.mark.parametrize("file", ["anh/trồng rau.JPG", "anh/Trồng-rau.jpg", "anh/tro\u0302\u0300ng_rau.jpeg"])
def test_a_picture_is_called_by_all_letters_of_its_name_without_their_marks(file: str) -> None:
    assert "assets/anh/trong-rau-360.0a1b2c3d.webp" == Frame(file, 800, 600, "0a1b2c3d").address(360, "webp")


def photograph(size: tuple[int, int], mode: str = "RGB", form: str = "JPEG", **how: Any) -> bytes:
    """Red above, blue below."""
    image = Image.new("RGB", size, "#d01010")
    image.paste("#1010d0", (0, size[1] // 2, *size))
    out = io.BytesIO()
    image.convert(mode).save(out, form, **how)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def colours(image: Image.Image) -> tuple[str, str]:
    """Above and below."""
    shown = image.convert("RGB")
    points = [shown.getpixel((shown.width // 2, shown.height * part // 10)) for part in (1, 9)]
    above, below = ("red" if r > b else "blue" for r, _, b in points)  # type: ignore[misc]
    return above, below


@pytest.mark.parametrize(
    ("wide", "widths"),
    [(4000, (360, 720, 1080)), (1080, (360, 720, 1080)), (800, (360, 800)), (400, (400,)), (90, (90,))],
)
def test_no_picture_is_wider_than_it_was_taken_and_none_nearly_as_wide_as_another(
    wide: int, widths: tuple[int, ...]
) -> None:
    assert widths == frame(wide, 900).widths


def test_each_width_is_there_in_two_forms_and_its_name_is_its_own() -> None:
    files = made(photograph((1600, 900)), frame(1600, 900))
    assert {
        "assets/anh/bep-moi-1080.0a1b2c3d.webp": ("WEBP", (1080, 608)),
        "assets/anh/bep-moi-1080.0a1b2c3d.jpg": ("JPEG", (1080, 608)),
        "assets/anh/bep-moi-720.0a1b2c3d.webp": ("WEBP", (720, 405)),
        "assets/anh/bep-moi-720.0a1b2c3d.jpg": ("JPEG", (720, 405)),
        "assets/anh/bep-moi-360.0a1b2c3d.webp": ("WEBP", (360, 202)),
        "assets/anh/bep-moi-360.0a1b2c3d.jpg": ("JPEG", (360, 202)),
    } == {address: (opened(data).format, opened(data).size) for address, data in files.items()}
    assert set(files) == set(frame(1600, 900).addresses)


def test_the_same_picture_gives_the_same_bytes() -> None:
    data = photograph((900, 600))
    assert made(data, frame(900, 600)) == made(data, frame(900, 600))


def test_what_was_taken_with_the_camera_on_its_side_stands_upright() -> None:
    told = Image.Exif()
    told[0x0112] = 3
    files = made(photograph((800, 600), exif=told), frame(800, 600))
    assert {("blue", "red")} == {colours(opened(data)) for data in files.values()}


def test_nothing_that_a_camera_wrote_goes_along() -> None:
    told = Image.Exif()
    told[0x010F] = "Hai-Van-Phone"
    told.get_ifd(0x8825).update({1: "N", 2: (16.0, 27.0, 49.0)})
    for data in made(photograph((800, 600), exif=told, comment="xóm Đình"), frame(800, 600)).values():
        assert {} == dict(opened(data).getexif())
        assert [] == [sign for sign in (b"Hai-Van-Phone", "xóm Đình".encode(), b"Exif") if sign in data]


@pytest.mark.parametrize(
    ("mode", "form"),
    [("CMYK", "JPEG"), ("L", "JPEG"), ("P", "PNG"), ("1", "PNG"), ("RGBA", "PNG"), ("LA", "PNG"), ("RGB", "WEBP")],
)
def test_pictures_of_print_shops_and_scanners_become_pictures_of_the_web(mode: str, form: str) -> None:
    files = made(photograph((400, 300), mode, form), frame(400, 300))
    assert {"RGB"} >= {opened(data).mode for data in files.values()} - {"RGBA"}
    if mode not in ("L", "1", "LA"):
        assert {("red", "blue")} == {colours(opened(data)) for data in files.values()}


def test_sixteen_bits_a_pixel_are_shown_as_bright_as_they_are() -> None:
    out = io.BytesIO()
    Image.new("I;16", (40, 30), 65_535).save(out, "PNG")
    for data in made(out.getvalue(), frame(40, 30)).values():
        assert min(opened(data).convert("RGB").getpixel((20, 15))) > 250  # type: ignore[type-var, arg-type]


def test_glass_stands_on_paper_where_the_form_knows_no_glass() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (40, 30), (0, 0, 0, 0)).save(out, "PNG")
    files = made(out.getvalue(), frame(40, 30))
    by_form = {address.rpartition(".")[2]: opened(data) for address, data in files.items()}
    assert ((255, 255, 255), 0) == (
        by_form["jpg"].getpixel((9, 9)),
        by_form["webp"].convert("RGBA").getpixel((9, 9))[3],
    )  # type: ignore[index]


def test_colours_of_a_wider_space_become_those_of_every_screen() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    for profile in (lab.tobytes(), b"nobody can read this"):
        files = made(photograph((400, 300), icc_profile=profile), frame(400, 300))
        assert {("red", "blue")} == {colours(opened(data)) for data in files.values()}
        assert {None} == {opened(data).info.get("icc_profile") for data in files.values()}


def test_a_picture_full_of_leaves_comes_to_a_phone_within_its_budget() -> None:
    coarse = Image.frombytes("L", (90, 60), random.Random(7).randbytes(90 * 60))
    image = coarse.resize((1620, 1080), Image.Resampling.BICUBIC).convert("RGB")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=95)
    files = made(out.getvalue(), frame(1620, 1080))
    assert len(out.getvalue()) > 3 * BUDGET
    phone = {
        address: len(data) for address, data in files.items() if address.endswith("webp") and "-1080." not in address
    }
    assert (2, []) == (len(phone), [address for address, size in phone.items() if size > BUDGET])


def test_the_page_tells_every_width_and_keeps_the_place_free() -> None:
    assert (
        '<picture><source type="image/webp" srcset="../assets/anh/bep-moi-360.0a1b2c3d.webp 360w,'
        ' ../assets/anh/bep-moi-800.0a1b2c3d.webp 800w" sizes="20rem">'
        '<img src="../assets/anh/bep-moi-800.0a1b2c3d.jpg" srcset="../assets/anh/bep-moi-360.0a1b2c3d.jpg 360w,'
        ' ../assets/anh/bep-moi-800.0a1b2c3d.jpg 800w" sizes="20rem" width="800" height="600" alt="bếp"></picture>'
    ) == framed(frame(800, 600), "../", "20rem", ' alt="bếp"')


def test_pictures_in_a_text_are_framed_and_others_left_alone() -> None:
    one = Frame("anh/bep.jpg", 400, 300, "0a1b2c3d")
    drawing = '<img alt="" src="../../anh/ve.svg">'
    framed_one = framed(one, "../../", "(min-width: 45rem) 43rem, 100vw", ' alt="bếp" loading="lazy"')
    body = f'<p><img alt="bếp" loading="lazy" src="../../anh/bep.jpg">{drawing}</p>'
    assert f"<p>{framed_one}{drawing}</p>" == in_frames(body, [one], "bai-viet/a/")


def test_on_the_home_page_too() -> None:
    one = Frame("anh/bep.jpg", 400, 300, "0a1b2c3d")
    assert 'src="assets/anh/bep-400.0a1b2c3d.jpg"' in in_frames('<img src="anh/bep.jpg">', [one], "")
