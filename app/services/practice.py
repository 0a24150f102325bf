"""Filling the practice store: the sample cases and their meetings, marked 練習用."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from app.care.case import Case
from app.clock import today
from app.conference.agenda import divided
from app.conference.meeting import AgendaItem, Conference
from app.exchange.case_json_read import ImportedFile, ImportedSession, read_cases
from app.paths import resource
from app.services.cases import put_case
from app.services.conferences import put_conference
from app.services.store import Store

# The first meeting is near enough to prepare for; the others keep their distance to it.
_DAYS_AHEAD = 3
_VENUE = "花里市保健センター 2階 大会議室"
_PEOPLE = 52


def fill(store: Store) -> None:
    """Put the sample cases into ``store`` and plan their meetings from today on."""
    data = _sample()
    imported = read_cases(data)
    first = today(store.clock) + timedelta(days=_DAYS_AHEAD)
    with store.write() as work:
        by_key: dict[str, Case] = {}
        for case, raw in zip(imported.cases, data["cases"], strict=True):
            stored = put_case(work, replace(case, practice=True), action="imported")
            by_key[raw["id"]] = stored
        for session, day in _days(imported, first):
            put_conference(work, _meeting(session, day, by_key), action="imported")


def _sample() -> dict[str, Any]:
    """The sample file with what a prepared meeting adds: facts, goal tables, questions."""
    data: dict[str, Any] = json.loads(
        resource("samples/sample_cases.json").read_text(encoding="utf-8")
    )
    extras = json.loads(resource("samples/practice_extras.json").read_text(encoding="utf-8"))
    for case in data["cases"]:
        case.update(extras.get(str(case["case_no"]), {}))
    return data


def _days(imported: ImportedFile, first: date) -> list[tuple[ImportedSession, date]]:
    start = min(date.fromisoformat(session.date) for session in imported.sessions)
    return [
        (session, first + (date.fromisoformat(session.date) - start))
        for session in imported.sessions
    ]


def _meeting(session: ImportedSession, day: date, by_key: dict[str, Case]) -> Conference:
    return divided(
        Conference(
            date=day.isoformat(),
            start_time="14:00",
            session_type=session.session_type,
            venue=_VENUE,
            planned_minutes=session.minutes,
            expected_people=_PEOPLE,
            practice=True,
            agenda=tuple(AgendaItem(case_uuid=by_key[key].uuid) for key in session.case_keys),
        )
    )
