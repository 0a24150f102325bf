"""Everything the home page shows (design 01), read in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, distinct, func, select

from app.care.case import CareDate, Case, CaseStatus, FollowUp, Sex
from app.care.completeness import Section, sections
from app.care.disclosure import open_doubts
from app.care.field_names import field_label
from app.care.followup import MONTHS, due, schedule
from app.care.wareki import fiscal_year
from app.clock import today
from app.conference.meeting import Conference, ConferenceStatus, EntryKind
from app.conference.preparation import PRE_SHARED, check_of
from app.i18n import tr
from app.models.afterwards import follow_ups
from app.models.case import cases
from app.models.conference import agenda_items, conferences, entries
from app.models.revisions import revision_changes, revisions
from app.models.shapes import CASE, CONFERENCE
from app.services.privacy import checker_of
from app.services.store import Store

_RECENT = 9
_DUE = 30
_SHARED_BEFORE = 3


@dataclass(frozen=True, slots=True)
class AgendaCase:
    """One case of the next meeting: how far its sheet is, section by section.

    ``doubts`` are those of the privacy check nobody has answered.
    """

    case: Case
    sections: tuple[Section, ...]
    doubts: int = 0

    @property
    def ready(self) -> bool:
        """Nothing is missing in any section, and no doubt is open."""
        return not self.doubts and all(each.done >= each.total for each in self.sections)


@dataclass(frozen=True, slots=True)
class NextConference:
    """The meeting to prepare for. ``days_left`` is negative if its day passed unheld."""

    conference: Conference
    days_left: int | None
    cases: tuple[AgendaCase, ...]

    @property
    def should_be_shared(self) -> bool:
        """Three days or less are left and the papers were not shared (§3.1: 2–3 days before)."""
        near = self.days_left is not None and 0 <= self.days_left <= _SHARED_BEFORE
        planned = self.conference.status is ConferenceStatus.PLANNED and bool(self.cases)
        return near and planned and check_of(self.conference, PRE_SHARED) is None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentCase:
    """A case somebody worked on lately; ``what`` says on which part, ``at`` when (local)."""

    uuid: str
    case_no: int | None
    pseudonym: str
    age: int | None
    sex: Sex | None
    care_level: str | None
    what: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpDue:
    """A follow-up without a result; ``days_left`` is negative when it is overdue."""

    case_uuid: str
    case_no: int | None
    pseudonym: str
    months: int
    target: date
    days_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeData:
    """The home page. ``month_counts`` are follow-ups falling into this month by 3, 6, 12."""

    today: date
    fiscal_year: int
    next_conference: NextConference | None
    last_held: Conference | None
    recent: tuple[RecentCase, ...]
    follow_ups: tuple[FollowUpDue, ...]
    overdue: int
    month_counts: dict[int, int]
    total_cases: int
    cases_discussed: int
    supports_decided: int


def home_data(store: Store) -> HomeData:
    """What to do next, what was done last, what is due, and the year so far."""
    day = today(store.clock)
    year = fiscal_year(day)
    with store.read() as connection:
        all_due = _follow_ups_due(connection, day)
        data = HomeData(
            today=day,
            fiscal_year=year,
            next_conference=_next_conference(connection, day),
            last_held=_last_held(connection),
            recent=_recent(connection, store.clock.now().tzinfo),
            follow_ups=tuple(all_due[:_DUE]),
            overdue=sum(one.days_left < 0 for one in all_due),
            month_counts=_month_counts(all_due, day),
            total_cases=_count_cases(connection),
            cases_discussed=_cases_discussed(connection, year),
            supports_decided=_supports_decided(connection, year),
        )
    following = data.next_conference
    if following is None:
        return data
    agenda = tuple(_checked(store, one) for one in following.cases)
    return replace(data, next_conference=replace(following, cases=agenda))


def _checked(store: Store, one: AgendaCase) -> AgendaCase:
    doubts = open_doubts(one.case, checker_of(store, one.case.uuid))
    return replace(one, doubts=len(doubts))


def _next_conference(connection: Connection, day: date) -> NextConference | None:
    """The running one, else the nearest planned one from today, else the last one missed."""
    here = conferences.c.deleted_at.is_(None)
    planned = and_(here, conferences.c.status == ConferenceStatus.PLANNED.value)
    uuids = select(conferences.c.uuid)
    order = (conferences.c.date, conferences.c.start_time)
    statements = (
        uuids.where(here, conferences.c.status == ConferenceStatus.RUNNING.value),
        uuids.where(planned, conferences.c.date >= day.isoformat()).order_by(*order),
        uuids.where(planned).order_by(*(column.desc() for column in order)),
    )
    for statement in statements:
        uuid = connection.execute(statement.limit(1)).scalar()
        if uuid is not None:
            (conference,) = CONFERENCE.read(connection, [uuid])
            return _with_cases(connection, conference, day)
    return None


def _with_cases(connection: Connection, conference: Conference, day: date) -> NextConference:
    by_uuid = {
        case.uuid: case
        for case in CASE.read(connection, [item.case_uuid for item in conference.agenda])
    }
    agenda = [by_uuid[item.case_uuid] for item in conference.agenda]
    held = _day(conference.date)
    return NextConference(
        conference=conference,
        days_left=None if held is None else (held - day).days,
        cases=tuple(AgendaCase(case, sections(case)) for case in agenda),
    )


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def _last_held(connection: Connection) -> Conference | None:
    statement = (
        select(conferences.c.uuid)
        .where(
            conferences.c.deleted_at.is_(None),
            conferences.c.status == ConferenceStatus.CLOSED.value,
        )
        .order_by(conferences.c.date.desc(), conferences.c.start_time.desc())
        .limit(1)
    )
    uuid = connection.execute(statement).scalar()
    return None if uuid is None else CONFERENCE.read(connection, [uuid])[0]


def _recent(connection: Connection, zone: tzinfo | None) -> tuple[RecentCase, ...]:
    newest = (
        select(cases)
        .where(cases.c.deleted_at.is_(None))
        .order_by(cases.c.updated_at.desc(), cases.c.uuid.desc())
        .limit(_RECENT)
    )
    return tuple(
        RecentCase(
            uuid=row.uuid,
            case_no=row.case_no,
            pseudonym=row.pseudonym,
            age=row.age,
            sex=Sex(row.sex) if row.sex else None,
            care_level=row.care_level,
            what=_last_deed(connection, row.uuid, row.row_version),
            at=datetime.fromisoformat(row.updated_at).astimezone(zone),
        )
        for row in connection.execute(newest).all()
    )


def _last_deed(connection: Connection, case_uuid: str, row_version: int) -> str:
    statement = (
        select(revisions.c.action, revision_changes.c.path)
        .outerjoin(revision_changes, revision_changes.c.revision_uuid == revisions.c.uuid)
        .where(revisions.c.record_uuid == case_uuid, revisions.c.row_version == row_version)
        .order_by(revision_changes.c.position)
        .limit(1)
    )
    found = connection.execute(statement).first()
    if found is None or found.path is None:
        action = "" if found is None else found.action
        return {
            "imported": tr("取り込み"),
            "created": tr("新しい事例"),
            "restored": tr("ごみ箱から戻した"),
        }.get(action, "")
    return tr("{field}を編集", field=field_label(found.path))


def _follow_ups_due(connection: Connection, day: date) -> list[FollowUpDue]:
    """All unrecorded follow-ups of cases under way, the longest overdue first."""
    live = and_(
        cases.c.deleted_at.is_(None),
        cases.c.status.not_in([CaseStatus.DRAFT.value, CaseStatus.CLOSED.value]),
    )
    columns = (cases.c.uuid, cases.c.case_no, cases.c.pseudonym, cases.c.baseline_date_iso)
    noted = select(*columns, follow_ups.c.months, follow_ups.c.target_date)
    noted = noted.join(follow_ups, follow_ups.c.case_uuid == cases.c.uuid)
    noted = noted.where(live, follow_ups.c.outcome_code.is_(None))
    has_any = select(follow_ups.c.uuid).where(follow_ups.c.case_uuid == cases.c.uuid).exists()
    bare = select(*columns).where(live, ~has_any, func.length(cases.c.baseline_date_iso) == 10)
    found: list[FollowUpDue] = []
    for uuid, case_no, name, baseline, months, target in connection.execute(noted):
        known = (FollowUp(months=months, target_date=target),)
        found += _due_of(_Person(uuid, case_no, name), baseline, known, day)
    for uuid, case_no, name, baseline in connection.execute(bare):
        found += _due_of(_Person(uuid, case_no, name), baseline, (), day)
    return sorted(found, key=lambda one: (one.target, one.case_no or 0))


class _Person(NamedTuple):
    uuid: str
    case_no: int | None
    pseudonym: str


def _due_of(
    person: _Person, baseline_iso: str | None, known: tuple[FollowUp, ...], day: date
) -> list[FollowUpDue]:
    baseline = CareDate(baseline_iso or "", baseline_iso)
    return [
        FollowUpDue(
            case_uuid=person.uuid,
            case_no=person.case_no,
            pseudonym=person.pseudonym,
            months=one.months,
            target=one.target,
            days_left=one.days_left,
        )
        for one in due(schedule(baseline, known), day)
    ]


def _month_counts(all_due: Sequence[FollowUpDue], day: date) -> dict[int, int]:
    this_month = [
        one for one in all_due if (one.target.year, one.target.month) == (day.year, day.month)
    ]
    return {months: sum(one.months == months for one in this_month) for months in MONTHS}


def _count_cases(connection: Connection) -> int:
    statement = select(func.count()).select_from(cases).where(cases.c.deleted_at.is_(None))
    return connection.execute(statement).scalar_one()


def _cases_discussed(connection: Connection, year: int) -> int:
    statement = (
        select(func.count(distinct(agenda_items.c.case_uuid)))
        .join(conferences, agenda_items.c.conference_uuid == conferences.c.uuid)
        .where(_held_in(year))
    )
    return connection.execute(statement).scalar_one()


def _supports_decided(connection: Connection, year: int) -> int:
    statement = (
        select(func.count())
        .select_from(entries)
        .join(conferences, entries.c.conference_uuid == conferences.c.uuid)
        .where(_held_in(year), entries.c.kind == EntryKind.SUPPORT.value)
    )
    return connection.execute(statement).scalar_one()


def _held_in(year: int) -> ColumnElement[bool]:
    return and_(
        conferences.c.deleted_at.is_(None),
        conferences.c.fiscal_year == year,
        conferences.c.status == ConferenceStatus.CLOSED.value,
    )
