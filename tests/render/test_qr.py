"""The address of a page on paper: what the squares say is the address, whole."""

import base64
import io
from collections.abc import Iterator

import pytest
from PIL import Image

from giamngheo.render.qr import qr

QUIET = 4


def squares(address: str) -> list[list[bool]]:
    """Dark or light, without the quiet margin."""
    head, _, data = qr(address).partition(",")
    assert head == "data:image/png;base64"
    image = Image.open(io.BytesIO(base64.b64decode(data))).convert("1")
    rows = [[not image.getpixel((x, y)) for x in range(image.width)] for y in range(image.height)]
    assert not any(any(row) for row in (*rows[:QUIET], *rows[-QUIET:]))
    return [row[QUIET:-QUIET] for row in rows[QUIET:-QUIET]]


def taken(size: int, x: int, y: int) -> bool:
    """Squares that tell nothing of the text: corners, timing, format, the one alignment of versions 2 to 6."""
    corner = (x < 9 and y < 9) or (x < 9 and y >= size - 8) or (x >= size - 8 and y < 9)
    aligned = size > 21 and abs(x - (size - 7)) <= 2 and abs(y - (size - 7)) <= 2
    return corner or aligned or x == 6 or y == 6


def bits(rows: list[list[bool]]) -> Iterator[int]:
    """In the order in which they are read: up and down in columns of two, from the right, without mask 0."""
    size = len(rows)
    columns = [*range(size - 1, 6, -2), 5, 3, 1]
    for number, right in enumerate(columns):
        for y in range(size - 1, -1, -1) if number % 2 == 0 else range(size):
            for x in (right, right - 1):
                if not taken(size, x, y):
                    yield rows[y][x] ^ ((x + y) % 2 == 0)


def read(address: str) -> str:
    """The text of a code of one or two blocks, as a telephone finds it where nothing is damaged."""
    stream = list(bits(squares(address)))
    words = [int("".join(map(str, map(int, stream[at : at + 8]))), 2) for at in range(0, len(stream) - 7, 8)]
    # Level M: how many words tell the text, in how many blocks, by the number of squares in a row.
    count, blocks = {25: (28, 1), 29: (44, 1), 33: (64, 2), 37: (86, 2)}[len(squares(address))]
    ordered = [word for block in range(blocks) for word in words[block:count:blocks]]
    whole = "".join(f"{word:08b}" for word in ordered)
    assert whole[:4] == "0100"
    length = int(whole[4:12], 2)
    return bytes(int(whole[12 + 8 * n : 20 + 8 * n], 2) for n in range(length)).decode()


@pytest.mark.parametrize(
    "address",
    [
        "https://a.vn/hoi-dap/vay/",
        "https://giamngheo.example/dia-ban/xa-a-luoi-1/",
        "https://giamngheo.example/hoi-dap/the-bao-hiem-y-te/",
        "https://giamngheo.thuathienhue.example/chinh-sach/vay-ho-moi-thoat-ngheo/",
    ],
)
def test_what_the_squares_say_is_the_address(address: str) -> None:
    assert address == read(address)


def test_the_same_address_is_the_same_picture_and_small() -> None:
    address = "https://giamngheo.example/hoi-dap/the-bao-hiem-y-te/"
    assert qr(address) == qr(address)
    assert len(qr(address)) < 450
