"""What keeps a case from being ready, stored so that a list can ask for it.

There is one notion of ready, ``care.readiness``; this only writes its answer down. The sheet is
looked at by every save. The privacy check needs the names of the whole store, so it is made only
where nothing else is open, and not inside an import: those cases stay ``unchecked`` until a list
asks (docs/decisions/047-readiness-is-written-down.md).
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, delete, insert, select

from app.care.case import Case
from app.care.completeness import sections
from app.care.disclosure.privacy_check import open_doubts
from app.models.case import case_gaps
from app.models.shapes import CASE
from app.services.privacy import checker_of
from app.services.store import Store

UNCHECKED: Final = "unchecked"
PRIVACY: Final = "privacy"
_NEED_OF: Final = {
    "consent": "consent",
    "before": "judgement",
    "predicted": "judgement",
    "agenda_points": "points",
}
_CHUNK: Final = 200


def sheet_gaps(case: Case) -> frozenset[str]:
    """What the case itself lacks: ``consent``, ``judgement``, ``points``; ``sheet`` the rest."""
    open_fields = (field for section in sections(case) for field in section.fields)
    return frozenset(_NEED_OF.get(field, "sheet") for field in open_fields)


def note_gaps(connection: Connection, case: Case, *, doubts: bool | None = None) -> None:
    """Store what ``case`` lacks. ``doubts``: whether the privacy check left any, if it was made."""
    gaps = sheet_gaps(case)
    if not gaps and doubts is not False:
        gaps = frozenset({UNCHECKED if doubts is None else PRIVACY})
    _write(connection, case.uuid, gaps)


def forget_check(connection: Connection, case_uuid: str) -> None:
    """The case's names are others now: the privacy check has to be made again."""
    mine = case_gaps.c.case_uuid == case_uuid
    lacking = connection.execute(select(case_gaps.c.gap).where(mine)).scalars().all()
    if not set(lacking) - {PRIVACY}:
        _write(connection, case_uuid, frozenset({UNCHECKED}))


def _write(connection: Connection, case_uuid: str, gaps: frozenset[str]) -> None:
    mine = case_gaps.c.case_uuid == case_uuid
    before = connection.execute(select(case_gaps.c.gap).where(mine)).scalars()
    if frozenset(before) == gaps:
        return
    connection.execute(delete(case_gaps).where(mine))
    if gaps:
        rows = [{"case_uuid": case_uuid, "gap": gap} for gap in sorted(gaps)]
        connection.execute(insert(case_gaps), rows)


def check_unchecked(store: Store) -> None:
    """Look at the cases nobody has looked at; where nothing can be written they stay so."""
    waiting = select(case_gaps.c.case_uuid).where(case_gaps.c.gap == UNCHECKED)
    with store.read() as connection:
        uuids = list(connection.execute(waiting).scalars())
    if store.read_only:
        return
    for start in range(0, len(uuids), _CHUNK):
        with store.read() as connection:
            found: list[Case] = CASE.read(connection, uuids[start : start + _CHUNK])
        doubts = {
            case.uuid: bool(open_doubts(case, checker_of(store, case.uuid)))
            for case in found
            if not sheet_gaps(case)
        }
        with store.write() as work:
            for case in found:
                note_gaps(work.connection, case, doubts=doubts.get(case.uuid))
            work.kinds.add("case")
