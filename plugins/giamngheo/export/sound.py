"""How long a recording is, read from the file, and what kind it is: MP3 (ISO 11172-3, 13818-3), Ogg (RFC 3533)."""

import struct

# Kilobits a second by version and layer, samples a second by version: tables of the standard.
_RATES = {
    (1, 1): (32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (1, 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (1, 3): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 1): (32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (2, 2): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (2, 3): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_SAMPLING = {0: (11_025, 12_000, 8_000), 2: (22_050, 24_000, 16_000), 3: (44_100, 48_000, 32_000)}
# Frames that say how many there are hold no sound.
_TABLES = (b"Xing", b"Info", b"VBRI")


# Media types by what a file is called, as podcast programs know them (Apple asks for this one of M4A).
_TYPES = {"mp3": "audio/mpeg", "ogg": "audio/ogg", "opus": "audio/ogg", "m4a": "audio/x-m4a", "wav": "audio/wav"}


def type_of(path: str) -> str:
    """The media type of a recording."""
    return _TYPES.get(path.lower().rpartition(".")[2], "application/octet-stream")


def seconds_of(data: bytes) -> float | None:
    """Seconds; None of what is neither MP3 nor Opus or Vorbis in Ogg."""
    return _ogg_seconds(data) if data.startswith(b"OggS") else _mp3_seconds(data) or None


def _mp3_seconds(data: bytes) -> float:
    """Every frame is counted: a rate that changes is no matter, and no table is believed."""
    at, seconds = _behind_tag(data), 0.0
    while at + 4 <= len(data):
        frame = _frame(data, at)
        if frame is None:
            break
        size, lasts = frame
        if not any(data.find(name, at, at + 40) >= 0 for name in _TABLES):
            seconds += lasts
        at += size
    return seconds


def _behind_tag(data: bytes) -> int:
    """An ID3v2 tag stands first; its size has seven bits a byte."""
    if not data.startswith(b"ID3") or len(data) < 10:
        return 0
    size = sum(byte << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
    return 10 + size + (10 if data[5] & 0x10 else 0)


def _frame(data: bytes, at: int) -> tuple[int, float] | None:
    """The size of a frame in bytes, and how long it sounds."""
    head = int.from_bytes(data[at : at + 4], "big")
    version, layer, rate, sampling = head >> 19 & 3, 4 - (head >> 17 & 3), head >> 12 & 15, head >> 10 & 3
    if head >> 21 != 0x7FF or version == 1 or layer == 4 or rate in (0, 15) or sampling == 3:
        return None
    bits = _RATES[1 if version == 3 else 2, layer][rate - 1] * 1000
    hertz = _SAMPLING[version][sampling]
    samples = 384 if layer == 1 else 576 if layer == 3 and version != 3 else 1152
    padding = (head >> 9 & 1) * (4 if layer == 1 else 1)
    size = (12 * bits // hertz) * 4 + padding if layer == 1 else samples // 8 * bits // hertz + padding
    return size, samples / hertz


def _ogg_seconds(data: bytes) -> float | None:
    """The last page says how many samples there are up to its end; Opus counts 48,000 a second (RFC 7845)."""
    last = data.rfind(b"OggS")
    samples: int = struct.unpack_from("<q", data, last + 6)[0] if last + 14 <= len(data) else 0
    first = data[27 + data[26] :] if len(data) > 27 else b""
    if first.startswith(b"OpusHead") and len(first) >= 12:
        skipped: int = struct.unpack_from("<H", first, 10)[0]
        return max(0, samples - skipped) / 48_000
    hertz: int = struct.unpack_from("<I", first, 12)[0] if first.startswith(b"\x01vorbis") and len(first) >= 16 else 0
    return max(0, samples) / hertz if hertz else None
