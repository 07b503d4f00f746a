"""What a picture's file says of itself, and what of that nobody else may read."""

import io
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from giamngheo.load.picture import Broken, Photo, bare, check_drawing, photo

GPS, WHERE = 0x8825, {1: "N", 2: (16.0, 27.0, 49.0), 3: "E", 4: (107.0, 35.0, 6.0)}
MAKER, ORIENTATION = 0x010F, 0x0112
FORMS = ("JPEG", "PNG", "WEBP")
KIND = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>16,27.8N</exif:GPSLatitude></x:xmpmeta>'


def exif(turn: int = 1, is_placed: bool = True) -> Image.Exif:
    told = Image.Exif()
    told[MAKER], told[ORIENTATION] = "Hai-Van-Phone", turn
    if is_placed:
        told.get_ifd(GPS).update(WHERE)
    return told


def taken(form: str, size: tuple[int, int] = (64, 48), **how: Any) -> bytes:
    """A photograph: dark above, bright below."""
    image = Image.new("RGB", size, "#102030")
    image.paste("#f0e0d0", (0, size[1] // 2, *size))
    out = io.BytesIO()
    image.save(out, form, **how)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("form", FORMS)
def test_a_picture_is_known_by_its_bytes(form: str) -> None:
    assert Photo(KIND[form], 64, 48) == photo(taken(form))


@pytest.mark.parametrize("how", [{"lossless": True}, {"exif": exif(is_placed=False)}])
def test_a_web_picture_says_its_size_in_three_ways(how: dict[str, Any]) -> None:
    assert (64, 48) == photo(taken("WEBP", **how))[1:3]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("turn", "size"), [(1, (64, 48)), (3, (64, 48)), (6, (48, 64)), (8, (48, 64))])
def test_a_camera_held_upright_makes_an_upright_picture(form: str, turn: int, size: tuple[int, int]) -> None:
    assert (*size, turn) == photo(taken(form, exif=exif(turn)))[1:4]


@pytest.mark.parametrize("form", FORMS)
def test_that_a_picture_tells_where_a_family_lives_is_seen(form: str) -> None:
    assert photo(taken(form, exif=exif())).tells_where
    assert not photo(taken(form, exif=exif(is_placed=False))).tells_where


@pytest.mark.parametrize("form", ["JPEG", "WEBP"])
def test_the_same_where_a_program_has_written_it_in_words(form: str) -> None:
    assert photo(taken(form, xmp=XMP)).tells_where


@pytest.mark.parametrize("form", FORMS)
def test_a_bare_picture_tells_nothing_and_shows_the_same(form: str) -> None:
    before = taken(form, exif=exif(6), **({} if form == "PNG" else {"xmp": XMP}))
    after = bare(before)
    assert b"Hai-Van-Phone" in before
    assert [] == [sign for sign in (b"Hai-Van-Phone", b"GPSLatitude", b"xmpmeta") if sign in after]
    assert {ORIENTATION: 6} == dict(opened(after).getexif())
    assert opened(before).tobytes() == opened(after).tobytes()
    assert Photo(KIND[form], 48, 64, 6) == photo(after)


def test_of_a_picture_that_stands_upright_no_notes_stay() -> None:
    assert [b"Exif" in bare(taken(form, exif=exif())) for form in FORMS] == [False, False, False]


def test_colours_and_density_stay() -> None:
    before = taken("JPEG", dpi=(300, 300), icc_profile=b"a profile", comment="ông Ba ở xóm Đình")
    after = opened(bare(before))
    assert (b"a profile", (300, 300)) == (after.info["icc_profile"], after.info["dpi"])
    assert "comment" not in after.info


def test_texts_in_a_picture_of_a_screen_go() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Nguyen Van A")
    assert {} == opened(bare(taken("PNG", pnginfo=notes))).info


def test_a_film_that_a_phone_puts_behind_the_picture_goes() -> None:
    assert bare(taken("JPEG")) == bare(taken("JPEG") + b"\0\0\0\x18ftypmp42 GPS +16.4636+107.5909/")


def test_one_that_moves_is_known() -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    for form in ("WEBP", "PNG"):
        out = io.BytesIO()
        frames[0].save(out, form, save_all=True, append_images=frames[1:])
        assert photo(out.getvalue()).moves


@pytest.mark.parametrize("form", FORMS)
def test_one_that_was_copied_in_part_is_broken_wherever_it_ends(form: str) -> None:
    data = taken(form, size=(32, 24), exif=exif())
    whole = data[:-1] if form == "WEBP" and len(data) % 2 else data
    for end in range(len(whole)):
        with pytest.raises(Broken):
            photo(whole[:end])


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\xff\xd8\xff", "ảnh".encode(), b"RIFF\0\0\0\0WEBP"])
def test_what_is_no_picture_is_broken(data: bytes) -> None:
    with pytest.raises(Broken):
        photo(data)


def test_notes_that_nobody_can_read_do_not_hide_the_picture() -> None:
    assert Photo("jpg", 64, 48) == photo(taken("JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff"))


def test_a_drawing_is_svg_in_utf_8() -> None:
    drawing = (
        '<?xml version="1.0" encoding="{}"?><svg xmlns="http://www.w3.org/2000/svg"><title>\u0110\u1ed3</title></svg>'
    )
    check_drawing(drawing.format("utf-8").encode("utf-8-sig"))
    for broken in (drawing.format("utf-16").encode("utf-16"), drawing.format("utf-8").encode()[:-6], b"<p/>"):
        with pytest.raises(Broken):
            check_drawing(broken)


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ('<path d="M0 0"/>', ""),
        ('<a href="https://a.vn/"><path d="M0 0"/></a><style>path { fill: red }</style>', ""),
        ("<script>1</script>", "<script>"),
        ('<path onclick="1"/>', "onclick"),
        ('<a href=" JavaScript:1"/>', "href"),
        ('<a xmlns:x="http://www.w3.org/1999/xlink" x:href="javascript:1"/>', "href"),
        ('<a><set attributeName="href" to="javascript:1"/></a>', "to"),
        ("<foreignObject/>", "<foreignObject>"),
    ],
)
def test_a_drawing_tells_what_of_it_would_run(inside: str, found: str) -> None:
    assert found == check_drawing(f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'.encode())
