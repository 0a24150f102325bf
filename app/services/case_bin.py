"""The bin of cases: what lies there, since when and by whom, and erasing for good.

Nothing is erased by itself: 30 days are promised, and after them a person still says so
(docs/decisions/038-list-bin-and-erasing.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, Table, Text, delete, or_, select, text, type_coerce, update

from app.models import search_index
from app.models.base import metadata
from app.models.case import cases
from app.models.conference import agenda_items, conferences, entries
from app.models.revisions import revision_changes, revisions
from app.models.settings import drafts
from app.models.shapes import CASE
from app.services.changes import ChangeSet
from app.services.store import Store
from app.services.work import Work, not_found

KEPT_DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class BinnedCase:
    """A case in the bin. ``days_left`` counts down from 30; 0: it may be erased as expired."""

    uuid: str
    case_no: int | None
    pseudonym: str
    main_disease: str
    binned_at: datetime
    binned_by: str
    days_left: int


def binned_cases(store: Store) -> list[BinnedCase]:
    """What lies in the bin, latest first."""
    moment = store.clock.now()
    columns = (cases.c[name] for name in ("uuid", "case_no", "pseudonym", "main_disease"))
    lying = select(*columns, cases.c.deleted_at).where(cases.c.deleted_at.is_not(None))
    with store.read() as connection:
        rows = connection.execute(lying.order_by(cases.c.deleted_at.desc(), cases.c.uuid)).all()
        return [
            BinnedCase(
                uuid=row.uuid,
                case_no=row.case_no,
                pseudonym=row.pseudonym,
                main_disease=row.main_disease,
                binned_at=(at := datetime.fromisoformat(row.deleted_at).astimezone(moment.tzinfo)),
                binned_by=_who(connection, row.uuid),
                days_left=max(0, KEPT_DAYS - (moment - at).days),
            )
            for row in rows
        ]


def _who(connection: Connection, uuid: str) -> str:
    newest = (
        select(revisions.c.actor)
        .where(revisions.c.record_uuid == uuid, revisions.c.action == "binned")
        .order_by(revisions.c.row_version.desc())
    )
    return str(connection.execute(newest.limit(1)).scalar() or "")


def meetings_of(store: Store, uuids: Sequence[str]) -> list[tuple[int | None, str]]:
    """Number and ISO day of the meetings that have one of these cases on their agenda."""
    statement = (
        select(conferences.c.number, conferences.c.date)
        .join(agenda_items, agenda_items.c.conference_uuid == conferences.c.uuid)
        .where(agenda_items.c.case_uuid.in_(uuids), conferences.c.deleted_at.is_(None))
        .distinct()
        .order_by(conferences.c.date)
    )
    with store.read() as connection:
        return [(row.number, row.date) for row in connection.execute(statement)]


def erase_cases(store: Store, uuids: Sequence[str], *, source: object | None = None) -> ChangeSet:
    """Erase cases in the bin for good: sheet, names, past, drafts, search and meeting records.

    The trail keeps who did it and when, without content. ``NotFound`` for one not in the bin.
    """
    with store.write() as work:
        # Freed pages are overwritten, so that nothing waits in the file for their next use.
        work.connection.execute(text("PRAGMA secure_delete = ON"))
        for uuid in uuids:
            _erase(work, uuid)
    return work.changes(source)


def _erase(work: Work, uuid: str) -> None:
    lying = select(cases.c.uuid).where(cases.c.uuid == uuid, cases.c.deleted_at.is_not(None))
    if work.connection.execute(lying).first() is None:
        raise not_found()
    _forget_meetings(work.connection, uuid)
    _forget_past(work.connection, uuid)
    search_index.forget(work.connection, uuid)
    own = [part.table for part in CASE.lines]
    for table in (*own, *_others(own)):
        _detach(work.connection, table, uuid)
    previous = update(cases).where(cases.c.previous_case_uuid == uuid)
    work.connection.execute(previous.values(previous_case_uuid=None))
    work.connection.execute(delete(cases).where(cases.c.uuid == uuid))
    work.record("case", uuid, "erased")
    work.kinds.add("conference")


def _others(own: list[Table]) -> list[Table]:
    """Tables that name a case; found by their foreign keys, so a new one can't be forgotten."""
    return [
        table
        for table in reversed(metadata.sorted_tables)
        if table not in own
        and any(key.column is cases.c.uuid for key in table.foreign_keys)
        and table is not cases
    ]


# What others built on a case stays without it: figures of a year, words of the community.
_STAYS: Final = frozenset({"cohort_members", "community_evidence", "transitions", "prompt_uses"})


def _detach(connection: Connection, table: Table, uuid: str) -> None:
    mine = table.c.case_uuid == uuid
    if table.name in _STAYS:
        connection.execute(update(table).where(mine).values(case_uuid=None))
    else:
        connection.execute(delete(table).where(mine))


def _forget_meetings(connection: Connection, uuid: str) -> None:
    """Old versions of meetings and community issues tell what was said about the case: those
    changes go too."""
    mine = select(entries.c.uuid).where(entries.c.case_uuid == uuid)
    said = list(connection.execute(mine).scalars())
    paths = [revision_changes.c.path.contains(one, autoescape=True) for one in said]
    holding = [
        type_coerce(column, Text).contains(uuid, autoescape=True)
        for column in (revision_changes.c.old, revision_changes.c.new)
    ]
    telling = ("conference", "community_issue")
    meetings = select(revisions.c.uuid).where(revisions.c.record_kind.in_(telling))
    connection.execute(
        delete(revision_changes).where(
            revision_changes.c.revision_uuid.in_(meetings), or_(*paths, *holding)
        )
    )


def _forget_past(connection: Connection, uuid: str) -> None:
    mine = select(revisions.c.uuid).where(revisions.c.record_uuid == uuid)
    connection.execute(delete(revision_changes).where(revision_changes.c.revision_uuid.in_(mine)))
    connection.execute(delete(revisions).where(revisions.c.record_uuid == uuid))
    connection.execute(delete(drafts).where(drafts.c.record_uuid == uuid))
