"""Verbs on conferences: plan, open, save, close, bin. Each is one transaction."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, case, func, select

from app.care.case import Case, CaseStatus, SessionType
from app.conference import stages
from app.conference.agenda import divided
from app.conference.meeting import AgendaItem, Conference, ConferenceStatus
from app.errors import InputRefused
from app.i18n import tr
from app.models.case import cases
from app.models.conference import agenda_items, attendance, case_requests, conferences
from app.models.shapes import CASE, CONFERENCE
from app.services.cases import put_case
from app.services.changes import ChangeSet
from app.services.store import Store
from app.services.work import Work, not_found


@dataclass(frozen=True, slots=True)
class SavedConference:
    """A conference as it is stored now, with the cases saved beside it. ``changes`` is empty
    where nothing differed."""

    conference: Conference
    changes: ChangeSet
    saved_at: datetime
    cases: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceRow:
    """One row of the list: the plan, how many cases, how many people came."""

    uuid: str
    number: int | None
    title: str
    date: str
    start_time: str
    session_type: str
    venue: str
    planned_minutes: int
    expected_people: int | None
    status: ConferenceStatus
    practice: bool
    case_count: int
    case_nos: tuple[int, ...]
    people: int
    requests_sent: int
    requests_answered: int
    updated_at: str


def list_conferences(store: Store, *, binned: bool = False) -> list[ConferenceRow]:
    """All conferences, newest day first."""
    bin_side = conferences.c.deleted_at
    statement = (
        select(conferences)
        .where(bin_side.is_not(None) if binned else bin_side.is_(None))
        .order_by(conferences.c.date.desc(), conferences.c.start_time.desc(), conferences.c.uuid)
    )
    zone = store.clock.now().tzinfo
    with store.read() as connection:
        rows = connection.execute(statement).all()
        numbers = _case_numbers(connection)
        counted = select(attendance.c.conference_uuid, func.sum(attendance.c.count))
        counted = counted.group_by(attendance.c.conference_uuid)
        people = dict(connection.execute(counted).all())
        requests = _request_counts(connection)
    return [
        ConferenceRow(
            uuid=row.uuid,
            number=row.number,
            title=row.title,
            date=row.date,
            start_time=row.start_time,
            session_type=row.session_type,
            venue=row.venue,
            planned_minutes=row.planned_minutes,
            expected_people=row.expected_people,
            status=ConferenceStatus(row.status),
            practice=row.practice,
            case_count=len(numbers.get(row.uuid, ())),
            case_nos=tuple(no for no in numbers.get(row.uuid, ()) if no is not None),
            people=people.get(row.uuid, 0),
            requests_sent=requests.get(row.uuid, (0, 0))[0],
            requests_answered=requests.get(row.uuid, (0, 0))[1],
            updated_at=datetime.fromisoformat(row.updated_at).astimezone(zone).isoformat(),
        )
        for row in rows
    ]


def _request_counts(connection: Connection) -> dict[str, tuple[int, int]]:
    """Requests sent and answered of each conference that sent any."""
    lines = case_requests.c
    answered = func.sum(case((lines.answered_on != "", 1), else_=0))
    statement = select(lines.conference_uuid, func.count(), answered)
    statement = statement.where(lines.asked_on != "").group_by(lines.conference_uuid)
    return {uuid: (sent, back) for uuid, sent, back in connection.execute(statement)}


def _case_numbers(connection: Connection) -> dict[str, list[int | None]]:
    found: dict[str, list[int | None]] = {}
    statement = (
        select(agenda_items.c.conference_uuid, cases.c.case_no)
        .join(cases, agenda_items.c.case_uuid == cases.c.uuid)
        .order_by(agenda_items.c.conference_uuid, agenda_items.c.position)
    )
    for uuid, number in connection.execute(statement):
        found.setdefault(uuid, []).append(number)
    return found


def get_conference(store: Store, uuid: str) -> Conference:
    """The conference with this key, from the bin too; ``InputRefused`` if there is none."""
    with store.read() as connection:
        return _one(CONFERENCE.read(connection, [uuid]))


def find_conference(store: Store, key: str | int) -> Conference:
    """The conference with this number (not in the bin) or this key."""
    text = unicodedata.normalize("NFKC", str(key)).strip()
    with store.read() as connection:
        uuid: str | None = text
        if text.isdecimal() and len(text) < 16:
            same = select(conferences.c.uuid).where(
                conferences.c.number == int(text), conferences.c.deleted_at.is_(None)
            )
            uuid = connection.execute(same).scalar()
        return _one(CONFERENCE.read(connection, [uuid] if uuid else []))


def _one(found: list[Any]) -> Conference:
    if not found:
        raise not_found()
    conference: Conference = found[0]
    return conference


def new_conference(
    store: Store,
    *,
    date: str = "",
    start_time: str = "14:00",
    session_type: str = SessionType.COMPREHENSIVE.value,
    venue: str = "",
    planned_minutes: int = 90,
    expected_people: int | None = None,
    case_uuids: Sequence[str] = (),
) -> Conference:
    """A stored planned conference with the next number and its minutes divided (§3.2)."""
    planned = Conference(
        date=date,
        start_time=start_time,
        session_type=session_type,
        venue=venue,
        planned_minutes=planned_minutes,
        expected_people=expected_people,
        practice=store.practice,
        agenda=tuple(AgendaItem(case_uuid=uuid) for uuid in case_uuids),
    )
    with store.write() as work:
        return put_conference(work, divided(planned))


def save_conference(
    store: Store,
    conference: Conference,
    *,
    cases: Sequence[Case] = (),
    source: object | None = None,
) -> SavedConference:
    """Store what differs, with its revision; ``SaveConflict`` if it was saved elsewhere.

    ``cases`` that the same act changed are stored with it, all or nothing.
    """
    with store.write() as work:
        stored = put_conference(work, conference)
        beside = tuple(put_case(work, case) for case in cases)
    return SavedConference(stored, work.changes(source), work.moment, beside)


def close_conference(
    store: Store, conference: Conference, *, source: object | None = None
) -> SavedConference:
    """Save it as closed; its cases go on to the follow-ups (追跡中) in the same transaction."""
    closed = replace(conference, status=ConferenceStatus.CLOSED)
    with store.write() as work:
        stored = put_conference(work, closed)
        case_uuids = [item.case_uuid for item in stored.agenda]
        for one in CASE.read(work.connection, case_uuids):
            _let_follow(work, one)
    return SavedConference(stored, work.changes(source), work.moment)


def reopen_conference(
    store: Store, conference: Conference, reason: str, *, source: object | None = None
) -> SavedConference:
    """Open a closed conference again to correct its record; its clock stays stopped.

    ``InputRefused`` without a reason: it is kept in the log of the meeting and in the trail.
    """
    if not reason.strip():
        raise InputRefused(
            tr("理由が書かれていません。"),
            tr("会議は閉じたままです。"),
            tr("理由を書いてください。"),
        )
    last = conference.transitions[-1].at if conference.transitions else 0.0
    wall_time = store.clock.now().isoformat(timespec="seconds")
    again = stages.reopen(conference, at=last, wall_time=wall_time, reason=reason)
    return save_conference(store, again, source=source)


def _let_follow(work: Work, one: Case) -> None:
    if one.status not in (CaseStatus.FOLLOWING, CaseStatus.CLOSED):
        put_case(work, replace(one, status=CaseStatus.FOLLOWING))


def put_conference(work: Work, conference: Conference, *, action: str = "edited") -> Conference:
    """``save_conference`` inside a larger unit of work; a new one gets number and title."""
    if conference.row_version == 0 and conference.number is None:
        highest = work.connection.execute(select(func.max(conferences.c.number))).scalar()
        conference = replace(conference, number=(highest or 0) + 1)
    if conference.row_version == 0 and not conference.title:
        title = tr("第{number}回 多職種合同カンファレンス", number=conference.number)
        conference = replace(conference, title=title)
    stored: Conference = work.put("conference", CONFERENCE, conference, action=action)
    return stored


def bin_conference(store: Store, uuid: str, *, source: object | None = None) -> SavedConference:
    """Put a conference into the bin."""
    return _set_binned(store, uuid, source, binned=True)


def restore_conference(store: Store, uuid: str, *, source: object | None = None) -> SavedConference:
    """Take a conference out of the bin."""
    return _set_binned(store, uuid, source, binned=False)


def _set_binned(store: Store, uuid: str, source: object | None, *, binned: bool) -> SavedConference:
    with store.write() as work:
        work.set_binned("conference", CONFERENCE, uuid, binned=binned)
        stored = _one(CONFERENCE.read(work.connection, [uuid]))
    return SavedConference(stored, work.changes(source), work.moment)


def conferences_of(store: Store, case_uuid: str) -> list[Conference]:
    """The conferences that have this case on their agenda, newest first."""
    statement = (
        select(conferences.c.uuid)
        .join(agenda_items, agenda_items.c.conference_uuid == conferences.c.uuid)
        .where(agenda_items.c.case_uuid == case_uuid, conferences.c.deleted_at.is_(None))
    )
    with store.read() as connection:
        uuids = list(connection.execute(statement).scalars())
        found: list[Conference] = CONFERENCE.read(connection, uuids)
    return sorted(found, key=lambda one: (one.date, one.start_time), reverse=True)
