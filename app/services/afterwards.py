"""Verbs after a meeting: its closing checklist, follow-up dates, actions, minutes (DOMAIN.md §9.4).

Each verb reads what is stored and writes one transaction; a page saves what is typed before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Select, and_, or_, select

from app.care.case import Case, FollowUp
from app.care.followup import MONTHS, baseline_day, schedule
from app.care.wareki import parse_date
from app.conference import checks, minutes
from app.conference.meeting import Conference, ConferenceStatus, Entry, EntryKind
from app.models.conference import conferences, entries
from app.models.shapes import CASE, CONFERENCE
from app.services.cases import put_case
from app.services.changes import ChangeSet
from app.services.conferences import put_conference
from app.services.handouts import Handout, list_handouts
from app.services.papers import HANDED_OUT
from app.services.store import Store
from app.services.work import Work

ACTION_KINDS = frozenset({EntryKind.RISK_RESPONSE, EntryKind.SUPPORT, EntryKind.FIRST_STEP})
OPEN, HANDED_OVER, DONE = "open", "handed_over", "done"
"""``Entry.status``: nobody has it yet, its owner knows, it is done."""
_LOOKED_AT = 3  # older ones are for their own page; the start page asks at every visit


class Closing(StrEnum):
    """The items of the closing checklist, in the order in which a room is left."""

    COPIES = "copies"
    FOLLOW_UPS = "follow_ups"
    ACTIONS = "actions"
    TEMPORARY_FILES = "temporary_files"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class ClosingItem:
    """One item; ``left`` counts what is still to do, ``of`` what there was to begin with."""

    item: Closing
    left: int
    of: int

    @property
    def done(self) -> bool:
        """Whether nothing is left."""
        return self.left == 0


@dataclass(frozen=True, slots=True)
class OpenAction:
    """Something agreed in an earlier meeting that isn't done yet."""

    conference_uuid: str
    conference_number: int | None
    date: str
    entry: Entry


# ---- closing checklist ----


def closing_items(store: Store, conference: Conference) -> tuple[ClosingItem, ...]:
    """The closing checklist of a meeting as it stands now."""
    copies = counted_handouts(store, conference.uuid)
    with store.read() as connection:
        cases = _cases(connection, conference)
    undated = sum(1 for case in cases if missing_dates(case, conference))
    actions = actions_of(conference)
    waiting = sum(1 for entry in actions if entry.status == OPEN)
    files = 0 if checks.done_at(conference, checks.TEMPORARY_FILES) else 1
    final = 0 if minutes.is_final(conference) else 1
    return (
        ClosingItem(
            Closing.COPIES,
            sum(len(missing_numbers(each)) for each in copies),
            sum(each.copies for each in copies),
        ),
        ClosingItem(Closing.FOLLOW_UPS, undated, len(cases)),
        ClosingItem(Closing.ACTIONS, waiting, len(actions)),
        ClosingItem(Closing.TEMPORARY_FILES, files, 1),
        ClosingItem(Closing.MINUTES, final, 1),
    )


def open_closings(store: Store) -> Mapping[str, int]:
    """Of the newest three closed meetings those whose checklist isn't done, each with how many
    items are open."""
    found = {}
    for conference in _held(store, _closed().limit(_LOOKED_AT)):
        left = sum(not item.done for item in closing_items(store, conference))
        if left:
            found[conference.uuid] = left
    return found


def counted_handouts(store: Store, conference_uuid: str) -> tuple[Handout, ...]:
    """The numbered papers of a meeting that have to come back, oldest first.

    A single copy is the organiser's own: what is handed out is printed for the room.
    """
    made = list_handouts(store, conference_uuid=conference_uuid)
    return tuple(each for each in reversed(made) if each.kind in HANDED_OUT and each.copies > 1)


def missing_numbers(handout: Handout) -> tuple[int, ...]:
    """The copies that aren't ticked off."""
    back = set(handout.returned)
    return tuple(number for number in range(1, handout.copies + 1) if number not in back)


# ---- follow-up dates ----


def planned_dates(case: Case, conference: Conference) -> tuple[FollowUp, ...]:
    """3, 6 and 12 months after the baseline, or after the meeting where there is none (§6.2).

    Dates that stand are kept.
    """
    start = case.baseline_date
    if baseline_day(start) is None:
        start = parse_date(conference.date)
    known = {one.months for one in case.follow_ups}
    added = tuple(FollowUp(months=months) for months in MONTHS if months not in known)
    both = sorted((*case.follow_ups, *added), key=lambda one: one.months)
    return schedule(start, tuple(both))


def missing_dates(case: Case, conference: Conference) -> bool:
    """Whether dates can be set that aren't."""
    return planned_dates(case, conference) != case.follow_ups and any(
        one.target_date for one in planned_dates(case, conference)
    )


def set_follow_ups(
    store: Store, conference: Conference, *, source: object | None = None
) -> tuple[ChangeSet, Mapping[str, tuple[FollowUp, ...]]]:
    """Set the dates of all cases of the meeting; also what stood there, for undo."""
    before = {}
    with store.write() as work:
        for case in CASE.read(work.connection, list(minutes.cases_of(conference))):
            if missing_dates(case, conference):
                before[case.uuid] = case.follow_ups
                put_case(work, replace(case, follow_ups=planned_dates(case, conference)))
    return work.changes(source), before


def put_back_follow_ups(
    store: Store,
    before: Mapping[str, tuple[FollowUp, ...]],
    *,
    source: object | None = None,
) -> ChangeSet:
    """Undo ``set_follow_ups``; a date whose result was recorded since stays."""
    with store.write() as work:
        for case in CASE.read(work.connection, list(before)):
            kept = tuple(one for one in case.follow_ups if one.outcome_code)
            had = {one.months for one in kept}
            back = (*(one for one in before[case.uuid] if one.months not in had), *kept)
            ordered = tuple(sorted(back, key=lambda one: one.months))
            put_case(work, replace(case, follow_ups=ordered))
    return work.changes(source)


def source_of(store: Store, conference: Conference) -> minutes.Source:
    """What the minutes of a meeting are made of."""
    with store.read() as connection:
        return _source(connection, conference)


def _source(connection: Connection, conference: Conference) -> minutes.Source:
    planned = {case.uuid: case.follow_ups for case in _cases(connection, conference)}
    return minutes.Source(conference, planned)


def _cases(connection: Connection, conference: Conference) -> list[Case]:
    uuids = list(minutes.cases_of(conference))
    found: list[Case] = CASE.read(connection, uuids) if uuids else []
    return found


# ---- actions ----


def actions_of(conference: Conference) -> tuple[Entry, ...]:
    """What somebody is to do by the record: an action with an owner or a date."""
    return tuple(
        entry
        for entry in conference.entries
        if entry.kind in ACTION_KINDS and (entry.owner or entry.due)
    )


def open_actions(store: Store, before: Conference) -> tuple[OpenAction, ...]:
    """What earlier meetings agreed and nobody has done yet: for the cases of ``before`` first,
    then of the last meeting of the same type, there also what was put off (保留)."""
    own = {item.case_uuid for item in before.agenda}
    waiting = select(entries.c.conference_uuid).where(
        entries.c.case_uuid.in_(own), entries.c.kind.in_(ACTION_KINDS), entries.c.status != DONE
    )
    of_cases = _held(store, _closed(before).where(conferences.c.uuid.in_(waiting)))
    same_type = conferences.c.session_type == before.session_type
    last = _held(store, _closed(before).where(same_type).limit(1))
    first = [
        _open(each, entry)
        for each in of_cases
        for entry in _waiting(each, actions_of)
        if entry.case_uuid in own
    ]
    seen = {action.entry.uuid for action in first}
    rest = [
        _open(each, entry)
        for each in last
        for entry in _waiting(each, lambda c: (*actions_of(c), *_put_off(c)))
        if entry.uuid not in seen
    ]
    return (*first, *rest)


def set_action_status(
    store: Store,
    conference_uuid: str,
    entry_uuid: str,
    status: str,
    *,
    source: object | None = None,
) -> ChangeSet:
    """Mark an action open, handed over or done, in the meeting that agreed on it."""
    with store.write() as work:
        held: Conference = work.need(CONFERENCE, conference_uuid)
        put_conference(work, with_status(held, entry_uuid, status), action="action")
    return work.changes(source)


def with_status(conference: Conference, entry_uuid: str, status: str) -> Conference:
    """``conference`` with an entry's status changed."""
    return replace(
        conference,
        entries=tuple(
            replace(entry, status=status) if entry.uuid == entry_uuid else entry
            for entry in conference.entries
        ),
    )


def _put_off(conference: Conference) -> tuple[Entry, ...]:
    return tuple(e for e in conference.entries if e.kind is EntryKind.CARRIED_OVER)


def _waiting(
    conference: Conference, which: Callable[[Conference], tuple[Entry, ...]]
) -> Iterator[Entry]:
    return (entry for entry in which(conference) if entry.status != DONE)


def _open(conference: Conference, entry: Entry) -> OpenAction:
    return OpenAction(conference.uuid, conference.number, conference.date, entry)


def _closed(before: Conference | None = None) -> Select[Any]:
    """Meetings that were held (before another one), the newest first."""
    day, hour = conferences.c.date, conferences.c.start_time
    statement = select(conferences.c.uuid).where(
        conferences.c.deleted_at.is_(None),
        conferences.c.status == ConferenceStatus.CLOSED.value,
    )
    if before is not None:
        statement = statement.where(conferences.c.uuid != before.uuid)
        if before.date:
            earlier = and_(day == before.date, hour < before.start_time)
            statement = statement.where(or_(day < before.date, earlier))
    return statement.order_by(day.desc(), hour.desc())


def _held(store: Store, statement: Select[Any]) -> list[Conference]:
    with store.read() as connection:
        uuids: list[str] = list(connection.execute(statement).scalars())
        found: list[Conference] = CONFERENCE.read(connection, uuids) if uuids else []
    return sorted(found, key=lambda one: (one.date, one.start_time), reverse=True)


# ---- minutes and ticks ----


def make_final(store: Store, conference_uuid: str, *, source: object | None = None) -> ChangeSet:
    """Call the minutes final: from now on they stay as they are."""
    with store.write() as work:
        held: Conference = work.need(CONFERENCE, conference_uuid)
        final = minutes.finalised(_source(work.connection, held), _local(work))
        put_conference(work, final, action="minutes_final")
    return work.changes(source)


def take_back_final(
    store: Store, conference_uuid: str, *, source: object | None = None
) -> ChangeSet:
    """Let people work on the minutes again; the history says who did and when."""
    with store.write() as work:
        held: Conference = work.need(CONFERENCE, conference_uuid)
        put_conference(work, minutes.taken_back(held), action="minutes_reopened")
    return work.changes(source)


def tick(
    store: Store,
    conference_uuid: str,
    code: str,
    *,
    on: bool = True,
    source: object | None = None,
) -> ChangeSet:
    """Tick something off at this moment, or take the tick back."""
    with store.write() as work:
        held: Conference = work.need(CONFERENCE, conference_uuid)
        done = checks.ticked(held, code, _local(work)) if on else checks.unticked(held, code)
        put_conference(work, done)
    return work.changes(source)


def _local(work: Work) -> str:
    """The moment as people read it in the record, with its offset."""
    return work.moment.isoformat(timespec="seconds")
