"""The answer ledger as files beside its page: .csv one row an inquiry, .json with what each figure measures."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from giamngheo.derive.ledger import LedgerView, Row, Tally
from giamngheo.export.artifact import Artifact
from giamngheo.export.as_csv import cell
from giamngheo.export.written import Json, written
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.render.spec import Identity, Leaf
from giamngheo.words import Words, words

COLUMNS = (
    "id", "kind", "channel", "received", "routed", "agency", "answered", "published", "standing", "working_days",
    "due_working_days", "is_overdue", "merged_into", "answer",
)  # fmt: skip


def ledger(identity: Identity, leaves: Sequence[Leaf], _catalogue: Catalogue) -> Iterator[Artifact]:
    for leaf in leaves:
        view = leaf.spec().view
        if isinstance(view, LedgerView) and view.rows:
            stem = view.address.rstrip("/")
            yield Artifact(f"{stem}.csv", view, partial(_csv, view), is_kept=False)
            yield Artifact(f"{stem}.json", view, partial(_json, view, identity), is_kept=False)


def _row(row: Row) -> dict[str, Json]:
    inquiry = row.inquiry
    return {
        "id": row.id,
        "kind": inquiry.asked_as,
        "channel": inquiry.channel,
        "received": inquiry.received.isoformat(),
        "routed": _iso(inquiry.routed),
        "agency": row.agency.name if row.agency else None,
        "answered": _iso(inquiry.answered),
        "published": _iso(row.published),
        "standing": row.standing,
        "working_days": row.days,
        "due_working_days": row.due,
        "is_overdue": row.is_overdue,
        "merged_into": inquiry.merged_into,
        # By its id: files of registers are not made anew when a page moves.
        "answer": row.answer_id,
    }


def _csv(view: LedgerView) -> bytes:
    rows = (_row(row) for row in view.rows)
    lines = [",".join(cell(_typed(row[name])) for name in COLUMNS) for row in rows]
    return "\r\n".join((",".join(COLUMNS), *lines, "")).encode("utf-8-sig")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _typed(value: Json) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _json(view: LedgerView, identity: Identity) -> bytes:
    speech = words(identity.language)
    told: dict[str, Json] = {
        "title": speech.say("ui.ledger.title"),
        "publisher": identity.publisher,
        "page": identity.absolute(view.address),
        "date": view.today.isoformat(),
        "is_fictional": view.is_fictional,
        "covers": [
            {
                "name": one.intake.name,
                "channels": list(one.intake.channels),
                "since": one.intake.since.isoformat(),
                "until": _iso(one.intake.until),
                "due_working_days": one.intake.due_days,
                "inquiries": one.count,
            }
            for one in view.covered
        ],
        "measures": _measures(speech),
        "questions": _tally(view.questions),
        "feedback": _tally(view.feedback),
        "agencies": [
            {"agency": one.agency.name, **_tally(one.tally, one.has_share)} for one in (*view.agencies, *view.few)
        ],
        "days_off": [one.name for one in view.days_off],
        "inquiries": [_row(row) for row in view.rows],
    }
    return written(told).encode()


def _measures(speech: Words) -> dict[str, Json]:
    names = ("percent", "median", "ninetieth", "within", "overdue", "working_days", "agency")
    return {name: speech.say(f"ledger.measure.{name}") for name in names}


def _tally(tally: Tally, has_share: bool = True) -> dict[str, Json]:
    counts = (
        "received",
        "published",
        "merged",
        "answered",
        "waiting",
        "asked_back",
        "refused",
        "transferred",
        "overdue",
    )
    told: dict[str, Json] = {name: getattr(tally, name) for name in counts}
    if has_share:
        percent: Decimal | None = tally.percent
        told |= {"percent": percent, "median_working_days": tally.median, "ninetieth_working_days": tally.ninetieth}
        told["within"] = [
            {"working_days": one.days, "published": one.published, "received": one.received, "percent": one.percent}
            for one in tally.within
        ]
    return told
