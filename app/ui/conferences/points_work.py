"""The points of the cases of a meeting: written on its page, kept in the cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from app.care.case import AgendaPoint, Case
from app.conference.meeting import Conference
from app.services.cases import get_case, save_case
from app.services.changes import ChangeSet
from app.services.store import Store

Points = tuple[AgendaPoint, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """One state of what the page edits: the conference, and the points of its cases."""

    conference: Conference
    points: Mapping[str, Points] = field(default_factory=dict)


class PointsWork:
    """Edits the points in ``cases``, the page's own values, and saves what differs."""

    def __init__(
        self, store: Store, cases: dict[str, Case], case_of: Callable[[str], Case]
    ) -> None:
        self._store = store
        self._cases = cases
        self._case_of = case_of
        self._unsaved: set[str] = set()

    def plan(self, conference: Conference) -> Plan:
        """The present state, for undo."""
        uuids = [item.case_uuid for item in conference.agenda]
        return Plan(conference, {uuid: self._case_of(uuid).agenda_points for uuid in uuids})

    def put(self, case_uuid: str, points: Points) -> None:
        """Points of a case as they are now."""
        case = self._case_of(case_uuid)
        if case.agenda_points != points:
            self._cases[case_uuid] = replace(case, agenda_points=points)
            self._unsaved.add(case_uuid)

    def travel(self, plan: Plan) -> None:
        """The points of an earlier or later state; cases that weren't there stay as they are."""
        for uuid, points in plan.points.items():
            self.put(uuid, points)

    def save(self, source: object) -> list[ChangeSet]:
        """Save each changed case. Only the points: the rest is as somebody saved it last."""
        changes = []
        for uuid in tuple(self._unsaved):
            stored = get_case(self._store, uuid)
            points = self._cases[uuid].agenda_points
            saved = save_case(self._store, replace(stored, agenda_points=points), source=source)
            self._cases[uuid] = saved.case
            self._unsaved.discard(uuid)
            changes.append(saved.changes)
        return changes
