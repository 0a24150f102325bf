"""The rest of a meeting divided anew, cases put off, and the log that remembers it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.clock import FixedClock
from app.conference import division, stages, timing
from app.conference.meeting import Conference, ConferenceStatus, Part, Stage, Transition
from app.conference.session import MeetingSession
from app.conference.stages import CLOSING, OPENING, Phase, Step
from tests.conference.conftest import JST, planned


def session_of(conference: Conference, clock: FixedClock) -> MeetingSession:
    session = MeetingSession(conference, clock=clock, save=lambda changed: changed)
    session.start()
    return session


def support_of(case_uuid: str) -> Step:
    return Step(Phase.CASE, case_uuid, Stage.SUPPORT)


def least_total(session: MeetingSession) -> int:
    return sum(
        division.rules().least(step)
        for step in timing.still_to_come(session.conference, session.state)
        if step != session.step
    )


def test_an_overrun_is_borrowed_from_life_support_of_the_next_case(
    four_cases: Conference, clock: FixedClock
) -> None:
    session = session_of(four_cases, clock)
    clock.advance(4 * 60)
    session.advance()
    clock.advance(8 * 60)  # 5 minutes were planned for the issue
    proposed = session.proposal()
    changed = {step: proposed.left[step] - now for step, now in proposed.now.items()}
    assert {step: by for step, by in changed.items() if by} == {support_of("case-2"): -180}
    assert sum(proposed.left.values()) == session.meeting_time().left
    assert session.divide_anew()
    assert session.span(support_of("case-2")).planned == 10 * 60 - 180
    assert session.seconds_early() == 0
    assert not session.proposal().changes


def test_keeping_the_old_plan_changes_nothing(four_cases: Conference, clock: FixedClock) -> None:
    session = session_of(four_cases, clock)
    clock.advance(20 * 60)
    session.proposal()
    assert session.seconds_early() == -16 * 60
    assert session.span(support_of("case-2")).planned == 10 * 60


def test_no_part_falls_below_its_least_and_what_is_missing_is_said(
    four_cases: Conference, clock: FixedClock
) -> None:
    session = session_of(four_cases, clock)
    clock.advance(70 * 60)
    proposed = session.proposal()
    assert not proposed.left
    assert proposed.short == least_total(session) - 20 * 60
    assert not session.divide_anew()
    session.skip_case("case-4")
    session.extend(10)
    assert session.divide_anew()
    assert sum(session.proposal().now.values()) == session.meeting_time().left == 30 * 60


def test_time_saved_goes_to_life_support(four_cases: Conference, clock: FixedClock) -> None:
    session = session_of(four_cases, clock)
    session.advance()  # the opening took no time
    session.divide_anew()
    gained = [session.span(support_of(f"case-{n}")).planned - 600 for n in range(1, 5)]
    assert gained == [60, 60, 60, 60]


def test_a_case_put_off_is_left_out_until_it_is_taken_up(
    four_cases: Conference, clock: FixedClock
) -> None:
    session = session_of(four_cases, clock)
    session.skip_case("case-1")
    session.advance()
    assert session.case_uuid == "case-2"
    session.go_to_case("case-1")
    assert session.case_uuid == "case-1"
    assert not session.state.skipped


def test_parts_belong_to_their_stage(four_cases: Conference, clock: FixedClock) -> None:
    session = session_of(four_cases, clock)
    assert session.part is None
    session.advance()
    assert session.part is Part.PRESENTATION
    session.go_to_part(Part.WRAP_UP)
    assert session.part is Part.PRESENTATION
    session.go_to_part(Part.ISSUE)
    clock.advance(30)
    assert session.part is Part.ISSUE
    assert session.span(stages.case_steps("case-1")[0]).used == 30
    session.go_to_stage(Stage.SUPPORT)
    assert session.part is Part.DISCUSSION


def test_moving_on_past_risks_says_who_decided(four_cases: Conference, clock: FixedClock) -> None:
    session = session_of(four_cases, clock)
    session.go_to_case("case-2")
    session.go_on_with_risks(["R07", "R12"], decided_by="医師")
    assert session.state.went_on == {"case-2"}
    assert session.conference.transitions[-1].detail == {
        "decided_by": "医師",
        "rules": ["R07", "R12"],
    }


def test_a_closed_meeting_is_reopened_with_a_reason_only(
    four_cases: Conference, clock: FixedClock
) -> None:
    session = session_of(four_cases, clock)
    session.close()
    assert not session.reopen("  ")
    assert session.closed
    assert session.reopen("支援策の担当を書き誤った")
    assert session.conference.status is ConferenceStatus.RUNNING
    assert session.state.paused
    assert session.conference.transitions[-1].detail["reason"] == "支援策の担当を書き誤った"
    with pytest.raises(ValueError, match="reason"):
        stages.reopen(replace(_closed(four_cases)), at=9, wall_time="w", reason="")


def _closed(conference: Conference) -> Conference:
    opened = stages.enter(conference, OPENING, at=0, wall_time="w")
    return stages.close(opened, at=5, wall_time="w")


def _reorder(session: MeetingSession) -> None:
    agenda = session.conference.agenda
    session.conference = replace(session.conference, agenda=agenda[::-1])


def _divide(session: MeetingSession) -> None:
    before = session.meeting_time().left
    if session.divide_anew():
        assert sum(session.proposal().now.values()) == before


ACTS: dict[str, Callable[[MeetingSession, int], object]] = {
    "advance": lambda session, _: session.advance(),
    "back": lambda session, _: session.back(),
    "jump": lambda session, n: session.go_to_case(_case(session, n)),
    "stage": lambda session, n: session.go_to_stage(list(Stage)[n % 4]),
    "pause": lambda session, _: session.toggle_clock(),
    "divide": lambda session, _: _divide(session),
    "skip": lambda session, n: session.skip_case(_case(session, n)),
    "take_up": lambda session, n: session.take_up(_case(session, n)),
    "tick": lambda session, _: session.tick(),
    "extend": lambda session, n: session.extend(n % 20 - 5),
    "part": lambda session, n: session.go_to_part(list(Part)[n % len(Part)]),
    "closing": lambda session, _: session.go(CLOSING),
    "reorder": lambda session, _: _reorder(session),
    "risks": lambda session, _: session.go_on_with_risks(["R07"], decided_by="医師"),
    "end": lambda session, _: session.close(),
    "again": lambda session, _: session.reopen("書き忘れ"),
}
PASSING = st.sampled_from([0.0, 0.37, 45.5, 300.2, 900.8, 2400.0])  # the last one: asleep


def _case(session: MeetingSession, n: int) -> str:
    agenda = session.conference.agenda
    return agenda[n % len(agenda)].case_uuid


@settings(max_examples=400, deadline=None)
@given(
    st.integers(1, 5),
    st.lists(st.tuples(PASSING, st.sampled_from(sorted(ACTS)), st.integers(0, 40)), max_size=7),
)
def test_any_meeting_keeps_its_sums_and_replays(
    n_cases: int, acts: list[tuple[float, str, int]]
) -> None:
    """Planned remaining equals time left, nothing is negative, the log is the whole truth."""
    clock = FixedClock(datetime(2026, 6, 16, 13, 30, tzinfo=JST))
    session = session_of(planned(n_cases), clock)
    folded = session.state
    for seconds, act, number in acts:
        clock.advance(seconds)
        logged = len(session.conference.transitions)
        ACTS[act](session, number)
        for transition in session.conference.transitions[logged:]:
            folded = stages.apply(folded, transition)
        _sums_hold(session)
    stored = [asdict(transition) for transition in session.conference.transitions]
    log = tuple(Transition(**_typed(line)) for line in json.loads(json.dumps(stored)))
    assert stages.replay(replace(session.conference, transitions=log)) == session.state == folded


def _typed(line: dict[str, Any]) -> dict[str, Any]:
    return {**line, "stage": Stage(line["stage"]) if line["stage"] else None}


def _sums_hold(session: MeetingSession) -> None:
    conference, state, at = session.conference, session.state, session.at
    proposed = division.proposal(conference, state, at)
    left = timing.meeting_span(conference, state, at).left
    assert all(
        timing.planned_seconds(conference, state, step) >= 0 for step in stages.steps(conference)
    )
    assert timing.seconds_early(conference, state, at) == left - sum(proposed.now.values())
    if proposed.short:
        assert not proposed.left
        return
    assert sum(proposed.left.values()) == proposed.time_left == left
    for step, seconds in proposed.left.items():
        assert seconds >= 0
        if step != state.step:
            least = max(0, division.rules().least(step) - int(state.spent(step, at)))
            assert seconds >= min(least, proposed.now[step])
