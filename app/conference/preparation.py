"""What is prepared before a meeting: cases asked for at the centres, and the pool of candidates.

A candidate keeps its line whatever becomes of it, with who proposed it and why. Whether it was
chosen is told by the agenda alone, so that the two can't contradict each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.care.case import Case
from app.conference import agenda
from app.conference.meeting import Candidate, CaseRequest, Check, Conference

PROPOSED, LATER, DECLINED = "proposed", "later", "declined"
STATES = (PROPOSED, LATER, DECLINED)
"""A candidate goes from left to right and back; ``LATER`` offers it to the next meetings."""
PRE_SHARED = "pre_shared"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A candidate another meeting put off, with where it comes from."""

    candidate: Candidate
    conference: Conference


def centre_of(case: Case) -> str:
    """The office of the presenter: 担当 reads ``centre profession`` (DOMAIN.md §1.1 no. 3)."""
    return next(iter(case.staff.split()), "")


def on_agenda(conference: Conference, case_uuid: str) -> bool:
    """Whether the case is on the agenda."""
    return any(item.case_uuid == case_uuid for item in conference.agenda)


def candidate_for(conference: Conference, case_uuid: str) -> Candidate | None:
    """The candidate's line for a case."""
    return next((one for one in conference.candidates if one.case_uuid == case_uuid), None)


def propose(
    conference: Conference, case_uuid: str, *, centre: str = "", reason: str = ""
) -> Conference:
    """The case as a candidate; proposed once only, and one put off or declined is back again."""
    known = candidate_for(conference, case_uuid)
    if known is not None:
        return with_state(conference, case_uuid, PROPOSED)
    added = Candidate(case_uuid=case_uuid, centre=centre, reason=reason)
    return replace(conference, candidates=(*conference.candidates, added))


def with_state(conference: Conference, case_uuid: str, state: str) -> Conference:
    """The candidate in another state; one put off or declined leaves the agenda."""
    candidates = tuple(
        replace(one, state=state) if one.case_uuid == case_uuid else one
        for one in conference.candidates
    )
    changed = replace(conference, candidates=candidates)
    return changed if state == PROPOSED else agenda.without_case(changed, case_uuid)


def choose(conference: Conference, case_uuid: str) -> Conference:
    """The candidate onto the agenda, at the end."""
    return agenda.with_case(with_state(conference, case_uuid, PROPOSED), case_uuid)


def withdraw(conference: Conference, case_uuid: str) -> Conference:
    """The candidate's line taken out; the agenda stays as it is."""
    kept = tuple(one for one in conference.candidates if one.case_uuid != case_uuid)
    return replace(conference, candidates=kept)


def waiting(conference: Conference, others: Iterable[Conference]) -> tuple[Waiting, ...]:
    """Candidates put off by earlier meetings that no later meeting took up since."""
    known = sorted(others, key=lambda one: (one.date, one.start_time))
    found: dict[str, Waiting] = {}
    for other in known:
        if other.uuid == conference.uuid:
            continue
        for item in other.agenda:
            found.pop(item.case_uuid, None)
        for candidate in other.candidates:
            found.pop(candidate.case_uuid, None)
            if candidate.state == LATER and _before(other, conference):
                found[candidate.case_uuid] = Waiting(candidate, other)
    here = {one.case_uuid for one in conference.candidates}
    here |= {item.case_uuid for item in conference.agenda}
    return tuple(one for uuid, one in found.items() if uuid not in here)


def _before(other: Conference, conference: Conference) -> bool:
    return not conference.date or (bool(other.date) and other.date <= conference.date)


@dataclass(frozen=True, slots=True)
class RequestCount:
    """How the requests of a meeting stand: lines sent, lines answered, cases asked for."""

    sent: int
    answered: int
    wanted: int


def count_requests(requests: Sequence[CaseRequest]) -> RequestCount:
    """Count the requests; one without a day of asking is not sent yet."""
    sent = [one for one in requests if one.asked_on]
    return RequestCount(
        sent=len(sent),
        answered=sum(bool(one.answered_on) for one in sent),
        wanted=sum(one.wanted for one in requests),
    )


def overdue(request: CaseRequest, today: str) -> bool:
    """Asked, the due day passed, and no answer noted. Days are ISO."""
    open_yet = bool(request.asked_on and request.due) and not request.answered_on
    return open_yet and request.due < today


def check_of(conference: Conference, code: str) -> Check | None:
    """When something was seen to; ``None`` while it wasn't."""
    return next((one for one in conference.checks if one.code == code and one.done_at), None)


def with_check(conference: Conference, code: str, done_at: str, note: str = "") -> Conference:
    """``code`` seen to at an ISO time; an empty time takes it back."""
    kept = tuple(one for one in conference.checks if one.code != code)
    added = (Check(code=code, done_at=done_at, note=note),) if done_at else ()
    return replace(conference, checks=(*kept, *added))
