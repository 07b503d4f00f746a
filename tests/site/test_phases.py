"""What `--profile` tells of a build."""

from giamngheo.site.phases import PHASES, Phases
from giamngheo.words import say


def test_every_phase_is_told_in_words() -> None:
    phases = Phases()
    for name in PHASES:
        with phases.phase(name):
            pass
    told = phases.told().splitlines()
    assert len(told) == 1 + len(PHASES)
    for line, name in zip(told[1:], PHASES, strict=True):
        assert line.strip().startswith(say(f"profile.{name}", seconds="").strip())


def test_what_else_is_worth_telling_stands_below() -> None:
    phases = Phases()
    phases.notes.append(say("profile.shards", written=13, all=1255))
    assert phases.told().splitlines()[-1].strip() == say("profile.shards", written=13, all=1255)
    assert "13 trên 1255" in phases.told()
