"""Dots as PNG (W3C, third edition), packed by Python's own zlib.

Pillow would pack them with the compressor of its own wheel, which makes other bytes on each system.
"""

import struct
import zlib
from collections.abc import Iterable
from itertools import chain

GREY, RGB, PALETTE = 0, 2, 3
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def packed(
    size: tuple[int, int], depth: int, colour: int, lines: Iterable[bytes], palette: bytes = b"", level: int = 6
) -> bytes:
    """A picture of lines from top to bottom, each as long as its dots of so many bits ask for."""
    # Each line begins with how it is filtered: not at all, as is best for a few colours.
    dots = b"".join(chain.from_iterable((b"\0", line) for line in lines))
    head = struct.pack(">IIBBBBB", *size, depth, colour, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(dots, level)), (b"IEND", b"")]
    if palette:
        chunks.insert(1, (b"PLTE", palette))
    return _SIGNATURE + b"".join([_chunk(*chunk) for chunk in chunks])


def _chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")
