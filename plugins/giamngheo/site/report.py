"""What a build says at its end, for the person who ran it."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

from giamngheo.check.report import counted
from giamngheo.kinds import KINDS
from giamngheo.kinds.values import half_up
from giamngheo.portal import Portal
from giamngheo.words import say, words


def summary(portal: Portal, name: str, site: Path, seconds: float) -> str:
    """A few lines: entries by kind, problems, seconds, where to look, when pages change by themselves."""
    count = Counter(item.kind for item in portal.public)
    own = [kind.name for kind in KINDS if kind.form != "register" and count[kind.name]]
    kinds = ", ".join(say("report.kind", count=count[kind], kind=say(f"kind.{kind}.one").lower()) for kind in own)
    pages = len(list(site.rglob("*.html")))
    files = sum(1 for file in site.rglob("*") if file.is_file())
    lines = [
        say("report.title", name=name),
        kinds,
        say("report.pages", pages=pages, files=files, seconds=words().decimal(half_up(Decimal(seconds), 1))),
        counted(portal.problems),
    ]
    held = len(list(portal.catalogue)) - len(list(portal.public))
    if held and not portal.is_preview:
        lines.append(say("report.held_back", count=held))
    if portal.is_preview:
        lines.append(say("report.preview"))
    lines.append(say("report.today", day=words().day(portal.today)))
    turn = portal.next_change
    lines.append(say("report.next_change", day=words().day(turn)) if turn else say("report.no_next_change"))
    lines.append(say("report.where", path=str(site / "index.html")))
    return "\n".join(f"  {line}" if number else line for number, line in enumerate(lines))
