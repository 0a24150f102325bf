"""Where the meeting is: a pure state machine, folded from the log of transitions.

A meeting walks through steps: the opening, every case with its four stages in the order
課題 → 目標 → 医学的リスク → 生活支援 (DOMAIN.md §3.1, §3.4), the closing. Nothing is forced: any
step may be entered from any other. The log in the conference is the only truth; a
``MeetingState`` is what the log says, so a program that was killed comes back to the same
place by reading it. All times are seconds since the meeting opened; where they come from is
the caller's business (``conference.timing``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from app.conference.meeting import (
    PARTS,
    STAGES,
    AgendaItem,
    Conference,
    ConferenceStatus,
    Part,
    Stage,
    Transition,
)


class Move(StrEnum):
    """The kinds of ``Transition``. A second ``open`` goes back to the opening."""

    OPEN = "open"
    ENTER = "enter"
    CLOSING = "closing"
    PAUSE = "pause"
    RESUME = "resume"
    CLOSE = "close"
    PART = "part"  # detail: part
    DIVIDE = "divide"  # detail: total and seconds, see ``divide``
    SKIP = "skip"  # the case goes to another meeting
    TAKE_UP = "take_up"  # a case put off is on today's agenda again
    WENT_ON = "went_on"  # past open medical risks; detail: decided_by, rules
    REOPEN = "reopen"  # detail: reason
    CLOCK_SET = "clock_set"  # the wall clock jumped, the meeting's did not; detail: entries


class Phase(StrEnum):
    """The three parts of a meeting."""

    OPENING = "opening"
    CASE = "case"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Step:
    """One place a meeting can be; ``case_uuid`` and ``stage`` only in phase ``CASE``."""

    phase: Phase
    case_uuid: str | None = None
    stage: Stage | None = None


OPENING = Step(Phase.OPENING)
CLOSING = Step(Phase.CLOSING)

_PROMPT_GROUPS: Mapping[Part, str] = {
    Part.PRESENTATION: "P2",
    Part.ISSUE: "P3",
    Part.GOAL: "P4",
    Part.RISK: "P5",
    Part.DISCUSSION: "P6",
    Part.RESOURCES: "P7",
    Part.WRAP_UP: "P8",
}


def prompt_group(step: Step, part: Part | None) -> str:
    """The group of questions asked there, ``P1`` … ``P9`` (DOMAIN.md §3.5)."""
    if step.phase is not Phase.CASE:
        return "P1" if step.phase is Phase.OPENING else "P9"
    return _PROMPT_GROUPS[part or PARTS[step.stage or Stage.ISSUE][0]]


def part_beside(stage: Stage | None, part: Part | None, by: int) -> Part | None:
    """The part ``by`` places on within the stage; ``None`` beyond its ends."""
    parts = PARTS[stage] if stage else ()
    if part not in parts:
        return None
    index = parts.index(part) + by
    return parts[index] if 0 <= index < len(parts) else None


def step_key(step: Step) -> str:
    """A step as a text, for the log."""
    return "/".join(part for part in (step.phase, step.case_uuid, step.stage) if part)


def step_of(key: str) -> Step:
    """The step ``step_key`` named; ``ValueError`` for anything else."""
    phase, *rest = key.split("/")
    if not rest:
        return Step(Phase(phase))
    case_uuid, stage = rest
    return Step(Phase(phase), case_uuid, Stage(stage))


@dataclass(frozen=True, slots=True)
class MeetingState:
    """What the log says: the present step, whether the clock runs, seconds used per step.

    ``used`` holds finished spans only; ``spent`` adds the span that is still running. A step
    that was entered has a key in ``used``, be it with zero seconds. ``planned`` and ``total``
    are whole seconds of the last re-division, empty before the first; ``skipped`` are cases put
    off, ``went_on`` cases whose open medical risks somebody decided to leave behind.
    """

    step: Step | None = None
    paused: bool = False
    ended: bool = False
    since: float = 0.0
    used: Mapping[Step, float] = field(default_factory=dict)
    paused_seconds: float = 0.0
    part: Part | None = None
    planned: Mapping[Step, int] = field(default_factory=dict)
    total: int | None = None
    skipped: frozenset[str] = frozenset()
    went_on: frozenset[str] = frozenset()

    def spent(self, step: Step, at: float) -> float:
        """Seconds used by ``step`` until ``at``."""
        running = self.step == step and not self.paused and not self.ended
        return self.used.get(step, 0.0) + (max(0.0, at - self.since) if running else 0.0)

    def spent_case(self, case_uuid: str, at: float) -> float:
        """Seconds used by all stages of a case until ``at``."""
        return sum(self.spent(Step(Phase.CASE, case_uuid, stage), at) for stage in STAGES)

    def spent_all(self, at: float) -> float:
        """Seconds used by the whole meeting until ``at``; pauses do not count."""
        return sum(self.spent(step, at) for step in self.used)

    def visited(self, step: Step) -> bool:
        """Whether ``step`` was ever entered."""
        return step in self.used


def case_steps(case_uuid: str) -> tuple[Step, ...]:
    """The four stages of one case."""
    return tuple(Step(Phase.CASE, case_uuid, stage) for stage in STAGES)


def steps(conference: Conference) -> tuple[Step, ...]:
    """The whole way through the meeting, in order."""
    cases = [step for item in conference.agenda for step in case_steps(item.case_uuid)]
    return (OPENING, *cases, CLOSING)


def next_step(conference: Conference, step: Step | None) -> Step | None:
    """The step after ``step``; ``None`` after the closing."""
    return _neighbour(conference, step, 1)


def previous_step(conference: Conference, step: Step | None) -> Step | None:
    """The step before ``step``; ``None`` before the opening."""
    return _neighbour(conference, step, -1)


def _neighbour(conference: Conference, step: Step | None, by: int) -> Step | None:
    skipped = replay(conference).skipped
    way = [one for one in steps(conference) if one == step or one.case_uuid not in skipped]
    if step is None:
        return OPENING if by > 0 else None
    if step not in way:  # the case was taken off the agenda while it was discussed
        return CLOSING if by > 0 else OPENING
    index = way.index(step) + by
    return way[index] if 0 <= index < len(way) else None


def agenda_item(conference: Conference, case_uuid: str | None) -> AgendaItem | None:
    """The agenda item of a case."""
    return next((item for item in conference.agenda if item.case_uuid == case_uuid), None)


def entry_step(state: MeetingState, case_uuid: str) -> Step:
    """Where a jump to a case leads: to its first stage not yet entered, else to its last."""
    ways = case_steps(case_uuid)
    return next((step for step in ways if not state.visited(step)), ways[-1])


def is_case_done(state: MeetingState, case_uuid: str) -> bool:
    """Whether a case was walked to its last stage and is not the present one (✓ on its chip)."""
    elsewhere = state.step is None or state.step.case_uuid != case_uuid
    return elsewhere and state.visited(case_steps(case_uuid)[-1])


def apply(state: MeetingState, transition: Transition) -> MeetingState:
    """The state after ``transition``. An unknown kind, from a newer program, moves nothing."""
    settled = _settled(state, transition.at)
    target = _target(transition)
    if target:
        return _entered(settled, target)
    return _noted(settled, transition)


def _noted(state: MeetingState, transition: Transition) -> MeetingState:
    """The state after a transition that enters no step."""
    match transition.kind:
        case Move.PAUSE | Move.RESUME:
            return replace(state, paused=transition.kind == Move.PAUSE)
        case Move.CLOSE | Move.REOPEN:
            ended = transition.kind == Move.CLOSE
            return replace(state, ended=ended, paused=not ended)
        case Move.DIVIDE:
            return _divided(state, transition.detail)
    return _marked(state, transition)


def _marked(state: MeetingState, transition: Transition) -> MeetingState:
    """The state after something noted about the present part or about a case."""
    case_uuid, part = transition.case_uuid, transition.detail.get("part")
    match transition.kind:
        case Move.PART if part in set(Part):
            return replace(state, part=Part(str(part)))
        case Move.SKIP if case_uuid:
            return replace(state, skipped=state.skipped | {case_uuid})
        case Move.TAKE_UP if case_uuid:
            return replace(state, skipped=state.skipped - {case_uuid})
        case Move.WENT_ON if case_uuid:
            return replace(state, went_on=state.went_on | {case_uuid})
    return state


def _divided(state: MeetingState, detail: Mapping[str, Any]) -> MeetingState:
    """The plan a re-division wrote; steps it doesn't name keep the one they had."""
    fresh = {step_of(key): int(seconds) for key, seconds in detail.get("seconds", {}).items()}
    total = detail.get("total")
    return replace(
        state,
        planned={**state.planned, **fresh},
        total=state.total if total is None else int(total),
    )


def _target(transition: Transition) -> Step | None:
    """The step a transition enters, if it enters one."""
    match transition.kind:
        case Move.OPEN:
            return OPENING
        case Move.CLOSING:
            return CLOSING
        case Move.ENTER if transition.case_uuid and transition.stage:
            return Step(Phase.CASE, transition.case_uuid, transition.stage)
    return None


def replay(conference: Conference) -> MeetingState:
    """The state the log of ``conference`` leads to."""
    state = MeetingState()
    for transition in conference.transitions:
        state = apply(state, transition)
    return state


def _settled(state: MeetingState, at: float) -> MeetingState:
    """Book the span since the last transition to where it belongs: a step or the pause."""
    span = max(0.0, at - state.since)
    since = max(at, state.since)
    if state.step is None or state.ended:
        return replace(state, since=since)
    if state.paused:
        return replace(state, since=since, paused_seconds=state.paused_seconds + span)
    used = {**state.used, state.step: state.used.get(state.step, 0.0) + span}
    return replace(state, since=since, used=used)


def _entered(state: MeetingState, step: Step) -> MeetingState:
    used = state.used if step in state.used else {**state.used, step: 0.0}
    return replace(
        state,
        step=step,
        used=used,
        ended=False,
        part=PARTS[step.stage][0] if step.stage else None,
        skipped=state.skipped - {step.case_uuid or ""},  # taken up after all
    )


def enter(conference: Conference, step: Step, *, at: float, wall_time: str) -> Conference:
    """Go to ``step``; the first time this opens the meeting. The pause stays as it was."""
    state = replay(conference)
    if state.step == step and not state.ended:
        return conference
    kind = {Phase.OPENING: Move.OPEN, Phase.CASE: Move.ENTER, Phase.CLOSING: Move.CLOSING}
    moved = _logged(
        conference,
        Transition(
            kind=kind[step.phase],
            at=max(at, state.since),
            wall_time=wall_time,
            case_uuid=step.case_uuid,
            stage=step.stage,
        ),
    )
    return replace(moved, status=ConferenceStatus.RUNNING)


def pause(conference: Conference, *, at: float, wall_time: str) -> Conference:
    """Stop the clock."""
    state = replay(conference)
    if state.step is None or state.paused or state.ended:
        return conference
    return _logged(conference, _here(state, Move.PAUSE, at, wall_time))


def resume(conference: Conference, *, at: float, wall_time: str) -> Conference:
    """Let the clock run again."""
    state = replay(conference)
    if not state.paused:
        return conference
    return _logged(conference, _here(state, Move.RESUME, at, wall_time))


def close(conference: Conference, *, at: float, wall_time: str) -> Conference:
    """End the meeting."""
    state = replay(conference)
    if state.step is None or state.ended:
        return conference
    ended = _logged(conference, _here(state, Move.CLOSE, at, wall_time))
    return replace(ended, status=ConferenceStatus.CLOSED)


def reopen(conference: Conference, *, at: float, wall_time: str, reason: str) -> Conference:
    """Open an ended meeting again, with a stopped clock, to correct its record.

    ``ValueError`` without a reason: it is part of the record.
    """
    state = replay(conference)
    if state.step is None or not state.ended:
        return conference
    if not reason.strip():
        raise ValueError("a closed meeting is not reopened without a reason")
    again = _here(state, Move.REOPEN, at, wall_time, reason=reason.strip())
    return replace(_logged(conference, again), status=ConferenceStatus.RUNNING)


def go_to_part(conference: Conference, part: Part, *, at: float, wall_time: str) -> Conference:
    """Take up a part of the present stage; one of another stage changes nothing."""
    state = replay(conference)
    stage = state.step.stage if state.step else None
    if stage is None or state.ended or part is state.part or part not in PARTS[stage]:
        return conference
    return _logged(conference, _here(state, Move.PART, at, wall_time, part=part.value))


def skip_case(conference: Conference, case_uuid: str, *, at: float, wall_time: str) -> Conference:
    """Leave a case to another meeting; entering it takes it up again."""
    state = replay(conference)
    here = state.step is not None and state.step.case_uuid == case_uuid
    if state.ended or here or case_uuid in state.skipped or not agenda_item(conference, case_uuid):
        return conference
    step = Transition(
        kind=Move.SKIP, at=max(at, state.since), wall_time=wall_time, case_uuid=case_uuid
    )
    return _logged(conference, step)


def take_up(conference: Conference, case_uuid: str, *, at: float, wall_time: str) -> Conference:
    """Put a case that was put off on today's agenda again, without entering it."""
    state = replay(conference)
    if state.ended or case_uuid not in state.skipped:
        return conference
    step = Transition(
        kind=Move.TAKE_UP, at=max(at, state.since), wall_time=wall_time, case_uuid=case_uuid
    )
    return _logged(conference, step)


def clock_set(conference: Conference, *, at: float, wall_time: str) -> Conference:
    """Note that the wall clock was set to ``wall_time``: later gaps are measured from here.

    The entries so far carry times of the old clock; ``entries`` says how many they are.
    """
    state = replay(conference)
    if state.step is None or state.ended:
        return conference
    moved = _here(state, Move.CLOCK_SET, at, wall_time, entries=len(conference.entries))
    return _logged(conference, moved)


def go_on_with_risks(
    conference: Conference, rules: Sequence[str], *, decided_by: str, at: float, wall_time: str
) -> Conference:
    """Write down who decided to leave the open medical risks ``rules`` of the present case."""
    state = replay(conference)
    if state.step is None or state.step.case_uuid is None or state.ended:
        return conference
    decided = _here(
        state, Move.WENT_ON, at, wall_time, decided_by=decided_by.strip(), rules=list(rules)
    )
    return _logged(conference, decided)


def divide(
    conference: Conference,
    seconds: Mapping[Step, int],
    *,
    at: float,
    wall_time: str,
    total: int | None = None,
) -> Conference:
    """Plan ``seconds`` for these steps from now on; ``total`` makes the meeting longer."""
    state = replay(conference)
    if state.step is None or state.ended:
        return conference
    named = {step_key(step): planned for step, planned in seconds.items()}
    return _logged(conference, _here(state, Move.DIVIDE, at, wall_time, seconds=named, total=total))


def _here(
    state: MeetingState, kind: Move, at: float, wall_time: str, **detail: object
) -> Transition:
    step = state.step or OPENING
    return Transition(
        kind=kind,
        at=max(at, state.since),
        wall_time=wall_time,
        case_uuid=step.case_uuid,
        stage=step.stage,
        detail=detail,
    )


def _logged(conference: Conference, transition: Transition) -> Conference:
    return replace(conference, transitions=(*conference.transitions, transition))
