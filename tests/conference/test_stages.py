"""The walk through a meeting, its time, and the log it can be rebuilt from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from app.conference import agenda, stages, timing
from app.conference.meeting import STAGES, Conference, ConferenceStatus, Stage, Transition
from app.conference.stages import CLOSING, OPENING, MeetingState, Phase, Step
from tests.conference.conftest import planned

WALL = "2026-06-16T13:30:00+09:00"


def risk_of(case_uuid: str) -> Step:
    return Step(Phase.CASE, case_uuid, Stage.RISK)


def go(conference: Conference, step: Step, at: float) -> Conference:
    return stages.enter(conference, step, at=at, wall_time=WALL)


def test_the_way_leads_through_all_stages_of_all_cases_in_order(four_cases: Conference) -> None:
    seen = []
    step = stages.next_step(four_cases, None)
    while step:
        seen.append(step)
        step = stages.next_step(four_cases, step)
    assert seen[0] == OPENING
    assert seen[-1] == CLOSING
    assert [(s.case_uuid, s.stage) for s in seen[1:-1]] == [
        (f"case-{number}", stage) for number in range(1, 5) for stage in STAGES
    ]
    assert stages.previous_step(four_cases, seen[5]) == seen[4]
    assert stages.previous_step(four_cases, OPENING) is None


def test_time_goes_to_the_stage_it_was_spent_in_also_when_coming_back() -> None:
    conference = planned(2)
    first_issue, first_goal = stages.case_steps("case-1")[:2]
    for step, at in ((OPENING, 0), (first_issue, 60), (first_goal, 400), (first_issue, 500)):
        conference = go(conference, step, at)
    state = stages.replay(conference)
    assert state.spent(OPENING, 560) == 60
    assert state.spent(first_issue, 560) == 340 + 60
    assert state.spent(first_goal, 560) == 100
    assert state.spent_case("case-1", 560) == 500


def test_a_stopped_clock_books_nothing_to_the_stage(four_cases: Conference) -> None:
    running = go(go(four_cases, OPENING, 0), risk_of("case-1"), 100)
    stopped = stages.pause(running, at=130, wall_time=WALL)
    assert stages.replay(stopped).spent(risk_of("case-1"), 500) == 30
    going = stages.resume(stopped, at=500, wall_time=WALL)
    state = stages.replay(going)
    assert state.spent(risk_of("case-1"), 510) == 40
    assert state.paused_seconds == 370


def test_moving_on_does_not_start_a_stopped_clock(four_cases: Conference) -> None:
    stopped = stages.pause(go(four_cases, OPENING, 0), at=10, wall_time=WALL)
    state = stages.replay(go(stopped, risk_of("case-2"), 50))
    assert state.paused
    assert state.spent(risk_of("case-2"), 90) == 0


def test_going_where_one_is_leaves_the_log_alone(four_cases: Conference) -> None:
    there = go(four_cases, OPENING, 0)
    assert go(there, OPENING, 50) is there
    assert stages.resume(there, at=60, wall_time=WALL) is there


def test_closing_the_meeting_ends_time_and_it_can_go_on(four_cases: Conference) -> None:
    closed = stages.close(go(four_cases, OPENING, 0), at=70, wall_time=WALL)
    assert closed.status is ConferenceStatus.CLOSED
    assert stages.replay(closed).spent_all(9999) == 70
    again = go(closed, OPENING, 1000)
    assert again.status is ConferenceStatus.RUNNING
    assert stages.replay(again).spent_all(1005) == 75


def test_a_jump_to_a_case_leads_to_its_first_stage_not_entered(four_cases: Conference) -> None:
    conference = go(go(four_cases, OPENING, 0), stages.case_steps("case-2")[0], 10)
    state = stages.replay(conference)
    assert stages.entry_step(state, "case-2").stage is Stage.GOAL
    assert stages.entry_step(state, "case-3").stage is Stage.ISSUE


def test_a_case_is_done_when_its_last_stage_was_left(four_cases: Conference) -> None:
    there = go(four_cases, stages.case_steps("case-1")[-1], 10)
    assert not stages.is_case_done(stages.replay(there), "case-1")
    assert stages.is_case_done(stages.replay(go(there, risk_of("case-2"), 20)), "case-1")


def test_a_case_taken_off_the_agenda_in_the_middle_does_not_lose_the_way() -> None:
    there = go(planned(2), risk_of("case-2"), 10)
    shorter = agenda.without_case(there, "case-2")
    step = stages.replay(shorter).step
    assert stages.next_step(shorter, step) == CLOSING
    assert stages.previous_step(shorter, step) == OPENING
    assert timing.planned_seconds(shorter, MeetingState(), risk_of("case-2")) == 0


def test_a_kind_from_a_newer_program_moves_nothing(four_cases: Conference) -> None:
    there = go(four_cases, risk_of("case-1"), 10)
    strange = Transition(kind="replan", at=40, wall_time=WALL)
    state = stages.replay(replace(there, transitions=(*there.transitions, strange)))
    assert state.step == risk_of("case-1")
    assert state.spent(risk_of("case-1"), 50) == 40


# Random meetings

Deed = Callable[[Conference, float], Conference]


def _advance(conference: Conference, at: float) -> Conference:
    step = stages.next_step(conference, stages.replay(conference).step)
    return go(conference, step, at) if step else conference


def _back(conference: Conference, at: float) -> Conference:
    step = stages.previous_step(conference, stages.replay(conference).step)
    return go(conference, step, at) if step else conference


def _pause(conference: Conference, at: float) -> Conference:
    return stages.pause(conference, at=at, wall_time=WALL)


def _resume(conference: Conference, at: float) -> Conference:
    return stages.resume(conference, at=at, wall_time=WALL)


def _jump(case_number: int, stage: Stage) -> Deed:
    def deed(conference: Conference, at: float) -> Conference:
        count = len(conference.agenda)
        case_uuid = conference.agenda[case_number % count].case_uuid
        return go(conference, Step(Phase.CASE, case_uuid, stage), at)

    return deed


deeds = st.one_of(
    st.sampled_from([_advance, _advance, _back, _pause, _resume]),
    st.builds(_jump, st.integers(0, 5), st.sampled_from(STAGES)),
)
walks = st.lists(st.tuples(deeds, st.integers(0, 900)), max_size=40)


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 5), walks, st.integers(0, 900))
def test_in_any_meeting_no_second_is_lost_and_the_log_tells_it_again(
    cases: int, walk: list[tuple[Deed, int]], rest: int
) -> None:
    conference = go(planned(cases), OPENING, 0)
    state, at = stages.replay(conference), 0.0
    for deed, seconds in walk:
        at += seconds
        before = len(conference.transitions)
        conference = deed(conference, at)
        for transition in conference.transitions[before:]:
            state = stages.apply(state, transition)
        assert stages.replay(conference) == state
    end = at + rest
    pausing = end - state.since if state.paused else 0
    assert state.spent_all(end) + state.paused_seconds + pausing == end
    check_times(conference, state, end)


def check_times(conference: Conference, state: MeetingState, at: float) -> None:
    """Used and left agree on every level, and the plan is never negative."""
    meeting = timing.meeting_span(conference, state, at)
    assert meeting.used + meeting.left == conference.planned_minutes * 60
    parts = [timing.step_span(conference, state, step, at) for step in stages.steps(conference)]
    assert sum(part.used for part in parts) == meeting.used
    assert sum(part.planned for part in parts) == meeting.planned
    for item in conference.agenda:
        case = timing.case_span(conference, state, item.case_uuid, at)
        stage_spans = [
            timing.stage_span(conference, state, item.case_uuid, stage, at) for stage in STAGES
        ]
        assert sum(span.left for span in stage_spans) == case.left
    assert 0 <= timing.planned_left(conference, state, at) <= meeting.planned
