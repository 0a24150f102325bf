"""Verbs on cases: open, save, list, bin. Each is one transaction."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select

from app.care.case import Case, PrivateIdentity
from app.care.completeness import remaining
from app.care.disclosure import open_doubts
from app.care.pseudonyms import next_name
from app.care.readiness import honest
from app.errors import InputRefused
from app.i18n import tr
from app.models.case import cases
from app.models.search_index import sync
from app.models.shapes import CASE, IDENTITY
from app.services.case_gaps import forget_check, note_gaps
from app.services.case_list import (
    CaseFilter,
    CaseHits,
    CaseRow,
    FilterChoices,
    case_rows,
    filter_choices,
    find_cases,
    list_cases,
)
from app.services.changes import ChangeSet
from app.services.privacy import checker_of
from app.services.store import Store
from app.services.work import Work, not_found

__all__ = [
    "CaseFilter",
    "CaseHits",
    "CaseRow",
    "FilterChoices",
    "Saved",
    "bin_case",
    "case_rows",
    "filter_choices",
    "find_case",
    "find_cases",
    "get_case",
    "get_cases",
    "get_identity",
    "list_cases",
    "new_case",
    "put_case",
    "restore_case",
    "save_case",
    "save_identity",
]


@dataclass(frozen=True, slots=True)
class Saved:
    """A case as it is stored now. ``changes`` is empty where nothing differed."""

    case: Case
    changes: ChangeSet
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class SavedIdentity:
    """A private identity as it is stored now."""

    identity: PrivateIdentity
    changes: ChangeSet
    saved_at: datetime


def get_case(store: Store, uuid: str) -> Case:
    """The case with key ``uuid``, from the bin too; ``InputRefused`` if there is none."""
    return get_cases(store, [uuid])[0]


def get_cases(store: Store, uuids: list[str] | None = None) -> list[Case]:
    """Whole cases in the order of ``uuids``; without, all outside the bin by number."""
    with store.read() as connection:
        if uuids is None:
            statement = select(cases.c.uuid).where(cases.c.deleted_at.is_(None))
            ordered = statement.order_by(cases.c.case_no.is_(None), cases.c.case_no, cases.c.uuid)
            uuids = list(connection.execute(ordered).scalars())
        found = {case.uuid: case for case in CASE.read(connection, uuids)}
    if any(uuid not in found for uuid in uuids):
        raise not_found()
    return [found[uuid] for uuid in uuids]


def find_case(store: Store, no_or_uuid: str | int) -> Case:
    """The case with this number (not in the bin) or this key."""
    text = unicodedata.normalize("NFKC", str(no_or_uuid)).strip()
    with store.read() as connection:
        if text.isdecimal() and len(text) < 16:
            same_number = select(cases.c.uuid).where(
                cases.c.case_no == int(text), cases.c.deleted_at.is_(None)
            )
            uuid = connection.execute(same_number).scalar()
        else:
            uuid = text
        found = CASE.read(connection, [uuid]) if uuid else []
    if not found:
        raise not_found()
    case: Case = found[0]
    return case


def new_case(store: Store) -> Case:
    """A stored empty case with the next number and a plant name not in use."""
    with store.write() as work:
        highest = work.connection.execute(select(func.max(cases.c.case_no))).scalar()
        return put_case(work, Case(case_no=(highest or 0) + 1, practice=store.practice))


def _free_name(work: Work) -> str:
    counted = select(cases.c.pseudonym, func.count()).group_by(cases.c.pseudonym)
    return next_name(dict(work.connection.execute(counted).all()))


def save_case(store: Store, case: Case, *, source: object | None = None) -> Saved:
    """Store what differs from the stored case, with its revision.

    ``SaveConflict`` if somebody saved it since it was read; ``InputRefused`` for a number that
    another case has. ``source`` names the asker in the ``ChangeSet``. A case that is called ready
    and isn't goes back into preparation (``care.readiness``).
    """
    doubts = None
    if not remaining(case):
        doubts = bool(open_doubts(case, checker_of(store, case.uuid)))
        case = honest(case, doubts=doubts)
    with store.write() as work:
        stored = put_case(work, case, doubts=doubts)
    return Saved(stored, work.changes(source), work.moment)


def put_case(work: Work, case: Case, *, action: str = "edited", doubts: bool | None = None) -> Case:
    """``save_case`` inside a larger unit of work, such as the import of a file.

    A new case without a pseudonym gets a plant name. ``doubts``: what the privacy check said,
    where it was made.
    """
    _refuse_taken_number(work, case)
    case = honest(case)
    if case.row_version == 0 and not case.pseudonym:
        case = replace(case, pseudonym=_free_name(work))
    stored: Case = work.put("case", CASE, case, action=action)
    if stored.row_version != case.row_version:
        sync(work.connection, stored)
        note_gaps(work.connection, stored, doubts=doubts)
    return stored


def _refuse_taken_number(work: Work, case: Case) -> None:
    if case.case_no is None:
        return
    other = select(cases.c.uuid).where(
        cases.c.case_no == case.case_no,
        cases.c.uuid != case.uuid,
        cases.c.deleted_at.is_(None),
    )
    if work.connection.execute(other).first() is not None:
        raise InputRefused(
            tr("No.{number} は別の事例が使っています。", number=case.case_no),
            tr("保存済みの分も画面の入力も残っています。"),
            tr("別の番号にしてください。"),
        )


def bin_case(store: Store, uuid: str, *, source: object | None = None) -> Saved:
    """Put a case into the bin; it leaves lists, search and figures, and can come back."""
    with store.write() as work:
        work.set_binned("case", CASE, uuid, binned=True)
        case = work.need(CASE, uuid)
    return Saved(case, work.changes(source), work.moment)


def restore_case(store: Store, uuid: str, *, source: object | None = None) -> Saved:
    """Take a case out of the bin; if its number was given away meanwhile it gets the next one."""
    with store.write() as work:
        work.set_binned("case", CASE, uuid, binned=False)
        case = work.need(CASE, uuid)
        try:
            _refuse_taken_number(work, case)
        except InputRefused:
            case = _renumbered(work, case)
    return Saved(case, work.changes(source), work.moment)


def _renumbered(work: Work, case: Case) -> Case:
    highest = work.connection.execute(select(func.max(cases.c.case_no))).scalar_one()
    return put_case(work, replace(case, case_no=highest + 1))


def get_identity(store: Store, case_uuid: str) -> PrivateIdentity:
    """Who the person is; an empty identity where nothing was written. Editor and checks only."""
    with store.read() as connection:
        found = IDENTITY.read(connection, [case_uuid])
    identity: PrivateIdentity = found[0] if found else PrivateIdentity(case_uuid=case_uuid)
    return identity


def save_identity(
    store: Store, identity: PrivateIdentity, *, source: object | None = None
) -> SavedIdentity:
    """Store who the person is; the same promises as ``save_case``."""
    with store.write() as work:
        stored = put_identity(work, identity)
    return SavedIdentity(stored, work.changes(source), work.moment)


def put_identity(
    work: Work, identity: PrivateIdentity, *, action: str = "edited"
) -> PrivateIdentity:
    """``save_identity`` inside a larger unit of work."""
    stored: PrivateIdentity = work.put("identity", IDENTITY, identity, action=action)
    if stored.row_version != identity.row_version:
        forget_check(work.connection, stored.case_uuid)
    return stored
