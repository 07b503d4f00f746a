"""What a build says at its end, for the person who ran it."""

import sys
import time
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from giamngheo.check.report import counted
from giamngheo.derive.publish import REUSE
from giamngheo.export.security import renewal
from giamngheo.kinds import KINDS
from giamngheo.kinds.values import half_up
from giamngheo.portal import Portal
from giamngheo.render.lite import ROOT as LITE
from giamngheo.render.spec import Identity
from giamngheo.words import say, words

QUIET_SECONDS = 2.0
STEP_SECONDS = 0.2


class Progress:
    """Entries done and time left, on a terminal, once a build takes longer than two seconds."""

    def __init__(self) -> None:
        self.started = self.told = time.monotonic()

    def __call__(self, done: int, all_: int) -> None:
        now = time.monotonic()
        if not sys.stderr.isatty() or now - self.started < QUIET_SECONDS:
            return
        if now - self.told >= STEP_SECONDS or done == all_:
            self.told = now
            left = round((now - self.started) / done * (all_ - done))
            end = "\n" if done == all_ else ""
            number = words().decimal
            said = say("report.progress", done=number(done), all=number(all_), seconds=number(left))
            print(f"\r{said}", end=end, file=sys.stderr, flush=True)


def pages_among(files: Iterable[str]) -> int:
    """How many of these files are pages as editors count them."""
    return sum(map(_is_page, files))


def _is_page(file: str) -> bool:
    """Neither a twin nor what others pass on."""
    return file.endswith(".html") and not file.startswith(LITE) and f"/{REUSE}" not in file


def summary(portal: Portal, name: str, identity: Identity, site: Path, files: Iterable[str], seconds: float) -> str:
    """A few lines: entries by kind, problems, seconds, where to look, when pages change by themselves."""
    count = Counter(item.kind for item in portal.public)
    number = words().decimal
    own = [kind.name for kind in KINDS if kind.form != "register" and count[kind.name]]
    kinds = ", ".join(
        say("report.kind", count=number(count[kind]), kind=say(f"kind.{kind}.one").lower()) for kind in own
    )
    is_page = Counter(map(_is_page, files))
    clock = number(half_up(Decimal(seconds), 1))
    lines = [
        say("report.title", name=name),
        kinds,
        say("report.pages", pages=number(is_page[True]), files=number(is_page.total()), seconds=clock),
        counted(portal.problems),
    ]
    if identity.publisher == identity.name:
        lines.append(say("report.no_publisher"))
    if not identity.url:
        lines.append(say("report.no_address"))
    if portal.held_back and not portal.is_preview:
        lines.append(say("report.held_back", count=number(portal.held_back)))
    if portal.is_preview:
        lines.append(say("report.preview"))
    lines.append(say("report.today", day=words().day(portal.today)))
    turn = min(filter(None, (portal.next_change, renewal(identity, portal.today))), default=None)
    lines.append(say("report.next_change", day=words().day(turn)) if turn else say("report.no_next_change"))
    if not portal.is_preview:
        lines.append(say("report.where", path=str(site / "index.html")))
    return "\n".join(f"  {line}" if number else line for number, line in enumerate(lines))
