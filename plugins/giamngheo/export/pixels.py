"""How large a picture is, read from its first bytes: PNG (ISO/IEC 15948) and JPEG (ITU-T T.81)."""

import struct
from typing import NamedTuple

# Frames of a JPEG say its size; these three of their numbers are tables.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class Size(NamedTuple):
    """In pixels, with the kind of the file by its suffix."""

    wide: int
    high: int
    suffix: str


def size_of(data: bytes) -> Size | None:
    """None of what is no PNG and no JPEG, or is broken."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        wide, high = struct.unpack(">II", data[16:24])
        return Size(wide, high, "png") if wide and high else None
    return _of_jpeg(data) if data[:2] == b"\xff\xd8" else None


def _of_jpeg(data: bytes) -> Size | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        mark = data[at + 1]
        if mark in _FRAMES:
            high, wide = struct.unpack(">HH", data[at + 5 : at + 9])
            return Size(wide, high, "jpg") if wide and high else None
        # Filling, and marks that have no length.
        at += (
            1
            if mark == 0xFF
            else 2
            if mark in (0x01, *range(0xD0, 0xD9))
            else 2 + int.from_bytes(data[at + 2 : at + 4])
        )
    return None


def _length(mark: int, told: bytes) -> int:
    """How far it is to the next mark: fillings and a few marks have no length."""
    if mark == 0xFF:
        return 1
    return 2 if mark == 0x01 or 0xD0 <= mark <= 0xD8 else 2 + int.from_bytes(told)
