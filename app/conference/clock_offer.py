"""When the console offers to divide the rest anew, and when it keeps quiet (DOMAIN.md §3.2).

The offer appears when the plan asks for a minute more than the meeting has left. Who keeps the
old plan is not asked again before another two minutes are lost or the plan itself changed.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.conference import division, timing
from app.conference.meeting import Conference
from app.conference.stages import MeetingState, Step, case_steps

LATE = 60
LATER = 120
STRETCH = 10  # minutes a meeting is made longer by one press


@dataclass(frozen=True, slots=True)
class Change:
    """What a step has left in seconds, now and after dividing anew."""

    step: Step
    now: int
    left: int


@dataclass(frozen=True, slots=True)
class Offer:
    """``late`` seconds behind the plan (negative: early); ``short`` > 0: no plan fits."""

    late: int
    short: int
    changes: tuple[Change, ...]


class ClockOffers:
    """The offer of this moment; it remembers only what was kept and what was asked for."""

    def __init__(self) -> None:
        self._kept: tuple[object, int] | None = None
        self._wanted = False

    def offer(self, conference: Conference, state: MeetingState, at: float) -> Offer | None:
        """What to offer now; ``None`` is silence."""
        if state.step is None or state.ended:
            return None
        late = -timing.seconds_early(conference, state, at)
        if not self._wanted and not self._due(state, late):
            return None
        proposed = division.proposal(conference, state, at)
        changes = tuple(
            Change(step, proposed.now[step], left)
            for step, left in proposed.left.items()
            if left != proposed.now[step]
        )
        return Offer(late, proposed.short, changes)

    def want(self) -> None:
        """A person asked for the offer, late or not."""
        self._wanted = True

    def keep(self, conference: Conference, state: MeetingState, at: float) -> None:
        """The plan stays as it is."""
        self._wanted = False
        self._kept = (_plan(state), -timing.seconds_early(conference, state, at))

    def done(self) -> None:
        """The offer was taken."""
        self._wanted = False
        self._kept = None

    def _due(self, state: MeetingState, late: int) -> bool:
        if late < LATE:
            return False
        if self._kept is None or self._kept[0] != _plan(state):
            return True
        return late >= self._kept[1] + LATER


def _plan(state: MeetingState) -> object:
    return (dict(state.planned), state.total, state.skipped)


def to_put_off(conference: Conference, state: MeetingState) -> str | None:
    """The last case nobody has begun, which could go to another meeting."""
    here = state.step.case_uuid if state.step else None
    for item in reversed(conference.agenda):
        begun = any(state.visited(step) for step in case_steps(item.case_uuid))
        if not begun and item.case_uuid != here and item.case_uuid not in state.skipped:
            return item.case_uuid
    return None


def rest_for_cases(conference: Conference, state: MeetingState, at: float) -> tuple[int, int]:
    """How many cases come after the present one, and the seconds left for them: what the
    meeting has, less what the present step or case and the closing still ask for."""
    coming = timing.still_to_come(conference, state)
    here = state.step.case_uuid if state.step else None
    cases = {step.case_uuid for step in coming if step.case_uuid and step.case_uuid != here}
    others = [step for step in coming if step.case_uuid is None or step.case_uuid == here]
    spoken_for = sum(max(0, timing.step_span(conference, state, step, at).left) for step in others)
    return len(cases), timing.meeting_span(conference, state, at).left - spoken_for
