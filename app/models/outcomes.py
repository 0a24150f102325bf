"""What the indicators are counted from, read in few passes: no sheet is opened for it.

Ratings and meetings are counted inside SQLite (TOOLCHAIN, "Indicators"); of the cases only the
columns that a cohort needs come out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from statistics import median
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, distinct, exists, func, select

from app.care.case import CareDate, FollowUp, Sex, ShortTermProgram, TimePoint
from app.care.wareki import fiscal_year
from app.models.afterwards import follow_ups, yearly_figures
from app.models.case import agenda_points, cases
from app.models.community import community_issues
from app.models.conference import agenda_items, attendance, conferences, entries
from app.models.judgement import judgements
from app.models.mapping import build
from app.models.records import Record
from app.models.resources import resources
from app.outcomes.cohort import Entrant, day_text
from app.outcomes.growth import YearFigure
from app.outcomes.predictions import Rated
from app.outcomes.process import ProcessYear
from app.outcomes.shares import Share

_CANDIDATE: Final = "candidate"
_DATES: Final = ("baseline_date", "certification_from", "certification_to")


def entrants(connection: Connection, *, practice: bool) -> tuple[Entrant, ...]:
    """Every case outside the bin, as far as it is counted."""
    recorded = defaultdict(list)
    followed: Iterable[Any] = connection.execute(
        select(follow_ups).order_by(follow_ups.c.months)
    ).mappings()
    for row in followed:
        recorded[row["case_uuid"]].append(build(FollowUp, row))
    columns = [
        column
        for column in cases.c
        if column.name.startswith(("short_term_program_", *_DATES)) or column.name in _PLAIN
    ]
    found = select(*columns).where(_kept(practice=practice))
    return tuple(
        _entrant(row, tuple(recorded[row["uuid"]])) for row in connection.execute(found).mappings()
    )


_PLAIN: Final = frozenset(
    {
        "uuid", "previous_case_uuid", "newly_certified", "care_level", "age", "sex", "district",
        "feature_codes", "dementia_independence", "application_trigger",
    }
)  # fmt: skip


def _kept(*, practice: bool) -> ColumnElement[bool]:
    return and_(cases.c.deleted_at.is_(None), cases.c.practice == practice)


def _entrant(row: Any, recorded: tuple[FollowUp, ...]) -> Entrant:
    has_program = row["short_term_program_present"]
    return Entrant(
        uuid=row["uuid"],
        previous_uuid=row["previous_case_uuid"],
        new=row["newly_certified"],
        level=row["care_level"],
        baseline=_date(row, "baseline_date"),
        certified_from=day_text(_date(row, "certification_from")),
        certified_to=day_text(_date(row, "certification_to")),
        age=row["age"],
        sex=Sex(row["sex"]) if row["sex"] else None,
        district=row["district"],
        feature_codes=tuple(row["feature_codes"]),
        dementia=row["dementia_independence"],
        trigger=row["application_trigger"],
        program=build(ShortTermProgram, row, "short_term_program_") if has_program else None,
        follow_ups=recorded,
    )


def _date(row: Any, name: str) -> CareDate | None:
    text = row[f"{name}_text"]
    return None if text is None else CareDate(text, row[f"{name}_iso"])


# ---- predictions ----


def names(connection: Connection, *, practice: bool) -> dict[str, tuple[int | None, str]]:
    """Number and plant name of every case outside the bin, by its key."""
    columns = (cases.c.uuid, cases.c.case_no, cases.c.pseudonym)
    found = connection.execute(select(*columns).where(_kept(practice=practice)))
    return {uuid: (case_no, name) for uuid, case_no, name in found}


def ratings(
    connection: Connection, *, practice: bool, districts: Collection[str] | None = None
) -> tuple[tuple[Rated, ...], int]:
    """Ratings before, predicted and after 6 months, counted; and in how many cases both are.

    Only of the cases whose district is written as one of ``districts``, where they are given.
    """
    predicted = judgements.alias("predicted")
    before, actual = judgements.alias("before"), judgements.alias("actual")

    def same_cell(other: Any, point: TimePoint) -> ColumnElement[bool]:
        return and_(
            other.c.case_uuid == predicted.c.case_uuid,
            other.c.item == predicted.c.item,
            other.c.time_point == point,
        )

    joined = (
        predicted.join(cases, cases.c.uuid == predicted.c.case_uuid)
        .outerjoin(before, same_cell(before, TimePoint.BEFORE))
        .outerjoin(actual, same_cell(actual, TimePoint.ACTUAL_6))
    )
    rated = and_(
        predicted.c.time_point == TimePoint.PREDICTED, predicted.c.rating.is_not(None),
        _kept(practice=practice), *([] if districts is None else [cases.c.district.in_(districts)]),
    )  # fmt: skip
    cells = (predicted.c.item, before.c.rating, predicted.c.rating, actual.c.rating)
    counted = select(*cells, func.count()).select_from(joined).where(rated).group_by(*cells)
    both = select(func.count(distinct(predicted.c.case_uuid))).select_from(joined)
    with_actual = both.where(rated, actual.c.rating.is_not(None))
    rows = tuple(Rated(*row) for row in connection.execute(counted))
    return rows, connection.execute(with_actual).scalar_one()


# ---- yearly figures ----


FIGURE: Final = Record(kind=YearFigure, table=yearly_figures)


def figures(connection: Connection) -> tuple[YearFigure, ...]:
    """The yearly figures of the whole municipality, oldest first."""
    wanted = select(yearly_figures.c.uuid).where(
        yearly_figures.c.deleted_at.is_(None), yearly_figures.c.area == ""
    )
    found = FIGURE.read(connection, connection.execute(wanted).scalars())
    return tuple(sorted(found, key=lambda each: (each.fiscal_year, each.figure)))


# ---- how the meetings ran ----


def process_years(connection: Connection, *, practice: bool) -> tuple[ProcessYear, ...]:
    """The closed meetings and what came of them, by fiscal year, oldest first."""
    closed = and_(
        conferences.c.deleted_at.is_(None),
        conferences.c.practice == practice,
        conferences.c.status == "closed",
        conferences.c.fiscal_year.is_not(None),
    )
    year = conferences.c.fiscal_year
    held = select(year, func.count()).where(closed).group_by(year)
    meetings: dict[int, int] = dict(connection.execute(held).all())
    people: dict[int, dict[str, int]] = defaultdict(dict)
    for one, profession, count in _people(connection, closed):
        people[one][profession] = count
    discussed = _discussed(connection, closed)
    raised, handled = _issues(connection, closed, practice=practice)
    added = _by_year(_added(connection, practice=practice))
    years = sorted({*meetings, *added} if meetings else meetings)
    return tuple(
        ProcessYear(
            year=one,
            meetings=meetings.get(one, 0),
            attendance=people.get(one, {}),
            raised=raised.get(one, 0),
            handled=handled.get(one, Share(0, 0)),
            resources=added.get(one, 0),
            **_case_figures(discussed.get(one, [])),
        )
        for one in years
    )


def _people(connection: Connection, closed: ColumnElement[bool]) -> Iterable[Any]:
    year = conferences.c.fiscal_year
    counted = (
        select(year, attendance.c.profession, func.sum(attendance.c["count"]))
        .select_from(attendance)
        .join(conferences, conferences.c.uuid == attendance.c.conference_uuid)
        .where(closed)
        .group_by(year, attendance.c.profession)
        .order_by(func.sum(attendance.c["count"]).desc())
    )
    return connection.execute(counted)


def _discussed(connection: Connection, closed: ColumnElement[bool]) -> dict[int, list[Any]]:
    """A row for each case on the agenda of a closed meeting."""
    prepared = exists().where(
        agenda_points.c.case_uuid == agenda_items.c.case_uuid, agenda_points.c.text != ""
    )
    rows = (
        select(
            conferences.c.fiscal_year.label("year"),
            conferences.c.date.label("held"),
            cases.c.first_visit_date_iso.label("visited"),
            prepared.label("prepared"),
        )
        .select_from(agenda_items)
        .join(conferences, conferences.c.uuid == agenda_items.c.conference_uuid)
        .join(cases, cases.c.uuid == agenda_items.c.case_uuid)
        .where(closed)
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(rows):
        found[row.year].append(row)
    return found


def _case_figures(rows: list[Any]) -> dict[str, Any]:
    days = [gap for row in rows if (gap := _days(row.visited, row.held)) is not None]
    return {
        "cases": len(rows),
        "prepared": Share(sum(bool(row.prepared) for row in rows), len(rows)),
        "days": float(median(days)) if days else None,
        "dated": len(days),
    }


def _days(visited: str | None, held: str) -> int | None:
    """Days from first visit to meeting; ``None`` where a day isn't known or they are swapped."""
    if not visited or len(visited) != 10:
        return None
    gap = (date.fromisoformat(held) - date.fromisoformat(visited)).days
    return gap if gap >= 0 else None


def _issues(
    connection: Connection, closed: ColumnElement[bool], *, practice: bool
) -> tuple[dict[int, int], dict[int, Share]]:
    """Community issues noted in meetings; those taken up and how many are past a candidate."""
    year = conferences.c.fiscal_year
    noted = (
        select(year, func.count())
        .select_from(entries)
        .join(conferences, conferences.c.uuid == entries.c.conference_uuid)
        .where(closed, entries.c.kind == "community_issue")
        .group_by(year)
    )
    kept = select(community_issues.c.first_seen, community_issues.c.stage).where(
        community_issues.c.deleted_at.is_(None),
        community_issues.c.practice == practice,
        community_issues.c.merged_into.is_(None),
    )
    taken: dict[int, list[str]] = defaultdict(list)
    for first_seen, stage in connection.execute(kept):
        for one in _years([first_seen]):
            taken[one].append(stage)
    shares = {
        one: Share(sum(stage != _CANDIDATE for stage in stages), len(stages))
        for one, stages in taken.items()
    }
    return dict(connection.execute(noted).all()), shares


def _added(connection: Connection, *, practice: bool) -> Iterator[str]:
    rows = select(resources.c.created_at).where(
        resources.c.deleted_at.is_(None), resources.c.practice == practice
    )
    return connection.execute(rows).scalars()


def _by_year(moments: Iterable[str]) -> dict[int, int]:
    counted: dict[int, int] = defaultdict(int)
    for year in _years(moments):
        counted[year] += 1
    return counted


def _years(moments: Iterable[str]) -> Iterator[int]:
    """The fiscal years of stored days or moments; a moment is in UTC, the year is the local one."""
    for text in moments:
        if len(text) == 10:
            yield fiscal_year(date.fromisoformat(text))
        elif text:
            yield fiscal_year(datetime.fromisoformat(text).astimezone().date())
