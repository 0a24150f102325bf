"""What became of the minutes, read from the log alone."""

from __future__ import annotations

from app.clock import FixedClock
from app.conference.meeting import Conference, Stage
from app.conference.session import MeetingSession
from app.conference.time_report import Pause, time_report


def held(conference: Conference, clock: FixedClock) -> MeetingSession:
    """A meeting up to the second case, late, divided anew, with a break."""
    session = MeetingSession(conference, clock=clock, save=lambda changed: changed)
    session.start()
    clock.advance(5 * 60)  # the opening: a minute over
    session.advance()
    clock.advance(4 * 60)
    session.toggle_clock()
    clock.advance(600)
    session.toggle_clock()
    session.go_to_stage(Stage.RISK)
    clock.advance(9 * 60)
    session.go_on_with_risks(["R05"], decided_by="医師")
    session.go_to_stage(Stage.SUPPORT)
    assert session.divide_anew()
    session.extend(10)
    session.skip_case("case-4")
    session.go_to_case("case-2")
    clock.advance(30)
    session.close()
    return session


def test_planned_used_and_what_was_decided(four_cases: Conference, clock: FixedClock) -> None:
    report = time_report(held(four_cases, clock).conference)
    first, second, _, fourth = report.cases
    assert [(step.planned // 60, step.used) for step in first.stages] == [
        (5, 240),
        (2, 0),
        (3, 540),
        (10, 0),
    ]
    assert [step.entered for step in first.stages] == [True, False, True, True]
    assert first.stages[2].over == 360
    assert second.used == 30
    assert fourth.put_off
    assert not second.put_off
    assert report.opening.over == 60
    assert report.used == 300 + 240 + 540 + 30
    assert (report.planned, report.total) == (90 * 60, 100 * 60)
    assert len(report.divisions) == 1
    assert [pause.seconds for pause in report.pauses] == [600]
    (decision,) = report.decisions
    assert (decision.case_uuid, decision.decided_by, decision.rules) == ("case-1", "医師", ("R05",))


def test_the_plan_of_the_agenda_stays_what_people_went_in_with(
    four_cases: Conference, clock: FixedClock
) -> None:
    report = time_report(held(four_cases, clock).conference)
    steps = [step for case in report.cases for step in case.stages]
    assert sum(step.planned for step in steps) == 80 * 60
    assert any(step.divided != step.planned for step in steps)


def test_a_reopened_meeting_tells_why_and_its_standstill_is_no_pause(
    four_cases: Conference, clock: FixedClock
) -> None:
    session = held(four_cases, clock)
    clock.advance(3600)
    assert session.reopen("書きまちがい")
    clock.advance(60)
    session.close()
    report = time_report(session.conference)
    assert [again.reason for again in report.reopenings] == ["書きまちがい"]
    assert [pause.seconds for pause in report.pauses] == [600]
    assert report.used == 300 + 240 + 540 + 30


def test_a_meeting_that_runs_is_reported_until_now(
    four_cases: Conference, clock: FixedClock
) -> None:
    session = MeetingSession(four_cases, clock=clock, save=lambda changed: changed)
    session.start()
    session.toggle_clock()
    clock.advance(90)
    report = time_report(session.conference, session.at)
    assert report.used == 0
    assert report.pauses == (Pause(session.conference.transitions[1].wall_time, 90),)
    assert time_report(Conference()).used == 0
