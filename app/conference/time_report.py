"""What became of the time of a meeting: planned and used by stage, and what was decided about it.

Read from the log alone, so it says the same years later. "Planned" is the plan people went in
with; what a re-division made of it stands beside it (DOMAIN.md §3.2, issue "the clock").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.conference import stages, timing
from app.conference.meeting import Conference, Transition
from app.conference.stages import CLOSING, OPENING, MeetingState, Move, Step, case_steps


@dataclass(frozen=True, slots=True)
class StepTime:
    """Whole seconds of one step: by the agenda, by the last re-division, used."""

    step: Step
    planned: int
    divided: int
    used: int
    entered: bool

    @property
    def over(self) -> int:
        """Seconds over the plan people went in with; negative when some were left."""
        return self.used - self.planned


@dataclass(frozen=True, slots=True)
class CaseTime:
    """The four stages of a case."""

    case_uuid: str
    stages: tuple[StepTime, ...]
    put_off: bool

    @property
    def planned(self) -> int:
        """Seconds by the agenda."""
        return sum(each.planned for each in self.stages)

    @property
    def used(self) -> int:
        """Seconds used."""
        return sum(each.used for each in self.stages)


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stood still from ``wall_time`` on for whole ``seconds``."""

    wall_time: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Decision:
    """Somebody decided to go on with these medical risks open."""

    wall_time: str
    case_uuid: str
    decided_by: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reopening:
    """The closed meeting was opened again."""

    wall_time: str
    reason: str


@dataclass(frozen=True, slots=True)
class TimeReport:
    """A whole meeting. ``divisions`` are wall times of re-divisions, ``total`` the seconds the
    meeting had at its end, longer than planned where it was stretched."""

    opening: StepTime
    cases: tuple[CaseTime, ...]
    closing: StepTime
    planned: int
    total: int
    divisions: tuple[str, ...]
    pauses: tuple[Pause, ...]
    decisions: tuple[Decision, ...]
    reopenings: tuple[Reopening, ...]

    @property
    def used(self) -> int:
        """Seconds used by all steps; pauses do not count."""
        return self.opening.used + sum(case.used for case in self.cases) + self.closing.used


def time_report(conference: Conference, at: float | None = None) -> TimeReport:
    """The report of a meeting until ``at`` seconds after its opening, by default its last line."""
    log = conference.transitions
    state = stages.replay(conference)
    until = at if at is not None else (log[-1].at if log else 0.0)
    cases = tuple(
        CaseTime(
            item.case_uuid,
            tuple(_step(conference, state, step, until) for step in case_steps(item.case_uuid)),
            item.case_uuid in state.skipped,
        )
        for item in conference.agenda
    )
    return TimeReport(
        opening=_step(conference, state, OPENING, until),
        cases=cases,
        closing=_step(conference, state, CLOSING, until),
        planned=conference.planned_minutes * 60,
        total=timing.meeting_span(conference, state, until).planned,
        divisions=tuple(
            # A line without steps only made the meeting longer or shorter.
            each.wall_time
            for each in log
            if each.kind == Move.DIVIDE and each.detail.get("seconds")
        ),
        pauses=_pauses(log, until),
        decisions=tuple(_decision(each) for each in log if each.kind == Move.WENT_ON),
        reopenings=tuple(
            Reopening(each.wall_time, _words(each.detail, "reason"))
            for each in log
            if each.kind == Move.REOPEN
        ),
    )


def _step(conference: Conference, state: MeetingState, step: Step, at: float) -> StepTime:
    span = timing.step_span(conference, state, step, at)
    planned = timing.planned_seconds(conference, MeetingState(), step)
    return StepTime(step, planned, span.planned, span.used, state.visited(step))


def _pauses(log: tuple[Transition, ...], until: float) -> tuple[Pause, ...]:
    """Stops of the running meeting; a reopened one stands still until its clock is started."""
    found: list[Pause] = []
    since: Transition | None = None
    for each in log:
        if each.kind == Move.PAUSE and since is None:
            since = each
        elif each.kind in (Move.RESUME, Move.CLOSE) and since is not None:
            found.append(Pause(since.wall_time, int(each.at - since.at)))
            since = None
    if since is not None:
        found.append(Pause(since.wall_time, int(max(0.0, until - since.at))))
    return tuple(found)


def _decision(line: Transition) -> Decision:
    rules = line.detail.get("rules", ())
    return Decision(
        line.wall_time,
        line.case_uuid or "",
        _words(line.detail, "decided_by"),
        tuple(str(rule) for rule in rules) if isinstance(rules, list | tuple) else (),
    )


def _words(detail: Mapping[str, object], name: str) -> str:
    return str(detail.get(name, ""))
