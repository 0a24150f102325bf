"""Reading what is known about community issues: light queries, no whole case is opened."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, func, select

from app.care.case import CareDate, Consent
from app.care.community import CommunityIssue, Policy, Sighting
from app.care.community_board import Board
from app.care.community_rules import CaseFacts, covers_statistics
from app.conference.meeting import EntryKind
from app.models.case import case_community_issues, cases
from app.models.community import community_issues, policies
from app.models.conference import agenda_items, conferences, entries
from app.models.records import Record
from app.models.shapes import COMMUNITY_ISSUE, POLICY
from app.services.store import Store

_DAY = 10  # characters of a full ISO day


def board(store: Store) -> Board:
    """All of it as stored now. Practice data and real data never meet; the bin stays out."""
    with store.read() as connection:
        return read_board(connection, practice=store.practice)


def read_board(connection: Connection, *, practice: bool) -> Board:
    """``board`` inside a transaction."""
    facts = _cases(connection, practice=practice)
    issues: list[CommunityIssue] = _live(connection, COMMUNITY_ISSUE, community_issues)
    mine = [issue for issue in issues if issue.practice == practice]
    known = {issue.uuid for issue in mine}
    measures: list[Policy] = _live(connection, POLICY, policies)
    return Board(
        cases=facts,
        sightings=tuple(_sightings(connection, facts, practice=practice)),
        issues=tuple(sorted(mine, key=lambda each: (each.position, each.uuid))),
        policies=tuple(policy for policy in measures if policy.issue_uuid in known),
    )


def _live(connection: Connection, shape: Record, table: Table) -> list[Any]:
    """The records outside the bin, oldest first."""
    statement = select(table.c.uuid).where(table.c.deleted_at.is_(None))
    uuids = list(connection.execute(statement.order_by(table.c.created_at)).scalars())
    found = {value.uuid: value for value in shape.read(connection, uuids)} if uuids else {}
    return [found[uuid] for uuid in uuids]


def _cases(connection: Connection, *, practice: bool) -> dict[str, CaseFacts]:
    met = _meeting_days(connection)
    columns = [
        cases.c[name]
        for name in (
            "uuid", "case_no", "staff", "district", "conference_date_iso",
            "consent_person", "consent_scope", "consent_withdrawn_text",
        )
    ]  # fmt: skip
    mine = (cases.c.deleted_at.is_(None), cases.c.practice.is_(practice))
    rows = connection.execute(select(*columns).where(*mine).order_by(cases.c.case_no)).all()
    return {row.uuid: _facts(row, met) for row in rows}


def _facts(row: Any, met: dict[str, str]) -> CaseFacts:
    own = row.conference_date_iso or ""
    withdrawn = row.consent_withdrawn_text
    consent = Consent(
        person=row.consent_person,
        scope=row.consent_scope,
        withdrawn=None if withdrawn is None else CareDate(withdrawn),
    )
    return CaseFacts(
        uuid=row.uuid,
        case_no=row.case_no,
        day=met.get(row.uuid) or (own if len(own) == _DAY else ""),
        presenter=row.staff,
        district=row.district,
        counted_outside=covers_statistics(consent),
    )


def _meeting_days(connection: Connection) -> dict[str, str]:
    """The day of the first meeting that has a case on its agenda."""
    statement = (
        select(agenda_items.c.case_uuid, func.min(conferences.c.date))
        .join(conferences, conferences.c.uuid == agenda_items.c.conference_uuid)
        .where(conferences.c.deleted_at.is_(None), func.length(conferences.c.date) == _DAY)
        .group_by(agenda_items.c.case_uuid)
    )
    return dict(connection.execute(statement).all())


def _sightings(
    connection: Connection, facts: dict[str, CaseFacts], *, practice: bool
) -> list[Sighting]:
    lines = case_community_issues.c
    of_cases = connection.execute(
        select(lines.uuid, lines.case_uuid, lines.text, lines.codes).order_by(lines.position)
    ).all()
    order = {uuid: place for place, uuid in enumerate(facts)}
    found = [
        Sighting(
            text=row.text,
            codes=tuple(row.codes),
            day=facts[row.case_uuid].day,
            case_uuid=row.case_uuid,
            case_issue_uuid=row.uuid,
        )
        for row in sorted(
            (row for row in of_cases if row.case_uuid in facts and (row.text or row.codes)),
            key=lambda row: order[row.case_uuid],
        )
    ]
    said = (
        select(entries.c.uuid, entries.c.case_uuid, entries.c.text, conferences.c.date)
        .join(conferences, conferences.c.uuid == entries.c.conference_uuid)
        .where(
            conferences.c.deleted_at.is_(None),
            conferences.c.practice.is_(practice),
            entries.c.kind == EntryKind.COMMUNITY_ISSUE.value,
            entries.c.text != "",
        )
        .order_by(conferences.c.date, entries.c.position)
    )
    return found + [
        Sighting(text=row.text, day=row.date, case_uuid=row.case_uuid, entry_uuid=row.uuid)
        for row in connection.execute(said)
        if row.case_uuid is None or row.case_uuid in facts
    ]
