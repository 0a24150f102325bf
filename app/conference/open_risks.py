"""Medical risks nobody has answered yet: asked about once before life support (§3.1, §3.4).

Nothing is forced: the question names them, a person decides, and who decided is written down.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.care.case import Case
from app.care.medical_risk import Candidate, candidates
from app.conference.meeting import Entry, EntryKind, Stage
from app.conference.stages import MeetingState, Phase, Step

PRIORITIES = frozenset({"A", "B"})
OPEN = frozenset({"open", "agenda"})  # put on the agenda means: still to be talked about


def open_risks(case: Case, entries: Iterable[Entry]) -> tuple[Candidate, ...]:
    """Candidates of priority A or B that no decision and no entry of the meeting answers."""
    answered = {
        entry.rule_id
        for entry in entries
        if entry.kind is EntryKind.RISK_RESPONSE and entry.case_uuid == case.uuid
    }
    return tuple(
        candidate
        for candidate in candidates(case)
        if candidate.priority in PRIORITIES
        and candidate.state in OPEN
        and candidate.rule_id not in answered
    )


def asks_before(state: MeetingState, step: Step) -> bool:
    """Whether going to ``step`` is where open risks are asked about: life support of a case
    for which nobody has decided yet."""
    return (
        step.phase is Phase.CASE
        and step.stage is Stage.SUPPORT
        and step != state.step
        and step.case_uuid not in state.went_on
    )
