"""Figures as others take them away (trích lục): an indicator whole, a province's part of a long one, one place's."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import cast

from msgspec import Struct

from giamngheo.derive.cited import Cited, cited, number_of
from giamngheo.derive.comparable import YearRow, year_rows
from giamngheo.derive.figures import released_of
from giamngheo.derive.series import Series, all_series, series_of, series_telling_of
from giamngheo.kinds.catalogue import Catalogue
from giamngheo.kinds.indicator import Indicator

# A table of more rows is given out by province.
LONG = 300
# Places of these levels stand in the table of a province when it is long.
LOWER = ("district", "commune")
# A workbook takes ten times as long as a table: one an indicator, none a place.
FORMS, FORMS_OF_PLACE, FORMS_OF_PART = (
    ("csv", "json", "svg", "txt", "xlsx"),
    ("csv", "json", "svg", "txt"),
    ("csv", "json"),
)


class Subject(Struct, frozen=True):
    """What is measured and how, as every file of its figures says it."""

    id: str
    name: str
    plain: str
    definition: str
    unit: str
    unit_name: str
    decimals: int
    direction: str
    method: str
    released: date | None
    next_release: date | None


class Area(Struct, frozen=True):
    """What a table says of a place."""

    id: str
    name: str
    code: str | None
    level: str


class Part(Struct, frozen=True):
    """Of a long table, what is given out by itself: the places of one province."""

    place: str
    name: str
    stem: str
    rows: int


class Extract(Struct, frozen=True):
    """Series of one indicator that make one set of files.

    `stem` is their address without what follows the point; `page` the page that shows them; `lead` the series that is
    drawn and told in a sentence; `forms` what the files are. `edition` changes exactly when a value does.
    """

    stem: str
    page: str
    name: str
    subject: Subject
    lead: Series | None
    series: tuple[Series, ...]
    areas: tuple[Area, ...]
    sources: tuple[Cited, ...]
    edition: str
    forms: tuple[str, ...]
    parts: tuple[Part, ...] = ()

    @property
    def rows(self) -> int:
        return sum(len(series.points) for series in self.series)

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year that a row speaks of."""
        found = [point.period for series in self.series for point in series.points]
        return (min(found), max(found)) if found else None

    @property
    def told(self) -> tuple[YearRow, ...]:
        """The series that speaks for the table, year by year."""
        return year_rows(self.lead) if self.lead else ()

    def number_of(self, source: str | None) -> int | None:
        return number_of(self.sources, source)


def extract_of(catalogue: Catalogue, id_: str, home: str) -> Extract:
    """An indicator's own files: all of it, or where it is too long what stands above districts and communes."""
    indicator = catalogue.indicator(id_)
    series, below = _sorted_out(catalogue, id_)
    apart = {one.place for part in below.values() for one in part}
    return _extract(
        catalogue,
        stem=_stem(id_),
        page=f"{_stem(id_)}/",
        name=indicator.name,
        subject=subject_of(catalogue, id_),
        lead=lead_of(catalogue, id_, home),
        series=tuple(one for one in series if one.place not in apart),
        forms=FORMS,
        edition=edition_of(series),
        parts=tuple(_part(catalogue, id_, place, part) for place, part in below.items()),
    )


def lead_of(catalogue: Catalogue, id_: str, home: str) -> Series | None:
    """The series that speaks for an indicator: of its own place, else the first; None where it has no value."""
    indicator = catalogue.indicator(id_)
    own = series_telling_of(catalogue, indicator, indicator.home or home)
    return own or next(iter(all_series(catalogue, indicator)), None)


def parts_of(catalogue: Catalogue, id_: str) -> tuple[Extract, ...]:
    """The parts of a long table, each the districts and communes of one province."""
    made = catalogue.made.setdefault("parts", {})
    if id_ not in made:
        made[id_] = tuple(_parts(catalogue, id_))
    return cast(tuple[Extract, ...], made[id_])


def _parts(catalogue: Catalogue, id_: str) -> Iterator[Extract]:
    subject = subject_of(catalogue, id_)
    for place, series in _sorted_out(catalogue, id_)[1].items():
        part = _part(catalogue, id_, place, series)
        yield _extract(
            catalogue,
            part.stem,
            f"{_stem(id_)}/",
            f"{subject.name}, {part.name}",
            subject,
            None,
            series,
            FORMS_OF_PART,
        )


def place_extract(catalogue: Catalogue, place: str, id_: str, forms: tuple[str, ...] = FORMS_OF_PLACE) -> Extract:
    """The figures of one indicator at one place."""
    series = series_of(catalogue, catalogue.indicator(id_), place)
    subject, page = subject_of(catalogue, id_), f"dia-ban/{place}/"
    name = f"{subject.name}, {series.place_name}"
    return _extract(catalogue, f"{page}{id_}", page, name, subject, series, (series,), forms)


def _stem(id_: str) -> str:
    return f"chi-so/{id_}"


Below = dict[str, tuple[Series, ...]]


def _sorted_out(catalogue: Catalogue, id_: str) -> tuple[Sequence[Series], Below]:
    """All series of an indicator, and those of them that are given out by province."""
    series = all_series(catalogue, catalogue.indicator(id_))
    is_long = sum(len(one.points) for one in series) > LONG
    return series, by_province(catalogue, id_) if is_long else {}


def _part(catalogue: Catalogue, id_: str, place: str, series: Iterable[Series]) -> Part:
    name, rows = catalogue.place(place).name, sum(len(one.points) for one in series)
    return Part(place, name, f"{_stem(id_)}/tinh/{place}", rows)


def by_province(catalogue: Catalogue, id_: str) -> Below:
    """The series of districts and communes by their province, in the order of the provinces' names."""
    made = catalogue.made.setdefault("series by province", {})
    if id_ not in made:
        found: dict[str, list[Series]] = {}
        for one in all_series(catalogue, catalogue.indicator(id_)):
            province = province_of(catalogue, one.place)
            if province and catalogue.place(one.place).level in LOWER:
                found.setdefault(province, []).append(one)
        made[id_] = {p: tuple(found[p]) for p in sorted(found, key=lambda p: (catalogue.place(p).name, p))}
    return cast(Below, made[id_])


def province_of(catalogue: Catalogue, id_: str | None) -> str | None:
    """The province that a place lies in, itself included."""
    around = () if id_ is None else (id_, *catalogue.above(id_))
    return next((at for at in around if catalogue.place(at).level == "province"), None)


def _extract(
    catalogue: Catalogue,
    stem: str,
    page: str,
    name: str,
    subject: Subject,
    lead: Series | None,
    series: tuple[Series, ...],
    forms: tuple[str, ...],
    edition: str = "",
    parts: tuple[Part, ...] = (),
) -> Extract:
    places = dict.fromkeys(
        place for s in series for place in (s.place, *(p.place for p in s.points), *(g.place for g in s.goals))
    )
    named = (source for s in series for source in _named(s))
    areas = tuple(_area(catalogue, place) for place in places)
    can = tuple(form for form in forms if form != "svg" or _can_be_drawn(lead))
    edition = edition or edition_of(series)
    return Extract(stem, page, name, subject, lead, series, areas, cited(catalogue, named), edition, can, parts)


def _named(series: Series) -> Iterator[str | None]:
    """The sources of a series: of its values, of what others print instead of them, of its targets."""
    for point in series.points:
        yield point.source
        yield from (other.source for other in point.others)
    yield from (goal.source for goal in series.goals)


def _can_be_drawn(series: Series | None) -> bool:
    return series is not None and bool(series.points or any(goal.value is not None for goal in series.goals))


def _area(catalogue: Catalogue, id_: str) -> Area:
    place = catalogue.place(id_)
    return Area(id_, place.name, place.code, place.level)


def head_of(catalogue: Catalogue, id_: str) -> Indicator:
    """An indicator as pages tell of it: of the figures of all places a page has those that it shows, in series."""
    made = catalogue.made.setdefault("head", {})
    if id_ not in made:
        made[id_] = catalogue.indicator(id_).model_copy(update={"observations": (), "targets": ()})
    return cast(Indicator, made[id_])


def subject_of(catalogue: Catalogue, id_: str) -> Subject:
    """An indicator without its figures."""
    made = catalogue.made.setdefault("subject", {})
    if id_ not in made:
        made[id_] = _subject(catalogue, id_, catalogue.indicator(id_))
    return cast(Subject, made[id_])


def _subject(catalogue: Catalogue, id_: str, indicator: Indicator) -> Subject:
    return Subject(
        id=id_,
        name=indicator.name,
        plain=indicator.plain,
        definition=indicator.definition or indicator.summary or indicator.plain,
        unit=indicator.unit,
        unit_name=catalogue.unit(indicator.unit).name,
        decimals=indicator.decimals,
        direction=indicator.direction,
        method=indicator.method,
        released=released_of(catalogue, id_),
        next_release=indicator.next_release,
    )


def edition_of(series: Sequence[Series]) -> str:
    """Eight signs that stand for the values: two tables with the same sign say the same."""
    made = hashlib.blake2b(digest_size=4)
    for one in series:
        for p in one.points:
            made.update(
                f"{p.place} {p.period} {p.standard} {p.method} {p.kind} {p.value} {p.missing} {p.bound}\n".encode()
            )
        for g in one.goals:
            made.update(f"{g.place} {g.period} {g.standard} {g.value} {g.drop_points} {g.bound}\n".encode())
    return made.hexdigest()
