"""Verbs on numbered paper: what was printed, and what came back (DOMAIN.md §9.2 no. 4, §9.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select, update

from app.care.ids import new_id
from app.models.case import cases
from app.models.handouts import handout_cases, handout_copies, handouts
from app.services.changes import ChangeSet
from app.services.store import Store
from app.services.work import Work, not_found, utc


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """A printed document: its hash, its numbered copies and which of them came back."""

    uuid: str
    kind: str
    conference_uuid: str | None
    case_uuids: tuple[str, ...]
    paper: str
    language: str
    pages: int | None
    copies: int
    sha256: str
    printed_at: str
    printed_by: str
    returned: tuple[int, ...]


def record_handout(
    store: Store,
    *,
    kind: str,
    case_uuids: Sequence[str],
    sha256: str,
    copies: int = 1,
    conference_uuid: str | None = None,
    paper: str = "A4",
    language: str = "ja",
    pages: int | None = None,
) -> str:
    """Note that a document was made; returns its key. Copies are numbered from 1."""
    uuid = new_id()
    with store.write() as work:
        row = {
            "uuid": uuid,
            "row_version": 1,
            "created_at": work.now,
            "updated_at": work.now,
            "kind": kind,
            "conference_uuid": conference_uuid,
            "paper": paper,
            "language": language,
            "pages": pages,
            "copies": copies,
            "sha256": sha256,
            "printed_by": work.actor,
            "note": "",
        }
        work.connection.execute(insert(handouts), row)
        _add_cases(work, uuid, case_uuids)
        _add_copies(work, uuid, copies)
        work.record("handout", uuid, "printed")
    return uuid


def record_reprint(store: Store, handout_uuid: str) -> None:
    """Note in the trail that pages of a recorded document were printed once more."""
    with store.write() as work:
        work.record("handout", handout_uuid, "reprinted")


def _line(handout_uuid: str, position: int) -> dict[str, Any]:
    return {
        "uuid": new_id(),
        "row_version": 1,
        "handout_uuid": handout_uuid,
        "position": position,
    }


def _add_cases(work: Work, handout_uuid: str, case_uuids: Sequence[str]) -> None:
    if not case_uuids:
        return
    known = select(cases.c.uuid, cases.c.row_version).where(cases.c.uuid.in_(case_uuids))
    versions = dict(work.connection.execute(known).all())
    if len(versions) < len(set(case_uuids)):
        raise not_found()
    rows = [
        {
            **_line(handout_uuid, position),
            "case_uuid": case_uuid,
            "case_row_version": versions[case_uuid],
        }
        for position, case_uuid in enumerate(case_uuids)
    ]
    work.connection.execute(insert(handout_cases), rows)


def _add_copies(work: Work, handout_uuid: str, copies: int) -> None:
    rows = [
        {
            **_line(handout_uuid, number - 1),
            "number": number,
            "recipient": "",
            "returned_note": "",
        }
        for number in range(1, copies + 1)
    ]
    if rows:
        work.connection.execute(insert(handout_copies), rows)


def list_handouts(store: Store, *, conference_uuid: str | None = None) -> list[Handout]:
    """What was printed (for one conference), newest first."""
    statement = select(handouts).where(handouts.c.deleted_at.is_(None))
    if conference_uuid is not None:
        statement = statement.where(handouts.c.conference_uuid == conference_uuid)
    statement = statement.order_by(handouts.c.created_at.desc(), handouts.c.uuid.desc())
    with store.read() as connection:
        rows = connection.execute(statement).all()
        printed = _grouped(connection, handout_cases, "case_uuid")
        returned = _grouped(connection, handout_copies, "number", only_returned=True)
    return [
        Handout(
            uuid=row.uuid,
            kind=row.kind,
            conference_uuid=row.conference_uuid,
            case_uuids=printed.get(row.uuid, ()),
            paper=row.paper,
            language=row.language,
            pages=row.pages,
            copies=row.copies,
            sha256=row.sha256,
            printed_at=row.created_at,
            printed_by=row.printed_by,
            returned=returned.get(row.uuid, ()),
        )
        for row in rows
    ]


def _grouped(
    connection: Connection, table: Any, column: str, *, only_returned: bool = False
) -> dict[str, tuple[Any, ...]]:
    statement = select(table.c.handout_uuid, table.c[column]).order_by(table.c.position)
    if only_returned:
        statement = statement.where(table.c.returned_at.is_not(None))
    found: dict[str, tuple[Any, ...]] = {}
    for uuid, value in connection.execute(statement):
        found[uuid] = (*found.get(uuid, ()), value)
    return found


def set_returned(store: Store, handout_uuid: str, number: int, *, returned: bool) -> ChangeSet:
    """Tick a numbered copy off as collected, or take the tick back."""
    copy = (handout_copies.c.handout_uuid == handout_uuid, handout_copies.c.number == number)
    with store.write() as work:
        at = utc(work.moment) if returned else None
        done = work.connection.execute(update(handout_copies).where(*copy).values(returned_at=at))
        if not done.rowcount:
            raise not_found()
        work.record("handout", handout_uuid, "returned" if returned else "missing")
    return work.changes()


def set_all_returned(store: Store, handout_uuid: str) -> ChangeSet:
    """Tick off every copy that isn't yet; what was ticked keeps its time."""
    missing = (
        handout_copies.c.handout_uuid == handout_uuid,
        handout_copies.c.returned_at.is_(None),
    )
    with store.write() as work:
        at = utc(work.moment)
        done = work.connection.execute(
            update(handout_copies).where(*missing).values(returned_at=at)
        )
        if done.rowcount:
            work.record("handout", handout_uuid, "returned")
    return work.changes()
