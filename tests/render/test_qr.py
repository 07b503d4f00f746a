"""The address of a page on paper, as the reader of a telephone finds it."""

import base64
import io

import pytest
import segno
import zxingcpp
from PIL import Image

from giamngheo.render.qr import qr

ADDRESSES = [
    "https://a.vn/hoi-dap/vay/",
    "https://giamngheo.example/dia-ban/xa-a-luoi-1/",
    "https://giamngheo.example/hoi-dap/the-bao-hiem-y-te/",
    "https://giamngheo.thuathienhue.example/chinh-sach/vay-ho-moi-thoat-ngheo/",
]


def picture(address: str) -> Image.Image:
    """Each square as large as a telephone sees it."""
    head, _, data = qr(address).partition(",")
    assert head == "data:image/png;base64"
    image = Image.open(io.BytesIO(base64.b64decode(data))).convert("L")
    return image.resize((image.width * 6, image.height * 6), Image.Resampling.NEAREST)


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_a_telephone_reads_is_the_address(address: str) -> None:
    (found,) = zxingcpp.read_barcodes(picture(address))
    assert (found.format.name, found.ec_level, found.text) == ("QRCode", "M", address)


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_is_read_though_a_stamp_lies_over_a_part_of_it(address: str) -> None:
    image = picture(address)
    side = image.width // 8
    image.paste(0, (image.width * 5 // 8, image.height // 2, image.width * 5 // 8 + side, image.height // 2 + side))
    assert [address] == [found.text for found in zxingcpp.read_barcodes(image)]


def test_round_it_is_room_of_four_squares_as_readers_want() -> None:
    image = picture(ADDRESSES[0])
    edges = [(0, 0, image.width, 24), (0, 0, 24, image.height)]
    assert {(255, 255)} == {image.crop(edge).getextrema() for edge in edges}


def test_the_picture_is_the_one_that_the_library_draws() -> None:
    """Of every number of squares, and however many dots are left of a line's last byte."""
    for length in range(1, 90, 6):
        address = f"https://giamngheo.example/{'a' * length}/"
        code = segno.make(address, error="m", boost_error=False, mask=0, micro=False)
        assert code.png_data_uri(scale=1, border=4) == qr(address)


def test_the_same_address_is_the_same_picture_and_small() -> None:
    assert qr(ADDRESSES[2]) == qr(ADDRESSES[2])
    assert len(qr(ADDRESSES[2])) < 450
