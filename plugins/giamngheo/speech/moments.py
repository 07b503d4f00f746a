"""Whatever tells when, by its number."""

from giamngheo.speech.dates import full, iso, row, short, span
from giamngheo.speech.hours import minutes, southern, time
from giamngheo.speech.months import counted_months, month, months, years
from giamngheo.speech.scan import Said, Scan


def moments(scan: Scan, start: int) -> Said | None:
    """A day, a span of days, months or years, or an hour; None where a number is something else."""
    for rule in (time, minutes, southern, full, iso, span, months, years, month, counted_months, short, row):
        said = rule(scan, start)
        if said:
            return said
    return None
