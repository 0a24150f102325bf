"""When dividing anew is offered, and when nobody is nagged."""

from __future__ import annotations

import pytest

from app.conference import clock_offer
from app.conference.clock_offer import ClockOffers, Offer
from app.conference.meeting import Conference, Stage
from app.conference.session import MeetingSession
from app.conference.stages import CLOSING
from tests.conference.conftest import JumpyClock


@pytest.fixture
def session(four_cases: Conference, clock: JumpyClock) -> MeetingSession:
    session = MeetingSession(four_cases, clock=clock, save=lambda changed: changed)
    session.start()
    return session


@pytest.fixture
def offers() -> ClockOffers:
    return ClockOffers()


def now(offers: ClockOffers, session: MeetingSession) -> Offer | None:
    return offers.offer(session.conference, session.state, session.at)


def late(session: MeetingSession, clock: JumpyClock, minutes: float) -> None:
    """Overrun the opening by ``minutes``."""
    clock.advance((4 + minutes) * 60 - session.meeting_time().used)


def test_nothing_is_offered_before_a_minute_is_lost(
    session: MeetingSession, clock: JumpyClock, offers: ClockOffers
) -> None:
    late(session, clock, 0.9)
    assert now(offers, session) is None
    late(session, clock, 3)
    offer = now(offers, session)
    assert offer is not None
    assert (offer.late, offer.short) == (180, 0)
    (change,) = [each for each in offer.changes if each.left < each.now]
    assert (change.step.case_uuid, change.step.stage) == ("case-1", Stage.SUPPORT)
    assert change.now - change.left == 180


def test_what_was_kept_is_offered_again_only_after_more_is_lost(
    session: MeetingSession, clock: JumpyClock, offers: ClockOffers
) -> None:
    late(session, clock, 3)
    offers.keep(session.conference, session.state, session.at)
    session.advance()
    assert now(offers, session) is None
    clock.advance(session.span(session.step).planned + 119)  # type: ignore[arg-type]
    assert now(offers, session) is None
    clock.advance(1)
    assert now(offers, session) is not None


def test_a_changed_plan_is_a_new_question(
    session: MeetingSession, clock: JumpyClock, offers: ClockOffers
) -> None:
    late(session, clock, 8)
    offers.keep(session.conference, session.state, session.at)
    session.extend(5)
    assert now(offers, session) is not None


def test_accepted_means_silence(
    session: MeetingSession, clock: JumpyClock, offers: ClockOffers
) -> None:
    late(session, clock, 3)
    assert session.divide_anew()
    offers.done()
    assert now(offers, session) is None
    offers.want()
    offer = now(offers, session)
    assert offer is not None
    assert offer.changes == ()


def test_too_little_time_says_what_is_missing_and_who_could_wait(
    session: MeetingSession, clock: JumpyClock, offers: ClockOffers
) -> None:
    late(session, clock, 60)
    offer = now(offers, session)
    assert offer is not None
    assert offer.short > 0
    assert clock_offer.to_put_off(session.conference, session.state) == "case-4"
    session.skip_case("case-4")
    assert clock_offer.to_put_off(session.conference, session.state) == "case-3"
    less = now(offers, session)
    assert less is not None
    assert less.short < offer.short
    session.take_up("case-4")
    assert session.state.skipped == frozenset()


def test_minutes_left_for_the_cases_to_come(session: MeetingSession, clock: JumpyClock) -> None:
    rest = clock_offer.rest_for_cases
    session.advance()
    assert rest(session.conference, session.state, session.at) == (3, (90 - 6 - 20) * 60)
    clock.advance(30 * 60)
    assert rest(session.conference, session.state, session.at)[1] < 60 * 60
    session.skip_case("case-4")
    assert rest(session.conference, session.state, session.at)[0] == 2
    session.go(CLOSING)
    assert rest(session.conference, session.state, session.at)[0] == 2  # jumped over whole
