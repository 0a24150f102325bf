"""A meeting while it runs: the one object the console talks to.

It holds the conference, the meeting clock, the state of the wall and the undo history. Every
step is saved through ``save`` before it counts as recorded. If saving fails, what a person
wrote is refused (the text is still in the capture row), but the meeting itself goes on: moves
are kept in memory, ``unsaved`` says so, and the next save carries them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from app.clock import Clock
from app.conference import capture, division, output, stages, timing
from app.conference.capture import Draft, History
from app.conference.division import Proposal
from app.conference.meeting import Conference, ConferenceStatus, Entry, Part, Stage
from app.conference.output import OutputState
from app.conference.room import RoomView
from app.conference.stages import MeetingState, Step
from app.conference.timing import MeetingClock, Span
from app.errors import UserFacingError

Save = Callable[[Conference], Conference]
"""Stores a conference and gives it back as stored; raises ``UserFacingError`` if it can't."""


class MeetingSession:
    """The running meeting. All its verbs are safe to call at any time; what cannot be is a no-op.

    A running conference continues where its log ends, after a long break with a stopped clock,
    and always with output HIDDEN. A closed one can only be read.
    """

    def __init__(self, conference: Conference, *, clock: Clock, save: Save) -> None:
        self.conference = conference
        self.output = OutputState()
        self.trouble: UserFacingError | None = None
        self._save = save
        self._history = History()
        self._replayed: tuple[Conference, MeetingState] | None = None
        self._clock = MeetingClock(clock)
        self._seen: tuple[float, datetime] | None = None
        if conference.transitions and conference.status is ConferenceStatus.RUNNING:
            self._come_back(clock)

    def _come_back(self, clock: Clock) -> None:
        back = timing.come_back(self.conference, clock.now())
        self._clock = MeetingClock(clock, back.at)
        if back.long_break:
            self._move(
                stages.pause(self.conference, at=back.last_sign, wall_time=self._clock.wall_time())
            )

    # Reading

    @property
    def unsaved(self) -> bool:
        """Whether a move is not stored yet."""
        return self.trouble is not None

    @property
    def state(self) -> MeetingState:
        """Where the meeting is, by its log; read again only when the conference changed."""
        if self._replayed is None or self._replayed[0] is not self.conference:
            self._replayed = (self.conference, stages.replay(self.conference))
        return self._replayed[1]

    @property
    def closed(self) -> bool:
        """Whether the meeting is over."""
        return self.conference.status is ConferenceStatus.CLOSED

    @property
    def at(self) -> float:
        """Seconds since the meeting opened."""
        return self._clock.at()

    @property
    def wall_time(self) -> str:
        """Now, as the record says it."""
        return self._clock.wall_time()

    @property
    def step(self) -> Step | None:
        """The present step; ``None`` before the meeting opens."""
        return self.state.step

    @property
    def case_uuid(self) -> str | None:
        """The case now discussed."""
        step = self.step
        return step.case_uuid if step else None

    @property
    def stage(self) -> Stage | None:
        """The stage now discussed."""
        step = self.step
        return step.stage if step else None

    @property
    def part(self) -> Part | None:
        """The part of the stage now discussed."""
        return self.state.part

    @property
    def next_step(self) -> Step | None:
        """Where ``advance`` leads."""
        return stages.next_step(self.conference, self.step)

    @property
    def previous_step(self) -> Step | None:
        """Where ``back`` leads."""
        return stages.previous_step(self.conference, self.step)

    def span(self, step: Step) -> Span:
        """Time of one step."""
        return timing.step_span(self.conference, self.state, step, self.at)

    def case_time(self, case_uuid: str) -> Span:
        """Time of a case."""
        return timing.case_span(self.conference, self.state, case_uuid, self.at)

    def meeting_time(self) -> Span:
        """Time of the meeting."""
        return timing.meeting_span(self.conference, self.state, self.at)

    def seconds_early(self) -> int:
        """Seconds before (negative: behind) the plan."""
        return timing.seconds_early(self.conference, self.state, self.at)

    # Moving

    def start(self) -> None:
        """Open the meeting, or do nothing if it is open."""
        if self.step is None:
            self.go(stages.OPENING)

    def advance(self) -> None:
        """To the next step, if there is one."""
        if self.next_step:
            self.go(self.next_step)

    def back(self) -> None:
        """To the step before, if there is one."""
        if self.previous_step:
            self.go(self.previous_step)

    def go(self, step: Step) -> None:
        """To any step."""
        at, wall_time = self._clock.at(), self._clock.wall_time()
        self._move(stages.enter(self.conference, step, at=at, wall_time=wall_time))

    def go_to_case(self, case_uuid: str) -> None:
        """To a case, where it was left."""
        if case_uuid != self.case_uuid:
            self.go(stages.entry_step(self.state, case_uuid))

    def go_to_stage(self, stage: Stage) -> None:
        """To another stage of the present case."""
        if self.case_uuid:
            self.go(Step(stages.Phase.CASE, self.case_uuid, stage))

    def toggle_clock(self) -> None:
        """Stop the clock or let it run again."""
        at, wall_time = self._clock.at(), self._clock.wall_time()
        change = stages.resume if self.state.paused else stages.pause
        self._move(change(self.conference, at=at, wall_time=wall_time))

    def go_to_part(self, part: Part) -> None:
        """Take up a part of the present stage."""
        at, wall_time = self._clock.at(), self._clock.wall_time()
        self._move(stages.go_to_part(self.conference, part, at=at, wall_time=wall_time))

    def skip_case(self, case_uuid: str) -> None:
        """Leave a case that is not the present one to another meeting."""
        at, wall_time = self._clock.at(), self._clock.wall_time()
        self._move(stages.skip_case(self.conference, case_uuid, at=at, wall_time=wall_time))

    def go_on_with_risks(self, rules: Sequence[str], *, decided_by: str) -> None:
        """Write down who decided to move on past open medical risks of the present case."""
        at, wall_time = self._clock.at(), self._clock.wall_time()
        self._move(
            stages.go_on_with_risks(
                self.conference, rules, decided_by=decided_by, at=at, wall_time=wall_time
            )
        )

    def take_up(self, case_uuid: str) -> None:
        """Put a case that was put off on today's agenda again."""
        at, wall_time = self._clock.at(), self._clock.wall_time()
        self._move(stages.take_up(self.conference, case_uuid, at=at, wall_time=wall_time))

    def tick(self) -> None:
        """A sign of life, some times a second.

        Where the last one is more than half an hour old the machine slept: the clock stops at
        that sign, as after a restart. A wall clock that was set moves nothing; it is only
        written down, so that a restart measures its gap on the new one.
        """
        at, now = self._clock.at(), self._clock.now()
        before, self._seen = self._seen, (at, now)
        if before is None or self.closed or self.step is None:
            return
        gap = at - before[0]
        wall_time = self._clock.wall_time()
        if gap > timing.LONGEST_BREAK:
            self._move(stages.pause(self.conference, at=before[0], wall_time=wall_time))
        if abs((now - before[1]).total_seconds() - gap) > timing.CLOCK_JUMP:
            self._move(stages.clock_set(self.conference, at=at, wall_time=wall_time))

    def proposal(self) -> Proposal:
        """The rest of the meeting divided anew; nothing changes before it is accepted."""
        return division.proposal(self.conference, self.state, self.at)

    def divide_anew(self) -> bool:
        """Accept the division proposed now; false where there is none that changes anything."""
        at, state = self.at, self.state
        proposed = division.proposal(self.conference, state, at)
        if not proposed.changes:
            return False
        seconds = division.seconds_of(self.conference, state, at, proposed.left)
        before, wall_time = self.conference, self._clock.wall_time()
        self._move(stages.divide(self.conference, seconds, at=at, wall_time=wall_time))
        return self.conference is not before

    def extend(self, minutes: int) -> None:
        """Let the meeting end ``minutes`` later (negative: earlier); the plan of steps stays."""
        total = self.meeting_time().planned + minutes * 60
        if total > 0:
            at, wall_time = self._clock.at(), self._clock.wall_time()
            self._move(stages.divide(self.conference, {}, at=at, wall_time=wall_time, total=total))

    def reopen(self, reason: str) -> bool:
        """Open a closed meeting again to correct it; needs a reason, the clock stays stopped."""
        if not self.closed or not reason.strip():
            return False
        at, wall_time = self._clock.at(), self._clock.wall_time()
        again = stages.reopen(self.conference, at=at, wall_time=wall_time, reason=reason)
        return again is not self.conference and self._stored(again)

    def close(self) -> None:
        """End the meeting and take the wall down."""
        at, wall_time = self._clock.at(), self._clock.wall_time()
        self._move(stages.close(self.conference, at=at, wall_time=wall_time))
        self.hide()

    # Writing

    def record(self, draft: Draft, *, shown: bool) -> bool:
        """Write the draft down, for the wall too if ``shown``. False if there is nothing to
        write or it could not be saved."""
        if draft.is_empty:
            return False
        return self._write(
            capture.record(
                self.conference,
                draft,
                case_uuid=self.case_uuid,
                stage=self.stage,
                shown=shown,
                recorded_at=self._clock.wall_time(),
            )
        )

    def amend(self, entry_uuid: str, draft: Draft, *, shown: bool) -> bool:
        """Correct an entry and decide anew about the wall, as one step; an emptied text takes
        the entry out of the record."""
        if draft.is_empty:
            return self.remove(entry_uuid)
        changed = capture.amend(self.conference, entry_uuid, draft)
        return self._write(capture.set_shown(changed, entry_uuid, shown=shown))

    def set_shown(self, entry_uuid: str, *, shown: bool) -> bool:
        """Put an entry on the wall or take it off."""
        return self._write(capture.set_shown(self.conference, entry_uuid, shown=shown))

    def remove(self, entry_uuid: str) -> bool:
        """Take an entry out of the record."""
        return self._write(capture.remove(self.conference, entry_uuid))

    def set_prompt(self, prompt_id: str, state: str) -> bool:
        """Mark a prompt for the present case."""
        return self._write(capture.set_prompt(self.conference, prompt_id, self.case_uuid, state))

    def write(self, changed: Conference) -> bool:
        """Store what a panel wrote as one step for undo; false where nothing was stored."""
        return self._write(changed)

    def note(self, changed: Conference) -> bool:
        """Store what is no step for undo, such as the tally of who spoke."""
        return changed != self.conference and not self.closed and self._stored(changed)

    def undo(self) -> bool:
        """Take back the last thing written; also from the wall."""
        return self._travel(self._history.undone(self.conference))

    def redo(self) -> bool:
        """Write again what undo took back."""
        return self._travel(self._history.redone(self.conference))

    def entries(self) -> tuple[Entry, ...]:
        """What was written for the present case."""
        return capture.entries_of(self.conference, self.case_uuid)

    # The wall

    def show(self) -> None:
        """Put the live frame on the wall."""
        self.output = output.show(self.output)

    def freeze(self, live: RoomView | None) -> None:
        """Hold the wall, or let go of it."""
        self.output = output.freeze(self.output, live)

    def blank(self) -> None:
        """Black, or what was there before."""
        self.output = output.blank(self.output)

    def hide(self) -> None:
        """Take the window off the wall."""
        self.output = output.hide(self.output)

    def monitor_lost(self) -> None:
        """The screen of the wall went away."""
        self.output = output.monitor_lost(self.output)

    # Saving

    def save_again(self) -> bool:
        """Try once more to store what is not stored."""
        return self._stored(self.conference)

    def _move(self, changed: Conference) -> None:
        if changed is self.conference or self.closed:
            return
        self.conference = changed
        self._stored(changed)

    def _write(self, changed: Conference) -> bool:
        if changed == self.conference or self.closed:
            return False
        before = self.conference
        if not self._stored(changed):
            return False
        self._history = self._history.remembering(before)
        return True

    def _travel(self, step: tuple[History, Conference] | None) -> bool:
        if step is None or self.closed or not self._stored(step[1]):
            return False
        self._history = step[0]
        return True

    def _stored(self, changed: Conference) -> bool:
        try:
            stored = self._save(changed)
        except UserFacingError as error:
            self.trouble = error
            return False
        self.trouble = None
        self.conference = stored
        return True
