"""The answer ledger (sổ theo dõi câu hỏi): the promise that every question is answered for all to read, measured."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal, cast

from msgspec import Struct

from giamngheo.derive.cards import Link, links_of
from giamngheo.derive.workdays import Calendar, calendar_of, days_off
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.inquiry import Channel, DayOff, Inquiry, Intake
from giamngheo.kinds.values import half_up

ASK = "dat-cau-hoi/"
LEDGER = "hoi-dap/so-theo-doi/"
WITHIN = (2, 5, 10, 15, 20, 30)
# An agency with fewer questions has no share: one question would move it by more than ten points.
FEWEST = 10
# The page lists those that wait longest, the files all.
SHOWN = 30
Standing = Literal["received", "routed", "answered", "published", "merged", "refused", "transferred", "asked_back"]


class Row(Struct, frozen=True):
    """One inquiry on a day. `days` counts working days until it was published, for an open one until today."""

    id: str
    inquiry: Inquiry
    standing: Standing
    agency: Link | None
    answer: Link | None
    answer_id: str | None
    published: date | None
    days: int | None
    due: int | None
    age: int

    @property
    def is_open(self) -> bool:
        return self.published is None and self.standing not in ("refused", "transferred")

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.days is not None and self.due is not None and self.days > self.due


class Within(Struct, frozen=True):
    """Of the questions received at least so many working days ago, how many were published in that time."""

    days: int
    published: int
    received: int
    percent: Decimal | None


class Tally(Struct, frozen=True):
    """What became of some inquiries. `percent` is published of all received; days are of those published."""

    received: int
    published: int
    merged: int
    answered: int
    waiting: int
    asked_back: int
    refused: int
    transferred: int
    overdue: int
    percent: Decimal | None
    median: int | None
    ninetieth: int | None
    within: tuple[Within, ...]


class AgencyTally(Struct, frozen=True):
    """The inquiries routed to one agency; too few of them have no share."""

    agency: Link
    tally: Tally

    @property
    def has_share(self) -> bool:
        return self.tally.received >= FEWEST


class Covered(Struct, frozen=True):
    """An intake and how many inquiries it holds."""

    intake: Intake
    count: int


class LedgerView(Struct, frozen=True):
    """The page, and all that its files hold."""

    address: str
    today: date
    covered: tuple[Covered, ...]
    is_fictional: bool
    questions: Tally
    feedback: Tally
    agencies: tuple[AgencyTally, ...]
    few: tuple[AgencyTally, ...]
    waiting: tuple[Row, ...]
    waiting_more: int
    rows: tuple[Row, ...]
    days_off: tuple[DayOff, ...]


class Ledger:
    """The register on a day."""

    def __init__(self, catalogue: Catalogue, today: date) -> None:
        self.catalogue = catalogue
        self.today = today

    @cached_property
    def inquiries(self) -> Mapping[str, Inquiry]:
        return {id_: cast(Inquiry, item.entry) for id_, item in self.catalogue.of("inquiry").items()}

    @cached_property
    def intakes(self) -> Sequence[Intake]:
        return [cast(Intake, item.entry) for item in self.catalogue.of("intake").values()]

    @cached_property
    def calendar(self) -> Calendar:
        return calendar_of(self.catalogue, [*(one.received.year for one in self.inquiries.values()), self.today.year])

    def view(self) -> LedgerView:
        rows = tuple(sorted(map(self.row, self.inquiries), key=lambda row: (row.inquiry.received, row.id)))
        agencies = self._agencies(rows)
        waiting = sorted((row for row in rows if row.is_open), key=lambda row: (-(row.days or 0), row.id))
        return LedgerView(
            address=LEDGER,
            today=self.today,
            covered=tuple(self._covered(intake) for intake in self.intakes),
            is_fictional=any(intake.is_fictional for intake in self.intakes),
            questions=tally(row for row in rows if row.inquiry.asked_as == "question"),
            feedback=tally(row for row in rows if row.inquiry.asked_as == "feedback"),
            agencies=tuple(one for one in agencies if one.has_share),
            few=tuple(one for one in agencies if not one.has_share),
            waiting=tuple(waiting[:SHOWN]),
            waiting_more=len(waiting[SHOWN:]),
            rows=rows,
            days_off=tuple(days_off(self.catalogue)),
        )

    def times_asked(self) -> Counter[str]:
        """How many inquiries each published question answers, those merged into others among them."""
        return Counter(answer for id_ in self.inquiries if (answer := self._end(id_).answer))

    def row(self, id_: str) -> Row:
        inquiry, end = self.inquiries[id_], self._end(id_)
        published = max(end.published, inquiry.received) if end.published else None
        intake = self._intake(inquiry.channel, inquiry.received)
        is_closed = published is None and end.state in ("refused", "transferred")
        return Row(
            id=id_,
            inquiry=inquiry,
            standing=_standing(inquiry, end),
            agency=next(iter(links_of(self.catalogue, "agency", [end.agency] if end.agency else [])), None),
            answer=next(iter(links_of(self.catalogue, "question", [end.answer] if end.answer else [])), None),
            answer_id=end.answer,
            published=published,
            days=None if is_closed else self.calendar.clock(inquiry.received, published or self.today, end.waiting),
            due=intake.due_days if intake else None,
            age=self.calendar.clock(inquiry.received, self.today, end.waiting),
        )

    def _end(self, id_: str) -> Inquiry:
        """The inquiry whose answer answers this one."""
        seen, inquiry = {id_}, self.inquiries[id_]
        while inquiry.merged_into is not None and inquiry.merged_into not in seen:
            seen.add(inquiry.merged_into)
            inquiry = self.inquiries[inquiry.merged_into]
        return inquiry

    def _intake(self, channel: Channel, day: date) -> Intake | None:
        return next((intake for intake in self.intakes if intake.covers(channel, day)), None)

    def _covered(self, intake: Intake) -> Covered:
        held = [one for one in self.inquiries.values() if self._intake(one.channel, one.received) is intake]
        return Covered(intake, len(held))

    def _agencies(self, rows: Iterable[Row]) -> list[AgencyTally]:
        """Those with a share by it, then by name."""
        held: dict[Link, list[Row]] = {}
        for row in rows:
            if row.agency is not None:
                held.setdefault(row.agency, []).append(row)
        found = [AgencyTally(agency, tally(own)) for agency, own in held.items()]
        return sorted(found, key=lambda one: (-(one.tally.percent or 0) if one.has_share else 0, one.agency.name))


def _standing(inquiry: Inquiry, end: Inquiry) -> Standing:
    if inquiry.state == "merged":
        return end.state if end.state in ("refused", "transferred") else "merged"
    has_asked_back = inquiry.is_open and any(pause.end is None for pause in inquiry.waiting)
    return "asked_back" if has_asked_back and end.published is None else inquiry.state


def tally(rows: Iterable[Row]) -> Tally:
    all_ = list(rows)
    published = sorted(row.days for row in all_ if row.published is not None and row.days is not None)
    count = Counter(row.standing for row in all_)
    return Tally(
        received=len(all_),
        published=len(published),
        merged=count["merged"],
        answered=count["answered"],
        waiting=sum(row.is_open for row in all_),
        asked_back=count["asked_back"],
        refused=count["refused"],
        transferred=count["transferred"],
        overdue=sum(row.is_overdue for row in all_),
        percent=_percent(len(published), len(all_)),
        median=_rank(published, 50),
        ninetieth=_rank(published, 90),
        within=tuple(_within(all_, days) for days in WITHIN),
    )


def _within(rows: Sequence[Row], days: int) -> Within:
    """A question received yesterday has not missed its five days: only those old enough are asked."""
    old = [row for row in rows if row.age >= days and row.standing not in ("refused", "transferred")]
    in_time = sum(row.published is not None and row.days is not None and row.days <= days for row in old)
    return Within(days, in_time, len(old), _percent(in_time, len(old)))


def _percent(part: int, whole: int) -> Decimal | None:
    return half_up(Decimal(100 * part) / whole, 1) if whole else None


def _rank(days: Sequence[int], percent: int) -> int | None:
    """By nearest rank: the fewest days within which so many percent of them were published."""
    return days[-(-len(days) * percent // 100) - 1] if days else None


class Asked(Struct, frozen=True):
    """That somebody asked what an entry answers, and who answered."""

    inquiry: Inquiry
    agency: Link | None


def asked(catalogue: Catalogue, question: str) -> tuple[Asked, ...]:
    """The inquiries that an entry answers, the first first; those merged into them are told in the ledger."""
    made = catalogue.made.setdefault("asked", {})
    if not made:
        # Whole before anybody sees it: a preview asks while a build does.
        found: dict[str | None, list[Asked]] = {}
        for item in catalogue.of("inquiry").values():
            inquiry = cast(Inquiry, item.entry)
            agency = next(iter(links_of(catalogue, "agency", [inquiry.agency] if inquiry.agency else [])), None)
            found.setdefault(inquiry.answer, []).append(Asked(inquiry, agency))
        made[None] = found
    known = cast(dict[str | None, list[Asked]], made[None])
    return tuple(sorted(known.get(question, []), key=lambda one: one.inquiry.received))
