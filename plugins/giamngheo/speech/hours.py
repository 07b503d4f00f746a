"""Hours and minutes: 7h30, 18:00-20:30, 8h30-10, 7g, 30', 18'45"; with the day behind them: 13h/05/11."""

import re

from giamngheo.speech.dates import BESIDE, day_parts, is_counted, is_day
from giamngheo.speech.numbers import cardinal
from giamngheo.speech.scan import DASH, Said, Scan
from giamngheo.speech.tongue import tongue

# 18'45", 15p30s; what a runner takes: 11"85, 1'52"04.
_SECONDS = re.compile(
    r"(?:(\d{1,3})(?:['\u2019\u2032]|ph?)[^\S\n]?)?([0-5]?\d)(?:s|[\"\u201d\u2033]|''|\u2019\u2019)(\d{1,2})?(?!\w)"
)
_QUOTING = re.compile(r"(?:^|[\s(])['\u2018]")
_CLOCK = (
    r"(?:(\d{1,3})[^\S\n]?(?:[hH](?![^\W\d_])(?::(?=[0-5]\d))?|g(?=[0-5]\d%s))"
    # 10h 22-11: an hour and a day.
    r"(?:(?![^\S\n]\d\d[-/]\d\d?(?![\dhHg:]))[^\S\n]?([0-5]\d|(?<=[hH])\d(?![\w:/]|[.,]\d))(?!\d)(?:[^\S\n]?['\u2019\u2032]|[^\S\n]?(?:ph\u00fat|ph?)(?![^\W_]))?)?"
    r"|([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?['\u2019\u2032]?)"
)
# 1:10 000 is a scale.
_TIME = re.compile(_CLOCK % "" + r"(?![:.]?\d|[ \u00a0]000)")
# 2h15'30": how long somebody ran
_RUN = re.compile(
    r"(\d{1,2})[hH:]([0-5]?\d)(?:['\u2019\u2032]|ph?)([0-5]?\d)(?:s|[\"\u201d\u2033]|''|\u2019\u2019)(?!\w)"
)
# 5 - 6h30
_TO_TIME = re.compile(rf"(\d{{1,2}}){DASH}(?=\d{{1,2}}[hHg:][0-5]\d)")
# 13h/05/11, 30'
_OF_DAY = re.compile(
    r"(?<!24h)[^\S\n]?/[^\S\n]?(?:(\d{1,2})([/.\-])(\d{1,2})(?:\2(\d{4}))?|([0-3]\d))(?![\w/]|[.,]\d)"
)
_MINUTES = re.compile(
    rf"(?:(\d{{1,3}}){DASH})?(\d{{1,3}})[^\S\n]?(?:(['\u2019\u2032])|[\"\u201d\u2033])(?![\w'\u2019\"])"
)
# Behind an hour 17g is one, too.
_NEXT_TIME = re.compile(DASH + _CLOCK % r"|(?![^\W_])" + r"(?!:?\d)")
# 8h30-10
_NEXT_HOUR = re.compile(r"[-\u2013](\d{1,2})(?![\w/:%-]|[.,]\d)")
# 7g, as the south writes seven o'clock; elsewhere it is a weight.
_SOUTHERN = re.compile(r"([01]?\d|2[0-4])g(?![^\W_])")
_TO_HOUR = re.compile(r"(?:[01]?\d|2[0-4])g[0-5]\d ")
_HOURS = 24


def _is_mixed(scan: Scan, match: re.Match[str]) -> bool:
    """One part in twenty (1:20) of what is thinned, unless a part of the day follows."""
    words = tongue()
    is_said = scan.right(match.end()).startswith(words.after["clock"])
    return scan.left(match.start()).endswith(words.before["scale"]) and not is_said


def time(scan: Scan, start: int) -> Said | None:
    match = _TIME.match(scan.text, start)
    words = tongue()
    run = _RUN.match(scan.text, start)
    if run:
        return Said(start, run.end(), clock_said(run[1], run[2], run[3]), "time")
    if not match or _is_mixed(scan, match):
        return _to_time(scan, start)
    said, end = _clock_said(match), match.end()
    other = _NEXT_TIME.match(scan.text, end)
    if other:
        said, end = f"{said} {words['to']} {_clock_said(other)}", other.end()
    elif (bare := _NEXT_HOUR.match(scan.text, end)) and _is_later(scan, match, bare):
        said, end = f"{said} {words['to']} {_counted(bare[1], 'hour')}", bare.end()
    of = _OF_DAY.match(scan.text, end)
    if of and is_day(of[1] or of[5], of[3] or "1", of[4] or "2024"):
        day = day_parts(of[1] or of[5], of[3] or "", of[4] or "")
        said, end = f"{said} {words['day']} {' '.join(day)}", of.end()
    return Said(start, end, said, "time")


def _is_later(scan: Scan, match: re.Match[str], bare: re.Match[str]) -> bool:
    return int(match[1] or match[3]) < int(bare[1]) <= _HOURS and not is_counted(scan, bare.end())


def _to_time(scan: Scan, start: int) -> Said | None:
    """The 5 of 5 - 6h30: an hour."""
    match, words = _TO_TIME.match(scan.text, start), tongue()
    if not match or int(match[1]) > _HOURS:
        return None
    return Said(start, match.end(), f"{cardinal(match[1])} {words['hour']} {words['to']}", "time")


def minutes(scan: Scan, start: int) -> Said | None:
    """7 hours 30', 30-45': the sign is none that closes a quotation."""
    match, words = _MINUTES.match(scan.text, start), tongue()
    if not match:
        run = _SECONDS.match(scan.text, start)
        return _run(run) if run else None
    line = scan.text[scan.text.rfind("\n", 0, start) + 1 : start]
    if match[3]:
        least = f"{cardinal(match[1])} {words['to']} " if match[1] else ""
        is_named = scan.left(start).endswith(f" {words['minute']}")
        said = f"{least}{cardinal(match[2]) if is_named else _counted(match[2], 'minute')}"
        return None if _QUOTING.search(line) else Said(start, match.end(), said, "time")
    if not match[1] and (unit := _before_mark(scan, start, line)):
        return Said(start, match.end(), f"{cardinal(match[2])} {unit}", "time")
    # Seconds are told only behind minutes: else the sign closes a quotation.
    if match[1] or not scan.left(start).endswith(f" {words['minute']}"):
        return None
    return Said(start, match.end(), _counted(match[2], "second"), "time")


def _before_mark(scan: Scan, start: int, line: str) -> str:
    """A screen of 32", music of 15": what the sign stands for that closes no quotation."""
    words, left = tongue(), scan.left(start)
    if line.count('"') % 2 or "\u201c" in line:
        return ""
    if left.endswith(words.before["timed"]):
        return words["second"]
    return words["inch"] if left.endswith(words.before["screen"]) else ""


def _run(match: re.Match[str]) -> Said | None:
    """Minutes and seconds, or seconds and their parts: seconds alone are no run."""
    if not match[1] and not match[3]:
        return None
    minute = f"{_counted(match[1], 'minute')} " if match[1] else ""
    part = f" {cardinal(match[3])}" if match[3] else ""
    return Said(match.start(), match.end(), f"{minute}{_counted(match[2], 'second')}{part}", "time")


def _counted(number: str, unit: str) -> str:
    return f"{cardinal(number)} {tongue()[unit]}"


def southern(scan: Scan, start: int) -> Said | None:
    """7g, 18g-20g30: an hour where one is spoken of."""
    match = _SOUTHERN.match(scan.text, start)
    if not match:
        return None
    words, right = tongue(), scan.right(match.end())
    behind, _, rest = right.partition(" ")
    other = _NEXT_TIME.match(scan.text, match.end())
    is_hour = (
        (other is not None and other[2] is not None)
        or scan.goes_on(start, BESIDE, "date")
        or scan.left(start).endswith(words.before["clock"])
        or right.startswith(words.after["clock"])
        or (behind == words["to"] and _TO_HOUR.match(rest) is not None)
        or (behind == words["day"] and rest[:1].isdecimal())
    )
    until = f" {words['to']} {_clock_said(other)}" if other else ""
    end = other.end() if other else match.end()
    return Said(start, end, f"{cardinal(match[1])} {words['hour']}{until}", "time") if is_hour else None


def _clock_said(match: re.Match[str]) -> str:
    return clock_said(match[1] or match[3], match[2] or match[4], match[5])


def clock_said(hour: str, minute: str | None, second: str | None = None) -> str:
    """An hour in words, without minutes that are none."""
    words = tongue()
    parts = [cardinal(hour), words["hour"]]
    if minute and (int(minute) or second):
        parts += [cardinal(minute), words["minute"]]
    if second and int(second):
        parts += [cardinal(second), words["second"]]
    return " ".join(parts)
