"""The length of a recording is read from its frames and pages, whatever stands around them."""

import struct

import pytest

from giamngheo.export.sound import seconds_of


def mp3(frames: int, rate: int = 9, sampling: int = 0) -> bytes:
    """Silence of MPEG 1, layer III: 128 kbit/s at 44,100 Hz unless told."""
    kilobits = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)[rate - 1]
    hertz = (44_100, 48_000, 32_000)[sampling]
    size = 144 * kilobits * 1000 // hertz
    head = 0xFFFB << 16 | rate << 12 | sampling << 10
    return (head.to_bytes(4, "big") + bytes(size - 4)) * frames


def ogg(granule: int, packet: bytes) -> bytes:
    first = struct.pack("<4sBBqIIIB", b"OggS", 0, 2, 0, 1, 0, 0, 1) + bytes([len(packet)]) + packet
    return first + struct.pack("<4sBBqIIIB", b"OggS", 0, 4, granule, 1, 1, 0, 1) + b"\x01\x00"


TAG = b"ID3\x04\x00\x00\x00\x00\x02\x01" + bytes(257)
OPUS = b"OpusHead\x01\x01" + struct.pack("<HIhB", 312, 48_000, 0, 0)
VORBIS = b"\x01vorbis" + struct.pack("<IBIiiiBB", 0, 1, 22_050, 0, 0, 0, 0xB8, 1)


@pytest.mark.parametrize(
    ("data", "seconds"),
    [
        (mp3(100), 100 * 1152 / 44_100),
        (TAG + mp3(100), 100 * 1152 / 44_100),
        (mp3(50) + mp3(50, rate=5), 100 * 1152 / 44_100),
        (mp3(10, sampling=2) + b"TAG" + bytes(125), 10 * 1152 / 32_000),
        (ogg(48_000 * 7 + 312, OPUS), 7),
        (ogg(22_050 * 3, VORBIS), 3),
    ],
    ids=["mp3", "tag", "other rate", "old tag", "opus", "vorbis"],
)
def test_seconds_are_counted(data: bytes, seconds: float) -> None:
    assert pytest.approx(seconds) == seconds_of(data)


def test_a_frame_that_only_counts_the_others_is_not_heard() -> None:
    table = bytearray(mp3(1))
    table[36:40] = b"Info"
    assert pytest.approx(9 * 1152 / 44_100) == seconds_of(bytes(table) + mp3(9))


@pytest.mark.parametrize(
    "data", [b"", b"RIFF\x00\x00", b"OggS", b"ID3", b"\xff\xfb", bytes(400), ogg(5, b"Speex   ")]
)
def test_what_is_no_such_recording_has_no_length(data: bytes) -> None:
    assert seconds_of(data) is None
