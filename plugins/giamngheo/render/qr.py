"""The address of a page as a QR code (ISO/IEC 18004), for who holds it in print.

Always bytes at level M under mask 0: any of the eight can be read. Where each bit of a text stands in the picture is
found out once for a size; a code is then picked together from its bits.
"""

import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain, pairwise, product, zip_longest
from operator import itemgetter

# By version: words of error correction a block, and how many blocks there are.
_CORRECTING = (
    *(10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26),
    *(26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28),
)
_BLOCKS = (
    *(1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16),
    *(17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49),
)
# Level M and mask 0, as they are written.
_FORMAT = 0b101010000010010
_QUIET = 4
# What a picture is picked from begins with these; black is 0.
_SOURCE, _LIGHT, _DARK = "10", 0, 1

Square = tuple[int, int]


def qr(address: str) -> str:
    """A picture to stand in the page itself: 300 bytes, where another file would be another request for nobody."""
    text = address.encode()
    version = next(version for version in range(1, 41) if _room(version) >= len(text) + _head(version))
    words = _with_correction(_padded(text, version), version)
    free = _free(version)
    bits = f"{int.from_bytes(words, 'big') << free % 8:0{free}b}"
    turned = f"{~int(bits, 2) & (1 << free) - 1:0{free}b}"
    picture = "".join(_layout(version)(f"{_SOURCE}{bits}{turned}"))
    lines = int(picture, 2).to_bytes(len(picture) // 8, "big")
    return f"data:image/png;base64,{b64encode(_png(_size(version) + 2 * _QUIET, lines)).decode()}"


def _png(size: int, lines: bytes) -> bytes:
    """One bit a square; a line begins with a byte that says that it is as it is."""
    parts = ((b"IHDR", _number(size) * 2 + b"\1\0\0\0\0"), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    told = [_number(len(data)) + name + data + _number(zlib.crc32(name + data)) for name, data in parts]
    return b"\x89PNG\r\n\x1a\n" + b"".join(told)


def _number(value: int) -> bytes:
    return value.to_bytes(4, "big")


# --- words ---------------------------------------------------------------------------------------------------


def _head(version: int) -> int:
    """Bytes that the kind of the text (half of one), its length and its end take."""
    return 2 if version < 10 else 3


def _room(version: int) -> int:
    """Words that are not of the correction."""
    return _free(version) // 8 - _CORRECTING[version - 1] * _BLOCKS[version - 1]


def _padded(text: bytes, version: int) -> bytes:
    """The text with its kind and length before it, and behind its end what fills the room: any words would do, these
    are those of segno, so that tests can compare all codes with it.
    """
    length = len(text).to_bytes(_head(version) - 1, "big")
    told = int.from_bytes(b"\4" + length + text, "big") << 4
    words = told.to_bytes(len(text) + _head(version), "big")
    return (words + b"\0" + b"\xec\x11" * _room(version))[: _room(version)]


def _with_correction(words: bytes, version: int) -> bytes:
    """The blocks with what corrects them, word by word of each in turn; the last are one longer."""
    count = _BLOCKS[version - 1]
    short, longer = divmod(len(words), count)
    ends = [short * number + max(0, number - count + longer) for number in range(count + 1)]
    blocks = [words[begin:end] for begin, end in pairwise(ends)]
    corrections = [_correction(block, _CORRECTING[version - 1]) for block in blocks]
    return bytes(word for word in chain(*zip_longest(*blocks), *zip(*corrections, strict=True)) if word is not None)


def _correction(block: bytes, size: int) -> bytes:
    """Reed and Solomon's remainder: the block divided by the generator, a word at a time."""
    table, top, left = _multiples(size), 8 * (size - 1), (1 << 8 * (size - 1)) - 1
    rest = 0
    for word in block:
        rest = ((rest & left) << 8) ^ table[rest >> top ^ word]
    return rest.to_bytes(size, "big")


@cache
def _multiples(size: int) -> Sequence[int]:
    """The generator of so many words times each of the 256 words."""
    generator, root = [1], 1
    for _ in range(size):
        generator = [a ^ _times(b, root) for a, b in zip([*generator, 0], [0, *generator], strict=True)]
        root = _times(root, 2)
    return [int.from_bytes(bytes(_times(word, part) for part in generator[1:]), "big") for word in range(256)]


def _times(one: int, other: int) -> int:
    """A product in the field of 256 that QR codes count in."""
    found = 0
    while other:
        found ^= one if other & 1 else 0
        one, other = one << 1 ^ (0x11D if one & 0x80 else 0), other >> 1
    return found


# --- squares -------------------------------------------------------------------------------------------------


def _size(version: int) -> int:
    return 17 + 4 * version


def _free(version: int) -> int:
    """Squares that are left for words: all without corners, format, timing, alignment and version."""
    size, along = _size(version), len(_aligned(version))
    aligned = 25 * (along**2 - 3) - 10 * (along - 2) if along else 0
    return size**2 - 3 * 64 - 31 - 2 * (size - 16) - aligned - (36 if version > 6 else 0)


def _aligned(version: int) -> list[int]:
    """Where alignment patterns have their middle: evenly from the far end, by an even step, and at 6."""
    if version == 1:
        return []
    size, gaps = _size(version), version // 7 + 1
    step = 26 if version == 32 else -(-(size - 13) // gaps) + 1 & ~1
    return [6, *sorted(size - 7 - step * number for number in range(gaps))]


@cache
def _layout(version: int) -> Callable[[str], Sequence[str]]:
    """Picks each bit of the picture, line by line, out of the bits of a text and the same bits turned."""
    size = _size(version)
    fixed = {square: _DARK if is_dark else _LIGHT for square, is_dark in _fixed(version)}
    free = _free(version)
    # Dark is 0: where the mask leaves a bit as it is, its opposite is shown.
    order = (square for square in _order(size) if square not in fixed)
    at = {(x, y): len(_SOURCE) + number + free * ((x + y) % 2) for number, (x, y) in enumerate(order)}
    at |= fixed
    across = range(-_QUIET, size + _QUIET)
    as_it_is, rest = [_DARK] * 8, [_DARK] * (-len(across) % 8)
    lines = ([*as_it_is, *(at.get((x, y), _LIGHT) for x in across), *rest] for y in across)
    return itemgetter(*chain.from_iterable(lines))


def _order(size: int) -> Iterator[Square]:
    """Up and down in columns of two, from the right; the column of the timing is passed over."""
    for number, right in enumerate([*range(size - 1, 6, -2), 5, 3, 1]):
        for y in range(size) if number % 2 else range(size - 1, -1, -1):
            yield right, y
            yield right - 1, y


def _fixed(version: int) -> Iterator[tuple[Square, bool]]:
    """Squares that say nothing of the text; what comes later stands over what came before."""
    size, middles = _size(version), _aligned(version)
    for at in range(size):
        yield (6, at), at % 2 == 0
        yield (at, 6), at % 2 == 0
    corners = {(6, 6), (6, size - 7), (size - 7, 6)}
    for x, y in {*product(middles, repeat=2)} - corners:
        yield from _rings(x, y, 2)
    for x, y in ((3, 3), (3, size - 4), (size - 4, 3)):
        yield from (
            (square, is_dark) for square, is_dark in _rings(x, y, 4) if 0 <= min(square) <= max(square) < size
        )
    near = [(8, y) for y in (0, 1, 2, 3, 4, 5, 7, 8)] + [(x, 8) for x in (7, 5, 4, 3, 2, 1, 0)]
    far = [(size - 1 - number, 8) for number in range(8)] + [(8, size - 7 + number) for number in range(7)]
    for number, squares in enumerate(zip(near, far, strict=True)):
        yield from ((square, bool(_FORMAT >> number & 1)) for square in squares)
    yield (8, size - 8), True
    if version > 6:
        told = _told(version)
        for number in range(18):
            x, y = size - 11 + number % 3, number // 3
            yield (x, y), bool(told >> number & 1)
            yield (y, x), bool(told >> number & 1)


def _rings(x: int, y: int, width: int) -> Iterator[tuple[Square, bool]]:
    """A dark middle with rings around it, light and dark in turn; the middle of a corner is a ring larger."""
    reach = range(-width, width + 1)
    light = (1,) if width == 2 else (2, 4)
    yield from (((x + dx, y + dy), max(abs(dx), abs(dy)) not in light) for dx in reach for dy in reach)


def _told(version: int) -> int:
    """A version with the twelve bits that protect it."""
    rest = version
    for _ in range(12):
        rest = rest << 1 ^ (rest >> 11) * 0x1F25
    return version << 12 | rest
