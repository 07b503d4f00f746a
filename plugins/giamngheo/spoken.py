"""A text as it is read aloud, on a screen: what is said, each change, what stays unread, how quickly it goes."""

import sys
import time
from collections.abc import Iterator, Set
from decimal import Decimal
from pathlib import Path

from giamngheo.derive.readings import lexicon_of
from giamngheo.kinds.values import half_up
from giamngheo.load.content import load_registers
from giamngheo.load.text import position_at
from giamngheo.speech import Lexicon, Spoken, national, speak
from giamngheo.words import say, words

# So long a measurement takes, in seconds.
MEASURED = 2.0


def told(text: str, path: str, content: Path, options: Set[str]) -> int:
    """Print what is said, by the readings of a content folder if it is there; 1 if it is strict and some is left."""
    lexicon = lexicon_of(load_registers(content).catalogue) if content.is_dir() else national()
    if "--speed" in options:
        print(_speed(text, lexicon))
        return 0
    spoken = speak(text, lexicon)
    print(spoken.text.rstrip("\n"))
    if "--explain" in options:
        print("", *_changes(text, spoken, path), sep="\n")
    for left in spoken.leftovers:
        line, column = position_at(text, left.start)
        what = say(f"speak.fault.{left.fault}") if left.fault else say("speak.untaught")
        facts = {"path": path, "line": line, "column": column, "token": left.token, "proposal": left.proposal}
        print(say("speak.left", **facts, what=what), file=sys.stderr)
    return 1 if "--strict" in options and spoken.leftovers else 0


def _changes(text: str, spoken: Spoken, path: str) -> Iterator[str]:
    for change in spoken.changes:
        line, column = position_at(text, change.start)
        facts = {"path": path, "line": line, "column": column, "written": change.written.strip()}
        said = change.said or say("speak.dropped")
        yield say("speak.change", **facts, said=said, rule=say(f"speak.rule.{change.rule}"))
    yield say("speak.counted", changes=len(spoken.changes), left=len(spoken.leftovers))


def _speed(text: str, lexicon: Lexicon) -> str:
    """The text again and again, on the processor's clock."""
    megabytes, times, begun = len(text.encode()) / 1e6, 0, time.process_time()
    while (spent := time.process_time() - begun) < MEASURED:
        speak(text, lexicon)
        times += 1
    rate, size = (words().decimal(half_up(Decimal(one), 2)) for one in (megabytes * times / spent, megabytes))
    return say("speak.speed", rate=rate, megabytes=size, times=times)
