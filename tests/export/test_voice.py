"""A voice is a plug: a name stands for a function from a text and its language to an MP3."""

from collections.abc import Callable

import pytest

from giamngheo.export.sound import seconds_of
from giamngheo.export.voice import ESPEAK, voice_of

TEXT = """Bài này do máy đọc.

Đường điện dài mười hai ki lô mét về đến thôn Một và thôn Hai trong tháng mười một năm nay.
Một trăm ba mươi hộ nghèo được lắp công tơ, không phải trả tiền.

Hộ nào chưa có điện thì báo trưởng thôn trước ngày hai mươi tháng mười hai.
"""


def test_a_voice_has_a_name_and_one_of_another_package_a_place() -> None:
    assert ESPEAK is voice_of("espeak-ng")
    assert ESPEAK is voice_of("giamngheo.export.voice:ESPEAK")
    for name in ("", "giong-la", "time:gmtime", "no.such.module:voice", "giamngheo.export.voice:NONE"):
        assert voice_of(name) is None, name


@pytest.mark.slow
def test_espeak_reads_vietnamese_about_as_quickly_as_scripts_reckon_and_always_alike(
    program: Callable[..., str],
) -> None:
    for name in ESPEAK.programs:
        program(name)
    assert [] == ESPEAK.missing
    made = ESPEAK.read(TEXT, "vi")
    seconds = seconds_of(made)
    assert seconds is not None
    assert 180 == pytest.approx(len(TEXT.split()) * 60 / seconds, rel=0.15)
    assert made == ESPEAK.read(TEXT, "vi")
