"""The address of a page as a QR code (ISO/IEC 18004), for who holds it in print."""

from base64 import b64encode
from collections.abc import Sequence

from giamngheo.render.dots import GREY, packed

# Any of the eight masks can be read; to find the one that is read best takes four times as long.
_MASK = 0
# Squares that stay light around it.
_QUIET = 4
# A dark square is 1 in the code, and black, 0, in the picture.
_DOTS = bytes.maketrans(b"\0\1", b"10")


def qr(address: str) -> str:
    """A picture to stand in the page itself: 300 bytes, where another file would be another request for nobody."""
    # Loaded where a page for paper is made: it takes as long as thirty codes.
    import segno

    code = segno.make(address, error="m", boost_error=False, mask=_MASK, micro=False)
    return f"data:image/png;base64,{b64encode(_drawn(code.matrix)).decode()}"


def _drawn(matrix: Sequence[bytearray]) -> bytes:
    """The same bytes as segno's own picture, in a fourth of the time: that looks at every square by itself."""
    side = len(matrix) + 2 * _QUIET
    quiet = b"1" * _QUIET
    blank = [b"1" * side] * _QUIET
    rows = [quiet + row.translate(_DOTS) + quiet for row in matrix]
    return packed((side, side), 1, GREY, [_eight(row) for row in (*blank, *rows, *blank)], level=9)


def _eight(dots: bytes) -> bytes:
    """Eight dots a byte; what is left of the last one is 0."""
    length = -(-len(dots) // 8)
    return int(dots.ljust(8 * length, b"0"), 2).to_bytes(length, "big")
