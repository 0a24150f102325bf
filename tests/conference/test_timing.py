"""What the clocks say: left, over, early, late, and where they stand after a restart."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.clock import FixedClock
from app.conference import stages, timing
from app.conference.meeting import Conference, Entry, EntryKind, Stage
from app.conference.stages import OPENING, Phase, Step
from app.conference.timing import MeetingClock, Span

OPENED = "2026-06-16T13:30:00+09:00"


def walked(conference: Conference, *visits: tuple[Step, float]) -> Conference:
    for step, at in visits:
        conference = stages.enter(conference, step, at=at, wall_time=OPENED)
    return conference


def case_step(number: int, stage: Stage) -> Step:
    return Step(Phase.CASE, f"case-{number}", stage)


def test_over_time_is_negative_and_never_hidden() -> None:
    span = Span(planned=300, used=312)
    assert (span.left, span.over, span.share_left) == (-12, 12, 0.0)
    assert timing.clock_text(span.left) == "−0:12"


@pytest.mark.parametrize(
    ("seconds", "text"), [(642, "10:42"), (0, "0:00"), (5400, "90:00"), (-3605, "−60:05")]
)
def test_clock_texts(seconds: int, text: str) -> None:
    assert timing.clock_text(seconds) == text


def test_the_last_fifth_is_marked_until_time_is_up() -> None:
    assert [Span(300, used).soon_over for used in (200, 240, 299, 300)] == [
        False,
        True,
        True,
        False,
    ]


def test_the_moment_of_design_05_is_told_right(four_cases: Conference) -> None:
    """Case 2 in stage 3: issue 5:12, goal 1:48 used, 1:18 into a stage of 3 minutes."""
    conference = walked(
        four_cases,
        (OPENING, 0),
        (case_step(1, Stage.SUPPORT), 240),
        (case_step(2, Stage.ISSUE), 240 + 1200),
        (case_step(2, Stage.GOAL), 1440 + 312),
        (case_step(2, Stage.RISK), 1752 + 108),
    )
    state, at = stages.replay(conference), 1860 + 78
    assert timing.stage_span(conference, state, "case-2", Stage.RISK, at).left == 102
    assert timing.stage_span(conference, state, "case-2", Stage.ISSUE, at).over == 12
    assert timing.case_span(conference, state, "case-2", at).left == 1200 - 312 - 108 - 78
    assert timing.meeting_span(conference, state, at).left == 5400 - 1938
    assert timing.seconds_early(conference, state, at) == 0


def test_a_short_stage_makes_the_meeting_early_and_a_long_one_late(
    four_cases: Conference,
) -> None:
    early = walked(four_cases, (OPENING, 0), (case_step(1, Stage.ISSUE), 180))
    assert timing.seconds_early(early, stages.replay(early), 200) == 60
    late = walked(four_cases, (OPENING, 0), (case_step(1, Stage.ISSUE), 300))
    assert timing.seconds_early(late, stages.replay(late), 320) == -60


def test_a_case_jumped_over_is_still_to_come_and_a_stage_left_out_is_not(
    four_cases: Conference,
) -> None:
    conference = walked(
        four_cases,
        (OPENING, 0),
        (case_step(2, Stage.ISSUE), 240),
        (case_step(2, Stage.RISK), 540),
    )
    coming = timing.still_to_come(conference, stages.replay(conference))
    assert case_step(1, Stage.SUPPORT) in coming
    assert case_step(2, Stage.GOAL) not in coming


def test_the_meeting_clock_ignores_a_changed_wall_clock(clock: FixedClock) -> None:
    meeting = MeetingClock(clock, at=100)
    clock.advance(20)
    clock._moment -= timedelta(hours=5)
    assert meeting.at() == 120


def running(conference: Conference) -> Conference:
    entered = stages.enter(
        conference, case_step(1, Stage.ISSUE), at=240, wall_time="2026-06-16T13:34:00+09:00"
    )
    entry = Entry(
        kind=EntryKind.ISSUE, text="坂道を歩く力", recorded_at="2026-06-16T13:36:00+09:00"
    )
    return replace(entered, entries=(entry,))


def test_after_a_short_break_time_went_on(four_cases: Conference) -> None:
    back = timing.come_back(
        running(four_cases), datetime.fromisoformat("2026-06-16T13:37:30+09:00")
    )
    assert (back.at, back.long_break) == (240 + 210, False)


def test_after_a_long_break_time_stands_at_the_last_sign_of_life(
    four_cases: Conference,
) -> None:
    back = timing.come_back(
        running(four_cases), datetime.fromisoformat("2026-06-17T09:00:00+09:00")
    )
    assert (back.at, back.last_sign, back.long_break) == (360, 360, True)


def test_a_stopped_clock_stays_on_the_time_line_however_long_the_break(
    four_cases: Conference,
) -> None:
    stopped = stages.pause(running(four_cases), at=360, wall_time="2026-06-16T13:36:00+09:00")
    back = timing.come_back(stopped, datetime.fromisoformat("2026-06-16T14:36:00+09:00"))
    assert (back.at, back.long_break) == (360 + 3600, False)


def test_a_wall_clock_set_back_takes_no_time_away(four_cases: Conference) -> None:
    back = timing.come_back(
        running(four_cases), datetime.fromisoformat("2026-06-16T13:00:00+09:00")
    )
    assert (back.at, back.long_break) == (240, False)
