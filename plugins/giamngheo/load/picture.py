"""What a picture's file holds, from its bytes: JPEG (ITU-T T.81), PNG (ISO/IEC 15948), WebP (RFC 9649), Exif 2.32.

A camera writes where, when and by whom into the picture. None of it leaves this house: the place of a photograph is
the address of a family.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError, fromstring

# What is looked into, by suffix; other pictures (GIF) are shown as they are. What telephones and scanners write in
# the last five, browsers do not show.
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".bmp", ".tif", ".tiff")
DRAWING = ".svg"
_DRAWN = "{http://www.w3.org/2000/svg}svg"
# What of a drawing is carried out where it is opened by itself.
_CARRIED_OUT = frozenset(["script", "foreignObject", "iframe", "embed", "object", "handler"])
_RUNS = re.compile(r"\s*(?:javascript|vbscript|data:text)", re.IGNORECASE)
# Frames of a JPEG say its size; these three of their numbers are tables.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# Marks without a length: a filler, restarts.
_BARE_MARKS = frozenset({0x01, *range(0xD0, 0xD8)})
_END, _SCAN = 0xD9, 0xDA
# Behind a scan the next mark that is neither a stuffed byte nor a restart.
_NEXT = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = re.compile(rb"[A-Z]{4}|acTL|fcTL|fdAT|bKGD|cHRM|cICP|gAMA|iCCP|pHYs|sBIT|sRGB|tRNS|IHDR|IDAT|IEND")
_ORIENTATION, _GPS = 0x0112, 0x8825
# Of the positions of a place in Exif: latitude and longitude.
_POSITIONS = frozenset({2, 4})


class Broken(ValueError):
    """No picture, or one that ends too early."""


class Photo(NamedTuple):
    """A picture upright, in pixels; `kind` by what it is, whatever it is called."""

    kind: str
    wide: int
    high: int
    turn: int = 1
    tells_where: bool = False
    moves: bool = False


def photo(data: bytes) -> Photo:
    """What a file says of its picture; raises `Broken`."""
    try:
        if data[:2] == b"\xff\xd8":
            found = _jpeg(data)
        elif data[:8] == _PNG:
            found = _png(data)
        elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            found = _webp(data)
        else:
            raise Broken("no picture")
    except (struct.error, IndexError) as error:
        raise Broken(str(error)) from error
    if not (found.wide and found.high):
        raise Broken("no size")
    return found._replace(wide=found.high, high=found.wide) if found.turn > 4 else found


def check_drawing(data: bytes) -> str:
    """What of a drawing would be carried out as a program, "" of most. Raises `Broken` for what no browser shows as a
    drawing, and for what is not UTF-8: SVG is read strictly.
    """
    try:
        root = fromstring(data.decode("utf-8-sig"))
    except (ParseError, ValueError) as error:
        raise Broken(str(error)) from error
    if root.tag != _DRAWN:
        raise Broken("no drawing")
    return next(filter(None, map(_carried_out, root.iter())), "")


def _carried_out(element: Element) -> str:
    """<script>, onclick, javascript: of an element."""
    name = str(element.tag).rpartition("}")[2]
    if name in _CARRIED_OUT:
        return f"<{name}>"
    for attribute, value in element.items():
        # An animation may set what an address is.
        if attribute.lower().startswith("on") or _RUNS.match(value):
            return attribute.rpartition("}")[2]
    return ""


def bare(data: bytes) -> bytes:
    """The same picture without what was written beside it: the pixels, their colours, and which way is up."""
    kind, turn = photo(data).kind, photo(data).turn
    exif = _upright(turn) if turn != 1 else b""
    if kind == "jpg":
        return b"".join(_bare_jpeg(data, exif))
    return b"".join(_bare_png(data, exif)) if kind == "png" else _bare_webp(data, exif)


def _jpeg(data: bytes) -> Photo:
    wide = high = 0
    exif = b""
    tells = False
    for mark, start, end in _segments(data):
        inner = data[start + 4 : end]
        if mark in _FRAMES and not wide:
            high, wide = struct.unpack(">HH", inner[1:5])
        elif mark == 0xE1 and inner.startswith(b"Exif\0\0"):
            exif = inner[6:]
        elif mark == 0xE1:
            tells = tells or b"GPSLatitude" in inner
    turn, is_placed = _of_exif(exif)
    return Photo("jpg", wide, high, turn, tells or is_placed)


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Marks of a JPEG with where each begins and ends; what is behind the picture (films of phones) is not told."""
    at = 2
    while True:
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        if data[at] != 0xFF:
            raise Broken("no mark")
        mark, end = data[at + 1], at + 2
        if mark == _END:
            yield mark, at, end
            return
        if mark not in _BARE_MARKS:
            end += max(2, *struct.unpack(">H", data[end : end + 2]))
        if mark == _SCAN:
            following = _NEXT.search(data, end)
            if following is None:
                raise Broken("cut off")
            end = following.start()
        if end > len(data):
            raise Broken("cut off")
        yield mark, at, end
        at = end


def _bare_jpeg(data: bytes, exif: bytes) -> Iterator[bytes]:
    yield b"\xff\xd8"
    if exif:
        yield b"\xff\xe1" + struct.pack(">H", len(exif) + 8) + b"Exif\0\0" + exif
    for mark, start, end in _segments(data):
        if _is_picture(mark, data[start + 4 : start + 18]):
            yield data[start:end]


def _is_picture(mark: int, begins: bytes) -> bool:
    """False for notes; of the marks for applications those that say how to show the colours are the picture's own."""
    if 0xE0 <= mark <= 0xEF:
        known = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
        return mark in known and begins.startswith(known[mark])
    return mark != 0xFE


def _png(data: bytes) -> Photo:
    wide = high = 0
    exif = b""
    tells = moves = False
    for name, start, end in _chunks(data):
        inner = data[start + 8 : end - 4]
        if name == b"IHDR":
            wide, high = struct.unpack(">II", inner[:8])
        elif name == b"eXIf":
            exif = inner
        elif name in (b"iTXt", b"tEXt"):
            tells = tells or b"GPSLatitude" in inner
        moves = moves or name == b"acTL"
    turn, is_placed = _of_exif(exif)
    return Photo("png", wide, high, turn, tells or is_placed, moves)


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Chunks of a PNG with where each begins and ends, up to its end."""
    at, name = 8, b""
    while name != b"IEND":
        length, name = struct.unpack(">I4s", data[at : at + 8])
        end = at + 12 + length
        (told,) = struct.unpack(">I", data[end - 4 : end])
        if zlib.crc32(data[at + 4 : end - 4]) != told:
            raise Broken("damaged")
        yield name, at, end
        at = end


def _bare_png(data: bytes, exif: bytes) -> Iterator[bytes]:
    yield _PNG
    for name, start, end in _chunks(data):
        if _PNG_KEPT.fullmatch(name):
            yield data[start:end]
        if name == b"IHDR" and exif:
            yield struct.pack(">I", len(exif)) + b"eXIf" + exif + struct.pack(">I", zlib.crc32(b"eXIf" + exif))


def _webp(data: bytes) -> Photo:
    wide = high = 0
    exif = b""
    tells = moves = False
    for name, inner in _riff(data):
        if name == b"VP8X":
            wide, high = (1 + int.from_bytes(inner[at : at + 3], "little") for at in (4, 7))
        elif name == b"VP8 " and not wide:
            wide, high = (size & 0x3FFF for size in struct.unpack("<HH", inner[6:10]))
        elif name == b"VP8L" and not wide:
            bits = int.from_bytes(inner[1:5], "little")
            wide, high = 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        elif name == b"EXIF":
            exif = inner.removeprefix(b"Exif\0\0")
        elif name == b"XMP ":
            tells = b"GPSLatitude" in inner
        moves = moves or name == b"ANIM"
    turn, is_placed = _of_exif(exif)
    return Photo("webp", wide, high, turn, tells or is_placed, moves)


def _riff(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Chunks of a WebP: names and contents."""
    at, end = 12, 8 + int(*struct.unpack("<I", data[4:8]))
    if end > len(data):
        raise Broken("cut off")
    while at < end:
        name, length = struct.unpack("<4sI", data[at : at + 8])
        yield name, data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _bare_webp(data: bytes, exif: bytes) -> bytes:
    parts = []
    for name, inner in _riff(data):
        kept = inner
        if name == b"VP8X":
            # Its first byte says what is beside the picture: 8 stands for Exif, 4 for XMP.
            kept = bytes([inner[0] & ~12 | (8 if exif else 0)]) + inner[1:]
        elif name == b"EXIF" and exif:
            kept = exif
        elif name in (b"EXIF", b"XMP "):
            continue
        parts.append(struct.pack("<4sI", name, len(kept)) + kept + b"\0" * (len(kept) % 2))
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _of_exif(exif: bytes) -> tuple[int, bool]:
    """Which way is up (1 to 8), and whether a place is told; what cannot be read tells nothing."""
    try:
        order = {b"II*\0": "<", b"MM\0*": ">"}[exif[:4]]
        first = dict(_tags(exif, order, *struct.unpack(order + "I", exif[4:8])))
        turn = int(*struct.unpack(order + "H", first[_ORIENTATION][:2])) if _ORIENTATION in first else 1
        where = int(*struct.unpack(order + "I", first[_GPS])) if _GPS in first else 0
        placed = bool(where) and not _POSITIONS.isdisjoint(tag for tag, _ in _tags(exif, order, where))
    except (KeyError, struct.error):
        return 1, False
    return turn if 1 <= turn <= 8 else 1, placed


def _tags(exif: bytes, order: str, at: int) -> Iterator[tuple[int, bytes]]:
    """The tags of a directory with the four bytes that hold their value or say where it is."""
    (count,) = struct.unpack(order + "H", exif[at : at + 2])
    for entry in range(at + 2, at + 2 + 12 * count, 12):
        (tag,) = struct.unpack(order + "H", exif[entry : entry + 2])
        yield tag, exif[entry + 8 : entry + 12]


def _upright(turn: int) -> bytes:
    """Exif that says nothing but which way is up."""
    return b"II*\0" + struct.pack("<IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, turn, 0, 0)
