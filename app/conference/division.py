"""The rest of the meeting divided anew after an overrun, a saving or a case put off (§3.2).

``proposal`` only proposes; a person accepts it (``stages.divide``) or goes on with the old plan.
Its parts always add up to the seconds the meeting has left and none falls below its minimum;
where that can't be done there are no parts, and ``short`` says how much is missing. Minima and
from whom minutes are borrowed first are knowledge (``agenda_templates.toml``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.care import knowledge
from app.conference.meeting import Conference, Stage
from app.conference.stages import MeetingState, Phase, Step
from app.conference.timing import meeting_span, step_span, still_to_come


@dataclass(frozen=True, slots=True)
class Rules:
    """Least seconds of each kind of step, and whether the next case lends first."""

    opening: int
    closing: int
    stages: Mapping[Stage, int]
    next_lends_first: bool

    def least(self, step: Step) -> int:
        """The least seconds of a step that has not begun."""
        if step.stage:
            return self.stages[step.stage]
        return self.closing if step.phase is Phase.CLOSING else self.opening


@dataclass(frozen=True, slots=True)
class Proposal:
    """Seconds each step still has (``left``) now and as proposed, in the order of the meeting.

    ``short`` > 0: the least of all steps is more than what is left; then ``left`` is empty.
    """

    now: Mapping[Step, int] = field(default_factory=dict)
    left: Mapping[Step, int] = field(default_factory=dict)
    time_left: int = 0
    short: int = 0

    @property
    def changes(self) -> bool:
        """Whether accepting it would change anything."""
        return bool(self.left) and dict(self.left) != dict(self.now)


@knowledge.remembered
def rules() -> Rules:
    """The rules of ``agenda_templates.toml``, minutes turned into seconds."""
    least = knowledge.load("agenda_templates")["least"]
    return Rules(
        opening=least["opening"] * 60,
        closing=least["closing"] * 60,
        stages={stage: least[stage.value] * 60 for stage in Stage},
        next_lends_first=least["next_lends_first"],
    )


def proposal(conference: Conference, state: MeetingState, at: float) -> Proposal:
    """The seconds left of the meeting over what is still to come."""
    rest = still_to_come(conference, state)
    spans = {step: step_span(conference, state, step, at) for step in rest}
    now = {step: max(0, span.left) for step, span in spans.items()}
    least = {
        # What runs may end at any moment; what was begun before needs only the rest of its least.
        step: 0
        if step == state.step
        else min(now[step], max(0, rules().least(step) - spans[step].used))
        for step in rest
    }
    time_left = meeting_span(conference, state, at).left
    missing = sum(least.values()) - time_left
    if missing > 0:
        return Proposal(now=now, time_left=time_left, short=missing)
    left = dict(now)
    change = time_left - sum(now.values())
    if change < 0:
        for group in _lenders(rest, state.step):
            change = _take(left, least, group, change)
    elif change > 0:
        _give(left, rest, change)
    return Proposal(now=now, left=left, time_left=time_left)


def seconds_of(
    conference: Conference, state: MeetingState, at: float, left: Mapping[Step, int]
) -> dict[Step, int]:
    """``left`` as planned seconds, what was used before included: what ``stages.divide`` takes."""
    return {
        step: step_span(conference, state, step, at).used + seconds
        for step, seconds in left.items()
    }


def _lenders(rest: Sequence[Step], here: Step | None) -> list[list[Step]]:
    """Who gives minutes first: life support of the next case (§3.2), of all cases, then all."""
    ahead = [step for step in rest if step != here]
    support = [step for step in ahead if step.stage is Stage.SUPPORT]
    others = [
        step for step in support if here is None or step.case_uuid != here.case_uuid
    ] or support
    following = others[:1] if rules().next_lends_first else []
    return [following, support, ahead, list(rest)]


def _take(
    left: dict[Step, int], least: Mapping[Step, int], group: Sequence[Step], change: int
) -> int:
    """Take ``-change`` seconds from ``group`` in proportion to what it can spare."""
    spare = {step: left[step] - least[step] for step in group}
    taken = min(-change, sum(spare.values()))
    for step, part in _shares(taken, spare).items():
        left[step] -= part
    return change + taken


def _give(left: dict[Step, int], rest: Sequence[Step], change: int) -> None:
    """Give ``change`` seconds to life support, where there is none left to all steps."""
    support = [step for step in rest if step.stage is Stage.SUPPORT] or list(rest)
    for step, part in _shares(change, {step: max(1, left[step]) for step in support}).items():
        left[step] += part


def _shares(amount: int, weights: Mapping[Step, int]) -> dict[Step, int]:
    """Whole parts of ``amount`` in proportion to ``weights``, by largest remainder.

    No part exceeds its weight where ``amount`` doesn't exceed their sum.
    """
    total = sum(weights.values())
    if not total:
        return {}
    parts = {step: amount * weight // total for step, weight in weights.items()}
    by_remainder = sorted(weights, key=lambda step: -(amount * weights[step] % total))
    for step in by_remainder[: amount - sum(parts.values())]:
        parts[step] += 1
    return parts
