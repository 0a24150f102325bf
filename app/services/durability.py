"""Saving again and again, and looking what is there: behind ``dev save-loop`` and ``dev verify``.

A probe is a whole practice case with lines in several tables, saved by the normal verb. Its
digest is kept in the case itself, so that a probe of which only a part arrived shows as half.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from sqlalchemy import func, select

from app.care.case import AgendaPoint, Case, Condition, FormalService, Judgement, TimePoint
from app.models.case import cases
from app.models.history import plain
from app.models.revisions import revisions
from app.models.shapes import CASE
from app.services.cases import save_case
from app.services.store import Store

_MARK = "$durability_probe"


def save_probe(store: Store, number: int) -> str:
    """Save probe ``number`` anew and return the digest of what is now durable."""
    with store.read() as connection:
        stored = CASE.read(connection, [_uuid(number)])
    case = _probe(number, stored[0].row_version if stored else 0)
    digest = _digest(case)
    extra = {_MARK: number, "sha16": digest}
    return str(save_case(store, replace(case, extra=extra)).case.extra["sha16"])


def verify_probes(store: Store) -> dict[str, object]:
    """``{"integrity", "foreign_keys", "half", "rows"}`` as CONTRACT.md says."""
    report = store.verify()
    probes = _probes(store)
    with store.read() as connection:
        counted = select(revisions.c.record_uuid, func.count()).group_by(revisions.c.record_uuid)
        versions: dict[str, int] = dict(connection.execute(counted).all())
    half = [
        number
        for number, case in sorted(probes.items())
        if _digest(case) != case.extra["sha16"] or versions.get(case.uuid) != case.row_version
    ]
    return {
        "integrity": report.integrity if not report.cipher_problems else "cipher",
        "foreign_keys": report.foreign_keys,
        "half": len(half),
        "rows": {str(number): case.extra["sha16"] for number, case in sorted(probes.items())},
    }


def _uuid(number: int) -> str:
    return f"00000000-0000-7000-8000-{number:012x}"


def _probe(number: int, version: int) -> Case:
    word = f"保存の試験 {number}-{version}"
    return Case(
        uuid=_uuid(number),
        row_version=version,
        practice=True,
        pseudonym="しけん",
        life_issues=word * 20,
        conditions=(Condition(name=word), Condition(note=word)),
        formal_services=(FormalService(text=word),),
        agenda_points=(AgendaPoint(text=word),),
        judgements=tuple(
            Judgement(item=item, time_point=TimePoint.BEFORE, rating="O1", personal_factor=word)
            for item in ("eating", "bathing", "cooking")
        ),
    )


def _digest(case: Case) -> str:
    content = plain(replace(case, row_version=0, extra={}))
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _probes(store: Store) -> dict[int, Case]:
    marked = select(cases.c.uuid).where(cases.c.practice, cases.c.pseudonym == "しけん")
    with store.read() as connection:
        found = CASE.read(connection, connection.execute(marked).scalars())
    return {int(case.extra[_MARK]): case for case in found if _MARK in case.extra}
