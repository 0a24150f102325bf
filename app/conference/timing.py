"""Time used and left: per stage, case and meeting, and how far the meeting is from its plan.

Pure arithmetic over a ``MeetingState`` plus the one small clock that turns monotonic seconds
into "seconds since the meeting opened" and finds its place again after a restart
(DOMAIN.md §3.2, design 05).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.clock import Clock
from app.conference.meeting import Conference, Stage
from app.conference.stages import (
    MeetingState,
    Move,
    Phase,
    Step,
    agenda_item,
    case_steps,
    replay,
    steps,
)

LAST_FIFTH = 0.2  # a timer turns to "soon over" at 20 % left (DOMAIN.md §3.2)
LONGEST_BREAK = 30 * 60  # a restart after more than this does not count as talking time
CLOCK_JUMP = 60  # the wall clock ran this many seconds otherwise than the monotonic: it was set


@dataclass(frozen=True, slots=True)
class Span:
    """Planned and used whole seconds of a part; ``left`` is negative when it is over time."""

    planned: int
    used: int

    @property
    def left(self) -> int:
        """Seconds left, negative in overrun. Used and left always add up to planned."""
        return self.planned - self.used

    @property
    def over(self) -> int:
        """Seconds over time, 0 while there is time left."""
        return max(0, -self.left)

    @property
    def share_left(self) -> float:
        """Left part of the plan, 0..1."""
        return max(0.0, self.left / self.planned) if self.planned else 0.0

    @property
    def soon_over(self) -> bool:
        """Whether the last fifth has begun and the end has not come yet."""
        return 0 < self.left <= self.planned * LAST_FIFTH


def planned_seconds(conference: Conference, state: MeetingState, step: Step) -> int:
    """Planned seconds of one step: by the last re-division, else by the agenda."""
    if step in state.planned:
        return state.planned[step]
    if step.phase is Phase.OPENING:
        return conference.opening_minutes * 60
    if step.phase is Phase.CLOSING:
        return conference.closing_minutes * 60
    item = agenda_item(conference, step.case_uuid)
    return item.planned_minutes.get(step.stage, 0) * 60 if item and step.stage else 0


def step_span(conference: Conference, state: MeetingState, step: Step, at: float) -> Span:
    """Time of one step: a stage of a case, the opening or the closing."""
    return Span(planned_seconds(conference, state, step), int(state.spent(step, at)))


def stage_span(
    conference: Conference, state: MeetingState, case_uuid: str, stage: Stage, at: float
) -> Span:
    """Time of one stage of a case."""
    return step_span(conference, state, Step(Phase.CASE, case_uuid, stage), at)


def case_span(conference: Conference, state: MeetingState, case_uuid: str, at: float) -> Span:
    """Time of a whole case."""
    planned = sum(planned_seconds(conference, state, step) for step in case_steps(case_uuid))
    return Span(planned, int(state.spent_case(case_uuid, at)))


def meeting_span(conference: Conference, state: MeetingState, at: float) -> Span:
    """Time of the whole meeting."""
    total = conference.planned_minutes * 60 if state.total is None else state.total
    return Span(total, int(state.spent_all(at)))


def still_to_come(conference: Conference, state: MeetingState) -> tuple[Step, ...]:
    """The present step, all steps after it, and cases that were jumped over whole.

    Cases put off to another meeting are not among them. A stage left out inside a case that was begun is over: people moved on.
    """
    way = steps(conference)
    here = way.index(state.step) if state.step in way else 0
    untouched = {
        item.case_uuid
        for item in conference.agenda
        if not any(state.visited(step) for step in case_steps(item.case_uuid))
    }
    return tuple(
        step
        for index, step in enumerate(way)
        if (index >= here or step.case_uuid in untouched) and step.case_uuid not in state.skipped
    )


def planned_left(conference: Conference, state: MeetingState, at: float) -> int:
    """Seconds the plan still asks for from here to the end."""
    return sum(
        max(0, step_span(conference, state, step, at).left)
        for step in still_to_come(conference, state)
    )


def seconds_early(conference: Conference, state: MeetingState, at: float) -> int:
    """How much earlier than planned the meeting is; negative when it is late.

    It compares the time left of the meeting with what the plan still asks for, so minutes the
    agenda left open count as early.
    """
    return meeting_span(conference, state, at).left - planned_left(conference, state, at)


def clock_text(seconds: int) -> str:
    """``10:42``; overrun as ``−0:12`` with a real minus sign; minutes are never cut to hours."""
    sign = "−" if seconds < 0 else ""
    return f"{sign}{abs(seconds) // 60}:{abs(seconds) % 60:02d}"


class MeetingClock:
    """Seconds since the meeting opened, from a monotonic clock and a known starting point."""

    def __init__(self, clock: Clock, at: float = 0.0) -> None:
        self._clock = clock
        self._at = at
        self._monotonic = clock.monotonic()

    def at(self) -> float:
        """Now, in seconds since the meeting opened."""
        return self._at + max(0.0, self._clock.monotonic() - self._monotonic)

    def now(self) -> datetime:
        """Now on the wall clock."""
        return self._clock.now()

    def wall_time(self) -> str:
        """Now, for people: ISO with offset."""
        return self._clock.now().isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class ComeBack:
    """Where the clock stands when a running meeting is opened again."""

    at: float
    last_sign: float
    long_break: bool


def _of_old_clock(conference: Conference) -> int:
    """How many entries carry times from before the wall clock was last set."""
    for transition in reversed(conference.transitions):
        if transition.kind == Move.CLOCK_SET:
            count = transition.detail.get("entries", 0)
            return count if isinstance(count, int) else 0
    return 0


def come_back(conference: Conference, now: datetime) -> ComeBack:
    """Place a restarted program on the meeting's time line.

    The monotonic clock of another process means nothing, so the wall times of the log bridge
    the gap: people in the room went on talking while the program was down. After a gap of more
    than half an hour they did not, and the meeting stands where its last sign of life was.
    """
    last = conference.transitions[-1]
    began = datetime.fromisoformat(last.wall_time)
    told = conference.entries[_of_old_clock(conference) :]
    signs = [datetime.fromisoformat(entry.recorded_at) for entry in told if entry.recorded_at]
    sign = max([began, *(moment for moment in signs if moment <= now)])
    last_sign = last.at + (sign - began).total_seconds()
    gap = max(0.0, (now - sign).total_seconds())
    # A stopped clock stays stopped: there the whole gap is pause, however long it was.
    long_break = gap > LONGEST_BREAK and not replay(conference).paused
    return ComeBack(last_sign if long_break else last_sign + gap, last_sign, long_break)
