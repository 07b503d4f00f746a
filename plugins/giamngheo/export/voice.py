"""Voices of machines: a text of spoken words becomes an MP3. Which one reads is chosen by its name."""

import pkgutil
import shutil
import subprocess
from collections.abc import Callable, Sequence
from typing import NamedTuple

from giamngheo.keys import Key, key_of

# With this eSpeak NG says about 180 syllables of Vietnamese a minute, as the scripts for loudspeakers reckon.
_PACE = "130"
_KILOBITS = "32"


class Voice(NamedTuple):
    """`read` takes a text and its language, calls `programs`; `edition` tells what else decides how it sounds."""

    read: Callable[[str, str], bytes]
    programs: tuple[str, ...] = ()
    edition: str = ""

    @property
    def missing(self) -> list[str]:
        """The programs that this machine does not have."""
        return [program for program in self.programs if shutil.which(program) is None]

    @property
    def sign(self) -> Key:
        """Stands for all that decides how a text sounds."""
        return key_of(self.edition, *(_output_of([program, "--version"], b"") for program in self.programs))


def _by_espeak(text: str, language: str) -> bytes:
    wave = _output_of(["espeak-ng", "-v", language, "-b", "1", "-s", _PACE, "--stdin", "--stdout"], text.encode())
    return _output_of(["lame", "--quiet", "-m", "m", "-b", _KILOBITS, "-q", "7", "-", "-"], wave)


def _output_of(command: Sequence[str], given: bytes) -> bytes:
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout


ESPEAK = Voice(_by_espeak, ("espeak-ng", "lame"), f"{_PACE} {_KILOBITS}")
VOICES = {"espeak-ng": ESPEAK}


def voice_of(name: str) -> Voice | None:
    """One of ours, or a `Voice` of another package by its place (`package.module:name`); None of what is neither."""
    try:
        found = VOICES.get(name) or pkgutil.resolve_name(name)
    except (ImportError, AttributeError, ValueError):
        return None
    return found if isinstance(found, Voice) else None
