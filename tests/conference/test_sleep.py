"""The machine sleeps, and its wall clock is set: the meeting's clock neither loses nor doubles."""

from __future__ import annotations

import sys
import time

import pytest

from app.clock import SystemClock
from app.conference.capture import Draft
from app.conference.meeting import Conference, EntryKind
from app.conference.session import MeetingSession
from tests.conference.conftest import JumpyClock


@pytest.fixture
def session(four_cases: Conference, clock: JumpyClock) -> MeetingSession:
    session = MeetingSession(four_cases, clock=clock, save=lambda changed: changed)
    session.start()
    session.tick()
    return session


def again(session: MeetingSession, clock: JumpyClock) -> MeetingSession:
    """The program after a kill."""
    return MeetingSession(session.conference, clock=clock, save=lambda changed: changed)


@pytest.mark.skipif(sys.platform != "linux", reason="the clock that counts sleep is Linux's")
def test_the_clock_of_the_machine_counts_sleep() -> None:
    before = time.clock_gettime(time.CLOCK_BOOTTIME)
    assert before <= SystemClock().monotonic() <= time.clock_gettime(time.CLOCK_BOOTTIME)


def test_a_short_sleep_is_meeting_time(session: MeetingSession, clock: JumpyClock) -> None:
    clock.advance(29 * 60)
    session.tick()
    assert not session.state.paused
    assert session.meeting_time().used == 29 * 60


def test_a_long_sleep_stops_the_clock_at_the_last_sign_of_life(
    session: MeetingSession, clock: JumpyClock
) -> None:
    clock.advance(100)
    session.tick()
    clock.advance(3 * 3600)
    session.tick()
    session.tick()
    assert session.state.paused
    assert session.meeting_time().used == 100
    assert [each.kind for each in session.conference.transitions] == ["open", "pause"]
    session.toggle_clock()
    clock.advance(5)
    assert session.meeting_time().used == 105


@pytest.mark.parametrize("jump", [-3600, -120, 120, 3600, 9 * 3600])
def test_a_wall_clock_that_is_set_moves_nothing(
    session: MeetingSession, clock: JumpyClock, jump: int
) -> None:
    clock.advance(50)
    session.record(Draft(kind=EntryKind.ISSUE, text="前"), shown=False)
    clock.jump(jump)
    session.tick()
    assert session.meeting_time().used == 50
    assert not session.state.paused
    clock.advance(20)
    assert again(session, clock).meeting_time().used == 70
    session.record(Draft(kind=EntryKind.ISSUE, text="後"), shown=False)
    clock.advance(10)
    assert again(session, clock).meeting_time().used == 80


def test_small_corrections_of_the_wall_clock_leave_no_line(
    session: MeetingSession, clock: JumpyClock
) -> None:
    clock.jump(20)
    session.tick()
    assert len(session.conference.transitions) == 1
