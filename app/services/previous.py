"""The same person before: a new case from an old one, who that might be, and what was agreed.

Nothing is ever linked by the program itself: two people may share a name and a birthday.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import func, select

from app.care.case import Case, PrivateIdentity
from app.care.next_meeting import for_next_meeting
from app.care.text import search_key
from app.conference.meeting import Conference, Entry, EntryKind
from app.models.case import cases
from app.models.shapes import CASE, IDENTITY
from app.services.cases import put_case, put_identity
from app.services.changes import ChangeSet
from app.services.conferences import conferences_of
from app.services.store import Store

AGREED = (EntryKind.ISSUE, EntryKind.GOAL, EntryKind.RISK_RESPONSE, EntryKind.SUPPORT)


@dataclass(frozen=True, slots=True)
class SamePerson:
    """A case that may be of the same person. ``by`` is insured_number or name_and_birth."""

    uuid: str
    case_no: int | None
    pseudonym: str
    by: str


@dataclass(frozen=True, slots=True)
class LastMeeting:
    """What the last meeting on a case agreed; no conference where none is recorded."""

    case: Case
    conference: Conference | None
    agreed: tuple[Entry, ...]
    first_step: Entry | None


@dataclass(frozen=True, slots=True)
class Duplicated:
    """The new case and the news about it."""

    case: Case
    changes: ChangeSet


def new_from_previous(store: Store, uuid: str, *, source: object | None = None) -> Duplicated:
    """次の会議のために複製: a new case of the same person with what still holds, identity too."""
    with store.write() as work:
        previous: Case = work.need(CASE, uuid)
        highest = work.connection.execute(select(func.max(cases.c.case_no))).scalar()
        fresh = for_next_meeting(previous, case_no=(highest or 0) + 1)
        made = put_case(work, fresh)
        identity: PrivateIdentity | None = work.stored(IDENTITY, uuid)
        if identity is not None:
            put_identity(work, replace(identity, case_uuid=made.uuid, row_version=0))
    return Duplicated(made, work.changes(source))


def same_person(store: Store, identity: PrivateIdentity) -> list[SamePerson]:
    """Other cases whose private identity has the same insured number, or name and birth date.

    Newest first, those in the bin left out. For the editor only, and only to propose.
    """
    number, name = _key(identity.insured_number), _key(identity.name)
    born = identity.birth_date.iso if identity.birth_date else None
    if not number and not (name and born):
        return []
    with store.read() as connection:
        others = IDENTITY.read(connection)
        by = {one.case_uuid: _same(one, number, name, born) for one in others}
        by.pop(identity.case_uuid, None)
        rows = connection.execute(
            select(cases.c.uuid, cases.c.case_no, cases.c.pseudonym)
            .where(cases.c.deleted_at.is_(None))
            .order_by(cases.c.created_at.desc(), cases.c.uuid.desc())
        ).all()
    return [
        SamePerson(row.uuid, row.case_no, row.pseudonym, by[row.uuid])
        for row in rows
        if by.get(row.uuid)
    ]


def last_meeting(store: Store, case: Case) -> LastMeeting | None:
    """The previous case of ``case`` and what its meeting agreed; ``None`` without a link."""
    if case.previous_case_uuid is None:
        return None
    with store.read() as connection:
        found = CASE.read(connection, [case.previous_case_uuid])
    if not found:
        return None
    previous: Case = found[0]
    held = [one for one in conferences_of(store, previous.uuid) if one.entries]
    conference = held[0] if held else None
    mine = [] if conference is None else [e for e in conference.entries if _agreed(e, previous)]
    steps = [entry for entry in mine if entry.kind is EntryKind.SUPPORT]
    first = next((step for step in steps if step.owner or step.due), None)
    return LastMeeting(previous, conference, tuple(mine), first)


def _agreed(entry: Entry, case: Case) -> bool:
    return entry.case_uuid == case.uuid and entry.kind in AGREED


def _same(other: PrivateIdentity, number: str, name: str, born: str | None) -> str:
    if number and _key(other.insured_number) == number:
        return "insured_number"
    same_day = other.birth_date is not None and other.birth_date.iso == born
    if name and born and len(born) == 10 and same_day and _key(other.name) == name:
        return "name_and_birth"
    return ""


def _key(text: str) -> str:
    return "".join(search_key(text).split())
