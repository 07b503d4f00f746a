"""`python -m bench.speech TEXT`: a line of JSON about how quickly one of the texts is read."""

from __future__ import annotations

import argparse
import json
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from bench import corpus
from bench.peers import PEERS
from bench.speech.report import TEXTS
from giamngheo.load.content import load
from giamngheo.load.reading import Memory
from giamngheo.markup.aloud import aloud
from giamngheo.speech import national, speak
from giamngheo.words import HOME

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[3]
GENERATED = 1000
# So long it is read again and again, once everything was seen.
AGAIN_S = 3.0


def texts_of(name: str) -> list[str]:
    """The texts, each as an entry is read: without the marks of Markdown and what links lead to."""
    if name == "forms":
        cases = yaml.safe_load((ROOT / "tests/speech/cases.yml").read_text(encoding="utf-8"))
        return ["\n".join(written for held in cases.values() for written in held)]
    if name == "sample":
        entries = load(ROOT / "content", Memory()).catalogue.dated()
        bodies = [item.body for item, entry in entries if entry.language == HOME]
    else:
        dialect = PEERS["ours"].dialect
        bodies = [corpus.entry(corpus.SEED, number, dialect).body for number in range(GENERATED)]
    return ["\n".join(" ".join(line.split()) for line in aloud(body).splitlines()) for body in bodies]


def seconds(texts: Sequence[str]) -> tuple[float, int]:
    """Processor time of reading all of them, and how much was changed."""
    lexicon, changes, begun = national(), 0, time.process_time()
    for text in texts:
        changes += len(speak(text, lexicon).changes)
    return time.process_time() - begun, changes


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("text", choices=TEXTS)
    name = parser.parse_args().text
    texts = texts_of(name)
    # What reads is loaded before it is timed, as for every entry of a build but the first.
    speak("", national())
    once, changes = seconds(texts)
    again: list[float] = []
    while sum(again) < AGAIN_S:
        again.append(seconds(texts)[0])
    size = sum(len(text.encode()) for text in texts)
    told = {"text": name, "texts": len(texts), "bytes": size, "changes": changes}
    print(json.dumps({**told, "once_s": once, "again_s": statistics.median(again)}))


if __name__ == "__main__":
    main()
